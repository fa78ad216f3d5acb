"""How likely two keys mean one thing: a number from 0 to 1, or None where they certainly do not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from kg.resolve.profile import WIDE, Profile, current_years

SAME: Final = 0.85  # from here on two things are one
DOUBTFUL: Final = 0.6  # from here on a person should look
RULES: Final = frozenset({"guideline", "act", "law", "policy-measures", "regulation", "pact", "incentive-scheme"})
EXACT_KINDS: Final = frozenset({"implementation-plan", "five-year-plan", "master-plan"})
PARKS: Final = frozenset(
    {"industrial-park", "industrial-zone", "industrial-cluster", "science-park", "technology-park"}
)
ANY_PLANT: Final = frozenset(
    {"", "factory", "smart-factory", "lighthouse-factory", "dark-factory", "gigafactory", "assembly-plant", "workshop",
     "component-plant", "production-base", "production-line", "assembly-line", "digital-workshop"}
)  # fmt: skip
Sort = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two keys are and in which respects; a weak one holds only if there is no rival for it."""

    score: float
    sort: Sort
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """All that the articles' profiles say of one key."""

    key: str
    type: str
    known: bool
    local: bool
    name: str
    places: frozenset[str]
    above: frozenset[str]
    sure: bool
    words: frozenset[str]
    period: str
    kind: str
    number: str
    operators: frozenset[str]
    abbreviations: frozenset[str]
    short: bool
    articles: frozenset[str]
    years: frozenset[int]

    @property
    def vague(self) -> bool:
        """Tell whether only the lack of rivals can say which thing this is."""
        if self.type == "Plan":
            return not self.words or not self.period
        return not self.words if self.type == "Facility" else self.short


def node(given: Iterable[Profile]) -> Node:
    """Return what the profiles of one key say together, in whichever order they come."""
    all_ = sorted(given, key=lambda p: p.article)
    first = min(all_, key=lambda p: (p.name, p.article))
    kinds = Counter(p.kind for p in all_ if p.kind)
    return Node(
        key=first.key,
        type=first.type,
        known=any(p.known for p in all_),
        local=first.local,
        name=first.name,
        places=frozenset(p.place for p in all_ if p.place),
        above=frozenset(a for p in all_ for a in p.above),
        sure=any(p.sure for p in all_),
        words=frozenset(w for p in all_ for w in p.words),
        period=first.period,
        kind=min(kinds, key=lambda k: (-kinds[k], k)) if kinds else "",
        number=first.number,
        operators=frozenset(o for p in all_ for o in p.operators),
        abbreviations=frozenset(a for p in all_ for a in p.abbreviations),
        short=all(p.short for p in all_),
        articles=frozenset(p.article for p in all_),
        years=frozenset(p.published for p in all_ if p.published),
    )


def likeness(one: Node, other: Node) -> Likeness | None:
    """Return how alike two keys of one block are, whichever comes first, or None if they are certainly two."""
    if one.type != other.type or one.key == other.key or (one.known and other.known):
        return None
    if one.type == "Plan":
        return _plans(one, other)
    if one.type == "Facility":
        return _facilities(one, other)
    return _abbreviated(one, other)


def _plans(one: Node, other: Node) -> Likeness | None:
    period = _periods(one, other)
    if period is None or not _kinds_agree(one.kind, other.kind) or not one.places & other.places:
        return None
    base, why = {"same": 0.55, "part": 0.45, "open": 0.3}[period], [f"{period} period", "same place"]
    kind = 0.1 if one.kind == other.kind else 0.0
    if not (one.words and other.words):
        # Nothing but place and period: only one plan may be meant, else it stays open.
        return Likeness(0.85 if period == "same" else 0.6, "weak", (*why, "no subject stated"))
    shared, common = _shared(one, other)
    if not shared:
        return None
    why.append("subject " + ", ".join(sorted(common)))
    score = base + 0.35 * shared + kind
    if period == "open" and one.kind == other.kind and shared == 1 and common - WIDE and _current(one, other):
        return Likeness(0.85, "weak", (*why, "current at publication"))
    return Likeness(round(score, 3), "strong", tuple(why))


def _shared(one: Node, other: Node) -> tuple[float, frozenset[str]]:
    """Return the share of the shorter subject that the longer one holds, halved where it is all too wide to tell."""
    common = one.words & other.words
    share = len(common) / min(len(one.words), len(other.words))
    telling = (one.words | other.words) - WIDE
    return (share / 2 if telling and not common - WIDE else share), common


def _periods(one: Node, other: Node) -> Literal["same", "part", "open"] | None:
    if one.period == other.period:
        return "same" if one.period else "open"
    if not (one.period and other.period):
        return "open"
    first, second = one.period.split("-"), other.period.split("-")
    if len(first) != len(second) and (set(first) < set(second) or set(second) < set(first)):
        return "part"
    return None


def _current(one: Node, other: Node) -> bool:
    """Tell whether the undated plan is spoken of during the other's period, or in the year before."""
    dated, undated = (one, other) if one.period else (other, one)
    years = current_years(dated.period)
    return bool(undated.years) and all(y in years for y in undated.years)


def _kinds_agree(one: str, other: str) -> bool:
    """Tell whether two kinds of plans can name one plan: an implementing plan is not what it implements."""
    if one == other:
        return True
    return not {one, other} & EXACT_KINDS and (one in RULES) == (other in RULES)


def _facilities(one: Node, other: Node) -> Likeness | None:
    if one.number != other.number or not one.operators & other.operators:
        return None
    if (one.kind in PARKS) != (other.kind in PARKS) and one.kind and other.kind:
        return None
    if one.kind != other.kind and not {one.kind, other.kind} & ANY_PLANT:
        return None
    if one.places & other.places:
        base, where = 0.6, "same place"
    elif one.places & other.above or other.places & one.above:
        base, where = 0.5, "one place within the other"
    elif one.places and other.places:
        return None
    else:
        base, where = 0.25, "one place unknown"
    why = ["same operator", where]
    kind = 0.1 if one.kind == other.kind else 0.0
    if not (one.words and other.words):
        return Likeness(base + 0.25, "weak", (*why, "no product or name stated"))
    common = one.words & other.words
    share = len(common) / min(len(one.words), len(other.words))
    if not common:
        return Likeness(base, "strong", (*why, "different words")) if kind else None
    return Likeness(round(base + 0.3 * share + kind, 3), "strong", (*why, "both " + ", ".join(sorted(common))))


def _abbreviated(one: Node, other: Node) -> Likeness | None:
    """An abbreviation alone means what another article says it stands for, within one country."""
    if one.short == other.short:
        return None
    common = one.abbreviations & other.abbreviations
    if not common:
        return None
    if one.type == "Bureau" and not _same_country(one, other):
        return None
    return Likeness(0.9, "weak", ("abbreviation " + ", ".join(sorted(common)),))


def _same_country(one: Node, other: Node) -> bool:
    """Tell whether no stated place keeps two agencies apart; a short name's own jurisdiction must be the same."""
    short, full = (one, other) if one.short else (other, one)
    if short.sure:
        return bool(short.places & full.places)
    countries = {p.split("/")[1] for p in short.places}
    return not countries or bool(countries & {p.split("/")[1] for p in full.places})
