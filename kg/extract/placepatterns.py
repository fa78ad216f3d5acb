"""Places that the words around them tell, known to the gazetteer or not: "Bryan County", "in Ellabell, Georgia"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.capitals import CALENDAR, after, is_capital, is_function_word
from kg.extract.document import Document, Sentence
from kg.extract.placechoice import Chooser
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, plural
from kg.model import EntityType, Mention
from kg.text.truecase import is_all_caps, is_headline_case

_WORD: Final = r"[A-ZÀ-ÝĐ][\w'’-]*\w\.?"
_NAME: Final = (
    rf"(?:(?:St\.|Mt\.|Ft\.|El|La|San|Santa|Los|Las) )?{_WORD}"
    rf"(?: (?:(?:de|del|la|los|upon|on|am|an der|do|da|of) )?{_WORD}){{0,2}}"
)
_NOT_THE_CITY: Final = r"(?! (?:government|council|bureau|officials?|hall|plan))"
_NOT_A_NAME: Final = frozenset(
    {
        *("School", "Water", "Court", "Congressional", "Judicial", "Exclusive", "Election", "Federal", "Park"),
        *("Member", "Gulf", "Islamic", "Deep", "Nation", "Secretary", "Steady", "Solid", "United", "The", "One"),
    }
)
_NO_TOWN: Final = re.compile(
    r"\b(?:Phase|Building|Line|Zone|Park|Plant|Factory|Unit|Block|Lot|Sector|Area|Valley|Road|Street|Avenue|Centre|Center|Campus"
    r"|University|College|Institute|Hub|Estate|Port|Airport|Group|Inc|Corp|Ltd|LLC|Co|Company|Works|Complex|Quarter|Stage|District"
    r"|County|Corridor|Gigafactory|Mill|Island|Industrial|Technology|Business|Region|Province|Province|Township|SEZ)\b"
)
_LEAD: Final = re.compile(
    r"(?:\b(?i:in|at|near|outside|of|from|around|into|to|leaving|between|inside)|\b(?:its|their|our)|['’]s?|\b(?:and|or|&)|[,;:(–—-]|^)\s*$"
)
_SUFFIX_WORDS: Final = frozenset(
    {"County", "Parish", "District", "Province", "Township", "Prefecture", "Zone", "Area", "Region", "Counties"}
)
_STRONG_LEAD: Final = re.compile(
    r"(?:\b(?i:in|at|near|outside|from|around|into|inside)|\b(?:its|their|our)|['’]s)\s*$|^$"
)
_BEFORE_COMMA: Final = re.compile(rf"({_NAME})(, (?:in )?| in (?:the )?| \()$")
_IN_STATE: Final = re.compile(r"(?:\b(?:in|of|from|at|across|to|near|and|by|for)|,|['’]s)\s*$")
_DEGREES: Final = frozenset({"MD", "MA", "PA", "DO", "MS"})
_INTO: Final = re.compile(
    r"\b(?i:in|near|outside|at|from) (?:[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?"
    r"(?:, [A-ZÀ-Ý][\w’'-]+){0,3},? (?:and|or) )?$"
)
_BASED: Final = re.compile(rf"({_NAME})-(?:based|headquartered)\b")
_DIRECTION: Final = re.compile(r"\b((?:North|South)(?:ern|[Ee]astern|[Ww]estern)|Central|Eastern|Western) regions?\b")
_AT: Final = re.compile(r"\b(?:in|at|near|outside) $")
_PLANT_IN: Final = re.compile(
    rf"\b(?:plants?|factory|factories|facility|facilities|mill|fab|gigafactory|site|refinery|smelter|shipyard|workshop"
    r"|works|complex|unit|campus|foundry|brewery|sawmill|forge|production base|assembly line|furnace"
    r"|come up|coming up|be built|being built|erected|under construction"
    r"|headquartered|based|located|headquarters)"
    rf" (?:in|at|near|outside) (?:the (?:town|city|village) of )?({_NAME})"
    r"(?=[,.;)]| (?:by|in|to|and|that|which|will|has|is|was|with|from|on|after|for|next|this|last|as|where|near)\b|$)"
)
_HYPHENED: Final = re.compile(
    r"\b(?:in|at|near|outside|from) ([A-ZÀ-Ý][\w’']+(?:-[A-ZÀ-Ý]?[\w’']+)*"
    r"-(?:sur|sous|en|de|du|des|la|le|les|lès|upon|on|under|am"
    r"|an|in|der|aan|op|next|el|al)-[\w’']+(?:-[\w’']+)*)"
)
_ATTRIBUTION: Final = re.compile(r"(?:according|due|thanks) to $", re.I)


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


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> _Patterns:
    def forms(role: str) -> list[str]:
        return [f for e in lexicon.with_role(role) for f in e.forms]

    plurals = [plural(f) for f in forms("region-designator")]
    cities, regions = _any(forms("city-designator")), _any(forms("region-designator"))
    ends = [_any([*forms(role), *(f.upper() for f in forms(role))]) for role in ("region-suffix", "city-suffix")]
    of = r"\b(?:the|a|an) (?:[a-z-]+ ){0,2}(?:%s) of (" + _NAME + ")"
    after_name = rf"(?:(?<=[a-z,;] )|^)({_WORD}(?: {_WORD})?) (?:%s)\b{_NOT_THE_CITY}"
    last = {f.split()[-1] for role in ("region-suffix", "city-suffix") for f in forms(role)}
    small = {*forms("city-designator"), *forms("region-designator"), *plurals}
    return _Patterns(
        ending=re.compile(rf"\b(?:{_any([*last, *(w.upper() for w in last)])})\b"),
        designator=re.compile(rf"\b(?:{_any(sorted(small))}|province|township)\b"),
        region_end=re.compile(rf"((?:{_WORD} ){{1,4}})({ends[0]})\b"),
        city_end=re.compile(rf"((?:{_WORD} ){{1,4}})({ends[1]})\b"),
        small=(
            ("City", re.compile(of % cities)),
            ("City", re.compile(after_name % "city|town|township|village")),
            ("Region", re.compile(of % regions)),
            ("Region", re.compile(after_name % "county|district|province|prefecture|township")),
        ),
        explained=re.compile(
            rf"({_NAME}), (?:a|an|the) (?:[a-z-]+ ){{0,3}}"
            rf"(?:(?:{cities})\b|(district|county|province|prefecture) (?:of|in)\b)"
        ),
        listed=re.compile(
            rf"\b(?:the|four|three|two|five|six) (?:[a-z]+ )?({_any(plurals)}) of ({_NAME}(?:, {_NAME})*,? and {_NAME})"
        ),
    )


def _any(words: Sequence[str]) -> str:
    """Return an alternation of words, the longest first; of none, what never matches."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def find(
    document: Document, chooser: Chooser, lexicon: Lexicon, known: Sequence[tuple[int, int]]
) -> tuple[Mention, ...]:
    """Return places told by pattern; `known` are the spans of gazetteer names, which are left to others."""
    gazetteer = chooser.gazetteer
    patterns = _patterns(lexicon)
    found: list[Mention] = []
    for sentence in document.sentences:
        here = [(s, e) for s, e in known if sentence.start <= s < sentence.end]
        regions: list[Mention] = []
        if patterns.ending.search(sentence.text):
            regions = list(_by_suffix(document, sentence, gazetteer, patterns.region_end))
            found += regions
            found += _by_suffix(document, sentence, gazetteer, patterns.city_end, "City")
        found += _before_region(document, sentence, chooser, here, regions)
        if patterns.designator.search(sentence.text):
            found += _by_small_word(sentence, gazetteer, patterns)
            found += _explained(sentence, patterns, here)
            found += _listed(sentence, gazetteer, patterns)
        found += _directions(sentence)
        spans = [(m.start, m.end) for m in found if m.start >= sentence.start]
        loose = (*_seated(sentence, gazetteer), *_labelled(sentence, gazetteer))
        found += [m for m in loose if not any(s < m.end and e > m.start for s, e in spans)]
        found += _based(document, sentence, gazetteer, here)
    return tuple(found)


def _by_suffix(
    document: Document, sentence: Sentence, gazetteer: Gazetteer, ending: re.Pattern[str], kind: EntityType = "Region"
) -> Iterator[Mention]:
    """Yield "Lingang New Area", "BINH DUONG PROVINCE"."""
    loud = is_all_caps(sentence.text)
    for match in ending.finditer(sentence.text):
        words = match.group(1).split()
        while words and (
            is_function_word(words[0]) or words[0].endswith(("'s", "’s")) or words[0].rstrip(".") in CALENDAR
        ):
            words = words[1:]
        saint = next((i for i, w in enumerate(words) if w in ("St.", "Mt.", "Ft.")), -1)
        cut = next((i for i in range(len(words) - 1, -1, -1) if words[i].endswith(("'s", "’s", "."))), -1)
        words = words[saint:] if saint >= 0 else words[cut + 1 :]
        if not words or words[-1] in _NOT_A_NAME:
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
        yield _place((start, end), surface, kind, f"{kind.lower()}-suffix", key=linked[0].key if linked else None)


def _by_small_word(sentence: Sentence, gazetteer: Gazetteer, patterns: _Patterns) -> Iterator[Mention]:
    """Yield what "the town of X", "X city", "the state of X", "X county" name and the gazetteer does not know."""
    for kind, pattern in patterns.small:
        for match in pattern.finditer(sentence.text):
            name = re.sub(r"^.*['’]s ", "", match.group(1).removesuffix("'s").removesuffix("’s"))
            first = name.split()[0]
            if is_function_word(first) or first in CALENDAR or gazetteer.lookup(name) or _known_inside(name, gazetteer):
                continue
            if gazetteer.country_of_adjective(first) is not None or first in ("City", "Special", "Smart"):
                continue
            start = sentence.start + match.start(1) + match.group(1).rindex(name)
            name = name.rstrip(".") if len(name.split()[-1]) > 3 else name
            yield _place((start, start + len(name)), name, kind, "place-designator")


def _known_inside(name: str, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.lookup(word, "Country") for word in name.split())


def _before_region(
    document: Document,
    sentence: Sentence,
    chooser: Chooser,
    known: Sequence[tuple[int, int]],
    regions: Sequence[Mention],
) -> Iterator[Mention]:
    """Yield towns that no gazetteer lists, before a comma and their state, province or country."""
    gazetteer = chooser.gazetteer
    told = {(m.start, m.end): m for m in regions}
    for start, end in sorted({*known, *told}):
        if not sentence.start <= start < sentence.end:
            continue
        name = document.text[start:end]
        outer = gazetteer.lookup(name, "Region", "Country")
        if not outer and name.isupper():
            outer = gazetteer.lookup_any_case(name, "Region", "Country")
        region = told.get((start, end))
        within = region.gazetteer if region is not None else chooser.likeliest(outer).key if outer else None
        lead = document.text[sentence.start : start]
        match = _BEFORE_COMMA.search(lead[-80:])
        if not match or not (outer or region is not None):
            continue
        name = match.group(1)
        words = name.split()
        while words and (is_function_word(words[0]) or words[0].endswith(("'s", "’s"))):
            words = words[1:]
        name = " ".join(words)
        begin = start - len(match.group(2)) - len(name)
        before_name = document.text[sentence.start : begin]
        if (
            not words
            or words[-1].rstrip(".") in CALENDAR
            or words[-1].endswith("ly")
            or words[-1].title() in _SUFFIX_WORDS
        ):
            continue
        taken = [(s, e) for s, e in known if s < begin + len(name) and e > begin]
        if taken and not (taken == [(begin, begin + len(name))] and within and _elsewhere(name, within, gazetteer)):
            continue
        local = region is not None or any(k.type == "Region" for k in outer)
        fits = _LEAD.search(before_name) if local else _STRONG_LEAD.search(before_name)
        if not before_name.strip() and not re.match(r"\s*(?:[.,;:|(–—-]|\d|$)", document.text[end : sentence.end]):
            continue
        if match.group(2) != ", " and (not _AT.search(before_name) or name.isupper()):
            continue
        if document.text[start:end] in _DEGREES and not _town_label(sentence, begin):
            continue
        if not fits or _ATTRIBUTION.search(before_name) or not _is_town(name, sentence, begin, gazetteer, local):
            continue
        yield _place((begin, begin + len(name)), name, "City", "town-before-region", within=within)


def _town_label(sentence: Sentence, begin: int) -> bool:
    """Tell whether nothing at an offset is a person's name to the model: "Michelle Tarver, MD" is no town."""
    entities = sentence.parse.ents if sentence.parse is not None else ()
    offset = begin - sentence.start
    return not any(e.label_ == "PERSON" and e.start_char <= offset < e.end_char for e in entities)


def _elsewhere(name: str, within: str, gazetteer: Gazetteer) -> bool:
    """Tell whether the places of this name that the gazetteer knows are all cities of other regions than the stated."""
    return all(k.type == "City" and not gazetteer.within(k.key, within) for k in gazetteer.lookup(name))


def _is_town(name: str, sentence: Sentence, begin: int, gazetteer: Gazetteer, local: bool) -> bool:
    """Tell whether nothing says that the name is an organisation's or a person's."""
    if gazetteer.lookup(name, "Company", "Bureau") or re.search(
        r"\b(?:Inc|Corp|Ltd|LLC|Co|Group|University|College)\b", name
    ):
        return False
    if any(gazetteer.lookup(word, "Company") for word in name.split()[:1]) and not local:
        return False
    if sentence.parse is None:
        return True
    offset = begin - sentence.start
    labels = {e.label_ for e in sentence.parse.ents if e.start_char < offset + len(name) and e.end_char > offset}
    return not (labels & {"PERSON"}) if not local else True


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
            yield _place((start, end), name, kind, f"{'region' if match.group(2) else 'town'}-explained")


def _listed(sentence: Sentence, gazetteer: Gazetteer, patterns: _Patterns) -> Iterator[Mention]:
    """Yield the regions of "the provinces of Chiang Mai, Chiang Rai and Lamphun"."""
    for match in patterns.listed.finditer(sentence.text):
        for name in re.finditer(_NAME, match.group(2)):
            start = sentence.start + match.start(2) + name.start()
            known = gazetteer.lookup(name.group(), "Region")
            key = known[0].key if len(known) == 1 else None
            if key is None and any(k.population > 3_000_000 for k in gazetteer.lookup(name.group(), "City")):
                continue
            yield _place((start, start + len(name.group())), name.group(), "Region", "region-listed", key=key)


def _seated(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield towns that nobody lists where a plant stands or a company sits, and those with a river's name in theirs."""
    if sentence.kind not in ("prose", "bullet"):
        return
    for pattern in (_PLANT_IN, _HYPHENED):
        for match in pattern.finditer(sentence.text):
            name = match.group(1).rstrip(".")
            if name in ("Africa", "Asia", "Europe", "America") or any(
                is_function_word(w) or w.rstrip(".") in CALENDAR or w.isupper() for w in name.split()
            ):
                continue
            if gazetteer.lookup(name) or any(
                gazetteer.lookup(w, "Country", "Region", "Company") or gazetteer.country_of_adjective(w)
                for w in name.split()
            ):
                continue
            if _NO_TOWN.search(name) or _other_entity(sentence, *match.span(1)):
                continue
            start = sentence.start + match.start(1)
            yield _place((start, start + len(name)), name, "City", "town-seated")


def _other_entity(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether the model takes a name for a part of something longer, an event, a date or a product."""
    if sentence.parse is None:
        return False
    overlapping = [e for e in sentence.parse.ents if e.start_char < end and e.end_char > start]
    return any(e.end_char > end + 2 or e.label_ in ("DATE", "EVENT", "PRODUCT", "LAW", "NORP") for e in overlapping)


def _labelled(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield what the model takes for a place after "in" or "near" and what nothing else explains."""
    if sentence.parse is None or sentence.kind not in ("prose", "bullet"):
        return
    for entity in sentence.parse.ents:
        text = entity.text
        if entity.label_ != "GPE" or not re.fullmatch(_NAME, text) or text.isupper() or text.startswith("St."):
            continue
        lead = sentence.text[: entity.start_char]
        following, gap = after(sentence.text, entity.end_char)
        if not _INTO.search(lead[-60:]) or (gap and is_capital(following)):
            continue
        if not gazetteer.lookup(text) and not any(gazetteer.country_of_adjective(w) for w in text.split()):
            start = sentence.start + entity.start_char
            yield _place((start, start + len(text)), text, "City", "town-labelled")


def _directions(sentence: Sentence) -> Iterator[Mention]:
    """Yield "Central region", where a country's parts are named by direction."""
    for match in _DIRECTION.finditer(sentence.text) if " region" in sentence.text else ():
        start, end = sentence.start + match.start(), sentence.start + match.end()
        yield _place((start, end), match.group(), "Region", "region-direction")


def _based(
    document: Document, sentence: Sentence, gazetteer: Gazetteer, known: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield "Gerlingen" of "Gerlingen-based Bosch"."""
    if "-based" not in sentence.text and "-headquartered" not in sentence.text:
        return
    for match in _BASED.finditer(sentence.text):
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        name = match.group(1)
        if (
            any(s < end and e > start for s, e in known)
            or is_function_word(name)
            or (sentence.kind != "prose" and is_headline_case(sentence.text))
        ):
            continue
        if (
            not gazetteer.country_of_adjective(name)
            and not name.isupper()
            and f"{name.lower()}-based" not in document.text
        ):
            yield _place((start, end), match.group(1), "City", "town-based")


def _place(
    span: tuple[int, int], surface: str, kind: str, rule: str, *, key: str | None = None, within: str | None = None
) -> Mention:
    return Mention(
        start=span[0],
        end=span[1],
        type="Region" if kind == "Region" else "City",
        form="name",
        name=re.sub(r"\s+", " ", surface),
        rule=rule,
        confidence=0.85,
        gazetteer=key,
        features=(("within", within),) if within else (),
    )
