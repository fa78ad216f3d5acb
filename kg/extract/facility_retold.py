"""A facility told of again, as sentences have it: by apposition, by "is", by its price, its name or what it becomes."""

import re
from dataclasses import dataclass, field
from typing import Final

from kg.extract.document import Document
from kg.extract.named_groups import Group
from kg.extract.naming import words
from kg.model import EntityType, Mention

_IS: Final = re.compile(
    r"(?:,? which|,? that)?(?:,[^,.;]{3,60},)? (?:is|was|will be|would be|has become|became|becomes|remains)"
    r"(?: also| now| still| already)? (?:the|an?|one of|its|their|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}['’]s?)\b"
    r"[^,.;]{0,30}"
)
_SITED: Final = re.compile(r"^ (?:in|at|near|outside) [A-Z][\w’'-]*(?:,? [A-Z][\w’'-]*){0,3}")
_PRICED: Final = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥₹]|R|Rs\.?|[A-Z]{3}) ?[\d.,]+(?:[ -]?(?:million|billion|trillion|crore|lakh|mn|bn|m))?"
    r" (?:plant|factory|facility|mill|complex|site|works|project)"
)
_NEXT: Final = re.compile(r"^[^.;]{0,40}\b(?:next to|beside|alongside|adjacent to|across from|not far from) (?:\w+ )?$")
_ONLY: Final = re.compile(r"(?:[\w-]+-)?(?:first|only|sole|largest|biggest|second|third|newest|latest)\b")
_APPOSED: Final = re.compile(r"[^.;]{0,80}?,\s+(?:its|their|the\s+\w+['’]s|[A-Z][\w.-]+['’]s?)\s+")
_CLAUSE: Final = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|said|says|which|where|and|but|after)\b")
_CONVERT: Final = re.compile(r"\b(?:convert|turn|transform|retool|refit)\w*\s[^.;]*$", re.IGNORECASE)


@dataclass
class Known:
    """What is known of one facility so far."""

    mentions: Group
    operators: set[int] = field(default_factory=set)
    places: dict[int, EntityType] = field(default_factory=dict)

    def values(self, key: str) -> set[str]:
        """Return what a feature says in any of its mentions."""
        return {v for m in self.mentions for k, v in m.features if k == key}


def told_of(document: Document, mention: Mention, known: list[Known]) -> Known | None:
    """Return the facility that "It is X's first plant in Poland" speaks of: the last, a sentence or two before."""
    here = document.sentence_at(mention.start)
    lasts = [(m.start, k) for k in known for m in k.mentions if m.start < mention.start]
    if here is None or not lasts:
        return None
    start, last = max(lasts, key=lambda x: x[0])
    there = document.sentence_at(start)
    near = there is not None and here.index - there.index <= 2
    return last if near and there is not None and there.kind == here.kind else None


def equated(document: Document, mention: Mention, known: list[Known]) -> Known | None:
    """Return the plant that a phrase says what it is: "the Beacon mill, which is the only plant in Quebec"."""
    here = document.sentence_at(mention.start)
    if here is None:
        return None
    before = [(m.end, k) for k in known for m in k.mentions if here.start <= m.start and m.end <= mention.start]
    opening = document.text[here.start : mention.start]
    before += [
        (here.start + len(name), k) for k in known for name in k.values("abbreviation") if opening.startswith(name)
    ]
    if not before or mention.form == "name":
        return None
    end, last = max(before, key=lambda x: x[0])
    between = _SITED.sub("", document.text[end : mention.start])
    if _ONLY.match(mention.name) and _APPOSED.fullmatch(between) and not _CLAUSE.search(between):
        return last  # "a factory owned by X in Pune, the company's first in India"
    return last if _IS.fullmatch(between) else None


def told_apart(document: Document, mention: Mention, known: Known) -> bool:
    """Whether one sentence introduces both: "A has run a digital plant since June, and B makes X at its plant"."""
    last = known.mentions[-1]
    if 0 < mention.start - last.end < 80 and _NEXT.search(document.text[last.end : mention.start]):
        return True  # "the new hall, next to the soap factory"
    if mention.form == "name" or mention.feature("determiner") in {"the", "this", "that"}:
        return False
    here = document.sentence_at(mention.start)
    if here is None or here.kind != "prose" or not here.start <= last.start < mention.start or last.feature("title"):
        return False
    between = document.text[last.end : mention.start]
    return not apposed(document, mention, known) and bool(re.search(r"[,;] (?:and|while|but)\b|;", between))


def apposed(document: Document, mention: Mention, known: Known) -> bool:
    """Whether a phrase stands in apposition to the facility: "its sixth factory, a site in Binh Duong"."""
    for other in known.mentions:
        between = document.text[other.end : mention.start]
        if re.fullmatch(
            r"(?: worldwide| globally| abroad| overseas)?\s*[,–—(-]+\s*(?:an?|the|its)\s+[^,.;]{0,25}", between
        ):
            return True
    return False


def converted(document: Document, mention: Mention, known: Known) -> bool:
    """Whether one facility becomes the other: "is converting a former Ford plant into its first car factory"."""
    for other in known.mentions:
        before = document.text[max(0, other.start - 40) : other.start]
        between = document.text[other.end : mention.start]
        if _CONVERT.search(before) and re.fullmatch(r"[^.;]{0,30}\binto (?:its|an?|the) (?:\w+ ){0,2}", between):
            return True
    return False


def taken_up(document: Document, mention: Mention, known: Known) -> bool:
    """Whether a name takes up a description of the sentence before: "its plant in X … The X Metaplant cost …"."""
    if any(m.form == "name" for m in known.mentions):
        return False
    here, before = document.sentence_at(mention.start), document.sentence_at(known.mentions[-1].start)
    if here is None or before is None:
        return False
    begins = mention.start - here.start <= 5
    return 0 < here.index - before.index <= 2 and begins and mention.feature("determiner") == "the"


def told_together(document: Document, mention: Mention, known: Known) -> bool:
    """Whether both are told of in one paragraph with the same product, as of one plant."""
    here = document.sentence_at(mention.start)
    there = document.sentence_at(known.mentions[-1].start)
    near = here is not None and there is not None and here.block == there.block
    return near and mention.feature("product") in known.values("product")


def told_by_price(mention: Mention) -> bool:
    """Whether a plant is told by its price alone: "The R310-million plant" is the one spoken of."""
    return mention.feature("determiner") in {"the", "this"} and bool(_PRICED.fullmatch(mention.feature("core") or ""))


def called(mention: Mention) -> tuple[str, ...]:
    """Return the words of a name without the place behind it ("Gary Tin Mill" of "Gary Tin Mill in Indiana")."""
    core = words(mention.feature("core") or "")
    name = words(mention.name)
    return core if len(core) > 1 and name[len(core) : len(core) + 1] == ("in",) else name
