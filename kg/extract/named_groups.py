"""Which mentions of places, agencies and companies mean the same one: full, shortened and abbreviated names."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.extract.naming import (
    abbreviates,
    bureau_key,
    company_key,
    given_names,
    of_two_places,
    place_key,
    same_name,
    shortens,
    words,
)
from kg.gazetteer import Gazetteer
from kg.model import PLACES, Mention

Group = list[Mention]
_KIN: Final = re.compile(
    r"(?: ?\([^()]*\))?,? (?:which )?(?:is |was )?(?:an?|the|its) [^.;]{0,60}?"
    r"\b(?:venture|subsidiary|unit|arm|affiliate|division|partnership|spin-?off) (?:of|between|with|by) [^.;]{0,60}"
)


def named_groups(mentions: Sequence[Mention], gazetteer: Gazetteer | None = None, text: str = "") -> list[Group]:
    """Group the mentions of places, agencies and companies by their names.

    The article's text tells a firm from one that it owns ("Bora India, a unit of Bora").
    """
    groups: list[Group] = []
    for mention in mentions:
        home = next((g for g in groups if g[0].type == mention.type and _named_alike(mention, g)), None)
        if home is None:
            home = next((g for g in groups if g[0].type == mention.type and _short_of(mention, g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return _shortened_companies(_joined_places(groups), gazetteer, text)


def _named_alike(mention: Mention, group: Group) -> bool:
    """Whether a name is one of a group's names; of agencies, none of which may sit elsewhere."""
    if mention.type == "Bureau" and any(of_two_places(mention, m) for m in group):
        return False
    return any(same_name(m, mention) for m in group)


def _joined_places(groups: list[Group]) -> list[Group]:
    """Join groups of one type of place whose names agree where one of them is not in the gazetteer."""
    out: list[Group] = []
    for group in groups:
        first = group[0]
        home = None
        if first.type in PLACES:
            home = next(
                (
                    g
                    for g in out
                    if g[0].type == first.type
                    and place_key(g[0].name) == place_key(first.name)
                    and not (_keys(g) and _keys(group) and _keys(g) != _keys(group))
                ),
                None,
            )
        if home is None:
            out.append(group)
        else:
            home.extend(group)
    return out


def _keys(group: Group) -> set[str]:
    return {m.gazetteer for m in group if m.gazetteer}


def _short_of(mention: Mention, group: Group) -> bool:
    """Whether a mention is a short name that the text gave to a group, or made of its initials, or the reverse."""
    if mention.name in given_names(group) or any(m.name in given_names([mention]) for m in group):
        return True
    if mention.type == "Company":
        return any(company_key(mention.name) == company_key(x) for x in given_names(group))
    if mention.type != "Bureau":
        return False
    if any(of_two_places(mention, m) for m in group):
        return False
    if any(abbreviates(mention.name, m.name) or abbreviates(m.name, mention.name) for m in group):
        return True
    return _bureau_with_short_head(mention, group)


def _bureau_with_short_head(mention: Mention, group: Group) -> bool:
    """Whether "the Anhui DRC" or "Tianjin's bureau of industry" shortens a longer name of a group."""
    short = bureau_key(mention.name)
    shorts = {x.casefold() for x in given_names(group)}
    for member in group:
        full = bureau_key(member.name)
        if len(short) >= 2 and short < full and len(short & full) >= 2 and _head(mention.name) == _head(member.name):
            return True
        if short & shorts and (short - shorts) <= full:
            return True
    return False


def _head(name: str) -> str:
    heads = (
        "bureau",
        "ministry",
        "commission",
        "department",
        "agency",
        "administration",
        "government",
        "office",
        "council",
    )
    return next((h for h in heads if h in words(name)), "")


def _shortened_companies(groups: list[Group], gazetteer: Gazetteer | None, text: str) -> list[Group]:
    """Attach short names of companies ("Bora") to the one longer name that they begin."""
    companies = [g for g in groups if g[0].type == "Company"]
    gone: list[Group] = []
    for group in companies:
        if any(m.name != _company_key_case(m.name) for m in group):
            continue
        longer = [
            g
            for g in companies
            if g is not group
            and g not in gone
            and any(shortens(group[0].name, m.name) or _without_home(group[0].name, m.name, gazetteer) for m in g)
        ]
        longer = [g for g in longer if not (_child_of(g, group, text) or _local_arm(g, group, gazetteer))]
        longer = [g for g in longer if not (_keys(g) and _keys(group)) or _only_alias(group, gazetteer)]
        if not longer:
            continue
        best = min(longer, key=lambda g: (min(m.start for m in g) > group[-1].start, -len(g), g[0].start))
        if len(longer) == 1 or len(best) > max(len(g) for g in longer if g is not best):
            best.extend(group)
            gone.append(group)
    return [sorted(g, key=lambda m: (m.start, m.end)) for g in groups if not any(g is x for x in gone)]


def _child_of(long: Group, short: Group, text: str) -> bool:
    """Whether the text says that one firm belongs to the other whose name its own begins with."""
    return any(
        0 < s.start - m.end < 120 and _KIN.fullmatch(text[m.end : s.start]) is not None for m in long for s in short
    )


def _local_arm(long: Group, short: Group, gazetteer: Gazetteer | None) -> bool:
    """Whether the longer name is a land's arm ("Norvik America") of a firm that the text has spoken of before.

    A firm's full name comes first or, at the most, after its short one in the title.
    """
    land = long[0].name.rpartition(" ")[2]
    if gazetteer is None or not (land == "Europe" or gazetteer.lookup(land, "Country")):
        return False
    return sum(m.start < min(g.start for g in long) for m in short) > 1


def _without_home(short: str, long: str, gazetteer: Gazetteer | None) -> bool:
    """Whether a short name leaves out the place that a long one begins with ("Huayou Cobalt", "Zhejiang Huayou …")."""
    home, _, rest = long.partition(" ")
    if gazetteer is None or not gazetteer.lookup(home, "City", "Region") or not _short_enough(short):
        return False
    a, b = company_key(short).split(), company_key(rest).split()
    return bool(a) and b[: len(a)] == a and _company_key_case(long) == ""


def _short_enough(name: str) -> bool:
    """Whether a name is long enough to tell a firm: of one word, more than three letters."""
    return " " in name or len(name) > 3


def _only_alias(group: Group, gazetteer: Gazetteer | None) -> bool:
    """Whether the gazetteer knows a name only as short for a longer one ("Hyundai" for "Hyundai Motor")."""
    known = gazetteer.get(next(iter(_keys(group)))) if gazetteer is not None and len(_keys(group)) == 1 else None
    return known is not None and shortens(group[0].name, known.name)


def _company_key_case(name: str) -> str:
    """Return a company's name as it stands if it carries no legal form, else something else."""
    return name if len(company_key(name).split()) == len(words(name)) else ""


def index_of(groups: Iterable[Group], kinds: tuple[str, ...], key: Callable[[str], str]) -> dict[str, int]:
    """Return the number of the group for each name in it, so that names in features can be told apart."""
    out: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group[0].type in kinds:
            for mention in group:
                out.setdefault(key(mention.name), number)
    return out
