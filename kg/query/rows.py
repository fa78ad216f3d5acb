"""Answers: rows of RDF terms with names, Python values and labels."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Literal, Protocol, SupportsIndex, overload

import pyoxigraph as ox

from kg.errors import UsageError
from kg.vocabulary import CODE_BASE, DATA_BASE, KG, PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Kind = Literal["select", "ask", "graph"]
Value = Any
XSD = PREFIXES["xsd"]
SHOWN = 20

if TYPE_CHECKING:
    from pandas import DataFrame

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


class Row(tuple[Value, ...]):
    """One row: a tuple whose cells also go by the names of the columns, `row["plan"]` or `row.plan`."""

    columns: tuple[str, ...]

    def __new__(cls, values: Iterable[Value], columns: tuple[str, ...]) -> "Row":
        """Make a row of values with the names of their columns."""
        self = super().__new__(cls, values)
        self.columns = columns
        return self

    @overload
    def __getitem__(self, key: SupportsIndex | str) -> Value: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, key: SupportsIndex | slice | str) -> Value:
        """Return a cell by place or column name. Raises KeyError for an unknown name."""
        if not isinstance(key, str):
            return super().__getitem__(key)
        if key not in self.columns:
            raise KeyError(f"no column {key!r}; there are: {', '.join(self.columns)}")
        return super().__getitem__(self.columns.index(key))

    def __getattr__(self, name: str) -> Value:
        """Return a cell by column name."""
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __reduce__(self) -> tuple[type["Row"], tuple[tuple[Value, ...], tuple[str, ...]]]:
        return Row, (tuple(self), self.columns)

    def __repr__(self) -> str:
        cells = (f"{name}={_brief(value)}" for name, value in zip(self.columns, self, strict=True))
        return f"Row({', '.join(cells)})"

    def dict(self) -> dict[str, Value]:
        """Return the row as a dictionary from column to value."""
        return dict(zip(self.columns, self, strict=True))


@dataclass(frozen=True, repr=False)
class Rows:
    """What a query answered.

    `kind` is "select", "ask" (one cell) or "graph" (subject, predicate, object). `labels` names the IRIs in the cells.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    kind: Kind = "select"
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> tuple[Row, ...]:
        """Rows of Python values: str, int, Decimal, float, bool, date, datetime, Thing for an IRI, None if unbound."""
        return tuple(Row((python_value(term, self.labels) for term in row), self.columns) for row in self.terms)

    @property
    def dicts(self) -> list[dict[str, Value]]:
        """Rows as dictionaries from column to Python value."""
        return [row.dict() for row in self.values]

    def to_dataframe(self) -> "DataFrame":
        """Return the rows as a pandas DataFrame of Python values. Raises UsageError if pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise UsageError("to_dataframe() needs pandas", hint="pip install 'kg-policy[pandas]'") from None
        return pandas.DataFrame(list(map(tuple, self.values)), columns=list(self.columns))

    def column(self, name: str) -> list[Value]:
        """Return the Python values of one column. Raises ValueError if there is none of that name."""
        index = self.columns.index(name)
        return [row[index] for row in self.values]

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.values)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "Row | Rows":
        """Return one row, or some rows as an answer of their own."""
        if isinstance(index, slice):
            return Rows(self.columns, self.terms[index], self.kind, self.labels)
        return self.values[index]

    def __repr__(self) -> str:
        """Show the answer as a table, long ones cut."""
        from kg.query.formats import write_rows

        shown = write_rows(self[:SHOWN], "table").rstrip("\n")
        if len(self) <= SHOWN:
            return shown
        return f"{shown.rpartition(chr(10))[0]}\n{len(self)} rows, the first {SHOWN} shown"

    def _repr_html_(self) -> str:
        """Show the answer as a table in a notebook; things are named, their IRIs in tooltips."""
        from kg.query.formats import cell

        head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in self.columns)
        lines = []
        for row in self[:SHOWN]:
            cells = (
                f'<td title="{escape(value.iri)}">{escape(cell(value))}</td>'
                if isinstance(value, Thing)
                else f"<td>{escape(cell(value))}</td>"
                for value in row
            )
            lines.append(f"<tr>{''.join(cells)}</tr>")
        more = f"<p>{len(self)} rows, the first {SHOWN} shown</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{more}"

    def __bool__(self) -> bool:
        """Tell whether there is an answer: rows at all, or "yes"."""
        return bool(self.values[0][0]) if self.kind == "ask" else bool(self.terms)


def _brief(value: Value) -> str:
    return f"<{value}>" if isinstance(value, Thing) else repr(value)


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
