"""What may name a company: a run of words, with what the model and the gazetteer take it for."""

from dataclasses import dataclass

from kg.extract.document import Sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words that may name a company; `label` is the model's, `place` tells that it also names a place."""

    start: int
    end: int
    name: str
    sentence: Sentence
    known: bool
    label: str
    place: bool

    @property
    def tag(self) -> str:
        """The part of speech of the first word, or "" where the sentence is not parsed or parted otherwise."""
        first = self.sentence.tokens(self.start, self.start + 1)[:1]
        return next((t.tag_ for t in first if self.sentence.span_of(t)[0] == self.start), "")

    @property
    def proper(self) -> bool:
        """Whether the model takes the first word for a proper noun, as a sentence's capital does not say."""
        return self.tag in ("NNP", "NNPS", "FW")
