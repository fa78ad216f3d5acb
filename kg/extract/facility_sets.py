"""Plurals: one facility for each town named, a small set built somewhere, one taken out of several."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_rows import rows_after
from kg.extract.facility_terms import Context, FacilityTools, facility_mention
from kg.extract.phrases import Phrase
from kg.extract.surroundings import doubted, overlapping, span
from kg.lexicon import Entry
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBERS: Final = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "both": "2", "twin": "2"}
_OF_SETS: Final = frozenset({"other", "more", "further", "additional", "remaining", "existing"})
_SMALL_SETS: Final = frozenset({"two", "three", "2", "3", "twin"})
_SHARES: Final = frozenset("most many some half majority part few several none third quarter number".split())
_ONE: Final = frozenset({"one", "first", "second", "third", "fourth", "fifth", "another", "other"})


def several(
    sentence: Sentence, phrase: Phrase, head: "Token", entry: Entry, context: Context, tools: FacilityTools
) -> Iterator[Mention]:
    """Read a plural: one facility for each of several places before the head, or a small set built somewhere."""
    if _share_of(phrase):
        return
    one = _one_of(phrase)
    owned = phrase.possessive or phrase.owner is not None
    if one is not None and owned and (context.own or context.operators) and (context.places or _numeral(phrase)):
        yield _single(sentence, phrase, one, head, entry, context, tools)
        return
    inside = [m for m in context.places if m.end <= sentence.start + head.idx]
    cities = [m for m in inside if m.type == "City"] or inside
    if len(cities) > 1 and (context.own or context.operators) and not doubted(head, tools.doubt, known=True):
        for place in cities:
            single = replace(
                context, places=tuple(m for m in inside if m == place or (m.type != "City" and _next_to(place, m)))
            )
            mention = facility_mention(sentence, phrase, head, entry, single, tools, "description", None)
            end = mention.end if place == cities[-1] else max(m.end for m in single.places)
            start = min(m.start for m in single.places)
            text = sentence.text[start - sentence.start : end - sentence.start]
            core = " ".join(t.text for t in phrase.modifiers if not _in_place(sentence, t, inside) and t.pos_ == "NOUN")
            told = tuple((k, f"{core} {head.lemma_}".strip() if k == "core" else v) for k, v in mention.features)
            yield replace(mention, start=start, end=end, name=text, rule="facility-row", features=told)
        return
    tied = context.operators or context.own or phrase.definite or context.someone or any(_numeral(phrase))
    row = rows_after(phrase, tools) if tied else []
    if len(row) > 1 and _count_fits(phrase, len(row)) and not doubted(head, tools.doubt, known=phrase.definite):
        for number, places in enumerate(row):
            single = replace(context, places=places)
            start = phrase.start if number == 0 else places[0].start
            end = max(m.end for m in places)
            mention = facility_mention(sentence, phrase, head, entry, single, tools, "description", None)
            text = sentence.text[start - sentence.start : end - sentence.start]
            told = tuple((k, phrase_core(phrase, head) if k == "core" else v) for k, v in mention.features)
            name = text if number == 0 else f"{phrase_core(phrase, head)} in {text}"
            yield replace(mention, start=start, end=end, name=name, rule="facility-row", features=told)
        return
    small = any(t.lower_ in _SMALL_SETS for t in phrase.modifiers)
    if small and context.places and context.building and (context.operators or phrase.definite):
        if not doubted(head, tools.doubt, known=phrase.definite):
            yield facility_mention(sentence, phrase, head, entry, context, tools, "description", None)
        return
    planned = _relative_building(phrase, tools)
    if small and phrase.definite and planned is not None:
        start, end = span(sentence, phrase.last, min(len(phrase.doc) - 1, phrase.last + 14))
        site = next(overlapping(tools.others, start, end, *PLACES), None)
        if site is not None:
            sited = replace(context, places=(site,))
            yield facility_mention(sentence, phrase, head, entry, sited, tools, "description", None)


def _share_of(phrase: Phrase) -> bool:
    """Whether only a share of several is spoken of: "most of its current plants are in Peru"."""
    start = phrase.owner[0] if phrase.owner is not None else phrase.first - bool(phrase.determiner)
    return start > 1 and phrase.doc[start - 1].lower_ == "of" and phrase.doc[start - 2].lower_ in _SHARES


def _one_of(phrase: Phrase) -> int | None:
    """Return the word that takes one from several: "mothballed one of its two plants", "the older of its mills"."""
    start = phrase.owner[0] if phrase.owner is not None else phrase.first - bool(phrase.determiner)
    if start < 2 or phrase.doc[start - 1].lower_ != "of":
        return None
    word = phrase.doc[start - 2]
    return word.i if word.lower_ in _ONE or word.tag_ in {"JJR", "JJS"} else None


def _single(
    sentence: Sentence, phrase: Phrase, first: int, head: "Token", entry: Entry, context: Context, tools: FacilityTools
) -> Mention:
    """Return the mention of one facility out of several."""
    mention = facility_mention(sentence, phrase, head, entry, context, tools, "description", None)
    start = span(sentence, first, first)[0]
    told = {"core": phrase_core(phrase, head), "head": head.lemma_.lower()}
    features = tuple((k, told.get(k, v)) for k, v in mention.features if k not in {"definite", "determiner"})
    text = sentence.text[start - sentence.start : mention.end - sentence.start]
    return replace(mention, start=start, name=" ".join(text.split()), features=features)


def phrase_core(phrase: Phrase, head: "Token") -> str:
    """Return the words of a plural phrase for one of its things ("plant" of "two plants")."""
    words = [t.text for t in phrase.modifiers if not t.like_num and t.lower_ not in _SMALL_SETS | _OF_SETS]
    return " ".join((*words, head.lemma_)).replace(" - ", "-")


def _count_fits(phrase: Phrase, size: int) -> bool:
    """Whether no number before the head says that there are more or fewer than the places named."""
    return all(n == str(size) for n in _numeral(phrase))


def _numeral(phrase: Phrase) -> list[str]:
    """Return the numbers before a head in digits."""
    return [_NUMBERS.get(t.lower_, t.lower_) for t in phrase.modifiers if t.like_num]


def _in_place(sentence: Sentence, token: "Token", places: Sequence[Mention]) -> bool:
    start, end = sentence.span_of(token)
    return any(overlapping(places, start, end))


def _next_to(place: Mention, other: Mention) -> bool:
    return 0 <= other.start - place.end <= 2


def _relative_building(phrase: Phrase, tools: FacilityTools) -> "Token | None":
    """Return the verb of building in a relative clause behind the phrase ("two fabs it had planned to build in …")."""
    return next((t for t in phrase.doc[phrase.last + 1 : phrase.last + 9] if t.lemma_.lower() in tools.building), None)
