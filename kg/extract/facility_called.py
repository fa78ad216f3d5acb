"""Names that a text gives to a plant it describes: "Castell 2, its second factory", "a smelter called Aurora"."""

import re
from typing import Final

from kg.extract.facility_terms import FacilityTools
from kg.extract.phrases import Phrase
from kg.extract.surroundings import overlapping

_WORD: Final = r"[A-Z][\w’'-]+"
_NUMBERED: Final = rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}} (?:\d{{1,2}}|[IVX]{{1,4}}))"
_APPOSED: Final = r", (?:an?|the|its|their|one of its) (?:[^,.;:]|(?<=\d)[,.](?=\d)){0,40}$"
_BEFORE: Final = (
    re.compile(rf"\b{_NUMBERED}{_APPOSED}"),
    re.compile(
        rf"\b(?:runs?|operates?|operated|owns?|owned|opened|opens|inaugurated|builds?|built|building|commissioned|closed"
        rf"|shut|manages?|expands?|expanding|expanded) (?:the )?(?P<name>{_WORD}(?: {_WORD}){{0,3}}){_APPOSED}"
    ),
)
_AFTER: Final = (
    re.compile(rf", {_NUMBERED}(?=[,.;]| (?:in|at|near|will|is|was|has)\b)"),
    re.compile(
        r",? (?:which (?:is|was|will be) |to be |already )?(?:called|named|dubbed|known as|christened|code-?named)"
        rf" [\"“‘']?(?:the )?(?P<name>{_WORD}(?: {_WORD}){{0,3}}(?: \d{{1,2}})?)"
    ),
)
# "Phase 2, a plant …", "on March 5, its plant …": numbers that name no plant.
_NO_NAME: Final = re.compile(
    r"(?:Phase|Line|Stage|Model|Article|Tier|Scope|Chapter|Page|Figure|Table|Level|Euro|Series|Type|Class|Horizon"
    r"|Industry|Section|Title|Annex|Formula|Web|Generation|Gen|Day|Week|Part|Lot|Round|Highway|Route|Room|Hall|Unit|Gate"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)


def called(phrase: Phrase, tools: FacilityTools) -> str:
    """Return the name that stands in apposition to the description of a plant, or "".

    Names of firms, agencies and plans are none; a name without a number is one only if nobody knows it.
    """
    sentence = phrase.sentence
    before = sentence.text[: phrase.start - sentence.start]
    for pattern in _BEFORE:
        match = pattern.search(before)
        if match is not None and _is_free(match, sentence.start, tools):
            return match["name"]
    end = phrase.end - sentence.start
    for pattern in _AFTER:
        match = pattern.match(sentence.text, end)
        if match is not None and _is_free(match, sentence.start, tools):
            return match["name"]
    return ""


def _is_free(match: re.Match[str], offset: int, tools: FacilityTools) -> bool:
    """Whether a name is nobody else's."""
    if _NO_NAME.search(match["name"]) or match["name"].split()[0] in {"The", "In", "At", "It", "Its", "This", "That"}:
        return False
    start, end = offset + match.start("name"), offset + match.end("name")
    for mention in overlapping(tools.others, start, end):
        if mention.type in {"Company", "Bureau", "Plan"} or mention.end >= end:
            return False
    return True
