"""An entity's page: what is known of it, and the sentences that say so."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.query.article import article_lines, find_article
from kg.query.ask import ask
from kg.query.entities import find_entity
from kg.query.formats import PIPED_WIDTH, cell
from kg.query.names import find_labels
from kg.query.rows import Queryable, Rows, Term, iris_to_name, python_value
from kg.vocabulary import KG

INVERSES = {
    "issuedBy": "issued",
    "appliesTo": "has plan",
    "partOfPlan": "has sub-plan",
    "supersedes": "superseded by",
    "operates": "operated by",
    "locatedIn": "location of",
    "headquarteredIn": "headquarters of",
    "jurisdiction": "jurisdiction of",
    "partOf": "has part",
}

_NAMES = """SELECT ?property ?value {
  VALUES ?thing { UNDEF }
  VALUES ?property { rdf:type skos:prefLabel skos:altLabel owl:sameAs dcterms:identifier }
  ?thing ?property ?value
} ORDER BY ?property LANG(?value) STR(?value)"""

_CLAIMS = """SELECT ?subject ?predicate ?object ?claim ?quote ?publisher ?url ?date ?by ?article ?source {
  VALUES ?thing { UNDEF }
  { ?claim rdf:subject ?thing } UNION { ?claim rdf:object ?thing }
  ?claim a kg:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    oa:hasSelector ?selector ; prov:wasDerivedFrom ?article .
  ?selector oa:exact ?quote .
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?claim kg:attributedTo ?by }
  OPTIONAL { ?article prov:hadPrimarySource ?copied }
  BIND(COALESCE(?copied, ?article) AS ?origin)
  OPTIONAL { ?origin schema:publisher ?outlet }
  BIND(COALESCE(?outlet, STR(?origin)) AS ?source)
} ORDER BY ?predicate ?subject ?object ?date ?article ?claim ?quote"""

_PLAIN = """SELECT ?property ?value {
  VALUES ?thing { UNDEF }
  VALUES ?property { kg:partOf kg:jurisdiction }
  ?thing ?property ?value
  FILTER NOT EXISTS { ?claim rdf:subject ?thing ; rdf:predicate ?property ; rdf:object ?value }
} ORDER BY ?property ?value"""


@dataclass(frozen=True, slots=True, order=True)
class _Fact:
    inverse: bool
    name: str
    value: str


def show(store: Queryable, entity: str, *, width: int | None = None, claims_named: bool = False) -> str:
    """Return the page of an entity, given by name, alias or IRI: names, facts, quotes with source and date.

    An article's address, IRI or file gives the article's page. `claims_named` adds the names by which claims are
    judged. Raises UsageError if no entity, or more than one, has that name.
    """
    article = find_article(store, entity)
    if article is not None:
        return "\n".join(_wrapped(article_lines(store, article), width or PIPED_WIDTH)) + "\n"
    thing = find_entity(store, entity)
    names = _put(store, _NAMES, thing)
    claims, plain = (_put(store, text, thing) for text in (_CLAIMS, _PLAIN))
    labels = find_labels(store, iris_to_name([*names.terms, *claims.terms, *plain.terms, (thing,)]))
    facts: dict[_Fact, list[str]] = {}
    seen: dict[_Fact, list[Sequence[Term | None]]] = {}
    for property_, value in plain.terms:
        facts[_Fact(False, _predicate(property_), _words(value, labels))] = []
    for row in claims.terms:
        fact = _fact(thing, row[:3], labels)
        line = _source(row[4:9], labels) + (_claim_name(row[3]) if claims_named else "")
        if line not in facts.setdefault(fact, []):
            facts[fact].append(line)
        seen.setdefault(fact, []).append(row)
    lines = [*_heading(thing, names, labels), *_body(facts, seen)]
    return "\n".join(_wrapped(lines, width or PIPED_WIDTH)) + "\n"


def _put(store: Queryable, text: str, thing: ox.NamedNode) -> Rows:
    return ask(store, text.replace("VALUES ?thing { UNDEF }", f"VALUES ?thing {{ {thing} }}"), name_things=False)


def _heading(thing: ox.NamedNode, names: Rows, labels: Mapping[str, str]) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for property_, value in names.terms:
        found.setdefault(property_.value.rpartition("#")[2].rpartition("/")[2], []).append(_text(value))  # type: ignore[union-attr]
    title = labels.get(thing.value, thing.value)
    types = sorted(
        one.removeprefix(KG.base) for one in found.get("type", []) if one.startswith(KG.base) and one != KG.Place
    )
    yield f"{title} ({', '.join(types)})" if types else title
    others = [one for one in [*found.get("prefLabel", []), *found.get("altLabel", [])] if one != title]
    if others:
        yield f"  also: {'; '.join(dict.fromkeys(others))}"
    for name in ("identifier", "sameAs"):
        for one in found.get(name, []):
            yield f"  {'same as' if name == 'sameAs' else name}: {one}"
    yield f"  {thing.value}"


def _body(facts: Mapping[_Fact, Sequence[str]], seen: Mapping[_Fact, Sequence[Sequence[Term | None]]]) -> Iterator[str]:
    if not facts:
        yield from ("", "No facts: it is only mentioned.")
    for fact in sorted(facts):
        yield ""
        yield f"{fact.name}: {fact.value}{_support(seen.get(fact, ()))}"
        yield from (f"    {line}" for line in facts[fact])


def _support(rows: Sequence[Sequence[Term | None]]) -> str:
    """Return how many articles and independent sources say a thing, first and last, where several articles do."""
    articles, sources = ({_text(row[place]) for row in rows} for place in (9, 10))
    if len(articles) < 2:
        return ""
    days = sorted({_text(row[7]) for row in rows if row[7] is not None})
    between = f", {days[0]} to {days[-1]}" if len(days) > 1 else ""
    many = f"{len(sources)} independent sources" if len(sources) > 1 else "one independent source"
    return f" ({len(articles)} articles, {many}{between})"


def _wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        yield from textwrap.wrap(
            line, width, subsequent_indent=indent + "  ", break_on_hyphens=False, break_long_words=False
        ) or [""]


def _fact(thing: ox.NamedNode, triple: Sequence[Term | None], labels: Mapping[str, str]) -> _Fact:
    subject, predicate, value = triple
    name = _predicate(predicate)
    if subject != thing:
        local = predicate.value.removeprefix(KG.base) if isinstance(predicate, ox.NamedNode) else ""
        return _Fact(True, INVERSES.get(local, f"{name} of"), _words(subject, labels))
    return _Fact(False, name, _words(value, labels))


def _predicate(term: Term | None) -> str:
    return cell(python_value(term, {}))


def _words(term: Term | None, labels: Mapping[str, str]) -> str:
    return cell(python_value(term, labels))


def _source(row: Sequence[Term | None], labels: Mapping[str, str]) -> str:
    quote, publisher, url, date, by = row
    source = ", ".join(_text(one) for one in (publisher or url, date) if one is not None)
    said = f"; according to {_words(by, labels)}" if by is not None else ""
    link = f" {_text(url)}" if publisher is not None and url is not None else ""
    return f"“{' '.join(_text(quote).split())}” ({source or 'source unknown'}{said}){link}"


def _claim_name(claim: Term | None) -> str:
    return f" [{_text(claim).partition('/claim/')[2]}]"


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else "" if term is None else str(term)
