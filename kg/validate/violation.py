"""What a check found, in one form, whoever found it: pySHACL or Python."""

from dataclasses import dataclass
from typing import Final, Literal

from kg.vocabulary import ROOT

Severity = Literal["Violation", "Warning", "Info"]

SHAPES_BASE: Final = ROOT + "shapes#"
ORDER: Final[dict[Severity, int]] = {"Violation": 0, "Warning": 1, "Info": 2}


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a check.

    `focus` is the node at fault (its IRI); `path` the property, with "^" before it if followed backwards; `value` the
    value at fault as an N-Triples term; `shape` the local name of the shape; `component` the kind of rule that was
    broken ("ClassConstraintComponent"). `predicates` are the properties that the rule speaks of, also where there is
    no path. `article`, `claim` and `quote` say where it stands, when that was found; `headline` and `about` name the
    article and the thing at fault for a reader.
    """

    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str
    severity: Severity
    message: str
    predicates: tuple[str, ...] = ()
    article: str | None = None
    claim: str | None = None
    quote: str | None = None
    headline: str | None = None
    about: str | None = None


def rank(violation: Violation) -> tuple[int, str, str, str, str, str, str, str, str]:
    """Return a key that sorts violations: the graver first, then by article, node, path, shape and value."""
    return (
        ORDER[violation.severity],
        violation.article or "",
        violation.focus,
        violation.path or "",
        violation.shape,
        violation.component,
        violation.value or "",
        violation.claim or "",
        violation.message,
    )
