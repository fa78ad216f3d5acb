"""Files of many articles in fields: JSON lines, JSON arrays, JSON Feed, CSV and TSV, read as they stream."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import ArticleError
from kg.load.draft import clean
from kg.load.encoding import decode
from kg.load.fields import known_of, pick
from kg.load.item import MAX_BLANK, MAX_BYTES, Item, Source
from kg.load.jsonstream import CHUNK, JsonStream, wrong_at

BROKEN = (ValueError, RecursionError)
MAX_WRONG = 1_000  # items without an article at the start of a file, after which it is taken to hold none
MAX_WRONG_LATER = 100_000  # in a row, after one that had one


def json_lines(source: Source) -> Iterator[Item]:
    """Yield the item of each line; a broken line is an item with a failure, and the next ones go on.

    Raises ArticleError if there is no line, or if too many in a row hold no article.
    """
    yield from _with_patience(_json_lines(source), source)


def json_whole(source: Source) -> Iterator[Item]:
    """Yield the items of a JSON array, of a JSON Feed, of an object that holds one array of objects, or of one object.

    An array is read as it streams, an object that is too large for one article too: its first array of objects.
    Raises ArticleError where the JSON breaks off, or if there is no item; the items before that count.
    """
    yield from _with_patience(_json_whole(source), source)


def rows(source: Source) -> Iterator[Item]:
    """Yield the item of each row of a CSV or TSV file whose first row names the columns. Raises ArticleError."""
    yield from _with_patience(_rows(source), source)


def _with_patience(found: Iterator[Item], source: Source) -> Iterator[Item]:
    """Yield the items. Raises ArticleError after too many in a row that hold no article."""
    wrong, most = 0, MAX_WRONG
    for item in found:
        wrong, most = (wrong + 1, most) if item.failure else (0, MAX_WRONG_LATER)
        yield item
        if wrong >= most:
            raise ArticleError(f"{source.path}: given up after {wrong:,} items in a row without an article")


def _json_lines(source: Source) -> Iterator[Item]:
    empty = True
    for number, line in enumerate(source.lines(), start=1):
        text = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not text:
            continue
        empty = False
        try:
            row = json.loads(text)
        except BROKEN as error:
            yield source.item(number, failure=f"line {number} is not valid JSON{_why(error)}")
            continue
        yield _item(source, number, row, "JSON")
    if empty:
        raise ArticleError(f"{source.path}: is empty, or cut off before its first line ends")


def _json_whole(source: Source) -> Iterator[Item]:
    number = 0
    try:
        for number, (row, where) in enumerate(_json_rows(source), start=1):
            yield _item(source, number, row, where)
    except BROKEN as error:
        after = f" after {number:,} items" if number else ""
        raise ArticleError(f"{source.path}: is not valid JSON{after}{_why(error)}") from None
    if not number:
        raise ArticleError(f"{source.path}: holds no articles")


def _json_rows(source: Source) -> Iterator[tuple[object, str]]:
    """Yield each object that may be an article, and what its date is said to come from."""
    head = source.stream.read(CHUNK)
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"["):
        stream = JsonStream(source, head)
        yield from ((row, "JSON") for row in stream.elements())
        if stream.peek():
            raise ValueError("something follows the array")
        return
    head += source.stream.read(MAX_BYTES + 1 - len(head))
    yield from _large_object(JsonStream(source, head)) if len(head) > MAX_BYTES else _object(json.loads(head), source)


def _object(loaded: object, source: Source) -> Iterator[tuple[object, str]]:
    if not isinstance(loaded, dict):
        return
    arrays = [value for value in loaded.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    if "jsonfeed.org" in str(loaded.get("version")) and isinstance(loaded.get("items"), list):
        yield from _of_feed(loaded["items"], loaded.get("title"))
    elif len(arrays) == 1 and pick(loaded, "text", source.options.fields) is None:
        yield from ((row, "JSON") for row in arrays[0])
    else:
        yield loaded, "JSON"


def _large_object(stream: JsonStream) -> Iterator[tuple[object, str]]:
    """Yield the elements of the first array in an object; what stands before it may make it a feed."""
    before: dict[str, Any] = {}
    for key in stream.members():
        stream.expect(":")
        if stream.peek() == "[":
            feed = "jsonfeed.org" in str(before.get("version"))
            found = stream.elements()
            yield from _of_feed(found, before.get("title")) if feed else ((row, "JSON") for row in found)
            return
        before[key] = stream.value()


def _of_feed(entries: Iterable[Any], site: object) -> Iterator[tuple[object, str]]:
    for row in entries:
        yield ({"publisher": site, **row} if site and isinstance(row, dict) else row), "feed"


def _rows(source: Source) -> Iterator[Item]:
    head = source.stream.peek(CHUNK) if hasattr(source.stream, "peek") else b""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    rest = _wide_text(source) if wide else _text(source)
    first = next(rest, "")
    separator = max(",;\t|", key=first.count)
    names = next(csv.reader([first], delimiter=separator), [])
    if pick(dict.fromkeys(names, "x"), "text", source.options.fields) is None:
        raise ArticleError(
            f"{source.path}: no column holds the text: {', '.join(names[:12])[:300]}",
            hint="name it, for instance --map text=COLUMN",
        )
    reader = csv.reader(rest, delimiter=separator)
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield source.item(number, failure=f"row {number}: {error}")
            continue
        if any(cells):
            yield _item(source, number, dict(zip(names, cells, strict=False)), "CSV")


def _text(source: Source) -> Iterator[str]:
    for line in source.lines():
        bare = line.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
        try:
            yield bare.decode("utf-8")
        except UnicodeDecodeError:
            yield decode(bare, source.path)


def _wide_text(source: Source) -> Iterator[str]:
    """Yield the lines of a file in UTF-16. Raises ArticleError at damage, and at a line that is too long."""
    reader = io.TextIOWrapper(source.stream, encoding="utf-16", newline="")
    size, blank = MAX_BYTES // 2, 0
    try:
        for line in iter(lambda: reader.readline(size), ""):
            blank = 0 if line.strip() else blank + 1
            if blank > MAX_BLANK:
                raise ArticleError(f"{source.path}: over {MAX_BLANK:,} blank lines in a row")
            if len(line) >= size:
                raise ArticleError(f"{source.path}: a line of over {MAX_BYTES // 1_000_000} MB is no article")
            yield clean(line)
    except UnicodeError:
        raise ArticleError(f"{source.path}: damaged text: not valid UTF-16 as its mark says") from None
    finally:
        reader.detach()  # the file is not ours to close


def _item(source: Source, number: int, row: object, where: str) -> Item:
    if not isinstance(row, Mapping):
        return source.item(number, failure=f"item {number} is no object with fields")
    renamed = source.options.fields
    text = pick(row, "text", renamed)
    if isinstance(text, list):
        text = "\n\n".join(part for part in text if isinstance(part, str))
    if not isinstance(text, str) or not text.strip():
        fields = ", ".join(sorted(map(str, row)))[:200]
        return source.item(number, failure=f"item {number} has no text among its fields ({fields}); see --map")
    if len(text) > MAX_BYTES:
        return source.item(number, failure=f"item {number} has over {MAX_BYTES // 1_000_000} MB of text")
    data = text.encode("utf-8", "replace")
    return source.item(number, data, charset="utf-8", known=known_of(row, renamed, where))


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f": {wrong_at(error)}"
    return ": nested too deeply" if isinstance(error, RecursionError) else f": {error}"
