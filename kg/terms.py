"""RDF terms as pyoxigraph objects: the vocabularies' terms made once, literals in canonical lexical forms."""

import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.codec import decimal_text
from kg.vocabulary import KG

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
SCHEMA: Final = "https://schema.org/"
DCTERMS: Final = "http://purl.org/dc/terms/"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """Return an IRI as a node; cached, since the same few thousand occur in every quad."""
    return NamedNode(iri)


@cache
def kg(term: str) -> NamedNode:
    """Return a term of the ontology as a node. Raises KeyError if there is no such term."""
    return NamedNode(KG[term])


def text(value: str, language: str = "") -> Literal:
    """Return a text, with a language tag if a valid one is given."""
    return Literal(value, language=language) if _LANGUAGE.fullmatch(language) else Literal(value)


@lru_cache(maxsize=65536)
def integer(value: int) -> Literal:
    """Return a whole number as xsd:integer."""
    return Literal(str(value), datatype=node(_XSD + "integer"))


def decimal(value: Decimal | float) -> Literal:
    """Return a number as xsd:decimal without loose zeros."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return Literal(decimal_text(exact), datatype=node(_XSD + "decimal"))


def day(value: date) -> Literal:
    """Return a day as xsd:date."""
    return Literal(value.isoformat(), datatype=node(_XSD + "date"))
