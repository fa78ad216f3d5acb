"""Words and signs of a sentence, and what the lexicon says of the words in names of agencies."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from kg.extract.matcher import lower
from kg.lexicon import Lexicon, plural

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
    familiar: frozenset[str]
    stems: AhoCorasick

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Words":
        """Gather the words by their role; `familiar` are abbreviations that need no explanation."""
        return _words(lexicon)

    def may_name(self, text: str) -> bool:
        """Tell whether a sentence has a head of agencies in it, in any case and form."""
        return bool(self.stems.find_matches_as_indexes(lower(text)))


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
        familiar=frozenset(f for e in lexicon.with_role("agency-abbreviation") for f in e.forms),
        stems=AhoCorasick(sorted(stems)),
    )
