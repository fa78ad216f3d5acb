"""What became of sentences that gave no fact, as a graph that can be asked: withheld statements and abstentions.

It is made from the records when somebody asks, since a graph of facts is not the place for what is no fact. A note is
an `oa:Annotation`: `oa:motivatedBy` says which kind, `oa:bodyValue` why, `oa:exact` and `oa:start` where.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import iri
from kg.errors import UsageError
from kg.model import Record
from kg.query import Queryable, Question
from kg.vocabulary import DATA_BASE, PREFIXES
from kg.worker import Worker, english

if TYPE_CHECKING:
    from kg.store import Entry

WITHHELD: Final = NamedNode(PREFIXES["oa"] + "assessing")
ABSTAINED: Final = NamedNode(PREFIXES["oa"] + "questioning")


def notes_graph(entries: "Iterable[Entry]") -> Store:
    """Return a graph of the notes on all records: articles by headline, publisher and date, and their notes."""
    made, worker = Store(), Worker(english)
    for entry in entries:
        made.extend(_article(entry.record))
        made.extend(_abstentions(entry.record))
        if entry.withheld:
            made.extend(_withheld(entry.record, worker))
    return made


def asked_of(store: Queryable, question: Question, records: str | None = None) -> Queryable:
    """Return what a question is put to: the store's graph, or the notes on its records.

    `records` is the folder that holds the records of a graph on a server. Raises UsageError for a question on records
    where there are none.
    """
    if question.asks != "records":
        return store
    entries = getattr(store, "entries", None)
    if entries is not None:
        return notes_graph(entries())
    if not records:
        raise UsageError(
            f"{question.id} asks the articles' records, and a server holds the graph alone",
            hint="ask where the articles were built: KG_RECORDS=FOLDER names the folder with their records",
        )
    from kg.store.files import RECORDS
    from kg.store.records import Records

    kept = Records(Path(records) / RECORDS, write=False)
    try:
        found = (kept.get(article) for article in kept.ids())
        return notes_graph(entry for entry in found if entry is not None)
    finally:
        kept.close()


def _article(record: Record) -> Iterator[Quad]:
    article, me = record.article, NamedNode(iri.article(record.article.id))
    yield _quad(me, "rdf", "type", NamedNode(PREFIXES["schema"] + "NewsArticle"))
    if article.title:
        yield _quad(me, "schema", "headline", Literal(article.title, language=article.language))
    if article.publisher:
        yield _quad(me, "schema", "publisher", Literal(article.publisher))
    if article.published and len(article.published) >= 10:
        day = Literal(article.published[:10], datatype=NamedNode(PREFIXES["xsd"] + "date"))
        yield _quad(me, "schema", "datePublished", day)


def _abstentions(record: Record) -> Iterator[Quad]:
    for one in record.abstentions:
        quote = record.article.text[one.span.start : one.span.end]
        why = f"{one.reason}: {one.detail}" if one.detail else one.reason
        yield from _note(record, ABSTAINED, why, quote=quote, start=one.span.start, trigger=one.trigger)


def _withheld(record: Record, worker: Worker) -> Iterator[Quad]:
    """Ask the gate again: what it says now is what would be withheld now."""
    for one in worker.check(record)[1]:
        start = max(0, record.article.text.find(one.quote))
        yield from _note(record, WITHHELD, one.reason, quote=one.quote, start=start)


def _note(record: Record, kind: NamedNode, why: str, *, quote: str, start: int, trigger: str = "") -> Iterator[Quad]:
    name = iri.digest(record.article.id, kind.value, why, quote, str(start), trigger)
    me = NamedNode(f"{DATA_BASE}note/{name}")
    yield _quad(me, "rdf", "type", NamedNode(PREFIXES["oa"] + "Annotation"))
    yield _quad(me, "oa", "motivatedBy", kind)
    yield _quad(me, "oa", "bodyValue", Literal(why))
    yield _quad(me, "oa", "exact", Literal(quote))
    yield _quad(me, "oa", "start", Literal(str(start), datatype=NamedNode(PREFIXES["xsd"] + "integer")))
    if trigger:
        yield _quad(me, "dcterms", "subject", Literal(trigger))
    yield _quad(me, "prov", "wasDerivedFrom", NamedNode(iri.article(record.article.id)))


def _quad(subject: NamedNode, prefix: str, name: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, NamedNode(PREFIXES[prefix] + name), value)
