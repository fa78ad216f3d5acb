"""Capacities: what a facility can make, by noun, by rate, by ability."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stance import past
from kg.extract.measures.syntax import VERBAL, subject_of, up, verb_above
from kg.extract.measures.verdict import Setting
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token


# "a 4-GWh-a-year cell plant"
_COMPOUND = re.compile(r"(?:\s?-|\s)[A-Za-z]+-(?:a|per)-(?:year|month|day|week)\b")


_OUTPUT = frozenset({"output", "production", "throughput"})
_SCALES = frozenset(
    "rise raise lift increase grow climb go expand enlarge double triple quadruple boost take bring ramp scale".split()
)
_TO_RATE = re.compile(
    r"[^.;,]{0,20}\bto\b[^.;,]{0,24}\d[^.;]{0,60}?\b(?:(?:a|per|each|every)\s+(?:year|month|week|day|annum)|annually)\b"
)


def capacity_rule(quantity: Quantity, words: MeasureWords, setting: Setting) -> str:
    """Return the rule by which a number is a capacity, or ""."""
    noun, head = quantity.noun, quantity.head
    text = quantity.sentence.text
    if noun is not None and (
        words["capacity"].noun(noun) or any(words["capacity"].noun(c) for c in noun.children if c.dep_ == "compound")
    ):
        return "capacity:noun"
    if (
        noun is not None
        and words["grow"].noun(noun) | (noun.lemma_ in ("expansion", "upgrade"))
        and any(words["capacity"].noun(t) for p in noun.children if p.dep_ == "prep" for t in p.children)
    ):
        return "capacity:change"
    if head is not None and any(words["capacity"].noun(t) for t in quantity.run):
        return "capacity:head"
    behind = text[quantity.number.outer_end : quantity.number.outer_end + 60].lower()
    if " of annual capacity" in behind or " of capacity" in behind or " of production capacity" in behind:
        return "capacity:of"
    if head is not None and quantity.run[0].lower_ in words.physical and _describes_facility(quantity, words):
        return "capacity:attributive"
    if _COMPOUND.match(text, quantity.number.end):
        return "capacity:attributive"
    if noun is not None and noun.lemma_ in _OUTPUT and quantity.rate and _has(noun, quantity):
        return "capacity:output"
    verb = verb_above(quantity.anchor)
    if _scales(quantity, verb):
        return "capacity:scales"
    if verb is None:
        if quantity.rate and head is not None and _of_facility(quantity):
            return "capacity:attributive"
        return ""
    if quantity.rate and _of_facility(quantity):
        return "capacity:attributive"
    if any(words["capacity"].noun(t) for t in _objects_and_subject(verb) if t.i != quantity.anchor.i):
        return "capacity:level"
    subject = subject_of(verb)
    facility = subject is not None and (
        quantity.scene.covering(subject, "Facility") is not None or _some_plant(subject, words)
    )
    produce = any(words["produce"].verb(t) for t in up(quantity.anchor) if t.pos_ in VERBAL)
    designed = any(t.lemma_ == "design" for t in up(quantity.anchor))
    at_facility = facility or (setting.facility and bool(quantity.rate))
    if at_facility and designed:
        return "capacity:designed"
    consumes = any(words["consume"].verb(t) for t in up(quantity.anchor) if t.pos_ in VERBAL)
    if at_facility and quantity.rate and not past(quantity) and (produce or words["goal"].verb(verb)):
        return "capacity:rate"
    made = head is not None and (quantity.anchor.dep_ in OBJECT or quantity.anchor.head.dep_ == "prep")
    if facility and quantity.rate and made and not consumes and not past(quantity):
        return "capacity:rate"
    able = any(c.dep_ == "aux" and c.lower_ in words["capacity"].phrases for c in verb.children) or any(
        t.lower_ in ("able", "capable") for t in up(verb)
    )
    pointed = subject is not None and subject.lower_ == "it" and bool(quantity.rate)
    if (facility or pointed) and (produce or quantity.rate) and able:
        return "capacity:able"
    if pointed and produce and not past(quantity) and _coming(verb):
        # "It will produce 9,000 trailers a year."
        return "capacity:it"
    return ""


def _coming(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll") for c in verb.children)


def _describes_facility(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a measure stands before a facility as its size ("a 2-gigawatt cell factory")."""
    head = quantity.head
    if head is None or len(quantity.run) < 2:
        return False
    named = quantity.scene.covering(head, "Facility") is not None
    return named or head.lemma_.lower() in words.stands_for("Facility") - {"project", "unit", "line"}


def _scales(quantity: Quantity, verb: "Token | None") -> bool:
    """Whether a rate is what a facility is brought to, or comes from: "output at the site will rise to 900 a day".

    "The plant is to be expanded from 30 to 90 tonnes a day", "a project that lifts output from 105 to 150 a year".
    """
    text = quantity.sentence.text
    ahead = text[: quantity.number.outer_start].rstrip().lower()
    rate = bool(quantity.rate) or (ahead.endswith(" from") and _TO_RATE.match(text, quantity.number.end) is not None)
    if verb is None or verb.lemma_.lower() not in _SCALES or not rate or (past(quantity) and not _modal(verb)):
        return False
    scene = quantity.scene
    for part in (child(verb, *OBJECT), subject_of(verb)):
        if part is None:
            continue
        if scene.headed(part, "Facility") is not None:
            return ahead.endswith((" from", " to"))
        if part.lemma_.lower() in _OUTPUT:
            raising = subject_of(verb)
            pointing = raising is not None and raising.lower_ in ("that", "this", "it", "which")
            if pointing and ahead.endswith((" from", " to")) and not scene.of("Facility"):
                # "That lifts output to 900 tonnes a day": of the plant spoken of before.
                return True
            inside = any(scene.headed(t, "Facility") is not None for t in part.subtree if t.dep_ in ("pobj", "poss"))
            return inside or (
                ahead.endswith((" from", " to")) and len({r.entity.id for r in scene.of("Facility")}) == 1
            )
    return False


def _some_plant(subject: "Token", words: MeasureWords) -> bool:
    """Whether a subject is a definite plant that the article names nowhere: "the foundry"."""
    definite = any(c.dep_ in ("det", "poss") and c.lower_ in ("the", "this", "its", "their") for c in subject.children)
    return definite and subject.tag_ == "NN" and subject.lemma_.lower() in words.stands_for("Facility")


def _modal(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)


def _has(noun: "Token", quantity: Quantity) -> bool:
    """Whether an output is that of a facility: "a base with a designed output of 50,000 tonnes a year"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        return quantity.scene.headed(noun.head.head, "Facility") is not None
    verb = verb_above(noun)
    subject = subject_of(verb) if verb is not None and verb.lemma_ == "have" else None
    return subject is not None and quantity.scene.covering(subject, "Facility") is not None


def _of_facility(quantity: Quantity) -> bool:
    """Whether the number stands before a facility that it describes ("a 50,000-ton-a-year mill")."""
    head, scene = quantity.head, quantity.scene
    if head is None:
        return False
    if scene.headed(head, "Facility") is not None:
        return True
    behind = next((t for t in head.doc[head.i + 1 : head.i + 8] if scene.headed(t, "Facility") is not None), None)
    if quantity.rate and behind is not None:
        between = head.doc[head.i + 1 : behind.i]
        if not any(
            t.pos_ in VERBAL or t.text in ",;:" or (t.pos_ == "ADP" and t.lower_ not in ("per", "a")) for t in between
        ):
            return True
    attributive = head.dep_ in ("nmod", "compound", "amod", "npadvmod")
    return attributive and scene.headed(head.head, "Facility") is not None


def _objects_and_subject(verb: "Token") -> list["Token"]:
    found = [child(verb, *OBJECT), subject_of(verb)]
    return [t for t in found if t is not None]
