"""Builds on a real Dask cluster on this machine: the same store, even when a worker is killed in the middle."""

import gzip
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.distribute import distribute
from kg.errors import InputError, UsageError
from kg.load import Item
from kg.model import Article, Record
from kg.parts import MOST, partitions, read, write
from kg.pipeline import BuildOptions, build
from kg.store import Store
from tests.fakes import FakeExtractor

distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")


class SlowExtractor(FakeExtractor):
    """Takes its time, so that there is a middle to be killed in."""

    def extract(self, article: Article) -> Record:
        time.sleep(0.05)
        return super().extract(article)


def make_slow() -> SlowExtractor:
    return SlowExtractor()


N_QUADS = RdfFormat.N_QUADS
OPTIONS = BuildOptions(make_extractor=make_slow)


def run(folder: Path, store: Path, options: BuildOptions) -> tuple[list[str], list[str]]:
    with Store.open(store, "write", create=True) as opened:
        report = build([folder], opened, options)
        assert report.read == 80 and not report.failed
        assert list(opened.verify()) == []
        quads = sorted(map(str, opened.quads_for_pattern(None, None, None, None)))
        return quads, [repr(entry) for entry in opened.entries()]


def articles(folder: Path) -> Path:
    folder.mkdir()
    for n in range(80):
        sentence = f"Maker{n % 7} Works opened a battery plant in Town{n % 5}."
        (folder / f"{n}.txt").write_text(f"A headline of day {n}\n\n{sentence} Nothing else of note was said.\n")
    return folder


@contextmanager
def cluster_in(folder: Path) -> Iterator[tuple[str, Callable[[object], None], list[int]]]:
    """Give the address of a cluster, a function that kills one of its workers, and the ids of those killed."""
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=folder
    ) as cluster:

        def kill(_: object) -> None:
            if not killed:
                nanny = cluster.workers[0]
                killed.append(nanny.pid)
                os.kill(nanny.pid, signal.SIGKILL)

        yield cluster.scheduler_address, kill, killed


def test_a_cluster_with_a_killed_worker_gives_the_same_store(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    alone = run(folder, tmp_path / "alone", OPTIONS)
    with cluster_in(tmp_path / "dask") as (address, kill, killed):
        together = run(folder, tmp_path / "together", replace(OPTIONS, scheduler=address, progress=kill))
    assert killed
    assert together == alone


def test_partitions_are_made_once_and_give_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, shared = articles(tmp_path / "in"), tmp_path / "parts"
    alone = run(folder, tmp_path / "alone", OPTIONS)
    monkeypatch.setattr("kg.parts.SIZE", 8)
    monkeypatch.setattr("kg.parts.MOST", 16)  # five partitions at least: names, and so the other ends, vary by folder
    with cluster_in(tmp_path / "dask") as (address, kill, killed):
        options = replace(OPTIONS, scheduler=address, parts=f"file://{shared}")
        assert run(folder, tmp_path / "first", replace(options, progress=kill)) == alone
        assert killed
        made = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in shared.iterdir()}
        assert len(made) > 4
        assert sum(gzip.decompress(data).count(b"\n") - 1 for data, _ in made.values()) == 80
        # One was cut short, one is gone: these two are made again, byte for byte, and the others are left alone.
        short, gone, *others = made
        short.write_bytes(made[short][0][:-20])
        gone.unlink()
        assert run(folder, tmp_path / "second", options) == alone
    assert {path: path.read_bytes() for path in shared.iterdir()} == {path: data for path, (data, _) in made.items()}
    assert [path for path in others if path.stat().st_mtime_ns != made[path][1]] == []


def test_a_build_that_goes_on_finds_the_same_partitions() -> None:
    items = [Item(f"{n}.txt", f"{n}.txt") for n in range(1000)]
    whole = [[item.origin for item in some] for some in partitions(items)]
    assert max(map(len, whole)) <= MOST and len(whole) > 4
    later = [[item.origin for item in some] for some in partitions(items[len(whole[0]) + 10 :])]
    assert later[-len(whole) + 2 :] == whole[2:]


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match=r"file/parts: cannot be written"):
        write(str(tmp_path / "file" / "parts"), "one.jsonl.gz", [])
    with pytest.raises(InputError, match=r"none.jsonl.gz: cannot be read"):
        read(str(tmp_path), "none.jsonl.gz")
    with pytest.raises(UsageError, match=r"nothing://here: no such file system"):
        read("nothing://here", "one.jsonl.gz")


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster.SECONDS", 1)
    (tmp_path / "a.txt").write_text("A headline\n\nAcme Works opened a battery plant in Springfield. It was cold.\n")
    with (
        Store.open(tmp_path / "s", "write", create=True) as store,
        pytest.raises(InputError, match=r"no scheduler answers.*dask scheduler"),
    ):
        build([tmp_path / "a.txt"], store, replace(OPTIONS, scheduler="tcp://127.0.0.1:9"))


def when_there(folder: Path, call: Callable[[object], None]) -> None:
    """Call a function when the first partition is in a folder."""
    for _ in range(600):
        if list(folder.glob("*.gz")):
            break
        time.sleep(0.05)
    call(None)


def test_a_cluster_writes_the_graph_that_a_store_holds(tmp_path: Path) -> None:
    folder = articles(tmp_path / "in")
    (folder / "z.txt").write_bytes((folder / "3.txt").read_bytes())
    (folder / "bad.txt").write_bytes(b"")
    with Store.open(tmp_path / "store", "write", create=True) as store:
        report = build([folder], store, OPTIONS)
        wanted = {q for q in store.quads_for_pattern(None, None, None, None) if isinstance(q.graph_name, NamedNode)}
    shared = tmp_path / "shared"
    with cluster_in(tmp_path / "dask") as (address, kill, killed):
        watch = threading.Thread(target=when_there, args=(shared, kill))
        watch.start()
        made = distribute([folder], address, str(shared), make_extractor=make_slow)
        watch.join()
        again = distribute([folder], address, str(shared), make_extractor=make_slow)
    assert killed
    assert made == again
    assert made.articles == report.read - len(report.duplicates) == 80
    assert [path for path, _ in made.failed] == [failure.path for failure in report.failed]
    given = [q for name in made.files for q in parse(gzip.decompress((shared / "graph" / name).read_bytes()), N_QUADS)]
    assert set(given) == wanted and len(given) == len(wanted) == made.quads
    assert sorted(path.name for path in (shared / "graph").iterdir()) == sorted(made.files)
