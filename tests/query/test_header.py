"""Headers: what is read, and the one line that a broken one gives."""

from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.query import find_question, load_questions, read_question
from kg.query.header import Parameter, bare, parse_question, query_form
from kg.query.library import question_list, question_table

GOOD = """#+ id: due
#+ question: What is due?
#+ parameter year: integer required; The year.
#+ parameter least: integer = 2; At least.
#+ columns: plan, total
#+ expect: 1 row
SELECT ?plan (SUM(?x) AS ?total) WHERE { VALUES ?year { UNDEF } VALUES ?least { UNDEF } ?plan kg:endYear ?year }
GROUP BY ?plan
"""


def test_a_header_is_read() -> None:
    question = parse_question(GOOD, "due.rq")
    assert (question.id, question.question, question.columns) == ("due", "What is due?", ("plan", "total"))
    assert question.parameters == (
        Parameter("year", "integer", "The year.", required=True),
        Parameter("least", "integer", "At least.", default="2"),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ question: What is due?\n", "", "due.rq, line 1: the header lacks the key 'question'"),
        ("#+ question", "#+ qestion", "due.rq, line 2: unknown key 'qestion'"),
        ("#+ question: What is due?", "#+ what is due", "due.rq, line 2: expected '#+ key: value'"),
        ("#+ columns", "#+ id: again\n#+ columns", "due.rq, line 5: the key 'id' is given twice"),
        ("parameter least", "parameter year", "due.rq, line 4: the parameter 'year' is declared twice"),
        ("integer = 2;", "number = 2;", "due.rq, line 4: unknown parameter type 'number'"),
        ("integer = 2;", "integer City;", "due.rq, line 4: a parameter of type integer takes no 'City'"),
        ("; The year.", "", "due.rq, line 3: expected 'TYPE [CLASS] [required] [= DEFAULT]; description'"),
        ("plan, total", "plan, sum", "due.rq: columns says plan, sum; the query selects plan, total"),
        ("1 row", "many", "due.rq, line 6: expect is"),
        ("VALUES ?least { UNDEF }", "", "due.rq: 'VALUES ?least { UNDEF }' is missing from the query"),
        ("SELECT", "PREFIX a: <b>\n#+ expect: 2 rows\nSELECT", "due.rq, line 8: a header line after the header"),
        ("#+ expect", "#+ sample: place=China\n#+ expect", "due.rq: the sample names an unknown parameter 'place'"),
        ("#+ expect", "#+ sample: China\n#+ expect", "due.rq, line 6: sample is 'name=value; name=value'"),
    ],
)
def test_broken_headers(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(UsageError) as error:
        parse_question(GOOD.replace(old, new, 1), "due.rq")
    assert str(error.value).startswith(message)


def test_comments_strings_and_iris_hide_nothing_and_are_not_read() -> None:
    text = 'SELECT ?a { # CONSTRUCT {\n ?a <http://x/SERVICE> "LOAD \\" DROP", """ADD\n""" }'
    assert query_form(text) == "SELECT"
    assert not {"SERVICE", "LOAD", "DROP", "ADD", "CONSTRUCT"} & set(bare(text).split())
    assert len(bare(text)) == len(text)
    assert query_form("# SELECT") is None


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "other.rq"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(UsageError, match=r"other.rq, line 1: the id must be the file's name 'other', got 'due'"):
        load_questions(tmp_path)
    path.write_bytes(b"#+ id: \xff")
    with pytest.raises(UsageError, match="a query must be UTF-8 text"):
        read_question(path)
    with pytest.raises(InputError, match="cannot read the query"):
        read_question(tmp_path / "none.rq")


def test_unknown_questions_get_a_suggestion() -> None:
    with pytest.raises(UsageError, match=r"no question is called 'plans-of-plce' \(did you mean 'plans-of-place'"):
        find_question("plans-of-plce")
    with pytest.raises(UsageError, match="see: kg questions"):
        find_question("zzz")


def test_lists() -> None:
    questions = {"due": parse_question(GOOD, "due.rq")}
    assert (
        question_table(questions).splitlines()[2]
        == "| `due` | What is due? | `year` (integer, required), `least` (integer) |"
    )
    assert question_list(questions, width=60).splitlines() == [
        "due: What is due?",
        "    -p year=… (integer, required) The year.",
        "    -p least=… (integer) At least.",
    ]
