"""Numbers of an article: targets, counts, capacities and investments, each with its subject, unit and period."""

from collections.abc import Sequence

from kg.extract.document import Document
from kg.extract.measures.actors import Stage, stage
from kg.extract.measures.checks import blocked, dated, describes, has_deadline, people_unit
from kg.extract.measures.kind import kind_of
from kg.extract.measures.neighbours import based, carried, continued, is_base, listed, scaled, settled, shared
from kg.extract.measures.period import PlanPeriod, governing, leading, period_of
from kg.extract.measures.quantity import Quantity, quantities
from kg.extract.measures.source import source, speaking
from kg.extract.measures.subject import subject
from kg.extract.measures.unit import unit_of
from kg.extract.measures.verdict import Setting
from kg.extract.measures.words import MeasureWords, read_words
from kg.extract.modality import Cues, read_cues
from kg.lexicon import Lexicon
from kg.model import Abstention, Claim, Entity, Measure, MeasureKind, Span
from kg.text.dates import DateExpression, find_dates

__all__ = ["find"]


def find(
    document: Document, entities: Sequence[Entity], claims: Sequence[Claim], lexicon: Lexicon
) -> tuple[tuple[Measure, ...], tuple[Abstention, ...]]:
    """Return the measures that an article states, in reading order, and the numbers that were left out, with reasons.

    `claims` tell who issued which plan, where it applies, who runs which facility, and the plans' periods.
    """
    words, cues = read_words(lexicon), read_cues(lexicon)
    scene_set = stage(document, entities, claims, words)
    dates = find_dates(document.text, document.article.published)
    measures: list[Measure] = []
    abstentions: list[Abstention] = []
    before: str | None = None
    last: Measure | None = None
    lead: DateExpression | None = None
    headings = listed(document, words)
    for scene in scene_set.scenes:
        sentence = scene.sentence
        inside = [d for d in dates if sentence.start <= d.start < sentence.end]
        spans = [(d.start - sentence.start, d.end - sentence.start) for d in inside]
        found = quantities(scene, words.money, spans)
        said: str | None = None
        row_kind: MeasureKind | None = None
        for quantity in found:
            others = [q.start for q in found if q is not quantity]
            date = governing(quantity, inside, others, words) or (lead if sentence.kind == "bullet" else None)
            row = last if last is not None and sentence.start <= last.span.start else None
            result = _measure(quantity, date, scene_set, words, cues, before, sentence.index in headings, row, row_kind)
            if isinstance(result, Measure):
                result = continued(result, quantity, last, document)
                result = carried(based(result, quantity, words, scene_set, row), quantity, date, last, document)
                measures.append(result)
                said = result.attributed_to or said
                last = result
                row_kind = result.kind if result.currency else row_kind
            else:
                abstentions.append(result)
        before = said or speaking(scene, cues)
        if sentence.kind != "bullet":
            lead = leading(scene, inside)
    return settled(measures, scene_set), tuple(abstentions)


def _measure(
    quantity: Quantity,
    date: DateExpression | None,
    scene_set: Stage,
    words: MeasureWords,
    cues: Cues,
    before: str | None,
    listed: bool,
    row: Measure | None,
    row_kind: MeasureKind | None,
) -> Measure | Abstention:
    """Return the measure of one number, or why there is none; `row` is the measure before it in the sentence.

    `row_kind` is the kind of the last sum before it there.
    """
    document = scene_set.document
    span = Span(quantity.start, quantity.end)
    text = document.text[span.start : span.end]
    described = describes(quantity, words)
    if described:
        return Abstention(span, text, described)
    setting = Setting(
        listed=listed,
        by_future=has_deadline(date, document.article.published),
        facility=_facility_near(quantity, scene_set),
        row=row_kind,
        base=is_base(quantity, words, row),
    )
    verdict = scaled(kind_of(quantity, words, setting), quantity, words, row)
    if verdict.kind is None:
        return Abstention(span, text, verdict.rule)
    kind: MeasureKind = verdict.kind
    reason = blocked(quantity, verdict, cues)
    if reason:
        return Abstention(span, text, reason)
    owner = shared(quantity, verdict, row) or subject(quantity, verdict, scene_set, words)
    if owner is None:
        return Abstention(span, text, "no-subject", f"{verdict.kind} without a known subject")
    if verdict.kind == "capacity" and scene_set.entities[owner].type == "Company":
        # What a company has in several plants is a count or a target of the company.
        kind = "count" if verdict.stance == "done" else "target"
    currency = words.money.choose(quantity.number.currencies, document.text) if quantity.number.currencies else None
    if quantity.number.currencies and currency is None:
        return Abstention(span, text, "no-currency", "several currencies have this sign")
    start, end = scene_set.periods.get(owner, (None, None))
    unit = unit_of(quantity, words)
    if verdict.people:
        unit = people_unit(unit, verdict)
    return Measure(
        kind=kind,
        subject=owner,
        value=quantity.number.value,
        bound=quantity.number.bound,
        unit="" if kind == "investment" and not quantity.rate else unit,
        span=Span(quantity.start, quantity.end),
        rule="measure:" + verdict.rule,
        currency=currency,
        period=period_of(
            quantity,
            kind,
            date if dated(quantity, verdict, date, words) else None,
            PlanPeriod(start, end),
            document.article.published,
        ),
        attributed_to=source(quantity, cues, before),
    )


def _facility_near(quantity: Quantity, scene_set: Stage) -> bool:
    return bool(quantity.scene.of("Facility"))
