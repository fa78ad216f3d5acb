"""Regions that no gazetteer lists, told by a word behind them, their row or a direction: "Upstate New York"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.capitals import DIRECTIONS, is_function_word
from kg.extract.document import Sentence
from kg.extract.placewords import CONTINENT, NAME, WORD, is_unlisted, place
from kg.gazetteer import Gazetteer
from kg.model import Mention

_DIRECTION: Final = re.compile(r"\b((?:North|South)(?:ern|[Ee]astern|[Ww]estern)|Central|Eastern|Western) region\b")
_REGION_OF: Final = re.compile(
    rf"(['’]s|\bthe) ({WORD}(?: {WORD})?) "
    r"(region|voivodeship|oblast|governorate|department)\b"
)
_PLURAL: Final = re.compile(
    rf"({NAME}(?:, {NAME})*,? (?:and|or|&) {NAME}) "
    r"(provinces|counties|districts|prefectures|governorates|voivodeships)\b"
)
# "The Moravian-Silesian, Ústí and Karlovy Vary regions".
_REGIONS: Final = re.compile(rf"\b[Tt]he ({NAME}(?:, {NAME})*,? and {NAME}) regions\b")
_SIDE: Final = re.compile(r"\b(?:North|South|East|West)(?: (?:East|West))? of (?:England|Scotland|Wales)\b")
_QUARTER: Final = re.compile(
    r"\b((?:North|South|East|West)(?: (?:East|West)|east(?:ern)?|west(?:ern)?|ern)?|Eastern|Western|Central|Upstate)"
    rf" ({WORD}(?: {WORD})?)"
)
_NAMED: Final = re.compile(r" (?:[A-Z]|project\b|mine\b)")
_QUARTERED: Final = frozenset({"country/gb", "country/us", "country/ca"})


def regions(sentence: Sentence, gazetteer: Gazetteer, fields: frozenset[str]) -> Iterator[Mention]:
    """Yield regions that a word behind them tells, and quarters of Britain; `fields` are what departments are for."""
    text, low = sentence.text, sentence.start
    for match in _REGION_OF.finditer(text):
        name = match[2]
        possessed = match[1] != "the"
        owner = re.search(rf"({WORD})$", text[: match.start()]) if possessed else None
        home = owner is not None and bool(gazetteer.lookup(owner[1], "Country"))
        seated = bool(re.search(r"\b(?:in|of|from|across|to) $", text[: match.start()]))
        if match[3] == "region" and not home:
            continue
        if not (home or (not possessed and seated)) or not is_unlisted(name, gazetteer):
            continue
        if name.lower() in fields or any(w.lower() in fields for w in name.split()) or name in DIRECTIONS:
            continue
        yield place((low + match.start(2), low + match.end(2)), name, "Region", "region-designator")
    for match in _PLURAL.finditer(text):
        for item in re.finditer(rf"{NAME}", match[1]):
            name = item.group()
            while " " in name and is_function_word(name.split()[0]):
                name = name.split(" ", 1)[1]
            if is_function_word(name) or gazetteer.lookup(name, "Region", "Country"):
                continue
            end = low + match.start(1) + item.end()
            yield place((end - len(name), end), name, "Region", "region-listed")
    for match in _REGIONS.finditer(text):
        items = [m for m in re.finditer(NAME, match[1]) if not gazetteer.lookup(m.group(), "Region", "Country")]
        words = [w for m in items for w in m.group().split()]
        if any(w in DIRECTIONS or w.lower() in fields or is_function_word(w) or CONTINENT.fullmatch(w) for w in words):
            continue
        for m in items:
            start = low + match.start(1) + m.start()
            yield place((start, start + len(m.group())), m.group(), "Region", "region-in-row")
    for match in _SIDE.finditer(text):
        yield place((low + match.start(), low + match.end()), match.group(), "Region", "region-direction")
    for match in _QUARTER.finditer(text):
        for county in (match[2].rstrip("."), match[2].partition(" ")[0].rstrip(".")):
            whole = f"{match[1]} {county}"
            known = gazetteer.lookup(county, "Region")
            if _NAMED.match(text, match.start() + len(whole)) or gazetteer.lookup(whole):
                continue  # "the South West Arkansas project"
            if len(known) == 1 and known[0].parent in _QUARTERED:
                yield place(
                    (low + match.start(), low + match.start() + len(whole)), whole, "Region", "region-direction"
                )
                break


def named_regions(sentence: Sentence, names: re.Pattern[str]) -> Iterator[Mention]:
    """Yield the regions that the lexicon names, where a place's name stands."""
    for match in names.finditer(sentence.text):
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        yield place((start, end), match[1], "Region", "region-name")


def directions(sentence: Sentence) -> Iterator[Mention]:
    """Yield "Central region", where a country's parts are named by direction."""
    for match in _DIRECTION.finditer(sentence.text) if " region" in sentence.text else ():
        start, end = sentence.start + match.start(), sentence.start + match.end()
        yield place((start, end), match.group(), "Region", "region-direction")
