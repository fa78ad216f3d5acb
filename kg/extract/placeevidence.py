"""What speaks for a name's being a place's, in points: the words around it, how well known it is, its label."""

import re
from typing import Final

from kg.extract.capitals import after, before, possessive_end
from kg.extract.document import Document
from kg.extract.placechoice import Chooser
from kg.extract.placedoubts import FOLLOWERS, label_worth
from kg.extract.placespots import Spot
from kg.extract.placewords import PlaceWords
from kg.text.truecase import is_all_caps

_LOCATIVE: Final = frozenset(
    """in at near outside inside around across throughout from to into via through towards toward between within
    leaving visiting of""".split()
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
_SEATED: Final = re.compile(
    r"\b(?:plants?|factory|factories|facility|facilities|mill|fab|gigafactory|site|complex|refinery|smelter|shipyard|workshop"
    r"|works|line|base|based|located|headquartered|headquarters|offices?|campus|park) (?:in|at|near|outside) $"
)
_NEARBY: Final = re.compile(r",? (?:near|outside|(?:north|south|east|west)\w* of|\d+ (?:km|kilomet\w+|miles)) ")
_ITS: Final = re.compile(r"(?:\b(?:its|their|our|whose)|['’]s) $")
_TOWN: Final = 50_000
_SMALL_TOWN: Final = 100_000
WORTH: Final = 3
_NONE: Final = -20


def _is_its(lead: str, spot: Spot, chooser: Chooser) -> bool:
    """Tell whether somebody has a thing of that name where the article is set: "its *Flint* plant", in Michigan."""
    return _ITS.search(lead) is not None and chooser.at_home(spot.candidates)


def evidence(document: Document, spot: Spot, words: PlaceWords, chooser: Chooser) -> int:
    """Weigh what speaks for a place; `WORTH` points are enough."""
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
    elif gap == " " and (following in words.facilities or following in FOLLOWERS):
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
    label = label_worth(spot)
    if label < 0 and parted and _mislabelled(spot, preceding.lower()):
        label = 0
    owned = gap == " " and (following in words.facilities or following in FOLLOWERS)
    score += label if label > 0 or (best.type == "City" and not stated and not owned) else 0
    if title in words.common or len(spot.name) < 3:
        # "In Derby" may well be a town; a word of many meanings needs more than a preposition.
        town = parted and preceding in ("in", "near", "outside") and best.population >= 150_000 and label >= 0
        known = owned and best.population >= _TOWN and _is_its(text[low : spot.start], spot, chooser)
        score -= 0 if spot.candidates[0].type != "City" or (stated and parted) else 1 if known else 2 if town else 4
    if title in words.personal:
        score -= 2
    return score


def _governed(spot: Spot) -> tuple[str, str]:
    """Return the preposition that the parse puts a name under, adjectives or none between, and what that belongs to."""
    root = spot.sentence.hung(spot.start, spot.end)
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
        return 0 if code or lesser or loud else WORTH
    return sum(best.population >= size for size in (150_000, 700_000, 3_000_000))


def _mislabelled(spot: Spot, preposition: str) -> bool:
    """Tell whether the model takes exactly this name for a person's or a body's where only a place can stand."""
    if preposition not in ("in", "at", "near", "outside", "from"):
        return False
    mistaken = ("PERSON",) if preposition in ("at", "from") else ("PERSON", "ORG")
    start, end = spot.start - spot.sentence.start, spot.end - spot.sentence.start
    entities = spot.sentence.parse.ents if spot.sentence.parse is not None else ()
    return any(e.label_ in mistaken and (e.start_char, e.end_char) == (start, end) for e in entities)
