"""The table of mutations in docs/validation.md, made by trying each: `python -m tests.ontology.table` writes it."""

from pathlib import Path
from typing import Final

from kg.ontology import short
from kg.validate import Shapes, Violation, check, load_shapes
from tests.ontology.mutations import Mutation, read_mutations

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "validation.md"
HEADING: Final = "## Each fault and what catches it\n"
INTRODUCTION: Final = """\
{faults} faults, each made by itself from `tests/ontology/complete.ttl`, must give {results} results; {caught}
are caught.
Rules without a star are SHACL Core's, and pySHACL finds the same; those with a star are checked in Python. Quotes that
do not re-read and facts without claims need an article beside the graph: `tests/test_validate.py` tries them. This
section is written by `python -m tests.ontology.table` and compared by a test."""


def readable(path: str | None) -> str:
    """Return a path as the table of mutations writes it."""
    if path is None:
        return "none"
    sign = "^" if path.startswith("^") else ""
    name = short(path.removeprefix("^"))
    return sign + (name if ":" in name else f"kg:{name}")


def section(shapes: Shapes) -> str:
    """Return the section: a row for each rule that a mutation must break."""
    mutations = read_mutations()
    rows = [line for mutation in mutations for line in _rows(mutation, shapes)]
    caught = sum(line.endswith("| yes |") for line in rows)
    return "\n".join(
        [
            HEADING,
            INTRODUCTION.format(faults=len(mutations), results=len(rows), caught=caught),
            "",
            "| shape | fault | path | constraint | message | caught |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def with_section(page: str, shapes: Shapes) -> str:
    """Return the page with its last section made anew."""
    return page.partition(HEADING)[0] + section(shapes)


def _rows(mutation: Mutation, shapes: Shapes) -> list[str]:
    found = check(mutation.quads(), shapes, evidence=False)
    rows = []
    for shape, path, constraint in sorted(mutation.expected):
        hits = [v for v in found if (v.shape, readable(v.path), v.component) == (shape, path, constraint)]
        star = "" if shape in shapes.names else " *"
        cells = (shape + star, _fault(mutation), path, constraint.removesuffix("ConstraintComponent"))
        rows.append(f"| {' | '.join(map(_cell, cells))} | {_cell(_message(hits))} | {'yes' if hits else 'NO'} |")
    return rows


def _message(hits: list[Violation]) -> str:
    return min((hit.message for hit in hits), default="")


def _fault(mutation: Mutation) -> str:
    """Return what is taken out and put in."""
    parts = [f"− `{subject} {property_}`" for subject, property_ in mutation.out]
    return "; ".join([*parts, f"+ `{mutation.into}`"] if mutation.into else parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), load_shapes()), encoding="utf-8")


if __name__ == "__main__":
    main()
