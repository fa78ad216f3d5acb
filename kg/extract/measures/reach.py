"""How far a plan or a firm reaches: places, homes and markets that are news where a clause plans or serves them."""

from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.verdict import Stance, Verdict
from kg.extract.scene import OBJECT

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset("county province city district town municipality village prefecture region state country".split())
_HOMES = frozenset({"household", "family", "home", "student", "resident", "customer"})
_WORKS = frozenset(
    "establish set open build roll extend expand launch introduce pilot put create install deploy offer".split()
)
_SERVES = frozenset("contract connect serve supply power electrify train reach equip".split())
_SELLS = frozenset({"export", "sell", "ship"})
# Fewer are told in passing, and fifty are all of them.
_FEWEST, _ALL = 5, 50


def reached(quantity: Quantity, verb: "Token | None", stance: Stance) -> Verdict | None:
    """Return what a number of places or homes is in a clause that plans to reach or sells to them, or None.

    "will open centres in 12 cities", "is to contract 1,800 households", "exports to 19 countries".
    """
    head, number = quantity.head, quantity.number
    if head is None or verb is None or head.tag_ != "NNS" or number.value < _FEWEST or number.fraction:
        return None
    noun, link = head.lemma_.lower(), quantity.anchor.head
    planned = stance in ("goal", "ahead")
    if noun in _HOMES:
        own = link.i == verb.i and quantity.anchor.dep_ in (*OBJECT, "nsubjpass")
        served = planned and own and verb.lemma_ in _SERVES
        return Verdict("target", "count:reach", stance=stance) if served else None
    if noun not in _PLACES or number.word or quantity.anchor.dep_ != "pobj" or number.value == _ALL:
        return None
    if planned and verb.lemma_ in _WORKS and link.lower_ in ("in", "across", "to"):
        return Verdict("target", "count:reach", stance=stance)
    sold = verb.lemma_ in _SELLS and link.lower_ in ("to", "in") and link.head.i == verb.i and noun == "country"
    return Verdict("count", "count:reach", stance=stance) if sold and stance == "done" else None
