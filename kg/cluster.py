"""Reading articles on many machines: a Dask scheduler hands them to its workers (extra `cluster`).

The workers read the files themselves, so that paths must mean the same on all machines. Readings come back in the
order of the files, whichever worker made them and however often: a worker that dies costs time, nothing else.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from kg.errors import InputError, UsageError
from kg.load import Item, LoadOptions
from kg.worker import Extractor, Reading, Worker

TASK: Final = 16  # articles in one task
AHEAD: Final = 4  # tasks a core that wait or run, so that results never pile up
SECONDS: Final = 20  # to wait for a scheduler
_lock = threading.Lock()
_here: list[tuple[Any, Worker]] = []


def read_on(
    scheduler: str, found: Iterable[Item], make_extractor: Callable[[], Extractor], load: LoadOptions
) -> Iterator[Reading]:
    """Yield the readings in the order of the items.

    Raises UsageError without the extra `cluster`, InputError if the scheduler cannot be reached or tasks keep killing
    workers.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise UsageError("--scheduler needs Dask", hint="pip install 'kg-policy[cluster]'") from None
    try:
        client = Client(scheduler, timeout=SECONDS)
    except (OSError, ValueError) as error:
        raise InputError(f"{scheduler}: no scheduler answers: {error}", hint="start one with: dask scheduler") from None
    items = iter(found)
    with client:
        window = AHEAD * max(1, sum(client.ncores().values()))
        waiting: deque[Any] = deque()
        try:
            while some := list(islice(items, TASK)):
                # Not `pure`: a file may have changed since another build read it.
                waiting.append(client.submit(read_here, some, make_extractor, load, pure=False))
                if len(waiting) >= window:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except KilledWorker as error:
            raise InputError(
                f"workers died again and again; what was stored before is complete: {error}",
                hint="run the build again to go on, with more memory a worker",
            ) from None


def read_here(items: list[Item], make_extractor: Callable[[], Extractor], load: LoadOptions) -> list[Reading]:
    """Read some articles in this worker; what is expensive is loaded once, and one thread at a time uses it."""
    with _lock:
        if not _here or _here[0][0] != (make_extractor, load):
            _here[:] = [((make_extractor, load), Worker(make_extractor, load))]
        return [_here[0][1].read(item) for item in items]
