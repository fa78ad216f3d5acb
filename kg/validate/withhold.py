"""Withhold what is at fault and what depends on it, and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Quad

from kg.validate.claims import DERIVED, ArticleGraph, Spo, spo_of
from kg.validate.violation import Violation


def withhold(quads: Sequence[Quad], violations: Iterable[Violation]) -> tuple[list[Quad], list[Quad]]:
    """Split one article's quads into those to keep and those to withhold, each in their old order.

    Only violations count, no warnings. A claim at fault goes with its quote, unless another claim needs it, and with
    its plain triple, unless another claim states the same; a number goes with its node and all claims of it; what was
    reckoned from a withheld date goes with it.
    """
    graph = ArticleGraph.of(quads)
    out = _Out()
    for violation in violations:
        if violation.severity == "Violation":
            fault = graph.fault(violation)
            if fault.everything:
                return [], list(quads)
            out.nodes |= fault.claims | fault.mentions | fault.measures | fault.entities
            out.triples |= fault.triples
    facts = [spo_of(quad.triple) for quad in quads]
    while _spread(graph, out, facts):
        pass
    for selector, users in graph.users.items():
        if all(user in out.nodes for user in users):
            out.nodes.add(selector)
    kept: list[Quad] = []
    withheld: list[Quad] = []
    for quad in quads:
        gone = quad.subject in out.nodes or spo_of(quad.triple) in out.triples
        (withheld if gone else kept).append(quad)
    return kept, withheld


@dataclass
class _Out:
    nodes: set[Any] = field(default_factory=set)
    triples: set[Spo] = field(default_factory=set)

    def size(self) -> int:
        return len(self.nodes) + len(self.triples)


def _spread(graph: ArticleGraph, out: _Out, facts: list[Spo]) -> bool:
    """Add what depends on what is out; return whether anything was added."""
    before = out.size()
    out.triples |= {spo for spo in facts if spo[2] in graph.measures and spo[2] in out.nodes}
    out.nodes |= {claim for claim, spo in graph.facts.items() if spo in out.triples or spo[0] in out.nodes}
    supported = {spo for claim, spo in graph.facts.items() if claim not in out.nodes}
    out.triples |= {spo for claim, spo in graph.facts.items() if claim in out.nodes} - supported
    for measure in graph.measures:
        links = [spo for spo in facts if spo[2] == measure and spo[0] not in graph.facts]
        if links and all(spo in out.triples for spo in links):
            out.nodes.add(measure)
    kept = {(spo[0], spo[1], spo[2].value) for spo in facts if spo[1] in DERIVED.values() and spo not in out.triples}
    for s, p, o in facts:
        base = DERIVED.get(p)
        gone = {v.value for x, q, v in out.triples if x == s and q == base}
        if gone and not any(_follows(o.value, v) for x, q, v in kept if x == s and q == base):
            out.triples.add((s, p, o))
    return out.size() > before


def _follows(reckoned: str, stated: str) -> bool:
    """Whether a day or year can have been reckoned from a stated, possibly partial date."""
    return reckoned.startswith(stated) or stated.startswith(reckoned)
