"""Add to each row of an answer the sentences that it rests on."""

import re
from collections.abc import Sequence

from kg.errors import UsageError
from kg.query.header import Question
from kg.query.rows import Queryable, Rows, Term
from kg.vocabulary import PREFIXES

ADDED = ("quote", "source", "date")
_BATCH = 200
_QUOTES = """
    ?claim oa:hasSelector ?_selector ; prov:wasDerivedFrom ?_article .
    ?_selector oa:exact ?_quote ; oa:start ?_start .
    OPTIONAL { ?_article schema:publisher ?_publisher }
    OPTIONAL { ?_article schema:url ?_url }
    OPTIONAL { ?_article kg:origin ?_origin }
    OPTIONAL { ?_article schema:datePublished ?_date }
    BIND(COALESCE(?_publisher, STR(?_url), STR(?_origin), STR(?_article)) AS ?_source)
"""
_HEAD = "".join(f"PREFIX {name}: <{base}> " for name, base in PREFIXES.items())


def evidence(store: Queryable, rows: Rows, question: Question | None = None) -> Rows:
    """Return the rows with quote, source and date added; a row with several claims is repeated for each.

    The claims are those in the column `claim`, else those that the question's `evidence` pattern finds. A row without
    any keeps empty cells. Raises UsageError if the query gives neither.
    """
    if rows.kind != "select":
        raise UsageError("only rows have evidence", hint="ask with SELECT and bind ?claim")
    pattern = question.evidence if question else ""
    if "claim" in rows.columns:
        pattern = ""
    elif not pattern:
        raise UsageError("this query binds no ?claim, so there is no evidence to add", hint="select ?claim, a kg:Claim")
    keys = ["claim"] if not pattern else [one for one in rows.columns if re.search(rf"\?{one}\b", pattern)]
    places = [rows.columns.index(key) for key in keys]
    wanted = sorted({tuple(row[place] for place in places) for row in rows.terms}, key=str)
    found: dict[tuple[Term | None, ...], list[tuple[Term | None, ...]]] = {}
    for start in range(0, len(wanted), _BATCH):
        for key, quote in _quotes(store, keys, wanted[start : start + _BATCH], pattern):
            found.setdefault(key, []).append(quote)
    added: list[tuple[Term | None, ...]] = []
    for row in rows.terms:
        quotes = found.get(tuple(row[place] for place in places), [])
        added += [(*row, *quote) for quote in quotes or [(None,) * len(ADDED)]]
    return Rows((*rows.columns, *ADDED), tuple(added), "select", rows.labels)


def _quotes(
    store: Queryable, keys: Sequence[str], wanted: Sequence[tuple[Term | None, ...]], pattern: str
) -> list[tuple[tuple[Term | None, ...], tuple[Term | None, ...]]]:
    """Return pairs of a key and a quote; row numbers carry the keys, so that unbound cells match too."""
    variables = " ".join(f"?{key}" for key in keys)
    pattern = f"{pattern.rstrip(' .')} ." if pattern else ""
    lines = " ".join(
        f"({number} {' '.join('UNDEF' if term is None else str(term) for term in key)})"
        for number, key in enumerate(wanted)
    )
    text = (
        f"{_HEAD}SELECT DISTINCT ?_row ?_quote ?_source ?_date ?_start ?_article "
        f"{{ VALUES (?_row {variables}) {{ {lines} }} {pattern} {_QUOTES} }} "
        "ORDER BY ?_row ?_date ?_article ?_start ?_quote"
    )
    seen: set[tuple[Term | None, ...]] = set()
    pairs: list[tuple[tuple[Term | None, ...], tuple[Term | None, ...]]] = []
    for row, quote, source, date, _, article in store.query(text):
        if (row, quote, article) not in seen:
            seen.add((row, quote, article))
            pairs.append((wanted[int(row.value)], (quote, source, date)))
    return pairs
