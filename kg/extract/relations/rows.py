"""Plants told in one row ("its plants in Puebla and in Silao"): each lies in its own place, all have one operator."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.relations.drafts import Draft
from kg.model import Entity


def own_places(drafts: Iterable[Draft], entities: Sequence[Entity]) -> Iterator[Draft]:
    """Yield the drafts without those that put a plant of a row into the place of another item of the row."""
    rows = {
        (entity.id, mention.start): {v for k, v in mention.features if k == "place"}
        for entity in entities
        for mention in entity.mentions
        if mention.rule == "facility-row"
    }
    names = {entity.id: {m.name for m in entity.mentions} for entity in entities} if rows else {}
    beside = [(e.id, m.start) for e in entities for m in e.mentions if m.rule == "facility-one" and _bare(m.name)]
    stands = {e.id: [m.start for m in e.mentions] for e in entities} if beside else {}
    for draft in drafts:
        low, high = draft.sentence.start, draft.sentence.end
        own = [p for (owner, start), p in rows.items() if owner == draft.subject and low <= start < high]
        if draft.predicate == "locatedIn" and own and not any(names[draft.object] & places for places in own):
            continue
        ones = [start for owner, start in beside if owner == draft.subject and low <= start < high]
        if draft.predicate == "locatedIn" and ones and _only_before(stands[draft.object], low, ones[0]):
            continue
        yield draft


def _bare(name: str) -> bool:
    return name.startswith(("one ", "another "))


def _only_before(starts: Sequence[int], low: int, one: int) -> bool:
    """Whether a place stands before "one in B" only, and does not set the scene: "five plants in A and one in B"."""
    here = [s for s in starts if s >= low]
    return bool(here) and low + 8 < min(here) < one and not any(one <= s < one + 200 for s in here)


def shared_operators(drafts: Sequence[Draft], entities: Sequence[Entity]) -> Iterator[Draft]:
    """Yield for the other plants of a row who operates one of them."""
    items = sorted(
        (mention.start, entity.id)
        for entity in entities
        for mention in entity.mentions
        if mention.rule == "facility-row"
    )
    for draft in drafts if items else ():
        here = [plant for start, plant in items if draft.sentence.start <= start < draft.sentence.end]
        if draft.predicate == "operates" and draft.object in here:
            yield from (replace(draft, object=plant) for plant in here if plant != draft.object)
