"""Percentages: wanted and reported shares, rates of change, and what is none of ours."""

from typing import TYPE_CHECKING

from kg.extract.measures.levels import changed, put_at, stands_now
from kg.extract.measures.money import nouns_around
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, subject_of, verb_above
from kg.extract.measures.verdict import Setting, Stance, Verdict
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, SUBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token


_MARKET_RATES = frozenset(
    "interest inflation unemployment jobless policy repo mortgage exchange tax bank base vacancy".split()
)
_LEVELS = frozenset(
    "share proportion ratio rate level content figure percentage utilisation utilization intensity".split()
)


def percent_kind(quantity: Quantity, words: MeasureWords, stance: Stance, setting: Setting) -> Verdict:
    """Tell wanted and reported shares from mere rates of change."""
    verb = verb_above(quantity.anchor)
    subject = subject_of(verb) if verb is not None else None
    if setting.base:
        return Verdict("target", "percent:base", stance="goal")
    if _opinion(quantity, words):
        return Verdict(None, "opinion")
    risen = child(verb, *OBJECT) if verb is not None else None
    for noun in (*nouns_around(quantity, words), *(n for n in (subject, risen) if n is not None)):
        if _is_market(noun, words) or (stance == "done" and noun.lemma_ == "market"):
            return Verdict(None, "market")
    if stance in ("goal", "ahead"):
        return Verdict("target", "percent:" + stance, stance=stance)
    if quantity.number.fraction:
        # "a quarter of the visitors": in reports shares in words are mostly said in passing.
        return Verdict(None, "in-passing")
    change = (verb is not None and words["grow"].verb(verb)) or any(
        words["grow"].noun(n) for n in nouns_around(quantity, words)
    )
    if stance == "bare" or verb is None:
        return Verdict(None, "no-verb")
    if change or changed(quantity):
        return Verdict("count", "percent:change", stance=stance)
    return (
        Verdict("count", "percent:done", stance=stance) if _share(quantity, verb, words) else Verdict(None, "no-unit")
    )


def _opinion(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a percentage are those who think so in a poll: "62% prefer", "a majority (44%) expects"."""
    verb = next((t for t in quantity.anchor.ancestors if t.pos_ in VERBAL), None)
    if verb is None or not words["opinion"].verb(verb):
        return False
    subject = child(verb, "nsubj")
    return subject is not None and quantity.anchor.i < verb.i and quantity.anchor.i in {t.i for t in subject.subtree}


def _is_market(noun: "Token", words: MeasureWords) -> bool:
    """Whether a noun names a price, a share or a rate of the markets; other rates ("the recycling rate") are levels."""
    if noun.lemma_ != "rate":
        return words["market"].noun(noun)
    return any(c.lower_ in _MARKET_RATES for c in noun.children)


def _share(quantity: Quantity, verb: "Token", words: MeasureWords) -> bool:
    """Whether a percentage is a share or a level: "35 percent of firms", "84% reported", "use averaged 54%"."""
    text, anchor = quantity.sentence.text, quantity.anchor
    if text[quantity.number.outer_end : quantity.number.outer_end + 4] == " of ":
        return True
    if quantity.head is not None and anchor.i != quantity.head.i:
        return False
    if put_at(quantity, verb) or stands_now(quantity, verb):
        return True
    subject = subject_of(verb)
    if verb.lemma_ == "be" and subject is not None and subject.lemma_ in _LEVELS and anchor.dep_ == "attr":
        return True
    return anchor.dep_ in SUBJECT or (
        words["reach"].verb(verb) and anchor.dep_ in (*OBJECT, "attr", "npadvmod", "pobj")
    )
