"""Words around a span of plain text, and which of them belong to one capitalised name."""

import re
from typing import Final

# Capital letters of the languages written in Latin script, for character classes.
UPPER: Final = "A-Z" + "".join(
    chr(c) for c in (*range(0xC0, 0xD7), *range(0xD8, 0x180), *range(0x1EA0, 0x1EFA)) if chr(c).isupper()
)
_BEFORE = re.compile(r"([^\s\"“”‘(),;:]+)([ \u00a0]|[-–])$")
_AFTER = re.compile(r"^([ \u00a0]|[-–])([^\s\"“”(),;:]+)")
CALENDAR: Final = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Spring Summer Autumn
    Fall Winter Q1 Q2 Q3 Q4 FY""".split()
)
# Capitalised only because a sentence, a title or a quotation begins with them.
FUNCTION_WORDS: Final = frozenset(
    """a about above according across after against all along also although amid among an and another any are around
    as at back based because before behind below beside besides between beyond both build building but by can
    could despite do does during each either even every few first following for founded four from further given
    had half has have he her here his how however i if in including inside into is it its just last late later
    less like located many may meanwhile more most moreover much my near nearby nearly neither new next no nor
    not now of off officials on once one only open opening or other our out outside over own part per plan plans
    s said same says second several she should since so some spanning state still such than that the their them
    then there these they third this those three through throughout thus to today together too toward towards
    two under unlike until up upon us use using via was we were what when where whether which while who whose
    why will with within without would yesterday yet you your""".split()
)

DIRECTIONS: Final = frozenset(
    """North South East West Northern Southern Eastern Western Central Northeast Northwest Southeast Southwest
    Northeastern Northwestern Southeastern Southwestern Greater Downtown Upstate Mainland Coastal Rural Metro
    Metropolitan Neighbouring Neighboring Nearby""".split()
)


def before(text: str, start: int, low: int = 0) -> tuple[str, str]:
    """Return the word directly before an offset and what parts the two (" " or "-"), or two empty strings."""
    match = _BEFORE.search(text[max(low, start - 60) : start])
    return (match.group(1), match.group(2)) if match else ("", "")


def after(text: str, end: int, high: int | None = None) -> tuple[str, str]:
    """Return the word directly after an offset and what parts the two, or two empty strings."""
    match = _AFTER.match(text[end : min(high if high is not None else len(text), end + 60)])
    return (match.group(2).rstrip(".'’"), match.group(1)) if match else ("", "")


def is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital letter."""
    return word[:1].isupper()


def is_function_word(word: str) -> bool:
    """Tell whether a word is one that no name begins or ends with."""
    return word.lower().rstrip(".,'’") in FUNCTION_WORDS


def possessive_end(text: str, end: int) -> bool:
    """Tell whether a possessive ending follows."""
    return bool(re.match(r"['’]s\b|['’](?=\s)", text[end : end + 3]))
