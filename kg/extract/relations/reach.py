"""Over which place a plan is said to reach: "the scheme will pay for machines throughout X", "in the province"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.named_places import inner_places
from kg.extract.relations.owners import POSSESSIVES
from kg.extract.scene import SUBJECT, Ref, Scene
from kg.model import Entity

_REACH: Final = re.compile(r"\b(?:(?P<wide>across|throughout)|in|within)\s+(?:the\s+|all\s+(?:of\s+)?)?$")
_OVER: Final = re.compile(r"\b(?:in|across|throughout|within|for)\s+(?:the\s+|all\s+(?:of\s+)?)?(?:\w+\s+(?:of\s+)?)?$")
_AND: Final = re.compile(r"[\"”]?,?\s+(?:and|or|as well as)\s+(?:the\s+)?")
_EVENTS: Final = frozenset(
    "round talk tour stop forum hearing consultation workshop seminar training roadshow "
    "conference ceremony meeting summit briefing event speech fair visit session launch release launching "
    "presentation signing announcement headquarters office plant factory mill fab park site facility works "
    "refinery".split()
)


def reaching(document: Document, scene: Scene, plan: Ref, known: Sequence[Entity]) -> Iterator[Draft]:
    """Yield the one place over which a plan, as subject, is said to reach, unless its name tells where it applies."""
    named = any(True for m in plan.entity.mentions for _ in inner_places(m.name, known))
    if plan.head.dep_ not in SUBJECT or named:
        return
    places = [p for p in scene.of(*PLACE) if p.first > plan.last]
    found = {
        p.entity.id: p
        for p in places
        if (over := _REACH.search(document.text[scene.sentence.start : p.mention.start]))
        and (over["wide"] or p.mention.form == "anaphor")
    }
    if len(found) == 1 and len({p.entity.id for p in places}) == 1:
        for place in found.values():
            yield Draft(plan.entity.id, "appliesTo", place.entity.id, scene.sentence, "scope-reach:context")


def reached_places(document: Document, stage: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the places told of behind a plan that no other rule gives any: "grants for shoemakers in A and B".

    Not where it was launched, nor where a plant, firm or body between is.
    """
    scoped = {d.subject for d in drafts if d.predicate == "appliesTo"}
    for scene in stage:
        for plan in scene.of("Plan"):
            law = plan.mention.feature("code") == "act"
            if plan.entity.id in scoped or scene.sentence.kind in ("title", "heading"):
                continue
            # A law is the whole country's, wherever money under it goes.
            places = [p for p in _behind(document, scene, plan) if not law or p.entity.type == "Country"]
            for place in places:
                yield Draft(plan.entity.id, "appliesTo", place.entity.id, scene.sentence, "scope-behind:context")
            if places:
                scoped.add(plan.entity.id)


def _behind(document: Document, scene: Scene, plan: Ref) -> Iterator[Ref]:
    things = scene.of("Bureau", "Company", "Facility", "Plan")
    places = [p for p in scene.of(*PLACE) if p.first > plan.last and not any(p.inside(t) for t in things)]
    places = [p for p in places if p.mention.name.lower() not in POSSESSIVES]
    if not places:
        return
    first = places[0]
    row = scene.alongside(first)
    before = document.text[plan.mention.end : first.mention.start]
    owned = document.text[first.mention.end : first.mention.end + 2] in ("'s", "’s")
    between = any(plan.last < t.first < first.first for t in things)
    if {p.entity.id for p in places} != {p.entity.id for p in row}:
        return
    if re.search("[—;:]", before) or _is_topic(plan):
        return
    if owned and ((first.mention.form == "anaphor" and first.entity.type == "Region") or _AND.fullmatch(before)):
        return  # "under the strategy, … the region's poorest"; "the fund, and Korea's own"
    if owned or (_OVER.search(before) and not between and not _of_event(first, plan)):
        yield from row


def _is_topic(plan: Ref) -> bool:
    """Say whether an event only deals with a plan: "will hold forums on the policy in Pune"."""
    link = plan.head.head
    events = {link.head, *(c for c in link.head.children if c.dep_ == "dobj")}
    told = plan.head.dep_ == "pobj" and link.lower_ in ("on", "about")
    return told and any(t.lemma_.lower() in _EVENTS for t in events)


def _of_event(place: Ref, plan: Ref) -> bool:
    """Say whether a city is only where something was said or stands: "released in Pune", "at a summit in Pune"."""
    link = place.head.head
    if link.head.dep_ in ("acl", "relcl"):
        return True  # "a robot shown in Ontario"
    city = place.entity.type == "City" and place.head.dep_ == "pobj"
    return city and (link.head.lemma_ in _EVENTS or link.head.pos_ == "VERB" or link.head.i == plan.head.i)
