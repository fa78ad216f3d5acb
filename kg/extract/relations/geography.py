"""What the gazetteer says about the places of one article: whether one lies in another, whose adjective a word is."""

from collections.abc import Iterable

from kg.extract.relations.drafts import PLACE
from kg.gazetteer import Gazetteer
from kg.model import Entity

_RANK = {"City": 0, "Region": 1, "Country": 2}


class Geography:
    """Answers from the gazetteer for the places of one article."""

    def __init__(self, gazetteer: Gazetteer, entities: Iterable[Entity]) -> None:
        self._gazetteer = gazetteer
        self._places = [e for e in entities if e.type in PLACE]
        self._keys = {e.id: self._keys_of(e) for e in self._places}

    def _keys_of(self, entity: Entity) -> frozenset[str]:
        linked = {entity.gazetteer} if entity.gazetteer else {m.gazetteer for m in entity.mentions if m.gazetteer}
        if linked:
            return frozenset(k for k in linked if k)
        names = {entity.name, *(m.name for m in entity.mentions if m.form == "name")}
        return frozenset(k.key for n in names for k in self._gazetteer.lookup(n, entity.type))

    def within(self, inner: Entity, outer: Entity) -> bool | None:
        """Say whether one place lies in another, or None where the gazetteer does not know both."""
        keys, outers = self._keys.get(inner.id, frozenset()), self._keys.get(outer.id, frozenset())
        if not keys or not outers:
            return None
        return any(self._gazetteer.within(a, b) for a in keys for b in outers)

    def may_hold(self, inner: Entity, outer: Entity) -> bool:
        """Say whether places of these types can lie in one another: "City, Region", never "Country, City"."""
        if inner.id == outer.id or outer.type == "City":
            return False
        if inner.type == "Region" and outer.type == "Region":
            return self.within(outer, inner) is not True
        return _RANK[inner.type] < _RANK[outer.type]

    def shares_name(self, city: Entity) -> bool:
        """Say whether a state or province bears a city's name."""
        return bool(self._gazetteer.lookup(city.name, "Region"))

    def of_adjective(self, word: str) -> Entity | None:
        """Return the article's place that an adjective such as "German" belongs to, or None."""
        known = self._gazetteer.country_of_adjective(word)
        if known is None:
            return None
        names = {known.name, *known.names}
        for entity in self._places:
            if known.key in self._keys[entity.id] or names & {entity.name, *(m.name for m in entity.mentions)}:
                return entity
        return None
