"""Towns that no gazetteer lists, told by the state, province or country stated behind them: "in Ellabell, Georgia"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.capitals import CALENDAR, is_function_word
from kg.extract.document import Document, Sentence
from kg.extract.placechoice import Chooser
from kg.extract.placewords import NAME, place
from kg.gazetteer import Gazetteer
from kg.model import Mention

_LEAD: Final = re.compile(
    r"(?:\b(?i:in|at|near|outside|of|from|around|into|to|leaving|between|inside)|\b(?:its|their|our)|['’]s?|\b(?:and|or|&|picked|chosen|chose|selected|picks|chooses|selects)|[,;:(–—-]|^)\s*$"
)
_SUFFIX_WORDS: Final = frozenset(
    {"County", "Parish", "District", "Province", "Township", "Prefecture", "Zone", "Area", "Region", "Counties"}
)
_BRACKETED: Final = re.compile(r"[a-z] \([A-Z][\w ]+\)(?! (?:Co|Ltd|Inc|[A-Z]))")
_STRONG_LEAD: Final = re.compile(
    r"(?:\b(?i:in|at|near|outside|from|around|into|inside)|\b(?:its|their|our)|['’]s)\s*$|^$"
)
_BEFORE_COMMA: Final = re.compile(rf"({NAME})(, (?:in )?(?:the )?| in (?:the )?| \()$")
_DEGREES: Final = frozenset({"MD", "MA", "PA", "DO", "MS"})
_AT: Final = re.compile(r"\b(?:in|at|near|outside) $")
_ATTRIBUTION: Final = re.compile(r"(?:according|due|thanks) to $", re.I)


def before_region(
    document: Document,
    sentence: Sentence,
    chooser: Chooser,
    known: Sequence[tuple[int, int]],
    regions: Sequence[Mention],
) -> Iterator[Mention]:
    """Yield towns that no gazetteer lists, before a comma and their state, province or country."""
    gazetteer = chooser.gazetteer
    told = {(m.start, m.end): m for m in regions}
    for start, end in sorted({*known, *told}):
        if not sentence.start <= start < sentence.end:
            continue
        name = document.text[start:end]
        outer = gazetteer.lookup(name, "Region", "Country")
        if not outer and name.isupper():
            outer = gazetteer.lookup_any_case(name, "Region", "Country")
        region = told.get((start, end))
        within = region.gazetteer if region is not None else chooser.likeliest(outer).key if outer else None
        lead = document.text[sentence.start : start]
        match = _BEFORE_COMMA.search(lead[-80:])
        if not match or not (outer or region is not None):
            continue
        name = match.group(1)
        words = name.split()
        while words and (is_function_word(words[0]) or words[0].endswith(("'s", "’s"))):
            words = words[1:]
        name = " ".join(words)
        begin = start - len(match.group(2)) - len(name)
        before_name = document.text[sentence.start : begin]
        if (
            not words
            or words[-1].rstrip(".") in CALENDAR
            or words[-1].endswith("ly")
            or words[-1].title() in _SUFFIX_WORDS
        ):
            continue
        taken = [(s, e) for s, e in known if s < begin + len(name) and e > begin]
        if taken and not (taken == [(begin, begin + len(name))] and within and _elsewhere(name, within, gazetteer)):
            continue
        local = region is not None or any(k.type == "Region" for k in outer)
        fits = _LEAD.search(before_name) if local else _STRONG_LEAD.search(before_name)
        if not before_name.strip() and not re.match(r"\s*(?:[.,;:|(–—-]|\d|$)", document.text[end : sentence.end]):
            continue
        row = match.group(2) == " (" and local and len(_BRACKETED.findall(sentence.text)) > 1
        if match.group(2) not in (", ", ", the ") and not row and (not _AT.search(before_name) or name.isupper()):
            continue
        if document.text[start:end] in _DEGREES and not _town_label(sentence, begin):
            continue
        if (
            not (fits or row)
            or _ATTRIBUTION.search(before_name)
            or not _is_town(name, sentence, begin, gazetteer, local)
        ):
            continue
        yield place((begin, begin + len(name)), name, "City", "town-before-region", within=within)


def _town_label(sentence: Sentence, begin: int) -> bool:
    """Tell whether nothing at an offset is a person's name to the model: "Michelle Tarver, MD" is no town."""
    return not any(e.label_ == "PERSON" for e in sentence.entities(begin, begin + 1))


def _elsewhere(name: str, within: str, gazetteer: Gazetteer) -> bool:
    """Tell whether the places of this name that the gazetteer knows are all cities of other regions than the stated."""
    return all(k.type == "City" and not gazetteer.within(k.key, within) for k in gazetteer.lookup(name))


def _is_town(name: str, sentence: Sentence, begin: int, gazetteer: Gazetteer, local: bool) -> bool:
    """Tell whether nothing says that the name is an organisation's or a person's."""
    if gazetteer.lookup(name, "Company", "Bureau") or re.search(
        r"\b(?:Inc|Corp|Ltd|LLC|Co|Group|University|College)\b", name
    ):
        return False
    if any(gazetteer.lookup(word, "Company") for word in name.split()[:1]) and not local:
        return False
    return local or not any(e.label_ == "PERSON" for e in sentence.entities(begin, begin + len(name)))
