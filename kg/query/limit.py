"""Run work in a child process that can be killed: a running SPARQL query cannot be stopped in any other way."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from kg.errors import InputError, KgError, UsageError

Result = TypeVar("Result")


def run_limited(work: Callable[[], Result], seconds: float | None) -> Result:
    """Return what `work` returns; with a limit it runs in a forked child that is killed when time is over.

    The child shares the open store by copy-on-write, so nothing is opened twice. Errors of kg come back as they are.
    Raises UsageError for a limit that is not positive or a system without fork, InputError when time is over.
    """
    if seconds is None:
        return work()
    if seconds <= 0:
        raise UsageError(f"a time limit must be above 0 seconds, got {seconds:g}")
    if "fork" not in multiprocessing.get_all_start_methods():
        raise UsageError("a time limit needs a system with fork", hint="leave --timeout out")
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(work, sender), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise InputError(f"the query was stopped after {seconds:g} s", hint="ask for less, or raise --timeout")
        outcome: Result | KgError = receiver.recv()
    except EOFError:
        raise InputError("the query's process died", hint="it may have run out of memory") from None
    finally:
        child.kill()
        child.join()
        receiver.close()
    if isinstance(outcome, KgError):
        raise outcome
    return outcome


def _work(work: Callable[[], Result], sender: Connection) -> None:
    """Send the result, or the error of kg, to the parent."""
    try:
        sender.send(work())
    except KgError as error:
        sender.send(error)
    finally:
        sender.close()
