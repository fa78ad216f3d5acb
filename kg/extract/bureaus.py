"""Ministries, agencies and governments: names around the heads of `ontology/lexicon/agencies.ttl`, and known ones.

A name runs from the head to both sides: modifiers and places before it ("Shanghai Municipal Commission"), topics after
"of" or "for" ("of Economy and Informatization"). Works on plain text, so that headlines and unparsed sentences count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract import bureaulists, governments
from kg.extract.bureaudoubts import is_else
from kg.extract.bureaunames import Reader
from kg.extract.bureauwords import Words, tokens_of
from kg.extract.capitals import after, before, is_capital, is_function_word, possessive_end
from kg.extract.document import Document
from kg.extract.mentions import longest
from kg.extract.placechoice import Chooser
from kg.gazetteer import Gazetteer, Known
from kg.lexicon import Lexicon
from kg.model import Mention
from kg.text.occurrences import occurrences
from kg.text.truecase import is_all_caps

_ABBREVIATION: Final = re.compile(
    r"\s*[(（]\s*(?:the\s+|hereinafter\s+)?[\"“]?([A-Z][A-Za-z&.-]*[A-Z][A-Za-z]*|[A-Z]{2,})[\"”]?\s*[)）;,]"
)
_INITIALS: Final = re.compile(
    r",? (?:also |better )?(?:known|abbreviated|referred to)(?: by (?:its|the)(?: [A-Z]\w+)? initials?)?"
    r"(?: as)? (?:the )?([A-Z]{2,8})\b|, or (?:the )?([A-Z]{3,8})(?=,)"
)
_SHORT: Final = re.compile(r"[A-Z][A-Za-z]*[A-Z]|[A-Z]{2,}")
# "the Foreign Assistance Act of 1961 (FAA)": short for a paper here, whatever body is called so elsewhere.
_OF_PAPER: Final = re.compile(
    r"\b(?:Act|Agreement|Treaty|Plan|Program|Programme|Framework|Strategy|Association|Alliance|Index)"
    r"(?: of \d{4})? \([\"“]?([A-Z]{2,6})[\"”]?\)"
)
_SEAT: Final = re.compile(r" in ([A-ZÀ-ÝĐ][\wÀ-ỹ'-]+(?: [A-ZÀ-ÝĐ][\wÀ-ỹ'-]+){0,2})")


def find(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions of agencies and governments, in reading order.

    Features: `jurisdiction` (key of the place that the name or a possessive states), `seat` (key of the city where
    the text says that it sits), `abbreviation` (given beside the name), `stands-for` (the full name that an
    abbreviation was given for), `head` (the kind of body, small letters).
    """
    words = Words.of(lexicon)
    reader = Reader(words, gazetteer)
    chooser = _chooser(document, gazetteer)
    homes = chooser.homes
    found: list[Mention] = []
    for sentence in document.sentences:
        if words.may_name(sentence.text):
            tokens = tokens_of(sentence.text, sentence.start)
            found += reader.named(document, sentence, tokens)
            found += bureaulists.joint(words, gazetteer, document, tokens)
            found += bureaulists.small(words, gazetteer, document, sentence)
            found += bureaulists.explained(gazetteer, sentence)
        found += (*bureaulists.promoting(gazetteer, sentence), *bureaulists.central_banks(gazetteer, sentence))
        if governments.may_name(sentence.text):
            found += governments.find(document, sentence, gazetteer)
    found += _known(document, gazetteer, lexicon, homes)
    found = [_with_context(document, mention, chooser, words.topics) for mention in longest(found)]
    found += _abbreviated(document, found)
    found += _the_commission(document, found, homes)
    found += governments.unplaced(document, gazetteer, homes, found)
    linked = [_linked(mention, gazetteer, homes) for mention in longest(found)]
    inside = [place for mention in linked for place in _place_inside(mention, gazetteer)]
    return tuple(sorted((*linked, *inside), key=lambda m: (m.start, -m.end)))


# "Regional Authority of the Vysočina Region": a land that no gazetteer lists.
_OF_REGION: Final = re.compile(
    r" of (?:the )?((?:[^\W\d_a-z][\w-]+ ){1,2}(?:Region|Province|Voivodeship|Prefecture|Oblast))$"
)
_BODY_OF: Final = re.compile(r"(?:General [Oo]ffice of (?:the )?)?")
_OF: Final = re.compile(r" (?:of|in) (?:the )?$")


def _place_inside(mention: Mention, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the place whose body an agency's name says that it is ("Jiangsu" of "Jiangsu Provincial …")."""
    told = _OF_REGION.search(mention.name)
    if told and mention.rule == "bureau-name" and not gazetteer.lookup(told[1]):
        start = mention.start + told.start(1)
        yield Mention(start, start + len(told[1]), "Region", "name", told[1], "place-in-agency", 0.85)
        return
    known = gazetteer.get(mention.feature("jurisdiction") or "")
    if known is None or mention.rule in ("bureau-abbreviation", "bureau-short", "bureau-government-unplaced"):
        return
    for name in sorted({known.name, *known.names}, key=lambda n: (-len(n), n)):
        for at in occurrences(name, mention.name, behind="-"):
            lead, last = mention.name[:at], at + len(name) == len(mention.name)
            if _BODY_OF.fullmatch(lead) or (last and _OF.search(lead)):
                start = mention.start + at
                yield Mention(start, start + len(name), known.type, "name", name, "place-in-agency", 0.9, known.key)
                return


def _known(document: Document, gazetteer: Gazetteer, lexicon: Lexicon, homes: frozenset[str]) -> Iterator[Mention]:
    """Yield the names of the gazetteer; short abbreviations only where the article speaks of their country."""
    familiar = Words.of(lexicon).familiar
    papers = {m[1] for m in _OF_PAPER.finditer(document.text)}
    for sentence in document.sentences:
        shouting = is_all_caps(sentence.text)
        for hit in sentence.names:
            if not hit.entry.startswith("bureau/") or shouting:
                continue
            name = document.text[hit.start : hit.end]
            following, gap = after(document.text, hit.end, sentence.end)
            preceding, parted = before(document.text, hit.start, sentence.start)
            bodies = gazetteer.lookup(name, "Bureau")
            if name in papers or is_else(
                name, document.text[sentence.start : hit.start], document.text[hit.end :][:20]
            ):
                continue
            if _SHORT.fullmatch(name) and len(name) <= 4:
                native = [k for k in bodies if any(p.key in homes for p in gazetteer.parents(k.key))]
                if len(name) < 4 and name not in familiar:
                    continue
                if (not native and name not in familiar) or parted == "-" or (gap == "-" and is_capital(following)):
                    continue
            if gap == " " and is_capital(following) and not _free(following) and not _SHORT.fullmatch(name):
                continue
            joined = parted == " " and is_capital(preceding) and not is_function_word(preceding)
            apart = preceding.endswith(("'s", "’s", ".")) or gazetteer.lookup(preceding, "Country")
            if joined and not apart:
                continue
            yield _mention(hit.start, hit.end, name, "bureau-known")


def _free(word: str) -> bool:
    """Tell whether a capitalised word after a name is no part of it: a title, a date, an abbreviation."""
    return word in (
        "Secretary",
        "Minister",
        "Director",
        "Commissioner",
        "Chairman",
        "President",
        "Administrator",
        "Vice",
    ) or (word.isupper() and len(word) > 1)


def _mention(start: int, end: int, name: str, rule: str, *features: tuple[str, str]) -> Mention:
    return Mention(start, end, "Bureau", "name", re.sub(r"\s+", " ", name), rule, 0.9, None, features)


def _with_context(document: Document, mention: Mention, chooser: Chooser, topics: frozenset[str]) -> Mention:
    """Add the abbreviation given after a name, and the jurisdiction that a possessive before it states."""
    features = dict(mention.features)
    rest = document.text[mention.end : mention.end + 80]
    match = _ABBREVIATION.match(rest) or _INITIALS.match(rest)
    given = next(filter(None, match.groups()), "") if match else ""
    if given and not chooser.gazetteer.lookup(given, "Country"):
        features.setdefault("abbreviation", given)
    if "jurisdiction" not in features:
        place = _place_in(mention.name, chooser, topics) or _possessor(document.text, mention.start, chooser)
        if place is not None:
            features["jurisdiction"] = place.key
    seat = _seat(rest, chooser)
    if seat is not None:
        features["seat"] = seat.key
    return replace(mention, features=tuple(sorted(features.items())))


def _seat(rest: str, chooser: Chooser) -> Known | None:
    """Return the city that an agency is said to sit in ("the industry ministry in Rabat"): it tells whose it is."""
    match = _SEAT.match(rest)
    words = match[1].split() if match else []
    for size in range(len(words), 0, -1):
        found = [k for k in chooser.gazetteer.lookup(" ".join(words[:size]), "City") if _notable(k)]
        if found:
            return chooser.likeliest(found)
    return None


# "… of Guangdong Province", "… of the Republic of Kosovo".
_OF_PLACE: Final = re.compile(
    r" (?:of|in) (?:the )?(?:(?:Republic|Kingdom|State|Province|Commonwealth|Sultanate|Emirate) of (?:the )?)?"
    r"(?=[^\W\d_a-z])"
)


def _place_in(name: str, chooser: Chooser, topics: frozenset[str]) -> Known | None:
    """Return the place that a name begins with ("Shanghai …", "Danish …") or ends with ("… of Guangdong Province")."""
    words = name.removeprefix("the ").split()
    for office in ("General Office of the ", "General office of the "):
        if name.startswith(office):
            words = name.removeprefix(office).split()
    for size in range(min(4, len(words) - 1), 0, -1):
        lead = " ".join(words[:size]).removesuffix("'s").removesuffix("’s")
        found = [k for k in chooser.gazetteer.lookup(lead, "Country", "Region", "City") if _notable(k)]
        if found and len(lead) > 1:
            return chooser.likeliest(found)
    adjective = chooser.gazetteer.country_of_adjective(words[0])
    if adjective is not None:
        return adjective
    if words[0] in ("European", "EU"):
        return chooser.gazetteer.get("region/eu/european-union")
    for link in reversed(tuple(_OF_PLACE.finditer(name))):
        tail = name[link.end() :]
        if tail.lower() not in topics:  # "Department of Enterprise" is not that of a town.
            ended = chooser.gazetteer.lookup(tail, "Country", "Region", "City")
            if ended:
                return chooser.likeliest(ended)
    return None


def _notable(known: Known) -> bool:
    """Tell whether a place is big enough for its name alone to tell whose body an agency is."""
    return known.type != "City" or known.population >= 150_000


def _possessor(text: str, start: int, chooser: Chooser) -> Known | None:
    """Return the place whose possessive stands before an offset ("India's", "Vietnam’s")."""
    match = re.search(
        r"((?:[A-ZÀ-ÝĐ][\w.À-ỹ-]+ ){0,2}[A-ZÀ-ÝĐ][\w.À-ỹ-]*?)['’]s? (?:[a-z-]+ )?$", text[max(0, start - 60) : start]
    )
    if not match:
        adjective = re.search(r"\b([A-Z][a-z]+) $", text[max(0, start - 30) : start])
        return chooser.gazetteer.country_of_adjective(adjective.group(1)) if adjective else None
    words = match.group(1).split()
    for i in range(len(words)):
        found = chooser.gazetteer.lookup(" ".join(words[i:]), "Country", "Region", "City")
        if found:
            return chooser.likeliest(found)
    return None


def _abbreviated(document: Document, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the later uses of abbreviations that the article gives beside full names."""
    given: dict[str, Mention] = {}
    for mention in named:
        short = mention.feature("abbreviation")
        if short and short not in given and len(short) > 1:
            given[short] = mention
    for short, full in sorted(given.items()):
        for start in occurrences(short, document.text, before="-"):
            inside = any(m.start <= start < m.end for m in named)
            bracket = document.text[start - 1 : start] in "(（" and start - full.end < 4
            if inside or (bracket and start > full.end):
                continue
            features = [("stands-for", full.name), *((k, v) for k, v in full.features if k in ("jurisdiction", "head"))]
            yield _mention(start, start + len(short), short, "bureau-abbreviation", *sorted(features))


def _the_commission(document: Document, named: Sequence[Mention], homes: frozenset[str]) -> Iterator[Mention]:
    """Yield "the Commission", capitalised inside a sentence, where only the European one can be meant."""
    others = [m for m in named if m.feature("head") == "commission" and not m.name.startswith(("European", "EU"))]
    european = any(m.name.startswith(("European Commission", "EU Commission")) for m in named)
    if others or not (european or "region/eu/european-union" in homes):
        return
    for match in re.finditer(
        r"(?<=[a-z,] )(Commission)\b(?! [A-Z])|(?<=\bThe )(Commission)\b(?! [A-Z])", document.text
    ):
        if not possessive_end(document.text, match.end()) or european:
            yield _mention(match.start(), match.end(), "Commission", "bureau-short", ("head", "commission"),
                           ("stands-for", "European Commission"))  # fmt: skip


def _chooser(document: Document, gazetteer: Gazetteer) -> Chooser:
    """Return what tells places of one name apart, from the places that the article speaks of."""
    found = []
    for sentence in document.sentences:
        for hit in sentence.names:
            if hit.entry.startswith(("country/", "region/", "city/")):
                places = gazetteer.lookup(document.text[hit.start : hit.end], "City", "Region", "Country")
                if places and (places[0].type != "City" or places[0].population > 1_000_000):
                    found.append(places)
    return Chooser.of(document, gazetteer, found)


def _linked(mention: Mention, gazetteer: Gazetteer, homes: frozenset[str]) -> Mention:
    """Link a mention to the gazetteer where name and country agree."""
    name = mention.feature("stands-for") or mention.name.removeprefix("the ")
    stated = mention.feature("jurisdiction")
    candidates = gazetteer.lookup(name, "Bureau")
    if not candidates and mention.name.isupper():
        candidates = gazetteer.lookup_any_case(name, "Bureau")
    if stated:
        fitting = [k for k in candidates if k.parent == stated]
        if not fitting and (home := gazetteer.get(stated)) is not None and home.type == "Country":
            fitting = [k for k in gazetteer.lookup(f"{name} of {home.name}", "Bureau") if k.parent == stated]
    else:
        native = [k for k in candidates if k.parent in homes]
        generic = any(name in k.names and not _SHORT.fullmatch(name) for k in candidates)
        countries = {h for h in homes if h.startswith("country/")}
        alone = [k for k in native if countries == {k.parent}]
        distinct = [k for k in candidates if len(candidates) == 1 and not generic and len(name.split()) > 3]
        fitting = alone or (native if len(native) == 1 and not generic else []) or distinct
    if len(fitting) != 1:
        return mention
    features = mention.features
    if not stated:
        features = tuple(sorted((*features, ("known-jurisdiction", fitting[0].parent))))
    return replace(mention, gazetteer=fitting[0].key, features=features)
