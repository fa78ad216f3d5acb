"""Who runs a facility and where it is, as the phrase and its clause state it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_operators import (
    by_syntax,
    clause_operator,
    given_to,
    is_firm,
    of_company,
    ordered_for,
    told_before,
)
from kg.extract.facility_terms import Context, FacilityTools
from kg.extract.heads import heads
from kg.extract.modality import matched_verb
from kg.extract.phrases import Phrase, is_cap
from kg.extract.surroundings import overlapping, span, verbs_above
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACE_WORDS: Final = frozenset({"in", "at", "near", "outside", "on", "of", "for", "within", "beside"})
_SITED_WORDS: Final = frozenset({"in", "at", "near", "outside"})
_PLACE_NOUNS: Final = frozenset(
    """state province county district city region area zone town port village suburb outskirts capital north south
    east west center centre island municipality edge""".split()
)
_INSIDE: Final = _SITED_WORDS | {"within", "inside"}
_PARKS: Final = frozenset({"park", "estate"})
_WHOLES: Final = frozenset({"complex", "plant", "factory", "site", "campus", "base", "park", "estate", "works", "hub"})
_CHOOSE: Final = frozenset({"choose", "select", "pick", "earmark", "name", "tap"})
# "a plant for LFP cathodes in the port city of Pohang"; who buys or uses what it makes tells nothing of its place.
_MAKES: Final = re.compile(
    r" (?:for|making|producing|(?:that |which )?(?:will |would |can )?(?:makes?|produces?)|to (?:make|produce|build))"
    r" (?P<product>[^,.;:]{2,70}?),? (?:in|near|outside) (?:the (?:[\w-]+ ){0,5}of )?"
)
_BUYERS: Final = re.compile(
    r"(?<![\w-])(?:customers?|clients?|users?|buyers?|markets?|\w*makers|firms|companies|sales?|exports?|use|\w+ed|sold"
    r"|made|built)\b"
)
_FRONT: Final = re.compile(
    r"(?:(?:Last|This|Next|Earlier|Later|On|In) (?:\w+ ){0,3}?\w+,? )??(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside) "
    r"(?:the (?:city|town|state|province) of )?"
)
_RELATIVE: Final = frozenset({"that", "which", "it", "they", "we", "he", "she"})
_SITED: Final = frozenset(
    {"locate", "build", "plan", "situate", "base", "site", "construct", "propose", "slate", "set", "schedule"}
)


def context_of(sentence: Sentence, phrase: Phrase, head: "Token", tools: FacilityTools) -> Context:
    """Return the places, operators and acts of building or running that surround a phrase."""
    places = tuple(overlapping(tools.others, phrase.start, phrase.end, *PLACES))
    operators: list[str] = []
    own = False
    if phrase.owner is not None:
        owner_span = span(sentence, *phrase.owner)
        found = next(overlapping(tools.others, *owner_span, "Company"), None)
        own = found is not None or is_firm(phrase.doc[phrase.owner[1]], tools)
        operators += [found.name] if found else []
        places = (*places, *overlapping(tools.others, *owner_span, *PLACES))
    inside = span(sentence, phrase.first, phrase.head)
    operators += [m.name for m in overlapping(tools.others, *inside, "Company")]
    if not operators:
        operators += of_company(sentence, phrase, tools)
        own = own or bool(operators)
    verbs = verbs_above(head)
    own_acts = acts_of(head)
    adding = head.dep_ == "nsubj" and head.head.lemma_ == "add"  # "the new plant adds to what was spent"
    lemmas = {v.lemma_.lower() for v in (*verbs[:3], *own_acts)} - ({"add"} if adding else set())
    building, running = bool(lemmas & tools.building), bool(lemmas & tools.running)
    building = building or any(matched_verb(v, tools.rising) is not None for v in own_acts)
    doc = head.doc
    after = doc[phrase.last + 1 : phrase.last + 6]
    building = building or any(t.tag_ in {"VBN", "VBG"} and t.lemma_.lower() in tools.building for t in after)
    building = building or any(
        t.lower_ == "under" and t.nbor().lower_ == "construction" for t in after if t.i + 1 < len(doc)
    )
    clause = relative_verbs(phrase, tools)
    if clause:
        told = {v.lemma_.lower() for v in clause}
        building, running = building or bool(told & tools.building), running or bool(told & tools.running)
        places = places or _place_after(sentence, clause[-1].i, tools, reach=8)
        operators = operators or clause_operator(sentence, clause, tools)
    if not places:
        places = _place_past_park(sentence, phrase, tools)
    if not places:
        places = _place_past_product(sentence, phrase, tools)
    if not places:
        places = _stated_place(sentence, phrase, head, (*own_acts, *verbs), building or running, tools)
    if not places and (phrase.determiner in {"a", "an", "another"} or _named(phrase)):
        places = _fronted_place(sentence, phrase, tools)
    if not operators:
        operators, built = _operators_around(sentence, phrase, head, verbs, tools)
        building = building or built
    if is_park_word(head) and head.dep_ == "pobj" and head.head.lower_ in _INSIDE and not own:
        operators = []  # a plant is built there, by somebody who need not run the park
    someone = not operators and told_before(verbs, tools)
    return Context(
        phrase, places, tuple(dict.fromkeys(operators)), building, running, own or phrase.possessive, someone
    )


def _operators_around(
    sentence: Sentence, phrase: Phrase, head: "Token", verbs: Sequence["Token"], tools: FacilityTools
) -> tuple[list[str], bool]:
    """Return the companies that the clause makes operators, and whether its words say that they build."""
    named = by_syntax(sentence, phrase, verbs, tools)
    if named:
        return named, False
    named = ordered_for(sentence, phrase, tools) or given_to(sentence, phrase, tools)
    if named or not phrase.possessive:
        return named, bool(named)
    before = {m.name for m in overlapping(tools.others, sentence.start, sentence.start + head.idx, "Company")}
    return (sorted(before) if len(before) == 1 else []), False


def acts_of(head: "Token") -> tuple["Token", ...]:
    """Return what a subject does or is to do: "the park is to come up", "the workshop is expected to open"."""
    verb = head.head
    if head.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return ()
    below = [verb, *(c for c in verb.children if c.dep_ in {"acomp", "oprd"})]
    to_do = [c for node in below for c in node.children if c.dep_ == "xcomp" and c.tag_ == "VB"]
    return (*to_do, verb)


def relative_verbs(phrase: Phrase, tools: FacilityTools) -> list["Token"]:
    """Return the verbs of building or running in a relative clause ("that X began erecting").

    The words decide where the parse loses the clause: "that", "which", a pronoun or a name right behind, then a verb.
    """
    doc = phrase.doc
    behind = doc[phrase.last + 1 : phrase.last + 13]
    if not len(behind) or not (behind[0].lower_ in _RELATIVE or behind[0].tag_ in {"NNP", "NNPS"}):
        return []
    known = tools.building | tools.running
    found: list[Token] = []
    for token in behind:
        if token.text in {",", ".", ";", "—", "–", ":"}:
            break
        if token.pos_ == "VERB" or (token.tag_.startswith("VB") and token.lemma_.lower() in known):
            if found and token.tag_ not in {"VB", "VBG"}:
                break
            found.append(token)
    return [v for v in found if v.lemma_.lower() in known] and found


def _stated_place(
    sentence: Sentence, phrase: Phrase, head: "Token", verbs: Sequence["Token"], acted: bool, tools: FacilityTools
) -> tuple[Mention, ...]:
    """Return the place that the clause gives a phrase: "located in X", "under construction in X", "In X, Y runs …"."""
    doc = head.doc
    for token in doc[phrase.last + 1 : phrase.last + 7]:
        if token.tag_ == "VBN" and token.lemma_.lower() in _SITED:
            found = _place_after(sentence, token.i, tools)
            if found:
                return found
        if token.text in {".", ";"} or (token.tag_ in {"VBD", "VBZ", "VBP"} and token.lemma_ not in {"be", "have"}):
            break
    if not verbs:
        return ()
    chosen = _chosen(sentence, verbs[0], phrase, tools)
    if chosen or not acted:
        return chosen
    for verb in verbs[:2]:
        for word in (verb, *(c for c in verb.children if c.dep_ in {"prep", "attr", "dobj", "acomp"})):
            for prep in (word, *word.subtree) if word.dep_ == "prep" else tuple(word.children):
                if (
                    prep.dep_ == "prep"
                    and prep.lower_ in {"in", "at", "near", "outside"}
                    and not (phrase.first <= prep.i <= phrase.last)
                    and not _of_another(prep, head, sentence, tools)
                ):
                    found = _place_after(sentence, prep.i - 1, tools, reach=1)
                    if found:
                        return found
    return ()


def is_park_word(token: "Token") -> bool:
    """Whether a word is the head of a place for plants: "park", "estate", "area" in "industrial area"."""
    industrial = token.i > 0 and token.doc[token.i - 1].lower_ == "industrial"
    return token.lower_ in _PARKS or (token.lower_ == "area" and industrial)


def _place_past_park(sentence: Sentence, phrase: Phrase, tools: FacilityTools) -> tuple[Mention, ...]:
    """Return the places of the park that a plant stands in: "a plant at the Batu Park in Penang"."""
    doc = phrase.doc
    behind = doc[phrase.last + 1 : phrase.last + 10]
    if len(behind) < 2 or behind[0].lower_ not in _INSIDE:
        return ()
    for token in behind[1:]:
        if is_park_word(token):
            end = place_end(sentence, token.i, tools)
            return tuple(overlapping(tools.others, *span(sentence, behind[0].i, end), *PLACES))
        if token.tag_ not in {"DT", "NNP", "NNPS", "NN", "JJ", "HYPH", "PRP$", "POS", "CD"}:
            return ()
    return ()


def _place_past_product(sentence: Sentence, phrase: Phrase, tools: FacilityTools) -> tuple[Mention, ...]:
    """Return the town or region behind what a plant makes: "a plant for LFP cathodes in Gunsan"."""
    end = sentence.span_of(phrase.doc[phrase.last])[1]
    place = min(
        (m for m in tools.others if m.type in PLACES and end < m.start < sentence.end),
        key=lambda m: m.start,
        default=None,
    )
    if place is None or place.type == "Country":
        return ()
    match = _MAKES.fullmatch(sentence.text[end - sentence.start : place.start - sentence.start])
    return (place,) if match and not _BUYERS.search(match["product"]) else ()


def _named(phrase: Phrase) -> bool:
    """Whether a name stands in a definite phrase: "the Rehberg turbine plant"."""
    return phrase.determiner == "the" and any(is_cap(t) and t.tag_ == "NNP" for t in phrase.modifiers)


def _fronted_place(sentence: Sentence, phrase: Phrase, tools: FacilityTools) -> tuple[Mention, ...]:
    """Return the town or region that a sentence begins with: "In Naivasha, a planned tyre factory was dropped"."""
    inside = [m for m in tools.others if m.type in PLACES and sentence.start <= m.start < phrase.start]
    first = min(inside, key=lambda m: m.start, default=None)
    match = _FRONT.fullmatch(sentence.text[: first.start - sentence.start]) if first is not None else None
    if first is None or match is None:
        return ()
    if first.type not in {"City", "Region"} or first.end > phrase.start:
        return ()
    between = sentence.text[first.end - sentence.start : phrase.start - sentence.start]
    return (first,) if re.match(r" ?(?:district|province|county|city|state)?,", between) and ";" not in between else ()


def _of_another(prep: "Token", head: "Token", sentence: Sentence, tools: FacilityTools) -> bool:
    """Whether a place belongs to another facility of the clause: "a mill in Linz and a foundry at Steyr"."""
    facilities = {h.i for h, _, _ in heads(sentence, tools.lexicon, "Facility")} - {head.i}
    for other in (a for a in prep.ancestors if a.i in facilities):
        around = other.dep_ == "pobj" and other.head.lower_ in _INSIDE  # "a hall at its plant in X"
        if other.i < head.i or not (around or other in head.conjuncts):
            return True
    return False


def _chosen(sentence: Sentence, verb: "Token", phrase: Phrase, tools: FacilityTools) -> tuple[Mention, ...]:
    """Return the place of "has chosen Chesterfield, Virginia, for a factory"."""
    if verb.lemma_.lower() not in _CHOOSE:
        return ()
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} and child.i < phrase.first:
            start, _ = sentence.span_of(child)
            _, end = sentence.span_of(phrase.doc[phrase.first])
            near = [m for m in overlapping(tools.others, start - 30, end, *PLACES) if m.start <= start + 25]
            return tuple(m for m in near if m.start >= sentence.span_of(child.left_edge)[0])[:2]
    return ()


def _place_after(sentence: Sentence, i: int, tools: FacilityTools, reach: int = 3) -> tuple[Mention, ...]:
    """Return the places behind "in", "near", "at", "for" within a few words."""
    doc = sentence.parse
    assert doc is not None
    for j in range(i + 1, min(len(doc) - 1, i + 1 + reach)):
        if doc[j].lower_ in {"in", "near", "at", "for", "outside"}:
            end = place_end(sentence, j - 1, tools)
            if end > j - 1:
                return tuple(overlapping(tools.others, *span(sentence, j, end), *PLACES))
    return ()


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
    if position + 2 < len(doc) and doc[position].text == "," and doc[position + 1].lower_ in _SITED_WORDS:
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
        told = doc[i].tag_ in {"DT", "JJ", "NN", "IN", "NNP", "POS", "HYPH", "VBN"} or doc[i].lower_ == "outskirts"
        if reach == last and (noun or not told or comma):
            break
        if doc[i].text == ")":
            break
        i += 1
    return reach
