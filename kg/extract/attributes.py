"""Attributes: period, kind and industry of a plan; kind, product, opening and status of a facility."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document, Sentence
from kg.extract.objectives import objectives
from kg.extract.status import statuses
from kg.lexicon import Entry, Frame, Lexicon
from kg.model import Claim, Entity, Mention, Span
from kg.text.dates import DateExpression, find_dates

_GENERAL_KINDS: Final = frozenset(
    {"plan", "factory", "programme", "scheme", "policy", "assembly-plant", "production-base", ""}
)
_NTH_PLAN: Final = re.compile(r"\b(?P<n>1[0-9])th\s+Five[- ]Year", re.IGNORECASE)
_BRACKETED: Final = re.compile(
    r"^\s*(?:,\s*|\(\s*)(?P<low>(?:19|20)\d\d)\s*(?:[-–—]|to)\s*(?P<high>(?:19|20)\d\d|\d\d)\b"
)
# A plan that looks to a year: "2030 Industry Strategy", "Vision 2030", "Rota 2030"; laws carry that of their issue.
_HORIZON: Final = re.compile(
    r"^(?:the )?(?P<before>20[2-9]\d)\s.*$|^.*(?<!\bof)\s(?P<behind>20[2-9]\d)$", re.IGNORECASE
)
_LOOKS_AHEAD: Final = re.compile(r"\b(?:Strategy|Vision|Agenda|Roadmap|Blueprint|Outlook|Master Plan|Masterplan)\b")
_OF_ITS_YEAR: Final = re.compile(
    r"\b(?:Act|Law|Bill|Policy|Regulations?|Rules|Directive|Order|Budget|Scheme|Programm?e?)\b"
)
_GAP: Final = 18
_FAR_GAP: Final = 60
_LONGEST_PERIOD: Final = 30


def find(document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return the attributes that an article states of its plans and facilities, each with the words that say so."""
    claims: list[Claim] = []
    plans = [e for e in entities if e.type == "Plan"]
    facilities = [e for e in entities if e.type == "Facility"]
    claims += _periods(document, plans, lexicon)
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


# Periods of plans.


def _periods(document: Document, plans: Sequence[Entity], lexicon: Lexicon) -> list[Claim]:
    found: dict[str, tuple[str | None, str | None, Span, str, float]] = {}
    copies: list[tuple[int, str, Span]] = []
    ordered = sorted(((m, p) for p in plans for m in p.mentions), key=lambda x: (x[0].start, x[0].end))
    for mention, plan in ordered:
        for low, high, span, rule, confidence, same in _of_mention(document, mention):
            if same:
                copies.append((mention.start, plan.id, span))
            elif plan.id not in found or found[plan.id][4] < confidence:
                found[plan.id] = (low, high, span, rule, confidence)
    for sentence in document.sentences:
        here = [(m, p) for m, p in ordered if sentence.start <= m.start < sentence.end]
        if here:
            for plan_id, low, high, span, same in _stated(document, sentence, here, lexicon):
                if same:
                    copies.append((span.start, plan_id, span))
                elif plan_id not in found or found[plan_id][4] < 0.85:
                    found[plan_id] = (low, high, span, "period-stated", 0.85)
    for start, plan_id, span in sorted(copies):
        model = _period_before(found, plan_id, start)
        if plan_id not in found and model is not None:
            found[plan_id] = (model[0], model[1], span, "period-same", 0.7)
    claims = []
    for plan_id, (first, last, span, rule, confidence) in found.items():
        if first:
            claims.append(Claim(plan_id, "periodStart", first, "date", span, rule, confidence))
        if last:
            claims.append(Claim(plan_id, "periodEnd", last, "date", span, rule, confidence))
    return claims


def _period_before(
    found: dict[str, tuple[str | None, str | None, Span, str, float]], plan_id: str, start: int
) -> tuple[str | None, str | None] | None:
    """Return the period of the other plan that was spoken of last."""
    others = [(p[2].start, p[0], p[1]) for i, p in found.items() if i != plan_id and p[2].start <= start]
    others = others or [(p[2].start, p[0], p[1]) for i, p in found.items() if i != plan_id]
    return max(others)[1:] if others else None


_Read = tuple[str | None, str | None, Span, str, float, bool]


def _of_mention(document: Document, mention: Mention) -> Iterator[_Read]:
    """Yield the period that a plan's own words state, or the years right behind them."""
    published = document.article.published
    own = Span(mention.start, mention.end)
    text = document.text[mention.start : mention.end]
    nth = _NTH_PLAN.search(text)
    if nth:
        start = 2021 + 5 * (int(nth["n"]) - 14)
        yield str(start), str(start + 4), own, "period-five-year-plan", 0.9, False
        return
    if re.search(r"\bfor the same (?:period|years|\w+ years)", text):
        yield None, None, own, "period-same", 0.7, True
        return
    for expression in find_dates(text, published):
        low, high = expression.period.start, expression.period.end
        if low and high and low != high and _sensible(expression):
            yield low, high, own, "period-in-name", 0.95, False
            return
        if (
            high
            and re.search(
                r"\b(?:to|through|until|by|up to)\s+(?:the end of\s+)?$",
                text[: expression.start] + (" " if expression.text == high else ""),
            )
        ) or (high and re.match(r"(?:to|through|until|by)\b", expression.text)):
            yield None, high, own, "period-in-name", 0.8, False
            return
    horizon = _HORIZON.search(text)
    if horizon and mention.form == "name":
        year = horizon["before"] or horizon["behind"]
        telling = _LOOKS_AHEAD.search(text)
        ahead = horizon["before"] is not None and published is not None and year > published[:4]
        if telling or (ahead and not _OF_ITS_YEAR.search(text)):
            yield None, year, own, "period-horizon", 0.75, False
            return
    after = _BRACKETED.match(document.text[mention.end : mention.end + 24])
    if after:
        high = after["high"] if len(after["high"]) == 4 else after["low"][:2] + after["high"]
        if after["low"] < high:
            span = Span(mention.start, mention.end + after.end())
            yield after["low"], high, span, "period-behind-name", 0.9, False


def _sensible(expression: DateExpression) -> bool:
    low, high = expression.period.start, expression.period.end
    return bool(low and high) and 0 < int((high or "0")[:4]) - int((low or "0")[:4]) <= _LONGEST_PERIOD


def _stated(
    document: Document, sentence: Sentence, here: Sequence[tuple[Mention, Entity]], lexicon: Lexicon
) -> Iterator[tuple[str, str | None, str | None, Span, bool]]:
    """Yield the periods that a sentence states of its plans: "which covers 2023-2025", "valid from 2023 to 2028"."""
    expressions = find_dates(sentence.text, document.article.published)
    triggers: dict[int, int] = {}
    for hit in sentence.hits:
        frame = lexicon.by_iri.get(hit.entry)
        if isinstance(frame, Frame) and frame.role == "period":
            triggers[hit.start - sentence.start] = hit.end - sentence.start
    used: dict[str, bool] = defaultdict(bool)
    for start, end in sorted(triggers.items()):
        word = sentence.text[start:end].lower()
        gap = _GAP if word != "available" else _FAR_GAP
        expression = next((e for e in expressions if 0 <= e.start - end <= gap), None)
        if word == "available" and expression is not None and not re.match(r"until|till|through|to\b", expression.text):
            continue
        if expression is None or (expression.role == "by" and not re.search(r"\bto\b|until|through", expression.text)):
            continue
        between = sentence.text[end : expression.start]
        if re.search(r"[,;.]|\b(?:by|in)\b", between) and word != "available":
            continue
        plan = _owner_of(sentence, here, start)
        if plan is None or used[plan.id]:
            continue
        span = Span(sentence.start, sentence.end)
        low, high = expression.period.start, expression.period.end
        if expression.needs == "period":
            yield plan.id, None, None, span, True
        elif (
            low and low == high and (re.match(r"expir|laps", word) or re.search(r"(?:\bto|until|through)\s*$", between))
        ):
            yield plan.id, None, high, span, False
        elif low and high and low != high and _sensible(expression):
            yield plan.id, low, high, span, False
        elif high and not low:
            yield plan.id, None, high, span, False
        else:
            continue
        used[plan.id] = True


def _owner_of(sentence: Sentence, here: Sequence[tuple[Mention, Entity]], start: int) -> Entity | None:
    """Return the plan that words about a period belong to: the nearest before them, else the first behind."""
    before = [(m, p) for m, p in here if m.end <= sentence.start + start]
    if before:
        relative = re.search(r"\b(?:which|that|and|valid|drawn|likewise|is|will)\b[^,;]*$", sentence.text[:start])
        nearest = max(before, key=lambda x: x[0].start)
        return nearest[1] if relative or len({p.id for _, p in before}) == 1 else before[0][1]
    behind = [p for m, p in here if m.start >= sentence.start + start]
    return behind[0] if behind else None
