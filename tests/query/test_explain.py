import re

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.query import explain, find_question, load_questions
from kg.query.header import Question
from kg.query.library import own_query


def test_parameters_patterns_with_their_matches_and_times_are_told(store: ox.Store) -> None:
    note = explain(store, find_question("companies-of-place"), {"place": "中国"})
    assert note.startswith(
        "question: companies-of-place\nparameter place: China <https://w3id.org/kg-policy/id/country/cn>"
    )
    assert "\n          Union\n" in note
    assert "?company kg:headquarteredIn ?where  1\n" in note
    assert "?company kg:operates ?facility  6\n" in note
    assert re.search(
        r"\ntime: parameters [\d.]+ ms, query [\d.]+ ms, names [\d.]+ ms\nanswer: 7 rows\nslow on a large graph: .+\n$",
        note,
    )


@pytest.mark.parametrize("question", load_questions().values(), ids=lambda q: q.id)
def test_every_question_can_be_explained(store: ox.Store, question: Question) -> None:
    note = explain(store, question, dict(question.sample))
    assert ("slow on a large graph: " in note) is bool(question.slow)
    assert f"\nanswer: {question.expect.split()[0]} " in note or question.expect in ("true", "false")
    assert re.search(r"  [\d,]+\n", note)


def test_what_cannot_be_asked_cannot_be_explained(store: ox.Store) -> None:
    with pytest.raises(UsageError, match="changes the graph"):
        explain(store, own_query("DROP ALL"), {})
    with pytest.raises(UsageError, match="not valid SPARQL"):
        explain(store, own_query("SELECT ?x { ?x }"), {})
