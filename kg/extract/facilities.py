"""Facilities: definite plants, factories, fabs, workshops, production bases and industrial parks, planned ones too.

Words come from `ontology/lexicon/facilities.ttl`. A phrase counts when it is tied to somebody or somewhere: a name, an
operator, a place, a verb of building or running. Sets ("30,000 smart factories"), plants that are denied, rumoured or
merely possible, and bare anaphors ("the plant") are none; anaphors are the business of coreference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.facility_called import called
from kg.extract.facility_evidence import is_name, is_tied
from kg.extract.facility_heads import in_plan_name, is_compound, is_noun, is_subsidiary, of_firm
from kg.extract.facility_places import context_of, place_end, relative_verbs
from kg.extract.facility_projects import projects
from kg.extract.facility_rows import rows_after
from kg.extract.facility_terms import (
    FURTHER,
    ORDINALS,
    Context,
    FacilityTools,
    cap_tail,
    facility_mention,
    number_after,
)
from kg.extract.heads import aliases, headline_case, heads, settle_nested
from kg.extract.modality import by_form
from kg.extract.phrases import Phrase, is_cap, phrase_around
from kg.extract.surroundings import Doubt, doubted, overlapping, span, words_of
from kg.lexicon import Entry, Lexicon
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY: Final = frozenset(
    {"no", "any", "every", "each", "such", "some", "many", "which", "what", "whatever", "whichever"}
)
_NUMBERS: Final = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "both": "2", "twin": "2"}
_ONES: Final = frozenset({"one", "second", "third", "fourth", "fifth", "another"})
_ONE: Final = re.compile(
    r"\b(?:one|(?:(?:a|the) (?:second|third|fourth|fifth)|another),? (?:in|at|near|outside))\b", re.IGNORECASE
)
_BESIDE: Final = frozenset({"and", ",", "plus", "or", "with", ";"})
_OF_SETS: Final = frozenset({"other", "more", "further", "additional", "remaining", "existing"})
_SMALL_SETS: Final = frozenset({"two", "three", "2", "3", "twin"})


def find(document: Document, lexicon: Lexicon, others: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Return the mentions of facilities, in reading order.

    `others` are the places, agencies and companies found so far: evidence of who runs a facility and where it is.
    Mentions carry the features `code` (facility kind), `head`, `kind` (words that tell the kind) and, as they stand,
    `operator`, `place`, `ordinal`, `new`, `title`, `definite`, `doubt`.
    """
    frames = lexicon.frames
    tools = FacilityTools(
        lexicon,
        Doubt.of(lexicon),
        words_of([f for f in frames if f.role == "building"], "verbs"),
        words_of([f for f in frames if f.role in {"running", "acting"}], "verbs"),
        tuple(others),
        frozenset(w for e in lexicon.with_role("making") for w in e.forms),
        frozenset(w for e in lexicon.with_role("project") for w in (*e.forms, *e.plurals)),
        _products(lexicon),
        frozenset(w for e in lexicon.with_role("company-noun") for w in e.forms),
        frozenset(m.name for m in others if m.type == "Company" and m.feature("acts")),
        by_form(tuple(v.split()) for f in frames if f.role == "rising" for v in f.verbs),
    )
    found: list[Mention] = []
    for sentence in document.sentences:
        if sentence.parse is not None:
            found += _in_sentence(sentence, tools, found)
            found += _ones(sentence, tools, found, document)
            found += projects(sentence, tools, found)
    found += aliases(document, found)
    return settle_nested(found)


@lru_cache(maxsize=4)
def _products(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """Return the words for products with their codes, the longest first."""
    words = ((w.lower(), e.code) for e in lexicon.with_role("product") for w in (*e.forms, *e.plurals))
    return tuple(sorted(words, key=lambda p: (-len(p[0]), p)))


def _in_sentence(sentence: Sentence, tools: FacilityTools, known: Sequence[Mention]) -> Iterator[Mention]:
    title = sentence.kind in {"title", "heading"}
    shouting = headline_case(sentence)
    for head, first, entry in heads(sentence, tools.lexicon, "Facility"):
        if not is_noun(head) or is_compound(sentence, head, tools):
            continue
        if any(overlapping(tools.others, *sentence.span_of(head), "Plan")) or is_subsidiary(head):
            continue
        if in_plan_name(sentence, head, tools) or of_firm(sentence, head, tools):
            continue
        if entry.role == "echo" and not any(m.feature("head") == head.lower_ for m in known):
            continue
        if "?" in sentence.text[head.idx + len(head.text) :][:12] and title:
            continue
        for mention in _read(sentence, head, first, entry, tools, title, shouting, known):
            yield replace(mention, features=(*mention.features, ("title", "1"))) if title else mention


def _read(
    sentence: Sentence,
    head: "Token",
    first: int,
    entry: Entry,
    tools: FacilityTools,
    title: bool,
    shouting: bool,
    known: Sequence[Mention],
) -> Iterator[Mention]:
    places = [(m.start, m.end) for m in tools.others if m.type in PLACES]
    phrase = phrase_around(sentence, head, core=first, places=places)
    text = head.doc[first : head.i + 1].text.lower()
    many = head.tag_ in {"NNS", "NNPS"} or (head.lower_.endswith("ies") and head.tag_ == "NNP")
    several = (many and text not in {f.lower() for f in entry.forms}) or _plural_works(head)
    numbered = number_after(sentence, head)
    phrase = replace(phrase, last=numbered if numbered else cap_tail(sentence, head, entry))
    named_end = phrase.last
    phrase = replace(phrase, last=place_end(sentence, phrase.last, tools))
    context = context_of(sentence, phrase, head, tools)
    if several:
        yield from _set(sentence, phrase, head, entry, context, tools)
        return
    if phrase.determiner in _NOBODY or _counted(phrase):
        return
    name = not shouting and is_name(sentence, phrase, head, first, entry, numbered, tools)
    if _is_town(sentence, phrase, head, tools):
        return
    if entry.role == "name-head" and not (name and (context.building or context.running) and context.operators):
        return
    if not name and not is_tied(sentence, context, head, entry, tools, title) and not _one_more(context, head, known):
        return
    if name:
        telling = any(is_cap(t) for t in phrase.doc[phrase.first : named_end + 1] if t.i != head.i)
        phrase = _without_praise(replace(phrase, last=named_end) if telling and not numbered else phrase)
    elif entry.role == "weak-head" and numbered and not phrase.modifiers:
        return  # "Unit 108", "Building 5": an address
    elif sentence.kind == "prose" and not title and _bare(phrase, context):
        return
    given = name or (phrase.definite and not (phrase.possessive and not context.places) and not _novel(phrase))
    doubt = doubted(head, tools.doubt, known=given)
    if doubt:
        return
    form = "name" if name else "description"
    told = bool(relative_verbs(phrase, tools))
    mention = facility_mention(sentence, phrase, head, entry, context, tools, form, numbered, relative=told)
    other = "" if name or title or shouting else called(phrase, tools)
    yield replace(mention, features=(*mention.features, ("abbreviation", other))) if other else mention


def _plural_works(head: "Token") -> bool:
    """Whether "works" means several: "the country's cement works are old"."""
    verb = head.head
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}} | {verb.lower_}
    return (
        head.lower_ == "works" and head.dep_ in {"nsubj", "nsubjpass"} and bool(auxiliaries & {"are", "were", "have"})
    )


def _is_town(sentence: Sentence, phrase: Phrase, head: "Token", tools: FacilityTools) -> bool:
    """Whether an "industrial city" is a city just named: "In Zhuzhou, another industrial city in the province"."""
    gap = sentence.text[: phrase.start - sentence.start]
    at = sentence.start + len(re.sub(r",? (?:(?:an?|the|another) )?$", "", gap))
    return head.text == "city" and any(m.end == at for m in tools.others if m.type == "City")


def _without_praise(phrase: Phrase) -> Phrase:
    """Return a name without small words before it: "the world-renowned Vitters Shipyard"."""
    first = phrase.first
    while first < phrase.head and phrase.doc[first].text.islower() and not phrase.doc[first + 1].text.startswith("-"):
        first += 1
    return replace(phrase, first=first) if is_cap(phrase.doc[first]) else phrase


def _bare(phrase: Phrase, context: Context) -> bool:
    """Whether a singular stands without an article, owner or word of its own: "applications for factory, logistics"."""
    free = not phrase.determiner and phrase.owner is None and phrase.last == phrase.head
    return free and phrase.first == phrase.head and phrase.head > 0 and not context.places


def _one_more(context: Context, head: "Token", known: Sequence[Mention]) -> bool:
    """Whether one more is to be built beside one spoken of before: "will break ground on a second refinery"."""
    further = any(t.lower_ in FURTHER for t in context.phrase.modifiers) or context.phrase.determiner == "another"
    return further and context.building and any(m.feature("head") == head.lower_ for m in known)


def _counted(phrase: Phrase) -> bool:
    return any(
        t.like_num and t.lower_ not in ORDINALS and t.lower_ not in {"one"} and not _measure(t)
        for t in phrase.modifiers
    )


def _measure(token: "Token") -> bool:
    """Whether a number belongs to a measure before the head ("157,000 square-foot facility")."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and (
        following.text in {"-", "%"}
        or following.tag_ in {"JJ", "NN", "NNP", "CD"}
        or any(c.isdigit() for c in following.text)
    )


def _novel(phrase: Phrase) -> bool:
    return any(t.lower_ in ORDINALS or t.lower_ in {"planned", "proposed", "future"} for t in phrase.modifiers)


def _ones(sentence: Sentence, tools: FacilityTools, known: Sequence[Mention], document: Document) -> Iterator[Mention]:
    """Read "another one in Ha Tinh", "a third in Pune", "the newer one, in X": "one" for a facility word before."""
    doc = sentence.parse
    assert doc is not None
    for token in doc if _ONE.search(sentence.text) else ():
        if token.lower_ not in _ONES or token.i == 0 or token.dep_ in {"nummod", "compound", "amod"}:
            continue
        phrase = phrase_around(sentence, token)
        alone = token.lower_ != "one" or phrase.determiner == "another"
        bare = token.lower_ in {"one", "another"} and not phrase.determiner and not phrase.modifiers
        before = doc[token.i - 1]
        acted = before.lemma_.lower() in tools.building | tools.running
        after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        if bare and (after not in {"in", "at", "near", "outside", ","} or (before.text not in _BESIDE and not acted)):
            continue  # "one in five plants", "one of Ohio's mills"
        if not bare and (phrase.determiner not in {"another", "the", "a"} or not (phrase.modifiers or alone)):
            continue
        model = _model(sentence, token, tools, known, document)
        if model is None:
            continue
        behind = token.i + 1 if token.i + 1 < len(doc) and doc[token.i + 1].text == "," else token.i
        last = place_end(sentence, behind, tools)
        if last == behind or doubted(token, tools.doubt, known=False):
            continue
        phrase = replace(phrase, last=last)
        if any(m.start < phrase.end and phrase.start < m.end for m in known if m.rule == "facility-row"):
            continue
        context = context_of(sentence, phrase, token, tools)
        word, entry, operator = model
        if not context.operators and operator:
            context = replace(context, operators=(operator,))
        mention = facility_mention(sentence, phrase, token, entry, context, tools, "description", None)
        core = mention.feature("core") or ""
        core = f"{core} {word}" if token.lower_ != "one" else re.sub(r"\bone$", word, core)
        told = {"head": word, "core": core}
        features = tuple((k, told.get(k, v)) for k, v in mention.features if k != "definite")
        yield replace(mention, rule="facility-one", features=(*features, ("ordinal", "another")))


def _model(
    sentence: Sentence, token: "Token", tools: FacilityTools, known: Sequence[Mention], document: Document
) -> tuple[str, Entry, str | None] | None:
    """Return head word, entry and operator of the last facility word before "one", here or a sentence earlier."""
    for index in (sentence.index, sentence.index - 1):
        if index < 0 or document.sentences[index].parse is None:
            continue
        near = document.sentences[index]
        before = [h for h in heads(near, tools.lexicon, "Facility") if index != sentence.index or h[0].i < token.i]
        before = [h for h in before if is_noun(h[0])]
        if before:
            head, _, entry = before[-1]
            offset = near.span_of(head)[0]
            said = next((m for m in known if m.start <= offset < m.end), None)
            return head.lemma_.lower(), entry, said.feature("operator") if said else None
    return None


def _set(
    sentence: Sentence, phrase: Phrase, head: "Token", entry: Entry, context: Context, tools: FacilityTools
) -> Iterator[Mention]:
    """Read a plural: one facility for each of several places before the head, or a small set built somewhere."""
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
