"""A deterministic key for every entity of a record: class, normalised name and what tells it from its namesakes.

Keys never rest on a name alone where names repeat: an agency, plan or facility whose place and owner the article
leaves open gets a key of that article only. Keys are pure functions of one record and the background.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kg import iri
from kg.facts import attribute
from kg.gazetteer import Known
from kg.model import PLACES, Entity, Record
from kg.resolve import names
from kg.resolve.background import Background
from kg.resolve.link import linked

UNKNOWN: Final = "any"
LOCAL: Final = "local"
RANK: Final = {"City": 0, "Region": 1, "Country": 2}
ORDINALS: Final = {
    word: str(number)
    for number, group in enumerate(
        ("second 2nd ii", "third 3rd iii", "fourth 4th iv", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th"), 2
    )
    for word in group.split()
}
# "The first overseas factory" is no other factory than "the overseas factory".
UNTELLING: Final = frozenset(
    """first 1 i no new newest latest existing planned proposed local own main joint major huge giant same period state
    province county district overseas better more most own sprawling big bigger largest""".split()
)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
KINDS_ZH: Final = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:新片区|新区|保税区|开发区|自治区|[区市省县州])$")


def entity_keys(record: Record, background: Background) -> dict[str, str]:
    """Return the key of each entity of a record by its local id; distinct plans and facilities keep distinct keys."""
    return keys_and_features(record, background)[0]


def entity_key(entity: Entity, record: Record, background: Background) -> str:
    """Return the key of one entity of a record."""
    return entity_keys(record, background)[entity.id]


@dataclass(frozen=True, slots=True)
class Features:
    """What tells a bureau, plan or facility from others besides its key; empty where the article does not say.

    `place` is the key of its jurisdiction or site, `sure` tells that the article states it for this very thing.
    """

    place: str = ""
    sure: bool = False
    words: frozenset[str] = frozenset()
    period: str = ""
    kind: str = ""
    number: str = ""
    operators: tuple[str, ...] = ()


def keys_and_features(record: Record, background: Background) -> tuple[dict[str, str], dict[str, Features]]:
    """Return the keys of a record's entities and the features of those that the gazetteer does not know."""
    keys = _Keys(record, background)
    found = keys.apart({entity.id: keys.of(entity) for entity in keys.record.entities})
    return found, keys.features


def forms_of(known: Known) -> tuple[str, ...]:
    """Return the names and adjectives of a place that the gazetteer knows."""
    return known.name, *known.names, *known.names_zh, *known.adjectives


def without_places(name: str, places: Iterable[str], table: names.Equivalents, drop: Iterable[str]) -> frozenset[str]:
    """Return the canonical words of a name but for those of some places' names and other words that tell nothing."""
    forms = [*places]
    forms += [KINDS_ZH.sub("", form) for form in forms if _is_han(form)]
    gone = {"drop", *drop}
    for form in sorted(set(forms), key=lambda f: (-len(f), f)):
        if _is_han(form):
            # Chinese names run together, so they are cut out as text; others fall as words.
            if form in name:
                name = re.sub(re.escape(form) + "(?:市|省)?(?:人民)?", " ", name)
        else:
            gone.update(names.words(form))
    return table.canonical(name) - gone


@lru_cache(maxsize=4)
def agencies_by_words(background: Background) -> Mapping[tuple[str, frozenset[str]], str]:
    """Return the keys of the gazetteer's agencies by the place that they serve and the telling words of their names.

    Words that two agencies of one place share are left out.
    """
    found: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for known in background.gazetteer.agencies():
        place = background.gazetteer.get(known.parent)
        for name in (known.name, *known.names, *known.names_zh):
            words = without_places(name, forms_of(place) if place else (), background.agency, names.TIERS)
            if len(words) > 1:
                found[known.parent, words].add(known.key)
    return {words: keys.pop() for words, keys in found.items() if len(keys) == 1}


class _Keys:
    """The keys of one record's entities, each made once."""

    def __init__(self, record: Record, background: Background) -> None:
        self.record, self.background = linked(record, background.gazetteer), background
        self.entities = {entity.id: entity for entity in self.record.entities}
        self.article = iri.digest(record.article.id)
        self.known = {entity.id: background.known(entity) for entity in self.record.entities}
        self.made: dict[str, str] = {}
        self.open: set[str] = set()
        self.features: dict[str, Features] = {}
        self.objects: dict[tuple[str, str], list[Entity]] = defaultdict(list)
        self.subjects: dict[tuple[str, str], list[Entity]] = defaultdict(list)
        for claim in record.claims:
            if claim.value == "entity" and claim.subject in self.entities and claim.object in self.entities:
                self.objects[claim.subject, claim.predicate].append(self.entities[claim.object])
                self.subjects[claim.object, claim.predicate].append(self.entities[claim.subject])

    def of(self, entity: Entity) -> str:
        """Return an entity's key, distinct or not from those of its neighbours."""
        if entity.id in self.made:
            return self.made[entity.id]
        self.open.add(entity.id)
        known = self.known[entity.id]
        if known is not None:
            key = known.key
        elif entity.type in PLACES:
            key = self.place(entity)
        elif entity.type == "Company":
            key = f"company/{_dashed(names.company(entity.name)) or _dashed(entity.name)}"
        elif entity.type == "Bureau":
            key = self.bureau(entity)
        elif entity.type == "Plan":
            key = self.plan(entity)
        else:
            key = self.facility(entity)
        self.open.discard(entity.id)
        self.made[entity.id] = key
        return key

    def place(self, entity: Entity) -> str:
        kind = entity.type.lower()
        name = _dashed(names.place(entity.name)) or iri.digest(entity.name)
        if entity.type == "Country":
            return f"{kind}/{UNKNOWN}/{name}"
        parents = [e for e in self.objects[entity.id, "partOf"] if e.id not in self.open]
        parent = self.nearest(parents)
        return f"{kind}/{parent.partition('/')[2] if parent else UNKNOWN}/{name}"

    def nearest(self, places: list[Entity]) -> str | None:
        """Return the key of the most specific of some places, the first stated one among equals."""
        keys = [(RANK.get(e.type, 3), self.of(e)) for e in places]
        depth = self.background.gazetteer.parents
        ordered = sorted(enumerate(keys), key=lambda item: (item[1][0], -len(depth(item[1][1])), item[0]))
        return ordered[0][1][1] if ordered else None

    @cached_property
    def country(self) -> str | None:
        """Return the one country in which all linked places of the article lie, or None if there are several."""
        found = set()
        for entity in self.record.entities:
            known = self.known[entity.id] if entity.type in PLACES else None
            country = "country/" + known.key.split("/")[1] if known is not None else ""
            if self.background.gazetteer.get(country) is not None:
                found.add(country)
        return found.pop() if len(found) == 1 else None

    def telling(
        self, entity: Entity, places: list[Entity], *, agency: bool = False, years: bool = False
    ) -> frozenset[str]:
        """Return the words of a name that neither its places nor its class say already."""
        forms: list[str] = []
        for place in places:
            known = self.known[place.id]
            forms += [place.name, *(forms_of(known) if known else ())]
        table = self.background.agency if agency else self.background.subject
        found = without_places(entity.name, forms, table, names.TIERS if agency else UNTELLING - {"first"})
        return frozenset(w for w in found if years or not re.fullmatch(r"(?:19|20)\d\d年?", w))

    def bureau(self, entity: Entity) -> str:
        places = self.objects[entity.id, "jurisdiction"]
        stated = self.nearest(places) or self.seat(entity) or self.governs(entity)
        scope = stated or self.country or f"{LOCAL}/{self.article}"
        telling = self.telling(entity, places, agency=True, years=True)
        self.features[entity.id] = Features(
            place=scope if stated or not scope.startswith(LOCAL) else "", sure=stated is not None, words=telling
        )
        known = agencies_by_words(self.background).get((scope, telling))
        return known or f"bureau/{scope}/{'-'.join(sorted(telling)) or _dashed(entity.name)}"

    def seat(self, entity: Entity) -> str | None:
        """Return the country of the city where the text says that a ministry sits ("the ministry in Rabat")."""
        seats = {seat for m in entity.mentions if (seat := m.feature("seat"))}
        if len(seats) != 1 or "ministry" not in self.background.agency.canonical(entity.name):
            return None
        country = f"country/{seats.pop().split('/')[1]}"
        return country if self.background.gazetteer.get(country) is not None else None

    def governs(self, entity: Entity) -> str | None:
        """Return the place that "the city government" governs where the article speaks of one: no two share a key."""
        told = {m.feature("jurisdiction") for m in entity.mentions if m.feature("head") == "government"} - {None}
        return told.pop() if len(told) == 1 else None

    def plan(self, entity: Entity) -> str:
        issuers = self.objects[entity.id, "issuedBy"]
        stated = self.objects[entity.id, "appliesTo"]
        governed = [p for issuer in issuers for p in self.objects[issuer.id, "jurisdiction"]]
        places = [*stated, *governed]
        scope = self.nearest(stated) or self.nearest(governed) or self.issuer_scope(issuers) or self.country
        period = self.period(entity)
        kind = attribute(self.record.claims, entity.id, "planKind") or "plan"
        telling = self.telling(entity, places)
        self.features[entity.id] = Features(
            place=scope or "", sure=bool(places), words=telling, period=period, kind=kind
        )
        if scope is None or not (telling or period):
            scope = f"{LOCAL}/{self.article}"
        return f"plan/{scope}/{period or 'undated'}/{kind}/{'-'.join(sorted(telling)) or UNKNOWN}"

    def issuer_scope(self, issuers: list[Entity]) -> str | None:
        """Return what stands for the jurisdiction of issuers whose place only the gazetteer knows."""
        keys = sorted(self.of(e) for e in issuers if e.id not in self.open)
        known = [self.background.gazetteer.get(k) for k in keys]
        parents = [k.parent for k in known if k is not None and k.parent]
        return parents[0] if parents else next(iter(keys), None)

    def period(self, entity: Entity) -> str:
        """Return a plan's period in years, from its claims or else from its name; "" if none is stated."""
        start = attribute(self.record.claims, entity.id, "periodStart")
        end = attribute(self.record.claims, entity.id, "periodEnd")
        if not (start or end):
            years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", entity.name)
            start, end = (years[0], years[-1]) if len(years) > 1 else (None, None)
        return f"{(start or '')[:4]}-{(end or '')[:4]}".strip("-") if start or end else ""

    def facility(self, entity: Entity) -> str:
        owners = self.subjects[entity.id, "operates"]
        operators = sorted({self.of(e).partition("/")[2] for e in owners})
        places = self.objects[entity.id, "locatedIn"]
        place = self.nearest(places)
        owned = {w for e in owners for w in names.words(names.company(e.name))}
        around = [e for e in self.entities.values() if e.type in PLACES]
        found = self.telling(entity, [*places, *owners, *around]) - owned - UNTELLING - {"plant"}
        ordinals = sorted({ORDINALS.get(w, w) for w in found if w in ORDINALS or re.fullmatch(r"\d{1,2}", w)})
        telling = sorted(w for w in found if w not in ORDINALS and not re.fullmatch(r"\d{1,2}", w))
        named = any(m.form == "name" for m in entity.mentions) and bool(telling or ordinals)
        self.features[entity.id] = Features(
            place=place or "",
            sure=bool(places),
            words=frozenset(telling),
            kind=attribute(self.record.claims, entity.id, "facilityKind") or "",
            number="-".join(ordinals),
            operators=tuple(operators),
        )
        if not ((operators and place) or (named and (operators or place))):
            return f"facility/{LOCAL}/{self.article}/{'-'.join([*telling, *ordinals]) or UNKNOWN}"
        parts = ("-".join(operators) or UNKNOWN, place or UNKNOWN, "-".join([*telling, *ordinals]) or UNKNOWN)
        return f"facility/{'/'.join(parts)}"

    def apart(self, found: dict[str, str]) -> dict[str, str]:
        """Return keys under which things that the article itself tells apart stay apart.

        All of those that clash get longer keys, since none of them is more likely than another to be the one that
        other articles mean by the short key.
        """
        things = [e for e in self.record.entities if e.type in ("Plan", "Facility") and not self.known[e.id]]
        for widen in (lambda e, _: _dashed(e.name), lambda _, number: f"{self.article}-{number}"):
            clashes = {k for k, n in Counter(found[e.id] for e in things).items() if n > 1}
            for number, entity in enumerate(things, 1):
                if found[entity.id] in clashes:
                    found[entity.id] += "/" + (widen(entity, number) or UNKNOWN)
        return found


def _dashed(text: str) -> str:
    return "-".join(names.words(text))


def _is_han(text: str) -> bool:
    return not text.isascii() and bool(_HAN.search(text))
