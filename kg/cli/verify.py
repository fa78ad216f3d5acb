"""`kg verify`: is the graph what the records say?"""

from itertools import islice

import click

from kg.cli.options import store_option, store_path


@click.command(epilog="\b\nExamples:\n  kg verify\n  kg verify --store policy --limit 5")
@click.option("--limit", type=click.IntRange(min=1), default=1000, show_default=True, help="Stop after so many.")
@store_option
@click.pass_context
def verify(context: click.Context, limit: int, store: str | None) -> None:
    """Compare the graph, quad by quad, with a fresh projection of the records; exit with 1 if they differ.

    Prints "missing" or "extra" and the quad, one a line. `kg rebuild` mends the graph.
    """
    from kg.pipeline import open_store

    path = store_path(context, store)
    with open_store(path) as opened:
        found = 0
        for difference in islice(opened.verify(), limit):
            found += 1
            click.echo(f"{difference.kind}\t{difference.quad}")
        count = len(opened)
    if found:
        more = " or more" if found == limit else ""
        click.echo(f"{path}: {found:,}{more} differences in {count:,} quads; mend them with: kg rebuild", err=True)
        context.exit(1)
    click.echo(f"{path}: all {count:,} quads are what the records say", err=True)
