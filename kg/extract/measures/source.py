"""Who is named as the source of a number."""

from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.modality import Cues, source_of
from kg.extract.scene import SUBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYERS = frozenset({"say", "state", "show", "specify", "note", "reveal", "indicate"})


def source(quantity: Quantity, cues: Cues, before: str | None) -> str | None:
    """Return the id of the source: a body or company that is quoted, or a plan that "says" or is cited, or None."""
    found = source_of(quantity.scene, quantity.token, cues, before)
    return found or _plan_source(quantity, cues)


def _plan_source(quantity: Quantity, cues: Cues) -> str | None:
    scene = quantity.scene
    doc = quantity.token.doc
    for token in doc:
        phrase = tuple(t.lower_ for t in doc[token.i : token.i + 2])
        if phrase in cues.source.phrases:
            for below in token.subtree:
                ref = scene.headed(below, "Plan")
                if ref is not None:
                    return ref.entity.id
        if token.lemma_ in _SAYERS and token.pos_ == "VERB":
            subject = child(token, *SUBJECT)
            ref = scene.covering(subject, "Plan") if subject is not None else None
            if ref is not None and _quotes(token, quantity.token):
                return ref.entity.id
    return None


def _quotes(verb: "Token", token: "Token") -> bool:
    return any(t.i == token.i for t in verb.subtree)
