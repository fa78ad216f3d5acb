"""Partial dates ("2024", "2024-02", "2024-02-29") as text: compare, shift, widen to days. Pure functions."""

import re
from calendar import monthrange
from datetime import date, timedelta

PARTIAL = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def is_partial(text: str) -> bool:
    """Return whether a text is a partial date that exists ("2024-02-30" does not)."""
    match = PARTIAL.fullmatch(text)
    if match is None or match[1] == "0000":
        return False
    if match[3] is None:
        return True
    return int(match[3]) <= monthrange(int(match[1]), int(match[2]))[1]


def year_of(partial: str) -> int:
    """Return the year of a partial date."""
    return int(partial[:4])


def first_day(partial: str) -> date:
    """Return the first day of a partial date."""
    parts = [int(x) for x in partial.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(partial: str) -> date:
    """Return the last day of a partial date."""
    parts = [int(x) for x in partial.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def earlier(first: str, second: str) -> str:
    """Return the partial date that begins first; of two that begin together, the more precise one."""
    return min(first, second, key=lambda p: (first_day(p), -len(p)))


def later(first: str, second: str) -> str:
    """Return the partial date that ends last; of two that end together, the more precise one."""
    return max(first, second, key=lambda p: (last_day(p), len(p)))


def coarser(first: str, second: str) -> str | None:
    """Return the most precise partial date that both lie in ("2024-03" and "2024-09" → "2024"), or None."""
    common = [a for a, b in zip(first.split("-"), second.split("-"), strict=False) if a == b]
    same = 0
    for a, b in zip(first.split("-"), second.split("-"), strict=False):
        if a != b:
            break
        same += 1
    return "-".join(common[:same]) or None


def within(inner: str, outer: str) -> bool:
    """Return whether one partial date lies within another ("2024-03-04" in "2024")."""
    return first_day(outer) <= first_day(inner) and last_day(inner) <= last_day(outer)


def month(year: int, number: int) -> str:
    """Return the partial date of a month; `number` may run over the year's ends (0 is the December before)."""
    year, index = year + (number - 1) // 12, (number - 1) % 12
    return f"{year:04d}-{index + 1:02d}"


def shift_months(partial: str, count: int) -> str:
    """Return the month that lies `count` months after the month of a date (negative: before)."""
    first = first_day(partial)
    return month(first.year, first.month + count)


def shift_days(partial: str, count: int) -> str:
    """Return the day that lies `count` days after the first day of a date."""
    return (first_day(partial) + timedelta(days=count)).isoformat()
