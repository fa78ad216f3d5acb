"""Where a text bears the name of a place that the gazetteer knows: candidates, to be weighed by their context."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.capitals import UPPER
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer, Known
from kg.model import EntityType
from kg.text.truecase import is_all_caps, is_headline_case

Span = tuple[int, int]
_BEFORE: Final = re.compile(r"(?:, |,? (?:and|or|as well as) (?:in |at |near )?| & )$")
_GOES_ON: Final = re.compile(r"(?:,? (?:and|or) |, [A-Z][^,.;]{2,30},? (?:and|or) )")
_LOCATED: Final = re.compile(
    r"\b(?:in|at|near|from|between|outside|to|are|is|include|including|of) (?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, )*$"
)
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
    spans = [(h.start, h.end, False) for h in sentence.names if h.entry.startswith(_KINDS)]
    if shouting:
        spans += [(s, e, True) for s, e in _loud_spans(document.text, sentence.start, sentence.end, gazetteer)]
    elif line is not None and sentence.start <= line.start < sentence.end:
        told = [(s, e) for s, e in _loud_spans(document.text, line.start, line.end, gazetteer)]
        spans += [(s, e, True) for s, e in told if not _goes_on(document.text, s, e, told)]
    elif first := re.match(r"[A-Z][A-Z .'’-]{2,30}(?=[:,]| [-–—(|])", sentence.text):
        end = sentence.start + first.end()
        told = [(s, e) for s, e in _loud_spans(document.text, sentence.start, end, gazetteer)]
        spans += [(s, e, True) for s, e in told if not _goes_on(document.text, s, e, told)]
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


def _goes_on(text: str, start: int, end: int, told: Sequence[Span]) -> bool:
    """Tell whether a word in capitals beside a place makes both one name ("OAK RIDGE FALLS, Tenn.")."""
    behind = re.match(rf" ([{UPPER}]{{3,}})\b", text[end : end + 30])
    before = re.search(rf"\b([{UPPER}]{{3,}}) $", text[max(0, start - 30) : start])
    lone = [end + m.start(1) for m in (behind,) if m] + [start - len(m.group()) for m in (before,) if m]
    return any(not any(s <= at < e for s, e in told) for at in lone)


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


_BETWEEN: Final = re.compile(r", |,? (?:and|or|as well as) (?:in |at |near )?| & ")


def listed(text: str, told: Sequence[Span], weak: Sequence[Span]) -> list[Span]:
    """Return the weak names that stand in one list with a sure one ("in Emden and Osnabrück", "Yeosu and Ulsan").

    A comma alone joins only where the list goes on to an "and".
    """
    starts, ends = {s: (s, e) for s, e in (*told, *weak)}, {e: (s, e) for s, e in (*told, *weak)}
    sure, out = set(told), []
    todo = list(told)
    while todo:
        start, end = todo.pop()
        after, before = _BETWEEN.match(text, end), _BEFORE.search(text[max(0, start - 16) : start])
        near = [starts.get(after.end())] if after else []
        near += [ends.get(start - len(before.group()))] if before else []
        for span in near:
            if span is None or span in sure:
                continue
            low, high = min(start, span[0]), max(end, span[1])
            gap = text[min(end, span[1]) : max(start, span[0])]
            goes_on = gap != ", " or _GOES_ON.match(text, high, high + 45)
            if goes_on and (low == start or _LOCATED.search(text[max(0, low - 60) : low])):
                sure.add(span)
                out.append(span)
                todo.append(span)
    return out
