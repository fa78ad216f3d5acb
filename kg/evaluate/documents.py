"""Facts documents on disk: the gold standard's form, read into plain dictionaries."""

import json
from pathlib import Path
from typing import Any

from kg.errors import InputError

Facts = dict[str, Any]


def read_documents(folder: Path) -> dict[str, Facts]:
    """Return the facts documents of a folder by file stem, sorted.

    Raises InputError if the folder is missing, holds none, or a file is not JSON.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder", hint="give a folder of facts documents, NAME.json")
    documents: dict[str, Facts] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            raise InputError(f"{path}: not a facts document: {error}") from None
        if isinstance(document, dict) and "entities" in document:
            documents[path.stem] = document
    return documents


def article_of(folder: Path, stem: str) -> Path | None:
    """Return the article file beside a gold document, or None."""
    return next((p for p in (folder / f"{stem}{ending}" for ending in (".txt", ".html", ".htm")) if p.exists()), None)
