"""Which period a number speaks of: the date that governs it in its sentence, or the plan's where the words say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import Scene
from kg.model import Measure, MeasureKind, Period
from kg.text.dates import DateExpression, first_day

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = re.compile(r"[;:]|\s[–—]\s|\s--\s|,\s+(?:and|but|while|with|when|which)\s|\s(?:while|whereas)\s")


_SAYING = frozenset({"say", "announce", "issue", "release", "report", "unveil", "publish", "reveal", "sign"})


@dataclass(frozen=True)
class PlanPeriod:
    """The period of the plan that a number belongs to, if known."""

    start: str | None = None
    end: str | None = None

    def years(self) -> int | None:
        """Return how many calendar years it covers, both ends counted."""
        return int(self.end[:4]) - int(self.start[:4]) + 1 if self.start and self.end else None


def governing(
    quantity: Quantity, dates: Sequence[DateExpression], others: Sequence[int], words: MeasureWords
) -> DateExpression | None:
    """Return the date expression of the sentence that governs a number, or None.

    `others` are the offsets of the other numbers of the sentence. In order: a date below the number's own phrase; on
    its own verb; behind it in the same clause; at the head of the sentence; on a verb above or coordinated.
    """
    sentence = quantity.sentence
    inside = [d for d in dates if sentence.start <= d.start < sentence.end and _may_govern(d, quantity)]
    chain = {t.i: depth for depth, t in enumerate(_verbs(quantity.anchor))}
    ranked = []
    for date in inside:
        tokens = sentence.tokens(date.start, date.end)
        if not tokens:
            continue
        if _relative_to(quantity, tokens):
            return replace(date, role="by", period=Period(None, date.period.end))
        meeting, crossed_clause = _meeting(tokens[0], quantity, chain)
        first_verb = next(iter(_verbs(tokens[0])), None)
        own = first_verb is None or first_verb.i in chain or meeting is None
        own = own or (first_verb is not None and _wished(first_verb, quantity, chain, words))
        since = _since(date, crossed_clause, chain)
        if since is not None:
            ranked.append((1, 0, 0, 0, 0, date.start, since))
            continue
        bare = crossed_clause is not None and meeting is None and crossed_clause.tag_ in ("VB", "VBN", "VBG")
        if crossed_clause is not None and not bare:
            continue
        behind = date.start >= quantity.end
        low = min(quantity.number.outer_end, date.end - sentence.start)
        high = max(quantity.number.outer_start, date.start - sentence.start)
        between = sentence.text[low:high]
        cuts = len(_CLAUSE.findall(between))
        if not behind and ";" in between:
            continue
        verbs_between = any(t.pos_ in VERBAL for t in sentence.tokens(sentence.start + low, sentence.start + high))
        first, last = sorted((quantity.start, date.start))
        crossed = sum(first < o < last for o in others)
        opening = not any(o < date.start for o in others) and not behind and date.start - sentence.start < 80
        if meeting is not None and words["event"].verb(meeting) and not _argument(quantity, meeting):
            continue
        near = behind and not cuts and len(between) < 90 and not crossed and (own or not verbs_between)
        rank = _rank(date, meeting, chain, own=own, cuts=bool(cuts), near=near, opening=opening)
        if rank is None:
            continue
        ranked.append((rank, crossed, cuts, 0 if behind else 1, len(between), date.start, date))
    if not ranked:
        return None
    best = min(ranked, key=lambda r: r[:6])
    others_too = [r[6] for r in ranked if r is not best and r[6].role in ("since", "from") and r[0] <= 3]
    if best[6].role == "by" and best[6].period.start is None and others_too:
        return replace(best[6], role="during", period=Period(others_too[0].period.start, best[6].period.end))
    return best[6]


def _rank(
    date: DateExpression,
    meeting: "Token | None",
    chain: dict[int, int],
    *,
    own: bool,
    cuts: bool,
    near: bool,
    opening: bool,
) -> int | None:
    """Return how closely a date is tied to a number (0 most), or None if it is not."""
    if meeting is None:
        return 0
    if chain.get(meeting.i) == 0 and not cuts and own:
        return 1
    if near:
        return 2
    if own and not _reports(date, meeting):
        if opening:
            return 3
        if meeting.i in chain:
            return 4
    return None


def _meeting(token: "Token", quantity: Quantity, chain: dict[int, int]) -> "tuple[Token | None, Token | None]":
    """Return the verb at which a date meets the number (None: inside the number's own phrase), and a clause between.

    The clause is the subordinate verb that the date belongs to instead, if there is one.
    """
    node, clause = token, None
    while True:
        if node.i == quantity.anchor.i and quantity.anchor.pos_ not in VERBAL:
            return None, clause
        if node.i in chain:
            return node, clause
        if node.dep_ in ("relcl", "advcl", "ccomp") or (node.dep_ == "acl" and node.pos_ in VERBAL):
            clause = clause or node
        if node.head.i == node.i:
            return node, clause
        node = node.head


def _relative_to(quantity: Quantity, date: "list[Token]") -> bool:
    """Whether the number stands in a relative clause on the date: "by 2027, when industry is to make up 28 percent"."""
    inside = {t.i for t in date}
    return any(
        t.dep_ == "relcl" and t.head.i in inside and any(c.tag_ == "WRB" for c in t.children)
        for t in _verbs(quantity.anchor)
    )


def _wished(verb: "Token", quantity: Quantity, chain: dict[int, int], words: MeasureWords) -> bool:
    """Whether a verb says what the number is wanted to do ("wants 35 percent of firms to use robots by 2026")."""
    above = verb.head
    carries = above.lemma_ == "be" or words["goal"].verb(above) or words["ahead"].verb(above)
    return verb.dep_ in ("xcomp", "ccomp") and above.i in chain and quantity.anchor.i < verb.i and carries


def _since(date: DateExpression, clause: "Token | None", chain: dict[int, int]) -> DateExpression | None:
    """Return the open period of "since it opened in 2019" and "once it opens in 2026"."""
    if clause is None or clause.dep_ != "advcl" or date.period.start is None or clause.head.i not in chain:
        return None
    if any(c.dep_ in ("mark", "advmod") and c.lower_ in ("since", "once", "after") for c in clause.children):
        return replace(date, role="since", period=Period(date.period.start, None))
    return None


def _argument(quantity: Quantity, verb: "Token") -> bool:
    """Whether a number is itself what a verb is about ("opened 20 plants in 2023"), not a remark beside it."""
    node = quantity.anchor
    for _ in range(4):
        if node.head.i == verb.i:
            return node.dep_ in ("dobj", "nsubjpass", "nsubj", "attr") and not _beside(quantity, node)
        if node.dep_ not in ("conj", "nummod", "appos", "prep", "pobj"):
            return False
        node = node.head
    return False


def _beside(quantity: Quantity, node: "Token") -> bool:
    """Whether a number only describes the noun that is the argument ("the $4 billion plant opens in 2026")."""
    return bool(quantity.number.currencies) and node.dep_ in ("nsubj", "nsubjpass")


def _may_govern(date: DateExpression, quantity: Quantity) -> bool:
    """Days of publication and events are no periods of numbers, and a plan's years are part of its name."""
    day = len(date.period.end or date.period.start or "") == 10
    if day and date.role == "at":
        return False
    for ref in quantity.scene.refs:
        if ref.mention.start <= date.start and date.end <= ref.mention.end and ref.mention.form != "anaphor":
            return False
    return True


def _reports(date: DateExpression, verb: "Token") -> bool:
    """Whether a date tells when something was said, not when it is so."""
    return date.role == "at" and verb.lemma_ in _SAYING


def _verbs(token: "Token") -> "list[Token]":
    """Return the verbs above a token, nearest first."""
    out = [token] if token.pos_ in VERBAL else []
    return out + [t for t in token.ancestors if t.pos_ in VERBAL]


def leading(scene: Scene, dates: Sequence[DateExpression]) -> DateExpression | None:
    """Return the date of a sentence that leads into a list ("By 2030 the strategy aims to:"), for the list's items."""
    if not scene.sentence.text.rstrip().endswith(":"):
        return None
    free = [
        d
        for d in dates
        if d.role in ("by", "during")
        and not any(r.mention.start <= d.start and d.end <= r.mention.end for r in scene.refs)
    ]
    return free[-1] if free else None


def period_of(
    quantity: Quantity, kind: MeasureKind, date: DateExpression | None, plan: PlanPeriod | None, published: str | None
) -> Period:
    """Return the period that a date expression gives a number, with the plan's where it is the plan's that is meant."""
    if date is None:
        return Period()
    if kind == "capacity" and date.role not in ("by", "since", "from"):
        # What a plant can make has no period: the date tells when it opened or was announced.
        return Period()
    if date.needs == "period":
        if plan is None or (plan.start is None and plan.end is None):
            return Period()
        # A plan of five years from the middle of a year touches six.
        if date.years is not None and plan.years() not in (None, date.years, date.years + 1):
            return Period()
        return Period(None if date.role == "by" else plan.start, plan.end)
    if date.years is not None and plan is not None and plan.years() == date.years and plan.start and plan.end:
        # "the coming three years" under a plan for three years that are running or about to: the plan's.
        return Period(plan.start, plan.end)
    period = date.period
    if (
        kind == "count"
        and period.end
        and published
        and period.start is None
        and first_day(period.end) > first_day(published)
    ):
        return Period()
    return period


def not_over(measure: Measure, published: str | None) -> Measure:
    """Return a target without a year that is over: nobody aims at that, it is the year of the level reached so far."""
    end = measure.period.end
    if measure.kind == "target" and end and published and end[:4] < published[:4]:
        return replace(measure, period=Period())
    return measure
