"""Companies: names by ending, by what they are called, by what they do and own, and by the gazetteer.

A candidate is a run of capitalised words; what stands in it and around it gives points, and `_WORTH` points make it a
company. The model's entity labels are one piece of evidence among others: it takes products and plans for companies,
and misses "xiaomi". Words come from `ontology/lexicon/companies.ttl`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.capitals import CALENDAR, is_function_word
from kg.extract.companyagain import again, longest
from kg.extract.companycontext import (
    BASED,
    MAKES,
    SEATED,
    WORLD,
    Context,
    Usual,
    is_given_name,
    is_sort,
    is_town,
    no_firm,
    of_country,
    of_land,
)
from kg.extract.companynames import Candidate, candidates
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Mention

_WORTH: Final = 4
_PART: Final = re.compile(r"[\w&.'’-]+")
_CONTRACTED: Final = re.compile(r"(?:I|We|You|They|It|He|She|That|There|What|Who|Let)['’]\w+")
_TICKER: Final = re.compile(
    r"\s*\((?:[^()]{0,30}\b)?(?:NYSE|NASDAQ|Nasdaq|TSX|TSXV|LSE|HKEX|SEHK|SSE|SZSE|OTC\w*|TWSE|TSE|KRX|NSE|BSE|ASX"
    r"|Euronext|FWB|ETR|SIX|AIM|CSE)\b[^()]*\)"
)
_SHORT: Final = re.compile(r"\s*\(\s*(?:the\s+)?[\"“]?([A-Z][A-Za-z&.-]*(?: [A-Z][a-z]+)?)[\"”]?\s*\)")
_OWNER_BEFORE: Final = re.compile(
    r"\b(?:CEO|CFO|president|chairman|chief executive|executive|spokes(?:man|woman|person)|founder|director|engineer"
    r"|manager|head|subsidiary|unit|arm|division|affiliate|part|venture|partnership|partner|collaboration|contract|agreement|deal"
    r"|supplier|customers?|companies|makers|manufacturers|firms|suppliers|brands)"
    r" (?:of|with|for|at|between|to|from|such as|like|including) (?:the )?$"
    r"|\b(?:[Oo]ne|[Tt]he (?:first|largest|biggest|latest)|[Aa]nother) of (?:them|these|those|which), $"
    r"|\b(?:such as|led by|owned by|operated by|made by|built by|acquired by|run by|supplied by|founded by) $"
)


@dataclass(frozen=True, slots=True)
class _Judged:
    candidate: Candidate
    score: int
    rule: str


def find(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions of companies, in reading order.

    Features: `abbreviation` (given in brackets), `called` (the word it is described with: "automaker"), `full` (the
    longer name that a short one stands for).
    """
    words = CompanyWords.of(lexicon)
    context = Context.of(lexicon)
    usual = Usual.of(document)
    judged = [_judge(document, c, words, context, usual, gazetteer) for c in candidates(document, gazetteer, words)]
    accepted = [j for j in judged if j.score >= _WORTH]
    accepted = _support_lists(document, judged, accepted)
    accepted = _support_bullets(document, judged, accepted)
    found = longest([_mention(document, j, words, gazetteer) for j in accepted])
    found += list(again(document, found, gazetteer, words, usual))
    return tuple(sorted(longest(found), key=lambda m: m.start))


def _judge(
    document: Document,
    candidate: Candidate,
    words: CompanyWords,
    context: Context,
    usual: Usual,
    gazetteer: Gazetteer,
) -> _Judged:
    """Weigh what speaks for and against a candidate."""
    text, low, high = document.text, candidate.sentence.start, candidate.sentence.end
    lead, rest = text[low : candidate.start], text[candidate.end : high]
    name = candidate.name
    parts = _PART.findall(name)
    told = words.legal_end(parts) or words.legal_start(parts)
    if _is_none(parts, words, gazetteer, document, candidate) or (
        no_firm(name, lead, rest)
        or (not told and (usual.person(candidate) or _is_other(candidate, lead, rest, context, gazetteer)))
    ):
        return _Judged(candidate, -9, "none")
    score, rule = 0, "company-label"
    if candidate.known:
        plain_word = name in words.ambiguous or len(name) < 3
        score, rule = (2 if plain_word else 5), "company-known"
    if told:
        score, rule = score + 5, "company-legal"
    elif len(parts) > 1 and (words.suffix_end(parts) or of_land(candidate, rest, gazetteer)):
        score, rule = score + 2, "company-suffix" if not candidate.known else rule
    called = words.called_before(lead[-60:])
    if called and not candidate.place:
        score, rule = score + 4, "company-called"
    elif words.called_after(rest) or (not candidate.place and MAKES.match(rest)):
        score, rule = score + 4, "company-apposition"
    if "-" in lead[-60:] and BASED.search(lead[-60:]) and not candidate.place:
        score, rule = score + 4, "company-based"
    if _TICKER.match(rest) or (SEATED.match(rest) and not candidate.place):
        score, rule = score + 5, "company-listed"
    if _OWNER_BEFORE.search(lead[-60:]):
        score += 2
    score += _deeds(candidate, parts, lead, rest, words, context, usual, gazetteer)
    if words.suffix_end(parts) and not lead.strip() and rest.strip() in (".", "!") and not candidate.place:
        score += 2  # A name for an answer: "Harbour Plastics Machinery."
    label = _label(candidate)
    score += label if label > 0 or score < 4 else 0
    if candidate.place:
        score -= 3
    if not told and not candidate.known:
        score -= usual.plainness(parts)
    if candidate.sentence.kind in ("title", "heading") and not candidate.known:
        score -= 2
    return _Judged(candidate, score, rule)


def _deeds(
    candidate: Candidate,
    parts: Sequence[str],
    lead: str,
    rest: str,
    words: CompanyWords,
    context: Context,
    usual: Usual,
    gazetteer: Gazetteer,
) -> int:
    """Return the points for what a name does, runs and owns."""
    score = 0
    if context.runs(lead, rest):
        score += 3
    if of_country(lead, gazetteer):
        score += 2
    single = len(parts) == 1
    inside = not single or (
        bool(lead.strip(' “"')) and candidate.label != "PERSON" and parts[0].isalpha() and not usual.plainness(parts)
    )
    if not candidate.place and inside and context.has_plant(lead, rest, candidate.label):
        score += 5
    elif not candidate.place and context.holds(rest) and not usual.plainness(parts) and _is_proper(candidate):
        # "its": neither a person nor, with a name that no gazetteer knows, a government.
        score += 4
    elif words.owns(rest):
        score += 2
    elif context.works(rest):
        # Nobody else is the subject of such a sentence; at its beginning, a single word may be any noun.
        alone = single and not lead.strip(' “"')
        mistaken = (candidate.label == "GPE" and (len(parts) > 2 or of_land(candidate, rest, gazetteer))) or (
            words.suffix_end(parts)
        )
        score += 4 if (candidate.label in ("", "ORG") and not alone) or (mistaken and not candidate.place) else 2
    elif context.staffed(rest):
        score += 2
    elif words.acts(rest):
        score += 1
    return score


def _is_proper(candidate: Candidate) -> bool:
    """Tell whether the model takes the first word of a name for a proper noun, as a sentence's capital does not say."""
    parse = candidate.sentence.parse
    offset = candidate.start - candidate.sentence.start
    return parse is not None and any(t.idx == offset and t.tag_ in ("NNP", "NNPS", "FW") for t in parse)


def _is_other(candidate: Candidate, lead: str, rest: str, context: Context, gazetteer: Gazetteer) -> bool:
    """Tell whether the words around say that the name is a person's, a town's, a lobby's or a scheme's."""
    if context.person(lead, rest, candidate.label) or context.other(rest):
        return True
    if not candidate.known:
        return False
    return is_given_name(rest, candidate.label) or is_town(candidate.name, rest, gazetteer)


def _is_none(
    parts: Sequence[str], words: CompanyWords, gazetteer: Gazetteer, document: Document, candidate: Candidate
) -> bool:
    """Tell whether a name is that of a paper, a university, an agency, a plan, a day, or of the publisher."""
    name = candidate.name
    if (
        not parts
        or name in words.no_names
        or name in WORLD
        or (len(name) == 1 and not candidate.known)
        or _CONTRACTED.fullmatch(name)
        or (is_sort(parts) and not candidate.known)
        or parts[0] in CALENDAR
        or name.endswith(("-based", "-made", "-built", "-owned", "-led", "-wide", "-year"))
        or name.casefold() == (document.article.publisher or "").casefold()
    ):
        return True
    if len(parts) == 1 and (name.lower().removesuffix("s") in words.nouns or name.removesuffix("s") in words.no_names):
        return True
    if all(p in words.no_names or is_function_word(p) for p in parts):
        return True
    none = {p.rstrip(".") for p in parts} & words.not_companies
    if (
        none
        and not (words.legal_end(parts) or words.legal_start(parts))
        and not (candidate.known and gazetteer.lookup(name, "Company"))
    ):
        return True
    return bool(gazetteer.lookup(name, "Bureau", "Country", "Region")) or (
        gazetteer.country_of_adjective(name) is not None
    )


def _label(candidate: Candidate) -> int:
    """Return what the model's label of the name is worth; of several words, it takes what ends in a land for one."""
    if candidate.label == "GPE" and " " in candidate.name and not candidate.place:
        return 0
    return {"ORG": 2, "PERSON": 0 if candidate.known else -1, "GPE": -1, "PRODUCT": 0, "": 0}.get(candidate.label, -1)


def _support_lists(document: Document, judged: Sequence[_Judged], accepted: list[_Judged]) -> list[_Judged]:
    """Accept what nearly counts and stands in one list with companies ("Bosch, Infineon and NXP")."""
    spans = {(j.candidate.start, j.candidate.end) for j in accepted}
    more = list(accepted)
    for j in judged:
        if not -3 < j.score < _WORTH or (j.candidate.start, j.candidate.end) in spans:
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


def _support_bullets(document: Document, judged: Sequence[_Judged], accepted: list[_Judged]) -> list[_Judged]:
    """Accept the names that list items begin with where most items of the list begin with a company."""
    firsts: dict[int, list[_Judged]] = {}
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


def _mention(document: Document, judged: _Judged, words: CompanyWords, gazetteer: Gazetteer) -> Mention:
    c = judged.candidate
    features: dict[str, str] = {}
    short = _SHORT.match(document.text[c.end : c.end + 60])
    if (
        short
        and not gazetteer.lookup(short.group(1), "City", "Region", "Country")
        and short.group(1) not in words.no_names
    ):
        features["abbreviation"] = short.group(1)
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
