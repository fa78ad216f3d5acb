"""What dates mean that are told from the day of publication: "last October", "next Monday", "the past decade"."""

import re

from kg.text.datecores import Core, edge_of, month_number, number_of
from kg.text.partial import first_day, is_partial, month, shift_days, shift_months, year_of

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
# How far back words may stand that make a date without year a coming one.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|due|expect(?:s|ed)?|scheduled|slated|set|plan(?:s|ned)?|aim(?:s|ed)?|is to|are to|to be"
    r"|targets?|likely|intends?|hopes?|deadline|upcoming|coming|next"
    r"|takes? effect|(?:comes?|enters?|goes|go) into (?:force|effect|operation))\b",
    re.IGNORECASE,
)


def _ahead(text: str, position: int) -> bool:
    """Whether the clause before a date speaks of the future."""
    clause = re.split(r"[.;!?]\s|\n", text[max(0, position - 120) : position])[-1]
    return _AHEAD.search(clause) is not None


def month_of(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "October last year", "April 4 this year"."""
    if published is None:
        return Core(m.start(), m.end(), None, None, edge_of(m["edge"]), True, "published")
    shift = {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
    return dated(m, year_of(published) + shift)


def dated(m: re.Match[str], year: int) -> Core | None:
    """Return the month or day that a match names, in a year that was resolved."""
    value = month(year, month_number(m["month"]))
    if m.groupdict().get("day"):
        value += f"-{int(m['day']):02d}"
    edge = edge_of(m.groupdict().get("edge"))
    return Core(m.start(), m.end(), value, value, edge, True) if is_partial(value) else None


def month_alone(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "last October", "in March", "by August", "on September 9": the nearest one that the clause allows."""
    which = (m.groupdict().get("which") or "").lower()
    if published is None:
        return Core(m.start(), m.end(), None, None, edge_of(m.groupdict().get("edge")), True, "published")
    number, today = month_number(m["month"]), first_day(published)
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
    return dated(m, year)


def relative_year(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "this year", "the end of last year", "early next year", "this year and next"."""
    if published is None:
        return Core(m.start(), m.end(), None, None, edge_of(m["edge"]), True, "published")
    year = year_of(published) + {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(
        m["which"].lower(), 0
    )
    high = year + 1 if m.groupdict().get("also") else year
    return Core(m.start(), m.end(), f"{year:04d}", f"{high:04d}", edge_of(m["edge"]), True)


def relative_month(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "last month", "this week", "the end of next month"; weeks and fuller dates are given by their month."""
    if published is None or len(published) < 7:
        return Core(m.start(), m.end(), None, None, edge_of(m["edge"]), True, "published")
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(m["which"].lower(), 0)
    if m["unit"].lower() == "month":
        value = shift_months(published, step)
    elif len(published) == 10:
        value = shift_days(published, 7 * step)[:7]
    else:
        value = published[:7]
    return Core(m.start(), m.end(), value, value, edge_of(m["edge"]), True)


def day_core(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "today", "yesterday", "the day before"."""
    word = m[0].lower()
    if published is None or len(published) < 10:
        return Core(m.start(), m.end(), None, None, "", True, "published")
    value = shift_days(published, {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return Core(m.start(), m.end(), value, value, "", True)


def weekday(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "on Wednesday": the last one up to publication; "next Monday", "will … on Monday": the coming."""
    if published is None or len(published) < 10:
        return Core(m.start(), m.end(), None, None, "", True, "published")
    today, which = first_day(published), (m["which"] or "").lower()
    back = (today.weekday() - _DAYS.index(m["weekday"].lower())) % 7
    if which == "next" or (
        not which and _ahead(text, m.start()) and not re.search(r"\bsaid\s+(?:on\s+)?$", text[: m.start()])
    ):
        shift = (7 - back) if back or which else 0
    else:
        shift = -(back or (7 if which == "last" else 0))
    value = shift_days(published, shift)
    return Core(m.start(), m.end(), value, value, "", True)


def part_core(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle halves, quarters and "the first ten months", of a stated year, "last year" or (no year) the nearest."""
    groups = m.groupdict()
    relative, year = False, 0
    if groups.get("year"):
        year = int(groups["year"])
    else:
        if published is None:
            return Core(m.start(), m.end(), None, None, "", True, "published")
        relative = True
        year = year_of(published) + {"last": -1, "next": 1}.get((groups.get("which") or "").lower(), 0)
    if groups.get("months"):
        low, high = 1, number_of(groups["months"])
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
    return Core(m.start(), m.end(), month(year, low), month(year, high), "", relative, span=True)


def years_ahead(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "the next five years", "the coming three years", "the past six months", "within five years"."""
    count, back = number_of(m["count"]), m["which"].lower() in ("past", "last", "previous", "preceding")
    years = count * (10 if m["unit"].lower().startswith("decade") else 1)
    in_years = not m["unit"].lower().startswith("month")
    if published is None or (not in_years and len(published) < 7):
        return Core(m.start(), m.end(), None, None, "", True, "published", years if in_years else None, True)
    other = f"{year_of(published) + (-years if back else years):04d}" if in_years else ""
    other = other or shift_months(published, -count if back else count)
    here = published[: len(other)]
    low, high = (other, here) if back else (here, other)
    return Core(m.start(), m.end(), low, high, "", True, "", years if in_years else None, True)


def ago(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "two years ago"."""
    if published is None or len(published) < 7:
        return Core(m.start(), m.end(), None, None, "", True, "published")
    count = number_of(m["count"])
    if m["unit"].lower().startswith("year"):
        value = f"{year_of(published) - count:04d}"
    else:
        value = shift_months(published, -count)
    return Core(m.start(), m.end(), value, value, "", True)


def decade(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "the end of the decade": the year that ends in 0, as plans that run "to 2030" use it."""
    if published is None:
        return Core(m.start(), m.end(), None, None, edge_of(m["edge"]), True, "published")
    end = -(-year_of(published) // 10) * 10
    return Core(m.start(), m.end(), f"{end - 9:04d}", f"{end:04d}", edge_of(m["edge"]), True, span=True)


_LONG = {"six": 6, "6": 6, "nine": 9, "9": 9}


def year_ended(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "the year ended September 2024", "the six months to March": the months up to it, if need be the last."""
    number = month_number(m["month"])
    months = _LONG.get((m["long"] or "").lower(), 12)
    if m["year"]:
        high = month(int(m["year"]), number)
    elif published and len(published) >= 7:
        high = month(int(published[:4]) - (number > int(published[5:7])), number)
    else:
        return Core(m.start(), m.end(), None, None, "", True, "published", None, True)
    return Core(m.start(), m.end(), shift_months(high, 1 - months), high, "", not m["year"], span=True)


def end_of_year(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "the end of the year" and "year-end": the year of publication, and only with its edge."""
    if "end" not in m[0].lower() and "close" not in m[0].lower():
        return None
    value = published[:4] if published else None
    return Core(m.start(), m.end(), value, value, "end", True, "" if value else "published")


def next_decade(m: re.Match[str], text: str, published: str | None) -> Core | None:
    """Handle "the past decade" and "the next decade"."""
    if published is None:
        return Core(m.start(), m.end(), None, None, "", True, "published", 10, True)
    year, back = year_of(published), m["which"].lower() in ("past", "last")
    low, high = (year - 10, year) if back else (year, year + 10)
    return Core(m.start(), m.end(), str(low), str(high), "", True, "", 10, True)
