"""Places that a list item sets as its scene: "Lansing, Michigan. The plant …": its first facility lies there."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.scene import SUBJECT, Ref, Scene, child

_AFTER_PLACE: Final = re.compile(r"(?:\s+(?:town|city|district|county|province|township|village|prefecture|region))?,")
_OPENS: Final = re.compile(r"\s*(?:Over\s+|Back\s+)?[Ii]n\s+(?:the\s+)?(?:[a-z]+\s+){0,3}")


def headed_places(scenes: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield that the first facility of a list item lies in the places that its first sentence consists of.

    Only where no sentence says where the facility lies.
    """
    placed = {d.subject for d in drafts if d.predicate == "locatedIn"}
    block = -1
    places: list[Ref] = []
    for scene in scenes:
        if scene.sentence.block != block:
            block = scene.sentence.block
            places = _only_places(scene) if scene.sentence.kind == "bullet" else []
            continue
        facility = next((f for f in scene.of("Facility") if f.mention.form != "anaphor"), None)
        if not places or facility is None:
            continue
        if facility.entity.id not in placed:
            for place in places:
                yield Draft(
                    facility.entity.id, "locatedIn", place.entity.id, scene.sentence, "location-heading:inherited"
                )
        places = []


def opening_places(scenes: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the place that opens a sentence whose subject is its one facility: "In Pune, far away, the mill has"."""
    placed = {d.subject for d in drafts if d.predicate == "locatedIn"}
    for scene in scenes:
        facilities = {r.entity.id: r for r in reversed(scene.of("Facility"))}
        place = next(iter(scene.of(*PLACE)), None)
        if len(facilities) != 1 or place is None or place.mention.form != "name":
            continue
        ((thing, facility),) = facilities.items()
        before = scene.sentence.text[: place.mention.start - scene.sentence.start]
        after = scene.sentence.text[place.mention.end - scene.sentence.start :]
        subject = facility.head.dep_ in SUBJECT and facility.head.head.dep_ == "ROOT"
        last = max(scene.of(*PLACE), key=lambda r: r.first)
        # "In Kulim, Kedah, a chipmaker makes wafers at a fab": no other place is told of where the plant is.
        first_told = facility.mention == facility.entity.mentions[0] and last.last < facility.first - 3
        if (
            (subject or (first_told and _is_new(facility)))
            and thing not in placed
            and _OPENS.fullmatch(before)
            and _AFTER_PLACE.match(after)
        ):
            yield Draft(thing, "locatedIn", place.entity.id, scene.sentence, "location-opening:context")


def _is_new(facility: Ref) -> bool:
    """Say whether a facility is told of for the first time: "a fab", "a copper foil base"."""
    article = child(facility.head, "det")
    return facility.mention.form == "description" and article is not None and article.lower_ in ("a", "an")


def _only_places(scene: Scene) -> list[Ref]:
    """Return the places of a sentence that consists of nothing else ("Pune, India."), or none."""
    rest, start = scene.sentence.text, scene.sentence.start
    places = [r for r in scene.of(*PLACE) if r.mention.form == "name"]
    for ref in reversed(places):
        rest = rest[: ref.mention.start - start] + rest[ref.mention.end - start :]
    return places if places and re.fullmatch(r"[\s,.:;–—*-]*", rest) else []
