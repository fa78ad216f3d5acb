"""What the finders of places by pattern share: what a name looks like, and mentions."""

import re
from typing import Final

from kg.extract.capitals import UPPER
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
