"""Mines and mining projects by name: "its Tarka Lithium Project in Mali", "the Molvar Mine"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.facility_mining import MiningWords
from kg.extract.facility_places import context_of
from kg.extract.facility_reach import place_end
from kg.extract.facility_terms import FacilityTools, facility_mention
from kg.extract.heads import headline_case
from kg.extract.phrases import Phrase, is_cap, phrase_around
from kg.extract.surroundings import overlapping
from kg.lexicon import Entry
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

# "The Sakoro project located in Mali".
_IN: Final = re.compile(r",? (?:(?:is )?(?:located|situated) )?in (?:the )?(?:[a-z]+(?:ern|al) )?")
_NEAR: Final = 110
_OFTEN: Final = 4
_RULE: Final = "facility-project"


def is_about_mining(text: str, words: MiningWords) -> bool:
    """Say whether an article speaks of mining often enough that its projects are mines."""
    return len(words.mining.findall(text)) >= _OFTEN


def projects(
    sentence: Sentence, tools: FacilityTools, known: Sequence[Mention], *, mining: bool = False
) -> Iterator[Mention]:
    """Yield the mining projects and mines that a sentence names and ties to an owner, a place or an act of making.

    `known` are the facilities found so far: what one of them covers is not told again. `mining`: the article is about
    mining, so that the sentence need not say so.
    """
    doc, words = sentence.parse, tools.mining
    if doc is None or not any(h in sentence.text.lower() for h in words.heads) or headline_case(sentence):
        return
    entry = next((e for e in tools.lexicon.entries if e.denotes == "Facility" and "factory" in e.forms), None)
    for head in doc if entry is not None and (mining or words.mining.search(sentence.text)) else ():
        phrase = _phrase(sentence, head, tools, mining) if head.lower_ in words.heads else None
        if phrase is None or any(m.start < phrase.end and phrase.start < m.end for m in known):
            continue
        if any(overlapping(tools.others, phrase.start, phrase.end, "Plan")):
            continue
        assert entry is not None
        yield from _mention(sentence, phrase, entry, tools, known, mining=mining)


def _phrase(sentence: Sentence, head: "Token", tools: FacilityTools, mining: bool) -> Phrase | None:
    """Return the name that ends in a head word, or None: "Rio Grande Project", "Zulu lithium and tantalum project"."""
    doc, i = head.doc, head.i
    if i + 1 < len(doc) and is_cap(doc[i + 1]):
        return None  # "Mine Safety Act"
    places = [(m.start, m.end) for m in tools.others if m.type in PLACES]
    if is_cap(head):
        phrase = phrase_around(sentence, head, places=places)
        ends = i > 0 and (is_cap(doc[i - 1]) or doc[i - 1].text in {")", "”", '"'})
        named = next((t.i for t in phrase.modifiers if is_cap(t) and t.text[0].isalpha()), i)
        return replace(phrase, first=named) if ends and named < i else None
    last = i - 1
    while last > 0 and tools.mining.kind.fullmatch(doc[last].lower_) and not is_cap(doc[last]):
        last -= 1
    if last < 0 or not _is_name(doc[last]):
        return None
    phrase = phrase_around(sentence, doc[last], places=places)
    first = last
    while first > phrase.first and _is_name(doc[first - 1]):
        first -= 1
    nobody = [t for t in doc[first : last + 1] if not any(overlapping(tools.others, *sentence.span_of(t)))]
    told = tools.mining.tells.search(sentence.text[doc[last].idx + len(doc[last].text) : head.idx + len(head.text)])
    own = mining and (phrase.possessive or phrase.owner is not None or _is_sited(sentence, head, tools))
    if not nobody or not (told or own) or not phrase.definite:
        return None
    return replace(phrase, first=first, head=i, last=i)


def _is_sited(sentence: Sentence, head: "Token", tools: FacilityTools) -> bool:
    """Whether the place where a project lies stands right behind it: "the Sakoro project located in Mali"."""
    if not (tools.mining.mining.search(sentence.text) or tools.mining.worked.search(sentence.text)):
        return False
    end = sentence.span_of(head)[1]
    behind = _IN.match(sentence.text, end - sentence.start)
    at = sentence.start + behind.end() if behind else -1
    return any(m.start == at for m in tools.others if m.type in PLACES)


def _is_name(token: "Token") -> bool:
    return is_cap(token) and token.tag_ in {"NNP", "NNPS"}


def _mention(
    sentence: Sentence,
    phrase: Phrase,
    entry: Entry,
    tools: FacilityTools,
    known: Sequence[Mention],
    *,
    mining: bool,
) -> Iterator[Mention]:
    head = phrase.doc[phrase.head]
    context = context_of(sentence, replace(phrase, last=place_end(sentence, phrase.last, tools)), head, tools)
    mention = facility_mention(sentence, phrase, head, entry, context, tools, "name", None)
    mention = replace(
        mention, rule=_RULE, features=tuple(_dug(sentence, k, v, tools.mining) for k, v in mention.features)
    )
    if tools.mining.not_dug.search(mention.name):
        return
    tied = context.operators or context.own or context.places or tools.mining.tells.search(mention.name)
    about = mining and phrase.determiner == "the" and tools.mining.mining.search(sentence.text)
    if tied or about or any(is_same_project(mention, m, tools.mining) for m in known):
        yield mention


def _dug(sentence: Sentence, key: str, value: str, words: MiningWords) -> tuple[str, str]:
    """Return a feature of a mine: where brine is pumped there is a mine no more than a factory, so no kind is told."""
    return (key, "" if words.brine.search(sentence.text) else "mine") if key == "code" else (key, value)


def without_prospects(document: Document, mentions: Sequence[Mention], words: MiningWords) -> list[Mention]:
    """Return the mentions without the projects where ore is only looked for, or that only lie near what is told of."""
    told = [(m, _around(document, m)) for m in mentions if m.rule == _RULE]
    kept: list[Mention] = []
    for mention in mentions:
        mine = [(o, text) for o, text in told if o is mention or is_same_project(mention, o, words)]
        worked = any(words.worked.search(text) for _, text in mine)
        sought = any(words.sought.search(text) or words.held.search(_sentence_of(document, o)) for o, text in mine)
        if worked or not sought:
            kept.append(mention)
    return kept


def _sentence_of(document: Document, mention: Mention) -> str:
    sentence = document.sentence_at(mention.start)
    return sentence.text if sentence is not None else ""


def _around(document: Document, mention: Mention) -> str:
    """Return the words of the sentence near a mention, without its own."""
    sentence = document.sentence_at(mention.start)
    low, high = (sentence.start, sentence.end) if sentence is not None else (mention.start, mention.end)
    before = document.text[max(low, mention.start - _NEAR) : mention.start]
    return f"{before} · {document.text[mention.end : min(high, mention.end + _NEAR)]}"


def is_same_project(mention: Mention, other: Mention, words: MiningWords) -> bool:
    """Whether two mentions are names of one mining project: "Carter Ranch ISR Project", "Carter Ranch Project"."""
    if mention.rule != _RULE or other.rule != _RULE:
        return False
    mine, theirs = _proper(mention, words), _proper(other, words)
    return bool(mine and theirs) and mine[0] == theirs[0] and (set(mine) <= set(theirs) or set(theirs) <= set(mine))


def _proper(mention: Mention, words: MiningWords) -> list[str]:
    """Return the words of a project's name that are its own, not those for what is dug."""
    own = re.findall(r"[\w’'.&]+", mention.name.lower())
    return [w for w in own if w not in words.heads and not words.kind.fullmatch(w)]


def is_other_project(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mining project or mine shares no word of its name with the mentions of another facility."""
    if not any(m.rule == _RULE for m in (mention, *others)):
        return False
    mine = {v for k, v in mention.features if k == "proper"}
    return not any(mine & {v for k, v in m.features if k == "proper"} for m in others)
