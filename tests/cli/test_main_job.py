"""The main job on the command line: build, ask, show, export, draw, validate, status."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run


def test_bureaus_and_plans(kg: Run, demo_store: Path) -> None:
    result = kg("query", "bureaus-and-plans", "--store", demo_store, "--format", "markdown")
    assert result.exit_code == 0, result.output
    bureaus = {line.split("|")[1].strip() for line in result.stdout.splitlines()[2:]}
    assert "Beijing Municipal Bureau of Economy and Information Technology" in bureaus
    assert "General Office of the Shanghai Municipal People's Government" in bureaus


def test_two_reports_of_one_plan_are_one_plan(kg: Run, demo_store: Path) -> None:
    result = kg("query", "plans-of-place", "-p", "place=Shanghai", "--store", demo_store, "--format", "json")
    rows = json.loads(result.stdout)["results"]["bindings"]
    assert len({row["plan"]["value"] for row in rows}) == 1


def test_show_quotes_the_sentence(kg: Run, demo_store: Path) -> None:
    result = kg("show", "Xiaomi", "--store", demo_store)
    assert result.exit_code == 0, result.output
    assert "put a new factory in Beijing into operation" in " ".join(result.stdout.split())


def test_sparql_on_stdin_and_inline(kg: Run, demo_store: Path) -> None:
    text = "SELECT (COUNT(?c) AS ?cities) { ?c a kg:City }"
    inline = kg("query", "-q", text, "--store", demo_store, "--format", "csv")
    piped = kg("query", "-", "--store", demo_store, "--format", "csv", stdin=text)
    assert inline.exit_code == piped.exit_code == 0
    assert inline.stdout == piped.stdout
    assert int(inline.stdout.split()[1]) >= 8


def test_rebuild_changes_nothing(kg: Run, demo_store: Path) -> None:
    result = kg("build", EXAMPLES / "articles", "--store", demo_store)
    assert result.exit_code == 0
    assert "0 quads added, 0 removed" in result.stderr


@pytest.mark.parametrize("ending", ["ttl", "trig", "nt", "nq"])
def test_export_is_the_same_twice(kg: Run, demo_store: Path, tmp_path: Path, ending: str) -> None:
    files = [tmp_path / f"{n}.{ending}" for n in "ab"]
    for file in files:
        assert kg("export", "-o", file, "--store", demo_store).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 10_000


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_draw(kg: Run, demo_store: Path, tmp_path: Path, ending: str) -> None:
    result = kg("draw", "-o", tmp_path / f"a.{ending}", "--store", demo_store, "--about", "Beijing")
    assert result.exit_code == 0, result.output
    assert (tmp_path / f"a.{ending}").stat().st_size > 1_000


def test_validate_store_and_files(kg: Run, demo_store: Path) -> None:
    assert kg("validate", "--store", demo_store).exit_code == 0
    good, bad = (sorted((EXAMPLES / kind).glob("*.ttl")) for kind in ("valid", "invalid"))
    assert len(good) >= 8 and len(bad) >= 8
    assert kg("validate", good[0]).exit_code == 0
    result = kg("validate", bad[0])
    assert result.exit_code == 1
    assert "rule:" in result.stdout


def test_status(kg: Run, demo_store: Path) -> None:
    found = json.loads(kg("status", "--store", demo_store, "--format", "json").stdout)
    assert found["articles"] == 10
    assert "articles" in kg("status", "--store", demo_store).stdout


def test_extract_forms(kg: Run, tmp_path: Path) -> None:
    article = EXAMPLES / "articles" / "beijing-digital-factories.txt"
    facts = json.loads(kg("extract", article, "--format", "json").stdout)
    assert facts["published"] == "2024-03-04"
    assert {e["type"] for e in facts["entities"]} >= {"City", "Bureau", "Plan", "Company", "Facility"}
    assert "issuedBy" in kg("extract", article, "--format", "table").stdout
    assert "kg:issuedBy" in kg("extract", article, "--format", "ttl").stdout
    assert "matched" in kg("extract", article, "--explain").stdout
    assert "left out before reading" in kg("extract", article, "--explain").stdout


def test_extract_folder(kg: Run, tmp_path: Path) -> None:
    result = kg("extract", EXAMPLES / "articles", "--format", "json", "-o", tmp_path / "facts")
    assert result.exit_code == 0, result.output
    written = sorted(p.stem for p in (tmp_path / "facts").iterdir())
    assert written == sorted(p.stem for p in (EXAMPLES / "articles").iterdir())


def test_min_confidence_leaves_out_what_is_less_sure(kg: Run) -> None:
    article = EXAMPLES / "articles" / "karawang-battery-plant.txt"
    every = json.loads(kg("extract", article, "--format", "json").stdout)
    none = json.loads(kg("extract", article, "--format", "json", "--min-confidence", "1").stdout)
    assert len(none["relations"]) < len(every["relations"])


def test_questions(kg: Run) -> None:
    assert "bureaus-and-plans" in kg("questions").stdout
    assert "SELECT" in kg("questions", "bureaus-and-plans").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(kg: Run, shell: str) -> None:
    assert "_KG_COMPLETE" in kg("completion", shell).stdout
