"""Which period a number speaks of: the date that governs it in its sentence, or the plan's where the words say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.measures.dateties import verbs_over
from kg.extract.measures.quantity import Quantity
from kg.extract.scene import Scene
from kg.model import Measure, MeasureKind, Period
from kg.text.dates import DateExpression, first_day

_REACHES = frozenset({"reach", "achieve", "attain", "hit"})
_BOUNDED = re.compile(r"(?:by|until|till|through|before|no later than|not later than)\b", re.IGNORECASE)


@dataclass(frozen=True)
class PlanPeriod:
    """The period of the plan that a number belongs to, if known."""

    start: str | None = None
    end: str | None = None

    def years(self) -> int | None:
        """Return how many calendar years it covers, both ends counted."""
        return int(self.end[:4]) - int(self.start[:4]) + 1 if self.start and self.end else None


def leading(scene: Scene, dates: Sequence[DateExpression]) -> DateExpression | None:
    """Return the date of a sentence that leads into a list ("By 2030 the strategy aims to:"), for the list's items."""
    if not scene.sentence.text.rstrip().endswith(":"):
        return None
    free = [
        d
        for d in dates
        if d.role in ("by", "during")
        and not any(r.mention.start <= d.start and d.end <= r.mention.end for r in scene.refs)
    ]
    return free[-1] if free else None


def _reached_then(quantity: Quantity) -> bool:
    """Whether a plant is to come to its output at a date: "it will reach full capacity in 2031, with 8,000 wafers"."""
    return any(t.lemma_ in _REACHES and t.tag_ == "VB" for t in verbs_over(quantity.anchor))


def period_of(
    quantity: Quantity, kind: MeasureKind, date: DateExpression | None, plan: PlanPeriod | None, published: str | None
) -> Period:
    """Return the period that a date expression gives a number, with the plan's where it is the plan's that is meant."""
    if date is None:
        return Period()
    if kind == "capacity" and date.role == "at" and _reached_then(quantity):
        return Period(None, date.period.end)
    if kind == "capacity" and date.role not in ("by", "since", "from"):
        # What a plant can make has no period: the date tells when it opened or was announced.
        return Period()
    if date.needs == "period":
        if plan is None or (plan.start is None and plan.end is None):
            return Period()
        # A plan of five years from the middle of a year touches six.
        if date.years is not None and plan.years() not in (None, date.years, date.years + 1):
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


def not_over(measure: Measure, date: DateExpression | None, published: str | None) -> Measure:
    """Return a target without a year that is over: nobody aims at that, it is the year of the level reached so far.

    A deadline that has passed stays: "the policy aims to reach 17 billion by 2020".
    """
    end = measure.period.end
    if date is not None and _BOUNDED.match(date.text):
        return measure
    if measure.kind == "target" and end and published and end[:4] < published[:4]:
        return replace(measure, period=Period())
    return measure
