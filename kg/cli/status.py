"""`kg status`: what is in the store."""

import json

import click

from kg.cli.options import store_option, store_path


@click.command(epilog="\b\nExamples:\n  kg status\n  kg status --format json")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
@click.pass_context
def status(context: click.Context, format_: str, store: str | None) -> None:
    """Show what the store holds: articles, entities, claims, quads, versions, sizes."""
    from kg.pipeline import open_store

    path = store_path(context, store)
    with open_store(path) as opened:
        found = opened.status()
    if format_ == "json":
        click.echo(json.dumps(found, indent=2))
        return
    width = max(len(name) for name in found)
    click.echo(f"{'store':<{width}}  {path}")
    for name, value in found.items():
        click.echo(f"{name.replace('_', ' '):<{width}}  {f'{value:,}' if isinstance(value, int) else value}")
