"""Write quads in a format: one function a format, in one dictionary that also feeds the command line."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from kg.errors import OutputError, UsageError
from kg.export.pretty import trig, turtle
from kg.export.terms import as_triples, sorted_quads, used_prefixes

Writer = Callable[[Sequence[ox.Quad]], str]


class QuadSource(Protocol):
    """Anything that gives its quads as `pyoxigraph.Store` does."""

    def quads_for_pattern(self, subject: None, predicate: None, object: None, graph_name: None = None, /) -> Any:
        """Return all quads of all graphs."""


def export(source: QuadSource | Iterable[ox.Quad], path: Path | str, format: str | None = None) -> int:
    """Write a store's graph, or quads, to a file whole or not at all; return the number of statements.

    The format is that of the file's ending unless given. Raises UsageError for an unknown one, OutputError if the
    file cannot be written.
    """
    target = Path(path)
    chosen = format or format_of(target)
    quads = _chosen(source, chosen)
    write_whole(target, WRITERS[chosen](quads).encode("utf-8"))
    return len(quads)


def dump(source: QuadSource | Iterable[ox.Quad], format: str) -> str:
    """Return a store's graph, or quads, in a format of WRITERS. Raises UsageError for an unknown one."""
    return WRITERS[format](_chosen(source, format)) if format in WRITERS else WRITERS[_unknown(format)]([])


def format_of(path: Path) -> str:
    """Return the format that a file's ending names. Raises UsageError if it names none."""
    ending = path.suffix.removeprefix(".").lower()
    ending = {"rdf": "rdfxml", "xml": "rdfxml", "json": "jsonld", "ntriples": "nt", "nquads": "nq"}.get(ending, ending)
    return ending if ending in WRITERS else _unknown(ending or path.name)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it. Raises OutputError if that is not possible."""
    temporary = ""
    try:
        if path.is_dir():
            raise OutputError(f"cannot write {path}: it is a folder", hint="name a file")
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or pipe, which cannot be replaced
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        Path(temporary).replace(path)
        temporary = ""
    except OSError as error:
        hint = "the folder does not exist" if not path.parent.is_dir() else "choose another file with -o"
        raise OutputError(f"cannot write {path}: {error.strerror or error}", hint=hint) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _chosen(source: QuadSource | Iterable[ox.Quad], format: str) -> list[ox.Quad]:
    """Return the sorted quads that a format shows: the merged default graph, or the named graphs."""
    if format not in WRITERS:
        _unknown(format)
    everything: Iterable[ox.Quad]
    if isinstance(source, Iterable) and not hasattr(source, "quads_for_pattern"):
        everything = source
    else:
        everything = source.quads_for_pattern(None, None, None, None)
    merged = format not in NAMED
    return sorted_quads(one for one in everything if (one.graph_name == ox.DefaultGraph()) is merged)


def _unknown(format: str) -> str:
    raise UsageError(f"unknown export format {format!r}", hint=f"one of: {', '.join(WRITERS)}")


def _lines(format: ox.RdfFormat) -> Writer:
    def write(quads: Sequence[ox.Quad]) -> str:
        statements = quads if format == ox.RdfFormat.N_QUADS else as_triples(quads)
        written: bytes = ox.serialize(statements, format=format)  # type: ignore[assignment]
        return written.decode()

    return write


def _rdfxml(quads: Sequence[ox.Quad]) -> str:
    triples = as_triples(quads)
    prefixes = used_prefixes(triples)
    written: bytes = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=prefixes)  # type: ignore[assignment]
    head, mark, body = written.decode().partition("<rdf:RDF")
    _, _, rest = body.partition(">")
    names = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", **prefixes}
    declared = "".join(f'\n\txmlns:{name}="{base}"' for name, base in sorted(names.items()))
    return f"{head}{mark}{declared}>{rest}".rstrip("\n") + "\n"


def _jsonld(quads: Sequence[ox.Quad]) -> str:
    """One node a line, so that the file compares well."""
    written: bytes = ox.serialize(as_triples(quads), format=ox.RdfFormat.JSON_LD)  # type: ignore[assignment]
    nodes = [json.dumps(node, ensure_ascii=False, sort_keys=True) for node in json.loads(written)]
    return "[\n" + ",\n".join(nodes) + "\n]\n"


WRITERS: dict[str, Writer] = {
    "ttl": lambda quads: turtle(as_triples(quads)),
    "trig": trig,
    "nt": _lines(ox.RdfFormat.N_TRIPLES),
    "nq": _lines(ox.RdfFormat.N_QUADS),
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
}
NAMED = frozenset({"trig", "nq"})
"""The formats that show the named graphs; the others show the default graph, their merge."""
