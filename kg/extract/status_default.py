"""The status of a facility of which nothing is said: what is had works, what money goes into is announced."""

import re
from typing import Final

from kg.extract.document import Document
from kg.extract.votes import is_new
from kg.model import Entity, Span

_MONEY: Final = re.compile(r"\binvest(?:s|ed|ing|ments?)?\b|[$€£¥₹]")
EXISTING: Final = re.compile(r"\b(?:current|existing|main|flagship|leading|original)\b")
_CHANGED_HANDS: Final = re.compile(
    r"\b(?:bought|buy(?:s|ing)?|acquir(?:e[sd]?|ing)|s(?:old|ells?|elling)|purchas(?:e[sd]?|ing)"
    r"|t(?:ook|ake[sn]?|aking) over)\b[^,;.]{0,50}$"
)
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
_MINE: Final = re.compile(r"\bmine$", re.IGNORECASE)
# Who tours a plant finds one that stands.
_VISITED: Final = re.compile(
    r"\b(?:(?:tour|visit)(?:s|ed|ing)? (?:an?|the) (?:[\w-]+ ){0,3}|visit(?:s|ed|ing)?(?: to)? |tour of (?:the )?)$"
)
_DONE: Final = re.compile(
    r"\b(?:after|following|since|upon) the (?:\w+ )?"
    r"(?:commissioning|completion|opening|start-up|refurbishment) of [^,.;]{0,60}$"
)
_ADVANCED: Final = re.compile(r"\b(?:advanc(?:es|ing)|develop(?:s|ing)) (?:its|the|their|our) (?:[\w-]+ ){0,3}$")
_ONCE: Final = re.compile(r"\b(?:used to be|was once|were once) (?:an?|the|its|their) $")


def default_status(document: Document, facility: Entity) -> tuple[str, Span, str]:
    """Return the status of a facility of which nothing is said: new ones that money goes into are announced."""
    named = [m for m in facility.mentions if m.form != "anaphor" and not m.feature("title")]
    first = next((m for m in named if not m.feature("alias")), next(iter(named), facility.mentions[0]))
    sentence = document.sentence_at(first.start)
    span = Span(first.start, first.end)
    text = sentence.text if sentence is not None else first.name
    before = text[: first.start - sentence.start] if sentence is not None else ""
    indefinite = first.form != "name" and not first.feature("definite")
    project = first.rule == "facility-project" and not _MINE.search(first.name)
    new = is_new(first) or project
    if re.search(r"\bafter opening (?:its|the|a)\s[^.;]{0,20}$", before):
        return "operating", span, "status-default"
    if _ADVANCED.search(before):
        return "announced", span, "status-default-new"
    if _DONE.search(before):
        return "operating", span, "status-default"
    if _ONCE.search(before):
        return "closed", span, "status-default"
    if _CHANGED_HANDS.search(before) or _VISITED.search(before):
        return "operating", span, "status-default"
    had, holds = _HAS.search(before), _HOLDS.search(before)
    kept = (had and not _PLANNED.search(had[0])) or (holds and not _PLANNED.search(holds["rest"]))
    if EXISTING.search(first.name.lower()) or (not new and kept):
        return "operating", span, "status-default"
    if re.search(r"[$€£¥₹][\d.,]+ ?(?:million|billion|bn|m)?\s*$", before):
        return "announced", span, "status-default-new"
    if ((indefinite or new) and _MONEY.search(text)) or project:
        return "announced", span, "status-default-new"
    having = re.search(r"\b(?:has|have|had|with|at|from)\b[^,;]{0,45}$", before)
    if indefinite and (having is None or _PLANNED.search(having[0])):
        return "announced", span, "status-default-new"
    return "operating", span, "status-default"
