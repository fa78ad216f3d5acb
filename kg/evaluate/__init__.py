"""Measure facts documents against gold: precision, recall and F1 by class, predicate and number kind."""

from kg.evaluate.counts import Score
from kg.evaluate.documents import read_documents
from kg.evaluate.report import errors_text, identity_text, score_json, score_text
from kg.evaluate.score import score_documents

__all__ = ["Score", "errors_text", "identity_text", "read_documents", "score_documents", "score_json", "score_text"]
