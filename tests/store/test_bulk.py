"""Many articles in one load of the graph, whatever becomes of it on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.model import Record
from kg.store import Store
from kg.store import store as stores
from tests.policy import plan, record, thing, words

PERIOD = ("2024", "2026")


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put articles in one after another, all of them in one load."""
    monkeypatch.setattr(stores, "IN_BULK", 1)


def plans() -> list[Record]:
    """Return records of which later ones change what the things of earlier ones are, and one that comes twice."""
    subjects = ("Smart Manufacturing", "Robots", "Smart Digital Manufacturing", "Batteries", "Smart Manufacturing")
    found = []
    for number, subject in enumerate(subjects, 1):
        entity, claims = plan("p0", subject, PERIOD, "action-plan")
        found.append(record(number % 5, [thing("e1", "City", "Ouroville"), entity], claims))
    return [*found, record(2, [thing("e1", "City", "Otherville")], [])]


def everything(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, None))


def writer(path: Path) -> Store:
    return Store.open(path, "write", create=True, background=words())


def test_a_load_is_what_its_articles_give_one_by_one(tmp_path: Path) -> None:
    with writer(tmp_path / "a") as one, writer(tmp_path / "b") as other:
        one.bulk(plans())
        for each in plans():
            other.replace([each])
        assert list(one.verify()) == [] and one.records.matches.replaced()
        assert everything(one) == everything(other)
        assert one.status()["pending"] == 0


def test_a_load_that_fails_leaves_marks_and_the_next_writer_finishes(tmp_path: Path) -> None:
    def broken() -> Iterator[Record]:
        yield from plans()[:3]
        raise OSError("the disk of the articles is gone")

    with writer(tmp_path / "s") as store:
        with pytest.raises(OSError, match="gone"):
            store.bulk(broken())
        assert store.records.counts()["pending"] == 3
        assert everything(store) and list(store.verify()) == []
    with writer(tmp_path / "s") as store, writer(tmp_path / "t") as other:
        other.bulk(plans()[:3])
        assert everything(store) == everything(other)
