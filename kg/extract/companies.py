"""Companies: names by ending, by what they are called, by what they do and own, and by the gazetteer.

A candidate is a run of capitalised words; what stands in it and around it gives points, and `WORTH` points make it a
company. The model's entity labels are one piece of evidence among others: it takes products and plans for companies,
and misses "xiaomi". Words come from `ontology/lexicon/companies.ttl`.
"""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.companyagain import again, with_parents
from kg.extract.companyclues import WORTH, Judged, judge, pooled
from kg.extract.companycontext import Context
from kg.extract.companykinds import Usual
from kg.extract.companynames import candidates, unglued
from kg.extract.companyroles import listed
from kg.extract.companysyntax import Syntax
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document
from kg.extract.mentions import longest
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Mention

_GIVEN: Final = r"([A-Z][A-Za-z&.-]*(?: [A-Z][a-z]+)?)"
_SHORT: Final = re.compile(
    r"\s*\(\s*(?:(?:hereinafter|hereafter|henceforth|below|or|known as|also|collectively|referred to as),?\s+){0,3}"
    rf"(?:the\s+)?(?:[\"“](?:the\s+)?{_GIVEN}[\"”]|{_GIVEN}\s*\))"
)
_KNOWN_AS: Final = re.compile(rf",? (?:also |better |commonly )?(?:known|referred to) (?:simply )?as {_GIVEN}(?=,)")

# "Oakhollow Beverage Group's (NASDAQ: OBG)", "the Oakhollow Beverage Group, or OBG,": if they are its initials.
_INITIALS: Final = re.compile(r"(?:['’]s?)? \([^()]{2,24}: ?([A-Z]{3,6})\)|, or (?:the )?([A-Z]{2,6})(?=,)")
_SAYS: Final = re.compile(r",? (?:has |had )?(?:said|says|announced|added|noted|told)\b")
# Clues that no plant gives, whose name may end as a firm's does ("Arvind Mills", "Sparrows Point Works").
_ACTS: Final = frozenset({"based", "called", "country", "holds", "known", "legal", "listed", "plant", "runs", "works"})
# What a contract or a notice calls a party ("hereinafter the Company") is no name of it.
_ROLES: Final = frozenset("Company Group Corporation Issuer Buyer Seller Purchaser Parent Subsidiary Bank Fund".split())


def find(document: Document, gazetteer: Gazetteer, lexicon: Lexicon, places: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions of companies, in reading order; `places` are those of places.

    Features: `abbreviation` (given in brackets), `called` (the word it is described with: "automaker"), `full` (the
    longer name that a short one stands for), `acts` (something tells that it is a firm, not only that it is a name).
    """
    words = CompanyWords.of(lexicon)
    context = Context.of(lexicon)
    usual = Usual.of(document)
    syntax = Syntax.of(lexicon, places)
    sites = {p.name for p in places if p.rule == "town-beside"}  # what stands beside a town before plants is one
    judged = pooled(
        [
            judge(document, c, words, context, usual, gazetteer, lexicon, syntax)
            for c in unglued(candidates(document, gazetteer, words, {p.name for p in places}), words, gazetteer)
            if c.name not in sites
        ]
    )
    accepted = [j for j in judged if j.score >= WORTH]
    accepted = _support_lists(document, judged, accepted)
    accepted = _support_named_lists(judged, accepted)
    accepted = _support_bullets(document, judged, accepted)
    found = longest([_mention(document, j, words, gazetteer) for j in accepted])
    found = with_parents(found, gazetteer)
    found += list(again(document, found, gazetteer, words, usual))
    return tuple(sorted(longest(found), key=lambda m: m.start))


def _support_lists(document: Document, judged: Sequence[Judged], accepted: list[Judged]) -> list[Judged]:
    """Accept what nearly counts and stands in one list with companies ("Bosch, Infineon and NXP")."""
    spans = {(j.candidate.start, j.candidate.end) for j in accepted}
    more = list(accepted)
    for j in judged:
        if not -3 < j.score < WORTH or (j.candidate.start, j.candidate.end) in spans:
            continue
        near = [
            document.text[min(j.candidate.end, end) : max(j.candidate.start, start)]
            for start, end in spans
            if 0 < max(j.candidate.start, start) - min(j.candidate.end, end) < 8
        ]
        beside = sum(bool(re.fullmatch(r",? (?:and |or )?|, | & ", gap)) for gap in near)
        # Between two companies anything is one; beside one, what nearly counts.
        if beside and (
            j.score > 1
            or (
                beside > 1
                and not j.candidate.place
                and j.candidate.label not in ("GPE", "LOC")
                and j.candidate.name.count(" ") < 4
            )
        ):
            more.append(j)
    return more


def _support_named_lists(judged: Sequence[Judged], accepted: list[Judged]) -> list[Judged]:
    """Accept what stands in a list that is said to be one of firms ("rivals such as Ardenti and Nestlé")."""
    spans = {(j.candidate.start, j.candidate.end) for j in accepted}
    items: dict[int, frozenset[tuple[int, int]]] = {}
    more = list(accepted)
    for j in judged:
        c, sentence = j.candidate, j.candidate.sentence
        if sentence.index not in items:
            items[sentence.index] = frozenset(listed(sentence.text))
        inside = (c.start - sentence.start, c.end - sentence.start) in items[sentence.index]
        if inside and j.rule != "none" and j.score > -3 and not c.place and (c.start, c.end) not in spans:
            more.append(j)
    return more


def _support_bullets(document: Document, judged: Sequence[Judged], accepted: list[Judged]) -> list[Judged]:
    """Accept the names that list items begin with where most items of the list begin with a company."""
    firsts: dict[int, list[Judged]] = {}
    blocks = document.article.blocks
    for j in judged:
        block = j.candidate.sentence.block
        if blocks[block].kind == "bullet" and j.candidate.start == blocks[block].start:
            firsts.setdefault(block, []).append(j)
    sure = {
        j.candidate.sentence.block for j in accepted if j.candidate.start == blocks[j.candidate.sentence.block].start
    }
    more = list(accepted)
    for block in sorted(firsts.keys() - sure):
        low = high = block
        while low > 0 and blocks[low - 1].kind == "bullet":
            low -= 1
        while high + 1 < len(blocks) and blocks[high + 1].kind == "bullet":
            high += 1
        with_company = len(sure & set(range(low, high + 1)))
        best = max(firsts[block], key=lambda j: (j.candidate.end, j.score))
        rest = document.text[best.candidate.end : best.candidate.end + 2]
        if with_company >= 3 and 2 * with_company > high - low + 1 and best.score >= -1 and rest[:1] in ", (":
            more.append(best)
    return more


def _initials(name: str, rest: str) -> str:
    """Return the initials of a name that stand behind it as its symbol on an exchange or its short form, or ""."""
    match = _INITIALS.match(rest)
    given = (match.group(1) or match.group(2)) if match else ""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return given if given and initials.startswith(given) else ""


def _mention(document: Document, judged: Judged, words: CompanyWords, gazetteer: Gazetteer) -> Mention:
    c = judged.candidate
    features: dict[str, str] = {}
    short = _SHORT.match(document.text[c.end : c.end + 60])
    other = _KNOWN_AS.match(document.text[c.end : c.end + 60])
    given = (short.group(1) or short.group(2)) if short else other.group(1) if other else ""
    given = given or _initials(c.name, document.text[c.end : c.end + 60])
    if (
        given
        and given not in words.no_names
        and given not in _ROLES
        and not gazetteer.lookup(given, "City", "Region", "Country")
    ):
        features["abbreviation"] = given
    says = _SAYS.match(document.text[c.end : c.end + 20])
    if says or any(points > 0 and clue in _ACTS for clue, points in judged.clues):
        features["acts"] = "1"
    called = words.called_before(document.text[max(c.sentence.start, c.start - 60) : c.start])
    if called:
        features["called"] = called
    known = gazetteer.lookup(c.name, "Company") or (gazetteer.lookup_any_case(c.name, "Company") if c.known else ())
    return Mention(
        start=c.start,
        end=c.end,
        type="Company",
        form="name",
        name=re.sub(r"\s+", " ", c.name),
        rule=judged.rule,
        confidence=min(0.98, 0.6 + 0.06 * judged.score),
        gazetteer=known[0].key if known else None,
        features=tuple(sorted(features.items())),
    )
