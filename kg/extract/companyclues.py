"""What speaks for and against a name's being a company's: clues in the name and around it, pooled over the article.

Every clue has a kind and points. What one mention lacks another may have ("Nortia is building a plant … the company",
"according to Nortia"), so that a name is weighed by the best clue of each kind that any of its mentions gives.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.extract.companycandidate import Candidate
from kg.extract.companycontext import BASED, MAKES, SEATED, Context
from kg.extract.companydoubts import SITE, is_none, is_other, is_person_called
from kg.extract.companykinds import Usual, no_firm, of_country, of_land, of_seat
from kg.extract.companyroles import ordinary_pair, roles
from kg.extract.companysyntax import Syntax, has_article, is_modifier
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon

WORTH: Final = 4
_STRONG: Final = 3
_PAIR: Final = re.compile(r"[^\W\d_]['’\w.-]+(?: [\w.-]+)? & [^\W\d_][\w’'-]+(?: [\w’'-]+)?")
_PART: Final = re.compile(r"[\w&.'’-]+")
_THE: Final = re.compile(r"\b[Tt]he $")
# "Farmers such as Juma Mwangi".
_HUMANS: Final = re.compile(
    r"\b(?:farmers|workers|ministers|politicians|leaders|people|women|men|growers|weavers|owners|officials|residents"
    r"|traders|artisans|investors|founders|executives) (?:[a-z]+ ){0,3}(?:such as|like|including) $",
    re.I,
)
_TICKER: Final = re.compile(
    r"\s*\((?:[^()]{0,30}\b)?(?:NYSE|NASDAQ|Nasdaq|TSX|TSXV|LSE|HKEX|SEHK|SSE|SZSE|OTC\w*|TWSE|TSE|KRX|NSE|BSE|ASX"
    r"|Euronext|FWB|ETR|SIX|AIM|CSE)\b[^()]*\)"
)
_OWNER_BEFORE: Final = re.compile(
    r"\b(?:CEO|CFO|president|chairman|chief executive|executive|spokes(?:man|woman|person)|founder|engineer"
    r"|subsidiary|unit|arm|division|affiliate|part|venture|partner|contract|agreement|deal"
    r"|supplier|customers?|companies|makers|manufacturers|firms|suppliers|brands)"
    r" (?:of|with|for|at|between|to|from|such as|like|including) (?:the )?$"
    r"|\b(?:directors?|managers?|heads?|principals?|partners?) at (?:the )?$"
    r"|\b(?:personnel|technicians|experts|specialists|staff) (?:from|of|at) $"
    r"|\b(?:[Oo]ne|[Tt]he (?:first|largest|biggest|latest)|[Aa]nother) of (?:them|these|those|which), $"
    r"|\b(?:machines?|equipment|machinery|technology|robots?|tools|turbines?|presses|furnaces?|components?|parts|software"
    r"|systems?) (?:made by |supplied by |bought )?from $"
    r"|\b(?:[Aa]cquir(?:ed|es|e|ing)|[Aa]cquisition of|[Tt]akeover of|[Mm]erger with) $"
    r"|\b(?:such as|led by|owned by|operated by|made by|built by|acquired by|run by|supplied by|founded by) $"
)


# Agencies and charities have partners and directors, too.
_BESIDE: Final = re.compile(
    r"\b(?:director|manager|head|partnership|collaboration) (?:of|with|for|between|to) (?:the )?$"
)
# "The main contractor for the hall is Wearmouth Construction".
_PARTY: Final = re.compile(
    r"\b[Tt]he (?:\w+ )?(?:contractor|supplier|operator|owner|builder|developer|customer|investor|tenant|buyer)"
    r"(?: (?:for|of|on|in|at) [^.,;]{2,40})? (?:is|was|will be) (?:the )?$"
)


# Where a sentence's subject stands: at its beginning, or behind where or when.
_OPENING: Final = re.compile(
    r'[ “"]*(?:(?:In|At|On|Across|Over|Near|Outside|Beyond|Further|Meanwhile|Elsewhere|Since|After)\b[^,.;:]{0,60}, )?'
)
# "The agency is investing $40 million into Prime Gallium".
_PAID_INTO: Final = re.compile(
    r"\binvest(?:s|ed|ing)? (?:over |about |nearly |up to |more than )?[$€£¥][\d.,]+ (?:million|billion) into $"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the clues for and against it, and the rule that the first of them gives."""

    candidate: Candidate
    clues: tuple[tuple[str, int], ...]
    rule: str

    @property
    def score(self) -> int:
        """The sum of its clues; `WORTH` points make a company."""
        return sum(points for _, points in self.clues)


def pooled(judged: Sequence[Judged]) -> list[Judged]:
    """Return the candidates, each unknown name with the best clue of every kind that its mentions give.

    A first word alone counts for the one longer name that it begins ("Nortia" for "Nortia Materiales"). Only a clue
    that weighs makes the others count: labels and verbs of saying alone do not add up to a company.
    """
    groups: dict[str, list[Judged]] = defaultdict(list)
    for j in judged:
        if j.rule != "none" and not j.candidate.known and not j.candidate.place:
            groups[j.candidate.name].append(j)
    firsts: dict[str, set[str]] = defaultdict(set)
    for name in groups:
        if " " in name:
            firsts[name.split(maxsplit=1)[0]].add(name)
    best: dict[str, dict[str, int]] = {}
    for name, group in groups.items():
        longer = firsts[name] if " " not in name else set()
        for clue, points in (c for j in group for c in j.clues):
            for form in (name, *longer) if len(longer) == 1 else (name,):
                clues = best.setdefault(form, {})
                clues[clue] = max(points, clues.get(clue, points))
    out = []
    for j in judged:
        clues = best.get(j.candidate.name, {}) if j.rule != "none" else {}
        strong = any(points >= _STRONG for kind, points in clues.items() if kind != "label")
        raised = tuple(sorted(clues.items()))
        better = strong and sum(clues.values()) > j.score and not j.candidate.place and not j.candidate.known
        out.append(replace(j, clues=raised) if better else j)
    return out


def judge(
    document: Document,
    candidate: Candidate,
    words: CompanyWords,
    context: Context,
    usual: Usual,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    syntax: Syntax,
) -> Judged:
    """Weigh what speaks for and against a candidate where it stands."""
    text, low, high = document.text, candidate.sentence.start, candidate.sentence.end
    lead, rest = text[low : candidate.start], text[candidate.end : high]
    name = candidate.name
    parts = _PART.findall(name)
    told = words.legal_end(parts) or words.legal_start(parts)
    if is_none(parts, words, context, gazetteer, document, candidate) or (
        no_firm(name, lead, rest, words.others)
        or (not told and (usual.person(candidate) or is_other(candidate, lead, rest, words, context, gazetteer)))
    ):
        return Judged(candidate, (("none", -9),), "none")
    clues: dict[str, int] = {}
    rule = "company-label"
    if candidate.known:
        clues["known"], rule = _known(candidate, parts, words, usual), "company-known"
    inside = not candidate.known and is_modifier(candidate, words)
    if told:
        clues["legal"], rule = 5, "company-legal"
    elif len(parts) > 1 and (words.suffix_end(parts) or of_land(candidate, rest, gazetteer, words.others)):
        plain_pair = "&" in parts and ordinary_pair(name, words.ordinary)  # "Clean Energy & Power"
        clues["suffix"], rule = 0 if plain_pair else 2 - inside, "company-suffix" if not candidate.known else rule
    if len(parts) > 2 and parts[-1] == "Services" and gazetteer.lookup(parts[0], "Company"):
        clues["suffix"] = 4  # A known firm's arm: "Siemens Energy Services", "Amazon Web Services".
    called = words.called_before(lead[-60:])
    if (
        called
        and not (candidate.place or (inside and len(parts) == 1))
        and not is_person_called(called, candidate, parts, lead, rest, words, usual)
    ):
        clues["called"], rule = 4, "company-called"
    elif (words.called_after(rest) and not is_person_called("", candidate, parts, lead, rest, words, usual)) or (
        not candidate.place and MAKES.match(rest)
    ):
        clues["called"], rule = 4, "company-apposition"
    if "-" in lead[-60:] and BASED.search(lead[-60:]) and not candidate.place:
        clues["based"], rule = 4, "company-based"
    if _TICKER.match(rest) or (SEATED.match(rest) and not candidate.place):
        clues["listed"], rule = 5, "company-listed"
    somebody = candidate.label == "PERSON" and not words.suffix_end(parts) and _HUMANS.search(lead[-40:])
    if _OWNER_BEFORE.search(lead[-60:]) and not (somebody or (inside and len(parts) == 1)):
        clues["related"] = 2
    elif _BESIDE.search(lead[-60:]) and not somebody:
        clues["related"] = 2 if words.suffix_end(parts) else 1
    paid = _PARTY.search(lead[-90:]) or (len(parts) > 1 and _PAID_INTO.search(lead[-70:]))
    if paid and not candidate.place and candidate.label not in ("PERSON", "GPE", "LOC"):
        clues["related"] = 4
    if not candidate.place and not candidate.known:
        clues.update(roles(name, candidate.label, lead, rest, gazetteer, lexicon))
        clues.update(_shape(name, parts, words, usual))
    clues["seat"], behind = of_seat(candidate, rest, words, gazetteer)
    clues.update(_deeds(candidate, parts, lead, behind, words, context, usual, gazetteer))
    if not candidate.known and not usual.plainness(parts) and candidate.proper:
        for clue, points in syntax.clues(candidate):
            clues[clue] = max(points, clues.get(clue, points))
    if not candidate.place and _OPENING.fullmatch(lead) and context.taken_up(rest, text[high : high + 40]):
        clues["taken-up"] = 2
    if words.suffix_end(parts) and not lead.strip() and rest.strip() in (".", "!") and not candidate.place:
        clues["answer"] = 2  # A name for an answer: "Harbour Plastics Machinery."
    label = _label(candidate, rest, telling=bool(told or words.suffix_end(parts)))
    clues["label"] = label if label > 0 or sum(clues.values()) < WORTH else 0
    clues.update(_against(candidate, document, 0 if told else usual.plainness(parts), told=bool(told)))
    return Judged(candidate, tuple(sorted(clues.items())), rule)


def _known(candidate: Candidate, parts: Sequence[str], words: CompanyWords, usual: Usual) -> int:
    """Return what it is worth that the gazetteer has a name: less if it is a word, a river or a planet as well."""
    if len(parts) == 1 and has_article(candidate):
        return 0
    word = candidate.name in words.ambiguous | words.homonyms or len(candidate.name) < 3
    return 2 if word or (len(parts) == 1 and usual.plainness(parts)) else 5


def _against(candidate: Candidate, document: Document, plain: int, *, told: bool) -> Iterator[tuple[str, int]]:
    """Yield the clues against a name: a place's, the publisher's, plain words, capitals that headings give."""
    if candidate.place:
        yield "place", -3
    if not told and candidate.name.casefold() == (document.article.publisher or "").casefold():
        yield "publisher", -2  # A paper, unless it builds and makes things: the newsroom of a firm.
    if not candidate.known:
        yield "plain", -plain
        if candidate.sentence.kind in ("title", "heading"):
            yield "title", -2


def _shape(name: str, parts: Sequence[str], words: CompanyWords, usual: Usual) -> Iterator[tuple[str, int]]:
    """Yield the clues of what a name is made of: a word of another tongue for a works, two names and an ampersand."""
    if words.kind(parts):
        yield "kind", 3
    # "Rocks & StocksAustin": two lines of a page run together.
    if (
        _PAIR.fullmatch(name)
        and not re.search(r"[a-z][A-Z]", parts[-1])
        and not ordinary_pair(name, usual.small | words.ordinary)
    ):
        yield "pair", 3


def _deeds(
    candidate: Candidate,
    parts: Sequence[str],
    lead: str,
    rest: str,
    words: CompanyWords,
    context: Context,
    usual: Usual,
    gazetteer: Gazetteer,
) -> Iterator[tuple[str, int]]:
    """Yield the clues of what a name does, runs, owns and is spoken of as."""
    if context.runs(lead, rest):
        yield "runs", 3
    if of_country(lead, gazetteer):
        yield "country", 2
    single = len(parts) == 1
    plain = usual.plainness(parts)
    inside = (not single or candidate.label == "ORG") or (
        bool(lead.strip(' “"')) and candidate.label != "PERSON" and parts[0].isalpha() and not plain
    )
    if not candidate.place and inside and context.has_plant(lead, rest, candidate.label):
        yield "plant", 5
    elif (
        not candidate.place
        and not plain
        and candidate.proper
        and candidate.label != "LOC"
        and context.holds(lead, rest)
    ):
        # "its": neither a person nor, with a name that no gazetteer knows, a government.
        yield "holds", 4
    elif words.owns(rest):
        yield "owns", 2
    elif context.works(lead, rest):
        # Nobody else is the subject of such a sentence; at its beginning, a single word may be any noun.
        alone = single and not lead.strip(' “"') and (plain > 0 or parts[0].endswith("s") or not candidate.proper)
        mistaken = (
            candidate.label == "GPE" and (len(parts) > 2 or of_land(candidate, rest, gazetteer, words.others))
        ) or (words.suffix_end(parts))
        firm = candidate.label in ("", "ORG", "PRODUCT") and not alone
        yield "works", 4 if firm or (mistaken and not candidate.place) else 3 if candidate.label == "PERSON" else 2
    elif context.staffed(rest):
        # "The Corolla plant": what tells a plant may be a town or what it makes.
        yield "staffed", 1 if single and _THE.search(lead[-5:]) and SITE.match(rest) else 2
    elif words.acts(rest):
        yield "acts", 1
    if not candidate.place and candidate.label != "GPE" and context.names_plant(lead, rest, gazetteer):
        yield "names-plant", 5 if candidate.label == "PERSON" else 4
    if context.employs(rest) and not candidate.place:
        yield "employs", 2


def _label(candidate: Candidate, rest: str, *, telling: bool) -> int:
    """Return what the model's label of the name is worth; of several words, it takes what ends in a land for one.

    `telling`: the name ends as firms' names do, so that a person's label is a mistake.
    """
    if candidate.label == "ORG" and candidate.start == candidate.sentence.start and rest.lstrip()[:1] == ":":
        return 0  # "Integrated Data Systems: The agency will …" is a heading.
    if candidate.label == "GPE" and " " in candidate.name and not candidate.place:
        return 0
    person = 0 if candidate.known or telling else -1
    return {"ORG": 2, "PERSON": person, "GPE": -1, "PRODUCT": 0, "": 0}.get(candidate.label, -1)
