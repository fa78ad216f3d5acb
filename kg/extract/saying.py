"""Verbs of saying, to tell who says something, and when, from what is said; the lexicon's cue `said` tells sources."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING: Final = frozenset({"say", "state", "report", "announce", "note", "tell", "confirm", "disclose"})
# The clause below these has the sentence's topic; who notes or tells something stays the topic.
PASSING_ON: Final = frozenset({"say", "report", "announce"})
# With these a date is that of the telling: "unveiled in May", "signed on Tuesday".
MAKING_KNOWN: Final = SAYING | frozenset(
    "issue release unveil publish reveal sign inform testify brief reiterate declare write warn estimate".split()
)
# What is thought is somebody's as what is said is.
HOLDING: Final = SAYING | {"add", "claim", "write", "think", "believe", "expect", "hope"}
# What a paper does: "the plan specifies", "the roadmap shows".
PAPERS_SAY: Final = frozenset({"say", "state", "note", "show", "specify", "reveal", "indicate"})


def says_that(verb: "Token") -> bool:
    """Whether a verb only says what the clause below it states: "added that …", not "added a second hall"."""
    return (verb.lemma_ in SAYING or verb.lemma_ == "add") and any(c.dep_ == "ccomp" for c in verb.children)
