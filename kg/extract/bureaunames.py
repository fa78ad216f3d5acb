"""Names of agencies read word by word around their heads."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.bureaudoubts import Reading, is_public
from kg.extract.bureauedges import (
    JOINTS,
    LEADS,
    TITLES,
    foreign_end,
    goes_on,
    headline_end,
    known_end,
    listed_topics,
    longer_start,
)
from kg.extract.bureauwords import Token, Words
from kg.extract.capitals import CALENDAR, is_capital, is_function_word
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer
from kg.model import Mention
from kg.text.truecase import is_all_caps

_LINKS: Final = frozenset({"of", "for", "on", "to"})
# "Commission on Human Relations"; a ministry speaks "on Monday".
_TREATING: Final = frozenset({"Commission", "Committee", "Council", "Force", "Office"})
_SHORT_NAME: Final = re.compile(r"[A-Z]{2,6}")
_ADMIN_LEAD: Final = re.compile(
    r"Municipal|Provincial|State|Federal|National|District|County|City|Ministerial|U\.S\.|US"
)


class Reader:
    """Reads names of agencies in the tokens of a sentence."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.gazetteer = gazetteer

    def named(self, document: Document, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Mention]:
        """Yield capitalised names: "Shanghai Municipal Commission of Economy and Informatization"."""
        loud = is_all_caps(sentence.text)
        for i in range(len(tokens)):
            size, head = self._head(tokens, i, loud)
            if not size:
                continue
            last_of_head = i + size - 1
            first = longer_start(tokens, self._left(tokens, i, loud), i, self.gazetteer)
            last = self._right(tokens, last_of_head, whole=first < i)
            last = headline_end(document, sentence, tokens, (first, last_of_head, last))
            weak = head not in self.words.heads
            if not is_public(Reading(tokens, first, i, last_of_head, last, weak), self.words, self.gazetteer):
                continue
            read = document.text[tokens[first].start : tokens[last].end]
            longer = weak and sentence.kind == "prose" and goes_on(tokens, last)
            if longer and not self.gazetteer.lookup(read, "Bureau"):
                continue
            last = foreign_end(tokens, first, last_of_head, last, self.gazetteer) or last
            while cut := known_end(tokens, first, last_of_head, last, self.words, self.gazetteer):
                last = cut
            start, end = tokens[first].start, tokens[last].end
            name = document.text[start:end]
            if name.endswith(("'s", "’s")):
                end -= 2
            yield agency(start, end, document.text[start:end], "bureau-name", head)

    def _head(self, tokens: Sequence[Token], i: int, loud: bool) -> tuple[int, str]:
        """Return how many tokens a head at `i` has, and the head in small letters."""
        if _bare(tokens[i].text).lower() not in self.words.first:
            return 0, ""
        for size in (2, 1):
            words = [_bare(t.text) for t in tokens[i : i + size]]
            text = " ".join(words).lower()
            if len(words) == size and text in self.words.heads | self.words.weak and all(is_capital(w) for w in words):
                if not loud and any(w.isupper() for w in words):
                    continue
                return size, text
        return 0, ""

    def _right(self, tokens: Sequence[Token], head: int, *, whole: bool) -> int:
        """Return the last token of a name whose head is given: "of Trade, Industry and Energy" is taken along.

        Of a `whole` name or one with its topic, another body behind "of the" is what it is part of.
        """
        last = head
        if (
            tokens[head].text.endswith(("'s", "’s"))
            or head + 2 >= len(tokens)
            or tokens[head + 1].text not in ("of", "for", "on")
            or (tokens[head + 1].text == "on" and tokens[head].text not in _TREATING)
        ):
            return last
        i = head + 1
        while i < len(tokens):
            word = tokens[i].text
            step = 0
            if word in _LINKS:
                step = 2 if self._the(tokens, i + 1) else 1
            elif word in JOINTS and last > head:
                step = 2 if self._the(tokens, i + 1) and not self._starts_other(tokens, i + 2) else 1
            elif (word == "," and last > head and self._list_goes_on(tokens, i)) or (
                word in ("-", "–") and last == i - 1 and tokens[i].start == tokens[i - 1].end
            ):
                step = 1
            if step:
                target = i + step
                if word == "of" and last > head and self._starts_government(tokens, target):
                    return last
                if step == 2 and (word != "of" or whole or last > head) and self._starts_body(tokens, target):
                    return last
                if target >= len(tokens) or not self._topic_word(tokens, target, joint=word not in _LINKS):
                    return last
                i = target
            if not self._topic_word(tokens, i, joint=False) and not step:
                return last
            last = i
            if tokens[i].text.endswith(("'s", "’s")) and not tokens[i].text.startswith("People"):
                return last
            i += 1
        return last

    def _starts_body(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether a ministry or the like, with its own topic, begins here: "U.S. Department of Commerce"."""
        while i < len(tokens) and (tokens[i].text == "." or self._own_place(tokens[i].text)):
            i += 1
        size = self._head(tokens, i, False)[0] if i < len(tokens) else 0
        return size > 0 and i + size < len(tokens) and tokens[i + size].text in ("of", "for")

    def _starts_government(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether a government begins here, of which the body before is a part: "of the Government of Goa"."""
        words = [t.text for t in tokens[i : i + 5]]
        if words[:2] == ["Government", "of"] or words[1:3] == ["Government", "of"]:
            return True
        end = next((n for n, w in enumerate(words) if not is_capital(w)), len(words))
        return "Government" in words[1:end]  # "of the Basque Government"

    def _the(self, tokens: Sequence[Token], i: int) -> bool:
        return i < len(tokens) and tokens[i].text == "the"

    def _topic_word(self, tokens: Sequence[Token], i: int, *, joint: bool) -> bool:
        word = tokens[i].text
        if not is_capital(word) or word.rstrip(".") in CALENDAR:
            return False
        if joint and self._starts_other(tokens, i):
            return False
        return not (tokens[i - 1].text not in _LINKS and word in ("The", "In", "At", "On", "With", *TITLES))

    def _starts_other(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether another agency, a company or a place begins here rather than a further topic."""
        if i >= len(tokens):
            return True
        if self._head(tokens, i, False)[0] and i + 1 < len(tokens) and tokens[i + 1].text in ("of", "for"):
            return True
        for size in (3, 2, 1):
            name = " ".join(t.text for t in tokens[i : i + size])
            city = (
                any(k.population >= 150_000 for k in self.gazetteer.lookup(name, "City"))
                and name.lower() not in self.words.topics
            )
            if (
                city
                or self.gazetteer.lookup(name, "Company", "Country", "Region")
                or (
                    size == 1
                    and _SHORT_NAME.fullmatch(name)
                    and name not in ("ICT", "IT", "R&D", "AI", "MSMEs", "SMEs")
                )
            ):
                return True
        rest = [t.text for t in tokens[i : i + 8]]
        stop = next((n for n, w in enumerate(rest) if not is_capital(w)), len(rest))
        return any(w.lower() in self.words.heads | self.words.weak for w in rest[1:stop])

    def _list_goes_on(self, tokens: Sequence[Token], comma: int) -> bool:
        """Tell whether a comma parts topics: capitalised words up to "and" and one more."""
        i, words = comma + 1, 0
        while i < len(tokens) and words < 6:
            word = tokens[i].text
            if word in JOINTS:
                topic = i + 1 < len(tokens) and is_capital(tokens[i + 1].text)
                return words > 0 and topic and not self._starts_other(tokens, i + 1)
            if word == ",":
                i += 1
                continue
            if not is_capital(word) or self._starts_other(tokens, i):
                return False
            words += 1
            i += 1
        return False

    def _left(self, tokens: Sequence[Token], head: int, loud: bool) -> int:
        """Return the first token of the modifiers before a head."""
        first, listed = head, False
        for i in range(head - 1, max(-1, head - 9), -1):
            word = tokens[i].text
            if tokens[i + 1].start - tokens[i].end > 1:
                break
            if word in JOINTS or word == ",":
                left = i - 2 if word in JOINTS and i > 1 and tokens[i - 1].text == "," else i - 1
                joins = first != head and left >= 0 and is_capital(tokens[left].text)
                if word in JOINTS and self.gazetteer.lookup(_read(tokens[first : head + 1]), "Bureau"):
                    break  # "the Defense and *State Department*"
                if not joins or self._own_place(tokens[first].text) or (word == "," and not listed):
                    break
                if not self._official_before(tokens, i) and not listed_topics(tokens, i, self.words, self.gazetteer):
                    break
                listed = True
            elif word == ".":
                if not i or not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]|U\.?S|St|Ft|Mt", tokens[i - 1].text):
                    break
            elif self._ends_name(tokens, i) or (loud and is_function_word(word)):
                break
            else:
                first = i
        return first

    def _ends_name(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether a word to the left is no part of a name: small, a possessive, a date, an opening word."""
        word = tokens[i].text
        if (word.endswith(("'s", "’s")) and not word.startswith(("People", "Marshal"))) or word in LEADS:
            return True
        if word == "Senior" and (i == 0 or not is_capital(tokens[i - 1].text)):
            return True  # "the Senior State Department Fellow", but "the Federal Senior Leadership Council"
        opening = i == 0 or tokens[i - 1].text in '.!?"“:' or word in ("The", "In", "At")
        return not is_capital(word) or word.rstrip(".") in CALENDAR or (is_function_word(word) and opening)

    def _own_place(self, word: str) -> bool:
        """Tell whether a name that begins with this word is complete: "… and U.S. Department of Agriculture"."""
        placed = self.gazetteer.lookup(word, "Region") or self.gazetteer.countries(word)
        return word in ("White", "Federal", "National") or bool(placed)

    def _official_before(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell whether an official modifier stands left of a joint, so that the list belongs to the name."""
        for j in range(i - 1, max(-1, i - 7), -1):
            word = tokens[j].text
            if j == i - 1 and word.lower() in self.words.topics:
                return True
            if word.lower() in self.words.official or _ADMIN_LEAD.fullmatch(word):
                return True
            begins = not j or not is_capital(tokens[j - 1].text)
            if begins and self.gazetteer.lookup(word, "Country", "Region", "City"):
                return True
            if not is_capital(word) and word not in JOINTS and word != ",":
                return False
        return False


def _bare(word: str) -> str:
    """Return a word without the ending of a possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _read(tokens: Sequence[Token]) -> str:
    """Return the words of tokens as one name."""
    return " ".join(t.text for t in tokens)


def agency(start: int, end: int, name: str, rule: str, head: str) -> Mention:
    """Return the mention of an agency by name."""
    return Mention(start, end, "Bureau", "name", re.sub(r"\s+", " ", name), rule, 0.9, None, (("head", head),))
