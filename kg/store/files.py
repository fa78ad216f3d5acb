"""The folder of a store: its marker, its lock, and clear words for what can be wrong with either."""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kg.errors import StoreError

FORMAT: Final = 1
META: Final = "meta.json"
BUILD: Final = "build.json"
RECORDS: Final = "records.sqlite"
GRAPH: Final = "graph"
LOCK: Final = "lock"
SNAPSHOTS: Final = "snapshots"
BUSY: Final = "wait until it has finished, or work on a copy"


def read_meta(folder: Path) -> dict[str, Any]:
    """Return what a store's marker says. Raises StoreError if the folder holds no store that this kg can read."""
    if not folder.is_dir():
        raise StoreError(f"{folder}: no such store", hint="make one with: kg build ARTICLES --store DIR")
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(f"{folder}: not a store of kg (no {META})", hint="check the folder") from None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{folder / META}: cannot be read: {error}", hint="restore the store or build it anew"
        ) from None
    if not isinstance(meta, dict) or not isinstance(meta.get("format"), int):
        raise StoreError(f"{folder / META}: damaged", hint="restore the store or build it anew")
    if meta["format"] > FORMAT:
        raise StoreError(
            f"{folder}: made by a newer kg (store format {meta['format']}, this kg reads {FORMAT})", hint="update kg"
        )
    return meta


def write_meta(folder: Path, versions: dict[str, str]) -> None:
    """Write a store's marker in one step. Raises OSError."""
    text = json.dumps({"format": FORMAT, **versions}, indent=1, sort_keys=True) + "\n"
    new = folder / (META + ".new")
    new.write_text(text, encoding="utf-8")
    new.replace(folder / META)


def same_graph(path: Path, meta: Mapping[str, Any], server: str) -> None:
    """Raise StoreError if the records of a folder belong to another graph."""
    if "projection" in meta and meta.get("graph", "") != server:
        where = meta.get("graph") or "the folder itself"
        raise StoreError(
            f"{path}: its records belong to the graph in {where}", hint="set KG_RECORDS to a folder for each server"
        )


def write_build(folder: Path, said: dict[str, Any]) -> None:
    """Write what the last build did in one step. Raises OSError."""
    new = folder / (BUILD + ".new")
    new.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    new.replace(folder / BUILD)


def read_build(folder: Path) -> dict[str, Any]:
    """Return what the last build did; nothing if that is not known."""
    try:
        said = json.loads((folder / BUILD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def create(folder: Path) -> None:
    """Make the folder of a new store. Raises StoreError if something else is there or it cannot be written."""
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: a file is in the way", hint="choose another folder")
    # A store is marked last: a folder with nothing but our own files is one whose making was interrupted.
    ours = {RECORDS, RECORDS + "-wal", RECORDS + "-shm", GRAPH, LOCK, SNAPSHOTS, META + ".new"}
    if folder.is_dir() and not (folder / META).exists() and any(p.name not in ours for p in folder.iterdir()):
        raise StoreError(f"{folder}: not a store of kg, and not empty", hint="choose a new folder")
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / META).exists():
            write_meta(folder, {})


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turn a refused or impossible write within the block into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{folder}: cannot be written: {error.strerror or error}", hint="check permissions and free space"
        ) from None


class Lock:
    """A lock on a folder that ends with the process that holds it, however that ends: one writer or many readers."""

    def __init__(self, folder: Path, *, exclusive: bool) -> None:
        flags = os.O_RDWR | os.O_CREAT if os.access(folder, os.W_OK) else os.O_RDONLY
        try:
            self._file: int | None = os.open(folder / LOCK, flags, 0o666)
        except FileNotFoundError:
            self._file = None  # a store in a read-only folder that nobody has ever locked: nobody can write it
            return
        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back; more than once does no harm."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def lock_to_write(folder: Path) -> Lock:
    """Return the lock of the only writer. Raises StoreError if another process reads or writes the store."""
    with writable(folder):
        try:
            return Lock(folder, exclusive=True)
        except BlockingIOError:
            raise in_use(folder) from None


def in_use(folder: Path) -> StoreError:
    """Return the error for a store that another process holds."""
    return StoreError(f"{folder}: being used by another process", hint=BUSY)


def newest_snapshot(folder: Path) -> tuple[Path, Lock] | None:
    """Return the newest snapshot that a writer left for readers, locked for reading, or None."""
    for snapshot in sorted(_snapshots(folder), reverse=True):
        try:
            return snapshot, Lock(snapshot, exclusive=False)
        except OSError:
            continue
    return None


def for_reading(folder: Path, *, remote: bool = False) -> tuple[Path, Lock]:
    """Return the graph's folder for a reader: the graph itself, or the snapshot of a writer at work.

    Raises StoreError if there is neither, or the folder cannot be read.
    """
    try:
        return folder / GRAPH, Lock(folder, exclusive=False)
    except BlockingIOError:
        found = None if remote else newest_snapshot(folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be read: {error.strerror}", hint="check permissions") from None
    if found is None:
        raise in_use(folder)
    return found[0] / GRAPH, found[1]


@contextmanager
def new_snapshot(folder: Path) -> Iterator[Path]:
    """Give a folder to fill with a snapshot for readers; it replaces older ones when the block ends well."""
    older = sorted(_snapshots(folder))
    number = int(older[-1].name) + 1 if older else 1
    final = folder / SNAPSHOTS / f"{number:012d}"
    made = final.with_suffix(".new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    yield made
    made.rename(final)
    remove_snapshots(folder, keep=final)


def remove_snapshots(folder: Path, *, keep: Path | None = None) -> None:
    """Remove the snapshots that no reader uses any more."""
    for snapshot in _snapshots(folder):
        if snapshot != keep:
            with contextlib.suppress(BlockingIOError):
                lock = Lock(snapshot, exclusive=True)
                shutil.rmtree(snapshot, ignore_errors=True)
                lock.release()


def _snapshots(folder: Path) -> list[Path]:
    found = folder / SNAPSHOTS
    return [p for p in found.iterdir() if p.name.isdigit()] if found.is_dir() else []


def bytes_of_records(folder: Path) -> int:
    """Return how much the records take on disk."""
    return sum(p.stat().st_size for p in folder.glob(RECORDS + "*"))


def bytes_of_graph(folder: Path) -> int:
    """Return how much the folder's own graph takes on disk."""
    return sum(p.stat().st_size for p in (folder / GRAPH).iterdir() if p.is_file())
