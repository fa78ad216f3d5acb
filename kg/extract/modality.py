"""What a clause asserts: whether it is denied, possible, asked, conditional or planned.

All words come from the lexicon (frames with the roles listed in `ontology/lexicon/modality.ttl`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.scene import SUBJECT, child
from kg.lexicon import Frame, Lexicon
from kg.text.inflect import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTES = '"“”«»„'

# A clause that hangs on these takes over what is said of the clause above it; relative clauses do not.
CARRIED = frozenset(
    {"ccomp", "xcomp", "pcomp", "acl", "prep", "dobj", "pobj", "attr", "oprd", "appos", "dative", "agent", "csubj"}
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one role: verbs with their particles, by every form of the verb; nouns, adjectives, phrases."""

    verbs: Mapping[str, tuple[tuple[str, ...], ...]]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    phrases: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cues:
    """All words that change what a clause states, by role."""

    denied: Words
    ended: Words
    possible: Words
    asked: Words
    conditional: Words
    planned: Words
    said: Words
    source: Words
    speaker: Words


@dataclass(frozen=True, slots=True)
class Modality:
    """What a clause asserts. `cues` are the words that say so, e.g. ("denied", "not")."""

    cues: tuple[tuple[str, str], ...] = ()

    def has(self, role: str) -> bool:
        """Say whether a role is among the cues."""
        return any(name == role for name, _ in self.cues)

    @property
    def denied(self) -> bool:
        """Whether the clause is said not to hold."""
        return self.has("denied")

    @property
    def planned(self) -> bool:
        """Whether the clause is announced for the future (a status, not an absence)."""
        return self.has("planned")

    @property
    def possible(self) -> bool:
        """Whether the clause may or may not hold."""
        return self.has("possible")

    @property
    def factual(self) -> bool:
        """Whether the clause holds, be it only as an announcement."""
        return not self.reason

    @property
    def reason(self) -> str:
        """The code of what keeps the clause from being a fact, or ""."""
        return next((role for role in ("denied", "possible", "asked", "conditional") if self.has(role)), "")


@lru_cache(maxsize=4)
def read_cues(lexicon: Lexicon) -> Cues:
    """Collect the words of each role from the lexicon's frames."""
    return Cues(**{f.name: _words([x for x in lexicon.frames if x.role == f.name]) for f in fields(Cues)})


def _words(frames: Sequence[Frame]) -> Words:
    return Words(
        verbs=by_form(tuple(v.split()) for f in frames for v in f.verbs),
        nouns=frozenset(n for f in frames for n in f.nouns),
        adjectives=frozenset(a for f in frames for a in f.adjectives),
        phrases=frozenset(tuple(p.split()) for f in frames for p in f.phrases),
    )


def judge(token: "Token", cues: Cues) -> Modality:
    """Return what the sentence asserts of the event or relation that a token (verb or noun) names.

    Follows the clauses that the token hangs on upwards: "denied that it plans to build" denies the building.
    Stops at relative clauses, whose content stays true: "dropped the plant that it had built".
    """
    found = list(_sentence_cues(token, cues))
    for node in _governors(token, cues):
        found.extend(_node_cues(node, token, cues))
    return Modality(tuple(dict.fromkeys(found)))


def _governors(token: "Token", cues: Cues) -> Iterator["Token"]:
    node = token
    while True:
        yield node
        if _set_off(node) or _stands_alone(node, cues):
            return
        if node.dep_ in CARRIED or _shares_auxiliary(node) or _relative_of_nothing(node):
            node = node.head
        else:
            return


def _set_off(node: "Token") -> bool:
    """Say whether a participle is added after a comma, "the plan, published by X,": true whatever is said around it."""
    if node.tag_ != "VBN" or child(node, "agent") is None or child(node, *SUBJECT, "aux", "auxpass") is not None:
        return False
    return node.i > 0 and node.doc[node.i - 1].text == ","


def _stands_alone(node: "Token", cues: Cues) -> bool:
    """Say whether a clause only stands before another: "it pays $5m, so workers don't leave", not "…, it denied"."""
    above = node.head
    if node.dep_ != "ccomp" or node.i > above.i:
        return False
    return not any(matched_verb(above, words.verbs) for words in (cues.said, cues.denied, cues.possible, cues.asked))


def _shares_auxiliary(node: "Token") -> bool:
    if node.dep_ == "advcl" and child(node, "mark") is None:
        return node.tag_ == "VB"
    return (
        node.dep_ == "conj"
        and child(node, *SUBJECT, "aux") is None
        and (node.tag_ == node.head.tag_ or node.pos_ in ("NOUN", "PROPN"))
    )


def _relative_of_nothing(node: "Token") -> bool:
    """Say whether a relative clause hangs on "no plant", "any plan": what does not exist has done nothing."""
    return node.dep_ == "relcl" and any(
        c.dep_ in ("det", "neg") and c.lower_ in ("no", "any") for c in node.head.children
    )


def _sentence_cues(token: "Token", cues: Cues) -> Iterator[tuple[str, str]]:
    last = [t for t in token.doc if not t.is_space and t.text not in QUOTES][-1:]
    if last and last[0].text == "?" and not any(t.text in QUOTES for t in token.doc):
        yield "asked", "?"


_SMALL = frozenset({"neg", "aux", "auxpass", "advmod", "det", "mark", "cc", "preconj", "prep", "npadvmod"})


def _node_cues(node: "Token", trigger: "Token", cues: Cues) -> Iterator[tuple[str, str]]:
    """Yield what a verb or noun, and the little words on it, say about the clause below."""
    for c in node.children:
        if c.dep_ in _SMALL and (c.i <= node.i or c.dep_ in ("neg", "advmod")):
            yield from _small_word(c, node, cues)
        yield from _condition(c)
        yield from _negated_argument(c, cues)
    if node.i != trigger.i:
        yield from _governor_cues(node, trigger, cues)


def _small_word(word: "Token", node: "Token", cues: Cues) -> Iterator[tuple[str, str]]:
    doc = word.doc
    spans = {(word.lower_,), *(tuple(t.lower_ for t in doc[max(0, i) : i + 2]) for i in (word.i - 1, word.i))}
    if spans & cues.ended.phrases:
        yield "ended", word.lower_
        return
    if _before_number(word) or _is_month(word):
        return
    if word.lower_ in ("would", "could") and node.tag_ == "VBN" and any(c.lower_ == "have" for c in node.children):
        yield "conditional", f"{word.lower_} have"  # "would have built the plant elsewhere": it did not
        return
    for role in ("denied", "possible", "asked", "conditional", "planned"):
        words: Words = getattr(cues, role)
        # "should" opens a condition only where it stands for "if".
        wish = role == "conditional" and word.dep_ == "aux" and node.dep_ != "advcl"
        if spans & words.phrases and not wish:
            yield role, word.lower_


def _before_number(word: "Token") -> bool:
    """Whether a "No" only stands for "number": "Regulation No. 35"."""
    return word.text == "No" and bool(re.match(r"No(?:\. ?| )\d", word.doc.text[word.idx : word.idx + 6]))


def _is_month(word: "Token") -> bool:
    """Whether "May" is a month: "6 May 2026 – The board has approved six projects"."""
    return word.text == "May" and any(t.text.isdigit() for t in word.doc[max(0, word.i - 1) : word.i + 2])


def _condition(clause: "Token") -> Iterator[tuple[str, str]]:
    mark = child(clause, "mark", "advmod") if clause.dep_ == "advcl" else None
    if mark is not None and mark.lower_ in ("if", "unless"):
        yield "conditional", mark.lower_


def _negated_argument(argument: "Token", cues: Cues) -> Iterator[tuple[str, str]]:
    """Yield a denial by the subject or object of a governing verb: "nobody", "no firm", "made no decision"."""
    if _before_number(argument):
        return
    if argument.dep_ in (*SUBJECT, "dobj", "attr") and (argument.lower_,) in cues.denied.phrases:
        yield "denied", argument.lower_
    if argument.dep_ in SUBJECT:
        for c in argument.children:
            if c.dep_ in ("det", "neg") and not _before_number(c) and (c.lower_,) in cues.denied.phrases:
                yield "denied", c.lower_


def _governor_cues(node: "Token", trigger: "Token", cues: Cues) -> Iterator[tuple[str, str]]:
    lemma = node.lemma_.lower()
    for role in ("denied", "possible", "asked", "planned"):
        words: Words = getattr(cues, role)
        verb = node.pos_ in ("VERB", "AUX") and matched_verb(node, words.verbs) is not None
        noun = node.pos_ in ("NOUN", "PROPN") and lemma in words.nouns
        if verb or noun or (node.pos_ == "ADJ" and lemma in words.adjectives):
            yield role, lemma
    for c in node.children:
        if c.dep_ in ("acomp", "amod", "attr", "oprd") and c.lemma_.lower() in cues.possible.adjectives:
            yield "possible", c.lower_
        if c.dep_ in ("acomp", "attr") and c.lemma_.lower() in cues.denied.adjectives:
            yield "denied", c.lower_
        pair = tuple(t.lower_ for t in c.doc[c.i : c.i + 2])
        if c.dep_ == "prep" and c.i < trigger.i and pair in cues.possible.phrases:
            yield "possible", " ".join(pair)


def by_form(verbs: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Index verbs by every form of their first word, longest first: lemmas of the parser are not always right."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for words in verbs:
        for form in (words[0], *verb_forms(words[0])):
            found.setdefault(form.lower(), set()).add(words)
    return {form: tuple(sorted(options, key=lambda v: (-len(v), v))) for form, options in found.items()}


def matched_verb(token: "Token", verbs: Mapping[str, tuple[tuple[str, ...], ...]]) -> tuple[str, ...] | None:
    """Return the longest listed verb, with its particles or object, that a token heads, or None."""
    options = verbs.get(token.lower_) or verbs.get(token.lemma_.lower()) or ()
    return next((v for v in options if len(v) == 1 or words_below(token, v[1:]) is not None), None)


def words_below(token: "Token", words: Sequence[str]) -> "list[Token] | None":
    """Return the tokens under a verb that carry the words, in order and at most three steps down, or None."""
    found: list[Token] = []
    passive = child(token, "nsubjpass") if words else None
    if passive is not None and words[0] in (passive.lower_, passive.lemma_.lower()):
        rest = words_below(token, words[1:]) if len(words) > 1 else []
        return None if rest is None else [passive, *rest]  # "ground was broken for the plant"
    below = sorted(_below(token, 3), key=lambda t: t.i) if words else []
    for word in words:
        after = found[-1].i if found else token.i
        hit = next((t for t in below if t.i > after and word in (t.lower_, t.lemma_.lower())), None)
        if hit is None:
            return None
        # The first word hangs on the verb itself, the next on the word before or on the verb.
        if not found and token.i not in (hit.head.i, hit.head.head.i):
            return None
        found.append(hit)
    return found


def _below(token: "Token", steps: int) -> "Iterator[Token]":
    """Yield what depends on a token, directly or through others, so many steps down."""
    for c in token.children:
        yield c
        if steps > 1:
            yield from _below(c, steps - 1)
