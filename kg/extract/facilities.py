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
from kg.extract.facility_mining import MiningWords
from kg.extract.facility_ones import ones
from kg.extract.facility_places import context_of, relative_verbs
from kg.extract.facility_projects import is_about_mining, projects, without_prospects
from kg.extract.facility_reach import place_end
from kg.extract.facility_sets import several
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
from kg.extract.surroundings import Doubt, doubted, overlapping, words_of
from kg.lexicon import Entry, Lexicon
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY: Final = frozenset(
    {"no", "any", "every", "each", "such", "some", "many", "which", "what", "whatever", "whichever"}
)
_PLANNED: Final = re.compile(
    r" (?:that |which )?(?:it|they|the \w+|[A-Z][\w-]+) (?:had|has|have) (?:originally |once )?"
    r"(?:planned|announced|promised)\b"
)
_PARKS: Final = frozenset("industrial business technology science tech logistics energy eco chemical pharma".split())


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
        MiningWords.of(lexicon),
    )
    found: list[Mention] = []
    mining = is_about_mining(document.text, tools.mining)
    for sentence in document.sentences:
        if sentence.parse is not None:
            found += _in_sentence(sentence, tools, found)
            found += ones(sentence, tools, found, document)
            found += projects(sentence, tools, found, mining=mining)
    found = without_prospects(document, found, tools.mining)
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
    plural = (many and text not in {f.lower() for f in entry.forms}) or _plural_works(head)
    numbered = number_after(sentence, head)
    phrase = replace(phrase, last=numbered if numbered else cap_tail(sentence, head, entry))
    named_end = phrase.last
    phrase = replace(phrase, last=place_end(sentence, phrase.last, tools))
    context = context_of(sentence, phrase, head, tools)
    if plural:
        yield from several(sentence, phrase, head, entry, context, tools)
        return
    if phrase.determiner in _NOBODY or _counted(phrase):
        return
    name = not shouting and is_name(sentence, phrase, head, first, entry, numbered, tools)
    if _is_town(sentence, phrase, head, tools):
        return
    if entry.role == "name-head" and not (name and (context.building or context.running) and context.operators):
        return
    other = "" if name or title or shouting else called(phrase, tools)
    told_of = other and phrase.definite and any(m.feature("head") == head.lower_ for m in known)
    tied = name or told_of or is_tied(sentence, context, head, entry, tools, title)
    if not tied and not _one_more(context, head, known):
        return
    if name:
        telling = any(is_cap(t) for t in phrase.doc[phrase.first : named_end + 1] if t.i != head.i)
        phrase = _without_praise(replace(phrase, last=named_end) if telling and not numbered else phrase)
    elif entry.role == "weak-head" and numbered and not phrase.modifiers:
        return  # "Unit 108", "Building 5": an address
    elif sentence.kind == "prose" and not title and _bare(phrase, context):
        return
    given = name or (phrase.definite and not (phrase.possessive and not context.places) and not _novel(phrase))
    dropped = _was_planned(sentence, head)
    if doubted(head, tools.doubt, known=given) and not dropped:
        return
    form = "name" if name else "description"
    told = bool(relative_verbs(phrase, tools))
    mention = facility_mention(sentence, phrase, head, entry, context, tools, form, numbered, relative=told)
    more = [("abbreviation", other)] * bool(other) + [("compared", "planned")] * dropped
    yield replace(mention, features=(*mention.features, *more))


def _was_planned(sentence: Sentence, head: "Token") -> bool:
    """Whether a clause says that a plant had been planned: "will not build the board factory it had planned in X"."""
    return _PLANNED.match(sentence.text, head.idx + len(head.text)) is not None


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
    if head.text == "city":
        return any(m.end == at for m in tools.others if m.type == "City")
    # "A new shop in Elm Park, Ohio", "ELM PARK, OH, April 18"
    end = sentence.start + head.idx + len(head.text)
    state = re.match(r", (?:[A-Z]{2}|[A-Z][a-z]{2,3}\.)(?![\w.])", sentence.text[end - sentence.start :])
    region = any(m.type == "Region" and m.start == end + 2 for m in tools.others)
    city = any(m.type == "City" and m.end == end and m.start < sentence.start + head.idx for m in tools.others)
    plain = head.lower_ == "park" and phrase.doc[head.i - 1].lower_ not in _PARKS and not phrase.determiner
    return plain and is_cap(head) and (state is not None or region or city)


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
