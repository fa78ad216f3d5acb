import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.model import Record
from kg.resolve.judgements import Judgement, append
from kg.store import Store
from tests.policy import link, plan, policy_records, record, thing, words

PERIOD = ("2024", "2026")


def writer(folder: Path) -> Store:
    return Store.open(folder, "write", create=True, background=words())


def everything(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, None))


def fresh(items: list[Record], lines: str = "") -> set[Quad]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "s"
        if lines:
            (Path(name) / "s.judgements.jsonl").write_text(lines)
        with writer(folder) as store:
            store.bulk(items)
            return everything(store)


@settings(max_examples=40)
@given(st.data())
def test_incremental_equals_rebuild(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name, writer(Path(name) / "s") as store:
        kept: dict[str, Record] = {}
        for _ in range(data.draw(st.integers(1, 7))):
            action = data.draw(st.sampled_from(("replace", "replace", "bulk", "remove", "judge")))
            item = data.draw(policy_records(data.draw(st.integers(0, 5))))
            if action == "remove":
                store.remove(item.article.id)
                kept.pop(item.article.id, None)
            elif action == "judge":
                keys = [p.key for p in store.records.matches.all_profiles()]
                if len(set(keys)) > 1:
                    one, other = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
                    things = tuple(t for k in (one, other) if (t := store.records.matches.thing("", k)) is not None)
                    verdict = data.draw(st.sampled_from(("same", "different", "undo")))
                    when = f"2026-01-01T00:00:{len(keys):02d}"
                    append(store.judgements, Judgement(verdict, "ann", when, "", (things[0], things[1])))
                    store.judge()
            else:
                (store.replace if action == "replace" else store.bulk)([item])
                kept[item.article.id] = item
            assert list(store.verify()) == []
        lines = store.judgements.read_text() if store.judgements.exists() else ""
        assert everything(store) == fresh(list(kept.values()), lines)
        before = everything(store)
        store.rebuild()
        assert everything(store) == before


def a_plan(number: int, subject: str, kind: str = "action-plan") -> Record:
    entity, claims = plan("p0", subject, PERIOD, kind)
    return record(number, [thing("e1", "City", "Ouroville"), entity], [*claims, link("p0", "appliesTo", "e1")])


def test_a_later_article_moves_the_earlier_to_the_common_thing(tmp_path: Path) -> None:
    query = "SELECT DISTINCT ?p { ?p a <https://w3id.org/kg-policy/ontology#Plan> }"
    one, other = a_plan(1, "Smart Manufacturing"), a_plan(2, "Smart Digital Manufacturing", "plan")
    with writer(tmp_path / "s") as store:
        store.replace([one])
        (old,) = [row["p"].value for row in store.query(query)]
        store.replace([other])
        (now,) = [row["p"].value for row in store.query(query)]
        replaced = store.records.matches.replaced()
        assert set(replaced.values()) == {now} and len(replaced) == 1
        assert old == now or replaced[old] == now
        store.remove(other.article.id)
        assert everything(store) == fresh([one])
        assert [row["p"].value for row in store.query(query)] == [old]
