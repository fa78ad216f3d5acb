"""Who stands where in a parsed sentence: mentions of entities laid over tokens, and small steps through a parse."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.document import Document, Sentence
from kg.model import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIST = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(and|or|&|as well as|together with|along with|jointly with|alongside|and also"
    r"|in (?:collaboration|cooperation|partnership|conjunction|coordination) with)?"
    r"\s*(?:the\s+(?:(?!(?:of|in|for|at|to|from|by|with|on)\s)[a-z-]+\s+){0,3}|its\s+|[A-Z]\w+['’]s\s+)?"
)
OBJECT = ("dobj", "obj")
SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass", "nsubj:pass")


@dataclass(frozen=True)
class Ref:
    """One mention in a sentence: its entity, the first and last token, and the token that heads it."""

    entity: Entity
    mention: Mention
    first: int
    last: int
    head: "Token"

    def inside(self, other: "Ref") -> bool:
        """Say whether this mention is a proper part of another."""
        return (
            other.mention.start <= self.mention.start
            and self.mention.end <= other.mention.end
            and self.mention.end - self.mention.start < other.mention.end - other.mention.start
        )


@dataclass(frozen=True)
class Scene:
    """A parsed sentence with the mentions in it, in reading order (an outer mention before what it contains)."""

    sentence: Sentence
    refs: tuple[Ref, ...]
    by_head: dict[int, tuple[Ref, ...]] = field(repr=False, default_factory=dict)
    by_token: dict[int, tuple[Ref, ...]] = field(repr=False, default_factory=dict)

    def headed(self, token: "Token", *types: str) -> Ref | None:
        """Return the longest mention headed by a token, of one of the types if any are given."""
        return next((r for r in self.by_head.get(token.i, ()) if not types or r.entity.type in types), None)

    def covering(self, token: "Token", *types: str) -> Ref | None:
        """Return the mention that a token belongs to: headed by it, else the shortest around it."""
        headed = self.headed(token, *types)
        if headed is not None:
            return headed
        around = [r for r in self.by_token.get(token.i, ()) if not types or r.entity.type in types]
        return min(around, key=lambda r: r.last - r.first, default=None)

    def alongside(self, ref: Ref) -> list[Ref]:
        """Return a mention and those of its type that it is listed with ("A, B and C"), in reading order."""
        row = [
            r
            for r in self.of(ref.entity.type)
            if r is ref
            or (
                not self._before(r).endswith("(")
                and not any(r.inside(o) for o in self.refs if o.entity.type == r.entity.type)
            )
        ]
        place = next(i for i, r in enumerate(row) if r is ref)
        joins = [self._join(a, b) for a, b in pairwise(row)]
        low = high = place
        while low > 0 and joins[low - 1]:
            low -= 1
        while high < len(row) - 1 and joins[high]:
            high += 1
        # Commas alone make no list: the last item must be joined by a word.
        while high > low and joins[high - 1] == ",":
            high -= 1
        return row[low : high + 1] if low <= place <= high else [ref]

    def _before(self, ref: Ref) -> str:
        return self.sentence.text[: ref.mention.start - self.sentence.start].rstrip()

    def _join(self, a: Ref, b: Ref) -> str:
        """Return how a list goes on from one mention to the next: "," or a word, or "" if it does not."""
        start = self.sentence.start
        between = self.sentence.text[a.mention.end - start : b.mention.start - start]
        match = _LIST.fullmatch(between)
        return (match.group(1) or ",").strip() if match and between.strip() else ""

    def of(self, *types: str) -> tuple[Ref, ...]:
        """Return the mentions of entities of the types, in reading order."""
        return tuple(r for r in self.refs if r.entity.type in types)


def head_of(tokens: Sequence["Token"]) -> "Token":
    """Return the token of a mention that its other words depend on; the tokens must not be empty."""
    if len(tokens) == 1:
        return tokens[0]
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i == t.i or t.head.i not in inside]
    nouns = [t for t in roots if t.pos_ in ("NOUN", "PROPN", "PRON")] or roots
    if len(nouns) == 1:
        return nouns[0]
    # A name that the parser tore apart is headed by what stands highest, then by its last word.
    return min(nouns, key=lambda t: (sum(1 for _ in t.ancestors), -t.i))


def scene_of(sentence: Sentence, mentions: Iterable[tuple[Entity, Mention]]) -> Scene:
    """Lay mentions over a sentence; without a parse the scene has no mentions."""
    refs = []
    for entity, mention in mentions:
        tokens = sentence.tokens(mention.start, mention.end)
        if tokens:
            refs.append(Ref(entity, mention, tokens[0].i, tokens[-1].i, head_of(tokens)))
    refs.sort(key=lambda r: (r.mention.start, -r.mention.end, r.entity.id))
    by_head: dict[int, list[Ref]] = defaultdict(list)
    by_token: dict[int, list[Ref]] = defaultdict(list)
    for ref in sorted(refs, key=lambda r: (r.first - r.last, r.first, r.entity.id)):
        by_head[ref.head.i].append(ref)
        for index in range(ref.first, ref.last + 1):
            by_token[index].append(ref)
    return Scene(
        sentence, tuple(refs), {i: tuple(x) for i, x in by_head.items()}, {i: tuple(x) for i, x in by_token.items()}
    )


def scenes(document: Document, entities: Iterable[Entity]) -> tuple[Scene, ...]:
    """Return a scene for every sentence of a document, parsed or not, in reading order."""
    found = by_sentence(document, entities)
    return tuple(scene_of(s, found.get(s.index, ())) for s in document.sentences)


def by_sentence(document: Document, entities: Iterable[Entity]) -> dict[int, list[tuple[Entity, Mention]]]:
    """Return the mentions of entities by the index of the sentence in which they begin, in the entities' order."""
    found: dict[int, list[tuple[Entity, Mention]]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            sentence = document.sentence_at(mention.start)
            if sentence is not None:
                found[sentence.index].append((entity, mention))
    return dict(found)


def child(token: "Token", *deps: str) -> "Token | None":
    """Return the first child with one of the dependencies, or None."""
    return next((c for c in token.children if c.dep_ in deps), None)


def conjuncts(token: "Token") -> Iterator["Token"]:
    """Yield a token and what is coordinated with it, left to right, starting from the token itself."""
    yield token
    for other in token.children:
        if other.dep_ == "conj":
            yield from conjuncts(other)


def climb(token: "Token") -> Iterator["Token"]:
    """Yield a token and its ancestors up to the root."""
    yield token
    yield from token.ancestors
