"""The words that say a number: its sentence or, of a long one, the clauses with subject, verb, number and unit."""

import re

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import phrase_inside, subject_of, verb_above
from kg.model import Entity, Span

# A sentence of up to so many characters is quoted whole.
_WHOLE = 240
_BREAK = re.compile(r"[;:]\s|,\s|\s[–—-]\s")


def evidence(quantity: Quantity, owner: Entity) -> Span:
    """Return the span that a reader needs to believe a number of `owner`: from subject to unit, cut at punctuation."""
    sentence = quantity.sentence
    text = sentence.text
    low, high = len(text) - len(text.lstrip()), len(text.rstrip())
    if high - low <= _WHOLE:
        return Span(sentence.start + low, sentence.start + high)
    parts = [(quantity.number.outer_start, quantity.number.outer_end)]
    verb = verb_above(quantity.anchor)
    tokens = [*quantity.run, *phrase_inside(quantity.anchor)[-12:]]
    if verb is not None:
        subject = subject_of(verb)
        tokens += [verb, *(phrase_inside(subject) if subject is not None else ())]
    parts += [(t.idx, t.idx + len(t.text)) for t in tokens]
    named = [r.mention for r in quantity.scene.refs if r.entity.id == owner.id]
    before = [m for m in named if m.start < quantity.start] or named
    parts += [(m.start - sentence.start, m.end - sentence.start) for m in before[-1:]]
    first, last = min(p[0] for p in parts), max(p[1] for p in parts)
    first = max((m.end() for m in _BREAK.finditer(text) if m.end() <= first), default=low)
    last = next((m.start() for m in _BREAK.finditer(text) if m.start() >= last), high)
    return Span(sentence.start + first, sentence.start + last)
