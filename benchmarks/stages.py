"""Where the processor time of a build goes: a clock for its stages, which the benchmarks share."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kg import worker
from kg.store import Store, projector
from kg.store.copies import Copies
from kg.store.matches import Matches
from kg.store.projector import Projector

STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "load": ((worker, "read_item"),),
    "extract": ((worker, "read_article"),),
    "resolve, keys": ((worker, "resolve"), (projector, "keys_and_profiles"), (projector, "resolve")),
    "resolve, matches": ((Matches, "put"), (Matches, "update")),
    "resolve, copies": ((Copies, "put"), (Copies, "update")),
    "project": (
        *((worker, name) for name in ("project", "statements", "descriptions")),
        *((Projector, name) for name in ("triples", "described", "supports")),
    ),
    "validate": ((worker, "check"), (worker, "quote_checks"), (worker, "withhold")),
    "store, graph": ((projector, "merged_lines"), (projector, "load"), (projector, "change")),
    "store, records": (
        *((Store, name) for name in ("_put", "finish", "flush")),
        *((Projector, name) for name in ("finish_articles", "finish_things")),
    ),
}
THREADS = "store, graph's threads"  # which load, and sort again what was loaded before, whatever else goes on meanwhile


class Clock:
    """Processor time by stage; a stage's time stands still while another one that it calls runs.

    A stage counts the thread that has the clock; what all others take is a stage of its own.
    """

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._stage, self._since, self._all = "other", time.thread_time(), time.process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of the block for a stage."""
        before = self._switch(name)
        try:
            yield
        finally:
            self._switch(before)

    def _switch(self, name: str) -> str:
        now, all_ = time.thread_time(), time.process_time()
        self.spent[self._stage] += now - self._since
        self.spent[THREADS] += (all_ - self._all) - (now - self._since)
        before, self._stage, self._since, self._all = self._stage, name, now, all_
        return before

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts its time for a stage."""

        def call(*given: Any, **named: Any) -> Any:
            with self.stage(name):
                return function(*given, **named)

        return call


def watched() -> Clock:
    """Return a clock that counts the time of all stages from now on, in this process."""
    clock = Clock()
    for name, places in STAGES.items():
        for where, what in places:
            setattr(where, what, clock.timed(name, getattr(where, what)))
    return clock
