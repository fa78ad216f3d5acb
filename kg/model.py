"""The data that flows through `kg`: an Article becomes a Record; everything later is derived from Records.

All offsets count Unicode code points of `Article.text`, end exclusive.
Dates may be partial: "2024", "2024-02" or "2024-02-29" (ISO 8601, reduced precision).
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

EntityType = Literal["City", "Region", "Country", "Bureau", "Plan", "Company", "Facility"]
MentionForm = Literal["name", "description", "anaphor"]
MeasureKind = Literal["target", "count", "capacity", "investment"]
Bound = Literal["exact", "at-least", "at-most", "about"]
BlockKind = Literal["title", "heading", "prose", "bullet"]
DateCertainty = Literal["stated", "derived", "ambiguous", "refused"]
ValueKind = Literal["entity", "date", "code", "text"]

PLACES: frozenset[str] = frozenset({"City", "Region", "Country"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch of an article's text: title, heading, prose paragraph or list item."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Cut:
    """Text that the loader left out of the body, and why (a code such as `recent-stories`)."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its clean text and what is known about it.

    `text` is the title (if any), then the body, blocks separated by blank lines; `blocks` cover it.
    `id` is the canonical URL (a site's front page is none), else "sha256:" and the hash of the content; `origin`
    is where it was read from.
    `published_from` says where the date came from ("header", "byline", "dateline", "meta", …), `date_certainty` how
    sure it is: stated outright, or derived (from the address, an update, a week, a resolved order of day and month).
    A date that is ambiguous ("03/04/2024") or refused (it lies in the future) is no date: `date_words` has its words.
    """

    id: str
    origin: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    date_certainty: DateCertainty | None = None
    date_words: str = ""
    publisher: str | None = None
    author: str | None = None
    dateline: Span | None = None
    cuts: tuple[Cut, ...] = ()
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an article that refer to an entity.

    `form`: a name ("Ministry of Industry"), a description that tells the thing from others ("a new plant in Pune"),
    or an anaphor ("the ministry", "its", "the Chinese capital").
    `name` is the surface cleaned of articles and line breaks. `gazetteer` is the key of a gazetteer entry, if linked.
    `features` are what the finder noticed and later stages use, e.g. ("code", "factory"), ("abbreviation", "MIIT").
    """

    start: int
    end: int
    type: EntityType
    form: MentionForm
    name: str
    rule: str
    confidence: float = 1.0
    gazetteer: str | None = None
    features: tuple[tuple[str, str], ...] = ()

    def feature(self, key: str) -> str | None:
        """Return the first value of a feature, or None."""
        return next((value for name, value in self.features if name == key), None)


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing as one article speaks of it; `id` is local to the article ("e1")."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that the article makes, with the span that says so.

    `predicate` is the local name of a `kg:` property. `object` is a local entity id, a partial date, the local name
    of a code ("operating"), or text, as `value` says. `attributed_to` is the entity that the article names as source.
    """

    subject: str
    predicate: str
    object: str
    value: ValueKind
    span: Span
    rule: str
    confidence: float = 1.0
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A period with partial dates; either end may be open."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that the article states of an entity, with the span that says so.

    `unit` is what is counted or measured ("smart factories", "phones per year", "% of GDP"); money has the ISO code
    in `currency` and full units in `value` (no thousands or crores), `unit` then says of what, possibly "".
    """

    kind: MeasureKind
    subject: str
    value: Decimal
    bound: Bound
    unit: str
    span: Span
    rule: str
    currency: str | None = None
    period: Period = Period()
    attributed_to: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Abstention:
    """A sentence with a trigger that gave no fact, and why (`reason` is a code, `detail` plain words)."""

    span: Span
    trigger: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one article says: the durable truth from which the graph is projected."""

    article: Article
    extractor: str
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    measures: tuple[Measure, ...] = ()
    abstentions: tuple[Abstention, ...] = field(default=())
