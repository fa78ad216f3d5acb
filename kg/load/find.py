"""Articles by path: files, folders and globs."""

import glob
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.errors import ArticleError, InputError
from kg.load import unpack
from kg.load.sniff import kind_of_file

ENDINGS = frozenset(
    (".txt .text .md .markdown .html .htm .xhtml .rss .atom .jsonl .ndjson .csv .tsv .warc .eml .pdf").split()
)
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
PACKED = frozenset(unpack.ENDINGS)
# Files of these endings hold other things more often than articles: their content decides.
DOUBTFUL = frozenset(("", ".xml", ".json", ".php", ".asp", ".aspx", ".jsp", ".cgi", ".shtml", ".mht", ".download"))


def find_articles(paths: Sequence[str | Path]) -> list[Path]:
    """Return the articles that files, folders (searched in full) and globs name: sorted, each once, none hidden.

    A file named outright counts whatever its ending. Raises InputError for a path that does not exist
    and for a folder or glob without articles.
    """
    found: dict[str, Path] = {}
    real = _real()
    for given in paths:
        for path in _expand(given):
            found.setdefault(real(path), path)
    return sorted(found.values(), key=str)


def _real() -> Callable[[Path], str]:
    """Return a function that resolves links; each folder is looked at once, since files come by the million."""
    folders: dict[str, str] = {}

    def real(path: Path) -> str:
        name = str(path)
        parent, _, own = name.rpartition(os.sep)
        if own in ("", ".", "..") or os.path.islink(name):  # noqa: PTH114
            return os.path.realpath(name)
        if parent not in folders:
            folders[parent] = os.path.realpath(parent or ("/" if name.startswith("/") else "."))
        return f"{folders[parent]}{os.sep}{own}"

    return real


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
        wanted = (parent / name for name in sorted(files) if not name.startswith("."))
        found += [path for path in wanted if _is_wanted(path)]
    return found


def _is_wanted(path: Path) -> bool:
    """Say whether a file of a folder is to be read: by its ending, and where that says little, by its content."""
    endings = [ending.lower() for ending in path.suffixes]
    while endings and endings[-1] in PACKED:
        endings.pop()
    ending = endings[-1] if endings else ""
    if ending in ENDINGS:
        return path.is_file()
    return ending in DOUBTFUL and path.is_file() and _holds_articles(path)


def _holds_articles(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            content, name = unpack.unpack(file, path.name)
            head = content.peek(4096)[:4096]
    except OSError:
        return False
    except ArticleError:
        return True  # reading it will say what is wrong
    if PAGE.match(head):
        return True
    kind = kind_of_file(head, Path(name).stem if name.endswith(".json") else name)
    return b"jsonfeed.org/version" in head if kind in ("json", "jsonl") else kind not in ("", "csv")
