"""Read anybody's RDF files to check them, with one clear line where a file cannot be understood."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.validate.claims import NEWS_ARTICLE
from kg.validate.gate import check
from kg.validate.shapes import Shapes
from kg.validate.violation import Violation
from kg.vocabulary import KG

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

    Facts need no claims here, but claims that are there must be right. A file that speaks of nothing in the ontology
    is told, since nothing in it was checked. Raises InputError for a file that cannot be read, is of no known format,
    or is not well-formed (with its line).
    """
    from kg.validate.shapes import load_shapes

    by_file = {Path(path): read_quads(Path(path)) for path in paths}
    shapes = shapes or load_shapes()
    found = check([quad for quads in by_file.values() for quad in quads], shapes, evidence=False)
    checked = frozenset(class_ for target in shapes.targets for class_ in target.classes)
    foreign = [path for path, quads in by_file.items() if not any(_ours(quad, checked) for quad in quads)]
    return [*found, *map(_foreign, foreign)]


def _ours(quad: Quad, checked: frozenset[str]) -> bool:
    """Say whether a quad uses the ontology, or a class of another vocabulary that the shapes check."""
    value = quad.object.value if isinstance(quad.object, NamedNode) else ""
    return quad.predicate.value.startswith(KG.base) or value.startswith((KG.base, NEWS_ARTICLE)) or value in checked


def _foreign(path: Path) -> Violation:
    return Violation(
        focus=path.resolve().as_uri(),
        path=None,
        value=None,
        shape="Vocabulary",
        component="UsedVocabularyConstraintComponent",
        severity="Warning",
        message=f"Nothing in {path.name} is of the ontology {KG.base}, so nothing in it was checked; "
        "use its classes and properties (docs/ontology.md).",
    )


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
