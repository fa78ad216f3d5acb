"""What a plan will do, in the article's words, where no number says it: "promote the use of robots in foundries".

Words come from `ontology/lexicon/plans.ttl`: verbs of action, verbs by which a plan states its will, and words that
name the plan as the source of a sentence. Aims with numbers are targets, and the business of the measures.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.surroundings import words_of
from kg.lexicon import Lexicon
from kg.model import Claim, Entity, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL: Final = frozenset({"will", "shall", "should", "must"})
_CUT: Final = frozenset(
    {"which", "who", "while", "according", "with", "as", "where", "said", "that", "including", "after"}
)
_LONGEST: Final = 30
_SHORTEST: Final = 3


def objectives(document: Document, plans: Sequence[Entity], lexicon: Lexicon) -> Iterator[Claim]:
    """Yield the objectives that an article states of its plans, each once."""
    frames = {role: [f for f in lexicon.frames if f.role == role] for role in ("objective", "objective-will")}
    actions, wills = words_of(frames["objective"], "verbs"), words_of(frames["objective-will"], "verbs")
    sources = words_of([f for f in lexicon.frames if f.role == "objective-source"], "phrases")
    source = re.compile(
        rf"(?:^|[,;]\s*)(?:{'|'.join(map(re.escape, sorted(sources)))})\s[^,;.]{{0,30}}$", re.IGNORECASE
    )
    seen: set[tuple[str, str]] = set()
    spoken = sorted(((m, p) for p in plans for m in p.mentions), key=lambda x: (x[0].start, x[0].end))
    for mention, plan in spoken:
        sentence = document.sentence_at(mention.start)
        if sentence is None or sentence.parse is None or sentence.kind in {"title", "heading"}:
            continue
        found = [*_purpose(sentence, mention, actions), *_willed(sentence, mention, actions, wills)]
        if source.search(sentence.text[: mention.start - sentence.start]):
            found += _sourced(sentence, mention, actions)
        for verb, rule in found:
            for text in _phrases(verb):
                if (plan.id, text.casefold()) not in seen:
                    seen.add((plan.id, text.casefold()))
                    span = Span(sentence.start, sentence.end)
                    yield Claim(plan.id, "objective", text, "text", span, f"objective-{rule}", 0.75)


def _purpose(sentence: Sentence, mention: Mention, actions: frozenset[str]) -> Iterator[tuple["Token", str]]:
    """Read the purpose in a plan's description: "a three-year plan to promote …"."""
    if mention.form != "description":
        return
    tokens = sentence.tokens(mention.start, mention.end)
    for before, token in pairwise(tokens):
        if before.lower_ == "to" and token.tag_ == "VB" and token.lemma_.lower() in actions:
            yield token, "purpose"
            return


def _willed(
    sentence: Sentence, mention: Mention, actions: frozenset[str], wills: frozenset[str]
) -> Iterator[tuple["Token", str]]:
    """Read what a plan is said to do as a subject: "The plan aims to …", "It will …"."""
    tokens = sentence.tokens(mention.start, mention.end)
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), None)
    if head is None or head.dep_ not in {"nsubj", "nsubjpass"}:
        return
    verb = head.head
    for candidate in (verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")):
        if any(c.dep_ == "neg" for c in candidate.children):
            continue
        lemma = candidate.lemma_.lower()
        if lemma in actions and _is_willed(candidate):
            yield candidate, "will"
        if lemma in wills:
            for child in candidate.children:
                if child.dep_ in {"xcomp", "ccomp"} and child.tag_ == "VB" and child.lemma_.lower() in actions:
                    yield child, "aim"


def _sourced(sentence: Sentence, mention: Mention, actions: frozenset[str]) -> Iterator[tuple["Token", str]]:
    """Read what a sentence reports from a plan: "According to the plan, the city will …"."""
    doc = sentence.parse
    assert doc is not None
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in actions and _is_willed(token):
            chain = (token, *token.ancestors)
            if all(t.dep_ not in {"relcl", "advcl", "acl"} for t in chain):
                yield token, "source"


def _is_willed(verb: "Token") -> bool:
    """Whether a verb stands with "will" or "is to" and without a "not"; verbs joined to it share its "will"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if any(c.dep_ in {"neg", "nsubjpass"} for c in verb.children) or verb.tag_ != "VB":
        return False
    return bool(auxiliaries & _WILL)


def _phrases(verb: "Token") -> Iterator[str]:
    """Yield the verb's phrase and those of the verbs joined to it, as they stand, without those that hold numbers."""
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.tag_ == verb.tag_]
    first_joined = min((c.left_edge.i for c in joined), default=10**6)
    doc, last = verb.doc, verb.i
    for token in doc[verb.i + 1 : verb.right_edge.i + 1]:
        if token.i >= first_joined or token.text in {";", "—", "–", "."}:
            break
        if token.text == "," and token.i + 1 < len(doc) and (doc[token.i + 1].lower_ in _CUT):
            break
        last = token.i
    while last > verb.i and (doc[last].is_punct or doc[last].tag_ in {"CC", "IN", "TO"}):
        last -= 1
    words = doc[verb.i : last + 1]
    if _SHORTEST <= len(words) <= _LONGEST and not any(t.like_num or any(c.isdigit() for c in t.text) for t in words):
        yield re.sub(r"\s+", " ", words.text).strip()
    for other in joined:
        yield from _phrases(other)
