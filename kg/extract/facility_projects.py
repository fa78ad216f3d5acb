"""Mines and mining projects by name: "its Tarka Lithium Project in Mali", "the Molvar Mine"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
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

_HEADS: Final = frozenset({"project", "mine"})
_ORE: Final = (
    r"lithium|uranium|graphite|nickel|copper|gold|silver|cobalt|platinum|palladium|rare[- ]earths?|tungsten|antimony"
    r"|niobium|tantalum|vanadium|manganese|titanium|fluorspar|potash|phosphate|scandium|gallium|zinc|lead|tin|iron|ore|bauxite|coal"
)
_MINING: Final = re.compile(
    rf"\b(?:mines?|mining|miners?|{_ORE}|ores|brines?|deposits?|drill(?:ing|ed|s)?|feasibility study|mineral resources?"
    r"|in-situ recovery|ISR|tailings|concentrate|critical minerals)\b",
    re.IGNORECASE,
)
# What may stand between the name and a small head: "the Zulu lithium and tantalum project".
_KIND: Final = re.compile(
    rf"(?:{_ORE}|and|&|-|–|/|oxide|mining|open|pit|underground|in|situ|brine|recovery|ISR)", re.IGNORECASE
)
_TELLS: Final = re.compile(rf"\b(?:{_ORE}|mining|mine|brine)\b", re.IGNORECASE)
# What comes out of a well, the wind or the sun is dug nowhere.
_NOT_DUG: Final = re.compile(
    r"\b(?:CBM|coal[- ]bed|gas|oil|petroleum|wind|solar|power|data|rail(?:way|road)?|road|bridge|highway|port|pipeline"
    r"|dam|tunnel|airport|canal|hydro\w*)\b",
    re.IGNORECASE,
)
_BRINE: Final = re.compile(r"\bbrines?\b|\bDLE\b|\bdirect lithium extraction\b|\bsalars?\b", re.IGNORECASE)
# Words by which a project is built or works, and words by which ore is only looked for there.
_WORKED: Final = re.compile(
    r"\b(?:construct\w*|build\w*|built|commission\w*|produc\w+|feasibility|permit\w*|licen[cs]e\w*"
    r"|operat(?!ed by|or)\w+|standby|capacity|mined|shipments?|ramp\w*|expan\w+(?! (?:drill|explor))|reopen\w*"
    r"|restart\w*|life of mine|mine life"
    r"|(?<!longer-term )(?:develop|advanc)\w* (?:of|timeline|the|its|their|our|two|three)"
    r"(?! (?:\w+ ){0,2}(?:potential|prospectivity)))\b",
    re.IGNORECASE,
)
_SOUGHT: Final = re.compile(
    r"\b(?:explor\w+|drill\w*|assays?|prospects?|claims?|discover\w+|resource-stage|longer-term|property portfolio"
    r"|historic(?:al|ally)?|abandoned|upstream|downstream|access road|adjacent|adjoining|neighbou?ring|km|option)\b",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"\b(?:property|project|exploration) portfolio\b|\bexploration (?:properties|projects)\b", re.I
)
# "The Sakoro project located in Mali".
_IN: Final = re.compile(r",? (?:(?:is )?(?:located|situated) )?in (?:the )?(?:[a-z]+(?:ern|al) )?")
_NEAR: Final = 110
_OFTEN: Final = 4
_RULE: Final = "facility-project"


def is_about_mining(text: str) -> bool:
    """Say whether an article speaks of mining often enough that its projects are mines."""
    return len(_MINING.findall(text)) >= _OFTEN


def projects(
    sentence: Sentence, tools: FacilityTools, known: Sequence[Mention], *, mining: bool = False
) -> Iterator[Mention]:
    """Yield the mining projects and mines that a sentence names and ties to an owner, a place or an act of making.

    `known` are the facilities found so far: what one of them covers is not told again. `mining`: the article is about
    mining, so that the sentence need not say so.
    """
    doc = sentence.parse
    if doc is None or not any(h in sentence.text.lower() for h in _HEADS) or headline_case(sentence):
        return
    entry = next((e for e in tools.lexicon.entries if e.denotes == "Facility" and "factory" in e.forms), None)
    for head in doc if entry is not None and (mining or _MINING.search(sentence.text)) else ():
        phrase = _phrase(sentence, head, tools, mining) if head.lower_ in _HEADS else None
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
    while last > 0 and _KIND.fullmatch(doc[last].lower_) and not is_cap(doc[last]):
        last -= 1
    if last < 0 or not _is_name(doc[last]):
        return None
    phrase = phrase_around(sentence, doc[last], places=places)
    first = last
    while first > phrase.first and _is_name(doc[first - 1]):
        first -= 1
    nobody = [t for t in doc[first : last + 1] if not any(overlapping(tools.others, *sentence.span_of(t)))]
    told = _TELLS.search(sentence.text[doc[last].idx + len(doc[last].text) : head.idx + len(head.text)])
    own = mining and (phrase.possessive or phrase.owner is not None or _is_sited(sentence, head, tools))
    if not nobody or not (told or own) or not phrase.definite:
        return None
    return replace(phrase, first=first, head=i, last=i)


def _is_sited(sentence: Sentence, head: "Token", tools: FacilityTools) -> bool:
    """Whether the place where a project lies stands right behind it: "the Sakoro project located in Mali"."""
    if not (_MINING.search(sentence.text) or _WORKED.search(sentence.text)):
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
    mention = replace(mention, rule=_RULE, features=tuple(_dug(sentence, k, v) for k, v in mention.features))
    if _NOT_DUG.search(mention.name):
        return
    tied = context.operators or context.own or context.places or _TELLS.search(mention.name)
    about = mining and phrase.determiner == "the" and _MINING.search(sentence.text)
    if tied or about or any(is_same_project(mention, m) for m in known):
        yield mention


def _dug(sentence: Sentence, key: str, value: str) -> tuple[str, str]:
    """Return a feature of a mine: where brine is pumped there is a mine no more than a factory, so no kind is told."""
    return (key, "" if _BRINE.search(sentence.text) else "mine") if key == "code" else (key, value)


def without_prospects(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without the projects where ore is only looked for, or that only lie near what is told of."""
    told = [(m, _around(document, m)) for m in mentions if m.rule == _RULE]
    kept: list[Mention] = []
    for mention in mentions:
        mine = [(o, text) for o, text in told if o is mention or is_same_project(mention, o)]
        worked = any(_WORKED.search(text) for _, text in mine)
        sought = any(_SOUGHT.search(text) or _HELD.search(_sentence_of(document, o)) for o, text in mine)
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


def is_same_project(mention: Mention, other: Mention) -> bool:
    """Whether two mentions are names of one mining project: "Carter Ranch ISR Project", "Carter Ranch Project"."""
    if mention.rule != _RULE or other.rule != _RULE:
        return False
    mine, theirs = _proper(mention), _proper(other)
    return bool(mine and theirs) and mine[0] == theirs[0] and (set(mine) <= set(theirs) or set(theirs) <= set(mine))


def _proper(mention: Mention) -> list[str]:
    """Return the words of a project's name that are its own, not those for what is dug."""
    own = re.findall(r"[\w’'.&]+", mention.name.lower())
    return [w for w in own if w not in _HEADS and not _KIND.fullmatch(w)]


def is_other_project(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mining project or mine shares no word of its name with the mentions of another facility."""
    if not any(m.rule == _RULE for m in (mention, *others)):
        return False
    mine = {v for k, v in mention.features if k == "proper"}
    return not any(mine & {v for k, v in m.features if k == "proper"} for m in others)
