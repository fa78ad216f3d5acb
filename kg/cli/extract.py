"""`kg extract`: the facts of single articles."""

import sys
from datetime import datetime
from pathlib import Path

import click

from kg.cli.options import load_options, map_option, settings, today_option


@click.command(
    epilog="\b\nExamples:\n  kg extract article.txt\n  kg extract article.html --format json\n"
    "  kg extract articles/ --format json -o facts/     one facts document an article\n"
    "  kg extract article.txt --explain                 what matched, what was tried, what was rejected"
)
@click.argument("paths", nargs=-1, required=True, metavar="ARTICLE…")
@click.option(
    "--format", "format_", type=click.Choice(["table", "json", "ttl"]), help="Default: table on a terminal, else json."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one file an article into this folder.",
)
@click.option("--explain", is_flag=True, help="Show, sentence by sentence, what matched and what became of it.")
@map_option
@today_option
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out facts that are less sure.")
@click.pass_context
def extract(
    context: click.Context,
    paths: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    explain: bool,
    fields: str,
    today: datetime | None,
    min_confidence: float | None,
) -> None:
    """Print what an article says: its facts document (the gold standard's form), a table, or Turtle.

    Several articles need -o, a folder for one file each; - is stdin. What cannot be read is named on stderr; the rest
    goes on.
    """
    from kg import extracts
    from kg.cli.terminal import is_terminal

    least = settings(context).min_confidence if min_confidence is None else min_confidence
    form = format_ or ("table" if is_terminal() and output is None else "json")
    loading = load_options(fields, today)
    if output is not None:
        written, failures = extracts.write_all(
            paths, output, form, min_confidence=least, options=loading, stdin=sys.stdin.buffer
        )
        for failure in failures:
            click.echo(f"kg: {failure}", err=True)
        click.echo(f"{written} files in {output}", err=True)
        context.exit(0 if written else 3)
    article = extracts.only_one(paths, loading, sys.stdin.buffer)
    text = extracts.explanation(article) if explain else extracts.read_one(article, form, min_confidence=least)
    click.echo(text.rstrip("\n"))
