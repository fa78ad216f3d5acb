"""Coreference: names and descriptions of the same thing become one Entity, then anaphors are attached to it.

Places, agencies and companies go by their names; plans by names, years, words and order; facilities by what is said of
them (operator, place, product, ordinal). Bodies of text come first, headlines are then attached to what they announce.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.extract.anaphora import attach
from kg.extract.document import Document
from kg.extract.facility_groups import facility_groups
from kg.extract.named_groups import Group, named_groups
from kg.extract.plan_groups import plan_groups
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, read_lexicon
from kg.model import Entity, Mention
from kg.resources import lexicon_files


def cluster(
    document: Document,
    mentions: Sequence[Mention],
    lexicon: Lexicon | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[Entity, ...]:
    """Return the entities of an article with all their mentions, anaphors included.

    Ids are e1, e2 … in the order of first mention (anaphors aside). The lexicon's words for anaphors are read from
    the installed one if none is given; a gazetteer tells which places lie in which.
    """
    lexicon = lexicon or _installed()
    ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.type))
    named = named_groups([m for m in ordered if m.type not in {"Plan", "Facility"}], gazetteer, document.text)
    plans = plan_groups(document, [m for m in ordered if m.type == "Plan"])
    facilities = facility_groups(document, [m for m in ordered if m.type == "Facility"], named, lexicon, gazetteer)
    groups = sorted((*named, *plans, *facilities), key=lambda g: (g[0].start, g[0].end, g[0].type))
    entities = tuple(_entity(f"e{number}", group, gazetteer) for number, group in enumerate(groups, 1))
    found = attach(document, entities, lexicon)
    return tuple(
        replace(e, mentions=tuple(sorted((*e.mentions, *found.get(e.id, ())), key=lambda m: (m.start, m.end))))
        for e in entities
    )


_LEADING: Final = re.compile(
    r"^(?:(?:new|newly|own|its|current|leading|state-of-the-art|one|a|an|the)\s+)+", re.IGNORECASE
)
_NAMED_NEW: Final = re.compile(r"New [A-Z]")  # "New River Valley facility"
_MONEY: Final = re.compile(r"\s*[$€£¥₹][\d.,]+\s*(?:million|billion|bn|m)?\s*")


@lru_cache(maxsize=1)
def _installed() -> Lexicon:
    return read_lexicon(lexicon_files())


def _entity(identifier: str, group: Group, gazetteer: Gazetteer | None) -> Entity:
    best = best_name(group)
    key = next((m.gazetteer for m in group if m.gazetteer), None)
    name = described(group, gazetteer) if best.type == "Facility" and best.form == "description" else best.name
    known = gazetteer.get(key) if gazetteer is not None and key is not None else None
    if known is not None and known.name.casefold() == name.casefold():
        name = known.name  # "xiaomi", "BEIJING": the case of the gazetteer
    return Entity(identifier, group[0].type, name, tuple(group), key)


def described(group: Group, gazetteer: Gazetteer | None = None) -> str:
    """Return a name for a facility that has none: operator, words for it, place ("Xiaomi factory in Beijing")."""
    told = [m for m in group if m.form == "description" and not m.feature("title") and not m.feature("predicate")]
    told = told or list(group)
    core = max((m.feature("core") or m.name for m in told), key=lambda c: (len(_LEADING.sub("", c).split()), -len(c)))
    if not _NAMED_NEW.match(core):
        core = _LEADING.sub("", core)
    core = _MONEY.sub(" ", core).strip()
    ordered = (*told, *(m for m in group if m not in told))
    operator = next((v for m in ordered for k, v in m.features if k == "operator"), "")
    if operator.islower() and gazetteer is not None and (found := gazetteer.lookup_any_case(operator, "Company")):
        # A firm that an article writes small opens a name here, and is written as it is known.
        core, operator = core.replace(operator, found[0].name), found[0].name
    place = next((v for m in ordered for k, v in m.features if k == "place" and not v.isupper()), "")
    name = core if not operator or operator.casefold() in core.casefold() else f"{operator} {core}"
    return name if not place or place.casefold() in name.casefold() else f"{name} in {place}"


def best_name(group: Group) -> Mention:
    """Return the mention that names a thing best: names before descriptions, text before headlines, full names."""

    def rank(mention: Mention) -> tuple[int, int, int, int]:
        short = bool(mention.feature("alias")) or (mention.name.isupper() and mention.type != "Company")
        return (mention.form != "name", bool(mention.feature("title")), short, -len(mention.name))

    if group[0].type in {"City", "Region", "Country"}:
        return next((m for m in group if not m.name.isupper()), group[0])
    return min(group, key=lambda m: (*rank(m), m.start))
