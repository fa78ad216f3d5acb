"""How far a facility has come, and when it opened: read from the tense of verbs of opening, building, running, closing.

Several sentences may speak of one facility: what has happened outweighs what is planned, an end outweighs a beginning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Hit, Sentence
from kg.extract.openings import Opening, best_opening, opening_of, told_by_output
from kg.extract.tense import is_adjective, is_passive, tie, time_of, verb_of
from kg.extract.votes import Vote, Wording, is_new, vote_of, winner
from kg.lexicon import Frame, Lexicon
from kg.model import Claim, Entity, Mention, Span
from kg.text.dates import DateExpression, find_dates

if TYPE_CHECKING:
    pass

_AHEAD: Final = frozenset(
    """plan intend expect schedule set slate due aim hope want agree decide decision pledge propose pick select
    choose invest announce commit target ready poise design investment deal agreement plans project award approve
    need continue""".split()
)
_MONEY: Final = re.compile(r"\binvest(?:s|ed|ing|ments?)?\b|[$€£¥₹]")
_POSTPONED: Final = re.compile(r"\b(?:put off|delayed|postponed|pushed back) (?:until|till|to)$")
_REOPENS: Final = re.compile(r"re-?open", re.IGNORECASE)
_EXISTING: Final = re.compile(r"\b(?:current|existing|main|flagship|leading|original)\b")
_PRODUCTION: Final = re.compile(
    r"\bproduction\b|\boperations?\b|\bground\b|\bconstruction\b|\bpiling\b|\bfirst\b|\bmanufacturing\b|stream|online|\bready\b"
    r"|shipments|deliveries",
    re.IGNORECASE,
)
_CHANGED_HANDS: Final = re.compile(
    r"\b(?:bought|buy(?:s|ing)?|acquir(?:e[sd]?|ing)|s(?:old|ells?|elling)|purchas(?:e[sd]?|ing)"
    r"|t(?:ook|ake[sn]?|aking) over)\b[^,;.]{0,50}$"
)
_NEW_PRODUCT: Final = re.compile(
    r" of (?:(?:the|an?|its) )?(?:all-)?(?:new|next-generation|redesigned|updated|electric version)\b"
)
# Who tours a plant finds one that stands.
_VISITED: Final = re.compile(r"\b(?:tour|visit)(?:s|ed|ing)? (?:an?|the) (?:[\w-]+ ){0,3}$")
_HAS: Final = re.compile(
    r"\b(?:has|have|had|runs?|ran|operates?|operated|owns?|owned|maintains?|with|whose) (?:[\w$€£.,-]+ ){0,3}$"
)
# "It owns a mill at A, a wire plant in B": what is had works, whatever stands between but words of making.
_HOLDS: Final = re.compile(
    r"\b(?:has|have|had|owns?|owned|runs?|ran|operates?|operated|maintains?|keeps?|leases?)\b(?P<rest>[^;]{0,160})$"
)
_PLANNED: Final = re.compile(
    r"\b(?:will|would|to|plan(?:s|ned|ning)?|propos\w+|announc\w+|invest\w*|buil[dt]\w*|chos\w+|pick\w+|select\w+|been|decid\w+"
    r"|agree\w*|beg[au]n|start\w*|consider\w*|is|are|was|were|said|broken|laid|approv\w+|promis\w+|pledg\w+)\b"
)
_AT_ITS: Final = re.compile(r" (?:at|in) (?:its |the |their |one of its |[A-Z][\w.&-]+['’]s? )?(?:[\w-]+ ){0,2}")
_OF_ANOTHER: Final = re.compile(
    r"\b(?:ships?|vessels?|tankers?|ferry|ferries|frigates?|submarines?|hulls?|trains?|aircraft|boats?|barges?|rigs?"
    r"|homes|houses|roads?|bypass|bridge|port)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"\b(?:at|in) (?:the |its |their |[A-Z][\w.&-]+['’]s? )?(?:[\w-]+ ){0,2}$")
_START_NOUN: Final = re.compile(r"\s*(?:start|start-up|startup|opening|completion|launch|commissioning)\b")
# "Has again put off closing its works", "no plans to sell or close": it goes on.
_SPARED: Final = re.compile(
    r"\b(?:put(?:s|ting)? off|postpon(?:e|ed|ing)|delay(?:s|ed|ing)?|avert(?:s|ed)?|rul(?:es|ed) out|no plans? to"
    r"|den(?:y|ies|ied) (?:it|that it) (?:will|would)|not) (?:(?:sell|cut|close|shut) or |the |be |been )?$"
)
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
    r"(?:its |the |their |[A-Z]\w+['’]s )?[^,;.]{0,20}$"
)
_BACK: Final = 2


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
        if inherited:
            dates = find_dates(sentence.text, document.article.published)
            starts = bool(told_by_output(sentence, dates))
            here = _spoken_of(document, sentence, facilities, companies, lexicon, starts=starts)
        if not here:
            continue
        expressions = find_dates(sentence.text, document.article.published)
        if len({f.id for _, f in here}) == 1:
            openings[here[0][1].id] += () if inherited else _start_dates(sentence, expressions)
            openings[here[0][1].id] += told_by_output(sentence, expressions)
        for hit, frame in _hits(sentence, lexicon):
            chosen = _subject_of(sentence, hit, frame, here, inherited=inherited)
            time = time_of(sentence, hit)
            if frame.role == "underway" and _TO_BEGIN.match(sentence.text[hit.start - sentence.start :]):
                time = "future"
            if frame.role == "opening" and _SHIFTED.search(sentence.text[: hit.start - sentence.start]):
                time = "future"
            if chosen is None:
                # What is to begin belongs to the one plant of the sentence, whatever the clause.
                if (
                    not inherited
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
            vote = vote_of(frame.role, time, span, weight, mention, Wording.of(sentence, hit))
            told = rows.get(facility.id, [facility]) if mention.rule == "facility-row" else [facility]
            for one in told:
                votes[one.id] += [vote] if vote is not None else []
                openings[one.id] += [opening] if opening is not None else []
    for facility in facilities:
        yield from _decide(document, facility, votes[facility.id], openings[facility.id], rows)


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
    if frame.role in {"closing", "holding", "cancelling"} and _SPARED.search(
        sentence.text[: hit.start - sentence.start]
    ):
        return False
    if len(tokens) != 1:
        return True
    word = tokens[0].lower_
    if word in frame.adjectives and frame.role == "announcing":
        return is_adjective(tokens[0])  # "a future plant", not "an uncertain future"
    if word in frame.adjectives or word in frame.nouns or word in frame.phrases:
        return True
    return tokens[0].pos_ in {"VERB", "AUX"} or word.endswith("ing")


def _spoken_of(
    document: Document,
    sentence: Sentence,
    facilities: Sequence[Entity],
    companies: Sequence[tuple[Mention, str]],
    lexicon: Lexicon,
    *,
    starts: bool,
) -> list[tuple[Mention, Entity]]:
    """Return the one facility of the sentences before, for "Production began last October", "X plans to break ground".

    `starts`: the sentence gives a date of a start ("Output is planned from 2028").

    The sentence may name a company only if those sentences name it too.
    """
    if sentence.kind in {"title", "heading"}:
        return []
    if not starts and not any(_carries_on(sentence, h, f) for h, f in _hits(sentence, lexicon)):
        return []
    named = {c for m, c in companies if sentence.start <= m.start < sentence.end}
    for back in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        before = document.sentences[back]
        if before.kind in {"title", "heading"}:
            return []
        there = [(m, f) for f in facilities for m in f.mentions if before.start <= m.start < before.end]
        if not there:
            continue
        works = [(m, f) for m, f in there if m.feature("code") != "industrial-park"] or there
        fresh = [(m, f) for m, f in works if not _EXISTING.search(m.name.lower())] or works
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
    if len(tokens) == 1 and is_adjective(tokens[0]) and tokens[0].dep_ not in {"acomp", "oprd"}:
        behind = [x for x in here if 0 <= x[0].start - hit.end <= 2]
        return behind[0] if behind else None
    verb = verb_of(tokens) or tokens[-1]
    ties = [(tie(sentence, verb, m), abs(m.start - hit.start), i) for i, (m, _) in enumerate(here)]
    fits = [
        (steps, gap, i) for ((part, steps), gap, i) in ties if part in _PARTS.get(frame.role, _ANY) and steps <= _FAR
    ]
    if frame.role == "building":
        fits = [f for f in fits if ties[f[2]][0][0] != "subject" or is_passive(verb)]
    if frame.role == "postponing":
        fits = [f for f in fits if f[0] <= 1 and (ties[f[2]][0][0] == "object" or is_passive(verb))]
    if frame.role == "running" and verb.lemma_.lower() not in {"operate", "run"}:
        fits = [f for f in fits if ties[f[2]][0][0] != "object"]
    if not fits and len(tokens) > 1 and frame.role in {"closing", "holding", "reviving"}:
        # "Stopped work at its foundry", "turned off the furnaces at the Linz mill".
        rest = sentence.text[hit.end - sentence.start :]
        gaps = [(max(0, m.start - hit.end), i) for i, (m, _) in enumerate(here)]
        fits = [(0, gap, i) for gap, i in gaps if _AT_ITS.fullmatch(rest[:gap])]
    if frame.role == "underway" and _OF_ANOTHER.search(sentence.text[: hit.start - sentence.start]):
        # "The ship has been under construction at the yard": the yard is not what is built.
        here_at = [sentence.text[hit.end - sentence.start : max(0, m.start - sentence.start)] for m, _ in here]
        if all(_AT.search(between) for between in here_at):
            return None
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
    "postponing": frozenset({"object", "subject"}),
}
_BY_NEARNESS: Final = frozenset({"underway", "announcing", "cancelling", "holding"})
_FAR: Final = 6


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
        status, span, rule = _default(document, rows.get(facility.id, (facility,))[0])
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


def _default(document: Document, facility: Entity) -> tuple[str, Span, str]:
    """Return the status of a facility of which nothing is said: new ones that money goes into are announced."""
    first = next((m for m in facility.mentions if m.form != "anaphor" and not m.feature("title")), facility.mentions[0])
    sentence = document.sentence_at(first.start)
    span = Span(first.start, first.end)
    text = sentence.text if sentence is not None else first.name
    before = text[: first.start - sentence.start] if sentence is not None else ""
    indefinite = first.form != "name" and not first.feature("definite")
    new = is_new(first) or first.rule == "facility-project"
    if re.search(r"\bafter opening (?:its|the|a)\s[^.;]{0,20}$", before):
        return "operating", span, "status-default"
    if _CHANGED_HANDS.search(before) or _VISITED.search(before):
        return "operating", span, "status-default"
    had, holds = _HAS.search(before), _HOLDS.search(before)
    kept = (had and not _PLANNED.search(had[0])) or (holds and not _PLANNED.search(holds["rest"]))
    if _EXISTING.search(first.name.lower()) or (not new and kept):
        return "operating", span, "status-default"
    if re.search(r"[$€£¥₹][\d.,]+ ?(?:million|billion|bn|m)?\s*$", before):
        return "announced", span, "status-default-new"
    if ((indefinite or new) and _MONEY.search(text)) or (first.rule == "facility-project" and "Mine" not in first.name):
        return "announced", span, "status-default-new"
    having = re.search(r"\b(?:has|have|had|with|at|from)\b[^,;]{0,45}$", before)
    if indefinite and (having is None or _PLANNED.search(having[0])):
        return "announced", span, "status-default-new"
    return "operating", span, "status-default"
