"""Which descriptions of facilities mean the same one, by operator, place, product, ordinal and order of telling."""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.facility_family import family_of
from kg.extract.facility_mining import MiningWords
from kg.extract.facility_projects import is_other_project, is_same_project
from kg.extract.facility_retold import (
    Known,
    apposed,
    called,
    converted,
    equated,
    taken_up,
    told_apart,
    told_by_price,
    told_of,
    told_together,
)
from kg.extract.facility_ties import Ties
from kg.extract.named_groups import Group
from kg.extract.naming import words
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import EntityType, Mention

_NUMBERED: Final = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th another other additional newer".split()
)
_OLD: Final = re.compile(r"\b(?:main|existing|current|old|former|first|original)\b", re.IGNORECASE)


def facility_groups(
    document: Document,
    mentions: Sequence[Mention],
    named: Sequence[Group],
    lexicon: Lexicon,
    gazetteer: Gazetteer | None = None,
) -> list[Group]:
    """Group the mentions of facilities; `named` are the groups of places and companies of the article.

    With a gazetteer, a plant in a city and a plant in the region around it may be the same; else they are not.
    """
    grouping = _Grouping(document, Ties(document.text, named, gazetteer), MiningWords.of(lexicon))
    # A short name may stand before the name that it is short for: names first.
    for mention in sorted(mentions, key=lambda m: (bool(m.feature("alias")), m.start)):
        if not mention.feature("title"):
            grouping.place(mention, headline=False)
    for mention in mentions:
        if mention.feature("title"):
            grouping.place(mention, headline=True)
    return [sorted(k.mentions, key=lambda m: (m.start, m.end)) for k in grouping.known]


class _Grouping:
    """The facilities of an article so far, and how a further mention finds the one that it speaks of."""

    def __init__(self, document: Document, ties: Ties, mining: MiningWords) -> None:
        self.document = document
        self.ties = ties
        self.mining = mining
        self.known: list[Known] = []

    def place(self, mention: Mention, *, headline: bool) -> None:
        """Add a mention to the facility that it speaks of, or to the list as a new one."""
        operators, places = self.ties.operators_of(mention), self.ties.places_of(mention)
        known = self.known
        pointing = mention.feature("predicate") or (not (operators or places) and told_by_price(mention))
        told = told_of(self.document, mention, known) if pointing else equated(self.document, mention, known)
        if told is not None:
            told.mentions.append(mention)
            told.places.update(places)
            return
        alone = self._only_one(mention, operators, places)
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
            known.append(Known([mention], operators, places))

    def _only_one(self, mention: Mention, operators: set[int], places: dict[int, EntityType]) -> Known | None:
        """Return the only plant so far for "the Dafen plant", where nobody knows what Dafen is."""
        named = {v for k, v in mention.features if k == "proper"} and not places
        if not named or mention.form == "name" or mention.feature("determiner") != "the" or len(self.known) != 1:
            return None
        only = self.known[0]
        own = {w for v in only.values("proper") for w in words(v)}
        own -= self.ties.words_of_places(only.places) | self.ties.words_of_firms()
        alike = family_of(mention) in {family_of(m) for m in only.mentions}
        agree = not (operators and only.operators) or bool(operators & only.operators)
        return only if alike and agree and not own and all(m.form != "name" for m in only.mentions) else None

    def _score(
        self, mention: Mention, operators: set[int], places: dict[int, EntityType], known: Known, headline: bool
    ) -> float | None:
        if any(called(m) == called(mention) for m in known.mentions) and mention.form == "name":
            return 9
        if any(is_same_project(mention, m, self.mining) for m in known.mentions):
            return 9
        alias = mention.feature("alias")
        if alias:
            return 9 if any(m.name == alias for m in known.mentions) else None
        if converted(self.document, mention, known):
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
        score += 1 * bool(_products(mention) & _products(*known.mentions))
        score += 1 * bool(mention.feature("head") in known.values("head"))
        score += 1 * (bool(mention.feature("definite")) and points_back)
        # "The plant in the state of Saxony", after one in Dresden.
        score += 1 * (pointing and elsewhere and self.ties.around(places, known.places))
        score += 2 * headline
        score += 1 * self._both_new(mention, operators, known)
        score -= 3 * (family_of(mention) not in {family_of(m) for m in known.mentions})
        score -= 1 * (bool(operators) and bool(known.operators) and not operators & known.operators)
        score += 2 * (mention.feature("core") in known.values("core") and len(words(mention.feature("core") or "")) > 1)
        score += 3 * apposed(self.document, mention, known)
        # "Its factory in Graz" is hardly the one in Bavaria, even where nobody knows how far they are apart.
        score -= 1 * (elsewhere and not pointing and not headline and not self.ties.maybe_nested(places, known.places))
        return score

    def _conflict(
        self, mention: Mention, operators: set[int], places: dict[int, EntityType], known: Known, headline: bool
    ) -> bool:
        mine, theirs = family_of(mention), {family_of(m) for m in known.mentions}
        if mine not in theirs and not (headline and (mine == "plant" or "plant" in theirs)):
            return True
        if told_apart(self.document, mention, known) or is_other_project(mention, known.mentions):
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
        if operators and known.operators and not operator_shared and not self.ties.kin(operators, known.operators):
            return True
        if self.ties.apart(places, known.places, headline=headline) and not (headline and operator_shared):
            return True
        listed = all(m.rule == "facility-row" for m in known.mentions)
        if headline and listed and places and known.places and not set(places) & set(known.places):
            # "X runs plants in A and B" is not what is announced.
            return not self.ties.maybe_nested(places, known.places)
        if (self._names_differ(mention, known) or self._named_elsewhere(mention, places, known)) and not headline:
            return True
        products, others = _products(mention), _products(*known.mentions)
        if products and others and not products & others:
            return True
        if mention.form == "name" and any(m.form == "name" for m in known.mentions):
            same_place = bool(set(places) & set(known.places)) and mention.feature("code") in known.values("code")
            return not (same_place or (number and number in known.values("number")))
        if mention.form == "name" and not headline:
            return not taken_up(self.document, mention, known)
        return not (headline or mention.feature("definite")) and not self._told_again(mention, operators, places, known)

    def _names_differ(self, mention: Mention, known: Known) -> bool:
        """Whether both have capitalised words of their own ("Flint plant", "Orion plant") and share none."""
        companies = self.ties.words_of_firms()
        mine = {v.lower() for k, v in mention.features if k == "proper"} - companies
        theirs = {v.lower() for v in known.values("proper")} - companies
        places = {v for k, v in mention.features if k == "place"}
        return (
            bool(mine and theirs)
            and not mine & theirs
            and not places & known.values("place")
            and not (places and known.values("place"))
        )

    def _named_elsewhere(self, mention: Mention, places: dict[int, EntityType], known: Known) -> bool:
        """Whether one has a name of its own ("its Beni Suef complex"), the other another place ("a site in Quesna")."""
        if mention.form == "name" or any(m.form == "name" for m in known.mentions):
            return False
        if mention.feature("determiner") in {"the", "this", "that"} or bool(places) == bool(known.places):
            return False
        proper = known.values("proper") if places else {v for k, v in mention.features if k == "proper"}
        own = {w for p in proper for w in words(p)} - self.ties.words_of_firms()
        return bool(own) and not own & self.ties.words_of_places(places or known.places)

    def _told_again(self, mention: Mention, operators: set[int], places: dict[int, EntityType], known: Known) -> bool:
        """Whether an indefinite phrase repeats what was introduced before."""
        if apposed(self.document, mention, known):
            return True
        if mention.feature("determiner") == "another" or "another" in {
            v for k, v in mention.features if k == "ordinal"
        }:
            return False
        same_operator = bool(operators & known.operators)
        if all(m.feature("title") for m in known.mentions):
            return True
        shared = set(places) & set(known.places)
        if shared and "City" not in {places[n] for n in shared} and not told_together(self.document, mention, known):
            # "A plant in Texas" is told anew in each item of a list; a town hardly gets two unawares.
            return same_operator
        if shared:
            return same_operator or not operators or not known.operators
        return self._both_new(mention, operators, known)

    def _both_new(self, mention: Mention, operators: set[int], known: Known) -> bool:
        """Whether both speak of a new facility of the same operator."""
        new = "new" in {v for k, v in mention.features if k == "ordinal"} and "new" in known.values("ordinal")
        return new and bool(operators & known.operators)

    def _ordinals_differ(self, mention: Mention, known: Known, headline: bool) -> bool:
        mine = {v for k, v in mention.features if k == "ordinal"}
        theirs = known.values("ordinal")
        if mine & _NUMBERED and theirs & _NUMBERED:
            return not mine & theirs & _NUMBERED
        if mine & _NUMBERED or ("first" in mine and theirs & _NUMBERED):
            introduced = any(not m.feature("title") for m in known.mentions)
            return introduced and not headline and not apposed(self.document, mention, known)
        old = any(_OLD.search(m.name) for m in known.mentions)
        mine_old = bool(_OLD.search(mention.name))
        if theirs & _NUMBERED and "first" in mine:
            return True
        if "former" in words(mention.name) and not any(
            {"former", "closed"} & set(words(m.name)) for m in known.mentions
        ):
            return not headline
        return ("new" in mine and old and "new" not in theirs) or (mine_old and "new" in theirs and "first" not in mine)


def _products(*mentions: Mention) -> set[str]:
    """Return what is made there, as far as the words for a plant tell it."""
    general = {"factory", "assembly-plant", "production-base", "production-line", "gigafactory", "mine", ""}
    return {m.feature("code") or "" for m in mentions} - general
