"""`kg remove`: withdraw articles."""

import click

from kg.cli.options import store_option, store_path


@click.command(
    epilog="\b\nExamples:\n  kg remove https://news.example/2024/plant\n  kg remove articles/plant.html --store policy"
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@store_option
@click.pass_context
def remove(context: click.Context, articles: tuple[str, ...], store: str | None) -> None:
    """Withdraw articles with all that only they support: by id (the address), IRI, or the file that was read.

    Nothing is removed unless all of them are found. A later build of the same files brings them back.
    """
    from kg.pipeline import withdraw
    from kg.store import Store

    path = store_path(context, store)
    with Store.open(path, "write") as opened:
        changes, gone = withdraw(opened, articles)
    click.echo(f"{gone:,} articles removed, {changes.added:,} quads added, {changes.removed:,} removed", err=True)
