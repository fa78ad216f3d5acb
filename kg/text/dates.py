"""Partial dates and periods in English text, with offsets. Pure: text and date of publication in, expressions out.

Conventions: "by 2025" has no start and the end 2025; "since 2021" has the start 2021 and no end; "at the end of 2022"
is a level reached by then: no start, end 2022; "in 2023" starts and ends in 2023. "the next five years" run from the
year of publication to five years on. "FY26" and "2025-26" after "fiscal" are Indian years (April 2025 to March 2026);
"fiscal 2026" alone is named by its year, since American and Asian years differ. The n-th Five-Year Plan period counts
from China's 13th (2016 to 2020), whose numbers no other country has reached.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.model import Period
from kg.text.datecores import Core, Needs
from kg.text.datepatterns import find_cores
from kg.text.partial import coarser, earlier, first_day, last_day, later, within, year_of

__all__ = ["DateExpression", "coarser", "earlier", "find_dates", "first_day", "last_day", "later", "within", "year_of"]


Role = Literal["at", "by", "since", "from", "during"]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date or period in a text.

    `start` and `end` are offsets, a governing preposition included ("by the end of 2027"). `period` is what it means,
    both ends None while unresolved: `needs` then says what is missing, the date of publication or the period of the
    plan that the text speaks of ("over its term"). `years` is the length that such a period states, if it states one.
    `relative` marks expressions that were resolved against the date of publication or an earlier expression.
    """

    start: int
    end: int
    text: str
    period: Period
    role: Role
    relative: bool = False
    needs: Needs = ""
    years: int | None = None

    @property
    def date(self) -> str | None:
        """The one partial date that the expression stands for ("Q3 2025" → "2025"), or None."""
        start, end = self.period.start or self.period.end, self.period.end or self.period.start
        return coarser(start, end) if start and end else None


_THEN = re.compile(
    r"\b(?P<then>by then|since then"
    r"|(?:by|in|at|during|within)\s+(?:the same|that)\s+(?P<unit>year|month|period|time|date|deadline))\b",
    re.IGNORECASE,
)


_BEFORE = re.compile(
    r"\b(?P<by>by|until|till|through|before|no later than|not later than|as of|up to|ahead of|prior to)\s+(?:the\s+)?$"
    r"|\b(?P<since>since|ever since)\s+(?:the\s+)?$"
    r"|\b(?P<from>from|starting(?:\s+(?:in|from))?|beginning(?:\s+in)?|effective|as from|after)\s+(?:the\s+)?$"
    r"|\b(?P<during>over|during|within|throughout|across)\s+(?:the\s+)?$"
    r"|\b(?P<at>in|on|at|for|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_JOIN = re.compile(
    r"\s?(?P<dash>[-–—‑])\s?|\s+(?P<to>to|through|until|till|up to)\s+(?:the\s+)?|\s+(?P<and>and)\s+(?:the\s+)?",
    re.IGNORECASE,
)


_OPENING = re.compile(
    r"\b(?P<word>from|between|since|spanning|spans|covering|covers|for|in|during|across|years)\s+(?:the\s+)?(?:years\s+)?$",
    re.IGNORECASE,
)


def _joined(cores: list[Core], text: str, published: str | None) -> list[Core]:
    """Join the two ends of "from 2024 to 2026", "between 2022 and 2026", "March 2023 to April 2024", "now and 2027"."""
    out: list[Core] = []
    for core in cores:
        previous = out[-1] if out else None
        if previous is not None and previous.span is core.span and previous.low and core.high:
            join = _JOIN.fullmatch(text, previous.end, core.start)
            if core.span and not (join and join["to"] and _one_year(previous) and _one_year(core)):
                join = None  # of longer periods only "2023-24 to 2027-28", from financial year to year, are ends
            opening = _OPENING.search(text[max(0, previous.start - 30) : previous.start])
            word = opening["word"].lower() if opening else ""
            both = join and join["and"] and (word == "between" or _adjacent(previous, core))
            if join and (both or join["dash"] or join["to"]) and first_day(previous.low) <= last_day(core.high):
                out[-1] = Core(
                    previous.start, core.end, previous.low, core.high, "", previous.relative or core.relative, span=True
                )
                continue
        now = re.search(
            r"\b(?:between|from) now (?:and|to|until) (?:the )?$",
            text[max(0, core.start - 30) : core.start],
            re.IGNORECASE,
        )
        if now and published and core.high:
            start = max(0, core.start - 30) + now.start()
            out.append(Core(start, core.end, published[: len(core.high)], core.high, "", True, span=True))
            continue
        out.append(core)
    return out


def _one_year(core: Core) -> bool:
    """Whether a period is a financial year ("2023-24", "FY 2025-26")."""
    return bool(core.low and core.high) and int((core.high or "0")[:4]) - int((core.low or "0")[:4]) == 1


def _adjacent(first: Core, second: Core) -> bool:
    """Whether two plain years follow each other ("in 2025 and 2026")."""
    years = [x for x in (first.low, second.low) if x and len(x) == 4]
    return len(years) == 2 and int(years[0]) + 1 == int(years[1]) and not first.edge and not second.edge


def _governed(core: Core, text: str) -> DateExpression:
    """Apply the preposition before a date."""
    window = max(0, core.start - 20)
    before = _BEFORE.search(text[window : core.start])
    start = window + before.start() if before else core.start
    word = before.lastgroup if before else None
    low, high = core.low, core.high
    role: Role = "during" if core.span else "at"
    if word == "by" or (core.edge == "end" and word not in ("since", "from")):
        role, low = "by", None
    elif word in ("since", "from") and not core.span:
        role, high = ("since" if word == "since" else "from"), None
    elif core.edge == "start" and word == "by":
        role, low = "by", None
    return DateExpression(
        start, core.end, text[start : core.end], Period(low, high), role, core.relative, core.needs, core.years
    )


def _anaphors(text: str, found: list[DateExpression]) -> Iterator[DateExpression]:
    """Yield "by then", "in the same month", "by that year", resolved by the nearest date before them."""
    for match in _THEN.finditer(text):
        if any(e.start < match.end() and match.start() < e.end for e in found):
            continue
        unit = (match["unit"] or "").lower()
        by = match[0].lower().startswith("by")
        size = {"month": 7, "year": 4}.get(unit, 4)
        before = [
            e
            for e in found
            if e.end <= match.start()
            and (d := e.period.end or e.period.start)
            and len(d) >= size
            and (not by or e.role in ("by", "during", "at"))
            and not (e.relative and len(d) == 10)
        ]
        span = (match.start(), match.end(), match[0])
        if not before or match[0].lower() == "since then":
            yield DateExpression(*span, Period(), "by" if by else "at", True, "period")
            continue
        deadlines = [e for e in before if e.role == "by"] if by else []
        last = deadlines[-1] if deadlines and unit not in ("month",) else before[-1]
        if unit == "period":
            period = last.period
        else:
            value = (last.period.end or last.period.start or "")[: size if unit in ("month", "year") else 10]
            period = Period(None if by else value, value)
        yield DateExpression(*span, period, "by" if by else "at", True)


_THAT_YEAR = re.compile(r",?\s+(?:of\s+)?(?:that|the same)\s+year\b", re.IGNORECASE)


def _of_that_year(found: list[DateExpression], text: str) -> list[DateExpression]:
    """Put "in February of that year" into the year of the date before it."""
    out: list[DateExpression] = []
    for given in found:
        expression = given
        tail = _THAT_YEAR.match(text, expression.end)
        date = expression.date
        before = next((e.date for e in reversed(out) if e.date), None)
        if tail and date and before and len(date) >= 7 and expression.relative:
            low, high = (p and before[:4] + p[4:] for p in (expression.period.start, expression.period.end))
            stretch = text[expression.start : tail.end()]
            expression = replace(expression, end=tail.end(), text=stretch, period=Period(low, high))
        out.append(expression)
    return out


def find_dates(text: str, published: str | None = None) -> list[DateExpression]:
    """Return the dates and periods that a text states, in order, none overlapping.

    Relative ones ("last month") are resolved against `published` (a partial date); without it they are returned
    unresolved, `needs` saying why. "by then" and "the same year" take the nearest date before them.
    """
    found = [_governed(core, text) for core in _joined(find_cores(text, published), text, published)]
    found = _of_that_year(found, text)
    found += _anaphors(text, found)
    out: list[DateExpression] = []
    for given in sorted(found, key=lambda e: (e.start, -e.end)):
        expression = given
        if out and expression.start < out[-1].end:
            if expression.end <= out[-1].end:
                continue
            expression = replace(expression, start=out[-1].end, text=text[out[-1].end : expression.end])
        out.append(expression)
    return out
