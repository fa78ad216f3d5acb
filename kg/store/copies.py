"""The tables that keep near-identical articles together as one source, worked out where a change reaches."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Final

from kg.model import Article
from kg.resolve.copies import Sketch, are_copies, day_of, first_of, share_telling, sketch
from kg.resolve.shelves import Shelf, shelf_of, shelves_about

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS sketch (
    article TEXT PRIMARY KEY, shelf INTEGER NOT NULL, published TEXT NOT NULL, signature BLOB NOT NULL,
    telling BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS sketch_shelf ON sketch (shelf);
CREATE TABLE IF NOT EXISTS twin (one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy (article TEXT PRIMARY KEY, first TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copy_first ON copy (first);
"""


class Copies:
    """The copies among the articles of one store; all changes belong within a transaction of its records.

    `text_of` returns the text of an article that the store holds. Signatures are kept in memory by shelves, some days
    on each, so that an article is compared with all those of its days at once.
    """

    def __init__(self, db: sqlite3.Connection, text_of: Callable[[str], str]) -> None:
        self._db, self._text_of = db, text_of
        self._touched: set[str] = set()
        self._shelves: dict[int, Shelf] = {}
        self._numbers: set[int] = set()
        self._at_hand: dict[str, Sketch] = {}

    def reset(self) -> None:
        """Forget what is in memory, since a transaction was taken back."""
        self._touched, self._shelves, self._numbers, self._at_hand = set(), {}, set(), {}

    def put(self, article: Article) -> None:
        """Compare an article with those that it may be a copy of."""
        self.drop(article.id)
        made = sketch(article.text)
        if not made.signature:
            return
        published = article.published or ""
        day = day_of(published)
        for other in self._near(made, day):
            (telling,) = self._db.execute("SELECT telling FROM sketch WHERE article = ?", (other,)).fetchone()
            if share_telling(made.telling, telling) and are_copies(made, self._sketch_of(other)):
                pairs = [(article.id, other), (other, article.id)]
                self._db.executemany("INSERT OR REPLACE INTO twin VALUES (?, ?)", pairs)
                self._touched.add(article.id)
        number = shelf_of(day)
        row = (article.id, number, published, made.signature, made.telling)
        self._db.execute("INSERT INTO sketch VALUES (?, ?, ?, ?, ?)", row)
        if self._numbers:
            self._numbers.add(number)
        if number in self._shelves:
            self._shelves[number].add(article.id, day, made.signature)
        self._at_hand[article.id] = made

    def _sketch_of(self, article: str) -> Sketch:
        if article not in self._at_hand:
            self._at_hand[article] = sketch(self._text_of(article))
        return self._at_hand[article]

    def _near(self, made: Sketch, day: int) -> list[str]:
        """Return the articles whose signatures are like that of a sketch, published about the same day, sorted."""
        shelves = shelves_about(day) if day else self._used()
        return sorted(a for n in sorted(shelves) for a in self._shelf(n).near(made.signature, day))

    def _used(self) -> set[int]:
        """Return the numbers of all shelves, which are looked up once and then kept."""
        if not self._numbers:
            self._numbers.update(n for (n,) in self._db.execute("SELECT DISTINCT shelf FROM sketch"))
        return self._numbers

    def _shelf(self, number: int) -> Shelf:
        if number not in self._shelves:
            rows = self._db.execute("SELECT article, published, signature FROM sketch WHERE shelf = ?", (number,))
            self._shelves[number] = Shelf((a, day_of(published), s) for a, published, s in rows)
        return self._shelves[number]

    def drop(self, article: str) -> None:
        """Forget an article; those that it was a copy with are worked out anew."""
        row = self._db.execute("SELECT shelf FROM sketch WHERE article = ?", (article,)).fetchone()
        if row is None:
            return  # nor has it twins
        self._touched.add(article)
        self._touched.update(o for (o,) in self._db.execute("SELECT other FROM twin WHERE one = ?", (article,)))
        twins = "one IN (SELECT other FROM twin WHERE one = ?) AND other = ?"  # each pair is there both ways
        self._db.execute(f"DELETE FROM twin WHERE {twins}", (article, article))
        self._db.execute("DELETE FROM twin WHERE one = ?", (article,))
        self._db.execute("DELETE FROM sketch WHERE article = ?", (article,))
        if row[0] in self._shelves:
            self._shelves[row[0]].remove(article)
        self._at_hand.pop(article, None)

    def update(self) -> set[str]:
        """Work out which articles are copies of which; return those for which that has changed since the last call."""
        touched, self._touched, self._at_hand = self._touched, set(), {}
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
