"""Which of several places of one name is meant: by what is stated with it, by the rest of the article, by size."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from kg.extract.document import Document
from kg.gazetteer import Gazetteer, Known
from kg.model import EntityType

_STATED = re.compile(
    r"(?:,(?: in)?|\s\(|\s[-–—/]|\sin(?: the (?:state|province) of)?)\s*(?:the )?"
    r"(?:(?:north|south|east|west|central)[a-z]* )?([^\W\d_][^,;()\n]{1,40})"
)
_STATED_AT_LENGTH = re.compile(
    r",\s(?:in\s)?(?:the\s|a\s)?(?:[\w'’-]+\s){0,4}?(?:state|province|region|town|city|county|district|village)"
    r"\s(?:of|in)\s(?:the )?([^\W\d_][^,;()\n]{1,40})"
)
_TOWN_BEFORE = re.compile(r"(?:[A-Z][\w'’.-]+ ){0,2}[A-Z][\w'’.-]+, $")
_STATE_AFTER = re.compile(r"\s(?:state|State|province|Province|region)\b")
_STATE_BEFORE = re.compile(r"\b(?:states?|provinces?|regions?|prefecture|canton|department|governorate) of (?:the )?$")
_BIG: Final = 500_000
_SEAT_BEFORE: Final = re.compile(r"\b(?:[Hh]eadquartered|[Bb]ased|[Hh]eadquarters|(?:[Hh]ead )?[Oo]ffices?) in $")
_BASED_AFTER: Final = re.compile(r"[-–‑ ](?:based|headquartered)\b(?! (?:in|at|on)\b)")
_CITY_AFTER = re.compile(r"\s(?:city|City|municipality)\b|, D\.?C\b|\sD\.C")
_PLACES: Final[tuple[EntityType, ...]] = ("City", "Region", "Country")


@dataclass(frozen=True)
class Chooser:
    """Chooses among places of one name; `homes` are the countries and regions that the article speaks of elsewhere."""

    gazetteer: Gazetteer
    homes: frozenset[str]

    @classmethod
    def of(cls, document: Document, gazetteer: Gazetteer, found: Iterable[Sequence[Known]]) -> "Chooser":
        """Gather the countries and regions that unambiguous names and adjectives point to."""
        homes: set[str] = set()
        ordered = sorted(found, key=lambda c: (len(c) > 1, c[0].key))
        for candidates in ordered:
            first = candidates[0]
            if len(candidates) > 1 and any(_inside(k, candidates, homes, gazetteer) for k in candidates):
                continue
            others = [k for k in candidates if k.type != "City"]
            if len(candidates) == 1 or (not others and first.population > 1_000_000):
                homes.add(first.key)
                if first.type != "City" or first.population > 100_000:
                    homes.update(parent.key for parent in gazetteer.parents(first.key))
            elif len(others) == 1 and others[0].type == "Country":
                homes.add(others[0].key)
        for word in set(re.findall(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", document.text)):
            known = gazetteer.country_of_adjective(word)
            if known is not None:
                homes.add(known.key)
        return cls(gazetteer, frozenset(homes))

    def at_home(self, candidates: Sequence[Known]) -> bool:
        """Tell whether the article speaks of the region or country that one of the places lies in."""
        return any(p.key in self.homes for k in candidates for p in self.gazetteer.parents(k.key))

    def stated_with(
        self, document: Document, start: int, end: int, candidates: Sequence[Known], high: int
    ) -> Known | None:
        """Return the region or country that is stated right beside a name and that one of the places lies in."""
        for stated in (self._after(document.text, end, high), self._before(document.text, start)):
            for outer in stated:
                if any(self.gazetteer.within(k.key, outer.key) for k in candidates):
                    return outer
        return None

    def _after(self, text: str, end: int, high: int) -> list[Known]:
        match = _STATED_AT_LENGTH.match(text, end, min(high, end + 90)) or _STATED.match(text, end, min(high, end + 60))
        return self._longest(match.group(1).split()) if match else []

    def _before(self, text: str, start: int) -> list[Known]:
        match = re.search(
            r"((?:[A-Z][\w.'-]+ ){0,2}[A-Z][\w.'-]+?)['’]s? (?:[a-z-]+ ){0,3}$", text[max(0, start - 60) : start]
        )
        found: list[Known] = []
        if match:
            words = match.group(1).split()
            for i in range(len(words)):
                found += self.gazetteer.lookup(" ".join(words[i:]), "Region", "Country")
        return found

    def _longest(self, words: list[str]) -> list[Known]:
        for size in range(min(4, len(words)), 0, -1):
            name = " ".join(words[:size])
            for form in dict.fromkeys((name, name.rstrip(".'’s-–"), name.rstrip(".") + ".")):
                found = self.gazetteer.lookup(form, "Region", "Country")
                if not found and form.isupper() and len(form) > 3:
                    found = self.gazetteer.lookup_any_case(form, "Region", "Country")
                if found:
                    return list(found)
        return []

    def choose(self, document: Document, start: int, end: int, candidates: Sequence[Known], high: int) -> Known:
        """Return the place that is meant."""
        if len(candidates) == 1:
            return candidates[0]
        text = document.text
        lead = text[max(0, start - 60) : start]
        if _STATE_BEFORE.search(lead):
            candidates = [k for k in candidates if k.type == "Region"] or candidates
        elif _CITY_AFTER.match(text, end):
            candidates = [k for k in candidates if k.type == "City"] or candidates
        elif _STATE_AFTER.match(text, end) or self._after_town(lead) or self._among_regions(text, start, end):
            candidates = [k for k in candidates if k.type == "Region"] or candidates
        elif _SEAT_BEFORE.search(lead) or _BASED_AFTER.match(text, end):
            big = [k for k in candidates if k.type == "City" and k.population >= _BIG]
            candidates = big or candidates  # "New York-based": firms sit in towns
        outer = (*self._after(text, end, high), *self._before(text, start))
        within = [k for k in candidates if any(self.gazetteer.within(k.key, o.key) for o in outer)]
        if within:
            # "Chihuahua, Mexico": a town is what one states a country with.
            return min(within, key=lambda k: (k.type != "City", -k.population, k.key))
        return self.likeliest(candidates)

    def likeliest(self, candidates: Sequence[Known]) -> Known:
        """Return the place that is likeliest meant by the article as a whole."""
        return min(candidates, key=lambda known: self._rank(known, candidates))

    def _after_town(self, lead: str) -> bool:
        """Tell whether a town and a comma stand before the name ("Ellabell, Georgia")."""
        match = _TOWN_BEFORE.search(lead)
        if not match:
            return False
        town = match.group().rstrip(", ")
        return not self.gazetteer.lookup(town.split()[-1], "Country") and not self.gazetteer.lookup(town, "Country")

    def _among_regions(self, text: str, start: int, end: int) -> bool:
        """Tell whether the name stands in a list with a region of the same country ("Ohio, New York and Texas")."""
        words_after = re.match(r",? (?:and |or )?([A-Z][\w.]+(?: [A-Z][\w.]+)?)", text[end : end + 40])
        words_before = re.search(r"([A-Z][\w.]+(?: [A-Z][\w.]+)?),? (?:and |or )?$", text[max(0, start - 40) : start])
        for match in (words_after, words_before):
            if match:
                first, _, second = match.group(1).partition(" ")
                for name in (match.group(1), first, second):
                    found = self.gazetteer.lookup(name, *_PLACES) if name else ()
                    if found and all(k.type == "Region" for k in found):
                        return True
        return False

    def _rank(self, known: Known, candidates: Sequence[Known]) -> tuple[bool, int, int, str]:
        here = known.key in self.homes or _inside(known, candidates, self.homes, self.gazetteer)
        states = sum(home.startswith("region/us/") for home in self.homes)
        if known.type == "Country":
            order = 0
        elif known.lesser:
            order = 5
        elif known.type == "Region":
            # "New York" beside other states is the state.
            order = (
                1
                if known.parent in ("country/cn", "country/ca") or (known.key.startswith("region/us/") and states > 1)
                else 3
            )
        else:
            order = 2 if known.population >= _BIG else 4
        return (not here, order, -known.population, known.key)


def _inside(known: Known, candidates: Sequence[Known], homes: AbstractSet[str], gazetteer: Gazetteer) -> bool:
    """Tell whether an article speaks of what a place lies in; for a town that a country shares its name with, of the
    region that it lies in: an article about Mali may speak of China, where a Mali lies."""
    parents = gazetteer.parents(known.key)
    shared = known.type == "City" and any(k.type == "Country" for k in candidates)
    return any(p.key in homes for p in (parents[:1] if shared else parents))
