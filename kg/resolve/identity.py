"""Which entities of which articles are the same thing: a pure, order-free function of records and background."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg import iri
from kg.model import Record
from kg.resolve.background import Background
from kg.resolve.clusters import Verdicts, joined
from kg.resolve.keys import entity_keys
from kg.resolve.profile import profiles


@dataclass(frozen=True)
class Identity:
    """The keys and IRIs of the entities of some records.

    `merged` maps a key to the key that stands for it, where clusters or people's judgements join two keys.
    """

    keys: Mapping[tuple[str, str], str]
    merged: Mapping[str, str] = field(default_factory=dict)

    def key(self, article_id: str, entity_id: str) -> str:
        """Return the identity key of an article's entity. Raises KeyError if it was not resolved."""
        return self.canonical(self.keys[article_id, entity_id])

    def iri(self, article_id: str, entity_id: str) -> str:
        """Return the IRI of an article's entity. Raises KeyError if it was not resolved."""
        return iri.entity(self.key(article_id, entity_id))

    def canonical(self, key: str) -> str:
        """Return the key that stands for a key."""
        return self.merged.get(key, key)


def resolve(
    records: Iterable[Record], background: Background | None = None, merged: Mapping[str, str] | None = None
) -> Identity:
    """Return the identity of all entities of some records, in any order.

    Keys depend on one record each. `merged` is what joins keys across articles, as a store keeps it; see
    `resolve_together` for records without a store.
    """
    used = background or Background()
    keys: dict[tuple[str, str], str] = {}
    for record in records:
        for entity, key in entity_keys(record, used).items():
            keys[record.article.id, entity] = key
    return Identity(keys, merged or {})


def resolve_together(
    records: Iterable[Record], background: Background | None = None, verdicts: Verdicts | None = None
) -> Identity:
    """Return the identity of all entities of some records, those of different articles matched with each other."""
    used = background or Background()
    given = list(records)
    return resolve(given, used, joined((p for record in given for p in profiles(record, used)), verdicts))
