"""What SHACL Core cannot say of a claim: its dates fit the article's, a plan's issuer fits its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.validate.claims import DERIVED_FROM
from kg.validate.constraints import XSD
from kg.validate.violation import Severity, Violation
from kg.vocabulary import CODE_BASE, KG, PREFIXES

FUTURE: Final = "NotInFutureConstraintComponent"
ELSEWHERE: Final = "JurisdictionConstraintComponent"
PUBLISHED: Final = PREFIXES["schema"] + "datePublished"
_RDF: Final = PREFIXES["rdf"]
_PARTS: Final = {_RDF + "subject": 0, _RDF + "predicate": 1, _RDF + "object": 2, DERIVED_FROM: 3}
_KEPT: Final = frozenset(
    {KG.startDate, KG.periodEnd, KG.openedDate, KG.partOf, KG.jurisdiction, KG.issuedBy, KG.appliesTo, PUBLISHED}
)
_OPERATING: Final = NamedNode(CODE_BASE + "operating")

Table = dict[str, dict[Any, list[Any]]]


@dataclass(frozen=True, slots=True)
class _Said:
    subject: Any
    predicate: str
    object: Any
    article: Any


def fitting_checks(quads: Iterable[Quad]) -> list[Violation]:
    """Return violations and warnings for dates ahead of the article that states them, and issuers from elsewhere.

    An observation that begins after its article is wrong; one that ends after it, a facility that is at work before
    it opens, and a plan for a place with which its issuer has nothing to do are doubtful.
    """
    kept: Table = {name: {} for name in _KEPT}
    parts: dict[Any, list[Any]] = {}
    for quad in quads:
        name = quad.predicate.value
        if name in _PARTS:
            parts.setdefault(quad.subject, [None] * 4)[_PARTS[name]] = quad.object
        elif name in _KEPT:
            values = kept[name].setdefault(quad.subject, [])
            if quad.object not in values:
                values.append(quad.object)
    said = [
        _Said(subject, predicate.value, value, article)
        for subject, predicate, value, article in parts.values()
        if isinstance(predicate, NamedNode) and subject is not None and value is not None
    ]
    return [*_ahead(said, kept), *_elsewhere(kept)]


def _ahead(said: list[_Said], kept: Table) -> Iterator[Violation]:
    working = {(one.subject, one.article) for one in said if (one.predicate, one.object) == (KG.status, _OPERATING)}
    for one in said:
        today = min((_day(value) for value in kept[PUBLISHED].get(one.article, ())), default="")
        if not today:
            continue
        if one.predicate == KG.hasObservation:
            for path, severity in ((KG.startDate, "Violation"), (KG.periodEnd, "Warning")):
                for value in kept[path].get(one.object, ()):
                    if _day(value) > today:
                        verb = "begins" if severity == "Violation" else "ends"
                        yield _violation(
                            one.object, path, value, "Observation-future", FUTURE, severity,  # type: ignore[arg-type]
                            f"What is reported as reached {verb} after the article of {today}; "
                            "make it a kg:Target, or mend the date.",
                        )  # fmt: skip
        elif one.predicate == KG.opened and (one.subject, one.article) in working:
            for value in kept[KG.openedDate].get(one.subject, ()):
                if _day(value) > today and _day(one.object) > today:
                    yield _violation(
                        one.subject, KG.opened, one.object, "Facility-opened-future", FUTURE, "Warning",
                        f"The facility is said to be at work but opens after the article of {today}; "
                        "drop the status, or mend the date.",
                    )  # fmt: skip


def _elsewhere(kept: Table) -> Iterator[Violation]:
    for plan, issuers in kept[KG.issuedBy].items():
        for issuer in issuers:
            homes = kept[KG.jurisdiction].get(issuer, ())
            for place in kept[KG.appliesTo].get(plan, ()):
                around = [_around(home, kept) for home in homes]
                # Where nothing is known of what a place belongs to, nothing can be said.
                known = all(len(one) > 1 for one in around) and len(_around(place, kept)) > 1
                if homes and known and not any(place in one for one in around):
                    if any(home in _around(place, kept) for home in homes):
                        continue
                    yield _violation(
                        plan, KG.issuedBy, issuer, "Issuer-jurisdiction", ELSEWHERE, "Warning",
                        "The plan applies to a place for which its issuer is not responsible; "
                        "give the plan's own place, or the bureau of that place.",
                    )  # fmt: skip


def _around(place: Any, kept: Table) -> set[Any]:
    """Return a place and all that it lies in."""
    found, waiting = set(), [place]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(kept[KG.partOf].get(one, ()))
    return found


def _day(value: Any) -> str:
    """Return the first day of a date, whole or partial, or "" if it is none: days compare as texts."""
    text = value.value if isinstance(value, Literal) else ""
    datatype = value.datatype.value if isinstance(value, Literal) else ""
    if datatype not in (XSD + "date", XSD + "string") or not text[:4].isdigit():
        return ""
    return text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text[:10]


def _violation(  # noqa: PLR0917  # in the order of a report
    focus: Any, path: str, value: Any, shape: str, component: str, severity: Severity, message: str
) -> Violation:
    return Violation(
        focus=getattr(focus, "value", str(focus)),
        path=path,
        value=str(value),
        shape=shape,
        component=component,
        severity=severity,
        message=message,
        predicates=(path,),
    )
