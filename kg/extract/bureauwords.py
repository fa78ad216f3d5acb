"""Words and signs of a sentence, and what the lexicon says of the words in names of agencies."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.lexicon import Lexicon, alternation, plural

_TOKEN: Final = re.compile(r"[\w&][\w&.’'/-]*[\w&]|[\w&]|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign with its offsets in the article."""

    text: str
    start: int
    end: int


def tokens_of(text: str, offset: int) -> list[Token]:
    """Return the words and signs of a sentence; a possessive ending stays with its word, a final stop does not."""
    return [Token(m.group(), m.start() + offset, m.end() + offset) for m in _TOKEN.finditer(text)]


@dataclass(frozen=True)
class Words:
    """The heads and modifiers of the lexicon, in small letters."""

    heads: frozenset[str]
    weak: frozenset[str]
    small: frozenset[str]
    plurals: dict[str, str]
    topics: frozenset[str]
    official: frozenset[str]
    private: frozenset[str]

    first: frozenset[str]
    trigger: re.Pattern[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Words":
        """Gather the words by their role; `trigger` finds the sentences that may name an agency."""
        return _words(lexicon)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> Words:
    def forms(role: str) -> frozenset[str]:
        return frozenset(f.lower() for e in lexicon.with_role(role) for f in e.forms)

    heads = forms("agency-head")
    stems = heads | forms("agency-head-weak") | forms("agency-head-small") | {"ministries", "bureaux"}
    return Words(
        heads=heads,
        weak=forms("agency-head-weak"),
        small=forms("agency-head-small"),
        plurals={plural(h): h for h in heads} | {"ministries": "ministry", "bureaux": "bureau"},
        topics=forms("agency-topic"),
        official=forms("official-modifier"),
        private=forms("private-modifier"),
        first=frozenset(head.split()[0] for head in heads | forms("agency-head-weak")),
        trigger=re.compile(alternation(stems), re.IGNORECASE),
    )
