"""Words for what a build did."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.pipeline import BuildReport


def progress_line(done: int, of: int) -> None:
    """Show how far a build is, on one line of stderr that is written over."""
    end = "\n" if done >= of else ""
    click.echo(f"\r{done:,} of {of:,} articles{end}", nl=False, err=True)


def build_troubles(report: "BuildReport") -> Iterator[str]:
    """Yield a line for every article that was not read and every statement that was withheld."""
    for failure in report.failed:
        yield f"kg: not read: {failure.path}: {failure.reason}"
    for path, first in report.duplicates:
        yield f"kg: passed over: {path} is the same article as {first}"
    for withheld in report.withheld:
        quote = f" “{withheld.quote}”" if withheld.quote else ""
        yield f"kg: withheld: {withheld.origin}:{quote} {withheld.reason}"


def build_note(report: "BuildReport", ended: str) -> dict[str, str | int]:
    """Return what a build did as flat data, for `kg status`."""
    lists = ("added", "replaced", "unchanged", "duplicates", "without_facts", "failed", "withheld")
    counts = {name: len(getattr(report, name)) for name in lists}
    changes = {"quads_added": report.changes.added, "quads_removed": report.changes.removed}
    return {"ended": ended, "found": report.found, **counts, **changes}


def build_summary(report: "BuildReport", store: str) -> str:
    """Return the summary of a build, one line."""
    counts = [
        (len(report.added), "added"),
        (len(report.replaced), "replaced"),
        (len(report.unchanged), "unchanged"),
        (len(report.duplicates), "duplicates"),
        (len(report.without_facts), "without facts"),
        (len(report.failed), "not read"),
        (len(report.withheld), "statements withheld"),
    ]
    said = ", ".join(f"{n:,} {what}" for n, what in counts if n) or "nothing to do"
    changes = f"{report.changes.added:,} quads added, {report.changes.removed:,} removed"
    return f"{report.found:,} articles: {said}. {changes} in {store}."
