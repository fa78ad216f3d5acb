"""The page of questions in the documentation, made from the library and a sample graph."""

from collections.abc import Mapping

from kg.query.ask import ask
from kg.query.formats import write_rows
from kg.query.header import Question
from kg.query.library import question_table
from kg.query.rows import Queryable, Rows

_MOST = 6


def question_page(store: Queryable, questions: Mapping[str, Question]) -> str:
    """Return the Markdown page: a table of all questions, then each with parameters and a sample answer."""
    parts = [
        "# Questions\n",
        "Ask one with `kg query NAME -p parameter=value`; add `--evidence` for the sentences behind each row. "
        "The sample answers come from the small invented graph of the tests "
        "(`tests/query/data/world.trig`).\n",
        question_table(questions),
    ]
    parts += [_section(store, question) for question in questions.values()]
    return "\n".join(parts)


def _section(store: Queryable, question: Question) -> str:
    given = " ".join(f'-p {name}="{value}"' for name, value in question.sample)
    lines = [f"## {question.id}\n", f"{question.question}\n"]
    if question.description:
        lines.append(f"{question.description}\n")
    if question.slow:
        lines.append(f"On a large graph it may take over 100 ms: {question.slow}.\n")
    for one in question.parameters:
        default = f", default {one.default}" if one.default is not None else ""
        lines.append(f"- `{one.name}` ({one.kind}{default}): {one.description}")
    if question.parameters:
        lines.append("")
    lines += ["```", f"kg query {question.id} {given}".rstrip(), "```\n"]
    rows = ask(store, question, dict(question.sample))
    if rows.kind == "graph":
        lines += ["```turtle", write_rows(rows, "ttl").rstrip("\n"), "```"]
        return "\n".join(lines) + "\n"
    first = Rows(rows.columns, rows.terms[:_MOST], rows.kind, rows.labels)
    lines.append(write_rows(first, "markdown"))
    if len(rows) > _MOST:
        lines.append(f"… and {len(rows) - _MOST} more.\n")
    return "\n".join(lines)
