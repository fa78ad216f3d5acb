"""The command line: click commands without logic. Nothing heavy is imported until a command runs."""

from kg.cli.main import main

__all__ = ["main"]
