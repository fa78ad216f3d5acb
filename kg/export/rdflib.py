"""A copy of the graph for rdflib."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.export.terms import used_prefixes
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

_STRING = PREFIXES["xsd"] + "string"


def rdflib_dataset(quads: Iterable[ox.Quad]) -> "Dataset":
    """Return quads as an rdflib Dataset in memory; texts have no datatype there, as in rdflib's own parsers."""
    import rdflib.plugins.sparql
    from rdflib import BNode, Dataset, Literal, URIRef

    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False  # a FROM would read local files otherwise
    made, given = Dataset(), list(quads)
    for prefix in used_prefixes(given):
        made.bind(prefix, PREFIXES[prefix])
    terms: dict[Any, Any] = {}
    graphs: dict[Any, Any] = {ox.DefaultGraph(): made.default_graph}

    def term(node: Any) -> Any:
        if node not in terms:
            if isinstance(node, ox.NamedNode):
                terms[node] = URIRef(node.value)
            elif isinstance(node, ox.BlankNode):
                terms[node] = BNode(node.value)
            elif node.language or node.datatype.value == _STRING:
                terms[node] = Literal(node.value, lang=node.language)
            else:
                terms[node] = Literal(node.value, datatype=URIRef(node.datatype.value))
        return terms[node]

    for quad in given:
        graph = graphs.get(quad.graph_name)
        if graph is None:
            graph = graphs[quad.graph_name] = made.graph(term(quad.graph_name))
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return made
