"""Numbers spread over places: "14 of the firms have set up units in Kerala, 11 in Goa and 9 in Assam"."""

import re
from dataclasses import replace

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import subject_of, verb_above
from kg.extract.scene import Ref
from kg.model import PLACES, Measure, Span

_IN = re.compile(r"\s+(?:in|at|from|for)\s+(?:the\s+)?$")
_JOINED = re.compile(r"(?:,|;|\band)\s*$")


def spread(quantity: Quantity, row: Measure | None) -> tuple[Measure, Measure] | None:
    """Return the measure of a number that only a place follows, and that of the number before for its own place.

    None unless the sentence's number before stands with a place too.
    """
    if row is None or quantity.head is not None or row.kind not in ("count", "target"):
        return None
    if bool(quantity.number.currencies) != bool(row.currency) or quantity.number.percent:
        return None
    before, own = _placed(quantity, row.span.end, quantity.start), _placed(quantity, quantity.end, quantity.end + 40)
    if _has(quantity):
        return None
    text = quantity.sentence.text[: quantity.number.outer_start]
    if before is None or own is None or not _JOINED.search(text):
        return None
    gap = quantity.sentence.text[quantity.number.outer_end : own.mention.start - quantity.sentence.start]
    if not _IN.fullmatch(gap):
        return None
    here = replace(
        row,
        subject=own.entity.id,
        value=quantity.number.value,
        bound=quantity.number.bound,
        span=Span(quantity.start, quantity.end),
        rule="measure:spread",
    )
    return replace(row, subject=before.entity.id), here


def _has(quantity: Quantity) -> bool:
    """Whether a firm has what is counted, wherever it stands: "it runs five plants in China and one in Debrecen"."""
    verb = verb_above(quantity.anchor)
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None or verb.lemma_ not in ("have", "operate", "own", "run"):
        return False
    return quantity.scene.covering(subject, "Company") is not None


def _placed(quantity: Quantity, start: int, end: int) -> Ref | None:
    """Return the first place that "in" leads to between two offsets."""
    text, offset = quantity.sentence.text, quantity.sentence.start
    for ref in quantity.scene.refs:
        if start <= ref.mention.start < end and ref.entity.type in PLACES:
            return ref if _IN.search(text[: ref.mention.start - offset]) else None
    return None
