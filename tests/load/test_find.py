from pathlib import Path

import pytest

from kg.errors import InputError
from kg.load import find_articles, search
from kg.store import Store


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


def test_what_is_about_a_folder_is_passed_over_with_the_reason(folder: Path) -> None:
    for name in (
        "README.md",
        "LICENSE",
        "license-mit.txt",
        "index.html",
        "lone/index.html",
        "notice-2024.txt",
        "x.png",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    found = search([folder])
    names = [p.relative_to(folder).as_posix() for p in found.articles]
    assert names == ["a.html", "b.txt", "c.MD", "lone/index.html", "notice-2024.txt", "sub/d.htm"]
    assert [(Path(s.path).name, s.why) for s in found.skipped] == [
        (".git", "hidden"),
        (".hidden.txt", "hidden"),
        ("LICENSE", "about the folder"),
        ("README.md", "about the folder"),
        ("index.html", "an index of the articles beside it"),
        ("license-mit.txt", "about the folder"),
        ("notes.docx", "of a kind that holds no articles"),
        ("x.png", "of a kind that holds no articles"),
    ]
    every = search([folder], everything=True)
    assert {p.name for p in every.articles} >= {"README.md", "license-mit.txt", "index.html", "a.html"}
    named = search([folder, folder / "README.md"])
    assert "README.md" in {p.name for p in named.articles}
    assert "README.md" not in {Path(s.path).name for s in named.skipped}
    only = folder / "only"
    only.mkdir()
    (only / "README.md").write_text("x")
    with pytest.raises(InputError, match=r"README\.md is about the folder"):
        search([only])


def test_a_store_beside_the_articles_is_no_folder_of_articles(folder: Path) -> None:
    with Store.open(folder / "kg-store", "write", create=True):
        pass
    (folder / "kg-store" / "graph" / "LOG.txt").write_text("x")
    found = search([folder])
    assert len(found.articles) == 4
    assert ("kg-store", "a store of kg") in [(Path(s.path).name, s.why) for s in found.skipped]
    assert not [s for s in found.skipped if "kg-store" in Path(s.path).parts[:-1]]
    with pytest.raises(InputError, match="kg-store is a store of kg"):
        search([folder / "kg-store"])
