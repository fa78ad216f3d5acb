"""What a number is: a target, a count, a capacity, an investment, or none of ours (and why)."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.capacity import capacity_rule
from kg.extract.measures.deeds import few
from kg.extract.measures.labels import label_of, labelled
from kg.extract.measures.levels import put_at
from kg.extract.measures.lists import one_of
from kg.extract.measures.money import money_kind
from kg.extract.measures.owners import subjects
from kg.extract.measures.people import are_people, is_employed, is_undergoing, people_kind, staffed
from kg.extract.measures.percent import percent_kind
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.reach import reached
from kg.extract.measures.stance import finite_before, stance_of
from kg.extract.measures.syntax import VERBAL, up, verb_above
from kg.extract.measures.verdict import Setting, Stance, Verdict
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, SUBJECT

if TYPE_CHECKING:
    from spacy.tokens import Token


_SQUARE = re.compile(r"[ -]*(?:sq\b|sq\.|square\b)")
# So many metres are no size.
_MANY = 100_000
# Fewer than so many of anything are told in passing.
_FEW, _TEN = 5, 10
_INTENSITY = re.compile(r"\s+\S+\s+per\s+(?!\d|year|month|day|week|annum|hour|quarter)")
# Of more than so many "one of" tells how many there are: "one of 82 firms approved".
_ONE_OF = 20
# Who counts with yearly growth tells of a market.
_COMPOUND = re.compile(r"\bCAGR\b|\bcompound(?:ed)? annual (?:growth )?rate\b")
# Who foretells a share's price or a firm's earnings sets no target.
_ANALYSTS = re.compile(
    r"\b(?:analysts?|consensus (?:estimates?|forecasts?)|projections (?:indicat|suggest|show|point)\w*)\b", re.I
)
_HYPHENS = frozenset("-–‑")
_NO_PLACE = frozenset({"project", "investment", "development", "expansion", "unit"})


def kind_of(quantity: Quantity, words: MeasureWords, setting: Setting) -> Verdict:
    """Decide the kind of a number from its unit, its verb and its setting."""
    label = label_of(quantity)
    if label:
        return labelled(label, quantity, words)
    if _COMPOUND.search(quantity.sentence.text):
        return Verdict(None, "forecast")
    stance = stance_of(quantity, words, setting)
    if stance in ("goal", "ahead") and _foretold(quantity, words, stance):
        return Verdict(None, "forecast")
    if quantity.number.currencies:
        return money_kind(quantity, words, stance, setting)
    if quantity.number.percent:
        return percent_kind(quantity, words, stance, setting)
    return staffed(quantity, words) or _count(quantity, words, stance, setting)


def _count(quantity: Quantity, words: MeasureWords, stance: Stance, setting: Setting) -> Verdict:
    head = quantity.head
    verb = verb_above(quantity.anchor)
    lemma = head.lemma_.lower() if head is not None else ""
    lower = head.lower_ if head is not None else ""
    made = bool(quantity.rate) or (quantity.noun is not None and words["capacity"].noun(quantity.noun))
    area = _SQUARE.match(quantity.sentence.text, quantity.number.end) is not None
    if area and not made:
        return Verdict(None, "area")
    if _size(quantity, words):
        return Verdict(None, "size")
    described = len(quantity.run) > 1 and quantity.run[1].text not in "-–‑"
    hours = lemma == "hour" and bool(quantity.rate)
    described = described and quantity.run[0].lower_ in words.physical and lower not in words.physical and not hours
    if described and quantity.scene.covering(quantity.run[-1], "Facility") is None and lower != "capacity":
        return Verdict(None, "description")
    names = {lemma, lower, *(t.lemma_.lower() for t in quantity.run[:1])}
    area = area or bool(names & words.area) or " ".join(t.lower_ for t in quantity.run[:2]) in words.area
    if area and not made:
        return Verdict(None, "area")
    first = quantity.run[0].lemma_.lower() if quantity.run else ""
    physical = bool({lemma, lower, first, quantity.run[0].lower_ if quantity.run else ""} & words.physical)
    goal_noun = head is not None and words["goal"].noun(head)
    passing = bool({lemma, lower, first} & words.passing) and not goal_noun and not physical
    if passing and lemma in ("year", "month", "week", "day", "hour", "minute", "time"):
        return Verdict(None, "in-passing")
    people = (
        head is not None
        and not is_undergoing(quantity, words)
        and (are_people(quantity, words) or is_employed(quantity, verb))
    )
    capacity = "" if people or _single(quantity) else capacity_rule(quantity, words, setting)
    if capacity:
        return Verdict("capacity", capacity, stance=stance)
    if area:
        return Verdict(None, "area")
    if people:
        return people_kind(quantity, words, verb, stance)
    if passing:
        return reached(quantity, verb, stance) or Verdict(None, "in-passing")
    if physical and _INTENSITY.match(quantity.sentence.text, quantity.number.outer_end):
        return Verdict(None, "intensity")
    if quantity.number.value == 0 or _definite(quantity):
        return Verdict(None, "definite")
    if goal_noun and stance == "goal" and not (quantity.number.word and quantity.number.value < _FEW):
        return Verdict("target", "count:goal-noun", people=first in words.people, stance=stance)
    if head is None and setting.base:
        return Verdict("target", "count:base", stance="goal")
    if head is None and quantity.noun is not None and words["employ"].noun(quantity.noun):
        return Verdict("target" if stance in ("goal", "ahead") else "count", "people:noun", people=True, stance=stance)
    if (
        head is None
        and verb is not None
        and not _single(quantity)
        and quantity.anchor.dep_ in (*OBJECT, "nsubjpass", "conj", "nummod")
        and not _names_more(quantity, words)
        and (words["hire"].verb(verb) or verb.lemma_ == "employ")
    ):
        # "plans to hire another 500"
        return people_kind(quantity, words, verb, stance)
    if head is None and verb is None:
        return Verdict(None, "no-unit")
    if head is not None and words["market"].noun(head):
        return Verdict(None, "market")
    if stance in ("goal", "ahead"):
        if head is None and not _levelled(quantity, verb, words, stance):
            return Verdict(None, "no-unit")
        if (
            quantity.number.word
            and quantity.number.value < 10
            and stance != "goal"
            and quantity.number.bound == "exact"
            and not few(quantity, verb, stance)
        ):
            return Verdict(None, "article")
        if quantity.number.word and quantity.number.value == 1 and not _enumerated(quantity):
            return Verdict(None, "article")
        return Verdict("target", "count:" + stance, stance=stance)
    small = quantity.number.word and quantity.number.value < 10 and quantity.number.bound == "exact"
    if (
        small
        and lemma not in words.stands_for("Facility") - _NO_PLACE
        and stance == "done"
        and lemma not in ("task", "measure")
    ):
        told = few(quantity, verb, stance)
        return Verdict("count", "count:decided", stance=stance) if told else Verdict(None, "article")
    if quantity.number.value == 1 and quantity.number.word:
        return Verdict(None, "article")
    if stance == "bare" or verb is None:
        listed = {lemma, lower} & words.counted and quantity.anchor.dep_ == "pobj" and finite_before(quantity)
        return Verdict("count", "count:listed", stance="done") if listed else Verdict(None, "no-verb")
    produced = words["produce"].verb(verb)
    known = {lemma, lower} & (words.counted | words.physical)
    if head is None:
        return (
            Verdict("count", "count:level", stance=stance)
            if _levelled(quantity, verb, words, stance)
            else Verdict(None, "no-unit")
        )
    if known or produced:
        return Verdict("count", "count:done", stance=stance)
    if _reported(quantity, verb, head, words):
        return Verdict("count", "count:reported", stance=stance)
    return Verdict(None, "no-kind")


def _names_more(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether words that could be read as no noun follow a number: "offers 500 highly-rated and sought-after wines"."""
    following = quantity.token.doc[quantity.token.i + 1 : quantity.token.i + 10]
    if any(t.lemma_.lower() in words.people for t in following):
        return False
    if not following or following[0].lower_ in ("more", "additional", "others"):
        return False
    if following[0].tag_ == "RB":  # "500 there" names nothing more
        return any(t.text == "-" or t.pos_ == "ADJ" or t.tag_ == "VBN" for t in following[1:2])
    return following[0].pos_ in ("ADJ", "NOUN", "PROPN") or following[0].tag_ == "VBN"


def _reported(quantity: Quantity, verb: "Token", head: "Token", words: MeasureWords) -> bool:
    """Whether a number counts a plural that a clause tells of: its subject or object, nothing bought or paid."""
    if quantity.number.word or quantity.number.value < _FEW or head.tag_ != "NNS":
        return False
    costs = words["spend"].verb(verb) or verb.lemma_ == "cost"
    return not costs and quantity.anchor.dep_ in (*SUBJECT, *OBJECT, "attr", "agent")


def _single(quantity: Quantity) -> bool:
    """Whether the number is a mere "one" ("one plant"), not "one loader every 15 minutes"."""
    return quantity.number.word and quantity.number.value == 1 and not quantity.rate


def _foretold(quantity: Quantity, words: MeasureWords, stance: Stance) -> bool:
    """Whether the number is what somebody foretells of a market: "demand is anticipated to grow by 22%"."""
    subject = next(subjects(quantity), None)
    if subject is not None and words["forecast"].noun(subject) and (stance == "ahead" or subject.lemma_ == "demand"):
        # A plan may want less consumption; nobody plans the demand of the world.
        return True
    if _ANALYSTS.search(quantity.sentence.text[: quantity.number.outer_start]):
        return True
    verbs = [t for t in quantity.anchor.ancestors if t.pos_ in VERBAL]
    foretelling = stance == "ahead" and any(words["forecast"].verb(t) for t in verbs[:3])
    of = quantity.sentence.text[quantity.number.end :].split(",")[0].split()[:8]
    return foretelling and any(w.strip(".;:").lower() in words["forecast"].nouns for w in of)


def _size(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether the number is a dimension or a strength of one thing: "155-millimetre shells", "315 horsepower"."""
    if not quantity.run:
        return False
    first = quantity.run[0]
    joined = quantity.sentence.text[quantity.number.end : quantity.number.end + 1] in _HYPHENS
    if {first.lower_, first.lemma_.lower()} & words.size and (joined or not quantity.rate):
        # "3 million metres of cloth" is output.
        return quantity.number.value < _MANY
    if quantity.rate:
        return False
    counted = {first.lower_, first.lemma_.lower()} & (words.people | words.counted)
    return joined and len(quantity.run) > 1 and not counted and not _facility(quantity, words)


def _facility(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether the noun that a number describes is a facility ("a 2-gigawatt cell factory")."""
    last = quantity.run[-1]
    known = quantity.scene.covering(last, "Facility") is not None
    return known or last.lemma_.lower() in words.stands_for("Facility") | {"capacity"}


def _definite(quantity: Quantity) -> bool:
    """Whether a number belongs to a definite set that is only referred to ("the two plants", "these 12 firms")."""
    if one_of(quantity):
        return quantity.number.value < _ONE_OF
    first = quantity.sentence.tokens(quantity.start, quantity.end)
    before = first[0].nbor(-1) if first and first[0].i else None
    if before is None or quantity.number.bound != "exact":
        return False
    if before.lower_ in ("these", "those"):
        return True
    if quantity.number.value >= 100:
        return before.lower_ == "the" and quantity.number.value < 10_000
    if before.lower_ == "its" and not quantity.number.word and quantity.number.value >= _TEN:
        # "its 46 machine tools": so many are told, not referred to.
        return False
    return before.lower_ in ("the", "these", "those", "both", "its", "their", "all", "other")


def _enumerated(quantity: Quantity) -> bool:
    """Whether a "one" stands in a row of numbers, and so is one: "100 firms, one fab and 10 plants"."""
    head = quantity.anchor
    return head.dep_ == "conj" or any(
        c.dep_ == "conj" and any(n.dep_ == "nummod" for n in c.children) for c in head.children
    )


def _levelled(quantity: Quantity, verb: "Token | None", words: MeasureWords, stance: Stance) -> bool:
    """Whether a number without a noun is the level of what the clause speaks of."""
    if verb is None:
        return False
    if put_at(quantity, verb):
        return True
    above = [t for t in up(verb) if t.pos_ in VERBAL][: 2 if stance in ("goal", "ahead") else 1]
    level = any(words["reach"].verb(t) or words["grow"].verb(t) or words["goal"].verb(t) for t in above)
    return level and quantity.anchor.dep_ in ("pobj", "dobj", "attr", "npadvmod", "advmod", "oprd", "nummod", "prep")
