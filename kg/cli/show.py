"""`kg show`: an entity's page on the terminal."""

import click

from kg.cli.options import store_option, store_path


@click.command(
    epilog='\b\nExamples:\n  kg show Beijing\n  kg show "action plan for digitalization"\n'
    "  kg show 工业和信息化部\n"
    "  kg show articles/plan.html                  an article: its date and how sure it is, its facts"
)
@click.argument("entity")
@click.option("--claims", is_flag=True, help="Print the name of each claim, as kg reject and kg accept take it.")
@store_option
@click.pass_context
def show(context: click.Context, entity: str, claims: bool, store: str | None) -> None:
    """Show all that the graph says of an ENTITY (name, alias, Chinese name or IRI) or of an article (address or file).

    Each fact stands with its quotes.
    """
    from kg.cli.terminal import width
    from kg.pipeline import open_reader
    from kg.query import show as page

    with open_reader(store_path(context, store)) as opened:
        click.echo(page(opened, entity, width=width(), claims_named=claims).rstrip("\n"))
