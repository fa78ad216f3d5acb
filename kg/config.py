"""Settings: frozen, read once at the entry point from `kg.toml` and the command line, handed down from there.

A `kg.toml` in the working folder (or the file named with `--config`) may hold:

    store = "kg-store"        # folder of the store
    jobs = 1                  # worker processes of a build
    min_confidence = 0.0      # facts below are left out of what is printed
"""

import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from kg.errors import UsageError

FILE_NAME = "kg.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one run."""

    store: str = "kg-store"
    jobs: int = 1
    min_confidence: float = 0.0


def read_config(path: Path | None = None) -> Config:
    """Read settings from a TOML file; without a path from `kg.toml` in the working folder, if there is one.

    Raises UsageError for a file that cannot be read, an unknown setting or a value of the wrong type.
    """
    file = path or Path(FILE_NAME)
    if path is None and not file.is_file():
        return Config()
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: not valid TOML: {error}") from None
    types = {f.name: f.type for f in fields(Config)}
    for key, value in values.items():
        if key not in types:
            near = get_close_matches(key, types, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known settings: {', '.join(sorted(types))}"
            raise UsageError(f"{file}: unknown setting {key!r}", hint=hint)
        if not _fits(value, types[key]):
            raise UsageError(f"{file}: {key} = {value!r} should be of type {getattr(types[key], '__name__', '')}")
    return Config(**values)


def _fits(value: object, wanted: object) -> bool:
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, wanted) and not isinstance(value, bool)  # type: ignore[arg-type]
