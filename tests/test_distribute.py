"""The graph that many machines write is the one that a store holds, whatever is the same and wherever it lies."""

import gzip
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import parts
from kg.distribute import QUADS, Made, graph_of
from kg.resolve import Background
from kg.store import Entry, Store
from kg.worker import Reading
from tests.policy import TEXT, policy_records
from tests.store.test_copies import STORY, TEXTS
from tests.store.test_matches import a_plan

DAYS = ("2024-05-01", "2024-05-03", None)
BACKGROUND = Background.load()


def written(folder: Path, given: Iterable[tuple[str, list[Reading]]], shares: int) -> tuple[list[Quad], Made]:
    names = []
    for name, readings in given:
        parts.write(str(folder), name, readings)
        names.append(name)
    made = graph_of(str(folder), names, map, shares)
    files = sorted((folder / QUADS).iterdir())
    assert sorted(path.name for path in files) == sorted(made.files)
    return [q for f in files for q in parse(gzip.decompress(f.read_bytes()), RdfFormat.N_QUADS)], made


def stored(folder: Path, entries: list[Entry]) -> set[Quad]:
    with Store.open(folder, "write", create=True, background=BACKGROUND) as store:
        store.bulk(entries)
        return {q for q in store.quads_for_pattern(None, None, None, None) if isinstance(q.graph_name, NamedNode)}


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        # A number that comes again is an article that two files give.
        record = draw(policy_records(draw(st.sampled_from((number, number, 0)))))
        text = f"{TEXT}\n\n{draw(st.sampled_from(TEXTS))}"
        article = replace(
            record.article, text=text, published=draw(st.sampled_from(("2024-05-01", "2024-05-03", None)))
        )
        sources = frozenset(draw(st.sets(st.sampled_from(("claim 0", "claim 1")))))
        kept = Reading(f"{number}.txt", replace(record, article=article), sources)
        lost = Reading(f"{number}.txt", failure="cannot be read")
        found.append(draw(st.sampled_from((kept, kept, kept, lost))))
    return found


@settings(max_examples=25, deadline=None)
@given(readings(), st.integers(1, 4), st.integers(1, 3))
def test_it_is_the_graph_of_a_store(given: list[Reading], size: int, shares: int) -> None:
    entries: dict[str, Entry] = {}
    for reading in given:
        if reading.record is not None:
            entries.setdefault(reading.record.article.id, Entry(reading.record, reading.sources))
    split = [(f"{n:02}.jsonl.gz", given[n : n + size]) for n in range(0, len(given), size)]
    with tempfile.TemporaryDirectory() as name:
        quads, made = written(Path(name) / "parts", split, shares)
        assert set(quads) == stored(Path(name) / "store", list(entries.values()))
    assert len(quads) == len(set(quads)) == made.quads
    assert made.articles == len(entries)
    assert len(made.failed) == sum(not reading.record for reading in given)


def test_copies_and_things_of_two_names_are_joined_across_partitions(tmp_path: Path) -> None:
    told = [a_plan(1, "Smart Manufacturing"), a_plan(2, "Smart Digital Manufacturing", "plan")]
    records = [replace(r, article=replace(r.article, text=f"{TEXT}\n\n{STORY}")) for r in told]
    given = [(f"{n}.jsonl.gz", [Reading(f"{n}.txt", record)]) for n, record in enumerate(records)]
    quads, _ = written(tmp_path / "parts", given, 3)
    said = [q.predicate.value.rpartition("/")[2].rpartition("#")[2] for q in quads]
    assert said.count("isReplacedBy") == 1 and said.count("hadPrimarySource") == 1
    assert set(quads) == stored(tmp_path / "store", [Entry(record) for record in records])
