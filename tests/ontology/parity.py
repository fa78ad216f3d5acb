"""What pySHACL itself says, called as its manual says: the reference that the gate must agree with."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.resources import ontology_dir
from kg.validate.shapes import SH, Shapes, local
from kg.validate.violation import Violation

if TYPE_CHECKING:
    from rdflib import Graph

Row = tuple[str, str, str, str, str]


def background(shapes: Shapes) -> list[tuple[str, str, str]]:
    """Return the statements of the ontology and the codes that shapes rest on."""
    is_a, in_scheme = "http://www.w3.org/2000/01/rdf-schema#subClassOf", "http://www.w3.org/2004/02/skos/core#inScheme"
    return [
        *((cls, is_a, parent) for cls, parents in shapes.parents.items() for parent in parents),
        *((code, in_scheme, scheme) for code, scheme in shapes.schemes.items()),
    ]


def rdflib_graph(quads: list[Quad], shapes: Shapes) -> "Graph":
    """Return quads and background as a plain rdflib graph."""
    from rdflib import Graph, URIRef

    data = Graph()
    data.parse(data=serialize({q.triple for q in quads}, format=RdfFormat.N_TRIPLES), format="nt")
    for triple in background(shapes):
        data.add(tuple(URIRef(term) for term in triple))  # type: ignore[arg-type]
    return data


def reference(quads: list[Quad], shapes: Shapes) -> "Counter[Row]":
    """Return the results of pySHACL's shapes, each run over the whole graph, counted."""
    from pyshacl.pytypes import SHACLExecutor

    data = rdflib_graph(quads, shapes)
    rows: Counter[Row] = Counter()
    for shape in shapes.graph.shapes:
        for _, me, triples in shape.validate(SHACLExecutor(), data)[1]:
            one = {local(str(p)): o[1] if isinstance(o, tuple) else o for s, p, o in triples if s == me}
            rows[_row(one.get("resultPath"), one, shapes.graph.graph)] += 1
    return rows


def manual(quads: list[Quad], shapes: Shapes) -> "Counter[Row]":
    """Return the results of `pyshacl.validate`, with the shapes read afresh."""
    import pyshacl
    from rdflib import Graph, URIRef

    shapes_graph = Graph().parse(ontology_dir() / "shapes.ttl")
    _, report, _ = pyshacl.validate(rdflib_graph(quads, shapes), shacl_graph=shapes_graph)
    rows: Counter[Row] = Counter()
    for result in report.objects(None, URIRef(SH + "result")):
        one = {local(str(p)): o for p, o in report.predicate_objects(result)}
        rows[_row(one.get("resultPath"), one, report)] += 1
    return rows


def _row(path: Any, one: dict[str, Any], graph: "Graph") -> Row:
    from rdflib import URIRef

    if path is not None and not isinstance(path, URIRef):
        path = "^" + str(graph.value(path, URIRef(SH + "inversePath")))
    value, focus = (one.get(name) for name in ("value", "focusNode"))
    names = (one["sourceShape"], one["sourceConstraintComponent"])
    shape, component = (local(str(name)) for name in names)
    return _name(focus), str(path or ""), "" if value is None else _name(value, str(value)), shape, component


def _name(node: Any, name: str = "") -> str:
    """Blank nodes have other names in another graph: they count as one here."""
    from rdflib import BNode

    return "_:" if isinstance(node, BNode) else name or local(str(node))


def ours(violations: list[Violation]) -> "Counter[Row]":
    """Return violations in the form of `reference`."""
    rows: Counter[Row] = Counter()
    for v in violations:
        rows[
            "_:" if v.focus.startswith("_:") else local(v.focus), v.path or "", plain(v.value), v.shape, v.component
        ] += 1
    return rows


def plain(value: str | None) -> str:
    """Return a value's text without its datatype, language and quotes."""
    if value is None or value.startswith("_:"):
        return "_:" if value else ""
    triple = next(iter(parse(f"<x:a> <x:b> {value} .", format=RdfFormat.N_TRIPLES)))
    assert isinstance(triple.object, NamedNode | Literal)
    return triple.object.value
