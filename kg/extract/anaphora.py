"""Anaphors: "the ministry", "the automaker", "its", "it", "there" attached to the entity that they stand for.

By rules: class, number, words repeated, recency, subjects before objects. What stays uncertain is left out.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.anaphor_targets import (
    bureau_meant,
    company_meant,
    facility_meant,
    place_meant,
    plan_meant,
    region_meant,
)
from kg.extract.discourse import Discourse, Found
from kg.extract.document import Document, Sentence
from kg.extract.facility_family import is_park
from kg.extract.phrases import Phrase, is_cap, phrase_around
from kg.extract.pronouns import pronouns
from kg.lexicon import Entry, Lexicon
from kg.model import Entity, EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLASSES: Final[dict[str, EntityType]] = {
    "anaphor-city": "City",
    "anaphor-region": "Region",
    "anaphor-country": "Country",
    "anaphor-bureau": "Bureau",
    "anaphor-company": "Company",
    "anaphor-plan": "Plan",
    "anaphor-plan-any": "Plan",
    "anaphor-facility": "Facility",
    "anaphor-facility-any": "Facility",
}
# What stands between a name and what explains it, and behind that.
_EXPLAINING: Final = re.compile(r"(?:,| [–—-]) (?:(?:the|its|their|our) )?(?:[\w-]+['’]s )?")
_CLOSED: Final = re.compile(r"\s*(?:[,.;)–—]|$|(?:that|which|for|to|until|through|with)\b)")
_DETERMINERS: Final = frozenset({"the", "this", "that", "these"})
_PLURAL_PLANS: Final = frozenset({"guidelines", "programs", "programmes", "measures", "works"})


def attach(document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> dict[str, list[Mention]]:
    """Return the anaphors of an article by the id of the entity that each stands for."""
    discourse = Discourse(document, entities, lexicon)
    found: dict[str, list[Mention]] = defaultdict(list)
    for sentence in document.sentences:
        if sentence.parse is None or sentence.kind == "title":
            continue
        for start, end, entity, rule, confidence in sorted(
            (*_phrases(sentence, discourse, lexicon), *pronouns(sentence, discourse)), key=lambda x: (x[0], x[1])
        ):
            text = re.sub(r"\s+", " ", document.text[start:end])
            found[entity.id].append(Mention(start, end, entity.type, "anaphor", text, rule, confidence))
    return found


def _phrases(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> list[Found]:
    out: list[Found] = []
    for head, roles in _anaphor_words(sentence, lexicon):
        phrase = phrase_around(sentence, head)
        coming = _plan_to_come(phrase, head, sentence, discourse) if "anaphor-plan" in roles else None
        if coming is not None:
            start = sentence.span_of(phrase.doc[phrase.first])[0]
            out.append((start, phrase.end, coming, "anaphor-plan-ahead", 0.8))
            discourse.add(coming, start, phrase.end)
            continue
        if not _anaphoric(phrase, head, discourse):
            continue
        for role in roles:
            entity = _apposed(role, phrase, sentence, discourse) or _resolve(role, phrase, head, sentence, discourse)
            if entity is not None:
                start = sentence.span_of(phrase.doc[_with_determiner(phrase)])[0]
                out.append((start, phrase.end, entity, f"anaphor-{entity.type.lower()}", 0.8))
                discourse.add(entity, start, phrase.end)
                break
    return out + _latter(sentence, discourse)


def _apposed(role: str, phrase: Phrase, sentence: Sentence, discourse: Discourse) -> Entity | None:
    """Return the named plan that a phrase explains: "Bihar Weaves 2030, *the state's first textile roadmap*"."""
    if _CLASSES[role] != "Plan":
        return None
    text, start = discourse.document.text, sentence.span_of(phrase.doc[phrase.first])[0]
    if not _CLOSED.match(text, phrase.end):
        return None
    for said in discourse.before(sentence, start, frozenset({"Plan"}), reach=0):
        named = any(m.start == said.start and m.end == said.end and m.form == "name" for m in said.entity.mentions)
        if named and _EXPLAINING.fullmatch(text, said.end, start):
            return said.entity
    return None


def _plan_to_come(phrase: Phrase, head: "Token", sentence: Sentence, discourse: Discourse) -> Entity | None:
    """Return the plan that the lead announces without its name: "a strategy … . The Steel Strategy, issued by"."""
    free = discourse.free(*_token_span(phrase, head))
    if phrase.determiner not in {"a", "an"} or head.tag_ != "NN" or phrase.owner is not None or not free:
        return None
    plans = sorted((e for e in discourse.entities if e.type == "Plan"), key=lambda e: e.mentions[0].start)
    bare = all(t.lower_ in {"new", "action", "a", "an", "draft", "three-year", "five-year"} for t in phrase.modifiers)
    if not plans or not bare:
        return None
    first = plans[0].mentions[0]
    there = discourse.document.sentence_at(first.start)
    near = there is not None and 0 < there.index - sentence.index <= 2
    same = (first.feature("head") or "").rstrip("s") == head.lower_.replace("programme", "program")
    return plans[0] if near and first.form == "name" and same else None


def _anaphor_words(sentence: Sentence, lexicon: Lexicon) -> list[tuple["Token", list[str]]]:
    """Return the last words of the lexicon's anaphors in a sentence with their roles."""
    roles: dict[int, list[str]] = defaultdict(list)
    for hit in sentence.hits:
        entry = lexicon.by_iri.get(hit.entry)
        if not isinstance(entry, Entry):
            continue
        role = "anaphor-facility" if entry.denotes == "Facility" else entry.role
        if role in _CLASSES:
            tokens = sentence.tokens(hit.start, hit.end)
            if tokens and tokens[-1].tag_ in {"NN", "NNS", "NNP", "NNPS"} and role not in roles[tokens[-1].i]:
                roles[tokens[-1].i].append(role)
    doc = sentence.parse
    assert doc is not None
    return [(doc[i], sorted(found)) for i, found in sorted(roles.items())]


def _with_determiner(phrase: Phrase) -> int:
    first = phrase.first
    return first - 1 if first > 0 and phrase.doc[first - 1].lower_ in _DETERMINERS else first


def _anaphoric(phrase: Phrase, head: "Token", discourse: Discourse) -> bool:
    """Whether a phrase is definite, free, and not told apart by a complement of its own."""
    place_owner = phrase.owner is not None
    if phrase.determiner not in _DETERMINERS and not place_owner:
        return False
    if head.tag_ in {"NNS", "NNPS"} and (
        phrase.determiner == "these" or head.lower_ not in _PLURAL_PLANS or any(t.like_num for t in phrase.modifiers)
    ):
        return False
    if not discourse.free(*_token_span(phrase, head)):
        return False
    doc = head.doc
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if following is None:
        return True
    if not discourse.free(*phrase.sentence.span_of(following)) and is_cap(following):
        return False  # "the American company Micron": the name follows
    if following.lower_ in {"of"} or (following.text == "-" and not following.whitespace_):
        return False
    if head.dep_ in {"compound", "nmod", "amod"} and head.head.i > head.i:
        return False
    if following.lower_ in {"to", "for"} and any(following in c.subtree for c in head.children):
        return False
    return not (following.tag_ in {"NN", "NNS"} and following.head.i != head.i and head.head.i == following.i)


def _token_span(phrase: Phrase, head: "Token") -> tuple[int, int]:
    return phrase.sentence.span_of(head)


def _resolve(role: str, phrase: Phrase, head: "Token", sentence: Sentence, discourse: Discourse) -> Entity | None:
    kind = _CLASSES[role]
    if phrase.owner is not None and kind != "Plan":
        return None
    if kind == "City":
        return place_meant(discourse, sentence, phrase, kind)
    if kind in {"Region", "Country"}:
        return region_meant(discourse, sentence, phrase, head, kind)
    if kind == "Bureau":
        return bureau_meant(discourse, sentence, phrase, head)
    if kind == "Company":
        return company_meant(discourse, sentence, phrase)
    if kind == "Plan":
        return plan_meant(discourse, sentence, phrase, head, any_head=role.endswith("-any"))
    return facility_meant(discourse, sentence, phrase, head, any_head=role.endswith("-any"))


def _latter(sentence: Sentence, discourse: Discourse) -> list[Found]:
    """Read "the latter": the last of the two things of one class in the sentence before."""
    doc = sentence.parse
    assert doc is not None
    out: list[Found] = []
    for token in doc if "latter" in sentence.text.lower() else ():
        if token.lower_ != "latter" or token.i == 0 or doc[token.i - 1].lower_ != "the":
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].tag_.startswith("NN"):
            continue
        start, end = sentence.span_of(doc[token.i - 1])[0], sentence.span_of(token)[1]
        before = [s for s in discourse.said[sentence.index] if s.end <= start] or discourse.said[sentence.index - 1]
        for kind in ("Plan", "Facility", "Company", "City"):
            things = [s for s in before if s.entity.type == kind and not is_park(s.entity)]
            if len({s.entity.id for s in things}) == 2:
                entity = max(things, key=lambda s: s.start).entity
                out.append((start, end, entity, "anaphor-latter", 0.8))
                discourse.add(entity, start, end)
                break
    return out
