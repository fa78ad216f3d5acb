"""Seats that words right behind a company give: "X (headquarters: Pune)", "X, whose head office is in Pune".

"The company" without a mention of its own stands for the company in focus.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.focus import focus_after
from kg.extract.relations.seats import seat
from kg.extract.scene import Scene

_OFFICE: Final = (
    r"(?:(?:global|main|corporate|world|registered|group|company)\s+)?"
    r"(?:headquarters?|head\s+office|HQ|seat|base)"
)
_IN: Final = (
    r"(?:(?:in|at|near|outside)\s+)(?:the\s+)?"
    r"(?:(?:(?:[a-z]+ern|[a-z]+-?[a-z]*|[A-Z][a-z]+(?:an|ish|ese))\s+){0,4}?(?:city|town|port|state|province|suburb)\s+of\s+)?"
)
_BEHIND: Final = re.compile(
    r"\s*(?:\([^)]{1,30}\)\s*)?(?:"
    rf"[(,]\s*{_OFFICE}\s*:\s*|[(,]\s*{_OFFICE}\s+{_IN}"
    rf"|,?\s+(?:which|who|that)\s+(?:has|have|had|keeps)\s+(?:its|their|a)\s+{_OFFICE}\s+{_IN}"
    rf"|\s+(?:has|have|keeps)\s+(?:its|their)\s+{_OFFICE}\s+{_IN}"
    rf"|,?\s+whose\s+{_OFFICE}\s+(?:is|are|lies?|sits?)\s+(?:located\s+)?{_IN}"
    rf"|,?\s+with\s+(?:its\s+|a\s+)?{_OFFICE}\s+{_IN}"
    rf"|\s*[(,]?\s*(?:(?:which|that)\s+)?(?:is\s+)?(?:based|headquartered|domiciled)\s+{_IN}"
    r")"
)
_OF_IT: Final = re.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Tt]he\s+company['’]s)\s+{_OFFICE}\s+(?:is|are)\s+(?:located\s+)?{_IN}"
)
# The seat of a part of a firm is not the firm's; what is called its headquarters in a country may well be.
_BRANCH: Final = re.compile(
    r"\b(?:European|Asian|African|Asia[ -]Pacific|Latin\s+American|Middle\s+East(?:ern)?|EMEA|APAC"
    r"|[Rr]egional|[Dd]ivisional|second|local)\s+(?:headquarters?|HQ|head\s+office)\b"
)


def of_branch(draft: Draft) -> bool:
    """Say whether a seat is that of a part of a firm: "opened its European headquarters in Porto"."""
    return draft.rule.startswith("seat") and bool(_BRANCH.search(draft.sentence.text))


def homes(
    document: Document, stage: Sequence[Scene], drafts: Sequence[Draft], nouns: frozenset[str]
) -> Iterator[Draft]:
    """Yield the seats of companies without one that words right behind them state."""
    known = {d.subject for d in drafts if d.predicate == "headquarteredIn"}
    the_firm = re.compile(rf"\b[Tt]he\s+(?:[\w-]+\s+)?(?:{'|'.join(sorted(map(re.escape, nouns)))})\b")
    focus = ""
    for scene in stage:
        places = {p.mention.start: p for p in reversed(scene.of(*PLACE)) if p.mention.form == "name"}
        text, start = scene.sentence.text, scene.sentence.start
        ends = [(r.mention.end - start, r.entity.id) for r in scene.of("Company")]
        if places and focus:
            taken = {end for end, _ in ends}
            ends += [(m.end(), focus) for m in the_firm.finditer(text) if m.end() not in taken]
            ends += [(m.start(), focus) for m in _OF_IT.finditer(text) if not scene.of("Company")]
        for end, company in ends:
            match = _BEHIND.match(text, end) or _OF_IT.match(text, end)
            place = places.get(start + match.end()) if match else None
            if place is not None and company not in known:
                yield seat(company, place, scene, "seat-behind:apposition")
        focus = focus_after(scene, focus)
