"""Names in one normal form, so that spellings of one name are equal and names of different things are not."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kg.lexicon import Entry
from kg.model import Entity

ARTICLES: Final = frozenset({"the", "a", "an"})
SPELLINGS: Final = {
    "programme": "program",
    "programmes": "programs",
    "centre": "center",
    "centres": "centers",
    "labour": "labor",
    "defence": "defense",
    "licence": "license",
    "tyre": "tire",
    "aluminium": "aluminum",
    "fibre": "fiber",
}
LEGAL_FORMS: Final = frozenset(
    """inc incorporated ltd limited co company corp corporation plc ag se sa gmbh kgaa kg llc llp lp pvt private pte
    nv bv ab asa oyj spa srl kk bhd berhad sdn jsc pjsc tbk pt as oy sas sarl""".split()
)
LEGAL_FORMS_ZH: Final = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|公司)$")
# Words that only say which tier of government a body belongs to: its jurisdiction says that already.
TIERS: Final = frozenset(
    "municipal municipality city provincial province state county district prefectural regional people peoples".split()
)
LINKING: Final = frozenset("of the for on in at and to by with from its their a an or 和 与 及 的".split())
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name: small letters without accents or possessives, variant spellings made one."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("đ", "d").replace("ł", "l").replace("ø", "o")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"['’‘`´]s\b|['’‘`´]", "", text).replace("&", " and ")
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", text)
    found = re.sub(r"[^\w%]|_", " ", text).split()
    while len(found) > 1 and found[0] in ARTICLES and found[1] != "and":
        found.pop(0)
    return tuple(_spelling(word) for word in found)


def _spelling(word: str) -> str:
    word = SPELLINGS.get(word, word)
    word = re.sub(r"isation(s?)$", r"ization\1", word)
    return re.sub(r"(?<=[a-z]{4})is(e|es|ed|ing)$", r"iz\1", word) if word.endswith(_VERBS) else word


# Verbs in -ise that are -ize in American spelling; others ("promise", "enterprise", "rise") are left alone.
_VERBS: Final = ("alise", "alised", "alising", "erise", "erised", "erising", "onise", "onised", "onising")


def folded(name: str) -> str:
    """Return the words of a name, joined by single spaces."""
    return " ".join(words(name))


def company(name: str) -> str:
    """Return a company's name without its legal form; a group ("Group", 集团) stays apart from its companies."""
    text = LEGAL_FORMS_ZH.sub("", re.sub(r"\s+", "", name)) if _HAN.search(name) else name
    found = [w for w in re.split(r"\s+", folded(text or name)) if w]
    while len(found) > 1 and found[-1] in LEGAL_FORMS | {"and"}:
        found.pop()
    return " ".join(found)


def place(name: str) -> str:
    """Return a place's name without the word for its kind ("Anhui Province", "City of Dundee", 苏州市)."""
    found = [w for w in words(name) if w not in ("city", "province", "municipality", "town", "state", "of")]
    text = " ".join(found) or folded(name)
    return re.sub(r"(?<=[\u3400-\u9fff]{2})[市省]$", "", text)


def usual_name(entity: Entity) -> str:
    """Return the name that an article calls an entity by most often, the longest among equals."""
    called = Counter(m.name for m in entity.mentions if m.form == "name")
    return min(called, key=lambda n: (-called[n], -len(n), n)) if called else entity.name


@dataclass(frozen=True)
class Equivalents:
    """Words that mean the same in names of one kind, in English and Chinese; each group has one canonical word."""

    english: tuple[tuple[tuple[str, ...], str], ...] = ()
    chinese: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Equivalents":
        """Make a table from lexicon entries; the canonical word is the local name of the entry."""
        english: dict[tuple[str, ...], str] = {}
        chinese: dict[str, str] = {}
        for entry in sorted(entries, key=lambda e: e.iri):
            canonical = re.split(r"[#/]", entry.iri)[-1].partition("-")[2]
            for form in (*entry.forms, *entry.plurals):
                english.setdefault(words(form), canonical)
            for form in entry.forms_zh:
                chinese.setdefault(form, canonical)
        return cls(
            tuple(sorted(english.items(), key=lambda item: (-len(item[0]), item[0]))),
            tuple(sorted(chinese.items(), key=lambda item: (-len(item[0]), item[0]))),
        )

    def canonical(self, name: str) -> frozenset[str]:
        """Return the telling words of a name as a set of canonical words, without word order."""
        found: set[str] = set()
        for form, canonical in self.chinese:
            if form in name:
                found.add(canonical)
                name = name.replace(form, " ")
        kept: list[str] = []
        text, index = words(name), 0
        while index < len(text):
            size, canonical = self._longest(text, index)
            if size:
                found.add(canonical)
            else:
                kept.append(text[index])
            index += max(size, 1)
        return frozenset(found - {""}) | {w for w in kept if w not in LINKING}

    def _longest(self, text: tuple[str, ...], index: int) -> tuple[int, str]:
        """Return the length and the canonical word of the longest form that starts at a word; 0 if none does."""
        for form, canonical in self._by_first_word.get(text[index], ()):
            if text[index : index + len(form)] == form:
                return len(form), canonical
        return 0, ""

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for form, canonical in self.english:  # the longest come first
            if form:
                table.setdefault(form[0], []).append((form, canonical))
        return table
