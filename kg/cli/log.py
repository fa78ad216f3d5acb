"""What a build does as lines of JSON on stderr, for the logs of machines."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from kg.cli.summary import build_note

if TYPE_CHECKING:
    from kg.build_report import BuildReport
    from kg.pipeline import Progress


EVERY = 64  # articles


class JsonLog:
    """Writes one JSON object a line: time, event and what belongs to it."""

    def __call__(self, progress: "Progress") -> None:
        """Tell how far the build is, once in a while."""
        if progress.articles % EVERY == 0:
            self.write("progress", articles=progress.articles, bytes_done=progress.done, bytes_of=progress.of)

    def write(self, event: str, **values: object) -> None:
        """Tell one event."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        click.echo(json.dumps({"time": now, "event": event, **values}, ensure_ascii=False), err=True)

    def report(self, report: "BuildReport", store: str) -> None:
        """Tell what went wrong with which article, then the counts."""
        for failure in report.failed:
            self.write("not read", path=failure.path, reason=failure.reason)
        for one in report.duplicates:
            self.write("duplicate", path=one.path, first=one.first, same_text=one.same_text)
        for kept in report.withheld:
            self.write("withheld", path=kept.origin, article=kept.article, quote=kept.quote, reason=kept.reason)
        self.write("built", store=store, **{k: v for k, v in build_note(report, "").items() if k != "ended"})
