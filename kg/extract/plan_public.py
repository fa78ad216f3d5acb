"""Whether a named plan is a public body's, in an article of firms and their customers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.document import Document
from kg.extract.surroundings import overlapping
from kg.lexicon import Lexicon, alternation
from kg.model import PLACES, Mention

_LAWS: Final = frozenset({"act", "regulation"})
_NEAR: Final = 3


@dataclass(frozen=True)
class _Words:
    """Patterns of the words for who is public, of those in names of public plans, and for whom sellers address."""

    public: re.Pattern[str]
    official: re.Pattern[str]
    selling: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    def pattern(role: str, *more: str) -> re.Pattern[str]:
        forms = [*more, *(f for e in lexicon.with_role(role) for f in e.forms)]
        return re.compile(rf"\b(?:{alternation(c + f[1:] for f in forms for c in (f[:1], f[:1].upper()))})\b")

    return _Words(pattern("public-word"), pattern("public-plan-word"), pattern("buyer", "our", "you", "your"))


def without_private(
    document: Document, found: Sequence[Mention], others: Sequence[Mention], lexicon: Lexicon
) -> list[Mention]:
    """Return the mentions without the names of plans that sellers give to what they sell: "our Family Data *Plan*".

    Names count where somebody public is spoken of near them, or twice in the article. Laws, descriptions and fixed
    names are told by words of their own.
    """
    text, words = document.text, _words(lexicon)
    private = bool(words.selling.search(text)) and len(words.public.findall(text)) < 2
    if not private:
        return list(found)
    public = {m.name.lower() for m in found if _is_public(document, m, others, words)}
    return [m for m in found if m.name.lower() in public]


def _is_public(document: Document, mention: Mention, others: Sequence[Mention], words: _Words) -> bool:
    sentence = document.sentence_at(mention.start)
    if mention.rule != "plan-named" or mention.feature("code") in _LAWS or sentence is None:
        return True
    inside = overlapping(others, mention.start, mention.end)
    if mention.feature("owner") or words.official.search(mention.name) or any(m.type in PLACES for m in inside):
        return True
    near = document.sentences[max(0, sentence.index - _NEAR) : sentence.index + _NEAR + 1]
    start, end = near[0].start, near[-1].end
    return bool(words.public.search(document.text, start, end)) or any(overlapping(others, start, end, "Bureau"))
