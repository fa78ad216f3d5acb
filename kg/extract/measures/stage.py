"""An article's scenes with all that may be spoken of, and how it belongs together."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

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
    located: dict[str, set[str]] = field(default_factory=dict)
    jurisdictions: dict[str, set[str]] = field(default_factory=dict)
    periods: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    demoted: frozenset[str] = frozenset()

    @cached_property
    def spoken(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Where each entity is spoken of: offsets with the sentences that they stand in, in reading order."""
        found: dict[str, list[tuple[int, int]]] = {key: [] for key, e in self.entities.items() if e.mentions}
        for scene in self.scenes:
            for ref in scene.refs:
                found[ref.entity.id].append((ref.mention.start, scene.sentence.index))
        return {key: tuple(sorted(places)) for key, places in found.items()}

    @cached_property
    def prominence(self) -> dict[str, frozenset[str]]:
        """What the whole article says of an entity: in the title, most named of its class, the only one, superseded."""
        found: dict[str, set[str]] = defaultdict(set)
        classes: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.mentions:
                classes["Place" if entity.type in PLACES else entity.type].append(entity)
            if any(m.start < self.title_end() for m in entity.mentions):
                found[entity.id].add("title")
            if entity.id in self.demoted:
                found[entity.id].add("demoted")
        for row in classes.values():
            if len(row) == 1:
                found[row[0].id].add("only")
            main = min(row, key=lambda e: (e.id in self.demoted, -len(e.mentions), min(m.start for m in e.mentions)))
            found[main.id].add("main")
        return {key: frozenset(said) for key, said in found.items()}

    def title_end(self) -> int:
        """Return the offset where the title ends, 0 without a title."""
        blocks = self.document.article.blocks
        return blocks[0].end if blocks and blocks[0].kind == "title" else 0
