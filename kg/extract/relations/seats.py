"""Where companies have their seat and bodies their rule, by the wording of names: "Pune-based X", "India's M"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.geography import Geography
from kg.extract.relations.named_places import of_another, places_in_name
from kg.extract.relations.owners import owner
from kg.extract.scene import SUBJECT, Ref, Scene
from kg.model import Entity

_BASED: Final = re.compile(r"\s*[-–‑ ]\s*(?:based|headquartered)\b(?!\s+(?:in|at|on|out)\b)")
_OF: Final = re.compile(r"\s*(?:\([^)]*\))?,\s+(?:of|from)\s+")
_INITIAL: Final = re.compile(
    r"\s*(?:(?:Founded|Established|Set\s+up|Incorporated|Listed|Started)\s+(?:\w+\s+){1,6}?and\s+)?"
    r"(?:[Bb]ased|[Hh]eadquartered)\s+(?:in|at)\s+(?:the\s+)?"
)
_WHOSE_BODY: Final = re.compile(
    r"(?:['’]s)?\s+(?:[\w&-]+\s+){0,4}?(?:agency|ministry|cabinet|body|board|bureau|authority|office|government|council"
    r"|department|regulator|commission|corporation|arm|watchdog|executive|planner|secretariat)\b",
    re.I,
)
_IN: Final = re.compile(r"\s*(?:\([^)]*\)\s*)?,\s+(?:(?:based|located|headquartered)\s+)?in\s+")
_OF_HOME: Final = re.compile(r"\s+of\s+(?:the\s+)?")
_MAKER_IN: Final = re.compile(
    r"\s*,\s+an?\s+(?:[\w&-]+\s+){0,5}?(?:company|firm|manufacturer|producer|supplier|developer|foundry|assembler"
    r"|builder|start-?up|business|\w*maker)\s+in\s+(?:the\s+)?(?:(?:[\w-]+\s+){1,2}of\s+)?"
)
_OFFICE: Final = r"(?:(?:global|main|corporate|world)\s+)?(?:headquarters|head\s+office|HQ|seat|base)"
# "X is a maker of pumps headquartered in Graz", "X, a family firm with its head office in Graz".
_IS_SEATED: Final = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,|is|was|remains)\s+(?:an?|the|one\s+of)\s+[^.;:]{2,80}?,?\s+"
    rf"(?:headquartered|based|domiciled|seated|with\s+(?:its\s+)?{_OFFICE})\s+(?:in|at)\s+"
    r"(?:the\s+(?:[\w-]+\s+){1,2}of\s+)?"
)
_HAS_MOVED: Final = re.compile(
    rf"\s+(?:has\s+|had\s+)?(?:moved|relocated|transferred|shifted)\s+(?:its|the)\s+{_OFFICE}"
    r"(?:\s+from\s+[^.;,]{2,40})?\s+to\s+"
    r"(?:the\s+(?:[\w-]+\s+){1,2}of\s+)?"
)
_FROM_BASE: Final = re.compile(rf"[Ff]rom\s+its\s+{_OFFICE}\s+in\s+(?:the\s+(?:[\w-]+\s+){{1,2}}of\s+)?")
_NO_SEAT: Final = re.compile(
    r"\b(?:plants?|factor(?:y|ies)|mills?|subsidiary|unit|arm|branch|venture|who|that|which)\b"
)
_PLANT: Final = re.compile(r"\b(?:its|an?|the|plants?|factory|factories|mill|site|facility)\b")
# "Headquartered in Detroit and Midland, Michigan, the company".
_UP_TO_NAME: Final = re.compile(r"(?:\s+and\s+[A-Z][\w'’ -]+)?(?:,\s+[^,]+)?,\s+(?:the\s+)?")
# "Gyeongsan Energy, which makes cathodes at Pohang".
_MAKES_IN: Final = re.compile(
    r"\s*,\s+which\s+(?:makes|produces|builds|manufactures|assembles|refines|smelts|forges|casts|weaves|brews|recycles)"
    r"\s+(?:[\w-]+\s+){1,5}?(?:at|in|near)\s+(?:the\s+(?:[\w-]+\s+){1,2}of\s+)?"
)
# "Sanyi Bearings, in Jixi, Anhui"; "one of more than 200 firms now gathered in Wuhu"; "acquired Sanyi in Wuhu".
_SITED: Final = re.compile(
    r"\s*(?:\([^)]*\))?(?:,\s+in\s+"
    r"|\s+is\s+(?:now\s+)?(?:one\s+)?(?:of|among)\s+(?:[\w,-]+\s+){1,8}?(?:now\s+)?(?:gathered|clustered|concentrated|based)"
    r"\s+in\s+)"
)
_BOUGHT: Final = frozenset({"acquire", "buy", "purchase"})
_LIKE: Final = frozenset({"as", "like", "unlike"})
_NEW_CLAUSE: Final = frozenset({"VERB", "AUX"})


def seats(document: Document, scene: Scene) -> Iterator[Draft]:
    """Yield the seats that names state: a city as `headquarteredIn`, a region or country as `locatedIn`."""
    text, end = document.text, scene.sentence.end
    for place in scene.of(*PLACE):
        match = _BASED.match(text[place.mention.end : end])
        if match is None:
            continue
        city = _city_before(document, scene, place) or place
        company = _based(scene, city, place.mention.end + match.end())
        if company is not None:
            yield seat(company.entity.id, city, scene, "based:adjacent")
    match = _INITIAL.match(text[scene.sentence.start : end])
    if match is not None:
        yield from _initial(scene, text, scene.sentence.start + match.end())
    yield from _at_home(document, scene)
    yield from _described(document, scene)
    for company in scene.of("Company"):
        match = _OF.match(text[company.mention.end : end])
        if match is None or company.mention.form == "anaphor":
            continue
        at = company.mention.end + match.end()
        found = next((p for p in scene.of(*PLACE) if p.mention.start == at), None)
        if found is not None and found.entity.type == "City":
            yield seat(company.entity.id, found, scene, "seat-of:apposition")


def _at_home(document: Document, scene: Scene) -> Iterator[Draft]:
    """Yield where a company is said to be at home: "Brandt Builders of Ohio", "Haichen, a reducer maker in Yantai"."""
    text = document.text
    for company in scene.of("Company"):
        if company.mention.form == "anaphor":
            continue
        place = next((p for p in scene.of(*PLACE) if p.mention.start >= company.mention.end), None)
        if place is None or text[place.mention.end : place.mention.end + 2] in ("'s", "’s"):
            continue
        between = text[company.mention.end : place.mention.start]
        in_town = place.entity.type == "City" and (_SITED.fullmatch(between) or _taken_over(company, between))
        makes = _MAKES_IN.fullmatch(between) and not _PLANT.search(between)
        comes = between == " from " and company.head.dep_ in SUBJECT
        if in_town or makes or comes or _OF_HOME.fullmatch(between) or _MAKER_IN.fullmatch(between):
            yield Draft(company.entity.id, "locatedIn", place.entity.id, scene.sentence, "home:adjacent")


def _taken_over(company: Ref, between: str) -> bool:
    """Say whether a firm is bought in the town right behind it: "acquired SignalChem in Vancouver"."""
    return (
        re.fullmatch(r"(?: \([^)]{1,30}\))? in ", between) is not None
        and company.head.dep_ == "dobj"
        and company.head.head.lemma_ in _BOUGHT
    )


def _described(document: Document, scene: Scene) -> Iterator[Draft]:
    """Yield the seat that a description of a company ends with, that it moved to, or that opens a sentence."""
    text, low = document.text, scene.sentence.start
    companies = scene.of("Company")
    for city in scene.of("City"):
        before = [c for c in companies if c.mention.end <= city.mention.start and c.mention.form != "anaphor"]
        between = text[before[-1].mention.end : city.mention.start] if before else ""
        told = _IS_SEATED.fullmatch(between) and not _NO_SEAT.search(between)
        if before and (told or _HAS_MOVED.fullmatch(between)):
            yield seat(before[-1].entity.id, city, scene, "seat-described:adjacent")
        after = [c for c in companies if text[city.mention.end : c.mention.start] == ", "]
        if after and _FROM_BASE.fullmatch(text[low : city.mention.start]):
            yield seat(after[0].entity.id, city, scene, "seat-initial:apposition")


def _city_before(document: Document, scene: Scene, place: Ref) -> Ref | None:
    """Return the city that a region only tells apart: "a Tulsa, Oklahoma-based maker"."""
    for city in scene.of("City"):
        if document.text[city.mention.end : place.mention.start] == ", ":
            return city
    return None


def _initial(scene: Scene, text: str, at: int) -> Iterator[Draft]:
    """Yield the seat that opens a sentence: "Headquartered in Austin, Texas, X makes …"."""
    place = next((p for p in scene.of(*PLACE) if p.mention.start == at), None)
    if place is None:
        return
    for company in scene.of("Company"):
        between = text[place.mention.end : company.mention.start]
        if company.first > place.last and _UP_TO_NAME.fullmatch(between):
            yield seat(company.entity.id, place, scene, "seat-initial:apposition")
            twin = next((p for p in scene.of("City") if text[place.mention.end : p.mention.start] == " and "), None)
            if twin is not None:
                yield seat(company.entity.id, twin, scene, "seat-initial:apposition")
            return


def seat(company: str, place: Ref, scene: Scene, rule: str) -> Draft:
    """Return the draft of the seat of a company, by its id, and by the type of the place."""
    predicate = "headquarteredIn" if place.entity.type == "City" else "locatedIn"
    return Draft(company, predicate, place.entity.id, scene.sentence, rule)


def _based(scene: Scene, place: Ref, after: int) -> Ref | None:
    """Return whom "X-based" describes: the name that ends its noun phrase, else the one that it is apposed to."""
    companies = scene.of("Company")
    parse = scene.sentence.parse
    assert parse is not None  # a scene with mentions has a parse
    rest = [t for t in parse if scene.sentence.start + t.idx >= after]
    for ref in companies:
        if ref.mention.start < after <= ref.mention.end:
            return ref  # "the Neubiberg-based company", one mention
    stop = len(parse)
    for t in rest:
        if (
            (t.pos_ in _NEW_CLAUSE and t.tag_ not in ("VBN", "VBG"))
            or t.text in (";", ".", ":")
            or t.lower_ in ("of", "for", "in", "with", "to")
        ):
            stop = t.i
            break
        if t.text == ",":
            stop = t.i + 1
            break
    inside = [r for r in companies if r.mention.start >= after and r.first < stop]
    comma = stop < len(parse) and parse[stop - 1].text == "," if stop else False
    if inside:
        return inside[0]
    facility = any(r.mention.start >= after and r.first < stop for r in scene.of("Facility"))
    if facility:
        return None
    before = [r for r in companies if r.last < place.first]
    if before and re.fullmatch(
        r"\s*(?:\([^)]*\))?\s*(?:,|(?:is|was|are)\s+an?\s)\s*(?:an?|the|one)?\s*(?:[\w-]+\s+){0,3}",
        _between(scene, before[-1], place),
    ):
        return before[-1]
    if comma:
        # "Through its Graz-based Sensor Eyes subsidiary, X has": another firm than the one that follows.
        link = parse[stop - 2].head if stop > 1 and parse[stop - 2].dep_ == "pobj" else None
        following = [r for r in companies if r.first == stop and (link is None or link.lower_ in _LIKE)]
        return following[0] if following else None
    return None


def _between(scene: Scene, left: Ref, right: Ref) -> str:
    start = scene.sentence.start
    return scene.sentence.text[left.mention.end - start : right.mention.start - start]


def jurisdictions(document: Document, scene: Scene, places: Sequence[Entity], geography: Geography) -> Iterator[Draft]:
    """Yield over which place a body has its say, where its name or a possessive states it; and where it sits."""
    for bureau in scene.of("Bureau"):
        if bureau.mention.form == "anaphor":
            continue
        yield from _named(document, scene, bureau, places, geography)
        found = owner(document, scene, bureau, *PLACE)
        # "Seoul's Ministry of Trade": the capital stands for the country.
        capital = found is not None and found[0].entity.type == "City" and "inistry" in bureau.mention.name
        another = found is not None and of_another(bureau.mention.name, found[0].entity, geography)
        if found is not None and not (capital or another or _only_seat(bureau, found[0])):
            yield Draft(
                bureau.entity.id, "jurisdiction", found[0].entity.id, scene.sentence, f"jurisdiction:{found[1]}"
            )
        yield from _apposed(document, scene, bureau, places)
        yield from _located(document, scene, bureau)


def _apposed(document: Document, scene: Scene, bureau: Ref, places: Sequence[Entity]) -> Iterator[Draft]:
    """Yield the place whose body an apposition calls it: "the State Council, China's Cabinet"."""
    text, end = document.text, scene.sentence.end
    comma = re.compile(r"(?:\s*\([^)]*\))?,\s+").match(text, bureau.mention.end, end)
    place = next((p for p in scene.of(*PLACE) if comma and p.mention.start == comma.end()), None)
    if place is None or "'s" not in text[place.mention.start : place.mention.end + 2].replace("’", "'"):
        return
    if _WHOSE_BODY.match(text, place.mention.end, end):
        # "InvestPenang, the state's agency": the name tells which state.
        named = [p for p in places if p.type == place.entity.type and p.name in bureau.mention.name]
        meant = named[0] if named and place.mention.form == "anaphor" else place.entity
        yield Draft(bureau.entity.id, "jurisdiction", meant.id, scene.sentence, "jurisdiction:apposition")


def _named(
    document: Document, scene: Scene, bureau: Ref, places: Iterable[Entity], geography: Geography
) -> Iterator[Draft]:
    for place in places_in_name(bureau.mention.name, places, geography):
        yield Draft(bureau.entity.id, "jurisdiction", place.id, scene.sentence, "jurisdiction:name")
    before = document.text[scene.sentence.start : bureau.mention.start].rstrip().rpartition(" ")[2]
    country = geography.of_adjective(before) if before[:1].isupper() else None
    if country is not None:
        yield Draft(bureau.entity.id, "jurisdiction", country.id, scene.sentence, "jurisdiction-adjective:adjacent")


def _only_seat(bureau: Ref, place: Ref) -> bool:
    """Say whether the wording gives only where the body sits ("the ministry in Berlin")."""
    inside = place.inside(bureau)
    return inside and any(t.lower_ in ("in", "at") for t in bureau.head.doc[bureau.first : place.first])


def _located(document: Document, scene: Scene, bureau: Ref) -> Iterator[Draft]:
    match = _IN.match(document.text[bureau.mention.end : scene.sentence.end])
    if match is None:
        yield from _seated(scene, bureau)
        return
    at = bureau.mention.end + match.end()
    place = next((p for p in scene.of(*PLACE) if p.mention.start == at), None)
    rest = document.text[place.mention.end : scene.sentence.end].lstrip()[:1] if place else ""
    if place is not None and rest in (",", ".", ";", ")"):
        yield Draft(bureau.entity.id, "locatedIn", place.entity.id, scene.sentence, "body-in:apposition")


def _seated(scene: Scene, bureau: Ref) -> Iterator[Draft]:
    """Yield the city right after a body or at the end of its name: "the ministry in Prague has"."""
    if bureau.mention.name[:1].islower() and bureau.mention != bureau.entity.mentions[0]:
        return  # "the industry ministry in Prague" may be another than the one named before
    for city in scene.of("City"):
        before = bureau.head.doc[city.first - 1] if city.first else None
        if before is None or before.lower_ != "in" or before.head.i != bureau.head.i:
            continue
        if city.inside(bureau) or city.first == bureau.last + 2:
            yield Draft(bureau.entity.id, "locatedIn", city.entity.id, scene.sentence, "body-in:adjacent")
