"""Builds small graphs in the project's form: entities, articles, claims with selectors, measures."""

import calendar
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg import iri
from kg.model import PLACES
from kg.vocabulary import CODE_BASE, ENTITIES_GRAPH, KG, PREFIXES

CODED = {"planKind", "facilityKind", "industry", "status"}
DATED = {"periodStart": ("startDate", "startYear"), "periodEnd": ("endDate", "endYear"), "opened": ("openedDate", None)}
LINKS = {
    "target": ("Target", "hasTarget"),
    "count": ("Observation", "hasObservation"),
    "capacity": ("Capacity", "hasCapacity"),
    "investment": ("Investment", "hasInvestment"),
}


def node(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES[prefix] + name)


def kg(term: str) -> ox.NamedNode:
    return ox.NamedNode(KG[term])


def typed(value: object, datatype: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=node("xsd", datatype))


TYPE = node("rdf", "type")


@dataclass
class Graph:
    """Collects quads; `things` maps short names to IRIs."""

    quads: set[ox.Quad] = field(default_factory=set)
    things: dict[str, ox.NamedNode] = field(default_factory=dict)

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal, graph: str) -> None:
        self.quads.add(ox.Quad(subject, predicate, value, ox.NamedNode(graph)))

    def entity(self, short: str, type_: str, key: str, en: str, zh: str = "", *aliases: str, within: str = "") -> None:
        thing = ox.NamedNode(iri.entity(key))
        self.things[short] = thing
        self.add(thing, TYPE, kg(type_), ENTITIES_GRAPH)
        self.add(thing, node("dcterms", "identifier"), ox.Literal(key), ENTITIES_GRAPH)
        if type_ in PLACES:
            self.add(thing, TYPE, kg("Place"), ENTITIES_GRAPH)
        self.add(thing, node("skos", "prefLabel"), ox.Literal(en, language="en"), ENTITIES_GRAPH)
        if zh:
            self.add(thing, node("skos", "prefLabel"), ox.Literal(zh, language="zh"), ENTITIES_GRAPH)
        for alias in aliases:
            self.add(thing, node("skos", "altLabel"), ox.Literal(alias, language="en"), ENTITIES_GRAPH)
        if within:
            self.add(thing, kg("partOf"), self.things[within], ENTITIES_GRAPH)

    def article(self, url: str, title: str, published: str, publisher: str, text: str) -> "Story":
        story = Story(self, ox.NamedNode(iri.article(url)), text)
        story.put(story.iri, TYPE, node("schema", "NewsArticle"))
        story.put(story.iri, node("schema", "url"), ox.NamedNode(url))
        story.put(story.iri, node("schema", "headline"), ox.Literal(title, language="en"))
        story.put(story.iri, node("schema", "datePublished"), typed(published, "date"))
        story.put(story.iri, node("schema", "publisher"), ox.Literal(publisher))
        story.put(story.iri, node("schema", "inLanguage"), ox.Literal("en"))
        return story

    def merged(self) -> set[ox.Quad]:
        """Return the quads with their merge in the default graph."""
        return with_default(self.quads)


def with_default(quads: set[ox.Quad]) -> set[ox.Quad]:
    return quads | {ox.Quad(one.subject, one.predicate, one.object) for one in quads}


@dataclass
class Story:
    graph: Graph
    iri: ox.NamedNode
    text: str

    def put(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        self.graph.add(subject, predicate, value, self.iri.value)

    def selector(self, quote: str) -> tuple[ox.NamedNode, int, int]:
        start = self.text.index(quote)
        end = start + len(quote)
        where = ox.NamedNode(iri.selector(self.iri.value, start, end))
        self.put(where, TYPE, node("oa", "TextQuoteSelector"))
        self.put(where, TYPE, node("oa", "TextPositionSelector"))
        self.put(where, node("oa", "exact"), ox.Literal(quote))
        self.put(where, node("oa", "prefix"), ox.Literal(self.text[max(0, start - 20) : start]))
        self.put(where, node("oa", "suffix"), ox.Literal(self.text[end : end + 20]))
        self.put(where, node("oa", "start"), typed(start, "integer"))
        self.put(where, node("oa", "end"), typed(end, "integer"))
        return where, start, end

    def copies(self, url: str) -> "Story":
        """Note that this is a copy of another article."""
        self.put(self.iri, node("prov", "hadPrimarySource"), ox.NamedNode(iri.article(url)))
        return self

    def mentions(self, **surfaces: str) -> "Story":
        for short, surface in surfaces.items():
            thing = self.graph.things[short]
            where, start, end = self.selector(surface)
            mention = ox.NamedNode(iri.mentions(self.iri.value, thing.value)(start, end))
            self.put(mention, TYPE, kg("Mention"))
            self.put(mention, kg("mentionOf"), thing)
            self.put(mention, node("oa", "hasSelector"), where)
            self.put(mention, node("prov", "wasDerivedFrom"), self.iri)
        return self

    def says(
        self, subject: str, predicate: str, value: str, quote: str, *, by: str = "", confidence: str = "0.9"
    ) -> "Story":
        thing = self.graph.things[subject]
        if predicate in CODED:
            term: ox.NamedNode | ox.Literal = ox.NamedNode(CODE_BASE + value)
        elif predicate in (*DATED, "objective", "product"):
            term = ox.Literal(value) if predicate in DATED else ox.Literal(value, language="en")
        else:
            term = self.graph.things[value]
        if predicate in DATED:
            self.dates(thing, predicate, value)
        self.claim(thing, kg(predicate), term, quote, by=by, confidence=confidence)
        return self

    def dates(self, thing: ox.NamedNode, predicate: str, value: str) -> None:
        day, year = DATED[predicate]
        self.put(thing, kg(predicate), ox.Literal(value))
        self.put(thing, kg(day), typed(whole_day(value, last=predicate == "periodEnd"), "date"))
        if year:
            self.put(thing, kg(year), typed(int(value[:4]), "integer"))

    def claim(
        self,
        thing: ox.NamedNode,
        predicate: ox.NamedNode,
        term: ox.NamedNode | ox.Literal,
        quote: str,
        *,
        by: str,
        confidence: str,
    ) -> None:
        where, start, end = self.selector(quote)
        claim = ox.NamedNode(iri.claim(self.iri.value, (str(thing), str(predicate), str(term)), start, end))
        self.put(thing, predicate, term)
        self.put(claim, TYPE, kg("Claim"))
        self.put(claim, TYPE, node("rdf", "Statement"))
        self.put(claim, node("rdf", "subject"), thing)
        self.put(claim, node("rdf", "predicate"), predicate)
        self.put(claim, node("rdf", "object"), term)
        self.put(claim, node("oa", "hasSelector"), where)
        self.put(claim, node("prov", "wasDerivedFrom"), self.iri)
        self.put(claim, kg("confidence"), typed(confidence, "decimal"))
        self.put(claim, kg("rule"), ox.Literal("hand"))
        if by:
            self.put(claim, kg("attributedTo"), self.graph.things[by])

    def number(
        self,
        kind: str,
        subject: str,
        value: str,
        unit: str,
        quote: str,
        *,
        bound: str = "exact",
        currency: str = "",
        start: str = "",
        end: str = "",
        by: str = "",
    ) -> "Story":
        class_, link = LINKS[kind]
        thing = self.graph.things[subject]
        measure = ox.NamedNode(iri.measure(class_.lower(), thing.value, value, bound, unit, currency, start, end))
        self.put(measure, TYPE, kg(class_))
        self.put(measure, kg("value"), typed(value, "decimal"))
        self.put(measure, kg("bound"), ox.NamedNode(CODE_BASE + bound))
        if unit:
            self.put(measure, kg("unit"), ox.Literal(unit))
        if currency:
            self.put(measure, kg("currency"), ox.Literal(currency))
        for predicate, partial in (("periodStart", start), ("periodEnd", end)):
            if partial:
                self.dates(measure, predicate, partial)
        if by:
            self.put(measure, kg("reportedBy"), self.graph.things[by])
        self.claim(thing, kg(link), measure, quote, by=by, confidence="0.9")
        return self


def whole_day(partial: str, *, last: bool) -> str:
    """Return the first or last day of a partial date."""
    year, month, day = (*(int(part) for part in partial.split("-")), 0, 0)[:3]
    if not month:
        month = 12 if last else 1
    if not day:
        day = calendar.monthrange(year, month)[1] if last else 1
    return f"{year:04}-{month:02}-{day:02}"
