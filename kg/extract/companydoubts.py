"""What a name in capitals is where it is no company's: a paper's, a person's, a town's, an agency's or a day's."""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.capitals import CALENDAR, is_function_word
from kg.extract.companycandidate import Candidate
from kg.extract.companycontext import Context
from kg.extract.companykinds import (
    Usual,
    is_given_name,
    is_initials,
    is_namesake,
    is_opening,
    is_people,
    is_sort,
    is_town,
)
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document
from kg.gazetteer import Gazetteer

_LEADS: Final = frozenset(
    "Standard Guardian Globe Monitor Century Summit Alliance Vision Mission River Union Harbour Harbor".split()
)
# "Li2CO3".
_FORMULA: Final = re.compile(
    r"(?=.*\d)(?:(?:H|Li|Be|B|C|N|O|F|Na|Mg|Al|Si|P|S|Cl|K|Ca|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Zr|Nb|Mo|Ag|Cd|In|Sn"
    r"|Sb|W|Pb|U|Y|La|Ce|Nd|Pr)\d*){2,}"
)
SITE: Final = re.compile(r" (?:plant|factory|mill|site|works|facility|foundry|refinery|smelter|shipyard)\b")
# Words for a firm that people are called by as well.
_PEOPLE: Final = frozenset({"owner", "partner", "investor", "backer", "trader", "dealer"})
_MAKERS: Final = frozenset(
    "producer publisher pioneer distiller brewer innovator player developer builder consultant grower operator".split()
)
_INVESTOR: Final = re.compile(r"\b(?:backer|shareholder|owner|lender|parent),? (?:the )?[A-Z]\w+ investor $")
_SHOPS: Final = frozenset({"Mill", "Smelter", "Refinery", "Foundry", "Brewery", "Tannery", "Shipyard", "Sawmill"})
_TITLES: Final = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Shri", "Smt"})
_SUM: Final = re.compile(r"[A-Z]{1,3}[a-z]{0,2}\$?\d[\d.,]*(?:m|bn|k)?")  # "Sh180", "RM4.5"
_ARTICLE: Final = re.compile(r"\b[Aa]n? $")
_STATE: Final = re.compile(r"[A-Z]{2}")
_INVESTING: Final = re.compile(r"(?:,| is| was) an? (?:[\w-]+ ){0,4}(?:investor|owner|partner|dealer|trader|backer)\b")
_ORE: Final = re.compile(r" (?:(?:[a-z]+ )?project|deposit|orebody|ore body|prospect|vein|tenements?|mine)\b")
_CONTRACTED: Final = re.compile(r"(?:I|We|You|They|It|He|She|That|There|What|Who|Let)['’]\w+")


def is_person_called(
    called: str, candidate: Candidate, parts: Sequence[str], lead: str, rest: str, words: CompanyWords, usual: Usual
) -> bool:
    """Tell whether a word for a firm or a person stands before or behind what the model takes for a person."""
    if not called:
        return candidate.label == "PERSON" and bool(_INVESTING.match(rest)) and not words.suffix_end(parts)
    if candidate.name in usual.people and called in _MAKERS:
        return True  # "acclaimed producer Yang Qian"
    if called not in _PEOPLE or candidate.label != "PERSON" or words.suffix_end(parts):
        return False
    # "Its only backer, Danish investor Sundkilde, …": a single name is a firm's.
    return not (len(parts) == 1 and rest.startswith(",") and _INVESTOR.search(lead[-60:]))


def is_other(
    candidate: Candidate, lead: str, rest: str, words: CompanyWords, context: Context, gazetteer: Gazetteer
) -> bool:
    """Tell whether the words around say that the name is a person's, a town's, a lobby's or a scheme's."""
    maker = words.called_before(lead[-60:]) not in {"", *_PEOPLE}
    if maker and rest.startswith(", who "):
        return False  # "the fitters of the press builder Oberlechner, who"
    if context.person(lead, rest, candidate.label) or context.other(rest) or is_opening(candidate, lead, rest):
        return True
    if not candidate.known:
        return False
    return is_given_name(rest, candidate.label) or is_town(candidate.name, rest, gazetteer)


def _is_form(parts: Sequence[str], lead: str, gazetteer: Gazetteer) -> bool:
    """Tell whether an article stands before a place and a form of law: "a Nevada Corporation"."""
    name = " ".join(parts)
    home = bool(gazetteer.lookup(name, "Country", "Region")) or gazetteer.country_of_adjective(name) is not None
    return home and bool(_ARTICLE.search(lead[-4:]))


def _is_deposit(candidate: Candidate, text: str) -> bool:
    """Tell whether a known name is that of a project at a deposit of this name: "the Orlo project"."""
    name = re.escape(candidate.name)
    lead = text[max(0, candidate.start - 4) : candidate.start].lower()
    return (
        lead == "the "
        and bool(_ORE.match(text, candidate.end))
        and bool(re.search(rf"\b[Tt]he {name} (?:deposit|orebody|ore body|prospect|vein|tenements?)\b", text))
    )


def _is_addressed(parts: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Tell whether a name is a town with the letters of its state: "Las Vegas NV"."""
    if len(parts) < 2 or not _STATE.fullmatch(parts[-1]):
        return False
    return bool(gazetteer.lookup(" ".join(parts[:-1]), "City")) and bool(gazetteer.lookup(parts[-1], "Region"))


def is_none(
    parts: Sequence[str],
    words: CompanyWords,
    context: Context,
    gazetteer: Gazetteer,
    document: Document,
    candidate: Candidate,
) -> bool:
    """Tell whether a name is that of a paper, a university, an agency, a plan or a day."""
    name = candidate.name
    if (
        not parts
        or name in words.no_names
        or name in words.others.world
        or (len(name) == 1 and not candidate.known)
        or _CONTRACTED.fullmatch(name)
        or ((_SUM.fullmatch(name) or _FORMULA.fullmatch(name)) and not candidate.known)
        or (is_sort(parts, words.others) and not candidate.known)
        or parts[0] in CALENDAR
        or (parts[0].endswith(("factory", "Factory")) and not candidate.known and not words.legal_end(parts))
        or (candidate.known and _is_deposit(candidate, document.text))
        # "By *Empowering* Health Systems": what somebody does.
        or (not candidate.known and (candidate.tag == "VBG" or _is_addressed(parts, gazetteer)))
        or parts[0].rstrip(".") in _TITLES
        or (parts[0] == "Giga" and len(parts) > 1)
        or name.endswith(("-based", "-made", "-built", "-owned", "-led", "-wide", "-year", "-as-a-Service"))
        or (not candidate.known and (is_people(parts, gazetteer) or is_initials(name, document.text, words)))
        or (candidate.known and is_namesake(name, document.text, gazetteer, words))
        or (words.legal_end(parts) and _is_form(parts[:-1], document.text[: candidate.start], gazetteer))
    ):
        return True
    if "&" in parts and all(p == "&" or gazetteer.lookup(p, "Country", "Region") for p in parts):
        return True  # "Chief Financial Officer – India & Australia"
    if len(parts) == 1 and (name.lower().removesuffix("s") in words.nouns or name.removesuffix("s") in words.no_names):
        return True
    if all(p in words.no_names or is_function_word(p) for p in parts):
        return True
    leads = parts[0] in _LEADS and words.suffix_end(parts)  # "Standard Copper", "Guardian Glass"
    none = {p.rstrip(".") for p in parts[leads:]} & words.not_companies
    if none == {parts[-1]} & _SHOPS and context.holds("", document.text[candidate.end : candidate.sentence.end]):
        none = set()  # "KRV Plate Mill shut its works"
    if (
        none
        and not (words.legal_end(parts) or words.legal_start(parts))
        and not (candidate.known and gazetteer.lookup(name, "Company"))
    ):
        return True
    if not candidate.known and SITE.match(document.text, candidate.end) and len(parts) > 1:
        town = gazetteer.lookup(parts[-1], "City") or re.search(rf"\b(?:in|at) {re.escape(parts[-1])}\b", document.text)
        if town and not words.suffix_end(parts):
            return True  # "the Abbott Sturgis plant"
    return bool(gazetteer.lookup(name, "Bureau", "Country", "Region")) or (
        gazetteer.country_of_adjective(name) is not None
    )
