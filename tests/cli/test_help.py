"""Help imports nothing heavy, and documents every command with an example that parses."""

import shlex
import subprocess
import sys

import click
import pytest

from kg.cli.main import cli

COMMANDS = sorted(cli.commands)
HEAVY = ("spacy", "matplotlib", "pyshacl", "rdflib", "networkx", "numpy", "trafilatura", "pyoxigraph")


def test_all_commands_of_the_design_are_there() -> None:
    wanted = {"build", "extract", "questions", "query", "show", "validate", "export", "draw", "evaluate", "status"}
    assert wanted <= set(COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom kg.cli.main import cli\n"
        "try: cli(['--help'], prog_name='kg')\nexcept SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "Usage: kg" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(kg, name: str) -> None:  # type: ignore[no-untyped-def]
    result = kg(name, "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"kg {name}" in result.output


def examples() -> list[tuple[str, str]]:
    """Return every example line of every help text."""
    found = []
    for name in COMMANDS:
        for line in (cli.commands[name].epilog or "").splitlines():
            text = line.strip()
            if text.startswith("kg "):
                found.append((name, text.split("   ")[0].split(" > ")[0].split(" < ")[0]))
    return found


def test_examples_were_found() -> None:
    assert len(examples()) >= 20


@pytest.mark.parametrize(("name", "line"), examples())
def test_every_example_parses(name: str, line: str) -> None:
    words = shlex.split(line)
    assert words[:2] == ["kg", name]
    command = cli.commands[name]
    context = click.Context(command, info_name=name)
    command.parse_args(context, words[2:])  # raises UsageError if an option is unknown
