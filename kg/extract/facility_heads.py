"""Which head words of facilities name one here, and which are part of a firm's or plan's name or modify a noun."""

import re
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_terms import (
    COINED,
    FacilityTools,
    number_after,
    shouted,
)
from kg.extract.heads import heads
from kg.extract.phrases import bracket_end, is_cap
from kg.extract.surroundings import overlapping
from kg.model import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_FIRMS: Final = re.compile(
    r"\b(?:venture|partnership|consortium|merger|subsidiary|unit|shareholders?) (?:of|between|with) "
    r"(?:[\w&.’'-]+,? ){0,6}?$"
    r"|\b(?:from|with|by|to) [A-Z]\w+['’]s $"
)
_THE: Final = re.compile(r"\b(?:the|its|their|our|whose) (?:[\w-]+ ){0,2}$", re.IGNORECASE)


def of_firm(sentence: Sentence, head: "Token", tools: FacilityTools) -> bool:
    """Whether a name that ends in a head is a company's: "Taiwan's Meridian Foundry", "Arvind Mills said".

    What the text calls "the Gary Works" is the plant.
    """
    if not is_cap(head):
        return False
    start, end = sentence.span_of(head)
    for firm in overlapping(tools.others, start, end, "Company"):
        if firm.start >= start or firm.end != end:
            continue
        before = sentence.text[: firm.start - sentence.start]
        told = firm.name in tools.firms and (firm.feature("called") or not _THE.search(before))
        if told or _OF_FIRMS.search(before):
            return True
    return False


def is_subsidiary(head: "Token") -> bool:
    """Whether a "unit of X" is a company that another owns."""
    doc = head.doc
    if head.lower_ not in {"unit", "subsidiary"} or head.i + 2 >= len(doc):
        return False
    return doc[head.i + 1].lower_ == "of" and any(is_cap(t) for t in doc[head.i + 2 : head.i + 4])


def in_plan_name(sentence: Sentence, head: "Token", tools: FacilityTools) -> bool:
    """Whether capitalised words lead on from here to a plan's head word ("the AI Factory M.AX strategy")."""
    if not is_cap(head):
        return False
    i = head.i + 1
    while i < len(head.doc) and is_cap(head.doc[i]):
        i += 1
    return any(plan.i in range(head.i + 1, i + 1) for plan, _, _ in heads(sentence, tools.lexicon, "Plan"))


def is_noun(head: "Token") -> bool:
    """Whether a head word is a noun here; "works" after an adjective is one whatever its tag."""
    if head.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
        return True
    if head.lower_.endswith("ry") and head.dep_ in {"pobj", "dobj", "nsubj", "conj"}:
        return True  # "the company's Bowling Green foundry", which the tagger takes for a verb
    before = head.doc[head.i - 1] if head.i else None
    if head.lower_ == "works" and head.i > 1 and head.doc[head.i - 2].tag_ in {"PRP$", "POS"}:
        return is_cap(head.doc[head.i - 1])
    return (
        head.lower_ == "works"
        and before is not None
        and before.tag_ in {"JJ", "NN", "NNP"}
        and head.dep_ in {"pobj", "dobj"}
    )


def is_compound(sentence: Sentence, head: "Token", tools: FacilityTools) -> bool:
    """Whether the word only modifies the next noun ("plant manager"); a "factory expansion" is still a factory."""
    doc = head.doc
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if following is not None and following.text in {"”", '"'} and head.i + 2 < len(doc):
        following = doc[head.i + 2]  # "its “IPO Factory” model"
        return following.tag_ == "NN" and following.lower_ not in tools.projects
    if following is None:
        return False
    closing = bracket_end(doc, following.i)
    if closing is not None and closing + 1 < len(doc):  # "the Harbour Works (“HAWK”) program"
        return doc[closing + 1].tag_ == "NN" and head.dep_ in {"compound", "nmod"} and head.head.i > closing
    if doc[max(0, head.i - 1)].text == "-" and doc[max(0, head.i - 2)].lower_ in {"on", "off"}:
        return True  # "on-site construction"
    if following.text == "-" and not following.whitespace_:
        return True
    if following.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or following.lower_ in tools.projects:
        return False
    if _is_verb(following, tools):
        return False
    if is_cap(head) and is_cap(following):
        named = overlapping(tools.others, *sentence.span_of(following), *PLACES)
        # "Mill Creek Valley" is none, "Giga New York" is one.
        place = any(m.start == sentence.span_of(following)[0] for m in named) or (
            following.ent_type_ == "GPE" and following.ent_iob_ == "B"
        )
        coined = head.lower_ in COINED
        return not (shouted(head) or place or coined or number_after(sentence, head))
    if following.lower_ in tools.making and following.lower_ != "manufacturing" and not is_cap(following):
        return True  # "mill assembly"
    return head.dep_ in {"compound", "nmod"} and head.head.i > head.i


def _is_verb(token: "Token", tools: FacilityTools) -> bool:
    """Whether a plural behind a head is its verb, which the tagger missed: "the turbine plant fears cuts"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.tag_ != "NNS" or after is None or after.tag_ not in {"DT", "PRP$", "CD", "JJ", "NN", "NNS", "TO", "$"}:
        return False
    return token.lemma_.lower() in tools.building | tools.running | {"fear", "face", "need", "plan", "hope", "cut"}
