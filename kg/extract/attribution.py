"""Who is named as the source of what a sentence states: "the bureau said", "according to", a quotation that goes on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.modality import QUOTES, Cues, matched_verb
from kg.extract.scene import Ref, Scene, child, climb, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


SOURCE_TYPES = ("Bureau", "Company")


def source_of(
    scene: Scene, token: "Token", cues: Cues, before: str | None = None, *, silent: "Token | None" = None
) -> str | None:
    """Return the id of the entity that the sentence names as source of what a token says, or None.

    `before` is the source of the sentence before: it goes on where this one goes on quoting it
    ("the official said", "he added", a quotation that is carried over). `silent` is a verb that quotes nobody.
    """
    for node in climb(token):
        if node != silent and node.pos_ in ("VERB", "AUX"):
            named = _said_by(scene, node, token, cues)
            if named is not None:
                return named or before
    for node in (token, *token.ancestors):
        for ref in _according(scene, node, cues):
            if ref is not None:
                return ref.entity.id
    return before if before and _goes_on_quoting(scene) else None


def says(verb: "Token", cues: Cues) -> bool:
    """Say whether a verb quotes somebody: "she added that …", not "the firm is adding a second hall"."""
    adds = verb.lemma_ == "add" and child(verb, "dobj") is not None and child(verb, "ccomp") is None
    return matched_verb(verb, cues.said.verbs) is not None and not adds


def _said_by(scene: Scene, verb: "Token", token: "Token", cues: Cues) -> str | None:
    """Return the source's id, "" for a speaker without a name, or None where a verb quotes nobody."""
    if not says(verb, cues) or (verb.i == token.i and verb.lemma_ != "put"):
        return None
    subject = child(verb, "nsubj")
    if subject is None or token.i in {t.i for t in subject.subtree}:
        return None
    ref = speaker(scene, subject, cues)
    if ref is not None:
        return ref.entity.id
    is_speaker = {subject.lower_, subject.lemma_.lower()} & cues.speaker.nouns or subject.lower_ in (
        "it",
        "he",
        "she",
        "they",
    )
    return "" if is_speaker else None


def speaker(scene: Scene, token: "Token", cues: Cues) -> Ref | None:
    """Return the body that a subject names or speaks for: "the ministry's spokesman", "an official with the bureau"."""
    ref = scene.covering(token, *SOURCE_TYPES)
    if ref is not None and ref.head.i == token.i:
        return ref
    if {token.lower_, token.lemma_.lower()} & cues.speaker.nouns or token.pos_ == "PROPN":
        for t in sorted(token.subtree, key=lambda t: t.i):
            inner = scene.headed(t, *SOURCE_TYPES)
            if inner is not None and _within_phrase(t, token):
                return inner
    return ref


def _within_phrase(token: "Token", top: "Token") -> bool:
    """Say whether a token belongs to the noun phrase of another, with no clause between."""
    for node in climb(token):
        if node.i == top.i:
            return True
        if node.dep_ not in _NOMINAL:
            return False
    return False


_NOMINAL = frozenset({"poss", "pobj", "prep", "compound", "nmod", "appos", "amod", "conj"})


def _according(scene: Scene, node: "Token", cues: Cues) -> Iterator[Ref | None]:
    for c in node.children:
        phrase = next((p for p in cues.source.phrases if tuple(t.lower_ for t in c.doc[c.i : c.i + len(p)]) == p), None)
        if phrase is None:
            continue
        last = c.doc[c.i + len(phrase) - 1]
        named = child(last, "pobj", "dobj")
        for one in conjuncts(named) if named is not None else ():
            yield speaker(scene, one, cues)


def _goes_on_quoting(scene: Scene) -> bool:
    text = scene.sentence.text.strip()
    return bool(text) and (text[0] in QUOTES or text[-1] in QUOTES)
