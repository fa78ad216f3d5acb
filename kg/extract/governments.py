"""Governments of places: "Government of Tamil Nadu", "Karnataka government", "Zhejiang Provincial Government".

"The federal government" and "the state government" name one where the text speaks of a single federation or state.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.capitals import is_function_word
from kg.extract.document import Document, Sentence
from kg.extract.placewords import ISSUES
from kg.gazetteer import Gazetteer, Known
from kg.model import Mention

_W: Final = r"[A-ZÀ-ÝĐ][\wÀ-ỹ.-]*"
_SCOPE: Final = (
    "(?:Municipal|Provincial|City|State|District|County|Regional|Federal|Autonomous Region|Town|Union|Central|National)"
)
_PEOPLES: Final = re.compile(
    rf"(?:(?:General [Oo]ffice) of (?:the )?)?((?:{_W} ){{1,4}}?)(?:{_SCOPE} )?People['’]s Government"
    rf"(?: of ({_W}(?: {_W}){{0,2}}))?"
)
_OF: Final = re.compile(
    rf"\b(?:State |Union |Federal |Central |Royal )?[Gg]overnment of (?:the )?"
    rf"({_W}(?: (?:(?:and|of|the) )?{_W}){{0,6}})"
)
_NO_BODY: Final = (
    r"agenc|bod|offic(?:e|es)\b|official|data|bond|debt|depart|secretar|minister|meeting|reshuffle|work report|website"
    r"|portal|funding|grants?\b|procurement"
)
_BEFORE: Final = re.compile(
    rf"({_W}(?: {_W}){{0,3}})(['’]s?)? (?:(?:{_SCOPE}|{_SCOPE.lower()}|own|new|coalition) )?"
    r"([Gg]overnment|[Cc]abinet)\b"
    rf"(?! (?:of|{_NO_BODY}))"
)
# "The Albanese Government": called after who leads it.
_LED: Final = re.compile(rf"\b[Tt]he (?P<name>{_W}(?:[ -]{_W})? Government)\b(?! (?:of|{_NO_BODY}))")
# "The Australian and Tasmanian Governments", "the Quillam, Varnock and Ostley Governments": each one of its own.
_SEVERAL: Final = re.compile(
    rf"(?:{_W}(?: {_W})?(?:, {_W}(?: {_W})?)*),? and (?:the )?{_W}(?: {_W})? (?P<head>[Gg]overnments)\b(?! [A-Z])"
)
_UNPLACED: Final = re.compile(
    r"\b[Tt]he (?P<name>(?:(?P<scope>[Ff]ederal|[Ss]tate|[Pp]rovincial|[Pp]refectural|[Mm]unicipal|city|regional"
    r"|[Cc]entral|national|[Uu]nion) (?:[Gg]overnment|[Cc]abinet)|Government)(?! [A-Z])\b(?:['’]s general office)?)"
    rf"(?! (?:of|{_NO_BODY}))"
    r"(?:,? (?:in|at) (?P<seat>[^\W\d_][\w-]+(?: [A-Z][\w-]+)?))?"
)
_GOVERNORATE: Final = re.compile(rf"((?:{_W} )?{_W}) Governorate\b")
# "Junta de Andalucía", "Xunta de Galicia", "Regione Lombardia".
_ABROAD: Final = re.compile(
    rf"\b(?:Junta|Xunta|Generalitat|Gobierno|Govern|Diputación|Regione|Governo|Gouvernement|Conseil régional)"
    rf" (?:(?:de|del|della|do|da|du|des) (?:la |las |los )?)?({_W}(?: (?:[ye] )?{_W}){{0,3}})"
)
_STATE_TITLE: Final = re.compile(
    r"(?:(?:Federal|People's|Democratic|Islamic|United|Co-operative|Socialist|Federative) )*"
    r"(?:Republic|Kingdom|State|Province|Commonwealth|Union|Sultanate|Federation|City|Municipality) of (?:the )?"
)
_PLACE_ENTRIES: Final = ("country/", "region/", "city/")
_CITY: Final = 100_000
_LOCAL: Final = frozenset({"state", "provincial", "prefectural", "municipal", "city", "regional"})
# Countries whose papers call their government the federal one.
_FEDERATIONS: Final = frozenset(
    f"country/{iso}"
    for iso in ("us", "de", "in", "my", "br", "mx", "ca", "au", "ch", "at", "be", "ng", "pk", "ru", "ae")
)


# "The Centre expects each park to …": what papers of India call its government.
_CENTRE: Final = re.compile(r"\b[Tt]he (Centre)(?= [a-z]|['’]s|,)")
_OTHER_CENTRE: Final = re.compile(r"\b(?!The\b)[A-Z][\w-]+ Centre\b|\bCentre (?:of|for) ")

_PREFECTURES: Final = frozenset({"country/jp", "country/gr"})

_HEADS: Final = re.compile(
    "overnment|abinet|Governorate|unta de|Generalitat|Gobierno|Govern |Diputaci|Regione|Governo |Conseil r"
)


def may_name(text: str) -> bool:
    """Tell whether a sentence has a word for a government in it."""
    return bool(_HEADS.search(text))


def find(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the governments that a sentence names with their place; "the government" alone is no name."""
    text = sentence.text
    for match in _PEOPLES.finditer(text):
        words = match.group(1).split()
        lead = 0
        while words and (is_function_word(words[0]) or words[0].endswith(("'s", "’s"))):
            lead += len(words[0]) + 1
            words = words[1:]
        start = match.start() if match.group().startswith("General") else match.start(1) + lead
        place = _place(" ".join(words), gazetteer) or (_place(match.group(2), gazetteer) if match.group(2) else None)
        end = match.end() if place is not None or match.group(2) is None else match.start(2) - 4
        yield _mention(document, sentence.start + start, sentence.start + end, place)
    for match in _OF.finditer(text):
        name = match.group(1)
        longest = _longest_place(name, gazetteer)
        if longest is not None:
            end = match.start(1) + len(longest[1])
            yield _mention(document, sentence.start + match.start(), sentence.start + end, longest[0])
    for match in _BEFORE.finditer(text):
        words = match.group(1).split()
        if match.group(3) == "Cabinet" and text[: match.start()].endswith(" in "):
            continue  # "the Investing in America Cabinet"
        if match.group(3).lower() == "cabinet" and (match.group(2) or words[-1] == "Union"):
            continue  # "the State Council, China's Cabinet": said of another name
        for i in range(len(words)):
            name = " ".join(words[i:])
            known = _place(name, gazetteer)
            if known is None and not match.group(2):
                known = gazetteer.country_of_adjective(name)
            if known is not None and not (known.type == "City" and known.population < 50_000):
                start = match.start(1) + len(" ".join(words[:i])) + (1 if i else 0)
                yield _mention(document, sentence.start + start, sentence.start + match.end(), known)
                break
    for abroad in _ABROAD.finditer(text):
        longest = _longest_place(abroad[1], gazetteer)
        if longest is not None:
            end = abroad.start(1) + len(longest[1])
            yield _mention(document, sentence.start + abroad.start(), sentence.start + end, longest[0])
    for office in _GOVERNORATE.finditer(text) if "Governorate" in text else ():
        if ISSUES.match(text, office.end()):
            name = office[1].split(" ", 1)[1] if is_function_word(office[1].split()[0]) else office[1]
            start = sentence.start + office.end(1) - len(name)
            yield _mention(document, start, sentence.start + office.end(), _place(name, gazetteer))
    for several in _SEVERAL.finditer(text):
        yield from _each(document, sentence, several, gazetteer)
    for led in _LED.finditer(text):
        start, end = (sentence.start + at for at in led.span("name"))
        first = led["name"].split()[0]
        if gazetteer.country_of_adjective(first) or _place(first, gazetteer) or re.match(_SCOPE, first):
            continue
        yield replace(_mention(document, start, end, None), rule="bureau-government-led")


def _each(document: Document, sentence: Sentence, several: re.Match[str], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the governments that "and" joins before one plural: all of places, or all called after who leads them."""
    opening = several.group().startswith("The ") or sentence.text[: several.start()].endswith("the ")
    parts = []
    for part in re.finditer(rf"{_W}(?: {_W})*", several.group()):
        if part.group() not in ("The", "the"):
            words = part.group().split()
            if part.end() == len(several.group()):
                words = words[:-1]
            name = " ".join(w for w in words if w not in ("The", "the"))
            start = several.start() + part.start() + part.group().index(name)
            parts.append((start, name, several.start() + part.end()))
    places = [gazetteer.country_of_adjective(name) or _place(name, gazetteer) for _, name, _ in parts]
    led = opening and several["head"] == "Governments" and not any(places)
    if not (led or all(places)):
        return
    for (start, name, end), place in zip(parts, places, strict=True):
        one = _mention(document, sentence.start + start, sentence.start + end, place)
        rule = "bureau-government-led" if led else one.rule
        yield replace(one, name=f"{name} {several['head'][:-1]}", rule=rule)


def unplaced(
    document: Document, gazetteer: Gazetteer, homes: frozenset[str], told: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield "the federal government" and "the state government" of the only federation or state spoken of.

    `homes` are the countries and regions of the article, `told` the agencies found. One seated in a city of a state
    ("the state government in Düsseldorf") is that state's.
    """
    spoken = {m.feature("jurisdiction"): m.name for m in reversed(told) if m.feature("head") == "government"}
    here = _Spoken(document, gazetteer, homes)
    for match in _UNPLACED.finditer(document.text) if re.search("overnment|abinet", document.text) else ():
        start, end = match.span("name")
        if any(m.start < end and start < m.end for m in told):
            continue
        seats = gazetteer.lookup(match["seat"], "City") if match["seat"] else ()
        seated = [k.parent for k in seats[:1] if k.parent.startswith("region/")]
        scope = (match["scope"] or "national").lower()
        known = gazetteer.get(seated[0]) if seated and scope == "state" else here.place(scope, start)
        if known is not None:
            mention = _mention(document, start, end, known)
            led = [m.name for m in told if m.rule == "bureau-government-led"]
            full = spoken.get(known.key) or (led[0] if led and scope not in _LOCAL else None)
            features = (*mention.features, ("stands-for", full)) if full else mention.features
            yield replace(mention, rule="bureau-government-unplaced", features=tuple(sorted(features)))
    yield from _centre(document, here, spoken, told)


def _centre(
    document: Document, here: "_Spoken", spoken: dict[str | None, str], told: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield "the Centre" of articles about India in which nothing else is called a centre."""
    matches = list(_CENTRE.finditer(document.text)) if "Centre" in document.text else []
    if not matches or _OTHER_CENTRE.search(document.text):
        return
    known = here.place("national", matches[0].start())
    if known is None or known.key != "country/in":
        return
    full = spoken.get(known.key) or "Government of India"
    for match in matches:
        if not any(m.start < match.end(1) and match.start(1) < m.end for m in told):
            mention = _mention(document, *match.span(1), known)
            features = tuple(sorted((*mention.features, ("stands-for", full))))
            yield replace(mention, rule="bureau-government-unplaced", features=features)


class _Spoken:
    """The places that an article speaks of, to tell whose government one of a level is."""

    def __init__(self, document: Document, gazetteer: Gazetteer, homes: frozenset[str]) -> None:
        self._gazetteer = gazetteer
        self._homes = homes
        self._document = document
        self._told: list[tuple[int, Known]] | None = None

    def place(self, scope: str, offset: int) -> Known | None:
        """Return the place of a level that is meant at an offset: the only one, else one spoken of far more often.

        Of provinces and cities it is the one named last before.
        """
        if scope not in _LOCAL:
            return self._country(scope)
        if scope == "prefectural":
            return self._prefecture(offset)
        kind = "City" if scope in ("municipal", "city") else "Region"
        before = [k for at, k in self._places() if k.type == kind and at < offset]
        if scope == "state":
            before = [k for k in before if k.parent in _FEDERATIONS]
            alone = {k.key for k in before}
            return before[-1] if len(alone) == 1 else None
        return before[-1] if before else None

    def _prefecture(self, offset: int) -> Known | None:
        """Return the prefecture named last before an offset: its capital may bear its name."""
        last = None
        for sentence in self._document.sentences:
            for hit in sentence.hits:
                if hit.start < offset and hit.entry.startswith(_PLACE_ENTRIES):
                    name = self._document.text[hit.start : hit.end]
                    regions = self._gazetteer.lookup(name, "Region") or self._gazetteer.lookup(
                        f"{name} Prefecture", "Region"
                    )
                    last = next((k for k in regions if k.parent in _PREFECTURES), last)
        return last

    def _country(self, scope: str) -> Known | None:
        counts: dict[str, int] = {}
        for _, known in self._places():
            for place in (known, *self._gazetteer.parents(known.key)):
                if place.type == "Country" and place.key in self._homes:
                    counts[place.key] = counts.get(place.key, 0) + 1
        counts = {k: n for k, n in counts.items() if scope != "federal" or k in _FEDERATIONS}
        best = sorted(counts, key=lambda k: (-counts[k], k))
        clear = len(best) == 1 or (len(best) > 1 and counts[best[0]] >= 2 * counts[best[1]])
        return self._gazetteer.get(best[0]) if clear else None

    def _places(self) -> list[tuple[int, Known]]:
        if self._told is None:
            self._told = []
            for sentence in self._document.sentences:
                for hit in sentence.hits:
                    known = self._gazetteer.get(hit.entry) if hit.entry.startswith(_PLACE_ENTRIES) else None
                    if known is not None and (known.type != "City" or known.population >= _CITY):
                        self._told.append((hit.start, known))
        return self._told


def _place(name: str, gazetteer: Gazetteer) -> Known | None:
    name = re.sub(r"\s+(?:Municipal|Provincial|City|State|District|County|Regional|Federal)$", "", name)
    found = gazetteer.lookup(name, "Country", "Region", "City") or gazetteer.countries(name)
    if not found:
        return None
    return min(found, key=lambda k: (k.type == "City" and k.population < 1_000_000, -k.population))


def _longest_place(name: str, gazetteer: Gazetteer) -> tuple[Known, str] | None:
    words = name.split()
    title = _STATE_TITLE.match(name)
    for size in range(len(words), 0, -1):
        lead = " ".join(words[:size])
        united = lead.startswith("United Kingdom of ") and size > 4 and lead.endswith(" Northern Ireland")
        if united and (kingdom := _place("United Kingdom", gazetteer)) is not None:
            return kingdom, lead
        known = _place(lead.rstrip("."), gazetteer)
        if title is not None:  # "Republic of Guinea"; a town may be called Republic.
            known = _place(lead[title.end() :].rstrip("."), gazetteer) if len(lead) > title.end() else None
        if known is not None:
            return known, lead.rstrip(".")
    return None


def _mention(document: Document, start: int, end: int, place: Known | None) -> Mention:
    name = re.sub(r"\s+", " ", document.text[start:end])
    features = [("head", "government")]
    if place is not None:
        features.append(("jurisdiction", place.key))
    return Mention(start, end, "Bureau", "name", name, "bureau-government", 0.9, None, tuple(features))
