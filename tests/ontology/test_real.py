"""The gate and pySHACL agree on what the extractor makes of articles, and on seeded faults in it."""

import gzip
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.load import load_article, load_bytes
from kg.model import Record
from kg.validate import Shapes, check, load_shapes
from kg.worker import Worker, english, read_article
from tests.ontology.real import agree, faulty, quads_of

HERE = Path(__file__).parents[2]
EXAMPLES = sorted((HERE / "examples" / "articles").iterdir())
CORPUS = HERE.parent / "shared" / "corpus" / "press-releases.jsonl.gz"
GOLD = sorted(
    path
    for folder in (HERE / "tests" / "gold", CORPUS.parents[1] / "gold" / "dev", CORPUS.parents[1] / "gold" / "dev-real")
    for path in folder.glob("*.*")
    if path.suffix in (".txt", ".md", ".html") and path.stem != "README"
)
# 10,000 take the better part of an hour, for extraction and for pySHACL: set the variable to have them all
CLAIMS = int(os.environ.get("KG_PARITY_CLAIMS", "25"))


@cache
def worker() -> Worker:
    return Worker(english)


@cache
def shapes() -> Shapes:
    return load_shapes()


@pytest.mark.parametrize("path", EXAMPLES[::3], ids=lambda p: p.stem)
def test_on_an_example_and_a_fault_of_each_kind(path: Path) -> None:
    quads = quads_of(read_article(load_article(path), worker().extractor), worker().background)
    assert len(quads) > 100
    assert agree(quads, shapes())
    for name, bad in faulty(quads, seed=len(quads)):
        assert agree(bad, shapes()), name


def real_records() -> Iterator[Record]:
    """Yield what is read in the corpus, short texts that speak of making things first, and in the gold articles."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for line in lines]
    for text in sorted(texts, key=lambda one: len(one) > 8000 or not ("manufactur" in one or "factor" in one)):
        try:
            yield read_article(load_bytes(text.encode(), "one.md", "one.md"), worker().extractor)
        except KgError:
            continue
    for path in GOLD:
        yield read_article(load_article(path), worker().extractor)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of press releases is not beside this checkout")
def test_on_claims_of_press_releases() -> None:
    claims = faults = 0
    for number, record in enumerate(real_records()):
        found = len(record.claims) + len(record.measures)
        if not found:
            continue
        claims += found
        quads = quads_of(record, worker().background)
        assert agree(quads, shapes()), record.article.title
        kinds = list(faulty(quads, number))
        name, bad = kinds[number % len(kinds)]
        faults += bool(check(bad, shapes(), evidence=False))
        assert agree(bad, shapes()), (name, record.article.title)
        if claims >= CLAIMS:
            break
    assert claims >= CLAIMS and faults
