"""Answers: rows of RDF terms with names, Python values and labels."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, Protocol

import pyoxigraph as ox

from kg.vocabulary import CODE_BASE, DATA_BASE, KG, PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Kind = Literal["select", "ask", "graph"]
Value = Any
XSD = PREFIXES["xsd"]

_INTEGERS = frozenset({"integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger"})


class Queryable(Protocol):
    """Anything that answers SPARQL queries as `pyoxigraph.Store` does."""

    def query(self, query: str, /) -> Any:
        """Return solutions, a boolean or triples."""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something with an IRI, and its label where one is known."""

    label: str
    iri: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Rows:
    """What a query answered.

    `kind` is "select", "ask" (one cell) or "graph" (subject, predicate, object). `labels` names the IRIs in the cells.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    kind: Kind = "select"
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> tuple[tuple[Value, ...], ...]:
        """Rows of Python values: str, int, Decimal, float, bool, date, datetime, Thing for an IRI, None if unbound."""
        return tuple(tuple(python_value(term, self.labels) for term in row) for row in self.terms)

    @property
    def dicts(self) -> list[dict[str, Value]]:
        """Rows as dictionaries from column to Python value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def column(self, name: str) -> list[Value]:
        """Return the Python values of one column. Raises ValueError if there is none of that name."""
        index = self.columns.index(name)
        return [row[index] for row in self.values]

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.values)

    def __bool__(self) -> bool:
        """Tell whether there is an answer: rows at all, or "yes"."""
        return bool(self.values[0][0]) if self.kind == "ask" else bool(self.terms)


def python_value(term: Term | None, labels: Mapping[str, str]) -> Value:
    """Return a term as a Python value; a literal that is not of its type's form stays text."""
    if isinstance(term, ox.NamedNode):
        return Thing(label_of(term.value, labels), term.value)
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    name = term.datatype.value.removeprefix(XSD)
    try:
        if name in _INTEGERS:
            return int(term.value)
        if name == "decimal":
            return Decimal(term.value)
        if name in ("double", "float"):
            return float(term.value)
        if name == "date":
            return date.fromisoformat(term.value)
        if name == "dateTime":
            return datetime.fromisoformat(term.value)
    except (ValueError, ArithmeticError):
        return term.value
    return term.value in ("true", "1") if name == "boolean" else term.value


def label_of(iri: str, labels: Mapping[str, str]) -> str:
    """Return the label of an IRI: the known one, the plain name of a code or term, a short form, else the IRI."""
    if iri in labels:
        return labels[iri]
    if iri.startswith(CODE_BASE):
        return spaced(iri.removeprefix(CODE_BASE))
    if iri.startswith(KG.base):
        local = iri.removeprefix(KG.base)
        return local if local[:1].isupper() else spaced(local).removeprefix("has ")
    if iri.startswith(DATA_BASE):
        return iri.removeprefix(DATA_BASE)
    for prefix, base in PREFIXES.items():
        local = iri.removeprefix(base)
        if local != iri and local.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return iri


def spaced(name: str) -> str:
    """Return a code's name as words: "smart-factory" and "smartFactory" become "smart factory"."""
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in name)
    return words.replace("-", " ").replace("_", " ").strip().rsplit("/", 1)[-1]


def iris_to_name(terms: Iterable[Iterable[Term | None]]) -> list[str]:
    """Return the IRIs of data among the terms, sorted, each once."""
    return sorted(
        {
            term.value
            for row in terms
            for term in row
            if isinstance(term, ox.NamedNode) and term.value.startswith((DATA_BASE, CODE_BASE))
        }
    )
