"""Small steps through a parse that several modules of measures need."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.scene import OBJECT, SUBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = ("VERB", "AUX")


def up(token: "Token") -> Iterator["Token"]:
    """Yield a token and its ancestors up to the clause that it belongs to: relative clauses are not left."""
    yield token
    while token.dep_ not in ("relcl", "ROOT") and token.head.i != token.i:
        token = token.head
        yield token


def verb_above(token: "Token") -> "Token | None":
    """Return the verb that a phrase depends on, or None."""
    return next((t for t in up(token) if t.pos_ in VERBAL), None)


def subject_of(verb: "Token") -> "Token | None":
    """Return the subject of a verb: its own, or the one that it shares with the verb above it."""
    seen = 0
    while seen < 8:
        own = _nearest(verb)
        if own is not None and own.tag_ not in ("WDT", "WP"):
            return own
        if verb.dep_ in ("relcl", "acl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        if own is not None or verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp") or verb.head.i == verb.i:
            return None
        if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and verb.tag_ == "VB"):
            raised = child(verb.head, *OBJECT)
            if raised is not None and raised.i < verb.i:
                return raised
        verb = verb.head
        while (
            verb.pos_ not in VERBAL
            and verb.dep_ in ("acomp", "pcomp", "prep", "oprd", "attr")
            and verb.head.i != verb.i
        ):
            verb = verb.head
        seen += 1
    return None


def named_above(pronoun: "Token") -> "Token | None":
    """Return the name that says what a pronoun's clause tells: "*the Guild* said that *it* will invest"."""
    above = pronoun.head.head if pronoun.dep_ in SUBJECT and pronoun.head.dep_ == "ccomp" else None
    said = _nearest(above) if above is not None else None
    return said if said is not None and said.pos_ == "PROPN" and said.i < pronoun.i else None


def _nearest(verb: "Token") -> "Token | None":
    """Return a verb's own subject, of several (a dateline read as one) the nearest before it."""
    found = [c for c in verb.children if c.dep_ in SUBJECT]
    before = [c for c in found if c.i < verb.i]
    return before[-1] if before else next(iter(found), None)


def noun_above(token: "Token", first: int) -> "Token | None":
    """Return the noun that a number phrase hangs on by a preposition or apposition ("capacity of …"), or None.

    `first` is the index of the number's first token: "production worth Rs 5 crore" is read by the words before it.
    """
    for back in (1, 2, 3):
        before = token.doc[first - back] if first >= back else None
        if before is not None and before.lower_ == "valued" and before.head.pos_ in ("NOUN", "PROPN"):
            return before.head
        if before is not None and before.lower_ in ("worth", "totaling", "totalling", "valued"):
            return next((t for t in reversed(token.doc[: before.i]) if t.pos_ in ("NOUN", "PROPN")), None)
    head = token.head
    if (
        token.dep_ == "pobj"
        and head.dep_ in ("prep", "pcomp")
        and head.head.pos_ in ("NOUN", "PROPN")
        and head.head.i < token.i
    ):
        return head.head
    if token.dep_ in ("appos", "npadvmod", "nmod") and head.pos_ in ("NOUN", "PROPN") and head.i < token.i:
        return head
    return None


def phrase_inside(token: "Token") -> list["Token"]:
    """Return the tokens of a noun phrase without its relative clauses and appositions, in order."""
    cut = {
        t.i for c in token.subtree if c.dep_ in ("relcl", "appos", "acl", "advcl") and c.i > token.i for t in c.subtree
    }
    return [t for t in token.subtree if t.i not in cut]
