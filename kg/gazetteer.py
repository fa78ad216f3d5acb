"""The gazetteer: places, agencies and companies known by name, read from `ontology/gazetteer/`.

Places stand in `places.tsv` and, provinces and districts of the second rank, in `districts.tsv` (one line each,
compiled from GeoNames), agencies and companies in Turtle; the few ids of Wikidata that are certain in `wikidata.tsv`.
Keys look like "city/cn/hefei", "region/cn/anhui", "country/cn", "bureau/cn/miit", "company/xiaomi".
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import InputError
from kg.model import EntityType
from kg.resources import ontology_dir
from kg.vocabulary import KG, ROOT

BASE: Final = ROOT + "gazetteer/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# What does not fall apart into a letter and an accent.
_LETTERS: Final = str.maketrans(
    {"’": "'", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "ı": "i"}
)
_COLUMNS: Final = 8
_TYPES: Final[dict[str, EntityType]] = {
    "city": "City",
    "region": "Region",
    "country": "Country",
    "bureau": "Bureau",
    "company": "Company",
}


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that the gazetteer knows.

    `parent` is the key of the region or country that a place lies in, of the place that an agency has jurisdiction
    over, or of a company's country; "" if there is none. `adjectives` are demonyms ("Chinese", "Bavarian").
    """

    key: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    names_zh: tuple[str, ...] = ()
    parent: str = ""
    population: int = 0
    geonames: int = 0
    adjectives: tuple[str, ...] = ()
    lesser: bool = False  # a province or district that needs its context to be told by its bare name


class Gazetteer:
    """Lookups by name and by key. Rows are decoded only when asked for, so that loading stays fast."""

    def __init__(
        self,
        rows: Iterable[str],
        others: Iterable[Known],
        version: str,
        wikidata: Mapping[str, str] | None = None,
        districts: Iterable[str] = (),
    ) -> None:
        self.version = version
        self.wikidata: Mapping[str, str] = wikidata or {}
        self._rows: dict[str, str] = {}
        self._lesser: set[str] = set()
        self._known: dict[str, Known] = {}
        self._keys: dict[str, list[str]] = {}
        self._folded: dict[str, list[str]] | None = None
        self._adjectives: dict[str, str] = {}
        ranked = chain(((row, False) for row in rows), ((row, True) for row in districts))
        for row, lesser in ranked:
            key, name, names, adjectives = _names_of(row)
            if lesser:
                self._lesser.add(key)
            self._rows[key] = row
            self._index(key, (name, *names))
            for adjective in adjectives:
                self._adjectives.setdefault(adjective, key)
        for known in others:
            self._known[known.key] = known
            self._index(known.key, (known.name, *known.names))

    @classmethod
    def load(cls, folder: Path | None = None) -> "Gazetteer":
        """Read the gazetteer's files. Raises InputError if one is missing or damaged."""
        return _load(folder or ontology_dir() / "gazetteer")

    def _index(self, key: str, names: Iterable[str]) -> None:
        for name in dict.fromkeys(names):
            self._keys.setdefault(name, []).append(key)

    def get(self, key: str) -> Known | None:
        """Return what has a key, or None."""
        known = self._known.get(key)
        if known is None and (row := self._rows.get(key)) is not None:
            known = self._known[key] = _decode(row, key in self._lesser)
        return known

    def agencies(self) -> tuple[Known, ...]:
        """Return all ministries and agencies, sorted by key."""
        return tuple(self._known[key] for key in sorted(self._known) if key.startswith("bureau/"))

    def lookup(self, name: str, *types: EntityType) -> tuple[Known, ...]:
        """Return what bears exactly this name (accents may be missing), of the given types, the biggest first."""
        keys = self._keys.get(name) or self._keys.get(plain(name)) or []
        return self._candidates(keys, types)

    def countries(self, name: str) -> tuple[Known, ...]:
        """Return the countries of this name, which a tokeniser may have parted from its last full stop: "U.S"."""
        return self.lookup(name, "Country") or self.lookup(name + ".", "Country")

    def lookup_any_case(self, name: str, *types: EntityType) -> tuple[Known, ...]:
        """Return what bears this name in any case, as needed for words in capitals."""
        if self._folded is None:
            folded: dict[str, list[str]] = {}
            for form, keys in self._keys.items():
                folded.setdefault(form.casefold(), []).extend(keys)
            self._folded = folded
        return self._candidates(dict.fromkeys(self._folded.get(name.casefold(), [])), types)

    def _candidates(self, keys: Iterable[str], types: tuple[EntityType, ...]) -> tuple[Known, ...]:
        found = [k for key in keys if (k := self.get(key)) is not None and (not types or k.type in types)]
        return tuple(sorted(found, key=lambda k: (-k.population, k.key)))

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield every name with the key of its first bearer of each kind."""
        for name, keys in self._keys.items():
            yield name, keys[0]
            if len(keys) > 1:
                first = keys[0].partition("/")[0]
                kinds = {key.partition("/")[0]: key for key in reversed(keys)}
                yield from ((name, kinds[kind]) for kind in sorted(kinds) if kind != first)

    def parents(self, key: str) -> tuple[Known, ...]:
        """Return the places that a thing lies in or belongs to, the nearest first."""
        nearest: list[Known] = []
        known = self.get(key)
        while known is not None and known.parent and len(nearest) < 8:
            known = self.get(known.parent)
            if known is not None:
                nearest.append(known)
        return tuple(nearest)

    def within(self, inner: str, outer: str) -> bool:
        """Tell whether a thing lies in a place."""
        return any(parent.key == outer for parent in self.parents(inner))

    def country_of_adjective(self, word: str) -> Known | None:
        """Return the country or region that an adjective such as "Chinese" belongs to, or None."""
        key = self._adjectives.get(word)
        return self.get(key) if key else None

    @property
    def adjectives(self) -> frozenset[str]:
        """All demonyms and adjectives of places."""
        return frozenset(self._adjectives)


def plain(name: str) -> str:
    """Return a name without accents and with straight apostrophes."""
    if name.isascii():
        return name
    letters = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


@lru_cache(maxsize=4)
def _load(folder: Path) -> Gazetteer:
    places = folder / "places.tsv"
    try:
        data = places.read_bytes()
        lesser = (folder / "districts.tsv").read_bytes() if (folder / "districts.tsv").exists() else b""
        ids = (folder / "wikidata.tsv").read_bytes() if (folder / "wikidata.tsv").exists() else b""
        turtle = {file: file.read_bytes() for file in sorted(folder.glob("*.ttl"))}
    except OSError as error:
        raise InputError(f"the gazetteer cannot be read: {error}", hint="install kg again") from None
    digest = sha256(data + lesser + ids)
    others: list[Known] = []
    for file, content in turtle.items():
        digest.update(content)
        others.extend(_read_turtle(file, content))
    rows, districts = (
        [line for line in content.decode("utf-8").splitlines() if line and not line.startswith("#")]
        for content in (data, lesser)
    )
    for file, some in ((places, rows), (folder / "districts.tsv", districts)):
        if any(row.count("\t") != _COLUMNS - 1 for row in some[:: max(1, len(some) // 50)]):
            raise InputError(f"{file}: a line has not {_COLUMNS} columns", hint="compile the gazetteer again")
    pairs = [line.split("\t") for line in ids.decode("utf-8").splitlines() if line and not line.startswith("#")]
    if any(len(pair) != 2 for pair in pairs):
        raise InputError(f"{folder / 'wikidata.tsv'}: a line has not 2 columns", hint="mend the gazetteer file")
    return Gazetteer(rows, others, digest.hexdigest()[:12], dict(pairs), districts)


def _names_of(row: str) -> tuple[str, str, list[str], list[str]]:
    key, name, names, _, _, _, _, adjectives = row.split("\t")
    return key, name, names.split("|") if names else [], adjectives.split("|") if adjectives else []


def _decode(row: str, lesser: bool) -> Known:
    key, name, names, names_zh, parent, population, geonames, adjectives = row.split("\t")
    return Known(
        key=key,
        type=_TYPES[key.partition("/")[0]],
        name=name,
        names=_parts(names),
        names_zh=_parts(names_zh),
        parent=parent,
        population=int(population or 0),
        geonames=int(geonames or 0),
        adjectives=_parts(adjectives),
        lesser=lesser,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _read_turtle(file: Path, content: bytes) -> Iterator[Known]:
    """Yield the agencies and companies of a Turtle file."""
    values: dict[str, dict[str, list[tuple[str, str]]]] = {}
    try:
        for triple in parse(content, format=RdfFormat.TURTLE):
            subject, node = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(node, Literal | NamedNode):
                language = (node.language or "") if isinstance(node, Literal) else ""
                values.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(
                    (node.value, language)
                )
    except SyntaxError as error:
        raise InputError(f"{file}: not valid Turtle: {error}", hint="mend the gazetteer file") from None
    for iri in sorted(values):
        if _TYPE in values[iri]:
            yield _known(file, iri, values[iri])


def _known(file: Path, iri: str, values: dict[str, list[tuple[str, str]]]) -> Known:
    key = iri.removeprefix(BASE)
    kind = key.partition("/")[0]
    labels = values.get(_SKOS + "prefLabel", [])
    names = [v for v, tag in labels if tag in ("en", "")]
    if key == iri or kind not in _TYPES or len(names) != 1:
        raise InputError(f"{file}: <{iri}> needs a known kind and one English skos:prefLabel", hint="mend the file")
    others = values.get(_SKOS + "altLabel", [])
    parents = [*values.get(KG.jurisdiction, []), *values.get(KG.locatedIn, [])]
    return Known(
        key=key,
        type=_TYPES[kind],
        name=names[0],
        names=tuple(sorted(v for v, tag in others if tag != "zh")),
        names_zh=tuple(sorted(v for v, tag in (*labels, *others) if tag == "zh")),
        parent=min((v.removeprefix(BASE) for v, _ in parents), default=""),
    )
