"""What a number counts, in one wording: "the city's industrial value-added" and "industrial added value of Shanghai".

The wording is chosen so that it reads well, since the graph shows it; the quote keeps the article's own. Only what
the number's subject says already, small words and equal words (`ontology/identity/words.ttl`, role "unit") go: what
tells two counts apart ("benchmark smart factories", "in Pudong") stays.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from kg.facts import squeeze
from kg.lexicon import read_lexicon
from kg.model import Entity, Record
from kg.resources import identity_files

# What a text calls the thing of which it speaks: "the city's output", "jobs in the province".
_GENERIC: Final = (
    "city|municipality|province|state|country|nation|region|county|district|prefecture|company|firm|group|plant|factory"
)
_LEADING: Final = re.compile(
    r"^(?:(?:the|an?|its|their|his|our|these|those|this|that|some|total|overall|combined|(?:total )?number of)\s+)+",
    re.I,
)
_RATES: Final = {
    word: noun
    for noun, words in {
        "year": "annually|yearly|annum|a year|every year|each year|in a year|p.a.",
        "month": "monthly|a month|every month|each month",
        "week": "weekly|a week|every week|each week",
        "day": "daily|a day|every day|each day",
        "hour": "hourly|an hour|every hour|each hour",
    }.items()
    for word in words.split("|")
}
_RATE: Final = re.compile(
    r"(?:\s*/\s*|\s+per\s+|\s+)(" + "|".join(sorted(map(re.escape, _RATES), key=len, reverse=True)) + r")$", re.I
)
_SLASH: Final = re.compile(r"\s*/\s*(year|month|week|day|hour)$", re.I)
# "The output of the robot industry" is the robot industry's output: nouns that are asked of a thing go behind it.
_ASKED: Final = re.compile(
    r"(?P<head>(?:(?:annual|industrial|total|gross|operating|production|export|core) )*"
    r"(?:output(?: value)?|production|added value|exports|sales|revenue|capacity|investment|scale))"
    r" of (?:the )?(?P<of>[\w-]+(?: [\w-]+){0,3})(?P<rest>(?: per .*)?)",
    re.I,
)
# "Phones made in India" are other phones than "phones", though the number is India's.
_NOT_DONE: Final = r"(?<!ed)(?<!made)(?<!built)(?<!sold)(?<!grown)"
_MANY: Final = re.compile(r"\bthe (?=(?:two|three|four|five|six|seven|eight|nine|ten|\d+) )")
_PLURAL_ONLY: Final = ("goods", "electronics", "works", "textiles", "materials")
_SMALL: Final = frozenset(
    "each all every of in for with per by from to at above below under and or on over than that".split()
)
_TITLE: Final = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def units(record: Record) -> list[str]:
    """Return the unit of each of a record's measures in its usual wording, in their order."""
    forms: dict[str, tuple[str, ...]] = {}
    for measure in record.measures:
        if measure.subject not in forms:
            forms[measure.subject] = _names_about(record, measure.subject)
    return [usual(measure.unit, forms[measure.subject]) for measure in record.measures]


@lru_cache(maxsize=8192)
def usual(unit: str, names: tuple[str, ...] = ()) -> str:
    """Return a unit in its usual wording; `names` are those of the number's subject and of what it belongs to."""
    text = squeeze(unit.replace("’", "'"))
    if _HAN.search(text):
        return _chinese(text, names) or unit
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if (plain := name.replace("’", "'")) in text:  # else no pattern need be made
            text = _without(text, re.escape(plain))
    text = _LEADING.sub("", _without(text, _GENERIC))
    if _TITLE.fullmatch(text):
        text = text.lower()
    text = _SLASH.sub(r" per \1", text)
    text = _RATE.sub(lambda m: f" per {_RATES[m[1].lower()]}", text)
    text = _MANY.sub("", _equal_words(text))
    asked = _ASKED.fullmatch(text)
    if asked is not None and not _SMALL & set(asked["of"].lower().split()):
        text = f"{_singular(asked['of'])} {asked['head']}{asked['rest']}"
    return squeeze(_LEADING.sub("", text)) or unit


def _names_about(record: Record, subject: str) -> tuple[str, ...]:
    """Return the names of a number's subject and of the place or owner that is stated of it."""
    near = {subject}
    for predicate in ("appliesTo", "locatedIn"):
        near |= {c.object for c in record.claims if c.subject == subject and c.predicate == predicate}
    issuers = {c.object for c in record.claims if c.subject == subject and c.predicate == "issuedBy"}
    near |= {c.object for c in record.claims if c.subject in issuers and c.predicate == "jurisdiction"}
    near |= {c.subject for c in record.claims if c.object == subject and c.predicate == "operates"}
    return tuple(sorted({name for e in record.entities if e.id in near for name in _names(e)}))


def _names(entity: Entity) -> Iterable[str]:
    yield from (squeeze(n) for n in (entity.name, *(m.name for m in entity.mentions if m.form == "name")) if n.strip())


def _without(text: str, name: str) -> str:
    """Take a name out where it only says whose the number is: "Shanghai's …", "… of Shanghai", "Shanghai output"."""
    whose, within, before = _about(name)
    text = within.sub("", whose.sub(r"\1", text))
    return before.sub("", text) if name != _GENERIC else text


@lru_cache(maxsize=1024)
def _about(name: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(^|\bof )(?:the )?(?:whole |entire )?(?:{name})(?:'s|') "),
        re.compile(rf"{_NOT_DONE}\s+(?:of|in|at|across|for|within) (?:the )?(?:whole |entire )?(?:{name})(?=$| per )"),
        re.compile(rf"^(?:{name}) (?={_ASKED.pattern.partition(' of ')[0]})"),
    )


def _chinese(text: str, names: tuple[str, ...]) -> str:
    for name in sorted((n for n in names if _HAN.search(n)), key=lambda n: (-len(n), n)):
        if text.startswith(name):
            text = re.sub(rf"^{re.escape(name)}(?:市|省)?的?", "", text)
    return re.sub(r"^(?:全市|全省|全国|全区|本市|本省)的?", "", text)


def _singular(words: str) -> str:
    if words.lower().endswith(_PLURAL_ONLY):
        return words
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if re.search(r"[a-z]{2}[^s\W]s$", words) else words


def _equal_words(text: str) -> str:
    table, pattern = _table()
    return pattern.sub(lambda m: table[m[0].lower()], text) if pattern is not None else text


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, str], re.Pattern[str] | None]:
    """Return the usual words by their equals, and what finds them; the first form of an entry is the usual one."""
    table: dict[str, str] = defaultdict(str)
    for entry in read_lexicon(identity_files()).with_role("unit"):
        usual_form = entry.iri.rpartition("/")[2].partition("-")[2].replace("_", " ")
        table.update({form.lower(): usual_form for form in entry.forms})
    words = "|".join(re.escape(w) for w in sorted(table, key=lambda w: (-len(w), w)))
    return table, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I) if words else None
