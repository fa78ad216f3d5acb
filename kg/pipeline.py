"""The only composer: articles are loaded, extracted, resolved, projected, checked and stored."""

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Quad

from kg.errors import DataError, InputError
from kg.load import find_articles
from kg.model import Record
from kg.project import project
from kg.resolve import Background, resolve
from kg.store import Changes, Entry, Source, Store
from kg.validate import Violation, check, load_shapes, quote_checks
from kg.worker import Extractor, Reading, Withheld, Worker, descriptions, english, read, start

BATCH: Final = 64
STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: worker processes; store nothing if anything does not conform; read unchanged files again.

    `progress` is called with the number of articles done and of all; `make_extractor` must be a function of a module.
    """

    jobs: int = 1
    strict: bool = False
    reextract: bool = False
    progress: Callable[[int, int], None] | None = None
    make_extractor: Callable[[], Extractor] = english


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no article, and why."""

    path: str
    reason: str


@dataclass
class BuildReport:
    """What became of every article that a build was given.

    `read` counts the articles that were loaded now; `unchanged` files held what the store has already; `duplicates`
    are files whose article another file of the same build gave.
    """

    found: int = 0
    read: int = 0
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    without_facts: list[str] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)


def open_store(path: Path | str) -> Store:
    """Open a store for reading. Raises StoreError."""
    return Store.open(path)


def quads_of(record: Record, background: Background | None = None) -> list[Quad]:
    """Return the graph of one record by itself: its article's graph and the descriptions of its entities."""
    used = background or Background.load()
    identity = resolve([record], used)
    return [*project(record, identity), *descriptions(record, identity, used)]


def validate_store(path: Path | str) -> list[Violation]:
    """Check all that a store holds against the shapes, and every quote against its article's text.

    Raises StoreError if the store cannot be read.
    """
    with open_store(path) as store:
        named = (
            q for q in store.quads_for_pattern(None, None, None, None) if not isinstance(q.graph_name, DefaultGraph)
        )
        found = check(named, load_shapes())
        for entry in store.entries():
            found += [v for v in quote_checks(entry.record) if " ".join(v.focus.split()[:2]) not in entry.withheld]
    return found


def build(paths: Sequence[str | Path], store: Store, options: BuildOptions | None = None) -> BuildReport:
    """Put the articles of files, folders and globs ("-" is one article from stdin) into a store.

    What an article's failure is, the report says; the others go on. Unchanged files are passed over. The same files
    give the same store in any number of processes. Raises InputError if not one article could be read, DataError in
    a strict build in which a statement does not conform, StoreError.
    """
    chosen = options or BuildOptions()
    report = BuildReport()
    names = [str(p) for p in paths if str(p) != STDIN]
    files = [str(p) for p in find_articles(names)] if names else []
    stdin = sys.stdin.buffer.read() if STDIN in map(str, paths) else None
    report.found = len(files) + (stdin is not None)
    worker = Worker(chosen.make_extractor)
    version = worker.extractor.version
    lexicon = getattr(getattr(worker.extractor, "lexicon", None), "version", "")
    hashes = dict(_changed(files, store, version, chosen, report))
    readings = _read_all(list(hashes), worker, chosen)
    if stdin is not None:
        readings = _chain(readings, worker, stdin)
    if chosen.strict:
        readings = iter(_conforming(list(readings)))
    seen: dict[str, str] = {}
    while batch := list(islice(readings, BATCH)):
        _store(batch, store, report, seen, lexicon)
        store.records.note_sources(
            Source(r.path, hashes[r.path], version, r.record.article.id)
            for r in batch
            if r.record is not None and not r.refused and r.path in hashes
        )
        if chosen.progress is not None:
            chosen.progress(report.read + len(report.failed) + len(report.unchanged), report.found)
    if report.failed and not (report.read or report.unchanged):
        first = report.failed[0]
        more = f" (and {len(report.failed) - 1} more)" if len(report.failed) > 1 else ""
        raise InputError(f"no article could be read: {first.path}: {first.reason}{more}")
    store.flush()
    return report


def _changed(
    files: Iterable[str], store: Store, version: str, options: BuildOptions, report: BuildReport
) -> Iterator[tuple[str, str]]:
    """Yield the files to read with the hash of their content; note those that the store knows already."""
    for file in files:
        try:
            found = sha256(Path(file).read_bytes()).hexdigest()
        except OSError:
            yield file, ""  # loading will fail too, and say why
            continue
        known = None if options.reextract else store.source(file)
        if known is not None and (known.file_hash, known.extractor) == (found, version):
            report.unchanged.append(file)
        else:
            yield file, found


def _read_all(files: list[str], worker: Worker, options: BuildOptions) -> Iterator[Reading]:
    """Yield the readings in the order of the files, whichever process made them."""
    if options.jobs <= 1 or len(files) < 2:
        yield from map(worker.read, files)
        return
    context = multiprocessing.get_context("spawn")
    jobs = min(options.jobs, len(files))
    with ProcessPoolExecutor(jobs, context, initializer=start, initargs=(options.make_extractor,)) as pool:
        try:
            # A small chunk keeps all processes busy to the end; few articles wait in memory meanwhile.
            for some in _batches(files, BATCH * jobs):
                yield from pool.map(read, some, chunksize=max(1, min(4, len(some) // (4 * jobs))))
        except BrokenProcessPool:
            raise InputError(
                "a worker process died; what was stored before is complete",
                hint="run the build again to go on, with fewer --jobs if memory was short",
            ) from None


def _batches(files: list[str], size: int) -> Iterator[list[str]]:
    for index in range(0, len(files), size):
        yield files[index : index + size]


def _chain(readings: Iterator[Reading], worker: Worker, data: bytes) -> Iterator[Reading]:
    yield from readings
    yield worker.read("stdin", data)


def _conforming(readings: list[Reading]) -> list[Reading]:
    """Return the readings of a strict build. Raises DataError if anything would have to be withheld."""
    withheld = [w for r in readings for w in r.withheld]
    if withheld:
        first, more = withheld[0], len(withheld) - 1
        quote = f" “{first.quote}”" if first.quote else ""
        rest = f" (and {more} more)" if more else ""
        raise DataError(f"{first.origin}:{quote} {first.reason}{rest}; nothing was stored")
    return readings


def _store(batch: list[Reading], store: Store, report: BuildReport, seen: dict[str, str], lexicon: str) -> None:
    """Store a batch of readings and note what became of each; `seen` says which file gave which article."""
    entries = []
    for reading in batch:
        report.withheld.extend(reading.withheld)
        if reading.record is None or reading.refused:
            report.failed.append(Failure(reading.path, reading.failure or _refusal(reading)))
            continue
        record = reading.record
        report.read += 1
        if record.article.id in seen:
            report.duplicates.append((reading.path, seen[record.article.id]))
            continue
        seen[record.article.id] = reading.path
        old = store.records.get(record.article.id)
        entry = Entry(record, reading.sources, lexicon)
        if old == entry:
            report.unchanged.append(reading.path)
            continue
        (report.added if old is None else report.replaced).append(reading.path)
        if not (record.claims or record.measures):
            report.without_facts.append(reading.path)
        entries.append(entry)
    report.changes += store.replace(entries)


def _refusal(reading: Reading) -> str:
    reasons = dict.fromkeys(w.reason for w in reading.withheld)
    return "does not conform as a whole: " + "; ".join(reasons)
