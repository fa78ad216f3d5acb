"""Every question of the library: exact rows on a graph with distractors, closed vocabulary, its line in the docs."""

import csv
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.export import dump
from kg.query import Question, ask, evidence, load_questions, write_rows
from kg.query.docs import question_page
from kg.query.formats import FORMATS
from kg.query.header import bare
from kg.resources import ontology_dir
from kg.vocabulary import KG, PREFIXES
from tests.query.world import world

EXPECTED = Path(__file__).parent / "expected"
DATA = Path(__file__).parent / "data" / "world.trig"
DOCS = Path(__file__).parents[2] / "docs" / "questions.md"
QUESTIONS = load_questions()
EXTERNAL = {
    "dcterms": {"identifier", "subject"},
    "oa": {"hasSelector", "exact", "start", "motivatedBy", "bodyValue", "assessing", "questioning"},
    "prov": {"hadPrimarySource", "wasDerivedFrom"},
    "rdf": {"subject", "predicate", "object", "type"},
    "schema": {"NewsArticle", "publisher", "datePublished", "url", "headline"},
    "skos": {"prefLabel", "altLabel"},
}


def test_the_library_is_whole() -> None:
    assert len(QUESTIONS) >= 36
    assert {path.stem for path in EXPECTED.iterdir()} == set(QUESTIONS)


def test_the_data_file_is_what_the_builder_makes() -> None:
    assert DATA.read_text(encoding="utf-8") == dump(world().quads, "trig")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_exact_rows(store: ox.Store, question: Question) -> None:
    rows = ask(store, question, dict(question.sample))
    form = "ttl" if rows.kind == "graph" else "tsv"
    assert write_rows(rows, form) == (EXPECTED / f"{question.id}.{form}").read_text(encoding="utf-8")
    count = question.expect.split()[0]
    assert count == (str(bool(rows)).lower() if rows.kind == "ask" else str(len(rows)))
    assert rows, "a sample answer must not be empty"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_order_of_rows_does_not_depend_on_the_order_of_loading(question: Question) -> None:
    other = ox.Store()
    other.bulk_extend(sorted(world().merged(), key=lambda quad: str(quad)[::-1]))
    rows = ask(other, question, dict(question.sample))
    form = "ttl" if rows.kind == "graph" else "tsv"
    assert write_rows(rows, form) == (EXPECTED / f"{question.id}.{form}").read_text(encoding="utf-8")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_terms_are_in_the_vocabulary(question: Question) -> None:
    codes = set(re.findall(r"^kgc:([\w-]+)", (ontology_dir() / "codes.ttl").read_text(encoding="utf-8"), re.M))
    known = {"kg": KG.terms, "kgc": codes, **EXTERNAL}
    for text in (bare(question.text), question.evidence):
        body = re.sub(r"PREFIX\s+\w+:", "", text)
        used = re.findall(r"(?<![\w?:])([a-z]+):([\w-]+)", body)
        assert used or not text or question.id == "same-names"
        for prefix, local in used:
            assert local in known[prefix], f"{prefix}:{local}"
    for prefix, base in re.findall(r"PREFIX (\w+): <(.*?)>", question.text):
        assert PREFIXES[prefix] == base


def test_evidence_patterns_find_a_sentence_for_every_row(store: ox.Store) -> None:
    tried = 0
    for question in QUESTIONS.values():
        if question.evidence or "claim" in question.columns:
            tried += 1
            rows = evidence(store, ask(store, question, dict(question.sample)), question)
            assert rows.columns[-3:] == ("quote", "source", "date")
            assert all(row[-3] for row in rows), question.id
    assert tried >= 24


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_question_in_every_format(store: ox.Store, question: Question, form: str) -> None:
    rows = ask(store, question, dict(question.sample))
    if form == "ttl" and rows.kind != "graph":
        with pytest.raises(UsageError, match="Turtle is for CONSTRUCT and DESCRIBE queries"):
            write_rows(rows, form)
        return
    for width in (80, 160):
        text = write_rows(rows, form, width=width)
        assert text.endswith("\n") and text.strip()
        if form == "table":
            assert max(map(len, text.splitlines())) <= width or "://" in text
            assert "None" not in text
        elif form == "json" and rows.kind == "select":
            assert len(json.loads(text)["results"]["bindings"]) == len(rows)
        elif form in ("csv", "tsv") and rows.kind == "select":
            assert len(list(csv.reader(text.splitlines(), delimiter="," if form == "csv" else "\t"))) > len(rows)


def test_the_docs_are_up_to_date(store: ox.Store) -> None:
    assert DOCS.read_text(encoding="utf-8") == question_page(store, QUESTIONS), "write docs/questions.md again"


GUANGDONG = "Guangdong advanced manufacturing five-year plan"
ROBOTS = "Shenzhen robot industry action plan"
NARROWED = [
    ("bureaus-and-plans", {"place": "Guangdong"}, "plan", [GUANGDONG, ROBOTS]),
    ("bureaus-and-plans", {"bureau": "NDRC"}, "plan", ["National programme for digital industry"]),
    ("bureaus-and-plans", {"industry": "robotics"}, "plan", ["Shenzhen robot industry action plan"]),
    ("bureaus-and-plans", {"kind": "strategy"}, "bureau", ["Saxon Ministry of Economy"]),
    ("bureaus-and-plans", {"kind": "white-paper"}, "bureau", []),
    ("plans-of-place", {"place": "深圳"}, "plan", [ROBOTS, ROBOTS, ROBOTS, "Nanshan chip design support measures"]),
    ("plans-of-place", {"place": "Tianjin"}, "plan", []),
    ("plans-in-force", {"date": "2025-07-01", "place": "Germany"}, "plan", ["Saxony semiconductor strategy"]),
    ("plans-in-force", {"date": "2020-12-31"}, "plan", []),
    ("targets-due", {"year": "2025"}, "value", [20000]),
    ("targets-due", {"year": "2027", "place": "Beijing"}, "value", []),
    ("progress", {"plan": "Shenzhen robot industry action plan"}, "plan", []),
    ("facilities", {"company": "Xiaomi", "status": "operating"}, "facility", ["Xiaomi smart phone factory in Beijing"]),
    ("facilities", {"kind": "电池厂"}, "facility", ["Hetao cell plant in Foshan"]),
    ("facilities", {"product": "CELLS"}, "facility", ["Hetao cell plant in Foshan"]),
    ("facilities", {"from": "2026-01-01", "to": "2026-09-30"}, "facility", ["Xiaomi second phone factory"]),
    ("facilities", {"kind": "workshop"}, "facility", ["Hetao pack workshop"]),
    ("facilities", {"place": "Guangdong"}, "city", ["Foshan", "Shenzhen"]),
    ("reported-as-built", {"source": "工业和信息化部"}, "value", [10000]),
    ("reported-as-built", {"place": "Beijing"}, "value", [103, 40]),
    ("investment-by-place", {"place": "Guangdong"}, "most", [5_000_000_000, 30_000_000_000]),
    ("investment-by-company", {"company": "Lumen Silicon"}, "most", [3_700_000_000]),
    ("investment-by-company", {"company": "Lumen Silicon"}, "least", [3_200_000_000]),
    ("facts-by-sources", {"least": "3"}, "subject", []),
    ("facts-by-sources", {"subject": "Saxony semiconductor strategy", "least": "1"}, "sources", [1] * 6),
    ("contradictions", {"subject": "Shenzhen robot industry action plan"}, "problem", ["two targets: robot factories"]),
    ("contradictions", {"subject": "Beijing"}, "problem", []),
    ("new-facts", {"from": "2025-01-01", "to": "2025-01-31", "subject": "Xiaomi"}, "subject", ["Xiaomi"]),
    ("single-source-facts", {"about": "Saxon Ministry of Economy"}, "publisher", ["Elbe Kurier", "Elbe Kurier"]),
    ("superseded-plans", {"place": "Saxony"}, "plan", []),
    ("timeline", {"about": "Lumen Silicon Europe"}, "event", ["opens", "in the news"]),
    ("triggers-without-facts", {"text": "NEGATED"}, "trigger", ["rain"]),
    ("articles-about", {"about": "Nanshan"}, "publisher", ["Pearl Post"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "params", "column", "wanted"), NARROWED)
def test_parameters_narrow(
    store: ox.Store, name: str, params: dict[str, str], column: str, wanted: list[object]
) -> None:
    got = [getattr(value, "label", value) for value in ask(store, QUESTIONS[name], params).column(column)]
    assert got == wanted


def test_every_parameter_is_tried() -> None:
    tried = {(name, one) for name, params, _, _ in NARROWED for one in params}
    tried |= {(question.id, one) for question in QUESTIONS.values() for one, _ in question.sample}
    known = {(question.id, one.name) for question in QUESTIONS.values() for one in question.parameters}
    assert len(known) >= 40
    left = known - tried
    assert left <= {
        ("capacity-by-company", "company"), ("objectives-of-plan", "plan"), ("plan-lineage", "plan"),
        ("who-reported-what", "source"),
    }  # fmt: skip
