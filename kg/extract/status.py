"""How far a facility has come, and when it opened: read from the tense of verbs of opening, building, running, closing.

Several sentences may speak of one facility: what has happened outweighs what is planned, an end outweighs a beginning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.document import Document, Hit, Sentence
from kg.lexicon import Frame, Lexicon
from kg.model import Claim, Entity, Mention, Span
from kg.text.dates import DateExpression, find_dates

if TYPE_CHECKING:
    from spacy.tokens import Token

Time = Literal["past", "now", "going-on", "future", "unreal"]
_WILL: Final = frozenset({"will", "shall", "would", "'ll", "’ll", "wo", "should"})
_UNREAL: Final = frozenset({"could", "might", "may"})
_AHEAD: Final = frozenset(
    """plan intend expect schedule set slate due aim hope want agree decide decision pledge propose pick select choose invest
    announce commit target ready poise design investment deal agreement plans project award approve need continue""".split()
)
_PLANNED: Final = re.compile(r"\b(?:planned|proposed|future|upcoming)\b", re.IGNORECASE)
_MONEY: Final = re.compile(r"\binvest(?:s|ed|ing|ments?)?\b|[$€£¥₹]")
_POSTPONED: Final = re.compile(r"\b(?:put off|delayed|postponed) until$")
_AHEAD_OF: Final = re.compile(r"\b(?:will|would|to|due|set) (?:begin|start|to)\b", re.IGNORECASE)
_EXISTING: Final = re.compile(r"\b(?:current|existing|main|flagship|leading|original)\b")
_PRODUCTION: Final = re.compile(
    r"\b(?:mass |full |series |trial |commercial )?production\b|\boperations?\b", re.IGNORECASE
)
_ORDER: Final = ("cancelled", "closed", "mothballed", "operating", "construction", "announced")


@dataclass(frozen=True, slots=True)
class _Vote:
    status: str
    weight: float
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class _Opening:
    date: str
    time: Time
    span: Span
    confidence: float


def statuses(document: Document, facilities: Sequence[Entity], lexicon: Lexicon) -> Iterator[Claim]:
    """Yield a status for every facility, and its date of opening where one is stated."""
    votes: dict[str, list[_Vote]] = {f.id: [] for f in facilities}
    openings: dict[str, list[_Opening]] = {f.id: [] for f in facilities}
    for sentence in document.sentences:
        here = [(m, f) for f in facilities for m in f.mentions if sentence.start <= m.start < sentence.end]
        inherited = not here
        if inherited:
            here = _spoken_of(document, sentence, facilities)
        if not here:
            continue
        expressions = find_dates(sentence.text, document.article.published)
        for hit, frame in _hits(sentence, lexicon):
            chosen = _subject_of(sentence, hit, frame, here, inherited=inherited)
            if chosen is None:
                continue
            mention, facility = chosen
            time = _time(sentence, hit)
            weight = 0.7 if inherited or sentence.kind == "title" else 1.0
            span = Span(sentence.start, sentence.end)
            vote = _vote(frame.role, time, span, weight, mention, finishing=_finishing(sentence, hit))
            if vote is not None:
                votes[facility.id].append(vote)
            if (
                frame.role in {"opening", "running"} or _POSTPONED.search(sentence.text[: hit.end - sentence.start])
            ) and time != "unreal":
                opening = _opening(sentence, hit, frame, time, expressions, inherited=inherited)
                if opening is not None:
                    openings[facility.id].append(opening)
    for facility in facilities:
        yield from _decide(document, facility, votes[facility.id], openings[facility.id])


def _hits(sentence: Sentence, lexicon: Lexicon) -> list[tuple[Hit, Frame]]:
    """Return the longest status words of a sentence with their frames."""
    found: list[tuple[Hit, Frame]] = []
    for hit in sentence.hits:
        frame = lexicon.by_iri.get(hit.entry)
        if isinstance(frame, Frame) and frame.iri.startswith("https://w3id.org/kg-policy/lexicon/status/"):
            if frame.role != "period":
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


def _spoken_of(document: Document, sentence: Sentence, facilities: Sequence[Entity]) -> list[tuple[Mention, Entity]]:
    """Return the one facility of the sentence before, for "Production began last October"."""
    if sentence.index == 0 or not _PRODUCTION.search(sentence.text):
        return []
    before = document.sentences[sentence.index - 1]
    if before.block != sentence.block:
        return []
    there = [(m, f) for f in facilities for m in f.mentions if before.start <= m.start < before.end]
    return there[-1:] if len({f.id for _, f in there}) == 1 else []


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
        return here[0] if frame.role in {"opening", "underway"} else None
    inside = [x for x in here if x[0].start <= hit.start and hit.end <= x[0].end]
    if inside:
        return inside[0] if frame.role in {"closing", "announcing", "holding"} else None
    tokens = sentence.tokens(hit.start, hit.end)
    if not tokens:
        return None
    if len(tokens) == 1 and _adjective(tokens[0]):
        behind = [x for x in here if 0 <= x[0].start - hit.end <= 2]
        return behind[0] if behind else None
    verb = _verb_of(tokens) or tokens[-1]
    ties = [(_tie(sentence, verb, m), abs(m.start - hit.start), i) for i, (m, _) in enumerate(here)]
    fits = [
        (steps, gap, i) for ((part, steps), gap, i) in ties if part in _PARTS.get(frame.role, _ANY) and steps <= _FAR
    ]
    if frame.role == "building":
        fits = [f for f in fits if ties[f[2]][0][0] != "subject" or _passive(verb)]
    if frame.role == "running" and verb.lemma_.lower() not in {"operate", "run"}:
        fits = [f for f in fits if ties[f[2]][0][0] != "object"]
    if not fits and len(tokens) > 1 and frame.role in _BY_NEARNESS and min(gap for _, gap, _ in ties) <= 60:
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


def _verb_of(tokens: Sequence["Token"]) -> "Token | None":
    """Return the full verb among words, else an auxiliary, else None."""
    verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"} and t.tag_ != "MD"]
    return next((t for t in verbs if t.pos_ == "VERB"), verbs[-1] if verbs else None)


def _adjective(token: "Token") -> bool:
    return token.pos_ == "ADJ" or token.dep_ == "amod"


def _passive(verb: "Token") -> bool:
    return verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)


def _tie(sentence: Sentence, verb: "Token", mention: Mention) -> tuple[str, int]:
    """Return the part that a mention plays for a verb (object, subject, clause, oblique, "") and the steps between."""
    tokens = sentence.tokens(mention.start, mention.end)
    if not tokens:
        return "", 99
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[-1])
    above = {verb.i: 0}
    for steps, ancestor in enumerate(verb.ancestors, 1):
        above[ancestor.i] = steps
    path: list[str] = []
    current = head
    while current.i not in above:
        if current.head.i == current.i:
            return "", 99
        if path and current.pos_ == "VERB" and current.dep_ in {"conj", "advcl", "relcl", "ccomp"}:
            # The mention belongs to another clause, which this one is only joined to.
            return "", 99
        path.append(current.dep_ if current.dep_ != "prep" or current.lower_ != "of" else "of")
        current = current.head
    steps = len(path) + above[current.i]
    if not path:
        return "clause", steps
    if current.i == verb.i:
        return _part(path, verb), steps
    if path[-1] in {"nsubj", "nsubjpass"} and len(path) == 1:
        return "subject", steps
    return "oblique", steps


def _part(path: Sequence[str], verb: "Token") -> str:
    plain = [p for p in path if p not in {"conj", "appos", "of"} and not (p == "pobj" and "of" in path)]
    if "prep" in plain or "agent" in plain or "advcl" in plain:
        return "oblique"
    if "nsubj" in plain:
        return "subject"
    return "object"


def _time(sentence: Sentence, hit: Hit) -> Time:
    """Tell when the words of a hit hold: past, now, going on, to come, or not at all."""
    tokens = sentence.tokens(hit.start, hit.end)
    if _AHEAD_OF.search(sentence.text[hit.start - sentence.start : hit.end - sentence.start]):
        return "future"
    verb = _verb_of(tokens)
    if verb is None and tokens and tokens[-1].lower_.endswith("ing") and tokens[-1].lower_ != "opening":
        return "going-on"
    if verb is None:
        verb = next((a for a in tokens[0].ancestors if a.pos_ in {"VERB", "AUX"}), None) if tokens else None
        if verb is None:
            return "now"
    return _verb_time(verb)


def _finishing(sentence: Sentence, hit: Hit) -> bool:
    """Whether work is to be finished, so that it has begun ("is set to complete its renovation")."""
    tokens = sentence.tokens(hit.start, hit.end)
    return any(a.lemma_ in {"complete", "finish", "conclude"} for t in tokens for a in t.ancestors)


def _verb_time(verb: "Token") -> Time:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if any(c.dep_ == "neg" for c in verb.children) or auxiliaries & _UNREAL:
        return "unreal"
    if auxiliaries & _WILL or any(c.lower_ in {"will", "would"} for c in verb.children):
        return "future"
    if "to" in auxiliaries and verb.tag_ == "VB":
        return _infinitive_time(verb)
    if verb.tag_ == "VBG":
        if auxiliaries & {"is", "are", "'s", "’s", "'re", "am"} or verb.dep_ in {"ROOT", "acl"}:
            return "going-on"
        before = verb.doc[verb.i - 1].lower_ if verb.i else ""
        if before in {"after", "since", "by"}:
            return "past"
        return _verb_time(verb.head) if verb.head.pos_ == "VERB" and verb.head.i != verb.i else "going-on"
    if verb.tag_ == "VBN" and auxiliaries & {"being"}:
        return "going-on"
    if verb.tag_ == "VBN" and auxiliaries & {"be"} and not auxiliaries & {"have", "has", "had"}:
        return "future"
    if verb.dep_ in {"xcomp", "ccomp"} and verb.tag_ == "VB" and verb.head.i != verb.i:
        return "future"
    if verb.tag_ in {"VBD", "VBN"}:
        return "past"
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == "VB":
        return _verb_time(verb.head)
    # "Once it opens in 2026": the present of time clauses is to come.
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    return "future" if marks & {"once", "when", "until", "before"} else "now"


def _infinitive_time(verb: "Token") -> Time:
    head = verb.head
    if head.lemma_.lower() in {"begin", "start"} and head.pos_ == "VERB":
        return _verb_time(head)
    if verb.dep_ == "conj" and head.pos_ == "VERB":
        return _verb_time(head)
    return "future"


def _vote(
    role: str, time: Time, span: Span, weight: float, mention: Mention, *, finishing: bool = False
) -> _Vote | None:
    if time == "unreal" and role != "cancelling":
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
    if role == "underway" and time == "future" and not finishing:
        return _Vote("announced", 2.0 * weight, span, "status-underway")
    status, points = fixed[role] if role in fixed else table.get((role, time), ("", 0.0))
    if role == "building" and time == "past" and _is_new(mention):
        status, points = "construction", 1.0
    return _Vote(status, points * weight, span, f"status-{role}") if status else None


def _opening(
    sentence: Sentence,
    hit: Hit,
    frame: Frame,
    time: Time,
    expressions: Sequence[DateExpression],
    *,
    inherited: bool,
) -> _Opening | None:
    """Return the date that stands with a word of opening: behind it before the next verb, else at the sentence's start."""
    start, end = hit.start - sentence.start, hit.end - sentence.start
    if frame.role == "announcing":
        # "Put off until 2028": the date is part of the wording.
        start = end = end - len("until")
    usable = [e for e in expressions if _one_date(e)]
    if frame.role == "running":
        usable = [e for e in usable if e.role in {"since", "from"}]
        if time == "future":
            usable = [e for e in usable if e.role == "from"]
    behind = [
        e for e in usable if e.start >= end and e.start - end <= 90 and _open_clause(sentence.text[end : e.start])
    ]
    before = [e for e in usable if e.end <= start and _leads(sentence.text[e.end : start], e.start)]
    chosen = (behind or before[-1:] or [None])[0]
    if chosen is None or (chosen_date := _one_date(chosen)) is None:
        return None
    confidence = 0.6 if inherited else 0.85 if frame.role == "opening" else 0.75
    return _Opening(chosen_date, time, Span(sentence.start, sentence.end), confidence)


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


def _decide(document: Document, facility: Entity, votes: list[_Vote], openings: list[_Opening]) -> Iterator[Claim]:
    opening = _best_opening(openings)
    if opening is not None:
        yield Claim(facility.id, "opened", opening.date, "date", opening.span, "opened-stated", opening.confidence)
    built = any(v.rule == "status-building" and v.status in {"operating", "construction"} for v in votes)
    if built and opening is not None and opening.time == "future":
        votes = [*votes, _Vote("construction", 2.0, opening.span, "status-opening")]
    total: dict[str, float] = {}
    for vote in votes:
        total[vote.status] = total.get(vote.status, 0.0) + vote.weight
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
    for status in ("cancelled", "closed", "mothballed"):
        if total.get(status, 0) >= 2:
            return status
    if set(total) & {"cancelled", "closed", "mothballed"} == set(total):
        return max(total, key=lambda s: (total[s], -_ORDER.index(s)))
    works = max((v.weight for v in votes if v.status == "operating"), default=0)
    builds = max((v.weight for v in votes if v.status == "construction"), default=0)
    plans = max((v.weight for v in votes if v.status == "announced"), default=0)
    if works >= 2 and works >= plans or works >= max(builds, plans):
        return "operating" if works >= builds or works >= 2.5 else "construction"
    if builds and builds >= 1:
        return "construction"
    return max(total, key=lambda s: (total[s], -_ORDER.index(s)))


def _best_opening(openings: Sequence[_Opening]) -> _Opening | None:
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
