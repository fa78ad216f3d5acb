"""The version of a store's tables: what an older kg left is brought up to date by a writer, and named to a reader.

The records are the truth and are carried over; all other tables are made anew from them.
"""

import sqlite3
from typing import Final

from kg.errors import StoreError

VERSION: Final = 5  # to be raised when a table changes; older tables are then made anew
TRUTH: Final = ("article", "source")


def outdated(db: sqlite3.Connection, path: object, *, write: bool) -> bool:
    """Tell whether a store's tables are those of an older kg; a reader cannot use them.

    Raises StoreError for a reader of older tables, and for everybody if they are a newer kg's.
    """
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreError(f"{path}: made by a newer kg (tables {version}, this kg reads {VERSION})", hint="update kg")
    old = version < VERSION and bool(_tables(db))
    if old and not write:
        raise StoreError(f"{path}: made by an older kg", hint="run once: kg rebuild")
    return old


def renew(db: sqlite3.Connection, schema: str) -> None:
    """Make the tables of a schema, dropping older ones; records and sources keep what they have in common columns.

    Belongs within a transaction.
    """
    for name in _tables(db):
        db.execute(f"ALTER TABLE {name} RENAME TO old_{name}" if name in TRUTH else f"DROP TABLE {name}")
    for (index,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall():
        db.execute(f"DROP INDEX {index}")
    for statement in schema.split(";"):
        db.execute(statement)
    for name in TRUTH:
        if (was := _columns(db, f"old_{name}")) and (now := _columns(db, name)):
            values = ", ".join(c if c in was else "''" for c in now)
            kept = "WHERE state <> 'removing'" if "state" in was else ""  # what an older kg had not finished
            db.execute(f"INSERT OR IGNORE INTO {name} SELECT {values} FROM old_{name} {kept}")
            db.execute(f"DROP TABLE old_{name}")


def note(db: sqlite3.Connection) -> None:
    """Note that the tables are this kg's."""
    db.execute(f"PRAGMA user_version = {VERSION}")


def _tables(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return [str(name) for (name,) in rows]


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")]
