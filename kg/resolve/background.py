"""What identity is decided with besides the records: the gazetteer and the words that mean the same in names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.gazetteer import Gazetteer, Known
from kg.lexicon import read_lexicon
from kg.model import Entity
from kg.resolve.names import Equivalents, company, usual_name
from kg.resources import identity_files


@dataclass(frozen=True, eq=False)
class Background:
    """Gazetteer and equivalent words; empty ones are allowed, and then names alone decide."""

    gazetteer: Gazetteer = field(default_factory=lambda: Gazetteer([], [], "none"))
    agency: Equivalents = field(default_factory=Equivalents)
    subject: Equivalents = field(default_factory=Equivalents)
    version: str = "none"

    @classmethod
    def load(cls) -> "Background":
        """Read the gazetteer and the words that ship with kg. Raises InputError if they cannot be read."""
        lexicon = read_lexicon(identity_files())
        gazetteer = Gazetteer.load()
        return cls(
            gazetteer=gazetteer,
            agency=Equivalents.of(lexicon.with_role("agency")),
            subject=Equivalents.of(lexicon.with_role("subject")),
            version=f"{gazetteer.version}-{lexicon.version}",
        )

    def known(self, entity: Entity) -> Known | None:
        """Return the gazetteer's entry that an entity or its first linked mention stands for, or None."""
        keys = (entity.gazetteer, *(m.gazetteer for m in entity.mentions))
        found = (self.gazetteer.get(key) for key in keys if key)
        known = next((k for k in found if k is not None and k.type == entity.type), None)
        if known is not None and entity.type == "Company":
            # The full name decides: a group or a subsidiary is not the company of which the text uses the short name.
            named = self.gazetteer.lookup(entity.name, "Company")
            if len(named) == 1:
                return named[0]
            called = [company(n) for n in (known.name, *known.names, *known.names_zh)]
            full, usual = company(entity.name), company(usual_name(entity))
            more = [_more(full, called, GENERAL), _more(usual, called, frozenset())]
            return None if any(more) else known
        return known


# What a full name may have more than the usual one of the same company: "Xiaomi Technology" is Xiaomi.
GENERAL: Final = frozenset("technology technologies motor motors electronics holding holdings industries".split())


def _more(name: str, called: Iterable[str], general: frozenset[str]) -> bool:
    """Tell whether a company's name says more than each of some names of a company, and so names another one."""
    own = set(name.split())
    names = list(called)
    return name not in names and any(set(c.split()) < own - general for c in names)
