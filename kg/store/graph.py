"""The graph of a store: named graphs, and a default graph that is always their deduplicated merge."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from kg.errors import StoreError
from kg.store.files import in_use
from kg.store.remote import RemoteGraph
from kg.terms import quads


@contextmanager
def sane(folder: Path) -> Iterator[None]:
    """Turn the graph's errors within the block into StoreErrors."""
    try:
        yield
    except (OSError, RuntimeError) as error:  # pyoxigraph raises RuntimeError for corrupt files
        words = str(error)
        if "LOCK" in words or "lock hold" in words:
            raise in_use(folder.parent) from None
        if "No space" in words or "Permission denied" in words or "Read-only" in words:
            raise StoreError(f"{folder}: cannot be written: {words}", hint="check permissions and free space") from None
        raise StoreError(f"{folder}: damaged: {words}", hint="restore the store or build it anew") from None


def open_graph(folder: Path, *, write: bool) -> Store:
    """Open the graph. Raises StoreError if it is locked, damaged or cannot be read."""
    with sane(folder):
        if not write:
            return Store.read_only(str(folder))
        # A bulk load that was killed leaves its files behind; nothing refers to them.
        for left in folder.glob("bulk-*.sst"):
            left.unlink()
        return Store(str(folder))


def load(graph: Store | RemoteGraph, texts: Iterable[str]) -> None:
    """Put N-Quads into a graph in bulk, as fast as it can: all of them or, if the process dies or a text fails, none.

    The texts are asked for while the graph works on those before them. A server takes each text by itself.
    Raises TextsError if the texts fail with what could be mistaken for a failure of the graph.
    """
    if isinstance(graph, RemoteGraph):
        for text in texts:
            graph.bulk_extend(quads(text))
        return
    stream: Any = _Stream(texts)  # read is all that is asked of it
    graph.bulk_load(stream, format=RdfFormat.N_QUADS, lenient=True)


class TextsError(Exception):
    """What gives the texts of a load has failed; the cause says how."""


class _Stream:
    """Texts as a file to read."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = iter(texts)
        self._now, self._place = b"", 0

    def read(self, size: int = -1) -> bytes:
        """Return at most so many bytes, none at the end."""
        while self._place == len(self._now):
            try:
                text = next(self._texts, None)
            except (OSError, RuntimeError) as error:
                raise TextsError from error
            if text is None:
                return b""
            self._now, self._place = text.encode(), 0
        end = len(self._now) if size < 0 else self._place + size
        part = self._now[self._place : end]
        self._place += len(part)
        return part


def merged(given: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads of named graphs, each with its copy for the default graph."""
    for quad in given:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


def change(graph: Store | RemoteGraph, current: set[Quad], wanted: set[Quad]) -> tuple[int, int]:
    """Make quads of named graphs what is wanted, and the default graph with them, in one transaction.

    `current` is all that the graph holds of the graphs or subjects at hand. Returns how many quads of named graphs
    were added and removed.
    """
    added, removed = wanted - current, current - wanted
    if not removed:
        if added:
            graph.extend(list(merged(sorted(added, key=str))))
        return len(added), 0
    stays = {quad.triple for quad in added}
    orphans = [quad for quad in removed if quad.triple not in stays and not _elsewhere(graph, quad, removed)]
    plain = {Quad(quad.subject, quad.predicate, quad.object) for quad in orphans}
    if isinstance(graph, RemoteGraph):
        graph.change(list(merged(added)), [*removed, *plain])
        return len(added), len(removed)
    parts = [_data("DELETE", [*removed, *plain])]
    if added:
        parts.append(_data("INSERT", list(merged(added))))
    graph.update(" ;\n".join(parts))
    return len(added), len(removed)


def _elsewhere(graph: Store | RemoteGraph, quad: Quad, removed: set[Quad]) -> bool:
    """Tell whether a named graph goes on holding a triple."""
    others = graph.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(not isinstance(other.graph_name, DefaultGraph) and other not in removed for other in others)


def _data(verb: str, quads: list[Quad]) -> str:
    lines = []
    for quad in sorted(quads, key=str):
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        plain = isinstance(quad.graph_name, DefaultGraph)
        lines.append(triple if plain else f"GRAPH {quad.graph_name} {{ {triple} }}")
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}"
