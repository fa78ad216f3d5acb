"""Dates of publication: absolute days only, in English and Chinese; what is ambiguous or impossible is no date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = r"(?P<{}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"  # noqa: E501
DAY = re.compile(
    r"(?<![\d.,/-])(?:"
    r"(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>\d{1,2})(?P=sep)(?P<id>\d{1,2})(?=\D|$)"
    r"|(?P<zy>(?:19|20)\d\d)\s?年\s?(?P<zm>\d{1,2})\s?月\s?(?P<zd>\d{1,2})\s?日"
    rf"|(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:of\s)?[\s-]?{MONTH.format('dm')},?[\s-]?(?P<dy>(?:19|20)\d\d)(?!\d)"
    r"|(?P<na>\d{1,2})(?P<nsep>[./-])(?P<nb>\d{1,2})(?P=nsep)(?P<ny>(?:19|20)\d\d)(?!\d)"
    rf"|{MONTH.format('mm')}\s?(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<my>(?:19|20)\d\d)(?!\d)"
    r")",
    re.I,
)
YEAR = re.compile(r"(?:19|20)\d\d")
TIME = re.compile(
    r"(?:\bat\s)?\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?\s*"
    r"(?:\(?\b(?:GMT|UTC|IST|EST|EDT|ET|CET|CEST|BST|PST|PDT|PT|HKT|SGT|JST|KST|PKT|ICT|GST)\b\s*(?:[+-]\s?\d{1,2}(?::?\d\d)?)?\)?)?",
    re.I,
)
WEEKDAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?,?", re.I)
PARTIAL = re.compile(rf"(?:(?P<pd>\d{{1,2}})\s{MONTH.format('pm')}|{MONTH.format('qm')}\s(?P<qd>\d{{1,2}})\b)", re.I)
WEEK = re.compile(r"\bweek\s(\d{1,2}),?\s((?:19|20)\d\d)\b", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that states a day; `iso` is None if it is ambiguous or no day of the calendar."""

    start: int
    end: int
    iso: str | None


def day(year: str | int, month: str | int, number: str | int) -> str | None:
    """Return an ISO date, or None if there is no such day."""
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def find(text: str) -> Iterator[Found]:
    """Find the days that text states in full, year included. "03/04/2024" is ambiguous, "25/12/2024" is not."""
    for match in DAY.finditer(text) if YEAR.search(text) else ():
        yield Found(match.start(), match.end(), _read(match))


def first(text: str) -> str | None:
    """Return the first day that text states, None if it states none or that one is ambiguous."""
    found = next(find(text), None)
    return found.iso if found else None


def machine(value: str) -> str | None:
    """Read a date written for machines ("2024-03-04T08:00:00+08:00", "Mon, 04 Mar 2024 …", "20240304")."""
    value = value.strip().strip("'\"")
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T\s]?\d{4,6}.*)?", value)
    return day(*compact.group(1, 2, 3)) if compact else first(value[:80])


def without(text: str) -> str:
    """Return text without days, times and weekdays: what is left tells a line of dates from a sentence."""
    return WEEKDAY.sub(" ", TIME.sub(" ", DAY.sub(" ", text)))


def in_stated_week(heading: str, line: str) -> str | None:
    """Complete a day without a year from a heading such as "Week 9, 2025", if it falls into that week."""
    week, partial = WEEK.search(heading), PARTIAL.search(line)
    if week is None or partial is None:
        return None
    month = MONTHS[(partial["pm"] or partial["qm"]).lower()]
    iso = day(week[2], month, partial["pd"] or partial["qd"])
    if iso is None or date.fromisoformat(iso).isocalendar().week != int(week[1]):
        return None
    return iso


def _read(match: re.Match[str]) -> str | None:
    for year, month, number in (("iy", "im", "id"), ("zy", "zm", "zd")):
        if match[year]:
            return day(match[year], match[month], match[number])
    if match["dy"]:
        return day(match["dy"], MONTHS[match["dm"].lower()], match["dd"])
    if match["my"]:
        return day(match["my"], MONTHS[match["mm"].lower()], match["md"])
    a, b = int(match["na"]), int(match["nb"])
    if match["nsep"] == "." or a > 12 or a == b:  # day.month.year is the only order written with full stops
        return day(match["ny"], b, a)
    return day(match["ny"], a, b) if b > 12 else None
