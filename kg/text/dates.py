"""Partial dates and periods in English text, with offsets. Pure: text and date of publication in, expressions out.

Conventions: "by 2025" has no start and the end 2025; "since 2021" has the start 2021 and no end; "at the end of 2022"
is a level reached by then: no start, end 2022; "in 2023" starts and ends in 2023. "the next five years" run from the
year of publication to five years on. "FY26" and "2025-26" after "fiscal" are Indian years (April 2025 to March 2026);
"fiscal 2026" alone is named by its year, since American and Asian years differ. The n-th Five-Year Plan period counts
from China's 13th (2016 to 2020), whose numbers no other country has reached.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.model import Period
from kg.text.partial import (
    coarser,
    earlier,
    first_day,
    is_partial,
    last_day,
    later,
    month,
    shift_days,
    shift_months,
    within,
    year_of,
)

__all__ = ["DateExpression", "coarser", "earlier", "find_dates", "first_day", "last_day", "later", "within", "year_of"]

Role = Literal["at", "by", "since", "from", "during"]
Needs = Literal["", "published", "period"]


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


@dataclass(frozen=True, slots=True)
class _Core:
    """A date without its preposition; `edge` is set where the words name its beginning or end."""

    start: int
    end: int
    low: str | None
    high: str | None
    edge: Literal["", "start", "end"] = ""
    relative: bool = False
    needs: Needs = ""
    years: int | None = None
    span: bool = False


_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WORDS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "twenty": 20}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_M = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_Y = r"(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d|%)"
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_N = r"(?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
_EDGE = (
    r"(?P<edge>(?:the\s+)?(?:very\s+)?(?:end|close)(?:\s+of|-)\s*|year-end\s+|(?:the\s+)?(?:start|beginning|turn)\s+of\s+"
    r"|(?:the\s+)?(?:early|mid|late|later|middle)(?:\s+part)?(?:\s+of|-)?\s*|earlier\s+|later\s+)?"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"

# How far back words may stand that make a date without year a coming one.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|due|expect(?:s|ed)?|scheduled|slated|set|plan(?:s|ned)?|aim(?:s|ed)?|is to|are to|to be"
    r"|targets?|likely|intends?|hopes?|deadline|upcoming|coming|next)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:jobs|people|workers|employees|staff|units|vehicles|cars|tonnes|tons|companies|firms|factories|plants"
    r"|projects|enterprises|engineers|square|hectares|acres|million|billion|trillion|crore|lakh|MW|GWh?|percent|per cent)\b"
)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def _month_number(word: str) -> int:
    stem = word.lower().rstrip(".")[:3]
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(stem))


def _edge(text: str | None) -> Literal["", "start", "end"]:
    words = (text or "").lower()
    if re.search(r"\bend|close", words):
        return "end"
    return "start" if re.search(r"\bstart|beginning|turn", words) else ""


def _ahead(text: str, position: int) -> bool:
    """Whether the clause before a date speaks of the future."""
    clause = re.split(r"[.;!?]\s|\n", text[max(0, position - 120) : position])[-1]
    return _AHEAD.search(clause) is not None


def _iso(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    value = m[0].replace("/", "-")
    return _Core(m.start(), m.end(), value, value) if is_partial(value) else None


def _full(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    value = f"{month(int(m['year']), _month_number(m['month']))}-{int(m['day']):02d}"
    return _Core(m.start(), m.end(), value, value) if is_partial(value) else None


def _month_year(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    value = month(int(m["year"]), _month_number(m["month"]))
    return _Core(m.start(), m.end(), value, value, _edge(m["edge"]))


def _month_of(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "October last year", "April 4 this year"."""
    if published is None:
        return _Core(m.start(), m.end(), None, None, _edge(m["edge"]), True, "published")
    shift = {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
    return _dated(m, year_of(published) + shift)


def _dated(m: re.Match[str], year: int) -> _Core | None:
    value = month(year, _month_number(m["month"]))
    if m.groupdict().get("day"):
        value += f"-{int(m['day']):02d}"
    edge = _edge(m.groupdict().get("edge"))
    return _Core(m.start(), m.end(), value, value, edge, True) if is_partial(value) else None


def _month_alone(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "last October", "in March", "by August", "on September 9": the nearest one that the clause allows."""
    which = (m.groupdict().get("which") or "").lower()
    if published is None:
        return _Core(m.start(), m.end(), None, None, _edge(m.groupdict().get("edge")), True, "published")
    number, today = _month_number(m["month"]), first_day(published)
    known = len(published) > 4
    year = today.year
    if which in ("last", "past") and (not known or number >= today.month):
        year -= 1
    elif which in ("next", "coming") and known and number <= today.month:
        year += 1
    elif not which and known:
        if _ahead(text, m.start()) or re.search(
            r"\b(?:by|until|till|before)\s+$", text[max(0, m.start() - 8) : m.start()]
        ):
            year += number < today.month and (today.month - number > 2 or _ahead(text, m.start()))
        else:
            year -= number > today.month
    return _dated(m, year)


def _year(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    return _Core(m.start(), m.end(), m["year"], m["year"], _edge(m["edge"]))


def _bare_year(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    if _COUNTED.match(text, m.end()) or re.search(r"[$€£¥₹]\s?$|\b(?:RMB|Rs\.?|USD|EUR)\s?$", text[: m.start()][-5:]):
        return None
    return _year(m, text, published)


def _relative_year(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "this year", "the end of last year", "early next year", "this year and next"."""
    if published is None:
        return _Core(m.start(), m.end(), None, None, _edge(m["edge"]), True, "published")
    year = year_of(published) + {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(
        m["which"].lower(), 0
    )
    high = year + 1 if m.groupdict().get("also") else year
    return _Core(m.start(), m.end(), f"{year:04d}", f"{high:04d}", _edge(m["edge"]), True)


def _relative_month(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "last month", "this week", "the end of next month"; weeks and fuller dates are given by their month."""
    if published is None or len(published) < 7:
        return _Core(m.start(), m.end(), None, None, _edge(m["edge"]), True, "published")
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(m["which"].lower(), 0)
    if m["unit"].lower() == "month":
        value = shift_months(published, step)
    elif len(published) == 10:
        value = shift_days(published, 7 * step)[:7]
    else:
        value = published[:7]
    return _Core(m.start(), m.end(), value, value, _edge(m["edge"]), True)


def _day(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "today", "yesterday", "the day before"."""
    word = m[0].lower()
    if published is None or len(published) < 10:
        return _Core(m.start(), m.end(), None, None, "", True, "published")
    value = shift_days(published, {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return _Core(m.start(), m.end(), value, value, "", True)


def _weekday(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "on Wednesday": the last one up to the day of publication; "next Monday", "will … on Monday": the coming."""
    if published is None or len(published) < 10:
        return _Core(m.start(), m.end(), None, None, "", True, "published")
    today, which = first_day(published), (m["which"] or "").lower()
    back = (today.weekday() - _DAYS.index(m["weekday"].lower())) % 7
    if which == "next" or (
        not which and _ahead(text, m.start()) and not re.search(r"\bsaid\s+(?:on\s+)?$", text[: m.start()])
    ):
        shift = (7 - back) if back or which else 0
    else:
        shift = -(back or (7 if which == "last" else 0))
    value = shift_days(published, shift)
    return _Core(m.start(), m.end(), value, value, "", True)


def _part(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle halves, quarters and "the first ten months", of a stated year, "last year" or (no year) the nearest."""
    groups = m.groupdict()
    relative, year = False, 0
    if groups.get("year"):
        year = int(groups["year"])
    else:
        if published is None:
            return _Core(m.start(), m.end(), None, None, "", True, "published")
        relative = True
        year = year_of(published) + {"last": -1, "next": 1}.get((groups.get("which") or "").lower(), 0)
    if groups.get("months"):
        low, high = 1, _number(groups["months"])
    elif groups.get("half"):
        low = 1 if groups["half"].lower() in ("first", "h1", "1h") else 7
        high = low + 5
    else:
        quarter = groups["quarter"].lower().strip("q")
        index = _ORDINALS.get(quarter, int(quarter) if quarter.isdigit() else 1)
        low, high = 3 * index - 2, 3 * index
    if high > 12:
        return None
    if relative and not groups.get("which") and published and len(published) > 4:
        now = first_day(published).month
        year += (
            1 if high < now and _ahead(text, m.start()) else (-1 if low > now and not _ahead(text, m.start()) else 0)
        )
    return _Core(m.start(), m.end(), month(year, low), month(year, high), "", relative, span=True)


def _years_ahead(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "the next five years", "the coming three years", "the past six months", "within five years"."""
    count, back = _number(m["count"]), m["which"].lower() in ("past", "last", "previous", "preceding")
    years = count * (10 if m["unit"].lower().startswith("decade") else 1)
    in_years = not m["unit"].lower().startswith("month")
    if published is None or (not in_years and len(published) < 7):
        return _Core(m.start(), m.end(), None, None, "", True, "published", years if in_years else None, True)
    other = f"{year_of(published) + (-years if back else years):04d}" if in_years else ""
    other = other or shift_months(published, -count if back else count)
    here = published[: len(other)]
    low, high = (other, here) if back else (here, other)
    return _Core(m.start(), m.end(), low, high, "", True, "", years if in_years else None, True)


def _ago(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    if published is None or len(published) < 7:
        return _Core(m.start(), m.end(), None, None, "", True, "published")
    count = _number(m["count"])
    if m["unit"].lower().startswith("year"):
        value = f"{year_of(published) - count:04d}"
    else:
        value = shift_months(published, -count)
    return _Core(m.start(), m.end(), value, value, "", True)


def _decade(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "the end of the decade": the year that ends in 0, as plans that run "to 2030" use it."""
    if published is None:
        return _Core(m.start(), m.end(), None, None, _edge(m["edge"]), True, "published")
    end = -(-year_of(published) // 10) * 10
    return _Core(m.start(), m.end(), f"{end - 9:04d}", f"{end:04d}", _edge(m["edge"]), True, span=True)


def _year_ended(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    high = month(int(m["year"]), _month_number(m["month"]))
    return _Core(m.start(), m.end(), shift_months(high, -11), high, span=True)


def _fiscal(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    first, second = m["first"], m.groupdict().get("second")
    if second is None and len(first) == 4:
        return _Core(m.start(), m.end(), first, first)
    low = int(first) if len(first) == 4 else 2000 + int(first)
    low, high = (low, low // 100 * 100 + int(second[-2:])) if second else (low - 1, low)
    if high != low + 1:
        return None
    return _Core(m.start(), m.end(), f"{low:04d}-04", f"{high:04d}-03", _edge(m["edge"]), span=True)


def _year_range(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    low, high = m["first"], m["second"]
    high = high if len(high) == 4 else low[:2] + high
    return _Core(m.start(), m.end(), low, high, span=True) if low < high else None


def _five_year_plan(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    number = int(m["number"])
    low = 2021 + 5 * (number - 14)
    return _Core(m.start(), m.end(), str(low), str(low + 4), _edge(m["edge"]), span=True) if number >= 13 else None


def _context(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "over its term", "the three years", "the plan's life", "the end of the period"."""
    count = m.groupdict().get("count")
    years = _number(count) if count else None
    return _Core(m.start(), m.end(), None, None, _edge(m.groupdict().get("edge")), True, "period", years, True)


_Handler = Callable[[re.Match[str], str, "str | None"], "_Core | None"]
_CASED = 0
_ANY = re.IGNORECASE


def _rules() -> Iterator[tuple[str, int, _Handler]]:
    yield r"\b(?:19|20)\d\d([-/])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])\b", _CASED, _iso
    yield rf"\b(?:{_W},?\s+)?(?:the\s+)?{_D}(?:\s+of)?\s+{_M},?\s+{_Y}", _CASED, _full
    yield rf"\b(?:{_W},?\s+)?{_M}\s+{_D},?\s+{_Y}", _CASED, _full
    yield (
        rf"\b(?:(?:twelve|12)\s+months|(?:fiscal\s+)?year)\s+(?:that\s+)?end(?:ed|ing|s)\s+(?:in\s+)?(?:{_D}\s+)?{_M}(?:\s+\d\d?)?,?\s+{_Y}",
        _CASED,
        _year_ended,
    )
    yield rf"{_EDGE}\b{_M},?\s+(?:of\s+)?{_Y}", _CASED, _month_year
    yield rf"{_EDGE}\b{_M}(?:\s+{_D})?,?\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b", _CASED, _month_of
    yield (
        rf"\b(?:{_W},?\s+)?(?:(?P<which>last|past|this|next|coming)\s+)?{_M}\s+{_D}\b(?![.,]?\d)",
        _CASED,
        _month_alone,
    )
    yield rf"\b(?:{_W},?\s+)?{_D}\s+(?:of\s+)?{_M}\b(?!\.?\s+\d)", _CASED, _month_alone
    yield rf"\b(?P<which>last|past|this|next|coming)\s+{_M}\b(?!\s+\d)", _CASED, _month_alone
    yield (
        rf"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\b[Ss]ince )|(?<=\b[Ff]rom )|(?<=\b[Uu]ntil )|(?<=\b[Bb]efore )|(?<=\b[Dd]uring )|(?<=\b[Uu]p to )|(?<=\bto )){_EDGE}\b{_M}(?!\s+\d|[a-z])",
        _CASED,
        _month_alone,
    )
    yield (
        rf"(?P<edge>\b(?:[Tt]he\s+)?[Ee]nd\s+of\s+|\b(?:[Ee]arly|[Ll]ate|[Mm]id)[- ]){_M}\b(?!\s+\d)",
        _CASED,
        _month_alone,
    )
    yield (
        rf"\b(?:the\s+)?(?P<half>first|second)\s+half(?:\s+of\s+|,?\s+)(?:{_Y}|(?P<which>last|this|next)\s+year\b|the\s+year\b)",
        _ANY,
        _part,
    )
    yield rf"\b(?P<half>H1|H2|1H|2H)(?:\s+of)?[\s-]+{_Y}", _CASED, _part
    yield (
        rf"\b(?:the\s+)?(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+of\s+|,?\s+)(?:{_Y}|(?P<which>last|this|next)\s+year\b)",
        _ANY,
        _part,
    )
    yield rf"\b(?P<quarter>Q[1-4])(?:\s+of)?[\s-]+{_Y}", _CASED, _part
    yield (
        rf"\b(?:the\s+)?first\s+(?P<months>\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months\s+of\s+(?:{_Y}|(?P<which>last|this|next)\s+year\b|the\s+year\b)",
        _ANY,
        _part,
    )
    yield r"(?<=\bin )the\s+(?P<half>first|second)\s+half\b(?!\s+of)", _ANY, _part
    yield (
        r"(?<=\bin )(?:the\s+)?(?P<quarter>first|second|third|fourth|Q[1-4])(?:(?<=Q\d)|\s+quarter)\b(?!\s+(?:of|\d))",
        _ANY,
        _part,
    )
    yield (
        rf"{_EDGE}\b(?:FY\s?|fiscal\s+(?:year\s+)?|financial\s+year\s+)(?P<first>(?:20)?\d\d)(?:\s?[-–/]\s?(?P<second>(?:20)?\d\d))?\b",
        _ANY,
        _fiscal,
    )
    yield r"\b(?P<first>(?:19|20)\d\d)\s?[-–—‑]\s?(?P<second>(?:19|20)\d\d|\d\d)\b(?![-–/]?\d)", _CASED, _year_range
    yield (
        rf"{_EDGE}\b(?:the\s+)?(?:[\w']+\s+)?(?P<number>\d\d)th\s+five-year\s+(?:plan\s+)?period\b",
        _ANY,
        _five_year_plan,
    )
    yield (
        rf"{_EDGE}\b(?:the\s+)?(?P<which>this|last|next|previous|coming)\s+year(?P<also>\s+and\s+(?:the\s+)?next\b(?!\s+\w+\s+years))?\b(?!'s|’s)",
        _ANY,
        _relative_year,
    )
    yield rf"{_EDGE}\b(?P<which>this|last|next|previous)\s+{_SEASON}\b", _ANY, _relative_year
    yield rf"{_EDGE}\b(?P<which>the)\s+year\b(?!\s+\w+ed\b|\s+(?:before|to|of|in|when|20|19))", _ANY, _end_of_year
    yield r"\b(?P<edge>(?:the\s+)?)(?P<which>year)-?end\b|\bend of the (?:calendar )?year\b", _ANY, _end_of_year
    yield rf"{_EDGE}\b(?P<which>this|last|next|previous|coming)\s+(?P<unit>month|week)\b", _ANY, _relative_month
    yield r"\b(?:today|yesterday|tomorrow)\b(?!['’]s)", _ANY, _day
    yield rf"\b(?:(?P<which>last|next|this)\s+)?(?P<weekday>{_W})\b(?!\s+Times)", _CASED, _weekday
    yield (
        rf"\b(?:the\s+)?(?P<which>next|coming|past|last|previous|preceding|following)\s+{_N}\s+(?P<unit>years?|months|decades?)\b",
        _ANY,
        _years_ahead,
    )
    yield rf"\b(?:the\s+)?{_N}\s+(?P<which>coming|following|preceding)\s+(?P<unit>years|months)\b", _ANY, _years_ahead
    yield rf"(?P<which>\bwithin)\s+(?:the\s+next\s+)?{_N}\s+(?P<unit>years|months)\b", _ANY, _years_ahead
    yield r"\b(?:the\s+)?(?P<which>next|coming|past|last)\s+(?P<unit>decade)\b(?P<count>)", _ANY, _next_decade
    yield rf"\b{_N}\s+(?P<unit>years?|months?)\s+ago\b", _ANY, _ago
    yield rf"{_EDGE}\b(?:the|this)\s+decade\b", _ANY, _decade
    yield rf"{_EDGE}\b{_SEASON}\s+(?:of\s+)?{_Y}", _ANY, _year
    yield rf"{_EDGE}(?<![\d.,/-]){_Y}(?![-/]\d)", _ANY, _bare_year
    yield rf"\b(?P<edge>end|early|mid|late)-{_Y}", _ANY, _year
    yield (
        rf"{_EDGE}\b(?:the|its|those|these|that|all)\s+(?:same\s+)?{_N}[- ]years?\b(?:\s+(?:period|term))?(?![- ]old)(?!\s+(?:of|since|to|after|before|plan|action|program))",
        _ANY,
        _context,
    )
    yield (
        rf"{_EDGE}\b(?:the|its|this|that)\s+(?:(?:plan|program(?:me)?|scheme|policy|planning)\s+)?(?:period|term|tenure|lifetime|life)\b(?:\s+of\s+the\s+(?:plan|scheme|program(?:me)?|policy|strategy))?",
        _ANY,
        _context,
    )
    yield (
        rf"{_EDGE}\b(?:the|its)\s+(?:plan|program(?:me)?|scheme|policy|strategy)['’]s\s+(?:period|term|tenure|lifetime|life)\b",
        _ANY,
        _context,
    )
    yield rf"\bover\s+(?:a\s+period\s+of\s+)?{_N}\s+years\b", _ANY, _context


def _end_of_year(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    """Handle "the end of the year" and "year-end": the year of publication, and only with its edge."""
    if "end" not in m[0].lower() and "close" not in m[0].lower():
        return None
    value = published[:4] if published else None
    return _Core(m.start(), m.end(), value, value, "end", True, "" if value else "published")


def _next_decade(m: re.Match[str], text: str, published: str | None) -> _Core | None:
    if published is None:
        return _Core(m.start(), m.end(), None, None, "", True, "published", 10, True)
    year, back = year_of(published), m["which"].lower() in ("past", "last")
    low, high = (year - 10, year) if back else (year, year + 10)
    return _Core(m.start(), m.end(), str(low), str(high), "", True, "", 10, True)


_THEN = re.compile(
    r"\b(?P<then>by then|since then|(?:by|in|at|during|within)\s+(?:the same|that)\s+(?P<unit>year|month|period|time|date|deadline))\b",
    re.IGNORECASE,
)
_COMPILED: list[tuple[re.Pattern[str], _Handler]] = [(re.compile(p, f), h) for p, f, h in _rules()]
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


def _cores(text: str, published: str | None) -> list[_Core]:
    """Return the dates without prepositions, leftmost and longest first, none overlapping."""
    found = []
    for order, (pattern, handler) in enumerate(_COMPILED):
        for match in pattern.finditer(text):
            core = handler(match, text, published)
            if core is not None:
                found.append((core.start, -core.end, order, core))
    out: list[_Core] = []
    for _, _, _, core in sorted(found, key=lambda x: x[:3]):
        if not out or core.start >= out[-1].end:
            out.append(core)
    return out


def _joined(cores: list[_Core], text: str, published: str | None) -> list[_Core]:
    """Join the two ends of "from 2024 to 2026", "between 2022 and 2026", "March 2023 to April 2024", "now and 2027"."""
    out: list[_Core] = []
    for core in cores:
        previous = out[-1] if out else None
        if previous is not None and not previous.span and not core.span and previous.low and core.high:
            join = _JOIN.fullmatch(text, previous.end, core.start)
            opening = _OPENING.search(text[max(0, previous.start - 30) : previous.start])
            word = opening["word"].lower() if opening else ""
            both = join and join["and"] and (word == "between" or _adjacent(previous, core))
            if join and (both or join["dash"] or join["to"]) and first_day(previous.low) <= last_day(core.high):
                out[-1] = _Core(
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
            out.append(_Core(start, core.end, published[: len(core.high)], core.high, "", True, span=True))
            continue
        out.append(core)
    return out


def _adjacent(first: _Core, second: _Core) -> bool:
    """Whether two plain years follow each other ("in 2025 and 2026")."""
    years = [x for x in (first.low, second.low) if x and len(x) == 4]
    return len(years) == 2 and int(years[0]) + 1 == int(years[1]) and not first.edge and not second.edge


def _governed(core: _Core, text: str) -> DateExpression:
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
    for expression in found:
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
    found = [_governed(core, text) for core in _joined(_cores(text, published), text, published)]
    found = _of_that_year(found, text)
    found += _anaphors(text, found)
    out: list[DateExpression] = []
    for expression in sorted(found, key=lambda e: (e.start, -e.end)):
        if out and expression.start < out[-1].end:
            if expression.end <= out[-1].end:
                continue
            expression = replace(expression, start=out[-1].end, text=text[out[-1].end : expression.end])
        out.append(expression)
    return out
