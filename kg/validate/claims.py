"""Claims, mentions, quotes and numbers in a set of quads, and which of them a violation is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.ontology import KG_IRIS
from kg.validate.shapes import RDF_TYPE
from kg.validate.violation import Violation
from kg.vocabulary import KG, PREFIXES

RDF: Final = PREFIXES["rdf"]
OA: Final = PREFIXES["oa"]
DERIVED_FROM: Final = PREFIXES["prov"] + "wasDerivedFrom"
NEWS_ARTICLE: Final = PREFIXES["schema"] + "NewsArticle"
HEADLINE: Final = PREFIXES["schema"] + "headline"
LABEL: Final = PREFIXES["skos"] + "prefLabel"
HAS_MEASURE: Final = frozenset({KG.hasTarget, KG.hasObservation, KG.hasCapacity, KG.hasInvestment})
MEASURES: Final = frozenset({KG.Target, KG.Observation, KG.Capacity, KG.Investment, KG.Measurement})
SELECTORS: Final = frozenset({OA + "TextQuoteSelector", OA + "TextPositionSelector"})

DERIVED: Final = {
    KG.startDate: KG.periodStart,
    KG.startYear: KG.periodStart,
    KG.endDate: KG.periodEnd,
    KG.endYear: KG.periodEnd,
    KG.openedDate: KG.opened,
}
"""Properties that are reckoned from another one, and have no claim of their own."""

FACTS: Final = HAS_MEASURE | {
    KG[name]
    for name in (
        "issuedBy appliesTo partOfPlan supersedes operates locatedIn headquarteredIn jurisdiction partOf "
        "planKind facilityKind industry status objective product periodStart periodEnd opened"
    ).split()
}
"""Properties that state a fact of an entity: each such triple rests on a claim."""

ANNOTATIONS: Final = frozenset({PREFIXES["skos"] + "altLabel", PREFIXES["owl"] + "sameAs"})

Spo = tuple[Any, str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a violation is about. `everything` is the whole article."""

    claims: frozenset[Any] = frozenset()
    mentions: frozenset[Any] = frozenset()
    measures: frozenset[Any] = frozenset()
    entities: frozenset[Any] = frozenset()
    triples: frozenset[Spo] = frozenset()
    everything: bool = False


@dataclass
class ArticleGraph:
    """Quads by node, read once; all nodes are pyoxigraph terms."""

    nodes: dict[Any, dict[str, list[Any]]] = field(default_factory=dict)
    types: dict[Any, set[str]] = field(default_factory=lambda: defaultdict(set))
    graphs: dict[Any, Any] = field(default_factory=dict)
    facts: dict[Any, Spo] = field(default_factory=dict)
    users: dict[Any, list[Any]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[Any, Any] = field(default_factory=dict)
    measures: dict[Any, None] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "ArticleGraph":
        """Read quads."""
        self = cls()
        for quad in quads:
            s, p, o = quad.subject, quad.predicate.value, quad.object
            values = self.nodes.setdefault(s, {}).setdefault(p, [])
            if o not in values:
                values.append(o)
            if isinstance(quad.graph_name, NamedNode):
                self.graphs.setdefault(s, quad.graph_name)
            if p == RDF_TYPE and isinstance(o, NamedNode):
                self.types[s].add(o.value)
            if p in HAS_MEASURE:
                self.measures[o] = None
        for node, types in self.types.items():
            if KG.Claim in types or KG.Mention in types:
                for selector in self.values(node, OA + "hasSelector"):
                    self.users[selector].append(node)
            if KG.Claim in types:
                predicate = self.first(node, RDF + "predicate")
                if isinstance(predicate, NamedNode):
                    spo = (self.first(node, RDF + "subject"), predicate.value, self.first(node, RDF + "object"))
                    self.facts[node] = spo
            elif KG.Mention in types:
                self.mentions[node] = self.first(node, KG.mentionOf)
            elif types & MEASURES:
                self.measures[node] = None
        return self

    def values(self, node: Any, predicate: str) -> list[Any]:
        """Return the values of a property of a node."""
        return self.nodes.get(node, {}).get(predicate, [])

    def first(self, node: Any, predicate: str) -> Any:
        """Return the first value of a property of a node, or None."""
        return next(iter(self.values(node, predicate)), None)

    def fault(self, violation: Violation) -> Fault:
        """Return what a violation is about."""
        node = term(violation.focus)
        types = self.types.get(node, set())
        if KG.Claim in types:
            return Fault(claims=frozenset({node}))
        if KG.Mention in types:
            return Fault(mentions=frozenset({node}))
        if types & SELECTORS:
            users = frozenset(self.users.get(node, ()))
            claims = frozenset(u for u in users if KG.Claim in self.types[u])
            return Fault(claims=claims, mentions=users - claims)
        if NEWS_ARTICLE in types:
            return self._article_fault(node, violation)
        if node in self.measures:
            return Fault(measures=frozenset({node}))
        return self._entity_fault(node, violation)

    def _article_fault(self, node: Any, violation: Violation) -> Fault:
        """An article whose details are wrong loses those; one that lacks what it must have is lost."""
        values = self.values(node, violation.path or "")
        at_fault = [v for v in values if violation.value in (None, str(v))]
        if violation.path is None or not at_fault or violation.path == RDF_TYPE:
            return Fault(everything=True)
        return Fault(triples=frozenset((node, violation.path, v) for v in at_fault))

    def _entity_fault(self, node: Any, violation: Violation) -> Fault:
        path, value = violation.path, violation.value
        if path in ANNOTATIONS or (path is not None and path not in KG_IRIS and path.startswith(KG.base)):
            return self._triples({(node, path, v) for v in self.values(node, path) if value in (None, str(v))})
        if path is not None and path.startswith("^"):
            subjects = [s for s, values in self.nodes.items() if node in values.get(path[1:], ()) and value == str(s)]
            both_ways = {(node, path[1:], s) for s in subjects if s in self.values(node, path[1:])}
            return self._triples({(s, path[1:], node) for s in subjects} | both_ways)
        stated = {DERIVED.get(p, p) for p in violation.predicates}
        if not stated & FACTS:
            if path == RDF_TYPE or not any(p in KG_IRIS for p in stated):
                return self._whole(node)
            return self._triples({(node, p, v) for p in stated for v in self.values(node, p)})
        exact = path in FACTS and value is not None
        return self._triples(
            {(node, p, v) for p in stated for v in self.values(node, p) if not exact or (p == path and value == str(v))}
        )

    def _triples(self, triples: set[Spo]) -> Fault:
        claims = frozenset(claim for claim, spo in self.facts.items() if spo in triples)
        return Fault(claims=claims, triples=frozenset(triples))

    def _whole(self, node: Any) -> Fault:
        """An entity that is no proper entity takes along all that is said of it."""
        claims = {c for c, (s, _, o) in self.facts.items() if node in (s, o)}
        claims |= {c for c in self.facts if node in self.values(c, KG.attributedTo)}
        mentions = {m for m, entity in self.mentions.items() if entity == node}
        measures = {m for m in self.measures if node in self.values(m, KG.reportedBy)}
        return Fault(frozenset(claims), frozenset(mentions), frozenset(measures), frozenset({node}))

    def place(self, violation: Violation) -> Violation:
        """Return the violation with its article, claim and quote, as far as they can be found."""
        fault = self.fault(violation)
        claims = set(fault.claims)
        claims |= {c for c, (_, _, o) in self.facts.items() if o in fault.measures}
        users = sorted(claims, key=str) or sorted(fault.mentions, key=str)
        user = users[0] if users else None
        quote = self.first(self.first(user, OA + "hasSelector"), OA + "exact") if user is not None else None
        node = term(violation.focus)
        article = self.first(user, DERIVED_FROM) if user is not None else None
        if article is None:
            article = node if NEWS_ARTICLE in self.types.get(node, ()) else self.graphs.get(node)
        articles = [n for n, types in self.types.items() if NEWS_ARTICLE in types]
        if (article is None or article not in articles) and len(articles) == 1:
            article = articles[0]
        return replace(
            violation,
            article=getattr(article, "value", None),
            claim=getattr(users[0], "value", None) if claims else None,
            quote=getattr(quote, "value", None),
            headline=self._words(article, HEADLINE),
            about=self._about(node, claims),
        )

    def _about(self, node: Any, claims: set[Any]) -> str | None:
        """Return the name of a node, or of what the claims at fault speak of."""
        subjects = [self.facts[claim][0] for claim in sorted(claims, key=str) if claim in self.facts]
        return next(filter(None, (self._words(one, LABEL) for one in (node, *subjects))), None)

    def _words(self, node: Any, predicate: str) -> str | None:
        """Return the first text of a property, English before others."""
        texts = [one for one in self.values(node, predicate) if isinstance(one, Literal)]
        return min(texts, key=lambda one: (one.language != "en", str(one))).value if texts else None


def term(name: str) -> NamedNode | BlankNode:
    """Return the node with a name as it stands in `Violation.focus`."""
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)


def spo_of(triple: Triple) -> Spo:
    """Return a triple as a tuple whose predicate is text."""
    return (triple.subject, triple.predicate.value, triple.object)
