"""Periods that the words of a plan state, or the years right behind them: "Action Plan (2023-2027)", "Vision 2030"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.document import Document
from kg.model import Mention, Span
from kg.text.dates import DateExpression, find_dates

_NTH_PLAN: Final = re.compile(r"\b(?P<n>1[0-9])th\s+Five[- ]Year", re.IGNORECASE)
_BRACKETED: Final = re.compile(
    r"^(?: (?:in|of|for) (?:the )?(?:[A-Z][\w’'-]+ ){1,4}(?=\())?"
    r"\s*(?:\([A-Z][^)]{1,12}\)\s*)?(?:,\s*|\(\s*|for (?:the (?:period |years )?)?)"
    r"(?P<low>(?:19|20)\d\d)\s*(?:[-–—]|to)\s*(?P<high>(?:19|20)\d\d|\d\d)\b"
)
# A plan that looks to a year: "2030 Industry Strategy", "Vision 2030", "Rota 2030"; laws carry that of their issue.
_HORIZON: Final = re.compile(
    r"^(?:the )?(?P<before>20[2-9]\d)\s.*$|^.*(?<!\bof)\s(?P<behind>20[2-9]\d)$", re.IGNORECASE
)
_LOOKS_AHEAD: Final = re.compile(r"\b(?:Strategy|Vision|Agenda|Roadmap|Blueprint|Outlook|Master Plan|Masterplan)\b")
_OF_ITS_YEAR: Final = re.compile(
    r"\b(?:Act|Law|Bill|Policy|Regulations?|Rules|Directive|Order|Budget|Scheme|Programm?e?)\b"
)
_LONGEST_PERIOD: Final = 30
_Read = tuple[str | None, str | None, Span, str, float, bool]


def named_periods(document: Document, mention: Mention) -> Iterator[_Read]:
    """Yield the period that a plan's own words state, or the years right behind them."""
    published = document.article.published
    own = Span(mention.start, mention.end)
    text = document.text[mention.start : mention.end]
    nth = _NTH_PLAN.search(text)
    if nth:
        start = 2021 + 5 * (int(nth["n"]) - 14)
        yield str(start), str(start + 4), own, "period-five-year-plan", 0.9, False
        return
    if re.search(r"\bfor the same (?:period|years|\w+ years)", text):
        yield None, None, own, "period-same", 0.7, True
        return
    for expression in find_dates(text, published):
        low, high = expression.period.start, expression.period.end
        if low and high and low != high and sensible(expression):
            yield low, high, own, "period-in-name", 0.95, False
            return
        if (
            high
            and re.search(
                r"\b(?:to|through|until|by|up to)\s+(?:the end of\s+)?$",
                text[: expression.start] + (" " if expression.text == high else ""),
            )
        ) or (high and re.match(r"(?:to|through|until|by)\b", expression.text)):
            yield None, high, own, "period-in-name", 0.8, False
            return
    horizon = _HORIZON.search(text)
    if horizon and mention.form == "name":
        year = horizon["before"] or horizon["behind"]
        telling = _LOOKS_AHEAD.search(text)
        ahead = published is not None and int(year) > int(published[:4]) + 2 * (horizon["behind"] is not None)
        if telling or (ahead and not _OF_ITS_YEAR.search(text)):
            yield None, year, own, "period-horizon", 0.75, False
            return
    after = _BRACKETED.match(document.text[mention.end : mention.end + 48])
    if after:
        high = after["high"] if len(after["high"]) == 4 else after["low"][:2] + after["high"]
        if after["low"] < high:
            span = Span(mention.start, mention.end + after.end())
            yield after["low"], high, span, "period-behind-name", 0.9, False


def sensible(expression: DateExpression) -> bool:
    """Say whether a period is one that a plan may have: some years, not a century."""
    low, high = expression.period.start, expression.period.end
    return bool(low and high) and 0 < int((high or "0")[:4]) - int((low or "0")[:4]) <= _LONGEST_PERIOD
