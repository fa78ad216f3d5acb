"""Stores that an older kg left: a reader is told, a writer brings them up to date."""

import sqlite3
from pathlib import Path
from zlib import decompress

import pytest
from pyoxigraph import Quad

from kg.errors import StoreError
from kg.store import Store, files, schema
from tests.policy import plan, record, thing, words

PERIOD = ("2024", "2026")


def everything(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, None))


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, set[Quad]]:
    """Return a store whose database is as it was before things were matched, and what the graph should hold."""
    path = tmp_path / "store"
    records = []
    for number, subject in enumerate(("Smart Manufacturing", "Smart Digital Manufacturing"), 1):
        entity, claims = plan("p0", subject, PERIOD, "action-plan")
        records.append(record(number, [thing("e1", "City", "Ouroville"), entity], claims))
    with Store.open(path, "write", create=True, background=words()) as store:
        store.replace(records)
        quads = everything(store)
    db = sqlite3.connect(path / files.RECORDS)
    for table in ("pending_article", "profile", "meeting", "alias", "verdict", "rejected", "sketch", "twin", "copy"):
        db.execute(f"DROP TABLE {table}")
    db.execute("ALTER TABLE article DROP COLUMN lexicon")
    db.execute("ALTER TABLE article ADD COLUMN state TEXT NOT NULL DEFAULT 'stored'")
    half_removed = "SELECT 'https://news.example/gone', origin, content_hash, extractor, withheld, record, 'removing'"
    db.execute(f"INSERT INTO article {half_removed} FROM article LIMIT 1")
    for article, packed in db.execute("SELECT id, record FROM article").fetchall():
        db.execute("UPDATE article SET record = ? WHERE id = ?", (decompress(packed).decode(), article))
    db.execute("PRAGMA user_version = 0")
    db.commit()
    db.close()
    return path, quads


def test_a_reader_of_an_older_store_is_told_what_to_do(old: tuple[Path, set[Quad]]) -> None:
    with pytest.raises(StoreError, match="made by an older kg") as error:
        Store.open(old[0], background=words())
    assert error.value.hint == "run once: kg rebuild"


def test_a_writer_brings_an_older_store_up_to_date(old: tuple[Path, set[Quad]]) -> None:
    path, quads = old
    with Store.open(path, "write", background=words()) as store:
        assert everything(store) == quads
        assert len(store.records.matches.replaced()) == 1
        assert len(store.records.ids()) == 2
    with Store.open(path, background=words()) as store:
        assert everything(store) == quads and list(store.verify()) == []


def test_a_newer_store_is_refused(old: tuple[Path, set[Quad]]) -> None:
    db = sqlite3.connect(old[0] / files.RECORDS)
    db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    db.close()
    for mode in ("read", "write"):
        with pytest.raises(StoreError, match="made by a newer kg"):
            Store.open(old[0], mode, background=words())  # type: ignore[arg-type]
