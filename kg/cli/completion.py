"""`kg completion`: a shell completion script."""

import click
from click.shell_completion import get_completion_class


@click.command(epilog='\b\nExample:\n  eval "$(kg completion bash)"     in ~/.bashrc')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script that completes commands, options and question names in a shell."""
    complete = get_completion_class(shell)
    assert complete is not None  # the three shells above are built into click
    click.echo(complete(context.find_root().command, {}, "kg", "_KG_COMPLETE").source())
