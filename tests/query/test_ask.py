# ruff: noqa: E501
"""Asking: typed answers, bound parameters, refusals, limits."""

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, UsageError
from kg.query import Thing, ask, evidence, find_question, load_questions
from kg.query.parameters import read_assignments

ECHO = """#+ id: echo
#+ question: What was given?
#+ parameter words: text; Any words.
#+ columns: words
#+ expect: 1 row
SELECT ?words WHERE { VALUES ?words { UNDEF } }
"""


def test_values_are_typed(store: ox.Store) -> None:
    rows = ask(
        store,
        "SELECT ?a ?day ?c ?v ?b { ?a kg:openedDate ?day ; kg:hasCapacity ?c . ?c kg:value ?v ; kg:bound ?b } ORDER BY ?v",
    )
    assert rows.columns == ("a", "day", "c", "v", "b")
    first = rows.dicts[0]
    assert first["a"] == Thing(
        "Hetao cell plant in Foshan", "https://w3id.org/kg-policy/id/facility/hetao/foshan/cells"
    )
    assert (first["day"], first["v"]) == (date(2026, 10, 1), Decimal(20))
    assert str(first["c"]) == "20 GWh of cells per year"
    assert [str(one) for one in rows.column("b")] == ["exact", "at most", "approximately"]


def test_ask_and_construct(store: ox.Store) -> None:
    assert ask(store, "ASK { ?a a kg:City }")
    assert not ask(store, "ASK { ?a a kg:Claim ; kg:partOf ?b }")
    graph = ask(store, "CONSTRUCT { ?a kg:partOf ?b } WHERE { ?a kg:partOf ?b } LIMIT 3")
    assert (graph.kind, graph.columns, len(graph)) == ("graph", ("subject", "predicate", "object"), 3)
    assert ask(store, "DESCRIBE <https://w3id.org/kg-policy/id/city/cn/beijing>").kind == "graph"


def test_a_fact_in_two_articles_is_one_row(store: ox.Store) -> None:
    text = "SELECT ?p ?b { ?p kg:issuedBy ?b . ?b skos:altLabel 'BEIT'@en }"
    assert len(ask(store, text)) == 1
    assert len(ask(store, "SELECT ?g { GRAPH ?g { ?p kg:issuedBy ?b } ?b skos:altLabel 'BEIT'@en }")) == 3


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_given(words: str) -> None:
    assert ask(ox.Store(), ECHO, {"words": words}).column("words") == [words]


@given(st.sampled_from(['" } DROP ALL #', "\\u0022 } UNION { ?a ?b ?c", "'''", "<x>", "?words", "\\g<0>\\1"]))
def test_nothing_given_becomes_syntax(words: str) -> None:
    assert ask(ox.Store(), ECHO, {"words": words}).column("words") == [words]


def test_a_parameter_may_have_several_values(store: ox.Store) -> None:
    rows = ask(
        store,
        find_question("investment-by-company"),
        read_assignments(["company=Xiaomi", "company=小米", "company=Hetao Battery"]),
    )
    assert [str(one) for one in rows.column("company")] == ["Hetao Battery", "Xiaomi"]
    with pytest.raises(UsageError, match="expected name=value, got 'company'"):
        read_assignments(["company"])


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("plans-of-place", {}, "the question 'plans-of-place' needs the parameter 'place' (add -p place=…"),
        ("plans-of-place", {"plce": "China"}, "the question 'plans-of-place' has no parameter 'plce' (did you mean 'place'?)"),
        ("joint-plans", {"x": "1"}, "the question 'joint-plans' has no parameter 'x' (it takes none)"),
        ("targets-due", {"year": "soon"}, "the parameter 'year' is a whole number, not 'soon'"),
        ("plans-in-force", {"date": "2025-02-30"}, "the parameter 'date' is a date like 2026-03-31, not '2025-02-30'"),
        ("facilities", {"status": "operatin"}, "no status is called 'operatin' (did you mean 'operating'"),
        ("plans-of-place", {"place": "Bejing"}, "no place is called 'Bejing' (did you mean 'Beijing'"),
        ("plans-of-place", {"place": "Xiaomi"}, "no place is called 'Xiaomi'"),
        ("plans-of-place", {"place": " "}, "the name of a place is empty"),
        ("plans-of-place", {"place": "Linden"}, "'Linden' names 2 things; give the IRI (https://w3id.org/kg-policy/id/city/de/linden or"),
        ("plans-of-place", {"place": "https://x.example/y"}, "the graph holds nothing about https://x.example/y"),
        ("plans-of-place", {"place": "https://x.example/ y"}, "not an IRI: 'https://x.example/ y'"),
        ("plans-of-place", {"place": "https://w3id.org/kg-policy/id/company/xiaomi"}, "https://w3id.org/kg-policy/id/company/xiaomi is not a place"),
    ],
)  # fmt: skip
def test_wrong_parameters(store: ox.Store, name: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as error:
        ask(store, find_question(name), params)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "given_name", ["BEIT", "北京市经济和信息化局", "beijing municipal  bureau of economy and information technology"]
)
def test_names_aliases_and_chinese_names(store: ox.Store, given_name: str) -> None:
    rows = ask(store, find_question("bureaus-and-plans"), {"bureau": given_name})
    assert [str(row[1]) for row in rows] == ["Action plan for digitalisation in Beijing's manufacturing sector"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {\n ?x ?y\n}", "the query, line 3, column 2: not valid SPARQL in '}'; expected"),
        ("SELECT ?x { ?x zz:a ?y }", "the query, line 1: the prefix 'zz:' is not declared"),
        ("SELECT * { SERVICE <http://a.example/> { ?x ?y ?z } }", "the query, line 1: SERVICE is refused"),
        ("SELECT *\n{ service silent <http://a.example/> { ?x ?y ?z } }", "the query, line 2: SERVICE is refused"),
        ("LOAD <http://a.example/>", "the query, line 1: LOAD is refused, since it changes the graph"),
        ("DELETE WHERE { ?x ?y ?z }", "the query, line 1: DELETE is refused"),
        ("PREFIX a: <http://a/> INSERT DATA { a:b a:c a:d }", "the query, line 1: INSERT is refused"),
        ("hello", "the query: no SELECT, ASK, CONSTRUCT or DESCRIBE found"),
        ("", "the query: no SELECT"),
    ],
)
def test_refused_queries(store: ox.Store, text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        ask(store, text)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_words_of_updates_are_fine_in_strings_names_and_variables(store: ox.Store) -> None:
    text = 'PREFIX add: <http://add/> SELECT ?load { ?load add:drop "SERVICE" ; add:clear ?x # DELETE\n }'
    assert len(ask(store, text)) == 0


def test_a_slow_query_is_killed(store: ox.Store) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(InputError, match=r"the query was stopped after 0.2 s"):
        ask(store, slow, timeout=0.2)
    with pytest.raises(UsageError, match="a time limit must be above 0 seconds"):
        ask(store, slow, timeout=0)


def test_a_limit_changes_no_answer_and_no_error(store: ox.Store) -> None:
    question = find_question("bureaus-and-plans")
    assert ask(store, question, timeout=60) == ask(store, question)
    with pytest.raises(UsageError, match="not valid SPARQL"):
        ask(store, "SELECT * {", timeout=60)


def test_evidence_needs_claims(store: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"this query binds no \?claim"):
        evidence(store, ask(store, "SELECT ?a { ?a a kg:City }"))
    with pytest.raises(UsageError, match="only rows have evidence"):
        evidence(store, ask(store, "ASK { ?a a kg:City }"))


def test_evidence_of_a_fact_names_every_source(store: ox.Store) -> None:
    question = load_questions()["bureaus-and-plans"]
    rows = evidence(store, ask(store, question, {"bureau": "BEIT"}), question)
    assert [row[-3:] for row in rows] == [
        ("has issued an action plan for digitalisation in the city's manufacturing sector", "The Daily Example", date(2024, 3, 4)),
        ("The Beijing bureau has issued an action plan for digitalisation", "The Daily Example", date(2024, 3, 5)),
        ("Beijing's economy and information technology bureau released the digitalisation action plan", "Example Herald", date(2025, 1, 15)),
    ]  # fmt: skip


def test_evidence_of_an_own_query(store: ox.Store) -> None:
    rows = evidence(store, ask(store, "SELECT ?claim { ?claim rdf:predicate kg:supersedes }"))
    assert rows.column("quote") == ["replaces the smart manufacturing plan of 2021"]
