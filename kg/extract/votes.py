"""Votes for the status of a facility: what one status word says by its role and the tense that it stands in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.document import Hit, Sentence
from kg.extract.tense import Time, is_finishing, verb_of
from kg.model import Mention, Span

_COMPLETION: Final = re.compile(r"\bcomplet|\bfinish|\bready\b", re.IGNORECASE)
_NOT: Final = re.compile(r"\bnot?\b", re.IGNORECASE)
_REOPEN: Final = re.compile(r"\bre-?open|\breactivat", re.IGNORECASE)
_REVIVE: Final = re.compile(r"(?:restart|reviv)\w*", re.IGNORECASE)
_STANDS: Final = re.compile(r"\brunning$|\boperational$|\bon stream$|\bonline$", re.IGNORECASE)
_COMING: Final = re.compile(r"com|go|bring", re.IGNORECASE)  # "coming online later this year"
_PLANNED: Final = re.compile(r"\b(?:planned|proposed|future|upcoming)\b", re.IGNORECASE)
_ORDER: Final = ("cancelled", "closed", "mothballed", "operating", "construction", "announced")


@dataclass(frozen=True, slots=True)
class Vote:
    """What one sentence says for a status, and how much it weighs."""

    status: str
    weight: float
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a hit and around it add: work to be finished, a "not", "now" beside the verb."""

    finishing: bool
    completing: bool
    negative: bool
    again: bool
    reopening: bool
    standing: bool

    @classmethod
    def of(cls, sentence: Sentence, hit: Hit) -> "Wording":
        """Read the wording of a hit."""
        tokens = sentence.tokens(hit.start, hit.end)
        text = sentence.text[hit.start - sentence.start : hit.end - sentence.start]
        verb = verb_of(tokens)
        again = verb is not None and any(c.lower_ in {"now", "again", "currently"} for c in verb.children)
        return cls(
            is_finishing(sentence, hit),
            bool(_COMPLETION.search(text)),
            bool(_NOT.search(text)),
            again,
            bool(_REOPEN.search(text)) or (verb is not None and bool(_REVIVE.fullmatch(text))),
            bool(_STANDS.search(text)) and not _COMING.match(text),
        )


def vote_of(role: str, time: Time, span: Span, weight: float, mention: Mention, wording: Wording) -> Vote | None:
    """Return what a status word of a role says in a tense, or None."""
    if time == "unreal" and role == "opening":
        return Vote("announced", 1.5 * weight, span, "status-opening")  # "will not start production in 2026"
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
        "postponing": ("announced", 2.0),
    }
    if role == "reviving" and time in {"future", "going-on"} and not wording.reopening:
        return None
    if role == "opening" and time == "going-on" and wording.standing:
        return Vote("operating", 2.5 * weight, span, "status-opening")
    if role == "opening" and time == "future" and wording.completing:
        return Vote("construction", 1.0 * weight, span, "status-opening")
    if role == "running" and time in {"now", "past"} and wording.again:
        return Vote("operating", 2.0 * weight, span, "status-reviving")
    if role == "underway" and time == "future" and not wording.finishing:
        return Vote("announced", 2.0 * weight, span, "status-underway")
    status, points = fixed[role] if role in fixed else table.get((role, time), ("", 0.0))
    if role == "building" and time == "past" and is_new(mention):
        status, points = "construction", 1.0
    return Vote(status, points * weight, span, f"status-{role}") if status else None


def winner(total: dict[str, float], votes: Sequence[Vote]) -> str:
    """Return the status that outweighs: an end, then what has begun to work, then what is being built."""
    revived = any(v.rule == "status-reviving" and v.status == "operating" for v in votes)
    if not revived and any(v.rule == "status-reviving" and v.status == "mothballed" for v in votes):
        return "mothballed"  # "is restarting the mill, which was shuttered in 2022"
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


def is_new(mention: Mention) -> bool:
    """Whether words of order or newness stand before the head ("new", "second", "planned")."""
    if mention.rule == "facility-one" and mention.name.startswith("one "):
        return False  # "plants in A and one in B": another, not a new one
    return mention.feature("ordinal") is not None or bool(_PLANNED.search(mention.feature("core") or ""))
