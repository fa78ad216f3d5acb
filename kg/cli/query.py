"""`kg query`: ask a question of the library, or any SPARQL."""

import os
import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kg.cli.options import store_option, store_path

FORMATS = ("table", "markdown", "csv", "tsv", "json", "ttl")


def _complete_question(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from kg.query import load_questions

    found = load_questions()
    return [CompletionItem(name, help=found[name].question) for name in sorted(found) if name.startswith(incomplete)]


@click.command(
    epilog="\b\nExamples:\n  kg query bureaus-and-plans\n  kg query plans-of-place -p place=Beijing --evidence\n"
    "  kg query mine.rq --format csv > answer.csv\n  kg query -q 'SELECT ?c { ?c a kg:City }'\n  kg query - < mine.rq"
)
@click.argument("question", required=False, metavar="[NAME|FILE.rq|-]", shell_complete=_complete_question)
@click.option("-q", "--sparql", metavar="TEXT", help="Any SPARQL query; the usual prefixes (kg:, skos: …) are known.")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter's value.")
@click.option("--evidence", is_flag=True, help="Add quote, source and date to each row where the query binds ?claim.")
@click.option("--explain", is_flag=True, help="Show how it is answered: parameters, patterns, time; not the answer.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: table on a terminal, else tsv.")
@click.option("--timeout", type=click.FloatRange(min=0.01), metavar="SECONDS", help="Give up after this time.")
@store_option
@click.pass_context
def query(
    context: click.Context,
    question: str | None,
    sparql: str | None,
    parameters: tuple[str, ...],
    evidence: bool,
    explain: bool,
    format_: str | None,
    timeout: float | None,
    store: str | None,
) -> None:
    """Ask the graph: a question by NAME (see `kg questions`), a FILE.rq, or any SPARQL with -q or on stdin."""
    from kg.cli.terminal import is_terminal, width
    from kg.notes import asked_of
    from kg.pipeline import open_reader
    from kg.query import ask, find_question, read_question, write_rows
    from kg.query import evidence as with_evidence
    from kg.query import explain as how
    from kg.query.library import own_query
    from kg.query.parameters import read_assignments

    if (question is None) == (sparql is None):
        raise click.UsageError("give one of: a question's NAME, a FILE.rq, - for stdin, or -q TEXT")
    if sparql is not None:
        asked = own_query(sparql, "-q")
    elif question == "-":
        asked = own_query(sys.stdin.read(), "stdin")
    elif question is not None and (question.endswith(".rq") or "/" in question):
        asked = read_question(Path(question))
    else:
        asked = find_question(str(question))
    with open_reader(store_path(context, store)) as found:
        opened = asked_of(found, asked, os.environ.get("KG_RECORDS"))
        if explain:
            click.echo(how(opened, asked, read_assignments(parameters), timeout=timeout).rstrip("\n"))
            return
        rows = ask(opened, asked, read_assignments(parameters), timeout=timeout)
        if evidence:
            rows = with_evidence(opened, rows, asked)
    form = format_ or ("table" if is_terminal() else "tsv")
    click.echo(write_rows(rows, form, width=width()).rstrip("\n"))
