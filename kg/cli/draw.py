"""`kg draw`: a picture of the graph."""

from pathlib import Path

import click

from kg.cli.options import output_option, store_option, store_path


@click.command(
    epilog="\b\nExamples:\n  kg draw -o graph.png\n  kg draw -o beijing.svg --about Beijing --hops 2\n"
    "  kg draw -o plans.png --class Plan --class Bureau"
)
@output_option("the picture (.png or .svg)")
@click.option("--about", metavar="ENTITY", help="Only the surroundings of this entity (name, alias or IRI).")
@click.option("--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How far around --about.")
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Only these classes, e.g. Plan, Bureau.")
@store_option
@click.pass_context
def draw(
    context: click.Context, output: Path, about: str | None, hops: int, classes: tuple[str, ...], store: str | None
) -> None:
    """Draw entities and their relations: colour by class, a legend with counts, labelled edges."""
    from kg.draw import draw as picture
    from kg.pipeline import open_reader

    with open_reader(store_path(context, store)) as opened:
        for note in picture(opened, output, about=about, hops=hops, classes=classes):
            click.echo(f"kg: {note}", err=True)
    click.echo(str(output), err=True)
