"""`kg rebuild`: make the graph anew from the records."""

import click

from kg.cli.options import store_option, store_path


@click.command(epilog="\b\nExamples:\n  kg rebuild\n  kg rebuild --store policy")
@store_option
@click.pass_context
def rebuild(context: click.Context, store: str | None) -> None:
    """Make the graph what the records say, whatever it holds now; no article is read again."""
    from kg.store import Store

    path = store_path(context, store)
    with Store.open(path, "write") as opened:
        changes, count = opened.rebuild(), len(opened)
    click.echo(f"{changes.added:,} quads added, {changes.removed:,} removed; {count:,} quads in {path}.", err=True)
