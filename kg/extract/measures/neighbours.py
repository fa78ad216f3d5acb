"""What numbers take from their neighbours: levels they start from, deadlines, subjects, lists, repetitions."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.document import Document, Sentence
from kg.extract.measures.actors import Stage
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, subject_of, verb_above
from kg.extract.measures.verdict import Verdict
from kg.extract.measures.words import MeasureWords
from kg.model import PLACES, Measure, Period
from kg.text.dates import DateExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


_ONLY = re.compile(r"\s(?:just|only|barely|merely|a\s+mere)$")
_YEAR_BEFORE = re.compile(r"\((?P<year>(?:19|20)\d\d):\s*$")


def is_base(quantity: Quantity, words: MeasureWords, row: Measure | None) -> bool:
    """Whether a number is the level from which the target before it rises, or to which the one behind it does.

    "to reach 90 by 2029, up from 40 in 2021", "from 30 to 50", "70 percent (2023: 55 percent)".
    """
    text = quantity.sentence.text
    ahead, behind = text[: quantity.number.outer_start], text[quantity.number.outer_end :]
    if _YEAR_BEFORE.search(ahead):
        return row is not None and row.kind == "target"
    low = _ONLY.sub("", ahead.rstrip().lower())
    if row is None and low.endswith((" up from", " down from")):
        return bool(quantity.number.percent)
    if not any(low.endswith(" " + p) for p in words["base"].phrases):
        return False
    if row is not None:
        money = bool(quantity.number.currencies) == bool(row.currency)
        told = row.kind == "count" and low.endswith((" up from", " down from", " from"))
        return (row.kind == "target" or told) and money and bool(quantity.number.percent) == row.unit.startswith("%")
    return low.endswith(" from") and re.match(r"[^.;]{0,60}\bto\s+(?:[a-z]+\s+){0,3}[^\s]{0,4}\d", behind) is not None


def based(measure: Measure, quantity: Quantity, words: MeasureWords, scene_set: Stage, row: Measure | None) -> Measure:
    """Make a count of the level from which a target rises, for the place that the plan applies to."""
    if measure.kind != "target" or not is_base(quantity, words, row):
        return measure
    owner = row.subject if row is not None else measure.subject
    place = place_of(owner, scene_set)
    behind = quantity.sentence.text[quantity.number.outer_end :]
    dated = re.match(r"\s+(?:in|at|by|as)\s+(?!present)", behind)
    year = _YEAR_BEFORE.search(quantity.sentence.text[: quantity.number.outer_start])
    period = measure.period if dated else Period()
    if year:
        period = Period(year["year"], year["year"])
    elif period.start is None and period.end and re.match(r"\s+in\b", behind):
        period = Period(period.end, period.end)
    unit = row.unit if row is not None else measure.unit
    return replace(measure, kind="count", subject=place, period=period, unit=unit, rule="measure:base")


def place_of(owner: str, stage: Stage) -> str:
    """Return where a plan's level was measured: where it applies, what its issuers govern, else the main place."""
    if stage.entities[owner].type != "Plan":
        return owner
    governed = {p for i in stage.issuers.get(owner, ()) for p in stage.jurisdictions.get(i, ())}
    main = [k for k, said in stage.prominence.items() if "main" in said and stage.entities[k].type in PLACES]
    countries = [k for k, e in stage.entities.items() if e.type == "Country" and e.mentions]
    if len(countries) == 1 and not any("title" in stage.prominence[k] for k in main):
        # The town most named may be where the news was written.
        main = countries
    return next(iter([*sorted(stage.applies.get(owner, ())), *sorted(governed), *sorted(main)]), owner)


_COMPARED = (" up from", " down from", " compared with", " compared to", " against")
_WORTH = re.compile(
    r"\s*(?:[\w&-]+\s+){1,6}(?:worth|valued\s+at|with\s+(?:an?\s+)?(?:[\w-]+\s+){1,4}of|representing|totall?ing|involving)"
    r"\s+(?:an?\s+)?(?:(?:total|combined|investment|about)\s+){0,3}(?:of\s+)?"
)
_TALLY = frozenset({"number", "figure", "total", "tally", "headcount", "workforce", "count"})


def goes_on(quantity: Quantity, last: Measure | None, document: Document) -> bool:
    """Whether a number without a noun goes on with the one before: "that number will rise to 900"."""
    verb = verb_above(quantity.anchor)
    subject = subject_of(verb) if verb is not None else None
    if quantity.head is not None or last is None or subject is None or last.currency or quantity.number.currencies:
        return False
    if subject.lemma_ not in _TALLY or not any(c.dep_ == "det" for c in subject.children):
        return False
    if bool(quantity.number.percent) != last.unit.startswith("%"):
        return False
    if any(c.dep_ == "prep" for c in subject.children):
        return False
    there = document.sentence_at(last.span.start)
    return there is not None and quantity.sentence.index - there.index <= 1


_OF_IT = re.compile(
    r"\W{0,3}Of (?:(?:that|this|the)(?: \w+)? (?:sum|total|amount|money|figure|funding|budget|investment|subsidy|grant"
    r"|loan|package|aid|outlay)|that|this|these|those|(?:these|those|the) (?:\w+ ){0,3}\w+s"
    r"|the \W{0,3}\d[\d.,]*(?: ?\w+){1,2})\b,?\s"
)


def part(quantity: Quantity, last: Measure | None, document: Document) -> bool:
    """Whether a number is a part of the one before: "*Of that sum*, $2 million came from the state"."""
    if last is None or bool(last.currency) != bool(quantity.number.currencies) or quantity.number.percent:
        return False
    there = document.sentence_at(last.span.start)
    near = there is not None and quantity.sentence.index - there.index <= 1
    return near and last.value > quantity.number.value and _OF_IT.match(quantity.sentence.text) is not None


def carried(
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


def shared(quantity: Quantity, verdict: Verdict, row: Measure | None) -> str | None:
    """Return the subject that a number shares with the one before: "$2 billion for 12 projects", "… up to 1 GW"."""
    if row is None:
        return None
    if verdict.rule == "capacity:scaled":
        return row.subject
    if (
        quantity.head is not None
        and quantity.head.i < quantity.token.i
        and not row.currency
        and quantity.anchor.i != quantity.head.i
    ):
        # "46 applicants, of which 17 are small firms": what the same noun counts belongs to the same.
        return row.subject
    if verdict.rule == "money:row":
        before = quantity.sentence.text[: quantity.number.outer_start].rstrip()
        return row.subject if before.endswith((" of which", " including")) else None
    between = quantity.sentence.text[row.span.end - quantity.sentence.start : quantity.number.outer_start]
    plain = re.sub(r"\([^()]*\)", "", between)
    if verdict.kind == "investment" and row.kind in ("count", "target") and _WORTH.fullmatch(plain):
        # "47 projects worth $1.9 billion": the money is whose the projects are.
        return row.subject
    beside = re.fullmatch(r"\s*(?:in [\w\s-]{3,40}\s)?(?:for|across|covering|spanning)\s+(?:a total of\s+)?", plain)
    return row.subject if verdict.kind == "count" and row.kind == "investment" and beside else None


def joined(verdict: Verdict, quantity: Quantity, row: Measure | None) -> Verdict:
    """Give a sum of no kind that of the sum before it which no verb parts from it: "$3m from A and $2m from B"."""
    if row is None or not row.currency:
        return verdict
    ahead = quantity.sentence.text[: quantity.number.outer_start].rstrip()
    if quantity.number.currencies and row.kind == "investment" and ahead.endswith(" of which"):
        return Verdict("investment", "money:row", stance=verdict.stance)
    if verdict.kind is not None or verdict.rule not in ("no-kind", "no-verb"):
        return verdict
    start = quantity.sentence.start
    between = quantity.sentence.tokens(row.span.end, start + quantity.number.outer_start)
    plain = all(t.pos_ not in VERBAL and t.text not in ";:" for t in between)
    linked = any(t.lower_ in ("and", "plus", "&") or t.text == "," for t in between[-1:])
    same = bool(quantity.number.currencies) and plain and linked and len(between) <= 14
    return Verdict(row.kind, "money:joined", stance=verdict.stance) if same else verdict


def scaled(verdict: Verdict, quantity: Quantity, words: MeasureWords, row: Measure | None) -> Verdict:
    """Make a capacity of what a capacity is scaled up to: "300 MW of capacity, scaling up to 1 GW"."""
    if row is None or row.kind != "capacity":
        return verdict
    part = quantity.sentence.text[: quantity.number.outer_start].rstrip().endswith("of which")
    if verdict.kind not in ("target", None) and not (part and verdict.kind == "count"):
        return verdict
    if quantity.head is None:
        # "900 tonnes a day, compared with 300 now"
        ahead = quantity.sentence.text[: quantity.number.outer_start].rstrip().lower()
        based_on = not (quantity.number.percent or quantity.number.currencies) and ahead.endswith(_COMPARED)
        return Verdict("capacity", "capacity:scaled", stance="done") if based_on else verdict
    if quantity.head.lemma_.lower() in words.physical and quantity.head.lemma_.lower() not in words.counted:
        return Verdict("capacity", "capacity:scaled", stance=verdict.stance)
    return verdict


def listed(document: Document, words: MeasureWords) -> frozenset[int]:
    """Return the sentences that stand in a list of targets: bullets below words that announce targets."""
    out: set[int] = set()
    active, spoken = False, (-1, False)
    nouns = words["list"].nouns
    for sentence in document.sentences:
        if sentence.kind == "bullet":
            if active:
                out.add(sentence.index)
            continue
        low = sentence.text.lower()
        lowered = [w.strip(".,:;!?\"'") for w in low.split()] if any(n in low for n in nouns) else []
        here = any(w in nouns or w.rstrip("s") in nouns for w in lowered)
        earlier = spoken[1] if spoken[0] == sentence.block else False
        ends = sentence.text.rstrip().endswith(":")
        wanting = ends and sentence.parse is not None and any(_wants(t, words) for t in sentence.parse)
        active = (here or wanting or (earlier and ends)) and (
            sentence.kind in ("heading", "title") or ends or "following" in lowered
        )
        if earlier and sentence.kind == "prose" and not _has_verb(sentence):
            out.add(sentence.index)
        spoken = (sentence.block, here or earlier)
    return frozenset(out)


def _wants(token: "Token", words: MeasureWords) -> bool:
    return (token.pos_ == "VERB" and words["goal"].verb(token)) or token.lower_ in words["ahead"].phrases


def _has_verb(sentence: Sentence) -> bool:
    return sentence.parse is None or any(
        t.tag_ in ("VBZ", "VBD", "VBP", "MD") and t.dep_ not in ("relcl",) for t in sentence.parse
    )


def settled(measures: list[Measure], scene_set: Stage) -> tuple[Measure, ...]:
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
