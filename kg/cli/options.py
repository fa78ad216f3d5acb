"""Options and arguments that several commands share: one option, one meaning."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.config import Config

if TYPE_CHECKING:
    from kg.load import LoadOptions

F = TypeVar("F", bound=Callable[..., Any])


def store_option(function: F) -> F:
    """Add `--store`."""
    return click.option(
        "--store",
        metavar="DIR",
        envvar="KG_STORE",
        help="The folder of the store, or the http:// address of a SPARQL server"
        " (default: ./kg-store, KG_STORE or the setting in kg.toml).",
    )(function)


def output_option(what: str, *, required: bool = True) -> Callable[[F], F]:
    """Add `-o/--output FILE`."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        required=required,
        metavar="FILE",
        help=f"Where to write {what}.",
    )


def map_option(function: F) -> F:
    """Add `--map`."""
    return click.option(
        "--map",
        "fields",
        default="",
        metavar="FIELD=NAME,…",
        help="What JSON and CSV files call the fields text, title, url, published, publisher, author, language.",
    )(function)


def today_option(function: F) -> F:
    """Add `--today`."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="The last day that can be a date of publication (default: today); fix it to repeat a run exactly.",
    )(function)


def load_options(fields: str, today: datetime | None) -> "LoadOptions":
    """Return how to load. The clock is read here and nowhere else. Raises UsageError for a wrong `--map`."""
    from kg.load import LoadOptions, parse_map

    # A day ahead: where the article comes from, it may be tomorrow already.
    day = today.date() if today else datetime.now(UTC).date() + timedelta(days=1)
    return LoadOptions(day.isoformat(), parse_map(fields))


def settings(context: click.Context) -> Config:
    """Return the settings read at the entry point."""
    config = context.find_object(Config)
    return config or Config()


def store_path(context: click.Context, store: str | None) -> str:
    """Return the store to use: the option, else the setting."""
    return store or settings(context).store
