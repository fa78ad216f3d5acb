"""Cities, regions and countries: names of the gazetteer where the context bears them out, and names told by pattern.

Most names of places are also something else: words ("Reading"), people ("Jackson"), parts of longer names ("Bank of
China"). A name counts when nothing around it speaks against it and enough speaks for it; see `_evidence`.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.extract import placepatterns, towns
from kg.extract.capitals import (
    CALENDAR,
    DIRECTIONS,
    after,
    before,
    is_capital,
    is_function_word,
    possessive_end,
)
from kg.extract.document import Document
from kg.extract.placechoice import Chooser
from kg.extract.placespots import Spot, listed, spots_in
from kg.gazetteer import Gazetteer, plain
from kg.lexicon import Lexicon
from kg.model import Mention
from kg.text.truecase import is_all_caps

_LOCATIVE: Final = frozenset(
    """in at near outside inside around across throughout from to into via through towards toward between within
    leaving visiting of""".split()
)
_OF_PLACE: Final = frozenset(
    """City Town Village Municipality Province State County District Port Region Island Islands Republic Kingdom
    Sultanate Prefecture Canton Governor Mayor President Minister Premier Chancellor King Queen Prime Ambassador
    Capital Heart North South East West Outskirts Suburb Part Parts People""".split()
)
_FOLLOWERS: Final = frozenset(
    """Plant Factory Gigafactory Facility Site Campus Works Mill Fab Complex Plants Factories Gov Government Office
    City Airport Port Time""".split()
)
_PLANT: Final = r"(?:plant|factory|mill|works|site|foundry|refinery|smelter|shipyard|fab|base)\b"
_WORKS: Final = re.compile(rf"(?: (?!(?:and|or|at|in|to|is|has)\b)[a-z][a-z-]+){{1,3}}? {_PLANT}")
# "Osnabrück, where …", "Liyang, a county-level city under Changzhou", "at Emden, its oldest factory".
_SCENE: Final = re.compile(
    r", (?:where\b|next door to|home (?:to|of)"
    r"|(?:a|an|the) (?:[\w'’-]+ ){0,5}?(?:city|town|port|village|capital|suburb|hub)\b"
    r"|(?:its|their|the (?:company|group|firm)['’]s) (?:\w+-)?"
    r"(?:oldest|largest|biggest|main|first|second|only|sole|newest|smallest|most \w+) (?:[a-z-]+ ){0,2}?"
    rf"{_PLANT})"
)
_COLOURS: Final = frozenset("White Black Red Green Blue Grey Gray Golden Silver Yellow Great Little Big".split())
_SEATED: Final = re.compile(
    r"\b(?:plants?|factory|factories|facility|facilities|mill|fab|gigafactory|site|complex|refinery|smelter|shipyard|workshop"
    r"|works|line|base|based|located|headquartered|headquarters|offices?|campus|park) (?:in|at|near|outside) $"
)
_NEARBY: Final = re.compile(r",? (?:near|outside|(?:north|south|east|west)\w* of|\d+ (?:km|kilomet\w+|miles)) ")
_ITS: Final = re.compile(r"(?:\b(?:its|their|our|whose)|['’]s) $")
_SMALL_TOWN: Final = 100_000
_WORTH: Final = 3
_NONE: Final = -20
# What a name in a row of places may lack: "in Emden and Osnabrück".
_LEAST: Final = -2


@dataclass(frozen=True, slots=True)
class _Words:
    """What the lexicon says of words around places."""

    common: frozenset[str]
    personal: frozenset[str]
    titles: frozenset[str]
    city: frozenset[str]
    region: frozenset[str]
    facilities: frozenset[str]
    no_names: frozenset[str]
    wires: frozenset[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    def forms(role: str) -> frozenset[str]:
        return frozenset(form for entry in lexicon.with_role(role) for form in entry.forms)

    facilities = {form.split()[-1] for entry in lexicon.denoting("Facility") for form in entry.forms}
    return _Words(
        forms("common-word"),
        forms("personal-name") | forms("namesake"),
        forms("person-title"),
        forms("city-designator"),
        forms("region-designator"),
        frozenset(facilities | {"plant", "factory", "facility", "site"}),
        forms("not-a-name"),
        forms("wire-service"),
    )


def find(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions of cities, regions and countries, in reading order, without overlaps among themselves.

    Linked ones carry the gazetteer's key. Feature `within` is the key of the place stated with it ("Liuzhou, China").
    """
    words = _words(lexicon)
    spots = [spot for sentence in document.sentences for spot in spots_in(document, sentence, gazetteer)]
    chooser = Chooser.of(document, gazetteer, [s.candidates for s in spots])
    patterned = placepatterns.find(document, chooser, lexicon, [(s.start, s.end) for s in spots])
    renamed = {m.name.rsplit(" ", 1)[0]: m for m in patterned if m.rule == "region-suffix" and " " in m.name}
    renamed |= {m.name: m for m in patterned if m.rule in ("region-explained", "region-listed")}
    renamed |= {m.name: m for m in patterned if m.rule == "region-unit"}
    renamed |= {form: m for m in patterned if m.rule == "region-of" for form in (m.name, plain(m.name))}
    patterned = tuple(
        replace(m, type="Region") if m.type == "City" and m.name in renamed and not m.gazetteer else m
        for m in patterned
    )
    sure: dict[str, int] = defaultdict(int)
    kept: list[tuple[Spot, int]] = []
    for spot in spots:
        if any(m.start <= spot.start and spot.end <= m.end for m in patterned) or _speaks_against(
            document, spot, words
        ):
            continue
        score = _evidence(document, spot, words, chooser)
        kept.append((spot, score))
        if score >= _WORTH:
            sure[spot.name.casefold()] += 1
    found = list(patterned)
    firm = [(s.start, s.end) for s, score in kept if score >= _WORTH] + [(m.start, m.end) for m in patterned]
    firm += listed(document.text, firm, [(s.start, s.end) for s, score in kept if _LEAST <= score < _WORTH])
    told = set(firm)
    for spot, score in kept:
        again = sure[spot.name.casefold()] > 0 and score >= 1
        if again or (spot.start, spot.end) in told:
            found.append(_mention(document, spot, chooser, renamed, max(score, 1)))
    taken = [(s.start, s.end) for s in spots] + [(m.start, m.end) for m in patterned]
    found += towns.rows(document, [m for m in found if m.type == "City"], taken, gazetteer)
    return tuple(sorted(_outermost(found), key=lambda m: (m.start, m.end)))


def _speaks_against(document: Document, spot: Spot, words: _Words) -> bool:
    """Tell whether the name is part of a longer one, a person's, or an amount of money."""
    text, low, high = document.text, spot.sentence.start, spot.sentence.end
    following, gap = after(text, spot.end, high)
    preceding, parted = before(text, spot.start, low)
    if spot.name in ("Africa", "Asia", "Europe"):
        return True
    if spot.name == "America" and preceding in ("North", "South", "Central", "Latin"):
        return True
    if (spot.name == "Germany" and preceding in ("East", "West")) or text[low : spot.start].rstrip().endswith(" New"):
        return True
    if preceding in ("the", "The") and _bare_noun(spot, following, gap):
        return True
    if spot.end < high and (text[spot.end] in "$@" or (gap and following in ("dollar", "dollars", "cents"))):
        return True
    if gap == " " and f"{spot.name} {following}" in words.wires:
        return True
    if spot.name in words.wires and following not in ("County", "District", "county", "district"):
        return True
    if parted and preceding.rstrip(".").title() in words.titles and spot.candidates[0].type == "City":
        return True
    if parted and preceding in ("St.", "Mt.", "Ft.", "Saint", "Mount"):
        return True
    if gap == " " and preceding in _COLOURS and following[:1].isupper() and following.lower() in words.facilities:
        return True  # "the White Mesa Mill"
    if gap == " " and following in _FOLLOWERS and following not in ("City", "Government", "Gov", "Office", "Time"):
        return False
    if re.search(r"(?:https?:|www\.|@)\S*$", text[max(low, spot.start - 60) : spot.start]):
        return True
    if _part_of_title(text, spot, low):
        return True
    if spot.dateline:
        return False
    if gap == "-" and (following[:1].isupper() or following.split("-")[0].lower() in ("only", "made")):
        # "Frankfurt-Hahn", "Schleswig-Holstein" and the like; "U.S.-China" names two places.
        return spot.candidates[0].type == "City" and not following.startswith(("Based", "Listed"))
    if spot.loud:
        return False
    if gap == " " and is_capital(following) and not _allowed_after(following, words):
        # "In Spain Cartoneros del Ebro opened a mill."
        told = preceding.lower() == "in" and spot.candidates[0].type == "Country" and _label(spot) > 0
        return not told and not possessive_end(text, spot.end)
    initial = not text[low : spot.start - len(preceding) - len(parted)].strip(" \"“‘'")
    if not parted or not is_capital(preceding) or preceding.endswith(("'s", "’s", "s'", "s’", ".", "!", "?")):
        return False
    if parted == "-":
        return preceding.rstrip(".") not in ("Sino", "US", "U.S", "EU", "China")
    return not (
        preceding in DIRECTIONS or (initial and is_function_word(preceding)) or preceding in CALENDAR
    ) and not _runs_over(preceding, initial, words)


def _bare_noun(spot: Spot, following: str, gap: str) -> bool:
    """Tell whether a town's name with the article ends its phrase: it is a river's ("the bank of the Karnaphuli")."""
    ends = not gap or (gap == " " and is_function_word(following) and not is_capital(following))
    return ends and not spot.loud and not spot.dateline and all(k.type == "City" for k in spot.candidates)


def _runs_over(preceding: str, initial: bool, words: _Words) -> bool:
    """Tell whether a capital before the name is no part of it: a designator, or a word opening the sentence."""
    return preceding.lower() in words.city | words.region or (
        initial and preceding.lower().endswith(("ing", "ed", "ly"))
    )


def _allowed_after(following: str, words: _Words) -> bool:
    return (
        following in CALENDAR
        or following in words.no_names
        or following in _FOLLOWERS
        or following.rstrip(".") in words.titles
        or following.lower() in words.city | words.region
        or following in ("I", "Prime", "Vice", "Chief", "Attorney", "Deputy", "First")
    )


def _part_of_title(text: str, spot: Spot, low: int) -> bool:
    """Tell whether a capitalised word and "of" stand before the name ("University of Texas")."""
    lead = text[max(low, spot.start - 80) : spot.start]
    match = re.search(r"(?:^|\s)((?:[A-Z][\w'’&-]*\s)*)([A-Z][\w'’-]*) (?:of|at|for) (?:the )?$", lead)
    if not match or spot.loud:
        return False
    initial = not match.group(1) and match.start() == 0 and len(lead) == spot.start - low
    titled = any(w in _OF_PLACE for w in (*match.group(1).split(), match.group(2)))
    named_apart = " of " in match.group() and _label(spot) > 0 and _ends_at(spot, match.end(2) - len(lead))
    return not titled and not named_apart and not (initial or is_function_word(match.group(2)))


def _ends_at(spot: Spot, offset: int) -> bool:
    """Tell whether the model sees an organisation end that many characters before a name ("Brandt Builders of …")."""
    end = spot.start - spot.sentence.start + offset
    entities = spot.sentence.parse.ents if spot.sentence.parse is not None else ()
    return any(e.label_ == "ORG" and e.end_char == end for e in entities)


def _evidence(document: Document, spot: Spot, words: _Words, chooser: Chooser) -> int:
    """Weigh what speaks for a place; `_WORTH` points are enough."""
    text, low, high = document.text, spot.sentence.start, spot.sentence.end
    best = spot.candidates[0]
    plain_name = spot.name.rstrip(".")
    title = plain_name.title() if plain_name.isupper() and len(plain_name) > 3 else plain_name
    preceding, parted = before(text, spot.start, low)
    following, gap = after(text, spot.end, high)
    preposition, governed = _governed(spot)
    if parted and preceding.lower() in _LOCATIVE:
        preposition = preceding.lower()
    score = (5 if spot.dateline else 0) + _standing(spot, text[low : spot.start])
    if score < _NONE:
        return score
    stated = chooser.stated_with(document, spot.start, spot.end, spot.candidates, high) is not None
    if stated:
        score += 3
    if gap == "-" and following.lower().startswith("based"):
        score += 4
    elif gap and following.lower() in words.city:
        score += 3
    elif gap == " " and _ITS.search(text[low : spot.start]) and _WORKS.match(text[spot.end : min(high, spot.end + 60)]):
        score += 3  # "its Juiz de Fora truck plant"
    elif gap == " " and (following in words.facilities or following in _FOLLOWERS):
        score += 3 if _ITS.search(text[low : spot.start]) else 2
    if _SCENE.match(text[spot.end : min(high, spot.end + 90)]):
        score += 3
    if re.search(
        r"\b(?:cit(?:y|ies)|towns?|ports?|village|capital|municipality|hub) (?:of )?$", text[low : spot.start]
    ) or (parted and preceding == "nearby"):
        score += 3
    elif preposition in _LOCATIVE:
        score += 1 if preposition in ("of", "to", "at") else 2
        seated = _SEATED.search(text[max(low, spot.start - 40) : spot.start])
        score += 2 * bool(seated or governed in words.facilities)
    if _NEARBY.match(text[spot.end : min(high, spot.end + 40)]):
        score += 1
    if possessive_end(text, spot.end):
        score += 1
    if chooser.at_home(spot.candidates):
        score += 1
    elif chooser.homes and not stated and all(k.type == "City" and k.population < _SMALL_TOWN for k in spot.candidates):
        score -= 1  # of a land that the article does not speak of
    label = _label(spot)
    if label < 0 and parted and _mislabelled(spot, preceding.lower()):
        label = 0
    owned = gap == " " and (following in words.facilities or following in _FOLLOWERS)
    score += label if label > 0 or (best.type == "City" and not stated and not owned) else 0
    if title in words.common or len(spot.name) < 3:
        # "In Derby" may well be a town; a word of many meanings needs more than a preposition.
        town = parted and preceding in ("in", "near", "outside") and best.population >= 150_000 and label >= 0
        score -= 0 if spot.candidates[0].type != "City" or (stated and parted) else 2 if town else 4
    if title in words.personal:
        score -= 2
    return score


def _governed(spot: Spot) -> tuple[str, str]:
    """Return the preposition that the parse puts a name under, adjectives or none between, and what that belongs to."""
    tokens = spot.sentence.tokens(spot.start, spot.end)
    root = next((t for t in tokens if t.head not in tokens), None)
    if root is None or root.dep_ != "pobj":
        return "", ""
    return root.head.lower_, root.head.head.lower_


def _standing(spot: Spot, lead: str) -> int:
    """Weigh how well known a place is; less than `_NONE` for a code that stands alone."""
    best = spot.candidates[0]
    if any(k.type != "City" for k in spot.candidates):
        # Two-letter state codes need their town; "US" in capitals needs a line that does not shout.
        code = len(spot.name) == 2 and all(k.type == "Region" for k in spot.candidates) and spot.name != "EU"
        if code and not re.search(r"[\w.](?:, | \()$", lead):
            return _NONE - 9
        # A district of the second rank needs as much around it as a town.
        lesser = all(k.lesser or k.type == "City" for k in spot.candidates)
        loud = spot.name in ("US", "LA", "ME") and is_all_caps(spot.sentence.text)
        return 0 if code or lesser or loud else _WORTH
    return sum(best.population >= size for size in (150_000, 700_000, 3_000_000))


def _mislabelled(spot: Spot, preposition: str) -> bool:
    """Tell whether the model takes exactly this name for a person's or a body's where only a place can stand."""
    if preposition not in ("in", "at", "near", "outside", "from"):
        return False
    mistaken = ("PERSON",) if preposition in ("at", "from") else ("PERSON", "ORG")
    start, end = spot.start - spot.sentence.start, spot.end - spot.sentence.start
    entities = spot.sentence.parse.ents if spot.sentence.parse is not None else ()
    return any(e.label_ in mistaken and (e.start_char, e.end_char) == (start, end) for e in entities)


def _label(spot: Spot) -> int:
    """Return what the model's entity label of the name is worth."""
    parse = spot.sentence.parse
    if parse is None:
        return 0
    start, end = spot.start - spot.sentence.start, spot.end - spot.sentence.start
    for entity in parse.ents:
        if entity.start_char < end and entity.end_char > start:
            same = entity.end_char - entity.start_char <= end - start + 6
            if entity.label_ in ("GPE", "LOC"):
                return 2
            if entity.label_ == "PERSON":
                return -3 if not same else -2
            if entity.label_ in ("ORG", "PRODUCT", "WORK_OF_ART", "EVENT"):
                return -1 if same else -2
    return 0


def _mention(
    document: Document,
    spot: Spot,
    chooser: Chooser,
    renamed: dict[str, Mention],
    score: int,
) -> Mention:
    known = chooser.choose(document, spot.start, spot.end, spot.candidates, spot.sentence.end)
    stated = chooser.stated_with(document, spot.start, spot.end, (known,), spot.sentence.end)
    features = (("within", stated.key),) if stated is not None else ()
    mention = Mention(
        start=spot.start,
        end=spot.end,
        type=known.type,
        form="name",
        name=re.sub(r"\s+", " ", spot.name),
        rule="place-dateline" if spot.dateline else "place-name",
        confidence=min(0.99, 0.7 + 0.05 * score),
        gazetteer=known.key,
        features=features,
    )
    region = renamed.get(spot.name) or renamed.get(spot.name.title())
    # A district has the name of its seat, which news speaks of where the seat is a city.
    limit = 200_000 if region is not None and region.rule == "region-unit" else 3_000_000
    if region is not None and known.type == "City" and known.population < limit:
        return replace(mention, type="Region", gazetteer=region.gazetteer)
    return mention


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop mentions inside longer ones."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.type)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
