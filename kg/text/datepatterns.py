"""The shapes of dates in English text, and the search for them, leftmost and longest first."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg.text.datecores import (
    Core,
    bare_year,
    context,
    fiscal,
    five_year_plan,
    full_core,
    iso_core,
    month_range,
    month_year,
    year_core,
    year_range,
)
from kg.text.relativecores import (
    ago,
    day_core,
    decade,
    end_of_year,
    month_alone,
    month_of,
    next_decade,
    part_core,
    relative_month,
    relative_year,
    weekday,
    year_ended,
    years_ahead,
)

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


# A month alone is a date behind one of these only ("May" and "March" are verbs too).
_LED = (
    "(?:"
    + "|".join(rf"(?<=\b[{w[0].upper()}{w[0]}]{w[1:]} )" for w in "in by since from until before during to".split())
    + r"|(?<=\b[Uu]p to ))"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_CASED = 0
_ANY = re.IGNORECASE
_Handler = Callable[[re.Match[str], str, "str | None"], "Core | None"]
# A paragraph is searched for a pattern only if it holds one word of each group: 47 searches of every letter are dear.
_Clues = tuple[tuple[str, ...], ...]
_YEARS = ("19", "20")
_MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
_SEASONS = tuple("spring summer autumn fall winter".split())
_WHICH = tuple("last past this next previous coming".split())
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def _rules() -> Iterator[tuple[str, int, _Handler, _Clues]]:
    """Yield the patterns, each with what it means and the words without which it cannot match."""
    yield r"\b(?:19|20)\d\d([-/])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])\b", _CASED, iso_core, (_YEARS,)
    yield (rf"\b(?:{_W},?\s+)?(?:the\s+)?{_D}(?:\s+of)?\s+{_M},?\s+{_Y}", _CASED, full_core, (_MONTHS, _YEARS))
    yield (rf"\b(?:{_W},?\s+)?{_M}\s+{_D},?\s+{_Y}", _CASED, full_core, (_MONTHS, _YEARS))
    yield (
        rf"\b(?:(?P<long>six|nine|twelve|6|9|12)\s+months|(?:financial\s+|fiscal\s+)?year)\s+"
        rf"(?:(?:that\s+)?end(?:ed|ing|s)|to(?:\s+the\s+end\s+of)?|through|until)\s+"
        rf"(?:in\s+|on\s+)?(?:{_D}\s+)?{_M}(?:(?:\s+\d\d?(?!\d))?,?\s+{_Y})?(?![\w-])",
        _CASED,
        year_ended,
        (("year", "months"), _MONTHS),
    )
    yield (
        rf"\b{_M.replace('<month>', '<first>')}\s?(?:[-–—]|to|through|and)\s?{_M},?\s+{_Y}",
        _CASED,
        month_range,
        (_MONTHS, _YEARS),
    )
    yield (rf"{_EDGE}\b{_M},?\s+(?:of\s+)?{_Y}", _CASED, month_year, (_MONTHS, _YEARS))
    yield (
        rf"{_EDGE}\b{_M}(?:\s+{_D})?,?\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b",
        _CASED,
        month_of,
        (_MONTHS, ("year",)),
    )
    yield (
        rf"\b(?:{_W},?\s+)?(?:(?P<which>last|past|this|next|coming)\s+)?{_M}\s+{_D}\b(?![.,]?\d)",
        _CASED,
        month_alone,
        (_MONTHS,),
    )
    yield rf"\b(?:{_W},?\s+)?{_D}\s+(?:of\s+)?{_M}\b(?!\.?\s+\d)", _CASED, month_alone, (_MONTHS,)
    yield (rf"\b(?P<which>last|past|this|next|coming)\s+{_M}\b(?!\s+\d)", _CASED, month_alone, (_MONTHS, _WHICH))
    yield (rf"{_LED}{_EDGE}\b{_M}(?!\s+\d|[a-z])", _CASED, month_alone, (_MONTHS,))
    yield (
        rf"(?P<edge>\b(?:[Tt]he\s+)?[Ee]nd\s+of\s+|\b(?:[Ee]arly|[Ll]ate|[Mm]id)[- ]){_M}\b(?!\s+\d)",
        _CASED,
        month_alone,
        (_MONTHS, ("end", "early", "late", "mid")),
    )
    yield (
        rf"\b(?:the\s+)?(?P<half>first|second)\s+half(?:\s+of\s+|,?\s+)(?:{_Y}|(?P<which>last|this|next)\s+year\b|the\s+year\b)",
        _ANY,
        part_core,
        (("half",),),
    )
    yield (rf"\b(?P<half>H1|H2|1H|2H)(?:\s+of)?[\s-]+{_Y}", _CASED, part_core, (_YEARS, ("h1", "h2", "1h", "2h")))
    yield (
        rf"\b(?:the\s+)?(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+of\s+|,?\s+)(?:{_Y}|(?P<which>last|this|next)\s+year\b)",
        _ANY,
        part_core,
        (("quarter",),),
    )
    yield (rf"\b(?P<quarter>Q[1-4])(?:\s+of)?[\s-]+{_Y}", _CASED, part_core, (_YEARS, ("q1", "q2", "q3", "q4")))
    yield (
        rf"\b(?:the\s+)?first\s+(?P<months>\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven)\s+months\s+of\s+(?:{_Y}|(?P<which>last|this|next)\s+year\b|the\s+year\b)",
        _ANY,
        part_core,
        (("months",),),
    )
    yield r"(?<=\bin )the\s+(?P<half>first|second)\s+half\b(?!\s+of)", _ANY, part_core, (("half",),)
    yield (
        r"(?<=\bin )(?:the\s+)?(?P<quarter>first|second|third|fourth|Q[1-4])(?:(?<=Q\d)|\s+quarter)\b(?!\s+(?:of|\d))",
        _ANY,
        part_core,
        (("quarter", "q1", "q2", "q3", "q4"),),
    )
    yield (
        rf"{_EDGE}\b(?:FY\s?|fiscal\s+(?:year\s+)?|financial\s+year\s+)(?P<first>(?:20)?\d\d)(?:\s?[-–/]\s?(?P<second>(?:20)?\d\d))?\b",
        _ANY,
        fiscal,
        (("fy", "fiscal", "financial"),),
    )
    yield (
        r"\b(?P<first>(?:19|20)\d\d)\s?[-–—‑]\s?(?P<second>(?:19|20)\d\d|\d\d)\b(?![-–/]?\d)",
        _CASED,
        year_range,
        (_YEARS,),
    )
    yield (
        rf"{_EDGE}\b(?:the\s+)?(?:[\w']+\s+)?(?P<number>\d\d)th\s+five-year\s+(?:plan\s+)?period\b",
        _ANY,
        five_year_plan,
        (("five-year",),),
    )
    yield (
        rf"{_EDGE}\b(?:the\s+)?(?P<which>this|last|next|previous|coming)\s+year(?P<also>\s+and\s+(?:the\s+)?next\b(?!\s+\w+\s+years))?\b(?!'s|’s)",
        _ANY,
        relative_year,
        (("year",),),
    )
    yield (rf"{_EDGE}\b(?P<which>this|last|next|previous)\s+{_SEASON}\b", _ANY, relative_year, (_SEASONS, _WHICH))
    yield (
        rf"{_EDGE}\b(?P<which>the)\s+year\b(?!\s+\w+ed\b|\s+(?:before|to|of|in|when|20|19))",
        _ANY,
        end_of_year,
        (("year",),),
    )
    yield (
        r"\b(?P<edge>(?:the\s+)?)(?P<which>year)-?end\b|\bend of the (?:calendar )?year\b",
        _ANY,
        end_of_year,
        (("year",),),
    )
    yield (
        rf"{_EDGE}\b(?P<which>this|last|next|previous|coming)\s+(?P<unit>month|week)\b",
        _ANY,
        relative_month,
        (("month", "week"),),
    )
    yield r"\b(?:today|yesterday|tomorrow)\b(?!['’]s)", _ANY, day_core, (("today", "yesterday", "tomorrow"),)
    yield rf"\b(?:(?P<which>last|next|this)\s+)?(?P<weekday>{_W})\b(?!\s+Times)", _CASED, weekday, (("day",),)
    yield (
        rf"\b(?:the\s+)?(?P<which>next|coming|past|last|previous|preceding|following)\s+{_N}\s+(?P<unit>years?|months|decades?)\b",
        _ANY,
        years_ahead,
        (("year", "month", "decade"),),
    )
    yield (
        rf"\b(?:the\s+)?{_N}\s+(?P<which>coming|following|preceding)\s+(?P<unit>years|months)\b",
        _ANY,
        years_ahead,
        (("coming", "following", "preceding"),),
    )
    yield rf"(?P<which>\bwithin)\s+(?:the\s+next\s+)?{_N}\s+(?P<unit>years|months)\b", _ANY, years_ahead, (("within",),)
    yield (
        r"\b(?:the\s+)?(?P<which>next|coming|past|last)\s+(?P<unit>decade)\b(?P<count>)",
        _ANY,
        next_decade,
        (("decade",),),
    )
    yield rf"\b{_N}\s+(?P<unit>years?|months?)\s+ago\b", _ANY, ago, (("ago",),)
    yield rf"{_EDGE}\b(?:the|this)\s+decade\b", _ANY, decade, (("decade",),)
    yield (rf"{_EDGE}\b{_SEASON}\s+(?:of\s+)?{_Y}", _ANY, year_core, (_SEASONS, _YEARS))
    yield rf"{_EDGE}(?<![\d.,/-]){_Y}(?![-/]\d)", _ANY, bare_year, (_YEARS,)
    yield rf"\b(?P<edge>end|early|mid|late)-{_Y}", _ANY, year_core, (_YEARS,)
    yield (
        rf"{_EDGE}\b(?:the|its|those|these|that|all)\s+(?:same\s+)?{_N}[- ]years?\b(?:\s+(?:period|term))?(?![- ]old)"
        r"(?!\s+(?:of|since|to|after|before|plan|action|program))",
        _ANY,
        context,
        (("year",),),
    )
    yield (
        rf"{_EDGE}\b(?:the|its|this|that)\s+(?:(?:whole|entire|full)\s+)?(?:(?:plan|program(?:me)?|scheme|policy|planning)\s+)?(?:period|term|tenure|lifetime|life)\b(?:\s+of\s+the\s+(?:plan|scheme|program(?:me)?|policy|strategy))?",
        _ANY,
        context,
        (("period", "term", "tenure", "life"),),
    )
    yield (
        rf"{_EDGE}\b(?:the|its)\s+(?:plan|program(?:me)?|scheme|policy|strategy)['’]s\s+(?:period|term|tenure|lifetime|life)\b",
        _ANY,
        context,
        (("period", "term", "tenure", "life"),),
    )
    yield (
        r"(?<=\b[Bb]y\s)(?P<edge>the\s+(?:end|close)\s+of)\s+"
        r"(?:it|them|the\s+(?:plan|program(?:me)?|scheme|policy|strategy|initiative|roadmap))\b(?!['’\w-]|\s+(?:period|term|year)\b)",
        _ANY,
        context,
        (("end", "close"),),
    )
    yield rf"\b(?:over\s+(?:a\s+period\s+of\s+)?|for\s+a\s+period\s+of\s+){_N}\s+years\b", _ANY, context, (("years",),)
    yield r"\bover\s+(?:those|these|all\s+those)\s+years\b", _ANY, context, (("years",),)


def find_cores(text: str, published: str | None) -> list[Core]:
    """Return the dates without prepositions, leftmost and longest first, none overlapping."""
    found = []
    groups = _groups()
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        words = paragraph[0].lower()
        present = frozenset(group for group in groups if any(word in words for word in group))
        for order, pattern, handler in _asked_for(present):
            for match in pattern.finditer(text, start, end):
                core = handler(match, text, published)
                if core is not None:
                    found.append((core.start, -core.end, order, core))
    out: list[Core] = []
    for _, _, _, core in sorted(found, key=lambda x: x[:3]):
        if not out or core.start >= out[-1].end:
            out.append(core)
    return out


@lru_cache(maxsize=1)
def _compiled() -> list[tuple[re.Pattern[str], _Handler, frozenset[tuple[str, ...]]]]:
    """Compile the patterns when the first text is read, not at import."""
    return [(re.compile(pattern, flags), handler, frozenset(clues)) for pattern, flags, handler, clues in _rules()]


@lru_cache(maxsize=512)
def _asked_for(present: frozenset[tuple[str, ...]]) -> tuple[tuple[int, re.Pattern[str], _Handler], ...]:
    """Return the patterns, with their place in the order, whose groups of words are all present."""
    return tuple((i, pattern, handler) for i, (pattern, handler, clues) in enumerate(_compiled()) if clues <= present)


@lru_cache(maxsize=1)
def _groups() -> frozenset[tuple[str, ...]]:
    """Return the groups of words that patterns ask for."""
    return frozenset(group for _, _, clues in _compiled() for group in clues)
