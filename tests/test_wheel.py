"""The wheel works by itself: installed in a fresh virtual environment, run from another folder."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


def test_wheel_holds_ontology_and_queries(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, ending in (("ontology", ".ttl"), ("ontology/lexicon", ".ttl"), ("queries", ".rq")):
        files = sorted((ROOT / folder).glob(f"*{ending}"))
        assert len(files) >= 4
        assert {f"kg/data/{folder}/{file.name}" for file in files} <= names
    assert "kg/cli/main.py" in names
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]


def test_installed_kg_works_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    install = [str(venv / "bin" / "python"), "-m", "pip", "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    site = next((venv / "lib").glob("python*/site-packages"))
    # The dependencies are those of this environment; kg itself comes from the wheel alone.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    article = (ROOT / "examples" / "articles" / "karawang-battery-plant.txt").read_bytes()
    (elsewhere / "article.txt").write_bytes(article)

    def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "KG_STORE")}
        command = [str(venv / "bin" / "kg"), *arguments]
        return subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False)

    where = subprocess.run(
        [str(venv / "bin" / "python"), "-c", "import kg; print(kg.__file__)"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(site) in where.stdout
    built = kg("build", "article.txt")
    assert built.returncode == 0, built.stderr
    answer = kg("query", "facilities", "--format", "csv")
    assert answer.returncode == 0, answer.stderr
    assert len(answer.stdout.splitlines()) >= 2
    assert "bureaus-and-plans" in kg("questions").stdout
