"""Builds on a real Dask cluster on this machine: the same store, even when a worker is killed in the middle."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article, Record
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


OPTIONS = BuildOptions(make_extractor=make_slow)


def run(folder: Path, store: Path, options: BuildOptions) -> tuple[list[str], list[str]]:
    with Store.open(store, "write", create=True) as opened:
        report = build([folder], opened, options)
        assert report.read == 80 and not report.failed
        assert list(opened.verify()) == []
        quads = sorted(map(str, opened.quads_for_pattern(None, None, None, None)))
        return quads, [repr(entry) for entry in opened.entries()]


def test_a_cluster_with_a_killed_worker_gives_the_same_store(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(80):
        sentence = f"Maker{n % 7} Works opened a battery plant in Town{n % 5}."
        (folder / f"{n}.txt").write_text(f"A headline of day {n}\n\n{sentence} Nothing else of note was said.\n")
    alone = run(folder, tmp_path / "alone", OPTIONS)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=tmp_path / "dask"
    ) as cluster:
        killed: list[int] = []

        def kill(_: object) -> None:
            if not killed:
                nanny = cluster.workers[0]
                killed.append(nanny.pid)
                nanny.process.process.kill()

        options = replace(OPTIONS, scheduler=cluster.scheduler_address, progress=kill)
        together = run(folder, tmp_path / "together", options)
        assert killed
    assert together == alone


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cluster.SECONDS", 1)
    (tmp_path / "a.txt").write_text("A headline\n\nAcme Works opened a battery plant in Springfield. It was cold.\n")
    with (
        Store.open(tmp_path / "s", "write", create=True) as store,
        pytest.raises(InputError, match=r"no scheduler answers.*dask scheduler"),
    ):
        build([tmp_path / "a.txt"], store, replace(OPTIONS, scheduler="tcp://127.0.0.1:9"))
