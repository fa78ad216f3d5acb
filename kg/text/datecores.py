"""What dates mean that tell their year themselves: a match of a pattern → a stretch of time."""

import re
from dataclasses import dataclass
from typing import Literal

from kg.text.partial import is_partial, month

Needs = Literal["", "published", "period"]


@dataclass(frozen=True, slots=True)
class Core:
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
_WORDS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "twenty": 20}
_COUNTED = re.compile(
    r"\s*(?:jobs|people|workers|employees|staff|units|vehicles|cars|tonnes|tons|companies|firms|factories|plants"
    r"|projects|enterprises|engineers|square|hectares|acres|million|billion|trillion|crore|lakh|MW|GWh?|percent"
    r"|per cent)\b"
)


def number_of(word: str) -> int:
    """Return the number that digits or a word stand for."""
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def month_number(word: str) -> int:
    """Return the number of a month from its name or the beginning of it."""
    stem = word.lower().rstrip(".")[:3]
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(stem))


def edge_of(text: str | None) -> Literal["", "start", "end"]:
    """Return which end of a stretch of time the words before it name, if any."""
    words = (text or "").lower()
    if re.search(r"\bend|close", words):
        return "end"
    return "start" if re.search(r"\bstart|beginning|turn", words) else ""


def iso_core(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "2024-03-04"."""
    value = m[0].replace("/", "-")
    return Core(m.start(), m.end(), value, value) if is_partial(value) else None


def full_core(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "4 March 2024" and "March 4, 2024"."""
    value = f"{month(int(m['year']), month_number(m['month']))}-{int(m['day']):02d}"
    return Core(m.start(), m.end(), value, value) if is_partial(value) else None


def month_year(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "March 2024" and "the end of March 2024"."""
    value = month(int(m["year"]), month_number(m["month"]))
    return Core(m.start(), m.end(), value, value, edge_of(m["edge"]))


def month_range(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "January-October 2023" and "April to June 2024"."""
    low, high = (month(int(m["year"]), month_number(m[name])) for name in ("first", "month"))
    return Core(m.start(), m.end(), low, high, span=True) if low < high else None


def year_core(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle a year with or without its edge ("early 2026")."""
    return Core(m.start(), m.end(), m["year"], m["year"], edge_of(m["edge"]))


def bare_year(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle a year that nothing counts or pays with."""
    if _COUNTED.match(text, m.end()) or re.search(r"[$€£¥₹]\s?$|\b(?:RMB|Rs\.?|USD|EUR)\s?$", text[: m.start()][-5:]):
        return None
    return year_core(m, text, published)


def fiscal(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "FY26" and "fiscal 2025-26" (April to March) and "fiscal 2026" (named by its year)."""
    first, second = m["first"], m.groupdict().get("second")
    if second is None and len(first) == 4:
        return Core(m.start(), m.end(), first, first)
    low = int(first) if len(first) == 4 else 2000 + int(first)
    low, high = (low, low // 100 * 100 + int(second[-2:])) if second else (low - 1, low)
    if high != low + 1:
        return None
    return Core(m.start(), m.end(), f"{low:04d}-04", f"{high:04d}-03", edge_of(m["edge"]), span=True)


def year_range(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "2024-2026" and "2024-26"."""
    low, high = m["first"], m["second"]
    high = high if len(high) == 4 else low[:2] + high
    return Core(m.start(), m.end(), low, high, span=True) if low < high else None


def five_year_plan(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "the 14th Five-Year Plan period"."""
    number = int(m["number"])
    low = 2021 + 5 * (number - 14)
    return Core(m.start(), m.end(), str(low), str(low + 4), edge_of(m["edge"]), span=True) if number >= 13 else None


def context(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "over its term", "the three years", "the plan's life", "the end of the period"."""
    count = m.groupdict().get("count")
    years = number_of(count) if count else None
    return Core(m.start(), m.end(), None, None, edge_of(m.groupdict().get("edge")), True, "period", years, True)
