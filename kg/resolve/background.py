"""What identity is decided with besides the records: the gazetteer and the words that mean the same in names."""

from dataclasses import dataclass, field

from kg.gazetteer import Gazetteer, Known
from kg.lexicon import read_lexicon
from kg.model import Entity
from kg.resolve.names import Equivalents, company, usual_name
from kg.resources import identity_files


@dataclass(frozen=True)
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
            name = usual_name(entity)
            own = set(company(name).split())
            called = [company(n) for n in (known.name, *known.names, *known.names_zh)]
            longer = any(set(c.split()) < own for c in called) and company(name) not in called
            return None if longer else known
        return known
