"""`kg status`: what is in the store."""

import json

import click

from kg.cli.options import store_option, store_path


@click.command(epilog="\b\nExamples:\n  kg status\n  kg status --format json")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
@click.pass_context
def status(context: click.Context, format_: str, store: str | None) -> None:
    """Show what the store holds: articles, entities, claims, quads, versions, sizes, pending work, the last build."""
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
        click.echo(f"{name.replace('_', ' '):<{width}}  {_words(value)}")


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {_words(item)}" for name, item in value.items()) or "none"
    return f"{value:,}" if isinstance(value, int) else str(value)
