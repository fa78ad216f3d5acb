"""Governments of places: "Government of Tamil Nadu", "Karnataka government", "Zhejiang Provincial Government".

"The federal government" and "the state government" name one where the text speaks of a single federation or state.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.capitals import is_function_word
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer, Known
from kg.model import Mention

_W: Final = r"[A-ZÀ-ÝĐ][\wÀ-ỹ.-]*"
_SCOPE: Final = (
    "(?:Municipal|Provincial|City|State|District|County|Regional|Federal|Autonomous Region|Town|Union|Central|National)"
)
_PEOPLES: Final = re.compile(
    rf"(?:(?:General [Oo]ffice) of (?:the )?)?((?:{_W} ){{1,4}}?)(?:{_SCOPE} )?People['’]s Government"
    rf"(?: of ({_W}(?: {_W}){{0,2}}))?"
)
_OF: Final = re.compile(
    rf"\b(?:State |Union |Federal |Central |Royal )?[Gg]overnment of (?:the )?"
    rf"({_W}(?: (?:(?:and|of|the) )?{_W}){{0,3}})"
)
_BEFORE: Final = re.compile(
    rf"({_W}(?: {_W}){{0,3}})(['’]s?)? (?:(?:{_SCOPE}|{_SCOPE.lower()}|own|new|coalition) )?([Gg]overnment)\b"
    r"(?! (?:of|agenc|bod|offic(?:e|es)\b|official|data|bond|debt|depart))"
)
_UNPLACED: Final = re.compile(
    r"\b[Tt]he (?P<name>(?P<scope>federal|state|provincial) government)\b"
    r"(?! (?:agenc|bod|offic|data|bond|debt|depart))"
    r"(?:,? (?:in|at) (?P<seat>[^\W\d_][\w-]+(?: [A-Z][\w-]+)?))?"
)
# Countries whose papers call their government the federal one.
_FEDERATIONS: Final = frozenset(
    f"country/{iso}"
    for iso in ("us", "de", "in", "my", "br", "mx", "ca", "au", "ch", "at", "be", "ng", "pk", "ru", "ae")
)


def find(document: Document, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the governments that a sentence names with their place; "the government" alone is no name."""
    text = sentence.text
    for match in _PEOPLES.finditer(text):
        words = match.group(1).split()
        lead = 0
        while words and (is_function_word(words[0]) or words[0].endswith(("'s", "’s"))):
            lead += len(words[0]) + 1
            words = words[1:]
        start = match.start() if match.group().startswith("General") else match.start(1) + lead
        place = _place(" ".join(words), gazetteer) or (_place(match.group(2), gazetteer) if match.group(2) else None)
        end = match.end() if place is not None or match.group(2) is None else match.start(2) - 4
        yield _mention(document, sentence.start + start, sentence.start + end, place)
    for match in _OF.finditer(text):
        name = match.group(1)
        longest = _longest_place(name, gazetteer)
        if longest is not None:
            end = match.start(1) + len(longest[1])
            yield _mention(document, sentence.start + match.start(), sentence.start + end, longest[0])
    for match in _BEFORE.finditer(text):
        words = match.group(1).split()
        for i in range(len(words)):
            name = " ".join(words[i:])
            known = _place(name, gazetteer)
            if known is None and not match.group(2):
                known = gazetteer.country_of_adjective(name)
            if known is not None and not (known.type == "City" and known.population < 50_000):
                start = match.start(1) + len(" ".join(words[:i])) + (1 if i else 0)
                yield _mention(document, sentence.start + start, sentence.start + match.end(), known)
                break


def unplaced(
    document: Document, gazetteer: Gazetteer, homes: frozenset[str], told: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield "the federal government" and "the state government" of the only federation or state spoken of.

    `homes` are the countries and regions of the article, `told` the agencies found. One seated in a city of a state
    ("the state government in Düsseldorf") is that state's.
    """
    spoken = {m.feature("jurisdiction"): m.name for m in reversed(told) if m.feature("head") == "government"}
    federations = sorted(homes & _FEDERATIONS)
    states = sorted(
        h for h in homes if h.startswith("region/") and (k := gazetteer.get(h)) and k.parent in _FEDERATIONS
    )
    for match in _UNPLACED.finditer(document.text) if "overnment" in document.text else ():
        start, end = match.span("name")
        if any(m.start < end and start < m.end for m in told):
            continue
        if match["scope"] == "federal":
            places = federations
        else:
            seats = gazetteer.lookup(match["seat"], "City") if match["seat"] else ()
            seated = {k.parent for k in seats[:1] if k.parent.startswith("region/")}
            places = sorted(seated) or states
        known = gazetteer.get(places[0]) if len(places) == 1 else None
        if known is not None:
            mention = _mention(document, start, end, known)
            full = spoken.get(known.key)
            features = (*mention.features, ("stands-for", full)) if full else mention.features
            yield replace(mention, rule="bureau-government-unplaced", features=tuple(sorted(features)))


def _place(name: str, gazetteer: Gazetteer) -> Known | None:
    name = re.sub(r"\s+(?:Municipal|Provincial|City|State|District|County|Regional|Federal)$", "", name)
    found = gazetteer.lookup(name, "Country", "Region", "City") or gazetteer.lookup(name + ".", "Country")
    if not found:
        return None
    return min(found, key=lambda k: (k.type == "City" and k.population < 1_000_000, -k.population))


def _longest_place(name: str, gazetteer: Gazetteer) -> tuple[Known, str] | None:
    words = name.split()
    for size in range(len(words), 0, -1):
        lead = " ".join(words[:size])
        known = _place(lead.rstrip("."), gazetteer)
        if known is not None:
            return known, lead.rstrip(".")
    return None


def _mention(document: Document, start: int, end: int, place: Known | None) -> Mention:
    name = re.sub(r"\s+", " ", document.text[start:end])
    features = [("head", "government")]
    if place is not None:
        features.append(("jurisdiction", place.key))
    return Mention(start, end, "Bureau", "name", name, "bureau-government", 0.9, None, tuple(features))
