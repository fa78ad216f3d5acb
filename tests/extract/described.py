"""Reads marked texts up to coreference and attributes: places, agencies and companies are given, the rest is found."""

from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract import attributes, coref, facilities, plans
from kg.extract.document import Document
from kg.extract.matcher import matcher_for
from kg.extract.prepare import _parse, load_model, segment
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon, read_lexicon
from kg.model import Block, Claim, Entity, Mention
from kg.resources import lexicon_files
from tests.support.marked import marked


@dataclass(frozen=True)
class Reading:
    """What was read of one text."""

    document: Document
    plans: tuple[Mention, ...]
    facilities: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]

    def of(self, kind: str) -> list[Entity]:
        return [e for e in self.entities if e.type == kind]

    def value(self, predicate: str, index: int = 0, kind: str = "Facility") -> str | None:
        """Return what is claimed of the n-th entity of a class."""
        subject = self.of(kind)[index].id
        return next((c.object for c in self.claims if (c.subject, c.predicate) == (subject, predicate)), None)

    def anaphors(self, kind: str, index: int = 0) -> list[str]:
        return [m.name for m in self.of(kind)[index].mentions if m.form == "anaphor"]


@lru_cache(maxsize=1)
def tools() -> tuple[object, Lexicon, Gazetteer]:
    return load_model(), read_lexicon(lexicon_files()), Gazetteer.load()


def read(source: str, published: str | None = None, title: str = "", lexicon: Lexicon | None = None) -> Reading:
    """Read a text with marked places, agencies and companies; `title` stands before it."""
    nlp, installed, gazetteer = tools()
    lexicon = lexicon or installed
    document, known = marked(f"{title}\n\n{source}" if title else source, nlp)  # type: ignore[arg-type]
    article = replace(document.article, published=published)
    if title:
        first = article.blocks[0]
        article = replace(article, title=title, blocks=(Block(first.start, first.end, "title"), *article.blocks[1:]))
    # The sentences under test are too short to be on topic: all are parsed, whatever they speak of.
    sentences = segment(article, matcher_for(lexicon, gazetteer))
    chosen = frozenset(s.index for s in sentences)
    document = Document(article, _parse(article, sentences, chosen, gazetteer, nlp))  # type: ignore[arg-type]
    others = tuple(sorted((m for e in known for m in e.mentions), key=lambda m: (m.start, m.end)))
    found = plans.find(document, lexicon, others, gazetteer.adjectives)
    places = facilities.find(document, lexicon, others)
    entities = coref.cluster(document, (*others, *found, *places), lexicon, gazetteer)
    return Reading(document, found, places, entities, attributes.find(document, entities, lexicon))
