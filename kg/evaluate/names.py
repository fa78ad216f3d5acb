"""Compare names as a reader would: case, punctuation, spelling variants and titles of office do not count."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

Words = tuple[str, ...]

_SPELLING = {
    "programme": "program",
    "programmes": "programs",
    "centre": "center",
    "labour": "labor",
    "defence": "defense",
    "licence": "license",
    "&": "and",
}
_COUNTRY_VARIANTS = {
    "united states": ("us", "u s", "usa", "america", "united states of america"),
    "united kingdom": ("uk", "britain", "great britain"),
    "united arab emirates": ("uae",),
    "china": ("prc", "people s republic of china", "peoples republic of china"),
    "south korea": ("korea", "republic of korea", "south korea"),
    "european union": ("eu",),
}
_COUNTRY = {variant: name for name, variants in _COUNTRY_VARIANTS.items() for variant in variants}
_IGNORED = {
    "City": frozenset("city municipality town municipal of".split()),
    "Region": frozenset("province state district county prefecture department region provincial of".split()),
    "Bureau": frozenset("municipal municipality city provincial province state people peoples s of".split()),
}
_LEGAL_FORMS = frozenset(
    "inc ltd limited co company corp corporation plc ag se sa gmbh llc pvt private nv bv ab oyj spa kk bhd berhad sdn "
    "group holdings holding".split()
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_IGNORED_HAN = {
    "City": re.compile(r"(市|镇|县)$"),
    "Region": re.compile(r"(省|县|(?<![新发治港特管])区)$"),
    "Bureau": re.compile(r"人民(?=政府)|(?<=.)市(?=.)|(?<=.)省(?=.)"),
    "Company": re.compile(r"(股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|汽车)$"),
}


@lru_cache(maxsize=50_000)
def words_of(text: str) -> Words:
    """Return a name's normal words; every Chinese character is a word of its own."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[’‘`]", "'", text)
    text = re.sub(r"'s\b|'", "", text)
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", text)
    text = _HAN.sub(lambda character: f" {character.group()} ", text)
    words = [_spelling(w) for w in re.sub(r"[^\w%&]|_", " ", text).split()]
    first = next((i for i, w in enumerate(words) if w not in {"the", "a", "an"}), len(words))
    return tuple(words[first:])


def _spelling(word: str) -> str:
    word = _SPELLING.get(word, word)
    word = re.sub(r"isation(s?)$", r"ization\1", word)
    return re.sub(r"ising$", "izing", word)


@lru_cache(maxsize=50_000)
def folded(text: str, kind: str) -> Words:
    """Return a name's words without what varies within an entity class; empty if nothing telling is left."""
    text = unicodedata.normalize("NFKC", text)
    if kind in _IGNORED_HAN and _HAN.search(text):
        shorter = _IGNORED_HAN[kind].sub("", re.sub(r"\s+", "", text))
        text = shorter if len(shorter) > 1 else text
    words = words_of(text)
    if kind in ("Country", "Region"):
        phrase = " ".join(words)
        words = tuple(_COUNTRY.get(phrase, phrase).split())
    if kind == "Company":
        while len(words) > 1 and words[-1] in _LEGAL_FORMS:
            words = words[:-1]
    elif kind == "Bureau":
        words = tuple(w for w in words if w not in _IGNORED[kind])
        words = words if len(words) > 1 else ()
    elif kind in _IGNORED:
        words = tuple(w for w in words if w not in _IGNORED[kind]) or words
    return words


def dice(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the Dice coefficient of two bags of words, 0 to 1."""
    if not a or not b:
        return 0.0
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b))


_UNIT_STOP_WORDS = frozenset("of the and or a an per in by with for to at from on new".split())
_PERCENT = re.compile("percent(age)?|per cent")


def same_unit(gold: str, system: str) -> bool:
    """Say whether a unit holds at least half of the gold unit's words; currencies must be equal."""
    if re.fullmatch("[A-Z]{3}", gold):
        return system.strip().upper().startswith(gold)
    wanted, given = _unit_stems(gold), _unit_stems(system)
    if ("%" in wanted) != ("%" in given):
        return False
    return bool(wanted) and len(wanted & given) * 2 >= len(wanted)


def _unit_stems(unit: str) -> set[str]:
    words = [w for w in words_of(_PERCENT.sub("%", unit)) if w not in _UNIT_STOP_WORDS]
    plural = re.compile(r"(?<=[a-z]{2})(ies|es|s)$")
    return {plural.sub(lambda ending: "y" if ending.group() == "ies" else "", w)[:5] for w in words}
