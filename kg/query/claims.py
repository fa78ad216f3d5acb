"""Claims by subject, property and object, and an entity with its facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

import pyoxigraph as ox

from kg.errors import UsageError
from kg.query.ask import ask
from kg.query.entities import find_entity
from kg.query.header import Parameter
from kg.query.library import did_you_mean
from kg.query.parameters import term
from kg.query.rows import Queryable, Rows, Thing
from kg.query.show import show
from kg.vocabulary import KG, PREFIXES

CODED: Final = ("planKind", "facilityKind", "industry", "status")
WORDED: Final = ("objective", "product", "periodStart", "periodEnd", "opened")
NUMBERED: Final = ("hasTarget", "hasObservation", "hasCapacity", "hasInvestment")
LINKS: Final = "issuedBy appliesTo partOfPlan supersedes operates locatedIn headquarteredIn jurisdiction partOf".split()
PROPERTIES: Final = (*LINKS, *NUMBERED, *CODED, *WORDED)

_CLAIMS: Final = """SELECT ?subject ?predicate ?object
  ?quote ?start ?end ?confidence ?publisher ?date ?source ?article ?claim {
  GIVEN
  ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    oa:hasSelector ?selector ; prov:wasDerivedFrom ?article .
  ?selector oa:exact ?quote ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?claim kg:confidence ?confidence }
  OPTIONAL { ?claim kg:attributedTo ?source }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?date }
} ORDER BY ?subject ?predicate ?object ?date ?article ?start ?claim"""

_FACTS: Final = """SELECT DISTINCT ?subject ?predicate ?object {
  { VALUES ?thing { GIVEN } ?thing ?predicate ?object BIND(?thing AS ?subject) }
  UNION
  { VALUES ?thing { GIVEN } ?subject ?predicate ?thing BIND(?thing AS ?object) }
  VALUES ?predicate { PROPERTIES }
} ORDER BY ?predicate ?subject ?object"""

_NAMES: Final = """SELECT ?property ?value {
  VALUES ?thing { GIVEN } VALUES ?property { rdf:type skos:prefLabel skos:altLabel owl:sameAs }
  ?thing ?property ?value
} ORDER BY ?property LANG(?value) STR(?value)"""


@dataclass(frozen=True)
class Entity:
    """An entity of the graph: its names by language tag and text, its class, its facts as rows, its page as text."""

    label: str
    iri: str
    type: str
    names: tuple[tuple[str, str], ...]
    same_as: tuple[str, ...]
    facts: Rows = field(repr=False)
    page: str = field(repr=False)

    @property
    def thing(self) -> Thing:
        """The entity as it stands in the cells of rows."""
        return Thing(self.label, self.iri)

    def __str__(self) -> str:
        return self.page

    def _repr_html_(self) -> str:
        others = ", ".join(escape(name) for _, name in self.names if name != self.label)
        return f"<h4>{escape(self.label)} ({escape(self.type)})</h4><p>{others}</p>{self.facts._repr_html_()}"


def entity(store: Queryable, name: str) -> Entity:
    """Return an entity by name, alias, Chinese name or IRI. Raises UsageError if none, or more than one, has it."""
    node = find_entity(store, name)
    names = ask(store, _NAMES.replace("GIVEN", str(node)), name_things=False)
    kept: dict[str, list[ox.Literal | ox.NamedNode]] = {}
    for property_, value in names.terms:
        if isinstance(property_, ox.NamedNode) and isinstance(value, ox.Literal | ox.NamedNode):
            kept.setdefault(property_.value.rpartition("#")[2], []).append(value)
    properties = " ".join(f"kg:{one}" for one in PROPERTIES)
    facts = ask(store, _FACTS.replace("GIVEN", str(node)).replace("PROPERTIES", properties))
    labelled = [
        (one.language or "", one.value)
        for one in (*kept.get("prefLabel", ()), *kept.get("altLabel", ()))
        if isinstance(one, ox.Literal)
    ]
    types = [one.value.removeprefix(KG.base) for one in kept.get("type", ()) if one.value != KG.Place]
    label = min(labelled, key=lambda one: (one[0] != "en", labelled.index(one)), default=("", node.value))[1]
    same = tuple(one.value for one in kept.get("sameAs", ()))
    return Entity(label, node.value, types[0] if types else "", tuple(labelled), same, facts, show(store, node.value))


def claims(store: Queryable, s: str | None, p: str | None, o: str | None) -> Rows:
    """Return the claims with that subject, property and object, each with quote, offsets, source and date.

    Subject and object are names or IRIs; the object of a coded property is a code, of a worded one its text. None
    matches everything. Raises UsageError for a name, property or code that there is not.
    """
    given = []
    local = None if p is None else _property(p)
    if s is not None:
        given.append(f"VALUES ?subject {{ {find_entity(store, s)} }}")
    if local is not None:
        given.append(f"VALUES ?predicate {{ <{KG[local]}> }}")
    if o is not None:
        given.append(_object(store, local, o))
    return ask(store, _CLAIMS.replace("GIVEN", " ".join(given) or "?claim a kg:Claim ."))


def _property(name: str) -> str:
    local = name.strip("<>").removeprefix(KG.base).removeprefix("kg:")
    if local not in PROPERTIES:
        known: Sequence[str] = sorted(PROPERTIES)
        hint = did_you_mean(local, list(known)) or f"one of: {', '.join(known)}"
        raise UsageError(f"no claims have a property {name!r}", hint=hint)
    return local


def _object(store: Queryable, local: str | None, value: str) -> str:
    if local in CODED:
        return f"VALUES ?object {{ {term(store, Parameter('o', 'code', '', of=local), value)} }}"
    if local in WORDED or local in NUMBERED:
        text = ox.Literal(value)
        # numbers are compared as numbers, words as words
        test = f"STR(?object) = {text}"
        if local in NUMBERED:
            test = f"EXISTS {{ ?object <{KG.value}> ?number FILTER(?number = {_number(value)}) }}"
        return f"FILTER({test})"
    return f"VALUES ?object {{ {find_entity(store, value)} }}"


def _number(value: str) -> ox.Literal:
    try:
        float(value)
    except ValueError:
        raise UsageError(f"the object of a property with a number is a number, not {value!r}") from None
    return ox.Literal(value, datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal"))
