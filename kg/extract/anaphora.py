"""Anaphors: "the ministry", "the automaker", "its", "it", "there" attached to the entity that they stand for.

By rules: class, number, words repeated, recency, subjects before objects. What stays uncertain is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.naming import plan_words, words
from kg.extract.phrases import Phrase, phrase_around
from kg.extract.scene import head_of
from kg.lexicon import Entry, Lexicon
from kg.model import PLACES, Entity, EntityType, Mention

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
_DETERMINERS: Final = frozenset({"the", "this", "that", "these"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_EMPTY_WORDS: Final = frozenset(
    "the this that same whole entire new said former old latter current present own big large giant huge".split()
)
_PLURAL_PLANS: Final = frozenset({"guidelines", "programs", "programmes", "measures", "works"})
_NEAR: Final = 4
_DISTRICTS: Final = frozenset({"district", "county", "zone", "island", "prefecture"})


@dataclass(frozen=True, slots=True)
class _Said:
    """One mention of an entity where it stands: sentence, offsets, head token, whether it is a subject."""

    entity: Entity
    sentence: int
    start: int
    end: int
    head: int
    subject: bool
    main: bool


class _Discourse:
    """What has been said so far, in reading order; anaphors join as they are resolved."""

    def __init__(self, document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> None:
        self.document = document
        self.entities = entities
        self.verbs = {
            role: frozenset(v for f in lexicon.frames if f.role == role for v in f.verbs)
            for role in ("subject-facility", "subject-plan", "subject-company")
        }
        self.said: dict[int, list[_Said]] = defaultdict(list)
        for entity in entities:
            for mention in entity.mentions:
                self.add(entity, mention.start, mention.end)
        self.taken = sorted((m.start, m.end) for e in entities for m in e.mentions)

    def add(self, entity: Entity, start: int, end: int) -> None:
        sentence = self.document.sentence_at(start)
        if sentence is None:
            return
        tokens = sentence.tokens(start, end)
        head = head_of(tokens) if tokens else None
        subject = head is not None and head.dep_ in _SUBJECTS
        main = subject and head is not None and head.head.dep_ in {"ROOT", "conj"}
        said = _Said(entity, sentence.index, start, end, head.i if head is not None else -1, subject, main)
        self.said[sentence.index].append(said)
        self.said[sentence.index].sort(key=lambda s: (s.start, -s.end))

    def before(self, sentence: Sentence, offset: int, types: frozenset[str], reach: int = 99) -> Iterator[_Said]:
        """Yield mentions before an offset, the nearest sentence first; within an earlier one subjects first."""
        here = [s for s in self.said[sentence.index] if s.end <= offset and s.entity.type in types]
        yield from reversed(here)
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - reach), -1):
            if self.document.sentences[index].kind in {"title", "heading"} and reach < 99:
                continue
            there = [s for s in self.said[index] if s.entity.type in types]
            yield from sorted(there, key=lambda s: (not s.main, not s.subject, s.start))

    def free(self, start: int, end: int) -> bool:
        """Whether no mention overlaps a span."""
        return not any(s < end and start < e for s, e in self.taken)


def attach(document: Document, entities: Sequence[Entity], lexicon: Lexicon) -> dict[str, list[Mention]]:
    """Return the anaphors of an article by the id of the entity that each stands for."""
    discourse = _Discourse(document, entities, lexicon)
    found: dict[str, list[Mention]] = defaultdict(list)
    for sentence in document.sentences:
        if sentence.parse is None or sentence.kind == "title":
            continue
        for start, end, entity, rule, confidence in sorted(
            (*_phrases(sentence, discourse, lexicon), *_pronouns(sentence, discourse)), key=lambda x: (x[0], x[1])
        ):
            text = re.sub(r"\s+", " ", document.text[start:end])
            found[entity.id].append(Mention(start, end, entity.type, "anaphor", text, rule, confidence))
    return found


_Found = tuple[int, int, Entity, str, float]


def _phrases(sentence: Sentence, discourse: _Discourse, lexicon: Lexicon) -> list[_Found]:
    out: list[_Found] = []
    for head, roles in _anaphor_words(sentence, lexicon):
        phrase = phrase_around(sentence, head)
        if not _anaphoric(phrase, head, discourse):
            continue
        for role in roles:
            entity = _resolve(role, phrase, head, sentence, discourse)
            if entity is not None:
                start = sentence.span_of(phrase.doc[_with_determiner(phrase)])[0]
                out.append((start, phrase.end, entity, f"anaphor-{entity.type.lower()}", 0.8))
                discourse.add(entity, start, phrase.end)
                break
    return out + _latter(sentence, discourse)


def _anaphor_words(sentence: Sentence, lexicon: Lexicon) -> list[tuple["Token", list[str]]]:
    """Return the last words of the lexicon's anaphors in a sentence with their roles."""
    roles: dict[int, list[str]] = defaultdict(list)
    for hit in sentence.hits:
        entry = lexicon.by_iri.get(hit.entry)
        if isinstance(entry, Entry) and entry.role in _CLASSES:
            tokens = sentence.tokens(hit.start, hit.end)
            if tokens and tokens[-1].tag_ in {"NN", "NNS", "NNP", "NNPS"} and entry.role not in roles[tokens[-1].i]:
                roles[tokens[-1].i].append(entry.role)
    doc = sentence.parse
    assert doc is not None
    return [(doc[i], sorted(found)) for i, found in sorted(roles.items())]


def _with_determiner(phrase: Phrase) -> int:
    first = phrase.first
    return first - 1 if first > 0 and phrase.doc[first - 1].lower_ in _DETERMINERS else first


def _anaphoric(phrase: Phrase, head: "Token", discourse: _Discourse) -> bool:
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
    if following.lower_ in {"of"} or following.text == "-" and not following.whitespace_:
        return False
    if head.dep_ in {"compound", "nmod", "amod"} and head.head.i > head.i:
        return False
    if following.lower_ in {"to", "for"} and any(following in c.subtree for c in head.children):
        return False
    return not (following.tag_ in {"NN", "NNS"} and following.head.i != head.i and head.head.i == following.i)


def _token_span(phrase: Phrase, head: "Token") -> tuple[int, int]:
    return phrase.sentence.span_of(head)


def _resolve(role: str, phrase: Phrase, head: "Token", sentence: Sentence, discourse: _Discourse) -> Entity | None:
    kind = _CLASSES[role]
    if phrase.owner is not None and kind != "Plan":
        return None
    if kind == "City":
        return _place(discourse, sentence, phrase, kind)
    if kind in {"Region", "Country"}:
        return _region(discourse, sentence, phrase, head, kind)
    if kind == "Bureau":
        return _bureau(discourse, sentence, phrase, head)
    if kind == "Company":
        return _company(discourse, sentence, phrase)
    if kind == "Plan":
        return _plan(discourse, sentence, phrase, head, any_head=role.endswith("-any"))
    return _facility(discourse, sentence, phrase, head, any_head=role.endswith("-any"))


def _distinct(said: Iterator[_Said], limit: int = 6) -> list[Entity]:
    out: list[Entity] = []
    for item in said:
        if item.entity not in out:
            out.append(item.entity)
        if len(out) >= limit:
            break
    return out


def _weight(entity: Entity) -> int:
    return len(entity.mentions)


def _place(discourse: _Discourse, sentence: Sentence, phrase: Phrase, kind: EntityType) -> Entity | None:
    """Return the city meant: the only one, or the one spoken of last if it is also the most spoken of nearby."""
    all_of_kind = [e for e in discourse.entities if e.type == kind and e.mentions[0].start < phrase.start]
    if len(all_of_kind) == 1:
        return all_of_kind[0]
    near = [s for s in discourse.before(sentence, phrase.start, frozenset({kind}), _NEAR) if not _aside(discourse, s)]
    candidates = _distinct(iter(near))
    if not candidates:
        owners = [e for e in all_of_kind if _weight(e) == max(map(_weight, all_of_kind))]
        return owners[0] if len(owners) == 1 and _weight(owners[0]) > 1 else None
    if len(candidates) == 1:
        return candidates[0]
    same = _distinct(s for s in near if s.sentence == near[0].sentence)
    if len(same) == 1:
        return same[0]
    heaviest = max(candidates, key=lambda e: (_weight(e), -e.mentions[0].start))
    return heaviest if _weight(heaviest) >= 2 * min(_weight(c) for c in candidates if c is not heaviest) else None


def _aside(discourse: _Discourse, said: _Said) -> bool:
    """Whether a place only tells where somebody comes from ("Toulouse-based Airbus")."""
    text = discourse.document.text
    after, before = text[said.end : said.end + 15], text[max(0, said.start - 22) : said.start]
    return bool(
        re.match(r"\s*-\s*(?:based|headquartered|listed)", after)
        or re.search(r"(?:based|headquartered|listed) (?:in|at) $", before)
    )


def _region(
    discourse: _Discourse, sentence: Sentence, phrase: Phrase, head: "Token", kind: EntityType
) -> Entity | None:
    word = head.lower_
    near = [s for s in discourse.before(sentence, phrase.start, frozenset({kind})) if not _aside(discourse, s)]
    candidates = _distinct(iter(near))
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
    close = _distinct(s for s in near if s.entity in candidates and sentence.index - s.sentence <= 2)
    return close[0] if len(close) == 1 else None


def _bureau(discourse: _Discourse, sentence: Sentence, phrase: Phrase, head: "Token") -> Entity | None:
    word = head.lower_
    telling = [t.lower_ for t in phrase.modifiers if t.lower_ not in _EMPTY_WORDS]
    named = [
        e
        for e in discourse.entities
        if e.type == "Bureau"
        and any(word in words(m.name) for m in e.mentions if m.form != "anaphor")
        and all(any(t in words(m.name) for m in e.mentions) for t in telling)
    ]
    near = _distinct(s for s in discourse.before(sentence, phrase.start, frozenset({"Bureau"})) if s.entity in named)
    if len(near) == 1:
        return near[0]
    close = _distinct(
        s for s in discourse.before(sentence, phrase.start, frozenset({"Bureau"}), 2) if s.entity in named
    )
    return close[0] if len(close) == 1 else None


def _company(discourse: _Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
    """Return the company spoken of last in this paragraph, else the only one of the one before, else the only one."""
    block = sentence.block
    near = [
        s
        for s in discourse.before(sentence, phrase.start, frozenset({"Company"}), _NEAR)
        if discourse.document.sentences[s.sentence].block == block and not _speaker_aside(discourse, s)
    ]
    if near:
        first = [s for s in near if s.sentence == near[0].sentence]
        subjects = _distinct(s for s in first if s.main) or _distinct(s for s in first if s.subject)
        candidates = subjects or _distinct(iter(first))
        return candidates[0] if len(candidates) == 1 else None
    back = _distinct(discourse.before(sentence, phrase.start, frozenset({"Company"}), 3))
    if len(back) == 1:
        return back[0]
    everyone = [e for e in discourse.entities if e.type == "Company"]
    if len(everyone) == 1 and everyone[0].mentions[0].start < phrase.start:
        return everyone[0]
    return _main_company(discourse)


def _speaker_aside(discourse: _Discourse, said: _Said) -> bool:
    """Whether a company is only named as somebody's parent, partner or owner."""
    before = discourse.document.text[max(0, said.start - 24) : said.start].lower()
    return bool(
        re.search(r"(?:owned by|subsidiary of|unit of|parent,? |together with|alongside|with) (?:the )?$", before)
    )


def _main_company(discourse: _Discourse) -> Entity | None:
    """Return the company that a press release is about: it has a paragraph "About …"."""
    for entity in discourse.entities:
        if entity.type == "Company" and _weight(entity) > 2:
            for mention in entity.mentions:
                before = discourse.document.text[max(0, mention.start - 12) : mention.start]
                if re.search(r"(?:^|\n)\s*About (?:the )?$", before):
                    return entity
    return None


def _plan(discourse: _Discourse, sentence: Sentence, phrase: Phrase, head: "Token", *, any_head: bool) -> Entity | None:
    plans = frozenset({"Plan"})
    if phrase.owner is not None:
        return _owned_plan(discourse, sentence, phrase)
    modifiers = {t.lower_ for t in phrase.modifiers} - _EMPTY_WORDS
    mine = plan_words(" ".join(sorted(modifiers)))
    said = list(discourse.before(sentence, phrase.start, plans))
    candidates = [
        e
        for e in _distinct(iter(said), 12)
        if (any_head or _same_head(head, e)) and mine <= frozenset().union(*(plan_words(m.name) for m in e.mentions))
    ]
    if "old" in {t.lower_ for t in phrase.modifiers}:
        dated = [(min(y), e) for e in candidates if (y := _years(e))]
        return min(dated, key=lambda p: p[0])[1] if len(dated) > 1 else None
    if not candidates:
        return None
    exact = [e for e in candidates if _same_head(head, e)]
    pool = exact or candidates
    close = [s.entity for s in said if s.entity in pool and sentence.index - s.sentence <= 3]
    if close:
        return close[0]
    return pool[0] if len(pool) == 1 or _weight(pool[0]) > max(_weight(e) for e in pool[1:]) else None


def _years(entity: Entity) -> list[str]:
    return [y for m in entity.mentions for y in (m.feature("years") or "").split()]


def _same_head(head: "Token", entity: Entity) -> bool:
    word = head.lower_.replace("programme", "program").rstrip("s")
    return any((m.feature("head") or "").rstrip("s") == word for m in entity.mentions)


def _owned_plan(discourse: _Discourse, sentence: Sentence, phrase: Phrase) -> Entity | None:
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


def _facility(
    discourse: _Discourse, sentence: Sentence, phrase: Phrase, head: "Token", *, any_head: bool
) -> Entity | None:
    telling = {
        t.lower_
        for t in phrase.modifiers
        if t.lower_ not in _EMPTY_WORDS and not t.like_num and t.tag_ not in {"$", "HYPH", "CD"}
    } - {"million", "billion", "crore", "lakh", "rs", "us$", "square", "foot", "acre", "hectare", "production"}
    said = list(discourse.before(sentence, phrase.start, frozenset({"Facility"})))
    candidates = []
    for entity in _distinct(iter(said), 8):
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
    near = [s.entity for s in said if sentence.index - s.sentence <= _NEAR]
    same_head = [e for e, fits in candidates if fits and e in near]
    pool = same_head or [e for e, _ in candidates if e in near]
    if not pool:
        return candidates[0][0] if len({e.id for e in discourse.entities if e.type == "Facility"}) == 1 else None
    first = next(s for s in said if s.entity in pool)
    rivals = {s.entity.id for s in said if s.sentence == first.sentence and s.entity in pool}
    return first.entity if len(rivals) == 1 or first.subject else None


def _latter(sentence: Sentence, discourse: _Discourse) -> list[_Found]:
    """Read "the latter": the last of the two things of one class in the sentence before."""
    doc = sentence.parse
    assert doc is not None
    out: list[_Found] = []
    for token in doc:
        if token.lower_ != "latter" or token.i == 0 or doc[token.i - 1].lower_ != "the":
            continue
        if token.i + 1 < len(doc) and doc[token.i + 1].tag_.startswith("NN"):
            continue
        start, end = sentence.span_of(doc[token.i - 1])[0], sentence.span_of(token)[1]
        before = [s for s in discourse.said[sentence.index] if s.end <= start] or discourse.said[sentence.index - 1]
        for kind in ("Plan", "Facility", "Company", "City"):
            things = [s for s in before if s.entity.type == kind]
            if len({s.entity.id for s in things}) == 2:
                entity = max(things, key=lambda s: s.start).entity
                out.append((start, end, entity, "anaphor-latter", 0.8))
                discourse.add(entity, start, end)
                break
    return out


# Pronouns.


def _pronouns(sentence: Sentence, discourse: _Discourse) -> list[_Found]:
    doc = sentence.parse
    assert doc is not None
    out: list[_Found] = []
    for token in doc:
        word = token.lower_
        entity: Entity | None = None
        if word in {"it", "its", "itself"} and not _empty_it(token):
            entity = _it(token, sentence, discourse)
        elif word in {"they", "their"}:
            entity = _it(token, sentence, discourse, types=frozenset({"Company"}), near_only=True)
        elif word == "there" and token.dep_ == "advmod":
            entity = _there(token, sentence, discourse)
        elif word in {"we", "our"}:
            entity = _main_company(discourse)
        if entity is None:
            continue
        start, end = sentence.span_of(token)
        if discourse.free(start, end):
            out.append((start, end, entity, f"anaphor-{word}", 0.7))
            discourse.add(entity, start, end)
    return out


def _empty_it(token: "Token") -> bool:
    """Whether "it" stands for nothing: "it is hoped that", "it has been claimed", "it is expected to rain"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in _SUBJECTS:
        return False
    clause = any(c.dep_ in {"ccomp", "csubj"} for c in verb.children) and verb.tag_ == "VBN"
    adjective = verb.lemma_ == "be" and any(
        c.dep_ == "acomp" and any(g.dep_ in {"ccomp", "xcomp"} for g in c.children) for c in verb.children
    )
    return clause or adjective


_THINGS: Final = frozenset({"Company", "Bureau", "Plan", "Facility", "City", "Region", "Country"})


def _it(
    token: "Token",
    sentence: Sentence,
    discourse: _Discourse,
    types: frozenset[str] = _THINGS,
    *,
    near_only: bool = False,
) -> Entity | None:
    offset = sentence.span_of(token)[0]
    subject_here = token.dep_ in _SUBJECTS
    if subject_here and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.head.children):
        return None
    if token.lower_ == "it" and not subject_here:
        return _object_it(token, sentence, discourse, types)
    governing = set(a.i for a in token.ancestors)
    here = [s for s in discourse.said[sentence.index] if s.end <= offset and s.head >= 0]
    doc = token.doc
    commanding = [s for s in here if s.subject and doc[s.head].head.i in governing]
    if commanding:
        nearest = max(commanding, key=lambda s: (doc[s.head].head.i in governing, s.start))
        if not (subject_here and doc[nearest.head].head.i == token.head.i):
            return nearest.entity if nearest.entity.type in types else None
    if any(
        c.dep_ in _SUBJECTS
        and c.i < token.i
        and c.pos_ in {"NOUN", "PROPN", "PRON"}
        and c.lower_ not in {"it", "that", "which"}
        for a in token.ancestors
        for c in a.children
        if c.i != token.i and not c.is_ancestor(token)
    ):
        return None
    if here and not subject_here:
        subjects = _distinct(s for s in here if s.subject)
        if len(subjects) == 1:
            return subjects[0] if subjects[0].type in types else None
    if near_only:
        return None
    return _from_before(token, sentence, discourse, types)


def _object_it(token: "Token", sentence: Sentence, discourse: _Discourse, types: frozenset[str]) -> Entity | None:
    """Return what "it" as an object stands for: never the subject of its own clause, as a rule a plant or a plan."""
    offset = sentence.span_of(token)[0]
    governing = {a.i for a in token.ancestors}
    for index in (sentence.index, sentence.index - 1):
        if index < 0 or discourse.document.sentences[index].block != sentence.block:
            return None
        own = index == sentence.index
        said = [
            s
            for s in discourse.said[index]
            if s.entity.type in {"Facility", "Plan"} & types
            and (not own or s.end <= offset)
            and not (own and s.subject and token.doc[s.head].head.i in governing)
        ]
        things = _distinct(iter(said))
        if things:
            return things[0] if len(things) == 1 else None
    return None


def _from_before(token: "Token", sentence: Sentence, discourse: _Discourse, types: frozenset[str]) -> Entity | None:
    """Return what the sentence before offers: what fits the verb, else its subject."""
    index = sentence.index - 1
    if index < 0 or discourse.document.sentences[index].block != sentence.block:
        return None
    before = [s for s in discourse.said[index] if s.entity.type in types]
    if not before:
        return None
    verb = next((a for a in (token, *token.ancestors) if a.pos_ == "VERB"), None)
    subject_here = token.dep_ in _SUBJECTS
    if verb is not None and subject_here:
        lemma = verb.lemma_.lower()
        fits = {
            kind
            for kind, role in (
                ("Facility", "subject-facility"),
                ("Plan", "subject-plan"),
                ("Company", "subject-company"),
            )
            if lemma in discourse.verbs[role]
        }
        things = _distinct(s for s in before if s.entity.type in fits)
        if len(things) == 1:
            return things[0]
        mains = _distinct(s for s in before if s.main and (not fits or s.entity.type in fits))
        return mains[0] if len(mains) == 1 else None
    mains = _distinct(s for s in before if s.main)
    return mains[0] if len(mains) == 1 else None


def _there(token: "Token", sentence: Sentence, discourse: _Discourse) -> Entity | None:
    """Return the place or facility spoken of last in this sentence or the one before."""
    offset = sentence.span_of(token)[0]
    for reach in (0, 1):
        candidates = [
            s
            for s in discourse.said[sentence.index - reach]
            if (reach or s.end <= offset)
            and s.entity.type in {"City", "Region", "Facility"}
            and not _aside(discourse, s)
        ]
        if candidates:
            facilities = _distinct(s for s in candidates if s.entity.type == "Facility")
            if len(facilities) == 1:
                return facilities[0]
            places = _distinct(reversed(candidates))
            return places[0]
    return None
