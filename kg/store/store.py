"""A store: a folder with the records (the truth), and the graph that is projected from them.

Each change goes to the records first, marked as pending, then to the graph in one transaction, then the mark goes.
A process that dies in between leaves marks; the next writer finishes what they say. Commits survive a killed process.
A gazetteer or projection other than the one that the graph was made with makes it anew when a writer opens the store.
A power cut may cost the last moments before it; `flush` is the point after which nothing is lost.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from os import environ
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self, TypeVar

from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Graph

from kg import __version__
from kg.describe import describe, replaced, supports
from kg.errors import KgError, StoreError
from kg.iri import article as article_iri
from kg.iri import entity as entity_iri
from kg.model import Record
from kg.project import project
from kg.resolve import Background, Identity, judgements, profiles, resolve
from kg.store import files
from kg.store.graph import change, merged, open_graph, sane
from kg.store.records import Entry, Records, Source
from kg.store.remote import RemoteGraph, is_remote, remote_graph
from kg.store.verify import Difference, differences
from kg.terms import RDF, kg, lines, node, quads
from kg.vocabulary import ENTITIES_GRAPH

Mode = Literal["read", "write"]
_TYPE: Final = node(RDF + "type")
T = TypeVar("T")
PROJECTION: Final = 2  # to be raised when kg.resolve, kg.project or kg.describe give other quads than before
JUDGEMENTS: Final = ".judgements.jsonl"  # beside the store, so that it outlives the store
TOGETHER: Final = 256  # articles that go to the graph in one transaction
IN_BULK: Final = 1000  # articles that a bulk load holds in memory


@dataclass(frozen=True, slots=True)
class Changes:
    """How many quads of named graphs a change added and removed."""

    added: int = 0
    removed: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.added + other.added, self.removed + other.removed)


class Store:
    """An open store; close it, or use it in a `with` block. One writer at a time, any number of readers."""

    def __init__(
        self, path: Path, mode: Mode, background: Background | None, remote: RemoteGraph | None = None
    ) -> None:
        self.path, self.mode = path, mode
        self._background = background
        self.meta = files.read_meta(path)
        self.server = remote.address.update if remote is not None else ""
        _same_graph(path, self.meta, self.server)
        folder, self._lock = path / files.GRAPH, None
        if mode == "write":
            self._lock = files.lock_to_write(path)
        else:
            folder, self._lock = _for_reading(path, remote=remote is not None)
        try:
            self.records = Records(path / files.RECORDS, write=mode == "write")
            self.graph = open_graph(folder, write=mode == "write") if remote is None else remote
            self.judgements = path.with_name(path.name + JUDGEMENTS)
            self._judgements = judgements.standing(judgements.read(self.judgements))
            self._merged = self.records.matches.merged()
            # What was put last and its keys, so that one change works them out once: no more than one batch.
            self._fresh: dict[str, Entry] = {}
            self._keys: dict[str, tuple[Record, Mapping[tuple[str, str], str]]] = {}
        except KgError:
            self._lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path | str,
        mode: Mode = "read",
        *,
        create: bool = False,
        background: Background | None = None,
        remote: RemoteGraph | None = None,
    ) -> Self:
        """Open a store, for writing making it if `create` allows; finish what an interrupted writer left undone.

        While another process writes, readers get the state from before it began. Raises StoreError if the folder is
        no store, made by a newer kg, used by another process, damaged or cannot be written.

        A `remote` graph takes the place of the folder's own; so does the server of a path that begins with http:,
        and then the folder with the records is the one that KG_RECORDS names, or kg-store.
        """
        if is_remote(str(path)):
            remote = remote or remote_graph(str(path), environ)
            path = environ.get("KG_RECORDS") or "kg-store"
        folder = Path(path)
        if mode == "write" and create:
            files.create(folder)
        store = cls(folder, mode, background, remote)
        if mode == "write":
            try:
                store._begin()
            except BaseException:
                store.close()
                raise
        return store

    def _begin(self) -> None:
        self.finish()
        if isinstance(self.graph, Graph):
            with files.writable(self.path), sane(self.path / files.GRAPH), files.new_snapshot(self.path) as snapshot:
                self.graph.backup(str(snapshot / files.GRAPH))
        if self.meta.get("projection") != self._versions()["projection"]:
            self.rebuild()
        self.judge()

    def _versions(self) -> dict[str, str]:
        """Return what decides how records look in the graph: a change of it makes the graph anew."""
        where = {"graph": self.server} if self.server else {}
        return {"kg": __version__, "projection": f"{PROJECTION} {self.background.version}", **where}

    @property
    def background(self) -> Background:
        """The gazetteer and words with which identity is decided; read when first needed."""
        if self._background is None:
            self._background = Background.load()
        return self._background

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Bring everything to disk and give the store back."""
        if self._lock is None:
            return
        if self.mode == "write":
            self.flush()
            files.remove_snapshots(self.path)
        self.records.close()
        del self.graph  # pyoxigraph closes a store when nothing refers to it any more
        self._lock.release()
        self._lock = None

    def flush(self) -> None:
        """Bring everything to disk, so that it survives a power cut."""
        self.records.checkpoint()
        with sane(self.path / files.GRAPH):
            self.graph.flush()

    # Writing

    def replace(self, records: Iterable[Record | Entry]) -> Changes:
        """Put the records of new or changed articles in place of what the store holds of those articles.

        Each batch of articles changes graph, entities and merged default graph in one transaction.
        """
        total = Changes()
        for batch in _batches(records, TOGETHER):
            entries = [r if isinstance(r, Entry) else Entry(r) for r in batch]
            with self.records.transaction():
                self._put({entry.record.article.id: entry for entry in entries})
            total += self.finish()
        return total

    def bulk(self, records: Iterable[Record | Entry]) -> Changes:
        """Put in the records of many articles; new ones go to the graph without looking at what is there.

        The graph is complete when this returns; if it does not, the next writer finishes the work.
        """
        total, fresh = Changes(), not self.records.known()
        for batch in _batches(records, IN_BULK):
            entries = {}
            for item in batch:
                entry = item if isinstance(item, Entry) else Entry(item)
                entries[entry.record.article.id] = entry
            known = self.records.known(entries)
            with self.records.transaction():
                others = self._put(entries)
            new = [i for i in entries if i not in known]
            quads = [q for i in new for q in self.projected(entries[i])]
            with sane(self.path / files.GRAPH):
                self.graph.bulk_extend(merged(quads))
            self.records.done(new, ())
            total += Changes(len(quads))
            if others or len(new) < len(entries):
                total += self._finish_articles()
        return total + self._finish_entities(fresh=fresh)

    def remove(self, article_id: str) -> bool:
        """Take an article out with all that only it supports; tell whether the store had it."""
        if self.records.get(article_id) is None:
            return False
        self.withdraw([article_id])
        return True

    def withdraw(self, article_ids: Iterable[str]) -> Changes:
        """Take articles out with all that only they support, all in one transaction of the records."""
        with self.records.transaction():
            for article_id in article_ids:
                self._fresh.pop(article_id, None)
                self.records.drop(article_id)
                self.records.matches.drop(article_id)
            self.records.copies.drop(article_id)
            self._again(self.records.copies.update() - {article_id})
            self._rematch(set())
        return self.finish()

    def judge(self) -> Changes:
        """Bring what the file of judgements says now to the graph. Raises InputError if the file is damaged."""
        self._judgements = judgements.standing(judgements.read(self.judgements))
        with self.records.transaction():
            rejected = {m: j.claim.article for m, j in self._judgements.items() if j.claim and j.verdict == "reject"}
            articles = self.records.matches.note_rejected(rejected)
            self._again(articles | self._rematch(articles))
        return self.finish()

    def _put(self, entries: dict[str, Entry]) -> set[str]:
        """Keep records, and put those articles anew whose things are matched otherwise now; return the latter."""
        self._fresh, self._keys = dict(entries), {}
        for article, entry in entries.items():
            self.records.matches.put(article, profiles(entry.record, self.background))
            self.records.copies.put(entry.record.article)
        # Supports name things by their IRIs, so the matches come first.
        others = self._rematch(set(entries))
        copies = self.records.copies.update() - set(entries) - others
        self._again(copies)
        others |= copies
        self.records.put((entry, self._supports(entry)) for entry in entries.values())
        return others

    def _rematch(self, present: set[str]) -> set[str]:
        """Match things anew where a change reaches; return the other articles that are to be projected anew."""
        found = self.records.matches
        changed = found.update(judgements.verdicts(self._judgements.values(), found.key_of))
        if not changed:
            return set()
        self._merged = found.merged()
        self.records.touch(entity_iri(key) for key, both in changed.items() for key in (key, *both))
        others = found.articles(changed) - present
        self._again(others)
        return others

    def _again(self, articles: Iterable[str]) -> None:
        entries = (self.records.get(article) for article in sorted(articles))
        self.records.put((entry, self._supports(entry)) for entry in entries if entry is not None)

    def rebuild(self) -> Changes:
        """Make the graph what the records say with the gazetteer and rules of this kg, whatever it holds now."""
        total = Changes()
        for ids in _batches(self.records.ids(), TOGETHER):
            total += self.replace(entry for i in ids if (entry := self.records.get(i)) is not None)
        while strays := list(self.verify()):  # what no article put there, or somebody took away
            for stray in strays:
                (self.graph.add if stray.kind == "missing" else self.graph.remove)(stray.quad)
        with files.writable(self.path):
            files.write_meta(self.path, self._versions())
        self.meta = files.read_meta(self.path)
        return total

    def finish(self) -> Changes:
        """Bring to the graph what is marked as pending; once is as good as twice."""
        projected, removed, entities = self.records.pending()
        if len(projected) + len(removed) > TOGETHER:
            return self._finish_articles() + self._finish_entities()
        return self._apply(projected, removed, entities) if projected or removed or entities else Changes()

    def _finish_articles(self) -> Changes:
        projected, removed, _ = self.records.pending()
        total = Changes()
        for batch in _batches([*projected, *removed], TOGETHER):
            gone = set(removed) & set(batch)
            total += self._apply([i for i in batch if i not in gone], sorted(gone), [])
        return total

    def _finish_entities(self, *, fresh: bool = False) -> Changes:
        total = Changes()
        for batch in _batches(self.records.pending()[2], 4 * IN_BULK):
            if fresh:
                quads = [q for entity in batch for q in self._described(entity)]
                with sane(self.path / files.GRAPH):
                    self.graph.bulk_extend(merged(quads))
                self.records.done((), batch)
                total += Changes(len(quads))
            else:
                total += self._apply([], [], batch)
        return total

    def _apply(self, projected: list[str], removed: list[str], entities: list[str]) -> Changes:
        """Make the graph of some articles and entities what the records say, in one transaction."""
        current: set[Quad] = set()
        wanted: set[Quad] = set()
        with sane(self.path / files.GRAPH):
            for article in (*projected, *removed):
                current.update(self.graph.quads_for_pattern(None, None, None, NamedNode(article_iri(article))))
            for article in projected:
                entry = self._fresh.get(article) or self.records.get(article)
                if entry is not None:
                    wanted.update(self.projected(entry))
            for entity in entities:
                graph = NamedNode(ENTITIES_GRAPH)
                current.update(self.graph.quads_for_pattern(NamedNode(entity), None, None, graph))
                wanted.update(self._described(entity))
            changed = Changes(*change(self.graph, current, wanted))
        self.records.done((*projected, *removed), entities)
        return changed

    # Reading

    def query(self, query: str, /, **options: Any) -> Any:
        """Answer a SPARQL query as `pyoxigraph.Store.query` does: solutions, a boolean or triples."""
        return self.graph.query(query, **options)

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[Quad]:
        """Return the quads that match, as `pyoxigraph.Store.quads_for_pattern` does; None matches everything."""
        return self.graph.quads_for_pattern(subject, predicate, object, graph_name)

    def __len__(self) -> int:
        """Return the number of quads, those of the default graph included."""
        return len(self.graph)

    def entries(self) -> Iterator[Entry]:
        """Yield the records, sorted by article id."""
        for article in self.records.ids():
            entry = self.records.get(article)
            if entry is not None:
                yield entry

    def projected(self, entry: Entry) -> list[Quad]:
        """Return the quads that an article's record stands for."""
        first = self.records.copies.first(entry.record.article.id)
        return project(entry.record, self.identity(entry.record), self.withheld(entry), first)

    def withheld(self, entry: Entry) -> frozenset[str]:
        """Return the sources ("claim 3") of what a record says and the graph does not: withheld or rejected."""
        return entry.withheld | judgements.rejected(entry.record, self._judgements)

    def source(self, origin: str) -> Source | None:
        """Return what is known of a file that was read before, or None."""
        return self.records.source(origin)

    def status(self) -> dict[str, Any]:
        """Return counts, versions and sizes."""
        folder = self.path / files.GRAPH
        return {
            **self.records.counts(),
            "claims": self._count_claims(),
            "quads": len(self.graph),
            "format": self.meta["format"],
            "kg": self.meta.get("kg", ""),
            "projection": self.meta.get("projection", ""),
            "extractors": self.records.versions(),
            "last_build": files.read_build(self.path),
            "bytes_records": sum(p.stat().st_size for p in self.path.glob(files.RECORDS + "*")),
            "bytes_graph": 0 if self.server else sum(p.stat().st_size for p in folder.iterdir() if p.is_file()),
        }

    def _count_claims(self) -> int:
        (row,) = self.query(f"SELECT (COUNT(?c) AS ?n) {{ ?c {_TYPE} {kg('Claim')} }}")
        return int(row["n"].value)

    def note_build(self, said: dict[str, Any]) -> None:
        """Remember what the last build did, for `status`. Raises StoreError."""
        with files.writable(self.path):
            files.write_build(self.path, said)

    def verify(self) -> Iterator[Difference]:
        """Yield every quad in which the store differs from a fresh projection of its records."""
        articles = ((article_iri(e.record.article.id), self.projected(e)) for e in self.entries())
        things = sorted({*self.records.entities(), *self.records.matches.replaced()})
        entities = ((entity, self._described(entity)) for entity in things)
        graph = self.graph
        if not isinstance(graph, Graph):
            graph = Graph()  # a copy at hand: looking up each quad on a server would take a request each
            graph.bulk_extend(self.graph)
        return differences(graph, articles, entities)

    def identity(self, record: Record) -> Identity:
        """Return the identity of a record's entities, matched with those of the other articles."""
        held = self._keys.get(record.article.id)
        if held is None or held[0] is not record:
            held = record, resolve([record], self.background).keys
            if record.article.id in self._fresh:
                self._keys[record.article.id] = held
        return Identity(held[1], self._merged)

    def _supports(self, entry: Entry) -> list[Any]:
        return supports(entry.record, self.identity(entry.record), self.background.gazetteer)

    def _described(self, entity: str) -> list[Quad]:
        instead = self.records.matches.instead_of(entity)
        if instead is not None:
            return quads(lines(replaced(entity, instead), node(ENTITIES_GRAPH)))
        return describe(self.records.supports(entity), self.background.gazetteer)


def _same_graph(path: Path, meta: Mapping[str, Any], server: str) -> None:
    """Raise StoreError if the records of a folder belong to another graph."""
    if "projection" in meta and meta.get("graph", "") != server:
        where = meta.get("graph") or "the folder itself"
        raise StoreError(
            f"{path}: its records belong to the graph in {where}", hint="set KG_RECORDS to a folder for each server"
        )


def _for_reading(path: Path, *, remote: bool = False) -> tuple[Path, files.Lock]:
    """Return the graph's folder for a reader: the graph itself, or the snapshot of a writer at work."""
    try:
        return path / files.GRAPH, files.Lock(path, exclusive=False)
    except BlockingIOError:
        found = None if remote else files.newest_snapshot(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}", hint="check permissions") from None
    if found is None:
        raise files.in_use(path)
    return found[0] / files.GRAPH, found[1]


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
