"""`kg build`: articles in, graph out."""

import sys
from datetime import UTC, datetime

import click

from kg.cli.options import settings, store_option, store_path


@click.command(
    epilog="\b\nExamples:\n  kg build articles/\n  kg build 'saved/*.html' notes.md --store policy\n"
    "  kg build - < article.txt\n  kg build articles/ --jobs 4 --strict"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@store_option
@click.option("--jobs", type=click.IntRange(min=1), help="Worker processes (default: 1 or the setting in kg.toml).")
@click.option("--strict", is_flag=True, help="Store nothing and exit with 1 if anything does not conform.")
@click.option("--reextract", is_flag=True, help="Read unchanged articles again.")
@click.option("--quiet", is_flag=True, help="No progress and no summary, only what went wrong.")
@click.pass_context
def build(
    context: click.Context,
    paths: tuple[str, ...],
    store: str | None,
    jobs: int | None,
    strict: bool,
    reextract: bool,
    quiet: bool,
) -> None:
    """Load, extract, check and store articles: files, folders, globs, or - for one article on stdin.

    What does not conform to the shapes is withheld and named; what cannot be read is named; the rest is stored.
    An article that has not changed costs next to nothing, a changed one replaces its old version.
    """
    from kg.cli.summary import build_note, build_summary, build_troubles, progress_line
    from kg.pipeline import BuildOptions
    from kg.pipeline import build as run
    from kg.store import Store

    path = store_path(context, store)
    progress = progress_line if sys.stderr.isatty() and not quiet else None
    options = BuildOptions(jobs=jobs or settings(context).jobs, strict=strict, reextract=reextract, progress=progress)
    with Store.open(path, "write", create=True) as opened:
        report = run(paths, opened, options)
        opened.note_build(build_note(report, datetime.now(UTC).isoformat(timespec="seconds")))
    for line in build_troubles(report):
        click.echo(line, err=True)
    if not quiet:
        click.echo(build_summary(report, path), err=True)
