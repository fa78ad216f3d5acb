"""Numbers of an article: targets, counts, capacities and investments, each with its subject, unit and period."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.document import Document
from kg.extract.measures.actors import Stage, stage
from kg.extract.measures.checks import blocked, dated, describes, has_deadline, people_unit
from kg.extract.measures.confidence import confidence_of
from kg.extract.measures.dateties import governing
from kg.extract.measures.ellipsis import elided
from kg.extract.measures.evidence import evidence
from kg.extract.measures.farness import is_far
from kg.extract.measures.kind import kind_of
from kg.extract.measures.labels import sheet_owner
from kg.extract.measures.neighbours import (
    based,
    carried,
    goes_on,
    is_base,
    joined,
    listed,
    part,
    place_of,
    scaled,
    settled,
    shared,
)
from kg.extract.measures.outlays import beneficiary, contributor, earner, gapped
from kg.extract.measures.owners import relcl_subject
from kg.extract.measures.period import PlanPeriod, leading, not_over, period_of
from kg.extract.measures.quantity import Quantity, quantities
from kg.extract.measures.source import source, speaking
from kg.extract.measures.spread import spread
from kg.extract.measures.stance import past, stance_of
from kg.extract.measures.subject import Chooser, chooser
from kg.extract.measures.unit import unit_of
from kg.extract.measures.verdict import Setting, Verdict
from kg.extract.measures.voices import Voices, voices
from kg.extract.measures.words import MeasureWords, read_words
from kg.extract.modality import Cues, read_cues
from kg.lexicon import Lexicon
from kg.model import Abstention, Claim, Entity, Measure, MeasureKind, Span
from kg.text.dates import DateExpression, find_dates

__all__ = ["find"]


@dataclass(frozen=True)
class _Context:
    """What a number is read against: the words, the article, and what the text said before it.

    `said` tells for whom people speak, `before` is the source of the sentence before, `listed` whether the sentence
    stands in a list of targets, `row` the measure before the number in its sentence, `row_kind` the kind of the last
    sum there, `last` the last measure.
    """

    words: MeasureWords
    cues: Cues
    stage: Stage
    choose: Chooser
    said: Voices = field(default_factory=dict)
    before: str | None = None
    listed: bool = False
    row: Measure | None = None
    row_kind: MeasureKind | None = None
    last: Measure | None = None


def find(
    document: Document,
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    choose: Chooser | None = None,
) -> tuple[tuple[Measure, ...], tuple[Abstention, ...]]:
    """Return the measures that an article states, in reading order, and the numbers that were left out, with reasons.

    `claims` tell who issued which plan, where it applies, who runs which facility, and the plans' periods.
    `choose` names the entity that a number belongs to, by the votes of the lexicon unless given.
    """
    words = read_words(lexicon)
    words = replace(words, money=words.money.within(document.text))
    context = _Context(words, read_cues(lexicon), stage(document, entities, claims, words), choose or chooser(lexicon))
    context = replace(context, said=voices(context.stage.scenes, context.cues))
    dates = find_dates(document.text, document.article.published)
    in_list = listed(document, words)
    measures: list[Measure] = []
    abstentions: list[Abstention] = []
    # Measures keep the place of the number itself until all are read; then they cite the words that say it.
    spans: dict[Span, Span] = {}
    lead: DateExpression | None = None
    for scene in context.stage.scenes:
        sentence = scene.sentence
        inside = [d for d in dates if sentence.start <= d.start < sentence.end]
        found = quantities(scene, words.money, [(d.start - sentence.start, d.end - sentence.start) for d in inside])
        context = replace(context, listed=sentence.index in in_list, row=None, row_kind=None)
        said: str | None = None
        for quantity in found:
            others = [q.start for q in found if q is not quantity]
            pair = spread(quantity, context.row)
            if pair is not None:
                spans[pair[1].span] = evidence(quantity, context.stage.entities[pair[1].subject])
                measures[-1:] = pair
                context = replace(context, row=pair[1], last=pair[1])
                continue
            date = governing(quantity, inside, others, words) or (lead if sentence.kind == "bullet" else None)
            result = _measure(quantity, date, context)
            if isinstance(result, Abstention):
                abstentions.append(result)
                continue
            result = based(result, quantity, words, context.stage, context.row)
            result = not_over(result, date, document.article.published)
            result = carried(result, quantity, date, context.last, document)
            result = replace(result, confidence=confidence_of(result, result.confidence, scene))
            spans[result.span] = evidence(quantity, context.stage.entities[result.subject])
            measures.append(result)
            said = result.attributed_to or said
            kind = result.kind if result.currency else context.row_kind
            context = replace(context, row=result, row_kind=kind, last=result)
        context = replace(context, before=said or speaking(scene, context.cues))
        if sentence.kind != "bullet":
            lead = leading(scene, inside)
    kept = settled(measures, context.stage)
    return tuple(replace(m, span=spans[m.span]) for m in kept), tuple(abstentions)


def _source(quantity: Quantity, context: _Context) -> str | None:
    """Return who is named as the source of a number."""
    return source(quantity, context.cues, context.before, context.stage.entities.values(), context.said)


def _sum_before(quantity: Quantity, context: _Context) -> MeasureKind | None:
    """Return the kind of the last measure if it is a sum in this sentence or the one before."""
    last = context.last
    if last is None or not last.currency:
        return None
    there = context.stage.document.sentence_at(last.span.start)
    return last.kind if there is not None and quantity.sentence.index - there.index <= 1 else None


def _told_owner(
    quantity: Quantity, verdict: Verdict, same: Measure | None, whole: Measure | None, context: _Context
) -> str | None:
    """Return whose a number is where no votes are needed; it goes on with `same`, or is a part of `whole`."""
    if whole is not None:
        return whole.subject
    if same is not None:
        # "It aims for 60 percent. The figure stood at 38 percent last year."
        level = same.kind == "target" and verdict.kind == "count"
        return place_of(same.subject, context.stage) if level else same.subject
    owner = shared(quantity, verdict, context.row)
    if verdict.rule == "people:relative" and (firm_of := relcl_subject(quantity)) is not None:
        # "adding to the 900 jobs that Acme supports"
        return firm_of.id
    if owner is None and quantity.number.currencies:
        told = gapped(quantity, context.row) or earner(quantity) or contributor(quantity)
        told = told or (beneficiary(quantity) if verdict.kind == "investment" else None)
        if told is not None:
            return told.entity.id
    return sheet_owner(quantity, context.stage) if owner is None and verdict.rule.startswith("label:") else owner


def _unit(quantity: Quantity, verdict: Verdict, same: Measure | None, context: _Context) -> str:
    """Return what a number counts, in words; it goes on with `same`."""
    if same is not None:
        return same.unit
    if verdict.rule == "capacity:scaled" and quantity.head is None and context.row is not None:
        return context.row.unit
    unit = unit_of(quantity, context.words)
    if not verdict.people:
        return unit
    if quantity.head is None and quantity.noun is None:
        return "jobs" if verdict.kind == "target" else "employees"
    return people_unit(f"{unit} lost" if verdict.rule == "people:lost" else unit, verdict, quantity)


def _measure(quantity: Quantity, date: DateExpression | None, context: _Context) -> Measure | Abstention:
    """Return the measure of one number, or why there is none."""
    words, document = context.words, context.stage.document
    span = Span(quantity.start, quantity.end)
    text = document.text[span.start : span.end]
    described = describes(quantity, words)
    if described:
        return Abstention(span, text, described)
    setting = Setting(
        listed=context.listed,
        by_future=has_deadline(date, document.article.published),
        facility=bool(quantity.scene.of("Facility")),
        row=context.row_kind,
        last=_sum_before(quantity, context),
        base=is_base(quantity, words, context.row),
    )
    verdict = scaled(kind_of(quantity, words, setting), quantity, words, context.row)
    verdict = joined(verdict, quantity, context.row)
    of_last = context.last if part(quantity, context.last, document) else None
    if of_last is not None and verdict.kind is None and verdict.rule in ("no-kind", "no-verb"):
        verdict = Verdict(of_last.kind, "money:part" if of_last.currency else "count:part", stance=verdict.stance)
    left = elided(quantity, stance_of(quantity, words, setting), context.row, context.last, document)
    if left is not None and (verdict.kind in (None, left.kind) or verdict.rule == "percent:change"):
        of_last = left.whole
        verdict = Verdict(left.kind, "count:elided", stance=verdict.stance)
    else:
        left = None
    goes = goes_on(quantity, context.last, document)
    if goes and verdict.kind is None and context.last is not None and context.last.kind == "count" and past(quantity):
        verdict = Verdict("count", "count:goes-on")
    reason = blocked(quantity, verdict, context.cues) if verdict.kind is not None else verdict.rule
    if verdict.kind is None or reason:
        return Abstention(span, text, reason)
    same = context.last if goes else None
    owner = _told_owner(quantity, verdict, same, of_last, context)
    # What shares its owner with the number before is as sure as that; votes say how sure they are.
    share, said = 1.0, _source(quantity, context)
    if owner is None:
        choice = context.choose(quantity, verdict, context.stage, words, said)
        if choice is None:
            return Abstention(span, text, "no-subject", f"{verdict.kind} without a known subject")
        owner, share = choice
        if is_far(quantity, owner, verdict.kind, context.stage):
            return Abstention(span, text, "far-subject", f"the nearest {verdict.kind} subject is told of elsewhere")
    currency = words.money.choose(quantity.number.currencies, document.text) if quantity.number.currencies else None
    if quantity.number.currencies and currency is None:
        return Abstention(span, text, "no-currency", "several currencies have this sign")
    kind: MeasureKind = verdict.kind
    if kind == "capacity" and context.stage.entities[owner].type == "Company":
        # What a company has in several plants is a count or a target of the company.
        kind = "count" if verdict.stance == "done" else "target"
    unit = left.unit if left is not None else _unit(quantity, verdict, same, context)
    own_date = date if dated(quantity, verdict, date, words) else None
    if left is not None and own_date is not None and own_date.start < quantity.end:
        # "140 so far this year, against 90 a year earlier": the time of the other number.
        own_date = None if left.whole.span.start > quantity.sentence.start else own_date
    if own_date is not None and own_date.role in ("at", "since") and kind == "investment":
        # The date of a plant that a sum builds is that of its opening, not of the spending.
        own_date = None if context.stage.entities[owner].type == "Facility" else own_date
    plan = PlanPeriod(*context.stage.periods.get(owner, (None, None)))
    return Measure(
        kind=kind,
        subject=owner,
        value=quantity.number.value,
        bound=quantity.number.bound,
        unit="" if kind == "investment" and not quantity.rate else unit,
        span=span,
        rule="measure:" + verdict.rule,
        confidence=share,
        currency=currency,
        period=period_of(quantity, kind, own_date, plan, document.article.published),
        attributed_to=said,
    )
