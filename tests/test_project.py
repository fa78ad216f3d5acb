from dataclasses import replace

import pytest
from hypothesis import given
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.describe import describe, supports
from kg.gazetteer import Gazetteer, Known
from kg.model import Record
from kg.project import project, statements
from kg.resolve import Background, resolve
from tests.samples import plan_record
from tests.strategies import record_lists, records

PREFIXES = {
    "kg": "https://w3id.org/kg-policy/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
}
EMPTY = Gazetteer([], [], "none")


def projected(record: Record) -> list[Quad]:
    return project(record, resolve([record]))


def rows(store: Store, variables: str, where: str) -> list[tuple[str, ...]]:
    """Return the sorted rows of a query over the default graph."""
    found = store.query(f"SELECT {variables} WHERE {{ {where} }}", prefixes=PREFIXES)
    return sorted(tuple(term.value for term in row) for row in found)  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def sample() -> Store:
    """Return a store with the sample record's triples in the default graph."""
    store = Store()
    store.extend([Quad(q.subject, q.predicate, q.object) for q in projected(plan_record())])
    return store


def test_numbers_have_class_value_bound_and_unit(sample: Store) -> None:
    where = "?n a ?c ; kg:value ?v ; kg:bound ?b . OPTIONAL { ?n kg:unit ?w } OPTIONAL { ?n kg:currency ?m }"
    names = "(STRAFTER(STR(?c), '#') AS ?k) ?v (STRAFTER(STR(?b), 'code/') AS ?l)"
    found = rows(sample, names + " (CONCAT(COALESCE(?w, ''), COALESCE(?m, '')) AS ?u)", where)
    assert found == [
        ("Capacity", "10000000", "approximately", "phones per year"),
        ("Investment", "10000000000", "exact", "CNY"),
        ("Observation", "103", "exact", "smart factories"),
        ("Target", "100", "exact", "smart factories"),
    ]


def test_periods_stand_as_stated_and_as_days_and_years(sample: Store) -> None:
    where = "?p a kg:Target ; kg:periodStart ?s ; kg:startDate ?d ; kg:startYear ?y ; kg:endDate ?e ; kg:endYear ?z"
    assert rows(sample, "?s ?d ?y ?e ?z", where) == [("2024", "2024-01-01", "2024", "2026-12-31", "2026")]
    assert rows(sample, "?o ?d", "?f kg:opened ?o ; kg:openedDate ?d") == [("2024-02", "2024-02-01")]


def test_every_fact_has_a_claim_with_its_words(sample: Store) -> None:
    claims = rows(
        sample,
        "?s ?p ?o",
        "?c a kg:Claim, rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;"
        " kg:confidence ?n ; kg:rule ?r ; prov:wasDerivedFrom ?a ; oa:hasSelector ?w ."
        " ?w oa:exact ?x ; oa:start ?b ; oa:end ?e . ?a a schema:NewsArticle",
    )
    assert len(claims) == 15
    facts = rows(sample, "?s ?p ?o", "?s ?p ?o . ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o")
    assert facts == claims
    attributed = rows(sample, "?b", "?c kg:attributedTo ?b ; rdf:object ?n . ?n a kg:Observation ; kg:reportedBy ?b")
    assert len(attributed) == 1


def test_the_article_describes_itself(sample: Store) -> None:
    found = rows(
        sample,
        "?u ?h ?d ?p ?l",
        "?a a schema:NewsArticle ; schema:url ?u ; schema:headline ?h ; schema:datePublished ?d ;"
        " schema:publisher ?p ; schema:inLanguage ?l",
    )
    assert found == [
        ("https://news.example/1", "Beijing to build 100 smart factories", "2024-03-04", "The Example", "en")
    ]


def test_withheld_claims_leave_nothing_behind() -> None:
    record = plan_record()
    identity = resolve([record])
    target = next(s for s in statements(record, identity) if s.source == "measure 0")
    left = project(record, identity, frozenset({target.source}))
    terms = {t for q in left for t in (q.subject, q.object)}
    assert NamedNode(target.claim) not in terms
    assert target.triples[0][2] not in terms
    assert len(left) < len(project(record, identity))


@given(records())
def test_quads_are_clean(record: Record) -> None:
    quads = projected(record)
    assert len(quads) == len(set(quads))
    assert quads == projected(record)
    graphs = {q.graph_name for q in quads}
    assert len(graphs) == 1
    store = Store()
    store.extend(quads)
    # What the store gives back is what went in: canonical lexical forms, no blank nodes.
    assert set(store) == set(quads)
    assert not any(isinstance(t, BlankNode) for q in quads for t in (q.subject, q.object))


@given(records())
def test_quotes_re_read_at_their_offsets(record: Record) -> None:
    quads = {(q.subject, q.predicate.value.rpartition("#")[2]): q.object for q in projected(record)}
    found = [s for s, p in quads if p == "exact"]
    for selector in found:
        start, end = (int(quads[selector, p].value) for p in ("start", "end"))  # type: ignore[union-attr]
        assert quads[selector, "exact"] == Literal(record.article.text[start:end])
    assert bool(found) == bool(record.claims or record.measures or any(e.mentions for e in record.entities))


@given(record_lists())
def test_descriptions_do_not_depend_on_order(items: list[Record]) -> None:
    identity = resolve(items)
    given_ = [s for record in items for s in supports(record, identity, EMPTY)]
    for name in {s.iri for s in given_}:
        mine = [s for s in given_ if s.iri == name]
        quads = describe(mine, EMPTY)
        assert quads == describe(mine[::-1], EMPTY)
        labels = [q.object for q in quads if q.predicate.value.endswith("prefLabel")]
        assert labels and len({x.language for x in labels}) == len(labels)  # type: ignore[union-attr]


def test_the_gazetteer_adds_names_links_and_what_lies_above() -> None:
    gazetteer = Gazetteer(
        [],
        [
            Known("country/cn", "Country", "China", (), ("中国",)),
            Known("city/cn/beijing", "City", "Beijing", (), ("北京",), "country/cn", 1, 1816670),
        ],
        "test",
    )
    record = plan_record()
    linked = replace(record.entities[0], name="BEIJING", gazetteer="city/cn/beijing")
    record = replace(record, entities=(linked, *record.entities[1:]))
    identity = resolve([record], Background(gazetteer=gazetteer))
    found = supports(record, identity, gazetteer)
    assert [s.key for s in found if s.name is None] == ["country/cn"]
    store = Store()
    for support in found:
        store.extend([Quad(q.subject, q.predicate, q.object) for q in describe([support], gazetteer)])
    where = (
        "?s a kg:City ; skos:prefLabel ?n ; <http://www.w3.org/2002/07/owl#sameAs> ?g ; kg:partOf ?c ."
        " ?c skos:prefLabel 'China'@en"
    )
    assert rows(store, "?n ?g", where) == [
        ("Beijing", "https://sws.geonames.org/1816670/"),
        ("北京", "https://sws.geonames.org/1816670/"),
    ]
    assert describe([], gazetteer) == []
