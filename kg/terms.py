"""RDF terms as text in N-Triples, in canonical lexical forms; and quads made of them.

Text is what the store loads fastest, and a term that is text can be joined, hashed and compared without ado.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

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
_SPECIAL: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
Term = str
Triple = tuple[Term, Term, Term]


def node(iri: str) -> Term:
    """Return an IRI as a term."""
    return f"<{iri}>"


@cache
def kg(term: str) -> Term:
    """Return a term of the ontology. Raises KeyError if there is no such term."""
    return node(KG[term])


def text(value: str, language: str = "") -> Term:
    """Return a text, with a language tag if a valid one is given."""
    quoted = f'"{_SPECIAL.sub(_escaped, value)}"'
    return f"{quoted}@{language.lower()}" if _LANGUAGE.fullmatch(language) else quoted


def _escaped(found: re.Match[str]) -> str:
    letter = found[0]
    return _SHORT.get(letter) or f"\\u{ord(letter):04X}"


def integer(value: int) -> Term:
    """Return a whole number as xsd:integer."""
    return f'"{value}"^^<{_XSD}integer>'


def decimal(value: Decimal | float) -> Term:
    """Return a number as xsd:decimal without loose zeros."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return f'"{decimal_text(exact)}"^^<{_XSD}decimal>'


def day(value: date) -> Term:
    """Return a day as xsd:date."""
    return f'"{value.isoformat()}"^^<{_XSD}date>'


def lines(triples: Iterable[Triple], graph: Term) -> str:
    """Return the N-Quads of triples in a named graph."""
    return "".join([f"{s} {p} {o} {graph} .\n" for s, p, o in triples])


def merged_lines(triples: Iterable[Triple], graph: Term) -> str:
    """Return the N-Quads of triples in a named graph, each with its copy for the default graph."""
    return "".join([f"{s} {p} {o} {graph} .\n{s} {p} {o} .\n" for s, p, o in triples])


def quads(text_of_lines: str) -> list[Quad]:
    """Return the quads of N-Quads. Raises ValueError if a term is none in RDF."""
    try:
        return list(parse(text_of_lines.encode(), format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise ValueError(f"not in RDF: {error}") from None
