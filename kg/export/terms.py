"""Order and prefixes of the terms in an export."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.vocabulary import DATA_BASE, PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
# Things come before the articles that speak of them, and the apparatus of quotes comes last.
_RANKS = {name: rank for rank, name in enumerate(("graph", "", "article", "claim", "mention", "selector"))}

Key = tuple[int, str, int, str, bool, str, str]


def quad_key(quad: ox.Quad) -> Key:
    """Return the key that quads are sorted by: graph, subject, type first, predicate, object."""
    predicate = quad.predicate.value
    graph, subject = str(quad.graph_name), str(quad.subject)
    return _rank(graph), graph, _rank(subject), subject, predicate != _TYPE, predicate, str(quad.object)


def sorted_quads(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the quads sorted, each once."""
    return sorted(set(quads), key=quad_key)


def as_triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return the quads' triples without their graphs, in the same order."""
    return [quad.triple for quad in quads]


def used_prefixes(statements: Iterable[ox.Triple | ox.Quad]) -> dict[str, str]:
    """Return the prefixes that the statements use, in the order of the alphabet."""
    used: set[str] = set()
    seen: set[str] = set()
    for one in statements:
        for term in (one.subject, one.predicate, one.object):
            node = term.datatype if isinstance(term, ox.Literal) else term
            if isinstance(node, ox.NamedNode):
                cut = max(node.value.rfind("/"), node.value.rfind("#")) + 1
                seen.add(node.value[:cut])
    for name, base in PREFIXES.items():
        if base in seen:
            used.add(name)
    return {name: PREFIXES[name] for name in sorted(used)}


def _rank(term: str) -> int:
    start = len(DATA_BASE) + 1
    if term[1:start] != DATA_BASE:
        return len(_RANKS)
    return _RANKS.get(term[start:].partition("/")[0].rstrip(">"), 1)
