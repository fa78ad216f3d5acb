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

_LISTED = """SELECT ?subject ?predicate ?object {
  VALUES ?predicate { kg:partOf kg:jurisdiction }
  { VALUES ?thing { UNDEF } ?thing ?predicate ?object BIND(?thing AS ?subject) }
  UNION
  { VALUES ?thing { UNDEF } ?subject ?predicate ?thing BIND(?thing AS ?object) }
  FILTER NOT EXISTS { ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object }
} ORDER BY ?predicate ?subject ?object"""

_NAMED_IN = """SELECT DISTINCT ?article ?publisher ?url ?date {
  VALUES ?thing { UNDEF }
  ?mention kg:mentionOf ?thing ; prov:wasDerivedFrom ?article .
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:datePublished ?date }
} ORDER BY ?date ?article"""

# What one wants to know first; whatever is not named here comes after, by name.
_ORDER = (
    "plan kind", "facility kind", "status", "issued by", "operated by", "operates", "jurisdiction", "applies to",
    "located in", "headquartered in", "part of", "industry", "product", "period start", "period end", "opened",
    "objective", "target", "observation", "capacity", "investment",
)  # fmt: skip
_MANY = 20


@dataclass(frozen=True, slots=True)
class _Fact:
    inverse: bool
    name: str
    value: str

    @property
    def place(self) -> tuple[bool, int, str, str]:
        """Where it stands on the page."""
        rank = _ORDER.index(self.name) if self.name in _ORDER else len(_ORDER)
        return self.inverse and rank == len(_ORDER), rank, self.name, self.value


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
    claims, listed, named_in = (_put(store, text, thing) for text in (_CLAIMS, _LISTED, _NAMED_IN))
    labels = find_labels(store, iris_to_name([*names.terms, *claims.terms, *listed.terms, *named_in.terms, (thing,)]))
    facts: dict[_Fact, list[str]] = {}
    seen: dict[_Fact, list[Sequence[Term | None]]] = {}
    for row in claims.terms:
        fact = _fact(thing, row[:3], labels)
        line = _source(row[4:9], labels) + (_claim_name(row[3]) if claims_named else "")
        if line not in facts.setdefault(fact, []):
            facts[fact].append(line)
        seen.setdefault(fact, []).append(row)
    facts |= _by_gazetteer([_fact(thing, row, labels) for row in listed.terms])
    lines = [*_heading(thing, names, labels), *_body(facts, seen)]
    if not claims.terms:
        lines += _mentions(named_in, labels)
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


def _by_gazetteer(facts: Iterable[_Fact]) -> dict[_Fact, list[str]]:
    """Return what the gazetteer says, one line a property, with that as its source."""
    values: dict[tuple[bool, str], list[str]] = {}
    for fact in facts:
        values.setdefault((fact.inverse, fact.name), []).append(fact.value)
    return {
        _Fact(inverse, name, "; ".join(sorted(found)[:_MANY]) + _more(len(found))): ["from the gazetteer"]
        for (inverse, name), found in values.items()
    }


def _more(count: int) -> str:
    return f" and {count - _MANY} more" if count > _MANY else ""


def _body(facts: Mapping[_Fact, Sequence[str]], seen: Mapping[_Fact, Sequence[Sequence[Term | None]]]) -> Iterator[str]:
    for fact in sorted(facts, key=lambda one: one.place):
        yield ""
        yield f"{fact.name}: {fact.value}{_support(seen.get(fact, ()))}"
        yield from (f"    {line}" for line in facts[fact])


def _mentions(articles: Rows, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the articles that name a thing of which none states a fact."""
    yield from ("", "No facts: it is only mentioned in:" if articles.terms else "No facts: it is only mentioned.")
    for article, publisher, url, date in articles.terms[:_MANY]:
        yield f"    {_words(article, labels)} ({_outlet(publisher, url, date)}){_link(publisher, url)}"
    if len(articles.terms) > _MANY:
        yield f"   {_more(len(articles.terms))}"


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
        text = line.lstrip()
        indent = line[: len(line) - len(text)]
        yield from textwrap.wrap(
            text,
            width,
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_on_hyphens=False,
            break_long_words=False,
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
    said = f"; according to {_words(by, labels)}" if by is not None else ""
    return f"“{' '.join(_text(quote).split())}” ({_outlet(publisher, url, date)}{said}){_link(publisher, url)}"


def _outlet(publisher: Term | None, url: Term | None, date: Term | None) -> str:
    return ", ".join(_text(one) for one in (publisher or url, date) if one is not None) or "source unknown"


def _link(publisher: Term | None, url: Term | None) -> str:
    return f" {_text(url)}" if publisher is not None and url is not None else ""


def _claim_name(claim: Term | None) -> str:
    return f" [{_text(claim).partition('/claim/')[2]}]"


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else "" if term is None else str(term)
