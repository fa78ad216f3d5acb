"""Files of many articles in fields: JSON lines, JSON arrays, JSON Feed, CSV and TSV, read as they stream."""

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import ArticleError
from kg.load.encoding import decode
from kg.load.fields import known_of, pick
from kg.load.item import MAX_BYTES, Item, Source

MAX_ARRAY = 100_000_000  # bytes of a JSON array, which is read whole
BROKEN = (ValueError, RecursionError)


def json_lines(source: Source) -> Iterator[Item]:
    """Yield the item of each line; a broken line is an item with a failure, and the next ones go on.

    Raises ArticleError if there is no line.
    """
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


def json_whole(source: Source) -> Iterator[Item]:
    """Yield the items of a JSON array, of a JSON Feed, of an object that holds one array of objects, or of one object.

    Raises ArticleError if it is not valid JSON.
    """
    try:
        loaded = json.loads(source.whole(MAX_ARRAY))
    except BROKEN as error:
        raise ArticleError(f"{source.path}: is not valid JSON{_why(error)}") from None
    rows, where, site = loaded, "JSON", None
    if isinstance(loaded, dict):
        arrays = [
            value for value in loaded.values() if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        rows = [loaded]
        if _is_feed(loaded):
            rows, where, site = loaded.get("items", []), "feed", loaded.get("title")
        elif len(arrays) == 1 and pick(loaded, "text", source.options.fields) is None:
            rows = arrays[0]
    if not isinstance(rows, list) or not rows:
        raise ArticleError(f"{source.path}: holds no articles")
    for number, row in enumerate(rows, start=1):
        yield _item(source, number, {"publisher": site, **row} if site and isinstance(row, dict) else row, where)


def _is_feed(loaded: Mapping[str, Any]) -> bool:
    return "jsonfeed.org" in str(loaded.get("version")) and isinstance(loaded.get("items"), list)


def rows(source: Source) -> Iterator[Item]:
    """Yield the item of each row of a CSV or TSV file whose first row names the columns. Raises ArticleError."""
    head = source.stream.peek(65_536) if hasattr(source.stream, "peek") else b""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    rest = iter(decode(source.whole(MAX_ARRAY), source.path).splitlines(keepends=True)) if wide else _text(source)
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
        return f": {error.msg} at character {error.pos + 1}"
    return ": nested too deeply" if isinstance(error, RecursionError) else f": {error}"
