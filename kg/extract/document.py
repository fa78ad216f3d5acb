"""An article prepared for extraction: sentences with dictionary hits and, where worth it, a parse."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.model import Article, BlockKind
from kg.text.dates import DateExpression, find_dates

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


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
        return self._tokens[first : max(first, bisect_left(self._starts, end - self.start))]

    def hung(self, start: int, end: int) -> "Token | None":
        """Return the first token of a span of the article's text that hangs on one outside of it, or None."""
        tokens = self.tokens(start, end)
        return next((t for t in tokens if t.head not in tokens), None)

    def entities(self, start: int, end: int) -> "list[Span]":
        """Return what the model labels as names of any kind that overlap a span of the article's text."""
        if self.parse is None:
            return []
        low, high = start - self.start, end - self.start
        return [e for e in self.parse.ents if e.start_char < high and e.end_char > low]

    @cached_property
    def names(self) -> tuple[Hit, ...]:
        """The hits of the gazetteer, whose keys are no IRIs as those of the lexicon are."""
        return tuple(h for h in self.hits if ":" not in h.entry)

    @cached_property
    def _tokens(self) -> "list[Token]":
        return list(self.parse) if self.parse is not None else []

    @cached_property
    def _starts(self) -> list[int]:
        return self.parse.to_array("IDX").tolist() if self.parse is not None else []

    @cached_property
    def _ends(self) -> list[int]:
        lengths = self.parse.to_array("LENGTH").tolist() if self.parse is not None else []
        return [start + length for start, length in zip(self._starts, lengths, strict=True)]


@dataclass(frozen=True)
class Document:
    """An article with its sentences in reading order; one that is not `on_topic` has names, no facts."""

    article: Article
    sentences: tuple[Sentence, ...]
    on_topic: bool = True

    @cached_property
    def text(self) -> str:
        """The article's text, to which all offsets refer."""
        return self.article.text

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers an offset, or None."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def dates(self, sentence: Sentence) -> tuple[DateExpression, ...]:
        """Return the dates that a sentence states, with offsets in its own text; they are read once."""
        if sentence.index not in self._dates:
            self._dates[sentence.index] = tuple(find_dates(sentence.text, self.article.published))
        return self._dates[sentence.index]

    @cached_property
    def _dates(self) -> dict[int, tuple[DateExpression, ...]]:
        return {}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]
