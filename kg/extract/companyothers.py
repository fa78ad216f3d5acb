"""What the lexicon says of names that look like firms' and are none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import Lexicon, alternation


@dataclass(frozen=True)
class OtherWords:
    """Words and patterns by their role: sorts of things, parts of the world, what has initials, offices, exchanges.

    `beside` and `before` are the social networks before and behind a name that is read beside them.
    """

    sorts: frozenset[str]
    sort_heads: frozenset[str]
    initialled: frozenset[str]
    landforms: frozenset[str]
    world: frozenset[str]
    none: re.Pattern[str]
    symbol: re.Pattern[str]
    titled_for: re.Pattern[str]
    beside: re.Pattern[str]
    before: re.Pattern[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "OtherWords":
        """Gather the words."""
        return _words(lexicon)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> OtherWords:
    def forms(role: str) -> frozenset[str]:
        return frozenset(f for e in lexicon.with_role(role) for f in e.forms)

    networks = f"(?:{alternation(forms('social-network'))})"
    return OtherWords(
        sorts=forms("sort"),
        sort_heads=forms("sort-head"),
        initialled=forms("initialled"),
        landforms=forms("landform"),
        world=forms("world-part"),
        none=_none(forms("meeting"), forms("public-firm"), forms("body-head")),
        # "(NYSE American: UEC)": a symbol on an exchange.
        symbol=re.compile(rf"\b(?:{alternation(forms('stock-exchange'))})(?: [A-Z]\w+)?: ?(?:\w+[;,] ?)?$"),
        titled_for=re.compile(
            rf"\b(?:(?:{alternation(forms('office-of'))})s?(?: \([A-Z-]+\)(?: Scheme)?)? (?:for|of|on)"
            rf"|(?:{alternation(forms('body-for'))}) for) (?:the )?"
            r"(?:(?:[A-Z][\w&’'-]* )?[A-Z][\w&’'-]*(?:,? and (?:the )?|, ))*(?:[A-Z][\w&’'-]* ){0,2}$"
        ),
        beside=re.compile(rf"\b{networks}(?:,? and |,? or |, | ?\| ?|/| – )$"),
        before=re.compile(
            rf"(?:,? and |,? or |, | ?\| ?|/| – ){networks}\b|['’]?s? (?:pages?|groups?|accounts?|posts?|live)\b"
            r"|\.com\b|: ?\S",
            re.I,
        ),
    )


def _none(meetings: Iterable[str], firms: Iterable[str], heads: Iterable[str]) -> re.Pattern[str]:
    """Return how names of those end who meet, of what the state lends with, and of foundations: "… Leaders Group"."""
    return re.compile(
        rf"\b(?:{alternation(meetings)}) Groups?$|\b(?:{alternation(firms)})$"
        rf"|\b(?:{alternation(heads)})(?:,? Inc\.?|,? Ltd\.?)?$"
    )
