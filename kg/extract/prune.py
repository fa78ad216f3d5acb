"""The last step of extraction: nothing dangles, nothing is said twice by the same words."""

from dataclasses import replace
from typing import TypeVar

from kg.model import Claim, Measure, Record

Fact = TypeVar("Fact", Claim, Measure)


def prune(record: Record) -> Record:
    """Return the record without statements about unknown or identical ends and without repetitions of one span.

    The same fact in two sentences stays twice: each is evidence. Order is that of the text.
    """
    known = {entity.id for entity in record.entities}
    claims: dict[tuple[object, ...], Claim] = {}
    for claim in record.claims:
        ends = [claim.subject] + ([claim.object] if claim.value == "entity" else [])
        if not known.issuperset(ends) or len(set(ends)) < len(ends):
            continue
        kept = _with_known_source(claim, known)
        identity = (kept.subject, kept.predicate, kept.object, kept.span)
        if identity not in claims or kept.confidence > claims[identity].confidence:
            claims[identity] = kept
    measures: dict[tuple[object, ...], Measure] = {}
    for measure in record.measures:
        if measure.subject in known:
            kept_measure = _with_known_source(measure, known)
            said = (measure.kind, measure.subject, measure.value, measure.unit, measure.currency, measure.span)
            measures.setdefault(said, kept_measure)
    return replace(
        record,
        claims=tuple(
            sorted(claims.values(), key=lambda c: (c.span.start, c.span.end, c.subject, c.predicate, c.object))
        ),
        measures=tuple(
            sorted(measures.values(), key=lambda m: (m.span.start, m.span.end, m.kind, m.subject, m.value, m.unit))
        ),
    )


def _with_known_source(fact: Fact, known: set[str]) -> Fact:
    return fact if fact.attributed_to in known else replace(fact, attributed_to=None)
