"""Bodies told by their level alone: "the provincial department of industry", "the state's Ministry of Economy".

Their place is the city named last before them, or the region that the text has spoken of most before them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.geography import Geography
from kg.extract.relations.named_places import places_in_name
from kg.extract.scene import Ref, Scene
from kg.model import Entity

_LEVEL: Final = re.compile(
    r"\b(?:(?P<adjective>provincial|municipal|prefectural|regional)"
    r"|(?:the|that)\s+(?P<noun>province|state|region|county|prefecture|city|town|municipality|country)['’]s"
    r"|the\s+(?P<union>state)(?=\s+(?:government|cabinet|ministry|department|legislature)))\s+"
    r"(?:(?:own|new|[a-z]+)\s+){0,2}?$",
    re.I,
)
_INSIDE: Final = re.compile(
    r"^(?P<adjective>provincial|municipal|prefectural|regional|city(?= government))\b|^(?P<union>state) g", re.I
)
_PART: Final = re.compile(r"\b(?:district|county|zone|area|borough|taluk|park)\b", re.I)
_CITIES: Final = frozenset({"municipal", "city", "town", "municipality"})


def named_outside(
    document: Document, entities: Sequence[Entity], geography: Geography, drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield the place in the name of a body that no parsed sentence names: "the Tasmanian Government will reserve"."""
    known = {d.subject for d in drafts if d.predicate == "jurisdiction"}
    places = [e for e in entities if e.type in PLACE]
    for body in (e for e in entities if e.type == "Bureau" and e.id not in known):
        for mention in (m for m in body.mentions if m.form != "anaphor"):
            sentence = document.sentence_at(mention.start)
            found = {p.id: p for p in places_in_name(mention.name, places, geography)}
            if sentence is not None and len(found) == 1:
                for place in found:
                    yield Draft(body.id, "jurisdiction", place, sentence, "jurisdiction:name")
                break


def jurisdictions(document: Document, stage: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the place of a body that only its level tells, unless its name or an owner states one."""
    known = {d.subject for d in drafts if d.predicate == "jurisdiction"}
    told: dict[str, list[str]] = {"City": [], "Region": [], "Country": []}
    for scene in stage:
        for ref in scene.refs:
            if ref.entity.type in PLACE and not _is_part(document, ref):
                told[ref.entity.type].append(ref.entity.id)
            if ref.entity.type != "Bureau" or ref.mention.form == "anaphor" or ref.entity.id in known:
                continue
            kind = _kind(document, scene, ref)
            places = told.get(kind, [])
            if places:
                known.add(ref.entity.id)
                place = places[-1] if kind == "City" else max(reversed(places), key=places.count)
                yield Draft(ref.entity.id, "jurisdiction", place, scene.sentence, "jurisdiction-level:context")


def _is_part(document: Document, place: Ref) -> bool:
    """Say whether a region is only a part of a province or state: a district, a county, a zone."""
    behind = document.text[place.mention.end : place.mention.end + 14]
    return place.entity.type == "Region" and bool(_PART.search(f"{place.entity.name} {place.mention.name}{behind}"))


def _kind(document: Document, scene: Scene, bureau: Ref) -> str:
    """Return the type of the place that the words at a body tell, or ""."""
    before = document.text[scene.sentence.start : bureau.mention.start]
    found = _INSIDE.match(bureau.mention.name) or _LEVEL.search(before)
    if found is None:
        return ""
    word = next(w for w in found.groups() if w).lower()
    return "Country" if word == "country" else "City" if word in _CITIES else "Region"
