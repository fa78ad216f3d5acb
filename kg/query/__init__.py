"""Ask the graph: the question library, any SPARQL, answers with evidence, an entity's page."""

from kg.query.ask import ask
from kg.query.evidence import evidence
from kg.query.explain import explain
from kg.query.formats import FORMATS, write_rows
from kg.query.header import Parameter, Question
from kg.query.library import find_question, load_questions, read_question
from kg.query.rows import Queryable, Rows, Thing
from kg.query.show import show

__all__ = [
    "FORMATS",
    "Parameter",
    "Queryable",
    "Question",
    "Rows",
    "Thing",
    "ask",
    "evidence",
    "explain",
    "find_question",
    "load_questions",
    "read_question",
    "show",
    "write_rows",
]
