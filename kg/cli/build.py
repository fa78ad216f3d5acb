"""`kg build`: articles in, graph out."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.options import load_options, map_option, settings, store_option, store_path, today_option


@click.command(
    epilog="\b\nExamples:\n  kg build articles/\n  kg build 'saved/*.html' notes.md --store policy\n"
    "  kg build feed.xml news.jsonl.gz crawl.warc.gz plan.pdf\n  kg build dump.csv --map text=body,published=day\n"
    "  kg build - < article.txt\n  kg build articles/ --jobs 4 --strict --report report.json\n"
    "  kg build /shared/articles --scheduler tcp://10.0.0.1:8786 --parts /shared/parts"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@store_option
@click.option("--jobs", type=click.IntRange(min=1), help="Worker processes (default: 1 or the setting in kg.toml).")
@click.option(
    "--scheduler", metavar="tcp://HOST:PORT", help="Let the workers of this Dask scheduler read (extra: cluster)."
)
@click.option(
    "--parts", metavar="DIR|URL", help="Where all machines can read and write: the workers leave what they read there."
)
@click.option(
    "--strict", is_flag=True, help="Store nothing if anything cannot be read (exit code 3) or does not conform (1)."
)
@map_option
@today_option
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.json",
    help="Write what became of every article.",
)
@click.option("--all-files", is_flag=True, help="Read README, LICENSE and index files of folders too.")
@click.option("--reextract", is_flag=True, help="Read unchanged articles again, by the same rules too.")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What stderr gets: words, or a JSON object a line.",
)
@click.option("--quiet", is_flag=True, help="No progress and no summary, only what went wrong.")
@click.pass_context
def build(
    context: click.Context,
    paths: tuple[str, ...],
    store: str | None,
    jobs: int | None,
    scheduler: str | None,
    parts: str | None,
    strict: bool,
    fields: str,
    today: datetime | None,
    report_file: Path | None,
    all_files: bool,
    reextract: bool,
    log_format: str,
    quiet: bool,
) -> None:
    """Load, extract, check and store articles: files, folders, globs, or - for stdin.

    Text, Markdown, HTML, PDF, mail (.eml), feeds (RSS, Atom, JSON Feed), JSON, JSON lines, CSV, web archives (WARC),
    as they are or compressed (.gz, .bz2, .xz, .zst), told by content as well as by name.
    Of a folder, files about it (README, LICENSE), an index beside the articles, JSON and XML that is neither feed nor
    page, stores and hidden files are passed over: the summary counts them, and whatever you name outright is read.
    What does not conform to the shapes is withheld and named; what cannot be read is named; the rest is stored.
    An article that has not changed costs next to nothing, a changed one replaces its old version. After a change of
    the rules or the lexicon, the articles in their language are read again; --reextract reads all again in any case.
    """
    from kg.build_report import BuildReport
    from kg.cli.log import JsonLog
    from kg.cli.summary import ProgressLine, build_note, build_summary, build_troubles, failures, write_report
    from kg.errors import InputError, UsageError
    from kg.pipeline import BuildOptions
    from kg.pipeline import build as run
    from kg.store import Store

    if parts and not scheduler:
        raise UsageError("--parts is for the workers of a cluster", hint="name its --scheduler too")
    path = store_path(context, store)
    log = JsonLog() if log_format == "json" else None
    progress = ProgressLine() if sys.stderr.isatty() and not quiet and log is None else None
    options = BuildOptions(
        jobs=jobs or settings(context).jobs,
        scheduler=scheduler or "",
        parts=parts or "",
        strict=strict,
        reextract=reextract,
        all_files=all_files,
        load=load_options(fields, today),
        progress=progress if log is None or quiet else log,
    )
    report = BuildReport()
    try:
        with Store.open(path, "write", create=True) as opened:
            run(paths, opened, options, report)
            opened.note_build(build_note(report, datetime.now(UTC).isoformat(timespec="seconds")))
    except InputError:
        for line in failures(report) if len(report.failed) > 1 else ():
            click.echo(line, err=True)
        raise
    finally:
        if progress is not None:
            progress.end()
        if report_file is not None:
            write_report(report, report_file)
    if log is not None:
        log.report(report, path)
        return
    for line in build_troubles(report):
        click.echo(line, err=True)
    if not quiet:
        click.echo(build_summary(report, path), err=True)
