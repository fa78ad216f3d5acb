"""What is done with one article by itself, in this process or in a worker: load, extract, resolve, project, check."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.describe import describe, supports
from kg.errors import KgError
from kg.load import DEFAULT, Item, LoadOptions, read_item
from kg.model import Article, Record
from kg.project import project, statements
from kg.resolve import Background, Identity, resolve
from kg.validate import Shapes, Violation, check, load_shapes, quote_checks, withhold

# What an odd text may provoke in the code that reads it: reported with the article, and the batch goes on.
MISHAPS = (ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError, OSError)


class Extractor(Protocol):
    """Whatever reads articles; `version` changes when its rules or its lexicon do."""

    @property
    def version(self) -> str:
        """The version of rules and lexicon."""

    def extract(self, article: Article) -> Record:
        """Return everything that the article states within the project's scope."""


def read_article(article: Article, extractor: Extractor) -> Record:
    """Return an article's record; one in a language that the extractor does not read has no facts."""
    language = getattr(extractor, "language", article.language)
    return extractor.extract(article) if language == article.language else Record(article, "none")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statement that does not conform to the shapes: where it stands, in which words, and what is wrong."""

    article: str
    origin: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One article's record with what the check withheld, or why there is none.

    `path` is the article's origin; `size` counts the bytes of its file that it takes up.
    `refused` tells that the article as a whole does not conform, so that nothing of it can be stored.
    """

    path: str
    record: Record | None = None
    sources: frozenset[str] = frozenset()
    withheld: tuple[Withheld, ...] = ()
    failure: str = ""
    refused: bool = False
    size: int = 0


class Worker:
    """Owns what is expensive to load: extractor, gazetteer, shapes. One a process."""

    def __init__(self, make_extractor: Callable[[], Extractor], options: LoadOptions = DEFAULT) -> None:
        self._make_extractor = make_extractor
        self._options = options

    @cached_property
    def extractor(self) -> Extractor:
        """The extractor, made when first needed."""
        return self._make_extractor()

    @cached_property
    def background(self) -> Background:
        """The gazetteer and words with which identity is decided."""
        return Background.load()

    @cached_property
    def shapes(self) -> Shapes:
        """The SHACL shapes."""
        return load_shapes()

    def read(self, item: Item) -> Reading:
        """Read one article; what goes wrong is in the answer."""
        path, size = item.origin, item.size
        try:
            record = read_article(read_item(item, self._options), self.extractor)
            sources, withheld, refused = self.check(record)
        except KgError as error:
            return Reading(path, failure=str(error).removeprefix(f"{path}: "), size=size)
        except MISHAPS as error:
            fault = f"kg could not read it, which is a fault of kg: {type(error).__name__}: {error}"
            return Reading(path, failure=fault, size=size)
        return Reading(path, record, sources, withheld, refused=refused, size=size)

    def check(self, record: Record) -> tuple[frozenset[str], tuple[Withheld, ...], bool]:
        """Return the sources of the statements to withhold, what to say of them, and whether nothing is left to keep.

        What depends on a withheld statement may fail in its turn, so the rest is checked until it conforms.
        Of a record without facts, only the mentions are read again: its metadata conform by the way they are made.
        """
        found = quote_checks(record)
        if any(v.focus.startswith("mention") for v in found):
            return frozenset(), tuple(self.say(record, v) for v in found), True
        if not record.claims and not record.measures:
            return frozenset(), (), False
        # The focus of a quote that does not re-read is "claim 3 (…)": its first two words are the statement's source.
        sources = frozenset(" ".join(v.focus.split()[:2]) for v in found)
        identity = resolve([record], self.background)
        by_claim = {s.claim: s for s in statements(record, identity)}
        described = descriptions(record, identity, self.background)
        for _ in range(len(by_claim) + 1):
            quads = [*project(record, identity, sources), *described]
            violations = check(quads, self.shapes, withholding=True)
            if not violations:
                return sources, tuple(self.say(record, v) for v in found), False
            found += violations
            _, out = withhold(quads, violations)
            names = {q.subject.value for q in out if isinstance(q.subject, NamedNode)} & by_claim.keys()
            if not names or sources >= {by_claim[n].source for n in names}:
                break
            sources |= {by_claim[n].source for n in names}
        return sources, tuple(self.say(record, v) for v in found), True

    def say(self, record: Record, violation: Violation) -> Withheld:
        """Return a violation in the words of a report."""
        article = record.article
        return Withheld(article.id, article.origin, " ".join((violation.quote or "").split()), violation.message)


def descriptions(record: Record, identity: Identity, background: Background) -> list[Quad]:
    """Return what the entities graph would say of a record's entities if this were the only article."""
    given = supports(record, identity, background.gazetteer)
    return [quad for support in given for quad in describe([support], background.gazetteer, identity)]


def english() -> Extractor:
    """Return the English extractor; a function of the module, so that worker processes can be told to call it."""
    from kg.extract.english import EnglishExtractor

    return EnglishExtractor.load()


_here: list[Worker] = []


def start(make_extractor: Callable[[], Extractor], options: LoadOptions) -> None:
    """Prepare this worker process: what is expensive is loaded once, with the first article."""
    _here[:] = [Worker(make_extractor, options)]


def read(item: Item) -> Reading:
    """Read one article in this worker process."""
    return _here[0].read(item)
