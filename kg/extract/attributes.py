"""Attributes: period, kind and industry of a plan; kind, product, opening and status of a facility."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.objectives import objectives
from kg.extract.plan_periods import periods
from kg.extract.status import statuses
from kg.lexicon import Entry, Lexicon
from kg.model import Claim, Entity, Span

_GENERAL_KINDS: Final = frozenset(
    {"plan", "factory", "programme", "scheme", "policy", "assembly-plant", "production-base", ""}
)
_NTH_PLAN: Final = re.compile(r"\b(?P<n>1[0-9])th\s+Five[- ]Year", re.IGNORECASE)


def find(document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return the attributes that an article states of its plans and facilities, each with the words that say so."""
    claims: list[Claim] = []
    plans = [e for e in entities if e.type == "Plan"]
    facilities = [e for e in entities if e.type == "Facility"]
    claims += periods(document, plans, lexicon)
    for plan in plans:
        claims += _kind(plan, "planKind")
        claims += _industries(document, plan, lexicon)
    claims += objectives(document, plans, lexicon)
    for facility in facilities:
        claims += _kind(facility, "facilityKind")
        claims += _product(facility)
    claims += statuses(document, facilities, lexicon, entities)
    return tuple(sorted(claims, key=lambda c: (c.span.start, c.span.end, c.subject, c.predicate, c.object)))


def _kind(entity: Entity, predicate: str) -> Iterator[Claim]:
    """Yield the kind that most closely tells what a thing is; a general one only if no mention says more."""
    told = [(m.feature("code") or "", m) for m in entity.mentions if m.form != "anaphor" and m.feature("code")]
    if not told:
        return
    nth = next((m for _, m in told if entity.type == "Plan" and _NTH_PLAN.search(m.name)), None)
    if nth is not None:
        told = [("five-year-plan", nth)]
    code, mention = next(((c, m) for c, m in told if c not in _GENERAL_KINDS), told[0])
    yield Claim(entity.id, predicate, code, "code", Span(mention.start, mention.end), "kind-head", 0.9)


def _product(entity: Entity) -> Iterator[Claim]:
    for mention in entity.mentions:
        product = mention.feature("product")
        if product and product not in {"assembly", "recycling"}:
            yield Claim(
                entity.id, "product", product, "text", Span(mention.start, mention.end), "product-modifier", 0.8
            )
            return


def _industries(document: Document, plan: Entity, lexicon: Lexicon) -> Iterator[Claim]:
    seen: set[str] = set()
    for mention in plan.mentions:
        sentence = document.sentence_at(mention.start)
        if mention.form == "anaphor" or sentence is None:
            continue
        hits = [h for h in sentence.hits if mention.start <= h.start and h.end <= mention.end]
        for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
            entry = lexicon.by_iri.get(hit.entry)
            if isinstance(entry, Entry) and entry.role == "industry" and entry.code not in seen:
                seen.add(entry.code)
                span = Span(mention.start, mention.end)
                yield Claim(plan.id, "industry", entry.code, "code", span, "industry-word", 0.8)
