"""The scorer agrees with the reference scorer and with counts worked out by hand."""

import copy
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.evaluate import errors_text, read_documents, score_documents, score_json, score_text
from kg.evaluate.counts import Count

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
TOLERANCE = 0.0005


def entity(id_: str, type_: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "type": type_, "name": name, "mentions": [name], **more}


GOLD_DOCUMENT: dict[str, Any] = {
    "published": "2024-05-06",
    "entities": [
        entity("e1", "City", "Gdansk", key="city/gdansk"),
        entity("e2", "Bureau", "Gdansk Municipal Office of Industry", key="bureau/gdansk-industry"),
        entity("e3", "Plan", "port action plan", key="plan/port", start="2024", end="2026"),
        entity("e4", "Facility", "cable plant", key="facility/cable", kind="plant", opened="2024-02",
               status="operating"),
        entity("e5", "Company", "Balt Cables", key="company/balt"),
        entity("e6", "City", "Sopot", optional=True, key="city/sopot"),
    ],
    "relations": [
        {"s": "e3", "p": "issuedBy", "o": "e2", "evidence": "a"},
        {"s": "e5", "p": "operates", "o": "e4", "evidence": "b"},
        {"s": "e2", "p": "jurisdiction", "o": "e1", "evidence": "c", "optional": True},
    ],
    "numbers": [
        {"kind": "target", "subject": "e3", "value": 12, "bound": "exact", "unit": "smart cranes", "start": "2024",
         "end": "2026", "source": None, "evidence": "d"},
        {"kind": "capacity", "subject": "e4", "value": 500, "bound": "about", "unit": "km of cable per year",
         "start": None, "end": None, "source": "e2", "evidence": "e"},
    ],
}  # fmt: skip


def test_perfect_answer() -> None:
    score = score_documents({"a": GOLD_DOCUMENT}, {"a": GOLD_DOCUMENT})
    assert score.overall == Count(hits=9, false=0, missed=0)
    assert errors_text(score) == ""


def test_worked_example() -> None:
    system = copy.deepcopy(GOLD_DOCUMENT)
    system["entities"][0]["name"] = system["entities"][0]["mentions"][0] = "Gdynia"  # a wrong place
    system["entities"][3]["status"] = "closed"
    system["relations"][0]["o"] = "e1"  # a wrong object
    system["relations"].append({"s": "e2", "p": "jurisdiction", "o": "e6"})  # touches an optional entity
    system["numbers"][0]["value"] = 12.01  # within 0.1 %
    system["numbers"][0]["bound"] = "at-least"
    system["numbers"][1]["value"] = 510
    score = score_documents({"a": GOLD_DOCUMENT}, {"a": system})
    assert score.micro("entities") == Count(4, 1, 1)
    # "issuedBy Gdynia" and the optional "jurisdiction" now said of Gdynia are both false.
    assert score.micro("relations") == Count(1, 2, 1)
    assert score.micro("numbers") == Count(1, 1, 1)
    report = score_json(score)
    assert report["agreement"] == {"matched": 1, "bound": 0.0, "unit": 1.0, "period": 1.0, "source": 1.0}
    assert report["attributes"]["Facility status"] == {"right": 0.0, "of": 1}
    errors = errors_text(score)
    assert "missed  ‹port action plan› issuedBy ‹Gdansk Municipal Office of Industry›" in errors
    assert "false   City ‹Gdynia›" in errors


def test_missing_document_counts_as_empty_and_extra_is_named() -> None:
    score = score_documents({"a": GOLD_DOCUMENT}, {"b": GOLD_DOCUMENT})
    assert score.overall == Count(0, 0, 9)
    text = score_text(score)
    assert "no system document (counted as empty): a" in text
    assert "ignored, not in gold: b" in text


def test_described_facility_is_aligned_by_operator() -> None:
    system = copy.deepcopy(GOLD_DOCUMENT)
    system["entities"][3].update(name="new site", mentions=["new site"])
    score = score_documents({"a": GOLD_DOCUMENT}, {"a": system})
    assert score.by_kind("entities")["Facility"] == Count(1, 0, 0)


def perturbed(document: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return a document with entities lost and renamed, relations rewired, numbers changed and repeated."""
    document = copy.deepcopy(document)
    ids = [e["id"] for e in document["entities"]]
    document["entities"] = [e for e in document["entities"] if rng.random() > 0.15]
    for e in document["entities"]:
        if rng.random() < 0.2:
            e["name"] = e["name"].upper() + rng.choice([" Group", " City", " Plan", ""])
            e["mentions"] = [rng.choice(e["mentions"]).lower()]
        if rng.random() < 0.1:
            e["type"] = rng.choice(["City", "Plan", "Company", "Facility"])
        if rng.random() < 0.3:
            e["iri"] = e.pop("key", None)
    for r in document["relations"]:
        if rng.random() < 0.2:
            r["o"] = rng.choice(ids)
        if rng.random() < 0.1:
            r["p"] = rng.choice(["locatedIn", "appliesTo"])
    document["relations"] += [dict(r) for r in document["relations"] if rng.random() < 0.1]
    for n in document["numbers"]:
        if rng.random() < 0.2:
            n["value"] = n["value"] * rng.choice([1.0005, 1.002, 10])
        if rng.random() < 0.3:
            n["subject"] = rng.choice(ids)
        if rng.random() < 0.3:
            n.update(bound="about", start="2020", source=rng.choice([None, *ids]))
    return document


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    path = GOLD / "score.py"
    if not path.exists():
        pytest.skip("the reference scorer is not beside this checkout (../shared/gold)")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", ["dev", "dev-real"])
@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_the_reference_scorer(reference: ModuleType, folder: str, seed: int) -> None:
    gold = read_documents(GOLD / folder)
    assert len(gold) >= 15
    rng = random.Random(seed)
    system = {name: perturbed(doc, rng) for name, doc in gold.items() if rng.random() > 0.05}
    theirs = reference.score(gold, system, clusters=True)
    score = score_documents(gold, system)
    ours = score_json(score)
    for part in ("entities", "relations", "numbers"):
        assert set(ours[part]) == set(theirs[part])
        for kind, row in theirs[part].items():
            assert_same(ours[part][kind], row)
    assert_same(ours["overall"], theirs["overall"])
    assert_same(ours["numbers_kind_and_value"], theirs["numbers, kind and value"])
    assert_same(ours["numbers_value_only"], theirs["numbers, value only"])
    for what in ("matched", "bound", "unit", "period", "source"):
        assert ours["agreement"][what] == pytest.approx(theirs["agreement on matched numbers"][what], abs=TOLERANCE)
    for what, row in theirs["attributes of matched entities"].items():
        assert ours["attributes"][what]["right"] == pytest.approx(row["right"], abs=TOLERANCE)
    assert sum(ours["distractor_facts"].values()) == theirs["boilerplate/distractor facts"]["total"]
    for kind, row in theirs["identity across documents"].items():
        assert_same(ours["identity"][kind], row)
        assert ours["identity"][kind]["gold_pairs"] == row["gold pairs"]


def assert_same(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert (ours["hits"], ours["false"], ours["missed"]) == (theirs["tp"], theirs["fp"], theirs["fn"])
    assert ours["f1"] == pytest.approx(theirs["f1"], abs=TOLERANCE)
