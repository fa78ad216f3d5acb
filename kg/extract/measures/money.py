"""Sums: money that is spent, money that measures output, and what is none of ours."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.offers import before_plant, offered, spent_below, taken
from kg.extract.measures.owners import attributive
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.spending import buys_plant, costs, opens_with, put_in, spent_by
from kg.extract.measures.syntax import VERBAL, subject_of, up, verb_above
from kg.extract.measures.verdict import Setting, Stance, Verdict, level
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, SUBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token


# What is worth so much is what is spent on it.
_SPENT = frozenset({"investment", "project", "expansion", "capital"})
# "$2 billion from the state": what a public purse gives.
_FROM_BUDGET = re.compile(
    r"\s+(?:a year |per year |annually )?from the (?:[\w'’-]+ ){0,3}"
    r"(?:budget|government|state|city|province|treasury|fund|purse|exchequer|centre|center)\b",
    re.IGNORECASE,
)


# "made ready with $2 million from the Acme Fund"
_PRICE = re.compile(
    r"\s+(?:per|a|an)\s+(?:metric\s+|short\s+|dry\s+)?(?:tonne|ton|kg|kilogram|pound|lb|ounce|barrel|litre|liter|gallon|unit|piece"
    r"|share|wafer|[kMG]Wh|kilowatt-hour|megawatt-hour|square\s+(?:foot|metre|meter))\b"
)
_FROM_GIVER = re.compile(r"\s+(?:in\s+\w+\s+)?from\s+(?:the\s+|its\s+)?[A-Z]")
# A smaller sum by the year, month or hour is what somebody earns or pays.
_A_WAGE = 1_000_000
# What a household gets or a visitor pays: "a $7,500 tax credit", "a $200 rebate".
_A_TRIFLE = 20_000
_DEAR = frozenset({"USD", "EUR", "GBP"})


# "$9 billion in real estate assets"
_ASSETS = re.compile(r"\s+(?:in|of)\s+(?:[\w-]+\s+){0,6}?assets\b")
_DIFFERENCES = frozenset({"increase", "rise", "jump", "decrease", "decline", "drop", "reduction"})
_OF_PROJECTS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:across|in|over|for|from)\s+(?:a\s+total\s+of\s+)?(?:[\d,]+|[a-z]+)\s+(?:[\w-]+\s+)?(?:projects|applications|ventures)\b"
)
# "the 1.4 billion euro ($1.6 billion) plant"
_BEHIND_BRACKET = re.compile(r"\s*\([^()]*\)\s+(?P<words>(?:[\w-]+\s+){0,2}[\w-]+)")
# "from $2 billion to …"
_LEVEL = re.compile(r"\bfrom\s[^.;]{1,40}\sto$")


def _ahead(quantity: Quantity) -> str:
    return quantity.sentence.text[: quantity.number.outer_start].rstrip()


def _before_of(quantity: Quantity) -> list["Token"]:
    """Return the noun before an "of" that stands right before the number, by order alone."""
    of = next(
        (t for t in reversed(quantity.sentence.tokens(quantity.sentence.start, quantity.start)) if t.lower_ == "of"),
        None,
    )
    noun = of.nbor(-1) if of is not None and of.i else None
    return [noun] if noun is not None and noun.pos_ in ("NOUN", "PROPN") else []


def nouns_around(quantity: Quantity, words: MeasureWords) -> list["Token"]:
    """Return the nouns that say what a sum is, nearest first."""
    out: list[Token] = []
    doc, end = quantity.anchor.doc, quantity.token.i
    if quantity.head is not None:
        out.append(quantity.head)
        out += [t for t in reversed(quantity.run) if t.pos_ in ("NOUN", "PROPN") and t.i != quantity.head.i]
    elif end + 2 < len(doc):
        at = end + 1
        if doc[at].text == "(" and any(t.text == ")" for t in doc[at : at + 12]):
            at = next(t.i for t in doc[at : at + 12] if t.text == ")") + 1
        while (at < len(doc) and doc[at].text in ("-", ")")) or (at < len(doc) and doc[at].i <= end):
            at += 1
        if at + 1 < len(doc) and doc[at].lower_ in ("of", "in"):
            inner = next(
                (
                    t
                    for t in doc[at + 1 : at + 6]
                    if (t.pos_ == "NOUN" or words["spend"].noun(t)) and t.dep_ in ("pobj", "conj", "pcomp")
                ),
                None,
            )
            if inner is not None and doc[at].lower_ == "in" and not words["spend"].noun(inner):
                inner = None
            if inner is not None:
                out.append(inner)
    if quantity.noun is not None:
        out.append(quantity.noun)
        out += [c for c in quantity.noun.children if c.dep_ in ("compound",)]
    elif _ahead(quantity).endswith(" of"):
        # "Investment of Rs. 4,876 crore": the parser loses its way at the sign.
        out += _before_of(quantity)
    return out


def money_kind(quantity: Quantity, words: MeasureWords, stance: Stance, setting: Setting) -> Verdict:
    """Tell money that is spent from money that measures output, and both from what is none of ours."""
    verb = verb_above(quantity.anchor)
    around = nouns_around(quantity, words)
    none = _petty(quantity, stance) or ("holding" if _held_or_ordered(quantity, around, verb) else "")
    if none:
        return Verdict(None, none)
    if setting.base and setting.row != "investment":
        return Verdict("target", "money:base", stance="goal")
    risen = verb is not None and (words["reach"].verb(verb) or words["grow"].verb(verb))
    if risen and setting.row == "target" and stance in ("goal", "ahead") and _LEVEL.search(_ahead(quantity)):
        # "to lift yearly investment from $2 billion to $3 billion": a level, no budget.
        return Verdict("target", "money:level", stance=stance)
    for noun in around:
        if noun.pos_ == "NOUN" and words["goal"].noun(noun) and stance == "goal":
            continue
        if words["market"].noun(noun) or (stance == "done" and noun.lemma_ == "market"):
            return Verdict(None, "market")
        if words["spend"].noun(noun):
            return Verdict("investment", "money:noun", stance=stance)
        if words["worth"].noun(noun):
            return _worth(stance, "money:worth", any(c.lemma_ in _SPENT for c in noun.children))
    if _of_facility(quantity, words, around):
        return Verdict("investment", "money:facility", stance=stance)
    subject = subject_of(verb) if verb is not None else None
    if verb is not None:
        by = quantity.sentence.text[: quantity.number.outer_start].rstrip().endswith(" by")
        if words["grow"].verb(verb) and by:
            return Verdict(None, "rate-of-change")
        if words["market"].verb(verb) and quantity.anchor.head.i == verb.i:
            return Verdict(None, "market")
        if subject is not None and (words["market"].noun(subject) or (stance == "done" and subject.lemma_ == "market")):
            return Verdict(None, "market")
        if words["spend"].verb(verb) and not opens_with(quantity, verb):
            return put_in(quantity, verb, stance)
        own = quantity.anchor.head.i == verb.i
        spent = (spent_by(quantity, verb, words) if own else "") or offered(quantity, verb, words)
        if spent:
            return Verdict("investment", spent, stance=stance)
        if words["announce"].verb(verb) and quantity.anchor.dep_ in ("dobj", "nsubjpass") and own:
            return Verdict("investment", "money:announced", stance=stance)
        obj = child(verb, *OBJECT)
        for near in (obj, subject):
            if near is None or near.i == quantity.anchor.i:
                continue
            for noun in _heads(near):
                if words["market"].noun(noun) and noun.lemma_ not in ("stake", "rate"):
                    return Verdict(None, "market")
                levels = words["reach"].verb(verb) or words["grow"].verb(verb) or verb.lemma_ == "be"
                if words["worth"].noun(noun) and (levels or stance in ("goal", "ahead")):
                    return level(stance, "money:level")
                if words["spend"].noun(noun):
                    return Verdict("investment", "money:subject", stance=stance)
        if words["worth"].verb(verb) or (words["produce"].verb(verb) and own and quantity.anchor.dep_ in OBJECT):
            return _worth(stance, "money:worth-verb", words["worth"].verb(verb) and _values_project(verb))
        if words["spend-on"].verb(verb) and subject is not None and costs(verb, subject, quantity):
            return Verdict("investment", "money:spend-on", stance=stance)
        if stance in ("goal", "ahead") and words["reach"].verb(verb):
            return level(stance, "money:reach")
        if _spent_above(verb, words):
            return Verdict("investment", "money:above", stance=stance)
    before = quantity.sentence.text[: quantity.number.outer_start].rstrip()
    if setting.row is not None and before.endswith((" at", " of which", " including")):
        # "the north at $3 billion, the south at $2 billion": a row of the same.
        return Verdict(setting.row, "money:row", stance=stance)
    if _OF_PROJECTS.match(quantity.sentence.text, quantity.number.outer_end) and before.endswith(
        (" at", " with", " of")
    ):
        # "metals at $600 million across 128 projects"
        return Verdict("investment", "money:projects", stance=stance)
    listed = re.search(r"[a-z]\s\($", quantity.sentence.text[: quantity.number.outer_start]) is not None
    if setting.last is not None and (before.endswith(" at") or listed or _totals(verb)):
        # "Electronics made up most, at $2 billion", "bringing the total to $3 billion": of what the sum before is.
        return Verdict(setting.last, "money:goes-on", stance=stance)
    if before.endswith(" for") and buys_plant(verb, quantity):
        return Verdict("investment", "money:for", stance=stance)
    if before.endswith(" cost"):
        return Verdict("investment", "money:cost", stance=stance)
    if verb is not None and (words["reach"].verb(verb) or words["grow"].verb(verb)) and _worth_before(verb, words):
        return level(stance, "money:worth-before")
    if stance != "bare" and (taken(quantity) or before.endswith((" worth", " valued at"))):
        return level(stance, "money:worth")
    if spent_below(quantity, words) or _fragment(quantity):
        return Verdict("investment", "money:fragment", stance=stance)
    if before.endswith(" with") and _FROM_GIVER.match(quantity.sentence.text, quantity.number.outer_end):
        return Verdict("investment", "money:given", stance=stance)
    if stance in ("goal", "bare") and _FROM_BUDGET.match(quantity.sentence.text, quantity.number.outer_end):
        return Verdict("investment", "money:budget", stance=stance)
    root = next((t for t in quantity.anchor.doc if t.dep_ == "ROOT"), quantity.anchor)
    if root.pos_ == "NOUN" and words["spend"].noun(root):
        return Verdict("investment", "money:fragment", stance=stance)
    return Verdict(None, "no-kind")


def _of_facility(quantity: Quantity, words: MeasureWords, around: list["Token"]) -> bool:
    """Whether a sum describes a plant: "the $4 billion *smelter*"."""
    head = quantity.head
    behind = _BEHIND_BRACKET.match(quantity.sentence.text, quantity.number.end)
    if behind is not None and {w.lower() for w in behind["words"].split()} & words.stands_for("Facility"):
        return True
    if head is not None and (
        head.lemma_.lower() in words.stands_for("Facility") or quantity.scene.covering(head, "Facility") is not None
    ):
        return True
    if attributive(quantity, "Facility") is not None or any(quantity.scene.headed(t, "Facility") for t in around):
        return True
    return before_plant(quantity)


def _spent_above(verb: "Token", words: MeasureWords) -> bool:
    """Whether a verb above spends; a clause with its own subject is not spent by it ("and says *Acme* owns $9m")."""
    node = verb
    for above in up(verb):
        if above.pos_ not in VERBAL or above.i == verb.i:
            continue
        if node.dep_ in ("ccomp", "conj") and child(node, *SUBJECT) is not None:
            return False
        if words["spend"].verb(above):
            return True
        node = above
    return False


def _petty(quantity: Quantity, stance: Stance) -> str:
    """Return why a sum is what one person or thing earns, costs or gets, or ""."""
    if quantity.rate and quantity.number.value < _A_WAGE:
        return "wage"
    if stance in ("done", "bare") and _PRICE.match(quantity.sentence.text, quantity.number.outer_end):
        return "price"
    trifle = quantity.number.value < _A_TRIFLE and not _DEAR.isdisjoint(quantity.number.currencies)
    return "trifle" if trifle else ""


def _held_or_ordered(quantity: Quantity, around: list["Token"], verb: "Token | None") -> bool:
    """Whether a sum is what somebody holds, what he is paid for his goods, or a mere difference from another sum."""
    if _ASSETS.match(quantity.sentence.text, quantity.number.outer_end):
        return True
    if quantity.head is not None and quantity.head.lemma_.lower() in _DIFFERENCES:
        return True
    won = verb is not None and verb.lemma_ in ("receive", "win", "get", "secure")
    valued = quantity.anchor.head.head
    nouns = {n.lemma_.lower() for n in around} | ({valued.head.lemma_.lower()} if valued.dep_ == "acl" else set())
    return "contract" in nouns or (won and "award" in nouns)


def _worth_before(verb: "Token", words: MeasureWords) -> bool:
    """Whether what is worth so much stands before a verb of level whose subject the parser missed."""
    ahead = verb.doc[max(0, verb.i - 10) : verb.i]
    return subject_of(verb) is None and any(t.pos_ == "NOUN" and words["worth"].noun(t) for t in ahead)


def _totals(verb: "Token | None") -> bool:
    """Whether a verb adds sums up: "bringing the total to", "that takes its funding to"."""
    total = child(verb, *OBJECT) if verb is not None and verb.lemma_ in ("bring", "take") else None
    return total is not None and total.lemma_ in ("total", "tally", "sum", "amount", "figure", "value")


def _fragment(quantity: Quantity) -> bool:
    """Whether a line without a verb begins with the sum and says what it is for: "$7 million for Acme to fit out …"."""
    text = quantity.sentence.text
    first = not re.search(r"\w", text[: quantity.number.outer_start])
    return (
        first and re.match(r"\s+(?:for|to|towards?|over|across|into)\b", text[quantity.number.outer_end :]) is not None
    )


def _worth(stance: Stance, rule: str, spent: bool) -> Verdict:
    """Return what a value is: a sum `spent` if it is that of a project ("an investment value of $2 billion")."""
    return Verdict("investment", "money:value", stance=stance) if spent else level(stance, rule)


def _values_project(verb: "Token") -> bool:
    """Whether what is worth so much is a project: "the project by Acme, *valued* at $2 billion"."""
    if verb.dep_ == "acl":
        nouns = [verb.head, *verb.head.ancestors]
        above = next((t for t in nouns if t.pos_ in VERBAL), None)
        nouns = [t for t in nouns if t.pos_ not in VERBAL and (above is None or t.i > above.i)]
        nouns += [t for t in (subject_of(above) if above is not None else None,) if t is not None]
    else:
        nouns = [t for t in (subject_of(verb),) if t is not None]
    return any(t.lemma_ in _SPENT for t in nouns)


def _heads(token: "Token") -> list["Token"]:
    """Return a noun, its compounds, and the nouns that it is "of"."""
    goods = token.lemma_ in ("goods", "good", "equipment", "machinery")
    out = [token, *(c for c in token.subtree if c.dep_ in ("compound", "nmod") and c.i < token.i and not goods)]
    out += [c for c in token.children if c.dep_ == "conj" and c.i < token.i]
    for prep in token.children:
        if (
            prep.dep_ == "prep"
            and prep.lower_ in ("of", "in")
            and token.lemma_.lower()
            in ("level", "number", "volume", "amount", "total", "scale", "share", "bulk", "portion")
        ):
            out += [c for c in prep.children if c.dep_ == "pobj"]
    return out
