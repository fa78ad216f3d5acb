"""The records of a store, in SQLite: what the graph is made from, and what is still to be done to the graph."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import compress, decompress

from kg.codec import dumps, loads
from kg.describe import Support
from kg.errors import StoreError
from kg.iri import article as article_iri
from kg.model import Record
from kg.store import copies, matches, schema
from kg.store.supports import GIVEN, Supports
from kg.store.supports import SCHEMA as SUPPORTS
from kg.vocabulary import DATA_BASE

CACHE: Final = 200_000  # kB of pages of the database that a writer keeps at hand
LOG: Final = 16_000  # pages that the log takes before they go to the database, most of them changed many times by then
LEVEL: Final = 1  # of compression: higher ones save little of the space and cost much more time
ARTICLES: Final = DATA_BASE + "article/"
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, origin TEXT NOT NULL, content_hash TEXT NOT NULL, extractor TEXT NOT NULL,
    lexicon TEXT NOT NULL, withheld TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS pending_article (
    article TEXT PRIMARY KEY, matched INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pending_entity (entity TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (
    origin TEXT PRIMARY KEY, file_hash TEXT NOT NULL, extractor TEXT NOT NULL, article TEXT NOT NULL) WITHOUT ROWID;
"""
SCHEMA: Final = _SCHEMA + SUPPORTS + matches.SCHEMA + copies.SCHEMA


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in the store, with the sources ("claim 3") of the statements that the check withheld from the graph."""

    record: Record
    withheld: frozenset[str] = frozenset()
    lexicon: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """That a file of this content was read by this extractor, and which article it was."""

    origin: str
    file_hash: str
    extractor: str
    article: str


class Records:
    """The tables of one store. Every error of the database is a StoreError."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        with self.sane():
            mode = "rwc" if write else "ro"
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
            )
            if write:
                # Commits survive a killed process; after a power cut the last ones may be gone, but none is half there.
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=NORMAL")
                self._db.execute(f"PRAGMA wal_autocheckpoint={LOG}")
                self._db.execute(f"PRAGMA cache_size=-{CACHE}")
            self.supports = Supports(self._db)
            self.matches = matches.Matches(self._db)
            self.copies = copies.Copies(self._db, self._text)
            self.outdated = schema.outdated(self._db, path.parent, write=write)
            if self.outdated:
                with self.transaction():
                    schema.renew(self._db, SCHEMA)
            elif write:
                self._db.executescript(SCHEMA)
                schema.note(self._db)
            self._db.execute("SELECT count(*) FROM pending_entity").fetchone()

    def note_renewed(self) -> None:
        """Note that what an older kg left has been made anew."""
        with self.sane():
            schema.note(self._db)
        self.outdated = False

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @contextmanager
    def sane(self) -> Iterator[None]:
        """Turn the database's errors within the block into StoreErrors."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self.path}: {error}", hint="check permissions and free space") from None
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path}: damaged: {error}", hint="restore the store or build it anew") from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all changes within the block, or none."""
        with self.sane():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                self.copies.reset()
                raise
            self._db.execute("COMMIT")

    def keep(self, entries: Iterable[Entry]) -> None:
        """Keep records, and mark their articles as pending and not yet matched; within a transaction."""
        rows: list[tuple[str | bytes, ...]] = []
        for entry in entries:
            article, withheld = entry.record.article, json.dumps(sorted(entry.withheld))
            told = compress(dumps(entry.record).encode(), LEVEL)
            given = (article.id, article.origin, article.content_hash, entry.record.extractor)
            rows.append((*given, entry.lexicon, withheld, told))
        self._db.executemany("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._db.executemany("INSERT OR REPLACE INTO pending_article VALUES (?, 0)", [(row[0],) for row in rows])

    def not_matched(self) -> list[str]:
        """Return the ids of the articles that were kept and whose things are not yet matched, sorted."""
        with self.sane():
            some = "SELECT article FROM pending_article WHERE NOT matched ORDER BY article"
            return [a for (a,) in self._db.execute(some)]

    def matched(self, articles: Iterable[str]) -> None:
        """Note that the things of articles are matched; within a transaction."""
        self._db.executemany("UPDATE pending_article SET matched = 1 WHERE article = ?", [(a,) for a in articles])

    def support(self, given: Mapping[str, list[Support]]) -> set[str]:
        """Keep what articles support, and mark all that they touch as pending; within a transaction.

        Return the IRIs of the entities that nothing supported before, nor the graph can know from before.
        """
        ids, supports = sorted(given), [s for some in given.values() for s in some]
        things = sorted({s.iri for s in supports})
        new = self._unheard(things)
        self._mark(ids)
        self.supports.replace(ids, supports)
        self.touch(things)
        return new

    def _unheard(self, entities: list[str]) -> set[str]:
        """Return those of some entities that nothing supports, nor is any news of them on the way to the graph."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM entity_support WHERE entity = value)"
            " AND NOT EXISTS (SELECT 1 FROM pending_entity WHERE entity = value)",
            (json.dumps(entities),),
        )
        return {entity for (entity,) in rows}

    def drop(self, articles: Iterable[str]) -> None:
        """Remove the records of articles, and mark all that they touched as pending; within a transaction."""
        ids = sorted(articles)
        self._mark(ids)
        self.supports.replace(ids, ())
        self._db.executemany("DELETE FROM article WHERE id = ?", [(i,) for i in ids])
        self._db.executemany("DELETE FROM source WHERE article = ?", [(i,) for i in ids])

    def touch(self, entities: Iterable[str]) -> None:
        """Mark the descriptions of entities as pending; within a transaction."""
        self._db.executemany("INSERT OR IGNORE INTO pending_entity VALUES (?)", [(e,) for e in entities])

    def _mark(self, articles: list[str]) -> None:
        """Mark articles as pending, with what they support until now."""
        self._db.executemany("INSERT OR IGNORE INTO pending_article VALUES (?, 1)", [(a,) for a in sorted(articles)])
        supported = f"SELECT entity FROM entity_support WHERE article IN {GIVEN}"
        self._db.execute(f"INSERT OR IGNORE INTO pending_entity {supported}", (json.dumps(articles),))

    def done(self, articles: Iterable[str], entities: Iterable[str]) -> None:
        """Note that the graph holds what was pending for these articles and entities."""
        ids = [(a,) for a in articles]
        with self.transaction():
            self._db.executemany("DELETE FROM pending_article WHERE article = ?", ids)
            self._db.executemany("DELETE FROM pending_entity WHERE entity = ?", [(e,) for e in entities])

    def pending_articles(self) -> tuple[list[str], list[str]]:
        """Return the ids of the articles to project and of those to remove, sorted."""
        with self.sane():
            held = "EXISTS (SELECT 1 FROM article WHERE id = article)"
            rows = self._db.execute(f"SELECT article, {held} FROM pending_article ORDER BY article").fetchall()
        return [a for a, here in rows if here], [a for a, here in rows if not here]

    def pending_things(self) -> list[str]:
        """Return the IRIs of the entities to describe anew, sorted."""
        with self.sane():
            return [e for (e,) in self._db.execute("SELECT entity FROM pending_entity ORDER BY entity")]

    def get(self, article_id: str) -> Entry | None:
        """Return an article's record, or None if the store does not hold the article."""
        with self.sane():
            row = self._db.execute(
                "SELECT record, withheld, lexicon FROM article WHERE id = ?", (article_id,)
            ).fetchone()
        if row is None:
            return None
        told = decompress(row[0]) if isinstance(row[0], bytes) else row[0]  # an older kg kept them as text
        return Entry(loads(told), frozenset(json.loads(row[1])), row[2])

    def _text(self, article_id: str) -> str:
        entry = self.get(article_id)
        return entry.record.article.text if entry is not None else ""

    def ids(self) -> list[str]:
        """Return the ids of all articles, sorted."""
        with self.sane():
            return [i for (i,) in self._db.execute("SELECT id FROM article ORDER BY id")]

    def origins(self) -> dict[str, str]:
        """Return where every article was read from, by id."""
        with self.sane():
            rows = self._db.execute("SELECT id, origin FROM article ORDER BY id")
            return dict(rows.fetchall())

    def known(self, ids: Iterable[str] | None = None) -> set[str]:
        """Return those of some ids, or else one of all ids, that the store has anything of."""
        with self.sane():
            if ids is None:
                one = "SELECT id FROM article UNION ALL SELECT article FROM pending_article LIMIT 1"
                return {i for (i,) in self._db.execute(one)}
            some = json.dumps(sorted(ids))
            here = f"SELECT id FROM article WHERE id IN {GIVEN}"
            leaving = f"SELECT article FROM pending_article WHERE article IN {GIVEN}"
            return {i for (i,) in self._db.execute(f"{here} UNION {leaving}", (some, some))}

    def hashes(self) -> dict[str, tuple[str, str]]:
        """Return the content hash and extractor of every article by id."""
        with self.sane():
            rows = self._db.execute("SELECT id, content_hash, extractor FROM article")
            return {i: (h, e) for i, h, e in rows}

    def counts(self) -> dict[str, int]:
        """Return how many articles, entities and pending articles there are."""
        with self.sane():
            one = "SELECT (SELECT count(*) FROM article), "
            one += "(SELECT count(DISTINCT entity) FROM entity_support), "
            one += "(SELECT count(*) FROM pending_article)"
            articles, entities, pending = self._db.execute(one).fetchone()
        return {"articles": articles, "entities": entities, "pending": pending}

    def versions(self) -> dict[str, int]:
        """Return how many articles each version of extractor and lexicon read."""
        with self.sane():
            rows = self._db.execute("SELECT extractor, lexicon, count(*) FROM article GROUP BY 1, 2 ORDER BY 1, 2")
            return {" ".join(filter(None, (e, x and f"lexicon {x}"))): n for e, x, n in rows}

    def called(self, name: str) -> str | None:
        """Return the id of the article with this id or IRI, or of the file that was read, or None."""
        with self.sane():
            ids = [i for (i,) in self._db.execute("SELECT id FROM article WHERE id = ?", (name,))]
            if not ids:
                sql = "SELECT a.id FROM source s JOIN article a ON a.id = s.article WHERE s.origin = ?"
                ids = [i for (i,) in self._db.execute(sql, (name,))]
        if not ids and name.startswith(ARTICLES):
            ids = [i for i in self.ids() if article_iri(i) == name]
        return ids[0] if ids else None

    def source(self, origin: str) -> Source | None:
        """Return what is known of a file that was read before, or None."""
        with self.sane():
            row = self._db.execute("SELECT * FROM source WHERE origin = ?", (origin,)).fetchone()
        return None if row is None else Source(*row)

    def sources_within(self, origin: str) -> list[str]:
        """Return the origins "origin#number" that are known of a file of many articles, in no particular order."""
        with self.sane():
            rows = self._db.execute(
                "SELECT origin FROM source WHERE origin > ? AND origin < ?", (f"{origin}#", f"{origin}$")
            ).fetchall()
        return [o for (o,) in rows]

    def given_by_others(self, article: str, origin: str) -> bool:
        """Say whether another file than `origin` gave an article too."""
        with self.sane():
            one = "SELECT 1 FROM source WHERE article = ? AND origin <> ? LIMIT 1"
            return self._db.execute(one, (article, origin)).fetchone() is not None

    def note_sources(self, sources: Iterable[Source]) -> None:
        """Remember which files were read, so that unchanged ones can be passed over."""
        rows = [(s.origin, s.file_hash, s.extractor, s.article) for s in sources]
        with self.transaction():
            self._db.executemany("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", rows)

    def checkpoint(self) -> None:
        """Bring everything to disk: what was committed before survives a power cut."""
        with self.sane():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
