"""What the README shows is what happens."""

import re
import shlex
from pathlib import Path

import click
import pytest

from kg.cli.main import cli
from tests.readme import README, ROOT, tour


def test_the_tour_prints_what_the_readme_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = README.read_text(encoding="utf-8")
    assert tour(text, tmp_path) == text, "run: python -m tests.readme"


def commands() -> list[str]:
    """Return the kg commands of the README's shell blocks, without comments and redirections."""
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    lines = [line.split("  #")[0].split(" > ")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("kg ")]


def test_there_are_commands() -> None:
    assert len(commands()) >= 5


@pytest.mark.parametrize("line", commands())
def test_every_command_parses(line: str) -> None:
    words = shlex.split(line)
    command = cli.commands[words[1]]
    command.parse_args(click.Context(command, info_name=words[1]), words[2:])


def test_links_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("http")]
    assert len(links) >= 5
    assert [link for link in links if not (ROOT / link).exists()] == []
