"""The places that stand behind a phrase or a preposition: "in Taylor, Texas", "outside Columbus, Ohio"."""

from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_terms import FacilityTools
from kg.extract.surroundings import overlapping, span
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACE_WORDS: Final = frozenset({"in", "at", "near", "outside", "on", "of", "for", "within", "beside"})
SITED_WORDS: Final = frozenset({"in", "at", "near", "outside"})
_PLACE_NOUNS: Final = frozenset(
    """state province county district city region area zone town port village suburb outskirts capital north south
    east west center centre island municipality edge""".split()
)
_BESIDE: Final = frozenset({"outskirts", "neighbouring", "neighboring", "surrounding", "bordering"})
_PARKS: Final = frozenset({"park", "estate"})
_WHOLES: Final = frozenset({"complex", "plant", "factory", "site", "campus", "base", "park", "estate", "works", "hub"})


def place_end(sentence: Sentence, last: int, tools: FacilityTools) -> int:
    """Return the last token of the places that follow a phrase: "in Taylor, Texas", "outside Columbus, Ohio"."""
    doc = sentence.parse
    assert doc is not None
    last_of_whole = _over_whole(sentence, last, tools)
    if last_of_whole is not None:
        reached = place_end(sentence, last_of_whole, tools)
        return reached if reached > last_of_whole else last
    position = last + 1
    if position + 1 < len(doc) and doc[position].lower_ in tools.projects:
        position += 1  # "its fab project in Magdeburg"
    if position + 2 < len(doc) and doc[position].text == "," and doc[position + 1].lower_ in SITED_WORDS:
        position += 1  # "its other plant, in Trollhättan"
    if position >= len(doc) or doc[position].lower_ not in _PLACE_WORDS | {"("}:
        return last
    comma = position > last + 1 and doc[position - 1].text == ","
    reach, i = last, position + 1
    limit = min(len(doc), position + 9)
    while i < limit:
        start, _ = sentence.span_of(doc[i])
        place = next((m for m in tools.others if m.start <= start < m.end and m.type in PLACES), None)
        if place is not None and reach == last and place.type == "Country" and doc[last + 1].lower_ == "outside":
            break
        if place is not None:
            tokens = sentence.tokens(place.start, place.end)
            following = doc[tokens[-1].i + 1] if tokens[-1].i + 1 < len(doc) else None
            if following is not None and doc[position].lower_ == "for" and following.text in {"'s", "’s", "-"}:
                # "A jeans factory for Turkey's X": the home of who ordered it.
                break
            if (
                following is not None
                and (tokens[-1].dep_ in {"compound", "nmod", "amod"} and tokens[-1].head.i > tokens[-1].i)
                and following.tag_ in {"NN", "NNS", "HYPH"}
                and following.lower_ not in _PLACE_NOUNS
            ):
                break
            reach = max(reach, tokens[-1].i)
            i = reach + 1
            limit = min(len(doc), i + 4)
            continue
        if reach > last and doc[i].text not in {",", "’s", "'s", "in", "(", "of"}:
            break
        if reach == last and is_park_word(doc[i]):
            break  # "a plant in the Batu Park in Penang": two facilities
        noun = doc[i].tag_ == "NN" and doc[i].lower_ not in _PLACE_NOUNS
        told = doc[i].tag_ in {"DT", "JJ", "NN", "IN", "NNP", "POS", "HYPH", "VBN"} or doc[i].lower_ in _BESIDE
        if reach == last and (noun or not told or comma):
            break
        if doc[i].text == ")":
            break
        i += 1
    return reach


def _over_whole(sentence: Sentence, last: int, tools: FacilityTools) -> int | None:
    """Return the head of what a part belongs to, if places may follow it: "the second fab of its complex in X"."""
    doc = sentence.parse
    assert doc is not None
    if last + 3 >= len(doc) or doc[last + 1].lower_ not in {"of", "at"} or doc[last + 2].tag_ not in {"DT", "PRP$"}:
        return None
    if doc[last].lower_ in {"hall", "shop", "workshop"}:
        return None  # "a production hall at its plant in Bamberg": two things
    for i in range(last + 3, min(len(doc) - 1, last + 7)):
        if doc[i].tag_ in {"NN", "NNP"} and doc[i + 1].lower_ in {"in", "at", "near"} and doc[i].lower_ in _WHOLES:
            return i
        if doc[i].tag_ not in {"NN", "JJ", "NNP", "HYPH", "VBN", "VBG"}:
            return None
    return None


def place_after(sentence: Sentence, i: int, tools: FacilityTools, reach: int = 3) -> tuple[Mention, ...]:
    """Return the places behind "in", "near", "at", "for" within a few words."""
    doc = sentence.parse
    assert doc is not None
    for j in range(i + 1, min(len(doc) - 1, i + 1 + reach)):
        if doc[j].lower_ in {"in", "near", "at", "for", "outside"}:
            end = place_end(sentence, j - 1, tools)
            if end > j - 1:
                return tuple(overlapping(tools.others, *span(sentence, j, end), *PLACES))
    return ()


def is_park_word(token: "Token") -> bool:
    """Whether a word is the head of a place for plants: "park", "estate", "area" in "industrial area"."""
    industrial = token.i > 0 and token.doc[token.i - 1].lower_ == "industrial"
    return token.lower_ in _PARKS or (token.lower_ == "area" and industrial)
