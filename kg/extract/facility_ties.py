"""Ties between the firms and the places of an article, which tell its facilities apart: who is whose, what is where."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kg.extract.named_groups import Group, index_of
from kg.extract.naming import company_key, place_key
from kg.gazetteer import Gazetteer
from kg.model import PLACES, EntityType, Mention

_SUBSIDIARY: Final = re.compile(
    r"(?P<child>[A-Z][\w&.\- ]{1,40}?),? (?:a|the|its)? ?(?:wholly[- ]owned |local |Indian |Chinese |US |U\.S\. )?"
    r"(?:subsidiary|unit|arm|affiliate|division) of (?:the )?(?P<parent>[A-Z][\w&.\-]*(?: [A-Z][\w&.\-]*)*)"
)


class Ties:
    """The groups of firms and places of an article by number, which firms are kin and which places lie in which."""

    def __init__(self, text: str, named: Sequence[Group], gazetteer: Gazetteer | None) -> None:
        self.gazetteer = gazetteer
        self.companies = index_of(named, ("Company",), company_key)
        self.places = index_of(named, tuple(sorted(PLACES)), place_key)
        self.kinds = {i: g[0].type for i, g in enumerate(named)}
        self.keys = {i: next((m.gazetteer for m in g if m.gazetteer), None) for i, g in enumerate(named)}
        self.related = self._subsidiaries(text)

    def _subsidiaries(self, text: str) -> set[frozenset[int]]:
        pairs = set()
        for match in _SUBSIDIARY.finditer(text):
            child = self.companies.get(company_key(match["child"].rpartition(". ")[2]))
            parent = self.companies.get(company_key(match["parent"]))
            if child is not None and parent is not None:
                pairs.add(frozenset({child, parent}))
        return pairs

    def operators_of(self, mention: Mention) -> set[int]:
        """Return the firms that a mention of a facility names as its operators."""
        return {self.companies.get(company_key(v), -1) for k, v in mention.features if k == "operator"} - {-1}

    def places_of(self, mention: Mention) -> dict[int, EntityType]:
        """Return the places that a mention of a facility is said to lie in, with their types."""
        return {
            n: self.kinds[n]
            for k, v in mention.features
            if k == "place" and (n := self.places.get(place_key(v))) is not None
        }

    def words_of_firms(self) -> set[str]:
        """Return all words of the article's names of firms."""
        return {w for name in self.companies for w in name.split()}

    def words_of_places(self, numbers: Iterable[int]) -> set[str]:
        """Return all words of the names of some places."""
        wanted = set(numbers)
        return {w for name, n in self.places.items() if n in wanted for w in name.split()}

    def kin(self, one: set[int], other: set[int]) -> bool:
        """Whether a firm of one set is a subsidiary of one of the other, or its name begins as that one's."""
        names = {i: name.split() for name, i in self.companies.items()}
        return any(
            frozenset({a, b}) in self.related
            or names[a][: len(names[b])] == names[b]
            or names[b][: len(names[a])] == names[a]
            for a in one
            for b in other
        )

    def apart(self, one: dict[int, EntityType], other: dict[int, EntityType], *, headline: bool = False) -> bool:
        """Whether two things lie apart; a headline's county may lie in a state that the text names."""
        if not one or not other or set(one) & set(other):
            return False
        for number, kind in one.items():
            for rival, rival_kind in other.items():
                if kind == rival_kind and kind in {"City", "Country"}:
                    return True
                a, b = self.keys[number], self.keys[rival]
                if a and b and not self._nested(a, b):
                    return True
        known = all(self.keys[n] for n in (*one, *other))
        return {"Region"} == set(one.values()) == set(other.values()) and (known or not headline)

    def maybe_nested(self, one: dict[int, EntityType], other: dict[int, EntityType]) -> bool:
        """Whether one of the places is a country or known to lie in one of the others."""
        if "Country" in {*one.values(), *other.values()}:
            return True
        pairs = ((self.keys[a], self.keys[b]) for a in one for b in other)
        return any(a and b and self._nested(a, b) for a, b in pairs)

    def around(self, one: dict[int, EntityType], other: dict[int, EntityType]) -> bool:
        """Whether a region of the one holds a town of the other, as far as is known."""
        pairs = ((self.keys[a], self.keys[b]) for a in one for b in other if (one[a], other[b]) == ("Region", "City"))
        return self.gazetteer is not None and any(a and b and self.gazetteer.within(b, a) for a, b in pairs)

    def _nested(self, one: str, other: str) -> bool:
        """Whether one place lies in the other, as far as is known."""
        if self.gazetteer is None:
            return one.split("/")[1:2] == other.split("/")[1:2]
        return self.gazetteer.within(one, other) or self.gazetteer.within(other, one)
