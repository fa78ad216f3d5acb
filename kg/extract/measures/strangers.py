"""What the clause of a number speaks of when no entity covers it: names unknown to us, firms in general, "the mill".

Such a stranger may own the number, and then nobody that the article names does.
"""

from typing import TYPE_CHECKING

from kg.extract.measures.ballot import class_of
from kg.extract.measures.outlays import HALLS, TAKINGS, spent_on
from kg.extract.measures.owners import subjects
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import named_above, up, verb_above
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKERS = frozenset({"Facility", "Company"})
# Of the nouns for plants of any sort those that mean nothing else.
_PLANTS = frozenset({"plant", "factory", "facility"})
_CLASSES = ("Facility", "Company", "Plan", "Bureau", "City", "Region", "Country")


def state_of(quantity: Quantity, words: MeasureWords) -> str:
    """Return what the subject of the number's clause is: a known entity, or what kind of stranger."""
    token = next(subjects(quantity), None)
    if token is None:
        return "no-subject"
    if quantity.scene.covering(token) is not None:
        return "known"
    if token.lower_ in ("we", "i"):
        return "we"
    if token.lower_ in ("he", "she"):
        return "someone"
    if token.pos_ == "PRON":
        return "name" if _of_stranger(token, quantity) else "pronoun"
    linked = any(c.dep_ in ("compound", "conj") and c.pos_ == "PROPN" for c in token.children)
    if token.pos_ == "PROPN" and (linked or token.text.isupper() or not _begins(token)):
        return "name"
    lemma = token.lemma_.lower()
    stood_for = next((c for c in _CLASSES if lemma in words.stands_for(c)), None)
    if stood_for is not None:
        return "some-" + class_of(stood_for)
    return "money" if words["spend"].noun(token) else "goal" if words["goal"].noun(token) else "thing"


def share_of_anyone(quantity: Quantity) -> bool:
    """Whether a percentage is of anybody anywhere: "89% *of businesses* have no answer", not "of the machines"."""
    holders = (quantity.anchor, quantity.token)
    preps = [c for h in holders for c in h.children if c.dep_ == "prep" and c.lower_ == "of"]
    nouns = [c for p in preps for c in p.children if c.dep_ == "pobj" and c.tag_ == "NNS"]
    bare = (n for n in nouns if not any(c.dep_ in ("det", "poss") for c in n.children))
    # "60% of revenues" are whose the text tells of.
    return any(quantity.scene.covering(n) is None and n.lemma_ not in TAKINGS for n in bare)


def strange_goal(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a number is the goal of somebody unknown to us: "*the Premier's goal* of 30 gigawatts"."""
    goals = [t for t in (quantity.anchor, *quantity.anchor.ancestors) if t.pos_ == "NOUN" and words["goal"].noun(t)]
    owners = [c for t in goals[:1] for c in t.children if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN")]
    return any(quantity.scene.covering(c) is None for c in owners)


def _of_stranger(pronoun: "Token", quantity: Quantity) -> bool:
    """Whether a pronoun stands for a name unknown to us: "*the Guild of Founders* said that *it* will invest"."""
    sayer = named_above(pronoun)
    return sayer is not None and quantity.scene.covering(sayer) is None


def unnamed(quantity: Quantity, words: MeasureWords) -> frozenset[str] | None:
    """Return the classes that a definite plant or company unknown to us may be of ("the mill employs 90"), or None."""
    token = next(subjects(quantity), None)
    if token is None or token.tag_ != "NN" or quantity.scene.covering(token) is not None:
        return None
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children):
        return None
    if token.lemma_.lower() in words.stands_for("Company"):
        return frozenset({"Company"})
    if token.lemma_.lower() in words.stands_for("Facility") | HALLS | {"shop"}:
        return _MAKERS if token.lemma_.lower() in words.any_plant else frozenset()
    return None


def anybody(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether firms in general act, so that their number is that of a place: "companies have put $5bn in Ohio".

    Also as "6,000 manufacturers, which employ 260,000 people".
    """
    token = next(subjects(quantity), None)
    if token is None or token.tag_ != "NNS" or quantity.scene.covering(token) is not None:
        return False
    plain = all(c.dep_ in ("amod", "compound", "nummod", "quantmod", "advmod") for c in token.children if c.i < token.i)
    return plain and token.lemma_.lower() in words.stands_for("Company") | {"investor", "business", "manufacturer"}


def strange_plant(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a number belongs to a plant that no mention covers, as "a metformin mill with a capacity of 600 tonnes".

    The number's noun hangs on that plant, the clause builds it, spends on it, tells of it ("the hall, which cost $9m")
    or has it as its subject ("the firm's older yard employs 90").
    """
    plants = (words.stands_for("Facility") - words.any_plant) | _PLANTS
    verb = verb_above(quantity.anchor)
    hung = [t for t in up(quantity.anchor) if t.pos_ == "NOUN" and t.i < quantity.token.i]
    built = [c for c in verb.children if c.dep_ in OBJECT] if verb is not None else []
    strange = [n for n in (*hung, *built) if n.lemma_.lower() in plants and _indefinite(n)]
    halls = plants | HALLS
    # "$9 million on a hall at *its Aiken plant*", "on a line *there*": a part of a plant that is known.
    behind = quantity.token.doc[quantity.token.i :]
    known = bool(quantity.scene.of("Facility")) or any(t.lower_ == "there" and t.dep_ == "advmod" for t in behind)
    parts = spent_on(quantity, verb) if not known else []
    strange += [n for n in (*_told_of(quantity), *parts) if n.lemma_.lower() in halls]
    subject = next(subjects(quantity), None)
    if subject is not None and subject.lemma_.lower() in halls and any(c.dep_ == "poss" for c in subject.children):
        strange.append(subject)
    return any(quantity.scene.covering(n) is None and quantity.scene.headed(n) is None for n in strange)


def _told_of(quantity: Quantity) -> list["Token"]:
    """Return the nouns whose relative clauses the number stands in: "the *hall*, which can turn out 22,000 chairs"."""
    clauses = [t for t in (quantity.anchor, *quantity.anchor.ancestors) if t.dep_ == "relcl" or _joined_to_relative(t)]
    return [_head_of_relative(t) for t in clauses[:1]]


def _joined_to_relative(verb: "Token") -> bool:
    return verb.dep_ == "conj" and verb.head.dep_ == "relcl"


def _head_of_relative(verb: "Token") -> "Token":
    return verb.head.head if _joined_to_relative(verb) else verb.head


def _indefinite(noun: "Token") -> bool:
    """Whether a noun brings something new in: "a knitting factory"."""
    return noun.tag_ == "NN" and any(c.dep_ == "det" and c.lower_ in ("a", "an", "another") for c in noun.children)


def _begins(token: "Token") -> bool:
    """Whether a word may have its capital only because the sentence begins with it."""
    return not any(t.is_alpha for t in token.doc[: token.i]) or token.nbor(-1).text == ")"
