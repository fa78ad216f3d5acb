"""Compare a graph, quad by quad, with what the records of its store say that it should hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.store.projector import Projector
from kg.store.records import Entry
from kg.store.remote import RemoteGraph
from kg.vocabulary import ENTITIES_GRAPH

Kind = Literal["missing", "extra"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A quad that the graph lacks, or that it should not have."""

    kind: Kind
    quad: Quad


def differences(graph: Store | RemoteGraph, projector: Projector, entries: Iterable[Entry]) -> Iterator[Difference]:
    """Yield every quad in which a graph differs from a fresh projection of all entries of a store."""
    records = projector.records
    articles = map(projector.article_quads, entries)
    things = sorted({*records.supports.entities(), *records.matches.replaced()})
    entities = map(projector.thing_quads, things)
    if not isinstance(graph, Store):
        remote, graph = graph, Store()  # a copy at hand: looking up each quad on a server would take a request each
        graph.bulk_extend(remote)
    return _differences(graph, articles, entities)


def _differences(
    graph: Store, articles: Iterable[tuple[str, list[Quad]]], entities: Iterable[tuple[str, list[Quad]]]
) -> Iterator[Difference]:
    """Yield the differences, given the quads wanted for each article's graph and each entity's description."""
    graphs, things = {ENTITIES_GRAPH}, set()
    for name, wanted in articles:
        graphs.add(name)
        yield from _compare(set(graph.quads_for_pattern(None, None, None, NamedNode(name))), set(wanted))
    for name, wanted in entities:
        things.add(name)
        found = graph.quads_for_pattern(NamedNode(name), None, None, NamedNode(ENTITIES_GRAPH))
        yield from _compare(set(found), set(wanted))
    for quad in graph:
        name = quad.graph_name
        if isinstance(name, DefaultGraph):
            others = graph.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if all(isinstance(o.graph_name, DefaultGraph) or o.graph_name.value not in graphs for o in others):
                yield Difference("extra", quad)
            continue
        plain = Quad(quad.subject, quad.predicate, quad.object)
        if plain not in graph:
            yield Difference("missing", plain)
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if name.value not in graphs or (name.value == ENTITIES_GRAPH and subject not in things):
            yield Difference("extra", quad)


def _compare(found: set[Quad], wanted: set[Quad]) -> Iterator[Difference]:
    for quad in sorted(wanted - found, key=str):
        yield Difference("missing", quad)
    for quad in sorted(found - wanted, key=str):
        yield Difference("extra", quad)
