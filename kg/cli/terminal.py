"""What the terminal can show: whether there is one, and how wide."""

import shutil
import sys


def is_terminal() -> bool:
    """Say whether stdout is a terminal (tables and wrapping then, plain data otherwise)."""
    return sys.stdout.isatty()


def width() -> int | None:
    """Return the terminal's columns, or None when stdout is piped: then nothing is wrapped."""
    return shutil.get_terminal_size((100, 24)).columns if is_terminal() else None
