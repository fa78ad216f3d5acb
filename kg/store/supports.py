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
    article TEXT NOT NULL, entity TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL,
    name TEXT, language TEXT, labels TEXT NOT NULL, PRIMARY KEY (article, entity)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entity_support_entity ON entity_support (entity);
CREATE TABLE IF NOT EXISTS entity_name (
    entity TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (entity, role, name, language)) WITHOUT ROWID;
"""
NAME: Final = "name"  # what an article calls the entity first of all
LABEL: Final = "label"  # whatever an article calls it
GIVEN: Final = "(SELECT value FROM json_each(?))"
_JSON: Final = json.JSONEncoder(ensure_ascii=False)
Counted = tuple[str, str, str, str]  # entity, role, name, language


class Supports:
    """The supports of one store; all changes belong within a transaction of its records."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def replace(self, articles: Iterable[str], given: Iterable[Support]) -> None:
        """Keep what some articles support in place of what they did."""
        new = sorted(given, key=lambda s: (s.article, s.iri))  # neighbours lie on one page
        change = _counted(new)
        some = (json.dumps(sorted(articles)),)
        if old := self._read(f"article IN {GIVEN}", *some):
            change.subtract(_counted(old))
            self._db.execute(f"DELETE FROM entity_support WHERE article IN {GIVEN}", some)
        rows = [(s.article, s.iri, s.key, s.type, *(s.name or (None, None)), _packed(s)) for s in new]
        self._db.executemany("INSERT INTO entity_support VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self.count(change)

    def count(self, change: Mapping[Counted, int]) -> None:
        """Add to the counts of names, or take off."""
        rows = [(*name, by) for name, by in sorted(change.items()) if by]
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
        return self._read("entity = ?", entity)

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

    def _read(self, which: str, value: str) -> list[Support]:
        rows = self._db.execute(f"SELECT * FROM entity_support WHERE {which} ORDER BY entity, article", (value,))
        found = []
        for article, entity, key, type_, *named, labels in rows:
            name = None if named[0] is None else (named[0], named[1])
            others = tuple((x, y) for x, y in json.loads(labels)) if labels else (name,) if name else ()
            found.append(Support(entity, key, article, type_, name, others))
        return found


def _packed(support: Support) -> str:
    """Return the labels of a support as JSON, "" where its name is the only one or there is neither."""
    if support.labels == ((support.name,) if support.name else ()):
        return ""
    return _JSON.encode(support.labels)


def _counted(given: Iterable[Support]) -> Counter[Counted]:
    found: Counter[Counted] = Counter()
    for support in given:
        if support.name and support.name[0]:
            found[support.iri, NAME, *support.name] += 1
        found.update((support.iri, LABEL, *label) for label in support.labels)
    return found
