"""What the matching of entities across articles looks at: one small profile an article and key."""

import json
import re
from dataclasses import dataclass, fields
from typing import Any, Final

from kg.facts import squeeze
from kg.model import PLACES, Record
from kg.resolve.background import Background
from kg.resolve.keys import LOCAL, Features, keys_and_features

_ABBREVIATION: Final = re.compile(r"[A-Z][A-Z0-9&-]{1,9}")
_MOST_BLOCKS: Final = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity as an article speaks of it, reduced to what can tell whether it is another article's entity.

    `abbreviations` are the names in capitals; `short` tells that the article gives no other name. `published` is the
    year of the article, 0 if unknown. `above` are the places that its place lies in.
    """

    key: str
    article: str
    type: str
    name: str
    known: bool
    place: str = ""
    above: tuple[str, ...] = ()
    sure: bool = False
    words: tuple[str, ...] = ()
    period: str = ""
    kind: str = ""
    number: str = ""
    operators: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    short: bool = False
    published: int = 0

    @property
    def local(self) -> bool:
        """Tell whether the key is one of its article only."""
        return self.key.split("/")[1] == LOCAL

    def blocks(self) -> tuple[str, ...]:
        """Return the names of the groups within which alone this can be the same as something else."""
        if self.type in ("Bureau", "Company"):
            return tuple(f"{self.type}|{a}" for a in self.abbreviations if len(a) > 2)
        if self.type == "Plan":
            return (f"Plan|{self.place}",) if self.place else ()
        if self.type == "Facility":
            return tuple(f"Facility|{o}" for o in self.operators[:_MOST_BLOCKS])
        return ()


def profiles(record: Record, background: Background) -> tuple[Profile, ...]:
    """Return the profiles of a record's entities, one a key, sorted by key."""
    return keys_and_profiles(record, background)[1]


def keys_and_profiles(record: Record, background: Background) -> tuple[dict[str, str], tuple[Profile, ...]]:
    """Return the key of each of a record's entities by its local id, and their profiles, one a key, sorted by key."""
    keys, features = keys_and_features(record, background)
    year = (record.article.published or "")[:4]
    found: dict[str, Profile] = {}
    for entity in record.entities:
        key, known = keys[entity.id], background.known(entity)
        own = features.get(entity.id, Features())
        called = [squeeze(n) for n in (entity.name, *(m.name for m in entity.mentions if m.form == "name"))]
        short = _short_names(called) if entity.type not in PLACES else []
        found.setdefault(
            key,
            Profile(
                key=key,
                article=record.article.id,
                type=entity.type,
                name=squeeze(entity.name),
                known=known is not None or background.gazetteer.get(key) is not None,
                place=own.place,
                above=tuple(p.key for p in background.gazetteer.parents(own.place)) if own.place else (),
                sure=own.sure,
                words=tuple(sorted(own.words)),
                period=own.period,
                kind=own.kind,
                number=own.number,
                operators=own.operators,
                abbreviations=tuple(short) if entity.type in ("Bureau", "Company") else (),
                short=bool(short) and all(n in short for n in called),
                published=int(year) if year.isdigit() else 0,
            ),
        )
    return keys, tuple(found[key] for key in sorted(found))


def _short_names(called: list[str]) -> list[str]:
    """Return the abbreviations among an entity's names; a word of a longer name is none ("ABB" of "ABB E-mobility")."""
    inside = {word for name in called for word in name.split() if len(name.split()) > 1}
    return sorted({n for n in called if _ABBREVIATION.fullmatch(n)} - inside)


_FIELDS: Final = tuple(field.name for field in fields(Profile))


def dumps(profile: Profile) -> str:
    """Return a profile as one line of JSON; what is empty is left out."""
    return json.dumps(
        {name: value for name in _FIELDS if (value := getattr(profile, name))}, ensure_ascii=False, sort_keys=True
    )


def loads(text: str) -> Profile:
    """Return the profile that `dumps` wrote."""
    data: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
    return Profile(**{"known": False, "name": "", **data})
