"""The question library: the `.rq` files that ship with kg, and a reader's own."""

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.query.header import Question, parse_question
from kg.resources import queries_dir


def load_questions(folder: Path | None = None) -> dict[str, Question]:
    """Return the questions of a folder (default: the library) by id, sorted.

    Raises UsageError with file and line for a broken one, or where the id is not the file's name.
    """
    questions = {}
    for path in sorted((folder or queries_dir()).glob("*.rq")):
        question = read_question(path)
        if question.id != path.stem:
            raise UsageError(f"{path.name}, line 1: the id must be the file's name {path.stem!r}, got {question.id!r}")
        questions[question.id] = question
    return questions


def read_question(path: Path) -> Question:
    """Return the question in a `.rq` file, with or without a header.

    Raises InputError if the file cannot be read, UsageError if it is broken.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot read the query {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: a query must be UTF-8 text", hint=f"bad byte at offset {error.start}") from error
    return parse_question(text, path.name)


def find_question(name: str, questions: Mapping[str, Question] | None = None) -> Question:
    """Return the question of that id. Raises UsageError with the nearest ids if there is none."""
    known = load_questions() if questions is None else questions
    if name in known:
        return known[name]
    raise UsageError(f"no question is called {name!r}", hint=did_you_mean(name, known) or "see: kg questions")


def did_you_mean(wrong: str, known: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    """Return "did you mean …?" with up to three near names, or ""."""
    folded = {name.casefold(): name for name in known}
    near = [folded[one] for one in get_close_matches(wrong.casefold(), list(folded), n=3, cutoff=0.6)]
    if not near:
        parts = set(wrong.casefold().replace("-", " ").split())
        near = sorted(name for name in known if parts & set(name.casefold().replace("-", " ").split()))[:3]
    return f"did you mean {' or '.join(repr(one) for one in near)}?" if near else ""


def question_table(questions: Mapping[str, Question]) -> str:
    """Return the questions as a Markdown table: id, question, parameters."""
    lines = ["| name | question | parameters |", "| --- | --- | --- |"]
    for question in questions.values():
        parameters = ", ".join(f"`{one.name}` ({one.kind})" for one in question.parameters)
        lines.append(f"| `{question.id}` | {question.question} | {parameters or '–'} |")
    return "\n".join(lines) + "\n"


def question_list(questions: Mapping[str, Question], *, width: int | None = None) -> str:
    """Return the questions as lines for a terminal: name, question, and below it the parameters."""
    lines = []
    for question in questions.values():
        lines += textwrap.wrap(f"{question.id}: {question.question}", width or 100, subsequent_indent="    ")
        for one in question.parameters:
            text = f"-p {one.name}=… ({one.kind}) {one.description}"
            lines += textwrap.wrap(text, width or 100, initial_indent="    ", subsequent_indent="        ")
    return "\n".join(lines)


def own_query(text: str, origin: str = "the query") -> Question:
    """Return somebody's own SPARQL text as a question, header optional."""
    return replace(parse_question(text, origin), origin=origin)
