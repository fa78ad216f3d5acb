"""The named graphs as several compressed N-Quads files, for the bulk loaders of other stores."""

import gzip
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Protocol

import pyoxigraph as ox

from kg.errors import OutputError, UsageError
from kg.export.terms import sorted_quads

_GRAPHS: Final = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
_MOST: Final = 512


class Graphs(Protocol):
    """Anything that answers queries and gives the quads of a graph."""

    def query(self, query: str, /) -> Any:
        """Answer a SPARQL query."""

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None, /) -> Any:
        """Return the quads of a graph."""


def export_split(source: Graphs, path: Path, parts: int) -> tuple[list[Path], int]:
    """Write the named graphs to PATH-001.nq.gz …; return the files and the number of statements.

    A graph is whole in the part that its name decides, so that a change of one article changes one file; graphs and
    statements are sorted, equal graphs give equal bytes. One graph at a time is held in memory.
    Raises UsageError for a wrong number or ending, OutputError.
    """
    name = path.name.removesuffix(".gz")
    if not name.endswith(".nq"):
        raise UsageError(f"{path}: only N-Quads can be split", hint="name a file that ends in .nq or .nq.gz")
    if not 1 <= parts <= _MOST:
        raise UsageError(f"--split {parts}: from 1 to {_MOST}")
    width = max(3, len(str(parts)))
    files = [path.with_name(f"{name.removesuffix('.nq')}-{number:0{width}d}.nq.gz") for number in range(1, parts + 1)]
    count = 0
    try:
        with ExitStack() as stack:
            # No name and no time in the header, which would make equal content differ.
            raw = [stack.enter_context(file.open("wb")) for file in files]
            packed = [stack.enter_context(gzip.GzipFile("", "wb", 6, fileobj=file, mtime=0)) for file in raw]
            for graph in sorted((row["g"] for row in source.query(_GRAPHS)), key=str):
                quads = sorted_quads(source.quads_for_pattern(None, None, None, graph))
                count += len(quads)
                written: Any = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
                packed[_part(graph.value, parts)].write(written)
    except OSError as error:
        hint = "the folder does not exist" if not path.parent.is_dir() else "choose another file with -o"
        raise OutputError(f"cannot write {path}: {error.strerror or error}", hint=hint) from error
    return files, count


def _part(graph: str, parts: int) -> int:
    return int.from_bytes(blake2b(graph.encode(), digest_size=8).digest(), "big") % parts
