"""Where a facility lies, by the wording of its noun phrase and of the sentences around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.named_places import inner_places
from kg.extract.relations.nesting import Nesting
from kg.extract.relations.owners import owner
from kg.extract.scene import Ref, Scene, child
from kg.model import Entity

_AT: Final = (
    r"(?:\s*\([^)]*\))?,?\s+(?:located\s+|situated\s+|based\s+|sited\s+|planned\s+|under\s+construction\s+"
    r"|(?:being|to\s+be)\s+built\s+)?"
)
_DIRECT: Final = re.compile(_AT + r"(?:in|at)\s+(?:the\s+)?(?:(?:[a-z][\w-]*|[A-Z][a-z]+an)\s+){0,5}?(?:of\s+)?")
# "At Emden, the company's oldest factory in Lower Saxony".
_APPOSED: Final = re.compile(r",\s+(?:its|their|the\s+\w+['’]s)\s+")
_ONLY: Final = re.compile(r"(?:\w+-)?(?:oldest|largest|biggest|main|first|second|third|only|sole|newest|smallest)\b")
_ALONG: Final = re.compile(
    _AT + r"on\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:side|edge|outskirts|coast|shores?|banks?|fringes?|tip|end|plot|site"
    r"|land|street)\s+(?:of|in)\s+(?:the\s+)?"
)
# "one of the largest mills in recent U.S. history": no place.
_NO_PLACE: Final = re.compile(r"\s+(?:\w+\s+)?(?:history|industry|sector|markets?|economy|politics|terms)\b")
# "X is the only conventional uranium mill operating in Chile", "X is one of the largest smelters in Europe".
_SINGLED_OUT: Final = re.compile(
    r",?\s+(?:is|was|remains|became|will\s+be)\s+(?:now\s+|also\s+)?(?:one\s+of\s+)?the\s+"
    r"(?:(?!(?:of|for|to|from|with|by|than)\b)[\w-]+[\s,]+){1,6}?"
    r"(?:plants?|factory|factories|mills?|mines?|smelters?|refinery|refineries|facility|facilities|fabs?|foundry|foundries"
    r"|gigafactory|works|shipyards?|complex)\s+"
    r"(?:(?:currently\s+)?(?:operating|in\s+operation|of\s+its\s+kind)\s+)?in\s+(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?)?"
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:based|headquartered|said|told|which|who|where|than|from|meeting|conference|ceremony|event|like|unlike|after|while)\b"
)
_LIES: Final = re.compile(r"\b(?:in|near|at|outside|from|of|to)\s(?:the\s)?$")
_CLOSES: Final = re.compile(r"(?:,\s+[A-Z][\w. ]+)?\s*[.,]?(?:\s+(?:by|in|from|next|this|last|on)\b[^,]*)?[.”\"]*\s*")
_NEXT_DOOR: Final = re.compile(
    r"\b(?:next door|nearby|there|at the same site|on the same site|adjacent|alongside)\b", re.I
)
_SCENE: Final = re.compile(
    r"^(?:\w+,\s+)?(?:(?:back|here|down|up|over|(?:across|along|beyond|further|farther|not far|elsewhere|just)"
    r"(?:\s+[a-z]+){0,3}?),?\s+)?in\s+(?:the\s+\w+\s+(?:city\s+|town\s+)?of\s+)?$",
    re.I,
)


def locations(document: Document, scene: Scene, places: Sequence[Entity]) -> Iterator[Draft]:
    """Yield where a facility lies by its noun phrase: "Pune plant", "a plant in Pune", "Foshan's factory"."""
    text = document.text
    for facility in scene.of("Facility"):
        mention = facility.mention
        if mention.form != "anaphor":
            inner = list(inner_places(mention.name, places))
            if mention.form == "name" and sum(p.type == "Country" for p in inner) > 1:
                inner = []  # "Vietnam Singapore Industrial Park": whose it is, not where
            if mention.rule == "facility-project":
                inner = [p for p in inner if _told_apart(document, p, facility)]
            for place in inner:
                yield Draft(facility.entity.id, "locatedIn", place.id, scene.sentence, "location:name")
        found = owner(document, scene, facility, *PLACE)
        called = found is not None and mention.rule == "facility-project" and found[0].inside(facility)
        if found is not None and not called and (found[0].mention.form == "name" or found[1] != "bound"):
            yield Draft(facility.entity.id, "locatedIn", found[0].entity.id, scene.sentence, f"location:{found[1]}")
        for place_ref in scene.of("City"):
            gap = text[place_ref.mention.end : mention.start] if place_ref.mention.end < mention.start else ""
            if _ONLY.match(mention.name) and _APPOSED.fullmatch(gap):
                yield Draft(facility.entity.id, "locatedIn", place_ref.entity.id, scene.sentence, "location:apposition")
        for place_ref in scene.of(*PLACE):
            if place_ref.mention.start < mention.end or place_ref.inside(facility):
                continue
            between = text[mention.end : place_ref.mention.start]
            if place_ref.entity.type == "Country" and _NO_PLACE.match(text, place_ref.mention.end):
                break
            if any(p.fullmatch(between) for p in (_DIRECT, _ALONG, _SINGLED_OUT)):
                yield Draft(facility.entity.id, "locatedIn", place_ref.entity.id, scene.sentence, "location:adjacent")
            break
        yield from _attached(scene, facility)


def _told_apart(document: Document, place: Entity, project: Ref) -> bool:
    """Say whether a place is named apart from a mine's name: Villa Rosa is not where the Villa Rosa Mine lies."""
    spans = [(m.start, m.end) for m in project.entity.mentions]
    apart = [m for m in place.mentions if m.form == "name" and not any(s <= m.start < e for s, e in spans)]
    return any(_LIES.search(document.text[max(0, m.start - 20) : m.start]) for m in apart)


def _attached(scene: Scene, facility: Ref) -> Iterator[Draft]:
    for c in facility.head.children:
        if c.dep_ == "prep" and c.lower_ in ("in", "at", "on", "within"):
            for p in c.children:
                ref = scene.headed(p, *PLACE) if p.dep_ == "pobj" else None
                if ref is not None:
                    yield Draft(facility.entity.id, "locatedIn", ref.entity.id, scene.sentence, "location:possessive")


def closing_places(document: Document, scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the city that closes a sentence whose verb makes or runs its one facility, however the parser hung it.

    "X will build its first plant to make cells and packs in Porto."
    """
    facilities = {r.entity.id: r for r in scene.of("Facility")}
    if len(facilities) != 1:
        return
    ((thing, facility),) = facilities.items()
    run = any(
        d.object == thing
        and d.rule.endswith(":frame")
        and d.predicate == "operates"
        and d.sentence.index == scene.sentence.index
        for d in drafts
    )
    cities = [c for c in scene.of("City") if c.first > facility.last]
    placed = {d.object for d in drafts if d.subject == thing and d.predicate == "locatedIn"}
    if not run or len({c.entity.id for c in cities}) != 1 or any(c.entity.id in placed for c in scene.of("City")):
        return
    city = cities[0]
    text = document.text
    before = text[facility.mention.end : city.mention.start]
    after = text[city.mention.end : scene.sentence.end]
    if re.search(r"\b(?:in|at) $", before) and not _ELSEWHERE.search(before) and _CLOSES.fullmatch(after):
        yield Draft(thing, "locatedIn", city.entity.id, scene.sentence, "location-closing:context")


def inherited_places(document: Document, scenes: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the place that the sentence before sets as the scene ("Here in Dresden, …") or that "next door" repeats."""
    placed: dict[str, list[str]] = {}
    for d in drafts:
        if d.predicate == "locatedIn":
            placed.setdefault(d.subject, []).append(d.object)
    before: Scene | None = None
    last: list[str] = []
    for scene in scenes:
        fresh = [f for f in scene.of("Facility") if f.entity.id not in placed and f.mention.form != "anaphor"]
        same = before is not None and before.sentence.block == scene.sentence.block
        for facility in fresh:
            stage = _stage(document, before) if before is not None and same else None
            told = before if stage is None and same and _says_there(scene) else None
            if told is not None and (near := _towns(told)):
                # The sentence that names the town states where it lies, too.
                placed[facility.entity.id] = [near[-1].entity.id]
                yield Draft(
                    facility.entity.id, "locatedIn", near[-1].entity.id, told.sentence, "location-scene:inherited"
                )
                continue
            if _NEXT_DOOR.search(scene.sentence.text) and same and last:
                found = last
            elif stage is not None and not _has_facility(before):
                found = [stage.entity.id]
            else:
                continue
            placed[facility.entity.id] = found
            for place in found:
                yield Draft(facility.entity.id, "locatedIn", place, scene.sentence, "location-scene:inherited")
        here = [p for f in scene.of("Facility") for p in placed.get(f.entity.id, ())]
        last = here or (last if same else [])
        before = scene


def _towns(scene: Scene) -> list[Ref]:
    """Return the towns that "there" may point to: behind a preposition, or all that is said ("First stop, Brno.")."""
    towns = scene.of("City")
    bare = not any(t.pos_ in ("VERB", "AUX") for t in scene.sentence.parse or ())
    return [c for c in towns if c.head.dep_ == "pobj" or (bare and len(towns) == 1)]


def _says_there(scene: Scene) -> bool:
    """Say whether "there" points to the town spoken of before: "makes compressors there", not "there is"."""
    parse = scene.sentence.parse or ()
    return all(p.mention.form == "anaphor" for p in scene.of(*PLACE)) and any(
        t.lower_ == "there" and t.dep_ == "advmod" for t in parse
    )


def sited(scenes: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield that a plant lies where the park or complex lies that it is built at: "a plant at the Batu Park"."""
    placed: dict[str, list[str]] = {}
    for d in drafts:
        if d.predicate == "locatedIn" and d.object not in placed.setdefault(d.subject, []):
            placed[d.subject].append(d.object)
    for scene in scenes:
        for facility in scene.of("Facility"):
            verb = facility.head.head
            nodes = (facility.head, verb) if facility.head.dep_ == "dobj" and verb.pos_ == "VERB" else (facility.head,)
            for c in (c for node in nodes for c in node.children):
                inside = c.dep_ == "prep" and c.lower_ in ("at", "in", "within")
                site = scene.headed(p, "Facility") if inside and (p := child(c, "pobj")) is not None else None
                if site is None or facility.entity.id in placed or site.entity.id == facility.entity.id:
                    continue
                for place in placed.get(site.entity.id, ()):
                    yield Draft(facility.entity.id, "locatedIn", place, scene.sentence, "location-site:inherited")


def _has_facility(scene: Scene | None) -> bool:
    """Say whether a sentence speaks of a facility itself."""
    return scene is not None and bool(scene.of("Facility"))


def _stage(document: Document, scene: Scene) -> Ref | None:
    for place in scene.of("City", "Region"):
        before = document.text[scene.sentence.start : place.mention.start]
        if _SCENE.match(before):
            return place
    return None


def spread(drafts: Iterable[Draft], nested: Sequence[Nesting]) -> Iterator[Draft]:
    """Yield that what lies in a place lies in the wider one stated with it in the same sentence."""
    for d in drafts:
        if d.predicate != "locatedIn":
            continue
        reached, todo = {d.object}, [d.object]
        while todo:
            inner = todo.pop()
            for n in nested:
                # An adjective ("the German state of") states the country of the state, not yet of the plant.
                if n.inner.id != inner or n.sentence.index != d.sentence.index or "adjective" in n.rule:
                    continue
                if n.outer.id not in reached:
                    reached.add(n.outer.id)
                    todo.append(n.outer.id)
                    yield Draft(d.subject, "locatedIn", n.outer.id, d.sentence, d.rule, d.trigger)
