"""Draw the graph: entities and relations by way of networkx, as PNG or SVG."""

from collections.abc import Sequence
from pathlib import Path

from kg.draw.view import shown, view
from kg.query.rows import Queryable

__all__ = ["draw", "shown", "view"]


def draw(
    store: Queryable, path: Path | str, *, about: str | None = None, hops: int = 1, classes: Sequence[str] = ()
) -> list[str]:
    """Draw a store's entities and relations to a .png or .svg file; return notes for the reader.

    `about` (name, alias or IRI) and `hops` narrow to the surroundings of an entity, `classes` to some classes.
    Raises UsageError for an unknown entity, class or file ending or if nothing is left, OutputError if the file
    cannot be written.
    """
    from kg.draw.picture import check_ending, picture

    check_ending(path)
    graph, notes = shown(view(store, about=about, hops=hops, classes=classes))
    return [*notes, *picture(graph, path)]
