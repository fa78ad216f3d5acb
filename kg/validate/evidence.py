"""What SHACL Core cannot say: a fact without a claim does not exist, and a claim stands beside its fact."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import NamedNode, Quad

from kg.ontology import KG_IRIS, short
from kg.validate.claims import FACTS, MEASURES, NEWS_ARTICLE, ArticleGraph, Spo, spo_of
from kg.validate.shapes import RDF_TYPE
from kg.validate.violation import Violation
from kg.vocabulary import PREFIXES

CLAIMED: Final = "ClaimedConstraintComponent"
STATED: Final = "StatedConstraintComponent"


def evidence_checks(quads: Iterable[Quad]) -> list[Violation]:
    """Return a violation for each fact of an article's graph that no claim states, and each claim without its fact."""
    graphs: dict[Any, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name].append(quad)
    found = []
    article = (NamedNode(RDF_TYPE), NamedNode(NEWS_ARTICLE))
    for name, members in graphs.items():
        if any((q.predicate, q.object) == article and q.subject == name for q in members):
            found.extend(_graph_checks(members))
    return found


def _graph_checks(quads: list[Quad]) -> list[Violation]:
    graph = ArticleGraph.of(quads)
    claimed = {spo for spo in graph.facts.values() if None not in spo}
    stated = {spo_of(quad.triple) for quad in quads if quad.predicate.value in FACTS}
    numbers = {node for node, types in graph.types.items() if types & MEASURES}
    found = [_unclaimed(spo) for spo in stated - claimed if spo[0] not in numbers]
    for claim, spo in graph.facts.items():
        if spo in claimed and spo[1] in KG_IRIS and spo not in stated and spo[2] not in graph.values(spo[0], spo[1]):
            found.append(_unstated(claim, spo))
    return found


def _unclaimed(spo: Spo) -> Violation:
    subject, predicate, value = spo
    return Violation(
        focus=getattr(subject, "value", str(subject)),
        path=predicate,
        value=str(value),
        shape="Fact",
        component=CLAIMED,
        severity="Violation",
        message=f"No claim states this kg:{short(predicate)}; add a kg:Claim with the words that say so.",
        predicates=(predicate,),
    )


def _unstated(claim: Any, spo: Spo) -> Violation:
    return Violation(
        focus=claim.value,
        path=PREFIXES["rdf"] + "object",
        value=str(spo[2]),
        shape="Claim",
        component=STATED,
        severity="Violation",
        message=f"The claim's kg:{short(spo[1])} is not in the article's graph; add the triple beside the claim.",
        predicates=(spo[1],),
    )
