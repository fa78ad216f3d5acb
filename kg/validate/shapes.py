"""The shapes, read once: pySHACL's own shape and constraint objects, arranged so that a check is cheap.

Called naively, pySHACL parses the shapes for every graph, mixes the ontology in, and builds each constraint again for
every node. Here the constraints are built once and are given all nodes of a graph together; what they decide is theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.ontology import Ontology, read_ontology
from kg.resources import ontology_dir
from kg.validate.compiled import compile_shape
from kg.validate.constraints import SH, OnNode
from kg.vocabulary import KG, PREFIXES

if TYPE_CHECKING:
    from pyshacl.shape import Shape
    from pyshacl.shapes_graph import ShapesGraph
    from rdflib import Graph

RDF_TYPE: Final = PREFIXES["rdf"] + "type"
SUBCLASS: Final = PREFIXES["rdfs"] + "subClassOf"
IN_SCHEME: Final = PREFIXES["skos"] + "inScheme"
DEMANDING: Final = frozenset({"minCount", "hasValue", "qualifiedMinCount"})
COMPARING: Final = ("lessThan", "lessThanOrEquals", "equals", "disjoint")
BY_VALUE: Final = frozenset(
    "class datatype nodeKind minInclusive maxInclusive minExclusive maxExclusive minLength maxLength "
    "pattern in node or and xone not".split()
)
"""Constraints that decide on each value by itself, whatever node it belongs to."""


@dataclass(frozen=True)
class Check:
    """A shape with its constraints. `path` is a property, "^" and a property, or None for a node shape.

    `demanding` shapes can fail on a node that has no value for the path. Constraints in `by_value` decide on each
    value by itself, those in `by_node` on all values of a node. `others` are the properties compared with. Where
    the constraints look at nothing but the values (`fixed`), sets that have `passed` once need not be tried again.
    `sure` is the shape compiled: True if a node with its values surely conforms.
    """

    shape: "Shape"
    path: str | None
    demanding: bool
    by_value: tuple[Any, ...]
    by_node: tuple[Any, ...]
    others: tuple[str, ...]
    fixed: bool
    sure: OnNode = field(repr=False, compare=False)
    severity: str = "Violation"
    passed: set[frozenset[Any]] = field(default_factory=set, repr=False, compare=False)


@dataclass(frozen=True)
class Target:
    """A shape that chooses nodes, with the checks of those nodes: its own constraints and its property shapes."""

    name: str
    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Shapes:
    """The shapes, ready for use; make it with `load_shapes` and keep it.

    `needed` are the properties that constraints look up in the graph by themselves; `above` holds, by class, the
    class and all above it.
    """

    ontology: Ontology
    graph: "ShapesGraph"
    targets: tuple[Target, ...]
    parents: dict[str, tuple[str, ...]]
    above: dict[str, frozenset[str]]
    schemes: dict[str, str]
    needed: frozenset[str]
    names: dict[str, Check]


def load_shapes(folder: Path | None = None) -> Shapes:
    """Read the shapes and the ontology from a folder, by default the one that `kg` ships.

    Raises InputError if they are missing or cannot be understood.
    """
    import logging

    import rdflib.plugins.sparql
    from pyshacl.shapes_graph import ShapesGraph
    from rdflib import Graph

    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    # an ill-formed date is a violation to report, not a traceback to print
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    folder = folder or ontology_dir()
    ontology = read_ontology(folder)
    file = folder / "shapes.ttl"
    # what is not Turtle is told by pyoxigraph's parser, with the line
    from kg.validate.files import read_quads

    read_quads(file)
    graph = ShapesGraph(Graph().parse(file, format="turtle"))
    by_node = {shape.node: shape for shape in graph.shapes}
    checks = {node: _check(shape) for node, shape in by_node.items()}
    targets = [
        target for node in sorted(by_node, key=str) if (target := _target(graph.graph, node, checks)) is not None
    ]
    classes = {t.iri: tuple(KG[p] for p in t.parents if p in KG.terms) for t in ontology.classes}
    base = PREFIXES["kgc"]
    return Shapes(
        ontology=ontology,
        graph=graph,
        targets=tuple(targets),
        parents=classes,
        above={iri: _closure(iri, classes) for iri in classes},
        schemes={code.iri: base + code.scheme for code in ontology.codes},
        needed=_needed(graph.graph, targets),
        names={local(str(node)): check for node, check in checks.items()},
    )


def local(iri: str) -> str:
    """Return the last part of an IRI, after "#" or "/"."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _check(shape: "Shape") -> Check:
    from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
    from pyshacl.errors import ShapeLoadError

    graph, node = shape.sg.graph, shape.node
    parameters = sorted(
        {str(p) for p in graph.predicates(node) if p in CONSTRAINT_PARAMETERS_MAP and p != _sh("property")}
    )
    kinds = {CONSTRAINT_PARAMETERS_MAP[_iri(p)]: local(p) in BY_VALUE for p in parameters}
    try:
        made = [(kind(shape), by_value) for kind, by_value in kinds.items()]
    except ShapeLoadError as error:
        raise InputError(f"shape {local(str(node))}: {error}", hint="mend ontology/shapes.ttl") from None
    others = tuple(sorted(str(o) for word in COMPARING for o in graph.objects(node, _sh(word))))
    path = _path(graph, graph.value(node, _sh("path"))) if shape.is_property_shape else None
    demanding = bool({local(p) for p in parameters} & DEMANDING)
    by_value = tuple(constraint for constraint, alone in made if alone)
    by_node = tuple(constraint for constraint, alone in made if not alone)
    sure, severity = compile_shape(graph, node), local(str(shape.severity))
    return Check(shape, path, demanding, by_value, by_node, others, _fixed(graph, node), sure, severity)


def _closure(iri: str, parents: dict[str, tuple[str, ...]]) -> frozenset[str]:
    found, waiting = set[str](), [iri]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(parents.get(one, ()))
    return frozenset(found)


def _fixed(graph: "Graph", node: Any) -> bool:
    """Whether a shape's constraints look at nothing in the graph but the values."""
    if any(graph.value(node, _sh(word)) is not None for word in ("class", "property", *COMPARING)):
        return False
    inner = [part for word in ("not", "node", "qualifiedValueShape") for part in graph.objects(node, _sh(word))]
    for word in ("or", "and", "xone"):
        inner += [part for parts in graph.objects(node, _sh(word)) for part in graph.items(parts)]
    return all(_fixed(graph, part) and graph.value(part, _sh("path")) is None for part in inner)


def _path(graph: "Graph", node: Any) -> str:
    from rdflib import URIRef

    if isinstance(node, URIRef):
        return str(node)
    inverse = graph.value(node, _sh("inversePath"))
    if not isinstance(inverse, URIRef):
        raise InputError("a shape has a path that is neither a property nor an inverse of one", hint="mend shapes.ttl")
    return "^" + str(inverse)


def _target(graph: "Graph", node: Any, checks: dict[Any, Check]) -> Target | None:
    if graph.value(node, _sh("targetNode")) is not None or graph.value(node, _sh("targetObjectsOf")) is not None:
        raise InputError(f"shape {local(str(node))} has a kind of target that kg does not use", hint="mend shapes.ttl")
    classes = _sorted(graph.objects(node, _sh("targetClass")))
    subjects_of = _sorted(graph.objects(node, _sh("targetSubjectsOf")))
    if not classes and not subjects_of:
        return None
    own = [checks[node]] if checks[node].by_value or checks[node].by_node else []
    parts = [checks[_iri(part)] for part in _sorted(graph.objects(node, _sh("property")))]
    return Target(local(str(node)), classes, subjects_of, (*own, *parts))


def _needed(graph: "Graph", targets: Iterable[Target]) -> frozenset[str]:
    """Return the properties that must stand in the rdflib graph: those that constraints look up by themselves."""
    direct = {check.shape.node for target in targets for check in target.checks}
    nested = {str(path) for node, path in graph.subject_objects(_sh("path")) if node not in direct}
    compared = {other for target in targets for check in target.checks for other in check.others}
    return frozenset({RDF_TYPE, SUBCLASS, IN_SCHEME} | nested | compared)


def _sorted(nodes: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(str(n) for n in nodes))


def _iri(iri: str) -> Any:
    from rdflib import URIRef

    return URIRef(iri)


def _sh(name: str) -> Any:
    return _iri(SH + name)
