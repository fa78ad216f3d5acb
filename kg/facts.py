"""A Record as a facts document: the form in which gold readings are written and scored."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from kg.model import Claim, Entity, Measure, Record, Span

RELATIONS = (
    "issuedBy",
    "appliesTo",
    "partOfPlan",
    "supersedes",
    "operates",
    "locatedIn",
    "headquarteredIn",
    "jurisdiction",
    "partOf",
)
ATTRIBUTES = {
    "Plan": (("start", "periodStart"), ("end", "periodEnd")),
    "Facility": (("kind", "facilityKind"), ("opened", "opened"), ("status", "status")),
}


def to_facts(
    record: Record, *, key: Callable[[str], str] | None = None, iri: Callable[[str], str] | None = None
) -> dict[str, Any]:
    """Return the facts document of a record as plain JSON data.

    `key` and `iri`, where given, map an entity's local id to its identity key and its IRI, which are then printed too.
    """
    article = record.article
    return {
        "language": article.language,
        "url": article.url,
        "published": article.published,
        "entities": [_entity(record, entity, key, iri) for entity in record.entities],
        "relations": _relations(record),
        "numbers": _numbers(record),
    }


def quote(record: Record, span: Span) -> str:
    """Return the words of a span with runs of white space squeezed to one space."""
    return squeeze(record.article.text[span.start : span.end])


def squeeze(text: str) -> str:
    """Return a text with runs of white space as one space and none at the ends."""
    return " ".join(text.split())


def unit_text(measure: Measure) -> str:
    """Return the unit as facts documents print it: money as its currency and what the money is."""
    return f"{measure.currency} {measure.unit}".strip() if measure.currency else measure.unit


def number(value: Decimal) -> int | float:
    """Return a decimal as a JSON number: an int when whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def attribute(claims: Iterable[Claim], subject: str, predicate: str) -> str | None:
    """Return the surest value that an article states of an entity, the first stated one among equals."""
    found = [c for c in claims if c.subject == subject and c.predicate == predicate]
    best = min(found, key=lambda c: (-c.confidence, c.span.start, c.span.end, c.object), default=None)
    return best.object if best else None


def _entity(
    record: Record, entity: Entity, key: Callable[[str], str] | None, iri: Callable[[str], str] | None
) -> dict[str, Any]:
    surfaces = [quote(record, Span(m.start, m.end)) for m in entity.mentions if m.form != "anaphor"]
    facts: dict[str, Any] = {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "mentions": list(dict.fromkeys(surfaces)),
    }
    if key is not None:
        facts["key"] = key(entity.id)
    if iri is not None:
        facts["iri"] = iri(entity.id)
    for name, predicate in ATTRIBUTES.get(entity.type, ()):
        value = attribute(record.claims, entity.id, predicate)
        facts[name] = value.replace("-", " ") if value and name == "kind" else value
    return facts


def _relations(record: Record) -> list[dict[str, Any]]:
    """List each relation once, with its surest and then first sentence as evidence."""
    best: dict[tuple[str, str, str], Claim] = {}
    for claim in sorted(record.claims, key=lambda c: (-c.confidence, c.span.start, c.span.end)):
        if claim.predicate in RELATIONS and claim.value == "entity":
            best.setdefault((claim.subject, claim.predicate, claim.object), claim)
    order = {entity.id: index for index, entity in enumerate(record.entities)}
    found = sorted(
        best.values(),
        key=lambda c: (order.get(c.subject, -1), RELATIONS.index(c.predicate), order.get(c.object, -1)),
    )
    return [{"s": c.subject, "p": c.predicate, "o": c.object, "evidence": quote(record, c.span)} for c in found]


def _numbers(record: Record) -> list[dict[str, Any]]:
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for measure in sorted(record.measures, key=lambda m: (m.span.start, m.span.end, m.kind, m.unit)):
        facts = {
            "kind": measure.kind,
            "subject": measure.subject,
            "value": number(measure.value),
            "bound": measure.bound,
            "unit": unit_text(measure),
            "start": measure.period.start,
            "end": measure.period.end,
            "source": measure.attributed_to,
        }
        found.setdefault(tuple(facts.values()), {**facts, "evidence": quote(record, measure.span)})
    return list(found.values())
