from pathlib import Path

import pytest

from kg.errors import InputError
from kg.load import find_articles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "c.MD", ".hidden.txt", "notes.docx", "sub/d.htm", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def test_folders_are_searched_sorted_and_without_hidden_files(folder: Path) -> None:
    assert [p.relative_to(folder).as_posix() for p in find_articles([folder])] == [
        "a.html",
        "b.txt",
        "c.MD",
        "sub/d.htm",
    ]


def test_globs_and_files_are_listed_once(folder: Path) -> None:
    found = find_articles([str(folder / "*.txt"), folder / "b.txt", str(folder / "**/*.htm"), folder / "notes.docx"])
    assert [p.name for p in found] == ["b.txt", "notes.docx", "d.htm"]


@pytest.mark.parametrize("given", ["none.txt", "*.json", "empty"])
def test_nothing_found_is_an_error(folder: Path, given: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError):
        find_articles([folder / given])


def test_loops_of_links_end(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    assert len(find_articles([folder])) == 4
