"""Towns that no gazetteer lists, told by what stands, sits or lies there: "a plant in X", "north of X"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.capitals import CALENDAR, DIRECTIONS, UPPER, after, is_capital, is_function_word
from kg.extract.document import Document, Sentence
from kg.extract.placewords import CONTINENT, NAME, NO_TOWN, WORD, is_unlisted, place
from kg.gazetteer import Gazetteer
from kg.model import Mention
from kg.text.occurrences import occurrences
from kg.text.truecase import is_headline_case

_OWNED: Final = re.compile(r"['’]s ")
_SITES: Final = frozenset({"plant", "factory", "mill", "works", "foundry", "refinery", "smelter", "shipyard", "site"})
_ROW: Final = re.compile(rf"((?:, {NAME})*),? (?:and|or) (?:in |at |near )?({NAME})")
_ROW_END: Final = re.compile(r"[,.;)]|$| (?:in|by|with|where|which|are|on|for|from|this|last|next|to)\b")
_HEARD: Final = re.compile(rf"\b(?:in|at|near|outside|from|between) (?:{NAME}, )*$")
_PLANTS: Final = re.compile(
    rf"\b(?:plants|factories|mills|fabs|foundries|smelters|refineries|shipyards|facilities|units|sites|works),? "
    rf"(?:in|at|near) (?:{NAME}, )*$"
)
_INTO: Final = re.compile(
    r"\b(?i:in|near|outside|at|from|nearby|bound for|destined for|relocate to|relocated to|moved to) "
    rf"(?:[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?"
    rf"(?:, [{UPPER}][\w’'-]+){{0,3}},? (?:and|or) )?$"
)
_BASED: Final = re.compile(rf"({NAME})-(?:based|headquartered)\b")
_HOME: Final = re.compile(
    r" (?:[a-z-]+ ){0,5}?(?:compan(?:y|ies)|firms?|groups?|[a-z]*makers?|manufacturers?|producers?|suppliers?"
    r"|start-?ups?|developers?|giants?|brands?|conglomerates?|operators?|subsidiary|ventures?)\b| [A-Z]"
)
_FACILITY: Final = (
    r"(?:plants?|factory|factories|facility|facilities|mills?|fabs?|gigafactory|site|refinery|smelters?|shipyards?"
    r"|workshops?|stands?|lies?|sits?"
    r"|(?:steel|iron|glass|brick|paper|chemical|cement|the|its|new|old|engine|tyre) works"
    r"|complex|unit|campus|foundry|brewery|sawmill|forge|production base|assembly line|yards?"
    r"|dockyards?|recycler|tannery|distillery|cannery|depot|kilns?|quarry|halls?|warehouses?|press shop"
    r"|industrial (?:park|estate|zone|area|site)|technology park|Park|Estate|(?:Industrial|Economic|Processing) Zone"
    r"|furnaces?|ovens?)"
)
# What the model calls towns that it does not know, even where plants stand in them.
_OTHERS: Final = frozenset({"DATE", "EVENT", "PRODUCT", "LAW", "NORP"})
_MISTAKEN: Final = frozenset({"DATE", "EVENT", "LAW"})
_ENDS: Final = (
    r"(?=[,.;)]| (?:by|in|to|and|that|which|will|has|is|was|with|from|on|after|for|next|this|last|as|where|near|at"
    r"|smells?|opened|closed|makes?|employs?|until|before|since|when|but|can|would|had|turns?|could|while|again)\b|$)"
)
_PLANT_IN: Final = re.compile(
    rf"\b(?:{_FACILITY}(?: of {WORD}(?: {WORD}){{0,2}}?)?"
    r"|come up|coming up|be built|being built|is building|are building|to build|erected|under construction"
    r"|headquartered|based|located|headquarters|outskirts)"
    rf",? (?:in|at|near|outside) (?:the (?:town|city|village) of )?({NAME}){_ENDS}"
)
# "To move its line from X to the zone", "employs 2,300 people at X".
_MOVED: Final = re.compile(
    rf"\b(?:(?:mov|shift|relocat|transfer)\w* (?:[\w-]+ ){{1,6}}?from|employ\w* (?:[\w,-]+ ){{1,4}}?(?:at|in)"
    r"|(?:open|start|clos|shut|buil|launch)\w* (?:an?|its|the|another|one|two|three) (?:[\w-]+ ){1,4}?at) "
    rf"({NAME}){_ENDS}"
)
# "Announced a cathode factory for X in 2023": a plan for a town.
_FOR: Final = re.compile(
    r"\b(?:announce|plan|propose|promise|pledge|earmark|slate|float|unveil|confirm|approve)[a-z]* "
    r"(?:an?|another|its|the) (?:[\w$€£₹.,%-]+ ){0,6}?"
    r"(?:plant|factory|mill|fab|gigafactory|refinery|smelter|shipyard|foundry|unit) "
    rf"for ({NAME})(?=[,.;)]| (?:in (?:19|20)\d\d|in [A-Z][a-z]+|by|before|after|last|this|next|and|but)\b|$)"
)
_HYPHENED: Final = re.compile(
    rf"\b(?:in|at|near|outside|from) ([{UPPER}][\w’']+(?:-[{UPPER}]?[\w’']+)*"
    r"-(?:sur|sous|en|de|du|des|la|le|les|lès|upon|on|under|am"
    r"|an|in|der|aan|op|next|el|al)-[\w’']+(?:-[\w’']+)*)"
)
# "north of X", "30 km from X".
_OFF: Final = re.compile(
    r"\b(?:(?:north|south|east|west)(?:-?(?:east|west))?|km|kilomet(?:re|er)s?|miles) "
    rf"(?:(?:north|south|east|west)(?:-?(?:east|west))? )?(?:of|from|outside) "
    rf"(?:the (?:town|city|village) of )?({NAME})(?=[,.;)]| (?:in|to|and|that|which|will|has|is|was|by|on|where)\b|$)"
)
# "Adityapur, next door to the steel city of Jamshedpur, …"
_BESIDE: Final = re.compile(
    rf"^({NAME}), (?:next door to|close to|near|just outside|some distance from"
    r"|(?:\S+ )?\d+ (?:km|kilomet\w+|miles)\b|a (?:small |former )?town)"
)
_WATERS: Final = re.compile(
    r"\b(?:Lake|River|Mount|Highway|Interstate|Route|Canal|Strait|Bay|Gulf|Sea|Ocean|Mountains?|Circle|Equator|Border"
    r"|Site|Mine|Terminal|Tower|Hill|Creek|Bridge|Fort|House|Hotel)\b"
)
# "its Lülsdorf site in North Rhine-Westphalia": what modifies a plant that stands in a region is its town.
_MODIFIER: Final = re.compile(
    rf"(?:\b(?:its|their|our|whose)|['’]s?) (?:(?:[a-z]|\d)[\w-]* ){{0,2}}({WORD}) "
    r"(?:site|plant|factory|mill|works|refinery|facility|fab|foundry|shipyard|smelter|complex)"
    rf",? in (?:the (?:state|province|region) of |(?:north|south|east|west|central)\w* )?((?:{WORD})(?: {WORD})?)"
)
_ITS_WORKS: Final = re.compile(
    rf"\b(?:its|their|our|whose) (?:(?:[a-z]|\d)[\w-]* ){{0,2}}({WORD}) "
    r"(?:workshop|mill|works|foundry|shipyard|yard|smelter|sawmill|forge|brewery|dockyard|refinery)\b"
)
_NUMBERED: Final = re.compile(rf"\b(?:in|near|at|outside|to|of) (\d{{1,2}}(?:st|nd|rd|th) of ({WORD})( City)?)")


def lying(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield unlisted towns that distances, a plant's name or a number tell: "north of X", "its X plant in Bavaria"."""
    text = sentence.text
    for match in _OFF.finditer(text):
        name = match[1].rstrip(".")
        if not _WATERS.search(name) and is_unlisted(name, gazetteer):
            start = sentence.start + match.start(1)
            yield place((start, start + len(name)), name, "City", "town-near")
    beside = _BESIDE.match(text) if sentence.kind in ("prose", "bullet") else None
    if beside and not _WATERS.search(beside[1]) and is_unlisted(beside[1].rstrip("."), gazetteer):
        yield place((sentence.start, sentence.start + beside.end(1)), beside[1], "City", "town-near")
    for match in _MODIFIER.finditer(text) if sentence.kind in ("prose", "bullet") else ():
        outer = (match[2], *match[2].split()[:1])
        if not any(gazetteer.lookup(n.rstrip("."), "Region", "Country") for n in outer):
            continue
        if is_unlisted(match[1], gazetteer) and match[1] not in DIRECTIONS and match[1][-1].isalpha():
            yield place(
                (sentence.start + match.start(1), sentence.start + match.end(1)), match[1], "City", "town-of-plant"
            )
    for match in _ITS_WORKS.finditer(text) if sentence.kind in ("prose", "bullet") else ():
        if not is_unlisted(match[1], gazetteer) or match[1] in DIRECTIONS or not match[1][-1].isalpha():
            continue
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        if not _labelled_as(sentence, start, end, "PRODUCT", "NORP", "DATE"):
            yield place((start, end), match[1], "City", "town-of-plant")
    for match in _NUMBERED.finditer(text):
        if match[3] or match[2] not in CALENDAR:
            start, end = sentence.start + match.start(1), sentence.start + match.end(1)
            yield place((start, end), match[1], "City", "town-numbered")


def again(document: Document, told: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Yield the other places where a text names a town or region that it has told once."""
    first = {m.name: m for m in reversed(told) if m.gazetteer is None and len(m.name) > 3 and m.rule != "town-labelled"}
    spans = {*taken, *((m.start, m.end) for m in told)}
    for name, mention in sorted(first.items()):
        forms = {name, name.title()} if name.isupper() else {name}
        for low in sorted(at for form in forms for at in occurrences(form, document.text, before="&-", behind="&-")):
            high = low + len(name)
            inner = {(s, e) for s, e in taken if low <= s and e <= high and e - s < high - low}  # "Springs"
            if any(s < high and e > low for s, e in spans - inner):
                continue
            ahead, gap = after(document.text, high)
            behind = re.search(r"([^\W\d_][\w’'-]*)\s+$", document.text[max(0, low - 40) : low])
            if gap and is_capital(ahead):
                continue
            # "The Abbott Sturgis plant": a firm may stand before the town of its plant.
            apart = ahead in _SITES or not behind or is_function_word(behind[1])
            if not apart and behind and is_capital(behind[1]):
                continue
            yield replace(mention, start=low, end=high, name=document.text[low:high], rule="place-again", features=())


def rows(
    document: Document, cities: Sequence[Mention], taken: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield unlisted towns in a row that begins with a city: "in Felgueiras and Aveleda", "in Yeosu, Daesan, Ulsan"."""
    text = document.text
    for city in cities:
        sentence = document.sentence_at(city.start)
        if sentence is None or sentence.kind not in ("prose", "bullet"):
            continue
        lead = text[max(sentence.start, city.start - 70) : city.start]
        if not _HEARD.search(lead):
            continue
        plants = _PLANTS.search(lead) is not None
        match = _ROW.match(text, city.end, sentence.end)
        if match is None:
            continue
        closed = any(m.start == match.start(2) for m in cities)
        if not closed and not _ROW_END.match(text, match.end(), sentence.end):
            continue
        ends = [(m.start() + match.start(1), m.end() + match.start(1)) for m in re.finditer(NAME, match[1])]
        for start, end in (*ends, match.span(2)):
            name = text[start:end].rstrip(".")
            if any(s < end and e > start for s, e in taken) or not is_unlisted(name, gazetteer):
                continue
            others = ("ORG", "NORP", "PRODUCT", "DATE", *(() if plants and " " not in name else ("PERSON",)))
            if closed or not _labelled_as(sentence, start, end, *others):
                yield place((start, start + len(name)), name, "City", "town-listed")


def _labelled_as(sentence: Sentence, start: int, end: int, *labels: str) -> bool:
    """Tell whether the model gives a stretch of the article one of the labels."""
    return any(e.label_ in labels for e in sentence.entities(start, end))


def seated(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield towns that nobody lists where a plant stands or a company sits, and those with a river's name in theirs."""
    if sentence.kind not in ("prose", "bullet"):
        return
    for pattern in (_PLANT_IN, _MOVED, _HYPHENED, _FOR):
        for match in pattern.finditer(sentence.text):
            name = match.group(1).rstrip(".")
            if CONTINENT.fullmatch(name) or any(
                is_function_word(w) or w.rstrip(".") in CALENDAR or w.isupper() for w in name.split()
            ):
                continue
            if gazetteer.lookup(name) or any(
                gazetteer.lookup(w, "Country", "Region", "Company") or gazetteer.country_of_adjective(w)
                for w in name.split()
            ):
                continue
            if (
                NO_TOWN.search(name)
                or _OWNED.search(name)
                or _other_entity(sentence, *match.span(1), _MISTAKEN if pattern is _PLANT_IN else _OTHERS)
            ):
                continue
            start = sentence.start + match.start(1)
            yield place((start, start + len(name)), name, "City", "town-seated")


def _other_entity(sentence: Sentence, start: int, end: int, labels: frozenset[str]) -> bool:
    """Tell whether the model takes a name for a part of something longer, or gives it one of the labels."""
    around = sentence.entities(sentence.start + start, sentence.start + end)
    return any(e.end_char > end + 2 or e.label_ in labels for e in around)


def labelled(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield what the model takes for a place after "in" or "near" and what nothing else explains."""
    if sentence.parse is None or sentence.kind not in ("prose", "bullet"):
        return
    for entity in sentence.parse.ents:
        text = entity.text
        if (
            entity.label_ != "GPE"
            or CONTINENT.fullmatch(text)
            or not re.fullmatch(NAME, text)
            or text.isupper()
            or text.startswith("St.")
            or any(c.isdigit() for c in text)
        ):
            continue
        lead = sentence.text[: entity.start_char]
        following, gap = after(sentence.text, entity.end_char)
        if NO_TOWN.search(text) or not _INTO.search(lead[-60:]) or (gap and is_capital(following)):
            continue
        if _beside_language(sentence.text, entity.start_char, entity.end_char, gazetteer):
            continue
        if not gazetteer.lookup(text) and not any(gazetteer.country_of_adjective(w) for w in text.split()):
            start = sentence.start + entity.start_char
            yield place((start, start + len(text)), text, "City", "town-labelled")


def _beside_language(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a name is joined to that of a language or people: "in Odia and English"."""
    joined = (
        re.match(r"(?:, | and | or )([A-Z][a-z]+)\b", text[end : end + 30]),
        re.search(r"\b([A-Z][a-z]+)(?:, | and | or )$", text[max(0, start - 30) : start]),
    )
    return any(m is not None and gazetteer.country_of_adjective(m[1]) is not None for m in joined)


def based(
    document: Document, sentence: Sentence, gazetteer: Gazetteer, known: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield "Gerlingen" of "Gerlingen-based Bosch"."""
    if "-based" not in sentence.text and "-headquartered" not in sentence.text:
        return
    for match in _BASED.finditer(sentence.text):
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        name = match.group(1)
        if not sentence.text[: match.start()].strip(" *•–-") and not _HOME.match(sentence.text, match.end()):
            continue  # "Vegetable-based inks passed"
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
            yield place((start, end), match.group(1), "City", "town-based")
