"""The words that tell what a number is, collected from the lexicon (`units.ttl`, `measures.ttl`) by role."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.lexicon import Frame, Lexicon
from kg.text.inflect import verb_forms
from kg.text.money import Money, read_money

if TYPE_CHECKING:
    from spacy.tokens import Token

ROLES = (
    "goal", "ahead", "spend", "spend-on", "announce", "worth", "market", "produce", "capacity",
    "consume", "employ", "hire", "lose", "reach", "grow", "list", "event", "base", "forecast", "opinion",
)  # fmt: skip


@dataclass(frozen=True)
class Role:
    """The words of one role: verbs as tuples of lemma and particles, nouns as lower-case phrases, phrases as words."""

    verbs: frozenset[tuple[str, ...]] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def verb(self, token: "Token") -> bool:
        """Say whether a verb, with its particles or prepositions, is among the words; the longest entry decides."""
        here = {token.lemma_.lower(), *self.forms.get(token.lower_, ())}
        return any(v[0] in here and _follows(token, v[1:]) for v in self.verbs)

    def noun(self, token: "Token") -> bool:
        """Say whether a noun, alone or with the word before it, is among the words."""
        lemma = token.lemma_.lower()
        before = token.nbor(-1).lower_ if token.i else ""
        return lemma in self.nouns or token.lower_ in self.nouns or f"{before} {lemma}" in self.nouns


@dataclass(frozen=True)
class MeasureWords:
    """All cue words by role, the classes of units, the stand-ins by class of entity, and the currencies."""

    roles: dict[str, Role]
    people: frozenset[str]
    counted: frozenset[str]
    physical: frozenset[str]
    area: frozenset[str]
    size: frozenset[str]
    passing: frozenset[str]
    stand_ins: tuple[tuple[str, frozenset[str]], ...]
    any_plant: frozenset[str]
    money: Money = field(repr=False)

    def stands_for(self, kind: str) -> frozenset[str]:
        """Return the common nouns that stand for entities of a class."""
        return next((nouns for name, nouns in self.stand_ins if name == kind), frozenset())

    def __getitem__(self, role: str) -> Role:
        return self.roles[role]


@lru_cache(maxsize=4)
def read_words(lexicon: Lexicon) -> MeasureWords:
    """Collect the words of a lexicon."""
    return MeasureWords(
        roles={role: _role(f for f in lexicon.frames if f.role == role) for role in ROLES},
        people=_units(lexicon, "unit-people"),
        counted=_units(lexicon, "unit-counted"),
        physical=_units(lexicon, "unit-physical"),
        area=_units(lexicon, "unit-area"),
        size=_units(lexicon, "unit-size"),
        passing=_units(lexicon, "unit-passing"),
        stand_ins=tuple((f.kind, frozenset(f.nouns)) for f in lexicon.frames if f.role == "stand-in"),
        any_plant=frozenset(n for f in lexicon.frames if f.role == "any-plant" for n in f.nouns),
        money=read_money(lexicon),
    )


def _role(frames: Iterable[Frame]) -> Role:
    found = list(frames)
    forms: dict[str, list[str]] = {}
    for base in sorted({v.split()[0] for f in found for v in f.verbs}):
        for form in verb_forms(base):
            forms.setdefault(form, []).append(base)
    return Role(
        verbs=frozenset(tuple(v.split()) for f in found for v in f.verbs),
        nouns=frozenset(n.lower() for f in found for n in f.nouns),
        adjectives=frozenset(a.lower() for f in found for a in f.adjectives),
        phrases=frozenset(p.lower() for f in found for p in f.phrases),
        # The parser's lemmas err ("hopes" → "hop"): inflected forms are listed too.
        forms={form: tuple(bases) for form, bases in forms.items()},
    )


def _units(lexicon: Lexicon, role: str) -> frozenset[str]:
    return frozenset(x.lower() for e in lexicon.with_role(role) for x in (*e.forms, *e.plurals))


# "will spend *around* Rs 310 crore": the parser takes what bounds a number for a particle of the verb.
_BOUNDS = frozenset({"around", "about", "over"})


def _follows(token: "Token", particles: tuple[str, ...]) -> bool:
    """Say whether the particles of a verb stand behind it, its object between them at most."""
    if not particles:
        # "set up" is not "set": a particle makes another verb.
        return not any(c.dep_ == "prt" and c.lower_ not in _BOUNDS for c in token.children)
    near = {c.lower_ for c in token.children if c.dep_ in ("prt", "prep", "advmod", "mark") and c.i > token.i}
    near |= {t.lower_ for t in token.doc[token.i + 1 : token.i + 2]}
    return particles[0] in near
