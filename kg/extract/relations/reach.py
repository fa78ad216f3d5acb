"""Over which place a plan is said to reach: "the scheme will pay for machines throughout X", "in the province"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.seats import inner_places
from kg.extract.scene import SUBJECT, Ref, Scene
from kg.model import Entity

_REACH: Final = re.compile(r"\b(?:(?P<wide>across|throughout)|in|within)\s+(?:the\s+|all\s+(?:of\s+)?)?$")


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
