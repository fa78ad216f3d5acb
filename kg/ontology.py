"""The ontology as data: classes, properties and codes with their labels and definitions, read from `ontology/`.

The command line, the documentation and the checks read the terms from here; `kg/vocabulary.py` lists the same names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import InputError, UsageError
from kg.resources import ontology_dir
from kg.vocabulary import CODE_BASE, KG, PREFIXES

FILES: Final = ("kg.ttl", "codes.ttl")
OWL: Final = PREFIXES["owl"]
RDF: Final = PREFIXES["rdf"]
RDFS: Final = PREFIXES["rdfs"]
SKOS: Final = PREFIXES["skos"]
SCHEMA: Final = PREFIXES["schema"]
KG_IRIS: Final = frozenset(KG.base + name for name in KG.terms)

T = TypeVar("T")
Value = tuple[str, str]
Node = Mapping[str, list[Value]]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property; `parents` are superclasses, `domain` and `range` the most precise classes stated.

    Names in the ontology's namespace are local ("Plan"), all others are prefixed ("xsd:date").
    `kind` is "class", "object" (a property with things as values) or "data" (one with literals).
    """

    name: str
    iri: str
    kind: str
    label: str
    label_zh: str
    definition: str
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A concept of a scheme, e.g. `operating` of `statuses`; `notation` is that of ISIC Rev. 4 where there is one."""

    name: str
    iri: str
    scheme: str
    label: str
    label_zh: str
    definition: str
    notation: str = ""
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of codes."""

    name: str
    iri: str
    label: str
    label_zh: str
    definition: str


@dataclass(frozen=True)
class Ontology:
    """All terms and codes, each tuple in the order of names."""

    version: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    codes: tuple[Code, ...]

    def term(self, name: str) -> Term:
        """Return a class or property by its local name. Raises UsageError if there is none."""
        return _pick(name, {t.name: t for t in (*self.classes, *self.properties)}, "class or property")

    def code(self, name: str) -> Code:
        """Return a code by its local name. Raises UsageError if there is none."""
        return _pick(name, {c.name: c for c in self.codes}, "code")

    def scheme(self, name: str) -> tuple[Code, ...]:
        """Return the codes of a scheme by its local name. Raises UsageError if there is no such scheme."""
        _pick(name, {s.name: s for s in self.schemes}, "scheme")
        return tuple(c for c in self.codes if c.scheme == name)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Return the superclasses of a class within the ontology, nearest first."""
        found: list[str] = []
        waiting = list(self.term(name).parents)
        while waiting:
            parent = waiting.pop(0)
            if parent not in found and parent in KG.terms:
                found.append(parent)
                waiting.extend(self.term(parent).parents)
        return tuple(found)


def read_ontology(folder: Path | None = None) -> Ontology:
    """Read the ontology and its codes from a folder, by default the one that `kg` ships.

    Raises InputError if a file is missing or is not Turtle.
    """
    nodes = _read([(folder or ontology_dir()) / name for name in FILES])
    classes, properties, schemes, codes = [], [], [], []
    version = ""
    for iri, node in sorted(nodes.items()):
        types = {value for value, _ in node.get(RDF + "type", [])}
        if OWL + "Class" in types:
            classes.append(_term(iri, node, "class"))
        elif OWL + "ObjectProperty" in types:
            properties.append(_term(iri, node, "object"))
        elif OWL + "DatatypeProperty" in types:
            properties.append(_term(iri, node, "data"))
        elif SKOS + "ConceptScheme" in types:
            label, label_zh = _labels(node, SKOS + "prefLabel")
            schemes.append(Scheme(short(iri), iri, label, label_zh, _text(node, SKOS + "definition")))
        elif SKOS + "Concept" in types:
            codes.append(_code(iri, node))
        elif OWL + "Ontology" in types:
            version = _text(node, OWL + "versionInfo")
    return Ontology(version, tuple(classes), tuple(properties), tuple(schemes), tuple(codes))


def short(iri: str) -> str:
    """Return the local name of a term or code of ours, the prefixed name of a known vocabulary, or else the IRI."""
    for base in (KG.base, CODE_BASE):
        if iri.startswith(base):
            return iri.removeprefix(base)
    return next((f"{p}:{iri.removeprefix(base)}" for p, base in PREFIXES.items() if iri.startswith(base)), iri)


def term_table(ontology: Ontology) -> str:
    """Return the page of all classes, properties and codes in Markdown; `docs/ontology.md` is this text."""
    return "\n".join(_page(ontology)) + "\n"


def _page(ontology: Ontology) -> Iterator[str]:
    yield "# Terms of the ontology"
    yield ""
    yield f"Version {ontology.version}. Made from `ontology/kg.ttl` and `ontology/codes.ttl`: edit those."
    yield f"Prefix `kg:` is <{KG.base}>, `kgc:` is <{CODE_BASE}>."
    yield ""
    yield "## Classes"
    yield ""
    yield from _table(
        ("class", "中文", "is a", "what it is"),
        ((f"`kg:{t.name}`", t.label_zh, _names(t.parents), t.definition) for t in ontology.classes),
    )
    yield ""
    yield "## Properties"
    yield ""
    yield from _table(
        ("property", "中文", "from", "to", "inverse", "what it says"),
        (
            (
                f"`kg:{t.name}`",
                t.label_zh,
                _names(t.domain),
                _names(t.range),
                _names((t.inverse,) if t.inverse else ()),
                t.definition,
            )
            for t in ontology.properties
        ),
    )
    for scheme in ontology.schemes:
        yield ""
        yield f"## Codes: {scheme.label} (`kgc:{scheme.name}`)"
        yield ""
        yield scheme.definition
        yield ""
        codes = ontology.scheme(scheme.name)
        if any(c.notation for c in codes):
            yield from _table(
                ("code", "label", "中文", "ISIC", "kind of", "what it is"),
                ((f"`kgc:{c.name}`", c.label, c.label_zh, c.notation, c.broader or "", c.definition) for c in codes),
            )
        else:
            yield from _table(
                ("code", "label", "中文", "kind of", "what it is"),
                ((f"`kgc:{c.name}`", c.label, c.label_zh, c.broader or "", c.definition) for c in codes),
            )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(name if ":" in name else f"kg:{name}" for name in names)


def _read(files: Iterable[Path]) -> dict[str, Node]:
    nodes: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        try:
            for triple in parse(file.read_bytes(), format=RdfFormat.TURTLE):
                if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                    node = triple.object
                    language = (node.language or "") if isinstance(node, Literal) else ""
                    nodes[triple.subject.value][triple.predicate.value].append((node.value, language))
        except OSError as error:
            reason = error.strerror or "unreadable"
            raise InputError(f"{file}: cannot be read: {reason}", hint="install kg again") from None
        except SyntaxError as error:
            raise InputError(f"{file}: not valid Turtle: {error}", hint="mend the file") from None
    return {iri: dict(node) for iri, node in nodes.items()}


def _term(iri: str, node: Node, kind: str) -> Term:
    label, label_zh = _labels(node, RDFS + "label")
    inverse = _iris(node, OWL + "inverseOf")
    return Term(
        name=short(iri),
        iri=iri,
        kind=kind,
        label=label,
        label_zh=label_zh,
        definition=_text(node, SKOS + "definition"),
        parents=_iris(node, RDFS + "subClassOf"),
        domain=_iris(node, SCHEMA + "domainIncludes") or _iris(node, RDFS + "domain"),
        range=_iris(node, SCHEMA + "rangeIncludes") or _iris(node, RDFS + "range"),
        inverse=inverse[0] if inverse else None,
    )


def _code(iri: str, node: Node) -> Code:
    label, label_zh = _labels(node, SKOS + "prefLabel")
    broader = _iris(node, SKOS + "broader")
    return Code(
        name=short(iri),
        iri=iri,
        scheme=next(iter(_iris(node, SKOS + "inScheme")), ""),
        label=label,
        label_zh=label_zh,
        definition=_text(node, SKOS + "definition"),
        notation=_text(node, SKOS + "notation", ""),
        broader=broader[0] if broader else None,
    )


def _labels(node: Node, predicate: str) -> tuple[str, str]:
    return _text(node, predicate, "en"), _text(node, predicate, "zh")


def _text(node: Node, predicate: str, language: str | None = None) -> str:
    return min((v for v, tag in node.get(predicate, []) if language is None or tag == language), default="")


def _iris(node: Node, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(short(value) for value, _ in node.get(predicate, [])))


def _pick(name: str, found: Mapping[str, T], what: str) -> T:
    if name in found:
        return found[name]
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(found), n=1)
    hint = f"did you mean {near[0]}?" if near else "see docs/ontology.md"
    raise UsageError(f"there is no {what} {name!r}", hint=hint)
