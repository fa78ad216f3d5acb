"""Misspelt properties: SHACL Core cannot list the properties of a node that it does not know of."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.ontology import KG_IRIS
from kg.validate.violation import Violation
from kg.vocabulary import KG, PREFIXES

COMPONENT: Final = "KnownPropertyConstraintComponent"
PREDICATE: Final = PREFIXES["rdf"] + "predicate"


def term_checks(quads: Iterable[Quad]) -> list[Violation]:
    """Return a violation for each property in the ontology's namespace that the ontology does not have.

    Properties that claims speak of are looked at too. Misspelt classes are caught by the shape Terms.
    """
    quads = list(quads)
    used = {quad.predicate.value for quad in quads}
    odd = {name for name in used if _misspelt(name)} | {PREDICATE}
    found = []
    for triple in {quad.triple for quad in quads if quad.predicate.value in odd}:
        predicate, value = triple.predicate.value, triple.object
        focus = getattr(triple.subject, "value", "")
        focus = focus if isinstance(triple.subject, NamedNode) else f"_:{focus}"
        if _misspelt(predicate):
            found.append(_unknown(focus, predicate, str(value), predicate))
        elif predicate == PREDICATE and isinstance(value, NamedNode) and _misspelt(value.value):
            found.append(_unknown(focus, predicate, str(value), value.value))
    return found


def _misspelt(iri: str) -> bool:
    return iri.startswith(KG.base) and iri not in KG_IRIS


def _unknown(focus: str, path: str, value: str, iri: str) -> Violation:
    name = iri.removeprefix(KG.base)
    near = get_close_matches(name, sorted(KG.terms), n=1)
    advice = f"did you mean kg:{near[0]}?" if near else "see docs/ontology.md for the properties that there are."
    return Violation(
        focus=focus,
        path=path,
        value=value,
        shape="Vocabulary",
        component=COMPONENT,
        severity="Violation",
        message=f"The ontology has no property kg:{name}; {advice}",
        predicates=(path,),
    )
