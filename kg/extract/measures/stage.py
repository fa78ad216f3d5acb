"""An article's scenes with all that may be spoken of, and how it belongs together."""

from dataclasses import dataclass, field

from kg.extract.document import Document
from kg.extract.scene import Scene
from kg.model import PLACES, Entity


@dataclass(frozen=True)
class Stage:
    """An article's scenes with all that may be spoken of, and the claims that tell how they belong together."""

    document: Document
    scenes: tuple[Scene, ...]
    entities: dict[str, Entity]
    issuers: dict[str, set[str]] = field(default_factory=dict)
    applies: dict[str, set[str]] = field(default_factory=dict)
    operators: dict[str, set[str]] = field(default_factory=dict)
    jurisdictions: dict[str, set[str]] = field(default_factory=dict)
    homes: dict[str, set[str]] = field(default_factory=dict)
    periods: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    demoted: frozenset[str] = frozenset()

    def before(self, position: int, *types: str) -> list[Entity]:
        """Return the entities of the types mentioned before a position, the last mentioned first."""
        last: dict[str, int] = {}
        for entity in self.entities.values():
            if entity.type in types:
                starts = [m.start for m in entity.mentions if m.start < position]
                if starts:
                    last[entity.id] = max(starts)
        return [self.entities[i] for i in sorted(last, key=lambda i: (-last[i], i))]

    def after(self, position: int, limit: int, *types: str) -> list[Entity]:
        """Return the entities first mentioned within `limit` characters after a position, nearest first."""
        first: dict[str, int] = {}
        for entity in self.entities.values():
            if entity.type in types:
                starts = [m.start for m in entity.mentions if position <= m.start < position + limit]
                if starts:
                    first[entity.id] = min(starts)
        return [self.entities[i] for i in sorted(first, key=lambda i: (first[i], i))]

    def main_place(self, position: int) -> Entity | None:
        """Return the place that the article is about: the one named most up to a position, the first of equals."""
        counts = [
            (-sum(m.start < position for m in e.mentions), min(m.start for m in e.mentions), e)
            for e in self.entities.values()
            if e.type in PLACES and e.mentions
        ]
        counts = [c for c in counts if c[0] < 0]
        return min(counts, key=lambda c: c[:2])[2] if counts else None

    def main_plan(self) -> str | None:
        """Return the plan that the article is about: the one mentioned most, the first of equals, none superseded."""
        counts = [
            (e.id in self.demoted, -len(e.mentions), min(m.start for m in e.mentions), e.id)
            for e in self.entities.values()
            if e.type == "Plan" and e.mentions
        ]
        return min(counts)[3] if counts else None

    def title_end(self) -> int:
        """Return the offset where the title ends, 0 without a title."""
        blocks = self.document.article.blocks
        return blocks[0].end if blocks and blocks[0].kind == "title" else 0
