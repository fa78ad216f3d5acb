"""What SHACL Core cannot say: a fact without a claim does not exist, and a claim stands beside its fact."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import Quad

from kg.ontology import KG_IRIS, short
from kg.validate.claims import FACTS, MEASURES, NEWS_ARTICLE, ArticleGraph, Spo, spo_of
from kg.validate.shapes import RDF_TYPE
from kg.validate.violation import Violation
from kg.vocabulary import KG, PREFIXES

CLAIMED: Final = "ClaimedConstraintComponent"
STATED: Final = "StatedConstraintComponent"
WORDS: Final = tuple(PREFIXES["rdf"] + name for name in ("subject", "predicate", "object"))
PARTS: Final = frozenset({RDF_TYPE, *WORDS})


def evidence_checks(quads: Iterable[Quad]) -> list[Violation]:
    """Return a violation for each fact of an article's graph that no claim states, and each claim without its fact."""
    graphs: dict[Any, list[Quad]] = defaultdict(list)
    articles = set()
    for quad in quads:
        predicate = quad.predicate.value
        if predicate in PARTS or predicate in FACTS:
            graphs[quad.graph_name].append(quad)
            if predicate == RDF_TYPE and quad.subject == quad.graph_name and _value(quad.object) == NEWS_ARTICLE:
                articles.add(quad.graph_name)
    return [violation for name in graphs if name in articles for violation in _graph_checks(graphs[name])]


def _graph_checks(quads: list[Quad]) -> list[Violation]:
    """Check the facts and the parts of the claims of one article's graph."""
    if _balanced(quads):
        return []
    graph = ArticleGraph.of(quads)
    claimed = {spo for spo in graph.facts.values() if None not in spo}
    stated = {spo_of(quad.triple) for quad in quads if quad.predicate.value in FACTS}
    numbers = {node for node, types in graph.types.items() if types & MEASURES}
    found = [_unclaimed(spo) for spo in stated - claimed if spo[0] not in numbers]
    for claim, spo in graph.facts.items():
        if spo in claimed and spo[1] in KG_IRIS and spo not in stated and spo[2] not in graph.values(spo[0], spo[1]):
            found.append(_unstated(claim, spo))
    return found


def _balanced(quads: list[Quad]) -> bool:
    """Whether the facts are just what the claims say; cheap, and mostly so."""
    said: dict[Any, dict[str, Any]] = {}
    stated, claims, numbers = set(), set(), set()
    for quad in quads:
        subject, predicate, value, _ = quad
        name = predicate.value
        if name in FACTS:
            stated.add((subject, name, value))
        elif name != RDF_TYPE:
            said.setdefault(subject, {})[name] = value
        elif _value(value) == KG.Claim:
            claims.add(subject)
        elif _value(value) in MEASURES:
            numbers.add(subject)
    parts = ((said.get(claim, {}).get(name) for name in WORDS) for claim in claims)
    claimed = {(subject, _value(predicate), value) for subject, predicate, value in parts}
    return claimed == {fact for fact in stated if fact[0] not in numbers}


def _value(term: Any) -> Any:
    return getattr(term, "value", None)


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
