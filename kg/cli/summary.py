"""Words for what a build did."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from kg.errors import OutputError
from kg.load.find import ABOUT, LISTING, OTHER

if TYPE_CHECKING:
    from kg.build_report import BuildReport
    from kg.pipeline import Progress


BAR = 24
MOST_LINES = 5  # failures that are named of one file
PAUSE = 0.1  # seconds between two pictures of the progress
SHOWN = 4  # names of files that the summary gives


class ProgressLine:
    """Shows how far a build is, on one line of stderr that is written over: share, articles, rate, time left."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._start, self._shown = clock, clock(), False
        self._last = self._start

    def __call__(self, progress: "Progress") -> None:
        """Show the state of the build, a few times a second."""
        now = self._clock()
        ended = progress.of and progress.done >= progress.of
        if self._shown and not ended and now - self._last < PAUSE:
            return
        self._last = now
        click.echo(f"\r{self.line(progress)}\x1b[K", nl=False, err=True)
        self._shown = True

    def line(self, progress: "Progress") -> str:
        """Return the line; the estimate is left out until there is something to go by."""
        spent = self._clock() - self._start
        parts = [f"{progress.articles:,} articles"]
        if spent > 0:
            parts.append(f"{progress.articles / spent:,.1f} a second")
        share = min(1.0, progress.done / progress.of) if progress.of else 0.0
        if share:
            parts.insert(0, f"[{'#' * int(BAR * share):<{BAR}}] {share:4.0%}")
            if spent >= 2 and share < 1:
                left = spent / share - spent
                parts.append(f"about {f'{left / 60:.0f} min' if left > 90 else f'{left:.0f} s'} left")
        return "  ".join(parts)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            click.echo("", err=True)


def write_report(report: "BuildReport", path: Path) -> None:
    """Write what became of every article as JSON. Raises OutputError."""
    text = json.dumps(asdict(report), ensure_ascii=False, indent=1, default=sorted)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}", hint="choose another file") from None


def build_troubles(report: "BuildReport") -> Iterator[str]:
    """Yield a line for every article that was not read and every statement that was withheld."""
    yield from failures(report)
    for one in report.duplicates:
        if one.same_text:
            yield f"kg: passed over: {one.path} is the same article as {one.first}"
        else:
            yield f"kg: passed over: {one.path} has another text, but the address of {one.first}; keep the one you want"
    for withheld in report.withheld:
        quote = f" “{withheld.quote}”" if withheld.quote else ""
        yield f"kg: withheld: {withheld.origin}:{quote} {withheld.reason}"


def failures(report: "BuildReport") -> Iterator[str]:
    """Yield a line for each article that was not read; of a file with many of them, for the first ones only."""
    count = Counter(failure.path.partition("#")[0] for failure in report.failed)
    told: Counter[str] = Counter()
    for failure in report.failed:
        file = failure.path.partition("#")[0]
        told[file] += 1
        if told[file] <= MOST_LINES or told[file] == count[file]:
            yield f"kg: not read: {failure.path}: {failure.reason}"
        elif told[file] == MOST_LINES + 1:
            yield f"kg: not read: {file}: {count[file] - MOST_LINES - 1:,} more parts of it (--report names them)"


def build_note(report: "BuildReport", ended: str) -> dict[str, str | int]:
    """Return what a build did as flat data, for `kg status`."""
    lists = ("added", "replaced", "unchanged", "duplicates", "without_facts", "failed", "withheld")
    counts = {name: len(getattr(report, name)) for name in lists}
    counts["dates_not_taken"] = len(report.dates_not_taken)
    changes = {"quads_added": report.changes.added, "quads_removed": report.changes.removed}
    return {"ended": ended, "found": report.found, **counts, **changes}


def build_summary(report: "BuildReport", store: str) -> str:
    """Return the summary of a build, one line."""
    counts = [
        (len(report.added), "added"),
        (len(report.replaced), "replaced"),
        (len(report.unchanged), "unchanged"),
        (len(report.duplicates), "duplicate" if len(report.duplicates) == 1 else "duplicates"),
        (len(report.without_facts), "without facts"),
        (sum(report.languages.values()), f"in languages not read ({_languages(report)})"),
        (report.undated, f"without a date{_not_taken(report)}"),
        (len(report.failed), "not read"),
        (len(report.withheld), "statement withheld" if len(report.withheld) == 1 else "statements withheld"),
    ]
    said = ", ".join(f"{n:,} {what}" for n, what in counts if n) or "nothing to do"
    changes = f"{report.changes.added:,} quads added, {report.changes.removed:,} removed"
    return f"{report.found:,} articles: {said}. {changes} in {store}.{_skipped(report)}"


def _languages(report: "BuildReport") -> str:
    return ", ".join(sorted("unknown" if code == "und" else code for code in report.languages))


def _skipped(report: "BuildReport") -> str:
    """Name the files of folders that might have been meant: those about the folder, and by number the others."""
    named = [f"{Path(one.path).name} ({one.why})" for one in report.skipped if one.why in (ABOUT, LISTING)]
    others = [Path(one.path) for one in report.skipped if one.why == OTHER]
    said = named[:SHOWN]
    if len(named) > SHOWN:
        said.append(f"{len(named) - SHOWN:,} more like them")
    if others:
        kinds = sorted({path.suffix.lower() or path.name for path in others})
        said.append(f"{len(others):,} of other kinds ({', '.join(kinds[:SHOWN])}{', …' * (len(kinds) > SHOWN)})")
    hint = " --all-files reads the former." if named and others else " --all-files reads them." if named else ""
    hint += " One that is an article after all is read if you name it." if others else ""
    return f"\nNot articles: {', '.join(said)}.{hint}" if said else ""


def _not_taken(report: "BuildReport") -> str:
    """Say how many of the articles without a date give one that was not taken."""
    said = [f"{n:,} {how}" for how in ("ambiguous", "refused") if (n := report.certainty.get(how, 0))]
    return f" ({', '.join(said)})" if said else ""
