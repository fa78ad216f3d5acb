"""What a definite noun phrase stands for, class by class: "the city", "the ministry", "the old plan"."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import Discourse, Said, distinct, is_aside, main_company, weight
from kg.extract.document import Sentence
from kg.extract.naming import plan_words, words
from kg.extract.phrases import YEARS, Phrase, is_cap
from kg.lexicon import Lexicon, alternation
from kg.model import PLACES, Entity, EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

EMPTY_WORDS: Final = frozenset(
    "the this that same whole entire new said former old latter current present own big large giant huge".split()
)
_UNITS: Final = frozenset(
    "trillion bn mn sq m sqm metre meter metres meters dong yuan euro euros dollar dollars rupee rupees baht won peso"
    " pesos real reais ringgit rupiah dirham dirhams rand naira shilling shillings yen pound pounds".split()
)
NEAR: Final = 4
_DISTRICTS: Final = frozenset({"district", "county", "zone", "island", "prefecture"})


def place_meant(discourse: Discourse, sentence: Sentence, phrase: Phrase, kind: EntityType) -> Entity | None:
    """Return the city meant: the only one, or the one spoken of last if it is also the most spoken of nearby."""
    all_of_kind = [e for e in discourse.entities if e.type == kind and e.mentions[0].start < phrase.start]
    if len(all_of_kind) == 1:
        return all_of_kind[0]
    near = [s for s in discourse.before(sentence, phrase.start, frozenset({kind}), NEAR) if not is_aside(discourse, s)]
    candidates = distinct(iter(near))
    if not candidates:
        owners = [e for e in all_of_kind if weight(e) == max(map(weight, all_of_kind))]
        return owners[0] if len(owners) == 1 and weight(owners[0]) > 1 else None
    if len(candidates) == 1:
        return candidates[0]
    same = distinct(s for s in near if s.sentence == near[0].sentence)
    if len(same) == 1:
        return same[0]
    heaviest = max(candidates, key=lambda e: (weight(e), -e.mentions[0].start))
    return heaviest if weight(heaviest) >= 2 * min(weight(c) for c in candidates if c is not heaviest) else None


def region_meant(
    discourse: Discourse, sentence: Sentence, phrase: Phrase, head: "Token", kind: EntityType
) -> Entity | None:
    """Return the region or country meant, by the word for it and by nearness."""
    word = head.lower_
    near = [s for s in discourse.before(sentence, phrase.start, frozenset({kind})) if not is_aside(discourse, s)]
    candidates = distinct(iter(near))
    if word in _DISTRICTS:
        candidates = [e for e in candidates if any(word in words(m.name) for m in e.mentions)]
    elif word == "bloc":
        candidates = [e for e in candidates if {"eu", "union"} & {w for m in e.mentions for w in words(m.name)}]
    elif kind == "Region":
        candidates = [
            e for e in candidates if not any(set(words(m.name)) & (_DISTRICTS | {"eu", "union"}) for m in e.mentions)
        ]
    if phrase.modifiers and any(t.ent_type_ in {"NORP", "GPE"} for t in phrase.modifiers):
        return None
    if len(candidates) == 1:
        return candidates[0]
    close = distinct(s for s in near if s.entity in candidates and sentence.index - s.sentence <= 2)
    return close[0] if len(close) == 1 else None


def bureau_meant(discourse: Discourse, sentence: Sentence, phrase: Phrase, head: "Token") -> Entity | None:
    """Return the agency meant: one whose name has the same head word."""
    word = head.lower_
    if head.text == "Administration" and _governing(discourse.lexicon).search(discourse.document.text):
        return None  # a president's
    telling = [t.lower_ for t in phrase.modifiers if t.lower_ not in EMPTY_WORDS]
    named = [
        e
        for e in discourse.entities
        if e.type == "Bureau"
        and any(word in words(m.name) for m in e.mentions if m.form != "anaphor")
        and all(any(t in words(m.name) for m in e.mentions) for t in telling)
    ]
    near = distinct(s for s in discourse.before(sentence, phrase.start, frozenset({"Bureau"})) if s.entity in named)
    if len(near) == 1:
        return near[0]
    if not named and word == "agency" and not telling:
        # Boards, funds and offices are agencies, too, whatever their names say.
        lately = distinct(discourse.before(sentence, phrase.start, frozenset({"Bureau"}), 1))
        return lately[0] if len(lately) == 1 else None
    close = distinct(s for s in discourse.before(sentence, phrase.start, frozenset({"Bureau"}), 2) if s.entity in named)
    return close[0] if len(close) == 1 else None


@lru_cache(maxsize=4)
def _governing(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what says whose an administration is that is no agency: "our Administration", a president's by name."""
    presidents = alternation(f for e in lexicon.with_role("president") for f in e.forms)
    return re.compile(rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|President['’]s|{presidents}) Administration\b")


def company_meant(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """Return the company spoken of last in this paragraph, else the only one of the one before, else the only one."""
    block = sentence.block
    near = [
        s
        for s in discourse.before(sentence, phrase.start, frozenset({"Company"}), NEAR)
        if discourse.document.sentences[s.sentence].block == block and not _speaker_aside(discourse, s)
    ]
    if near:
        first = [s for s in near if s.sentence == near[0].sentence]
        subjects = distinct(s for s in first if s.main) or distinct(s for s in first if s.subject)
        candidates = subjects or distinct(iter(first))
        return candidates[0] if len(candidates) == 1 else None
    back = distinct(discourse.before(sentence, phrase.start, frozenset({"Company"}), 3))
    if len(back) == 1:
        return back[0]
    everyone = [e for e in discourse.entities if e.type == "Company"]
    if len(everyone) == 1 and everyone[0].mentions[0].start < phrase.start:
        return everyone[0]
    return main_company(discourse)


def _speaker_aside(discourse: Discourse, said: Said) -> bool:
    """Whether a company is only named as somebody's parent, partner or owner."""
    before = discourse.document.text[max(0, said.start - 24) : said.start].lower()
    return bool(
        re.search(r"(?:owned by|subsidiary of|unit of|parent,? |together with|alongside|with) (?:the )?$", before)
    )


def plan_meant(
    discourse: Discourse, sentence: Sentence, phrase: Phrase, head: "Token", *, any_head: bool
) -> Entity | None:
    """Return the plan meant: of its owner, of its head word and modifiers, the nearest one."""
    plans = frozenset({"Plan"})
    if phrase.owner is not None:
        owned = _owned_plan(discourse, sentence, phrase)
        return owned if owned is not None and not _other_name(phrase, owned) else None
    modifiers = {t.lower_ for t in phrase.modifiers} - EMPTY_WORDS
    mine = plan_words(" ".join(sorted(modifiers)))
    said = list(discourse.before(sentence, phrase.start, plans))
    candidates = [
        e
        for e in distinct(iter(said), 12)
        if (any_head or _same_head(head, e)) and mine <= frozenset().union(*(plan_words(m.name) for m in e.mentions))
    ]
    if "old" in {t.lower_ for t in phrase.modifiers}:
        dated = [(min(y), e) for e in candidates if (y := _years(e))]
        return min(dated, key=lambda p: p[0])[1] if len(dated) > 1 else None
    dates = {t.text for t in phrase.modifiers if YEARS.fullmatch(t.text)}
    if dates:  # "under the 2021 policy"
        candidates = [e for e in candidates if dates & set(_years(e))]
    if not candidates:
        return None
    exact = [e for e in candidates if _same_head(head, e)]
    pool = exact or candidates
    close = [s.entity for s in said if s.entity in pool and sentence.index - s.sentence <= 3]
    if close:
        return close[0]
    return pool[0] if len(pool) == 1 or weight(pool[0]) > max(weight(e) for e in pool[1:]) else None


def _other_name(phrase: Phrase, plan: Entity) -> bool:
    """Whether a phrase holds a name that is none of a plan's: "the ministry's *Smart Yard* initiative"."""
    known = {w for m in plan.mentions for w in words(m.name)}
    capitals = [w for t in phrase.modifiers if is_cap(t) for w in words(t.text)]
    return any(w not in known for w in capitals)


def _years(entity: Entity) -> list[str]:
    return [y for m in entity.mentions for y in (m.feature("years") or "").split()]


def _same_head(head: "Token", entity: Entity) -> bool:
    word = head.lower_.replace("programme", "program").rstrip("s")
    return any((m.feature("head") or "").rstrip("s") == word for m in entity.mentions)


def _owned_plan(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """Return the plan of a place: "Zhejiang's plan", "the city's plan"."""
    assert phrase.owner is not None
    start = sentence.span_of(phrase.doc[phrase.owner[0]])[0]
    end = sentence.span_of(phrase.doc[phrase.owner[1]])[1]
    owners = [
        s.entity
        for s in discourse.said[sentence.index]
        if s.start < end and start < s.end and s.entity.type in PLACES | {"Bureau"}
    ]
    if not owners:
        return None
    names = {w for m in owners[0].mentions if m.form != "anaphor" for w in words(m.name)}
    linked = []
    for plan in discourse.entities:
        if plan.type != "Plan":
            continue
        for mention in plan.mentions:
            near = discourse.document.sentence_at(mention.start)
            owned = mention.feature("owner") and set(words(mention.feature("owner") or "")) & names
            issuers = [
                s
                for s in (discourse.said[near.index] if near is not None else [])
                if s.entity.type == "Bureau" and names & {w for m in s.entity.mentions for w in words(m.name)}
            ]
            if owned or issuers:
                linked.append(plan)
                break
    return linked[0] if len(linked) == 1 else None


def facility_meant(
    discourse: Discourse, sentence: Sentence, phrase: Phrase, head: "Token", *, any_head: bool
) -> Entity | None:
    """Return the facility meant: one that has all telling words of the phrase, spoken of in the last sentences."""
    telling = (
        {
            t.lower_
            for t in phrase.modifiers
            if t.lower_ not in EMPTY_WORDS and not t.like_num and t.tag_ not in {"$", "HYPH", "CD"}
        }
        - {"million", "billion", "crore", "lakh", "rs", "us$", "square", "foot", "acre", "hectare", "production"}
        - _UNITS
    )
    said = list(discourse.before(sentence, phrase.start, frozenset({"Facility"})))
    candidates = []
    for entity in distinct(iter(said), 8):
        theirs = {w for m in entity.mentions for w in words(m.name)} | {
            w for m in entity.mentions for k, v in m.features if k in {"head", "place", "operator"} for w in words(v)
        }
        head_fits = head.lower_ in theirs
        # "The plant" for a park, or "the park" for a plant: never.
        general = any_head and not theirs & {"park", "line", "building"}
        if telling <= theirs and (head_fits or general or head.lower_ == "project"):
            candidates.append((entity, head_fits))
    if not candidates:
        return None
    near = [s.entity for s in said if sentence.index - s.sentence <= NEAR]
    same_head = [e for e, fits in candidates if fits and e in near]
    pool = same_head or [e for e, _ in candidates if e in near]
    if not pool:
        return candidates[0][0] if len({e.id for e in discourse.entities if e.type == "Facility"}) == 1 else None
    first = next(s for s in said if s.entity in pool)
    rivals = {s.entity.id for s in said if s.sentence == first.sentence and s.entity in pool}
    return first.entity if len(rivals) == 1 or first.subject else None
