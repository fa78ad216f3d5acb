"""Records and their identity become quads: one named graph an article. Nothing else makes an article's triples."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import Quad

from kg import iri
from kg.codec import decimal_text
from kg.model import Claim, Measure, Record, Span
from kg.resolve.identity import Identity
from kg.resolve.units import units
from kg.terms import OA, PROV, RDF, SCHEMA, Term, Triple, day, decimal, integer, kg, lines, node, quads, text
from kg.text.partial import first_day, is_partial, last_day, year_of

CONTEXT: Final = 32
MEASURES: Final = {
    "target": ("Target", "hasTarget"),
    "count": ("Observation", "hasObservation"),
    "capacity": ("Capacity", "hasCapacity"),
    "investment": ("Investment", "hasInvestment"),
}
BOUNDS: Final = {"exact": "exact", "at-least": "atLeast", "at-most": "atMost", "about": "approximately"}
TYPE: Final = node(RDF + "type")
STATEMENT, SUBJECT, PREDICATE, OBJECT = (node(RDF + n) for n in ("Statement", "subject", "predicate", "object"))
QUOTE, POSITION = node(OA + "TextQuoteSelector"), node(OA + "TextPositionSelector")
EXACT, PREFIX, SUFFIX = node(OA + "exact"), node(OA + "prefix"), node(OA + "suffix")
START, END, SELECTOR = node(OA + "start"), node(OA + "end"), node(OA + "hasSelector")
DERIVED, SOURCE = node(PROV + "wasDerivedFrom"), node(PROV + "hadPrimarySource")


@dataclass(frozen=True, slots=True)
class Statement:
    """What an article states once: the triples, and the claim that holds the words that say so.

    `source` is the position of the record's claim or measure that says so ("claim 3", "measure 0").
    """

    claim: str
    source: str
    span: Span
    triples: tuple[Triple, ...]
    confidence: float
    rule: str
    attributed_to: str | None


def project(
    record: Record, identity: Identity, withheld: frozenset[str] = frozenset(), first: str | None = None
) -> list[Quad]:
    """Return the quads of an article's named graph, each once, without the statements whose `source` is in `withheld`.

    `first` is the id of the article that this one is a copy of.
    Raises KeyError if the identity lacks one of the record's entities, ValueError if something is no RDF term.
    """
    return quads(lines(*triples(record, identity, withheld, first)))


def triples(
    record: Record, identity: Identity, withheld: frozenset[str] = frozenset(), first: str | None = None
) -> tuple[list[Triple], Term]:
    """Return the triples of an article's named graph, each once, and the name of the graph; else as `project`."""
    made = _Projection(record, identity)
    found = made.triples(withheld)
    if first is not None:
        found.append((made.graph, SOURCE, node(iri.article(first))))
    return list(dict.fromkeys(found)), made.graph


def statements(record: Record, identity: Identity) -> list[Statement]:
    """Return what an article states, one statement a claim IRI, with the triples that each stands for."""
    return _Projection(record, identity).statements()


def period_triples(subject: Term, start: str | None, end: str | None) -> Iterator[Triple]:
    """Yield a period as stated, and as days and years that can be compared."""
    if start is not None:
        yield subject, kg("periodStart"), text(start)
        if is_partial(start):
            yield subject, kg("startDate"), day(first_day(start))
            yield subject, kg("startYear"), integer(year_of(start))
    if end is not None:
        yield subject, kg("periodEnd"), text(end)
        if is_partial(end):
            yield subject, kg("endDate"), day(last_day(end))
            yield subject, kg("endYear"), integer(year_of(end))


class _Projection:
    """One record on its way into triples."""

    def __init__(self, record: Record, identity: Identity) -> None:
        self.record = record
        self.article = iri.article(record.article.id)
        self.graph = node(self.article)
        self.things = {e.id: identity.iri(record.article.id, e.id) for e in record.entities}
        self.nodes = {id_: node(thing) for id_, thing in self.things.items()}
        self.units = units(record)
        self.spans: dict[tuple[int, int], Term] = {}

    def triples(self, withheld: frozenset[str]) -> list[Triple]:
        found = [*self.metadata()]
        for statement in self.statements():
            if statement.source not in withheld:
                found += statement.triples
                found += self.claim(statement)
        found += self.mentions()
        for start, end in self.spans:
            found += self.selector_triples(start, end)
        return found

    def metadata(self) -> Iterator[Triple]:
        article, me = self.record.article, self.graph
        yield me, TYPE, node(SCHEMA + "NewsArticle")
        address = iri.web(article.url) if article.url else None
        if address and address.startswith(("http://", "https://")):
            yield me, node(SCHEMA + "url"), node(address)
        if article.title:
            yield me, node(SCHEMA + "headline"), text(article.title, article.language)
        published = _full_date(article.published)
        if published:
            yield me, node(SCHEMA + "datePublished"), day(published)
        if article.date_certainty:
            yield me, kg("dateCertainty"), text(article.date_certainty)
        if article.date_certainty and article.published_from:
            words = f": {article.date_words}" if article.date_words else ""
            yield me, kg("dateSource"), text(article.published_from + words)
        if article.publisher:
            yield me, node(SCHEMA + "publisher"), text(article.publisher)
        yield me, node(SCHEMA + "inLanguage"), text(article.language)
        yield me, kg("origin"), text(article.origin)
        yield me, kg("extractor"), text(self.record.extractor)

    def statements(self) -> list[Statement]:
        """Return the statements; of two under one claim IRI the surer one, so that no claim has two confidences."""
        best: dict[str, Statement] = {}
        for index, claim in enumerate(self.record.claims):
            self.keep(best, self.of_claim(claim, f"claim {index}"))
        for index, measure in enumerate(self.record.measures):
            self.keep(best, self.of_measure(measure, self.units[index], f"measure {index}"))
        return list(best.values())

    @staticmethod
    def keep(best: dict[str, Statement], new: Statement) -> None:
        def order(s: Statement) -> tuple[float, str, str]:
            return -s.confidence, s.rule, s.attributed_to or ""

        old = best.get(new.claim)
        if old is None or order(new) < order(old):
            best[new.claim] = new

    def of_claim(self, claim: Claim, source: str) -> Statement:
        subject, predicate = self.nodes[claim.subject], kg(claim.predicate)
        triples: list[Triple]
        if claim.value == "entity":
            triples = [(subject, predicate, self.nodes[claim.object])]
        elif claim.value == "code":
            triples = [(subject, predicate, node(iri.code(claim.object)))]
        elif claim.value == "text":
            triples = [(subject, predicate, text(claim.object, self.record.article.language))]
        else:
            triples = list(self.dated(subject, claim))
        return self.statement(triples, claim, source)

    def dated(self, subject: Term, claim: Claim) -> Iterator[Triple]:
        if claim.predicate == "periodStart":
            yield from period_triples(subject, claim.object, None)
        elif claim.predicate == "periodEnd":
            yield from period_triples(subject, None, claim.object)
        else:
            yield subject, kg(claim.predicate), text(claim.object)
            if claim.predicate == "opened" and is_partial(claim.object):
                yield subject, kg("openedDate"), day(first_day(claim.object))

    def of_measure(self, measure: Measure, unit: str, source: str) -> Statement:
        class_, link = MEASURES[measure.kind]
        subject, thing = self.nodes[measure.subject], self.things[measure.subject]
        start, end = measure.period.start, measure.period.end
        value, bound = decimal_text(measure.value), BOUNDS[measure.bound]
        said = (value, bound, unit, measure.currency or "", start or "", end or "")
        number = node(iri.measure(class_.lower(), thing, *said))
        triples: list[Triple] = [
            (subject, kg(link), number),
            (number, TYPE, kg(class_)),
            (number, kg("value"), decimal(measure.value)),
            (number, kg("bound"), node(iri.code(bound))),
        ]
        if unit:
            triples.append((number, kg("unit"), text(unit)))
        if measure.currency:
            triples.append((number, kg("currency"), text(measure.currency)))
        triples.extend(period_triples(number, start, end))
        if measure.attributed_to is not None:
            triples.append((number, kg("reportedBy"), self.nodes[measure.attributed_to]))
        return self.statement(triples, measure, source)

    def statement(self, triples: list[Triple], said: Claim | Measure, source: str) -> Statement:
        subject, predicate, object_ = triples[0]
        words = (subject[1:-1], predicate[1:-1], object_)
        name = iri.claim(self.article, words, said.span.start, said.span.end)
        return Statement(name, source, said.span, tuple(triples), said.confidence, said.rule, said.attributed_to)

    def claim(self, statement: Statement) -> list[Triple]:
        me, (subject, predicate, object_) = node(statement.claim), statement.triples[0]
        found = [
            (me, TYPE, kg("Claim")),
            (me, TYPE, STATEMENT),
            (me, SUBJECT, subject),
            (me, PREDICATE, predicate),
            (me, OBJECT, object_),
            (me, SELECTOR, self.selector(statement.span.start, statement.span.end)),
            (me, kg("confidence"), decimal(statement.confidence)),
            (me, kg("rule"), text(statement.rule)),
            (me, DERIVED, self.graph),
        ]
        if statement.attributed_to is not None:
            found.append((me, kg("attributedTo"), self.nodes[statement.attributed_to]))
        return found

    def mentions(self) -> Iterator[Triple]:
        for entity in self.record.entities:
            thing, name = self.nodes[entity.id], iri.mentions(self.article, self.things[entity.id])
            for mention in entity.mentions:
                me = node(name(mention.start, mention.end))
                yield me, TYPE, kg("Mention")
                yield me, kg("mentionOf"), thing
                yield me, SELECTOR, self.selector(mention.start, mention.end)
                yield me, DERIVED, self.graph

    def selector(self, start: int, end: int) -> Term:
        """Return the node of a span and remember that the span is used."""
        found = self.spans.get((start, end))
        if found is None:
            found = self.spans[start, end] = node(iri.selector(self.article, start, end))
        return found

    def selector_triples(self, start: int, end: int) -> list[Triple]:
        me, words = self.spans[start, end], self.record.article.text
        return [
            (me, TYPE, QUOTE),
            (me, TYPE, POSITION),
            (me, EXACT, text(words[start:end])),
            (me, PREFIX, text(words[max(0, start - CONTEXT) : start])),
            (me, SUFFIX, text(words[end : end + CONTEXT])),
            (me, START, integer(start)),
            (me, END, integer(end)),
        ]


def _full_date(value: str | None) -> date | None:
    """Return a full date; a partial one says too little for xsd:date and stays in the record only."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
