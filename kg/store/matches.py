"""The tables that keep entities of different articles matched: a change is worked out only where it can reach."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg.iri import entity as entity_iri
from kg.resolve.clusters import Verdicts, joined
from kg.resolve.judgements import Thing
from kg.resolve.profile import Profile, dumps, loads
from kg.store.supports import GIVEN

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS profile (
    article TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (article, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS profile_key ON profile (key);
CREATE TABLE IF NOT EXISTS meeting (
    meeting TEXT NOT NULL, key TEXT NOT NULL, article TEXT NOT NULL,
    PRIMARY KEY (meeting, key, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS meeting_key ON meeting (key);
CREATE INDEX IF NOT EXISTS meeting_article ON meeting (article);
CREATE TABLE IF NOT EXISTS alias (key TEXT PRIMARY KEY, canonical TEXT NOT NULL, iri TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alias_iri ON alias (iri);
CREATE INDEX IF NOT EXISTS alias_canonical ON alias (canonical);
CREATE TABLE IF NOT EXISTS verdict (one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL,
    PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rejected (matter TEXT PRIMARY KEY, article TEXT NOT NULL) WITHOUT ROWID;
"""

_OF_IRI: Final = "SELECT key FROM alias WHERE iri = ? UNION SELECT key FROM entity_support WHERE entity = ?"
_MET: Final = "SELECT DISTINCT key FROM meeting WHERE meeting = ?"


class Matches:
    """The matches of one store; all changes belong within a transaction of its records."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._touched: set[str] = set()

    def put(self, given: Mapping[str, Iterable[Profile]]) -> None:
        """Keep the profiles of articles in place of those that they had."""
        self.drop(given)
        rows: list[tuple[str, str, str, str]] = []
        meetings: set[tuple[str, str, str]] = set()
        for article, found in given.items():
            for profile in found:
                rows.append((article, profile.key, profile.name, dumps(profile)))
                meetings.update((meeting, profile.key, article) for meeting in profile.meetings())
        self._touched.update(row[1] for row in rows)
        # Sorted, since neighbours lie on one page.
        self._db.executemany("INSERT INTO profile VALUES (?, ?, ?, ?)", sorted(rows))
        self._db.executemany("INSERT INTO meeting VALUES (?, ?, ?)", sorted(meetings))

    def drop(self, articles: Iterable[str]) -> None:
        """Forget the profiles of articles; the keys that met theirs are worked out anew."""
        some = (json.dumps(sorted(articles)),)
        gone = self._db.execute(f"SELECT key FROM profile WHERE article IN {GIVEN}", some).fetchall()
        if not gone:
            return
        self._touched.update(key for (key,) in gone)
        met = f"SELECT DISTINCT meeting FROM meeting WHERE article IN {GIVEN}"
        near = f"SELECT DISTINCT key FROM meeting WHERE meeting IN ({met})"
        self._touched.update(key for (key,) in self._db.execute(near, some))
        self._db.execute(f"DELETE FROM profile WHERE article IN {GIVEN}", some)
        self._db.execute(f"DELETE FROM meeting WHERE article IN {GIVEN}", some)

    def update(self, verdicts: Verdicts) -> dict[str, tuple[str, str]]:
        """Work out the clusters that the changes since the last call reach; return keys with their old and new one."""
        self._note(verdicts)
        (keys, met), self._touched = self._reach(self._touched, verdicts), set()
        old = self._canonical(keys)
        new = joined(self._profiles(met), verdicts)
        changed = {key: (was, new.get(key, key)) for key, was in old.items() if new.get(key, key) != was}
        for key, (_, now) in changed.items():
            if now == key:
                self._db.execute("DELETE FROM alias WHERE key = ?", (key,))
            else:
                self._db.execute("INSERT OR REPLACE INTO alias VALUES (?, ?, ?)", (key, now, entity_iri(key)))
        return changed

    def _note(self, verdicts: Verdicts) -> None:
        """Remember the verdicts; the keys of those that are new, other or gone are worked out anew."""
        rows = self._db.execute("SELECT one, other, same FROM verdict").fetchall()
        now = {(a, b, 1) for a, b in verdicts.same} | {(a, b, 0) for a, b in verdicts.different}
        for one, other, _ in now ^ set(rows):
            self._touched.update((one, other))
        if now != set(rows):
            self._db.execute("DELETE FROM verdict")
            self._db.executemany("INSERT INTO verdict VALUES (?, ?, ?)", sorted(now))

    def _reach(self, keys: set[str], verdicts: Verdicts) -> tuple[set[str], set[str]]:
        """Return the keys that meetings and verdicts connect with some keys, whether or not anything has them still.

        With them, those of the keys that have others to be compared with: what stands alone, as most of what everybody
        speaks of does, need not be read.
        """
        said: dict[str, set[str]] = {}
        for one, other in verdicts.pairs():
            said.setdefault(one, set()).add(other)
            said.setdefault(other, set()).add(one)
        # A cluster that was is reached too, since its keys may have lost what connected them.
        found, new, meetings, met = set(keys), set(keys), set[str](), set[str]()
        while new:
            canonical = self._canonical(new)
            more = {*canonical.values(), *(k for key in new & said.keys() for k in said[key])}
            more |= self._among("SELECT key FROM alias WHERE canonical IN", canonical.values())
            for meeting in self._among("SELECT DISTINCT meeting FROM meeting WHERE key IN", new) - meetings:
                meetings.add(meeting)
                others = {k for (k,) in self._db.execute(_MET, (meeting,))}
                more |= others
                met |= others if len(others) > 1 else set()
            new = more - found
            found |= more
        return found, met | (found & said.keys())

    def _profiles(self, keys: Iterable[str]) -> Iterator[Profile]:
        for key in sorted(keys):
            for (data,) in self._db.execute("SELECT data FROM profile WHERE key = ? ORDER BY article", (key,)):
                yield loads(data)

    def all_profiles(self) -> Iterator[Profile]:
        """Yield all profiles, sorted by key and article."""
        for (data,) in self._db.execute("SELECT data FROM profile ORDER BY key, article"):
            yield loads(data)

    def canonical(self, key: str) -> str:
        """Return the key that stands for a key."""
        row = self._db.execute("SELECT canonical FROM alias WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else key

    def _canonical(self, keys: Iterable[str]) -> dict[str, str]:
        """Return some keys with those that stand for them."""
        all_ = sorted(keys)
        rows = self._db.execute(f"SELECT key, canonical FROM alias WHERE key IN {GIVEN}", (json.dumps(all_),))
        return {**dict(zip(all_, all_, strict=True)), **dict(rows.fetchall())}

    def _among(self, query: str, values: Iterable[str]) -> set[str]:
        """Return what a query for values among some finds, in one go."""
        return {found for (found,) in self._db.execute(f"{query} {GIVEN}", (json.dumps(sorted(set(values))),))}

    def merged(self) -> dict[str, str]:
        """Return every key that another one stands for, with that one."""
        return dict(self._db.execute("SELECT key, canonical FROM alias"))

    def replaced(self) -> dict[str, str]:
        """Return the IRI that stands for each IRI that another one replaces."""
        return {old: entity_iri(new) for old, new in self._db.execute("SELECT iri, canonical FROM alias ORDER BY iri")}

    def instead_of(self, iri: str) -> str | None:
        """Return the IRI that stands for an IRI, or None if that is nothing's old one."""
        row = self._db.execute("SELECT canonical FROM alias WHERE iri = ?", (iri,)).fetchone()
        return entity_iri(row[0]) if row else None

    def articles(self, keys: Iterable[str]) -> set[str]:
        """Return the articles that speak of things with these keys."""
        found: set[str] = set()
        for key in keys:
            found.update(a for (a,) in self._db.execute("SELECT article FROM profile WHERE key = ?", (key,)))
        return found

    def key_of(self, thing: Thing) -> str | None:
        """Return the key that a judged thing has now: its own, else that of its article's thing of that name."""
        if self._db.execute("SELECT 1 FROM profile WHERE key = ?", (thing.key,)).fetchone():
            return thing.key
        kind = thing.key.partition("/")[0]
        rows = self._db.execute(
            "SELECT key FROM profile WHERE article = ? AND name = ? ORDER BY key", (thing.article, thing.name)
        ).fetchall()
        return next((str(key) for (key,) in rows if key.partition("/")[0] == kind), None)

    def thing(self, iri: str, key: str = "") -> Thing | None:
        """Return the thing that has an IRI or a key, with its first article and its name there."""
        # An IRI that stands is of a key that the supports know, one that was given up of a key that another replaces.
        keys = {key, *(k for (k,) in self._db.execute(_OF_IRI, (iri, iri)))}
        one = f"SELECT key, name, article FROM profile WHERE key IN {GIVEN} ORDER BY key, article LIMIT 1"
        row = self._db.execute(one, (json.dumps(sorted(keys)),)).fetchone()
        return Thing(*row) if row else None

    def note_rejected(self, now: Mapping[str, str]) -> set[str]:
        """Remember which matters are rejected in which articles; return the articles for which that has changed."""
        was = dict(self._db.execute("SELECT matter, article FROM rejected"))
        changed = {article for _, article in set(now.items()) ^ set(was.items())}
        if changed:
            self._db.execute("DELETE FROM rejected")
            self._db.executemany("INSERT INTO rejected VALUES (?, ?)", sorted(now.items()))
        return changed
