"""Where a text bears the name of a place that the gazetteer knows: candidates, to be weighed by their context."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.extract.capitals import UPPER
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer, Known
from kg.model import EntityType
from kg.text.truecase import is_all_caps, is_headline_case

_KINDS: Final = ("city/", "region/", "country/")
_PLACES: Final[tuple[EntityType, ...]] = ("City", "Region", "Country")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of text that bears the name of a place."""

    start: int
    end: int
    name: str
    sentence: Sentence
    candidates: tuple[Known, ...]
    loud: bool
    dateline: bool


def spots_in(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> Iterable[Spot]:
    """Yield the longest stretches of a sentence that bear a place's name, in any case where all is capitals."""
    line = document.article.dateline
    shouting = is_all_caps(sentence.text)
    loud = shouting or (sentence.kind in ("title", "heading") and is_headline_case(sentence.text))
    spans = [(h.start, h.end, False) for h in sentence.hits if h.entry.startswith(_KINDS)]
    if shouting:
        spans += [(s, e, True) for s, e in _loud_spans(document.text, sentence.start, sentence.end, gazetteer)]
    elif line is not None and sentence.start <= line.start < sentence.end:
        spans += [(s, e, True) for s, e in _loud_spans(document.text, line.start, line.end, gazetteer)]
    elif first := re.match(r"[A-Z][A-Z .'’-]{2,30}(?=[:,]| [-–—(|])", sentence.text):
        end = sentence.start + first.end()
        spans += [(s, e, True) for s, e in _loud_spans(document.text, sentence.start, end, gazetteer)]
    if loud and not shouting:
        for match in re.finditer(rf"\b[{UPPER}]{{4,}}\b", sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            spans += [(s, e, True) for s, e in _loud_spans(document.text, start, end, gazetteer)]
    taken = -1
    for start, end, any_case in sorted(set(spans), key=lambda s: (s[0], -s[1], s[2])):
        if start < taken:
            continue
        name = document.text[start:end]
        found = gazetteer.lookup(name, *_PLACES) or (gazetteer.lookup_any_case(name, *_PLACES) if any_case else ())
        if found:
            taken = end
            inside = line is not None and line.start <= start < line.end
            at_start = any_case and start == sentence.start and not shouting
            yield Spot(start, end, name, sentence, found, loud, inside or at_start)


def _loud_spans(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterable[tuple[int, int]]:
    """Yield stretches of one to four words in capitals that are names of places."""
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\s,;:()/|]+", text[start:end])]
    i = 0
    while i < len(words):
        for size in (4, 3, 2, 1):
            if i + size > len(words):
                continue
            low, high = words[i][0], words[i + size - 1][1]
            name = re.sub(r"['’]S?$", "", text[low:high]).rstrip("-–—")
            if (
                name.isupper()
                and (len(name) > 2 or name in ("EU", "UK"))
                and "\n" not in name
                and gazetteer.lookup_any_case(name, *_PLACES)
            ):
                yield low, low + len(name)
                i += size - 1
                break
        i += 1
