"""Find the entity that a reader means: by name, alias, Chinese name or IRI."""

import re
import unicodedata
from difflib import SequenceMatcher

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.rows import Queryable
from kg.vocabulary import KG, PREFIXES

PLACES = ("City", "Region", "Country")
CLASSES = (*PLACES, "Bureau", "Plan", "Company", "Facility")
_PREFIXES = f"PREFIX skos: <{PREFIXES['skos']}> PREFIX kg: <{KG.base}> "
_NEAR = 3


def find_entity(store: Queryable, name: str, of: str = "") -> ox.NamedNode:
    """Return the entity with that name, alias or IRI; `of` narrows to a class or to "Place".

    Raises UsageError if there is none (with near names) or more than one (with their IRIs).
    """
    given = name.strip()
    if re.match(r"<?[a-z][a-z0-9+.-]*://", given, re.I):
        return _by_iri(store, given.strip("<>"), of)
    what = of.lower() if of else "entity"
    if not given:
        raise UsageError(f"the name of a {what} is empty")
    found = _exact(store, given, of) or _folded(store, given, of)
    if len(found) == 1:
        return ox.NamedNode(found[0])
    if found:
        raise UsageError(f"{given!r} names {len(found)} things; give the IRI", hint=" or ".join(found[:5]))
    raise UsageError(f"no {what} is called {given!r}", hint=_near_names(store, given, of))


def folded(name: str) -> str:
    """Return a name as it is compared: compatibility forms, case, accents and spacing evened out."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return re.sub(r"[\W_]+", " ", kept).strip()


def _by_iri(store: Queryable, iri: str, of: str) -> ox.NamedNode:
    try:
        node = ox.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"not an IRI: {iri!r}") from error
    for row in store.query(f"SELECT ?now {{ {node} <{PREFIXES['dcterms']}isReplacedBy> ?now }}"):
        node = row[0]  # an old IRI of what was merged leads to the one that stands for it
    if not store.query(f"ASK {{ {node} ?property ?value }}"):
        raise UsageError(f"the graph holds nothing about {iri}")
    if of and not store.query(f"{_PREFIXES}ASK {{ {_classes(of)} {node} a ?class }}"):
        raise UsageError(f"{iri} is not a {of.lower()}")
    return node


def _classes(of: str) -> str:
    wanted = PLACES if of == "Place" else (of,) if of else CLASSES
    return f"VALUES ?class {{ {' '.join(f'<{KG[one]}>' for one in wanted)} }}"


def _exact(store: Queryable, name: str, of: str) -> list[str]:
    """Look the label up in the index, in the languages that labels come in."""
    forms = " ".join(
        str(one) for one in (ox.Literal(name, language="en"), ox.Literal(name, language="zh"), ox.Literal(name))
    )
    # The classes in a query of their own: together, a large store would go through all things of a class first.
    named = store.query(
        f"{_PREFIXES}SELECT DISTINCT ?thing ?main {{ VALUES ?label {{ {forms} }} "
        "?thing skos:prefLabel|skos:altLabel ?label BIND(EXISTS { ?thing skos:prefLabel ?label } AS ?main) }"
    )
    found = [(row[0], row[1].value == "true") for row in named]
    things = " ".join(sorted({str(thing) for thing, _ in found}))
    fitting = store.query(f"{_PREFIXES}SELECT ?thing {{ VALUES ?thing {{ {things} }} {_classes(of)} ?thing a ?class }}")
    right = {row[0] for row in fitting} if found else set()
    return _preferred([(thing.value, main) for thing, main in found if thing in right])


def _folded(store: Queryable, name: str, of: str) -> list[str]:
    wanted = folded(name)
    return _preferred(
        [(iri, main) for iri, label, main in _all_labels(store, of) if folded(label) == wanted and wanted]
    )


def _preferred(found: list[tuple[str, bool]]) -> list[str]:
    """Return the things whose main name it is, else those whose alias it is."""
    return sorted({iri for iri, main in found if main}) or sorted({iri for iri, _ in found})


def _all_labels(store: Queryable, of: str) -> list[tuple[str, str, bool]]:
    rows = store.query(
        f"{_PREFIXES}SELECT ?thing ?label ?property {{ {_classes(of)} ?thing a ?class . "
        "VALUES ?property { skos:prefLabel skos:altLabel } ?thing ?property ?label }"
    )
    return [(row[0].value, row[1].value, row[2].value.endswith("prefLabel")) for row in rows]


def _near_names(store: Queryable, name: str, of: str) -> str:
    """Return "did you mean …?" with the labels that are alike or hold the words."""
    wanted = folded(name)
    words = set(wanted.split())
    scored = set()
    for iri, label, _ in _all_labels(store, of):
        other = folded(label)
        score = SequenceMatcher(None, wanted, other).ratio() if other else 0.0
        if words and words <= set(other.split()):
            score = max(score, 0.9)
        elif len(wanted) > 1 and wanted in other:
            score = max(score, 0.8)
        if score >= 0.6:
            scored.add((-score, label, iri))
    names: dict[str, str] = {}
    for _, label, iri in sorted(scored):
        names.setdefault(iri, label)
    near = list(names.values())[:_NEAR]
    return f"did you mean {' or '.join(repr(one) for one in near)}?" if near else "see: kg query entities"
