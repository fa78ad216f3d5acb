"""Many articles in one load of the graph, whatever becomes of it on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad
from pyoxigraph import Store as Graph

from kg.errors import StoreError
from kg.model import Record
from kg.store import Store, projector
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


def test_what_a_load_that_was_cut_short_leaves_is_loaded_by_the_next_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load, loaded = projector.load, list[str]()

    def cut(graph: object, texts: Iterator[str]) -> None:
        list(texts)
        raise RuntimeError("No space left")

    def counted(graph: Graph, texts: Iterator[str]) -> None:
        loaded.extend(texts)
        load(graph, loaded)

    monkeypatch.setattr(projector, "FEW", 2)
    monkeypatch.setattr(projector, "TOGETHER", 2)
    with writer(tmp_path / "t") as other:
        other.bulk(plans())
        wanted = everything(other)
    monkeypatch.setattr(projector, "load", cut)
    with pytest.raises(StoreError, match="No space"), writer(tmp_path / "s") as store:
        store.bulk(plans())
    monkeypatch.setattr(projector, "load", counted)
    with writer(tmp_path / "s") as store:
        assert len(loaded) == 1 and "/article/" in loaded[0]
        assert everything(store) == wanted and list(store.verify()) == []


def test_a_graph_of_many_loads_is_sorted_when_most_of_it_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "LOADED", 1)  # each of three loads leaves a file for each of ten tables
    monkeypatch.setattr(stores, "UNSORTED", 2)

    def files(name: str) -> int:
        return len([*(tmp_path / name / "graph").glob("*.sst")])

    with writer(tmp_path / "s") as store, writer(tmp_path / "t") as other:
        store.bulk(plans()[:3])
        other.bulk(plans()[:2])
        other.bulk(plans()[2:3])
        assert files("s") < files("t") and list(store.verify()) == []
