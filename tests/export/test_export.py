"""Exports: equal graphs give equal bytes, and what is written reads back as the same graph."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import OutputError, UsageError
from kg.export import WRITERS, dump, export, format_of
from kg.vocabulary import DATA_BASE, KG
from tests.query.builder import with_default
from tests.query.world import world

PARSERS = {"ttl": "turtle", "nt": "nt", "trig": "trig", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
SCRIPT = """
import sys
from kg.export import WRITERS, dump
from tests.query.world import world
sys.stdout.buffer.write("".join(dump(world().merged(), name) for name in WRITERS).encode())
"""


def test_formats() -> None:
    assert set(WRITERS) == set(PARSERS)


@pytest.mark.parametrize("form", WRITERS)
def test_bytes_do_not_depend_on_the_order_of_quads(form: str, store: ox.Store) -> None:
    quads = sorted(world().merged(), key=str)
    random.Random(7).shuffle(quads)
    other = ox.Store()
    other.extend(quads)
    assert dump(quads, form) == dump(store, form) == dump(other, form)


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100_000


@pytest.mark.parametrize("form", WRITERS)
def test_rdflib_reads_the_same_graph(form: str, store: ox.Store) -> None:
    if form in ("trig", "nq"):
        read = rdflib.Dataset()
        read.parse(data=dump(store, form), format=PARSERS[form])
        found = {
            (str(graph).strip("<>"), s.n3(), p.n3(), o.n3()) for s, p, o, graph in read.quads((None, None, None, None))
        }
        assert len(found) == len(world().quads)
        assert {graph for graph, *_ in found} == {quad.graph_name.value for quad in world().quads}
        return
    wanted = rdflib.Graph().parse(data=dump(store, "nt"), format="nt")
    assert isomorphic(rdflib.Graph().parse(data=dump(store, form), format=PARSERS[form]), wanted)


@pytest.mark.parametrize("form", ["trig", "nq"])
def test_named_graphs_round_trip_by_bytes(form: str) -> None:
    text = dump(world().merged(), form)
    kind = ox.RdfFormat.TRIG if form == "trig" else ox.RdfFormat.N_QUADS
    again = set(ox.parse(text.encode(), format=kind))
    assert again == world().quads
    assert dump(with_default(again), form) == text


@pytest.mark.parametrize("form", ["ttl", "nt", "rdfxml"])
def test_the_merge_round_trips_by_bytes(form: str) -> None:
    text = dump(world().merged(), form)
    kinds = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML}
    assert dump(list(ox.parse(text.encode(), format=kinds[form])), form) == text


def test_turtle_is_pleasant(store: ox.Store) -> None:
    text = dump(store, "ttl")
    assert text.startswith(f"@base <{DATA_BASE}> .\n@prefix dcterms:")
    prefixes = re.findall(r"^@prefix (\w+):", text, re.M)
    assert prefixes == sorted(prefixes)
    assert '\n\n<city/cn/tianjin> a kg:City , kg:Place ;\n\tdcterms:identifier "city/cn/tianjin" ;\n' in text
    assert "_:" not in text
    assert text.index("<plan/") < text.index("\n<article/") < text.index("\n<claim/") < text.index("\n<selector/")
    assert "\n\n\n" not in text


def test_iris_in_literals_stay_whole() -> None:
    thing = ox.NamedNode(DATA_BASE + "plan/x")
    trap = ox.Literal(f"see <{DATA_BASE}plan/y> \n@prefix a: <b> . .")
    quads = [ox.Quad(thing, ox.NamedNode(KG.objective), trap), ox.Quad(thing, ox.NamedNode(KG.partOfPlan), thing)]
    text = dump(quads, "ttl")
    assert set(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)) == set(quads)


def test_an_empty_graph() -> None:
    for form in WRITERS:
        assert isinstance(dump([], form), str)


def test_files(tmp_path: Path, store: ox.Store) -> None:
    target = tmp_path / "graph.ttl"
    assert export(store, target) == len({(q.subject, q.predicate, q.object) for q in world().quads})
    first = target.read_bytes()
    export(store, target)
    assert target.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
    assert export(store, tmp_path / "graph", "nq") == len(world().quads)


def test_endings() -> None:
    assert [format_of(Path(name)) for name in ("a.TTL", "b.rdf", "c.json", "d.nq")] == ["ttl", "rdfxml", "jsonld", "nq"]
    with pytest.raises(UsageError, match=r"unknown export format 'xls' \(one of: ttl, "):
        format_of(Path("a.xls"))
    with pytest.raises(UsageError, match="unknown export format 'none'"):
        dump([], "none")


def test_what_cannot_be_written(tmp_path: Path, store: ox.Store) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*no/graph.ttl: .*the folder does not exist"):
        export(store, tmp_path / "no" / "graph.ttl")
    folder = tmp_path / "folder.ttl"
    folder.mkdir()
    with pytest.raises(OutputError, match="it is a folder"):
        export(store, folder)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        export(store, tmp_path / "file" / "graph.ttl")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.nt"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        export(store, target)
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]
