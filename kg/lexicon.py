"""The lexicon: which words name a class and which words and frames state a property, read from `ontology/lexicon/`.

Modelled after W3C OntoLex-Lemon (entry, form, denotes; frames with arguments), flat and without blank nodes.
Everything here is data: a new facility kind, agency type, plan kind or verb is an edit of a Turtle file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import InputError
from kg.vocabulary import KG, LEX

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that name a class: `denotes` is a `kg:` class or "" (units, roles …), `code` the local name of a code.

    `role` says how the words are used ("head", "suffix", "designator" … as the finder that reads them defines).
    """

    iri: str
    denotes: str
    code: str
    role: str
    forms: tuple[str, ...]
    plurals: tuple[str, ...]
    forms_zh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that state something: `states` is a `kg:` property or "", `code` a code it sets, `kind` a measure kind.

    `arguments` map a grammatical slot to a role, e.g. ("nsubj", "object"), ("dobj", "subject"), ("by", "object").
    """

    iri: str
    states: str
    code: str
    kind: str
    role: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    phrases: tuple[str, ...]
    arguments: tuple[tuple[str, str], ...]
    phrases_zh: tuple[str, ...] = ()

    def argument(self, slot: str) -> str | None:
        """Return the role that a grammatical slot fills, or None."""
        return next((role for name, role in self.arguments if name == slot), None)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All entries and frames, with a version, a hash of the files' content, that decides what is equal."""

    entries: tuple[Entry, ...]
    frames: tuple[Frame, ...]
    version: str
    by_iri: dict[str, Entry | Frame] = field(repr=False, default_factory=dict)

    def __eq__(self, other: object) -> bool:
        # Caches have lexicons as keys: two that were read from the same files must not be compared entry by entry.
        return isinstance(other, Lexicon) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def denoting(self, *classes: str) -> tuple[Entry, ...]:
        """Return the entries that name one of the classes (local names)."""
        return tuple(e for e in self.entries if e.denotes in classes)

    def with_role(self, role: str) -> tuple[Entry, ...]:
        """Return the entries with a role."""
        return tuple(e for e in self.entries if e.role == role)

    def stating(self, *properties: str) -> tuple[Frame, ...]:
        """Return the frames that state one of the properties (local names)."""
        return tuple(f for f in self.frames if f.states in properties)


def plural(form: str) -> str:
    """Return the regular English plural of a noun phrase's last word."""
    if re.search(r"(s|x|z|ch|sh)$", form):
        return form + "es"
    if re.search(r"[^aeiou]y$", form):
        return form[:-1] + "ies"
    return form + "s"


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression's alternation of words, the longest first; of none, what never matches."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) or r"(?!)"


def read_lexicon(files: Iterable[Path]) -> Lexicon:
    """Read lexicon files (Turtle). Raises InputError if one is not Turtle or states something unknown."""
    properties: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    digest = sha256()
    for file in sorted(files):
        data = file.read_bytes()
        digest.update(data)
        try:
            for triple in parse(data, format=RdfFormat.TURTLE):
                if isinstance(triple.subject, NamedNode):
                    node = triple.object
                    language = node.language or "" if isinstance(node, Literal) else ""
                    value = node.value if isinstance(node, Literal | NamedNode) else str(node)
                    properties[triple.subject.value][triple.predicate.value].append((value, language))
        except SyntaxError as error:
            raise InputError(f"{file}: not valid Turtle: {error}", hint="mend the lexicon file") from None
    entries, frames = [], []
    for iri in sorted(properties):
        types = {value for value, _ in properties[iri].get(RDF_TYPE, [])}
        if LEX.Entry in types:
            entries.append(_entry(iri, properties[iri]))
        elif LEX.Frame in types:
            frames.append(_frame(iri, properties[iri]))
    by_iri: dict[str, Entry | Frame] = {e.iri: e for e in entries}
    by_iri.update((f.iri, f) for f in frames)
    return Lexicon(tuple(entries), tuple(frames), digest.hexdigest()[:12], by_iri)


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _texts(values: dict[str, list[tuple[str, str]]], term: str, language: str = "en") -> tuple[str, ...]:
    found = {form for v, tag in values.get(LEX[term], []) if tag in (language, "") for form in expand(v)}
    return tuple(sorted(found))


def expand(form: str) -> tuple[str, ...]:
    """Return all forms that one with alternatives stands for: "(start|begin) (mass |)production" → four forms."""
    match = re.search(r"\(([^()]*\|[^()]*)\)", form)
    if match is None:
        return (form,)
    before, after = form[: match.start()], form[match.end() :]
    return tuple(dict.fromkeys(x for part in match[1].split("|") for x in expand(before + part + after)))


def _first(values: dict[str, list[tuple[str, str]]], term: str) -> str:
    found = sorted(v for v, _ in values.get(LEX[term], []))
    return _local(found[0]) if found else ""


def _entry(iri: str, values: dict[str, list[tuple[str, str]]]) -> Entry:
    denotes = _first(values, "denotes")
    if denotes and denotes not in KG.terms:
        raise InputError(f"lexicon entry <{iri}> denotes an unknown class {denotes}", hint="see ontology/kg.ttl")
    forms = _texts(values, "form")
    given = _texts(values, "plural")
    return Entry(
        iri=iri,
        denotes=denotes,
        code=_first(values, "code"),
        role=_first(values, "role"),
        forms=forms,
        plurals=given or tuple(plural(f) for f in forms),
        forms_zh=_texts(values, "form", "zh") if any(t == "zh" for _, t in values.get(LEX["form"], [])) else (),
    )


def _frame(iri: str, values: dict[str, list[tuple[str, str]]]) -> Frame:
    states = _first(values, "states")
    if states and states not in KG.terms:
        raise InputError(f"lexicon frame <{iri}> states an unknown property {states}", hint="see ontology/kg.ttl")
    arguments = []
    for text in _texts(values, "argument"):
        slot, separator, role = text.partition("=")
        if not separator:
            raise InputError(f"lexicon frame <{iri}>: argument {text!r} is not slot=role", hint="e.g. nsubj=object")
        arguments.append((slot.strip(), role.strip()))
    chinese = any(tag == "zh" for _, tag in values.get(LEX["phrase"], []))
    return Frame(
        iri=iri,
        states=states,
        code=_first(values, "code"),
        kind=_first(values, "kind"),
        role=_first(values, "role"),
        verbs=_texts(values, "verb"),
        nouns=_texts(values, "noun"),
        adjectives=_texts(values, "adjective"),
        phrases=_texts(values, "phrase"),
        arguments=tuple(arguments),
        phrases_zh=_texts(values, "phrase", "zh") if chinese else (),
    )
