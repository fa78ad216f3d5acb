"""The `kg` command: a group of subcommands, one module each, and the place where errors become exit codes."""

import os
import sys
from pathlib import Path

import click

from kg import __version__
from kg.cli import (
    build,
    completion,
    distribute,
    draw,
    evaluate,
    export,
    extract,
    judge,
    query,
    questions,
    rebuild,
    remove,
    show,
    status,
    validate,
    verify,
)
from kg.config import read_config
from kg.errors import KgError

EPILOG = """\b
Examples:
  kg build articles/                       make or update the graph in ./kg-store
  kg query bureaus-and-plans               which bureaus issued which plans
  kg show "Beijing"                        all about an entity, with quotes
  kg export -o graph.ttl                   the graph as Turtle
  kg draw -o graph.png --about Beijing     a picture

Exit codes: 0 fine, 1 the data does not conform, 2 wrong usage, 3 input or store cannot be read.
"""


class Commands(click.Group):
    """A group in which an error that a user can act on becomes one line on stderr and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(
    cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="kg")
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A TOML file of settings (default: kg.toml in this folder, if there is one).",
)
@click.pass_context
def cli(context: click.Context, config: Path | None) -> None:
    """Turn news articles about manufacturing policy into a knowledge graph that people can trust and query."""
    context.obj = read_config(config)


for _command in (
    build.build,
    distribute.distribute,
    extract.extract,
    questions.questions,
    query.query,
    show.show,
    validate.validate,
    export.export,
    draw.draw,
    evaluate.evaluate,
    judge.review,
    judge.same,
    judge.different,
    judge.reject,
    judge.accept,
    judge.undo,
    status.status,
    remove.remove,
    verify.verify,
    rebuild.rebuild,
    completion.completion,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; the exit code says how it went."""
    try:
        cli(prog_name="kg")
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
