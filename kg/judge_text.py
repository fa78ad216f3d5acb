"""Judgements and questions in words."""

import textwrap
from itertools import zip_longest

from kg.judge import Question, Side
from kg.resolve.judgements import Judgement


def judgement_text(judgement: Judgement) -> str:
    """Return a judgement in one line."""
    if judgement.things is not None:
        what = " ≟ ".join(f"{t.name} ({t.key})" for t in judgement.things)
    else:
        said = judgement.claim
        what = f"{said.subject} · {said.predicate} · {said.object} “{said.quote}” ({said.article})" if said else ""
    why = f": {judgement.why}" if judgement.why else ""
    return f"{judgement.matter}  {judgement.verdict}  {what}  [{judgement.who}, {judgement.when}{why}]"


def question_text(question: Question, number: int, width: int | None = None) -> str:
    """Return two things side by side, as wide as the terminal."""
    column = max(30, ((width or 120) - 3) // 2)
    head = f"{number}. likeness {question.score:.2f} ({'; '.join(question.why)}); articles: {question.weight}"
    rows = zip_longest(_column(question.one, column), _column(question.other, column), fillvalue="")
    body = [f"{a:<{column}} │ {b}".rstrip() for a, b in rows]
    ask = f"   kg same {question.one.key} {question.other.key}\n   or: kg different …"
    return "\n".join([head, *body, ask, ""])


def _column(side: Side, width: int) -> list[str]:
    lines = [side.name, side.key, *side.quotes]
    return [part for line in lines for part in textwrap.wrap(line, width, break_on_hyphens=False) or [""]]
