"""Which number of "03/04/2024" is the month: said by the language of the page, its address, or its other dates."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

MONTH_FIRST = frozenset(("en-us", "en-ph", "es-us"))
# Where English is written with the day first; Canada writes both.
DAY_FIRST = frozenset(f"en-{land}" for land in "gb au nz ie in za sg hk my ng ke pk bd lk mt".split())
LANGUAGES = frozenset(
    "bg ca cs da de el es et fi fr gl hr id is it ms mt nb nl no pl pt ro ru sk sl sr th tr uk vi".split()
)
MONTH_FIRST_ENDS = frozenset(("us", "gov", "mil", "ph"))
DAY_FIRST_ENDS = frozenset("uk au nz ie in za sg hk my ng ke pk bd lk mt de fr es it pt nl pl tr id vn br mx".split())
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d(?!\d)")


def order(languages: Iterable[str | None], address: str | None, lines: Iterable[str]) -> str:
    """Return "mdy" or "dmy" if the evidence says one of them and nothing says the other, else "".

    `languages` are tags as the page declares them and the language of its text, `lines` stand around the body.
    """
    said = {_of_language((tag or "").lower().replace("_", "-")) for tag in languages}
    said.add(_of_address(address or ""))
    said.update(_of_line(line) for line in lines)
    said.discard("")
    return said.pop() if len(said) == 1 else ""


def _of_language(tag: str) -> str:
    if tag in MONTH_FIRST:
        return "mdy"
    return "dmy" if tag in DAY_FIRST or tag.partition("-")[0] in LANGUAGES else ""


def _of_address(address: str) -> str:
    try:
        end = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
    return "mdy" if end in MONTH_FIRST_ENDS else "dmy" if end in DAY_FIRST_ENDS else ""


def _of_line(line: str) -> str:
    """Read the order off a date that only one order makes possible."""
    for match in NUMERIC.finditer(line):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            return "dmy"
        if second > 12 >= first:
            return "mdy"
    return ""
