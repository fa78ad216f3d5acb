"""Hits, false alarms and misses: of one kind of thing, of a document and of all documents."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

PARTS = ("entities", "relations", "numbers")


@dataclass
class Count:
    """Hits, false alarms and misses, with the measures made of them (None where undefined)."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def add(self, other: "Count") -> None:
        """Add another count to this one."""
        self.hits += other.hits
        self.false += other.false
        self.missed += other.missed

    @property
    def precision(self) -> float | None:
        """Hits among what was said."""
        said = self.hits + self.false
        return self.hits / said if said else None

    @property
    def recall(self) -> float | None:
        """Hits among what there was to say."""
        wanted = self.hits + self.missed
        return self.hits / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        total = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / total if total else None


def total(counts: Iterable[Count]) -> Count:
    """Return the sum of counts."""
    result = Count()
    for count in counts:
        result.add(count)
    return result


@dataclass
class DocumentScore:
    """One document's counts by part and kind, its errors in words, and how its entities were aligned."""

    counts: dict[str, dict[str, Count]] = field(default_factory=lambda: {part: defaultdict(Count) for part in PARTS})
    kind_and_value: Count = field(default_factory=Count)
    value_only: Count = field(default_factory=Count)
    agreement: Counter[str] = field(default_factory=Counter)
    attributes: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    identities: list[tuple[str, str, str | None]] = field(default_factory=list)
    without_facts: bool = False

    @property
    def overall(self) -> Count:
        """All parts together."""
        return total(count for part in PARTS for count in self.counts[part].values())


@dataclass
class Score:
    """The scores of all documents by name, with gold and system documents that had no partner."""

    documents: dict[str, DocumentScore]
    missing: list[str]
    extra: list[str]
    identity: dict[str, tuple[Count, int]]

    def by_kind(self, part: str) -> dict[str, Count]:
        """Return the counts of a part by class, predicate or kind, sorted."""
        sums: dict[str, Count] = defaultdict(Count)
        for document in self.documents.values():
            for kind, count in document.counts[part].items():
                sums[kind].add(count)
        return dict(sorted(sums.items()))

    def micro(self, part: str) -> Count:
        """Return the counts of a part over all kinds."""
        return total(self.by_kind(part).values())

    @property
    def overall(self) -> Count:
        """All parts of all documents."""
        return total(document.overall for document in self.documents.values())

    @property
    def distractor_facts(self) -> dict[str, int]:
        """Relations and numbers said of documents that have none, by document."""
        return {
            name: sum(total(d.counts[part].values()).false for part in ("relations", "numbers"))
            for name, d in self.documents.items()
            if d.without_facts
        }
