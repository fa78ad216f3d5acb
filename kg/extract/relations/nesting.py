"""Places within places, as the text states it: "Pune, Maharashtra", "Foshan's Shunde District", "the state of".

A nesting becomes `partOf` where its types allow it; what lies in the inner place then lies in the outer one, too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.document import Document, Sentence
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.geography import Geography
from kg.lexicon import Lexicon
from kg.model import Entity, Mention

_COMPASS: Final = r"(?:(?:north|south|east|west|central|northern|southern|eastern|western|coastal|upper|lower|mid)[\w-]*\s+)?"
_SMALL: Final = r"(?:[a-z][\w-]*\s+){0,4}"
_ENUMERATES: Final = re.compile(r"\s*,?\s*(?:and|or|&)\s|\s*,\s*$|\s*;?\s*$")


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
    patterns = _Patterns(lexicon)
    found: dict[tuple[str, str, int], Nesting] = {}
    last_region: Entity | None = None
    for sentence in document.sentences:
        spots = spots_in(sentence, entities)
        for nesting in _in_sentence(document, sentence, spots, geography, patterns, last_region):
            found.setdefault((nesting.inner.id, nesting.outer.id, sentence.index), nesting)
        regions = [s.entity for s in spots if s.entity.type == "Region"]
        last_region = regions[-1] if regions else last_region
    return tuple(found.values())


def spots_in(sentence: Sentence, entities: Iterable[Entity]) -> list[Spot]:
    """Return the mentions of places in a sentence, in reading order."""
    spots = [
        Spot(e, m) for e in entities if e.type in PLACE for m in e.mentions if sentence.start <= m.start < sentence.end
    ]
    return sorted(spots, key=lambda s: (s.mention.start, -s.mention.end, s.entity.id))


def drafts_of(found: Iterable[Nesting]) -> list[Draft]:
    """Return the `partOf` drafts of nestings whose types allow it."""
    return [
        Draft(n.inner.id, "partOf", n.outer.id, n.sentence, n.rule)
        for n in found
        if n.inner.type in ("City", "Region") and n.outer.type in ("Region", "Country")
    ]


class _Patterns:
    """What may stand between two places, made from the lexicon's nouns for places."""

    def __init__(self, lexicon: Lexicon) -> None:
        nouns = sorted({n for f in lexicon.stating("partOf") for n in f.nouns}, key=lambda n: (-len(n), n))
        noun = "(?:" + "|".join(map(re.escape, nouns)) + ")"
        title = rf"{_SMALL}{noun}"
        self.comma = re.compile(r"\s*,\s+")
        self.near = re.compile(r"\s*,?\s+(?:near|outside|close to|not far from)\s+")
        self.bracket = re.compile(r"\s*\(\s*")
        self.inside = re.compile(
            rf"\s*,?\s+(?:located\s+|situated\s+)?in\s+(?:the\s+)?{_COMPASS}(?:(?:[A-Za-z][\w-]*\s+){{0,3}}{noun}\s+of\s+)?(?:the\s+)?"
        )
        self.genitive = re.compile(rf"(?:['’]s?)\s+{_SMALL}(?:[A-Z][a-z]+ern\s+)?")
        self.titled = re.compile(
            rf"\s*(?:,|\(|--?|–|—)?\s+(?:(?:which|that)\s+is\s+|is\s+)?(?:the\s+|an?\s+)?(?:[\w'-]+\s+){{0,5}}?{noun}\s+"
            rf"(?:in|of|under|on)\s+(?:the\s+)?{_COMPASS}(?:[\w'’-]+\s+){{0,5}}?(?:of\s+)?"
        )
        self.prefixed = re.compile(rf"\s+(?:(?:provincial|state)\s+)?(?:capital|city|town|district|county|port)(?:\s+(?:city|of))?\s+")
        self.adjective = re.compile(rf"([A-Z][\w-]+)\s+{_SMALL}?{noun}\s+of\s+$")
        self.capital = re.compile(
            r"\s*,\s+(?:the|its)\s+(?:(?:provincial|state|regional)\s+(?:capital|seat)|(?:province|state)['’]s\s+(?:capital|[\w-]+\s+city))"
        )


def _in_sentence(
    document: Document,
    sentence: Sentence,
    spots: Sequence[Spot],
    geography: Geography,
    patterns: _Patterns,
    last_region: Entity | None,
) -> Iterable[Nesting]:
    text = document.text
    for i, a in enumerate(spots):
        before = text[max(sentence.start, a.mention.start - 60) : a.mention.start]
        adjective = patterns.adjective.search(before)
        country = geography.of_adjective(adjective.group(1)) if adjective else None
        if country is not None and geography.may_hold(a.entity, country):
            yield Nesting(a.entity, country, sentence, a.mention, "nesting-adjective:apposition")
        after = text[a.mention.end : sentence.end]
        if a.entity.type == "City" and patterns.capital.match(after):
            regions = [s.entity for s in spots if s.entity.type == "Region" and s.mention.start < a.mention.start]
            region = regions[-1] if regions else last_region
            if region is not None and geography.within(a.entity, region) is not False:
                yield Nesting(a.entity, region, sentence, a.mention, "nesting-capital:apposition")
        following = [s for s in spots[i + 1 :] if s.mention.start >= a.mention.end]
        if not following:
            continue
        b = following[0]
        between = text[a.mention.end : b.mention.start]
        if len(following) > 1 and not patterns.genitive.fullmatch(between):
            # "capital of east China's Zhejiang": the inner one of the two counts.
            c = following[1]
            if patterns.genitive.fullmatch(text[b.mention.end : c.mention.start]) and geography.may_hold(c.entity, b.entity):
                b = c
                between = text[a.mention.end : following[0].mention.start]
        rule = _relation(between, a, b, text[b.mention.end : sentence.end], geography, patterns)
        if rule == "genitive":
            if geography.may_hold(b.entity, a.entity) or (b.entity.type == "Region" and a.entity.type == "City"):
                yield Nesting(b.entity, a.entity, sentence, b.mention, "nesting-genitive:possessive")
        elif patterns.near.fullmatch(between) and len(following) > 1:
            # "Salzgitter, near Hanover in Lower Saxony": the wider place holds both.
            c = following[1]
            if _relation(text[b.mention.end : c.mention.start], b, c, text[c.mention.end : sentence.end], geography, patterns):
                if geography.may_hold(a.entity, c.entity):
                    yield Nesting(a.entity, c.entity, sentence, a.mention, "nesting-near:apposition")
        elif rule:
            yield Nesting(a.entity, b.entity, sentence, a.mention, f"nesting-{rule}:adjacent")
            for other in _coordinated(text, spots[:i], a):
                if geography.may_hold(other.entity, b.entity) and geography.within(other.entity, b.entity) is not False:
                    yield Nesting(other.entity, b.entity, sentence, other.mention, f"nesting-{rule}:adjacent")


def _relation(between: str, a: Spot, b: Spot, after: str, geography: Geography, patterns: _Patterns) -> str:
    """Return how two neighbouring mentions are nested ("comma", "in", "genitive" …), or ""."""
    if patterns.genitive.fullmatch(between):
        return "genitive"
    city_in_city = a.entity.type == "City" and b.entity.type == "City" and a.entity.id != b.entity.id
    if patterns.titled.fullmatch(between) and (geography.may_hold(a.entity, b.entity) or city_in_city):
        return "titled"
    if patterns.prefixed.fullmatch(between) and geography.may_hold(b.entity, a.entity):
        return ""
    if not geography.may_hold(a.entity, b.entity):
        return ""
    if patterns.inside.fullmatch(between):
        return "in"
    if patterns.bracket.fullmatch(between) and after.lstrip().startswith((")", ",")):
        return "bracket"
    if patterns.comma.fullmatch(between):
        known = geography.within(a.entity, b.entity)
        enumerates = re.match(r"\s*(?:,\s*)?(?:and|or|&)\s+[A-Z]", after) is not None
        wide = a.entity.type != "City"
        if known or known is None and not enumerates:
            return "comma"
        return "comma" if not wide and not enumerates else ""
    return ""


def _coordinated(text: str, before: Sequence[Spot], a: Spot) -> Iterable[Spot]:
    """Yield the cities that share an outer place: "Boulder and Longmont, Colorado"."""
    right = a
    for left in reversed(before):
        between = text[left.mention.end : right.mention.start]
        if left.entity.type != a.entity.type or not re.fullmatch(r"\s*,?\s*(?:and|or|&)\s+|\s*,\s*", between):
            return
        if right is a and not re.search(r"and|or|&", between):
            return
        yield left
        right = left
