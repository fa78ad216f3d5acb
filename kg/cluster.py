"""Reading articles on many machines: a Dask scheduler hands them to its workers (extra `cluster`).

The workers read the files themselves, so that paths must mean the same on all machines. Readings come back in the
order of the files, whichever worker made them and however often: a worker that dies costs time, nothing else. They come
through the scheduler, or through partitions in a folder that all machines share, and then a build that is run again
takes those that are there.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, Final

from kg import parts
from kg.errors import InputError, UsageError
from kg.load import Item, LoadOptions
from kg.worker import Extractor, Reading, Worker

TASK: Final = 16  # articles in one task
AHEAD: Final = 4  # tasks a core that wait or run, so that results never pile up
SECONDS: Final = 20  # to wait for a scheduler
_lock = threading.Lock()
_here: list[tuple[Any, Worker]] = []


def read_on(
    scheduler: str, found: Iterable[Item], make_extractor: Callable[[], Extractor], load: LoadOptions, folder: str = ""
) -> Iterator[Reading]:
    """Yield the readings in the order of the items, by way of partitions in a `folder` if one is given.

    Raises UsageError without the extra `cluster`, InputError if the scheduler cannot be reached, the folder cannot be
    used, or tasks keep killing workers.
    """
    with connected(scheduler) as client:
        if folder:
            keep = partial(keep_here, make_extractor=make_extractor, load=load, folder=folder)
            for name in in_order(client, keep, parts.partitions(found)):
                yield from parts.read(folder, name)
        else:
            read = partial(read_here, make_extractor=make_extractor, load=load)
            for readings in in_order(client, read, _batches(found)):
                yield from readings


@contextmanager
def connected(scheduler: str) -> Iterator[Any]:
    """Give the client of a scheduler.

    Raises UsageError without the extra `cluster`, InputError if the scheduler cannot be reached or a task keeps killing
    workers within the block.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise UsageError("--scheduler needs Dask", hint="pip install 'kg-policy[cluster]'") from None
    try:
        client = Client(scheduler, timeout=SECONDS)
    except (OSError, ValueError) as error:
        raise InputError(f"{scheduler}: no scheduler answers: {error}", hint="start one with: dask scheduler") from None
    with client:
        try:
            yield client
        except KilledWorker as error:
            raise InputError(
                f"workers died again and again; what was stored before is complete: {error}",
                hint="run the build again to go on, with more memory a worker",
            ) from None


def in_order(client: Any, function: Callable[[Any], Any], values: Iterable[Any]) -> Iterator[Any]:
    """Yield what a function makes of each value, in their order, while the workers are some values ahead."""
    window = AHEAD * max(1, sum(client.ncores().values()))
    waiting: deque[Any] = deque()
    for value in values:
        # Not `pure`: a file may have changed since another build read it.
        waiting.append(client.submit(function, value, pure=False))
        if len(waiting) >= window:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _batches(found: Iterable[Item]) -> Iterator[list[Item]]:
    items = iter(found)
    while some := list(islice(items, TASK)):
        yield some


def read_here(items: list[Item], make_extractor: Callable[[], Extractor], load: LoadOptions) -> list[Reading]:
    """Read some articles in this worker; what is expensive is loaded once, and one thread at a time uses it."""
    with _worker(make_extractor, load) as worker:
        return [worker.read(item) for item in items]


def keep_here(items: list[Item], make_extractor: Callable[[], Extractor], load: LoadOptions, folder: str) -> str:
    """Read some articles in this worker into a partition, unless it is there; return its name."""
    with _worker(make_extractor, load) as worker:
        name = parts.name_of(items, worker.extractor.version, load)
        if not parts.is_whole(folder, name):
            parts.write(folder, name, map(worker.read, items))
        return name


@contextmanager
def _worker(make_extractor: Callable[[], Extractor], load: LoadOptions) -> Iterator[Worker]:
    with _lock:
        if not _here or _here[0][0] != (make_extractor, load):
            _here[:] = [((make_extractor, load), Worker(make_extractor, load))]
        yield _here[0][1]
