"""Options and arguments that several commands share: one option, one meaning."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.config import Config

F = TypeVar("F", bound=Callable[..., Any])


def store_option(function: F) -> F:
    """Add `--store`."""
    return click.option(
        "--store",
        metavar="DIR",
        envvar="KG_STORE",
        help="The folder of the store (default: ./kg-store, KG_STORE or the setting in kg.toml).",
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


def settings(context: click.Context) -> Config:
    """Return the settings read at the entry point."""
    config = context.find_object(Config)
    return config or Config()


def store_path(context: click.Context, store: str | None) -> str:
    """Return the store to use: the option, else the setting."""
    return store or settings(context).store
