"""Who runs or builds a facility, as the phrase and its clause state it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_terms import FacilityTools
from kg.extract.phrases import Phrase
from kg.extract.surroundings import agent_after, overlapping, span, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_BELONGS: Final = re.compile(r",? (?:which |that )?(?:belongs|belonging|belonged) to (?:the )?")
_BESIDE: Final = frozenset("surrounded bordered flanked served supplied followed visited joined".split())
_CONSISTS: Final = frozenset({"include", "comprise", "feature", "entail"})
_KIN: Final = frozenset({"subsidiary", "unit", "arm", "affiliate", "division", "venture"})
_FOR: Final = re.compile(
    r" (?:for|towards?) (?:an?|the|its)(?: new)?"
    r"(?: \S*[$€£¥₹\d]\S*(?: (?:million|billion|crore|lakh|trillion))?(?: [a-z]+)?)? $"
)
# "To support X in the construction of a plant", "20 million euros for X to build a mill".
_IN_BUILDING: Final = re.compile(
    r" (?:(?:in|with|for|towards?) (?:the |its )?(?:construction|building|development|expansion|establishment) of"
    r"|in (?:building|constructing|setting up|establishing|developing|expanding)"
    r"|(?:[^,.;:]{0,40} )?to (?:build|construct|set up|establish|develop|expand|erect))(?: an?| the| its)?(?: new)? $"
)
_HELPED: Final = re.compile(
    r"\b(?:support|help|assist|aid|back|enabl|allow|fund|giv|grant|award|lend|offer|pay)\w* (?:the )?$"
)
_RECIPIENT: Final = re.compile(
    r"\b(?:to|with|of|by|from|gave|give|gives|granted|awarded|handed|lent|offered|picked|chose|selected) (?:the )?$"
)


def is_firm(owner: "Token", tools: FacilityTools) -> bool:
    """Whether a possessor is a word for a firm: "the company's mill", "the chipmaker's fab"."""
    return owner.lower_ in tools.companies or owner.lower_.endswith("maker")


def of_company(sentence: Sentence, phrase: Phrase, tools: FacilityTools) -> list[str]:
    """Return the company of "a wafer fab of X", "the plant of Japan's X"."""
    doc, i = phrase.doc, phrase.head + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "of":
        return []
    start, end = span(sentence, i, min(len(doc) - 1, i + 4))
    named = next(overlapping(tools.others, start, end, "Company"), None)
    if named is None or any(t.text in {",", ".", "("} for t in sentence.tokens(start, named.start)):
        return []
    return [named.name]


def ordered_for(sentence: Sentence, phrase: Phrase, tools: FacilityTools) -> list[str]:
    """Return the company of "a dyeing mill for X", if the sentence names no other that may build it."""
    doc = phrase.doc
    named = {m.name for m in overlapping(tools.others, *sentence_span(sentence), "Company")}
    i = phrase.last + 1
    if len(named) != 1 or phrase.definite or i >= len(doc) or doc[i].lower_ != "for":
        return []
    start, end = span(sentence, i, min(len(doc) - 1, i + 6))
    return [m.name for m in overlapping(tools.others, start, end, "Company")][:1]


def given_to(sentence: Sentence, phrase: Phrase, tools: FacilityTools) -> list[str]:
    """Return the company of "a licence to X for a US$275 million factory", "a loan for X for its mill"."""
    before = sentence.text[: phrase.start - sentence.start]
    gap = _FOR.search(before)
    if gap is None:
        return _helped(sentence, phrase, tools)
    end = sentence.start + gap.start()
    firm = next((m for m in tools.others if m.type == "Company" and m.end == end), None)
    lead = sentence.text[: firm.start - sentence.start] if firm is not None else ""
    return [firm.name] if firm is not None and _RECIPIENT.search(lead) else []


def _helped(sentence: Sentence, phrase: Phrase, tools: FacilityTools) -> list[str]:
    """Return the company that somebody helps to build: "aid to support X in the construction of a plant"."""
    for firm in overlapping(tools.others, sentence.start, phrase.start, "Company"):
        between = sentence.text[firm.end - sentence.start : phrase.start - sentence.start]
        lead = sentence.text[: firm.start - sentence.start]
        if _IN_BUILDING.fullmatch(between) and _HELPED.search(lead):
            return [firm.name]
    return []


def sentence_span(sentence: Sentence) -> tuple[int, int]:
    """Return the offsets of a sentence in the article."""
    return sentence.start, sentence.start + len(sentence.text)


def clause_operator(sentence: Sentence, verbs: Sequence["Token"], tools: FacilityTools) -> list[str]:
    """Return the company that a relative clause has as its subject."""
    for subject in (c for c in verbs[0].children if c.dep_ in {"nsubj", "nsubjpass"}):
        start, end = span(sentence, subject.left_edge.i, subject.i)
        named = [m.name for m in overlapping(tools.others, start, end, "Company")]
        if named:
            return named[-1:]
    return []


def by_syntax(sentence: Sentence, phrase: Phrase, verbs: Sequence["Token"], tools: FacilityTools) -> list[str]:
    """Return the companies that the sentence makes builders or users of a facility: subjects, agents, possessors."""
    agent = agent_after(sentence, phrase.last)
    if agent is not None and phrase.doc[agent - 2].tag_ == "VBN" and phrase.doc[agent - 2].lower_ not in _BESIDE:
        start, end = span(sentence, agent, min(len(phrase.doc) - 1, agent + 4))
        builder = next(overlapping(tools.others, start, end, "Company"), None)
        if builder is not None:
            return [builder.name]
    owned = _BELONGS.match(sentence.text[phrase.end - sentence.start :])
    at = phrase.end + (owned.end() if owned else 0)
    builder = next((m for m in tools.others if m.type == "Company" and m.start == at), None) if owned else None
    if builder is not None:
        return [builder.name]
    if phrase.doc[phrase.head].dep_ == "poss":
        return []  # "the new plant's output": who buys it need not run it
    if _held_there(phrase.doc[phrase.head]):
        return []
    for verb in (v for v in verbs if v.lower_ not in _BESIDE):
        for subject in subjects(verb):
            if subject.lower_ in _KIN:
                named = _kin(sentence, subject, tools)
                if named:
                    return named
            if subject.lower_ in {"it", "they"}:
                return _meant(sentence, verb, tools)
            venture = subject.lemma_.lower() in {"venture", "consortium"}
            start, end = span(sentence, subject.left_edge.i, subject.right_edge.i if venture else subject.i)
            named = [m.name for m in overlapping(tools.others, start, end, "Company")]
            if named:
                return named if venture else named[-1:]
            if subject.dep_ == "appos" and subject.head.pos_ == "PROPN":
                # "X, a start-up that had proposed a plant"
                named = [
                    m.name
                    for m in overlapping(tools.others, *span(sentence, subject.head.i, subject.head.i), "Company")
                ]
                if named:
                    return named[:1]
            apposed = [span(sentence, c.i, c.i) for c in subject.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
            named = [m.name for low, high in apposed for m in overlapping(tools.others, low, high, "Company")]
            if named:
                return named[:1]  # "the company, Bühler, has plants in …"
    return _by_purpose(sentence, verbs, tools)


def _meant(sentence: Sentence, verb: "Token", tools: FacilityTools) -> list[str]:
    """Return the firm that is the subject around a clause of "it": "X sells in Spain, where it operates a plant"."""
    above = (a for a in verb.ancestors if a.pos_ in {"VERB", "AUX"})
    doers = [c for a in above for c in a.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i]
    if not doers or doers[0].lower_ in {"it", "they"}:
        return []
    return [m.name for m in overlapping(tools.others, *span(sentence, doers[0].i, doers[0].i), "Company")][:1]


def _held_there(head: "Token") -> bool:
    """Whether a plant is only where something is: "announced a show hosted at Luna Factory"."""
    verb = head.head.head
    return head.dep_ == "pobj" and head.head.lower_ == "at" and verb.dep_ == "acl" and verb.tag_ == "VBN"


def _kin(sentence: Sentence, subject: "Token", tools: FacilityTools) -> list[str]:
    """Return the firm that a subject is, not whose it is: "a subsidiary of X, Y", "X's local subsidiary, Y"."""
    start, end = span(sentence, subject.left_edge.i, subject.right_edge.i)
    inside = list(overlapping(tools.others, start, end, "Company"))
    text, offset = sentence.text, sentence.start
    own = [
        m
        for m in inside
        if not re.search(r"\bof (?:the )?$", text[: m.start - offset])
        and not re.match(r"['’]s?\s", text[m.end - offset :])
    ]
    return [own[-1].name] if own and len(own) < len(inside) else []


def _by_purpose(sentence: Sentence, verbs: Sequence["Token"], tools: FacilityTools) -> list[str]:
    """Return the subject of the clause around an infinitive: "X announced an investment to build a plant in Utah"."""
    if not verbs or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verbs[-1].children):
        return []
    for verb in (a for a in verbs[-1].ancestors if a.pos_ in {"VERB", "AUX"}):
        for subject in subjects(verb):
            named = [m.name for m in overlapping(tools.others, *span(sentence, subject.i, subject.i), "Company")]
            if named or subject.pos_ in {"NOUN", "PROPN"}:
                return named[-1:]
    return []


def as_project(verbs: Sequence["Token"]) -> bool:
    """Whether plants are what somebody's projects consist of: "Future projects include a refinery and a mill"."""
    return any(
        s.lemma_.lower() in {"project", "investment", "expansion"}
        for v in verbs[:2]
        if v.lemma_ in _CONSISTS
        for s in subjects(v)
    )


def told_before(verbs: Sequence["Token"], tools: FacilityTools) -> bool:
    """Whether the subject is a company named before: "the venture", "the Danish group"."""
    for verb in verbs[:3]:
        for subject in subjects(verb):
            definite = any(c.lower_ in {"the", "this"} for c in subject.children if c.dep_ == "det")
            if definite and (subject.lower_ in tools.companies or subject.lower_.endswith("maker")):
                return True
    return False
