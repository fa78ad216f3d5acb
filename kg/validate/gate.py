"""Check quads against the shapes, and what SHACL Core cannot say in Python; one kind of answer for both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.validate.claims import ArticleGraph
from kg.validate.evidence import evidence_checks
from kg.validate.fitting import fitting_checks
from kg.validate.plain import Plain, plain, term_of
from kg.validate.shapes import IN_SCHEME, RDF_TYPE, SUBCLASS, Check, Shapes, Target, local
from kg.validate.terms import term_checks
from kg.validate.violation import Severity, Violation, rank

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
REMEMBERED = 1000


def check(
    quads: Iterable[Quad], shapes: Shapes, *, evidence: bool = True, withholding: bool = False
) -> list[Violation]:
    """Check one article's quads, together with the descriptions of the entities that they mention.

    With `evidence`, each fact of an article's graph must have a claim, and each claim its fact. `withholding` leaves
    out what withholds nothing, warnings and notes. The answer is sorted and empty if all is well.
    """
    quads = list(quads)
    found = [*_shacl(quads, shapes, withholding), *term_checks(quads)]
    found.extend(v for v in fitting_checks(quads) if v.severity == "Violation" or not withholding)
    if evidence:
        found.extend(evidence_checks(quads))
    if not found:
        return []
    graph = ArticleGraph.of(quads)
    return sorted({graph.place(violation) for violation in found}, key=rank)


@dataclass
class _Index:
    """The data as the constraints want it: rdflib terms by property, and a small rdflib graph for look-ups."""

    graph: Any
    by_property: dict[str, dict[Any, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    backwards: dict[str, dict[Any, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    terms: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def origin(self) -> dict[Any, Any]:
        """The pyoxigraph term of each rdflib term."""
        return {made: node for node, made in self.terms.items()}

    def term(self, node: Any) -> Any:
        """Return the rdflib term of a pyoxigraph term, made once."""
        found = self.terms.get(node)
        if found is None:
            found = self.terms[node] = _rdflib(node)
        return found


def _shacl(quads: list[Quad], shapes: Shapes, withholding: bool) -> list[Violation]:
    """Return what pySHACL says of all that is not surely fine."""
    doubts = list(_doubts(quads, shapes, withholding))
    if not doubts:
        return []
    from pyshacl.pytypes import SHACLExecutor

    index = _index(quads, shapes)
    executor = SHACLExecutor()
    found = []
    for target, one, nodes in doubts:
        focus = _focus(target, index) if nodes is None else [index.term(term_of(node)) for node in nodes]
        values = _values(one, focus, index)
        if values:
            found += [_violation(told, one, target, index) for told in _results(one, values, index, executor)]
    return found


def _doubts(quads: list[Quad], shapes: Shapes, withholding: bool) -> Iterator[tuple[Target, Check, list[str] | None]]:
    """Yield the checks that may fail, with the nodes that they may fail on (None: whatever the target chooses)."""
    data = plain(quads, shapes.above, shapes.schemes)
    own_classes = SUBCLASS in data.by_property  # classes of somebody's own are pySHACL's business alone
    for target in shapes.targets:
        focus: dict[str, None] = {}
        for iri in target.classes:
            focus.update(dict.fromkeys(data.members(iri)))
        for iri in target.subjects_of:
            focus.update(dict.fromkeys(data.by_property.get(iri, ())))
        for one in target.checks:
            if withholding and one.severity != "Violation":
                continue
            if own_classes:
                yield target, one, None
                continue
            doubtful = list(_doubtful(one, focus, data))
            if doubtful:
                yield target, one, doubtful


def _doubtful(one: Check, focus: Mapping[str, None], data: Plain) -> Iterator[str]:
    """Yield the nodes that do not surely conform."""
    sure = one.sure
    if one.path is None:
        yield from (node for node in focus if sure(data, node, (node,)) is not True)
        return
    table = data.table(one.path)
    if one.demanding:
        yield from (node for node in focus if sure(data, node, table.get(node, ())) is not True)
    elif len(table) < len(focus):
        yield from (node for node in table if node in focus and sure(data, node, table[node]) is not True)
    else:
        yield from (node for node in focus if node in table and sure(data, node, table[node]) is not True)


def _results(one: Check, values: dict[Any, set[Any]], index: _Index, executor: Any) -> Iterator[Any]:
    """Yield what each result says. Equal values of different nodes are tried once; only if one fails, all are."""
    if one.fixed and one.path == RDF_TYPE:  # the same few sets of classes come again and again
        values = {node: classes for node, classes in values.items() if frozenset(classes) not in one.passed}
    if not values:
        return
    failed = False
    together = {next(iter(values)): set().union(*values.values())}
    for constraint in (*one.by_value, *one.by_node):
        where = (executor, index.graph)
        if constraint in one.by_value and constraint.evaluate(*where, together, [one.shape, constraint])[0]:
            continue
        results = constraint.evaluate(*where, values, [one.shape, constraint])[1]
        failed = failed or bool(results)
        yield from map(_told, results)
    if one.fixed and one.path == RDF_TYPE and not failed and len(one.passed) < REMEMBERED:
        one.passed.update(map(frozenset, values.values()))


def _index(quads: list[Quad], shapes: Shapes) -> _Index:
    from rdflib import Graph

    class Data(Graph):
        """A plain graph, never false: pySHACL asks often, and rdflib would count all triples to answer."""

        def __bool__(self) -> bool:
            return True

    index = _Index(Data(store="SimpleMemory", bind_namespaces="none"))
    term, add = index.term, index.graph.add
    triples = {quad.triple for quad in quads}
    for triple in triples:
        predicate = triple.predicate.value
        s, o = term(triple.subject), term(triple.object)
        index.by_property[predicate].setdefault(s, []).append(o)
        if predicate in shapes.needed:
            add((s, term(triple.predicate), o))
    is_a, in_scheme = (term(NamedNode(iri)) for iri in (SUBCLASS, IN_SCHEME))
    waiting = {str(cls) for classes in index.by_property[RDF_TYPE].values() for cls in classes}
    waiting |= {str(cls) for classes in index.by_property[SUBCLASS].values() for cls in classes}
    done: set[str] = set()
    while waiting:
        cls = waiting.pop()
        done.add(cls)
        for parent in shapes.parents.get(cls, ()):
            add((term(NamedNode(cls)), is_a, term(NamedNode(parent))))
            if parent not in done:
                waiting.add(parent)
    for node in [n for n in index.terms if isinstance(n, NamedNode) and n.value in shapes.schemes]:
        add((term(node), in_scheme, term(NamedNode(shapes.schemes[node.value]))))
    for s, classes in index.by_property[RDF_TYPE].items():
        for cls in classes:
            index.backwards[RDF_TYPE].setdefault(cls, []).append(s)
    return index


def _focus(target: Target, index: _Index) -> list[Any]:
    nodes: dict[Any, None] = {}
    for iri in target.classes:
        for cls in index.graph.transitive_subjects(_rdflib(NamedNode(SUBCLASS)), _rdflib(NamedNode(iri))):
            nodes.update(dict.fromkeys(index.backwards[RDF_TYPE].get(cls, ())))
    for iri in target.subjects_of:
        nodes.update(dict.fromkeys(index.by_property.get(iri, ())))
    return list(nodes)


def _values(one: Check, focus: list[Any], index: _Index) -> dict[Any, set[Any]]:
    """Return the values of each node that the check can fail on."""
    if one.path is None:
        return {node: {node} for node in focus}
    if one.path.startswith("^"):
        table: Mapping[Any, list[Any]] = _backwards(index, one.path[1:])
    else:
        table = index.by_property.get(one.path, {})
    if one.demanding:
        return {node: set(table.get(node, ())) for node in focus}
    return {node: set(table[node]) for node in focus if node in table}


def _backwards(index: _Index, predicate: str) -> dict[Any, list[Any]]:
    if predicate not in index.backwards:
        table: dict[Any, list[Any]] = {}
        for s, objects in index.by_property.get(predicate, {}).items():
            for o in objects:
                table.setdefault(o, []).append(s)
        index.backwards[predicate] = table
    return index.backwards[predicate]


def _told(result: Any) -> dict[str, Any]:
    """Return what a result says of itself; the results within it, of the parts of a shape, are left out."""
    _, me, triples = result
    return {local(str(p)): o[1] if isinstance(o, tuple) else o for s, p, o in triples if s == me}


def _violation(told: dict[str, Any], one: Check, target: Target, index: _Index) -> Violation:
    origin = index.origin
    focus, value = told["focusNode"], told.get("value")
    predicates = tuple(p for p in (one.path.lstrip("^") if one.path else None, *one.others) if p)
    if not predicates:
        predicates = tuple(p for p in target.subjects_of if focus in index.by_property.get(p, {}))
    return Violation(
        focus=_name(origin.get(focus), focus),
        path=one.path,
        value=None if value is None else str(origin.get(value, value.n3())),
        shape=local(str(one.shape.node)),
        component=local(str(told["sourceConstraintComponent"])),
        severity=cast(Severity, local(str(told["resultSeverity"]))),
        message=min((str(m) for m in one.shape.message), default=""),
        predicates=predicates,
    )


def _name(node: Any, otherwise: Any) -> str:
    if isinstance(node, NamedNode):
        return node.value
    return str(node if node is not None else otherwise.n3())


def _rdflib(node: Any) -> Any:
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdfLiteral

    if isinstance(node, NamedNode):
        return URIRef(node.value)
    if isinstance(node, BlankNode):
        return BNode(node.value)
    if not isinstance(node, Literal):
        raise TypeError(f"{node} is neither IRI, blank node nor literal")
    if node.language:
        return RdfLiteral(node.value, lang=node.language)
    datatype = node.datatype.value
    return RdfLiteral(node.value) if datatype == XSD_STRING else RdfLiteral(node.value, datatype=URIRef(datatype))


def unplaced(violation: Violation) -> Violation:
    """Return a violation without article, claim and quote, to compare what was found with what was expected."""
    return replace(violation, article=None, claim=None, quote=None, headline=None, about=None)
