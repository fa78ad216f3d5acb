"""Which mentions of plans mean the same one, by names, years, words and order of telling."""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.named_groups import Group
from kg.extract.naming import (
    plan_words,
    words,
    years_differ,
)
from kg.model import Mention

_CARRIES_OUT: Final = re.compile(
    r"\b(?:implement|carr(?:y|ies|ied) out|in line with|under the|part of|pillar of|contribution to|based on|"
    r"belongs? to|"
    r"replac|supersed|in accordance|pursuant|put(?:s|ting)? into (?:effect|practice)|builds? on|companion|"
    r"supports?)\w*",
    re.IGNORECASE,
)
_GENERAL_HEADS: Final = frozenset(
    {"plan", "blueprint", "program", "programme", "scheme", "document", "strategy", "roadmap", "policy"}
)


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
                or (m.rule == "plan-slogan" and _with_head(plan_words(m.name), mine))
            )
            for m in g
        )
    ]
    return fits[-1] if len(fits) == 1 else None


def _short_plan(mine: frozenset[str], full: frozenset[str]) -> bool:
    return mine == full or (len(mine) >= 2 and mine < full)


def _with_head(name: frozenset[str], longer: frozenset[str]) -> bool:
    """Whether a name only adds a word for a plan: "Motor Alliance 2030" and "the Motor Alliance 2030 programme"."""
    return name <= longer and longer - name <= _GENERAL_HEADS


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
        # A name that an apposition explains has no word for a plan in it.
        general = [
            g
            for g in groups
            if (g[0].feature("head") in _GENERAL_HEADS or g[0].rule == "plan-slogan") and not years_differ([mention], g)
        ]
        years = mention.feature("years")
        dated = [g for g in general if years and any(m.feature("years") == years for m in g)]
        return next(iter(dated or same or general), None)
    return None
