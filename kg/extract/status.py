"""How far a facility has come, and when it opened: read from the tense of verbs of opening, building, running, closing.

Several sentences may speak of one facility: what has happened outweighs what is planned, an end outweighs a beginning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Hit, Sentence
from kg.extract.openings import Opening, best_opening, opening_of
from kg.extract.tense import Time, is_adjective, is_finishing, is_passive, tie, time_of, verb_of
from kg.lexicon import Frame, Lexicon
from kg.model import Claim, Entity, Mention, Span
from kg.text.dates import find_dates

if TYPE_CHECKING:
    pass

_AHEAD: Final = frozenset(
    """plan intend expect schedule set slate due aim hope want agree decide decision pledge propose pick select
    choose invest announce commit target ready poise design investment deal agreement plans project award approve
    need continue""".split()
)
_PLANNED: Final = re.compile(r"\b(?:planned|proposed|future|upcoming)\b", re.IGNORECASE)
_MONEY: Final = re.compile(r"\binvest(?:s|ed|ing|ments?)?\b|[$€£¥₹]")
_POSTPONED: Final = re.compile(r"\b(?:put off|delayed|postponed|pushed back) (?:until|till|to)$")
_EXISTING: Final = re.compile(r"\b(?:current|existing|main|flagship|leading|original)\b")
_PRODUCTION: Final = re.compile(
    r"\bproduction\b|\boperations?\b|\bground\b|\bconstruction\b|\bpiling\b|\bfirst\b|\bmanufacturing\b|stream|online",
    re.IGNORECASE,
)
_BACK: Final = 2
_REOPEN: Final = re.compile(r"\bre-?open|\breactivat", re.IGNORECASE)
_COMPLETION: Final = re.compile(r"\bcomplet|\bfinish|\bready\b", re.IGNORECASE)
_NOT: Final = re.compile(r"\bnot?\b", re.IGNORECASE)
_ORDER: Final = ("cancelled", "closed", "mothballed", "operating", "construction", "announced")


@dataclass(frozen=True, slots=True)
class _Vote:
    status: str
    weight: float
    span: Span
    rule: str


def statuses(
    document: Document, facilities: Sequence[Entity], lexicon: Lexicon, entities: Sequence[Entity] = ()
) -> Iterator[Claim]:
    """Yield a status for every facility, and its date of opening where one is stated.

    `entities` are all things of the article: a company tells whether a sentence without a plant speaks of its plant.
    """
    companies = [(m, e.id) for e in entities if e.type == "Company" for m in e.mentions]
    votes: dict[str, list[_Vote]] = {f.id: [] for f in facilities}
    openings: dict[str, list[Opening]] = {f.id: [] for f in facilities}
    for sentence in document.sentences:
        here = [(m, f) for f in facilities for m in f.mentions if sentence.start <= m.start < sentence.end]
        inherited = not here
        if inherited:
            here = _spoken_of(document, sentence, facilities, companies, lexicon)
        if not here:
            continue
        expressions = find_dates(sentence.text, document.article.published)
        for hit, frame in _hits(sentence, lexicon):
            chosen = _subject_of(sentence, hit, frame, here, inherited=inherited)
            if chosen is None:
                continue
            mention, facility = chosen
            time = time_of(sentence, hit)
            weight = 0.7 if inherited or sentence.kind == "title" else 1.0
            span = Span(sentence.start, sentence.end)
            vote = _vote(frame.role, time, span, weight, mention, _Wording.of(sentence, hit))
            if vote is not None:
                votes[facility.id].append(vote)
            if (
                frame.role in {"opening", "running", "reviving"}
                or _POSTPONED.search(sentence.text[: hit.end - sentence.start])
            ) and time != "unreal":
                opening = opening_of(sentence, hit, frame, time, expressions, inherited=inherited)
                if opening is not None:
                    openings[facility.id].append(opening)
    for facility in facilities:
        yield from _decide(document, facility, votes[facility.id], openings[facility.id])


def _hits(sentence: Sentence, lexicon: Lexicon) -> list[tuple[Hit, Frame]]:
    """Return the longest status words of a sentence with their frames."""
    found: list[tuple[Hit, Frame]] = []
    for hit in sentence.hits:
        frame = lexicon.by_iri.get(hit.entry)
        if (
            isinstance(frame, Frame)
            and frame.iri.startswith("https://w3id.org/kg-policy/lexicon/status/")
            and (frame.role != "period")
        ):
            found.append((hit, frame))
    return [
        (h, f)
        for h, f in found
        if _used_as_meant(sentence, h, f)
        and not any(o.start <= h.start and h.end <= o.end and o.end - o.start > h.end - h.start for o, _ in found)
    ]


def _used_as_meant(sentence: Sentence, hit: Hit, frame: Frame) -> bool:
    """Whether a single word is the part of speech that the lexicon means: "scrap" the verb, not in "scrap dealer"."""
    tokens = sentence.tokens(hit.start, hit.end)
    if len(tokens) != 1:
        return True
    word = tokens[0].lower_
    if word in frame.adjectives or word in frame.nouns or word in frame.phrases:
        return True
    return tokens[0].pos_ in {"VERB", "AUX"} or word.endswith("ing")


def _spoken_of(
    document: Document,
    sentence: Sentence,
    facilities: Sequence[Entity],
    companies: Sequence[tuple[Mention, str]],
    lexicon: Lexicon,
) -> list[tuple[Mention, Entity]]:
    """Return the one facility of the sentences before, for "Production began last October", "X plans to break ground".

    The sentence may name a company only if those sentences name it too.
    """
    if sentence.kind in {"title", "heading"} or not any(
        _carries_on(sentence, h, f) for h, f in _hits(sentence, lexicon)
    ):
        return []
    named = {c for m, c in companies if sentence.start <= m.start < sentence.end}
    for back in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        before = document.sentences[back]
        if before.kind in {"title", "heading"}:
            return []
        there = [(m, f) for f in facilities for m in f.mentions if before.start <= m.start < before.end]
        if not there:
            continue
        fresh = [(m, f) for m, f in there if not _EXISTING.search(m.name.lower())] or there
        known = {c for m, c in companies if before.start <= m.start < before.end}
        if len({f.id for _, f in fresh}) > 1 or (named and not named <= known):
            return []
        return fresh[-1:] if before.block == sentence.block or named or len(facilities) == 1 else []
    return []


def _carries_on(sentence: Sentence, hit: Hit, frame: Frame) -> bool:
    """Whether a status word speaks of a plant without one being named: "start production", "break ground"."""
    text = sentence.text[hit.start - sentence.start : hit.end - sentence.start]
    return frame.role in {"opening", "underway"} and bool(_PRODUCTION.search(text))


def _subject_of(
    sentence: Sentence,
    hit: Hit,
    frame: Frame,
    here: Sequence[tuple[Mention, Entity]],
    *,
    inherited: bool,
) -> tuple[Mention, Entity] | None:
    """Return the facility that a status word speaks of: the one it is tied to by the parse, else the nearest one."""
    if inherited:
        return here[0] if _carries_on(sentence, hit, frame) else None
    inside = [x for x in here if x[0].start <= hit.start and hit.end <= x[0].end]
    if inside:
        return inside[0] if frame.role in {"closing", "announcing", "holding"} else None
    tokens = sentence.tokens(hit.start, hit.end)
    if not tokens:
        return None
    if len(tokens) == 1 and is_adjective(tokens[0]):
        behind = [x for x in here if 0 <= x[0].start - hit.end <= 2]
        return behind[0] if behind else None
    verb = verb_of(tokens) or tokens[-1]
    ties = [(tie(sentence, verb, m), abs(m.start - hit.start), i) for i, (m, _) in enumerate(here)]
    fits = [
        (steps, gap, i) for ((part, steps), gap, i) in ties if part in _PARTS.get(frame.role, _ANY) and steps <= _FAR
    ]
    if frame.role == "building":
        fits = [f for f in fits if ties[f[2]][0][0] != "subject" or is_passive(verb)]
    if frame.role == "running" and verb.lemma_.lower() not in {"operate", "run"}:
        fits = [f for f in fits if ties[f[2]][0][0] != "object"]
    reach = 60 if len({f.id for _, f in here}) > 1 else 120
    if not fits and len(tokens) > 1 and frame.role in _BY_NEARNESS and min(gap for _, gap, _ in ties) <= reach:
        fits = [(0, gap, i) for (_, gap, i) in ties]
    return here[min(fits)[2]] if fits else None


_ANY: Final = frozenset({"object", "subject", "clause", "oblique"})
_PARTS: Final[dict[str, frozenset[str]]] = {
    "building": frozenset({"object", "clause", "subject"}),
    "closing": frozenset({"object", "subject", "clause"}),
    "reviving": frozenset({"object", "subject", "clause"}),
    "running": frozenset({"object", "subject", "clause"}),
}
_BY_NEARNESS: Final = frozenset({"underway", "announcing", "cancelling", "holding"})
_FAR: Final = 6


@dataclass(frozen=True, slots=True)
class _Wording:
    """What the words of a hit and around it add: work to be finished, a "not", "now" beside the verb."""

    finishing: bool
    completing: bool
    negative: bool
    again: bool
    reopening: bool

    @classmethod
    def of(cls, sentence: Sentence, hit: Hit) -> "_Wording":
        tokens = sentence.tokens(hit.start, hit.end)
        text = sentence.text[hit.start - sentence.start : hit.end - sentence.start]
        verb = verb_of(tokens)
        again = verb is not None and any(c.lower_ in {"now", "again", "currently"} for c in verb.children)
        return cls(
            is_finishing(sentence, hit),
            bool(_COMPLETION.search(text)),
            bool(_NOT.search(text)),
            again,
            bool(_REOPEN.search(text)),
        )


def _vote(role: str, time: Time, span: Span, weight: float, mention: Mention, wording: _Wording) -> _Vote | None:
    if time == "unreal" and not (role == "cancelling" and wording.negative):
        return None
    table: dict[tuple[str, Time], tuple[str, float]] = {
        ("opening", "past"): ("operating", 3),
        ("opening", "now"): ("operating", 2.5),
        ("opening", "going-on"): ("construction", 1.5),
        ("opening", "future"): ("announced", 1.5),
        ("building", "past"): ("operating", 0.8),
        ("building", "now"): ("announced", 1.5),
        ("building", "going-on"): ("construction", 3),
        ("building", "future"): ("announced", 2.5),
        ("running", "past"): ("operating", 1.5),
        ("running", "now"): ("operating", 2),
        ("running", "going-on"): ("operating", 1.5),
        ("closing", "past"): ("closed", 4),
        ("closing", "now"): ("closed", 3),
        ("closing", "going-on"): ("operating", 1),
        ("closing", "future"): ("operating", 2),
        ("reviving", "future"): ("mothballed", 3),
        ("reviving", "going-on"): ("mothballed", 2),
        ("reviving", "past"): ("operating", 2),
        ("reviving", "now"): ("operating", 2),
    }
    fixed = {
        "underway": ("construction", 3.0),
        "holding": ("mothballed", 3.5),
        "cancelling": ("cancelled", 5.0),
        "announcing": ("announced", 2.5),
    }
    if role == "reviving" and time in {"future", "going-on"} and not wording.reopening:
        return None
    if role == "opening" and time == "future" and wording.completing:
        return _Vote("construction", 1.0 * weight, span, "status-opening")
    if role == "running" and time in {"now", "past"} and wording.again:
        return _Vote("operating", 2.0 * weight, span, "status-reviving")
    if role == "underway" and time == "future" and not wording.finishing:
        return _Vote("announced", 2.0 * weight, span, "status-underway")
    status, points = fixed[role] if role in fixed else table.get((role, time), ("", 0.0))
    if role == "building" and time == "past" and _is_new(mention):
        status, points = "construction", 1.0
    return _Vote(status, points * weight, span, f"status-{role}") if status else None


def _decide(document: Document, facility: Entity, votes: list[_Vote], openings: list[Opening]) -> Iterator[Claim]:
    opening = best_opening(openings)
    if opening is not None:
        yield Claim(facility.id, "opened", opening.date, "date", opening.span, "opened-stated", opening.confidence)
    built = any(v.rule == "status-building" and v.status in {"operating", "construction"} for v in votes)
    if built and opening is not None and opening.time == "future":
        votes = [*votes, _Vote("construction", 2.0, opening.span, "status-opening")]
    if opening is not None and opening.time == "future" and {v.rule for v in votes} <= {"status-opening"}:
        if _within_a_year(opening.date, document.article.published) and not _is_new(facility.mentions[0]):
            votes = [*votes, _Vote("construction", 2.0, opening.span, "status-opening")]
    total: dict[str, float] = {}
    for vote in votes:
        total[vote.status] = total.get(vote.status, 0.0) + vote.weight
    if not total and opening is not None and opening.time == "future":
        soon = _within_a_year(opening.date, document.article.published)
        status = "construction" if soon else "announced"
        yield Claim(facility.id, "status", status, "code", opening.span, "status-opening", 0.65)
        return
    if not total:
        status, span, rule = _default(document, facility)
        yield Claim(facility.id, "status", status, "code", span, rule, 0.6)
        return
    status = _winner(total, votes)
    told = [v for v in votes if v.status == status] or votes
    best = max(told, key=lambda v: (v.weight, -v.span.start))
    yield Claim(facility.id, "status", status, "code", best.span, best.rule, min(0.95, 0.6 + 0.1 * best.weight))


def _winner(total: dict[str, float], votes: Sequence[_Vote]) -> str:
    """Return the status that outweighs: an end, then what has begun to work, then what is being built."""
    revived = any(v.rule == "status-reviving" and v.status == "operating" for v in votes)
    for status in ("cancelled",) if revived else ("cancelled", "closed", "mothballed"):
        if total.get(status, 0) >= 2:
            return status
    if not revived and set(total) & {"cancelled", "closed", "mothballed"} == set(total):
        return max(total, key=lambda s: (total[s], -_ORDER.index(s)))
    works = max((v.weight for v in votes if v.status == "operating"), default=0)
    builds = max((v.weight for v in votes if v.status == "construction"), default=0)
    plans = max((v.weight for v in votes if v.status == "announced"), default=0)
    if (works >= 2 and works >= plans) or works >= max(builds, plans):
        return "operating" if works >= builds or works >= 2.5 else "construction"
    if builds and builds >= 1:
        return "construction"
    return max(total, key=lambda s: (total[s], -_ORDER.index(s)))


def _within_a_year(date: str, published: str | None) -> bool:
    """Whether a month lies within a year after publication: what starts so soon is being built."""
    if published is None or len(date) < 7:
        return False
    months = 12 * (int(date[:4]) - int(published[:4])) + int(date[5:7]) - int(published[5:7])
    return 0 <= months <= 12


def _is_new(mention: Mention) -> bool:
    """Whether words of order or newness stand before the head ("new", "second", "planned")."""
    return mention.feature("ordinal") is not None or bool(_PLANNED.search(mention.feature("core") or ""))


def _default(document: Document, facility: Entity) -> tuple[str, Span, str]:
    """Return the status of a facility of which nothing is said: new ones that money goes into are announced."""
    first = next((m for m in facility.mentions if m.form != "anaphor" and not m.feature("title")), facility.mentions[0])
    sentence = document.sentence_at(first.start)
    span = Span(first.start, first.end)
    text = sentence.text if sentence is not None else first.name
    before = text[: first.start - sentence.start] if sentence is not None else ""
    indefinite = first.form != "name" and not first.feature("definite")
    new = _is_new(first)
    if re.search(r"\bafter opening (?:its|the|a)\s[^.;]{0,20}$", before):
        return "operating", span, "status-default"
    if _EXISTING.search(first.name.lower()):
        return "operating", span, "status-default"
    if re.search(r"[$€£¥₹][\d.,]+ ?(?:million|billion|bn|m)?\s*$", before):
        return "announced", span, "status-default-new"
    if (indefinite or new) and _MONEY.search(text):
        return "announced", span, "status-default-new"
    if indefinite and not re.search(r"\b(?:has|have|had|with|at|from)\b[^,;]{0,45}$", before):
        return "announced", span, "status-default-new"
    return "operating", span, "status-default"
