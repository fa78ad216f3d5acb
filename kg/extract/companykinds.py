"""What a name is by itself and in its article: a sort of things, a town, a land's, a person's, a word written small."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.capitals import DIRECTIONS, UPPER, is_capital
from kg.extract.companycandidate import Candidate
from kg.extract.companyothers import OtherWords
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document
from kg.gazetteer import Gazetteer

# Not in an address: "www.aemetis.com" writes no word small.
_SMALL: Final = re.compile(r"(?<![\w./@-])[a-z]{3,}(?![\w@/-]|\.\w)")
_QUOTED: Final = re.compile(r" [A-Z]{0,3}[$€£¥₹]?\d[\d.,]*p? \([+−–-]")
_MAKER: Final = re.compile(r"\w+maker ")  # "Tubemaker Calsonic" is nobody.
_CLAUSE: Final = re.compile(r", (?:an?|the|its?|they|their|we|our|he|she|[A-Z])\b")
_DATELINE: Final = re.compile(
    rf"^([{UPPER}]{{3,}}(?: [{UPPER}]{{3,}}){{0,2}}), [A-Z][\w.]+[^\n]{{0,40}}? (?:[-–—]|--) ", re.M
)
_INITIALS: Final = re.compile(r"[A-Z]{3,6}")
_THING: Final = re.compile(r" (?:[A-Z]|(?:factory|plant|mill|site|unit|facility|fab|line)\b)")
# "Follow us on Instagram and Facebook": where a firm is read, not a firm of the article.
_CHANNEL = re.compile(
    r"\b(?:[Ff]ollow|[Ff]ind|[Ll]ike|[Cc]onnect|[Jj]oin|[Vv]isit|[Cc]ommunicate|[Ww]atch|[Ss]ubscribe)\b[^.!?]{0,60}\bon"
    r" (?:[A-Z]\w*(?:, | and |, and | or ))*$"
)
# "Traded on Kestrex": where shares are dealt in.
_TRADED: Final = re.compile(
    r"\b(?:(?:[Ll]isted|[Tt]raded|[Qq]uoted|[Ll]ists|[Tt]rades|floated|debut(?:ed)?) on (?:the )?(?:[\w-]+ ){0,3}"
    r"|(?:stock exchange|stock market|bourse|board|index)(?: subsidiary| segment| arm| called| named)?,? )$"
)
_SCHEME: Final = re.compile(r" (?:program|programme|scheme|initiative|policy|act|law|rules?|mandate|licen[cs]e)s?\b")
_MONEY: Final = re.compile(r"[A-Z]{3}")
# "Soon to be renamed Isiah Enterprises": a name to come.
_TO_COME = re.compile(r"\b(?:to|will|would) be (?:renamed|rebranded|called)(?: as)? (?:the )?[\"“]?$")
# "About Acme" run into the paragraph "Acme is …": the name stands elsewhere, too.
_TWICE = re.compile(r"(\S{3,}(?: \S+){0,4})\s*\1\b|(\S{3,}) (?!(?:&|and) \2$).*\b\2$")


def no_firm(name: str, lead: str, rest: str, others: OtherWords) -> bool:
    """Tell whether a name is a field of a ministry or scheme, a development corporation, a symbol or a price quoted."""
    if others.none.search(name) or others.symbol.search(lead[-40:]):
        return True
    if _TRADED.search(lead[-60:]) or (_MONEY.fullmatch(name) and re.match(r" ?\d", rest)):
        return True
    if _SCHEME.match(rest) and re.search(r"\b(?:Company|Corporation)$", name):
        return True  # "the Rural Jobs Investment Corporation scheme"
    if name == "Facebook" and (others.beside.search(lead[-30:]) or others.before.match(rest[:30])):
        return True
    if _TO_COME.search(lead[-40:]) or _CHANNEL.search(lead[-90:]) or _TWICE.match(name):
        return True
    return bool(others.titled_for.search(lead[-90:])) or bool(_QUOTED.match(rest[:30]))


@dataclass(frozen=True)
class Usual:
    """What the rest of an article says of words: which are small, which surnames, which the town of a dateline."""

    small: frozenset[str]
    surnames: frozenset[str]
    datelines: frozenset[str]
    people: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> "Usual":
        """Gather the words of an article."""
        people = [
            entity.text.removesuffix("'s").removesuffix("’s").split()
            for sentence in document.sentences
            if sentence.parse is not None and sentence.kind not in ("title", "heading")
            for entity in sentence.parse.ents
            if entity.label_ == "PERSON" and not _MAKER.match(entity.text)
        ]
        full = frozenset(" ".join(words) for words in people if len(words) > 1)
        surnames = frozenset(words[-1] for words in people if len(words) > 1)
        datelines = frozenset(name.title() for name in _DATELINE.findall(document.text))
        return cls(frozenset(_SMALL.findall(document.text)), surnames, datelines, full)

    def plainness(self, parts: Sequence[str]) -> int:
        """Return how much speaks against a name whose words the article also writes small ("Executive Order")."""
        if not parts or any(p.lower() not in self.small for p in parts):
            return 0
        return 4 if len(parts) == 1 else 2

    def person(self, candidate: Candidate) -> bool:
        """Tell whether a single unknown word is the surname of somebody whom the article names in full, or a dateline's
        town."""
        if candidate.name in self.datelines and not candidate.known:
            return True
        return not candidate.known and candidate.label in ("PERSON", "", "ORG") and candidate.name in self.surnames


def of_country(lead: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a country's or region's possessive stands right before a name ("South Korea's Hanul Chem")."""
    match = re.search(r"((?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+)['’]s? (?:[a-z-]+ ){0,2}$", lead[-70:])
    if not match:
        return False
    words = match.group(1).split()
    if words[-1] in ("EU", "Union"):
        return False  # "the EU's Solidarity Lanes": what the union has are papers and schemes
    return any(gazetteer.lookup(" ".join(words[i:]), "Country", "Region") for i in range(len(words)))


_TWO_WORDS: Final = r"[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w’'-]+)?"
# "Ordasco of Cremona, Italy, won": where the firm is at home, with a verb or an apposition behind it.
_OF_SEAT: Final = re.compile(
    rf" of (?:the )?({_TWO_WORDS})((?:, {_TWO_WORDS})?),?"
    r"(?= (?:which|is|was|has|had|will|would|won|makes|said|says|plans|[a-z]+ed|[a-z]+s)\b)"
)


def of_seat(candidate: Candidate, rest: str, words: CompanyWords, gazetteer: Gazetteer) -> tuple[int, str]:
    """Return what it is worth that a name is told by a city or country, and the words behind those; 0 if it is not.

    Persons are called after states and surnames are common words: a land's name speaks for firms only, a city's with
    its country for a single name that the model takes for a person's, too.
    """
    match = _OF_SEAT.match(rest)
    parts = candidate.name.split()
    if match is None or candidate.place or candidate.known or {p.lower() for p in parts} <= words.ordinary:
        return 0, rest
    city = bool(gazetteer.lookup(match[1], "City"))
    outer = bool(match[2]) and bool(gazetteer.lookup(match[2][2:], "Country"))
    if not (city or gazetteer.lookup(match[1], "Country")) or gazetteer.lookup(match[1], "Region"):
        return 0, rest
    if candidate.label not in ("ORG", "PRODUCT") and not (city and outer and len(parts) == 1):
        return 0, rest
    return 4 if city and outer else 3, rest[match.end() :]


def of_land(candidate: Candidate, rest: str, gazetteer: Gazetteer, others: OtherWords) -> bool:
    """Tell whether a name ends in a country, as those of local companies do ("Freeport Indonesia", "Kessler India")."""
    lead, _, land = candidate.name.rpartition(" ")
    if lead.split(" ")[0] in others.landforms:
        return False  # "Mount Kenya"
    if land == "America":
        return False  # "Buy America"
    lands = gazetteer.lookup(land, "Country") if lead and not candidate.place and not _THING.match(rest) else ()
    if not lands or any(gazetteer.within(k.key, lands[0].key) for k in gazetteer.lookup(lead, "Region", "City")):
        return False
    return lead not in DIRECTIONS and not gazetteer.country_of_adjective(lead)


def is_sort(parts: Sequence[str], others: OtherWords) -> bool:
    """Tell whether a name is made of words for a sort of things alone ("Strategic Emerging Industries")."""
    if parts[-2:-1] == ["Energy"] and len(parts) > 2:
        parts = (*parts[:-2], parts[-1])  # "Green Energy Solutions"
    return len(parts) > 1 and parts[-1] in others.sort_heads and all(p in others.sorts for p in parts[:-1])


def is_people(parts: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Tell whether a name is what a country's people are called ("Americans")."""
    single = parts[0] if len(parts) == 1 and parts[0].endswith("s") else ""
    return bool(single) and gazetteer.country_of_adjective(single[:-1]) is not None


def is_initials(name: str, text: str, words: CompanyWords) -> bool:
    """Tell whether a text gives the name as the initials of a thing: "cathode active material (CAM)".

    So are words that names of other things than firms end in: "Asset Management Agreement (AMA)".
    """
    return any(
        (word.islower() and word.isalpha()) or word.lower() in words.others.initialled or word in words.not_companies
        for word in (phrase.rsplit(maxsplit=1)[-1] for phrase in _given(name, text))
    )


def is_namesake(name: str, text: str, gazetteer: Gazetteer, words: CompanyWords) -> bool:
    """Tell whether a text gives a firm's letters to something else: "BalticMillWatch (“BMW”)"."""
    for phrase in _given(name, text):
        parts = re.findall(r"[A-Z][\w&-]*", phrase)
        letters = "".join(c for part in parts for c in part if c.isupper())
        firm = any(gazetteer.lookup(" ".join(parts[i:]), "Company") for i in range(len(parts)))
        if (
            letters.endswith(name)
            and name not in parts
            and not (firm or words.suffix_end(parts) or words.legal_end(parts))
        ):
            return True
    return False


def _given(name: str, text: str) -> Iterator[str]:
    """Yield the words that a name in capitals stands for in brackets behind them."""
    if not _INITIALS.fullmatch(name) or all(f"({quote}{name}" not in text for quote in ("", "“", '"')):
        return  # the second test spares a walk through the text
    for match in re.finditer(rf"((?:[\w&'’-]+ ){{1,7}})\([“\"]?{name}[”\"]?\)", text):
        yield match[1].strip()


def is_opening(candidate: Candidate, lead: str, rest: str) -> bool:
    """Tell whether a single word opens a sentence before a comma and is no noun: "Finally, the company …"."""
    name = candidate.name
    if candidate.known or " " in name or lead.strip(' “"') or not _CLAUSE.match(rest):
        return False
    other = candidate.tag in ("RB", "RBR", "RBS", "UH", "CC")
    if re.match(r", an? ", rest):
        return other and not candidate.label  # "Similarly, a group of workers", but "Ostwall, a maker of pumps"
    return other or name.endswith("ly")


def is_town(name: str, rest: str, gazetteer: Gazetteer) -> bool:
    """Tell whether the state or country of a city of this name follows ("Goodyear, Arizona")."""
    match = re.match(r", ([A-Z][\w.]+)((?: [A-Z][\w.]+)?)", rest[:40])
    cities = gazetteer.lookup(name, "City") if match else ()
    if match is None or not cities:
        return False
    forms = (match.group(1) + match.group(2), match.group(1), match.group(1).rstrip("."))
    outer = [k for form in dict.fromkeys(forms) for k in gazetteer.lookup(form, "Region", "Country")]
    return any(gazetteer.within(city.key, place.key) for city in cities for place in outer)


def is_given_name(rest: str, label: str) -> bool:
    """Tell whether a name is the first of a person's, with the surname after it."""
    match = re.match(r" ([^\s,.;:]+)", rest[:30])
    return label == "PERSON" and match is not None and is_capital(match.group(1))
