"""The constraints of SHACL that look at values alone, as tests of plain data: True, False, or None where not sure."""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from kg.validate.plain import LANG_STRING, Plain, Value
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

SH: Final = "http://www.w3.org/ns/shacl#"
XSD: Final = PREFIXES["xsd"]
STRING: Final = XSD + "string"
TEXTS: Final = frozenset({STRING, LANG_STRING})
NUMBERS: Final = {XSD + "integer": re.compile(r"-?\d{1,18}"), XSD + "decimal": re.compile(r"-?\d{1,30}(\.\d{1,30})?")}
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
Verdict = bool | None
OnValue = Callable[[Plain, Value], Verdict]
OnNode = Callable[[Plain, str, Collection[Value]], Verdict]


# Constraints on each value


def _class(graph: "Graph", wanted: Any) -> OnValue:
    name = str(wanted)
    return lambda data, value: isinstance(value, str) and name in data.classes(value)


def _datatype(graph: "Graph", wanted: Any) -> OnValue:
    name = str(wanted)

    def test(data: Plain, value: Value) -> Verdict:
        if isinstance(value, str) or value[1] != name:
            return False
        if name in TEXTS:
            return True
        return True if _number(value) is not None or _day(value) is not None else None

    return test


def _node_kind(graph: "Graph", wanted: Any) -> OnValue:
    kind = str(wanted).removeprefix(SH)
    if kind == "IRI":
        return lambda data, value: isinstance(value, str) and not value.startswith("_:")
    if kind == "Literal":
        return lambda data, value: not isinstance(value, str)
    return lambda data, value: None


def _pattern(graph: "Graph", wanted: Any) -> OnValue:
    pattern = re.compile(str(wanted))

    def test(data: Plain, value: Value) -> Verdict:
        text = _words(value)
        return None if text is None else pattern.search(text) is not None

    return test


def _min_length(graph: "Graph", wanted: Any) -> OnValue:
    least = int(wanted)

    def test(data: Plain, value: Value) -> Verdict:
        text = _words(value)
        return None if text is None else len(text) >= least

    return test


def _in(graph: "Graph", wanted: Any) -> OnValue:
    members = frozenset(str(one) for one in graph.items(wanted))
    from rdflib import URIRef

    if not all(isinstance(one, URIRef) for one in graph.items(wanted)):
        return lambda data, value: None
    return lambda data, value: isinstance(value, str) and value in members


def _limit(test: Callable[[Decimal, Decimal], bool]) -> Callable[["Graph", Any], OnValue]:
    def make(graph: "Graph", wanted: Any) -> OnValue:
        limit = _number((str(wanted), str(wanted.datatype), ""))

        def check(data: Plain, value: Value) -> Verdict:
            number = _number(value)
            return None if number is None or limit is None else test(number, limit)

        return check

    return make


BY_VALUE: Final[dict[str, Callable[["Graph", Any], OnValue]]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "in": _in,
    "minInclusive": _limit(lambda number, limit: number >= limit),
    "maxInclusive": _limit(lambda number, limit: number <= limit),
}


# Constraints on all values of a node


def _min_count(graph: "Graph", wanted: Any) -> OnNode:
    least = int(wanted)
    # rdflib may take two spellings of one number for one value, so more than one is not for certain
    return lambda data, focus, values: bool(values) if least == 1 else None


def _max_count(graph: "Graph", wanted: Any) -> OnNode:
    most = int(wanted)
    return lambda data, focus, values: True if len(values) <= most else None


def _has_value(graph: "Graph", wanted: Any) -> OnNode:
    from rdflib import URIRef

    name = str(wanted) if isinstance(wanted, URIRef) else ""
    return lambda data, focus, values: name in values if name else None


def _unique_lang(graph: "Graph", wanted: Any) -> OnNode:
    def test(data: Plain, focus: str, values: Collection[Value]) -> Verdict:
        languages = [value[2].lower() for value in values if not isinstance(value, str) and value[2]]
        return True if len(languages) == len(set(languages)) else None

    return test


def _disjoint(graph: "Graph", wanted: Any) -> OnNode:
    path = str(wanted)

    def test(data: Plain, focus: str, values: Collection[Value]) -> Verdict:
        both = [*values, *data.values(path, focus)]
        return True if all(isinstance(one, str) for one in both) and len(both) == len(set(both)) else None

    return test


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[["Graph", Any], OnNode]:
    def make(graph: "Graph", wanted: Any) -> OnNode:
        path = str(wanted)

        def check(data: Plain, focus: str, values: Collection[Value]) -> Verdict:
            for one, other in product(values, data.values(path, focus)):
                left, right = _number(one), _number(other)
                if left is None or right is None:
                    days = _day(one), _day(other)
                    if None in days or not test(*days):
                        return None
                elif not test(left, right):
                    return None
            return True

        return check

    return make


BY_NODE: Final[dict[str, Callable[["Graph", Any], OnNode]]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "hasValue": _has_value,
    "uniqueLang": _unique_lang,
    "disjoint": _disjoint,
    "lessThan": _ordered(lambda one, other: bool(one < other)),
    "lessThanOrEquals": _ordered(lambda one, other: bool(one <= other)),
}


def _words(value: Value) -> str | None:
    """Return the text of an IRI or a text; numbers and dates are spelt in their own way by rdflib."""
    if isinstance(value, str):
        return None if value.startswith("_:") else value
    return value[0] if value[1] in TEXTS else None


def _number(value: Value) -> Decimal | None:
    form = None if isinstance(value, str) else NUMBERS.get(value[1])
    return Decimal(value[0]) if form is not None and form.fullmatch(value[0]) else None


def _day(value: Value) -> str | None:
    if isinstance(value, str) or value[1] != XSD + "date" or not DAY.fullmatch(value[0]):
        return None
    try:
        return date.fromisoformat(value[0]).isoformat()
    except ValueError:
        return None
