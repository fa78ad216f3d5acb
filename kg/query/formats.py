"""Write an answer: for people (table, markdown, csv) with labels, for machines (tsv, json, ttl) as terms."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg.errors import UsageError
from kg.export.pretty import turtle
from kg.export.terms import as_triples, sorted_quads
from kg.query.rows import Rows, Term, Thing, Value
from kg.query.tables import write_table

PIPED_WIDTH = 120
_MINIMUM = 40


def write_rows(rows: Rows, format: str, *, width: int | None = None) -> str:
    """Return an answer in one of FORMATS; `width` is that of the terminal, for tables.

    Raises UsageError for an unknown format, or one that does not fit the kind of answer.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}", hint=f"one of: {', '.join(FORMATS)}")
    return FORMATS[format](rows, max(width or PIPED_WIDTH, _MINIMUM))


def cell(value: Value) -> str:
    """Return a value as a reader wants to see it: labels, digits in groups, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _table(rows: Rows, width: int) -> str:
    return write_table(rows, width, cell)


def _markdown(rows: Rows, width: int) -> str:
    def line(cells: list[str]) -> str:
        return (
            "| " + " | ".join(one.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for one in cells) + " |"
        )

    lines = [line([name.replace("_", " ") for name in rows.columns]), line(["---"] * len(rows.columns))]
    lines += [line([cell(value) for value in row]) for row in rows.values]
    return "\n".join(lines) + "\n"


def _csv(rows: Rows, width: int) -> str:
    """Labels for people; beside a column of things, a column with their IRIs."""
    things = [any(isinstance(row[index], Thing) for row in rows.values) for index in range(len(rows.columns))]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header: list[str] = []
    for name, thing in zip(rows.columns, things, strict=True):
        header += [name, f"{name}_iri"] if thing else [name]
    writer.writerow(header)
    for row in rows.values:
        cells: list[str] = []
        for value, thing in zip(row, things, strict=True):
            plain = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            cells.append(plain)
            if thing:
                cells.append(value.iri if isinstance(value, Thing) else "")
        writer.writerow(cells)
    return out.getvalue()


def _tsv(rows: Rows, width: int) -> str:
    """SPARQL 1.1 TSV: each term as in Turtle."""
    lines = ["\t".join(f"?{name}" for name in rows.columns)]
    lines += ["\t".join("" if term is None else _turtle(term) for term in row) for row in rows.terms]
    return "\n".join(lines) + "\n"


def _turtle(term: Term) -> str:
    return str(term).replace("\t", "\\t")


def _json(rows: Rows, width: int) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if rows.kind == "ask":
        return json.dumps({"head": {}, "boolean": bool(rows)}) + "\n"
    bindings = [
        {name: _json_term(term) for name, term in zip(rows.columns, row, strict=True) if term is not None}
        for row in rows.terms
    ]
    answer = {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        raise UsageError("triple terms have no place in SPARQL 1.1 JSON", hint="use --format tsv")
    literal = {"type": "literal", "value": term.value}
    if term.language:
        return {**literal, "xml:lang": term.language}
    if term.datatype.value.endswith("#string"):
        return literal
    return {**literal, "datatype": term.datatype.value}


def _ttl(rows: Rows, width: int) -> str:
    if rows.kind != "graph":
        raise UsageError("Turtle is for CONSTRUCT and DESCRIBE queries", hint="use --format table, csv, tsv or json")
    return turtle(as_triples(sorted_quads(ox.Quad(*row) for row in rows.terms)))  # type: ignore[arg-type]  # a graph has three terms a row


FORMATS: dict[str, Callable[[Rows, int], str]] = {
    "table": _table,
    "markdown": _markdown,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "ttl": _ttl,
}
