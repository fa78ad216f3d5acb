"""Whether a clause wants a number, awaits it, reports it, or has no verb at all."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, subject_of, up, verb_above
from kg.extract.measures.verdict import Setting, Stance
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token


# Verbs that want only in the passive ("meant to"), and those whose participle is a mere quality.
_PASSIVE = frozenset({"design", "mean", "suppose"})
_QUALITIES = frozenset({"promise", "encourage", "demand", "push"})


# "from its 55 employees *today* to 70"
_AT_PRESENT = re.compile(
    r"(?:\s+[a-z][\w-]*){0,3}?\s+(?:today|at present|currently|at the moment)\b(?!\s+(?:to|by)\s+(?:the|20))",
    re.IGNORECASE,
)


def stance_of(quantity: Quantity, words: MeasureWords, setting: Setting) -> Stance:
    """Say whether the clause wants the number, awaits it, reports it, or has no verb."""
    if _AT_PRESENT.match(quantity.sentence.text, quantity.number.outer_end):
        return "done"
    finite = False
    for token in up(quantity.anchor):
        if token.pos_ in ("NOUN", "PROPN") and token.i != quantity.anchor.i and words["goal"].noun(token):
            return "goal"
        if token.pos_ in VERBAL:
            if _wants(token, quantity, words):
                return "goal"
            if finite:
                # A clause in a tense of its own: what stands above it wants or awaits something else.
                break
            if coming(token, words) or _foresees(token, words):
                return "ahead"
            tensed = token.tag_ in ("VBD", "VBZ", "VBP", "MD") or child(token, "aux", "auxpass") is not None
            finite = tensed and not _infinitive(token)
        elif token.pos_ == "ADJ" and token.lower_ in words["ahead"].adjectives and not finite:
            return "ahead"
    if quantity.head is not None and words["goal"].noun(quantity.head):
        return "goal"
    if not finite and _to_be(quantity.anchor):
        return "ahead"
    if not finite:
        return "goal" if setting.listed or setting.by_future else "bare"
    return "ahead" if setting.by_future and not past(quantity) and not _lasting(quantity) else "done"


def _wants(verb: "Token", quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a verb wants what stands below it ("plans to"), or is what a goal consists in ("the aim is to")."""
    if verb.i == quantity.anchor.i or _reported(verb, quantity):
        return False
    if words["goal"].verb(verb) and not _personal(verb) and not _idle(verb):
        return True
    subject = child(verb, "nsubj")
    return verb.lemma_ == "be" and subject is not None and words["goal"].noun(subject)


def _to_be(noun: "Token") -> bool:
    """Whether a noun without a verb above it is something to come: "4,500 firms to be supported"."""
    return any(c.dep_ in ("acl", "relcl") and _has_to(c) for c in noun.children)


def _has_to(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _foresees(verb: "Token", words: MeasureWords) -> bool:
    """Whether a verb's subject foresees what hangs on it: "the group expects savings of $30 million"."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    active = verb.tag_ in ("VBZ", "VBP", "VBD") and not passive
    return active and verb.lemma_ in ("expect", "anticipate", "foresee") and words["ahead"].verb(verb)


def _idle(verb: "Token") -> bool:
    """Whether a wanting verb wants nothing here: "results have been promising", "the firm designs tractors"."""
    if verb.lemma_ in _PASSIVE:
        return verb.tag_ != "VBN"
    return verb.tag_ == "VBG" and verb.lemma_ in _QUALITIES and child(verb, *OBJECT, "xcomp", "ccomp") is None


def _infinitive(verb: "Token") -> bool:
    return verb.tag_ in ("VB", "VBN") and _has_to(verb)


def _lasting(quantity: Quantity) -> bool:
    """Whether the clause tells a present state ("already has", "employs", "there are")."""
    verb = verb_above(quantity.anchor)
    if verb is None or verb.tag_ not in ("VBZ", "VBP"):
        return False
    now = any(c.dep_ == "advmod" and c.lower_ in ("already", "now", "currently", "today") for c in verb.children)
    return now or verb.lemma_ in ("have", "employ", "work", "be", "operate", "run", "house", "count")


def finite_before(quantity: Quantity) -> bool:
    """Whether the sentence has a verb in a tense before the number: a torn parse hides it from the number."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP") and t.i < quantity.token.i for t in quantity.token.doc)


def _reported(verb: "Token", quantity: Quantity) -> bool:
    """Whether a wanting verb only describes a noun: "planned investment", "the project set up in 2019"."""
    return verb.dep_ == "amod" or (
        verb.dep_ in ("acl", "relcl") and verb.i < quantity.anchor.i and verb.head.i == quantity.anchor.i
    )


def _personal(verb: "Token") -> bool:
    """Whether somebody speaks of what he himself wants ("I want to thank the 500 workers")."""
    subject = subject_of(verb)
    return subject is not None and subject.lower_ in ("i", "you", "he", "she", "who")


def _raises(verb: "Token", words: MeasureWords) -> bool:
    """Whether a verb only carries another into the future: "are to be running", "is expected to run"."""
    # "61 firms are to be found there": they are there.
    below = [
        c
        for c in verb.children
        if c.lemma_ not in ("find", "see")
        and c.dep_ in ("xcomp", "ccomp", "advcl")
        and any(g.lower_ == "to" and g.dep_ == "aux" and verb.i < g.i <= verb.i + 3 for g in c.children)
    ]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return bool(below) and (
        verb.lemma_ == "be" or (passive and (words["ahead"].verb(verb) or words["goal"].verb(verb)))
    )


def coming(verb: "Token", words: MeasureWords) -> bool:
    """Whether a verb is put into the future: "will", "should", "is to", "is expected to", "due to"."""
    if _raises(verb, words):
        return True
    node, steps = verb, 0
    while steps < 4:
        steps += 1
        if any(
            c.dep_ in ("aux", "auxpass") and c.lower_ in words["ahead"].phrases and c.i < node.i for c in node.children
        ):
            return True
        if node.i != verb.i and node.lemma_ == "help" and node.tag_ in ("VBD", "VBN"):
            # "has helped create 3,500 jobs": they are there.
            return False
        if node.i != verb.i and node.pos_ in VERBAL and words["ahead"].verb(node) and node.dep_ != "relcl":
            return True
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
        if to and node.dep_ in ("acl", "advcl", "relcl") and node.i == verb.i and not words["reach"].verb(node):
            # "a partnership to deploy 400 chargers", "joined to build 20 plants"
            return True
        if to and node.dep_ == "ROOT" and node.i == verb.i:
            # A headline: "4,500 firms to be supported".
            return True
        if to and node.head.lemma_ == "be" and node.dep_ in ("xcomp", "ccomp", "advcl"):
            return True
        if to and node.head.pos_ == "ADJ" and node.head.lower_ in words["ahead"].adjectives:
            return True
        if node.dep_ in ("xcomp", "conj", "ccomp") and node.head.pos_ in (*VERBAL, "ADJ") and node.head.i != node.i:
            if node.dep_ == "conj" and any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in node.children):
                return False
            if node.dep_ == "ccomp" and not to:
                return False
            node = node.head
            continue
        if node.dep_ == "advcl" and to and node.head.pos_ in VERBAL:
            node = node.head
            continue
        return False
    return False


def past(quantity: Quantity) -> bool:
    """Whether the clause's verb is in the past or the perfect."""
    verb = verb_above(quantity.anchor)
    if verb is None:
        return False
    if verb.tag_ == "VBD":
        return True
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lemma_ in ("have", "be")]
    if verb.tag_ == "VBG":
        # "is doubling" goes on, "was doubling" and "has been doubling" do not look ahead.
        return any(c.tag_ in ("VBD", "VBN") for c in helpers)
    return verb.tag_ == "VBN" and bool(helpers)
