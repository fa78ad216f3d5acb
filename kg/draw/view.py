"""The graph as networkx sees it: entities with label and class, relations between them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.facts import RELATIONS
from kg.query.ask import ask
from kg.query.entities import CLASSES, find_entity
from kg.query.library import did_you_mean
from kg.query.names import find_labels
from kg.query.rows import Queryable, label_of
from kg.vocabulary import KG

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MOST_NODES = 150


def view(
    store: Queryable, *, about: str | None = None, hops: int = 1, classes: Sequence[str] = ()
) -> "MultiDiGraph[str]":
    """Return a networkx MultiDiGraph of entities (by IRI; `label`, `kind`) and relations (key: the property's name).

    `about` narrows to what lies within `hops` relations of an entity, `classes` to entities of some classes ("Place"
    stands for its three). Raises UsageError for an unknown entity or class.
    """
    import networkx as nx

    kinds = _kinds(classes)
    graph: MultiDiGraph[str] = nx.MultiDiGraph()
    values = " ".join(f"kg:{name}" for name in CLASSES)
    nodes = ask(store, f"SELECT ?thing ?class {{ VALUES ?class {{ {values} }} ?thing a ?class }}", name_things=False)
    found = sorted((str(_iri(thing)), _iri(kind).removeprefix(KG.base)) for thing, kind in nodes.terms)
    for iri, kind in found:
        graph.add_node(iri, kind=kind)
    values = " ".join(f"kg:{name}" for name in RELATIONS)
    edges = ask(store, f"SELECT ?a ?link ?b {{ VALUES ?link {{ {values} }} ?a ?link ?b }}", name_things=False)
    for source, link, target in sorted((_iri(a), _iri(p).removeprefix(KG.base), _iri(b)) for a, p, b in edges.terms):
        if source in graph and target in graph and source != target:
            graph.add_edge(source, target, key=link)
    centre = find_entity(store, about).value if about else None
    keep = {node for node, kind in graph.nodes(data="kind") if kind in kinds or node == centre}
    graph = graph.subgraph(keep).copy()
    if centre is not None:
        near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), centre, cutoff=hops)
        graph = graph.subgraph(near).copy()
        graph.graph["about"] = centre
    graph = _sorted(graph)
    labels = find_labels(store, list(graph))
    for iri in graph:
        graph.nodes[iri]["label"] = label_of(iri, labels)
    return graph


def shown(graph: "MultiDiGraph[str]", most: int = MOST_NODES) -> tuple["MultiDiGraph[str]", list[str]]:
    """Return the part of a view that a picture can hold, and notes on what was left out.

    Things without relations go first, then those with the fewest. Raises UsageError if nothing is left.
    """
    notes = []
    centre = graph.graph.get("about")
    keep = [node for node, degree in graph.degree() if degree or node == centre] or list(graph)
    if not keep:
        raise UsageError("there is nothing to draw", hint="build a graph first, or ask for other classes")
    if len(keep) < len(graph):
        alone = len(graph) - len(keep)
        notes.append(f"{alone} thing{'s' if alone > 1 else ''} without relations left out of the picture")
    if len(keep) > most:
        ranked = sorted(keep, key=lambda node: (node != centre, -graph.degree(node), node))
        notes.append(
            f"the picture shows the {most} most connected of {len(keep)} things; see the rest with --about or --class"
        )
        keep = ranked[:most]
    part = _sorted(graph.subgraph(keep))
    lonely = [node for node, degree in part.degree() if not degree and node != centre]
    if len(lonely) < len(part):
        part.remove_nodes_from(lonely)
    return part, notes


def _kinds(classes: Iterable[str]) -> set[str]:
    known = {name.casefold(): (name,) for name in CLASSES} | {"place": ("City", "Region", "Country")}
    kinds: set[str] = set()
    for one in classes:
        if one.casefold() not in known:
            names = [*CLASSES, "Place"]
            raise UsageError(
                f"no class is called {one!r}", hint=did_you_mean(one, names) or f"one of: {', '.join(names)}"
            )
        kinds.update(known[one.casefold()])
    return kinds or set(CLASSES)


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))


def _sorted(graph: "MultiDiGraph[str]") -> "MultiDiGraph[str]":
    """Return the graph with nodes and edges in the order of their names, so that pictures do not depend on ours."""
    import networkx as nx

    ordered: MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda item: item[0]))
    ordered.add_edges_from(sorted(graph.edges(keys=True)))
    return ordered
