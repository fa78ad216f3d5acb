"""An article prepared for extraction: sentences with dictionary hits and, where worth it, a parse."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import Article, BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Hit:
    """A dictionary form found in the text; `entry` is the IRI of the lexical entry or frame."""

    start: int
    end: int
    entry: str


@dataclass(frozen=True)
class Sentence:
    """A sentence, heading or list item; `parse` is the spaCy parse of exactly `text`, or None if not a candidate.

    Token offsets in `parse` are relative to `start`: use `span_of` and `tokens`.
    """

    index: int
    start: int
    end: int
    text: str
    block: int
    kind: BlockKind
    hits: tuple[Hit, ...] = ()
    parse: "Doc | None" = None

    def span_of(self, token: "Token") -> tuple[int, int]:
        """Return a token's start and end in the article's text."""
        start = self.start + token.idx
        return start, start + len(token.text)

    def tokens(self, start: int, end: int) -> "list[Token]":
        """Return the parsed tokens that overlap a span of the article's text."""
        if self.parse is None:
            return []
        first = bisect_right(self._ends, start - self.start)
        return list(self.parse[first : max(first, bisect_left(self._starts, end - self.start))])

    @cached_property
    def _starts(self) -> list[int]:
        return [t.idx for t in self.parse] if self.parse is not None else []

    @cached_property
    def _ends(self) -> list[int]:
        return [t.idx + len(t) for t in self.parse] if self.parse is not None else []


@dataclass(frozen=True)
class Document:
    """An article with its sentences in reading order; one that is not `on_topic` has names, no facts."""

    article: Article
    sentences: tuple[Sentence, ...]
    on_topic: bool = True

    def unparsed(self) -> "Document":
        """Return the document without any parses."""
        return replace(self, sentences=tuple(replace(s, parse=None) for s in self.sentences))

    @cached_property
    def text(self) -> str:
        """The article's text, to which all offsets refer."""
        return self.article.text

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers an offset, or None."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)
