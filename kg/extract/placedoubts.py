"""What speaks against a name's being a place's: it is part of a longer name, a person's, a title's or an amount's."""

import re
from typing import Final

from kg.extract.capitals import CALENDAR, DIRECTIONS, after, before, is_capital, is_function_word, possessive_end
from kg.extract.document import Document
from kg.extract.placespots import Spot
from kg.extract.placewords import NAME, PlaceWords
from kg.gazetteer import Gazetteer

_OF_PLACE: Final = frozenset(
    """City Town Village Municipality Province State County District Port Region Island Islands Republic Kingdom
    Sultanate Prefecture Canton Governor Mayor President Minister Premier Chancellor King Queen Prime Ambassador
    Capital Heart North South East West Outskirts Suburb Part Parts People""".split()
)
FOLLOWERS: Final = frozenset(
    """Plant Factory Gigafactory Facility Site Campus Works Mill Fab Complex Plants Factories Gov Government Office
    City Airport Port Time""".split()
)
_COLOURS: Final = frozenset("White Black Red Green Blue Grey Gray Golden Silver Yellow Great Little Big".split())
_LETTERS: Final = 3
_TOWN_BEFORE: Final = re.compile(rf"({NAME}) \($")


def speaks_against(document: Document, spot: Spot, words: PlaceWords) -> bool:
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
    if gap == " " and following in FOLLOWERS and following not in ("City", "Government", "Gov", "Office", "Time"):
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
        told = preceding.lower() == "in" and spot.candidates[0].type == "Country" and label_worth(spot) > 0
        return not told and not possessive_end(text, spot.end)
    initial = not text[low : spot.start - len(preceding) - len(parted)].strip(" \"“‘'")
    if not parted or not is_capital(preceding) or preceding.endswith(("'s", "’s", "s'", "s’", ".", "!", "?")):
        return False
    if parted == "-":
        return preceding.rstrip(".") not in ("Sino", "US", "U.S", "EU", "China")
    return not (
        preceding in DIRECTIONS or (initial and is_function_word(preceding)) or preceding in CALENDAR
    ) and not _runs_over(preceding, initial, words)


def of_another_land(document: Document, spot: Spot, gazetteer: Gazetteer) -> bool:
    """Tell whether letters in brackets behind a town are those of a land that it isn't in: "Joinville (SC), Brazil"."""
    if not (spot.name.isupper() and len(spot.name) <= _LETTERS) or document.text[spot.end : spot.end + 1] != ")":
        return False
    town = _TOWN_BEFORE.search(document.text[spot.sentence.start : spot.start])
    known = gazetteer.lookup(town[1], "City") if town else ()
    return bool(known) and not any(gazetteer.within(k.key, c.key) for k in known for c in spot.candidates)


def _bare_noun(spot: Spot, following: str, gap: str) -> bool:
    """Tell whether a town's name with the article ends its phrase: it is a river's ("the bank of the Karnaphuli")."""
    ends = not gap or (gap == " " and is_function_word(following) and not is_capital(following))
    return ends and not spot.loud and not spot.dateline and all(k.type == "City" for k in spot.candidates)


def _runs_over(preceding: str, initial: bool, words: PlaceWords) -> bool:
    """Tell whether a capital before the name is no part of it: a designator, or a word opening the sentence."""
    return preceding.lower() in words.city | words.region or (
        initial and preceding.lower().endswith(("ing", "ed", "ly"))
    )


def _allowed_after(following: str, words: PlaceWords) -> bool:
    return (
        following in CALENDAR
        or following in words.no_names
        or following in FOLLOWERS
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
    named_apart = " of " in match.group() and label_worth(spot) > 0 and _ends_at(spot, match.end(2) - len(lead))
    return not titled and not named_apart and not (initial or is_function_word(match.group(2)))


def _ends_at(spot: Spot, offset: int) -> bool:
    """Tell whether the model sees an organisation end that many characters before a name ("Brandt Builders of …")."""
    end = spot.start - spot.sentence.start + offset
    entities = spot.sentence.parse.ents if spot.sentence.parse is not None else ()
    return any(e.label_ == "ORG" and e.end_char == end for e in entities)


def label_worth(spot: Spot) -> int:
    """Return what the model's entity label of the name is worth."""
    for entity in spot.sentence.entities(spot.start, spot.end):
        same = entity.end_char - entity.start_char <= spot.end - spot.start + 6
        if entity.label_ in ("GPE", "LOC"):
            return 2
        if entity.label_ == "PERSON":
            return -3 if not same else -2
        if entity.label_ in ("ORG", "PRODUCT", "WORK_OF_ART", "EVENT"):
            return -1 if same else -2
    return 0
