"""Judgements outlive the graph, a better extractor and a changed text; what they moved keeps its old IRI."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.judge import judge_claim, judge_things, judged, undo
from kg.model import Record, Span
from kg.project import statements
from kg.query.entities import find_entity
from kg.store import Store
from tests.policy import link, plan, record, thing, words

WHO = {"who": "ann", "why": "seen the document"}
PERIOD = ("2024", "2026")
MORE = "A paragraph that a later edition puts first.\n\n"


def everything(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, None))


def a_plan(number: int, subject: str) -> Record:
    entity, claims = plan("p0", subject, PERIOD, "action-plan")
    return record(number, [thing("e1", "City", "Ouroville"), entity], claims)


def a_plant() -> Record:
    things = [thing("e1", "City", "Ouroville"), thing("e2", "Company", "Acme"), thing("f0", "Facility", "chip plant")]
    return record(3, things, [link("e2", "operates", "f0"), link("f0", "locatedIn", "e1")])


def later(one: Record) -> Record:
    """Return a record as a better extractor reads a later edition: all offsets moved, surer, by another rule."""
    by = len(MORE)
    text = MORE + one.article.text
    entities = tuple(
        replace(e, mentions=tuple(replace(m, start=m.start + by, end=m.end + by) for m in e.mentions))
        for e in one.entities
    )
    claims = tuple(
        replace(c, span=Span(c.span.start + by, c.span.end + by), rule="better", confidence=0.7) for c in one.claims
    )
    return replace(one, article=replace(one.article, text=text), extractor="2", entities=entities, claims=claims)


def operates(store: Store) -> bool:
    return bool(store.query("ASK { ?c <https://w3id.org/kg-policy/ontology#operates> ?f }"))


def plans(store: Store) -> set[str]:
    rows = store.query("SELECT DISTINCT ?p { ?p a <https://w3id.org/kg-policy/ontology#Plan> }")
    return {row["p"].value for row in rows}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store of two plans that may be one, and a plant."""
    with Store.open(tmp_path / "s", "write", create=True, background=words()) as store:
        store.replace([a_plan(1, "Robot Solar"), a_plan(2, "Robot Chip"), a_plant()])
    return tmp_path / "s"


def test_a_rejected_claim_stays_out_when_its_words_move(path: Path) -> None:
    with Store.open(path, "write", background=words()) as store:
        (claim,) = (s.claim for s in statements(a_plant(), store.identity(a_plant())) if s.source == "claim 0")
        before = everything(store)
        judge_claim(store, "reject", claim, when="2026-01-01", **WHO)
        assert not operates(store)
        store.replace([later(a_plant())])
        assert not operates(store) and list(store.verify()) == []
        store.rebuild()
        assert not operates(store)
    with Store.open(path, "write", background=words()) as store:
        assert not operates(store)
        (judgement,) = judged(store)
        undo(store, judgement.matter, when="2026-01-02", **WHO)
        assert operates(store)
        store.replace([a_plant()])
        assert everything(store) == before


def test_a_rejected_claim_of_other_words_is_another_claim(path: Path) -> None:
    with Store.open(path, "write", background=words()) as store:
        (claim,) = (s.claim for s in statements(a_plant(), store.identity(a_plant())) if s.source == "claim 0")
        judge_claim(store, "reject", claim, when="2026-01-01", **WHO)
        other = a_plant()
        moved = replace(other.claims[0], span=Span(15, 23))
        store.replace([replace(other, claims=(moved, other.claims[1]))])
        assert operates(store)


def test_things_judged_the_same_stay_so_through_reextraction_and_undo(path: Path) -> None:
    with Store.open(path, "write", background=words()) as store:
        before, (first, second) = everything(store), sorted(plans(store))
        judgement = judge_things(store, "same", first, second, when="2026-01-01", **WHO)
        (now,) = plans(store)
        old = ({first, second} - {now}).pop()
        store.replace([later(a_plan(1, "Robot Solar")), later(a_plan(2, "Robot Chip"))])
        assert plans(store) == {now} and list(store.verify()) == []
        assert find_entity(store, old).value == now
        # Another key by a better reading of the name of one of them: the article and the name lead to it.
        renamed = a_plan(1, "Robot Solar")
        entity = replace(renamed.entities[1], mentions=())
        kind = next(c for c in renamed.claims if c.predicate == "planKind")
        claims = tuple(replace(c, object="plan") if c is kind else c for c in renamed.claims)
        store.replace([replace(renamed, entities=(renamed.entities[0], entity), claims=claims)])
        assert len(plans(store)) == 1
        store.replace([a_plan(1, "Robot Solar"), a_plan(2, "Robot Chip")])
        undo(store, judgement.matter, when="2026-01-02", **WHO)
        assert plans(store) == {first, second} and everything(store) == before


def test_judgements_outlive_the_store(path: Path) -> None:
    with Store.open(path, "write", background=words()) as store:
        judge_things(store, "same", *sorted(plans(store)), when="2026-01-01", **WHO)
        wanted = everything(store)
    other = path.with_name("t")
    path.with_name("s.judgements.jsonl").rename(path.with_name("t.judgements.jsonl"))
    with Store.open(other, "write", create=True, background=words()) as store:
        store.bulk([a_plant(), a_plan(2, "Robot Chip"), a_plan(1, "Robot Solar")])
        assert everything(store) == wanted
