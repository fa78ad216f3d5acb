"""Plans called by a slogan, where the words around tell that it is one: "Rota 2030", "the EV 3.5 package", "Made Well,
the government programme that …", "the Investing in America agenda", "Operation Fly Formula"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.capitals import UPPER, is_function_word
from kg.extract.document import Document, Sentence
from kg.extract.surroundings import overlapping
from kg.model import Mention

_SLOGAN: Final = re.compile(
    rf"(?<![\w-])(?P<words>(?:[{UPPER}][\w&’'-]*\s){{1,3}})(?P<year>20[2-9]\d|\d\.\d)(?![\w–-]|[.,]\d|%)"
)
# "EV3.5", "30@30": no words of their own.
_CODED: Final = re.compile(r"(?<![\w.-])(?:[A-Z]{2,5}\d\.\d|\d\d@\d\d)(?![\w–-]|[.,]\d|%)")
_CALLS: Final = r"calls? for (?:projects|proposals|tenders|applications|bids|expressions of interest)"
_KINDS: Final = (
    r"(?:programmes?|programs?|strateg(?:y|ies)|plans?|schemes?|initiatives?|road ?maps?|agenda|polic(?:y|ies)|"
    r"packages?|blueprint|"
    r"framework|vision)"
)
_KIND_BEFORE: Final = re.compile(
    rf"\b(?:{_KINDS}|{_CALLS})(?:,| called| named| dubbed)?\s+(?:the\s+|its\s+)?[\"“‘'*(]?$", re.IGNORECASE
)
_OPERATION: Final = re.compile(
    r"\bOperation (?!(?:Manager|Officer|Cent(?:er|re)|Director|Room|Team|Headquarters|Commander)\b)"
    rf"[{UPPER}][\w-]+(?: [{UPPER}][\w-]+){{0,2}}"
)
_AGENDA: Final = re.compile(
    rf"(?:['’]s|\b(?:[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Ii]ts|[Tt]heir)) "
    rf"(?P<name>[{UPPER}][\w-]+ (?:(?:in|of|for|the|and|to|[{UPPER}][\w-]+) ){{0,4}}?[{UPPER}][\w-]+ agenda)\b"
)
_EXPLAINED: Final = re.compile(
    rf"(?P<name>(?:[{UPPER}][\w&’'-]*)(?: (?:[{UPPER}][\w&’'-]*|\d{{4}})){{0,3}}),? ?[,–—(] ?(?:a|the|its) "
    rf"(?:[\w-]+ ){{0,2}}?(?:government|federal|state|national|public|EU|country|province)(?:['’]s|-\w+)? "
    rf"(?:[\w-]+ ){{0,3}}?(?:programme|program|scheme|initiative|strategy|roadmap|plan)\b"
    r"(?! (?:director|manager|official))"
)
_BEFORE: Final = re.compile(
    r"(?:\b(?:in place of|replac\w+|supersed\w+|succe\w+|under|within|part of|launch\w*|unveil\w*|adopt\w*|"
    r"successor to|"
    r"in line with|framework of|goals? of|aims? of|targets? of|pillars? of)|\b"
    + _KINDS
    + r"(?:,| called| named| dubbed)?)\s+"
    r"(?:the\s+|its\s+|our\s+|[A-Z]\w+['’]s\s+|the country['’]s\s+|the government['’]s\s+)?[\"“‘'*(]?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"^[\"”’'*)]?(?:\s*\([^)]*\))?(?:\s+(?:industrial |national |government |economic |investment )?"
    + _KINDS
    + r"\b|,\s+(?:an?|the|its|his)\s[^,.;]{0,60}\b"
    + _KINDS
    + r"\b)",
)
_NO_SLOGAN: Final = re.compile(
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|"
    r"fall|winter|since|by|in|until|from|to|during|before|after|between|early|mid|late|around|about|and|or|the|of|expo|"
    r"olympics?|games|cup|congress|summit|fair|conference|forum|report|index|outlook|survey|awards?|show|week|budget|"
    r"fiscal|year|fy|q[1-4]|euro|article|section|industry|class|model|version|web|act|law|bill|policy)$",
    re.IGNORECASE,
)


def slogans(sentence: Sentence, others: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the plans that a sentence calls by a slogan, with words beside them that speak of a plan."""
    text = sentence.text
    for match in _SLOGAN.finditer(text):
        words = match["words"].split()
        version = match["year"][1] == "." and not match["year"].endswith("0")
        if not any(_NO_SLOGAN.match(w) or w.endswith(("'s", "’s")) for w in words) and _spoken_of(
            text, *match.span(), sure=version
        ):
            yield from _plan(sentence, match.span(), others)
    for match in _CODED.finditer(text):
        if _spoken_of(text, *match.span(), sure=True):
            yield from _plan(sentence, match.span(), others)
    for match in _OPERATION.finditer(text):
        yield from _plan(sentence, match.span(), others)
    for match in _AGENDA.finditer(text):
        yield from _plan(sentence, match.span("name"), others)
    for match in _EXPLAINED.finditer(text):
        start, end = match.span("name")
        while " " in text[start:end] and is_function_word(text[start:end].split()[0]):
            start += len(text[start:end].split()[0]) + 1
        if not is_function_word(text[start:end]):
            yield from _plan(sentence, (start, end), others)


def again(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the other places where a text names a plan that it has once called by its slogan."""
    told = {m.name: m for m in reversed(found) if m.rule == "plan-slogan"}
    for name, mention in sorted(told.items()):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", document.text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                yield replace(mention, start=match.start(), end=match.end())


def _spoken_of(text: str, start: int, end: int, *, sure: bool) -> bool:
    """Tell whether words beside a slogan speak of a plan; to be sure, a word for one has to."""
    if _BEHIND.match(text[end:]) or _KIND_BEFORE.search(text[:start]):
        return True
    return not sure and bool(_BEFORE.search(text[:start]))


def _plan(sentence: Sentence, span: tuple[int, int], others: Sequence[Mention]) -> Iterator[Mention]:
    start, end = sentence.start + span[0], sentence.start + span[1]
    near = list(overlapping(others, start, end))
    if any(m.gazetteer and m.type in {"Company", "Bureau"} for m in near):
        return
    if any((m.start, m.end) == (start, end) and m.type != "Company" for m in near):
        return
    name = sentence.text[span[0] : span[1]]
    years = re.findall(r"\b20\d\d\b", name)
    words = re.findall(r"[^\W\d_][\w-]*", name) or [name]
    features: tuple[tuple[str, str], ...] = (("code", "programme"), ("head", words[-1].lower()))
    if years:
        features = (*features, ("years", years[-1]))
    yield Mention(start, end, "Plan", "name", name, "plan-slogan", 0.8, features=features)
