"""What stands around the phrase of a facility, and where it is, as the phrase and its clause state it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_operators import (
    as_project,
    by_syntax,
    clause_operator,
    given_to,
    is_firm,
    of_company,
    ordered_for,
    told_before,
)
from kg.extract.facility_reach import SITED_WORDS, is_park_word, place_after, place_end
from kg.extract.facility_terms import Context, FacilityTools
from kg.extract.heads import heads
from kg.extract.modality import matched_verb
from kg.extract.phrases import Phrase, is_cap
from kg.extract.surroundings import overlapping, span, subjects, verbs_above
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE: Final = SITED_WORDS | {"within", "inside"}
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
_LAND: Final = frozenset("acre hectare plot land parcel mu".split())
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
    building = building or _on_land(head)
    building = building or any(
        t.lower_ == "under" and t.nbor().lower_ == "construction" for t in after if t.i + 1 < len(doc)
    )
    clause = relative_verbs(phrase, tools)
    if clause:
        told = {v.lemma_.lower() for v in clause}
        building, running = building or bool(told & tools.building), running or bool(told & tools.running)
        places = places or place_after(sentence, clause[-1].i, tools, reach=8)
        operators = operators or clause_operator(sentence, clause, tools)
    if not places:
        places = _place_past_park(sentence, phrase, tools)
    if not places:
        places = _place_past_product(sentence, phrase, tools)
    if not places:
        places = _stated_place(sentence, phrase, head, (*own_acts, *verbs), building or running, tools)
    if not places and building:
        places = _building_place(sentence, verbs, tools)
    if not places and (phrase.determiner in {"a", "an", "another"} or _named(phrase)):
        places = _fronted_place(sentence, phrase, tools)
    if not operators:
        operators, built = _operators_around(sentence, phrase, head, verbs, tools)
        building = building or built
    if is_park_word(head) and head.dep_ == "pobj" and head.head.lower_ in _INSIDE and not own:
        operators = []  # a plant is built there, by somebody who need not run the park
    planned = as_project(verbs)
    building = building or planned
    someone = not operators and (planned or told_before(verbs, tools))
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


def _on_land(head: "Token") -> bool:
    """Whether land is taken for a plant: "has leased 18 acres for a sewing factory"."""
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "for"
        and any(
            t.lemma_.lower() in _LAND
            for t in (head.head.head, *(c for c in head.head.head.children if c.dep_ == "dobj"))
        )
    )


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
            found = place_after(sentence, token.i, tools)
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
            if word.dep_ == "dobj" and word in head.conjuncts:
                continue  # "runs shops in Linz and a mill": where the shops are
            for prep in (word, *word.subtree) if word.dep_ == "prep" else tuple(word.children):
                if (
                    prep.dep_ == "prep"
                    and prep.lower_ in {"in", "at", "near", "outside"}
                    and not (phrase.first <= prep.i <= phrase.last)
                    and all(t.text != ";" for t in doc[min(prep.i, head.i) : max(prep.i, head.i)])
                    and not _of_another(prep, head, sentence, tools)
                ):
                    found = place_after(sentence, prep.i - 1, tools, reach=1)
                    if found:
                        return found
    return ()


def _building_place(sentence: Sentence, verbs: Sequence["Token"], tools: FacilityTools) -> tuple[Mention, ...]:
    """Return the zone, district or town that builds something: "The High-tech Zone will build a robot park"."""
    for subject in subjects(verbs[0]) if verbs else ():
        found = [m for m in overlapping(tools.others, *span(sentence, subject.i, subject.i)) if m.type in PLACES]
        if found and found[0].type in {"City", "Region"} and found[0].end == sentence.span_of(subject)[1]:
            return tuple(found[:1])
    return ()


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
