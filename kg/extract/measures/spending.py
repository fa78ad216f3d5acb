"""Clauses that spend a sum: verbs of giving, and those that may mean anything but spend by what stands around them."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import subject_of
from kg.extract.measures.verdict import Stance, Verdict, level
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO_ECONOMY = re.compile(r"\s+(?:\w+\s+)?to\s+(?:[\w.'’-]+\s+){0,4}?(?:GDP|economy)\b")
# What money is put to use for, and who binds himself to buy.
_WORK = frozenset(
    "build expand construct upgrade develop modernise modernize equip establish open retool convert refurbish "
    "install".split()
)
_UNDERTAKES = frozenset({"agree", "commit", "pledge", "undertake", "promise"})
# "$2 billion in vehicles"; not "$5 million of its shares".
_IN_GOODS = re.compile(r"\s+(?:in|of|worth of)\s+(?!(?:its|their|our|the)\b)")


def put_in(quantity: Quantity, verb: "Token", stance: Stance) -> Verdict:
    """Return what a verb of spending puts in: "contributes $22 billion to the national GDP" spends nothing."""
    adds = verb.lemma_ == "contribute" and _TO_ECONOMY.match(quantity.sentence.text, quantity.number.outer_end)
    return level(stance, "money:level") if adds else Verdict("investment", "money:verb", stance=stance)


def opens_with(quantity: Quantity, verb: "Token") -> bool:
    """Whether a sum only opens the clause: "With $9 million in the bank, Acme offers …"."""
    prep = quantity.anchor.head
    return prep.lower_ == "with" and prep.i < verb.i and prep.head.i == verb.i


def spent_by(quantity: Quantity, verb: "Token", words: MeasureWords) -> str:
    """Return the rule by which a verb that may mean anything spends a sum, or "".

    "used $9 million to expand the mill", "add $2 million for roads", "£3 million is a grant", "agreed to buy $2
    billion in ships".
    """
    dep = quantity.anchor.dep_
    if dep in ("nsubj", "nsubjpass") and verb.lemma_ == "be":
        told = child(verb, "attr")
        return "money:attr" if told is not None and words["spend"].noun(told) else ""
    if dep == "attr" and verb.lemma_ == "be":
        # "The state's contribution would be $9 million."
        gift = subject_of(verb)
        return "money:attr" if gift is not None and gift.lemma_ == "contribution" else ""
    if dep not in OBJECT:
        return ""
    if verb.lemma_ in ("use", "deploy"):
        aims = [c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.i > quantity.token.i and c.tag_ == "VB"]
        return "money:used" if any(c.lemma_ in _WORK for c in aims) else ""
    if verb.lemma_ == "add":
        own = [c for h in (verb, quantity.anchor) for c in h.children if c.dep_ == "prep" and c.i > quantity.token.i]
        given = [p for p in own if p.lower_ == "for"]
        ends = [c for p in own if p.lower_ == "to" for c in p.children if c.dep_ == "pobj"]
        budget = any(quantity.scene.headed(c, "Plan") or words["spend"].noun(c) for c in ends)
        return "money:added" if given or budget else ""
    wanted = verb.dep_ == "xcomp" and verb.head.lemma_ in _UNDERTAKES
    bought = verb.lemma_ in ("purchase", "buy", "procure") and _IN_GOODS.match(
        quantity.sentence.text, quantity.number.outer_end
    )
    return "money:bought" if wanted and bought else ""


def buys_plant(verb: "Token | None", quantity: Quantity) -> bool:
    """Whether a sum is what a plant is built, bought or announced for: "announced a mill for $3 billion"."""
    if verb is None or verb.lemma_ == "sell":
        return False
    parts = (child(verb, *OBJECT), subject_of(verb) if child(verb, "auxpass") is not None else None)
    return any(part is not None and quantity.scene.headed(part, "Facility") is not None for part in parts)


def costs(verb: "Token", subject: "Token", quantity: Quantity) -> bool:
    """Whether a sum is what a facility or plan costs, takes or receives; other subjects may "take" anything."""
    owner = quantity.scene.covering(subject, "Facility", "Plan")
    return owner is not None or (verb.lemma_ == "cost" and (subject.pos_ == "PRON" or subject.tag_ == "NN"))
