"""Articles from files of many kinds, told by content as well as by name, without what surrounds the body.

`items` finds the articles of a file (one, or many in a feed, a table, a web archive) as they stream; `read_item`
reads one of them, in whichever process.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from kg.errors import ArticleError
from kg.load import feed, html, mail, markdown, pdf, table, text, warc
from kg.load.article import build
from kg.load.draft import Draft, Known
from kg.load.encoding import decode
from kg.load.fields import parse_map
from kg.load.find import PACKED, Search, Skipped, find_articles, search
from kg.load.item import MAX_BYTES, Item, LoadOptions, Source
from kg.load.sniff import kind_of_file
from kg.load.unpack import unpack
from kg.model import Article

MAX_PARTS = 200_000  # lines of a text, tags of a page
LOADERS: dict[str, Callable[[str], Draft]] = {"html": html.read, "markdown": markdown.read, "text": text.read}
DOCUMENTS: dict[str, Callable[[bytes, str], Draft]] = {"pdf": pdf.read, "mail": mail.read}
MANY: dict[str, Callable[[Source], Iterator[Item]]] = {
    "feed": feed.items,
    "json": table.json_whole,
    "jsonl": table.json_lines,
    "csv": table.rows,
    "warc": warc.items,
}
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta|title)\b",
    re.I | re.S,
)
DEFAULT = LoadOptions()

__all__ = [
    "DEFAULT",
    "LOADERS",
    "MANY",
    "MAX_BYTES",
    "PACKED",
    "Item",
    "LoadOptions",
    "Search",
    "Skipped",
    "find_articles",
    "format_of",
    "items",
    "load_article",
    "load_bytes",
    "parse_map",
    "read_item",
    "search",
]


def items(path: str | Path, options: LoadOptions = DEFAULT, stream: IO[bytes] | None = None) -> Iterator[Item]:
    """Yield the items of a file, or of a `stream` that is called `path`, in constant memory.

    What cannot be read is an item with a failure; those before it and, where that is possible, after it count.
    """
    name = str(path)
    try:
        if stream is not None:
            yield from _items(stream, name, options, streamed=True)
            return
        with Path(path).open("rb") as file:
            yield from _items(file, name, options, streamed=False)
    except OSError as error:
        yield Item(name, name, failure=f"cannot be read: {error.strerror or error}")
    except ArticleError as error:
        yield Item(name, name, failure=str(error).removeprefix(f"{name}: "))


def _items(stream: IO[bytes], path: str, options: LoadOptions, *, streamed: bool) -> Iterator[Item]:
    content, name = unpack(stream, path)
    kind = kind_of_file(content.peek(65_536)[:65_536], name, options.fields)
    source = Source(content, path, name, options, (lambda: 0) if streamed else stream.tell)
    if kind in MANY:
        yield from MANY[kind](source)
        return
    size = 0 if streamed else os.fstat(stream.fileno()).st_size
    data = None
    if streamed:
        data = content.read(MAX_BYTES + 1)
        _check_size(len(data), path)
    yield Item(path, path, data, size=size)


def read_item(item: Item, options: LoadOptions = DEFAULT) -> Article:
    """Read one item. Raises ArticleError if it cannot be read or holds no article."""
    if item.failure:
        raise ArticleError(f"{item.origin}: {item.failure}")
    name = Path(item.path).name
    data = item.data
    if data is None:
        try:
            with Path(item.path).open("rb") as file:
                content, name = unpack(file, item.path)
                data = content.read(MAX_BYTES + 1)
        except OSError as error:
            raise ArticleError(f"{item.origin}: cannot be read: {error.strerror or error}") from error
    newest = min(filter(None, (item.newest, options.newest)), default=None)
    return _article(data, item, "" if item.part else name, newest)


def load_article(path: Path, *, newest: str | None = None) -> Article:
    """Load the one article of a file. Raises ArticleError if the file cannot be read or holds none or several.

    A date of publication after `newest` (ISO, usually the day of the run) is taken for an error: no date then.
    """
    options = LoadOptions(newest)
    found = iter(items(path, options))
    first = next(found, None)
    if first is None:
        raise ArticleError(f"{path}: holds no article")
    if not first.failure and next(found, None) is not None:
        raise ArticleError(f"{path}: holds several articles", hint="kg build, or kg extract -o DIR, takes them all")
    return read_item(first, options)


def load_bytes(data: bytes, origin: str, name_hint: str, *, newest: str | None = None) -> Article:
    """Load the article that `data` holds; `name_hint` is a file name whose ending helps to tell the format.

    Raises ArticleError if it is empty, too large, binary, in an unknown encoding, or without text.
    """
    return _article(data, Item(origin, origin), Path(name_hint).name, newest)


def _article(data: bytes, item: Item, name: str, newest: str | None) -> Article:
    origin = item.origin
    _check_size(len(data), origin)
    if not data.strip():
        raise ArticleError(f"{origin}: is empty")
    form = item.form or kind_of_file(data[:65_536], name, only=DOCUMENTS)
    if form in DOCUMENTS:
        draft = DOCUMENTS[form](data, origin)
    else:
        content = decode(data, origin, item.charset)
        form = form or format_of(content, name)
        parts = content.count("<" if form == "html" else "\n")
        if parts > MAX_PARTS:
            raise ArticleError(f"{origin}: {parts:,} {'tags' if form == 'html' else 'lines'} are no single article")
        draft = LOADERS[form](content)
    if item.known != Known():
        first, second = (item.known, draft.known) if item.trusted else (draft.known, item.known)
        draft = replace(draft, known=first.over(second))
    return build(draft, origin, newest)


def _check_size(size: int, origin: str) -> None:
    if size > MAX_BYTES:
        most = MAX_BYTES // 1_000_000
        raise ArticleError(f"{origin}: over {most} MB is no single article", hint=f"an article may have {most} MB")


def format_of(content: str, name_hint: str) -> str:
    """Tell the format of a text: a key of LOADERS."""
    ending = Path(name_hint).suffix.lower()
    if PAGE.match(content[:5000]):
        return "html"
    if ending in (".html", ".htm", ".xhtml") and re.search(r"<(?:p|div|body|br)\b", content[:20_000], re.I):
        return "html"
    if markdown.is_markdown(content):
        return "markdown"
    return "markdown" if ending in (".md", ".markdown") else "text"
