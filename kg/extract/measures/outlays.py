"""Whose a sum is: who spends or gives it, whose project it pays for, and what it builds."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.owners import owner, subjects
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, subject_of, verb_above
from kg.extract.scene import OBJECT, Ref, child
from kg.model import PLACES, Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

OUTLAY = frozenset({"investment", "spending", "outlay", "capex", "expenditure", "commitment"})
_FOR = re.compile(r"\s+(?:(?:in|of)\s+(?:[\w-]+\s+){1,2})?(?:for|to|towards?|into)\s+(?:the\s+|its\s+|our\s+)?")
# "giving $5 million *from its Robot Plan*"
_FROM_OWN = re.compile(r"\s+from\s+(?:its|our)\b\s*")
_AND = re.compile(r"(?:\band|,|;)\s+(?:the\s+)?$")
_PRICES = frozenset({"cost", "price", "outlay", "investment", "expense"})
_WORKS = frozenset({"project", "investment", "expansion", "development"})
TAKINGS = frozenset({"revenue", "sale", "turnover", "profit", "earnings", "income", "loss"})
_GIVES = frozenset("invest contribute provide commit spend put pump lend allocate match give".split())

_GIFTS = frozenset({"contribution", "co-investment", "pledge", "grant", "loan", "subsidy", "donation"})
# Parts of a plant, and what may be one.
HALLS = frozenset({"hall", "works", "line", "base", "yard", "workshop", "boiler", "furnace"})


def spender(quantity: Quantity) -> Ref | None:
    """Return the body or place that spends a sum: "*the Department* is investing $150 million into Acme"."""
    verb = verb_above(quantity.anchor)
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None or not (_gives_directly(quantity, verb) or _makes_gift(quantity, verb)):
        return None
    planned = any(r.mention.rule != "stand-in" for r in quantity.scene.of("Plan"))
    ref = quantity.scene.covering(subject, "Bureau", *(() if planned else PLACES))
    if ref is None or subject.dep_ != "nsubj":
        return None
    # "The state has set aside $9 million" may tell of its plan.
    return None if ref.entity.type in PLACES and ref.mention.rule == "stand-in" else ref


def _gives_directly(quantity: Quantity, verb: "Token") -> bool:
    """Whether a verb of giving has a sum as its object, or with it: "will provide Acme *with $9 million*"."""
    prep = quantity.anchor.head
    with_it = prep.lower_ == "with" and prep.head.i == verb.i and verb.lemma_ in ("provide", "support", "help", "back")
    own = quantity.anchor.head.i == verb.i and quantity.anchor.dep_ in OBJECT
    return with_it or (own and verb.lemma_ in _GIVES)


def _makes_gift(quantity: Quantity, verb: "Token") -> bool:
    """Whether a sum is told by a noun of giving: "will make a *$2 million contribution*"."""
    gift = child(verb, *OBJECT) if verb.lemma_ in ("make", "announce", "provide") else None
    if gift is None or gift.lemma_.lower() not in _GIFTS or any(c.lower_ == "by" for c in gift.children):
        return False
    return quantity.anchor.i in {t.i for t in gift.subtree}


def contributor(quantity: Quantity) -> Ref | None:
    """Return whose contribution a sum is: "*the state's* contribution would be $9 million"."""
    verb = verb_above(quantity.anchor)
    subject = subject_of(verb) if verb is not None and verb.lemma_ == "be" else None
    if subject is None or subject.lemma_ != "contribution" or quantity.anchor.dep_ != "attr":
        return None
    givers = (quantity.scene.covering(c, "Bureau", "Company", *PLACES) for c in subject.children if c.dep_ == "poss")
    return next((ref for ref in givers if ref is not None), None)


def gives(quantity: Quantity) -> bool:
    """Whether the clause's verb puts money in: "companies have *announced* $9 billion"."""
    verb = verb_above(quantity.anchor)
    return verb is not None and verb.lemma_ in _GIVES | {"announce", "pledge"}


def employs(quantity: Quantity) -> bool:
    """Whether the clause's verb is "employ", as firms and industries do and plans do not."""
    verb = verb_above(quantity.anchor)
    return verb is not None and verb.lemma_ == "employ"


def earner(quantity: Quantity) -> Ref | None:
    """Return the firm that takes a sum in: "*It* reported revenue of $880 million", "*Acme* made a profit of $2m"."""
    verb = verb_above(quantity.anchor)
    subject = subject_of(verb) if verb is not None else None
    taken = child(verb, *OBJECT) if verb is not None else None
    if subject is None or taken is None or taken.lemma_.lower() not in TAKINGS:
        return None
    inside = taken.i in (a.i for a in (quantity.anchor, *quantity.anchor.ancestors))
    return quantity.scene.covering(subject, "Company") if inside else None


def beneficiary(quantity: Quantity) -> Ref | None:
    """Return the plan that a sum is for or comes from: "provides $10 million *for the New Markets Programme*"."""
    text, start = quantity.sentence.text, quantity.sentence.start
    plans = quantity.scene.of("Plan")
    if quantity.scene.of("Facility"):
        return None
    behind = (r for r in plans if r.mention.start >= quantity.end and r.mention.rule != "stand-in")
    ref = next(behind, None)
    if ref is None:
        return None
    between = text[quantity.number.outer_end : ref.mention.start - start]
    own = _FROM_OWN.match(text[quantity.number.outer_end : ref.mention.end - start])
    return ref if _FOR.fullmatch(between) or (own and own.end() >= len(between)) else None


def gapped(quantity: Quantity, row: Measure | None) -> Ref | None:
    """Return who gives a sum where the verb is left out: "the state gives $30 million, *the city* $9 million"."""
    if row is None or not row.currency or not quantity.number.currencies:
        return None
    text, start = quantity.sentence.text, quantity.sentence.start
    named = [r for r in quantity.scene.refs if row.span.end <= r.mention.start and r.mention.end <= quantity.start]
    if not named or text[named[-1].mention.end - start : quantity.number.outer_start].strip():
        return None
    plain = all(t.pos_ not in VERBAL for t in quantity.sentence.tokens(row.span.end, quantity.start))
    joined = _AND.search(text[row.span.end - start : named[-1].mention.start - start])
    return named[-1] if plain and joined else None


def takings(quantity: Quantity) -> bool:
    """Whether a clause tells what whoever was spoken of takes in: "*Revenue* in 2024 came to $2 billion"."""
    subject = next(subjects(quantity), None)
    if subject is None or subject.lemma_.lower() not in TAKINGS:
        return False
    if subject.head.dep_ not in ("ROOT", "ccomp", "conj"):
        return False
    return not any(c.dep_ in ("poss", "compound") or c.lower_ == "of" for c in subject.children)


def givers(quantity: Quantity) -> list[Ref]:
    """Return whom a sum comes from: "a $14bn commitment *from Etihad*", "$40bn in investment *from Acme*"."""
    nouns = [n for n in (quantity.anchor, quantity.noun, quantity.head) if n is not None]
    nouns += [c for n in nouns for p in n.children if p.dep_ == "prep" and p.lower_ in ("in", "of") for c in p.children]
    given = [n for n in nouns if n.lemma_.lower() in OUTLAY | {"order", "pledge"}]
    sources = [c for n in given for p in n.children if p.dep_ == "prep" and p.lower_ == "from" for c in p.children]
    found = (quantity.scene.covering(c, "Company", "Country") for c in sources if c.dep_ == "pobj")
    return [ref for ref in found if ref is not None]


def undertakers(quantity: Quantity) -> list[Ref]:
    """Return whose project the clause tells of: "a data centre project *by Acme* was approved with $2 billion"."""
    subject = next(subjects(quantity), None)
    if subject is None or subject.lemma_ not in _WORKS:
        return []
    near = [subject, *([subject.head] if subject.head.lemma_ == "be" else [])]
    by = [p for n in near for p in n.children if p.dep_ in ("prep", "agent") and p.lower_ == "by"]
    found = (quantity.scene.covering(c, "Company") for p in by for c in p.children if c.dep_ == "pobj")
    return [ref for ref in found if ref is not None]


def built_for(quantity: Quantity) -> list[Ref]:
    """Return the plant that a clause builds at a price: "is putting up *a mill* at a cost of $4 million"."""
    noun, verb = quantity.noun, verb_above(quantity.anchor)
    priced = noun is not None and noun.lemma_ in _PRICES and noun.dep_ == "pobj" and noun.head.lower_ in ("at", "for")
    built = child(verb, *OBJECT) if verb is not None and priced else None
    if verb is not None and priced and child(verb, "auxpass") is not None:
        built = subject_of(verb)
    ref = owner(built, quantity.scene, "Facility") if built is not None else None
    return [ref] if ref is not None and ref.mention.rule != "stand-in" else []


def spent_on(quantity: Quantity, verb: "Token | None") -> list["Token"]:
    """Return what a sum goes into: "spent $9 million *on the hall*"."""
    if not quantity.number.currencies or verb is None:
        return []
    holders = (verb, quantity.anchor, quantity.token)
    preps = [c for h in holders for c in h.children if c.dep_ == "prep" and c.lower_ in ("on", "in", "into", "towards")]
    return [c for p in preps if p.i > quantity.token.i for c in p.children if c.dep_ == "pobj" and c.tag_ == "NN"]


def part_of(quantity: Quantity) -> Ref | None:
    """Return the one plant of which a sum builds a part: "$9 million on a line at *its Aiken plant*"."""
    plants = {ref.entity.id: ref for ref in quantity.scene.of("Facility")}
    parts = spent_on(quantity, verb_above(quantity.anchor)) if len(plants) == 1 else []
    fresh = [n for n in parts if n.lemma_.lower() in HALLS and quantity.scene.covering(n) is None]
    return next(iter(plants.values())) if fresh else None
