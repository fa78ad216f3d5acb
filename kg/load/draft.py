"""What a format hands over: pieces of text in reading order and what the file itself says about the article."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from kg.load.dates import Dated, surest
from kg.model import BlockKind

INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
CJK = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
FINAL = (".", "!", "?", "。", "！", "？", ";", "；", "…")
CLOSERS = "\"'”’»)]）】」』"


@dataclass(frozen=True)
class Piece:
    """A paragraph, heading or list item as a format found it.

    `links` is the share of the characters that are words of links; `tight` says that no blank line stood before it;
    `hint` is the reason (a Cut code) why its place in the page marks it as boilerplate, or "".
    """

    kind: BlockKind
    text: str
    links: float = 0.0
    tight: bool = False
    hint: str = ""

    @cached_property
    def words(self) -> int:
        """How many words the piece has."""
        return word_count(self.text)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads as running prose: a whole sentence of some length."""
        return self.words >= 8 and self.is_sentence


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an article; `dated` says when it was published, as far as that is known."""

    title: str | None = None
    url: str | None = None
    dated: Dated | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None

    def over(self, other: "Known") -> "Known":
        """Return what is known from both, this one first."""
        return Known(
            title=self.title or other.title,
            url=self.url or other.url,
            dated=surest((self.dated, other.dated)),
            publisher=self.publisher or other.publisher,
            author=self.author or other.author,
            language=self.language or other.language,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before boilerplate is cut; `outside` is what the format left out itself, each with its hint."""

    pieces: tuple[Piece, ...]
    known: Known = Known()
    outside: tuple[Piece, ...] = ()


def clean(text: str) -> str:
    """Return text in NFC with line feeds only, without invisible and control characters."""
    if not text.isascii():
        text = INVISIBLE.sub("", text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    if not text.replace("\n", " ").isprintable():
        text = CONTROL.sub("", text)
        text = LINE_END.sub("\n", text)
    return text


def squeeze(text: str) -> str:
    """Return text with each run of white space as one space, trimmed."""
    return " ".join(text.split())


def word_count(text: str) -> int:
    """Count words; two Chinese, Japanese or Korean characters count as one word."""
    if text.isascii():
        return len(text.split())
    cjk = len(CJK.findall(text))
    return len(text.split()) + cjk // 2 if cjk else len(text.split())


def ends_sentence(text: str) -> bool:
    """Say whether text ends as a sentence does; two dots mark a headline that was cut short."""
    bare = text[-40:].rstrip(CLOSERS + " ")
    return bare.endswith(FINAL) and not bare.endswith(("..", "…"))
