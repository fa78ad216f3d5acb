"""Bad input: one clear line on stderr, the exit code of the design, no traceback, nothing else lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import EXAMPLES, Run

GOOD = EXAMPLES / "articles" / "karawang-battery-plant.txt"


def one_line(result: Result, code: int, *words: str) -> None:
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("kg: ")
    for word in words:
        assert word in lines[0]


BAD_ARTICLES = {
    "empty.txt": b"",
    "spaces.txt": b" \n\n \t\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "long.txt": b"word " * 10_500_000,
}


@pytest.mark.parametrize("name", sorted(BAD_ARTICLES))
def test_bad_article_alone(kg: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD_ARTICLES[name])
    one_line(kg("build", tmp_path / name, "--store", tmp_path / "store"), 3, name)
    one_line(kg("extract", tmp_path / name), 3, name)


def test_bad_articles_among_good_ones(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, data in BAD_ARTICLES.items():
        if name != "long.txt":
            (folder / name).write_bytes(data)
    (folder / "good.txt").write_bytes(GOOD.read_bytes())
    result = kg("build", folder, "--store", tmp_path / "store")
    assert result.exit_code == 0, result.output
    assert "1 added" in result.stderr
    for name in ("empty.txt", "spaces.txt", "binary.txt", "picture.html"):
        assert f"{name}:" in result.stderr
    assert "HLI Green Power" in kg("query", "entities", "--store", tmp_path / "store").stdout


def test_nothing_there(kg: Run, tmp_path: Path) -> None:
    one_line(kg("build", tmp_path / "missing.txt", "--store", tmp_path / "s"), 3, "missing.txt")
    (tmp_path / "empty").mkdir()
    one_line(kg("build", tmp_path / "empty", "--store", tmp_path / "s"), 3, "empty")
    one_line(kg("query", "counts", "--store", tmp_path / "nostore"), 3, "nostore")


def test_folder_that_is_no_store(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "todo.txt").write_text("buy milk")
    one_line(kg("query", "counts", "--store", tmp_path / "notes"), 3, "notes")
    one_line(kg("build", GOOD, "--store", tmp_path / "notes"), 3, "notes")
    assert (tmp_path / "notes" / "todo.txt").read_text() == "buy milk"


def test_store_of_a_newer_version(kg: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert kg("build", GOOD, "--store", store).exit_code == 0
    meta = json.loads((store / "meta.json").read_text())
    (store / "meta.json").write_text(json.dumps({**meta, "format": meta["format"] + 1}))
    one_line(kg("query", "counts", "--store", store), 3, "newer")
    one_line(kg("build", GOOD, "--store", store), 3, "newer")


def test_store_open_for_writing_elsewhere(kg: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert kg("build", GOOD, "--store", store).exit_code == 0
    program = (
        "import sys; from kg.store import Store\n"
        "with Store.open(sys.argv[1], 'write'):\n    print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        one_line(kg("build", GOOD, "--store", store), 3, "store")
        # Readers go on with the state from before the writer began.
        assert kg("query", "counts", "--store", store).exit_code == 0
        writer.communicate("")


def test_broken_query(kg: Run, demo_store: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.rq"
    broken.write_text("#+ id: broken\n#+ question: What?\n#+ columns: a\nSELECT ?a WHERE { ?a a }\n")
    one_line(kg("query", broken, "--store", demo_store), 2, "broken.rq")
    one_line(kg("query", "-q", "SELEKT ?a {}", "--store", demo_store), 2)
    one_line(kg("query", tmp_path / "none.rq", "--store", demo_store), 3, "none.rq")


def test_unknown_question_and_parameter(kg: Run, demo_store: Path) -> None:
    one_line(kg("query", "bureaus-and-plan", "--store", demo_store), 2, "did you mean", "bureaus-and-plans")
    one_line(kg("query", "plans-of-place", "-p", "plase=Beijing", "--store", demo_store), 2, "did you mean", "place")
    one_line(kg("query", "plans-of-place", "-p", "place=Bejing", "--store", demo_store), 2, "did you mean", "Beijing")
    one_line(kg("query", "plans-of-place", "--store", demo_store), 2, "place")
    one_line(kg("show", "Bejing", "--store", demo_store), 2, "Beijing")


def test_updates_and_other_servers_are_refused(kg: Run, demo_store: Path) -> None:
    one_line(kg("query", "-q", "DELETE WHERE { ?s ?p ?o }", "--store", demo_store), 2)
    text = "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    one_line(kg("query", "-q", text, "--store", demo_store), 2, "SERVICE")


def test_unwritable_output(kg: Run, demo_store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for command in (("export", "-o", tmp_path / "file" / "a.ttl"), ("draw", "-o", tmp_path / "file" / "a.png")):
        one_line(kg(*command, "--store", demo_store), 3, "a.")
    one_line(kg("export", "-o", tmp_path / "a.xyz", "--store", demo_store), 2, "xyz")
    one_line(kg("extract", GOOD, "-o", tmp_path / "file" / "facts"), 3, "facts")


def test_broken_turtle(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix a: <http://a/> .\na:b a:c .\n")
    one_line(kg("validate", tmp_path / "a.ttl"), 3, "a.ttl", "line")


def test_gold_folder_without_documents(kg: Run, tmp_path: Path) -> None:
    assert kg("evaluate", tmp_path / "none").exit_code == 3
    result = kg("evaluate", tmp_path)
    assert result.exit_code == 2
    assert "no gold documents" in result.stderr


def test_broken_settings(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("jbos = 2\n")
    one_line(kg("--config", tmp_path / "kg.toml", "questions"), 2, "did you mean jobs")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder(kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    one_line(kg("build", GOOD, "--store", folder / "store"), 3, "store")
