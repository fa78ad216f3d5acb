"""The tables that say which articles speak of which entities, and by which names how many of them do.

A description is read from the counts, so that it costs the names of a thing and not the articles that speak of it.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from kg.describe import Spoken, Support, together

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS entity_support (
    entity TEXT NOT NULL, article TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL,
    name TEXT, language TEXT, labels TEXT NOT NULL, PRIMARY KEY (entity, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entity_support_article ON entity_support (article);
CREATE TABLE IF NOT EXISTS entity_name (
    entity TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (entity, role, name, language)) WITHOUT ROWID;
"""
NAME: Final = "name"  # what an article calls the entity first of all
LABEL: Final = "label"  # whatever an article calls it
Counted = tuple[str, str, str, str]  # entity, role, name, language


class Supports:
    """The supports of one store; all changes belong within a transaction of its records."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def replace(self, article: str, given: Iterable[Support]) -> Counter[Counted]:
        """Keep what an article supports in place of what it did; return by how much the counts are to change."""
        new = list(given)
        change = _counted(new)
        change.subtract(_counted(self._read("article", article)))
        self._db.execute("DELETE FROM entity_support WHERE article = ?", (article,))
        rows = [
            (*(s.iri, s.article, s.key, s.type), *(s.name or (None, None)), json.dumps(s.labels, ensure_ascii=False))
            for s in new
        ]
        self._db.executemany("INSERT INTO entity_support VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return change

    def count(self, change: Mapping[Counted, int]) -> None:
        """Bring what `replace` returned, perhaps of many articles together, to the counts."""
        rows = [(*name, by) for name, by in change.items() if by]
        self._db.executemany(
            "INSERT INTO entity_name VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (entity, role, name, language) DO UPDATE SET articles = articles + excluded.articles",
            rows,
        )
        gone = "DELETE FROM entity_name WHERE entity = ? AND role = ? AND name = ? AND language = ? AND articles = 0"
        self._db.executemany(gone, [row[:4] for row in rows if row[4] < 0])

    def recount(self) -> None:
        """Count the names anew, whatever the counts say now."""
        self._db.execute("DELETE FROM entity_name")
        for entity in self.entities():
            self.count(_counted(self.of(entity)))

    def entities(self) -> list[str]:
        """Return the IRIs of all supported entities, sorted."""
        return [e for (e,) in self._db.execute("SELECT DISTINCT entity FROM entity_support ORDER BY entity")]

    def of(self, entity: str) -> list[Support]:
        """Return everything that supports an entity, sorted by article."""
        return self._read("entity", entity)

    def together(self, entity: str) -> Spoken | None:
        """Return what `kg.describe.together` makes of all that supports an entity, from the counts."""
        first = "SELECT key, type FROM entity_support WHERE entity = ? ORDER BY article LIMIT 1"
        row = self._db.execute(first, (entity,)).fetchone()
        if row is None:
            return None
        key, type_ = row
        found: dict[str, dict[tuple[str, str], int]] = {NAME: {}, LABEL: {}}
        sql = "SELECT role, name, language, articles FROM entity_name WHERE entity = ?"
        for role, name, language, articles in self._db.execute(sql, (entity,)):
            found[role][name, language] = articles
        return Spoken(entity, key, type_, found[NAME], found[LABEL])

    def verified(self, entity: str) -> Spoken | None:
        """Return the same from the articles themselves, which takes longer."""
        return together(self.of(entity))

    def _read(self, column: str, value: str) -> list[Support]:
        rows = self._db.execute(f"SELECT * FROM entity_support WHERE {column} = ? ORDER BY entity, article", (value,))
        return [
            Support(e, k, a, t, None if n is None else (n, g), tuple((x, y) for x, y in json.loads(labels)))
            for e, a, k, t, n, g, labels in rows
        ]


def _counted(given: Iterable[Support]) -> Counter[Counted]:
    found: Counter[Counted] = Counter()
    for support in given:
        if support.name and support.name[0]:
            found[support.iri, NAME, *support.name] += 1
        found.update((support.iri, LABEL, *label) for label in support.labels)
    return found
