"""Judgements by way of the command line: made, rebuilt over, undone."""

from pathlib import Path

import pytest

from kg.resolve.judgements import read
from kg.store import Store
from tests.policy import link, plan, record, thing

PERIOD = ("2024", "2026")
PLANS = "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a kg:Plan }"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of three articles: two plans of one place and period that may be one, and a plant."""
    path = tmp_path / "store"
    records = []
    for number, subject in enumerate(("Robot Solar", "Robot Chip"), 1):
        entity, claims = plan("p0", subject, PERIOD, "action-plan")
        records.append(record(number, [thing("e1", "City", "Ouroville"), entity], claims))
    records.append(
        record(
            3,
            [thing("e1", "City", "Ouroville"), thing("e2", "Company", "Acme"), thing("f0", "Facility", "chip plant")],
            [link("e2", "operates", "f0"), link("f0", "locatedIn", "e1")],
        )
    )
    with Store.open(path, "write", create=True) as opened:
        opened.replace(records)
    return path


def count(kg, store: Path) -> str:  # type: ignore[no-untyped-def]
    return str(kg("query", "-q", PLANS, "--store", store, "--format", "csv").output.splitlines()[-1])


def rebuild(store: Path) -> None:
    with Store.open(store, "write") as opened:
        opened.rebuild()
        assert list(opened.verify()) == []


def test_a_pair_is_reviewed_judged_and_undone(kg, store: Path) -> None:  # type: ignore[no-untyped-def]
    assert count(kg, store) == "2"
    shown = kg("review", "--store", store)
    assert "1 of 1 doubtful pairs" in shown.output
    assert "Robot Solar Action Plan" in shown.output and "Robot Chip Action Plan" in shown.output
    assert "“Ouroville”" in shown.output
    done = kg("same", "Robot Solar Action Plan", "Robot Chip Action Plan", "--store", store, "--who", "ann",
              "--when", "2026-01-01", "--why", "one document")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert count(kg, store) == "1"
    rebuild(store)
    assert count(kg, store) == "1"
    assert "0 of 0" in kg("review", "--store", store).output
    (judgement,) = read(store.with_name("store.judgements.jsonl"))
    assert (judgement.who, judgement.when, judgement.why) == ("ann", "2026-01-01", "one document")
    with Store.open(store) as opened:
        ((old, now),) = opened.records.matches.replaced().items()
    page = kg("show", old, "--store", store)
    assert page.exit_code == 0 and now in page.output
    assert kg("undo", judgement.matter, "--store", store, "--when", "2026-01-02").exit_code == 0
    assert count(kg, store) == "2"
    assert kg("review", "--judged", "--store", store).stdout == ""
    assert kg("different", old, now, "--store", store, "--when", "2026-01-03").exit_code == 0
    assert "0 of 0" in kg("review", "--store", store).output


def test_a_claim_is_rejected_for_good(kg, store: Path) -> None:  # type: ignore[no-untyped-def]
    page = kg("show", "Acme", "--claims", "--store", store).output
    assert "operates: chip plant" in page
    claim = page.partition("[")[2].partition("]")[0]
    done = kg("reject", claim, "--store", store, "--when", "2026-01-01", "--why", "misread")
    assert done.exit_code == 0, done.output
    for _ in range(2):
        assert "operates" not in kg("show", "Acme", "--store", store).output
        rebuild(store)
    (judgement,) = read(store.with_name("store.judgements.jsonl"))
    assert "operates" in kg("review", "--judged", "--store", store).output
    kg("undo", judgement.matter, "--store", store, "--when", "2026-01-02")
    assert "operates: chip plant" in kg("show", "Acme", "--store", store).output
    assert kg("accept", claim, "--store", store, "--when", "2026-01-03").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "Acme", "Nobody"), "no entity is called 'Nobody'"),
        (("same", "Acme", "Acme"), "have one key, company/acme"),
        (("reject", "1/2"), "no claim '1/2'"),
        (("undo", "abc"), "no judgement 'abc'"),
    ],
)
def test_what_cannot_be_judged(kg, store: Path, arguments: tuple[str, ...], message: str) -> None:  # type: ignore[no-untyped-def]
    result = kg(*arguments, "--store", store)
    assert result.exit_code == 2 and message in result.output
    assert not store.with_name("store.judgements.jsonl").exists()


def test_a_damaged_line_is_named(kg, store: Path) -> None:  # type: ignore[no-untyped-def]
    store.with_name("store.judgements.jsonl").write_text('{"verdict": "perhaps"}\n')
    result = kg("review", "--store", store)
    assert result.exit_code == 3 and "judgements.jsonl:1: not a judgement" in result.output
