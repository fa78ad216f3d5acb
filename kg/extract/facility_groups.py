"""Which descriptions of facilities mean the same one, by operator, place, product, ordinal and order of telling."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.extract.document import Document
from kg.extract.facility_family import family_of
from kg.extract.facility_projects import is_other_project, is_same_project
from kg.extract.named_groups import Group, index_of
from kg.extract.naming import company_key, place_key, words
from kg.gazetteer import Gazetteer
from kg.model import PLACES, EntityType, Mention

_NUMBERED: Final = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th another other additional newer".split()
)
_OLD: Final = re.compile(r"\b(?:main|existing|current|old|former|first|original)\b", re.IGNORECASE)
_IS: Final = re.compile(
    r"(?:,? which|,? that)?(?:,[^,.;]{3,60},)? (?:is|was|will be|would be|has become|became|becomes|remains)"
    r"(?: also| now| still| already)? (?:the|an?|one of|its|their|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}['’]s?)\b"
    r"[^,.;]{0,30}"
)
_SITED: Final = re.compile(r"^ (?:in|at|near|outside) [A-Z][\w’'-]*(?:,? [A-Z][\w’'-]*){0,3}")
_PRICED: Final = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥₹]|R|Rs\.?|[A-Z]{3}) ?[\d.,]+(?:[ -]?(?:million|billion|trillion|crore|lakh|mn|bn|m))?"
    r" (?:plant|factory|facility|mill|complex|site|works|project)"
)
_NEXT: Final = re.compile(r"^[^.;]{0,40}\b(?:next to|beside|alongside|adjacent to|across from|not far from) (?:\w+ )?$")
_ONLY: Final = re.compile(r"(?:[\w-]+-)?(?:first|only|sole|largest|biggest|second|third|newest|latest)\b")
_APPOSED: Final = re.compile(r"[^.;]{0,80}?,\s+(?:its|their|the\s+\w+['’]s|[A-Z][\w.-]+['’]s?)\s+")
_CLAUSE: Final = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|said|says|which|where|and|but|after)\b")
_CONVERT: Final = re.compile(r"\b(?:convert|turn|transform|retool|refit)\w*\s[^.;]*$", re.IGNORECASE)
_SUBSIDIARY: Final = re.compile(
    r"(?P<child>[A-Z][\w&.\- ]{1,40}?),? (?:a|the|its)? ?(?:wholly[- ]owned |local |Indian |Chinese |US |U\.S\. )?"
    r"(?:subsidiary|unit|arm|affiliate|division) of (?:the )?(?P<parent>[A-Z][\w&.\-]*(?: [A-Z][\w&.\-]*)*)"
)


@dataclass
class _Known:
    """What is known of one facility so far."""

    mentions: Group
    operators: set[int] = field(default_factory=set)
    places: dict[int, EntityType] = field(default_factory=dict)

    def values(self, key: str) -> set[str]:
        return {v for m in self.mentions for k, v in m.features if k == key}


def facility_groups(
    document: Document, mentions: Sequence[Mention], named: Sequence[Group], gazetteer: Gazetteer | None = None
) -> list[Group]:
    """Group the mentions of facilities; `named` are the groups of places and companies of the article.

    With a gazetteer, a plant in a city and a plant in the region around it may be the same; else they are not.
    """
    world = _World(document, named, gazetteer)
    known: list[_Known] = []
    # A short name may stand before the name that it is short for: names first.
    for mention in sorted(mentions, key=lambda m: (bool(m.feature("alias")), m.start)):
        if not mention.feature("title"):
            world.place(mention, known, headline=False)
    for mention in mentions:
        if mention.feature("title"):
            world.place(mention, known, headline=True)
    return [sorted(k.mentions, key=lambda m: (m.start, m.end)) for k in known]


class _World:
    def __init__(self, document: Document, named: Sequence[Group], gazetteer: Gazetteer | None) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.companies = index_of(named, ("Company",), company_key)
        self.places = index_of(named, tuple(sorted(PLACES)), place_key)
        self.kinds = {i: g[0].type for i, g in enumerate(named)}
        self.keys = {i: next((m.gazetteer for m in g if m.gazetteer), None) for i, g in enumerate(named)}
        self.related = self._subsidiaries()

    def _subsidiaries(self) -> set[frozenset[int]]:
        pairs = set()
        for match in _SUBSIDIARY.finditer(self.document.text):
            child = self.companies.get(company_key(match["child"].rpartition(". ")[2]))
            parent = self.companies.get(company_key(match["parent"]))
            if child is not None and parent is not None:
                pairs.add(frozenset({child, parent}))
        return pairs

    def place(self, mention: Mention, known: list[_Known], *, headline: bool) -> None:
        """Add a mention to the facility that it speaks of, or to the list as a new one."""
        operators = {self.companies.get(company_key(v), -1) for k, v in mention.features if k == "operator"} - {-1}
        places = {
            n: self.kinds[n]
            for k, v in mention.features
            if k == "place" and (n := self.places.get(place_key(v))) is not None
        }
        pointing = mention.feature("predicate") or self._priced(mention, operators, places)
        told = self._told_of(mention, known) if pointing else self._equated(mention, known)
        if told is not None:
            told.mentions.append(mention)
            told.places.update(places)
            return
        alone = self._only_one(mention, operators, places, known)
        if alone is not None:
            alone.mentions.append(mention)
            alone.operators |= operators
            return
        scored = [(self._score(mention, operators, places, k, headline), -i, k) for i, k in enumerate(known)]
        fits = [(s, i, k) for s, i, k in scored if s is not None and s >= 2]
        if fits:
            # The surest; among equals, a headline speaks of the first, running text of the last.
            _, _, home = max(fits, key=lambda f: (f[0], f[1] if headline else -f[1]))
            home.mentions.append(mention)
            home.operators |= operators
            home.places.update(places)
        elif not headline or mention.confidence >= 0.85 or operators or places:
            known.append(_Known([mention], operators, places))

    def _told_of(self, mention: Mention, known: list[_Known]) -> _Known | None:
        """Return the facility that "It is X's first plant in Poland" speaks of: the last, a sentence or two before."""
        here = self.document.sentence_at(mention.start)
        lasts = [(m.start, k) for k in known for m in k.mentions if m.start < mention.start]
        if here is None or not lasts:
            return None
        start, last = max(lasts, key=lambda x: x[0])
        there = self.document.sentence_at(start)
        near = there is not None and here.index - there.index <= 2
        return last if near and there is not None and there.kind == here.kind else None

    def _priced(self, mention: Mention, operators: set[int], places: dict[int, EntityType]) -> bool:
        """Whether a plant is told by its price alone: "The R310-million plant" is the one spoken of."""
        bare = not (operators or places) and mention.feature("determiner") in {"the", "this"}
        return bare and bool(_PRICED.fullmatch(mention.feature("core") or ""))

    def _only_one(
        self, mention: Mention, operators: set[int], places: dict[int, EntityType], known: list[_Known]
    ) -> _Known | None:
        """Return the only plant so far for "the Dafen plant", where nobody knows what Dafen is."""
        named = {v for k, v in mention.features if k == "proper"} and not places
        if not named or mention.form == "name" or mention.feature("determiner") != "the" or len(known) != 1:
            return None
        only = known[0]
        sited = {w for name, n in self.places.items() if n in only.places for w in name.split()}
        firms = {w for name in self.companies for w in name.split()}
        own = {w for v in only.values("proper") for w in words(v)} - sited - firms
        alike = family_of(mention) in {family_of(m) for m in only.mentions}
        agree = not (operators and only.operators) or bool(operators & only.operators)
        return only if alike and agree and not own and all(m.form != "name" for m in only.mentions) else None

    def _equated(self, mention: Mention, known: list[_Known]) -> _Known | None:
        """Return the plant that a phrase says what it is: "the Beacon mill, which is the only plant in Quebec"."""
        here = self.document.sentence_at(mention.start)
        if here is None:
            return None
        before = [(m.end, k) for k in known for m in k.mentions if here.start <= m.start and m.end <= mention.start]
        opening = self.document.text[here.start : mention.start]
        before += [
            (here.start + len(name), k) for k in known for name in k.values("abbreviation") if opening.startswith(name)
        ]
        if not before or mention.form == "name":
            return None
        end, last = max(before, key=lambda x: x[0])
        between = _SITED.sub("", self.document.text[end : mention.start])
        if _ONLY.match(mention.name) and _APPOSED.fullmatch(between) and not _CLAUSE.search(between):
            return last  # "a factory owned by X in Pune, the company's first in India"
        return last if _IS.fullmatch(between) else None

    def _score(
        self, mention: Mention, operators: set[int], places: dict[int, EntityType], known: _Known, headline: bool
    ) -> float | None:
        if any(_called(m) == _called(mention) for m in known.mentions) and mention.form == "name":
            return 9
        if any(is_same_project(mention, m) for m in known.mentions):
            return 9
        alias = mention.feature("alias")
        if alias:
            return 9 if any(m.name == alias for m in known.mentions) else None
        if self._converted(mention, known):
            return 9
        if self._conflict(mention, operators, places, known, headline):
            return None
        elsewhere = bool(places) and bool(known.places) and not set(places) & set(known.places)
        # "The Pune plant" points back; "its Pune plant" may well be told for the first time.
        # A clause that says who built it tells a new thing apart: "the plant that the two put up".
        pointing = mention.feature("determiner") in {"the", "this", "that"} and not mention.feature("restricted")
        points_back = pointing or (not elsewhere and (not operators or bool(operators & known.operators)))
        score = 0.0
        score += 2 * bool(set(places) & set(known.places))
        score += 1 * bool(operators & known.operators)
        score += 1 * bool(self._products(mention) & self._products(*known.mentions))
        score += 1 * bool(mention.feature("head") in known.values("head"))
        score += 1 * (bool(mention.feature("definite")) and points_back)
        score += 2 * headline
        score += 1 * self._both_new(mention, operators, known)
        score -= 3 * (family_of(mention) not in {family_of(m) for m in known.mentions})
        score -= 1 * (bool(operators) and bool(known.operators) and not operators & known.operators)
        score += 2 * (mention.feature("core") in known.values("core") and len(words(mention.feature("core") or "")) > 1)
        score += self._apposed(mention, known)
        # "Its factory in Graz" is hardly the one in Bavaria, even where nobody knows how far they are apart.
        score -= 1 * (elsewhere and not pointing and not headline and not self._maybe_nested(places, known.places))
        return score

    def _conflict(
        self, mention: Mention, operators: set[int], places: dict[int, EntityType], known: _Known, headline: bool
    ) -> bool:
        mine, theirs = family_of(mention), {family_of(m) for m in known.mentions}
        if mine not in theirs and not (headline and (mine == "plant" or "plant" in theirs)):
            return True
        if self._told_apart(mention, known) or is_other_project(mention, known.mentions):
            return True
        number = mention.feature("number")
        if number and known.values("number") - {number}:
            return True
        if self._ordinals_differ(mention, known, headline):
            return True
        compared = mention.feature("compared")
        if compared and compared not in known.values("compared") and not headline:
            return True  # "its older foundry": not the plant spoken of before
        operator_shared = bool(operators & known.operators)
        if operators and known.operators and not operator_shared and not self._kin(operators, known.operators):
            return True
        if self._places_differ(places, known.places, headline=headline) and not (headline and operator_shared):
            return True
        listed = all(m.rule == "facility-row" for m in known.mentions)
        if headline and listed and places and known.places and not set(places) & set(known.places):
            return not self._maybe_nested(places, known.places)  # "X runs plants in A and B" is not what is announced
        if (self._names_differ(mention, known) or self._named_elsewhere(mention, places, known)) and not headline:
            return True
        products, others = self._products(mention), self._products(*known.mentions)
        if products and others and not products & others:
            return True
        if mention.form == "name" and any(m.form == "name" for m in known.mentions):
            same_place = bool(set(places) & set(known.places)) and mention.feature("code") in known.values("code")
            return not (same_place or (number and number in known.values("number")))
        if mention.form == "name" and not headline:
            return not self._taken_up(mention, known)
        return not (headline or mention.feature("definite")) and not self._told_again(mention, operators, places, known)

    def _told_apart(self, mention: Mention, known: _Known) -> bool:
        """Whether one sentence introduces both: "A has run a digital plant since June, and B makes X at its plant"."""
        last = known.mentions[-1]
        if 0 < mention.start - last.end < 80 and _NEXT.search(self.document.text[last.end : mention.start]):
            return True  # "the new hall, next to the soap factory"
        if mention.form == "name" or mention.feature("determiner") in {"the", "this", "that"}:
            return False
        here = self.document.sentence_at(mention.start)
        if (
            here is None
            or here.kind != "prose"
            or not here.start <= last.start < mention.start
            or last.feature("title")
        ):
            return False
        between = self.document.text[last.end : mention.start]
        return not self._apposed(mention, known) and bool(re.search(r"[,;] (?:and|while|but)\b|;", between))

    def _names_differ(self, mention: Mention, known: _Known) -> bool:
        """Whether both have capitalised words of their own ("Flint plant", "Orion plant") and share none."""
        companies = {w for g in (self.companies,) for name in g for w in name.split()}
        mine = {v.lower() for k, v in mention.features if k == "proper"} - companies
        theirs = {v.lower() for v in known.values("proper")} - companies
        places = {v for k, v in mention.features if k == "place"}
        return (
            bool(mine and theirs)
            and not mine & theirs
            and not places & known.values("place")
            and not (places and known.values("place"))
        )

    def _named_elsewhere(self, mention: Mention, places: dict[int, EntityType], known: _Known) -> bool:
        """Whether one has a name of its own ("its Beni Suef complex"), the other another place ("a site in Quesna")."""
        if mention.form == "name" or any(m.form == "name" for m in known.mentions):
            return False
        if mention.feature("determiner") in {"the", "this", "that"} or bool(places) == bool(known.places):
            return False
        firms = {w for name in self.companies for w in name.split()}
        sited = {w for k in (places or known.places) for name, n in self.places.items() if n == k for w in name.split()}
        proper = known.values("proper") if places else {v for k, v in mention.features if k == "proper"}
        own = {w for p in proper for w in words(p)} - firms
        return bool(own) and not own & sited

    def _told_again(self, mention: Mention, operators: set[int], places: dict[int, EntityType], known: _Known) -> bool:
        """Whether an indefinite phrase repeats what was introduced before."""
        if self._apposed(mention, known):
            return True
        if mention.feature("determiner") == "another" or "another" in {
            v for k, v in mention.features if k == "ordinal"
        }:
            return False
        same_operator = bool(operators & known.operators)
        if all(m.feature("title") for m in known.mentions):
            return True
        shared = set(places) & set(known.places)
        if shared and "City" not in {places[n] for n in shared} and not self._both_end_there(mention, known):
            # "A plant in Texas" is told anew in each item of a list; a town hardly gets two unawares.
            return same_operator
        if shared:
            return same_operator or not operators or not known.operators
        return self._both_new(mention, operators, known)

    def _both_end_there(self, mention: Mention, known: _Known) -> bool:
        """Whether both are told of in one paragraph with the same product, as of one plant."""
        here = self.document.sentence_at(mention.start)
        there = self.document.sentence_at(known.mentions[-1].start)
        near = here is not None and there is not None and here.block == there.block
        return near and mention.feature("product") in known.values("product")

    def _both_new(self, mention: Mention, operators: set[int], known: _Known) -> bool:
        """Whether both speak of a new facility of the same operator."""
        new = "new" in {v for k, v in mention.features if k == "ordinal"} and "new" in known.values("ordinal")
        return new and bool(operators & known.operators)

    def _apposed(self, mention: Mention, known: _Known) -> float:
        """Whether a phrase stands in apposition to the facility: "its sixth factory, a site in Binh Duong"."""
        for other in known.mentions:
            between = self.document.text[other.end : mention.start]
            if re.fullmatch(
                r"(?: worldwide| globally| abroad| overseas)?\s*[,–—(-]+\s*(?:an?|the|its)\s+[^,.;]{0,25}", between
            ):
                return 3
        return 0

    def _converted(self, mention: Mention, known: _Known) -> bool:
        """Whether one facility becomes the other: "is converting a former Ford plant into its first car factory"."""
        for other in known.mentions:
            before = self.document.text[max(0, other.start - 40) : other.start]
            between = self.document.text[other.end : mention.start]
            if _CONVERT.search(before) and re.fullmatch(r"[^.;]{0,30}\binto (?:its|an?|the) (?:\w+ ){0,2}", between):
                return True
        return False

    def _taken_up(self, mention: Mention, known: _Known) -> bool:
        """Whether a name takes up a description of the sentence before: "its plant in X … The X Metaplant cost …"."""
        if any(m.form == "name" for m in known.mentions):
            return False
        here, before = self.document.sentence_at(mention.start), self.document.sentence_at(known.mentions[-1].start)
        if here is None or before is None:
            return False
        begins = mention.start - here.start <= 5
        return 0 < here.index - before.index <= 2 and begins and mention.feature("determiner") == "the"

    def _ordinals_differ(self, mention: Mention, known: _Known, headline: bool) -> bool:
        mine = {v for k, v in mention.features if k == "ordinal"}
        theirs = known.values("ordinal")
        if mine & _NUMBERED and theirs & _NUMBERED:
            return not mine & theirs & _NUMBERED
        if mine & _NUMBERED or ("first" in mine and theirs & _NUMBERED):
            introduced = any(not m.feature("title") for m in known.mentions)
            return introduced and not headline and not self._apposed(mention, known)
        old = any(_OLD.search(m.name) for m in known.mentions)
        mine_old = bool(_OLD.search(mention.name))
        if theirs & _NUMBERED and "first" in mine:
            return True
        if "former" in words(mention.name) and not any(
            {"former", "closed"} & set(words(m.name)) for m in known.mentions
        ):
            return not headline
        return ("new" in mine and old and "new" not in theirs) or (mine_old and "new" in theirs and "first" not in mine)

    def _kin(self, one: set[int], other: set[int]) -> bool:
        names = {i: name.split() for name, i in self.companies.items()}
        return any(
            frozenset({a, b}) in self.related
            or names[a][: len(names[b])] == names[b]
            or names[b][: len(names[a])] == names[a]
            for a in one
            for b in other
        )

    def _places_differ(
        self, one: dict[int, EntityType], other: dict[int, EntityType], *, headline: bool = False
    ) -> bool:
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

    def _maybe_nested(self, one: dict[int, EntityType], other: dict[int, EntityType]) -> bool:
        """Whether one of the places is a country or known to lie in one of the others."""
        if "Country" in {*one.values(), *other.values()}:
            return True
        pairs = ((self.keys[a], self.keys[b]) for a in one for b in other)
        return any(a and b and self._nested(a, b) for a, b in pairs)

    def _nested(self, one: str, other: str) -> bool:
        """Whether one place lies in the other, as far as is known."""
        if self.gazetteer is None:
            return one.split("/")[1:2] == other.split("/")[1:2]
        return self.gazetteer.within(one, other) or self.gazetteer.within(other, one)

    def _products(self, *mentions: Mention) -> set[str]:
        general = {"factory", "assembly-plant", "production-base", "production-line", "gigafactory", ""}
        return {m.feature("code") or "" for m in mentions} - general


def _called(mention: Mention) -> tuple[str, ...]:
    """Return the words of a name without the place behind it ("Gary Tin Mill" of "Gary Tin Mill in Indiana")."""
    core = words(mention.feature("core") or "")
    name = words(mention.name)
    return core if len(core) > 1 and name[len(core) : len(core) + 1] == ("in",) else name
