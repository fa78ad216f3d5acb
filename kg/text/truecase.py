"""Headlines in Capital Letters Like This, or ALL LIKE THIS, brought back to sentence case, letter for letter."""

import re
from collections.abc import Callable

_SMALL_RUN = re.compile(r"[a-z]{3} [a-z]|[a-z]{5}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL_WORDS = frozenset(
    """a an and as at be but by for from has have in into is it its more new of off on or out over per set than that
    the their to under up via was will with after before amid against first second next near says said plans
    plan""".split()
)


def is_headline_case(text: str) -> bool:
    """Tell whether most words of a line begin with a capital, so that capitals tell nothing of names."""
    words = [w for w in _WORD.findall(text) if len(w) > 3]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def is_all_caps(text: str) -> bool:
    """Tell whether a stretch of at least three words is written in capitals."""
    if _SMALL_RUN.search(text, 0, 200):
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.85 * len(letters) and len(text.split()) > 2


def seen_words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that running text writes small, and those that it writes with a capital inside sentences."""
    small: set[str] = set()
    capital: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].islower():
            small.add(word)
        elif re.search(r"[\w,] $", text[max(0, match.start() - 2) : match.start()]):
            capital.add(word)
    return frozenset(small), frozenset(capital)


def truecase(text: str, small: frozenset[str], capital: frozenset[str], is_name: Callable[[str], bool]) -> str:
    """Return a headline with the case that its words have in running text; the length never changes.

    `small` and `capital` come from `seen_words`; `is_name` knows names. A word that nobody knows keeps its capital.
    """
    shouting = is_all_caps(text)
    mixed = {w.casefold(): w for w in sorted(capital)}

    def recase(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if len(low) != len(word) or (not shouting and (word.islower() or (len(word) > 1 and word.isupper()))):
            return word
        if low in mixed and (low not in small or is_name(mixed[low])):
            return mixed[low] if len(mixed[low]) == len(word) else word
        if low in _SMALL_WORDS or low in small:
            return low
        title = low[0].upper() + low[1:]
        if not shouting:
            return title if len(title) == len(word) and not any(c.isupper() for c in word[1:]) else word
        return title if is_name(title) else word if is_name(word) and len(word) < 6 else low

    return _WORD.sub(recase, text)
