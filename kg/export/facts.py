"""The stored articles as facts documents, with the IRI and key under which the graph holds each entity."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg import iri
from kg.errors import OutputError
from kg.export.write import write_whole
from kg.facts import to_facts
from kg.model import Record
from kg.store import Entry, Store


def write_facts(store: Store, folder: Path) -> int:
    """Write each stored article's facts document NAME.json into a folder, making it; return how many.

    NAME is that of the file that the article was read from; where two articles share one, a hash tells them apart.
    Raises OutputError if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror or error}", hint="choose another folder") from None
    names: dict[str, list[str]] = {}
    for article, origin in store.records.origins().items():
        names.setdefault(_stem(origin), []).append(article)
    count = 0
    for name, articles in sorted(names.items()):
        for article in articles:
            entry = store.records.get(article)
            if entry is None:
                continue
            target = folder / (f"{name}.json" if len(articles) == 1 else f"{name}-{iri.digest(article, size=4)}.json")
            text = json.dumps(facts_of(store, entry), ensure_ascii=False, indent=1)
            write_whole(target, (text + "\n").encode("utf-8"))
            count += 1
    return count


def facts_of(store: Store, entry: Entry) -> dict[str, object]:
    """Return an article's facts document as the graph has it: without what was withheld or rejected."""
    record, identity = entry.record, store.identity(entry.record)
    kept = _kept(record, store.withheld(entry))
    article = record.article.id
    return to_facts(kept, key=partial(identity.key, article), iri=partial(identity.iri, article))


def _kept(record: Record, withheld: frozenset[str]) -> Record:
    return replace(
        record,
        claims=tuple(c for i, c in enumerate(record.claims) if f"claim {i}" not in withheld),
        measures=tuple(m for i, m in enumerate(record.measures) if f"measure {i}" not in withheld),
    )


def _stem(origin: str) -> str:
    """Return a file name's stem; of an address or an article within a file a readable part of it."""
    file, _, number = origin.partition("#")
    stem = file.rstrip("/").rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    return (iri.slug(stem) or "article") + (f"-{iri.slug(number)}" if number else "")
