"""Dictionary matching: all forms of the lexicon and all names of the gazetteer, over a sentence in one pass each."""

from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.document import Hit
from kg.gazetteer import Gazetteer
from kg.lexicon import Entry, Frame, Lexicon, plural
from kg.text.inflect import verb_forms

STRONG_CLASSES: Final = frozenset({"Plan", "Facility", "Bureau"})
_STATUS: Final = "https://w3id.org/kg-policy/lexicon/status/"
_SITE_ROLES: Final = frozenset({"head", "weak-head", "line-head", "abstract-head"})


class Matcher:
    """Finds dictionary forms as whole words: forms with a capital in exactly this case, others in any case."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        loose: dict[str, list[str]] = {}
        exact: dict[str, list[str]] = {}
        strong: set[str] = set()
        bearing: set[str] = set()
        topical = {entry.iri for entry in lexicon.with_role("topic")}
        items: tuple[Entry | Frame, ...] = (*lexicon.entries, *lexicon.frames)
        for item in items:
            if isinstance(item, Entry) and item.denotes in STRONG_CLASSES:
                strong.add(item.iri)
            if _bears(item):
                bearing.add(item.iri)
            # "Plant" and "mill" alone may be anything; the topic words hold them with what tells.
            if isinstance(item, Entry) and (item.denotes, item.role) == ("Facility", "head") and item.code != "factory":
                topical.add(item.iri)
            for form in _forms(item):
                target = loose if form == form.lower() else exact
                if item.iri not in target.setdefault(form, []):
                    target[form].append(item.iri)
        for name, key in gazetteer.forms():
            exact.setdefault(name, []).append(key)
            bearing.add(key)
            if key.startswith(("bureau/", "company/")):
                strong.add(key)
        self.strong = frozenset(strong)
        self.bearing = frozenset(bearing)
        self.kinds = {e.iri: (e.denotes,) for e in lexicon.entries if e.denotes in STRONG_CLASSES}
        self.kinds |= {key: ("Bureau",) for key in strong if key.startswith("bureau/")}
        self.topical = frozenset(topical)
        facilities = [e for e in lexicon.denoting("Facility") if e.role in _SITE_ROLES]
        self.sites = frozenset(e.iri for e in facilities)
        self.plain_sites = frozenset(e.iri for e in facilities if e.role == "weak-head")
        self.output = frozenset(e.iri for e in lexicon.with_role("output"))
        self.making = self.output | {e.iri for role in ("product", "making") for e in lexicon.with_role(role)}
        self._loose = _Automaton(loose)
        self._exact = _Automaton(exact)

    def find(self, text: str, offset: int = 0, *, shouting: bool = False) -> tuple[Hit, ...]:
        """Return all hits in a text, in reading order, longer ones first; `offset` is added to their positions.

        `shouting` marks a text in capitals, where lower-case forms still match but names are left to the finders.
        """
        found = self._loose.find(lower(text), text)
        if not shouting:
            found |= self._exact.find(text, text)
        return tuple(Hit(start + offset, offset - negative, entry) for start, negative, entry in sorted(found))


class _Automaton:
    def __init__(self, entries: dict[str, list[str]]) -> None:
        self._patterns = [p for p in entries if p]
        self._entries = [tuple(entries[p]) for p in self._patterns]
        self._machine = AhoCorasick(self._patterns, matchkind=MatchKind.Standard) if self._patterns else None

    def find(self, haystack: str, text: str) -> set[tuple[int, int, str]]:
        """Return start, negative end and entry of the whole words: sorted, longer ones come first."""
        found: set[tuple[int, int, str]] = set()
        if self._machine is None:
            return found
        last = len(text)
        for index, start, end in self._machine.find_matches_as_indexes(haystack, overlapping=True):
            # Neither end may stand inside a word.
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            if end < last and text[end].isalnum() and text[end - 1].isalnum():
                continue
            for entry in self._entries[index]:
                found.add((start, -end, entry))
        return found


def lower(text: str) -> str:
    """Return a text in lower case without changing its length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _bears(item: Entry | Frame) -> bool:
    """Tell whether a word names something, stands for something named, or tells how far a plant has come."""
    if isinstance(item, Entry):
        return bool(item.denotes) or item.role.startswith("anaphor-")
    return item.iri.startswith(_STATUS)


def _forms(item: Entry | Frame) -> tuple[str, ...]:
    if isinstance(item, Entry):
        return (*item.forms, *item.plurals)
    nouns = [form for noun in item.nouns for form in (noun, plural(noun))]
    verbs = [form for verb in item.verbs for form in verb_forms(verb)]
    return (*verbs, *nouns, *item.adjectives, *item.phrases)


@lru_cache(maxsize=4)
def _cached(lexicon_version: str, gazetteer_version: str, pair: "_Pair") -> Matcher:
    return Matcher(pair.lexicon, pair.gazetteer)


class _Pair:
    """Carries the two through the cache, whose key is their versions."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon = lexicon
        self.gazetteer = gazetteer

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair)


def matcher_for(lexicon: Lexicon, gazetteer: Gazetteer) -> Matcher:
    """Return the matcher of a lexicon and a gazetteer, made once per content of the two."""
    return _cached(lexicon.version, gazetteer.version, _Pair(lexicon, gazetteer))
