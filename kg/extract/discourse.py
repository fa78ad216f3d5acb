"""What an article has spoken of so far, mention by mention, as anaphora needs it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.extract.document import Document, Sentence
from kg.extract.scene import head_of
from kg.lexicon import Lexicon
from kg.model import Entity

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Said:
    """One mention of an entity where it stands: sentence, offsets, head token, whether it is a subject."""

    entity: Entity
    sentence: int
    start: int
    end: int
    head: int
    subject: bool
    main: bool
    object: bool = False


class Discourse:
    """What has been said so far, in reading order; anaphors join as they are resolved."""

    def __init__(self, document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> None:
        self.document = document
        self.entities = entities
        self.lexicon = lexicon
        self.verbs, self.sites = _words(lexicon)
        self.said: dict[int, list[Said]] = defaultdict(list)
        for entity in entities:
            for mention in entity.mentions:
                self.add(entity, mention.start, mention.end)
        self.taken = sorted((m.start, m.end) for e in entities for m in e.mentions)

    def add(self, entity: Entity, start: int, end: int) -> None:
        """Take note of one more mention of an entity."""
        sentence = self.document.sentence_at(start)
        if sentence is None:
            return
        tokens = sentence.tokens(start, end)
        head = head_of(tokens) if tokens else None
        first = head
        while first is not None and first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            first = first.head
        subject = first is not None and first.dep_ in SUBJECTS
        main = subject and first is not None and first.head.dep_ in {"ROOT", "conj"}
        # "The first to come was X": what a copula tells is as good as an object.
        direct = first is not None and first.dep_ in {"dobj", "attr"}
        said = Said(entity, sentence.index, start, end, head.i if head is not None else -1, subject, main, direct)
        self.said[sentence.index].append(said)
        self.said[sentence.index].sort(key=lambda s: (s.start, -s.end))

    def before(self, sentence: Sentence, offset: int, types: frozenset[str], reach: int = 99) -> Iterator[Said]:
        """Yield mentions before an offset, the nearest sentence first; within an earlier one subjects first."""
        here = [s for s in self.said[sentence.index] if s.end <= offset and s.entity.type in types]
        yield from reversed(here)
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - reach), -1):
            if self.document.sentences[index].kind in {"title", "heading"} and reach < 99:
                continue
            there = [s for s in self.said[index] if s.entity.type in types]
            yield from sorted(there, key=lambda s: (not s.main, not s.subject, s.start))

    def free(self, start: int, end: int) -> bool:
        """Whether no mention overlaps a span."""
        return not any(s < end and start < e for s, e in self.taken)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Return the verbs whose subject is a facility, plan or company, by role, and the words for facilities."""
    verbs = {
        role: frozenset(v for f in lexicon.frames if f.role == role for v in f.verbs)
        for role in ("subject-facility", "subject-plan", "subject-company")
    }
    facilities = [e for e in lexicon.denoting("Facility") if e.role != "stop"]
    return verbs, frozenset(w.split()[-1] for e in facilities for w in (*e.forms, *e.plurals))


Found = tuple[int, int, Entity, str, float]


def distinct(said: Iterator[Said], limit: int = 6) -> list[Entity]:
    """Return the different entities of some mentions, in their order, at most `limit`."""
    out: list[Entity] = []
    for item in said:
        if item.entity not in out:
            out.append(item.entity)
        if len(out) >= limit:
            break
    return out


def weight(entity: Entity) -> int:
    """Return how often an entity is named or described."""
    return len(entity.mentions)


def is_aside(discourse: Discourse, said: Said) -> bool:
    """Whether a place only tells where somebody comes from ("Toulouse-based Airbus")."""
    text = discourse.document.text
    after, before = text[said.end : said.end + 15], text[max(0, said.start - 22) : said.start]
    return bool(
        re.match(r"\s*-\s*(?:based|headquartered|listed)", after)
        or re.search(r"(?:based|headquartered|listed) (?:in|at) $", before)
    )


def main_company(discourse: Discourse) -> Entity | None:
    """Return the company that a press release is about: it has a paragraph "About …"."""
    for entity in discourse.entities:
        if entity.type == "Company" and weight(entity) > 2:
            for mention in entity.mentions:
                before = discourse.document.text[max(0, mention.start - 12) : mention.start]
                if re.search(r"(?:^|\n)\s*About (?:the )?$", before):
                    return entity
    return None
