"""`kg distribute`: the graph of many articles as N-Quads files, made by a cluster."""

import click

from kg.cli.options import load_options, map_option


@click.command(
    epilog="\b\nExamples:\n  kg distribute /shared/articles --scheduler tcp://10.0.0.1:8786 --to /shared/graph\n"
    "  kg distribute /shared/articles --scheduler tcp://10.0.0.1:8786 --to s3://bucket/graph"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--scheduler", required=True, metavar="tcp://HOST:PORT", help="The Dask scheduler (extra: cluster).")
@click.option("--to", "folder", required=True, metavar="DIR|URL", help="Where all machines can read and write.")
@map_option
@click.option("--all-files", is_flag=True, help="Read README, LICENSE and index files of folders too.")
def distribute(paths: tuple[str, ...], scheduler: str, folder: str, fields: str, all_files: bool) -> None:
    """Write the graph of articles as N-Quads, without a store: for more articles than one machine stores.

    The workers of a Dask scheduler read the articles, decide what is the same thing, and write the named graphs into
    TO/graph/*.nq.gz, for the bulk loaders of SPARQL servers. The graph is that of kg build into an empty store. What
    was read stays in TO, and a run that is begun again does not read it again; the rest is made anew.
    """
    from kg.distribute import distribute as run

    made = run(paths, scheduler, folder, load=load_options(fields, None), everything=all_files)
    for path, reason in made.failed:
        click.echo(f"{path}: {reason}", err=True)
    said = f"{made.articles:,} articles, {made.quads:,} quads in {len(made.files):,} files of {folder}/graph"
    click.echo(f"{said}; {len(made.failed):,} not read." if made.failed else f"{said}.", err=True)
