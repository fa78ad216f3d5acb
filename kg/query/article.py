"""An article's page: what is known of it, how sure its date is, and the facts that it states."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from kg import iri
from kg.errors import UsageError
from kg.query.ask import ask
from kg.query.formats import cell
from kg.query.names import find_labels
from kg.query.rows import Queryable, Term, iris_to_name, python_value

WITHOUT_DATE: Final = {
    "ambiguous": "none, since day and month cannot be told apart",
    "refused": "none, since the one given lies in the future",
}
_FIND: Final = """SELECT DISTINCT ?article {
  { VALUES ?article { NODE } } UNION { ?article schema:url NODE } UNION { ?article kg:origin NAME }
  ?article a schema:NewsArticle
} ORDER BY ?article"""
_ABOUT: Final = """SELECT ?headline ?publisher ?url ?date ?certainty ?where ?language ?origin {
  VALUES ?article { NODE } ?article a schema:NewsArticle
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article kg:dateCertainty ?certainty }
  OPTIONAL { ?article kg:dateSource ?where }
  OPTIONAL { ?article schema:inLanguage ?language }
  OPTIONAL { ?article kg:origin ?origin }
}"""
_FACTS: Final = """SELECT ?subject ?predicate ?object ?by ?quote ?start {
  ?claim prov:wasDerivedFrom NODE ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    oa:hasSelector ?selector .
  ?selector oa:exact ?quote ; oa:start ?start .
  OPTIONAL { ?claim kg:attributedTo ?by }
} ORDER BY ?start DESC(STRLEN(?quote)) ?subject ?predicate ?object ?by"""
_OTHERS: Final = """SELECT ?thing (MIN(?start) AS ?first) {
  ?mention prov:wasDerivedFrom NODE ; kg:mentionOf ?thing ; oa:hasSelector/oa:start ?start
  FILTER NOT EXISTS { ?claim prov:wasDerivedFrom NODE ; rdf:subject|rdf:object ?thing }
} GROUP BY ?thing ORDER BY ?first ?thing"""
_COPIED: Final = "SELECT ?first { NODE prov:hadPrimarySource ?first }"


def find_article(store: Queryable, name: str) -> ox.NamedNode | None:
    """Return the article with this IRI, address or file, None if there is none.

    Raises UsageError if the file gave several.
    """
    given = name.strip().strip("<>")
    node = ox.NamedNode(iri.article(given))
    if re.match(r"https?://", given, re.I):
        try:
            node = ox.NamedNode(given)
        except ValueError:
            return None
    found = [row[0] for row in ask(store, _given(_FIND, node, given), name_things=False).terms]
    if len(found) > 1:
        some = " or ".join(one.value for one in found[:5] if isinstance(one, ox.NamedNode))
        raise UsageError(f"{given!r} names {len(found)} articles; give the IRI", hint=some)
    return found[0] if found and isinstance(found[0], ox.NamedNode) else None


def article_lines(store: Queryable, article: ox.NamedNode) -> Iterator[str]:
    """Yield the lines of an article's page: title, source, date with its certainty, sentences with their facts."""
    headline, publisher, url, *date, language, origin = ask(
        store, _given(_ABOUT, article, ""), name_things=False
    ).terms[0]
    yield f"{_text(headline) or 'without a title'} (article)"
    for name, value in (("publisher", publisher), ("address", url), ("language", language), ("read from", origin)):
        if value is not None:
            yield f"  {name}: {_text(value)}"
    yield f"  published: {_date(*map(_text, date))}"
    yield f"  {article.value}"
    facts = ask(store, _given(_FACTS, article, ""), name_things=False)
    others, copied = (ask(store, _given(text, article, ""), name_things=False) for text in (_OTHERS, _COPIED))
    labels = find_labels(store, iris_to_name([*facts.terms, *others.terms, *copied.terms]))
    for (first,) in copied.terms:
        yield f"  a copy of: {cell(python_value(first, labels))} {_text(first)}"
    yield from () if facts.terms else ("", "No facts.")
    for (quote, _), said in groupby(facts.terms, key=lambda row: row[4:]):
        yield from ("", f"“{' '.join(_text(quote).split())}”")
        for *triple, by, _, _ in said:
            subject, predicate, object_ = (cell(python_value(term, labels)) for term in triple)
            source = "" if by is None else f" (according to {cell(python_value(by, labels))})"
            yield f"    {subject} — {predicate}: {object_}{source}"
    if others.terms:
        yield from (
            "",
            f"Named without a fact: {'; '.join(cell(python_value(row[0], labels)) for row in others.terms)}",
        )


def _date(day: str, certainty: str, where: str) -> str:
    """Return a date with where it was found and how sure it is, or why there is none."""
    if not certainty:
        return day or "no date is stated"
    return f"{day} ({certainty}, {where})" if day else f"{WITHOUT_DATE.get(certainty, certainty)} ({where})"


def _given(query: str, node: ox.NamedNode, name: str) -> str:
    return query.replace("NODE", str(node)).replace("NAME", str(ox.Literal(name)))


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
