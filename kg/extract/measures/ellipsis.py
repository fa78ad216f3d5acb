"""Numbers whose noun stands with the one before: "against 40 a year earlier", "so far 47 have signed up", "up 8%"."""

import re
from typing import NamedTuple

from kg.extract.document import Document
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stance import past
from kg.extract.measures.syntax import verb_above
from kg.extract.measures.verdict import Stance
from kg.extract.scene import OBJECT, SUBJECT
from kg.model import Measure, MeasureKind

_COMPARED = re.compile(r"\s(?:compared\s+(?:with|to)|against|versus)\s+(?:just\s+|only\s+|about\s+)?$")
_BEHIND_COMPARED = re.compile(
    r"\s*(?:$|[.,;)]|a\s+(?:year|month|decade)\s|(?:in|at|by|during)\s|the\s+(?:year|month|previous|same)|last\s"
    r"|now\b|today\b|before\b)"
)
# "bringing the total in the province to 642"
_TOTAL = re.compile(r"\b(?:bring|tak)\w*\s+(?:the|its|their)\s+(?:total|number|tally)\s+(?:[\w-]+\s+){0,4}to\s+$")
_SO_FAR = re.compile(
    r"\b(?:so far|up to now|until now|to date|by then|since then|already|(?:by|at|up to) the end of)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:more|others)\b(?!\s+(?:than|[a-z]+s\b))")
_HAS = frozenset({"have", "employ", "reach", "count", "run", "operate"})
_CHANGED = re.compile(
    r"(?:,|\()\s*(?:(?P<up>up|(?:an?|representing\s+an?)\s+(?:[\w-]+\s+){0,2}(?:increase|rise|jump|growth)\s+of)"
    r"|(?P<down>down|an?\s+(?:[\w-]+\s+){0,2}(?:decrease|decline|drop|fall)\s+of))\s+(?:by\s+)?$"
)


class Elided(NamedTuple):
    """What a number without a noun is, the measure whose noun and owner it shares, and its unit."""

    kind: MeasureKind
    whole: Measure
    unit: str


def elided(
    quantity: Quantity, stance: Stance, row: Measure | None, last: Measure | None, document: Document
) -> Elided | None:
    """Return what a number shares with one before it that has the noun, or None.

    `row` is the measure before it in its sentence, `last` the last measure of the text.
    """
    number, text = quantity.number, quantity.sentence.text
    ahead, behind = text[: number.outer_start], text[number.outer_end :]
    if number.percent == "%":
        changed = _CHANGED.search(ahead)
        if row is None or changed is None or row.unit.startswith("%") or row.kind == "target":
            return None
        what = row.unit or ("investment" if row.kind == "investment" else "")
        if not what:
            return None
        return Elided("count", row, f"% {'growth' if changed['up'] else 'fall'} of {what}")
    if number.currencies or number.percent or last is None or last.currency or last.unit.startswith("%"):
        return None
    if (quantity.head is not None and quantity.head.lemma_ != "more") or number.value == 1:
        return None
    if row is not None:
        return _of_row(quantity, stance, row, ahead, behind) if row.kind == "count" else None
    there = document.sentence_at(last.span.start)
    near = there is not None and quantity.sentence.index - there.index == 1
    return _of_sentence_before(quantity, stance, last) if near else None


def _of_row(quantity: Quantity, stance: Stance, row: Measure, ahead: str, behind: str) -> Elided | None:
    """Return what a number shares with a count before it in its sentence: "has 640 staff and wants to have 900"."""
    compared = _COMPARED.search(ahead) and _BEHIND_COMPARED.match(behind)
    if compared or _TOTAL.search(ahead[row.span.end - quantity.sentence.start :]):
        return Elided("count", row, row.unit)
    verb = verb_above(quantity.anchor)
    has = verb is not None and verb.lemma_ in _HAS and quantity.anchor.head.i == verb.i
    wanted = has and stance in ("goal", "ahead") and quantity.anchor.dep_ in OBJECT
    return Elided("target", row, _wanted(row)) if wanted else None


def _wanted(row: Measure) -> str:
    return "jobs" if row.rule.startswith("measure:people") else row.unit


def _of_sentence_before(quantity: Quantity, stance: Stance, last: Measure) -> Elided | None:
    """Return what a number shares with the last one of the sentence before: "so far 47 have signed up"."""
    verb = verb_above(quantity.anchor)
    if verb is None or verb.i not in (quantity.anchor.head.i, quantity.anchor.head.head.i):
        return None
    if last.kind not in ("count", "target") or not {quantity.anchor.dep_, quantity.anchor.head.dep_} & {
        *SUBJECT,
        *OBJECT,
    }:
        return None
    text = quantity.sentence.text
    if _MORE.match(text, quantity.number.outer_end):
        return Elided("target", last, _wanted(last)) if stance in ("goal", "ahead") else None
    part = quantity.number.value < last.value or last.kind == "count"
    done = stance == "done" and part and (past(quantity) or verb.tag_ == "VBN") and _SO_FAR.search(text) is not None
    return Elided("count", last, last.unit) if done else None
