"""Places that the words around them tell, known to the gazetteer or not: "Bryan County", "in Ellabell, Georgia"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract import placeunits, regions, towns
from kg.extract.capitals import CALENDAR, after, is_capital, is_function_word
from kg.extract.document import Document, Sentence
from kg.extract.placechoice import Chooser
from kg.extract.placestated import before_region
from kg.extract.placewords import ISSUES, NAME, WORD, place
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, alternation, plural
from kg.model import EntityType, Mention
from kg.text.truecase import is_all_caps, is_headline_case

_NOT_THE_CITY: Final = r"(?! (?:of|government|council|bureau|officials?|hall|plan))"
_NOT_A_NAME: Final = frozenset(
    {
        *("School", "Water", "Court", "Congressional", "Judicial", "Exclusive", "Election", "Federal", "Park"),
        *("Member", "Gulf", "Islamic", "Deep", "Nation", "Secretary", "Steady", "Solid", "United", "The", "One"),
    }
)
# "The Athi River export processing zone": the small words are part of the name.
_ZONE: Final = (
    r"(?:(?:export[- ]processing|special economic|free[- ]trade|free economic|economic|free|bonded"
    r"|industrial development|high-tech(?: industrial)?(?: development)?|economic(?: and technological)? development)"
    r" zone)\b"
)
_IN_STATE: Final = re.compile(r"(?:\b(?:in|of|from|at|across|to|near|and|by|for)|,|['’]s)\s*$")
_SITE: Final = re.compile(r" (?i:plant|factory|mill|site|works|facility|campus|complex)\b")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The regular expressions that the words of the lexicon make."""

    region_end: re.Pattern[str]
    city_end: re.Pattern[str]
    small: tuple[tuple[EntityType, re.Pattern[str]], ...]
    explained: re.Pattern[str]
    listed: re.Pattern[str]
    ending: re.Pattern[str]
    designator: re.Pattern[str]
    region_names: frozenset[str]
    regions: re.Pattern[str]
    fields: frozenset[str]


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> _Patterns:
    def forms(role: str) -> list[str]:
        return [f for e in lexicon.with_role(role) for f in e.forms]

    plurals = [plural(f) for f in forms("region-designator")]
    cities, provinces = alternation(forms("city-designator")), alternation(forms("region-designator"))
    ends = [alternation([*forms(role), *(f.upper() for f in forms(role))]) for role in ("region-suffix", "city-suffix")]
    # "The town of", "the small Swedish town of", "Turkey's town of".
    of = r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)|['’]s) (?:[\w-]+ ){0,3}?(?:%s) of (" + NAME + ")"
    after_name = rf"(?:(?<=[a-z,;] )|^)({WORD}(?: {WORD})?) (?:%s)\b{_NOT_THE_CITY}"
    last = {f.split()[-1] for role in ("region-suffix", "city-suffix") for f in forms(role)}
    of_place = r"(?:(?<=\bin )|(?<=\bnear )|(?<=\bfrom )|(?<=\bof )|(?<=\bin the )|(?<=\bof the )|(?<=, )|(?<=\())"
    small = {*forms("city-designator"), *forms("region-designator"), *plurals}
    return _Patterns(
        ending=re.compile(rf"\b(?:{alternation([*last, *(w.upper() for w in last)])})\b"),
        region_names=frozenset(e.iri for e in lexicon.with_role("region-name")),
        regions=re.compile(rf"{of_place}({alternation(forms('region-name'))})(?![\w-])"),
        fields=frozenset(f.lower() for role in ("agency-topic", "private-modifier") for f in forms(role)),
        designator=re.compile(rf"\b(?:{alternation(small)}|township|zone|{placeunits.WORDS})\b"),
        region_end=re.compile(rf"((?:{WORD} ){{1,4}})({ends[0]})\b"),
        city_end=re.compile(rf"((?:{WORD} ){{1,4}})({ends[1]})\b"),
        small=(
            ("City", re.compile(of % cities)),
            ("City", re.compile(after_name % "city|town|township|village")),
            ("Region", re.compile(of % provinces)),
            (
                "Region",
                re.compile(rf"\b(?:[Tt]he|[Aa]n?) (?:[\w'’-]+ ){{0,2}}(?:[Ss]tates?|[Pp]rovinces?) of ({NAME})"),
            ),
            ("Region", re.compile(rf"(?<=[a-z,;] )({WORD}(?: {WORD}){{0,2}} {_ZONE})")),
        ),
        explained=re.compile(
            rf"({NAME}), (?:a|an|the) (?:[a-z-]+ ){{0,3}}"
            rf"(?:(?:{cities})\b(?=[,.;:)]|$| (?:of|in|on|near|with|that|where|which|and|about|some|outside"
            r"|north|south|east|west|known|located|just|close|under|home|famous|best|whose|governed|run|\d))"
            r"|(district|county|province|prefecture) (?:of|in)\b)"
        ),
        listed=re.compile(
            rf"\b(?:the|four|three|two|five|six) (?:[a-z]+ )?({alternation(plurals)})"
            rf" of ({NAME}(?:, {NAME})*,? and {NAME})"
        ),
    )


def find(
    document: Document, chooser: Chooser, lexicon: Lexicon, known: Sequence[tuple[int, int]]
) -> tuple[Mention, ...]:
    """Return places told by pattern; `known`, names of the gazetteer in reading order, are left to others."""
    gazetteer = chooser.gazetteer
    patterns = _patterns(lexicon)
    found: list[Mention] = []
    for sentence in document.sentences:
        here = known[bisect_left(known, (sentence.start,)) : bisect_left(known, (sentence.end,))]
        suffixed: list[Mention] = []
        if patterns.ending.search(sentence.text):
            suffixed = list(_by_suffix(document, sentence, gazetteer, patterns.region_end))
            found += suffixed
            found += _by_suffix(document, sentence, gazetteer, patterns.city_end, "City")
        found += before_region(document, sentence, chooser, here, suffixed)
        if patterns.designator.search(sentence.text):
            found += placeunits.units(sentence, gazetteer, patterns.fields)
            found += _by_small_word(sentence, gazetteer, patterns)
            found += _explained(sentence, patterns, here)
            found += _listed(sentence, gazetteer, patterns)
        found += placeunits.islands(sentence, gazetteer)
        found += regions.directions(sentence)
        found += regions.regions(sentence, gazetteer, patterns.fields)
        if any(hit.entry in patterns.region_names for hit in sentence.hits):
            found += regions.named_regions(sentence, patterns.regions)
        loose = (
            *towns.seated(sentence, gazetteer),
            *towns.labelled(sentence, gazetteer),
            *towns.lying(sentence, gazetteer),
        )
        if loose:
            spans = [(m.start, m.end) for m in found if m.start >= sentence.start]
            found += [m for m in loose if not any(s < m.end and e > m.start for s, e in spans)]
        found += towns.based(document, sentence, gazetteer, here)
    return (*found, *towns.again(document, found, known))


def _by_suffix(
    document: Document, sentence: Sentence, gazetteer: Gazetteer, ending: re.Pattern[str], kind: EntityType = "Region"
) -> Iterator[Mention]:
    """Yield "Lingang New Area", "BINH DUONG PROVINCE"."""
    loud = is_all_caps(sentence.text)
    for match in ending.finditer(sentence.text):
        words = match.group(1).split()
        inside = match.start() > 0 and not is_headline_case(sentence.text)  # "its New River Valley site"
        while words and (
            (is_function_word(words[0]) and not (words[0] == "New" and inside))
            or words[0].endswith(("'s", "’s"))
            or words[0].rstrip(".") in CALENDAR
        ):
            words = words[1:]
        saint = next((i for i, w in enumerate(words) if w in ("St.", "Mt.", "Ft.")), -1)
        cut = next((i for i in range(len(words) - 1, -1, -1) if words[i].endswith(("'s", "’s", "."))), -1)
        words = words[saint:] if saint >= 0 else words[cut + 1 :]
        if not words or words[-1] in _NOT_A_NAME:
            continue
        if match.group(2) == "Valley" and _SITE.match(sentence.text, match.end()):
            continue  # "the Mill Creek Valley plant" bears a name
        if match.group(2) == "Governorate" and ISSUES.match(sentence.text, match.end()):
            continue
        if match.group(2) == "Region" and not gazetteer.lookup(" ".join(words), "City", "Region"):
            continue
        if match.group(2) == "State" and (
            sentence.kind not in ("prose", "bullet") or not _IN_STATE.search(sentence.text[: match.start()])
        ):
            continue
        if sentence.kind in ("title", "heading") and not loud and len(words) > 1 and is_headline_case(sentence.text):
            known = next((i for i in range(len(words)) if gazetteer.lookup(" ".join(words[i:]), kind)), len(words) - 1)
            words = words[known:]  # "Firm Selects Person County"
        following, gap = after(sentence.text, match.end())
        if gap == " " and is_capital(following) and not loud and sentence.kind in ("prose", "bullet"):
            continue
        tail = match.end() - match.end(1)
        start = sentence.start + match.end(1) - len(" ".join(words)) - 1
        end = sentence.start + match.end(1) + tail
        surface = document.text[start:end]
        linked = gazetteer.lookup(surface, kind) or gazetteer.lookup(" ".join(words), kind)
        if not linked and surface.isupper():
            linked = gazetteer.lookup_any_case(surface, kind)
        yield place((start, end), surface, kind, f"{kind.lower()}-suffix", key=linked[0].key if linked else None)


def _by_small_word(sentence: Sentence, gazetteer: Gazetteer, patterns: _Patterns) -> Iterator[Mention]:
    """Yield what "the town of X", "X city", "the state of X", "X county" name and the gazetteer does not know."""
    for kind, pattern in patterns.small:
        for match in pattern.finditer(sentence.text):
            if match.group(1).endswith(("'s", "’s")) and match.end() > match.end(1):
                continue  # "in Senator Diaz's district"
            name = re.sub(r"^.*['’]s ", "", match.group(1).removesuffix("'s").removesuffix("’s"))
            while " " in name and is_function_word(name.split()[0]):
                name = name.split(" ", 1)[1]
            first = name.split()[0]
            name = name.rstrip(".") if len(name.split()[-1]) > 3 else name
            outer = _region_of(name, match.group(), gazetteer) if kind == "Region" else None
            if outer is not None:
                start = sentence.start + match.start(1) + match.group(1).rindex(name)
                yield place((start, start + len(name)), name, kind, "region-of", key=outer or None)
                continue
            if (
                is_function_word(first)
                or first in CALENDAR
                or gazetteer.lookup(name.rstrip("."))
                or _known_inside(name, gazetteer)
            ):
                continue
            if sentence.text[match.end(1) : match.end(1) + 1] in ("‘", "ʻ"):
                continue  # "Hawaiʻi"
            if gazetteer.country_of_adjective(first) is not None or first in ("City", "Special", "Smart"):
                continue
            start = sentence.start + match.start(1) + match.group(1).rindex(name)
            yield place((start, start + len(name)), name, kind, "place-designator")


def _region_of(name: str, said: str, gazetteer: Gazetteer) -> str | None:
    """Return the key of "the province of Bắc Ninh" if only a city goes by the bare name, "" for none, else None."""
    if not re.search(r"\b(?:state|province) of ", said, re.I) or gazetteer.lookup(name, "Region", "Country"):
        return None
    if not gazetteer.lookup(name, "City"):
        return None
    found = gazetteer.lookup(f"{name} Province", "Region") or gazetteer.lookup(f"{name} State", "Region")
    return found[0].key if found else ""


def _known_inside(name: str, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.lookup(word.rstrip("."), "Country") for word in name.split())


def _explained(sentence: Sentence, patterns: _Patterns, known: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Yield "Kangqiao, a town in Pudong"."""
    for match in patterns.explained.finditer(sentence.text):
        name = match.group(1)
        while " " in name and is_function_word(name.split()[0]):
            name = name.split(" ", 1)[1]
        end = sentence.start + match.end(1)
        start = end - len(name)
        if not is_function_word(name) and (match.group(2) or not any(s < end and e > start for s, e in known)):
            kind = "Region" if match.group(2) else "City"
            yield place((start, end), name, kind, f"{'region' if match.group(2) else 'town'}-explained")


def _listed(sentence: Sentence, gazetteer: Gazetteer, patterns: _Patterns) -> Iterator[Mention]:
    """Yield the regions of "the provinces of Chiang Mai, Chiang Rai and Lamphun"."""
    for match in patterns.listed.finditer(sentence.text):
        for name in re.finditer(NAME, match.group(2)):
            start = sentence.start + match.start(2) + name.start()
            known = gazetteer.lookup(name.group(), "Region")
            key = known[0].key if len(known) == 1 else None
            if key is None and any(k.population > 3_000_000 for k in gazetteer.lookup(name.group(), "City")):
                continue
            yield place((start, start + len(name.group())), name.group(), "Region", "region-listed", key=key)
