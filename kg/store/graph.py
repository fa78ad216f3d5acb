"""The graph of a store: named graphs, and a default graph that is always their deduplicated merge."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

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


def load(graph: Store | RemoteGraph, text: str) -> None:
    """Put N-Quads into a graph in bulk, as fast as it can, without a transaction."""
    if isinstance(graph, RemoteGraph):
        graph.bulk_extend(quads(text))
    elif text:
        graph.bulk_load(text.encode(), format=RdfFormat.N_QUADS, lenient=True)


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
