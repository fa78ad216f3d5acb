"""The English extractor: composes the stages from an Article to a Record."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from kg import __version__
from kg.extract import attributes, bureaus, companies, coref, facilities, measures, places, plans, relations
from kg.extract.document import Document
from kg.extract.mentions import settle
from kg.extract.prepare import load_model, prepare
from kg.extract.prune import prune
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, read_lexicon
from kg.model import Article, Record
from kg.resources import lexicon_files

if TYPE_CHECKING:
    from spacy.language import Language


class EnglishExtractor:
    """Owns the lexicon, the gazetteer and the language model; load it once, use it for many articles.

    `parse_everything` gives the parser every sentence instead of the candidates: only benchmarks want that.
    """

    language = "en"

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, model: Language | None = None, *, parse_everything: bool = False
    ) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer
        self.parse_everything = parse_everything
        self._model = model

    @classmethod
    def load(cls, *, parse_everything: bool = False) -> EnglishExtractor:
        """Read lexicon and gazetteer; the language model follows with the first article."""
        return cls(read_lexicon(lexicon_files()), Gazetteer.load(), parse_everything=parse_everything)

    @property
    def version(self) -> str:
        """The version of the rules and of the lexicon, e.g. "en 0.1.0 1f0c9a2b7e61"."""
        return f"{self.language} {__version__} {self.lexicon.version}"

    @property
    def model(self) -> Language:
        """The language model, loaded when first needed."""
        if self._model is None:
            self._model = load_model()
        return self._model

    def extract(self, article: Article) -> Record:
        """Return everything that the article states within the project's scope."""
        # The model would keep each word that it ever met: memory must not grow with the number of articles.
        with nullcontext() if self._model is None else self._model.memory_zone():
            return self.read(article)[1]

    def read(self, article: Article) -> tuple[Document, Record]:
        """Return the record with the prepared document that it was made from, for explanations."""
        document = prepare(article, self.lexicon, self.gazetteer, lambda: self.model, everything=self.parse_everything)
        placed = places.find(document, self.gazetteer, self.lexicon)
        governing = bureaus.find(document, self.gazetteer, self.lexicon)
        firms = companies.find(document, self.gazetteer, self.lexicon, placed)
        named = settle(document, (*placed, *governing, *firms))
        if not document.on_topic:
            entities = coref.cluster(document, named, self.lexicon, self.gazetteer)
            return document, prune(Record(article=article, extractor=self.version, entities=entities))
        planned = plans.find(document, self.lexicon, named, self.gazetteer.adjectives)
        things = (*planned, *facilities.find(document, self.lexicon, named))
        entities = coref.cluster(document, settle(document, (*named, *things)), self.lexicon, self.gazetteer)
        described = attributes.find(document, entities, self.lexicon)
        related, unrelated = relations.find(document, entities, self.lexicon, self.gazetteer)
        claims = (*described, *related)
        numbers, unmeasured = measures.find(document, entities, claims, self.lexicon)
        record = Record(
            article=article,
            extractor=self.version,
            entities=entities,
            claims=claims,
            measures=numbers,
            abstentions=tuple(
                sorted(
                    {*unrelated, *unmeasured}, key=lambda a: (a.span.start, a.span.end, a.trigger, a.reason, a.detail)
                )
            ),
        )
        return document, prune(record)
