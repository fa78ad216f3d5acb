"""For whom the people of an article speak: "Ann Lee, managing director", later "Lee said" and "he added"."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.attribution import says, speaker
from kg.extract.modality import Cues
from kg.extract.scene import SUBJECT, Scene, child

if TYPE_CHECKING:
    from spacy.tokens import Token

# Offices of firms; who holds one without naming it speaks for the firm that the text is about.
_OFFICES: Final = frozenset(
    {"managing director", "chief executive", "vice president", "plant manager", "general manager", "factory manager"}
)
_TITLES: Final = frozenset({"ceo", "chairman", "chairwoman", "founder", "cfo", "coo"})
_PERSONS: Final = frozenset({"he", "she"})

Voices = Mapping[tuple[int, int], str]


def voices(stage: Sequence[Scene], cues: Cues) -> Voices:
    """Return the body for which the subject of each verb of saying speaks, by sentence and token."""
    found: dict[tuple[int, int], str] = {}
    known: dict[str, str] = {}
    firm: str | None = None
    last: str | None = None
    for scene in stage:
        for token in scene.sentence.parse or ():
            if token.pos_ != "VERB" or token.lemma_ == "put" or not says(token, cues):
                continue
            subject = child(token, "nsubj")
            if subject is None:
                continue
            ref = speaker(scene, subject, cues)
            body = ref.entity.id if ref is not None else known.get(subject.text)
            if body is None and subject.lower_ in _PERSONS:
                body = last
            named = subject.pos_ == "PROPN" and scene.covering(subject) is None
            if body is None and firm is not None and named and _holds_office(subject):
                body = firm
            last = body
            if body is None:
                continue
            found[scene.sentence.index, subject.i] = body
            if named and (ref is None or ref.head.i != subject.i):
                # Of a name either word may be that of the family: "Shen Liping … Shen said".
                names = (subject, *(c for c in subject.children if c.dep_ == "compound" and c.pos_ == "PROPN"))
                known |= {t.text: body for t in names if scene.covering(t) is None}
        about = [r.entity.id for r in scene.of("Company") if r.head.dep_ in SUBJECT]
        firm = about[-1] if about else firm
    return found


def _holds_office(person: "Token") -> bool:
    """Whether words beside a person's name tell an office of a firm: "managing director Ann Lee"."""
    beside = " ".join(t.lower_ for t in person.subtree)
    return any(f" {office} " in f" {beside} " for office in _OFFICES | _TITLES)


def voice(scene: Scene, token: "Token", said: Voices) -> str | None:
    """Return the body whose speaker says what a token is part of, before it or in a tail that closes the sentence."""
    doc = token.doc
    for verb in doc:
        subject = child(verb, "nsubj")
        quoting = subject is not None and verb.pos_ == "VERB" and verb.lemma_ != "put"
        body = said.get((scene.sentence.index, subject.i)) if subject is not None and quoting else None
        if body is None or subject is None or any(t.i == token.i for t in subject.subtree):
            continue
        quotes = any(t.i == token.i for t in verb.subtree)
        content = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
        closes = verb.i > token.i and len(doc) - verb.i < 14 and not content
        if quotes or closes:
            return body
    return None
