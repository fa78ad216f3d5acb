"""What sort of thing a facility is: a plant, a park, a line, a building …"""

import re
from typing import Final

from kg.model import Entity, Mention

_FAMILIES: Final[dict[str, str]] = {
    **dict.fromkeys(("park", "estate", "zone", "area"), "park"),
    **dict.fromkeys(("line",), "line"),
    **dict.fromkeys(("building",), "building"),
    **dict.fromkeys(("workshop", "shop", "hall"), "workshop"),
    **dict.fromkeys(("mill", "steelworks"), "mill"),
    **dict.fromkeys(("campus",), "campus"),
    **dict.fromkeys(("refinery", "biorefinery"), "refinery"),
}
_GENERAL: Final = frozenset(
    {"plant", "factory", "facility", "site", "unit", "works", "complex", "base", "giga", "gigafactory"}
)
# "Saemangeum National Industrial Complex": a place for plants, none itself.
_PARK: Final = re.compile(r"\b(?:industrial|technology|science) (?:complex|city|area|hub)\b", re.IGNORECASE)


def is_park(entity: Entity) -> bool:
    """Whether a facility is an industrial park, where plants of many stand; who builds there does not run it."""
    return any(m.feature("code") == "industrial-park" for m in entity.mentions)


def named_as_park(mention: Mention) -> bool:
    """Whether words call a facility a park, an estate or a zone, even where its finder gives it no code of one."""
    return family_of(mention) == "park" or bool(re.search(r"\b(?:Park|Estate|Zone|Industrial Area)\b", mention.name))


def family_of(mention: Mention) -> str:
    """Return the sort of thing that a facility is called: "plant" for most, else "park", "mill", "line" …"""
    if _PARK.search(mention.name):
        return "park"
    head = mention.feature("head") or ""
    if head not in {"works", "campus"}:
        head = {"factories": "factory", "facilities": "facility", "refineries": "refinery"}.get(
            head, head.removesuffix("s")
        )
    return "plant" if head in _GENERAL else _FAMILIES.get(head, "plant")
