"""Put a question or any SPARQL query to a graph."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, UsageError
from kg.query.header import Question, bare, query_form, slot
from kg.query.library import own_query
from kg.query.limit import run_limited
from kg.query.names import find_labels
from kg.query.parameters import bind
from kg.query.rows import Kind, Queryable, Rows, Term, iris_to_name
from kg.vocabulary import PREFIXES

_FORBIDDEN = re.compile(r"(?<![\w?$:-])(SERVICE|INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b(?!\s*:)", re.I)
_DECLARED = re.compile(r"PREFIX\s+([\w.-]*)\s*:", re.I)
_USED = re.compile(r"(?<![\w?$:<])([A-Za-z][\w-]*):(?=[\w%-])")
_POSITION = re.compile(r"error at (\d+):(\d+): expected (.*)", re.S)

Answer = tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...], Kind]


def ask(
    store: Queryable,
    question: Question | str,
    params: Mapping[str, str | Sequence[str]] | None = None,
    *,
    timeout: float | None = None,
    name_things: bool = True,
) -> Rows:
    """Return the answer of a graph to a question or to SPARQL text, parameters bound as typed terms.

    `timeout` in seconds runs the query in a child process that is killed when the time is over.
    Raises UsageError for a broken query, one that updates or calls other servers, or a wrong parameter;
    InputError when time runs out.
    """
    asked = own_query(question) if isinstance(question, str) else question
    check_harmless(asked)
    text = with_values(asked, bind(store, asked, params or {}))
    columns, terms, kind = run_limited(lambda: run_query(store, asked, text), timeout)
    labels = find_labels(store, iris_to_name(terms)) if name_things else {}
    return Rows(columns, terms, kind, labels)


def check_harmless(question: Question) -> None:
    """Raise UsageError unless the text is a query that only reads this graph."""
    code = bare(question.text)
    hit = _FORBIDDEN.search(code)
    if hit is not None:
        line = code.count("\n", 0, hit.start()) + 1
        what = "calls another server" if hit[1].upper() == "SERVICE" else "changes the graph"
        raise UsageError(f"{question.origin}, line {line}: {hit[1].upper()} is refused, since it {what}")
    if query_form(question.text) is None:
        raise UsageError(f"{question.origin}: no SELECT, ASK, CONSTRUCT or DESCRIBE found", hint="see: kg query --help")
    declared = {hit[1] for hit in _DECLARED.finditer(code)} | set(PREFIXES)
    for used in _USED.finditer(_DECLARED.sub(lambda hit: " " * len(hit[0]), code)):
        if used[1] not in declared and used[1] != "_":
            line = code.count("\n", 0, used.start()) + 1
            raise UsageError(
                f"{question.origin}, line {line}: the prefix '{used[1]}:' is not declared",
                hint=f"add 'PREFIX {used[1]}: <…>'; known without: {', '.join(PREFIXES)}",
            )


def with_values(question: Question, bound: Mapping[str, Sequence[Term]]) -> str:
    """Put each parameter's terms where the query says `VALUES ?name { UNDEF }`, written by the RDF library."""
    text = question.text
    for name, terms in bound.items():
        values = " ".join(str(term) for term in terms)
        # A function, so that backslashes in the terms are not read as group references.
        text = slot(name).sub(lambda _, name=name, values=values: f"VALUES ?{name} {{ {values} }}", text)  # type: ignore[misc]
    return text


def run_query(store: Queryable, question: Question, text: str) -> Answer:
    """Put a text to the store, the usual prefixes declared. Raises UsageError for broken SPARQL, InputError."""
    declared = {hit[1] for hit in _DECLARED.finditer(bare(question.text))}
    # On the first line, so that line numbers in messages stay those of the query.
    head = "".join(f"PREFIX {name}: <{base}> " for name, base in PREFIXES.items() if name not in declared)
    try:
        return _collect(store.query(head + text))
    except SyntaxError as error:
        raise UsageError(_syntax_message(question, str(error.msg), len(head))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"{question.origin}: the query failed: {error}") from error


def _collect(result: Any) -> Answer:
    if isinstance(result, ox.QuerySolutions):
        names = tuple(variable.value for variable in result.variables)
        return names, tuple(tuple(solution) for solution in result), "select"
    if isinstance(result, bool | ox.QueryBoolean):
        truth = ox.Literal("true" if result else "false", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
        return ("answer",), ((truth,),), "ask"
    triples = sorted(
        {(one.subject, one.predicate, one.object) for one in result}, key=lambda one: [str(t) for t in one]
    )
    return ("subject", "predicate", "object"), tuple(triples), "graph"


def _syntax_message(question: Question, message: str, shift: int) -> str:
    hit = _POSITION.search(message)
    if hit is None:
        return f"{question.origin}: not valid SPARQL: {message}"
    line, column = int(hit[1]), int(hit[2])
    if line == 1:
        column = max(1, column - shift)
    lines = question.text.splitlines() or [""]
    near = lines[line - 1].strip() if line <= len(lines) else ""
    expected = " ".join(hit[3].split())
    if len(expected) > 120:
        expected = expected[:120].rsplit(",", 1)[0] + ", …"
    return f"{question.origin}, line {line}, column {column}: not valid SPARQL in {near!r}; expected {expected}"
