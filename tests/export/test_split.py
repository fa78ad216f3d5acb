import gzip
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse

from kg.errors import UsageError
from kg.export import export_split
from kg.resolve import Background
from kg.store import Store
from tests.samples import plan_record


def test_parts_hold_every_named_quad_once_and_are_the_same_twice(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", "write", create=True, background=Background()) as store:
        store.bulk(plan_record(f"https://news.example/{n}") for n in range(12))
        wanted = {q for q in store.quads_for_pattern(None, None, None) if not isinstance(q.graph_name, DefaultGraph)}
        files, count = export_split(store, tmp_path / "g.nq", 4)
        again, _ = export_split(store, tmp_path / "h.nq.gz", 4)
    assert [f.name for f in files] == [f"g-00{n}.nq.gz" for n in (1, 2, 3, 4)]
    parts = [list(parse(gzip.decompress(f.read_bytes()), format=RdfFormat.N_QUADS)) for f in files]
    assert sum(map(len, parts)) == count == len(wanted)
    assert {q for part in parts for q in part} == wanted
    graphs = [{q.graph_name for q in part} for part in parts]
    assert sum(map(len, graphs)) == 13 and sum(map(bool, graphs)) > 1
    assert [f.read_bytes() for f in files] == [f.read_bytes() for f in again]


def test_only_n_quads_can_be_split(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", "write", create=True, background=Background()) as store:
        with pytest.raises(UsageError, match="only N-Quads"):
            export_split(store, tmp_path / "g.ttl", 2)
        with pytest.raises(UsageError, match="from 1 to"):
            export_split(store, tmp_path / "g.nq", 0)
