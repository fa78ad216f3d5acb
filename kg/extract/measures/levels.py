"""Clauses that put a number to a level: "the share is put at 45%", "we were at 81 percent", "12% lower than"."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import subject_of
from kg.extract.scene import OBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = frozenset("number share figure proportion level total tally ratio percentage count rate".split())
_PUTS = frozenset({"put", "estimate", "place", "peg"})
_BRINGS = frozenset({"bring", "take"})
_NOW = frozenset({"now", "today", "currently", "already", "still"})
_COMPLETE = re.compile(r"\s+(?:complete|completed|finished|built)\b")
# "output is up 8%", "stops have gone down by 8%"
_UP = re.compile(
    r"\b(?:is|are|was|were|been|stood|ran|ended|remained|g[oe]es?|gone|going|went|come|comes|came|crept)\s+(?:still\s+|\w+ly\s+)?"
    r"(?:up|down)\s+(?:by\s+)?(?:about\s+|around\s+|some\s+|nearly\s+|almost\s+|over\s+|more\s+than\s+)?$"
)
# "a 4.1% year-on-year increase", "8% higher than"
_CHANGED = re.compile(
    r"\s+(?:(?:year-on-year|year-over-year|yoy|y-o-y|month-on-month|quarter-on-quarter|annual|yearly)\s+"
    r"(?:increase|rise|growth|jump|gain|surge|decline|fall|drop|decrease)\b"
    r"|(?:higher|lower)\s+than\b(?!\s+(?:expected|forecast|planned)))",
    re.IGNORECASE,
)
_LESS = re.compile(r"\b(?:down|decline|fall|drop|decrease|lower)\b", re.IGNORECASE)


def put_at(quantity: Quantity, verb: "Token") -> bool:
    """Whether a clause puts a level at a number: "puts the share *at 45%*", "brings the number of firms *to 44*"."""
    link = quantity.anchor.head
    if quantity.anchor.dep_ != "pobj" or link.dep_ != "prep":
        return False
    by_verb = link.head.i == verb.i
    told = child(verb, *OBJECT) or child(verb, "nsubjpass")
    if verb.lemma_ in _PUTS and link.lower_ == "at":
        return by_verb and told is not None and told.lemma_ in _TOLD
    if verb.lemma_ in _BRINGS and link.lower_ == "to":
        return told is not None and told.lemma_ in _TOLD
    return verb.lemma_ == "be" and link.lower_ == "at" and by_verb and bool(quantity.number.percent)


def stands_now(quantity: Quantity, verb: "Token") -> bool:
    """Whether a share is how far something has come: "today they are 19%", "work is 70 percent complete"."""
    if verb.lemma_ == "be" and _COMPLETE.match(quantity.sentence.text, quantity.number.outer_end):
        return True
    subject = subject_of(verb)
    pointing = subject is not None and subject.pos_ == "PRON" and verb.lemma_ == "be"
    right = quantity.number.outer_start <= verb.idx + len(verb.text) + 1
    return pointing and right and quantity.anchor.dep_ == "attr" and any(c.lower_ in _NOW for c in verb.children)


def changed(quantity: Quantity) -> str:
    """Return "growth" or "fall" if a percentage is by how much something rose or fell without a verb of growth."""
    text = quantity.sentence.text
    told = _UP.search(text[: quantity.number.outer_start]) or _CHANGED.match(text, quantity.number.outer_end)
    if told is None:
        return ""
    return "fall" if _LESS.search(told[0]) else "growth"
