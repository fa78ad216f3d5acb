"""The report: for people, for programs, and as a standard `sh:ValidationReport`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from itertools import groupby
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.iri import digest
from kg.ontology import short
from kg.validate.claims import DERIVED_FROM, OA, term
from kg.validate.constraints import SH
from kg.validate.shapes import RDF_TYPE
from kg.validate.violation import SHAPES_BASE, Violation, rank
from kg.vocabulary import DATA_BASE, KG, PREFIXES, ROOT

WORDS: Final = {"Violation": "wrong", "Warning": "doubtful", "Info": "note"}
LONGEST: Final = 160
CLASS_TERMS: Final = "Terms-class"
OWN: Final = frozenset(
    {"Quote", "Vocabulary", "Fact", "Observation-future", "Facility-opened-future", "Issuer-jurisdiction"}
)


def conforms(violations: Iterable[Violation]) -> bool:
    """Return whether nothing is wrong; what is only doubtful or a note does not count."""
    return not any(v.severity == "Violation" for v in violations)


def report_text(violations: Sequence[Violation]) -> str:
    """Return the report as a note to read: by article, what is wrong, what would be right, and the sentence."""
    if not violations:
        return "All is well: nothing is wrong.\n"
    lines = []
    ordered = sorted(violations, key=lambda v: (v.article or "", rank(v)))
    for article, members in groupby(ordered, key=lambda v: v.article):
        told = list(members)
        lines.append(_heading(article, told[0].headline))
        misspelt = {v.focus for v in told if v.shape == CLASS_TERMS}
        for v in told:
            if not (v.focus in misspelt and _follows(v)):
                more = sum(w.focus == v.focus and _follows(w) for w in told) if v.shape == CLASS_TERMS else 0
                lines.extend(_note(v, more))
        lines.append("")
    counts = {s: sum(v.severity == s for v in violations) for s in WORDS}
    lines.append(", ".join(f"{counts[s]} {word}" for s, word in WORDS.items() if counts[s]) + ".")
    return "\n".join(lines) + "\n"


def _heading(article: str | None, headline: str | None) -> str:
    if article is None:
        return "Not in an article"
    return f"Article “{_cut(headline)}” ({article})" if headline else f"Article {article}"


def _follows(v: Violation) -> bool:
    """Whether a result tells of a property that only things of another class have."""
    return v.path is None and v.shape.startswith("Of")


def _note(v: Violation, more: int) -> Iterator[str]:
    """Yield what is wrong, what would be right, the sentence, and where it is; `more` results follow from it."""
    problem, _, advice = v.message.partition("; ")
    advice = (_nearest_class(v) if v.shape == CLASS_TERMS else "") or advice.rstrip(".")
    yield f"  {WORDS[v.severity]}: {problem.rstrip('.')}."
    if advice:
        yield f"    better: {advice if advice.endswith('?') else advice + '.'}"
    if more:
        yield f"    follows: {more} more wrong, since its properties are those of another class."
    if v.quote:
        yield f"    sentence: “{_cut(v.quote)}”"
    name = f"{_cut(v.about)}, " if v.about else ""
    itself = v.path is None and v.value == f"<{v.focus}>"
    value = f" {_cut(_value(v.value))}" if v.value is not None and not itself else ""
    yield f"    at: {name}{_name(v.focus)}{' ' + _path(v.path) if v.path else ''}{value}"
    if v.claim and v.claim != v.focus:
        yield f"    claim: {v.claim}"
    yield f"    rule: {v.shape} ({v.component.removesuffix('ConstraintComponent')})"


def _nearest_class(v: Violation) -> str:
    """Return "did you mean …?" for a misspelt class, whatever its capitals."""
    classes = {name.lower(): name for name in KG.terms if name[0].isupper()}
    wrong = (v.value or "").strip("<>").removeprefix(KG.base).lower()
    near = get_close_matches(wrong, sorted(classes), n=1)
    return f"did you mean kg:{classes[near[0]]}?" if near else ""


def report_json(violations: Sequence[Violation]) -> str:
    """Return the report as JSON: `conforms` and the list of `results`."""
    results = [asdict(v) for v in sorted(violations, key=rank)]
    return json.dumps({"conforms": conforms(violations), "results": results}, ensure_ascii=False, indent=2) + "\n"


def report_graph(violations: Sequence[Violation]) -> str:
    """Return the report as a `sh:ValidationReport` in Turtle, without blank nodes but for inverse paths."""
    results = sorted(set(violations), key=rank)
    report = NamedNode(f"{DATA_BASE}report/{digest(*(repr(v) for v in results))}")
    triples = [
        _triple(report, RDF_TYPE, NamedNode(SH + "ValidationReport")),
        # the standard counts every result, whatever its severity
        _triple(report, SH + "conforms", Literal(not results)),
    ]
    for v in results:
        me = NamedNode(f"{DATA_BASE}result/{digest(repr(v))}")
        triples.append(_triple(report, SH + "result", me))
        triples.extend(_result(me, v))
    prefixes = {**PREFIXES, "sh": SH, "shape": SHAPES_BASE}
    data = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=prefixes)
    lines = (data or b"").decode().splitlines()
    body = "\n".join(line for line in lines if not line.startswith("@prefix "))
    head = [line for line in lines if line.startswith("@prefix ") and line.split()[1] in body]
    return "\n".join([*sorted(head), "", body]) + "\n"


def _result(me: NamedNode, v: Violation) -> list[Triple]:
    component = (SHAPES_BASE if v.shape in OWN or v.component.startswith("Stated") else SH) + v.component
    triples = [
        _triple(me, RDF_TYPE, NamedNode(SH + "ValidationResult")),
        _triple(me, SH + "focusNode", _focus(v.focus)),
        _triple(me, SH + "resultSeverity", NamedNode(SH + v.severity)),
        _triple(me, SH + "resultMessage", Literal(v.message, language="en")),
        _triple(me, SH + "sourceConstraintComponent", NamedNode(component)),
        _triple(me, SH + "sourceShape", NamedNode(SHAPES_BASE + v.shape)),
    ]
    if v.path and v.path.startswith("^"):
        path = term(f"_:inverse-{digest(v.path)}")
        triples += [_triple(me, SH + "resultPath", path), _triple(path, SH + "inversePath", NamedNode(v.path[1:]))]
    elif v.path:
        triples.append(_triple(me, SH + "resultPath", NamedNode(v.path)))
    if v.value is not None:
        triples.append(_triple(me, SH + "value", _node(v.value)))
    if v.article and v.article.startswith(("http://", "https://")):
        triples.append(_triple(me, DERIVED_FROM, NamedNode(v.article)))
    if v.quote:
        triples.append(_triple(me, OA + "exact", Literal(v.quote)))
    return triples


def _triple(s: Any, p: str, o: Any) -> Triple:
    return Triple(s, NamedNode(p), o)


def _focus(name: str) -> Any:
    """Spans of a record have no IRI: their name becomes one."""
    if name.startswith("_:") or ":" in name.partition(" ")[0]:
        return term(name)
    return NamedNode(f"{DATA_BASE}span/{digest(name)}")


def _node(value: str) -> Any:
    """Return the term of a value in N-Triples."""
    triple = next(iter(parse(f"<{ROOT}> <{ROOT}> {value} .", format=RdfFormat.N_TRIPLES)))
    return triple.object


def _path(path: str) -> str:
    return "^" + _name(path[1:]) if path.startswith("^") else _name(path)


def _name(iri: str) -> str:
    name = short(iri)
    return f"kg:{name}" if iri.startswith(KG.base) else name


def _value(value: str) -> str:
    if value.startswith("<"):
        return _name(value[1:-1])
    text, mark, datatype = value.rpartition("^^")
    return f"{text} ({_name(datatype[1:-1])})" if mark and text.endswith('"') else value


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
