"""Places within places, as the text states it: "Pune, Maharashtra", "Foshan's Shunde District", "the state of".

A nesting becomes `partOf` where its types allow it; what lies in the inner place then lies in the outer one, too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.document import Document, Sentence
from kg.extract.placeunits import WORDS
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.geography import Geography
from kg.extract.scene import by_sentence
from kg.lexicon import Lexicon
from kg.model import Entity, Mention

_COMPASS: Final = (
    r"(?:(?:(?:north|south|east|west|central|northern|southern|eastern|western|coastal|upper|lower|mid)[\w-]*"
    r"|neighbou?ring|adjoining|adjacent|nearby|rural)\s+)?"
)
# "Fakfak regency in West Papua", "Gazaria upazila, Munshiganj": the word for its kind may follow the inner place.
_KIND: Final = rf"(?:\s+(?:{WORDS}|city|town|village|municipality|state|island))?"
_SMALL: Final = r"(?:(?!(?:in|of|at|to|and|or|for|on|from|with|by)\s)[a-z][\w-]*\s+){0,4}"
_THE_CITYS: Final = re.compile(r"\b(?:the|that) (city|town|province|state|country|kingdom)['’]s (?:[a-z][\w-]* )*$")
_NOUN_TYPES: Final = {
    "city": "City",
    "town": "City",
    "province": "Region",
    "state": "Region",
    "country": "Country",
    "kingdom": "Country",
}
_DISTRICT: Final = re.compile(r"\b(?:district|county|zone|prefecture|borough|taluk|tehsil)$", re.I)
_ENUMERATES: Final = re.compile(r"\s*,?\s*(?:and|or|&)\s+[A-Z]")
_LISTED: Final = re.compile(r"(?:\s*,\s+[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)*\s*,?\s*(?:and|or|&)\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Nesting:
    """One place stated to lie in another, in a sentence; `where` is the mention of the inner place."""

    inner: Entity
    outer: Entity
    sentence: Sentence
    where: Mention
    rule: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention of a place in a sentence."""

    entity: Entity
    mention: Mention


def nestings(
    document: Document, entities: Sequence[Entity], geography: Geography, lexicon: Lexicon
) -> tuple[Nesting, ...]:
    """Return what the text says of places that lie in places, in reading order."""
    reader = _Reader(document.text, geography, _patterns(lexicon))
    found: dict[tuple[str, str, int], Nesting] = {}
    last: dict[str, Entity] = {}
    mentioned = by_sentence(document, (e for e in entities if e.type in PLACE))
    for sentence in document.sentences:
        spots = _in_order(mentioned.get(sentence.index, ()))
        for nesting in reader.sentence(sentence, spots, last):
            found.setdefault((nesting.inner.id, nesting.outer.id, sentence.index), nesting)
        last |= {s.entity.type: s.entity for s in spots}
    return tuple(found.values())


def _in_order(mentioned: Iterable[tuple[Entity, Mention]]) -> list[Spot]:
    """Return mentions of places in reading order."""
    spots = [Spot(entity, mention) for entity, mention in mentioned]
    return sorted(spots, key=lambda s: (s.mention.start, -s.mention.end, s.entity.id))


def drafts_of(found: Iterable[Nesting]) -> list[Draft]:
    """Return the `partOf` drafts of nestings whose types allow it."""
    return [
        Draft(n.inner.id, "partOf", n.outer.id, n.sentence, n.rule)
        for n in found
        if n.inner.type in ("City", "Region") and n.outer.type in ("Region", "Country")
    ]


def _patterns(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """Return what may stand between two places, made from the lexicon's nouns for places."""
    noun, side = (
        "(?:" + "|".join(map(re.escape, sorted(words, key=lambda n: (-len(n), n)))) + ")"
        for words in (
            {n for f in lexicon.stating("partOf") if (f.role == "place-side") == is_side for n in f.nouns}
            for is_side in (False, True)
        )
    )
    return {
        # "Joinville (SC), Brazil"
        "comma": re.compile(rf"{_KIND}(?:\s*\([A-Z]{{2,3}}\))?\s*,\s+{_COMPASS}"),
        "on": re.compile(r"\s*,?\s+on\s+(?:the\s+(?:[a-z-]+\s+){0,2}(?:island|peninsula)\s+of\s+)?"),
        "near": re.compile(r"\s*,?\s+(?:near|outside|close to|not far from)\s+"),
        "bracket": re.compile(r"\s*\(\s*"),
        "in": re.compile(
            rf"{_KIND}\s*,?\s+(?:located\s+|situated\s+)?in\s+(?:the\s+)?{_COMPASS}"
            rf"(?:(?:[A-Za-z][\w-]*\s+){{0,3}}{noun}\s+of\s+)?(?:the\s+)?"
        ),
        "of": re.compile(
            rf"(?:(?<=[Rr]egion)|(?<=[Dd]istrict)|(?<=[Pp]rovince)|(?<=[Cc]ounty)|\s+(?:{WORDS}|region|state))\s+of\s+(?:the\s+)?"
        ),
        "side": re.compile(
            rf"\s*,?\s+(?:(?:located|situated)\s+)?(?:in|on|at|along)\s+(?:the\s+)?(?:[a-z-]+\s+)?{side}\s+of\s+(?:the\s+)?"
        ),
        "where": re.compile(r"\s*,\s+where\s+[^.;,]{0,80}?\b(?:in|at)\s+"),
        "groups": re.compile(
            rf"\s*,\s+(?:which|that)\s+(?:groups|comprises|includes|covers|spans|encompasses|unites|takes\s+in"
            rf"|consists\s+of|is\s+made\s+up\s+of|brings\s+together)\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}?"
            rf"(?:{noun}s?\s+of\s+|provinces\s+of\s+|counties\s+of\s+|cities\s+of\s+)?(?:the\s+)?"
        ),
        "genitive": re.compile(rf"['’]s\s+{_SMALL}(?:{noun}\s+of\s+(?:the\s+)?)?(?:[A-Z][a-z]+ern\s+)?"),
        "home": re.compile(r"\s*,?\s+(?:which\s+is\s+|is\s+)?home\s+to\s+(?:the\s+(?:city|town|port)\s+of\s+)?"),
        "one-of": re.compile(r"\s*(?:,|--?|–|—|is)\s*(?:[\w-]+\s+){0,3}?one\s+of\s+(?:the\s+)?"),
        "kinds": re.compile(
            rf"['’]s\s+(?:[\w-]+\s+){{1,4}}?(?:{noun}s|cities|counties|jurisdictions|hubs|centres|centers)\b"
        ),
        "titled": re.compile(
            rf"\s*(?:,|\(|--?|–|—)?\s+(?:(?:which|that)\s+is\s+|is\s+)?(?:the\s+|an?\s+)?(?:[\w'-]+\s+){{0,5}}?{noun}\s+"
            rf"(?:in|of|under|on)\s+(?:the\s+)?{_COMPASS}(?:[\w'’-]+\s+){{0,5}}?(?:of\s+)?"
        ),
        "adjective": re.compile(rf"([A-Z][\w-]+)\s+{_SMALL}?{noun}\s+of\s+$"),
        "capital": re.compile(
            r"\s*,\s+(?:the|its)\s+(?:(?:provincial|state|regional)\s+(?:capital|seat)"
            r"|(?:province|state)['’]s\s+(?:capital|[\w-]+\s+city))"
        ),
    }


@dataclass(frozen=True)
class _Reader:
    """Reads the nestings of one article's sentences."""

    text: str
    geography: Geography
    patterns: dict[str, re.Pattern[str]]

    def sentence(self, sentence: Sentence, spots: Sequence[Spot], last: dict[str, Entity]) -> Iterator[Nesting]:
        """Yield the nestings of a sentence; `last` has the places of each type named last before it."""
        for i, a in enumerate(spots):
            yield from self._alone(sentence, spots, a, last)
            following = [s for s in spots[i + 1 :] if s.mention.start >= a.mention.end]
            if following:
                yield from self._pair(sentence, spots[:i], a, following)

    def _alone(self, sentence: Sentence, spots: Sequence[Spot], a: Spot, last: dict[str, Entity]) -> Iterator[Nesting]:
        """Yield what words around one mention say: "the German state of Saxony", "Hefei, the provincial capital"."""
        before = self.text[max(sentence.start, a.mention.start - 60) : a.mention.start]
        adjective = self.patterns["adjective"].search(before)
        country = self.geography.of_adjective(adjective.group(1)) if adjective else None
        if country is not None and self.geography.may_hold(a.entity, country):
            yield Nesting(a.entity, country, sentence, a.mention, "nesting-adjective:apposition")
        if a.entity.type == "City" and self.patterns["capital"].match(self.text, a.mention.end, sentence.end):
            region = self._named_last("Region", spots, a, last)
            if region is not None and self.geography.within(a.entity, region) is not False:
                yield Nesting(a.entity, region, sentence, a.mention, "nesting-capital:apposition")
        genitive = _THE_CITYS.search(before)
        if genitive is not None and not any(
            s.mention.end > a.mention.start - 12 for s in spots if s.mention.start < a.mention.start
        ):
            outer = self._named_last(_NOUN_TYPES[genitive.group(1)], spots, a, last)
            if outer is not None and outer.id != a.entity.id and a.entity.type != "Country":
                yield Nesting(a.entity, outer, sentence, a.mention, "nesting-genitive:possessive")

    def _named_last(self, kind: str, spots: Sequence[Spot], a: Spot, last: dict[str, Entity]) -> Entity | None:
        here = [s.entity for s in spots if s.entity.type == kind and s.mention.start < a.mention.start]
        return here[-1] if here else last.get(kind)

    def _pair(
        self, sentence: Sentence, before: Sequence[Spot], a: Spot, following: Sequence[Spot]
    ) -> Iterator[Nesting]:
        b, c = following[0], following[1] if len(following) > 1 else None
        between = self.text[a.mention.end : b.mention.start]
        if self.patterns["genitive"].fullmatch(between):
            if self.geography.may_hold(b.entity, a.entity) or (b.entity.type == "Region" and a.entity.type == "City"):
                yield Nesting(b.entity, a.entity, sentence, b.mention, "nesting-genitive:possessive")
            return
        if self._is_home(between, a, b, sentence):
            inner, outer = (b, a) if b.entity.type == "City" else (a, b)
            yield Nesting(inner.entity, outer.entity, sentence, inner.mention, "nesting-home:possessive")
            return
        if self.patterns["groups"].fullmatch(between):
            yield from self._grouped(sentence, a, following)
            return
        if self.patterns["where"].fullmatch(between) and b.entity.type == "City":
            # "Ohio, where it runs a plant in Lima"
            if self.geography.may_hold(b.entity, a.entity) and self.geography.within(b.entity, a.entity) is not False:
                yield Nesting(b.entity, a.entity, sentence, b.mention, "nesting-where:possessive")
            return
        if c is not None and self.patterns["near"].fullmatch(between):
            # "Salzgitter, near Hanover in Lower Saxony": the wider place holds both.
            between = self.text[b.mention.end : c.mention.start]
            if self._relation(between, b, c, sentence) and self.geography.may_hold(a.entity, c.entity):
                yield Nesting(a.entity, c.entity, sentence, a.mention, "nesting-near:apposition")
            return
        if c is not None and self.geography.may_hold(c.entity, b.entity):
            # "capital of east China's Zhejiang": the inner one of the two counts.
            b = c if self.patterns["genitive"].fullmatch(self.text[b.mention.end : c.mention.start]) else b
        rule = self._relation(between, a, b, sentence)
        if rule:
            for inner in (a, *self._listed_with(before, a)):
                known = self.geography.within(inner.entity, b.entity)
                if inner is a or (self.geography.may_hold(inner.entity, b.entity) and known is not False):
                    yield Nesting(inner.entity, b.entity, sentence, inner.mention, f"nesting-{rule}:adjacent")

    def _is_home(self, between: str, a: Spot, b: Spot, sentence: Sentence) -> bool:
        """Say whether one is home to the other or one of its: "Saxony, home to Pirna", "one of Peru's states"."""
        if self.patterns["home"].fullmatch(between):
            return b.entity.type == "City" and a.entity.type == "Region" and self.geography.may_hold(b.entity, a.entity)
        one = self.patterns["one-of"].fullmatch(between) and b.entity.type != "City"
        kinds = one and self.patterns["kinds"].match(self.text, b.mention.end, sentence.end)
        return bool(kinds) and self.geography.may_hold(a.entity, b.entity)

    def _grouped(self, sentence: Sentence, outer: Spot, following: Sequence[Spot]) -> Iterator[Nesting]:
        """Yield the members of a region that a relative clause lists."""
        for place, spot in enumerate(following):
            before = following[place - 1].mention.end if place else spot.mention.start
            if not re.fullmatch(r"(?:\s*,)?(?:\s*(?:and|or|&))?\s*", self.text[before : spot.mention.start]):
                return
            if self.geography.may_hold(spot.entity, outer.entity):
                yield Nesting(spot.entity, outer.entity, sentence, spot.mention, "nesting-groups:possessive")

    def _relation(self, between: str, a: Spot, b: Spot, sentence: Sentence) -> str:
        """Return how two neighbouring mentions are nested ("comma", "in", "titled", "bracket"), or ""."""
        two_cities = a.entity.type == b.entity.type == "City" and a.entity.id != b.entity.id
        may_hold = self.geography.may_hold(a.entity, b.entity)
        if self.patterns["titled"].fullmatch(between) and (may_hold or two_cities):
            return "titled"
        if not may_hold:
            return ""
        if self.patterns["in"].fullmatch(between) or (
            b.entity.type == "Region" and self.patterns["on"].fullmatch(between)
        ):
            return "in"
        of = a.entity.type == "Region" and self.patterns["of"].match(self.text, a.mention.end, b.mention.start)
        if of and of.end() == b.mention.start and self.geography.within(a.entity, b.entity) is not False:
            return "in"
        if self.patterns["side"].fullmatch(between) and self.geography.within(a.entity, b.entity) is not False:
            return "side"
        after = self.text[b.mention.end : sentence.end]
        if self.patterns["bracket"].fullmatch(between) and after.lstrip().startswith((")", ",")):
            return "bracket"
        if not self.patterns["comma"].fullmatch(between):
            return ""
        known = self.geography.within(a.entity, b.entity)
        listed = _LISTED if a.entity.type == "Region" else _ENUMERATES
        enumerates = listed.match(after) is not None
        small = (
            _DISTRICT.search(a.mention.name + between.partition(",")[0]) is not None
            and _DISTRICT.search(b.mention.name) is None
        )
        # The gazetteer has all regions and countries but not all towns: only of a town may it be silent.
        return "comma" if known or (not enumerates and (known is None or a.entity.type == "City" or small)) else ""

    def _listed_with(self, before: Sequence[Spot], a: Spot) -> Iterator[Spot]:
        """Yield the places that share an outer one with the last of them: "Boulder and Longmont, Colorado"."""
        right = a
        for left in reversed(before):
            between = self.text[left.mention.end : right.mention.start]
            joined = re.fullmatch(r"\s*,?\s*(?:and|or|&)\s+", between) if right is a else None
            if left.entity.type != a.entity.type or not (
                joined or (right is not a and re.fullmatch(r"\s*,\s*", between))
            ):
                return
            yield left
            right = left
