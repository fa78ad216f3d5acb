"""Articles by path: files, folders and globs."""

import glob
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ArticleError, InputError
from kg.load import unpack
from kg.load.sniff import kind_of_file

ENDINGS = frozenset(
    (".txt .text .md .markdown .html .htm .xhtml .rss .atom .jsonl .ndjson .csv .tsv .warc .eml .pdf").split()
)
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
PACKED = frozenset(unpack.ENDINGS)
# Files that say something of the folder that they stand in, whatever it holds.
ABOUT_FOLDER = re.compile(
    r"(?:readme|licen[cs]e|copying|changelog|contributing|code[_-]of[_-]conduct)(?:[._-][a-z-]{2,10})*"
    r"|(?:authors|contributors|notice|security|robots|sitemap|requirements|manifest)(?:\.[a-z]{2,5})?",
    re.I,
)
INDEX = re.compile(r"(?:index|default|contents)\.(?:x?html?|md|markdown|txt|php|aspx?)", re.I)
HIDDEN, LINK, STORE = "hidden", "a link to a folder", "a store of kg"
_STORE_FILES = {"meta.json", "records.sqlite"}
ABOUT, LISTING, OTHER = "about the folder", "an index of the articles beside it", "of a kind that holds no articles"
# Files of these endings hold other things more often than articles: their content decides.
DOUBTFUL = frozenset(("", ".xml", ".json", ".php", ".asp", ".aspx", ".jsp", ".cgi", ".shtml", ".mht", ".download"))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder that is not read, and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Search:
    """The articles that paths name: sorted, each once; and what of their folders is not read."""

    articles: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()


def find_articles(paths: Sequence[str | Path]) -> list[Path]:
    """Return the articles that files, folders and globs name, as `search` finds them."""
    return list(search(paths).articles)


def search(paths: Sequence[str | Path], *, everything: bool = False) -> Search:
    """Return the articles of files, folders (searched in full) and globs, and what of the folders was left aside.

    A file named outright counts whatever it is. Of folders, hidden files and stores never count; `everything` lets
    files count that are about the folder (README, LICENSE, an index beside other articles). Raises InputError for a
    path that does not exist and for a folder or glob without articles.
    """
    found: dict[str, Path] = {}
    skipped: dict[str, Skipped] = {}
    real = _real()
    for given in paths:
        articles, left = _expand(given, everything)
        for path in articles:
            found.setdefault(real(path), path)
        skipped.update((one.path, one) for one in left)
    read = set(map(str, found.values()))
    left_aside = tuple(one for _, one in sorted(skipped.items()) if one.path not in read)
    return Search(tuple(sorted(found.values(), key=str)), left_aside)


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


def _expand(given: str | Path, everything: bool) -> tuple[list[Path], list[Skipped]]:
    path = Path(given)
    if path.is_dir():
        articles, skipped = _in_folder(path, everything)
        if not articles:
            passed = next((f"; {Path(s.path).name} is {s.why}" for s in skipped if s.why != HIDDEN), "")
            raise InputError(
                f"{given}: the folder holds no articles{passed}", hint="wanted: " + " ".join(sorted(ENDINGS))
            )
        return articles, skipped
    if path.exists():
        return [path], []
    magic = glob.has_magic(str(given))
    matches = [Path(name) for name in glob.glob(str(given), recursive=True)] if magic else []  # noqa: PTH207
    found: list[Path] = []
    left: list[Skipped] = []
    for match in matches:
        articles, skipped = _in_folder(match, everything) if match.is_dir() else ([match], [])
        found += articles
        left += skipped
    if not found:
        what = "nothing matches" if magic else "no such file or folder"
        raise InputError(f"{given}: {what}", hint="check the path")
    return found, left


def _in_folder(folder: Path, everything: bool) -> tuple[list[Path], list[Skipped]]:
    found: list[Path] = []
    skipped: list[Skipped] = []
    for name_of_parent, folders, files in os.walk(folder):  # links to folders are not followed: no loops
        parent = Path(name_of_parent)
        if set(files) >= _STORE_FILES:
            folders.clear()
            skipped.append(Skipped(str(parent), STORE))
            continue
        hidden = [name for name in (*folders, *files) if name.startswith(".")]
        skipped += [Skipped(str(parent / name), HIDDEN) for name in hidden]
        skipped += [Skipped(str(parent / n), LINK) for n in folders if n not in hidden and (parent / n).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        wanted = []
        for name in sorted(files):
            if name in hidden:
                continue
            about = "" if everything else ABOUT if ABOUT_FOLDER.fullmatch(name) else ""
            if why := about or ("" if _is_wanted(parent / name) else OTHER):
                skipped.append(Skipped(str(parent / name), why))
            else:
                wanted.append(parent / name)
        index = [path for path in wanted if INDEX.fullmatch(path.name)]
        if index and len(wanted) > len(index) and not everything:
            wanted = [path for path in wanted if path not in index]
            skipped += [Skipped(str(path), LISTING) for path in index]
        found += wanted
    return found, skipped


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
