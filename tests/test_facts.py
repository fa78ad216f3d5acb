from decimal import Decimal

import pytest
from hypothesis import given

from kg.facts import RELATIONS, number, to_facts
from kg.model import Record
from tests.samples import plan_record
from tests.strategies import records


def test_the_sample_gives_these_facts_and_no_others() -> None:
    facts = to_facts(plan_record())
    assert list(facts) == ["language", "url", "published", "entities", "relations", "numbers"]
    assert facts["entities"][0] == {"id": "e1", "type": "City", "name": "Beijing", "mentions": ["Beijing"]}
    assert facts["entities"][2] == {
        "id": "e3",
        "type": "Plan",
        "name": "action plan for digitalisation",
        "mentions": ["action plan for digitalisation in the city's manufacturing sector between 2024 and 2026"],
        "start": "2024",
        "end": "2026",
    }
    assert facts["entities"][4] == {
        "id": "e5",
        "type": "Facility",
        "name": "new factory",
        "mentions": ["new factory in Beijing"],
        "kind": "smart factory",
        "opened": "2024-02",
        "status": "operating",
    }
    assert [(r["s"], r["p"], r["o"]) for r in facts["relations"]] == [
        ("e2", "jurisdiction", "e1"),
        ("e3", "issuedBy", "e2"),
        ("e3", "appliesTo", "e1"),
        ("e4", "operates", "e5"),
        ("e5", "locatedIn", "e1"),
    ]
    assert [(n["kind"], n["subject"], n["value"], n["unit"], n["source"]) for n in facts["numbers"]] == [
        ("target", "e3", 100, "smart factories", None),
        ("capacity", "e5", 10000000, "phones per year", None),
        ("count", "e1", 103, "smart factories", "e2"),
        ("investment", "e5", 10000000000, "CNY", None),
    ]


def test_keys_and_iris_only_when_asked() -> None:
    facts = to_facts(plan_record(), key=lambda e: f"key/{e}", iri=lambda e: f"iri/{e}")
    assert facts["entities"][0]["key"] == "key/e1" and facts["entities"][0]["iri"] == "iri/e1"


@pytest.mark.parametrize(("value", "wanted"), [("100.0", 100), ("0.5", 0.5), ("1E+3", 1000)])
def test_whole_numbers_are_ints(value: str, wanted: float) -> None:
    assert number(Decimal(value)) == wanted
    assert isinstance(number(Decimal(value)), type(wanted))


@given(records())
def test_nothing_is_said_twice_and_evidence_is_in_the_text(record: Record) -> None:
    facts = to_facts(record)
    ids = {e["id"] for e in facts["entities"]}
    text = " ".join(record.article.text.split())
    triples = [(r["s"], r["p"], r["o"]) for r in facts["relations"]]
    assert len(triples) == len(set(triples))
    assert all(s in ids and o in ids and p in RELATIONS for s, p, o in triples)
    assert all(x["evidence"] in text for x in (*facts["relations"], *facts["numbers"]))
