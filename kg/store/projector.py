"""From records to graph: what is marked as pending becomes quads.

New articles and things are loaded in bulk, without a look at what is there; what the graph may hold already is compared
and changed in one transaction. A process that dies in between leaves its marks, and then everything is compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Graph

from kg import project
from kg.describe import GRAPH, Spoken, Support, described, replaced, supports
from kg.iri import article as article_iri
from kg.model import Record
from kg.resolve import Background, Identity, Profile, judgements, resolve
from kg.resolve.judgements import Judgement
from kg.resolve.profile import keys_and_profiles
from kg.store.graph import TextsError, change, load, sane
from kg.store.records import Entry, Records
from kg.store.remote import RemoteGraph
from kg.terms import Term, Triple, lines, merged_lines, quads

T = TypeVar("T")
Part = tuple[list[Triple], Term]  # the triples of a graph, and its name
TOGETHER: Final = 256  # articles that change in one transaction of the graph
FOLLOWS: Final = 1024  # articles put in until the graph follows: each load makes it sort again a part of what it has
IN_BULK: Final = 1000  # articles that are put in at once
LOADED: Final = 100  # times so many are one load: memory does not grow with it, what the graph sorts anew shrinks
UNSORTED: Final = 5000  # articles loaded at once up to which they lie in so few files that asking is fast as they are
PART: Final = 100  # graphs that become text together
THINGS: Final = 4000  # descriptions that are loaded or changed at once
FEW: Final = 16  # new articles or things up to which a transaction costs less than a bulk load, which writes files


@dataclass(frozen=True, slots=True)
class Changes:
    """How many quads of named graphs a change added and removed."""

    added: int = 0
    removed: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.added + other.added, self.removed + other.removed)


class Projector:
    """Makes the graph of one store what its records say, with the gazetteer, matches and judgements of now."""

    def __init__(
        self, records: Records, graph: Graph | RemoteGraph, folder: Path, load_background: Callable[[], Background]
    ) -> None:
        self.records, self.graph, self.folder = records, graph, folder
        self._load_background = load_background
        self.judged: Mapping[str, Judgement] = {}
        self._merged = records.matches.merged()
        # What was put since the graph was last complete, so that it is neither read nor resolved again.
        self._held: dict[str, Entry] = {}
        self._keys: dict[str, tuple[Record, Mapping[tuple[str, str], str]]] = {}
        # What the graph certainly holds nothing of.
        self._new: set[str] = set()
        self._new_things: set[str] = set()
        # What a load has taken and the records do not know of yet.
        self._loaded: set[str] = set()

    @cached_property
    def background(self) -> Background:
        """The gazetteer and words with which identity is decided; read when first needed."""
        return self._load_background()

    @property
    def waiting(self) -> int:
        """How many articles were put in that the graph does not show yet."""
        return len(self._held) + len(self._loaded)

    # What records stand for

    def identity(self, record: Record) -> Identity:
        """Return the identity of a record's entities, matched with those of the other articles."""
        held = self._keys.get(record.article.id)
        keys = held[1] if held is not None and held[0] is record else resolve([record], self.background).keys
        return Identity(keys, self._merged)

    def withheld(self, entry: Entry) -> frozenset[str]:
        """Return the sources ("claim 3") of what a record says and the graph does not: withheld or rejected."""
        return entry.withheld | judgements.rejected(entry.record, self.judged)

    def supports(self, entry: Entry) -> list[Support]:
        """Return what a record supports in the entities graph."""
        return supports(entry.record, self.identity(entry.record), self.background.gazetteer)

    def triples(self, entry: Entry) -> tuple[list[Triple], Term]:
        """Return the triples that an article's record stands for, and the name of their graph."""
        first = self.records.copies.first(entry.record.article.id)
        return project.triples(entry.record, self.identity(entry.record), self.withheld(entry), first)

    def described(self, thing: str) -> list[Triple]:
        """Return the triples that describe the thing of an IRI in the entities graph."""
        return self._described(thing, self.records.supports.together)

    def _described(self, thing: str, together: Callable[[str], Spoken | None]) -> list[Triple]:
        instead = self.records.matches.instead_of(thing)
        if instead is not None:
            return replaced(thing, instead)
        with self.records.sane():
            return described(together(thing), self.background.gazetteer)

    # What waits

    def hold(self, entry: Entry, *, new: bool) -> tuple[Profile, ...]:
        """Remember an entry until the graph shows it, with what its things are; return their profiles."""
        article = entry.record.article.id
        keys, found = keys_and_profiles(entry.record, self.background)
        self._held[article] = entry
        self._keys[article] = entry.record, {(article, entity): key for entity, key in keys.items()}
        if new:
            self._new.add(article)
        return found

    def keep(self, entry: Entry) -> list[Support]:
        """Return what a record supports that is being kept, and which therefore is to be brought to the graph anew."""
        self._loaded.discard(entry.record.article.id)
        return self.supports(entry)

    def hold_things(self, things: Iterable[str]) -> None:
        """Remember that the graph holds nothing of some things, which waiting articles speak of."""
        self._new_things.update(things)

    def forget(self, article: str) -> None:
        """Forget a waiting article."""
        self._held.pop(article, None)
        self._keys.pop(article, None)

    def rename(self, canonical: Mapping[str, str]) -> None:
        """Note the keys that stand for some keys from now on; reading all of them anew would cost more and more."""
        self._merged.update(canonical)

    # To the graph

    def finish(self) -> Changes:
        """Bring to the graph what is marked as pending; once is as good as twice."""
        projected, removed = self.records.pending_articles()
        things = self.records.pending_things()
        new = sum(a in self._new for a in projected)
        if new <= FEW and len(projected) + len(removed) <= TOGETHER and len(things) <= THINGS:
            total = self._change(projected, removed, things)
        else:
            total = self.finish_articles() + self.finish_things()
        self._held, self._keys = {}, {}
        self._new, self._new_things, self._loaded = set(), set(), set()
        return total

    def load_articles(self, steps: Iterable[object]) -> Changes:
        """Load, all at once, what each of some steps puts in that is new; the rest of what they put in stays marked.

        The graph takes in what one step gave while the next one is taken.
        """
        return self._load(part for _ in steps for part in self._taken([a for a in self._held if a in self._new]))

    def _taken(self, articles: Iterable[str]) -> Iterator[list[Part]]:
        """Yield the graphs of new articles, some at a time; whatever becomes of the load, they are no longer new."""
        for some in batches(articles, PART):
            entries = [e for a in some if (e := self._entry(a)) is not None]
            self._new.difference_update(some)
            self._loaded.update(some)
            yield [self.triples(entry) for entry in entries]
        self._held, self._keys = {}, {}

    def finish_articles(self) -> Changes:
        """Bring the pending articles to the graph, in bulk if many are new."""
        projected, removed = self.records.pending_articles()
        new = {a for a in projected if a in self._new or not self._shown(a)}
        if len(new) <= FEW or isinstance(self.graph, RemoteGraph):  # a server's graph changes by whole updates only
            new = set()
        total = self._load(self._taken(a for a in projected if a in new)) if new else Changes()
        for some in batches([*(a for a in projected if a not in new), *removed], TOGETHER):
            gone = set(removed) & set(some)
            total += self._change([a for a in some if a not in gone], sorted(gone), [])
        self._held, self._keys = {}, {}
        return total

    def _shown(self, article: str) -> bool:
        """Tell whether the graph may hold something of an article: a load that was cut short has left nothing."""
        if isinstance(self.graph, RemoteGraph):
            return True
        name = NamedNode(article_iri(article))
        return next(iter(self.graph.quads_for_pattern(None, None, None, name)), None) is not None

    def finish_things(self) -> Changes:
        """Bring the pending descriptions to the graph, in bulk if many are new."""
        things = self.records.pending_things()
        new, self._new_things = self._new_things, set()
        known = [t for t in things if t in new]
        total = Changes()
        if len(known) > FEW:
            total += self._load([(self.described(t), GRAPH) for t in some] for some in batches(known, PART))
            self.records.done((), known)
            things = [t for t in things if t not in new]
        for some in batches(things, THINGS):
            total += self._change([], [], some)
        return total

    def _load(self, parts: Iterable[list[Part]]) -> Changes:
        """Load graphs in bulk; then the articles that were taken meanwhile are done, but for those put again since."""
        count = 0

        def texts() -> Iterator[str]:
            nonlocal count
            for part in parts:
                count += sum(len(triples) for triples, _ in part)
                yield "".join(merged_lines(triples, graph) for triples, graph in part)

        self._loaded = set()
        try:
            with sane(self.folder):
                load(self.graph, texts())
        except TextsError as error:
            raise error.__cause__ or error from None
        done, self._loaded = self._loaded, set()
        if done:
            self.records.done(done, ())
        return Changes(count)

    def _change(self, projected: Sequence[str], removed: Sequence[str], things: Sequence[str]) -> Changes:
        """Make the graph of some articles and things what the records say, in one transaction."""
        if not (projected or removed or things):
            return Changes()
        wanted: list[str] = []
        current: set[Quad] = set()
        entities = NamedNode(GRAPH[1:-1])
        with sane(self.folder):
            for article in (*projected, *removed):
                if article not in self._new:
                    name = NamedNode(article_iri(article))
                    current.update(self.graph.quads_for_pattern(None, None, None, name))
            wanted += (lines(*self.triples(e)) for a in projected if (e := self._entry(a)))
            for thing in things:
                if thing not in self._new_things:
                    current.update(self.graph.quads_for_pattern(NamedNode(thing), None, None, entities))
                wanted.append(lines(self.described(thing), GRAPH))
            changed = Changes(*change(self.graph, current, set(quads("".join(wanted)))))
        self.records.done((*projected, *removed), things)
        return changed

    def _entry(self, article: str) -> Entry | None:
        return self._held.get(article) or self.records.get(article)

    # For the check

    def article_quads(self, entry: Entry) -> tuple[str, list[Quad]]:
        """Return the name of an article's graph and its quads."""
        found, graph = self.triples(entry)
        return graph[1:-1], quads(lines(found, graph))

    def thing_quads(self, thing: str) -> tuple[str, list[Quad]]:
        """Return the IRI of a thing and the quads that describe it, from what each article says and not the counts."""
        return thing, quads(lines(self._described(thing, self.records.supports.verified), GRAPH))


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of so many items, the last one perhaps shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
