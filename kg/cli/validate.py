"""`kg validate`: check the store, or anybody's RDF, against the shapes."""

from pathlib import Path

import click

from kg.cli.options import store_option, store_path


@click.command(
    epilog="\b\nExamples:\n  kg validate                       the graph in the store\n"
    "  kg validate graph.ttl             anybody's Turtle, TriG, N-Triples …\n"
    "  kg validate graph.ttl --format ttl > report.ttl"
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "ttl"]),
    default="text",
    show_default=True,
    help="A note to read, JSON, or a standard sh:ValidationReport in Turtle.",
)
@store_option
@click.pass_context
def validate(context: click.Context, files: tuple[Path, ...], format_: str, store: str | None) -> None:
    """Check FILES, or the store, against the SHACL shapes with pySHACL; exit with 1 if anything does not conform."""
    from kg.pipeline import validate_store
    from kg.validate import report_graph, report_json, report_text, validate_files
    from kg.validate.report import conforms

    found = validate_files(files) if files else validate_store(store_path(context, store))
    write = {"text": report_text, "json": report_json, "ttl": report_graph}[format_]
    click.echo(write(found).rstrip("\n"))
    context.exit(0 if conforms(found) else 1)
