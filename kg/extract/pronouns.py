"""Pronouns: "it", "its", "they", "there", "we" and what they stand for, where that is certain."""

import re
from typing import TYPE_CHECKING, Final

from kg.extract.discourse import SUBJECTS, Discourse, Found, Said, distinct, is_aside, main_company
from kg.extract.document import Sentence
from kg.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token


# What a token that the function below reads can begin with; most sentences have none.
_PRONOUN: Final = re.compile(r"(?<![a-z])(?:it|they|their|there|we|our)", re.I)


def pronouns(sentence: Sentence, discourse: Discourse) -> list[Found]:
    """Return the pronouns of a sentence that surely stand for something, and add them to the discourse."""
    doc = sentence.parse
    assert doc is not None
    out: list[Found] = []
    for token in doc if _PRONOUN.search(sentence.text) else ():
        word = token.lower_
        entity: Entity | None = None
        if word == "its" and token.head.lower_ in discourse.sites and (owner := _owner(token, sentence, discourse)):
            entity = owner
        elif word == "its" and (apposed := _apposed(token, sentence, discourse)):
            entity = apposed
        elif word in {"it", "its", "itself"} and not _empty_it(token):
            entity = _it(token, sentence, discourse)
        elif word in {"they", "their"}:
            entity = _it(token, sentence, discourse, types=frozenset({"Company"}), near_only=True)
            entity = entity or _plural_plan(token, sentence, discourse)
        elif word == "there" and token.dep_ == "advmod":
            entity = _there(token, sentence, discourse)
        elif word in {"we", "our"}:
            entity = main_company(discourse)
        if entity is None:
            continue
        start, end = sentence.span_of(token)
        if discourse.free(start, end):
            out.append((start, end, entity, f"anaphor-{word}", 0.7))
            discourse.add(entity, start, end)
    return out


# "It is due to open": these say something of a thing; "it is hard to say" does not.
_RAISING: Final = frozenset("due set able unable ready likely unlikely poised bound sure willing keen about".split())


def _empty_it(token: "Token") -> bool:
    """Whether "it" stands for nothing: "it is hoped that", "it has been claimed", "it is expected to rain"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return False
    clause = any(c.dep_ in {"ccomp", "csubj"} for c in verb.children) and verb.tag_ == "VBN"
    adjective = verb.lemma_ == "be" and any(
        c.dep_ == "acomp" and c.lower_ not in _RAISING and any(g.dep_ in {"ccomp", "xcomp"} for g in c.children)
        for c in verb.children
    )
    return clause or adjective


# Words for plans that are called by a plural.
PLURAL_PLANS: Final = frozenset("guidelines programs programmes measures opinions regulations rules provisions".split())
_THINGS: Final = frozenset({"Company", "Bureau", "Plan", "Facility", "City", "Region", "Country"})


def _it(
    token: "Token",
    sentence: Sentence,
    discourse: Discourse,
    types: frozenset[str] = _THINGS,
    *,
    near_only: bool = False,
) -> Entity | None:
    offset = sentence.span_of(token)[0]
    subject_here = token.dep_ in SUBJECTS
    if subject_here and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.head.children):
        return None
    if token.lower_ == "it" and not subject_here:
        return _object_it(token, sentence, discourse, types)
    governing = {a.i for a in token.ancestors}
    here = [s for s in discourse.said[sentence.index] if s.end <= offset and s.head >= 0]
    doc = token.doc
    if subject_here and token.i and doc[token.i - 1].text in {";", ":", "—", "–"}:
        # A clause of its own: what stands before it is as good as a sentence before.
        verb = next((a for a in (token, *token.ancestors) if a.pos_ == "VERB"), None)
        fits = _fitting(verb, discourse) if verb is not None else frozenset()
        return _best([s for s in here if s.entity.type in types], fits)
    commanding = [s for s in here if s.subject and doc[s.head].head.i in governing]
    if commanding:
        nearest = max(commanding, key=lambda s: (doc[s.head].head.i in governing, s.start))
        if not (subject_here and doc[nearest.head].head.i == token.head.i):
            return nearest.entity if nearest.entity.type in types else None
    if any(
        c.dep_ in SUBJECTS
        and c.i < token.i
        and c.pos_ in {"NOUN", "PROPN", "PRON"}
        and c.lower_ not in {"it", "that", "which"}
        for a in token.ancestors
        for c in a.children
        if c.i != token.i and not c.is_ancestor(token)
    ):
        return None
    if here and not subject_here:
        subjects = distinct(s for s in here if s.subject)
        if len(subjects) == 1:
            return subjects[0] if subjects[0].type in types else None
    if near_only:
        return None
    return _from_before(token, sentence, discourse, types)


def _plural_plan(token: "Token", sentence: Sentence, discourse: Discourse) -> Entity | None:
    """Return the plan that the sentence before speaks of by a plural: "The Interim Measures … . They take effect"."""
    if sentence.index == 0 or token.dep_ not in SUBJECTS:
        return None
    said = discourse.said[sentence.index - 1]
    mains = distinct(s for s in said if s.main)
    plans = [e for e in mains if e.type == "Plan" and PLURAL_PLANS & set(e.name.lower().split())]
    return plans[0] if len(mains) == len(plans) == 1 else None


def _owner(token: "Token", sentence: Sentence, discourse: Discourse) -> Entity | None:
    """Return the company of "awarded X money to process ores at its facility": plants belong to firms, not to plans.

    Only where the one subject before is no firm, and one firm stands before.
    """
    offset = sentence.span_of(token)[0]
    here = [s for s in discourse.said[sentence.index] if s.end <= offset and s.head >= 0]
    subject = next((s for s in reversed(here) if s.subject), None)
    firms = distinct(s for s in here if s.entity.type == "Company")
    if subject is None or subject.entity.type not in {"Plan", "Bureau"} or len(firms) != 1:
        return None
    return firms[0]


def _apposed(token: "Token", sentence: Sentence, discourse: Discourse) -> Entity | None:
    """Return the firm of "a venture of A, a group with its headquarters in Pune, and B": the one that is described."""
    held = token.head.head
    noun = held.head
    if token.head.dep_ != "pobj" or held.lower_ != "with" or noun.dep_ != "appos":
        return None
    offset = sentence.span_of(token)[0]
    before = [s for s in discourse.said[sentence.index] if s.end <= offset and s.head == noun.head.i]
    return next((s.entity for s in before if s.entity.type == "Company"), None)


def _object_it(token: "Token", sentence: Sentence, discourse: Discourse, types: frozenset[str]) -> Entity | None:
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
        things = distinct(iter(said))
        if things:
            return things[0] if len(things) == 1 else None
    return None


def _from_before(token: "Token", sentence: Sentence, discourse: Discourse, types: frozenset[str]) -> Entity | None:
    """Return what the sentence before offers: what fits the verb, else its subject.

    A paragraph may begin with "It": then the thing is the one that fits in the last sentences of the paragraph before.
    """
    index = sentence.index - 1
    if index < 0:
        return None
    verb = next((a for a in (token, *token.ancestors) if a.pos_ == "VERB"), None) or _predicate(token.head)
    fits = _fitting(verb, discourse) if verb is not None and token.dep_ in SUBJECTS else frozenset()
    across = discourse.document.sentences[index].block != sentence.block
    if across and not (token.i == 0 and len(fits) == 1):
        return None
    for back in range(index, max(-1, index - 2), -1):
        if discourse.document.sentences[back].kind in {"title", "heading"}:
            return None
        before = [s for s in discourse.said[back] if s.entity.type in types]
        if before or not across:
            return _best(before, fits)
    return None


def _fitting(verb: "Token", discourse: Discourse) -> frozenset[str]:
    """Return the classes that a verb can have as its subject."""
    lemma = verb.lemma_.lower()
    roles = (("Facility", "subject-facility"), ("Plan", "subject-plan"), ("Company", "subject-company"))
    return frozenset(kind for kind, role in roles if lemma in discourse.verbs[role])


def _best(before: list[Said], fits: frozenset[str]) -> Entity | None:
    """Return the one thing of a fitting class, else the one in subject position, else the one in object position."""
    if fits:
        things = [s for s in before if s.entity.type in fits]
        if len(distinct(iter(things))) == 1:
            return things[0].entity
        for ranked in ([s for s in things if s.main], [s for s in things if s.object]):
            best = distinct(iter(ranked))
            if best:
                return best[0] if len(best) == 1 else None
        return None
    mains = distinct(s for s in before if s.main)
    return mains[0] if len(mains) == 1 else None


def _predicate(verb: "Token") -> "Token | None":
    """Return the verb that tells what something is to do: "It is due to open" → open."""
    return next((t for t in verb.subtree if t.pos_ == "VERB" and t.dep_ in {"xcomp", "ccomp"}), None)


def _there(token: "Token", sentence: Sentence, discourse: Discourse) -> Entity | None:
    """Return the place or facility spoken of last in this sentence or the one before."""
    offset = sentence.span_of(token)[0]
    for reach in (0, 1):
        candidates = [
            s
            for s in discourse.said[sentence.index - reach]
            if (reach or s.end <= offset)
            and s.entity.type in {"City", "Region", "Facility"}
            and not is_aside(discourse, s)
        ]
        if candidates:
            facilities = distinct(s for s in candidates if s.entity.type == "Facility")
            if len(facilities) == 1:
                return facilities[0]
            places = distinct(reversed(candidates))
            return places[0]
    return None
