"""Which date of a sentence governs a number: by the parse, by what stands between them, by what the verbs tell."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL
from kg.extract.measures.words import MeasureWords
from kg.extract.saying import MAKING_KNOWN
from kg.model import Period
from kg.text.dates import DateExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = re.compile(r"[;:]|\s[–—]\s|\s--\s|,\s+(?:and|but|while|with|when|which)\s|\s(?:while|whereas)\s")

# "from the 2020 level", "on 1990 levels", "compared with 2019": what a change is measured against.
_LEVEL = re.compile(
    r"\)?[-\s]+(?:base(?:line)?|levels?|figures?|average|benchmark|values?|baselines?)\b", re.IGNORECASE
)
_AGAINST = re.compile(
    r"\b(?:compared\s+(?:with|to)|relative\s+to|versus|vs\.?|against|(?:from|on|over|below|above|than)\s+(?:the|their|its)"
    r"(?:\s+\w+)?\s+(?:levels?|figures?|average)\s+(?:of|in|for))\s+(?:the\s+)?(?:those\s+(?:of|in)\s+)?$",
    re.IGNORECASE,
)
# "a third line, planned for 2026, would add 95"
_DUE = frozenset("plan schedule expect slate set intend target foresee".split())
_STATES = frozenset("have be employ own hold remain stay operate run".split())
# "the 4 billion zloty Steel Programme": what parts a sum from the name that it stands before.
_TO_NAME = re.compile(r"(?:[-\s]+[a-z]{3,9})?[-\s]+")


def governing(
    quantity: Quantity, dates: Sequence[DateExpression], others: Sequence[int], words: MeasureWords
) -> DateExpression | None:
    """Return the date expression of the sentence that governs a number, or None.

    `others` are the offsets of the other numbers of the sentence. In order: a date below the number's own phrase; on
    its own verb; behind it in the same clause; at the head of the sentence; on a verb above or coordinated.
    """
    sentence = quantity.sentence
    if _before_name(quantity):
        return None
    inside = [d for d in dates if sentence.start <= d.start < sentence.end and _may_govern(d, quantity)]
    chain = {t.i: depth for depth, t in enumerate(verbs_over(quantity.anchor))}
    ranked = []
    for date in inside:
        tokens = sentence.tokens(date.start, date.end)
        if not tokens:
            continue
        if _relative_to(quantity, tokens):
            return replace(date, role="by", period=Period(None, date.period.end))
        meeting, crossed_clause = _meeting(tokens[0], quantity, chain)
        if date.role in ("since", "from", "at") and _beyond_relative(quantity, meeting):
            continue
        first_verb = next(iter(verbs_over(tokens[0])), None)
        own = first_verb is None or first_verb.i in chain or meeting is None
        own = own or (first_verb is not None and _wished(first_verb, quantity, chain, words))
        sure = _told(date, first_verb, crossed_clause, chain)
        if sure is not None:
            ranked.append((sure[0], 0, 0, 0, 0, date.start, sure[1]))
            continue
        bare = crossed_clause is not None and meeting is None and crossed_clause.tag_ in ("VB", "VBN", "VBG")
        if crossed_clause is not None and not bare:
            continue
        behind = date.start >= quantity.end
        low = min(quantity.number.outer_end, date.end - sentence.start)
        high = max(quantity.number.outer_start, date.start - sentence.start)
        between = sentence.text[low:high]
        cuts = len(_CLAUSE.findall(between))
        if ";" in between:
            continue
        verbs_between = any(t.pos_ in VERBAL for t in sentence.tokens(sentence.start + low, sentence.start + high))
        first, last = sorted((quantity.start, date.start))
        crossed = sum(first < o < last for o in others)
        opening = not any(o < date.start for o in others) and not behind and date.start - sentence.start < 80
        event = meeting is not None and words["event"].verb(meeting) and not _below_subject(tokens[0], meeting)
        if meeting is not None and event and not (_argument(quantity, meeting) or _goes_with(meeting, chain)):
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


def _told(
    date: DateExpression, verb: "Token | None", clause: "Token | None", chain: dict[int, int]
) -> tuple[int, DateExpression] | None:
    """Return the rank of a date that its place in the sentence alone ties to a number, and what it then means."""
    if _due(clause, chain):
        return 1, date
    if verb is not None and _shared_deadline(date, verb, chain):
        return 3, date
    since = _since(date, clause, chain)
    return (1, since) if since is not None else None


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
    if _reports(date, meeting):
        return None
    if near:
        return 2
    if own:
        if opening:
            return 3
        if meeting.i in chain:
            return 4
    return None


def _before_name(quantity: Quantity) -> bool:
    """Whether a sum only tells how large the plan is whose name follows: "the 4 billion zloty Steel Programme"."""
    text = quantity.scene.sentence.text
    for plan in quantity.scene.of("Plan") if quantity.number.currencies else ():
        between = text[quantity.number.end : max(quantity.number.end, plan.mention.start - quantity.sentence.start)]
        if plan.mention.form == "name" and plan.mention.start >= quantity.end and _TO_NAME.fullmatch(between):
            return True
    return False


def _beyond_relative(quantity: Quantity, meeting: "Token | None") -> bool:
    """Whether a relative clause parts a number from a verb: "since 2011 it has run a mill *that employs 400*"."""
    node = quantity.anchor
    while meeting is not None and node.i not in (meeting.i, node.head.i):
        if node.dep_ == "relcl" and node.pos_ in VERBAL:
            return True
        node = node.head
    return False


def _due(clause: "Token | None", chain: dict[int, int]) -> bool:
    """Whether a participle dates what adds the number: "a third line, planned for 2026, would add 95"."""
    if clause is None or clause.dep_ != "acl" or clause.lemma_ not in _DUE:
        return False
    noun = clause.head
    return noun.dep_ in ("nsubj", "nsubjpass") and chain.get(noun.head.i) == 0


def _below_subject(date: "Token", verb: "Token") -> bool:
    """Whether a date belongs to the subject of a verb: "Revenue in 2024 came to 2 billion"."""
    node = date
    while node.head.i not in (node.i, verb.i):
        node = node.head
    return node.head.i == verb.i and node.dep_ in ("nsubj", "nsubjpass") and node.i != date.i


def _goes_with(meeting: "Token", chain: dict[int, int]) -> bool:
    """Whether the number's own verb only goes on from a dated one: "closed it in 2023 and laid off 270 workers"."""
    own = next((t for t in meeting.children if chain.get(t.i) == 0 and t.dep_ == "conj"), None)
    return own is not None and own.tag_ == meeting.tag_ == "VBD" and own.lemma_ not in _STATES


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
        for t in verbs_over(quantity.anchor)
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


def _shared_deadline(date: DateExpression, verb: "Token", chain: dict[int, int]) -> bool:
    """Whether a deadline on the second of two joined verbs is the first one's: "will invest 7 and create 3 by 2027"."""
    joined = verb.dep_ == "conj" and chain.get(verb.head.i) == 0 and verb.tag_ == verb.head.tag_ == "VB"
    alone = not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "mark") for c in verb.children)
    return date.role == "by" and joined and alone and verb.i < verb.head.i + 18


def _beside(quantity: Quantity, node: "Token") -> bool:
    """Whether a number only describes the noun that is the argument ("the $4 billion plant opens in 2026")."""
    return bool(quantity.number.currencies) and node.dep_ in ("nsubj", "nsubjpass")


def _may_govern(date: DateExpression, quantity: Quantity) -> bool:
    """Days of publication and events are no periods of numbers, and a plan's years are part of its name."""
    text, low = quantity.sentence.text, quantity.sentence.start
    core = date.end - low - len(date.text.split()[-1])
    if _LEVEL.match(text, date.end - low) or _AGAINST.search(text[:core]):
        return False
    day = len(date.period.end or date.period.start or "") == 10
    if day and date.role == "at":
        return False
    for ref in quantity.scene.refs:
        if ref.mention.start <= date.start and date.end <= ref.mention.end and ref.mention.form != "anaphor":
            return False
    return True


def _reports(date: DateExpression, verb: "Token") -> bool:
    """Whether a date tells when something was said, not when it is so."""
    return date.role == "at" and verb.lemma_ in MAKING_KNOWN


def verbs_over(token: "Token") -> "list[Token]":
    """Return the verbs above a token, nearest first."""
    out = [token] if token.pos_ in VERBAL else []
    return out + [t for t in token.ancestors if t.pos_ in VERBAL]
