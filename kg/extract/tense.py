"""When the words of a clause hold (past, now, going on, to come, not at all), and what part a mention plays in it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from kg.extract.document import Hit, Sentence
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

Time = Literal["past", "now", "going-on", "future", "unreal"]

_WILL: Final = frozenset({"will", "shall", "would", "'ll", "’ll", "wo", "should"})
_UNREAL: Final = frozenset({"could", "might", "may"})
_AHEAD_OF: Final = re.compile(
    r"\b(?:will|would|should|shall|to|due|set) (?:begin|start|commence|to|be)\b"
    r"|\b(?:due|set|scheduled|slated|expected|planned|targeted) for\b|\b(?:expected|scheduled|target|planned) \w+ date",
    re.IGNORECASE,
)
# "Once the base is up and running": the present of time clauses is to come.
_TO_COME: Final = re.compile(
    r"\b(?:once|when|until|till|before|as soon as|by the time) (?:it|they|the|its|this|that|both|all)\b"
    r"(?: (?!was|were|had)[\w-]+){0,4} $",
    re.IGNORECASE,
)


def verb_of(tokens: Sequence["Token"]) -> "Token | None":
    """Return the full verb among words, else an auxiliary, else None."""
    verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"} and t.tag_ != "MD"]
    return next((t for t in verbs if t.pos_ == "VERB"), verbs[-1] if verbs else None)


def is_adjective(token: "Token") -> bool:
    """Return whether a word stands as an adjective."""
    return token.pos_ == "ADJ" or token.dep_ == "amod"


def is_passive(verb: "Token") -> bool:
    """Return whether a verb is a passive with its auxiliary ("was built")."""
    return verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)


def tie(sentence: Sentence, verb: "Token", mention: Mention) -> tuple[str, int]:
    """Return the part that a mention plays for a verb (object, subject, clause, oblique, "") and the steps between."""
    tokens = sentence.tokens(mention.start, mention.end)
    if not tokens:
        return "", 99
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[-1])
    above = {verb.i: 0}
    for steps, ancestor in enumerate(verb.ancestors, 1):
        above[ancestor.i] = steps
    path: list[str] = []
    current = head
    while current.i not in above:
        if current.head.i == current.i:
            return "", 99
        if path and current.pos_ == "VERB" and current.dep_ in {"conj", "advcl", "relcl", "ccomp"}:
            # The mention belongs to another clause, which this one is only joined to.
            return "", 99
        path.append(current.dep_ if current.dep_ != "prep" or current.lower_ != "of" else "of")
        current = current.head
    steps = len(path) + above[current.i]
    if not path:
        return "clause", steps
    if current.i == verb.i:
        return _part(path, verb), steps
    if path[-1] in {"nsubj", "nsubjpass"} and len(path) == 1:
        return "subject", steps
    return "oblique", steps


def _part(path: Sequence[str], verb: "Token") -> str:
    plain = [p for p in path if p not in {"conj", "appos", "of"} and not (p == "pobj" and "of" in path)]
    if "prep" in plain or "agent" in plain or "advcl" in plain:
        return "oblique"
    if "nsubj" in plain:
        return "subject"
    return "object"


def time_of(sentence: Sentence, hit: Hit) -> Time:
    """Tell when the words of a hit hold: past, now, going on, to come, or not at all."""
    tokens = sentence.tokens(hit.start, hit.end)
    if _AHEAD_OF.search(sentence.text[hit.start - sentence.start : hit.end - sentence.start]):
        return "future"
    verb = verb_of(tokens)
    before, words = sentence.text[: hit.start - sentence.start], sentence.text[hit.start - sentence.start :]
    over = re.search(r"\b(?:was|were|had)\b", words[: hit.end - hit.start])
    if verb is not None and verb.tag_ != "VBD" and not over and _TO_COME.search(before):
        return "future"
    if verb is None and tokens and tokens[-1].lower_.endswith("ing") and tokens[-1].lower_ != "opening":
        return "going-on"
    if verb is None:
        verb = next((a for a in tokens[0].ancestors if a.pos_ in {"VERB", "AUX"}), None) if tokens else None
        if verb is None:
            return "now"
    return _verb_time(verb)


def is_finishing(sentence: Sentence, hit: Hit) -> bool:
    """Whether work is to be finished, so that it has begun ("is set to complete its renovation")."""
    tokens = sentence.tokens(hit.start, hit.end)
    return any(a.lemma_ in {"complete", "finish", "conclude"} for t in tokens for a in t.ancestors)


def _verb_time(verb: "Token") -> Time:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if any(c.dep_ == "neg" for c in verb.children) or auxiliaries & _UNREAL:
        return "unreal"
    if auxiliaries & _WILL or any(c.lower_ in {"will", "would"} for c in verb.children):
        return "future"
    if "to" in auxiliaries and verb.tag_ == "VB":
        return _infinitive_time(verb)
    if verb.tag_ == "VBG":
        if any(c.lower_ in {"once", "when", "until", "before"} for c in verb.children):
            return "future"
        if auxiliaries & {"is", "are", "'s", "’s", "'re", "am"} or verb.dep_ in {"ROOT", "acl"}:
            return "going-on"
        before = verb.doc[verb.i - 1].lower_ if verb.i else ""
        if before in {"after", "since", "by"}:
            return "past"
        if before in {"toward", "towards"}:
            return "future"  # "the first steps toward establishing a plant"
        return _verb_time(verb.head) if verb.head.pos_ == "VERB" and verb.head.i != verb.i else "going-on"
    if verb.tag_ == "VBN" and auxiliaries & {"being"}:
        return "going-on"
    if verb.tag_ == "VBN" and auxiliaries & {"be"} and not auxiliaries & {"have", "has", "had"}:
        return "future"
    if verb.dep_ in {"xcomp", "ccomp"} and verb.tag_ == "VB" and verb.head.i != verb.i:
        return "future"
    if verb.tag_ in {"VB", "VBP"} and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not auxiliaries:
        leading = {c.lower_ for c in verb.head.children if c.dep_ == "aux"}
        if "to" in leading or leading & _WILL:
            return _verb_time(verb.head)
    if verb.tag_ == "VBN" and verb.dep_ in {"ccomp", "xcomp", "oprd"} and verb.head.lemma_ in {"have", "get"}:
        return _verb_time(verb.head)  # "expects to have the mill restarted"
    if verb.tag_ in {"VBD", "VBN"}:
        return "past"
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == "VB":
        return _verb_time(verb.head)
    # "Once it opens in 2026": the present of time clauses is to come.
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
    return "future" if marks & {"once", "when", "until", "before"} else "now"


def _infinitive_time(verb: "Token") -> Time:
    head = verb.head
    if head.lemma_.lower() in {"begin", "start"} and head.pos_ == "VERB":
        return _verb_time(head)
    if verb.dep_ == "conj" and head.pos_ == "VERB":
        return _verb_time(head)
    return "future"
