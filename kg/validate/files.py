"""Read anybody's RDF files to check them, with one clear line where a file cannot be understood."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import InputError
from kg.validate.gate import check
from kg.validate.shapes import Shapes
from kg.validate.violation import Violation

FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def validate_files(paths: Sequence[str | Path], shapes: Shapes | None = None) -> list[Violation]:
    """Check RDF files together: what one says of a thing counts for the others.

    Facts need no claims here, but claims that are there must be right. Raises InputError for a file that cannot be
    read, is of no known format, or is not well-formed (with its line).
    """
    from kg.validate.shapes import load_shapes

    quads = [quad for path in paths for quad in read_quads(Path(path))]
    return check(quads, shapes or load_shapes(), evidence=False)


def read_quads(path: Path) -> list[Quad]:
    """Return the quads of a file; its ending tells the format. Raises InputError as `validate_files` does."""
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise InputError(
            f"{path}: the ending tells no RDF format", hint="name it " + ", ".join(f"*{e}" for e in FORMATS)
        )
    try:
        return list(parse(path.read_bytes(), format=format_, base_iri=path.resolve().as_uri()))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", hint="check the path") from None
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}, line {line}" if line else str(path)
        raise InputError(f"{where}: not well-formed {format_.name}: {_reason(error)}", hint="mend the file") from None


def _reason(error: Exception) -> str:
    return " ".join(str(error.args[0] if error.args else error).split())
