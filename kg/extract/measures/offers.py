"""Sums that stand ready or are reckoned: what is available, applied for, shared, voted, and what a work is put at."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT

if TYPE_CHECKING:
    from spacy.tokens import Token

# "$90 million *is available* under the plan"
_READY = re.compile(
    r"\s+(?:(?:in|of|for|from)\s+(?:[\w’'-]+\s+){1,6}?)?(?:is|are|was|were|be|been|becomes?|became|remains?)\s+"
    r"(?:(?:now|still|currently|also|already|to\s+be|being)\s+)*(?:made\s+)?(?:available|on\s+offer|up\s+for\s+grabs|on\s+the\s+table)\b"
)
_TO_OWNERS = re.compile(r"\b(?:dividends?|damages|profits?|settlement|prize)\b")
# "Acme's $9 million *Dunmore, Ohio* mill", "the 9 million euro *($10 million)* mill"
_TOWN = re.compile(
    r"\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*,\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*,?\s+(?:[a-z][\w-]*\s+){0,3}"
)
_BRACKET = re.compile(r"\s*\([^()]{3,40}\)\s+(?:[a-z][\w-]*\s+){0,3}")
# "$9 million in annual sales": what somebody takes in or pays out year by year.
_TAKEN = re.compile(
    r"\s+in\s+(?:(?!fore?gone|lost|missed|tax|tariff)[a-z][\w-]*\s+){0,3}?(?:sales|exports|revenues?|turnover|payroll|output)\b"
)
_ASKED = frozenset({"apply", "compete", "bid", "vie"})
_GRANTED = frozenset({"share", "vote", "split"})
_RECKONED = frozenset({"estimate", "put", "price", "budget", "peg", "cost"})
_WORKS = frozenset("construction project work works scheme expansion upgrade overhaul development investment".split())


def offered(quantity: Quantity, verb: "Token", words: MeasureWords) -> str:
    """Return the rule by which a sum stands ready for somebody, or is what a work is put at, or "".

    "up to $9 million is available", "firms can apply for $9 million", "ten firms will share $9 million", "the council
    signed off on $9 million", "the project, estimated at $9 million".
    """
    if _READY.match(quantity.sentence.text, quantity.number.outer_end):
        return "money:available"
    link = quantity.anchor.head
    if link.lower_ == "of" and link.head.lemma_ in ("share", "part", "portion", "slice"):
        # "can bid for *a share of* $9 million"
        link = link.head.head
        return "money:shared" if link.lower_ == "for" and verb.lemma_ in _ASKED else ""
    direct = link.i == verb.i and quantity.anchor.dep_ in OBJECT
    below = quantity.anchor.dep_ == "pobj" and link.head.i == verb.i
    paid_out = _TO_OWNERS.search(quantity.sentence.text, quantity.number.outer_end) is not None
    if (direct and verb.lemma_ in _GRANTED and not paid_out) or (
        below and verb.lemma_ in _ASKED and link.lower_ == "for"
    ):
        return "money:shared"
    if verb.lemma_ == "come" and link.i == verb.i and quantity.anchor.dep_ == "nsubj" and _given(verb, words):
        return "money:given"
    if direct and verb.lemma_ in ("get", "receive") and _granted(quantity, verb):
        return "money:given"
    if below and verb.lemma_ == "sign" and link.lower_ == "on":
        return "money:voted"
    return "money:reckoned" if below and link.lower_ == "at" and _reckons_work(quantity, verb, words) else ""


def _granted(quantity: Quantity, verb: "Token") -> bool:
    """Whether what a firm gets is for a plant, or from a plan or an agency: "will get $9 million *for its mill*"."""
    links = [c for h in (verb, quantity.anchor) for c in h.children if c.dep_ == "prep" and c.i > quantity.token.i]
    ends = {p.lower_: c for p in links for c in p.children if c.dep_ == "pobj"}
    into = any(link in ends and quantity.scene.headed(ends[link], "Facility", "Plan") for link in ("for", "towards"))
    out = any(
        link in ends and quantity.scene.headed(ends[link], "Plan", "Bureau") for link in ("from", "under", "through")
    )
    return into or out


def _given(verb: "Token", words: MeasureWords) -> bool:
    """Whether a sum comes from somebody: "$9 million *came from* the state", not from sales."""
    origins = [c for p in verb.children if p.dep_ == "prep" and p.lower_ == "from" for c in p.children]
    return any(c.dep_ == "pobj" and not words["worth"].noun(c) for c in origins)


def _reckons_work(quantity: Quantity, verb: "Token", words: MeasureWords) -> bool:
    """Whether what is put at a sum is a plant or the work on one: "construction, *estimated at* $9 million"."""
    if verb.lemma_ not in _RECKONED or verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod"):
        told = verb.head
    else:
        told = next((c for c in verb.children if c.dep_ == "nsubjpass"), verb)
    if told.i == verb.i:
        return False
    named = quantity.scene.covering(told, "Facility", "Plan") is not None
    return named or told.lemma_.lower() in _WORKS | words.stands_for("Facility")


def before_plant(quantity: Quantity) -> bool:
    """Whether a plant that a sum describes follows a town with its state, or the same sum in brackets."""
    text, end = quantity.sentence.text, quantity.number.outer_end
    for token in quantity.token.doc[quantity.token.i + 1 : quantity.token.i + 16]:
        between = text[end : token.idx]
        if token.idx <= end or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if quantity.scene.covering(token, "Facility") is not None and (
            _TOWN.fullmatch(between) or _BRACKET.fullmatch(between)
        ):
            return True
    return False


def taken(quantity: Quantity) -> bool:
    """Whether a sum is what somebody takes in or pays out year by year: "$9 million *in annual sales*"."""
    return _TAKEN.match(quantity.sentence.text, quantity.number.outer_end) is not None


def spent_below(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a clause on the sum spends it: "the $9 million *that Acme has spent*"; not where two plants are named."""
    clauses = ("acl",) if len(quantity.scene.of("Facility")) > 1 else ("acl", "relcl")
    return any(c.dep_ in clauses and words["spend"].verb(c) for c in quantity.anchor.children)
