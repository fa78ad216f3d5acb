"""Dates of publication: absolute days only, in English and Chinese, each with where it stands and how sure it is.

"03/04/2024" is ambiguous: it is no date until something else in the file says which number is the month.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.model import DateCertainty

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
    """A stretch of text that states a day; `iso` is None if it is ambiguous or no day of the calendar.

    `readings` are the two days that it may mean if it is ambiguous: the month first, then the day first.
    """

    start: int
    end: int
    iso: str | None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of publication: the day (None if it is ambiguous or refused), where it stands, how sure it is.

    `words` are those of a date that was not taken, `readings` the days that an ambiguous one may mean.
    """

    iso: str | None
    source: str
    certainty: DateCertainty = "stated"
    words: str = ""
    readings: tuple[str, ...] = ()

    def over(self, other: "Dated | None") -> "Dated":
        """Return this date, or, where it is ambiguous, the other one if that is a day that this one may mean."""
        if self.iso or other is None:
            return self
        return other if other.iso in self.readings else self

    def within(self, newest: str | None) -> "Dated":
        """Return this date, or its refusal if it lies after `newest`: nothing is published in the future."""
        days = (self.iso,) if self.iso else self.readings
        if not newest or not days or min(day for day in days if day) <= newest:
            return self
        return Dated(None, self.source, "refused", self.words or self.iso or "")

    def read_as(self, order: str) -> "Dated":
        """Return an ambiguous date read with the month ("mdy") or the day ("dmy") first; others as they are."""
        if self.iso or not self.readings or not order:
            return self
        return replace(self, iso=self.readings[order == "dmy"], certainty="derived", words="", readings=())


def day(year: str | int, month: str | int, number: str | int) -> str | None:
    """Return an ISO date, or None if there is no such day."""
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def find(text: str) -> Iterator[Found]:
    """Find the days that text states in full, year included. "03/04/2024" is ambiguous, "25/12/2024" is not."""
    for match in DAY.finditer(text) if YEAR.search(text) else ():
        iso = _read(match)
        yield Found(match.start(), match.end(), iso, () if iso else _either(match))


def first(text: str) -> str | None:
    """Return the first day that text states, None if it states none or that one is ambiguous."""
    found = next(find(text), None)
    return found.iso if found else None


def stated(text: str, source: str, certainty: DateCertainty = "stated") -> Dated | None:
    """Return the first day that text states, ambiguous ones included, as a date that stands in `source`."""
    found = next(find(text), None)
    if found is None or not (found.iso or found.readings):
        return None
    if found.iso:
        return Dated(found.iso, source, certainty)
    return Dated(None, source, "ambiguous", text[found.start : found.end], found.readings)


def machine(value: str, source: str) -> Dated | None:
    """Read a date written for machines ("2024-03-04T08:00:00+08:00", "Mon, 04 Mar 2024 …", "20240304")."""
    value = value.strip().strip("'\"")
    if compact := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T\s]?\d{4,6}.*)?", value):
        iso = day(*compact.group(1, 2, 3))
        return Dated(iso, source) if iso else None
    return stated(value[:80], source)


def surest(found: Iterable[Dated | None]) -> Dated | None:
    """Return the first date, or where that one is ambiguous, the next one that says which day it means."""
    best: Dated | None = None
    for dated in found:
        if dated is not None:
            best = dated if best is None else best.over(dated)
        if best is not None and best.iso:
            return best
    return best


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


def _either(match: re.Match[str]) -> tuple[str, ...]:
    """Return both readings of a date of which either number can be the month."""
    if not match["na"]:
        return ()
    both = [day(match["ny"], match["na"], match["nb"]), day(match["ny"], match["nb"], match["na"])]
    return tuple(iso for iso in both if iso) if all(both) else ()
