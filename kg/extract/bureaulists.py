"""Agencies named together or in small letters: "the Ministries of A and B", "the provincial department of industry"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.extract.bureauedges import TITLES
from kg.extract.bureaunames import agency
from kg.extract.bureauwords import Token, Words
from kg.extract.capitals import UPPER, is_capital, is_function_word
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer
from kg.model import Mention
from kg.text.truecase import is_headline_case

# Bodies that a state has one of for each topic.
_JOINED: Final = frozenset({"ministry", "department", "bureau", "directorate", "secretariat", "commission"})
_JOINTS: Final = frozenset({"and", "&"})
_SCOPE: Final = r"(?:provincial|municipal|state|federal|city|district|county|national|regional)"
# "Provincial Departments of Industry and Trade": one in each province, none of them named.
_EACH: Final = frozenset({"Provincial", "Municipal", "Local", "County", "District", "City", "State", "Regional"})
_OWNER: Final = re.compile(r"(?:[A-Z][\w.]+|city|state|province|county|country|district|region|prefecture)['’]s $")
_LAND: Final = re.compile(rf"((?:[{UPPER}][\w-]+ )?[{UPPER}][\w-]+)['’]s? $")
_BODY: Final = "agency|authority|regulator|bureau|ministry|commission|inspectorate"
# "Invest Manitoba, Manitoba's development agency".
_OF_PLACE: Final = re.compile(
    rf"(?<![\w-])([{UPPER}][\w&’-]+(?: [{UPPER}][\w&’-]+){{0,3}}), ([{UPPER}][\w.]+(?: [{UPPER}][\w.]+){{0,2}})['’]s? "
    rf"(?:[a-z-]+ ){{0,3}}({_BODY}|statistics (?:office|institute))\b(?=,)"
)
_EXPLAINED: Final = re.compile(
    rf"(?<![\w-])([{UPPER}][\w&’-]+(?: [{UPPER}][\w&’-]+){{0,3}}), (?:the|a) "
    r"(?:[a-z]+ )?(?:[A-Z]\w+['’]s|country['’]s|state['’]s|province['’]s|nation['’]s|government"
    r"|state|national|federal|public|[A-Z]\w+(?:an|ese|ish|ch|i)) "
    rf"(?:[a-z-]+ ){{0,3}}({_BODY})\b"
)
_CALLED: Final = re.compile(
    r"(?:\b[Tt]he|['’]s) (?:state |[A-Z]\w+(?:an|ese|ish|ch|i) )?(?:[a-z-]+ ){0,3}"
    rf"({_BODY}|statistics office|office) ([{UPPER}][\w&’-]+(?: [{UPPER}][\w&’-]+)?)(?=,|\.| [a-z]|['’]s| \()"
)


# "Invest Manitoba", "Export Finance Australia": what the bodies of lands that promote or lend are called after.
_PROMOTING: Final = re.compile(
    r"(?<![\w-])(?:Invest|Export Finance|Enterprise|Business|Innovation) "
    rf"([{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+){{0,2}})"
)


# "Central Bank of Kenya", "National Bank of Georgia".
_CENTRAL_BANK: Final = re.compile(
    rf"\b(Central|Reserve|National) Bank of (?:the )?([{UPPER}][\w.’'-]+(?: [{UPPER}][\w.’'-]+){{0,2}})"
)
# Where the national bank is one that anyone banks with.
_COMMERCIAL: Final = frozenset(
    f"country/{iso}" for iso in ("ca", "gr", "kw", "pk", "om", "bh", "ae", "au", "eg", "us", "gb", "nz", "ye", "in")
)


def central_banks(gazetteer: Gazetteer, sentence: Sentence) -> Iterator[Mention]:
    """Yield the central banks of countries, which no firm is: "Central Bank of Kenya"."""
    for match in _CENTRAL_BANK.finditer(sentence.text) if " Bank of " in sentence.text else ():
        words = match[2].removesuffix("'s").removesuffix("’s").split()
        for size in range(len(words), 0, -1):
            told = " ".join(words[:size]).rstrip(".")
            land = next(iter(gazetteer.lookup(told, "Country")), None)
            if land is None or (match[1] == "National" and land.key in _COMMERCIAL):
                continue
            start, end = sentence.start + match.start(), match.start(2) + len(told)
            name = sentence.text[match.start() : end]
            body = agency(start, sentence.start + end, name, "bureau-central-bank", "bank")
            yield replace(body, features=(*body.features, ("jurisdiction", land.key)))
            break


def promoting(gazetteer: Gazetteer, sentence: Sentence) -> Iterator[Mention]:
    """Yield the bodies that are called after what they do for their land: "Invest Manitoba"."""
    for match in _PROMOTING.finditer(sentence.text):
        before = sentence.text[: match.start()].split()[-1:]
        shouting = sentence.kind != "prose" and is_headline_case(sentence.text)
        if shouting or (before and is_capital(before[0]) and before[0][-1] not in ".:,;"):
            continue
        words = match[1].removesuffix("'s").removesuffix("’s").split()
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size])
            places = gazetteer.lookup(name, "Country", "Region")
            if not places:
                continue
            end = match.start(1) + len(name)
            if size == len(words) or not is_capital(words[size]):
                start = sentence.start + match.start()
                told = sentence.text[match.start() : end]
                body = agency(start, sentence.start + end, told, "bureau-promoting", "agency")
                yield replace(body, features=(*body.features, ("jurisdiction", places[0].key)))
            break


def joint(words: Words, gazetteer: Gazetteer, document: Document, tokens: Sequence[Token]) -> Iterator[Mention]:
    """Yield the bodies of "the Ministries of Finance and Commerce", each under its full name.

    Topics that a known body has together stay together: "… of Labor and *Health and Human Services*".
    """
    for i, token in enumerate(tokens[:-2]):
        head = words.plurals.get(token.text.lower())
        lower = not is_capital(token.text)
        if head is None or (lower and head != "ministry") or tokens[i + 1].text not in ("of", "for"):
            continue
        if (i and tokens[i - 1].text in _EACH) or head not in _JOINED:
            continue
        parts: list[list[Token]] = [[]]
        for word in tokens[i + 2 :]:
            if word.text in _JOINTS or word.text == ",":
                parts.append([])
            elif word.text in words.topics if lower else is_capital(word.text):
                parts[-1].append(word)
            else:
                break
        title = head if lower else head.title()
        named = _together([p for p in parts if p], f"{title} {tokens[i + 1].text} ", document, gazetteer)
        for n, part in enumerate(named):
            start = token.start if n == 0 else part[0].start
            topic = document.text[part[0].start : part[-1].end]
            yield Mention(start, part[-1].end, "Bureau", "name", f"{title} {tokens[i + 1].text} {topic}",
                          "bureau-joint", 0.85, None, (("head", head),))  # fmt: skip


def _together(parts: Sequence[list[Token]], title: str, document: Document, gazetteer: Gazetteer) -> list[list[Token]]:
    """Return the topics of bodies named together, two of them as one where a known body has both."""
    found: list[list[Token]] = []
    for part in parts:
        start = found[-1][0].start if found else part[0].start
        both = title + document.text[start : part[-1].end]
        if found and gazetteer.lookup(both, "Bureau"):
            found[-1] = [*found[-1], *part]
        else:
            found.append(part)
    return found


def small(words: Words, gazetteer: Gazetteer, document: Document, sentence: Sentence) -> Iterator[Mention]:
    """Yield "China's commerce ministry" and "the provincial department of industry and information technology"."""
    for pattern in _small_patterns(words.small, words.topics):
        for match in pattern.finditer(sentence.text):
            text = match.group()
            start = sentence.start + match.start()
            lead = sentence.text[max(0, match.start() - 30) : match.start()]
            owner = _OWNER.search(lead)
            public = re.match(_SCOPE, text) or "ministry" in text or owner
            place = re.search(r"([A-Z][\w'’.-]+) $", lead)
            known = place is not None and bool(
                gazetteer.lookup(place.group(1).strip(), "Country", "Region", "City")
                or gazetteer.country_of_adjective(place.group(1))
            )
            if known and place is not None:
                start -= len(place.group(0))
            if public or known:
                end = sentence.start + match.end()
                head = "ministry" if "ministry" in text else next(h for h in sorted(words.small) if h in text)
                land = _LAND.search(sentence.text[: match.start()]) if owner and not known else None
                if land and gazetteer.lookup(land[1], "Region"):
                    # Of many ministries of that topic, one land's: its name tells whose.
                    yield agency(start - len(land[0]), end, f"{land[1]} {text}", "bureau-small", head)
                else:
                    yield agency(start, end, document.text[start:end], "bureau-small", head)


def explained(gazetteer: Gazetteer, sentence: Sentence) -> Iterator[Mention]:
    """Yield the name that an apposition calls a public body: "Cofoce, the state's export promotion agency"."""
    for match in _EXPLAINED.finditer(sentence.text):
        name = match[1]
        if is_function_word(name.split()[0]) or gazetteer.lookup(name):
            continue
        start = sentence.start + match.start()
        yield agency(start, start + len(name), name, "bureau-explained", match[2])
    for match in _OF_PLACE.finditer(sentence.text):
        name, outer = match[1], gazetteer.lookup(match[2], "Country", "Region")
        outer = outer or gazetteer.lookup(match[2], "City")
        if outer and not is_function_word(name.split()[0]) and not gazetteer.lookup(name):
            start = sentence.start + match.start()
            body = agency(start, start + len(name), name, "bureau-explained", match[3])
            yield replace(body, features=(*body.features, ("jurisdiction", outer[0].key)))
    for match in _CALLED.finditer(sentence.text):
        name = match[2]
        if not is_function_word(name.split()[0]) and not gazetteer.lookup(name) and name.split()[0] not in TITLES:
            start = sentence.start + match.start(2)
            yield agency(start, start + len(name), name, "bureau-explained", match[1].split()[-1])


@lru_cache(maxsize=4)
def _small_patterns(heads: frozenset[str], topics: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """Return what finds "department of industry" and "commerce ministry"."""
    if not heads or not topics:
        return ()
    head = "|".join(sorted(heads))
    topic = "|".join(sorted(topics, key=lambda t: (-len(t), t)))
    list_of = rf"(?:{topic})(?:(?:, (?:and )?| and | & )(?:{topic}))*"
    return (
        re.compile(rf"\b(?:{_SCOPE} )?(?:{head}) (?:of|for) (?:the )?{list_of}\b"),
        re.compile(rf"\b(?:{_SCOPE} )?(?:{list_of}|{list_of.title()}) (?:{head})\b"),
    )
