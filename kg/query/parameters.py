"""Turn the parameters that a reader typed into RDF terms of the right type."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.entities import find_entity
from kg.query.header import Parameter, Question
from kg.query.library import did_you_mean
from kg.query.rows import XSD, Queryable, Term
from kg.resources import ontology_dir
from kg.vocabulary import CODE_BASE, KG, PREFIXES


def bind(store: Queryable, question: Question, params: Mapping[str, str | Sequence[str]]) -> dict[str, list[Term]]:
    """Return the terms of each parameter given or with a default.

    Raises UsageError for unknown or missing parameters and for values that are not of the parameter's type.
    """
    names = [one.name for one in question.parameters]
    what = f"the question {question.id!r}" if question.id else question.origin
    for name in params:
        if name not in names:
            known = ", ".join(names)
            hint = did_you_mean(name, names) or (f"it takes: {known}" if known else "it takes none")
            raise UsageError(f"{what} has no parameter {name!r}", hint=hint)
    bound: dict[str, list[Term]] = {}
    for parameter in question.parameters:
        given = params.get(parameter.name, parameter.default)
        if given is None:
            if parameter.required:
                hint = f"add -p {parameter.name}=… ({parameter.of.lower() or parameter.type}): {parameter.description}"
                raise UsageError(f"{what} needs the parameter {parameter.name!r}", hint=hint)
            continue
        values = [given] if isinstance(given, str) else list(given)
        bound[parameter.name] = [term(store, parameter, value) for value in values]
    return bound


def read_assignments(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the values by name of texts such as "place=Beijing"; a name may come twice, for any of its values.

    Raises UsageError for a text without "=".
    """
    found: dict[str, list[str]] = {}
    for one in texts:
        name, sign, value = one.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"expected name=value, got {one!r}", hint="for instance: -p place=Beijing")
        found.setdefault(name.strip(), []).append(value.strip())
    return found


def term(store: Queryable, parameter: Parameter, value: str) -> Term:
    """Return a parameter's value as a term. Raises UsageError if it is not of the parameter's type."""
    if parameter.type == "entity":
        return find_entity(store, value, parameter.of)
    if parameter.type == "code":
        return _code(store, parameter, value)
    if parameter.type == "text":
        return ox.Literal(value)
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", value.strip()):
            raise UsageError(f"the parameter {parameter.name!r} is a whole number, not {value!r}")
        return ox.Literal(str(int(value)), datatype=ox.NamedNode(XSD + "integer"))
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise UsageError(f"the parameter {parameter.name!r} is a date like 2026-03-31, not {value!r}") from None
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD + "date"))


def _code(store: Queryable, parameter: Parameter, value: str) -> ox.NamedNode:
    """Return the code that is used with the parameter's property or defined in the ontology."""
    name = value.strip().removeprefix(CODE_BASE).removeprefix("kgc:").replace(" ", "-")
    known = {
        row[0].value.removeprefix(CODE_BASE)
        for row in store.query(f"SELECT DISTINCT ?code {{ ?thing <{KG[parameter.of]}> ?code FILTER(isIRI(?code)) }}")
    }
    folded = {_folded(code): code for code in known}
    if _folded(name) not in folded:
        folded = _defined_codes() | folded
    if _folded(name) not in folded:
        listed = ", ".join(sorted(known)) or "none in this graph"
        hint = did_you_mean(name, sorted(set(folded.values()))) or f"used: {listed}"
        raise UsageError(f"no {parameter.of} is called {value!r}", hint=hint)
    return ox.NamedNode(CODE_BASE + folded[_folded(name)])


def _folded(code: str) -> str:
    return re.sub(r"[-_ ]", "", code).casefold()


def _defined_codes() -> dict[str, str]:
    """Return the codes that the ontology's schemes hold, by name and by label in any language."""
    concept, label = PREFIXES["skos"] + "Concept", PREFIXES["skos"] + "prefLabel"
    codes, labels = set(), []
    for path in sorted(ontology_dir().glob("*.ttl")):
        for quad in ox.parse(path=str(path)):
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode) and value.value == concept:
                codes.add(subject.value)
            elif isinstance(subject, ox.NamedNode) and quad.predicate.value == label:
                labels.append((_folded(value.value), subject.value))
    found = {name: iri.removeprefix(CODE_BASE) for name, iri in sorted(labels) if iri in codes}
    return found | {_folded(iri.removeprefix(CODE_BASE)): iri.removeprefix(CODE_BASE) for iri in sorted(codes)}
