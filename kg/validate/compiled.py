"""Constraints compiled from the shapes themselves: most data is plainly fine, and needs no SHACL engine to say so.

A compiled test answers True (conforms), False (does not) or None (not sure). Only what is surely fine is passed over;
everything else goes to pySHACL, which decides and words the result. So a constraint that is not known here, or a value
of an odd form, costs time and never a result. A test holds both to the same answers.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
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
IN_SCHEME: Final = PREFIXES["skos"] + "inScheme"
STRING: Final = XSD + "string"
TEXTS: Final = frozenset({STRING, LANG_STRING})
NUMBERS: Final = {XSD + "integer": re.compile(r"-?\d{1,18}"), XSD + "decimal": re.compile(r"-?\d{1,30}(\.\d{1,30})?")}
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
SILENT: Final = frozenset("path name description message severity order group defaultValue".split())
"""What a shape says that decides nothing."""

Verdict = bool | None
OnValue = Callable[[Plain, Value], Verdict]
OnNode = Callable[[Plain, str, Collection[Value]], Verdict]


def compile_shape(graph: "Graph", node: Any) -> OnNode:
    """Return the test of a shape's own constraints: given a node and the values to look at."""
    single: list[OnValue] = []
    whole: list[OnNode] = []
    for name, values in _parameters(graph, node):
        if name in _BY_VALUE:
            single += [_BY_VALUE[name](graph, value) for value in values]
        elif name in _BY_NODE:
            whole += [_BY_NODE[name](graph, value) for value in values]
        elif name == "qualifiedValueShape":
            whole += [_qualified(graph, node, value) for value in values]
        elif not (name.startswith("qualified") or name == "property"):
            whole.append(lambda data, focus, values: None)

    def test(data: Plain, focus: str, values: Collection[Value]) -> Verdict:
        doubt = False
        for one in single:
            for value in values:
                verdict = one(data, value)
                if verdict is False:
                    return False
                doubt = doubt or verdict is None
        for other in whole:
            verdict = other(data, focus, values)
            if verdict is False:
                return False
            doubt = doubt or verdict is None
        return None if doubt else True

    return test


def _parameters(graph: "Graph", node: Any) -> Iterator[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for predicate, value in graph.predicate_objects(node):
        name = str(predicate).removeprefix(SH)
        if str(predicate).startswith(SH) and name not in SILENT and not name.startswith("target"):
            found.setdefault(name, []).append(value)
    yield from sorted(found.items())


def _conforms(graph: "Graph", node: Any) -> OnValue:
    """Return the test whether a value conforms to a shape, its property shapes included."""
    own = compile_shape(graph, node)
    parts = [(_path(graph, part), compile_shape(graph, part)) for part in graph.objects(node, _sh("property"))]
    if graph.value(node, _sh("path")) is not None or any(path is None for path, _ in parts):
        return lambda data, value: None
    nested = [True for part in graph.objects(node, _sh("property")) if graph.value(part, _sh("property")) is not None]

    if not parts:
        return lambda data, value: own(data, value if isinstance(value, str) else "", (value,))

    def test(data: Plain, value: Value) -> Verdict:
        focus = value if isinstance(value, str) else ""
        verdicts = [own(data, focus, (value,))]
        for path, check in parts:
            given: Collection[Value] = data.values(path or "", focus) if focus else ()
            if path == IN_SCHEME and focus in data.schemes:
                given = {*given, data.schemes[focus]}
            verdicts.append(check(data, focus, given))
        return None if nested else _all(verdicts)

    return test


def _path(graph: "Graph", part: Any) -> str | None:
    from rdflib import URIRef

    path = graph.value(part, _sh("path"))
    return str(path) if isinstance(path, URIRef) else None


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    """Every one True, any one False; a doubt stays unless something is surely wrong."""
    doubt = False
    for verdict in verdicts:
        if verdict is False:
            return False
        doubt = doubt or verdict is None
    return None if doubt else True


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    return _not(_all(_not(verdict) for verdict in verdicts))


def _not(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


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


def _or(graph: "Graph", wanted: Any) -> OnValue:
    parts = [_conforms(graph, part) for part in graph.items(wanted)]
    return lambda data, value: _any(part(data, value) for part in parts)


def _and(graph: "Graph", wanted: Any) -> OnValue:
    parts = [_conforms(graph, part) for part in graph.items(wanted)]
    return lambda data, value: _all(part(data, value) for part in parts)


def _negated(graph: "Graph", wanted: Any) -> OnValue:
    part = _conforms(graph, wanted)
    return lambda data, value: _not(part(data, value))


_BY_VALUE: Final[dict[str, Callable[["Graph", Any], OnValue]]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "minLength": _min_length,
    "in": _in,
    "minInclusive": _limit(lambda number, limit: number >= limit),
    "maxInclusive": _limit(lambda number, limit: number <= limit),
    "node": _conforms,
    "or": _or,
    "and": _and,
    "not": _negated,
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


_BY_NODE: Final[dict[str, Callable[["Graph", Any], OnNode]]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "hasValue": _has_value,
    "uniqueLang": _unique_lang,
    "disjoint": _disjoint,
    "lessThan": _ordered(lambda one, other: bool(one < other)),
    "lessThanOrEquals": _ordered(lambda one, other: bool(one <= other)),
}


def _qualified(graph: "Graph", node: Any, shape: Any) -> OnNode:
    part = _conforms(graph, shape)
    least, most = (graph.value(node, _sh(f"qualified{word}Count")) for word in ("Min", "Max"))
    # disjoint siblings are not known here
    odd = graph.value(node, _sh("qualifiedValueShapesDisjoint")) is not None

    def test(data: Plain, focus: str, values: Collection[Value]) -> Verdict:
        verdicts = [part(data, value) for value in values]
        if odd or None in verdicts:
            return None
        count = sum(verdict is True for verdict in verdicts)
        return (least is None or count >= int(least)) and (most is None or count <= int(most))

    return test


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


def _sh(name: str) -> Any:
    from rdflib import URIRef

    return URIRef(SH + name)
