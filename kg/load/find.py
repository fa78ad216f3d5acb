"""Articles by path: files, folders and globs."""

import glob
import os
from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError

ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})


def find_articles(paths: Sequence[str | Path]) -> list[Path]:
    """Return the articles that files, folders (searched in full) and globs name: sorted, each once, none hidden.

    A file named outright counts whatever its ending. Raises InputError for a path that does not exist
    and for a folder or glob without articles.
    """
    found: dict[Path, Path] = {}
    for given in paths:
        for path in _expand(given):
            found.setdefault(path.resolve(), path)
    return sorted(found.values(), key=str)


def _expand(given: str | Path) -> list[Path]:
    path = Path(given)
    if path.is_dir():
        articles = _in_folder(path)
        if not articles:
            raise InputError(f"{given}: the folder holds no articles", hint="wanted: " + " ".join(sorted(ENDINGS)))
        return articles
    if path.exists():
        return [path]
    magic = glob.has_magic(str(given))
    matches = [Path(name) for name in glob.glob(str(given), recursive=True)] if magic else []  # noqa: PTH207
    articles = [a for match in matches for a in (_in_folder(match) if match.is_dir() else [match])]
    if not articles:
        what = "nothing matches" if magic else "no such file or folder"
        raise InputError(f"{given}: {what}", hint="check the path")
    return articles


def _in_folder(folder: Path) -> list[Path]:
    found: list[Path] = []
    for name_of_parent, folders, files in os.walk(folder):  # links to folders are not followed: no loops
        parent = Path(name_of_parent)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            parent / name
            for name in sorted(files)
            if not name.startswith(".") and Path(name).suffix.lower() in ENDINGS and (parent / name).is_file()
        ]
    return found
