"""The only composer: articles are loaded, extracted, resolved, projected, checked and stored."""

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from os import environ
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import DefaultGraph, Quad

from kg.build_report import BuildReport, DateNotTaken, Duplicate, Failure
from kg.cluster import read_on
from kg.errors import DataError, InputError
from kg.intake import Intake
from kg.load import DEFAULT, Item, LoadOptions, Search, search
from kg.model import Article, Record
from kg.project import project
from kg.resolve import Background, resolve
from kg.store import Changes, Entry, RemoteGraph, Store, is_remote, remote_graph
from kg.validate import Violation, check, load_shapes, quote_checks
from kg.worker import Extractor, Reading, Worker, descriptions, english, read, start

BATCH: Final = 64
BATCH_BYTES: Final = 32_000_000  # of raw articles that wait for the worker processes
STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: articles read, and bytes of the files done and of all."""

    articles: int
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: worker processes, or the address of a Dask scheduler; store nothing if anything is amiss; read
    unchanged files again; read files too that are about their folder; how to load.

    `parts` is a folder (or an address of fsspec) that all machines share: the scheduler's workers leave what they read
    there, and what is there is not read again.

    `progress` is called with each article that was read; `make_extractor` must be a function of a module.
    """

    jobs: int = 1
    scheduler: str = ""
    parts: str = ""
    strict: bool = False
    reextract: bool = False
    all_files: bool = False
    load: LoadOptions = DEFAULT
    progress: Callable[[Progress], None] | None = None
    make_extractor: Callable[[], Extractor] = english


class Given(NamedTuple):
    """Which file of this build gave an article, and the hash of its text."""

    path: str
    content_hash: str


def open_store(path: Path | str) -> Store:
    """Open a store for reading. Raises StoreError."""
    return Store.open(path)


def open_reader(path: Path | str) -> Store | RemoteGraph:
    """Open a store's graph to be asked and exported; of one on a server no records are needed. Raises StoreError."""
    return remote_graph(str(path), environ) if is_remote(str(path)) else Store.open(path)


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


def withdraw(store: Store, names: Iterable[str]) -> tuple[Changes, int]:
    """Take articles out of a store, by id, IRI or file; return what changed and how many went.

    Raises InputError, and removes nothing, if the store does not hold all of them.
    """
    found = {name: store.records.called(name) for name in dict.fromkeys(names)}
    missing = [name for name, id_ in found.items() if id_ is None]
    if missing:
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise InputError(f"{missing[0]}: no such article in the store{more}", hint="give its address or its file")
    ids = sorted({id_ for id_ in found.values() if id_ is not None})
    return store.withdraw(ids), len(ids)


def build(
    paths: Sequence[str | Path], store: Store, options: BuildOptions | None = None, report: BuildReport | None = None
) -> BuildReport:
    """Put the articles of files, folders and globs ("-" is stdin) into a store; fill in `report` and return it.

    What an article's failure is, the report says; the others go on. What is unchanged is passed over. The same files
    give the same store in any number of processes. Raises InputError if not one article could be read, or in a strict
    build any could not, DataError in a strict build in which a statement does not conform, StoreError.
    """
    chosen = options or BuildOptions()
    report = report if report is not None else BuildReport()
    names = [str(p) for p in paths if str(p) != STDIN]
    found = search(names, everything=chosen.all_files) if names else Search(())
    files = [str(p) for p in found.articles]
    report.skipped += found.skipped
    stdin = sys.stdin.buffer if STDIN in map(str, paths) else None
    worker = Worker(chosen.make_extractor, chosen.load)
    version = worker.extractor.version
    lexicon = getattr(getattr(worker.extractor, "lexicon", None), "version", "")
    intake = Intake(store, version, chosen.load, chosen.reextract, report.unchanged)
    readings = _told(_read_all(intake.items(files, stdin), worker, chosen), files, chosen)
    if chosen.strict:
        readings = iter(_conforming(list(readings), report))
    seen: dict[str, Given] = {}
    while batch := list(islice(readings, BATCH)):
        _store(batch, store, report, seen, lexicon)
        store.records.note_sources(intake.sources(batch))
    report.found = report.read + len(report.failed) + len(report.unchanged) - report.unchanged_read
    store.records.note_sources(intake.whole_files(f.path for f in report.failed))
    if report.failed and not (report.read or report.unchanged):
        raise InputError(f"no article could be read: {_first_of(report.failed)}")
    report.changes += store.finish()
    store.flush()
    return report


def _told(readings: Iterator[Reading], files: Sequence[str], options: BuildOptions) -> Iterator[Reading]:
    """Yield the readings, and tell the caller with each how far the build is."""
    if options.progress is None:
        yield from readings
        return
    done, every = 0, sum(map(_size, files))
    for count, reading in enumerate(readings, start=1):
        done += reading.size
        options.progress(Progress(count, done, every))
        yield reading


def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size
    except OSError:
        return 0


def _first_of(failed: Sequence[Failure]) -> str:
    more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
    return f"{failed[0].path}: {failed[0].reason}{more}"


def _read_all(found: Iterator[Item], worker: Worker, options: BuildOptions) -> Iterator[Reading]:
    """Yield the readings in the order of the items, whichever process made them."""
    if options.scheduler:
        yield from read_on(options.scheduler, found, options.make_extractor, options.load, options.parts)
        return
    if options.jobs <= 1:
        yield from map(worker.read, found)
        return
    context = multiprocessing.get_context("spawn")
    given = (options.make_extractor, options.load)
    with ProcessPoolExecutor(options.jobs, context, initializer=start, initargs=given) as pool:
        try:
            # A small chunk keeps all processes busy to the end; few articles wait in memory meanwhile.
            for some in _batches(found, BATCH * options.jobs):
                chunk = max(1, min(4, len(some) // (4 * options.jobs)))
                yield from pool.map(read, some, chunksize=chunk)
        except BrokenProcessPool:
            raise InputError(
                "a worker process died; what was stored before is complete",
                hint="run the build again to go on, with fewer --jobs if memory was short",
            ) from None


def _batches(found: Iterator[Item], size: int) -> Iterator[list[Item]]:
    batch: list[Item] = []
    held = 0
    for item in found:
        batch.append(item)
        held += len(item.data or b"")
        if len(batch) >= size or held >= BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _conforming(readings: list[Reading], report: BuildReport) -> list[Reading]:
    """Return the readings of a strict build.

    Raises InputError if an article could not be read, DataError if anything would have to be withheld.
    """
    report.failed += [Failure(r.path, r.failure) for r in readings if r.failure]
    if report.failed:
        raise InputError(f"{_first_of(report.failed)}; nothing was stored")
    withheld = [w for r in readings for w in r.withheld]
    if withheld:
        first, more = withheld[0], len(withheld) - 1
        quote = f" “{first.quote}”" if first.quote else ""
        rest = f" (and {more} more)" if more else ""
        raise DataError(f"{first.origin}:{quote} {first.reason}{rest}; nothing was stored")
    return readings


def _store(batch: list[Reading], store: Store, report: BuildReport, seen: dict[str, Given], lexicon: str) -> None:
    """Store a batch of readings and note what became of each; `seen` says which file gave which article."""
    entries = []
    for reading in batch:
        report.withheld.extend(reading.withheld)
        if reading.record is None or reading.refused:
            report.failed.append(Failure(reading.path, reading.failure or _refusal(reading)))
            continue
        record = reading.record
        report.read += 1
        _note_date(reading.path, record.article, report)
        if record.article.id in seen:
            first = seen[record.article.id]
            same = record.article.content_hash == first.content_hash
            report.duplicates.append(Duplicate(reading.path, first.path, same))
            continue
        seen[record.article.id] = Given(reading.path, record.article.content_hash)
        old = store.records.get(record.article.id)
        # A language that nobody reads has no lexicon: another one changes nothing about its articles.
        entry = Entry(record, reading.sources, lexicon if record.extractor != "none" else "")
        if old == entry:
            report.unchanged.append(reading.path)
            report.unchanged_read += 1
            continue
        _forget(store, reading, seen, report)
        (report.added if old is None else report.replaced).append(reading.path)
        if not (record.claims or record.measures):
            report.without_facts.append(reading.path)
        if record.extractor == "none":
            report.languages[record.article.language] = report.languages.get(record.article.language, 0) + 1
        entries.append(entry)
    report.changes += store.put(entries)


def _note_date(path: str, article: Article, report: BuildReport) -> None:
    """Note where the date of publication came from and how sure it is, or why the one given was not taken."""
    where, how = article.published_from or "none", article.date_certainty or "none"
    taken = where if article.published else "none"
    report.dates[taken] = report.dates.get(taken, 0) + 1
    report.certainty[how] = report.certainty.get(how, 0) + 1
    if article.date_words:
        report.dates_not_taken.append(DateNotTaken(path, article.date_words, where, how))


def _forget(store: Store, reading: Reading, seen: Mapping[str, Given], report: BuildReport) -> None:
    """Take out the version that its file held before, if no address names it and no other file gave it."""
    known = store.records.source(reading.path)
    if known is None or reading.record is None or not known.article.startswith("sha256:"):
        return
    old = known.article
    if old != reading.record.article.id and old not in seen and not store.records.given_by_others(old, reading.path):
        report.changes += store.finish()
        store.remove(old)


def _refusal(reading: Reading) -> str:
    reasons = dict.fromkeys(w.reason for w in reading.withheld)
    return "does not conform as a whole: " + "; ".join(reasons)
