"""Noun phrases around a head word: where they begin and end, what determines and who possesses them.

Built on tags and neighbours rather than on the parser's subtrees, which lose modifiers in headlines and long names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIER_TAGS: Final = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "FW", "HYPH", "AFX", "$", "SYM", "ADD", "XX"}
)
_OPENERS: Final = frozenset("\"“‘«'`")
_CLOSERS: Final = frozenset("\"”’»'")
_MONEY_UNIT: Final = frozenset(
    {"million", "billion", "trillion", "crore", "lakh", "bn", "m", "yuan", "euros", "dollars"}
)
_CURRENCY: Final = re.compile(r"^(?:[$€£¥₹]|(?:US|C|A|S|HK|R)\$|Rs\.?|RMB|USD|EUR|INR|VNĐ|VND)$", re.IGNORECASE)
_RIGHTS: Final = re.compile(
    r"(?:\d+ % (?:- )?|\w+ly )(?:owned|held|controlled|permitted|licen[cs]ed|funded|refurbished)"
    r"|world - renowned|state - of - the - art"
)
YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as token numbers of a parsed sentence: `first` to `last`, both included, `head` between them.

    `determiner` is the article or pronoun before it, in small letters; `owner` the tokens of a possessor ("Intel's").
    """

    sentence: Sentence
    first: int
    head: int
    last: int
    determiner: str = ""
    owner: tuple[int, int] | None = None

    @property
    def doc(self) -> "Doc":
        """The parse of the sentence."""
        assert self.sentence.parse is not None
        return self.sentence.parse

    @property
    def start(self) -> int:
        """The offset in the article at which the phrase begins."""
        return self.sentence.start + self.doc[self.first].idx

    @property
    def end(self) -> int:
        """The offset in the article at which the phrase ends."""
        token = self.doc[self.last]
        return self.sentence.start + token.idx + len(token.text)

    @property
    def modifiers(self) -> tuple["Token", ...]:
        """The words before the head."""
        return tuple(self.doc[self.first : self.head])

    @property
    def definite(self) -> bool:
        """Whether an article or pronoun marks the thing as known."""
        return self.determiner in DEFINITE or self.owner is not None

    @property
    def possessive(self) -> bool:
        """Whether a pronoun says whose it is ("its", "our")."""
        return self.determiner in POSSESSIVE


POSSESSIVE: Final = frozenset({"its", "their", "our", "his", "her", "whose"})
DEFINITE: Final = POSSESSIVE | {"the", "this", "that", "these", "those", "both"}


def phrase_around(
    sentence: Sentence, head: "Token", *, core: int | None = None, places: Sequence[tuple[int, int]] = ()
) -> Phrase:
    """Return the noun phrase that ends in a head word.

    `core` is the first token of the dictionary form that the head ends; `places` are the spans of places, whose commas
    may stand inside ("its Belvidere, Illinois, assembly plant").
    """
    doc = head.doc
    first = core if core is not None else head.i
    position = first - 1
    while position >= 0:
        step = _accept(doc, position, first, head, sentence, places)
        if step is None:
            break
        first = position = step
        position -= 1
    determiner, owner = _before(doc, first)
    first = _trim(doc, first, core if core is not None else head.i)
    return Phrase(sentence, first, head.i, head.i, determiner, owner)


def _accept(
    doc: "Doc", i: int, first: int, head: "Token", sentence: Sentence, places: Sequence[tuple[int, int]]
) -> int | None:
    """Return the token that the phrase now begins with if the word at `i` belongs to it, else None."""
    token = doc[i]
    if token.text in {"|", "•", "·", "‣"}:
        return None
    if len(token.text) > 1 and re.match(r"[^(“]*[)”]", token.text):
        return None  # "(“QX”)-capable", which the tokenizer cuts in the middle
    if token.text in _CLOSERS and i:
        return next((j for j in range(i - 1, max(-1, i - 9), -1) if doc[j].text in _OPENERS), None)
    if token.text == ")":
        opener = next((j for j in range(i - 1, max(-1, i - 5), -1) if doc[j].text == "("), None)
        return opener if opener and all(_in_brackets(t) for t in doc[opener + 1 : i]) else None
    if token.text == ",":
        return i - 1 if _place_comma(doc, i, first, sentence, places) else None
    if token.tag_ == "CC" or token.text in {"&", "/"}:
        left = doc[i - 1] if i else None
        joined = left is not None and left.tag_ in _MODIFIER_TAGS and i < left.head.i <= head.i
        modifier = left is not None and left.dep_ in {"amod", "compound", "nmod", "npadvmod"}
        if left is not None and _place_comma(doc, i, first, sentence, places):
            return i - 1
        return i - 1 if joined and modifier else None
    if token.tag_ in {"VBG", "VBN"}:
        if token.lower_ == "linked" and i and doc[i - 1].tag_ in {"NN", "HYPH"}:
            return i - 1  # "production linked incentive", whatever the parser makes of it
        return i if token.dep_ in {"amod", "compound", "nmod"} and i < token.head.i <= head.i else None
    if token.tag_ in {"RB", "RBR", "RBS"}:
        hyphened = doc[first].text == "-" and not token.whitespace_  # "half-built"
        return i if hyphened or (doc[first].tag_ in {"JJ", "VBN"} and token.text[-2:] == "ly") else None
    if token.tag_ in {"IN", "DT"} and doc[first].text == "-" and not token.whitespace_:
        return i  # "in-situ recovery", "state-of-the-art"
    if token.tag_ in _MODIFIER_TAGS or token.text in {"-", "–", "%", "²"}:
        hyphened = i > 0 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_
        apart = token.dep_ in {"nsubj", "nsubjpass", "ROOT", "pobj", "dobj"} and _clause(token, head)
        return None if apart and not hyphened else i
    return None


def _in_brackets(token: "Token") -> bool:
    """Whether a word may stand in brackets within a name: "in-situ recovery (“ISR”) project"."""
    return token.text.isupper() or token.is_title or token.text in _OPENERS | _CLOSERS


def _clause(token: "Token", head: "Token") -> bool:
    """Whether a noun beside the phrase has a part of its own in the clause, and is not a stray modifier."""
    if token.dep_ == "pobj" and token.head.i < token.i and not token.head.is_ancestor(head):
        return True
    return (
        token.dep_ in {"nsubj", "nsubjpass"}
        and token.head.i > head.i
        and token.head.pos_ in {"VERB", "AUX"}
        and (head.dep_ not in {"appos", "compound"})
        and head.head.i != token.i
        and head.head == token.head
    )


def _place_comma(doc: "Doc", i: int, first: int, sentence: Sentence, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a comma follows a place that modifies the phrase ("its Belvidere, Illinois, assembly plant")."""
    if i == 0:
        return False

    def place(token: "Token") -> bool:
        offset = sentence.start + token.idx
        return any(s <= offset < e for s, e in places)

    if not place(doc[i - 1]):
        return False
    start = i - 1
    while start > 0 and (place(doc[start - 1]) or doc[start - 1].text in {",", "and", "&"}):
        start -= 1
    while start > 1 and doc[start - 1].tag_ in {"CD", "$", "JJ"}:
        start -= 1  # "its $30 million Dunmore, Ohio, plant"
    before = doc[start - 1] if start else None
    return before is not None and (before.tag_ in {"PRP$", "POS", "DT"} or before.text.lower() in POSSESSIVE)


def _before(doc: "Doc", first: int) -> tuple[str, tuple[int, int] | None]:
    """Return the determiner before a phrase and the tokens of its possessor."""
    if first == 0:
        return "", None
    token = doc[first - 1]
    if token.tag_ == "POS" or token.text in {"'s", "’s"}:
        last = first - 2
        start = last
        while start > 0 and (
            doc[start - 1].tag_ in {"NNP", "NNPS", "NN", "JJ", "HYPH"} or doc[start - 1].text in {"&", "-", ")", "("}
        ):
            start -= 1
        return ("", (start, last)) if last >= 0 else ("", None)
    if token.tag_ in {"DT", "PDT", "PRP$", "WP$"} or token.text.lower() in {"another", "own"}:
        if token.text.lower() == "own" and first > 1:
            return _before(doc, first - 1)
        return token.text.lower(), None
    return "", None


def _trim(doc: "Doc", first: int, core: int) -> int:
    """Return the first word behind leading sums of money, adverbs, bullets and stray signs."""
    while first < core:
        token = doc[first]
        money = _CURRENCY.match(token.text) or token.text.lower() in _MONEY_UNIT
        amount = token.like_num and any(
            t.text.lower() in _MONEY_UNIT for t in doc[first + 1 : min(first + 3, core)] if token.i < t.i
        )
        # What is left of "a 4-GWh-a-year unit" is no part of its name.
        stray = token.text in {"-", "–", "%", "*", "/", "²", "'s", "’s"} or token.lower_ in {
            "year",
            "month",
            "day",
            "annum",
        }
        adverb = token.tag_.startswith("RB") and doc[first + 1].tag_ != "VBN" and doc[first + 1].text != "-"
        if not (money or amount or stray or adverb):
            owned = _past_rights(doc, first, core)
            if owned == first:
                break
            first = owned
            continue
        first += 1
    return first


def _past_rights(doc: "Doc", first: int, core: int) -> int:
    """Return the first word behind what is said of rights in a thing, or behind the owner's short name in brackets."""
    words = [t.lower_ for t in doc[first : first + 7]]
    closing = bracket_end(doc, first) if words[0] == "(" else None
    if closing is not None and closing < core:
        return closing + 1
    for length in (7, 4, 3, 2):
        if first + length <= core and _RIGHTS.fullmatch(" ".join(words[:length])):
            return first + length
    return first


def is_cap(token: "Token") -> bool:
    """Whether a word is written as in a name: a capital at its start, or capitals and digits inside."""
    text = token.text
    return (
        text[:1].isupper()
        or (not text[:1].islower() and any(c.isupper() for c in text[1:]))
        or (text.isalnum() and any(c.isupper() for c in text[1:]))
    )


def bracket_end(doc: "Doc", position: int) -> int | None:
    """Return the closing bracket's token if a bracket opens at `position`, else None."""
    if position >= len(doc) or doc[position].text not in {"(", "["}:
        return None
    return next((j for j in range(position + 1, min(len(doc), position + 30)) if doc[j].text in {")", "]"}), None)
