"""Status words of a sentence, and which facility each speaks of: by the parse, by nearness, or one named before."""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.document import Document, Hit, Sentence
from kg.extract.status_default import EXISTING
from kg.extract.tense import is_adjective, is_passive, tie, verb_of
from kg.lexicon import Frame, Lexicon
from kg.model import Entity, Mention

_PRODUCTION: Final = re.compile(
    r"\bproduction\b|\boperations?\b|\bground\b|\bconstruction\b|\bpiling\b|\bfirst\b|\bmanufacturing\b|stream|online|\bready\b"
    r"|shipments|deliveries",
    re.IGNORECASE,
)
_AT_ITS: Final = re.compile(r" (?:at|in) (?:its |the |their |one of its |[A-Z][\w.&-]+['’]s? )?(?:[\w-]+ ){0,2}")
_OF_ANOTHER: Final = re.compile(
    r"\b(?:ships?|vessels?|tankers?|ferry|ferries|frigates?|submarines?|hulls?|trains?|aircraft|boats?|barges?|rigs?"
    r"|homes|houses|roads?|bypass|bridge|port)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"\b(?:at|in) (?:the |its |their |[A-Z][\w.&-]+['’]s? )?(?:[\w-]+ ){0,2}$")
# "Has again put off closing its works", "no plans to sell or close": it goes on.
_SPARED: Final = re.compile(
    r"\b(?:put(?:s|ting)? off|postpon(?:e|ed|ing)|delay(?:s|ed|ing)?|avert(?:s|ed)?|rul(?:es|ed) out|no plans? to"
    r"|den(?:y|ies|ied) (?:it|that it) (?:will|would)|not) (?:(?:sell|cut|close|shut) or |the |be |been )?$"
)
# "Low operating costs", "the Operations Committee" tell nothing of a plant.
_FIGURES: Final = frozenset(
    """cost costs cash flow flows income margin margins profit profits expense expenses expenditure results earnings
    loss losses committee permit permits licence license officer manager director plan plans team season
    hours""".split()
)
# "An operating mine" works; "a refining facility" may be yet to come.
_WORKING: Final = frozenset({"operating", "producing", "running", "working"})
_SENT: Final = re.compile(r" (?:for|to be) (?:shipment|shipping|dispatch|transport|sale|shipped|sent)\b")
_BACK: Final = 2
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


def hits(sentence: Sentence, lexicon: Lexicon) -> list[tuple[Hit, Frame]]:
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
    before_noun = tokens[0].dep_ in {"amod", "compound", "nmod"} and tokens[0].head.i > tokens[0].i
    told = tokens[0].head.lower_ not in _FIGURES and (not word.endswith("ing") or word in _WORKING)
    if frame.role == "running" and before_noun and not told:
        return False
    if word == "ready" and _SENT.match(sentence.text[hit.end - sentence.start :]):
        return False
    if word in frame.adjectives and frame.role == "announcing":
        return is_adjective(tokens[0])  # "a future plant", not "an uncertain future"
    if word in frame.adjectives or word in frame.nouns or word in frame.phrases:
        return True
    return tokens[0].pos_ in {"VERB", "AUX"} or word.endswith("ing")


def spoken_of(
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
    if not starts and not any(_carries_on(sentence, h, f) for h, f in hits(sentence, lexicon)):
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
        fresh = [(m, f) for m, f in works if not EXISTING.search(m.name.lower())] or works
        known = {c for m, c in companies if before.start <= m.start < before.end}
        if len({f.id for _, f in fresh}) > 1 or (named and not named <= known):
            return []
        return fresh[-1:] if before.block == sentence.block or named or len(facilities) == 1 else []
    return []


def _carries_on(sentence: Sentence, hit: Hit, frame: Frame) -> bool:
    """Whether a status word speaks of a plant without one being named: "start production", "break ground"."""
    text = sentence.text[hit.start - sentence.start : hit.end - sentence.start]
    return frame.role in {"opening", "underway"} and bool(_PRODUCTION.search(text))


def subject_of(
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
