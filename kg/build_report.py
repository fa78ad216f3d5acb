"""What became of every article that a build was given."""

from dataclasses import dataclass, field

from kg.load import Skipped
from kg.store import Changes
from kg.worker import Withheld


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a part of one ("file#3"), that gave no article, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class DateNotTaken:
    """A date that an article gives and that is no date of publication: its words, where they stand, why not."""

    path: str
    words: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article passed over since another file of the same build gave its address, with the same text or another."""

    path: str
    first: str
    same_text: bool


@dataclass
class BuildReport:
    """What became of every article that a build was given.

    `read` counts the articles that were loaded now; `unchanged` are those that the store has already (of which
    `unchanged_read` had to be read to know); `duplicates` have the address of what another file
    of the same build gave.
    `skipped` are files of the folders that were not read: hidden, about the folder, of another kind.
    `languages` counts the articles read that are stored without claims, since no extractor reads their language;
    `dates` counts where the dates of publication came from ("none": no date, or no certain one), `certainty` how sure
    they are; `dates_not_taken` are those that are ambiguous or lie in the future.
    """

    found: int = 0
    read: int = 0
    unchanged_read: int = 0
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    without_facts: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    certainty: dict[str, int] = field(default_factory=dict)
    dates_not_taken: list[DateNotTaken] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    @property
    def undated(self) -> int:
        """How many articles were read that have no date of publication."""
        return self.dates.get("none", 0)
