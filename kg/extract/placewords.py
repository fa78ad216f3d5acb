"""What the finders of places share: what a name looks like, what the lexicon says of words around it, mentions."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.capitals import CALENDAR, UPPER, is_function_word
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Mention

WORD: Final = rf"[{UPPER}][\w'’-]*\w\.?"
_JOINTS: Final = "de|del|la|los|upon|am|an der|in der|ob der|im|nad|pod|op|den|do|da|dos|das|di|du|des|le|les|lès|of"
NAME: Final = (
    rf"(?:(?:St\.|Mt\.|Ft\.|El|La|San|Santa|Los|Las) )?{WORD}"
    rf"(?: (?:(?:{_JOINTS}) )?{WORD}){{0,2}}"
)
# "The Bursa Governorate published a roadmap": the governor's office, not the land that it governs.
ISSUES: Final = re.compile(
    r" (?:has |had |have )?(?:published|adopted|issued|approved|released|unveiled|presented|launched|drew up|drafted)\b"
)


def place(
    span: tuple[int, int], surface: str, kind: str, rule: str, *, key: str | None = None, within: str | None = None
) -> Mention:
    """Return the mention of a region or, of any other kind, a city."""
    return Mention(
        start=span[0],
        end=span[1],
        type="Region" if kind == "Region" else "City",
        form="name",
        name=re.sub(r"\s+", " ", surface),
        rule=rule,
        confidence=0.85,
        gazetteer=key,
        features=(("within", within),) if within else (),
    )


NO_TOWN: Final = re.compile(
    r"\b(?:Phase|Building|Line|Zone|Park|Plant|Factory|Unit|Block|Lot|Sector|Area|Valley|Road|Street|Avenue|Centre|Center"
    r"|Campus|University|College|Institute|Hub|Estate|(?<=\w )Port|Airport|Group|Inc|Corp|Ltd|LLC|Co|Company|Works"
    r"|Complex|Quarter|Stage|District|County|Corridor|Project|Bhawan|Bhavan|Palace|Hall|House|Cabinet|Gigafactory|Mill"
    r"|Island|Industrial|Technology|Business|Region|Province|Township|SEZ)\b"
)
CONTINENT: Final = re.compile(
    r"(?:(?:North|South|East|West|Central|Latin|Middle|Northern|Southern|Eastern|Western|South-?[Ee]ast|Southeastern|Sub-Saharan)"
    r"(?: and (?:South|East|West|Central))? )?(?:Africa|Asia|Europe|America|Americas|East|Pacific)"
)


def is_unlisted(name: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a name is neither known, nor a word in capitals, nor the beginning of something else's."""
    if NO_TOWN.search(name) or gazetteer.lookup(name) or gazetteer.country_of_adjective(name):
        return False
    return not any(
        is_function_word(w)
        or w.rstrip(".") in CALENDAR
        or w.isupper()
        or gazetteer.lookup(w, "Country", "Region", "Company")
        for w in name.split()
    )


@dataclass(frozen=True, slots=True)
class PlaceWords:
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
def words_of(lexicon: Lexicon) -> PlaceWords:
    """Collect the words around places from the lexicon."""

    def forms(role: str) -> frozenset[str]:
        return frozenset(form for entry in lexicon.with_role(role) for form in entry.forms)

    facilities = {form.split()[-1] for entry in lexicon.denoting("Facility") for form in entry.forms}
    return PlaceWords(
        forms("common-word"),
        forms("personal-name") | forms("namesake"),
        forms("person-title"),
        forms("city-designator"),
        forms("region-designator"),
        frozenset(facilities | {"plant", "factory", "facility", "site"}),
        forms("not-a-name"),
        forms("wire-service"),
    )
