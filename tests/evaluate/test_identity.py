from pathlib import Path

import pytest

from kg.evaluate import identity_text, read_documents, score_documents
from kg.evaluate.golden import gold_mentions, record_of
from kg.load import load_bytes
from kg.model import Record

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev"
TEXT = (
    b"Tampere sets its sights\n\nThe city of Tampere, Finland, published its Bright Factory Action Plan (2024-2026).\n"
)
FACTS = {
    "entities": [
        {"id": "e1", "type": "City", "name": "Tampere", "mentions": ["Tampere"]},
        {"id": "e2", "type": "Plan", "name": "Bright Factory Action Plan (2024-2026)", "mentions": ["Bright Factory"],
         "start": "2024", "end": "2026"},
    ],
    "relations": [{"s": "e2", "p": "appliesTo", "o": "e1", "evidence": "city of Tampere"}],
    "numbers": [{"kind": "target", "subject": "e2", "value": 3.5, "bound": "exact", "unit": "EUR spending"}],
}  # fmt: skip


def a_record() -> Record:
    return record_of(FACTS, load_bytes(TEXT, "a.txt", "a.txt"))


def test_gold_facts_become_a_record() -> None:
    record = a_record()
    assert [(e.id, e.mentions[0].form) for e in record.entities] == [("e1", "name"), ("e2", "name")]
    assert {(c.predicate, c.object) for c in record.claims} == {
        ("appliesTo", "e1"),
        ("periodStart", "2024"),
        ("periodEnd", "2026"),
    }
    assert [(m.currency, m.unit, str(m.value)) for m in record.measures] == [("EUR", "spending", "3.5")]
    quote = record.claims[-1].span
    assert record.article.text[quote.start : quote.end] == "city of Tampere"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the development set is not beside this checkout")
def test_identity_of_the_development_set() -> None:
    gold = read_documents(GOLD)
    score = score_documents(gold, gold_mentions(GOLD, gold))
    count, every = score.identity["all"]
    assert every == 168 and count.hits + count.missed == every
    assert count.precision is not None and count.precision >= 0.98
    assert count.f1 is not None and count.f1 >= 0.93
    assert identity_text(score).splitlines()[-1].startswith("all")
