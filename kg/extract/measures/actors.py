"""Who a sentence speaks of: the mentions of entities, and stand-ins ("the plant", "it") where coreference left none.

A stand-in serves to find the subject of a number only; it never becomes a mention of the record.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.extract.document import Document, Sentence
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import SUBJECT, Scene, scenes
from kg.model import PLACES, Claim, Entity, Mention

_DETERMINERS = frozenset({"the", "this", "that", "its", "their", "both"})
_PRONOUNS = frozenset({"it", "its", "itself", "they", "their", "which", "we", "our"})


@dataclass(frozen=True)
class Stage:
    """An article's scenes with all that may be spoken of, and the claims that tell how they belong together."""

    document: Document
    scenes: tuple[Scene, ...]
    entities: dict[str, Entity]
    issuers: dict[str, set[str]] = field(default_factory=dict)
    applies: dict[str, set[str]] = field(default_factory=dict)
    operators: dict[str, set[str]] = field(default_factory=dict)
    jurisdictions: dict[str, set[str]] = field(default_factory=dict)
    homes: dict[str, set[str]] = field(default_factory=dict)
    periods: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def before(self, position: int, *types: str) -> list[Entity]:
        """Return the entities of the types mentioned before a position, the last mentioned first."""
        last: dict[str, int] = {}
        for entity in self.entities.values():
            if entity.type in types:
                starts = [m.start for m in entity.mentions if m.start < position]
                if starts:
                    last[entity.id] = max(starts)
        return [self.entities[i] for i in sorted(last, key=lambda i: (-last[i], i))]

    def after(self, position: int, limit: int, *types: str) -> list[Entity]:
        """Return the entities first mentioned within `limit` characters after a position, nearest first."""
        first: dict[str, int] = {}
        for entity in self.entities.values():
            if entity.type in types:
                starts = [m.start for m in entity.mentions if position <= m.start < position + limit]
                if starts:
                    first[entity.id] = min(starts)
        return [self.entities[i] for i in sorted(first, key=lambda i: (first[i], i))]

    def title_end(self) -> int:
        """Return the offset where the title ends, 0 without a title."""
        blocks = self.document.article.blocks
        return blocks[0].end if blocks and blocks[0].kind == "title" else 0


def stage(document: Document, entities: Sequence[Entity], claims: Sequence[Claim], words: MeasureWords) -> Stage:
    """Lay entities and stand-ins over the sentences."""
    known = _with_stand_ins(document, entities, words)
    tables: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    periods: dict[str, list[str | None]] = defaultdict(lambda: [None, None])
    for claim in claims:
        if claim.value == "entity":
            tables[claim.predicate][claim.subject].add(claim.object)
            tables["by " + claim.predicate][claim.object].add(claim.subject)
        elif claim.predicate in ("periodStart", "periodEnd"):
            periods[claim.subject][claim.predicate == "periodEnd"] = claim.object
    return Stage(
        document,
        scenes(document, known),
        {e.id: e for e in known},
        issuers=dict(tables["issuedBy"]),
        applies=dict(tables["appliesTo"]),
        operators=dict(tables["by operates"]),
        jurisdictions=dict(tables["jurisdiction"]),
        homes={k: set(v) for k, v in tables["locatedIn"].items()},
        periods={k: (v[0], v[1]) for k, v in periods.items()},
    )


def _with_stand_ins(document: Document, entities: Sequence[Entity], words: MeasureWords) -> list[Entity]:
    """Return the entities with stand-ins added as anaphor mentions, in one pass from top to bottom."""
    mentions: dict[str, list[Mention]] = {e.id: list(e.mentions) for e in entities}
    kinds = {e.id: e for e in entities}
    covered = sorted((m.start, m.end) for e in entities for m in e.mentions)
    topic: str | None = None
    for sentence in document.sentences:
        if sentence.parse is None:
            continue
        for start, end, types in _candidates(sentence, words):
            if any(s < end and start < e for s, e in covered):
                continue
            found = _referent(start, types, mentions, kinds, topic)
            if found is not None:
                mention = Mention(start, end, kinds[found].type, "anaphor", document.text[start:end], "stand-in", 0.5)
                mentions[found].append(mention)
        topic = _topic(sentence, mentions, kinds) or topic
    return [replace(e, mentions=tuple(sorted(mentions[e.id], key=lambda m: (m.start, -m.end)))) for e in entities]


def _candidates(sentence: Sentence, words: MeasureWords) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return definite descriptions and pronouns of a sentence with the types that they may stand for."""
    out = []
    assert sentence.parse is not None
    for token in sentence.parse:
        start, end = sentence.span_of(token)
        if token.lower_ in _PRONOUNS and token.tag_ in ("PRP", "PRP$"):
            out.append((start, end, ("Facility", "Company", "Plan", "Bureau", *sorted(PLACES))))
            continue
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        types = tuple(kind for kind, nouns in words.stand_ins if token.lemma_.lower() in nouns or token.lower_ in nouns)
        first = next((c for c in token.children if c.dep_ in ("det", "poss")), None)
        if types and token.tag_ in ("NN", "NNP") and first is not None and first.lower_ in _DETERMINERS:
            # "the group" stands for one; "the group of seven ministers" or "the $5 billion project" says more.
            if any(c.dep_ in ("relcl",) for c in token.children) or "project" == token.lower_ and first.lower_ != "the":
                continue
            out.append((sentence.start + first.idx, end, types))
    return out


def _referent(
    start: int, types: tuple[str, ...], mentions: dict[str, list[Mention]], kinds: dict[str, Entity], topic: str | None
) -> str | None:
    """Return the entity last mentioned of one of the types; pronouns take the topic of the sentence before."""
    if len(types) > 3:
        return topic if topic is not None and kinds[topic].type in types else None
    best: tuple[int, str] | None = None
    for key, found in mentions.items():
        if kinds[key].type in types:
            last = max((m.start for m in found if m.end <= start), default=-1)
            if last >= 0 and (best is None or (last, key) > best):
                best = (last, key)
    return best[1] if best else None


def _topic(sentence: Sentence, mentions: dict[str, list[Mention]], kinds: dict[str, Entity]) -> str | None:
    """Return the entity that a sentence is about: its grammatical subject, else the only one that it names first."""
    inside = [(m, key) for key, found in mentions.items() for m in found if sentence.start <= m.start < sentence.end]
    if not inside or sentence.parse is None:
        return None
    for root in (t for t in sentence.parse if t.dep_ == "ROOT"):
        subject = next((c for c in root.children if c.dep_ in SUBJECT), None)
        if root.dep_ == "ROOT" and subject is None and root.pos_ in ("NOUN", "PROPN"):
            subject = root
        if subject is None:
            continue
        position = sentence.span_of(subject)[0]
        around = [(m.end - m.start, key) for m, key in inside if m.start <= position < m.end]
        if around:
            return min(around)[1]
    return None
