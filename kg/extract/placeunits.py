"""Regions told by a word for their kind, of any country: "Gazaria upazila", "Landkreis Görlitz", "the island of X"."""

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.capitals import CALENDAR, DIRECTIONS, is_function_word
from kg.extract.document import Sentence
from kg.extract.placewords import NAME, WORD, place
from kg.gazetteer import Gazetteer
from kg.model import Mention

WORDS: Final = (
    r"county|district|province|prefecture|township|governorate|voivodeship|regency|upazila|thana|mandal|taluka?|tehsil"
    r"|raion|oblast|krai|wilaya|sub-?district|borough|parish|canton|emirate|zila|powiat|okrug|okres|departamento|comarca"
    r"|Landkreis|Kreis|Kabupaten|Powiat|Okres|Amphoe|Huyện|Gmina|Judeţul|Județul|Rayon"
)
_NOT_THE_UNIT: Final = r"(?! (?:government|council|bureau|officials?|hall|plan|court|judge|attorney|school))"
_AFTER: Final = re.compile(rf"(?:(?<=[a-z,;:(] )|(?<=['’]s )|^)({WORD}(?: {WORD})?) ({WORDS})\b{_NOT_THE_UNIT}")
_BEFORE: Final = re.compile(
    rf"\b((?:Landkreis|Kreis|Kabupaten|Powiat|Okres|Amphoe|Huyện|Gmina|Judeţul|Județul|Rayon) {WORD}(?:[ -]{WORD})?)"
)
# What an upazila or a mandal lies in is a district: "Gazaria upazila, Munshiganj, Bangladesh".
_WITHIN: Final = re.compile(rf", ({WORD}(?: {WORD})?)(?=[,.;)]|$)")
_LEAST_UNITS: Final = frozenset("upazila thana mandal taluk taluka tehsil subdistrict sub-district".split())
_NO_UNIT: Final = frozenset(
    """School Water Court Congressional Judicial Historic Business Financial Finance Special Industrial Military Police
    Garden Garment Arts Shopping Entertainment Innovation Design Warehouse Election Voting Electoral Federal Home
    Gulf The Each Every Another Mining Autonomous Rural Urban Inner Outer Upper Lower Tax Fire Park""".split()
)
_ISLAND_OF: Final = re.compile(rf"\b[Ii]slands? of ({NAME})")
_ISLAND: Final = re.compile(
    rf"\b(?i:on|off|to|from|in|at|near) (?:the )?(?:{WORD}['’]s )?((?:(?!Pacific ){WORD} ){{1,2}}Islands?)\b(?! [A-Z])"
)
_STANDS: Final = (
    r"plants?|factory|factories|facility|facilities|mills?|yards?|dockyards?|shipyards?|works|smelters?|refinery"
    r"|refineries|fabs?|sites?|foundry|foundries|complex|estates?|parks?|kilns?|brewery|breweries|workshops?|base"
)
_ON: Final = re.compile(
    rf"(?:\b(?:{_STANDS}|built|located|based|[Aa]t {NAME}|in {NAME}) on|\bSeveral on) ({NAME})"
    r"(?=[,.;)]|$| (?:and|in|is|was|has|have|will|employs?|date|that|which|to|with|where|opened|closed|makes?|can)\b)"
)
_ROADS: Final = re.compile(
    r"\b(?:Road|Street|Avenue|Highway|Interstate|Route|Lane|Drive|Way|Lake|River|Bay|Boulevard|Corridor|Campus|Canal"
    r"|Peninsula|Coast|Park|Estate|Hill|Square|Expressway|Parkway)\b"
)


def units(sentence: Sentence, gazetteer: Gazetteer, fields: frozenset[str]) -> Iterator[Mention]:
    """Yield the regions; `fields` are what departments and districts are called after that is no place."""
    text, low = sentence.text, sentence.start
    for match in _AFTER.finditer(text):
        name = _bare(match[1])
        if not name or _is_word(name, gazetteer, fields):
            continue
        key = _key(name, match[2], gazetteer)
        if key is None:
            continue
        start = low + match.end(1) - len(name)
        yield place((start, start + len(name)), name, "Region", "region-unit", key=key or None)
        outer = _WITHIN.match(text, match.end()) if match[2] in _LEAST_UNITS else None
        if outer and not gazetteer.lookup(outer[1]) and not _is_word(outer[1], gazetteer, fields):
            found = gazetteer.lookup(f"{outer[1]} District", "Region")
            yield place(
                (low + outer.start(1), low + outer.end(1)),
                outer[1],
                "Region",
                "region-of",
                key=found[0].key if found else None,
            )
    for match in _BEFORE.finditer(text):
        yield place((low + match.start(1), low + match.end(1)), match[1], "Region", "region-unit")


def islands(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield "the island of X", "on X Island", and what plants stand on."""
    text, low = sentence.text, sentence.start
    for match in _ISLAND_OF.finditer(text):
        if not gazetteer.lookup(match[1], "Region", "Country"):
            yield place((low + match.start(1), low + match.end(1)), match[1], "Region", "region-of")
    for match in _ISLAND.finditer(text):
        if (
            not gazetteer.lookup(match[1])
            and not re.search(r"['’]s ", match[1])
            and not is_function_word(match[1].partition(" ")[0])
        ):
            yield place((low + match.start(1), low + match.end(1)), match[1], "Region", "region-unit")
    for match in _ON.finditer(text):
        name = match[1].rstrip(".")
        if _ROADS.search(name) or name.partition(" ")[0] in CALENDAR or gazetteer.lookup(name, "Region", "Country"):
            continue
        if gazetteer.lookup(name, "City") or _placed(sentence, match.start(1), match.end(1)):
            yield place((low + match.start(1), low + match.start(1) + len(name)), name, "Region", "region-of")


def _bare(name: str) -> str:
    words = re.sub(r"^.*['’]s ", "", name).split()
    while words and is_function_word(words[0]):
        words = words[1:]
    return " ".join(words)


def _is_word(name: str, gazetteer: Gazetteer, fields: frozenset[str]) -> bool:
    first = name.partition(" ")[0]
    return (
        name in DIRECTIONS
        or first in CALENDAR
        or name.endswith(("'s", "’s"))
        or gazetteer.country_of_adjective(first) is not None
        or any(w in _NO_UNIT or w.lower() in fields or gazetteer.lookup(w, "Country") for w in name.split())
    )


def _key(name: str, unit: str, gazetteer: Gazetteer) -> str | None:
    """Return the key of the region, "" where the gazetteer has none, None where the bare name is known for a region."""
    known = gazetteer.lookup(name, "Region", "Country")
    if any(not k.lesser for k in known):
        return None
    known = known or gazetteer.lookup(f"{name} {unit.title()}", "Region")
    return known[0].key if known else ""


def _placed(sentence: Sentence, start: int, end: int) -> bool:
    entities = sentence.parse.ents if sentence.parse is not None else ()
    return any(e.label_ in ("GPE", "LOC") and e.start_char <= start and e.end_char >= end for e in entities)
