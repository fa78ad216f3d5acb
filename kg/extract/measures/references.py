"""What may stand for an entity: pronouns and definite descriptions ("it", "the plant", "its programme")."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.document import Sentence
from kg.extract.measures.words import MeasureWords
from kg.model import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Token

_DETERMINERS = frozenset({"the", "this", "that", "its", "their", "both"})
_PRONOUNS = frozenset({"it", "its", "itself", "they", "their", "we", "our"})
_ANY = ("Facility", "Company", "Plan", "Bureau", *sorted(PLACES))
# What is spent on a plant stands for it, or for the company if no plant was named with it.
SPENDING = frozenset({"investment", "expansion", "development"})


@dataclass(frozen=True)
class Candidate:
    """A pronoun or definite description that may stand for an entity; `proper` are the names before its noun."""

    start: int
    end: int
    token: "Token"
    types: tuple[str, ...]
    words: frozenset[str]
    proper: frozenset[str] = frozenset()
    owner: int | None = None


def candidates(sentence: Sentence, words: MeasureWords) -> list[Candidate]:
    """Return definite descriptions and pronouns of a sentence with the types that they may stand for."""
    out = []
    assert sentence.parse is not None
    for token in sentence.parse:
        start, end = sentence.span_of(token)
        if token.lower_ in _PRONOUNS and token.tag_ in ("PRP", "PRP$"):
            out.append(Candidate(start, end, token, _ANY, frozenset()))
            continue
        if token.lower_ == "latter" and token.i and token.nbor(-1).lower_ == "the":
            out.append(Candidate(start - 4, end, token, ("Plan", "Company", "Facility"), frozenset({"latter"})))
            continue
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma, low = token.lemma_.lower(), token.lower_
        types = tuple(kind for kind, nouns in words.stand_ins if lemma in nouns or low in nouns)
        first = next((c for c in token.children if c.dep_ in ("det", "poss")), None)
        if not types or first is None or first.i > token.i:
            continue
        possessed = first.dep_ == "poss" and first.pos_ in ("NOUN", "PROPN") and types == ("Plan",)
        if first.lower_ not in _DETERMINERS and not possessed:
            continue
        if any(c.tag_ == "JJS" for c in token.children):
            # "the largest investment in its history" is told of, not taken up.
            continue
        if lemma in SPENDING and any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
            # "the expansion of a mill" brings the mill in.
            continue
        described = [
            t
            for t in token.subtree
            if first.i <= t.i <= token.i or (t.i > token.i and t.dep_ in ("prep", "pobj", "compound"))
        ]
        text = frozenset(t.lower_ for t in described if t.pos_ in ("NOUN", "PROPN", "ADJ")) | {token.lemma_.lower()}
        proper = frozenset(t.lower_ for t in described if t.pos_ == "PROPN" and first.i < t.i < token.i)
        owner = sentence.start + first.idx if possessed else None
        begin = sentence.start + first.idx if not possessed else start
        out.append(Candidate(begin, end, token, types, text, proper, owner))
    return out
