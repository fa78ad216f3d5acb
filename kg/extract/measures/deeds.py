"""Small numbers in words that are news all the same: what a body decided, who signed, what a plan will bring up."""

from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.verdict import Stance
from kg.extract.scene import OBJECT

if TYPE_CHECKING:
    from spacy.tokens import Token

_DECIDED = frozenset(
    "project proposal application applicant company firm enterprise investor decision agreement contract letter "
    "factory cluster tenant bid licence license permit venture startup start-up manufacturer maker".split()
)
_DECIDES = frozenset(
    "approve clear select award sign issue grant certify recognise recognize take shortlist license licence endorse "
    "admit join register enrol attract host reach complete".split()
)
_RAISED = frozenset(
    "enterprise company firm hub centre center champion cluster laboratory platform zone school institute park".split()
)
_RAISES = frozenset("cultivate foster nurture open establish create set put launch found build support train".split())


_EQUIPMENT = frozenset(
    "robot machine press lathe furnace kiln turbine tool reactor line crane cell oven cutter".split()
)
_EQUIPS = frozenset({"buy", "order", "install", "add", "commission", "acquire", "introduce"})


def few(quantity: Quantity, verb: "Token | None", stance: Stance) -> bool:
    """Whether a few things are what a clause reports or plans: "approved six projects", "four hubs will open"."""
    head = quantity.head
    if head is None or verb is None or head.tag_ not in ("NNS", "NNPS") or quantity.number.value == 1:
        return False
    if quantity.anchor.head.i != verb.i or quantity.anchor.dep_ not in (*OBJECT, "nsubj", "nsubjpass"):
        return False
    nouns, verbs = (_DECIDED, _DECIDES) if stance == "done" else (_RAISED, _RAISES)
    noun, deed = head.lemma_.lower(), verb.lemma_.lower()
    # The parser leaves names in the plural ("Hubs").
    told = bool({noun, noun.removesuffix("s")} & nouns) and deed in verbs
    return told or (noun in _EQUIPMENT and deed in _EQUIPS and quantity.anchor.dep_ in (*OBJECT, "nsubjpass"))
