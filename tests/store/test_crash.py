"""Killed, out of space, not allowed: nothing that was acknowledged is lost, nothing is half there."""

import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from kg.errors import StoreError
from kg.resolve import Background
from kg.store import Store
from kg.store.files import RECORDS
from tests.samples import plan_record
from tests.store.crash import COUNT

MOMENTS = int(os.environ.get("KG_KILLS", "20"))
REPOSITORY = Path(__file__).resolve().parents[2]


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.crash", str(folder)], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    )


def killed(folder: Path, random: Random, whole: float) -> list[str]:
    """Run the writer, kill it at a random moment after it has opened the store; return what it acknowledged."""
    process = start(folder)
    assert process.stdout is not None
    said = [process.stdout.readline().strip()]
    time.sleep(random.random() * whole)
    process.kill()
    said += process.stdout.read().splitlines()
    process.wait()
    return said


PHASES = ((16, "bulk load"), (20, "one by one"), (COUNT, "put ahead of the graph"))


def phase(said: list[str]) -> str:
    """Return what a writer was at when it had said so much."""
    if said[-1] == "end":
        return "had ended"
    if any(line.startswith("gone ") for line in said):
        return "closing"
    done = sum(line.startswith("done ") for line in said)
    return next((name for limit, name in PHASES if done < limit), "graph follows, withdrawal")


def left_over(folder: Path) -> tuple[int, int]:
    """Return how many articles a killed writer left marked, and how many files that nothing refers to."""
    with closing(sqlite3.connect(folder / RECORDS)) as db:
        (marked,) = db.execute("SELECT count(*) FROM pending_article").fetchone()
    return marked, len([*folder.glob("graph/bulk-*.sst"), *folder.glob("snapshots/*.new")])


def table(killed_in: dict[str, list[tuple[int, int, int]]]) -> str:
    """Return what was killed when, in which all was as it should be afterwards."""
    lines = [f"{'killed during':26} {'kills':>6} {'acknowledged':>13} {'left marked':>12} {'left-over files':>16}"]
    for name in (*(name for _, name in PHASES), "graph follows, withdrawal", "closing", "had ended"):
        rows = killed_in[name]
        acknowledged, marked, files = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0)
        lines.append(f"{name:26} {len(rows):6} {acknowledged:13} {marked:12} {files:16}")
    return "\n".join(lines)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """With `pytest -s`, and KG_KILLS for their number, prints what was killed when."""
    process = start(tmp_path / "whole")
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    began = time.monotonic()
    assert process.stdout.read().endswith("end\n")
    whole, random = time.monotonic() - began, Random(6)
    with Store.open(tmp_path / "whole") as store:
        wanted = {str(q) for q in store.quads_for_pattern(None, None, None)}
    cut = 0
    killed_in: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for moment in range(MOMENTS):
        folder = tmp_path / str(moment)
        said = killed(folder, random, whole)
        cut += said[-1] != "end"
        acknowledged = sum(line.startswith(("done ", "gone ")) for line in said)
        killed_in[phase(said)].append((acknowledged, *left_over(folder)))
        with Store.open(folder, "write", background=Background()) as store:
            ids = set(store.records.ids())
            gone = {line[5:] for line in said if line.startswith("gone ")}
            done = {line[5:] for line in said if line.startswith("done ")} - gone
            # The removal may have happened without being acknowledged.
            assert done - ids <= {"https://news.example/0"} and not gone & ids, moment
            assert list(store.verify()) == [], moment
            assert store.status()["pending"] == 0
            assert not list(folder.glob("graph/bulk-*.sst")) and not list(folder.glob("snapshots/*.new"))
            if moment % 5 == 0:
                store.replace(plan_record(f"https://news.example/{n}") for n in range(1, COUNT))
                store.remove("https://news.example/0")
                assert {str(q) for q in store.quads_for_pattern(None, None, None)} == wanted
    sys.stdout.write(f"\n{table(killed_in)}\nafterwards: all acknowledged whole, none half there, kg verify clean\n")
    assert cut >= MOMENTS // 2


FULL = """
import resource, signal, sys
from kg.resolve import Background
from kg.errors import StoreError
from kg.store import Store
from tests.samples import plan_record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(sys.argv[1], "write", background=Background())
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    getattr(store, sys.argv[2])([plan_record(f"https://news.example/{n}") for n in range(1, 200)])
except StoreError as error:
    print(error)
    import os
    os._exit(3)
"""


@pytest.mark.parametrize("way", ["bulk", "replace"])
def test_a_full_disk(tmp_path: Path, way: str) -> None:
    first = plan_record("https://news.example/0")
    with Store.open(tmp_path / "s", "write", create=True, background=Background()) as store:
        store.replace([first])
        before = {str(q) for q in store.quads_for_pattern(None, None, None)}
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "s"), way],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert "free space" in done.stdout
    with Store.open(tmp_path / "s", "write", background=Background()) as store:
        assert list(store.verify()) == []
        assert before <= {str(q) for q in store.quads_for_pattern(None, None, None)}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", "write", create=True, background=Background()) as store:
        store.replace([plan_record()])
    (tmp_path / "s").chmod(0o555)
    try:
        with pytest.raises(StoreError, match=r"cannot be written|unable to open|readonly"):
            Store.open(tmp_path / "s", "write", background=Background())
        with Store.open(tmp_path / "s") as store:
            assert len(store) > 100
    finally:
        (tmp_path / "s").chmod(0o755)


def test_limits_were_not_left_behind() -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
