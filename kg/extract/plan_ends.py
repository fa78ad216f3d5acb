"""Terms of plans that verbs of their own tell: "launched X, which will train 9,000 over the next three years"."""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.document import Document, Sentence
from kg.model import Entity, Mention
from kg.text.dates import DateExpression
from kg.text.partial import shift_months

_MADE_NOW: Final = re.compile(r"\b(?:launch|unveil|announc|introduc|start|present|open|adopt|approv)\w*\b|\bnew\b")
_COMING: Final = re.compile(r"(?:over|in|during|within|for) the (?:next|coming|following)\b", re.IGNORECASE)
_CLOSES: Final = re.compile(r"\b(?:closes?|wound up|phased out|discontinued|stops?|winds? up|ceases?|runs? out)\s+$")
_OVER: Final = re.compile(r"\b(?:was|were|had been|has been|been)\s+(?:\w+\s+){1,2}$")


def acting_then(
    document: Document, sentence: Sentence, before: Sequence[tuple[Mention, Entity]], date: DateExpression
) -> tuple[Entity, str | None, str] | None:
    """Return the plan that acts over the coming years or ends at a date, with the year from which it acts and its end.

    `before` are the plans named before the date. None if there is no such plan.
    """
    published, low, high = document.article.published, date.period.start, date.period.end
    if not published or not high:
        return None
    text = sentence.text[: date.start]
    new = date.years and low and low < high and _COMING.match(date.text) and _MADE_NOW.search(text)
    closes = _CLOSES.search(text)
    if closes and date.relative and len(high) == 7 and high < published[:7] and not _OVER.search(text):
        high = shift_months(high, 12)  # "closes at the end of July" looks ahead
    if not (new or closes) or high < published[: len(high)]:
        return None
    plan = _acting(sentence, before, date.start)
    return (plan, low if new else None, high) if plan is not None else None


def _acting(sentence: Sentence, before: Sequence[tuple[Mention, Entity]], at: int) -> Entity | None:
    """Return the plan that is the subject of a date's verb, itself or by a relative pronoun."""
    dated = sentence.tokens(sentence.start + at, sentence.start + at + 1)
    own = {t.i: p for m, p in before for t in sentence.tokens(m.start, m.end)}
    verb = next((v for v in dated[0].ancestors if v.pos_ in {"VERB", "AUX"}), None) if dated else None
    if verb is None:
        return None
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    plan = next((own[c.i] for c in subjects if c.i in own), None)
    relative = verb.dep_ == "relcl" and any(c.lower_ in {"which", "that"} for t in verb.children for c in t.subtree)
    if plan is None and relative and not any(c.lower_ not in {"which", "that"} for c in subjects if c.dep_ == "nsubj"):
        return own.get(verb.head.i)
    return plan
