"""Clusters of names and descriptions: mentions that mean the same thing in one article.

Places, agencies and companies go by their names; plans by names, years, words and order; facilities by what is said of
them (operator, place, product, ordinal). Bodies of text come first, headlines are then attached to what they announce.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.naming import (
    abbreviates,
    bureau_key,
    company_key,
    given_names,
    of_two_places,
    place_key,
    plan_words,
    same_name,
    shortens,
    words,
    years_differ,
)
from kg.gazetteer import Gazetteer
from kg.model import PLACES, Mention

Group = list[Mention]
_CARRIES_OUT: Final = re.compile(
    r"\b(?:implement|carr(?:y|ies|ied) out|in line with|under the|part of|pillar of|contribution to|based on|"
    r"belongs? to|"
    r"replac|supersed|in accordance|pursuant|put(?:s|ting)? into (?:effect|practice)|builds? on|companion|"
    r"supports?)\w*",
    re.IGNORECASE,
)
_KIN: Final = re.compile(
    r"(?: ?\([^()]*\))?,? (?:which )?(?:is |was )?(?:an?|the|its) [^.;]{0,60}?"
    r"\b(?:venture|subsidiary|unit|arm|affiliate|division|partnership|spin-?off) (?:of|between|with|by) [^.;]{0,60}"
)
_GENERAL_HEADS: Final = frozenset(
    {"plan", "blueprint", "program", "scheme", "document", "strategy", "roadmap", "policy"}
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
        if any(m.name != company_key_case(m.name) for m in group):
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
    if gazetteer is None or not gazetteer.lookup(home, "City", "Region") or not short_enough(short):
        return False
    a, b = company_key(short).split(), company_key(rest).split()
    return bool(a) and b[: len(a)] == a and company_key_case(long) == ""


def short_enough(name: str) -> bool:
    """Whether a name is long enough to tell a firm: of one word, more than three letters."""
    return " " in name or len(name) > 3


def _only_alias(group: Group, gazetteer: Gazetteer | None) -> bool:
    """Whether the gazetteer knows a name only as short for a longer one ("Hyundai" for "Hyundai Motor")."""
    known = gazetteer.get(next(iter(_keys(group)))) if gazetteer is not None and len(_keys(group)) == 1 else None
    return known is not None and shortens(group[0].name, known.name)


def company_key_case(name: str) -> str:
    """Return a company's name as it stands if it carries no legal form, else something else."""
    return name if len(company_key(name).split()) == len(words(name)) else ""


# Plans.


def plan_groups(document: Document, mentions: Sequence[Mention]) -> list[Group]:
    """Group the mentions of plans."""
    groups: list[Group] = []
    # A short name may stand before the name that it is short for: names first.
    body = sorted((m for m in mentions if not m.feature("title")), key=lambda m: (bool(m.feature("alias")), m.start))
    for mention in body:
        home = _plan_home(document, mention, groups)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    for mention in mentions:
        if mention.feature("title"):
            home = _plan_by_name(mention, groups) or _announced_plan(mention, groups)
            if home is not None:
                home.append(mention)
            elif mention.form == "name" or mention.confidence > 0.8:
                groups.append([mention])
    return [sorted(g, key=lambda m: (m.start, m.end)) for g in groups]


def _plan_home(document: Document, mention: Mention, groups: list[Group]) -> Group | None:
    by_name = _plan_by_name(mention, groups)
    if by_name is not None:
        return by_name
    near = [g for g in groups if _same_family(mention, g) and not years_differ([mention], g)]
    kind = mention.feature("names")
    if kind:
        told = [g for g in groups if all(m.form == "description" for m in g)]
        told = [g for g in told if kind == "measure" or any(m.feature("head") == kind for m in g)]
        return told[-1] if told else None
    if mention.form == "name":
        return _named_after(document, mention, near)
    if not mention.feature("definite"):
        return None
    return _by_words(mention, near)


def _plan_by_name(mention: Mention, groups: list[Group]) -> Group | None:
    alias = mention.feature("alias")
    for group in groups:
        if alias and any(m.name == alias for m in group):
            return group
        if any(words(m.name) == words(mention.name) for m in group if m.form == "name" or len(words(m.name)) > 3):
            return group
    mine = plan_words(mention.name)
    same = [g for g in groups if not years_differ([mention], g) and any(plan_words(m.name) == mine for m in g)]
    if len(mine) > 3 and len(same) == 1:
        return same[0]
    if mention.form != "name":
        return None
    told = [g for g in groups if any(m.form == "description" and _told_by(m, mine) for m in g)]
    if len(told) == 1 and not years_differ([mention], told[0]):
        return told[0]
    fits = [
        g
        for g in groups
        if not years_differ([mention], g)
        and any(
            m.form == "name"
            and not _elsewhere(mention, m)
            and (
                _short_plan(mine, plan_words(m.name) | frozenset((m.feature("abbreviation") or "").casefold().split()))
                or (m.rule == "plan-name" and _short_plan(plan_words(m.name), mine))
            )
            for m in g
        )
    ]
    return fits[-1] if len(fits) == 1 else None


def _short_plan(mine: frozenset[str], full: frozenset[str]) -> bool:
    return mine == full or (len(mine) >= 2 and mine < full)


def _told_by(mention: Mention, name: frozenset[str]) -> bool:
    """Whether a known thing was described in words of the name to come: "the state's fire defense grant program"."""
    mine = plan_words(mention.name)
    return bool(mention.feature("definite")) and len(mine) > 2 and mine < name


def _elsewhere(mention: Mention, member: Mention) -> bool:
    """Whether a possessor tells a plan from a longer name ("India's Parts Scheme", "the Assam Parts Scheme")."""
    owner = mention.feature("owner")
    mine, full = (tuple(w.removesuffix("s") for w in words(m.name)) for m in (mention, member))
    if owner is None or len(full) <= len(mine) or full[-len(mine) :] != mine:
        return False
    return not set(full[: -len(mine)]) & set(words(owner))


def _same_family(mention: Mention, group: Group) -> bool:
    return any(m.feature("head") == mention.feature("head") for m in group)


def _named_after(document: Document, mention: Mention, groups: list[Group]) -> Group | None:
    """Return the description that a name takes up in the next sentences: "a six-year plan … Plan México was …"."""
    sentence = document.sentence_at(mention.start)
    if sentence is None or not groups:
        return None
    last = groups[-1]
    described = all(m.form == "description" and not m.feature("definite") for m in last)
    before = document.sentence_at(last[-1].start)
    if not described or before is None or not 0 < sentence.index - before.index <= 2:
        return None
    if _CARRIES_OUT.search(document.text[last[-1].end : mention.start]) and not re.search(
        r"^under the\s", sentence.text.lower()
    ):
        return None
    if mention.feature("owner") and not last[-1].feature("owner"):
        return None
    start = document.text[sentence.start : mention.start].strip().casefold()
    return last if len(start.split()) <= 6 or "the " in start[-5:] else None


def _by_words(mention: Mention, groups: list[Group]) -> Group | None:
    """Return the latest group that has all telling words of a definite description ("the new action plan")."""
    mine = plan_words(mention.name)
    owner = mention.feature("owner")
    fits = [g for g in groups if mine <= frozenset().union(*(plan_words(m.name) for m in g))]
    if owner:
        fits = [g for g in fits if not any(m.feature("owner") not in {None, owner} for m in g)]
        fits = [g for g in fits if any(m.feature("owner") == owner for m in g)]
    return fits[-1] if fits else None


def _announced_plan(mention: Mention, groups: list[Group]) -> Group | None:
    """Return the plan of the body that a headline announces."""
    mine = plan_words(mention.name)
    same = [g for g in groups if _same_family(mention, g) and not years_differ([mention], g)]
    if mention.form == "name":
        return None
    best = [g for g in same if len(mine & plan_words(g[0].name)) >= 1]
    if best:
        return max(best, key=lambda g: (len(mine & plan_words(g[0].name)), -g[0].start))
    if (mention.feature("head") or "") in _GENERAL_HEADS:
        general = [
            g for g in groups if (g[0].feature("head") or "") in _GENERAL_HEADS and not years_differ([mention], g)
        ]
        return next(iter(same or general), None)
    return None


# Shared.


def index_of(groups: Iterable[Group], kinds: tuple[str, ...], key: Callable[[str], str]) -> dict[str, int]:
    """Return the number of the group for each name in it, so that names in features can be told apart."""
    out: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group[0].type in kinds:
            for mention in group:
                out.setdefault(key(mention.name), number)
    return out
