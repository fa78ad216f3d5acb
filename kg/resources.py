"""Where `ontology/` and `queries/` are: beside the package in a checkout, inside it when installed from a wheel."""

from pathlib import Path

from kg.errors import InputError

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `ontology` or `queries`. Raises InputError if the installation lacks it."""
    for parent in (PACKAGE / "data", PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise InputError(f"the folder {name}/ is missing from this installation", hint="install kg again")


def ontology_dir() -> Path:
    """Return the folder of the ontology, shapes, codes, gazetteer and lexicon."""
    return folder("ontology")


def lexicon_files() -> list[Path]:
    """Return the Turtle files of the lexicon."""
    return sorted((ontology_dir() / "lexicon").glob("*.ttl"))


def queries_dir() -> Path:
    """Return the folder of the question library."""
    return folder("queries")


def identity_files() -> list[Path]:
    """Return the Turtle files of words that mean the same in names."""
    return sorted((ontology_dir() / "identity").glob("*.ttl"))
