"""Withdraw, verify, rebuild, status: what keeps a store right for years."""

import json
import re
import shutil
from pathlib import Path

import pytest

from kg.build_report import BuildReport, Failure
from kg.cli.summary import ProgressLine, failures
from kg.pipeline import Progress
from tests.cli.conftest import EXAMPLES, Run

BAD = "INSERT DATA { <https://news.example/x> <https://news.example/y> 1 }"


@pytest.fixture
def copy(demo_store: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample store that a test may change."""
    return Path(shutil.copytree(demo_store, tmp_path / "store"))


def exported(kg: Run, store: Path, file: Path) -> str:
    assert kg("export", "-o", file, "--store", store).exit_code == 0
    return file.read_text()


def test_a_removed_article_comes_back_by_a_build(kg: Run, copy: Path, tmp_path: Path) -> None:
    before = exported(kg, copy, tmp_path / "a.nq")
    article = EXAMPLES / "articles" / "beijing-digital-factories.txt"
    result = kg("remove", article, "--store", copy)
    assert (result.exit_code, result.stderr.split(",")[0]) == (0, "1 articles removed")
    without = exported(kg, copy, tmp_path / "b.nq")
    assert len(without.splitlines()) < len(before.splitlines())
    assert kg("verify", "--store", copy).exit_code == 0
    assert kg("build", EXAMPLES / "articles", "--store", copy).exit_code == 0
    assert exported(kg, copy, tmp_path / "c.nq") == before


def test_an_unknown_article_is_named_and_nothing_removed(kg: Run, copy: Path) -> None:
    article = EXAMPLES / "articles" / "beijing-digital-factories.txt"
    result = kg("remove", article, "https://nowhere.example/", "--store", copy)
    assert result.exit_code == 3
    assert "https://nowhere.example/: no such article in the store" in result.stderr
    assert json.loads(kg("status", "--store", copy, "--format", "json").stdout)["articles"] == 10


def test_verify_names_what_differs_and_rebuild_mends_it(kg: Run, copy: Path, tmp_path: Path) -> None:
    from pyoxigraph import Store

    before = exported(kg, copy, tmp_path / "a.nq")
    graph = Store(str(copy / "graph"))
    graph.update(BAD)
    graph.flush()
    del graph
    result = kg("verify", "--store", copy)
    assert result.exit_code == 1
    assert result.stdout.startswith("extra\t<https://news.example/x>")
    assert "kg rebuild" in result.stderr
    assert kg("rebuild", "--store", copy).exit_code == 0
    assert kg("verify", "--store", copy).exit_code == 0
    assert exported(kg, copy, tmp_path / "b.nq") == before


def test_status_tells_versions_and_the_last_build(kg: Run, copy: Path) -> None:
    found = json.loads(kg("status", "--store", copy, "--format", "json").stdout)
    assert found["pending"] == 0 and found["claims"] > 50 and found["bytes_records"] > 10_000
    assert sum(found["extractors"].values()) == 10
    assert {"ended", "added", "failed"} <= found["last_build"].keys()
    assert "last build" in kg("status", "--store", copy).stdout


def test_progress_is_shown_a_few_times_a_second_and_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    line = ProgressLine(lambda: now[0])
    for number, now[0] in enumerate((1.0, 1.05, 1.2, 1.21), start=1):
        line(Progress(number, 10 * number, 40))
    shown = capsys.readouterr().err.split("\r")[1:]
    assert [re.findall(r"(\d+) articles", text) for text in shown] == [["1"], ["3"], ["4"]]
    assert "100%" in shown[-1]


def test_of_a_file_with_many_failures_the_first_and_the_last_are_named() -> None:
    many = [Failure(f"a.json#{n}", "has no text") for n in range(1, 51)]
    lines = list(failures(BuildReport(failed=[*many, Failure("b.txt", "is empty")])))
    assert lines[4] == "kg: not read: a.json#5: has no text"
    assert lines[5:] == [
        "kg: not read: a.json: 44 more parts of it (--report names them)",
        "kg: not read: a.json#50: has no text",
        "kg: not read: b.txt: is empty",
    ]
