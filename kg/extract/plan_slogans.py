"""Plans called by a slogan: "Rota 2030", "the EV 3.5 package", "Operation Fly Formula", "Plan México"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.capitals import UPPER
from kg.extract.document import Document, Sentence
from kg.extract.plan_called import KINDS, called, explained, named_plan
from kg.model import Mention

_SLOGAN: Final = re.compile(
    rf"(?<![\w-])(?P<words>(?:[{UPPER}][\w&’'-]*\s){{1,3}})(?P<year>20[2-9]\d|\d\.\d)(?![\w–-]|[.,]\d|%)"
)
# "EV3.5", "30@30": no words of their own.
_CODED: Final = re.compile(r"(?<![\w.-])(?:[A-Z]{2,5}\d\.\d|\d\d@\d\d)(?![\w–-]|[.,]\d|%)")
_CALLS: Final = r"calls? for (?:projects|proposals|tenders|applications|bids|expressions of interest)"
# "Make in Odisha", where a word for a plan stands beside it.
_MAKE: Final = re.compile(
    rf"\b(?:Make|Made|Manufacture|Invest|Build|Create|Design|Innovate|Produce|Assemble|Start ?up|Skill|Digital)"
    rf"(?: in)? [{UPPER}][\w-]+(?: [{UPPER}][\w-]+)?(?: 20[2-9]\d)?(?![\w-])"
)
_KIND_BEFORE: Final = re.compile(
    rf"\b(?:{KINDS}|{_CALLS})(?:,| called| named| dubbed)?\s+(?:the\s+|its\s+)?[\"“‘'*(]?$", re.IGNORECASE
)
_OPERATION: Final = re.compile(
    r"\bOperation (?!(?:Manager|Officer|Cent(?:er|re)|Director|Room|Team|Headquarters|Commander|Desert|Enduring|"
    r"Iraqi|Inherent|Overlord|Allied)\b)"
    rf"[{UPPER}][^\W_]+(?: [{UPPER}][^\W_]+){{0,2}}+(?![\w-])"
)
_AGENDA: Final = re.compile(
    rf"(?:['’]s|\b(?:[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Ii]ts|[Tt]heir)) "
    rf"(?P<name>[{UPPER}][\w-]+ (?:(?:in|of|for|the|and|to|[{UPPER}][\w-]+) ){{0,4}}?[{UPPER}][\w-]+ agenda)\b"
)
# "In February the Commission adopted the Steel Communication": papers of the European Commission.
_COMMUNICATION: Final = re.compile(
    r"\b(?:adopt|publish|present|issu|unveil|releas|tabl)(?:ed|es|s)? (?:the|a|its)(?: new)? "
    rf"(?P<name>(?:[{UPPER}][\w-]+ ){{1,5}}Communication)\b"
)
_SLOGAN_KIND: Final = re.compile(
    rf"\b(?P<name>(?:Made|Make|Build|Built|Buy|Invest|Design|Designed|Brand|Proudly) (?:[Ii]t )?(?:in|for) "
    rf"(?:the )?[{UPPER}]\w+(?: [{UPPER}]\w+)?)[\"”’']?,? (?:{KINDS}|campaign|movement|drive|push)\b"
)
# "Executive Order, “Securing America’s Grid,”": the title belongs to the name.
_TITLED: Final = re.compile(
    r"\b(?P<name>(?:Executive Order|Presidential Decree|Resolution|Circular|Proclamation|Memorandum|Directive|Decree)"
    r"(?: No\. ?)?(?: \d+)?,? (?:titled |entitled |called |on )?[“\"][A-Z][^”\"]{8,90}?)(?=,?[”\"])"
)
# "Executive Order 14123 (E.O.), America's Shipyards, signed …": with its number and, if it has one, its title.
_ORDER: Final = re.compile(
    r"\b(?P<name>Executive Order (?:No\. ?)?1\d{4}(?:(?: \(E\. ?O\.\))?, (?:on )?"
    r"(?:[A-Z][\w’'-]+(?: (?:and|of|the|for|in|to|a))*(?:,? )?){2,9}(?=,|\.|;|$))?)"
)
_FOREIGN_HEAD: Final = (
    r"(?:Plano?|Programa|Estrat[eé]gia|Agenda|Piano|Pacto|Fondo|Fundo|Proyecto|Pol[ií]tica|Misi[oó]n|Miss[aã]o|"
    r"Iniciativa|Ley|Lei|Loi|Pacte|Programme|Masterplan|PERTE)"
)
_FOREIGN: Final = re.compile(
    rf"\b(?P<name>{_FOREIGN_HEAD} "
    r"(?:de|del|da|do|das|dos|di|para|per|pour|du|des|Nacional|Nacionale|Nazionale|National|Industriale?|Estratégico)"
    rf"(?: (?:de|del|da|do|das|dos|di|la|le|el|los|las|para|per|pour|du|des|y|e|et|a)(?![\w’'-])|"
    rf" [{UPPER}][\w’'-]*){{1,8}})"
)
# "Plano Mais Produção", "Programa Mobilidade Verde e Inovação": an accent tells it from English.
_ACCENTED: Final = re.compile(
    rf"\b(?P<name>(?:(?:Plano|Programa|Proyecto|Estrategia|Estratégia|Fundo|Fondo|Iniciativa)"
    rf"(?= [^.,;:()]{{0,60}}[à-öø-ÿ])|Régimen)(?: (?:(?:de|da|do|e|y|para|del|la) )?[{UPPER}][\w’'-]*){{1,6}})"
)
_BEFORE: Final = re.compile(
    r"(?:\b(?:in place of|replac\w+|supersed\w+|succe\w+|under|within|part of|launch\w*|unveil\w*|adopt\w*|"
    r"successor to|"
    r"in line with|framework of|goals? of|aims? of|targets? of|pillars? of)|\b"
    + KINDS
    + r"(?:,| called| named| dubbed)?)\s+"
    r"(?:the\s+|its\s+|our\s+|[A-Z]\w+['’]s\s+|the country['’]s\s+|the government['’]s\s+)?[\"“‘'*(]?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"^[\"”’'*)]?(?:\s*\([^)]*\))?(?:\s+(?:industrial |national |government |economic |investment )?"
    + KINDS
    + r"\b|,\s+(?:an?|the|its|his)\s[^,.;]{0,60}\b"
    + KINDS
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
            yield from named_plan(sentence, match.span(), others)
    for match in _CODED.finditer(text):
        if _spoken_of(text, *match.span(), sure=True):
            yield from named_plan(sentence, match.span(), others)
    for match in _MAKE.finditer(text):
        if _spoken_of(text, *match.span(), sure=True):
            yield from named_plan(sentence, match.span(), others)
    for match in _OPERATION.finditer(text):
        yield from named_plan(sentence, match.span(), others)
    for match in _AGENDA.finditer(text):
        yield from named_plan(sentence, match.span("name"), others)
    for pattern in (_SLOGAN_KIND, _FOREIGN, _ACCENTED, _TITLED, _ORDER):
        code = "regulation" if pattern in (_TITLED, _ORDER) else "programme"
        for match in pattern.finditer(text):
            yield from named_plan(sentence, _without_ends(text, *match.span("name")), others, code)
    yield from called(sentence, others)
    for match in _COMMUNICATION.finditer(text):
        if "ommission" in text[: match.start()]:
            yield from named_plan(sentence, match.span("name"), others)
    yield from explained(sentence, others)


def _without_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the small words at its end."""
    while " " in text[start:end] and text[start:end].rpartition(" ")[2].islower():
        end = start + text[start:end].rindex(" ")
    return start, end


def again(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the other places where a text names a plan that it has once called by its slogan."""
    told = {m.name: m for m in reversed(found) if m.rule == "plan-slogan"}
    for name, mention in sorted(told.items()):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])(?! [{UPPER}][a-z])", document.text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                yield replace(mention, start=match.start(), end=match.end())


def _spoken_of(text: str, start: int, end: int, *, sure: bool) -> bool:
    """Tell whether words beside a slogan speak of a plan; to be sure, a word for one has to."""
    if _BEHIND.match(text[end:]) or _KIND_BEFORE.search(text[:start]):
        return True
    return not sure and bool(_BEFORE.search(text[:start]))
