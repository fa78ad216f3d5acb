"""The project's own gold articles: well-formed, readable, and never again scored below a floor."""

from pathlib import Path

import pytest

from kg.evaluate import read_documents, score_documents
from kg.evaluate.counts import Score
from kg.extracts import facts_beside
from kg.load import load_article

GOLD = Path(__file__).resolve().parents[1] / "gold"
DOCUMENTS = read_documents(GOLD)
# Their text tells no year, or a day that may be two: no date is better than a wrong one.
UNDATED = {"u19", "u63", "u65", "u67", "u69", "u74", "u78", "u79", "u93", "u131", "u132", "u152", "u160", "u163"}


def test_there_are_a_hundred_and_seventy_seven() -> None:
    assert len(DOCUMENTS) == 177


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_what_the_gold_cites_is_in_the_loaded_text(name: str) -> None:
    file = next(p for p in (GOLD / f"{name}.txt", GOLD / f"{name}.html") if p.exists())
    article = load_article(file)
    text = " ".join(article.text.split())
    document = DOCUMENTS[name]
    assert article.published == (None if name in UNDATED else document["published"])
    mentions = [m for e in document["entities"] if not e.get("optional") for m in e["mentions"]]
    assert mentions
    lost = [m for m in mentions if " ".join(m.split()) not in text]
    # A mention or two may stand only in furniture that the loader cuts (bylines, footers, tables' captions).
    assert len(lost) <= 2, lost


@pytest.fixture(scope="module")
def score() -> Score:
    return score_documents(DOCUMENTS, facts_beside(GOLD, DOCUMENTS))


@pytest.mark.parametrize(
    ("part", "precision", "f1"), [("entities", 0.96, 0.95), ("relations", 0.94, 0.88), ("numbers", 0.84, 0.765)]
)
def test_scores_do_not_fall(score: Score, part: str, precision: float, f1: float) -> None:
    count = score.micro(part)
    assert count.precision is not None and count.f1 is not None
    assert count.precision >= precision
    assert count.f1 >= f1
