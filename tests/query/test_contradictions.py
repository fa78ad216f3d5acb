"""Every kind of contradiction, and beside each a pair that contradicts nothing."""

import pyoxigraph as ox
import pytest

from kg.query import ask, evidence, load_questions
from tests.query.builder import Graph

QUESTION = load_questions()["contradictions"]
NAMES = {
    "land": ("Country", "country/la", "Land"),
    "east": ("City", "city/la/east", "East"),
    "west": ("City", "city/la/west", "West"),
    "office": ("Bureau", "bureau/city/la/east/office", "East Office"),
    "other": ("Bureau", "bureau/city/la/west/office", "West Office"),
    "ministry": ("Bureau", "bureau/country/la/ministry", "Ministry"),
    "plan": ("Plan", "plan/east", "East plan"),
    "mill": ("Facility", "facility/mill", "The mill"),
    "acme": ("Company", "company/acme", "Acme"),
    "bolt": ("Company", "company/bolt", "Bolt"),
}
ONE, TWO = "one says this", "two says that"


def story(graph: Graph, number: int) -> object:
    url = f"https://paper.example/{number}"
    return graph.article(url, f"Story {number}", f"2024-01-0{number}", f"Paper {number}", f"{ONE}, {number}; {TWO}")


def target(value: str, unit: str = "mills", **more: str) -> tuple[object, ...]:
    return ("target", "plan", value, unit, more)


def capacity(value: str, unit: str = "bolts a year", **more: str) -> tuple[object, ...]:
    return ("capacity", "mill", value, unit, more)


CASES = [
    ("two targets: mills", [target("50")], [target("80")]),
    ("two targets: output", [target("5", "output", currency="EUR")], [target("6", "output", currency="EUR")]),
    ("", [target("5", "output", currency="EUR")], [target("6", "output", currency="USD")]),
    ("", [target("50", end="2025")], [target("80", end="2027")]),
    ("", [target("50")], [target("80", "schools")]),
    ("", [target("50", bound="atLeast")], [target("80")]),
    ("two capacities: bolts a year", [capacity("10")], [capacity("20")]),
    ("", [capacity("10")], [capacity("20", "nuts a year")]),
    ("", [capacity("10")], [capacity("20", end="2028")]),
    ("", [capacity("10"), capacity("20")], [capacity("20")]),
    ("", [target("50"), target("80")], []),
    ("two starts", [("plan", "periodStart", "2024")], [("plan", "periodStart", "2025")]),
    ("", [("plan", "periodStart", "2024")], [("plan", "periodStart", "2024-05")]),
    ("two ends", [("plan", "periodEnd", "2026")], [("plan", "periodEnd", "2027")]),
    ("two opening dates", [("mill", "opened", "2024-02")], [("mill", "opened", "2025")]),
    ("two statuses", [("mill", "status", "operating")], [("mill", "status", "closed")]),
    ("two operators", [("acme", "operates", "mill")], [("bolt", "operates", "mill")]),
    ("", [("acme", "operates", "mill"), ("bolt", "operates", "mill")], []),
    ("two cities", [("mill", "locatedIn", "east")], [("mill", "locatedIn", "west")]),
    ("", [("mill", "locatedIn", "east")], [("mill", "locatedIn", "land")]),
    ("ends before it starts", [("plan", "periodStart", "2026")], [("plan", "periodEnd", "2024")]),
    ("issuer from elsewhere", [("plan", "issuedBy", "other"), ("other", "jurisdiction", "west")],
     [("plan", "appliesTo", "east")]),
    ("", [("plan", "issuedBy", "office"), ("office", "jurisdiction", "east")], [("plan", "appliesTo", "east")]),
    ("", [("plan", "issuedBy", "ministry"), ("ministry", "jurisdiction", "land")], [("plan", "appliesTo", "east")]),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "one", "other"), CASES)
def test_each_kind(problem: str, one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> None:
    graph = Graph()
    for short, (type_, key, name) in NAMES.items():
        graph.entity(short, type_, key, name, within="land" if type_ == "City" else "")
    for number, facts in enumerate((one, other), 1):
        told = story(graph, number)
        for fact in facts:
            if len(fact) == 5:
                *words, more = fact
                told.number(*words, ONE, **more)  # type: ignore[attr-defined]
            else:
                told.says(*fact, ONE)  # type: ignore[attr-defined]
    store = ox.Store()
    store.extend(graph.merged())
    rows = ask(store, QUESTION, {})
    assert rows.column("problem") == ([problem] if problem else [])
    if problem:
        shown = evidence(store, rows, QUESTION)
        assert {row[-2] for row in shown} >= {"Paper 1", "Paper 2"}
        assert all(row[-3] == ONE for row in shown)
