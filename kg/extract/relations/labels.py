"""Label and value in lists: "Who: the ministry", "Location: Pune", of the plan or facility that the list is about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.extract.document import Document, Sentence
from kg.extract.relations.drafts import SIGNATURES, Draft
from kg.extract.scene import by_sentence
from kg.lexicon import Frame, Lexicon
from kg.model import Entity, Mention

_LABEL: Final = re.compile(r"\s*(?:[-*•–]\s*)?([A-Za-z][\w /-]{0,30}?)\s*[:|\t]\s*")
_TOPIC: Final = frozenset(
    {"what", "plan", "scheme", "project", "policy", "facility", "plant", "name", "title", "factory", "strategy"}
)


def labelled(document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield what label-value items state of the thing in focus: that of a "What:" item, else the one named last."""
    frames = _by_label(lexicon)
    focus: dict[str, Entity] = {}
    mentioned = by_sentence(document, entities)
    for sentence in document.sentences:
        here = _outermost(mentioned.get(sentence.index, ()))
        match = _LABEL.match(sentence.text)
        label = " ".join(match.group(1).lower().split()) if match else ""
        value = sentence.start + (match.end() if match else 0)
        options = frames.get(label, ())
        values = [e for e, start in here if start >= value]
        for frame in options:
            for entity in values:
                yield from _pair(frame, sentence, entity, focus)
        if label in _TOPIC or not options:
            for entity, _ in here[::-1]:
                if entity.type in ("Plan", "Facility", "Company"):
                    focus[entity.type] = entity


def _pair(frame: Frame, sentence: Sentence, value: Entity, focus: dict[str, Entity]) -> Iterator[Draft]:
    domain, range_ = SIGNATURES[frame.states]
    rule = f"{frame.iri.rpartition('/')[2]}:label"
    if frame.states == "operates":
        topic = focus.get("Facility")
        if topic is not None and value.type in domain:
            yield Draft(value.id, frame.states, topic.id, sentence, rule)
        return
    kind = "Facility" if frame.states == "locatedIn" else "Company" if frame.states == "headquarteredIn" else "Plan"
    topic = focus.get(kind)
    if topic is not None and value.type in range_ and value.id != topic.id:
        yield Draft(topic.id, frame.states, value.id, sentence, rule)


def _by_label(lexicon: Lexicon) -> dict[str, list[Frame]]:
    found: dict[str, list[Frame]] = {}
    for frame in lexicon.stating(*SIGNATURES):
        if frame.role == "label":
            for phrase in frame.phrases:
                found.setdefault(phrase, []).append(frame)
    return found


def _outermost(mentioned: Iterable[tuple[Entity, Mention]]) -> list[tuple[Entity, int]]:
    """Return entities named and where, in reading order, without those inside another's name."""
    found = [(m.start, m.end, e) for e, m in mentioned if m.form != "anaphor"]
    outer = [
        x for x in found if not any(y is not x and y[0] <= x[0] and x[1] <= y[1] and y[:2] != x[:2] for y in found)
    ]
    return [(e, start) for start, _, e in sorted(outer, key=lambda x: (x[0], -x[1], x[2].id))]
