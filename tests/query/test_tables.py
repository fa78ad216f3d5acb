"""Answers on a terminal: tables where they can be read, blocks where not, quotes below their rows."""

import re

import pyoxigraph as ox
import pytest
from rich.cells import cell_len

from kg.query import Question, ask, evidence, find_question, load_questions, write_rows

WORD = re.compile(r"[A-Za-z]{3,30}")
PLANS = """SELECT ?plan ?start { VALUES (?plan ?start) {
  ("Action plan for the digital transformation of manufacturing" 2024) ("Robots" UNDEF) } }"""


def table(store: ox.Store, text: str, width: int) -> str:
    return write_rows(ask(store, text), "table", width=width)


def test_words_stay_whole(store: ox.Store) -> None:
    assert table(store, PLANS, 50).splitlines() == [
        "plan                                         start",
        "─" * 50,
        "Action plan for the digital transformation    2024",
        "of manufacturing",
        "Robots",
        "",
        "2 rows",
    ]


def test_a_table_without_room_becomes_blocks(store: ox.Store) -> None:
    wide = 'SELECT ?a_name ?b ?c { VALUES (?a_name ?b ?c) { ("https://example.org/a/long/address" "one" 1)'
    assert table(store, wide + ' (UNDEF "two" 1000) } }', 40).splitlines() == [
        "a name  https://example.org/a/long/addre",
        "        ss",
        "b       one",
        "c       1",
        "",
        "b       two",
        "c       1000",
        "",
        "2 rows",
    ]


def test_a_table_with_tall_rows_becomes_blocks(store: ox.Store) -> None:
    tall = f'SELECT ?a ?b {{ VALUES (?a ?b) {{ ("{"many words " * 30}" "x") }} }}'
    assert table(store, tall, 60).startswith("a  many words many words")
    assert table(store, tall, 160).splitlines()[0].split() == ["a", "b"]


def test_quotes_stand_below_their_row(store: ox.Store) -> None:
    question = find_question("bureaus-and-plans")
    rows = evidence(store, ask(store, question, {"bureau": "BEIT"}), question)
    assert write_rows(rows, "table", width=80).splitlines() == [
        "bureau  Beijing Municipal Bureau of Economy and Information Technology",
        "plan    Action plan for digitalisation in Beijing's manufacturing sector",
        "start   2024",
        "end     2026",
        "quote   “has issued an action plan for digitalisation in the city's",
        "        manufacturing sector” (The Daily Example, 2024-03-04)",
        "quote   “The Beijing bureau has issued an action plan for digitalisation” (The",
        "        Daily Example, 2024-03-05)",
        "quote   “Beijing's economy and information technology bureau released the",
        "        digitalisation action plan” (Example Herald, 2025-01-15)",
        "",
        "1 row, 3 quotes",
    ]


def test_a_row_that_no_article_states_says_so(store: ox.Store) -> None:
    rows = evidence(store, ask(store, "SELECT ?claim { VALUES ?claim { kgc:nothing } }"))
    assert "quote  none: no article says so in so many words\n\n1 row, 0 quotes\n" in write_rows(rows, "table")


@pytest.mark.parametrize("width", [60, 80, 120, 160])
@pytest.mark.parametrize("question", load_questions().values(), ids=lambda one: one.id)
def test_every_answer_fits_and_breaks_no_word(store: ox.Store, question: Question, width: int) -> None:
    rows = ask(store, question, dict(question.sample))
    answers = [rows]
    if question.evidence or "claim" in rows.columns:
        answers.append(evidence(store, rows, question))
    for answer in answers:
        shown = write_rows(answer, "table", width=width)
        assert max(cell_len(line) for line in shown.splitlines()) <= width
        wanted = {
            str(cell) for row in answer.values for cell in row if not str(cell).startswith(("https://", "claim/"))
        }
        assert set(WORD.findall(" ".join(wanted))) - {"None", "True"} <= set(WORD.findall(shown))
