"""Periods of plans: in their names, right behind them, and in sentences that say how long they run."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document, Sentence
from kg.extract.plan_ends import acting_then
from kg.extract.plan_named_periods import named_periods, sensible
from kg.lexicon import Frame, Lexicon
from kg.model import Claim, Entity, Mention, Span

_GAP: Final = 18
_FAR_GAP: Final = 60
# "through 2030", "up to 2027-28": how far something reaches; "by 2030" is the date of a goal.
_REACHING: Final = re.compile(r"(?:through|until|till|up to|to|no later than|not later than)\b", re.IGNORECASE)
_SPANNING: Final = re.compile(r"\b(?:between|from|over|during)(?: (?:19|20)\d\d)?$")
_BUDGET: Final = re.compile(
    r"\b(?:outlay|budget|incentives?|funding|funds?|credits?|subsid\w+|grants?|aid|loans?|allocation|period|term)\b"
    r"[^,;.]{0,40}$"
)
_AID_UNTIL: Final = re.compile(
    r"\b(?:aid|support|grants?) (?:[^,;.]{0,80} and )?(?:will|may|can|must|shall|is to) (?:only )?be "
    r"(?:granted|awarded|paid|given)\b[^,;.]{0,20} $",
    re.IGNORECASE,
)
_LASTING: Final = frozenset(
    """run last offer provide give grant pay fund finance support subsidise subsidize continue extend apply remain stay
    be enable permit allocate spend set exempt cover help back cut waive reduce allow""".split()
)
_ALLOWING: Final = frozenset({"allow", "enable", "permit", "let", "authorise", "authorize", "entitle"})
# "over a period of six years from 2025-26 to 2030-31"
_TERM: Final = re.compile(
    r"\b(?:over|for) (?:a |the )?(?:period|term|tenure) of (?:[\w-]+ ){1,3}years?\b"
    r"|\b(?:run|runs|last|lasts) for (?:[\w-]+ ){1,2}years?,?"
)
_TAKING_EFFECT: Final = re.compile(
    r"\b(?:tak(?:es?|ing) effect|com(?:es?|ing) into (?:force|effect|operation)|enter(?:s|ing)? into force"
    r"|go(?:es)? into effect"
    r"|in (?:force|effect)|effective|valid|applicable)\b"
)
_IN_FORCE: Final = re.compile(r"\b(?:in (?:force|effect|place|operation)|effective|valid|appli\w+)\W*$")


_Period = tuple[str | None, str | None, Span, str, float]


def periods(document: Document, plans: Sequence[Entity], lexicon: Lexicon) -> list[Claim]:
    """Return the claims that state when plans begin and end; the surest reading counts, another one fills its gaps."""
    found: dict[str, _Period] = {}
    copies: list[tuple[int, str, Span]] = []
    ordered = sorted(((m, p) for p in plans for m in p.mentions), key=lambda x: (x[0].start, x[0].end))
    for mention, plan in ordered:
        for low, high, span, rule, confidence, same in named_periods(document, mention):
            if same:
                copies.append((mention.start, plan.id, span))
            else:
                _note(found, plan.id, (low, high, span, rule, confidence))
    for sentence in document.sentences:
        here = [(m, p) for m, p in ordered if sentence.start <= m.start < sentence.end]
        if here:
            for plan_id, low, high, span, same in _stated(document, sentence, here, lexicon):
                if same:
                    copies.append((span.start, plan_id, span))
                else:
                    _note(found, plan_id, (low, high, span, "period-stated", 0.85))
            for plan_id, low, span in _starting(document, sentence, here):
                _note(found, plan_id, (low, None, span, "period-start", 0.7))
            for plan_id, low, high, span in _reaching(document, sentence, here):
                _note(found, plan_id, (low, high, span, "period-reach", 0.75))
        else:
            for plan_id, high, span in _aid_until(document, sentence, ordered):
                _note(found, plan_id, (None, high, span, "period-aid", 0.75))
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


def _note(found: dict[str, _Period], plan_id: str, period: _Period) -> None:
    """Keep the surer of two readings, and from the other one the end or start that it lacks if they agree."""
    known = found.get(plan_id)
    if known is None:
        found[plan_id] = period
        return
    best, other = (period, known) if period[4] > known[4] else (known, period)
    low, high = best[0] or other[0], best[1] or other[1]
    if best[3] == "period-five-year-plan" or (low and high and low[:4] > high[:4]):
        low, high = best[:2]
    found[plan_id] = (low, high, best[2] if best[0] or best[1] else other[2], *best[3:])


def _period_before(found: dict[str, _Period], plan_id: str, start: int) -> tuple[str | None, str | None] | None:
    """Return the period of the other plan that was spoken of last."""
    others = [(p[2].start, p[0], p[1]) for i, p in found.items() if i != plan_id and p[2].start <= start]
    others = others or [(p[2].start, p[0], p[1]) for i, p in found.items() if i != plan_id]
    return max(others)[1:] if others else None


def _stated(
    document: Document, sentence: Sentence, here: Sequence[tuple[Mention, Entity]], lexicon: Lexicon
) -> Iterator[tuple[str, str | None, str | None, Span, bool]]:
    """Yield the periods that a sentence states of its plans: "which covers 2023-2025", "valid from 2023 to 2028"."""
    expressions = document.dates(sentence)
    triggers: dict[int, int] = {}
    for hit in sentence.hits:
        frame = lexicon.by_iri.get(hit.entry)
        if isinstance(frame, Frame) and frame.role == "period":
            triggers[hit.start - sentence.start] = hit.end - sentence.start
    triggers |= {m.start(): m.end() for m in _TERM.finditer(sentence.text)}
    used: dict[str, bool] = defaultdict(bool)
    for start, end in sorted(triggers.items()):
        word = sentence.text[start:end].lower()
        gap = _GAP if word != "available" else _FAR_GAP
        expression = next((e for e in expressions if 0 <= e.start - end <= gap), None)
        if word == "available" and expression is not None and not re.match(r"until|till|through|to\b", expression.text):
            continue
        if expression is None or (
            expression.role == "by" and not re.search(r"\bto\b|until|till|through", expression.text)
        ):
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
            low
            and low == high
            and (
                re.match(r"expir|laps|end|conclud|terminat|sunset", word)
                or re.search(r"(?:\bto|until|till|through)\s*$", between)
            )
        ):
            yield plan.id, None, high, span, False
        elif low and high and low != high and sensible(expression):
            yield plan.id, low, high, span, False
        elif high and not low:
            yield plan.id, None, high, span, False
        else:
            continue
        used[plan.id] = True


def _reaching(
    document: Document, sentence: Sentence, here: Sequence[tuple[Mention, Entity]]
) -> Iterator[tuple[str, str | None, str | None, Span]]:
    """Yield until when a plan runs: "offers $30 billion of incentives through 2030"; since when it is in force."""
    plans = {p.id for _, p in here}
    published = (document.article.published or "")[:4]
    for expression in document.dates(sentence):
        start = sentence.start + expression.start
        before = [(m, p) for m, p in here if m.end <= start]
        high, low = expression.period.end, expression.period.start
        told = acting_then(document, sentence, before, expression) if before else None
        if told is not None:
            yield told[0].id, told[1], told[2], Span(sentence.start, sentence.start + expression.end)
        if not before or expression.relative:
            continue
        nearest, plan = max(before, key=lambda x: x[0].start)
        between = document.text[nearest.end : start]
        if (
            low
            and not high
            and expression.role in {"since", "from"}
            and _IN_FORCE.search(between)
            and len(between) < 24
        ):
            yield plan.id, low, None, Span(nearest.start, sentence.start + expression.end)
        if low and high and low < high and _SPANNING.search(sentence.text[: expression.start + 4]):
            owner = _subject_of(sentence, before, expression.start)
            if owner is not None:
                yield owner.id, low, high, Span(nearest.start, sentence.start + expression.end)
        if low or not high or high[:4] < published or not _REACHING.match(expression.text):
            continue
        span = Span(nearest.start, sentence.start + expression.end)
        subject = _subject_of(sentence, before, expression.start)
        if subject is not None:
            yield subject.id, None, high, span
        elif len(between) < 4 or (len(plans) == 1 and _BUDGET.search(between) and " extend" not in between):
            yield plan.id, None, high, span


def _starting(
    document: Document, sentence: Sentence, here: Sequence[tuple[Mention, Entity]]
) -> Iterator[tuple[str, str, Span]]:
    """Yield from when on a plan is in force: "which takes effect on 1 September and stays in force until 2030".

    That a law came into force long ago is history and no term; a date that lies ahead, or one with an end, is.
    """
    triggers = list(_TAKING_EFFECT.finditer(sentence.text))
    if not triggers:
        return
    published = document.article.published
    dates = document.dates(sentence)
    for match in triggers:
        date = next((d for d in dates if 0 <= d.start - match.end() < 12), None)
        low = date.period.start if date is not None else None
        plan = _owner_of(sentence, here, match.start())
        if date is None or low is None or plan is None:
            continue
        ended = any(d.start >= date.end and d.period.end and _REACHING.match(d.text) for d in dates)
        if ended or (published is not None and low >= published[: len(low)]):
            yield plan.id, low, Span(sentence.start, sentence.end)


def _subject_of(sentence: Sentence, before: Sequence[tuple[Mention, Entity]], at: int) -> Entity | None:
    """Return the plan that is the subject of the clause in which a date stands, and lasts or pays until then."""
    dated = sentence.tokens(sentence.start + at, sentence.start + at + 1)
    own = {t.i: p for m, p in before for t in sentence.tokens(m.start, m.end)}
    for verb in dated[0].ancestors if dated else ():
        if verb.pos_ in {"VERB", "AUX"}:
            subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
            plan = next((own[c.i] for c in subjects if c.i in own), None)
            if subjects and plan is None and verb.head.lemma_ in _ALLOWING:
                continue  # "allows states to give aid until 2030"
            if subjects:
                prolonged = verb.lemma_ == "extend" and any(c.dep_ == "dobj" for c in verb.children)
                return plan if verb.lemma_ in _LASTING and not prolonged else None
    return None


def _aid_until(
    document: Document, sentence: Sentence, ordered: Sequence[tuple[Mention, Entity]]
) -> Iterator[tuple[str, str, Span]]:
    """Yield the end of the aid scheme spoken of last: "Aid will be granted no later than 31 December 2030"."""
    aid = [p for m, p in ordered if m.end <= sentence.start and m.feature("head") in {"scheme", "measure"}]
    for expression in document.dates(sentence) if aid else ():
        if expression.role == "by" and expression.period.end and _AID_UNTIL.search(sentence.text[: expression.start]):
            yield aid[-1].id, expression.period.end, Span(sentence.start, sentence.end)


def _owner_of(sentence: Sentence, here: Sequence[tuple[Mention, Entity]], start: int) -> Entity | None:
    """Return the plan that words about a period belong to: the nearest before them, else the first behind."""
    before = [(m, p) for m, p in here if m.end <= sentence.start + start]
    if before:
        relative = re.search(r"\b(?:which|that|whose|and|valid|drawn|likewise|is|will)\b[^,;]*$", sentence.text[:start])
        nearest = max(before, key=lambda x: x[0].start)
        beside = not sentence.text[nearest[0].end - sentence.start : start].strip(" ,(")
        return nearest[1] if relative or beside or len({p.id for _, p in before}) == 1 else before[0][1]
    behind = [p for m, p in here if m.start >= sentence.start + start]
    return behind[0] if behind else None
