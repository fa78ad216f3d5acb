"""Mines and mining projects by name: "its Tarka Lithium Project in Mali", "the Molvar Mine"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_places import context_of, place_end
from kg.extract.facility_terms import FacilityTools, facility_mention
from kg.extract.heads import headline_case
from kg.extract.phrases import Phrase, is_cap, phrase_around
from kg.extract.surroundings import overlapping
from kg.lexicon import Entry
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEADS: Final = frozenset({"Project", "Mine"})
_MINING: Final = re.compile(
    r"\b(?:mines?|mining|miners?|lithium|uranium|graphite|nickel|copper|gold|silver|cobalt|rare[- ]earths?"
    r"|tungsten|antimony|niobium|vanadium|manganese|titanium|fluorspar|potash|phosphate|scandium|gallium|zinc|tin|ores?|brines?|deposits?"
    r"|drill(?:ing|ed|s)?|feasibility study|mineral resources?|in-situ recovery|ISR|tailings|concentrate)\b",
    re.IGNORECASE,
)
_RULE: Final = "facility-project"


def projects(sentence: Sentence, tools: FacilityTools, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mining projects and mines that a sentence names and ties to an owner, a place or an act of making.

    `known` are the facilities found so far: what one of them covers is not told again.
    """
    doc = sentence.parse
    if doc is None or not any(h in sentence.text for h in _HEADS) or headline_case(sentence):
        return
    places = [(m.start, m.end) for m in tools.others if m.type in PLACES]
    entry = next((e for e in tools.lexicon.entries if e.denotes == "Facility" and "factory" in e.forms), None)
    for head in doc if entry is not None and _MINING.search(sentence.text) else ():
        if head.text not in _HEADS or not _ends_name(head):
            continue
        phrase = phrase_around(sentence, head, places=places)
        phrase = replace(phrase, first=_name_start(phrase))
        covered = any(m.start < phrase.end and phrase.start < m.end for m in known)
        if phrase.first == head.i or covered or any(overlapping(tools.others, phrase.start, phrase.end, "Plan")):
            continue
        assert entry is not None
        yield from _mention(sentence, phrase, entry, tools, known)


def _mention(
    sentence: Sentence, phrase: Phrase, entry: Entry, tools: FacilityTools, known: Sequence[Mention]
) -> Iterator[Mention]:
    head = phrase.doc[phrase.head]
    context = context_of(sentence, replace(phrase, last=place_end(sentence, phrase.last, tools)), head, tools)
    mention = replace(facility_mention(sentence, phrase, head, entry, context, tools, "name", None), rule=_RULE)
    if context.operators or context.own or context.places or any(is_same_project(mention, m) for m in known):
        yield mention


def _ends_name(head: "Token") -> bool:
    """Whether capitals before and none behind make a head the end of a name ("Mine Safety Act" is none)."""
    doc, i = head.doc, head.i
    following = doc[i + 1] if i + 1 < len(doc) else None
    if i == 0 or (following is not None and is_cap(following)):
        return False
    return is_cap(doc[i - 1]) or _bracketed(head)


def _bracketed(head: "Token") -> bool:
    return head.i > 0 and head.doc[head.i - 1].text in {")", "”", '"'}


def _name_start(phrase: Phrase) -> int:
    """Return the first capitalised word of the phrase ("100%-owned Rio Grande Project")."""
    named = (t.i for t in phrase.modifiers if is_cap(t) and t.text[0].isalpha())
    return next(named, phrase.head)


def is_same_project(mention: Mention, other: Mention) -> bool:
    """Whether two mentions are names of one mining project: "Carter Ranch ISR Project", "Carter Ranch Project"."""
    if mention.rule != _RULE or other.rule != _RULE:
        return False
    mine, theirs = mention.name.split(), other.name.split()
    short, long = sorted((set(mine), set(theirs)), key=len)
    return mine[0] == theirs[0] and mine[-1] == theirs[-1] and short <= long


def is_other_project(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mining project or mine shares no word of its name with the mentions of another facility."""
    if not any(m.rule == _RULE for m in (mention, *others)):
        return False
    mine = {v for k, v in mention.features if k == "proper"}
    return not any(mine & {v for k, v in m.features if k == "proper"} for m in others)
