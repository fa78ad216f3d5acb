"""Who is named as the source of a number."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.attribution import source_of, speaker
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import verb_above
from kg.extract.measures.voices import Voices, voice
from kg.extract.modality import Cues, matched_verb
from kg.extract.saying import PAPERS_SAY
from kg.extract.scene import SUBJECT, Scene, child
from kg.model import PLACES, Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

_MINISTRY = re.compile(r"\b(?:Ministry|Department)\b")
_ANNOUNCE = frozenset({"announce", "declare"})


def source(
    quantity: Quantity, cues: Cues, before: str | None, entities: Iterable[Entity] = (), said: Voices | None = None
) -> str | None:
    """Return the id of the source: a body or company that is quoted, or a plan that "says" or is cited, or None.

    `entities` are those of the article, among which a minister's ministry is looked for; `said` tells for whom its
    people speak.
    """
    found = source_of(quantity.scene, quantity.token, cues, before)
    verb = verb_above(quantity.anchor)
    if verb is not None and verb.lemma_ == "put":
        # "puts the cost at …" reports; "is putting … into its plant" does not.
        agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children), None)
        at = any(c.dep_ == "prep" and c.lower_ == "at" for c in verb.children)
        at = at and not any(c.dep_ == "prt" for c in verb.children)
        ref = speaker(quantity.scene, agent, cues) if agent is not None and at else None
        if ref is not None:
            found = ref.entity.id
        elif not at:
            found = source_of(quantity.scene, quantity.token, cues, before, silent=verb)
    found = found or _plan_source(quantity, cues) or _of_sentence(quantity, cues, before)
    found = found or _ministry(quantity, cues, entities) or voice(quantity.scene, quantity.token, said or {})
    if found is None or _dateline(quantity.scene, found) or _behind_semicolon(quantity, found):
        return None
    return found


def _ministry(quantity: Quantity, cues: Cues, entities: Iterable[Entity]) -> str | None:
    """Return the one ministry of the article for which a minister speaks: "Industry Minister Kos told a hearing"."""
    for token in quantity.token.doc:
        if token.lower_ not in ("minister", "secretary") or token.text.islower():
            continue
        name = token
        while name.dep_ in ("compound", "nmod", "appos") and name.head.i != name.i:
            name = name.head
        verb = name.head
        speaks = name.dep_ == "nsubj" and matched_verb(verb, cues.said.verbs) is not None
        if not speaks or not (_quotes(verb, quantity.token) or _closes(verb, quantity.token)):
            continue
        before = [
            t.lower_ for t in token.doc[max(0, token.i - 3) : token.i] if t.dep_ == "compound" and t.text.istitle()
        ]
        behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
        of = behind[1:2] if behind[:1] in (["of"], ["for"]) else []
        if {"prime", "chief", "foreign", "press", "general"} & {*before} or (token.lower_ == "secretary" and not of):
            continue
        ministries = [e for e in entities if e.type == "Bureau" and _MINISTRY.search(e.name)]
        told = [e for e in ministries if {*before[-1:], *of} <= {*e.name.lower().replace(",", "").split()}]
        if len(told) == 1:
            return told[0].id
    return None


def _closes(verb: "Token", token: "Token") -> bool:
    """Whether a sentence ends with its speaker, whom the parser took for one more clause: "…, the minister told"."""
    joined = verb.dep_ == "conj" and not any(c.dep_ in ("ccomp", "cc") for c in (*verb.children, *verb.head.children))
    return joined and token.i < verb.i and _quotes(verb.head, token)


def _behind_semicolon(quantity: Quantity, source: str) -> bool:
    """Whether a source is named only behind a semicolon: "it wants 160 firms; 55 have joined, according to X"."""
    refs = [r for r in quantity.scene.refs if r.entity.id == source]
    text, low = quantity.sentence.text, quantity.sentence.start
    return bool(refs) and all(
        r.mention.start > quantity.end and ";" in text[quantity.number.end : r.mention.start - low] for r in refs
    )


def _dateline(scene: Scene, source: str) -> bool:
    """Whether a place is named in a sentence only as its dateline ("FRANKFORT, Ky. – Gov. Roe announced …")."""
    refs = [r for r in scene.refs if r.entity.id == source]
    return bool(refs) and all(r.entity.type in PLACES and r.mention.name.isupper() and r.first < 3 for r in refs)


def speaking(scene: Scene, cues: Cues) -> str | None:
    """Return the id of who speaks in a sentence, so that the next may go on quoting, or None."""
    for verb in scene.sentence.parse or ():
        subject = child(verb, *SUBJECT) if verb.pos_ == "VERB" and matched_verb(verb, cues.said.verbs) else None
        ref = speaker(scene, subject, cues) if subject is not None else None
        if ref is not None:
            return ref.entity.id
    return None


def _of_sentence(quantity: Quantity, cues: Cues, before: str | None) -> str | None:
    """Return the source that the end of a sentence names for all of it: "…, said the commission", "…, according to X".

    The parser ties such tails to the last clause alone.
    """
    scene, doc = quantity.scene, quantity.token.doc
    for token in doc:
        if (
            token.i < quantity.token.i
            and token.lemma_ in _ANNOUNCE
            and token.pos_ == "VERB"
            and _quotes(token, quantity.token)
        ):
            subject = child(token, "nsubj")
            ref = scene.headed(subject, "Company", "Bureau", *PLACES) if subject is not None else None
            if ref is not None:
                return ref.entity.id
        if token.i <= quantity.token.i:
            continue
        at_end = len(doc) - token.i < 14
        if (
            token.lemma_ in ("say",)
            and token.pos_ == "VERB"
            and at_end
            and not any(c.dep_ == "ccomp" and c.i > token.i for c in token.children)
        ):
            subject = child(token, "nsubj")
            ref = speaker(scene, subject, cues) if subject is not None else None
            if ref is not None:
                return ref.entity.id
            if subject is not None and subject.lemma_.lower() in cues.speaker.nouns:
                return before
        if tuple(t.lower_ for t in doc[token.i : token.i + 2]) in cues.source.phrases and at_end:
            below = [t for t in token.subtree if t.dep_ == "pobj" and t.i > token.i]
            for t in below:
                ref = speaker(scene, t, cues)
                if ref is not None:
                    return ref.entity.id
    return None


def _plan_source(quantity: Quantity, cues: Cues) -> str | None:
    scene = quantity.scene
    doc = quantity.token.doc
    for token in doc:
        phrase = tuple(t.lower_ for t in doc[token.i : token.i + 2])
        if phrase in cues.source.phrases:
            for below in token.subtree:
                ref = scene.headed(below, "Plan")
                if ref is not None:
                    return ref.entity.id
        if token.lemma_ in PAPERS_SAY and token.pos_ == "VERB":
            subject = child(token, *SUBJECT)
            ref = scene.covering(subject, "Plan") if subject is not None else None
            active = subject is not None and subject.dep_ == "nsubj"
            if ref is not None and active and _quotes(token, quantity.token):
                return ref.entity.id
    return None


def _quotes(verb: "Token", token: "Token") -> bool:
    return any(t.i == token.i for t in verb.subtree)
