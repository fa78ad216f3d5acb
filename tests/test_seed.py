"""The real article that the project started from: what it must give, each with its sentence, and nothing more."""

from pathlib import Path

import pytest

from kg.extract.english import EnglishExtractor
from kg.facts import quote, to_facts
from kg.load import load_article
from kg.model import Record

SEED = Path(__file__).resolve().parents[2] / "shared" / "articles" / "seed-beijing-smart-factories.txt"
BUREAU = "Beijing Municipal Bureau of Economy and Information Technology"
MINISTRY = "Ministry of Industry and Information Technology"


@pytest.fixture(scope="module")
def record() -> Record:
    if not SEED.exists():
        pytest.skip("the seed article is not beside this checkout (../shared/articles)")
    return EnglishExtractor.load().extract(load_article(SEED))


def test_entities(record: Record) -> None:
    found = {(e.type, e.name) for e in record.entities if e.type not in ("Plan", "Facility")}
    assert found == {
        ("City", "Beijing"),
        ("Country", "China"),
        ("Bureau", BUREAU),
        ("Bureau", MINISTRY),
        ("Bureau", "city government"),
        ("Company", "Xiaomi"),
    }
    assert sorted(e.type for e in record.entities if e.type in ("Plan", "Facility")) == ["Facility", "Plan"]


def test_plan_and_factory(record: Record) -> None:
    facts = to_facts(record)
    plan = next(e for e in facts["entities"] if e["type"] == "Plan")
    factory = next(e for e in facts["entities"] if e["type"] == "Facility")
    assert (plan["start"], plan["end"]) == ("2024", "2026")
    assert (factory["opened"], factory["status"]) == ("2024-02", "operating")


def test_relations(record: Record) -> None:
    facts = to_facts(record)
    kinds = {e["id"]: e["name"] if e["type"] not in ("Plan", "Facility") else e["type"] for e in facts["entities"]}
    assert {(kinds[r["s"]], r["p"], kinds[r["o"]]) for r in facts["relations"]} == {
        ("Plan", "issuedBy", BUREAU),
        ("Plan", "appliesTo", "Beijing"),
        (BUREAU, "jurisdiction", "Beijing"),
        ("city government", "jurisdiction", "Beijing"),
        ("Xiaomi", "operates", "Facility"),
        ("Facility", "locatedIn", "Beijing"),
    }


def test_numbers(record: Record) -> None:
    facts = to_facts(record)
    names = {e["id"]: e["name"] if e["type"] not in ("Plan", "Facility") else e["type"] for e in facts["entities"]}
    names[None] = None
    found = {
        (n["kind"], names[n["subject"]], n["bound"], n["value"], n["unit"], n["start"], n["end"], names[n["source"]])
        for n in facts["numbers"]
        if n["kind"] != "target"
    }
    assert found == {
        ("capacity", "Facility", "about", 10_000_000, "phones per year", None, None, None),
        ("count", "Beijing", "exact", 103, "smart factories and digital workshops", "2021", None, BUREAU),
        ("count", "China", "at-least", 10_000, "digital workshops and smart factories", None, None, MINISTRY),
    }
    target = [n for n in facts["numbers"] if n["kind"] == "target"]
    assert len(target) == 1
    assert (names[target[0]["subject"]], target[0]["value"], target[0]["unit"]) == (
        "Plan",
        100,
        "smart factories and digital workshops",
    )
    assert (target[0]["start"], target[0]["end"]) == ("2024", "2026")


def test_objective(record: Record) -> None:
    (objective,) = [c for c in record.claims if c.predicate == "objective"]
    assert "digitalization level" in objective.object
    assert objective.object.split()[0] in quote(record, objective.span)


def test_every_fact_has_its_sentence(record: Record) -> None:
    assert record.claims and record.measures
    for fact in (*record.claims, *record.measures):
        assert quote(record, fact.span)


def test_nothing_from_the_lists_below(record: Record) -> None:
    said = str(to_facts(record))
    for word in ("Karachi", "Laos", "Kremlin", "Tokyo", "Attock"):
        assert word not in said
    assert len(record.article.cuts) >= 2
