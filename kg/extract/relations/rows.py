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
    for draft in drafts:
        low, high = draft.sentence.start, draft.sentence.end
        own = [p for (owner, start), p in rows.items() if owner == draft.subject and low <= start < high]
        if draft.predicate == "locatedIn" and own and not any(names[draft.object] & places for places in own):
            continue
        yield draft


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
