"""Align the entities of a gold and a system document: one to one, same class, best overlap of names first."""

from collections import defaultdict
from typing import Any

from kg.evaluate.documents import Facts
from kg.evaluate.names import dice, folded, words_of

# The least overlap by class: places must agree, descriptions need only resemble each other.
THRESHOLD = {
    "City": 1.0,
    "Region": 1.0,
    "Country": 1.0,
    "Company": 0.8,
    "Bureau": 0.75,
    "Plan": 0.6,
    "Facility": 0.5,
}
_LINKS = {"Facility": (("operates", "o", "s"), ("locatedIn", "s", "o")), "Plan": (("issuedBy", "s", "o"),)}


class _Names:
    """The comparable forms of one entity."""

    def __init__(self, entity: dict[str, Any]) -> None:
        kind = entity["type"]
        surfaces = [str(s) for s in [entity.get("name") or "", *(entity.get("mentions") or [])]]
        self.plain = {words_of(s) for s in surfaces if s} - {()}
        self.folded = {folded(s, kind) for s in surfaces if s} - {()}
        self.name = folded(surfaces[0], kind) or words_of(surfaces[0])

    def overlap(self, other: "_Names") -> float:
        if self.plain & other.plain or self.folded & other.folded:
            return 1.0
        scores = [dice(a, b) for a in self.plain for b in other.plain]
        scores += [dice(a, b) for a in self.folded for b in other.folded]
        return min(0.999, max(scores, default=0.0))

    def shared(self, other: "_Names") -> float:
        union = self.folded | other.folded
        return len(self.folded & other.folded) / len(union) if union else 0.0


def align(gold: Facts, system: Facts) -> dict[str, str]:
    """Return gold entity id → system entity id.

    Names decide first; facilities and plans left over are aligned by aligned operator and place, or issuer.
    """
    theirs = usable_entities(system)
    gold_names = {e["id"]: _Names(e) for e in gold["entities"]}
    system_names = {e["id"]: _Names(e) for e in theirs}
    pairs = []
    for i, g in enumerate(gold["entities"]):
        for j, s in enumerate(theirs):
            if g["type"] != s["type"]:
                continue
            a, b = gold_names[g["id"]], system_names[s["id"]]
            overlap = a.overlap(b)
            if overlap >= THRESHOLD.get(g["type"], 1.0):
                order = (-overlap, bool(g.get("optional")), -a.shared(b), -dice(a.name, b.name), i, j)
                pairs.append((order, g["id"], s["id"]))
    aligned: dict[str, str] = {}
    _take(sorted(pairs), aligned)
    _take(sorted(_by_links(gold, system, aligned)), aligned)
    return aligned


def usable_entities(system: Facts) -> list[dict[str, Any]]:
    """Return the entities of a system document that have an id and a type."""
    return [e for e in system.get("entities") or [] if e.get("id") is not None and e.get("type")]


def _take(pairs: list[tuple[Any, str, str]], aligned: dict[str, str]) -> None:
    taken = set(aligned.values())
    for _, g, s in pairs:
        if g not in aligned and s not in taken:
            aligned[g] = s
            taken.add(s)


def _by_links(gold: Facts, system: Facts, aligned: dict[str, str]) -> list[tuple[Any, str, str]]:
    ours, theirs = _links(gold), _links(system)
    taken = set(aligned.values())
    pairs = []
    for i, g in enumerate(gold["entities"]):
        if g["id"] in aligned or g["type"] not in _LINKS:
            continue
        for j, s in enumerate(usable_entities(system)):
            if s["id"] in taken or s["type"] != g["type"]:
                continue
            strength = 0
            for predicate, _, _ in _LINKS[g["type"]]:
                wanted, given = ours[predicate, g["id"]], theirs[predicate, s["id"]]
                if {aligned.get(x or "") for x in wanted} & given - {None}:
                    strength += 1
                elif wanted and given:
                    strength -= 1
            if strength >= 1 and not (g["type"] == "Plan" and _periods_differ(g, s)):
                likeness = dice(words_of(g["name"]), words_of(s.get("name") or ""))
                pairs.append(((-strength, bool(g.get("optional")), -likeness, i, j), g["id"], s["id"]))
    return pairs


def _links(document: Facts) -> dict[tuple[str, str], set[str | None]]:
    found: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    ends = {predicate: (own, other) for links in _LINKS.values() for predicate, own, other in links}
    for relation in document.get("relations") or []:
        if relation.get("p") in ends:
            own, other = ends[relation["p"]]
            found[relation["p"], str(relation.get(own))].add(relation.get(other))
    return found


def _periods_differ(gold: dict[str, Any], system: dict[str, Any]) -> bool:
    return any(gold.get(f) and system.get(f) and not same_date(gold[f], system[f]) for f in ("start", "end"))


def same_date(a: str | None, b: str | None) -> bool:
    """Say whether two partial dates are equal at the coarser of their precisions; two missing ones are equal."""
    if not a or not b:
        return not a and not b
    size = min(len(a), len(b))
    return a[:size] == b[:size]
