"""Link entities to the gazetteer by name where the extractor did not, and only where nothing else fits.

A place needs one fitting bearer of its name: in the region or country that the article states for it, else in a
country that the article speaks of, else far bigger than its namesakes. An agency needs its own jurisdiction.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.gazetteer import Gazetteer, Known
from kg.model import PLACES, Entity, Record
from kg.resolve import names
from kg.resolve.names import usual_name

_ORDER: Final = ("Country", "Region", "City")
_BIG: Final = 100_000
_FAR_BIGGER: Final = 5
_KIND_ZH: Final = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:市|省|县|自治区|特别行政区)$")


def linked(record: Record, gazetteer: Gazetteer) -> Record:
    """Return the record with the gazetteer keys that its own statements make certain; given ones stay."""
    if all(_key(e) for e in record.entities) or not record.entities:
        return record
    return replace(record, entities=_Linker(record, gazetteer).run())


class _Linker:
    """One record's entities while keys are found for them, countries first."""

    def __init__(self, record: Record, gazetteer: Gazetteer) -> None:
        self.record, self.gazetteer = record, gazetteer
        self.found = {e.id: key for e in record.entities if (key := _key(e))}
        self.above: dict[str, list[str]] = {}
        for claim in record.claims:
            if claim.predicate in ("partOf", "jurisdiction") and claim.value == "entity":
                self.above.setdefault(claim.subject, []).append(claim.object)

    def run(self) -> tuple[Entity, ...]:
        for kind in _ORDER:
            for entity in self.record.entities:
                if entity.type == kind and entity.id not in self.found:
                    self.note(entity, self.place(entity))
        for entity in self.record.entities:
            if entity.type in ("Bureau", "Company") and entity.id not in self.found:
                self.note(entity, self.agency(entity) if entity.type == "Bureau" else self.company(entity))
        found = self.found
        return tuple(
            replace(e, gazetteer=found[e.id]) if found.get(e.id, e.gazetteer) != e.gazetteer else e
            for e in self.record.entities
        )

    def note(self, entity: Entity, known: Known | None) -> None:
        if known is not None:
            self.found[entity.id] = known.key

    def candidates(self, entity: Entity) -> list[Known]:
        """Return what bears one of an entity's names, the first name that anything bears decides."""
        for name in dict.fromkeys([entity.name, *(m.name for m in entity.mentions if m.form == "name")]):
            for form in _forms(name, entity):
                hits = [*self.gazetteer.lookup(form, entity.type), *_chinese(self.gazetteer, form, entity.type)]
                if hits:
                    return sorted(dict.fromkeys(hits), key=lambda k: (-k.population, k.key))
        return []

    def stated(self, entity: Entity) -> set[str]:
        return {self.found[i] for i in self.above.get(entity.id, ()) if i in self.found}

    def countries(self) -> set[str]:
        """Return the countries that the places linked so far lie in."""
        keys = (k for k in self.found.values() if k.partition("/")[0] in ("city", "region", "country"))
        found = {"country/" + k.split("/")[1] for k in keys}
        return {c for c in found if self.gazetteer.get(c) is not None}

    def place(self, entity: Entity) -> Known | None:
        """Return the one place that fits what is stated above it, then the regions and countries of the article."""
        fits = self.candidates(entity)
        stated = self.stated(entity)
        regions = {k for k in self.found.values() if k.startswith("region/")}
        countries = self.countries()
        for near in (stated, regions, countries):
            some = [k for k in fits if near & {p.key for p in self.gazetteer.parents(k.key)}]
            if some and (len(some) == 1 or _bigger(some)):
                return some[0]
            if near is stated and stated:
                return None  # a namesake elsewhere is not meant
        if fits and (len(fits) == 1 or _bigger(fits)):
            return fits[0] if entity.type != "City" or fits[0].population >= _BIG else None
        return None

    def agency(self, entity: Entity) -> Known | None:
        """Return the one agency of that name in the jurisdiction that the article states or its words tell."""
        fits = self.candidates(entity)
        places = self.stated(entity)
        if not places and not self.above.get(entity.id):
            telling = [k for k in fits if _tells_its_place(entity.name, k, self.gazetteer)]
            if telling or len(self.countries()) != 1:
                return telling[0] if len(telling) == 1 else None
            places = self.countries()
        fits = [k for k in fits if k.parent in places]
        return fits[0] if len(fits) == 1 else None

    def company(self, entity: Entity) -> Known | None:
        """Return the one company of that name."""
        for name in (entity.name, usual_name(entity)):
            for form in _forms(name, entity):
                fits = {*self.gazetteer.lookup(form, "Company"), *_chinese(self.gazetteer, form, "Company")}
                if len(fits) == 1:
                    return fits.pop()
        return None


def _key(entity: Entity) -> str | None:
    return entity.gazetteer or next((m.gazetteer for m in entity.mentions if m.gazetteer), None)


def _forms(name: str, entity: Entity) -> Iterable[str]:
    yield name
    yield re.sub(r"^[Tt]he ", "", name)
    if entity.type in PLACES:
        yield re.sub(r" (?:Province|City|Municipality|State|County)$|^(?:City|State|Province) of ", "", name)
        yield _KIND_ZH.sub("", name)
    elif entity.type == "Company":
        words = name.split()
        while len(words) > 1 and names.folded(words[-1]) in names.LEGAL_FORMS:
            words.pop()
            yield " ".join(words).rstrip(",")


def _bigger(fits: list[Known]) -> bool:
    return fits[0].population >= max(_BIG, _FAR_BIGGER * fits[1].population)


def _tells_its_place(name: str, known: Known, gazetteer: Gazetteer) -> bool:
    """Tell whether a name says whose agency it is; Chinese texts name foreign ministries with their countries."""
    parent = gazetteer.get(known.parent)
    if parent is None:
        return False
    if re.search(r"[\u3400-\u9fff]", name):
        return True
    forms = (parent.name, *parent.names, *parent.adjectives)
    own = {w for form in forms for w in names.words(form)} - names.LINKING
    return bool(own & set(names.words(name)))


@lru_cache(maxsize=4)
def _index(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Return the keys by Chinese name; the gazetteer itself indexes the names that stand in English texts."""
    found: dict[str, list[str]] = {}
    for key in sorted({key for _, key in gazetteer.forms()}):
        known = gazetteer.get(key)
        for name in known.names_zh if known else ():
            found.setdefault(name, []).append(key)
    return found


def _chinese(gazetteer: Gazetteer, name: str, kind: str) -> list[Known]:
    if not re.search(r"[\u3400-\u9fff]", name):
        return []
    found = [gazetteer.get(key) for key in _index(gazetteer).get(name, ())]
    return [known for known in found if known is not None and known.type == kind]
