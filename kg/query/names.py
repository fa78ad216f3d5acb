"""Names for the IRIs in an answer: labels, headlines, and numbers in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.query.rows import Queryable, Value, python_value
from kg.vocabulary import CODE_BASE, KG, PREFIXES

_BATCH = 500
_LANGUAGES = ("en", "", "zh")
_BOUNDS = {"atLeast": "at least ", "atMost": "at most ", "approximately": "about "}
_HEAD = f"PREFIX kg: <{KG.base}> PREFIX skos: <{PREFIXES['skos']}> PREFIX schema: <{PREFIXES['schema']}> "
_PARTS = ("value", "bound", "currency", "unit", "periodStart", "periodEnd")


def find_labels(store: Queryable, iris: Sequence[str]) -> dict[str, str]:
    """Return a name for each IRI that has one: a label (English before untagged before Chinese), an article's
    headline, a measure's number in words.
    """
    found: dict[str, tuple[int, str]] = {}
    for thing, label in _batches(store, "?thing ?label", "?thing skos:prefLabel|schema:headline ?label", iris):
        language = label.language or ""
        rank = _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)
        found[thing.value] = min(found.get(thing.value, (9, "")), (rank, label.value))
    labels = {iri: label for iri, (_, label) in found.items()}
    unnamed = [iri for iri in iris if iri not in labels and not iri.startswith(CODE_BASE)]
    pattern = "?thing kg:value ?value . " + " ".join(f"OPTIONAL {{ ?thing kg:{one} ?{one} }}" for one in _PARTS[1:])
    for row in _batches(store, "?thing " + " ".join(f"?{one}" for one in _PARTS), pattern, unnamed):
        values = {name: python_value(row[name], {}) for name in _PARTS}
        labels[row["thing"].value] = in_words(values)
    return dict(sorted(labels.items()))


def in_words(measure: Mapping[str, Value]) -> str:
    """Return a measure's parts in words: "at least 100 smart factories, 2024 to 2026"."""
    bound = getattr(measure.get("bound"), "iri", "").removeprefix(CODE_BASE)
    start, end = measure.get("periodStart"), measure.get("periodEnd")
    parts = (measure.get("currency"), f"{measure['value']:,f}", measure.get("unit"))
    words = _BOUNDS.get(bound, "") + " ".join(str(one) for one in parts if one)
    if start and end:
        return f"{words}, {start} to {end}" if start != end else f"{words}, {end}"
    if start or end:
        return f"{words}, since {start}" if start else f"{words}, by {end}"
    return words


def _batches(store: Queryable, variables: str, pattern: str, iris: Sequence[str]) -> Iterator[Any]:
    for start in range(0, len(iris), _BATCH):
        values = " ".join(f"<{iri}>" for iri in iris[start : start + _BATCH])
        yield from store.query(f"{_HEAD}SELECT {variables} {{ VALUES ?thing {{ {values} }} {pattern} }}")
