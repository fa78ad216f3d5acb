"""Loading again changes nothing: the same N-Quads, byte by byte, in any order and with any number of processes."""

from pathlib import Path
from random import Random

import pytest

from kg.export import dump
from kg.pipeline import BuildOptions, build
from kg.store import Changes, Store

ARTICLES = sorted((Path(__file__).parents[2] / "examples" / "articles").iterdir())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a store of the sample articles and its N-Quads."""
    path = tmp_path_factory.mktemp("repeat") / "store"
    with Store.open(path, "write", create=True) as store:
        report = build(ARTICLES, store)
        assert len(report.added) == len(ARTICLES) == 10 and report.changes.added > 3000
        return path, dump(store, "nq")


@pytest.mark.parametrize("options", [BuildOptions(), BuildOptions(reextract=True)], ids=["again", "reextract"])
def test_a_second_load_changes_no_quad(built: tuple[Path, str], options: BuildOptions) -> None:
    with Store.open(built[0], "write") as store:
        report = build(ARTICLES, store, options)
        assert (report.added, report.replaced, report.changes) == ([], [], Changes(0, 0))
        assert dump(store, "nq") == built[1]
        assert store.rebuild() == Changes(0, 0)


def test_two_processes_and_single_loads_in_any_order_give_the_same_bytes(
    built: tuple[Path, str], tmp_path: Path
) -> None:
    with Store.open(tmp_path / "two", "write", create=True) as store:
        build(ARTICLES, store, BuildOptions(jobs=2))
        assert dump(store, "nq") == built[1]
    shuffled = ARTICLES[:]
    Random(4).shuffle(shuffled)
    with Store.open(tmp_path / "single", "write", create=True) as store:
        for article in shuffled:
            build([article], store)
        assert dump(store, "nq") == built[1]
