import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zlib import decompress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad

from kg.errors import StoreError
from kg.gazetteer import Gazetteer, Known
from kg.model import Record
from kg.resolve import Background
from kg.store import Changes, Store
from kg.store.files import FORMAT
from kg.store.projector import Projector
from tests.samples import article, entity, plan_record
from tests.strategies import record_lists, records

PLAIN = Background()
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return the path of a store that does not exist yet."""
    yield tmp_path / "store"


def writer(folder: Path) -> Store:
    return Store.open(folder, "write", create=True, background=PLAIN)


def everything(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, None))


def merged(quads: set[Quad]) -> set[Quad]:
    return {Quad(q.subject, q.predicate, q.object) for q in quads if not isinstance(q.graph_name, DefaultGraph)}


def fresh(items: list[Record]) -> set[Quad]:
    """Return what a new store in memory of the disk holds of some records."""
    import tempfile

    with tempfile.TemporaryDirectory() as name, writer(Path(name) / "s") as store:
        store.bulk(items)
        return everything(store)


def test_loading_twice_changes_nothing(folder: Path) -> None:
    with writer(folder) as store:
        first = store.replace([plan_record()])
        before = everything(store)
        assert first.added > 100 and first.removed == 0
        assert store.replace([plan_record()]) == Changes(0, 0)
        assert store.bulk([plan_record()]) == Changes(0, 0)
        assert everything(store) == before
    with Store.open(folder) as store:
        assert everything(store) == before


def test_the_default_graph_is_the_merge_of_all_others(folder: Path) -> None:
    one, two = plan_record(), plan_record("https://news.example/2")
    with writer(folder) as store:
        store.replace([one])
        alone = everything(store)
        store.replace([two])
        quads = everything(store)
        assert merged(quads) == {q for q in quads if isinstance(q.graph_name, DefaultGraph)}
        shared = "SELECT (COUNT(*) AS ?n) { ?p <https://w3id.org/kg-policy/ontology#operates> ?b }"
        assert [row["n"].value for row in store.query(shared)] == ["1"]
        assert store.remove(two.article.id)
        assert everything(store) == alone
        assert not store.remove(two.article.id)
        assert list(store.verify()) == []
        assert store.remove(one.article.id)
        assert len(store) == 0


def test_a_changed_article_takes_the_old_facts_along(folder: Path) -> None:
    old = plan_record()
    new = replace(old, claims=old.claims[:3], measures=())
    with writer(folder) as store:
        store.replace([old])
        changes = store.replace([new])
        assert changes.removed > 0
        assert everything(store) == fresh([new])


@few
@given(record_lists(), st.data())
def test_any_way_to_a_set_of_records_gives_one_store(items: list[Record], data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name, writer(Path(name) / "s") as store:
        kept: dict[str, Record] = {}
        for _ in range(data.draw(st.integers(0, 4))):
            action = data.draw(st.sampled_from(("replace", "bulk", "put", "put", "remove")))
            number = data.draw(st.integers(0, 4))
            record = data.draw(records(number))
            if action == "remove":
                store.remove(record.article.id)
                kept.pop(record.article.id, None)
            else:
                getattr(store, action)([record])
                kept[record.article.id] = record
        store.replace(items)
        kept |= {r.article.id: r for r in items}
        assert list(store.verify()) == []
        assert everything(store) == fresh(list(kept.values()))


def test_verify_finds_every_kind_of_difference(folder: Path) -> None:
    with writer(folder) as store:
        store.replace([plan_record()])
        quads = sorted(everything(store), key=str)
        named = next(q for q in quads if not isinstance(q.graph_name, DefaultGraph))
        plain = next(q for q in quads if isinstance(q.graph_name, DefaultGraph) and q.triple != named.triple)
        store.graph.remove(named)
        store.graph.remove(plain)
        store.graph.add(Quad(plain.object if False else plain.subject, plain.predicate, plain.subject))
        found = [(d.kind, d.quad) for d in store.verify()]
        assert ("missing", named) in found
        assert ("missing", plain) in found
        assert ("extra", Quad(plain.subject, plain.predicate, plain.subject)) in found


def test_an_interrupted_write_is_finished_by_the_next_writer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with writer(folder) as store:
        store.replace([plan_record()])
    with writer(folder) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Projector, "_change", die)
            with pytest.raises(KeyboardInterrupt):
                store.replace([plan_record("https://news.example/2")])
            with pytest.raises(KeyboardInterrupt):
                store.remove("https://news.example/1")
        assert store.status()["pending"] == 2
    with writer(folder) as store:
        assert store.status()["pending"] == 0
        assert list(store.verify()) == []
        assert store.records.ids() == ["https://news.example/2"]


def test_what_was_put_and_not_yet_matched_is_matched_by_the_next_writer(folder: Path, tmp_path: Path) -> None:
    items = [plan_record(f"https://news.example/{n}") for n in range(3)]
    with writer(folder) as store:
        store.replace(items[:1])
        store.put([replace(items[0], measures=())])
        store.put(items[1:])
        assert store.records.not_matched() == [item.article.id for item in items]
        shutil.copytree(folder, tmp_path / "killed")  # what is on the disk at this moment
        assert [p.key for p in store.matches.all_profiles() if p.article == items[2].article.id]
        assert store.records.not_matched() == []
    with writer(tmp_path / "killed") as store:
        assert store.records.not_matched() == [] and store.status()["pending"] == 0
        assert everything(store) == fresh([replace(items[0], measures=()), *items[1:]])
        assert list(store.verify()) == []


def test_what_was_put_is_seen_and_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [plan_record(f"https://news.example/{n}") for n in range(20)]
    with writer(folder) as store:
        for item in items:
            assert store.put([item]) == Changes()
        assert store.waiting == len(items) and len(store.graph) == 0
        assert everything(store) == fresh(items)  # whoever asks sees all of it
        assert store.waiting == 0
    again = [replace(item, measures=()) for item in items]
    with monkeypatch.context() as patch:
        patch.setattr(Projector, "finish", lambda _: Changes())  # as if killed before the graph followed
        with writer(folder) as store:
            store.put(again)
    with Store.open(folder) as store:
        assert store.status()["pending"] == len(items)
    with writer(folder) as store:
        assert store.status()["pending"] == 0
        assert everything(store) == fresh(again)


def test_a_new_thing_of_a_changed_article_is_not_described_twice(folder: Path) -> None:
    first = plan_record()
    other = plan_record("https://news.example/2")
    with writer(folder) as store:
        store.replace([first])
        store.put([replace(first, entities=(), claims=(), measures=())])  # its things go, though the graph has them yet
        store.put([other])
        assert list(store.verify()) == []
        assert everything(store) == fresh([replace(first, entities=(), claims=(), measures=()), other])


def test_rebuild_mends_a_broken_graph(folder: Path) -> None:
    with writer(folder) as store:
        store.replace([plan_record()])
        before = everything(store)
        store.graph.update("DELETE WHERE { GRAPH ?g { ?s <https://w3id.org/kg-policy/ontology#value> ?o } }")
        store.graph.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } <urn:a> <urn:b> <urn:d> }")
        store.rebuild()
        assert everything(store) == before


def test_counts_of_names_that_went_wrong_are_found_and_mended(folder: Path) -> None:
    first, second = plan_record(), plan_record("https://news.example/2")
    with writer(folder) as store:
        store.replace([first])
        with store.records.transaction():
            store.records.supports.count(
                {(entity, "label", "Peking", "en"): 1 for entity in store.records.supports.entities()}
            )
        store.replace([second])
        assert {str(d.quad.object) for d in store.verify() if d.kind == "extra"} == {'"Peking"@en'}
        store.rebuild()
        assert list(store.verify()) == []
        store.remove(second.article.id)
        assert everything(store) == fresh([first])


def test_one_more_article_costs_the_names_of_its_things_and_not_their_articles(folder: Path) -> None:
    def about(number: int) -> Record:
        text = "Tesla Motors of Beijing: " + " ".join(f"{number}x{n}" for n in range(80))
        things = entity(text, "e1", "City", "Beijing"), entity(text, "e2", "Company", "Tesla Motors")
        return Record(article(text, f"https://news.example/{number}"), "test 1", things)

    def tens_of_steps(store: Store, number: int) -> int:
        """Return how long the database works for one more article."""
        count = 0

        def step() -> int:
            nonlocal count
            count += 1
            return 0

        store.records._db.set_progress_handler(step, 10)
        store.replace([about(number)])
        store.records._db.set_progress_handler(None, 0)
        return count

    with writer(folder) as store:
        store.bulk(about(n) for n in range(30))
        few = tens_of_steps(store, 1000)
        store.bulk(about(n) for n in range(30, 600))
        assert few > 20
        assert tens_of_steps(store, 1001) < 1.5 * few
        assert list(store.verify()) == []


def test_another_gazetteer_makes_the_graph_anew(folder: Path) -> None:
    with writer(folder) as store:
        store.replace([plan_record()])
        assert not any("geonames" in str(q) for q in everything(store))
    known = Known("city/any/beijing", "City", "Peking", (), geonames=1)
    other = replace(PLAIN, gazetteer=Gazetteer([], [known], "other"), version="other")
    with Store.open(folder, "write", background=other) as store:
        assert any("geonames" in str(q) for q in everything(store))
        assert list(store.verify()) == []
        assert store.status()["projection"].endswith("other")


HOLD = """
import sys
from pathlib import Path
from kg.resolve import Background
from kg.store import Store
with Store.open(sys.argv[1], sys.argv[2], background=Background()) as store:
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def hold(folder: Path) -> Iterator[object]:
    """Return a function that lets another process open the store and hold it."""
    held: list[subprocess.Popen[str]] = []

    def start(mode: str) -> None:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(folder), mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        held.append(process)
        assert process.stdout is not None and process.stdout.readline() == "open\n"

    yield start
    for process in held:
        process.communicate("")
        assert process.returncode == 0


def test_a_second_writer_is_told_to_wait_and_readers_see_a_snapshot(folder: Path, hold: object) -> None:
    with writer(folder) as store:
        store.replace([plan_record()])
        before = everything(store)
    hold("write")  # type: ignore[operator]
    with pytest.raises(StoreError, match=r"being used by another process \(wait"):
        writer(folder)
    with Store.open(folder) as one, Store.open(folder) as two:
        assert everything(one) == everything(two) == before


def test_a_writer_waits_for_readers(folder: Path, hold: object) -> None:
    writer(folder).close()
    hold("read")  # type: ignore[operator]
    with pytest.raises(StoreError, match="being used by another process"):
        writer(folder)


def test_what_is_no_store_says_so(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        Store.open(folder)
    with pytest.raises(StoreError, match="no such store"):
        Store.open(folder, "write")
    (tmp_path / "notes.txt").write_text("mine")
    for mode in ("read", "write"):
        with pytest.raises(StoreError, match="not a store"):
            Store.open(tmp_path, mode, create=True)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="in the way"):
        Store.open(tmp_path / "notes.txt", "write", create=True)
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(tmp_path / "notes.txt" / "store", "write", create=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_newer_store_is_left_alone(folder: Path) -> None:
    writer(folder).close()
    (folder / "meta.json").write_text(json.dumps({"format": FORMAT + 1}))
    with pytest.raises(StoreError, match="newer kg"):
        Store.open(folder)


@pytest.mark.parametrize("damage", ["meta", "records", "graph"])
def test_damage_is_named(folder: Path, damage: str) -> None:
    with writer(folder) as store:
        store.replace([plan_record()])
    if damage == "meta":
        (folder / "meta.json").write_text("{")
    elif damage == "records":
        (folder / "records.sqlite").write_bytes(b"no database" * 1000)
    else:
        (folder / "graph" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match=r"damaged|cannot be read"):
        Store.open(folder)


def test_records_are_readable_without_kg(folder: Path) -> None:
    with writer(folder) as store:
        store.replace([plan_record()])
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    with sqlite3.connect(copy / "records.sqlite") as db:
        ((packed,),) = db.execute("SELECT record FROM article").fetchall()
    assert json.loads(decompress(packed))["article"]["id"] == "https://news.example/1"
