"""The date that stands with a word of opening: when a facility started to work, or is to start."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.document import Hit, Sentence
from kg.extract.tense import Time
from kg.lexicon import Frame
from kg.model import Span
from kg.text.dates import DateExpression


@dataclass(frozen=True, slots=True)
class Opening:
    """A date of opening as stated, with the time that its verb stands in."""

    date: str
    time: Time
    span: Span
    confidence: float


def opening_of(
    sentence: Sentence,
    hit: Hit,
    frame: Frame,
    time: Time,
    expressions: Sequence[DateExpression],
    *,
    inherited: bool,
) -> Opening | None:
    """Return the date that stands with a word of opening: behind it in the clause, else before it."""
    start, end = hit.start - sentence.start, hit.end - sentence.start
    if frame.role == "announcing":
        # "Put off until 2028": the date is part of the wording.
        start = end = end - len(re.search(r"\w+$", sentence.text[:end])[0])  # type: ignore[index]
    usable = [e for e in expressions if _one_date(e)]
    if frame.role == "running":
        # "Has turned out 62 MW of stacks since 2019" counts; "has made stacks since 2019" tells when it began.
        usable = [
            e
            for e in usable
            if e.role == "from" or (e.role == "since" and not re.search(r"\d", sentence.text[end : e.start]))
        ]
        if time == "future":
            usable = [e for e in usable if e.role == "from"]
        if time == "future" and not usable and re.match(r"operat", sentence.text[start:end]):
            usable = [e for e in expressions if _one_date(e)]
    behind = [
        e for e in usable if e.start >= end and e.start - end <= 90 and _open_clause(sentence.text[end : e.start])
    ]
    before = [e for e in usable if e.end <= start and _leads(sentence.text[e.end : start], e.start)]
    chosen = next(iter(behind or before[-1:]), None)
    if chosen is None or (chosen_date := _one_date(chosen)) is None:
        return None
    confidence = 0.6 if inherited else 0.85 if frame.role == "opening" else 0.75
    return Opening(chosen_date, time, Span(sentence.start, sentence.end), confidence)


_FIRST: Final = re.compile(
    r"\bfirst (?:[\w-]+ ){1,4}?(?:(?:is|are|was|were) (?:due|expected|scheduled|slated|set|planned|to)|will|should"
    r"|would|rolled|left|came)\b[^.;:]{0,60}$"
)
# "Commercial production at the smelter is slated for 2027", "has pushed back its opening to 2026".
_DUE: Final = re.compile(
    r"\b(?:production|operations?|commissioning|start-?up|completion|opening|launch|output|deliveries|shipments)\b"
    r"(?! of (?:(?:its|the|an?) )?(?:[\w-]+ )?(?:permit|licen|stud|approval|review|sale|deal|acqui|financing|offer))"
    r"[^.;:]{0,60}"
    r"\b(?:slated|scheduled|due|targeted|planned|set|expected|pencilled in|earmarked|foreseen)"
    r"(?: for| in| by| from)? (?:the )?$",
    re.IGNORECASE,
)
# "Production of brake discs is to start in 2027", "targeting commercial operation in 2026".
_TO_START: Final = re.compile(
    r"\b(?:production|operations?|output|manufactur(?:e|ing)|shipments?|deliveries|assembly|smelting|refining)\b"
    r"[^.;:]{0,60}\b(?:(?:is|are) (?:due |set |expected |scheduled |planned |slated |likely )?to|will|should|would"
    r"|(?:expected|due|set|scheduled|slated) to) (?:start|begin|commence|get under ?way)\b[^.;:,]{0,25}$"
    r"|\b(?:targets|targeting|aims? for|aiming for) (?:a |an |the )?(?:first |full |commercial |initial |start of )*"
    r"(?:production|operations?|output|start-?up|completion|opening|launch|deliveries|shipments)\b[^.;:,]{0,25}$",
    re.IGNORECASE,
)
_PUT_OFF: Final = re.compile(
    r"\b(?:delay|postpon|push|put|defer|mov)[a-z]*\b(?: (?:back|off))?[^.;:]{0,30}\b(?:production|opening|completion"
    r"|start-?up|start|launch|operations?|commissioning)\b[^.;:]{0,50}\b(?:until|till|to) (?:the )?$"
)
_NOT_BEFORE: Final = re.compile(
    r"\b(?:not|never|no longer)\b[^.;:]{0,20}\b(?:make|produce|yield|open|start|begin|come|go|operate|be|turn)\b"
    r"[^.;:]{0,80}\b(?:before|until|till) $"
)


def told_by_output(sentence: Sentence, expressions: Sequence[DateExpression]) -> list[Opening]:
    """Return dates that products or a start give: "the first machines will leave the line in X", "no iron before X"."""
    out = []
    for expression in expressions:
        before = sentence.text[: expression.start]
        if re.match(r"(?:before|until|till|for|to|by|from|in) ", expression.text):
            before += expression.text.split()[0] + " "
        date = _one_date(expression)
        if date is None:
            continue
        if any(told.search(before) for told in (_NOT_BEFORE, _DUE, _TO_START, _PUT_OFF)):
            out.append(Opening(date, "future", Span(sentence.start, sentence.end), 0.65))
        elif _FIRST.search(before):
            time: Time = "past" if re.search(r"\b(?:rolled|left|came)\b[^.;:]*$", before) else "future"
            out.append(Opening(date, time, Span(sentence.start, sentence.end), 0.65))
    return out


def _leads(between: str, start: int) -> bool:
    """Whether a date stands before a word of opening in one clause: "Last month, X put …", "today opened"."""
    if start == 0:
        return len(between) < 120 and not re.search(r"[;:]|\band\b", between)
    return len(between) <= 25 and not re.search(r"[,;:]|\band\b|\bbut\b", between)


def _open_clause(text: str) -> bool:
    return not re.search(r"[;:]|\bwhich\b|\bwho\b|\bthat\b|\bsaid\b|\bwhen\b|\bwhile\b|\bover the\b", text)


def _one_date(expression: DateExpression) -> str | None:
    """Return the one date that an expression names, not a span of years ("over the next ten years")."""
    if expression.years or expression.needs:
        return None
    low, high = expression.period.start, expression.period.end
    if expression.role in {"since", "from"} and low:
        return low
    if low and high and low[:4] != high[:4]:
        return None
    return expression.date


def best_opening(openings: Sequence[Opening]) -> Opening | None:
    """Return what is told as done before what is expected, the surest, the most precise, the first."""
    return min(
        openings,
        key=lambda o: (
            o.time == "future" and any(x.time != "future" for x in openings),
            -o.confidence,
            -len(o.date),
            o.span.start,
        ),
        default=None,
    )
