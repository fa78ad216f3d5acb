"""How plans hang together where a few words between them say so: one of several under another, the one before it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kg.extract.document import Document
from kg.extract.relations.drafts import Draft
from kg.extract.scene import Ref, Scene

_ONE_OF: Final = re.compile(
    r"(?:,[^,;]{3,60},)?\s+(?:is|are|was|were)\s+(?:also\s+|now\s+)?(?:one|the\s+\w+|among)\s+(?:of\s+)?(?:the\s+|its\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:plans|strategies|programm?e?s|schemes|initiatives|measures|instruments|policies|projects|missions)\s+"
    r"(?:under|of|in|within|set\s+out\s+in)\s+(?:the\s+|its\s+)?(?:[\w-]+['’]s\s+)?[\"“‘]?"
)
# "Through this corridor, part of the Port Accelerator".
_PART_OF: Final = re.compile(
    r",\s+(?:itself\s+)?(?:an?\s+|the\s+)?(?:(?:key|core|central|important|major|main|first|new)\s+)?"
    r"(?:part|pillar|component|element|plank|strand)\s+of\s+(?:the\s+|its\s+)?[\"“‘]?"
)
_TITLED_PAPER: Final = re.compile(
    r"\bthe\s+(circular|document|notice|paper|decision|order|directive|guidelines?|decree|announcement),?\s+"
    r"(?:titled|entitled|called|named)\s+(?:the\s+)?[\"“‘]?$",
    re.I,
)
_ISSUED: Final = r"\b(?:issued|released|published|unveiled|put out|made public|promulgated|printed|distributed)\b"
_KIND: Final = r"(?:one|plan|strategy|programm?e?|scheme|policy|roadmap|law|act|framework|fund)"
_OF_BODY: Final = re.compile(
    r"[\"”’']?(?:\s+(?:\([^)]{1,30}\)|program(?:me)?|scheme|initiative|policy|strategy|plan|fund))?"
    r"\s+(?:of|by|from|at|under)\s+(?:the\s+)?(?:[A-Z]\w+['’]s\s+)?"
)
_AND: Final = re.compile(r"[\"”’']?\s+and\s+(?:the\s+|its\s+)?[\"“‘']?")
_PREVIOUS: Final = re.compile(
    rf"(?:\b(?:its|their)\s+(?:immediate\s+|direct\s+)?(?:predecessor|forerunner)"
    rf"|\bthe\s+(?:previous|preceding|earlier|old)\s+{_KIND}),?\s+(?:the\s+|called\s+)?[\"“‘]?$",
    re.I,
)


def within(document: Document, scene: Scene, plan: Ref) -> Iterator[Draft]:
    """Yield the plans that a plan carries out, or is one of several under."""
    yield from _carried_out(document, scene, plan)
    yield from _beside(document, scene, plan)


def of_body(document: Document, scene: Scene, plan: Ref) -> Iterator[Draft]:
    """Yield the body right after a plan's name: "the Foundry Scheme of the Ministry of Economic Affairs"."""
    if plan.mention.form != "name":
        return
    for bureau in scene.of("Bureau"):
        between = document.text[plan.mention.end : bureau.mention.start]
        if bureau.mention.start < plan.mention.end or not _OF_BODY.fullmatch(between):
            continue
        if document.text[bureau.mention.end : bureau.mention.end + 2] in ("'s", "’s"):
            continue
        yield Draft(plan.entity.id, "issuedBy", bureau.entity.id, scene.sentence, "issuer-of:adjacent")
        for other in scene.of("Plan"):
            joined = document.text[other.mention.end : plan.mention.start]
            if other.mention.form == "name" and other.mention.end < plan.mention.start and _AND.fullmatch(joined):
                yield Draft(other.entity.id, "issuedBy", bureau.entity.id, scene.sentence, "issuer-of:adjacent")


def earlier(document: Document, stage: Sequence[Scene]) -> Iterator[Draft]:
    """Yield the plan before the one spoken of: "Its predecessor, the Robot Plan 2020", "the previous one, the …"."""
    spoken: list[Ref] = []
    for scene in stage:
        for plan in scene.of("Plan"):
            before = document.text[scene.sentence.start : plan.mention.start]
            if _PREVIOUS.search(before) and plan.mention.form == "name":
                later = next((p for p in reversed(spoken[-4:]) if p.entity.id != plan.entity.id), None)
                if later is not None:
                    yield Draft(later.entity.id, "supersedes", plan.entity.id, scene.sentence, "predecessor:context")
            spoken.append(plan)


def titled_papers(document: Document, stage: Sequence[Scene]) -> Iterator[Draft]:
    """Yield who issued a paper that the next sentence titles: "a circular issued by X. The circular, titled Y"."""
    for before, scene in pairwise(stage):
        for plan in scene.of("Plan"):
            named = _TITLED_PAPER.search(document.text[scene.sentence.start : plan.mention.start])
            if named is None:
                continue
            text = before.sentence.text
            for issued in re.finditer(rf"\b{named[1]}\b[^.;]{{0,40}}?{_ISSUED}[^.;]{{0,30}}?\bby\b", text, re.I):
                makers = [b for b in before.of("Bureau") if b.mention.start >= before.sentence.start + issued.end()]
                for maker in before.alongside(makers[0]) if makers else ():
                    yield Draft(plan.entity.id, "issuedBy", maker.entity.id, before.sentence, "issuer-paper:context")


def _carried_out(document: Document, scene: Scene, plan: Ref) -> Iterator[Draft]:
    """Yield what an implementing plan belongs to: "the implementation plan for the National Strategy"."""
    if not re.search(r"\b(?:implement|action|work|rollout|delivery|execution)", plan.mention.name, re.I):
        return
    for whole in scene.of("Plan"):
        between = document.text[plan.mention.end : whole.mention.start]
        if whole.first > plan.last and re.fullmatch(r"\s+(?:for|of|under|to implement)\s+(?:the\s+)?", between):
            yield Draft(plan.entity.id, "partOfPlan", whole.entity.id, scene.sentence, "part:adjacent")


def _beside(document: Document, scene: Scene, plan: Ref) -> Iterator[Draft]:
    """Yield what few words between two plans state: one of several under another, or the one before it."""
    # "As part of X, a key component of Y, they have …": which of them is the part is open.
    is_whole = document.text[: plan.mention.start].lower().endswith((" part of ", " part of the "))
    for other in scene.of("Plan"):
        between = document.text[plan.mention.end : other.mention.start]
        told = _ONE_OF.fullmatch(between) or (not is_whole and _PART_OF.fullmatch(between))
        if other.first > plan.last and told:
            yield Draft(plan.entity.id, "partOfPlan", other.entity.id, scene.sentence, "part-one-of:adjacent")
