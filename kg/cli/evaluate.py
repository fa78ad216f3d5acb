"""`kg evaluate`: scores against gold."""

import json
from pathlib import Path

import click


@click.command(
    epilog="\b\nExamples:\n  kg evaluate gold/dev\n  kg evaluate gold/dev --language en --errors\n"
    "  kg evaluate gold/dev --system facts/ --format json\n"
    "  kg evaluate gold/dev --identity"
)
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD_DIR")
@click.option(
    "--system",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Facts documents to score (default: extract the articles beside the gold documents now).",
)
@click.option("--language", metavar="CODE", help="Only gold documents in this language, e.g. en.")
@click.option("--errors", is_flag=True, help="List misses, false facts and differing details, article by article.")
@click.option("--by-document", is_flag=True, help="Add a line for each document.")
@click.option(
    "--identity",
    is_flag=True,
    help="Also score which entities of different articles are the same, as extracted and with the gold's own entities.",
)
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def evaluate(
    gold: Path,
    system: Path | None,
    language: str | None,
    errors: bool,
    by_document: bool,
    identity: bool,
    format_: str,
) -> None:
    """Score extraction against gold facts documents: precision, recall, F1 by class, predicate and number kind.

    GOLD_DIR holds NAME.json (a person's reading) beside each article NAME.txt or NAME.html.
    """
    from kg.evaluate import errors_text, identity_text, read_documents, score_documents, score_json, score_text
    from kg.evaluate.golden import gold_mentions
    from kg.extracts import facts_beside

    wanted = {name: doc for name, doc in read_documents(gold).items() if language in (None, doc.get("language"))}
    if not wanted:
        raise click.UsageError(f"no gold documents{f' in {language}' if language else ''} in {gold}")
    given = read_documents(system) if system else facts_beside(gold, wanted)
    score = score_documents(wanted, given)
    perfect = score_documents(wanted, gold_mentions(gold, wanted)) if identity and system is None else None
    if format_ == "json":
        data = score_json(score)
        if perfect is not None:
            data["identity_with_gold_mentions"] = score_json(perfect)["identity"]
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        click.echo(score_text(score, identity=identity, by_document=by_document))
        if perfect is not None:
            click.echo("\nwith gold mentions\n" + identity_text(perfect))
    if errors:
        click.echo(("\n" + errors_text(score)) if format_ == "table" else errors_text(score), err=format_ == "json")
