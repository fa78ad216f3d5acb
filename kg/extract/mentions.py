"""Overlaps between mentions: of one finder the longest stays, between finders see `settle`; nowhere else."""

from collections.abc import Iterable
from typing import Final

from kg.extract.document import Document
from kg.model import PLACES, EntityType, Mention

_ORDER: Final[dict[EntityType, int]] = {
    "Plan": 0,
    "Bureau": 1,
    "Facility": 2,
    "Company": 3,
    "Region": 4,
    "City": 5,
    "Country": 6,
}
# What may hold mentions of other things: a plant of a company in a city, the plan of a ministry.
_OPEN: Final = frozenset({"Plan", "Facility"})


def settle(document: Document, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions in reading order, without those that stand inside a longer one where they may not.

    A place inside the name of an agency or company is part of that name. Plans and facilities may hold others, for
    their spans describe ("Intel's new plant in Magdeburg"); only inside a plan's proper name words are just words.
    """
    ordered = sorted(set(mentions), key=lambda m: (m.start, -m.end, _ORDER[m.type], -m.confidence, m.rule))
    kept: list[Mention] = []
    agencies = {m.feature("abbreviation") for m in ordered if m.type == "Bureau"}
    ordered = [m for m in ordered if m.type != "Company" or m.name not in agencies]
    for mention in sorted(ordered, key=lambda m: (-(m.end - m.start), _ORDER[m.type], -m.confidence, m.start, m.rule)):
        if all(_may_stand(document, mention, other) for other in kept if _overlap(mention, other)):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: (m.start, m.end, _ORDER[m.type])))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _may_stand(document: Document, inner: Mention, outer: Mention) -> bool:
    """Tell whether a mention may stay beside a longer one that it overlaps."""
    inside = outer.start <= inner.start and inner.end <= outer.end
    if outer.type == "Bureau" and inner.rule == "place-in-agency" and inside:
        return True
    if (
        outer.type not in _OPEN
        or not inside
        or inner.type == outer.type
        or ((inner.start, inner.end) == (outer.start, outer.end) and outer.rule != "facility-row")
    ):
        return False
    if outer.rule == "plan-slogan" and inner.type not in PLACES:
        return False
    if outer.type == "Plan" and outer.form == "name" and inner.type in PLACES:
        lead = document.text[outer.start : inner.start].split()
        return not lead or lead[-1].lower() in ("the", "of", "for")
    return True


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions, in reading order, without those that overlap a longer one."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-(m.end - m.start), m.start, m.rule)):
        if all(mention.end <= k.start or mention.start >= k.end for k in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
