"""Whether a phrase names a facility, or is tied to somebody or somewhere so that it tells one from others."""

import re
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_terms import Context, FacilityTools, product_of
from kg.extract.phrases import Phrase, is_cap
from kg.extract.surroundings import overlapping
from kg.lexicon import Entry
from kg.model import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPECIFIC: Final = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth new newest flagship main former existing
    planned proposed current joint another old""".split()
)
_GENERIC: Final = frozenset(
    """average typical modern ordinary conventional traditional real whole entire single small-scale similar larger
    other foreign-owned domestic local standard model""".split()
)
_ONLY: Final = frozenset("first only largest biggest oldest smallest second third last".split())


def is_name(
    sentence: Sentence,
    phrase: Phrase,
    head: "Token",
    first: int,
    entry: Entry,
    numbered: int | None,
    tools: FacilityTools,
) -> bool:
    """Whether the phrase is a proper name: "Liangjiang Robot Industrial Park", "Smart Power Fab", "Fab 21"."""
    if entry.role in {"weak-head", "name-head"} and (
        head.lower_ in {"unit", "building"} or not _made_or_owned(phrase, tools)
    ):
        return False
    if not is_cap(head):
        proper = [
            t for t in phrase.doc[phrase.first : head.i] if t.tag_ == "NNP" and t.text.isupper() and len(t.text) > 3
        ]
        return entry.code == "industrial-park" and any(
            not any(overlapping(tools.others, *sentence.span_of(t))) for t in proper
        )
    if numbered:
        return True
    if head.lower_ == "works" and not any(overlapping(tools.others, phrase.start, phrase.end)):
        return False
    if sentence.start + head.idx == sentence.start and head.i == 0:
        return False
    before = [t for t in phrase.doc[phrase.first : phrase.last + 1] if is_cap(t) and t.i != head.i]
    own = [t for t in before if not any(overlapping(tools.others, *sentence.span_of(t)))]
    if any(t.is_sent_start for t in own):
        own = [t for t in own if not t.is_sent_start or t.tag_ in {"NNP", "NNPS"}]
    return bool(own) or (bool(before) and entry.role in {"head", "weak-head"} and len(before) >= 1)


def _made_or_owned(phrase: Phrase, tools: FacilityTools) -> bool:
    """Whether words of making, a product or a company stand before the head."""
    made = {t.lower_ for t in phrase.modifiers} & tools.making or product_of(phrase, tools)[0] is not None
    return bool(made) or any(overlapping(tools.others, phrase.start, phrase.end, "Company"))


def is_tied(
    sentence: Sentence, context: Context, head: "Token", entry: Entry, tools: FacilityTools, title: bool
) -> bool:
    """Whether a description is tied to an operator, a place or an act of building, so that it tells one facility."""
    phrase = context.phrase
    modifiers = {t.lower_ for t in phrase.modifiers}
    made = bool(modifiers & tools.making) or product_of(phrase, tools)[0] is not None
    weak = entry.role == "weak-head"
    if head.lower_ == "building" and not modifiers & tools.making:
        return False
    acted = context.building or context.running
    # "The venture plans a mill": somebody named before acts, but a site alone may be anything.
    someone = context.someone and acted and (made or not weak)
    place, operator = bool(context.places), bool(context.operators) or someone
    if modifiers & _GENERIC and not operator and not (place and context.own):
        return False
    if weak and modifiers and modifiers <= _ONLY and not context.own and phrase.determiner == "the":
        return False  # "the first site in the world"
    # "Its Quesna site": a name before it tells it from others as a place would.
    named = (
        context.own
        and head.lower_ != "unit"
        and any(
            t.tag_ in {"NNP", "NNPS"} and is_cap(t) and not any(overlapping(tools.others, *sentence.span_of(t)))
            for t in phrase.modifiers
        )
    )
    anywhere = place and all(m.type == "Country" for m in context.places)
    if weak and anywhere and not operator and not context.own and not (made and acted):
        return False  # "shall commit to build a facility in the United States"
    crafted = head.lower_ in {"workshop", "yard", "forge"} and any(t.tag_ == "NN" for t in phrase.modifiers)
    if (
        weak
        and not made
        and not named
        and not (place and crafted)
        and not (place and (operator or context.own or context.building))
    ):
        return False
    # "A US$275 million factory", "a 115-acre pharma park": what has a price or a size is one plant.
    sized = phrase.doc[max(0, phrase.first - 1) : phrase.head]
    specific = bool(modifiers & _SPECIFIC) or any(t.like_num or t.tag_ in {"$", "CD"} for t in sized)
    if _there(head) and context.own:
        return True
    bare = not [t for t in phrase.modifiers if t.lower_ not in {"entire", "whole", "company", "same"}]
    if entry.role == "echo":
        return specific and not phrase.possessive
    if entry.role == "line-head":
        told = place and operator and (context.building or (context.own and not phrase.definite))
        return (specific and (place or operator)) or told  # "a packaging line of X in Y"
    if entry.role == "abstract-head":
        return not _is_place(sentence, head, tools) and (
            (place and (operator or acted or context.own)) or (context.building and operator and not phrase.definite)
        )
    if phrase.definite and bare and not place and phrase.owner is None:
        return False
    if phrase.definite and bare and not place and not context.own:
        return False
    if phrase.determiner == "the" and entry.role == "head" and _by_name(phrase, tools):
        return True
    if phrase.definite:
        end = sentence.start + head.idx
        firm = any(overlapping(tools.others, phrase.start, end, "Company")) and (made or not weak)
        return (
            place
            or context.own
            or named
            or firm  # "the Stellantis car plant"
            or (specific and operator)
            or (specific and acted)
            or (made and acted and operator)
        )
    if title:
        return place or operator
    if place:
        setting = not weak and _opens(phrase) and any(m.type != "Country" for m in context.places)
        return setting or operator or acted or specific or (made and _business(sentence, tools))
    return operator and (acted or specific or context.own) and (made or specific or not weak)


def _is_place(sentence: Sentence, head: "Token", tools: FacilityTools) -> bool:
    """Whether the words say what a place is to somebody: "with Spain serving as a production base for the region"."""
    verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "as" else head.head
    if head.dep_ not in {"attr", "pobj"} or (head.dep_ == "pobj" and head.head.lower_ != "as"):
        return False
    doers = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and c.i < head.i]
    return any(any(overlapping(tools.others, *sentence.span_of(c), *PLACES)) for c in doers)


def _opens(phrase: Phrase) -> bool:
    """Whether a sentence is set in what a phrase names: "Inside a plant in Jena, an arm picks up a joint"."""
    before = [t.text for t in phrase.doc[max(0, phrase.first - 2) : phrase.first]]
    return len(before) == 2 and before[0] in {"In", "Inside", "At"} and before[1] in {"a", "an"}


def _by_name(phrase: Phrase, tools: FacilityTools) -> bool:
    """Whether a name that nobody knows tells one plant from others: "the Leoben plant", "the Rehberg turbine plant"."""
    named = [t for t in phrase.modifiers if t.tag_ == "NNP" and t.text.istitle() and is_cap(t)]
    last = named[-1] if named else None
    if last is None or len(last.text) < 4:
        return False
    if last.ent_type_ in {"DATE", "NORP", "EVENT", "MONEY", "CARDINAL", "ORDINAL"}:
        return False
    if any(t.tag_ not in {"NN", "NNP", "JJ", "HYPH", "VBG"} for t in phrase.modifiers if t.i > last.i):
        return False
    return all(last.lower_ not in words.split() for words, _ in tools.products) and last.lower_ not in tools.making


def _there(head: "Token") -> bool:
    """Whether "there" right behind says that a plant stands where the text is: "put money into its factory there"."""
    return head.i + 1 < len(head.doc) and head.doc[head.i + 1].lower_ == "there"


def _business(sentence: Sentence, tools: FacilityTools) -> bool:
    """Whether a sentence speaks of companies, agencies or money, not of a stage play."""
    end = sentence.start + len(sentence.text)
    return any(overlapping(tools.others, sentence.start, end, "Company", "Bureau")) or bool(
        re.search(r"[$€£¥₹]|\b(?:RMB|Rs\.?|yuan|euros?|crore|won|rupees?|riyals?|baht|dong|ringgit)\b", sentence.text)
    )
