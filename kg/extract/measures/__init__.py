"""Numbers of an article: targets, counts, capacities and investments, each with its subject, unit and period."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.document import Document, Sentence
from kg.extract.measures.actors import Stage, stage
from kg.extract.measures.kind import Setting, Verdict, kind_of, stance_of
from kg.extract.measures.period import PlanPeriod, governing, period_of
from kg.extract.measures.quantity import Quantity, quantities
from kg.extract.measures.source import source, speaking
from kg.extract.measures.subject import subject
from kg.extract.measures.syntax import verb_above
from kg.extract.measures.unit import unit_of
from kg.extract.measures.words import MeasureWords, read_words
from kg.extract.modality import Cues, judge, read_cues
from kg.extract.scene import Scene
from kg.lexicon import Lexicon
from kg.model import Abstention, Claim, Entity, Measure, MeasureKind, Period, Span
from kg.text.dates import DateExpression, find_dates, first_day

__all__ = ["find"]

# What keeps a clause from being a fact but not from being a goal: one hopes for, seeks, proposes a target.
_WISHED = frozenset({"possible"})


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
    headings = _listed(document, words)
    for scene in scene_set.scenes:
        sentence = scene.sentence
        inside = [d for d in dates if sentence.start <= d.start < sentence.end]
        spans = [(d.start - sentence.start, d.end - sentence.start) for d in inside]
        found = quantities(scene, words.money, spans)
        said: str | None = None
        row_kind: MeasureKind | None = None
        for quantity in found:
            others = [q.start for q in found if q is not quantity]
            date = governing(quantity, inside, others, words)
            row = last if last is not None and sentence.start <= last.span.start else None
            result = _measure(quantity, date, scene_set, words, cues, before, sentence.index in headings, row, row_kind)
            if isinstance(result, Measure):
                result = _carried(_based(result, quantity, words, scene_set), quantity, date, last, document)
                measures.append(result)
                said = result.attributed_to or said
                last = result
                row_kind = result.kind if result.currency else row_kind
            else:
                abstentions.append(result)
        before = said or speaking(scene, cues)
    return _settled(measures, scene_set), tuple(abstentions)


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
    described = _describes(quantity, words)
    if described:
        return Abstention(span, text, described)
    setting = Setting(
        listed=listed,
        by_future=_coming(date, document.article.published),
        facility=_facility_near(quantity, scene_set),
        row=row_kind,
    )
    verdict = _scaled(kind_of(quantity, words, setting), quantity, words, row)
    if verdict.kind is None:
        return Abstention(span, text, verdict.rule)
    blocked = _blocked(quantity, verdict, cues)
    if blocked:
        return Abstention(span, text, blocked)
    owner = _shared(quantity, verdict, row) or subject(quantity, verdict, scene_set, words)
    if owner is None:
        return Abstention(span, text, "no-subject", f"{verdict.kind} without a known subject")
    if verdict.kind == "capacity" and scene_set.entities[owner].type == "Company":
        # What a company has in several plants is a count or a target of the company.
        verdict = replace(verdict, kind="count" if verdict.stance == "done" else "target")
    currency = words.money.choose(quantity.number.currencies, document.text) if quantity.number.currencies else None
    if quantity.number.currencies and currency is None:
        return Abstention(span, text, "no-currency", "several currencies have this sign")
    start, end = scene_set.periods.get(owner, (None, None))
    unit = unit_of(quantity, words)
    if verdict.people:
        unit = _people_unit(unit, verdict)
    return Measure(
        kind=verdict.kind,
        subject=owner,
        value=quantity.number.value,
        bound=quantity.number.bound,
        unit="" if verdict.kind == "investment" and not quantity.rate else unit,
        span=Span(quantity.start, quantity.end),
        rule="measure:" + verdict.rule,
        currency=currency,
        period=period_of(
            quantity,
            verdict.kind,
            date if _dated(quantity, verdict, words) else None,
            PlanPeriod(start, end),
            document.article.published,
        ),
        attributed_to=source(quantity, cues, before),
    )


def _based(measure: Measure, quantity: Quantity, words: MeasureWords, scene_set: Stage) -> Measure:
    """Make a count of the level from which a target rises: "to reach 360 by 2025, up from 260 in 2022"."""
    text = quantity.sentence.text[: quantity.number.outer_start].rstrip().lower()
    base = max((p for p in words["base"].phrases if text.endswith(" " + p)), key=len, default="")
    others = bool(re.search(r"\d", quantity.sentence.text[: quantity.number.outer_start - 5])) or bool(
        re.search(r"\bto\b.*\d", quantity.sentence.text[quantity.number.outer_end :])
    )
    if not base or measure.kind != "target" or not others:
        return measure
    place = next(iter(sorted(scene_set.applies.get(measure.subject, ()))), measure.subject)
    period = measure.period
    if (
        period.start is None
        and period.end is not None
        and not re.match(r"\s+(?:in|at|by|as)\b", quantity.sentence.text[quantity.number.outer_end :])
    ):
        period = Period()
    if re.match(r"\s+(?:at present|now|today|currently)\b", quantity.sentence.text[quantity.number.outer_end :]):
        period = Period()
    return replace(measure, kind="count", subject=place, period=period, rule="measure:base")


def _carried(
    measure: Measure, quantity: Quantity, date: DateExpression | None, last: Measure | None, document: Document
) -> Measure:
    """Carry a deadline over to the levels that follow in a paragraph: "By 2027 … shall exceed 5. … shall reach 8."."""
    if date is not None or last is None or measure.kind != "target" or last.kind != "target" or quantity.rate:
        return measure
    if last.subject != measure.subject or last.period.start is not None or last.period.end is None:
        return measure
    here, there = document.sentence_at(measure.span.start), document.sentence_at(last.span.start)
    if here is None or there is None or here.block != there.block or here.index - there.index > 1:
        return measure
    return replace(measure, period=last.period)


def _shared(quantity: Quantity, verdict: Verdict, row: Measure | None) -> str | None:
    """Return the subject that a number shares with the one before: "$3 billion for 25 projects", "… up to 1 GW"."""
    if row is None:
        return None
    if verdict.rule == "capacity:scaled":
        return row.subject
    between = quantity.sentence.text[row.span.end - quantity.sentence.start : quantity.number.outer_start]
    plain = re.sub(r"\([^()]*\)", "", between)
    beside = re.fullmatch(r"\s*(?:in [\w\s-]{3,40}\s)?(?:for|across|covering|spanning)\s+(?:a total of\s+)?", plain)
    return row.subject if verdict.kind == "count" and row.kind == "investment" and beside else None


def _scaled(verdict: Verdict, quantity: Quantity, words: MeasureWords, row: Measure | None) -> Verdict:
    """Make a capacity of what a capacity is scaled up to: "300 MW of capacity, scaling up to 1 GW"."""
    if row is None or row.kind != "capacity" or verdict.kind not in ("target", None) or quantity.head is None:
        return verdict
    if quantity.head.lemma_.lower() in words.physical and quantity.head.lemma_.lower() not in words.counted:
        return Verdict("capacity", "capacity:scaled", stance=verdict.stance)
    return verdict


def _dated(quantity: Quantity, verdict: Verdict, words: MeasureWords) -> bool:
    """Whether a date of the clause is the number's: not for a sum that only describes a plant which opens then."""
    if verdict.kind != "investment":
        return True
    verb = verb_above(quantity.anchor)
    if verb is None or verdict.rule == "money:facility":
        return verb is None
    described = quantity.noun is not None and quantity.noun.dep_ in ("appos", "nsubj", "nsubjpass")
    opening = quantity.noun is not None and quantity.noun.dep_ == "pobj" and quantity.noun.head.lower_ == "with"
    return not (described or opening) or any(words[role].verb(verb) for role in ("spend", "goal"))


def _people_unit(unit: str, verdict: Verdict) -> str:
    """Name people who are to be hired as jobs and people who work somewhere as employees."""
    if re.match(r"(?:\w+\s)?(?:people|persons?)\b", unit) or (
        verdict.kind == "target" and unit.split()[-1:] == ["workers"]
    ):
        return "jobs" if verdict.kind == "target" else "employees " + unit
    return unit


def _describes(quantity: Quantity, words: MeasureWords) -> str:
    """Return why a number is only part of another's description, or "": "companies with sales above 1 bn", "per 10,000"."""
    text = quantity.sentence.text
    before = text[max(0, quantity.number.outer_start - 25) : quantity.number.outer_start]
    if re.search(r"\b(?:per|for every|every|each)\s+$", before):
        return "rate"
    if (
        re.search(
            r"\(\s*(?:about|approx\.?|approximately|around|or|some|nearly|over|equal to|equivalent to|=|roughly)?\s*$",
            before,
        )
        and quantity.number.currencies
    ):
        return "second-currency"
    if re.match(r"\s*(?:apiece|each)\b", text[quantity.number.outer_end :]):
        return "description"
    noun = quantity.noun
    if quantity.number.currencies and noun is not None and words["worth"].noun(noun):
        node = noun
        if (
            node.dep_ == "pobj"
            and node.head.lower_ in ("with", "of")
            and node.head.head.pos_ in ("NOUN", "NUM", "PROPN")
        ):
            holder = node.head.head
            if holder.pos_ == "NUM" or any(c.dep_ == "nummod" for c in holder.children):
                return "description"
    return ""


def _coming(date: DateExpression | None, published: str | None) -> bool:
    """Whether a date is a deadline after publication."""
    if date is None or date.period.end is None or date.role not in ("by", "at"):
        return False
    if published is None:
        return False
    return date.period.end[:4] > published[:4] or (
        date.role == "by" and first_day(date.period.end) > first_day(published)
    )


def _facility_near(quantity: Quantity, scene_set: Stage) -> bool:
    return bool(quantity.scene.of("Facility"))


def _blocked(quantity: Quantity, verdict: Verdict, cues: Cues) -> str:
    """Return why the clause is no fact, or "". A goal may be hoped for; it may not be denied, asked or conditional."""
    modality = judge(quantity.anchor, cues)
    for reason in ("denied", "asked", "conditional"):
        if modality.has(reason):
            return reason
    if modality.possible and not (verdict.stance in ("goal", "ahead") and _only_wished(modality.cues)):
        return "possible"
    return ""


def _only_wished(cues: tuple[tuple[str, str], ...]) -> bool:
    doubtful = {
        "could",
        "may",
        "might",
        "perhaps",
        "maybe",
        "possibly",
        "reportedly",
        "allegedly",
        "potentially",
        "consider",
        "weigh",
        "mull",
        "explore",
    }
    return not any(role == "possible" and word in doubtful for role, word in cues)


def _listed(document: Document, words: MeasureWords) -> frozenset[int]:
    """Return the sentences that stand in a list of targets: bullets below words that announce targets."""
    out: set[int] = set()
    active, spoken = False, (-1, False)
    for sentence in document.sentences:
        if sentence.kind == "bullet":
            if active:
                out.add(sentence.index)
            continue
        lowered = [w.strip(".,:;!?\"'").lower() for w in sentence.text.split()]
        here = any(w in words["list"].nouns or w.rstrip("s") in words["list"].nouns for w in lowered)
        earlier = spoken[1] if spoken[0] == sentence.block else False
        ends = sentence.text.rstrip().endswith(":")
        active = (here or (earlier and ends)) and (
            sentence.kind in ("heading", "title") or ends or "following" in lowered
        )
        if earlier and sentence.kind == "prose" and not _has_verb(sentence):
            out.add(sentence.index)
        spoken = (sentence.block, here or earlier)
    return frozenset(out)


def _has_verb(sentence: Sentence) -> bool:
    return sentence.parse is None or any(
        t.tag_ in ("VBZ", "VBD", "VBP", "MD") and t.dep_ not in ("relcl",) for t in sentence.parse
    )


def _settled(measures: list[Measure], scene_set: Stage) -> tuple[Measure, ...]:
    """Drop what only repeats: a title's numbers that the body gives (exactly or rounded), the same number again."""
    blocks = [b for b in scene_set.document.article.blocks if b.kind in ("title", "heading")]
    heads = {m.span: any(b.start <= m.span.start < b.end for b in blocks) for m in measures}
    body = [m for m in measures if not heads[m.span]]
    out: list[Measure] = []
    for measure in measures:
        if heads[measure.span] and any(
            m.currency == measure.currency and abs(m.value - measure.value) <= abs(m.value) / 50 for m in body
        ):
            continue
        out.append(measure)
    return tuple(out)
