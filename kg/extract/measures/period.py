"""Which period a number speaks of: the date that governs it in its sentence, or the plan's where the words say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL
from kg.model import MeasureKind, Period
from kg.text.dates import DateExpression, first_day

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = re.compile(r"[;:]|,\s+(?:and|but|while|with|when|which)\s|\s(?:while|whereas)\s")


@dataclass(frozen=True)
class PlanPeriod:
    """The period of the plan that a number belongs to, if known."""

    start: str | None = None
    end: str | None = None

    def years(self) -> int | None:
        """Return how many calendar years it covers, both ends counted."""
        return int(self.end[:4]) - int(self.start[:4]) + 1 if self.start and self.end else None


def governing(quantity: Quantity, dates: Sequence[DateExpression], others: Sequence[int]) -> DateExpression | None:
    """Return the date expression of the sentence that governs a number, or None.

    `others` are the offsets of the other numbers of the sentence. In order: a date on the same verb or below it in
    the number's own clause, behind the number before ahead of it; then a date on a verb above; then a date that opens
    the sentence before its first number.
    """
    sentence = quantity.sentence
    inside = [d for d in dates if sentence.start <= d.start < sentence.end and _may_govern(d, quantity)]
    if not inside:
        return None
    chain = {t.i: depth for depth, t in enumerate(_verbs(quantity.anchor))}
    ranked = []
    for date in inside:
        tokens = sentence.tokens(date.start, date.end)
        if not tokens:
            continue
        own = _within(quantity, tokens[0])
        heads = [t for t in _verbs(tokens[0])]
        depth = min((chain[t.i] for t in heads[:1] if t.i in chain), default=None)
        between = sentence.text[
            min(quantity.number.outer_end, date.end - sentence.start) : max(
                quantity.number.outer_start, date.start - sentence.start
            )
        ]
        behind = date.start >= quantity.end
        cuts = len(_CLAUSE.findall(between))
        low, high = sorted((quantity.start, date.start))
        crossed = sum(low < o < high for o in others)
        opening = not any(o < date.start for o in (*others, quantity.start))
        if own:
            rank = 0
        elif depth == 0 and not cuts:
            rank = 1
        elif behind and not cuts and len(between) < 90 and not crossed:
            rank = 2
        elif opening and date.start - sentence.start < 60 and not _reports(date, heads):
            rank = 3
        elif depth is not None and (not cuts or behind):
            rank = 4
        elif behind and not cuts and crossed and len(between) < 140:
            rank = 5
        else:
            continue
        ranked.append((rank, crossed, cuts, 0 if behind else 1, len(between), date.start, date))
    return min(ranked, key=lambda r: r[:6])[6] if ranked else None


def _may_govern(date: DateExpression, quantity: Quantity) -> bool:
    """Days of publication and events are no periods of numbers, and a plan's years are part of its name."""
    day = len(date.period.end or date.period.start or "") == 10
    if day and date.role == "at":
        return False
    for ref in quantity.scene.refs:
        if ref.mention.start <= date.start and date.end <= ref.mention.end and ref.mention.form != "anaphor":
            return False
    return True


def _reports(date: DateExpression, heads: "list[Token]") -> bool:
    return (
        date.relative
        and date.role == "at"
        and bool(heads)
        and heads[0].lemma_ in ("say", "announce", "issue", "release")
    )


def _verbs(token: "Token") -> "list[Token]":
    """Return the verbs above a token, nearest first."""
    out = [token] if token.pos_ in VERBAL else []
    return out + [t for t in token.ancestors if t.pos_ in VERBAL]


def _within(quantity: Quantity, token: "Token") -> bool:
    """Whether a date hangs below the number's own phrase ("360 units by 2025, up from 260 in 2022")."""
    return (
        any(t.i == quantity.anchor.i for t in (token, *token.ancestors))
        and token.i > quantity.token.i
        and (quantity.anchor.pos_ not in VERBAL)
    )


def period_of(
    quantity: Quantity, kind: MeasureKind, date: DateExpression | None, plan: PlanPeriod | None, published: str | None
) -> Period:
    """Return the period that a date expression gives a number, with the plan's where it is the plan's that is meant."""
    if date is None:
        return Period()
    if date.needs == "period":
        if plan is None or (plan.start is None and plan.end is None):
            return Period()
        if date.years is not None and plan.years() not in (None, date.years):
            return Period()
        return Period(None if date.role == "by" else plan.start, plan.end)
    if date.years is not None and plan is not None and plan.years() == date.years and plan.start and plan.end:
        # "the coming three years" under a plan for three years that are running or about to: the plan's.
        return Period(plan.start, plan.end)
    period = date.period
    if (
        kind == "count"
        and period.end
        and published
        and period.start is None
        and first_day(period.end) > first_day(published)
    ):
        return Period()
    return period
