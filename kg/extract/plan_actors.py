"""Who is behind a plan: a public body, a company, or nobody that can be told."""

from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.plan_terms import PlanTools
from kg.extract.surroundings import overlapping, span

if TYPE_CHECKING:
    from spacy.tokens import Token

PUBLIC: Final = frozenset(
    """government state federal national provincial municipal ministry city province country nation cabinet council
    commission administration union kingdom republic local county prefecture department bureau agency authorities
    parliament congress senate white house central district territory official officials minister president
    governor mayor premier municipality borough authority states state-level nationwide public eu bloc""".split()
)


def public_owner(sentence: Sentence, first: int, last: int, tools: PlanTools) -> tuple[bool, str | None]:
    """Return whether an owner is a public one, and the name of the mention there."""
    doc = sentence.parse
    assert doc is not None
    start, end = span(sentence, first, last)
    mention = next((m for m in overlapping(tools.others, start, end) if m.type != "Company"), None)
    if mention is not None:
        return True, mention.name
    return any(t.lower_ in PUBLIC for t in doc[first : last + 1]), None


def actor_weight(sentence: Sentence, token: "Token", tools: PlanTools) -> int:
    """Return 2 for a public actor, 1 where a public one only belongs to it, -3 for a company, 0 for who knows."""
    start, end = sentence.span_of(token)
    left, right = sentence.span_of(token.doc[token.left_edge.i])[0], end
    for mention in overlapping(tools.others, start, end):
        return -3 if mention.type == "Company" else 2
    words = {t.lower_ for t in token.subtree if t.i <= token.i + 6}
    if words & {"company", "firm", "corporate", "group", "carmaker", "maker"}:
        return -3
    if words & PUBLIC:
        return 2
    for mention in overlapping(tools.others, left, right):
        return -3 if mention.type == "Company" else 1
    return 0


def agent_weight(sentence: Sentence, i: int, tools: PlanTools) -> int:
    """Return the same for the agent of a passive that begins at a token: "launched *by the ministry*"."""
    doc = sentence.parse
    assert doc is not None
    start, end = span(sentence, i, min(len(doc) - 1, i + 7))
    for mention in overlapping(tools.others, start, end):
        return -3 if mention.type == "Company" else 2
    return 2 if any(t.lower_ in PUBLIC for t in doc[i : i + 8]) else 0
