"""How a query is answered: its parameters, its algebra with the matches of each pattern, and where the time went."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from time import perf_counter
from typing import Any, Final

from kg.query.ask import check_harmless, run_query, with_values
from kg.query.header import Question
from kg.query.limit import run_limited
from kg.query.names import find_labels
from kg.query.parameters import bind
from kg.query.rows import Queryable, Rows, iris_to_name, label_of
from kg.vocabulary import PREFIXES

MOST: Final = 10_000
_HEAD: Final = "".join(f"PREFIX {name}: <{base}> " for name, base in PREFIXES.items())
_QUIET: Final = frozenset({"SelectQuery", "AskQuery", "ConstructQuery", "DescribeQuery", "ToMultiSet", "Slice"})


def explain(
    store: Queryable, question: Question, params: Mapping[str, str | Sequence[str]], *, timeout: float | None = None
) -> str:
    """Return a note on how a question is answered; it is asked once, and its answer only counted.

    The store reorders joins by itself and tells no plan, so the algebra is the query's as written; the number beside
    a pattern is how often it matches alone, which says what a join has to go through. Raises what `ask` raises.
    """
    check_harmless(question)
    times = [perf_counter()]
    bound = bind(store, question, params)
    times.append(perf_counter())
    text = with_values(question, bound)
    columns, terms, kind = run_limited(lambda: run_query(store, question, text), timeout)
    times.append(perf_counter())
    labels = find_labels(store, iris_to_name(terms))
    times.append(perf_counter())
    spent = [f"{(after - before) * 1000:.1f} ms" for before, after in pairwise(times)]
    given = find_labels(store, iris_to_name(bound.values()))
    lines = [f"question: {question.id or question.origin}"]
    for name, values in bound.items():
        said = ", ".join(f"{label_of(v.value, given)}" if hasattr(v, "value") else str(v) for v in values)
        lines.append(f"parameter {name}: {said} {' '.join(map(str, values))}")
    lines += ["plan (as written; the number is how often a pattern matches alone):", *_plan(store, text)]
    rows = Rows(columns, terms, kind, labels)
    lines.append(f"time: parameters {spent[0]}, query {spent[1]}, names {spent[2]}")
    lines.append(f"answer: {len(rows):,} {'triples' if kind == 'graph' else 'rows'}")
    if question.slow:
        lines.append(f"slow on a large graph: {question.slow}")
    return "\n".join(lines) + "\n"


def _plan(store: Queryable, text: str) -> Iterator[str]:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    query = translateQuery(parseQuery(_HEAD + text))
    yield from _tree(store, query.algebra, 1)


def _tree(store: Queryable, node: Any, depth: int) -> Iterator[str]:
    """Yield a line for each operator, indented, and for each triple pattern."""
    name, indent = getattr(node, "name", ""), "  " * depth
    if name == "BGP":
        for triple in node.triples:
            pattern = " ".join(_short(term) for term in triple)
            yield f"{indent}{pattern}  {_matches(store, triple)}"
        return
    if not name:
        return
    shown = name not in _QUIET
    if shown:
        yield f"{indent}{name}{_detail(node)}"
    for part in ("p", "p1", "p2", "expr"):
        inner = getattr(node, part, None)
        graph = getattr(inner, "graph", None) if part == "expr" else inner
        if part == "expr" and not str(getattr(inner, "name", "")).startswith("Builtin_"):
            continue
        if hasattr(graph, "name"):
            yield from _tree(store, graph, depth + shown)


def _detail(node: Any) -> str:
    if node.name == "Project":
        return " " + " ".join(_short(one) for one in node.PV)
    if node.name == "Extend":
        return f" {_short(node.var)}"
    if node.name == "values":
        names = list(dict.fromkeys(_short(name) for row in node.res for name in row))
        return f" {' '.join(names) or 'unbound'}  {len(node.res)}"
    return ""


def _short(term: Any) -> str:
    if hasattr(term, "n3"):
        text = str(term.n3())
        for prefix, base in PREFIXES.items():
            text = text.replace(f"<{base}", f"{prefix}:<")
        return text.replace(":<", ":").replace(">", "") if "<" not in text.replace(":<", "") else text
    return str(term)


def _matches(store: Queryable, triple: Any) -> str:
    if any(not hasattr(term, "n3") for term in triple):
        return ""
    pattern = " ".join(f"?v{n}" if _free(t) else str(t.n3()) for n, t in enumerate(triple))
    try:
        found = store.query(f"SELECT (COUNT(*) AS ?n) {{ SELECT * {{ {pattern} }} LIMIT {MOST} }}")
        count = int(next(iter(found))[0].value)
    except SyntaxError:
        return ""
    return f"{count:,}+" if count >= MOST else f"{count:,}"


def _free(term: Any) -> bool:
    return type(term).__name__ in ("Variable", "BNode")
