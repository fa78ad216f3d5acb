"""Formats of answers."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from rich.cells import cell_len

from kg.errors import UsageError
from kg.query import FORMATS, Rows, ask, write_rows

ALL = """SELECT ?x ?y ?z { VALUES (?x ?y ?z) {
  (kg:City "a|b\\n\\"c\\"\\t" 1.50) (<http://x.example/y> "北京市经济和信息化局"@zh UNDEF) (UNDEF true 1234567.0)
} }"""


def rows(store: ox.Store, text: str = ALL) -> Rows:
    return ask(store, text)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_tables_fit(store: ox.Store, width: int) -> None:
    answer = ask(store, "SELECT ?e ?l ?k { ?e skos:prefLabel ?l ; a ?k } ORDER BY ?e ?l ?k")
    table = write_rows(answer, "table", width=width)
    assert max(cell_len(line) for line in table.splitlines()) <= width
    assert table.endswith(f"\n{len(answer)} rows\n")
    shown = "".join("".join(line.split()) for line in table.splitlines())
    assert "北京" in shown


def test_a_table_does_not_depend_on_the_terminal(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write_rows(rows(store), "table", width=70)
    for name, value in (("COLUMNS", "30"), ("FORCE_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
    assert write_rows(rows(store), "table", width=70) == before
    assert "\x1b" not in before


def test_small_tables(store: ox.Store) -> None:
    assert write_rows(rows(store, "SELECT ?x { ?x a kg:Nothing }"), "table") == "no rows\n"
    assert write_rows(rows(store, "ASK { ?x a kg:City }"), "table") == "yes\n"
    one = write_rows(rows(store, "SELECT (1 AS ?big_number) {}"), "table")
    assert one.split() == ["big", "number", "──────────", "1", "1", "row"]


def test_markdown(store: ox.Store) -> None:
    lines = write_rows(rows(store), "markdown").splitlines()
    assert lines[0:3] == ["| x | y | z |", "| --- | --- | --- |", '| City | a\\|b "c"\t | 1.5 |']
    assert lines[4] == "|  | yes | 1,234,567 |"


def test_csv_holds_labels_and_iris(store: ox.Store) -> None:
    found = list(csv.reader(io.StringIO(write_rows(rows(store), "csv"))))
    assert found[0] == ["x", "x_iri", "y", "z"]
    assert found[1] == ["City", "https://w3id.org/kg-policy/ontology#City", 'a|b\n"c"\t', "1.5"]
    assert found[3] == ["", "", "true", "1234567"]


@pytest.mark.parametrize(("form", "kind"), [("tsv", ox.QueryResultsFormat.TSV), ("json", ox.QueryResultsFormat.JSON)])
def test_standard_forms_read_back(store: ox.Store, form: str, kind: ox.QueryResultsFormat) -> None:
    answer = rows(store)
    read = ox.parse_query_results(write_rows(answer, form).encode(), format=kind)
    assert isinstance(read, ox.QuerySolutions)
    assert tuple(tuple(solution) for solution in read) == answer.terms


def test_json_of_ask(store: ox.Store) -> None:
    assert json.loads(write_rows(rows(store, "ASK { ?x a kg:City }"), "json")) == {"head": {}, "boolean": True}


def test_turtle(store: ox.Store) -> None:
    text = write_rows(rows(store, "CONSTRUCT WHERE { ?a kg:partOf ?b }"), "ttl")
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 9
    with pytest.raises(UsageError, match="Turtle is for CONSTRUCT and DESCRIBE"):
        write_rows(rows(store), "ttl")


def test_unknown_form(store: ox.Store) -> None:
    assert set(FORMATS) == {"table", "markdown", "csv", "tsv", "json", "ttl"}
    with pytest.raises(UsageError, match=r"unknown format 'xls' \(one of: table"):
        write_rows(rows(store), "xls")
