"""Plans called by a slogan and the year that they look to ("Rota 2030"), where the words around tell that it is one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Sentence
from kg.extract.surroundings import overlapping
from kg.model import Mention

_SLOGAN: Final = re.compile(
    r"(?<![\w-])(?P<words>(?:[A-ZÀ-Þ][\w&’'-]*\s){1,3})(?P<year>20[2-9]\d|[2-5]\.0)(?![\w–-]|[.,]\d|%)"
)
_KINDS: Final = (
    r"(?:programmes?|programs?|strateg(?:y|ies)|plans?|schemes?|initiatives?|road ?maps?|agenda|polic(?:y|ies)|"
    r"blueprint|"
    r"framework|vision)"
)
_BEFORE: Final = re.compile(
    r"(?:\b(?:in place of|replac\w+|supersed\w+|succe\w+|under|within|part of|launch\w*|unveil\w*|adopt\w*|"
    r"successor to|"
    r"in line with|framework of|goals? of|aims? of|targets? of|pillars? of)|\b"
    + _KINDS
    + r"(?:,| called| named| dubbed)?)\s+"
    r"(?:the\s+|its\s+|our\s+|[A-Z]\w+['’]s\s+|the country['’]s\s+|the government['’]s\s+)?[\"“‘'*(]?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"^[\"”’'*)]?(?:\s*\([^)]*\))?(?:\s+(?:industrial |national |government |economic |investment )?"
    + _KINDS
    + r"\b|,\s+(?:an?|the|its|his)\s[^,.;]{0,60}\b"
    + _KINDS
    + r"\b)",
)
_NO_SLOGAN: Final = re.compile(
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"fall|winter|since|by|in|until|from|to|during|before|after|between|early|mid|late|around|about|and|or|the|of|expo|"
    r"olympics?|games|cup|congress|summit|fair|conference|forum|report|index|outlook|survey|awards?|show|week|budget|"
    r"fiscal|year|fy|q[1-4]|euro|article|section|industry|class|model|version|web|act|law|bill|policy)$",
    re.IGNORECASE,
)


def slogans(sentence: Sentence, others: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the plans that a sentence calls by a slogan and a year, with words beside them that speak of a plan."""
    for match in _SLOGAN.finditer(sentence.text):
        words = match["words"].split()
        if any(_NO_SLOGAN.match(w) for w in words):
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(m.gazetteer and m.type in {"Company", "Bureau"} for m in overlapping(others, start, end)):
            continue
        before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
        if not (_BEFORE.search(before) or _BEHIND.match(behind)):
            continue
        features = (("code", "programme"), ("head", words[-1].lower()), ("years", match["year"]))
        yield Mention(start, end, "Plan", "name", match[0], "plan-slogan", 0.8, features=features)
