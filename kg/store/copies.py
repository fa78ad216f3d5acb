"""The tables that keep near-identical articles together as one source, worked out where a change reaches."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

from kg.model import Article
from kg.resolve.copies import DAYS, Sketch, are_copies, day_of, first_of, sketch

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sketch (
    article TEXT PRIMARY KEY, published TEXT NOT NULL, hashes BLOB NOT NULL, telling BLOB NOT NULL,
    lead BLOB NOT NULL, bands TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sketch_band (
    band INTEGER NOT NULL, day INTEGER NOT NULL, article TEXT NOT NULL,
    PRIMARY KEY (band, day, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS twin (one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy (article TEXT PRIMARY KEY, first TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_first ON copy (first);
"""


class Copies:
    """The copies among the articles of one store; all changes belong within a transaction of its records."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._touched: set[str] = set()

    def put(self, article: Article) -> None:
        """Compare an article with those that it may be a copy of."""
        self.drop(article.id)
        made, day = sketch(article.text), article.published or ""
        row = (article.id, day, made.hashes, made.telling, made.lead, json.dumps(made.bands))
        self._db.execute("INSERT INTO sketch VALUES (?, ?, ?, ?, ?, ?)", row)
        for other in self._near(made, day_of(day)):
            hashes, bands, telling, lead = self._db.execute(
                "SELECT hashes, bands, telling, lead FROM sketch WHERE article = ?", (other,)
            ).fetchone()
            other_sketch = Sketch(hashes, tuple(json.loads(bands)), telling, lead)
            if are_copies(made, other_sketch):
                pairs = [(article.id, other), (other, article.id)]
                self._db.executemany("INSERT OR REPLACE INTO twin VALUES (?, ?)", pairs)
        rows = [(band, day_of(day), article.id) for band in set(made.bands)]
        self._db.executemany("INSERT OR REPLACE INTO sketch_band VALUES (?, ?, ?)", rows)

    def _near(self, made: Sketch, day: int) -> list[str]:
        """Return the articles that share a band with a sketch and were published about the same day."""
        bands = sorted(set(made.bands))
        wanted = f"SELECT DISTINCT article FROM sketch_band WHERE band IN ({','.join('?' * len(bands))})"
        if not day:
            rows = self._db.execute(wanted, bands)
        else:
            near = (day - DAYS, day + DAYS)
            rows = self._db.execute(f"{wanted} AND (day = 0 OR day BETWEEN ? AND ?)", (*bands, *near))
        return sorted(a for (a,) in rows)

    def drop(self, article: str) -> None:
        """Forget an article; those that it was a copy with are worked out anew."""
        self._touched.add(article)
        self._touched.update(o for (o,) in self._db.execute("SELECT other FROM twin WHERE one = ?", (article,)))
        twins = "one IN (SELECT other FROM twin WHERE one = ?) AND other = ?"  # each pair is there both ways
        self._db.execute(f"DELETE FROM twin WHERE {twins}", (article, article))
        self._db.execute("DELETE FROM twin WHERE one = ?", (article,))
        row = self._db.execute("SELECT bands, published FROM sketch WHERE article = ?", (article,)).fetchone()
        if row:
            rows = [(band, day_of(row[1]), article) for band in json.loads(row[0])]
            self._db.executemany("DELETE FROM sketch_band WHERE band = ? AND day = ? AND article = ?", rows)
            self._db.execute("DELETE FROM sketch WHERE article = ?", (article,))

    def update(self) -> set[str]:
        """Work out which articles are copies of which; return those for which that has changed since the last call."""
        touched, self._touched = self._touched, set()
        for article in sorted(touched):
            first = self.first(article) or article
            touched.update(a for (a,) in self._db.execute("SELECT article FROM copy WHERE first = ?", (first,)))
            touched.add(first)
        done: set[str] = set()
        changed: set[str] = set()
        for article in sorted(touched):
            if article in done:
                continue
            group = self._group(article)
            done |= set(group)
            first = first_of((day, a) for a, day in group.items()) if group else article
            for member in (*group, article):
                changed |= self._set(member, first if group else member)
        return changed

    def _set(self, article: str, first: str) -> set[str]:
        if (self.first(article) or article) == first:
            return set()
        self._db.execute("DELETE FROM copy WHERE article = ?", (article,))
        if article != first:
            self._db.execute("INSERT INTO copy VALUES (?, ?)", (article, first))
        return {article}

    def _group(self, article: str) -> dict[str, str]:
        """Return the articles that copying connects with one, itself included, with their dates."""
        found: dict[str, str] = {}
        new = {article}
        while new:
            one = new.pop()
            row = self._db.execute("SELECT published FROM sketch WHERE article = ?", (one,)).fetchone()
            if row is not None:
                found[one] = row[0]
                others = self._db.execute("SELECT other FROM twin WHERE one = ?", (one,)).fetchall()
                new.update(o for (o,) in others if o not in found)
        return found

    def first(self, article: str) -> str | None:
        """Return the article that an article is a copy of, or None."""
        row = self._db.execute("SELECT first FROM copy WHERE article = ?", (article,)).fetchone()
        return str(row[0]) if row else None

    def groups(self) -> Iterable[tuple[str, str]]:
        """Return pairs (copy, first), sorted."""
        return self._db.execute("SELECT article, first FROM copy ORDER BY first, article").fetchall()
