"""Make the RDF library's Turtle and TriG pleasant to read without changing what it says."""

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.export.terms import used_prefixes
from kg.vocabulary import DATA_BASE


def turtle(triples: Sequence[ox.Triple]) -> str:
    """Return sorted triples as Turtle: prefixes, relative IRIs for data, a blank line between subjects."""
    return _pretty(triples, ox.RdfFormat.TURTLE, used_prefixes(triples), top="")


def trig(quads: Sequence[ox.Quad]) -> str:
    """Return sorted quads as TriG, laid out like `turtle`."""
    return _pretty(quads, ox.RdfFormat.TRIG, used_prefixes(quads), top="\t")


def _pretty(
    statements: Sequence[ox.Triple] | Sequence[ox.Quad],
    format: ox.RdfFormat,
    prefixes: Mapping[str, str],
    top: str,
) -> str:
    written: bytes = ox.serialize(statements, format=format, prefixes=dict(prefixes))  # type: ignore[assignment]
    lines = [line for line in written.decode().splitlines() if not line.startswith("@prefix ")]
    head = [f"@prefix {name}: <{base}> ." for name, base in prefixes.items()]
    body = "\n".join(_spaced(lines, top))
    # A literal that holds such an IRI would be changed along with them: then all IRIs stay whole.
    if f"<{DATA_BASE}" in body and not _in_literals(statements):
        body = body.replace(f"<{DATA_BASE}", "<")
        head.insert(0, f"@base <{DATA_BASE}> .")
    return "\n".join([*head, "", body]).strip("\n") + "\n"


def _spaced(lines: Iterable[str], top: str) -> Iterable[str]:
    """Yield the lines with a blank one before each graph and each subject that has more than one line."""
    before = ""
    for line in lines:
        starts = line.startswith(top) and not line.startswith(top + "\t") and before.endswith(" .")
        if (starts and line != "}") or before == "}":
            yield ""
        yield line
        before = line


def _in_literals(statements: Iterable[ox.Triple | ox.Quad]) -> bool:
    mark = f"<{DATA_BASE}"
    return any(isinstance(one.object, ox.Literal) and mark in one.object.value for one in statements)
