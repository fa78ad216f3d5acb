"""Names within one article: their keys, and which names of places, agencies, companies and plans agree."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from kg.gazetteer import plain
from kg.model import PLACES, Mention

_COMPANY_ENDINGS: Final = re.compile(
    r"[,\s]+(?:inc|ltd|limited|co|company|corp|corporation|plc|ag|se|sa|gmbh|llc|pvt|private|nv|bv|ab|oyj|spa|kk|bhd|berhad|sdn"
    r"|holdings?|s\.a|n\.v|group)\.?$",
    re.IGNORECASE,
)
_PLACE_WORDS: Final = re.compile(
    r"\b(?:city|municipality|province|state|county|district|prefecture|republic|region|of|the)\b", re.IGNORECASE
)
_BUREAU_STOP: Final = frozenset(
    """the of and for municipal municipality city provincial province state people peoples s government's national
    federal republic &""".split()
)
_SHORT_INSIDE: Final = re.compile(r"(?<=\w)\s\([A-Z][\w&-]*[A-Z][\w-]*\)(?=\s\w)")
_PLAN_STOP: Final = frozenset("the of for and on to in a an new s period".split())


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Return a name as small words without accents, possessives and punctuation."""
    text = plain(text).casefold()
    text = re.sub(r"['’]s\b|['’]", "", text)
    text = text.replace("programme", "program").replace("isation", "ization").replace("centre", "center")
    return tuple(re.findall(r"\w+", text))


@lru_cache(maxsize=8192)
def place_key(name: str) -> str:
    """Return what a place's name comes to without words such as "Province"."""
    short = _PLACE_WORDS.sub(" ", plain(name))
    return " ".join(words(short)) or " ".join(words(name))


@lru_cache(maxsize=8192)
def company_key(name: str) -> str:
    """Return a company's name without its legal form."""
    previous, current = "", plain(name)
    while current != previous:
        previous, current = current, _COMPANY_ENDINGS.sub("", current).strip()
    return " ".join(words(current))


def bureau_key(name: str) -> frozenset[str]:
    """Return the telling words of an agency's name, in no order ("X Municipal Bureau of Y" = "Bureau of Y of X")."""
    return frozenset(w for w in words(name) if w not in _BUREAU_STOP)


def plan_words(name: str) -> frozenset[str]:
    """Return the telling words of a plan's name, years, small words and short names in it left out, plurals cut."""
    return frozenset(
        w.removesuffix("s") if len(w) > 3 else w
        for w in words(_SHORT_INSIDE.sub(" ", name))
        if w not in _PLAN_STOP and not re.fullmatch(r"(?:19|20)\d\d", w)
    )


def same_name(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one type are the same thing by their names alone (not for facilities)."""
    if one.gazetteer and other.gazetteer:
        return one.gazetteer == other.gazetteer
    if _stands_for(one, other) or _stands_for(other, one):
        return True
    if one.type in PLACES:
        if one.gazetteer or other.gazetteer:
            return False
        return place_key(one.name) == place_key(other.name)
    if one.type == "Company":
        return company_key(one.name) == company_key(other.name)
    if one.type == "Bureau":
        return not of_two_places(one, other) and bureau_key(one.name) == bureau_key(other.name)
    return words(one.name) == words(other.name)


def of_two_places(one: Mention, other: Mention) -> bool:
    """Tell whether the text puts two agencies of whatever names under two governments.

    A jurisdiction differs from another one, a seat from one in another city or from a jurisdiction elsewhere.
    """
    for feature in ("jurisdiction", "seat"):
        places = {one.feature(feature), other.feature(feature)}
        if None not in places and len(places) == 2:
            return True
    countries = [{k.split("/")[1] for f in ("jurisdiction", "seat") if (k := m.feature(f))} for m in (one, other)]
    return all(countries) and not countries[0] & countries[1]


def _stands_for(short: Mention, long: Mention) -> bool:
    """Tell whether the finder already knew what a short name stands for."""
    full = short.feature("stands-for") or short.feature("full")
    return full is not None and full == long.name


def abbreviates(short: str, long: str) -> bool:
    """Tell whether a word of capitals is made of the initials of a name, small words skipped or not."""
    letters = re.sub(r"[^A-Za-z]", "", short).casefold()
    if len(letters) < 2 or sum(c.isupper() for c in short) < 2 or " " in short.strip():
        return False
    parts = re.findall(r"[A-Za-z]+", plain(long))
    full = "".join(w[0] for w in parts).casefold()
    caps = "".join(w[0] for w in parts if w[0].isupper()).casefold()
    return letters in {full, caps}


def shortens(short: str, long: str) -> bool:
    """Tell whether a company's name is the beginning of a longer one ("Bora" of "Bora Pharmaceuticals")."""
    a, b = company_key(short).split(), company_key(long).split()
    return bool(a) and len(a) < len(b) and b[: len(a)] == a and "(" not in long


def given_names(mentions: Iterable[Mention]) -> set[str]:
    """Return the short names that a text gives to a thing: abbreviations in brackets and aliases."""
    return {v for m in mentions for k, v in m.features if k in {"abbreviation", "alias", "short"} and v}


def years_differ(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Tell whether two groups of mentions state different years."""
    a, b = ({y for m in group for y in (m.feature("years") or "").split()} for group in (one, other))
    return bool(a and b) and not (a <= b or b <= a)
