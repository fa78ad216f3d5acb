"""What a name is to others in the words beside it: the owner of a mill, the firm an analyst works for, one of a list.

Nothing here asks what the name itself looks like; places are left out by the caller.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.extract.capitals import UPPER, is_function_word
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, alternation

_WORD: Final = rf"[{UPPER}][\w&'’-]*(?:\.[\w&'’-]+)*"
_NAME: Final = rf"{_WORD}(?: (?:& )?{_WORD}){{0,3}}"
# "Belongs to Orrin", "was sold to Orrin".
_GOES_TO: Final = re.compile(
    r"\b(?:belong(?:s|ed|ing)?|(?:sold|leased|let|rented|handed|transferred|awarded|licensed|passed)(?: off| out| over"
    r"| back)?) to (?:the )?$"
)
_DEALS: Final = re.compile(
    r"\b(?:(?:comes?|came|bought|ordered|sourced|hired|rented|supplied|delivered) from|(?:goes|go|went|gone) to"
    r"|(?:lent|pays?|paid|gave|granted|awarded)) (?:the )?$"
)
_WHICH: Final = re.compile(r"(?: ?\([^()]{1,40}\))?, (?:which|whose)\b(?! (?:is|was|lies|has a population)\b)")
_BEST: Final = re.compile(
    r"\b(?:newest|latest|largest|biggest|oldest|smallest|first|second|third|next|last|best known|most recent|other"
    r"|busiest|main|only)\b(?: [a-z][\w'’-]*| [A-Z]\w+['’]s){0,6} (?:is|was|will be|came|comes) (?:the )?$"
)
_BUSINESS: Final = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Aa]nother|[Oo]ther|whose|['’]s) (?:[\w-]+ ){0,3}(?:customer|supplier|rival"
    r"|competitor|licensee|tenant|backer|shareholder|subcontractor|offtaker|bidder)(?: (?:in|of|for) [\w ]{2,25})?,"
    r"(?: (?:the )?[A-Z]\w+ investor)? $"
)
# "Delmara's chief executive": neither people nor lands have one.
_OFFICERS: Final = re.compile(
    r"['’]s? (?:[a-z]+ )?(?:chief (?:executive|financial|operating)|CEO|CFO|COO|managing director|finance director"
    r"|board of directors|shareholders|share price|creditors|headquarters|head office)\b"
)
# "It is built by a young company, Helioform."
_A_FIRM: Final = re.compile(
    r"\b(?:an?|another|one) (?:[\w-]+ ){0,3}(?:company|firm|start-?up|manufacturer|producer|supplier|subsidiary"
    r"|[a-z]*maker|contractor), $"
)
_FAMILY: Final = re.compile(r"\b(?:[Ff]amily|[Bb]rothers|[Ss]isters)['’]s? (?:[a-z-]+ )?$")
_GROUP: Final = re.compile(
    r" (?:group|concern|conglomerate|firm|company)\b(?! (?:of|for|from|stage|photo|picture|discussion|phase|A|B)\b)"
)
_NO_GROUP: Final = re.compile(
    r"\b(?:Working|Advisory|Focus|Task|Steering|Study|Expert|Interest|Contact|Support)$|-[a-z]+$"
)
_THE: Final = re.compile(r"\b[Tt]he $")
_HOME: Final = re.compile(rf" of ((?:the )?[{UPPER}][\w.-]+(?: [{UPPER}][\w.-]+)?)\b")
_FROM: Final = re.compile(r"\b(?:from|by|with|to) $")
_RESEARCH: Final = re.compile(
    r"\b(?:[Aa]nalysts?|[Ss]trategists?|[Bb]rokers?|[Pp]ollsters?|[Ff]orecasters?|[Cc]onsultants?|[Ff]und managers?"
    r"|[Mm]arket researchers?)"
    r"(?: (?:at|with|from|of))? (?:the )?$"
)
_REPORTED: Final = re.compile(
    r"\b(?:[Aa]s (?:reported|estimated|calculated|noted) by|(?:[Aa] )?(?:survey|study|note|forecast|estimate|research"
    r"|analysis|poll)s? (?:by|from)|[Dd]ata (?:from|by)|[Aa]ccording to (?:a |the )?(?:\w+ ){0,2}(?:by|from|of)) $"
)
_TAKEN: Final = re.compile(
    r"\b(?i:acquir(?:e|es|ed|ing)|acquisition of|takeover of|t(?:akes|aking|ook|aken) over|merg(?:er|ed|es|ing) with"
    r"|bu(?:ys|ying)|bought|stake in|shares (?:in|of)|shareholders? of|subsidiar(?:y|ies) of"
    r"|(?:co-?)?found(?:ed|er of)|heads|chairs|chair(?:man|woman) of) "
    r"(?:the )?(?:rest of )?$"
)
_INTRO: Final = re.compile(
    r"\b(?i:companies|firms|makers|manufacturers|producers|suppliers|retailers|customers|clients|rivals"
    r"|competitors|(?:industry|market) (?:players|leaders)|giants|majors|tenants|exporters|importers"
    r"|operators|contractors|conglomerates|multinationals|start-?ups|[a-z]+makers)"
    r"(?: [a-z][\w-]*){0,4}?,? (?:such as|like|including|notably|among them|namely) (?:the )?(?=[^\W\d_])"
    r"|\b(?:consortium|joint venture|tie-up) (?:of|between) (?=[^\W\d_])"
)
_ITEM: Final = re.compile(rf"(?:the )?({_NAME})(?: \([^()]{{1,40}}\))?")
_LETTERS: Final = re.compile(r"[A-Z]{2,4}s?")  # "OEMs, ODMs and EMS"
_JOINT: Final = re.compile(r",? (?:and|or|&) |, ")
_BETWEEN: Final = (
    r"(?: (?!(?:the|a|an|of|in|at|for|and|or|to|from|by|with|is|was|are|were|has|had|have|will|would|its|their|that"
    r"|which|who|as|on|near|says?|said|workers?|makes|made|runs|owns|wants|officials?|state|government|family)\b)"
    r"[a-z][a-z-]+){0,3}"
)
_IN_TOWN: Final = re.compile(rf",? (?:in|at|near|outside) ((?:[{UPPER}][\w’'-]+ ){{0,2}}[{UPPER}][\w’'-]+)")
_TOWN_BEFORE: Final = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside) ((?:[{UPPER}][\w’'-]+ ){{0,2}}[{UPPER}][\w’'-]+),[^.;:]{{0,40}}$"
)
_ONE_OF: Final = re.compile(r"\b(?:an?|another|two|three|new|second|third)\b(?: [a-z][\w-]*){0,4} $")
_PARK: Final = re.compile(r"(?:park|estate|city|township|campus|commerce)$")  # called after where they lie
_SITE_LEAD: Final = re.compile(r"\b(?:[Tt]he|[Aa]t|[Ff]rom) (?:(?:new|old|former|nearby|existing|big|giant) )?$")


def roles(
    name: str, label: str, lead: str, rest: str, gazetteer: Gazetteer, lexicon: Lexicon
) -> Iterator[tuple[str, int]]:
    """Yield the clues, with points, that the words before (`lead`) and after (`rest`) a name in its sentence give.

    `label` is the model's, which takes many firms that it does not know for people.
    """
    near = lead[-100:]
    goes_on = bool(_WHICH.match(rest))
    if _GOES_TO.search(near):
        yield "goes-to", 3 + 2 * goes_on
    elif label in ("", "PERSON") and " " in name and _DEALS.search(near):
        yield "deals", 2
    if _BEST.search(near) and goes_on:
        yield "superlative", 4
    if label == "PERSON" and " " not in name and rest.startswith(",") and _BUSINESS.search(near):
        yield "partner", 4  # "Its rival, Tessaro, …": the model takes it for somebody
    if _OFFICERS.match(rest) and label not in ("GPE", "LOC", "NORP"):
        yield "officers", 4
    if _A_FIRM.search(near) and re.match(r"[,.;]", rest) and (label != "PERSON" or " " not in name):
        yield "a-firm", 4
    if _FAMILY.search(near):
        yield "family", 4
    if (
        _THE.search(near[-5:])
        and _GROUP.match(rest)
        and not _NO_GROUP.search(name)
        and label not in ("NORP", "GPE", "LOC", "EVENT")
    ):
        yield "group", 4
    if _RESEARCH.search(near):
        yield "research", 4
    elif _REPORTED.search(near):
        yield "reported", 2
    if _TAKEN.search(near) and label not in ("GPE", "LOC", "NORP"):
        yield "taken", 2
    if at_home(lead, rest, gazetteer) and (_FROM.search(near[-8:]) or "&" in name):
        yield "at-home", 4
    points = _plant_of(label, lead, rest, gazetteer, lexicon)
    if points and not gazetteer.lookup(name.rsplit(maxsplit=1)[-1], "City"):
        yield "named-plant", points


def at_home(lead: str, rest: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a name without an article is told by its country: "from Tillberg of Sweden"."""
    match = _HOME.match(rest[:60])
    return match is not None and not _THE.search(lead[-5:]) and bool(_country(match[1], gazetteer))


def _country(words: str, gazetteer: Gazetteer) -> bool:
    name = words.removeprefix("the ")
    return any(gazetteer.lookup(form, "Country") for form in (name, name.split()[0]))


def listed(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where the items of a list of firms stand: "rivals such as Ardenti, Nestlé and Tarvik"."""
    for intro in _INTRO.finditer(sentence):
        at = intro.end()
        while item := _ITEM.match(sentence, at):
            if not _LETTERS.fullmatch(item[1]):
                yield item.span(1)
            joint = _JOINT.match(sentence, item.end())
            if joint is None:
                break
            at = joint.end()


def _plant_of(label: str, lead: str, rest: str, gazetteer: Gazetteer, lexicon: Lexicon) -> int:
    """Return what it is worth that a plant is told by a name: "the Hengtai anode factory in Debrecen"."""
    indefinite = _indefinite(lead, lexicon) and bool(_IN_TOWN.match(rest[:50]))
    if indefinite and label in ("", "ORG", "PERSON", "GPE"):
        return 5 if label == "GPE" else 4  # "a pump foundry of Grabner in Graz"
    if label in ("GPE", "LOC", "NORP", "FAC"):
        return 0
    if _plants(lexicon)[1].search(lead[-40:]):
        return 4 if _in_town(rest, gazetteer) else 0
    match = _plants(lexicon)[0].match(rest[:70]) if label != "PRODUCT" else None
    if match is None or not _SITE_LEAD.search(lead[-20:]):
        return 0
    behind = rest[match.end() :]
    if _in_town(behind, gazetteer) or _town_before(lead, gazetteer):
        return 4
    # Something after "in" is where it stands, even if no gazetteer lists it.
    return 3 if _IN_TOWN.match(behind[:50]) and not label else 2 if match[0].count(" ") > 1 else int(not label)


def _indefinite(lead: str, lexicon: Lexicon) -> bool:
    match = _plants(lexicon)[1].search(lead[-40:])
    return match is not None and bool(_ONE_OF.search(lead[: len(lead) - len(match[0])]))


def _in_town(rest: str, gazetteer: Gazetteer) -> bool:
    match = _IN_TOWN.match(rest[:50])
    return match is not None and _city(match[1], gazetteer)


def _town_before(lead: str, gazetteer: Gazetteer) -> bool:
    match = _TOWN_BEFORE.search(lead[-100:])
    return match is not None and _city(match[1], gazetteer)


def _city(words: str, gazetteer: Gazetteer) -> bool:
    parts = words.split()
    return any(gazetteer.lookup(" ".join(parts[:n]), "City") for n in range(len(parts), 0, -1))


@lru_cache(maxsize=4)
def _plants(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a plant right after a name, and one with "of" right before it."""
    heads = {f for e in lexicon.denoting("Facility") if e.role == "head" for f in (*e.forms, *e.plurals)}
    plants = alternation(
        {h for h in heads if h[:1].islower() and not _PARK.search(h)}
        | {"plant", "factory", "mill", "works"} - {"complex"}
    )
    return (
        re.compile(rf"{_BETWEEN} (?:{plants})\b(?! (?:worker|manager|closure|owner|of)s?\b)"),
        re.compile(rf"\b(?:{plants}|line|yard) of $"),
    )


def ordinary_pair(name: str, known: frozenset[str]) -> bool:
    """Tell whether both sides of an ampersand are ordinary words ("Oil & Gas"); `known` are some, in small letters."""
    return all(p == "&" or p.lower() in known or is_function_word(p) for p in name.split())
