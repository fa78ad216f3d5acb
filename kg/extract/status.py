"""How far a facility has come, and when it opened: read from the tense of verbs of opening, building, running, closing.

Several sentences may speak of one facility: what has happened outweighs what is planned, an end outweighs a beginning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.document import Document, Hit, Sentence
from kg.extract.openings import Opening, best_opening, opening_of, told_by_output
from kg.extract.status_default import default_status
from kg.extract.status_words import hits, spoken_of, subject_of
from kg.extract.tense import Time, time_of
from kg.extract.votes import Vote, Wording, is_new, vote_of, winner
from kg.lexicon import Frame, Lexicon
from kg.model import Claim, Entity, Mention, Span
from kg.text.dates import DateExpression

_POSTPONED: Final = re.compile(r"\b(?:put off|delayed|postponed|pushed back) (?:until|till|to)$")
_REOPENS: Final = re.compile(r"re-?open", re.IGNORECASE)
_NEW_PRODUCT: Final = re.compile(
    r" of (?:(?:the|an?|its) )?(?:all-)?(?:new|next-generation|redesigned|updated|electric version)\b"
)
_START_NOUN: Final = re.compile(r"\s*(?:start|start-up|startup|opening|completion|launch|commissioning)\b")
# "Has moved the opening of its factory from 2026 to 2028".
_SHIFTED: Final = re.compile(
    r"\b(?:delay|postpon|push|put|defer|mov)[a-z]*(?: (?:back|off))? (?:the |its |their )?(?:\w+ )?$"
)
# "Construction begins this spring" is to come; "construction begins on the plant" is a headline's past.
_TO_BEGIN: Final = re.compile(
    r"construction begins (?:this|next|in|later|early|late) (?:this |next |in )?"
    r"(?:year|month|week|spring|summer|autumn|fall|winter|quarter|[A-Z]|20\d\d)",
    re.IGNORECASE,
)
_BEGINNING: Final = frozenset({"opening", "running"})
# The date of an expansion is not that of the plant.
_ENLARGED: Final = re.compile(
    r"\b(?:expansion|extension|upgrade|addition|modernisation|modernization|overhaul|line|wing)s? (?:of|at|to|in) "
    r"(?:its |the |their |[A-Z]\w+['’]s )?[^,;.]{0,20}$",
    re.IGNORECASE,
)


def statuses(
    document: Document, facilities: Sequence[Entity], lexicon: Lexicon, entities: Sequence[Entity] = ()
) -> Iterator[Claim]:
    """Yield a status for every facility, and its date of opening where one is stated.

    `entities` are all things of the article: a company tells whether a sentence without a plant speaks of its plant.
    """
    companies = [(m, e.id) for e in entities if e.type == "Company" for m in e.mentions]
    rows = _rows(document, facilities)
    votes: dict[str, list[Vote]] = {f.id: [] for f in facilities}
    openings: dict[str, list[Opening]] = {f.id: [] for f in facilities}
    for sentence in document.sentences:
        here = [(m, f) for f in facilities for m in f.mentions if sentence.start <= m.start < sentence.end]
        inherited = not here
        expressions = document.dates(sentence)
        if inherited:
            starts = bool(told_by_output(sentence, expressions))
            here = spoken_of(document, sentence, facilities, companies, lexicon, starts=starts)
        if not here:
            continue
        before = [document.text[max(sentence.start, m.start - 50) : m.start] for m, _ in here]
        grown = not inherited and all(_ENLARGED.search(b) for b in before)
        if not grown and len({f.id for _, f in here}) == 1:
            openings[here[0][1].id] += () if inherited else _start_dates(sentence, expressions)
            openings[here[0][1].id] += told_by_output(sentence, expressions)
        for hit, frame in hits(sentence, lexicon):
            chosen = subject_of(sentence, hit, frame, here, inherited=inherited)
            time = _time(sentence, hit, frame)
            if chosen is None:
                # What is to begin belongs to the one plant of the sentence, whatever the clause.
                if (
                    not (inherited or grown)
                    and frame.role in _BEGINNING
                    and time == "future"
                    and len({f.id for _, f in here}) == 1
                ):
                    opening = opening_of(sentence, hit, frame, time, expressions, inherited=True)
                    openings[here[0][1].id] += [opening] if opening is not None else []
                continue
            mention, facility = chosen
            weight = 0.7 if inherited or sentence.kind == "title" else 1.0
            span = Span(sentence.start, sentence.end)
            opening = None
            if frame.role == "opening" and _of_new_product(sentence, hit, mention):
                continue
            if (
                (
                    frame.role in {"opening", "running"}
                    or (frame.role == "reviving" and _REOPENS.match(document.text[hit.start : hit.end]))
                    or _POSTPONED.search(sentence.text[: hit.end - sentence.start])
                )
                and time != "unreal"
                and not _ENLARGED.search(document.text[max(0, mention.start - 50) : mention.start])
            ):
                opening = opening_of(sentence, hit, frame, time, expressions, inherited=inherited)
            if opening is not None and opening.date[:4] > (document.article.published or "9")[:4]:
                time = "future"  # "has delayed the opening until 2030"
                opening = replace(opening, time=time)
            if grown and frame.role in {"announcing", "underway", "opening"}:
                continue  # "the expansion of the mine is planned": the mine stands
            vote = vote_of(frame.role, time, span, weight, mention, Wording.of(sentence, hit))
            told = rows.get(facility.id, [facility]) if mention.rule == "facility-row" else [facility]
            for one in told:
                votes[one.id] += [vote] if vote is not None else []
                openings[one.id] += [opening] if opening is not None else []
    for facility in facilities:
        yield from _decide(document, facility, votes[facility.id], openings[facility.id], rows)


def _time(sentence: Sentence, hit: Hit, frame: Frame) -> Time:
    """Return when the words of a hit hold, by their tense and what they say of when."""
    start = hit.start - sentence.start
    if frame.role == "underway" and _TO_BEGIN.match(sentence.text[start:]):
        return "future"
    if frame.role == "opening" and _SHIFTED.search(sentence.text[:start]):
        return "future"
    time = time_of(sentence, hit)
    developed = frame.role == "building" and sentence.text[start:].startswith("develop")
    # What is being developed need not be built yet.
    return "now" if developed and time == "going-on" else time


def _of_new_product(sentence: Sentence, hit: Hit, mention: Mention) -> bool:
    """Whether a plant that stands begins to make something new: "launch production of a new van at its works"."""
    rest = sentence.text[hit.end - sentence.start :]
    stands = bool(mention.feature("definite") or mention.form == "name") and not is_new(mention)
    return stands and _NEW_PRODUCT.match(rest) is not None


def _rows(document: Document, facilities: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Return for each plant of a row ("plants at A and B") all plants of the row, by its id."""
    spoken: dict[int, list[tuple[int, Entity]]] = {}
    for facility in facilities:
        for mention in facility.mentions:
            sentence = document.sentence_at(mention.start) if mention.rule == "facility-row" else None
            if sentence is not None:
                spoken.setdefault(sentence.index, []).append((mention.start, facility))
    out: dict[str, list[Entity]] = {}
    for items in spoken.values():
        row = [f for _, f in sorted(items, key=lambda x: x[0])]
        for facility in row:
            out.setdefault(facility.id, row)
    return out


def _start_dates(sentence: Sentence, expressions: Sequence[DateExpression]) -> Iterator[Opening]:
    """Yield dates that stand before a noun of beginning: "on schedule for a 2029 start"."""
    for expression in expressions:
        if _START_NOUN.match(sentence.text[expression.end :]) and expression.date and not expression.years:
            yield Opening(expression.date, "future", Span(sentence.start, sentence.end), 0.6)


def _decide(
    document: Document,
    facility: Entity,
    votes: list[Vote],
    openings: list[Opening],
    rows: Mapping[str, Sequence[Entity]],
) -> Iterator[Claim]:
    opening = best_opening(openings)
    ended = sum(v.weight for v in votes if v.status == "cancelled") >= 2
    if opening is not None and not (ended and opening.time == "future"):
        yield Claim(facility.id, "opened", opening.date, "date", opening.span, "opened-stated", opening.confidence)
    built = any(v.rule == "status-building" and v.status in {"operating", "construction"} for v in votes)
    if built and opening is not None and opening.time == "future":
        votes = [*votes, Vote("construction", 2.0, opening.span, "status-opening")]
    ahead = opening if opening is not None and opening.time == "future" else None
    only_opening = {v.rule for v in votes} <= {"status-opening"}
    if ahead is not None and only_opening and _within_a_year(ahead.date, document.article.published):
        votes = [*votes, Vote("construction", 2.0, ahead.span, "status-opening")]
    total: dict[str, float] = {}
    for vote in votes:
        total[vote.status] = total.get(vote.status, 0.0) + vote.weight
    if not total and opening is not None and opening.time == "future":
        soon = _within_a_year(opening.date, document.article.published)
        status = "construction" if soon else "announced"
        yield Claim(facility.id, "status", status, "code", opening.span, "status-opening", 0.65)
        return
    if not total:
        status, span, rule = default_status(document, rows.get(facility.id, (facility,))[0])
        yield Claim(facility.id, "status", status, "code", span, rule, 0.6)
        return
    status = winner(total, votes)
    told = [v for v in votes if v.status == status] or votes
    best = max(told, key=lambda v: (v.weight, -v.span.start))
    yield Claim(facility.id, "status", status, "code", best.span, best.rule, min(0.95, 0.6 + 0.1 * best.weight))


def _within_a_year(date: str, published: str | None) -> bool:
    """Whether a month lies within a year after publication: what starts so soon is being built."""
    if published is None or len(date) < 7:
        return False
    months = 12 * (int(date[:4]) - int(published[:4])) + int(date[5:7]) - int(published[5:7])
    return 0 <= months <= 12
