"""Plants told by "one": "another one in Ha Tinh", "a third in Pune", "the newer one, in X", "The first, AX1 in Y"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.facility_heads import is_noun
from kg.extract.facility_places import context_of
from kg.extract.facility_reach import place_end
from kg.extract.facility_terms import FacilityTools, facility_mention
from kg.extract.heads import heads
from kg.extract.phrases import is_cap, phrase_around
from kg.extract.surroundings import doubted, overlapping, span
from kg.lexicon import Entry
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONES: Final = frozenset({"one", "first", "second", "third", "fourth", "fifth", "another", "other"})
_ONE: Final = re.compile(
    r"\b(?:one\b|(?:(?:a|the) (?:first|second|third|fourth|fifth|other)|another)"
    r"(?:,? (?:in|at|near|outside)\b|, (?-i:[A-Z])))",
    re.IGNORECASE,
)
_BESIDE: Final = frozenset({"and", ",", "plus", "or", "with", ";"})


def ones(sentence: Sentence, tools: FacilityTools, known: Sequence[Mention], document: Document) -> Iterator[Mention]:
    """Yield the facilities that "one", "a third", "the other" stand for, by the word before and the place behind."""
    doc = sentence.parse
    assert doc is not None
    for token in doc if _ONE.search(sentence.text) else ():
        if token.lower_ not in _ONES or token.i == 0:
            continue
        after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        opens = token.i == 1 and after == ","  # "The first, in Lodz, makes paper"
        if not opens and (token.dep_ in {"nummod", "compound", "amod"} or token.lower_ in {"first", "other"}):
            continue
        phrase = phrase_around(sentence, token)
        alone = token.lower_ != "one" or phrase.determiner == "another"
        bare = token.lower_ in {"one", "another"} and not phrase.determiner and not phrase.modifiers
        before = doc[token.i - 1]
        acted = before.lemma_.lower() in tools.building | tools.running
        if bare and (after not in {"in", "at", "near", "outside", ","} or (before.text not in _BESIDE and not acted)):
            continue  # "one in five plants", "one of Ohio's mills"
        if not bare and (phrase.determiner not in {"another", "the", "a"} or not (phrase.modifiers or alone)):
            continue
        model = None if _is_something_else(sentence, token, tools) else _model(sentence, token, tools, known, document)
        if model is None:
            continue
        behind = token.i + 1 if token.i + 1 < len(doc) and doc[token.i + 1].text == "," else token.i
        named = _apposed_name(sentence, behind, tools)
        last = place_end(sentence, named.stop - 1 if named else behind, tools)
        if last == (named.stop - 1 if named else behind) or doubted(token, tools.doubt, known=False):
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
        if named:
            core = sentence.text[doc[named.start].idx : doc[named.stop - 1].idx + len(doc[named.stop - 1])]
            at = sentence.start + doc[named.start].idx
            mention = replace(mention, start=at, end=at + len(core), form="name", name=core)
        told = {"head": word, "core": core}
        features = tuple((k, told.get(k, v)) for k, v in mention.features if k != "definite")
        yield replace(mention, rule="facility-one", features=(*features, ("ordinal", "another")))


def _is_something_else(sentence: Sentence, token: "Token", tools: FacilityTools) -> bool:
    """Tell whether "one" is said of what is no plant: "Her complaint is a familiar one in Kedah"."""
    subjects = [c for c in token.head.children if c.dep_ in {"nsubj", "nsubjpass"}] if token.dep_ == "attr" else []
    plants = {head.i for head, _, _ in heads(sentence, tools.lexicon, "Facility")} if subjects else set()
    return any(s.i not in plants and s.pos_ == "NOUN" for s in subjects)


def _apposed_name(sentence: Sentence, comma: int, tools: FacilityTools) -> range | None:
    """Return the tokens of a name that nobody else has behind a comma: "the first, AX1 in Toufen"."""
    doc = sentence.parse
    assert doc is not None
    if doc[comma].text != ",":
        return None
    end = comma + 1
    while end < len(doc) and end < comma + 4 and (is_cap(doc[end]) or (doc[end].like_num and end > comma + 1)):
        end += 1
    taken = end > comma + 1 and any(overlapping(tools.others, *span(sentence, comma + 1, end - 1)))
    return range(comma + 1, end) if end > comma + 1 and not taken else None


def _model(
    sentence: Sentence, token: "Token", tools: FacilityTools, known: Sequence[Mention], document: Document
) -> tuple[str, Entry, str | None] | None:
    """Return head word, entry and operator of the last facility word, here or up to two sentences before."""
    for index in range(sentence.index, sentence.index - 3, -1):
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
