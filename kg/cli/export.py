"""`kg export`: the graph as a file for other tools."""

from pathlib import Path

import click

from kg.cli.options import output_option, store_option, store_path


@click.command(
    epilog="\b\nExamples:\n  kg export -o graph.ttl\n  kg export -o graph.trig        one named graph an article\n"
    "  kg export --format facts -o facts/          one facts document an article\n"
    "  kg export --split 8 -o graph.nq.gz          for the bulk loaders of other stores"
)
@output_option("the graph; the ending tells the format (.ttl .trig .nt .nq …)")
@click.option("--format", "format_", metavar="NAME", help="The format, where the file's ending does not tell it.")
@click.option(
    "--split", type=click.IntRange(1, 512), metavar="N", help="Write N-Quads in N gzip parts: graph-001.nq.gz …"
)
@store_option
@click.pass_context
def export(context: click.Context, output: Path, format_: str | None, split: int | None, store: str | None) -> None:
    """Export the graph, sorted and byte-identical between runs.

    ttl and nt hold the merged graph; trig and nq all named graphs (one an article) with the same statements.
    The format "facts" writes a folder: one facts document an article, with the key and IRI of every entity.
    """
    if format_ == "facts":
        from kg.export.facts import write_facts
        from kg.pipeline import open_store

        with open_store(store_path(context, store)) as local:
            written = write_facts(local, output)
        click.echo(f"{written} files in {output}", err=True)
        return
    from kg.export import export as write
    from kg.export import export_split
    from kg.pipeline import open_reader

    if split is not None:
        if format_ not in (None, "nq"):
            raise click.UsageError(f"--split writes nq, not {format_}")
        with open_reader(store_path(context, store)) as opened:
            files, count = export_split(opened, output, split)
        click.echo(f"{files[0]} … {files[-1].name}: {count:,} statements", err=True)
        return
    with open_reader(store_path(context, store)) as opened:
        count = write(opened, output, format_)
    click.echo(f"{output}: {count:,} statements", err=True)
