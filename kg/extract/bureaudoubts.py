"""Whether what reads like the name of an agency is a public body's, not a club's, a university's or a firm's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.extract.bureauwords import Token, Words
from kg.extract.capitals import is_capital
from kg.gazetteer import Gazetteer

# Corporations for these lend and let sheds; one of "Chemical Industries" makes fertiliser.
_SMALL: Final = frozenset(
    {"Small", "Cottage", "Micro", "Village", "Rural", "Handloom", "Handlooms", "Handicrafts", "Khadi"}
)
# What names a level alone, not whose: "the City Council", "Public Service".
_LEVELS: Final = frozenset(
    "City County District State National Federal Municipal Regional Provincial Public Central General Civil".split()
)
_PARLIAMENTARY: Final = frozenset("Senate House Congressional Parliamentary Select Democratic Republican".split())
# Whose boards and task forces are their members': "Water Science Board of the National Academy of Sciences".
_LEARNED: Final = frozenset({"association", "academy", "society", "academies"})
# Where somebody goes or is, and what he runs for: the house, not who works there.
_HOUSES: Final = frozenset({"White House", "the White House"})
_AT_HOUSE: Final = re.compile(
    r"\b(?:(?:at|in|inside|outside|into|near|around|leav(?:e|ing)|left|enter\w*|visit\w*|tour\w*|reach\w*)"
    r"|(?:run|runs|ran|running|race|bid) for"
    r"|(?<!according )(?<!report )(?<!letter )(?<!submitted )(?<!response )to) (?:the )?$",
    re.I,
)
# "NSF-certified", "NSF/ANSI 61".
_CERTIFIED: Final = re.compile(r"[-/ ](?:certified|listed|registered|ANSI|International|approved)\b")
_PUBLIC_OWNER: Final = re.compile(r"(?:state|country|province|city|county|nation|government)['’]s")


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as read in the tokens of a sentence: from `first` to `last`, its head from `head` to `head_end`.

    `weak`: bodies of other kinds have such heads as well ("Board").
    """

    tokens: Sequence[Token]
    first: int
    head: int
    head_end: int
    last: int
    weak: bool

    @property
    def noun(self) -> str:
        """The first word of the head."""
        return self.tokens[self.head].text

    @property
    def left(self) -> list[str]:
        """The words before the head."""
        return [t.text for t in self.tokens[self.first : self.head]]

    @property
    def right(self) -> list[str]:
        """The words behind the head."""
        return [t.text for t in self.tokens[self.head_end + 1 : self.last + 1]]

    @property
    def owner(self) -> str:
        """The word before the name, if any stands before its head as well: "Ghana's" of "Ghana's Cocoa Board"."""
        return self.tokens[self.first - 1].text if self.first and self.left else ""

    @property
    def low(self) -> set[str]:
        """The words around the head in small letters."""
        return {w.lower() for w in (*self.left, *self.right)}


def is_public(reading: Reading, words: Words, gazetteer: Gazetteer) -> bool:
    """Tell whether a reading names a public body."""
    left, right = reading.left, reading.right
    if not (left or right) or _is_private(reading, words):
        return False
    seated = reading.noun in ("Administrative", "Management", "People's", "People’s")
    seat = seated and _names_place(right[1:], gazetteer)
    official = seat or _is_official(reading, words, gazetteer)
    if reading.tokens[reading.head_end].text == "Corporation" and reading.noun == "Industries":
        return official and bool(_SMALL & set(left))
    if reading.weak and _is_nobody(reading, gazetteer):
        return False
    if reading.weak:
        return (official and bool(left or seat)) or _is_told(reading, words, gazetteer)
    if right:
        return True
    # "Energy Department": one word before the head must be a topic, a place or an official one.
    bare = " ".join(w.lower() for w in left)
    topical = any(t in bare for t in words.topics) or official or len(left) >= 2
    # Whose a one-word administration is that is no land's: "Obama Administration", though a town bears that name, too.
    placed = bool(left) and bool(_of_land(left, gazetteer) or gazetteer.country_of_adjective(left[0]))
    led = len(left) == 1 and left[0].lower() not in words.official and not placed
    person = reading.noun == "Administration" and len(left) < 2 and (not official or led)
    return topical and not person


def is_else(name: str, lead: str, rest: str) -> bool:
    """Tell whether a known name is a house that somebody comes to ("welcome to *the White House*") or a certifier's."""
    return bool((name in _HOUSES and _AT_HOUSE.search(lead)) or (name == "NSF" and _CERTIFIED.match(rest)))


def _is_nobody(reading: Reading, gazetteer: Gazetteer) -> bool:
    """Tell whether a name with a weak head is a parliament's, or says no more than a level or a country."""
    left = [w for w in reading.left if w != "."]
    if reading.noun == "Committee" and _PARLIAMENTARY & set(left):
        return True
    if reading.right or not left or gazetteer.lookup(" ".join((*left, reading.noun)), "Bureau"):
        return False
    if reading.owner.endswith(("'s", "’s")):
        return False
    if reading.noun == "Office" and gazetteer.lookup(" ".join(left), "City"):
        return True  # a firm's
    return set(left) <= _LEVELS or (reading.noun != "Consortium" and _of_land(left, gazetteer) == len(left))


def _of_land(words: Sequence[str], gazetteer: Gazetteer) -> int:
    """Return how many of the words that a name begins with name a country, or 0."""
    for size in (3, 2, 1):
        if len(words) >= size and gazetteer.countries(" ".join(words[:size])):
            return size
    return 0


def _is_private(reading: Reading, words: Words) -> bool:
    """Tell whether a word right beside the head speaks of a private body, or a word near it of a university."""
    left, right = reading.left, reading.right
    beside = {w.lower() for w in (*left[-1:], *right[1:2])}
    national = reading.noun == "Agency" and bool({"National", "Federal", "State", "Defense", "Defence"} & set(left))
    if reading.noun in ("Authority", "Council", "Commission") and (right or len(left) > 1):
        beside -= {"regional"}  # "Regional Authority of the Vysočina Region"
    if beside & words.private and reading.noun.lower() != "ministry" and not national:
        return True
    if _LEARNED & reading.low or (reading.noun == "Board" and left == ["American"]):
        return True
    of_school = [t.text for t in reading.tokens[max(0, reading.first - 2) : reading.first]] == ["University", "of"]
    return (
        of_school
        or "university" in {t.text.lower() for t in reading.tokens[reading.last + 1 : reading.last + 5]} | reading.low
    )


def _is_official(reading: Reading, words: Words, gazetteer: Gazetteer) -> bool:
    """Tell whether official words, a place or a public owner stand in a name or before it."""
    if reading.low & words.official or _names_place(reading.left, gazetteer) or _PUBLIC_OWNER.fullmatch(reading.owner):
        return True
    possessed = reading.noun in ("Board", "Council") and reading.owner.endswith(("'s", "’s"))
    return possessed and bool(gazetteer.lookup(reading.owner[:-2], "Country", "Region"))


def _is_told(reading: Reading, words: Words, gazetteer: Gazetteer) -> bool:
    """Tell whether a name with a weak head is known, has a public topic or is followed by its initials in brackets."""
    if reading.noun in ("Board", "Office", "Council") and {w.lower() for w in reading.right} & words.topics:
        return True
    if reading.noun == "Secretariat" and {w.lower() for w in (*reading.left, *reading.right[1:2])} & words.topics:
        return True
    if gazetteer.lookup(" ".join(t.text for t in reading.tokens[reading.first : reading.last + 1]), "Bureau"):
        return True
    rest = [t.text for t in reading.tokens[reading.last + 1 : reading.last + 4]]
    initials = "".join(w[0] for w in (*reading.left, reading.noun) if is_capital(w))
    bracketed = len(rest) == 3 and rest[:2] == ["(", initials]
    return bracketed and len(initials) > 2 and reading.noun == "Board"


def _names_place(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Tell whether words begin with a place or what is of one."""
    for size in (3, 2, 1):
        name = re.sub(r"['’]s$", "", " ".join(words[:size]))
        if len(words) >= size and (
            gazetteer.lookup(name, "Region", "City")
            or gazetteer.countries(name)
            or gazetteer.country_of_adjective(name)
            or name == "European"
        ):
            return True
    return False
