"""A store built once from the sample articles, and a way to run `kg` in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import cli

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Run = Callable[..., Result]


@pytest.fixture(scope="session")
def kg() -> Run:
    """Run the command line as the entry point does: exit codes and one-line errors included."""

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin, prog_name="kg")

    return call


@pytest.fixture(scope="session")
def demo_store(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles as a store; tests must not change it."""
    path = tmp_path_factory.mktemp("demo") / "store"
    result = kg("build", EXAMPLES / "articles", "--store", path)
    assert result.exit_code == 0, result.output
    return path
