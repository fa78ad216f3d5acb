"""Readings in files on a file system that many machines share: each is written whole or not at all, and made once.

A partition is a gzip file of JSON lines, named after all that decides what is in it: rules, options, articles. Its last
line counts the others, so that one that was cut short is known. Addresses are those of fsspec: a folder, s3://…, ….
"""

import gzip
import json
import os
import socket
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Final

from kg.codec import from_data, to_data
from kg.errors import InputError, UsageError
from kg.load import Item, LoadOptions
from kg.worker import Reading

SIZE: Final = 64  # articles of a partition, on the average
MOST: Final = 4 * SIZE
END: Final = "readings"


def partitions(found: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in lists, one a partition.

    The name of an item says whether it ends one, so that the same items are together again when a build goes on where
    another one stopped.
    """
    batch: list[Item] = []
    for item in found:
        batch.append(item)
        if len(batch) >= MOST or int.from_bytes(blake2b(item.origin.encode(), digest_size=4).digest()) % SIZE == 0:
            yield batch
            batch = []
    if batch:
        yield batch


def name_of(items: Sequence[Item], version: str, load: LoadOptions) -> str:
    """Return the name of a partition, from the rules' version, the options, and the items with their content."""
    digest = sha256(repr((version, load)).encode())
    for item in items:
        digest.update(f"{item.origin}\0{_content(item)}\n".encode())
    return f"{digest.hexdigest()[:32]}.jsonl.gz"


def _content(item: Item) -> str:
    try:
        return item.hash or sha256(Path(item.path).read_bytes()).hexdigest()
    except OSError as error:  # what its reading will tell
        return str(error)


def write(folder: str, name: str, readings: Iterable[Reading]) -> None:
    """Write a partition; equal readings give equal bytes. Raises InputError if the folder cannot be written."""
    write_rows(folder, name, map(_data, readings))


def write_rows(folder: str, name: str, rows: Iterable[Any]) -> None:
    """Write a file of JSON lines that counts them. Raises InputError if the folder cannot be written."""
    lines = [json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows]
    lines.append(json.dumps({END: len(lines)}))
    write_lines(folder, name, (f"{line}\n" for line in lines))


def write_lines(folder: str, name: str, lines: Iterable[str]) -> None:
    """Write a gzip file, whole or not at all. Raises InputError if the folder cannot be written."""
    system, place = _place(folder)
    # Two workers may be given one partition after a crash: each has its own file until that is whole.
    mine = f"{place}/.{name}.{socket.gethostname()}-{os.getpid()}"
    try:
        system.makedirs(place, exist_ok=True)
        with system.open(mine, "wb") as file:
            file.write(gzip.compress("".join(lines).encode(), 6, mtime=0))
        system.mv(mine, f"{place}/{name}")
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error}", hint="check permissions and free space") from None


def clear(folder: str) -> None:
    """Remove a folder with all in it, if it is there. Raises InputError if it cannot be removed."""
    system, place = _place(folder)
    try:
        if system.exists(place):
            system.rm(place, recursive=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be removed: {error}", hint="check permissions") from None


def is_whole(folder: str, name: str) -> bool:
    """Tell whether a partition is there, with all that was written."""
    try:
        return len(_lines(folder, name)) > 0
    except InputError:
        return False


def read(folder: str, name: str) -> list[Reading]:
    """Return the readings of a partition. Raises InputError if it is damaged or not there."""
    return [_reading(row) for row in read_rows(folder, name)]


def read_rows(folder: str, name: str) -> list[Any]:
    """Return what `write_rows` was given. Raises InputError if the file is damaged or not there."""
    return [json.loads(line) for line in _lines(folder, name)[:-1]]


def _lines(folder: str, name: str) -> list[str]:
    system, place = _place(folder)
    try:
        lines = gzip.decompress(system.cat_file(f"{place}/{name}")).decode().split("\n")[:-1]
        whole = bool(lines) and json.loads(lines[-1]) == {END: len(lines) - 1}
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise InputError(f"{folder}/{name}: cannot be read: {error}", hint="run the build again") from None
    if not whole:
        raise InputError(f"{folder}/{name}: cut short", hint="run the build again")
    return lines


def _data(reading: Reading) -> dict[str, Any]:
    data: dict[str, Any] = to_data(replace(reading, sources=frozenset()))
    return {**data, "sources": sorted(reading.sources)}


def _reading(data: dict[str, Any]) -> Reading:
    sources = frozenset(data.pop("sources"))
    return replace(from_data(Reading, data), sources=sources)


def _place(folder: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError("--parts needs fsspec", hint="pip install 'kg-policy[cluster]'") from None
    try:
        system, place = url_to_fs(folder)  # type: ignore[no-untyped-call]
    except (ValueError, ImportError) as error:
        raise UsageError(f"{folder}: no such file system: {error}") from None
    return system, str(place).rstrip("/")
