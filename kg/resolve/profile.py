"""What the matching of entities across articles looks at: one small profile an article and key."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final

from kg.facts import squeeze
from kg.model import PLACES, Record
from kg.resolve.background import Background
from kg.resolve.keys import LOCAL, Features, keys_and_features

_ABBREVIATION: Final = re.compile(r"[A-Z][A-Z0-9&-]{1,9}")
_MOST_BLOCKS: Final = 12
_YEARS: Final = 5  # that are one in the names of groups, so that a long period gives few
# Subjects so wide that they do not tell two plans of one place and period apart from narrower ones.
WIDE: Final = frozenset({"manufacturing", "industry", "development", "quality", "economy", "innovation", "technology"})


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

    def meetings(self) -> tuple[str, ...]:
        """Return the names of narrower groups, of which two share one if `likeness` can make them surely the same.

        Blocks lead to whatever a person might be asked about, and those of a country's plans grow with the archive;
        these are enough to keep what is joined right.
        """
        if self.type == "Plan" and self.place:
            return tuple(f"Plan|{self.place}|{group}" for group in self._plan_groups())
        if self.type == "Facility":
            where = (self.place, *self.above) if self.place else ()
            return tuple(f"Facility|{o}|{p}" for o in self.operators[:_MOST_BLOCKS] for p in where)
        return self.blocks()

    def _plan_groups(self) -> Iterator[str]:
        """Yield period, years with words, and where one of two is undated, kinds with words in the years of both."""
        years = self.period.split("-") if self.period else []
        if years:
            yield self.period
            yield from (f"{year}|{word}" for year in years for word in self.words)
        current = (self.published,) if self.published and not years else current_years(self.period)
        spans = sorted({year // _YEARS for year in current})
        yield from (f"{self.kind}|{span}|{word}" for span in spans for word in self.words if word not in WIDE)


def current_years(period: str) -> range:
    """Return the years in which a plan of a period is spoken of as the current one; none if a year is not known."""
    years = [int(y) for y in period.split("-") if y.isdigit()]
    return range(years[0] - 1, years[1] + 1) if len(years) == 2 else range(0)


def profiles(record: Record, background: Background) -> tuple[Profile, ...]:
    """Return the profiles of a record's entities, one a key, sorted by key."""
    return keys_and_profiles(record, background)[1]


def keys_and_profiles(record: Record, background: Background) -> tuple[dict[str, str], tuple[Profile, ...]]:
    """Return the key of each of a record's entities by its local id, and their profiles, one a key, sorted by key."""
    keys, features = keys_and_features(record, background)
    year = (record.article.published or "")[:4]
    found: dict[str, Profile] = {}
    for entity in record.entities:
        key = keys[entity.id]
        if key in found:
            continue
        own = features.get(entity.id, _NONE)
        names: dict[str, None] = {}
        if entity.type not in PLACES:
            names = dict.fromkeys((entity.name, *(m.name for m in entity.mentions if m.form == "name")))
        called = [squeeze(n) for n in names]
        short = _short_names(called)
        found[key] = Profile(
            key=key,
            article=record.article.id,
            type=entity.type,
            name=squeeze(entity.name),
            known=background.gazetteer.get(key) is not None,
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
        )
    return keys, tuple(found[key] for key in sorted(found))


def _short_names(called: list[str]) -> list[str]:
    """Return the abbreviations among an entity's names; a word of a longer name is none ("ABB" of "ABB E-mobility")."""
    inside = {word for name in called for word in name.split() if len(name.split()) > 1}
    return sorted({n for n in called if _ABBREVIATION.fullmatch(n)} - inside)


_NONE: Final = Features()
_FIELDS: Final = tuple(sorted(field.name for field in fields(Profile)))
_VALUES: Final = attrgetter(*_FIELDS)
_JSON: Final = json.JSONEncoder(ensure_ascii=False)


def dumps(profile: Profile) -> str:
    """Return a profile as one line of JSON; what is empty is left out."""
    return _JSON.encode({name: value for name, value in zip(_FIELDS, _VALUES(profile), strict=True) if value})


def loads(text: str) -> Profile:
    """Return the profile that `dumps` wrote."""
    data: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
    return Profile(**{"known": False, "name": "", **data})
