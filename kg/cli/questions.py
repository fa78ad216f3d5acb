"""`kg questions`: the question library."""

import click


@click.command(epilog="\b\nExamples:\n  kg questions\n  kg questions plans-of-place")
@click.argument("name", required=False)
def questions(name: str | None) -> None:
    """List the questions that can be asked with `kg query`, or show one with its parameters and its SPARQL."""
    from kg.cli.terminal import width
    from kg.query import find_question, load_questions
    from kg.query.library import question_list

    if name is None:
        click.echo(question_list(load_questions(), width=width()))
        return
    click.echo(find_question(name).text.rstrip("\n"))
