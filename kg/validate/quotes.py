"""Every quote must re-read exactly at its offsets: checked on the record, before anything becomes a graph."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, Quad

from kg.model import Record, Span
from kg.validate.claims import OA, ArticleGraph
from kg.validate.violation import Violation, rank

COMPONENT: Final = "QuoteConstraintComponent"
EXACT: Final = OA + "exact"
LONGEST: Final = 60


def quote_checks(record: Record, quads: Iterable[Quad] = ()) -> list[Violation]:
    """Return a violation for each span of a record that is no stretch of its article's text.

    With `quads`, made from the record, also for each quote in them whose words are not at its offsets in the text.
    """
    text, article = record.article.text, record.article.id
    found = []
    for name, span in _spans(record):
        problem = _problem(text, span)
        if problem:
            found.append(_violation(name, None, problem, article))
    graph = ArticleGraph.of(quads)
    for selector in graph.users:
        exact, start, end = (graph.first(selector, OA + name) for name in ("exact", "start", "end"))
        if not all(isinstance(x, Literal) and (x is exact or x.value.isdigit()) for x in (exact, start, end)):
            continue  # the shape of quotes tells what is missing
        span = Span(int(start.value), int(end.value))
        problem = _problem(text, span)
        if not problem and text[span.start : span.end] != exact.value:
            words = text[span.start : span.end]
            problem = (
                f"The article has other words there ({words[:LONGEST]!r}); copy the quote from the article's text."
            )
        if problem:
            found.append(graph.place(_violation(selector.value, str(exact), problem, None)))
    return sorted(found, key=rank)


def _spans(record: Record) -> Iterator[tuple[str, Span]]:
    for entity in record.entities:
        for mention in entity.mentions:
            yield f"mention of {entity.id} ({entity.name})", Span(mention.start, mention.end)
    for index, claim in enumerate(record.claims):
        yield f"claim {index} ({claim.subject} {claim.predicate})", claim.span
    for index, measure in enumerate(record.measures):
        yield f"measure {index} ({measure.subject} {measure.kind})", measure.span


def _problem(text: str, span: Span) -> str | None:
    if not 0 <= span.start < span.end <= len(text):
        return (
            f"The quote's offsets {span.start} to {span.end} do not lie in order within the article's text; "
            f"give offsets between 0 and {len(text)}."
        )
    if not text[span.start : span.end].strip():
        return f"The quote at {span.start} to {span.end} holds no words; give the offsets of the words that say so."
    return None


def _violation(focus: str, value: str | None, message: str, article: str | None) -> Violation:
    return Violation(
        focus=focus,
        path=EXACT,
        value=value,
        shape="Quote",
        component=COMPONENT,
        severity="Violation",
        message=message,
        predicates=(EXACT,),
        article=article,
    )
