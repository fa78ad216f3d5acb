"""Which keys mean one thing: clusters of keys as a pure, order-free function of profiles and judgements.

Keys are compared within blocks only. Sure likenesses join first, the surest before the others; what an article or a
person tells apart is never joined, whatever lies between. Then each vague thing joins the only thing that it can be.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.resolve.likeness import DOUBTFUL, SAME, Likeness, Node, likeness, node
from kg.resolve.profile import Profile


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people say of pairs of keys: the same thing, or two. Pairs are sorted."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield all pairs, sorted."""
        yield from sorted(self.same | self.different)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two keys that may mean one thing, to be decided by a person."""

    one: str
    other: str
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Clusters:
    """The key that stands for each key that is not its own cluster's, and what could not be decided."""

    merged: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()


def cluster(profiles: Iterable[Profile], verdicts: Verdicts | None = None) -> Clusters:
    """Return the clusters of some profiles; a key's cluster depends only on what is connected to it by blocks."""
    merged: dict[str, str] = {}
    doubts: list[Doubt] = []
    for part in _parts(profiles, verdicts or Verdicts(), Profile.blocks, _near):
        merged.update(part.merged())
        doubts += part.doubts()
    return Clusters(merged, tuple(sorted(doubts, key=lambda d: (-d.score, d.one, d.other))))


def joined(profiles: Iterable[Profile], verdicts: Verdicts | None = None) -> dict[str, str]:
    """Return the key that stands for each key that is not its own cluster's, as `cluster` does, without the doubts.

    A key's cluster depends only on what is connected to it by meetings, of which few grow with the archive.
    """
    merged: dict[str, str] = {}
    for part in _parts(profiles, verdicts or Verdicts(), Profile.meetings, _joinable):
        merged.update(part.merged())
    return merged


def _parts(
    profiles: Iterable[Profile], said: Verdicts, groups: Callable[[Profile], Iterable[str]], compared: "Compared"
) -> Iterator["_Part"]:
    """Yield what groups and verdicts connect, clustered; `compared` says which pairs of a group are looked at."""
    by_key: dict[str, list[Profile]] = defaultdict(list)
    of_key: dict[str, set[str]] = defaultdict(set)
    members: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        by_key[profile.key].append(profile)
        for group in groups(profile):
            of_key[profile.key].add(group)
            members[group].add(profile.key)
    pairs = [p for p in said.pairs() if p[0] in by_key and p[1] in by_key]
    for keys in components([*members.values(), *map(set, pairs)]):
        nodes = {k: node(by_key[k]) for k in keys}
        shared = sorted({group for k in keys for group in of_key[k]})
        near = {pair for group in shared for pair in compared(sorted(members[group]), nodes)}
        yield _Part(nodes, sorted(near), said, pairs)


def components(groups: Iterable[set[str]]) -> list[list[str]]:
    """Return the sets of keys that groups connect, each sorted; those of one key are left out."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for group in groups:
        if len(group) > 1:
            first, *rest = sorted(group)
            for other in rest:
                parent[root(other)] = root(first)
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        found[root(key)].append(key)
    return list(found.values())


class _Part:
    """One connected set of keys while its clusters are made."""

    def __init__(
        self, nodes: dict[str, Node], near: list[tuple[str, str]], said: Verdicts, pairs: list[tuple[str, str]]
    ) -> None:
        self.nodes, self.said = nodes, said
        self.members = {key: {key} for key in nodes}
        self.home = {key: key for key in nodes}
        self.articles = {key: set(n.articles) for key, n in nodes.items()}
        self.enemies: dict[str, set[str]] = defaultdict(set)
        for one, other in said.different:
            if one in nodes and other in nodes:
                self.enemies[one].add(other)
                self.enemies[other].add(one)
        for one, other in pairs:
            if (one, other) in said.same and one in nodes and not (nodes[one].known and nodes[other].known):
                self.join(one, other)
        self.found = {(a, b): like for a, b in near if (like := likeness(nodes[a], nodes[b])) is not None}
        self.sure()
        self.lonely()

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.home[one], self.home[other]))
        if first == second:
            return
        for key in self.members[second]:
            self.home[key] = first
        self.members[first] |= self.members.pop(second)
        self.articles[first] |= self.articles.pop(second)

    def apart(self, one: str, other: str) -> bool:
        """Tell whether an article speaks of both as two things, or a person says that they are."""
        first, second = self.home[one], self.home[other]
        if any(self.enemies.get(key, set()) & self.members[second] for key in self.members[first]):
            return True
        return bool(self.articles[first] & self.articles[second])

    def sure(self) -> None:
        """Join what is surely one, the surest first."""
        strong = [(-s.score, pair) for pair, s in self.found.items() if s.sort == "strong" and s.score >= SAME]
        for _, (one, other) in sorted(strong):
            if self.home[one] != self.home[other] and not self.apart(one, other):
                self.join(one, other)

    def lonely(self) -> None:
        """Join each vague thing with the only thing that it can be; of two vague things of an article none."""
        weak = [pair for pair, s in self.found.items() if s.sort == "weak" and s.score >= SAME]
        options: dict[str, set[str]] = defaultdict(set)
        for pair in weak:
            for one, other in (pair, pair[::-1]):
                mine, theirs = self.home[one], self.home[other]
                if self.vague(mine) and not self.vague(theirs) and not self.apart(one, other):
                    options[mine].add(theirs)
        chosen = {mine: min(theirs) for mine, theirs in options.items() if len(theirs) == 1}
        claimed = Counter((theirs, article) for mine, theirs in chosen.items() for article in self.articles[mine])
        for mine, theirs in sorted(chosen.items()):
            alone = all(claimed[theirs, article] == 1 for article in self.articles[mine])
            if alone and not self.apart(mine, theirs):
                self.join(mine, theirs)
        left = [(a, b) for a, b in weak if self.vague(self.home[a]) and self.vague(self.home[b])]
        for one, other in sorted(left):
            rivals = len(options.get(self.home[one], ())) + len(options.get(self.home[other], ()))
            if not rivals and self.home[one] != self.home[other] and not self.apart(one, other):
                self.join(one, other)

    def vague(self, home: str) -> bool:
        return all(self.nodes[key].vague for key in self.members[home])

    def merged(self) -> dict[str, str]:
        """Return the key that stands for each other key of its cluster: a gazetteer's, a telling one, the least."""
        found = {}
        for members in self.members.values():
            if len(members) > 1:
                best = min(members, key=self.rank)
                found.update({key: best for key in members if key != best})
        return found

    def rank(self, key: str) -> tuple[bool, bool, bool, str]:
        one = self.nodes[key]
        return not one.known, one.local, one.vague, key

    def doubts(self) -> Iterator[Doubt]:
        """Yield the best undecided pair of each two clusters that nobody has judged."""
        best: dict[tuple[str, ...], tuple[float, tuple[str, str], Likeness]] = {}
        for (one, other), like in self.found.items():
            homes = tuple(sorted((self.home[one], self.home[other])))
            if homes[0] == homes[1] or like.score < DOUBTFUL or self.apart(one, other):
                continue
            entry = (-like.score, (one, other), like)
            if homes not in best or entry[:2] < best[homes][:2]:
                best[homes] = entry
        for _, (one, other), like in best.values():
            yield Doubt(one, other, like.score, like.why)


Compared = Callable[[list[str], Mapping[str, Node]], Iterator[tuple[str, str]]]


def _joinable(group: list[str], nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a meeting; two plans without a period are never surely one."""
    if nodes[group[0]].type != "Plan":
        yield from combinations(group, 2)
        return
    dated = [key for key in group if nodes[key].period]
    undated = [key for key in group if not nodes[key].period]
    yield from combinations(dated, 2)
    yield from ((min(a, b), max(a, b)) for a in dated for b in undated)


def _near(block: list[str], nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a block worth comparing: plans of one period or subject, plants of one place, all others."""
    kind = nodes[block[0]].type
    if kind == "Facility":
        yield from _of_one_place(block, nodes)
        return
    if kind != "Plan":
        yield from combinations(block, 2)
        return
    dated: dict[tuple[str, str], list[str]] = defaultdict(list)
    undated: dict[str, list[str]] = defaultdict(list)
    for key in block:
        plan = nodes[key]
        for word in plan.words or ("",):
            for year in plan.period.split("-") if plan.period else ():
                dated[year, word].append(key)
            if word:
                undated[word].append(key)
    seen: set[tuple[str, str]] = set()
    for (year, word), keys in sorted(dated.items()):
        # Those without a subject meet all of their years, the others those that share a word.
        others = keys if word else sorted({k for (y, _), some in dated.items() if y == year for k in some})
        seen.update((min(a, b), max(a, b)) for a in keys for b in others if a != b)
    for keys in undated.values():
        open_ = [k for k in keys if not nodes[k].period]
        seen.update((min(a, b), max(a, b)) for a in open_ for b in keys if a != b)
    yield from sorted(seen)


def _of_one_place(block: list[str], nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of plants of which one lies where, or around where, the other lies, or whose place is unknown."""
    at: dict[str, list[str]] = defaultdict(list)
    for key in block:
        for place in nodes[key].places:
            at[place].append(key)
    nowhere = [key for key in block if not nodes[key].places]
    seen = {(min(a, b), max(a, b)) for a in nowhere for b in block if a != b}
    for key in block:
        for place in nodes[key].places | nodes[key].above:
            seen.update((min(key, other), max(key, other)) for other in at.get(place, ()) if other != key)
    yield from sorted(seen)
