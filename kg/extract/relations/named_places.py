"""Places that stand in names: of agencies, plans, facilities."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.extract.relations.geography import Geography
from kg.model import Entity
from kg.text.occurrences import occurrences

_PART_OF: Final = re.compile(
    r"\b(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|\w+(?:east|west)) $"
)
# "Office of European Union Affairs", "Indian Health Service": whom it deals with, not whose body it is.
_DEALS: Final = re.compile(
    r"\s+(?:and\s+(?:the\s+)?[A-Z]\w+\s+)?(?:Affairs|Relations|Gaming)\b|(?<=Indian)\s+Health\s+Service"
)
_STATE_BODY: Final = re.compile(r"\b(?:Attorney General|Governor|Legislature|State|Comptroller)\b")


def inner_places(name: str, places: Iterable[Entity]) -> Iterator[Entity]:
    """Yield the places whose names stand in a name, the longest at each position ("Hubei" not in "Hubei New Area")."""
    found: list[tuple[int, int, Entity]] = []
    for place in places:
        surfaces = {m.name for m in place.mentions if m.form == "name"} | {place.name}
        for surface in sorted(surfaces):
            for at in occurrences(surface, name, before="-"):
                if surface == "America" and name[:at].strip():
                    continue  # "Metaplant America"
                if surface[:1].isupper() and not name[:at].rstrip().endswith((" near", " outside")):
                    found.append((at, at + len(surface), place))
    done: set[str] = set()
    for start, end, place in sorted(found, key=lambda f: (f[0], -f[1], f[2].id)):
        if any(s <= start and end <= e and e - s > end - start for s, e, _ in found) or place.id in done:
            continue
        done.add(place.id)
        yield place


def places_in_name(name: str, places: Iterable[Entity], geography: Geography) -> Iterator[Entity]:
    """Yield the places whose body a name says that it is, by their names or adjectives; initials tell none."""
    if name.isupper() and " " not in name:
        return  # "VA" is no state's
    if " " not in name:
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)  # "JobsOhio"
    for place in inner_places(name, places):
        if not of_another(name, place, geography):
            yield place
    for match in re.finditer(r"[A-Z][\w-]+", name):
        part = _PART_OF.search(name[: match.start()])  # "South Australian", but also "South Korean"
        country = geography.of_adjective(part[0] + match[0] if part else match[0])
        dealt = _DEALS.match(name, match.end())
        if country is not None and country.name != match[0] and not dealt:
            yield country


def of_another(name: str, place: Entity, geography: Geography) -> bool:
    """Say whether a place in a body's name is not whose body it is: "*North* Texas Council", "New York *Governor's*".

    The one is of a part of the place, the other of the state whose name the article's town bears.
    """
    before, _, after = name.partition(place.name)
    part = bool(_PART_OF.search(before)) or bool(_DEALS.match(after))
    return part or (place.type == "City" and geography.shares_name(place) and bool(_STATE_BODY.search(name)))
