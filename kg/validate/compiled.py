"""Constraints compiled from the shapes themselves: most data is plainly fine, and needs no SHACL engine to say so.

A compiled test answers True (conforms), False (does not) or None (not sure). Only what is surely fine is passed over;
everything else goes to pySHACL, which decides and words the result. So a constraint that is not known here, or a value
of an odd form, costs time and never a result. A test holds both to the same answers.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.validate.constraints import BY_NODE, BY_VALUE, SH, OnNode, OnValue, Verdict
from kg.validate.plain import Plain, Value
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

IN_SCHEME: Final = PREFIXES["skos"] + "inScheme"
SILENT: Final = frozenset("path name description message severity order group defaultValue".split())
"""What a shape says that decides nothing."""


def compile_shape(graph: "Graph", node: Any) -> OnNode:
    """Return the test of a shape's own constraints: given a node and the values to look at."""
    single: list[OnValue] = []
    whole: list[OnNode] = []
    for name, values in _parameters(graph, node):
        if name in _BY_VALUE:
            single += [_BY_VALUE[name](graph, value) for value in values]
        elif name in BY_NODE:
            whole += [BY_NODE[name](graph, value) for value in values]
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


# Constraints made of other shapes


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
    **BY_VALUE,
    "node": _conforms,
    "or": _or,
    "and": _and,
    "not": _negated,
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


def _sh(name: str) -> Any:
    from rdflib import URIRef

    return URIRef(SH + name)
