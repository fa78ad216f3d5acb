"""A store: a folder with the records (the truth), and the graph that is projected from them.

Each change goes to the records first, marked as pending, then to the graph in one transaction, then the mark goes.
A process that dies in between leaves marks; the next writer finishes what they say. Commits survive a killed process.
A gazetteer or projection other than the one that the graph was made with makes it anew when a writer opens the store.
A power cut may cost the last moments before it; `flush` is the point after which nothing is lost.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from os import environ
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from pyoxigraph import Quad
from pyoxigraph import Store as Graph

from kg import __version__
from kg.errors import KgError, StoreError
from kg.model import Record
from kg.resolve import Background, Identity, judgements
from kg.store import files
from kg.store.graph import open_graph, sane
from kg.store.keeper import Keeper
from kg.store.matches import Matches
from kg.store.projector import FOLLOWS, IN_BULK, LOADED, TOGETHER, UNSORTED, Changes, Projector, batches
from kg.store.records import Entry, Records
from kg.store.remote import RemoteGraph, is_remote, remote_graph
from kg.store.verify import Difference, differences
from kg.terms import RDF, kg, node

Mode = Literal["read", "write"]
_TYPE: Final = node(RDF + "type")
PROJECTION: Final = 4  # to be raised when kg.resolve, kg.project or kg.describe give other quads than before
JUDGEMENTS: Final = ".judgements.jsonl"  # beside the store, so that it outlives the store


class Store:
    """An open store; close it, or use it in a `with` block. One writer at a time, any number of readers."""

    def __init__(
        self, path: Path, mode: Mode, background: Background | None, remote: RemoteGraph | None = None
    ) -> None:
        self.path, self.mode = path, mode
        self.meta = files.read_meta(path)
        self.server = remote.address.update if remote is not None else ""
        files.same_graph(path, self.meta, self.server)
        folder, self._lock = path / files.GRAPH, None
        if mode == "write":
            self._lock = files.lock_to_write(path)
        else:
            folder, self._lock = files.for_reading(path, remote=remote is not None)
        try:
            self.records = Records(path / files.RECORDS, write=mode == "write")
            self.graph = open_graph(folder, write=mode == "write") if remote is None else remote
            self._projector = Projector(self.records, self.graph, folder, lambda: background or Background.load())
            self.judgements = path.with_name(path.name + JUDGEMENTS)
            self._projector.judged = judgements.standing(judgements.read(self.judgements))
            self._keeper = Keeper(self.records, self._projector)
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
        self._keeper.take_up()
        self.finish()
        if isinstance(self.graph, Graph):
            with files.writable(self.path), sane(self.path / files.GRAPH), files.new_snapshot(self.path) as snapshot:
                self.graph.backup(str(snapshot / files.GRAPH))
        if self.records.outdated or self.meta.get("projection") != self._versions()["projection"]:
            self.rebuild()
        self.judge()

    def _versions(self) -> dict[str, str]:
        """Return what decides how records look in the graph: a change of it makes the graph anew."""
        where = {"graph": self.server} if self.server else {}
        return {"kg": __version__, "projection": f"{PROJECTION} {self.background.version}", **where}

    @property
    def background(self) -> Background:
        """The gazetteer and words with which identity is decided; read when first needed."""
        return self._projector.background

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close(finish=not isinstance(error, StoreError))

    def close(self) -> None:
        """Bring everything to disk and give the store back."""
        self._close(finish=True)

    def _close(self, *, finish: bool) -> None:
        if self._lock is None:
            return
        lock, self._lock = self._lock, None
        try:
            if self.mode == "write":
                if finish:
                    self.finish()
                self.flush()
                files.remove_snapshots(self.path)
        finally:
            self.records.close()
            # pyoxigraph closes a store when nothing refers to it any more.
            del self.graph, self._projector, self._keeper
            lock.release()

    def flush(self) -> None:
        """Bring everything to disk, so that it survives a power cut."""
        self.records.checkpoint()
        with sane(self.path / files.GRAPH):
            self.graph.flush()

    # Writing

    def put(self, records: Iterable[Record | Entry]) -> Changes:
        """Put the records of new or changed articles in place of what the store holds of those articles.

        All of them are kept for good when this returns, or none. Their things are matched and the graph follows when
        enough has come together, when this store is asked or closed, or when `finish` is called; after a crash, when
        the store is opened to write. Returns what changed in the graph meanwhile.
        """
        self._keeper.keep(records)
        return self.finish() if self.waiting >= FOLLOWS else Changes()

    def replace(self, records: Iterable[Record | Entry]) -> Changes:
        """Put records in as `put` does, and bring them to the graph; tell what that changed there."""
        self._keeper.match()
        total = Changes()
        for batch in batches(records, TOGETHER):
            self._keeper.put(batch)
            total += self.finish()
        return total

    def bulk(self, records: Iterable[Record | Entry]) -> Changes:
        """Put in the records of many articles; things that many articles speak of are described once, at the end.

        The graph is complete when this returns, and sorted if most of it is new and comes from many files.
        If this does not return, the next writer finishes the work.
        """
        total, before = self.finish(), self.records.counts()["articles"]
        rest = batches(records, IN_BULK)
        for first in rest:
            steps = map(self._keeper.put, chain([first], islice(rest, LOADED - 1)))
            total += self._projector.load_articles(steps) + self._projector.finish_articles()
        total += self._projector.finish_things()
        new = self.records.counts()["articles"] - before
        if isinstance(self.graph, Graph) and new > max(before, UNSORTED):
            with sane(self.path / files.GRAPH):
                self.graph.optimize()
        return total

    @property
    def matches(self) -> Matches:
        """What is the same as what, with all in it that was put in."""
        self._keeper.match()
        return self.records.matches

    @property
    def waiting(self) -> int:
        """How many articles were put in that the graph does not show yet."""
        return self._keeper.waiting + self._projector.waiting

    def finish(self) -> Changes:
        """Bring to the graph what is marked as pending; once is as good as twice."""
        self._keeper.match()
        return self._projector.finish()

    def remove(self, article_id: str) -> bool:
        """Take an article out with all that only it supports; tell whether the store had it."""
        if self.records.get(article_id) is None:
            return False
        self.withdraw([article_id])
        return True

    def withdraw(self, article_ids: Iterable[str]) -> Changes:
        """Take articles out with all that only they support, all in one transaction of the records."""
        self._keeper.match()
        self._keeper.withdraw(set(article_ids))
        return self.finish()

    def judge(self) -> Changes:
        """Bring what the file of judgements says now to the graph. Raises InputError if the file is damaged."""
        self._keeper.match()
        self._projector.judged = judgements.standing(judgements.read(self.judgements))
        self._keeper.judge()
        return self.finish()

    def rebuild(self) -> Changes:
        """Make the graph what the records say with the gazetteer and rules of this kg, whatever it holds now."""
        self._keeper.match()
        total = Changes()
        with self.records.transaction():
            self.records.supports.recount()
        for ids in batches(self.records.ids(), TOGETHER):
            total += self.replace(entry for i in ids if (entry := self.records.get(i)) is not None)
        while strays := list(self.verify()):  # what no article put there, or somebody took away
            for stray in strays:
                (self.graph.add if stray.kind == "missing" else self.graph.remove)(stray.quad)
        with files.writable(self.path):
            files.write_meta(self.path, self._versions())
        self.meta = files.read_meta(self.path)
        self.records.note_renewed()
        return total

    # Reading

    def query(self, query: str, /, **options: Any) -> Any:
        """Answer a SPARQL query as `pyoxigraph.Store.query` does: solutions, a boolean or triples."""
        return self._complete().query(query, **options)

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[Quad]:
        """Return the quads that match, as `pyoxigraph.Store.quads_for_pattern` does; None matches everything."""
        return self._complete().quads_for_pattern(subject, predicate, object, graph_name)

    def __len__(self) -> int:
        """Return the number of quads, those of the default graph included."""
        return len(self._complete())

    def _complete(self) -> Graph | RemoteGraph:
        """Return the graph with all in it that was put in."""
        if self.waiting:
            self.finish()
        return self.graph

    def entries(self) -> Iterator[Entry]:
        """Yield the records, sorted by article id."""
        return (entry for article in self.records.ids() if (entry := self.records.get(article)) is not None)

    def projected(self, entry: Entry) -> list[Quad]:
        """Return the quads that an article's record stands for."""
        self._keeper.match()
        return self._projector.article_quads(entry)[1]

    def withheld(self, entry: Entry) -> frozenset[str]:
        """Return the sources ("claim 3") of what a record says and the graph does not: withheld or rejected."""
        return self._projector.withheld(entry)

    def identity(self, record: Record) -> Identity:
        """Return the identity of a record's entities, matched with those of the other articles."""
        self._keeper.match()
        return self._projector.identity(record)

    def status(self) -> dict[str, Any]:
        """Return counts, versions and sizes."""
        self._keeper.match()
        return {
            **self.records.counts(),
            "claims": self._count_claims(),
            "quads": len(self),
            "format": self.meta["format"],
            "kg": self.meta.get("kg", ""),
            "projection": self.meta.get("projection", ""),
            "extractors": self.records.versions(),
            "last_build": files.read_build(self.path),
            "bytes_records": files.bytes_of_records(self.path),
            "bytes_graph": 0 if self.server else files.bytes_of_graph(self.path),
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
        return differences(self._complete(), self._projector, self.entries())
