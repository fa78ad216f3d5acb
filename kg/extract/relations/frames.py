"""Frames of the lexicon laid over parsed sentences: words that state a relation, with their arguments filled.

Slots that a frame may name (`lex:argument "slot=role"`):
  nsubj   who does it: active subject, agent of the passive, antecedent of a participle or relative clause
  dobj    what it is done to: object, subject of the passive
  self    the subject of the active verb, for what is said of the thing itself ("the plant opened in")
  cop     what a noun is said of: "X is part of", "X, part of", "as part of"
  poss    the possessor of a noun, or a name right before it
  gov     the subject of the verb that a noun is the object of: "X has headquarters in"
  set-by  what lays down a noun: "one of the tasks set by X"
  of, in, with …   the object of that preposition, on the verb or noun
Roles: subject, object, and `place` (where the subject or object lies; states locatedIn besides).
"""

import re
from typing import TYPE_CHECKING, Final

from kg.extract.facility_family import is_park
from kg.extract.relations.arguments import (
    RELATIVE,
    agents,
    antecedent,
    complement_of,
    is_passive,
    objects,
    prepositional,
    subjects,
    undergoers,
)
from kg.extract.relations.drafts import PLACE, SIGNATURES, Draft, fits
from kg.extract.relations.filling import fill
from kg.extract.relations.owners import POSSESSIVES, bound_to
from kg.extract.relations.triggers import Trigger
from kg.extract.scene import OBJECT, SUBJECT, Ref, Scene, child

if TYPE_CHECKING:
    from spacy.tokens import Token

_SETS: Final = frozenset("set lay assign mandate require define envisage foresee list name outline stipulate".split())
_LAND: Final = frozenset(
    "site land plot parcel acre hectare property campus premise building tract lot investment".split()
)
_DATED_BY: Final = re.compile(
    r"(?:\s+(?:jointly|together|today|yesterday|earlier|recently|(?:on|in|at|last|this|late|early)\s[^,;()]{1,30}))*"
    r"(?:\s*\([^)]{1,30}\))?,?\s+by\s+(?:the\s+|its\s+)?"
)


def propose(scene: Scene, trigger: Trigger) -> tuple[list[Draft], str]:
    """Return the facts that a trigger proposes, and else the reason why there are none ("no-subject", "no-object")."""
    frame = trigger.frame
    domain, range_ = SIGNATURES[frame.states]
    if frame.states == "locatedIn" and frame.role != "body":
        domain = ("Facility",)
    subject_refs = _role(scene, trigger, "subject", domain)
    object_refs = _role(scene, trigger, "object", range_)
    through = frame.iri.endswith("/run-through")  # "makes cells at its unit in the X Park"
    drafts = [
        Draft(s.entity.id, frame.states, o.entity.id, scene.sentence, _rule(trigger), trigger.token)
        for s in subject_refs
        for o in object_refs
        if fits(frame.states, s, o) and not (through and is_park(o.entity))
    ]
    located = [r for r in (*subject_refs, *object_refs) if r.entity.type == "Facility"]
    places = _role(scene, trigger, "place", PLACE) if located else []
    drafts += [
        Draft(f.entity.id, "locatedIn", p.entity.id, scene.sentence, _rule(trigger), trigger.token)
        for f in located
        for p in places
    ]
    if drafts:
        return drafts, ""
    if not subject_refs and not object_refs:
        return [], "no-arguments"
    return [], "no-subject" if not subject_refs else "no-object"


def _rule(trigger: Trigger) -> str:
    return f"{trigger.frame.iri.rpartition('/')[2]}:frame"


def _role(scene: Scene, trigger: Trigger, role: str, types: tuple[str, ...]) -> list[Ref]:
    found: dict[str, Ref] = {}
    if not any(r.entity.type in types for r in scene.refs):
        return []
    for slot, name in trigger.frame.arguments:
        if name != role:
            continue
        refs: list[Ref] = []
        for token in _slot(scene, trigger, slot):
            if slot == "where":
                refs.extend(r for r in [scene.covering(token, *types)] if r is not None)
            elif token.i not in trigger.used:
                found_here = (
                    _pronoun(scene, token, types) or fill(scene, token, types) or _right_after(scene, token, types)
                )
                refs.extend(_last_of_list(trigger.token, found_here) if slot == "nsubj" else found_here)
            if refs and slot == "dobj" and trigger.token.dep_ == "advcl":
                break  # a trailing participle is said of one noun only
        if not refs and slot == "nsubj":
            refs = (
                _right_before(scene, trigger.token, types)
                or _meant_by_relative(scene, trigger.token, types, is_passive(trigger.token), True)
                or _after_opening(scene, trigger.token, types)
                or _agent_after_date(scene, trigger.token, types)
            )
        if not refs and slot == "dobj":
            refs = (
                _shared_passive(scene, trigger.token, types)
                or _before_participle(scene, trigger.token, types)
                or _meant_by_relative(scene, trigger.token, types, is_passive(trigger.token), False)
            )
        for ref in refs:
            found.setdefault(ref.entity.id, ref)
    return list(found.values())


def _last_of_list(verb: "Token", refs: list[Ref]) -> list[Ref]:
    """Return whom a singular relative clause speaks of: "plants of A, B and C, which runs a mill": only C."""
    which = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in RELATIVE), None)
    singular = any(t.tag_ == "VBZ" or t.lower_ == "was" for t in (verb, *(c for c in verb.children if c.dep_ == "aux")))
    before = [r for r in refs if which is not None and r.last < which.i]
    return before[-1:] if singular and before and len(refs) > 1 else refs


def _pronoun(scene: Scene, token: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return what a possessive pronoun without a mention of its own goes back to within the sentence."""
    if token.lower_ not in POSSESSIVES or scene.headed(token) is not None:
        return []
    ref = bound_to(scene, token, types)
    return [ref] if ref is not None else []


def _right_before(scene: Scene, verb: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return the mention that ends right before an active verb and its auxiliaries, whatever the parser made of it."""
    if is_passive(verb) or (verb.tag_ in ("VBG", "VBN") and child(verb, "aux") is None):
        return []
    before = [r for r in scene.of(*types) if r.last < verb.i and r.mention.form != "anaphor"]
    if not before:
        return []
    ref = before[-1]
    text = scene.sentence.text[ref.mention.end - scene.sentence.start : verb.idx]
    words = verb.doc[ref.last + 1 : verb.i]
    bare = re.sub(r"\([^)]*\)", "", text)
    if not all(t.pos_ in ("AUX", "ADV", "PART", "PUNCT") or t.text not in bare for t in words) or "," in bare:
        return []
    if ref.head.dep_ == "pobj":
        return []
    return scene.alongside(ref)


def _meant_by_relative(scene: Scene, verb: "Token", types: tuple[str, ...], passive: bool, doer: bool) -> list[Ref]:
    """Return the mention right before a verb's relative pronoun, wherever the parser hung the clause.

    "The Plan for A, B and C (2026-28), which the ministry issued": the pronoun stands for the plan.
    """
    deps = SUBJECT if doer or passive else OBJECT
    if doer and passive:
        return []
    pronoun = next((c for c in verb.children if c.dep_ in deps and c.lower_ in RELATIVE and c.i < verb.i), None)
    if pronoun is None:
        return []
    before = [r for r in scene.of(*types) if r.last < pronoun.i]
    end = max((r.mention.end for r in before), default=0) - scene.sentence.start
    near = [r for r in before if r.mention.end - scene.sentence.start == end]
    return near[:1] if near and re.fullmatch(r"[\s,”\")]*", scene.sentence.text[end : pronoun.idx]) else []


def _agent_after_date(scene: Scene, verb: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return the agent that a date parts from its participle: "launched today (Wednesday 14 May) by the ministry"."""
    if not is_passive(verb):
        return []
    after = next((r for r in scene.of(*types) if r.first > verb.i), None)
    if after is None:
        return []
    between = scene.sentence.text[verb.idx + len(verb.text) : after.mention.start - scene.sentence.start]
    return scene.alongside(after) if _DATED_BY.fullmatch(between) else []


def _after_opening(scene: Scene, verb: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return whom an opening participle speaks of: "Operating a plant in Dunmore, Ohio, X is committed"."""
    if verb.i > 1 or verb.tag_ not in ("VBG", "VBN"):
        return []
    for ref in scene.of(*types):
        behind = verb.doc[ref.last + 1] if ref.last + 1 < len(verb.doc) else None
        apart = ref.first > verb.i and verb.doc[ref.first - 1].text == ","
        if apart and behind is not None and (behind.pos_ in ("VERB", "AUX") or behind.text == "("):
            return [ref]
    return []


def _right_after(scene: Scene, token: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return the name that an adjective stands before, where the parser tore them apart: "the wider X programme"."""
    if token.pos_ not in ("ADJ", "DET"):
        return []
    ref = next((r for r in scene.of(*types) if r.first == token.i + 1 and r.mention.form == "name"), None)
    return [ref] if ref is not None else []


def _shared_passive(scene: Scene, verb: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return the subject of the passive that another goes on from: "X was approved … and was notified"."""
    if not is_passive(verb) or verb.tag_ != "VBN":
        return []
    start = verb.i
    while start and verb.doc[start - 1].pos_ in ("AUX", "ADV"):
        start -= 1
    if start == verb.i or not start or verb.doc[start - 1].lower_ != "and":
        return []
    before = {r.entity.id: r for r in scene.of(*types) if r.head.dep_ == "nsubjpass" and r.last < start}
    return list(before.values()) if len(before) == 1 else []


def _before_participle(scene: Scene, verb: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return what a participle between commas is said of: "According to the plan, jointly released by A, output"."""
    before = [r for r in scene.of(*types) if r.last < verb.i]
    if verb.tag_ != "VBN" or verb.dep_ not in ("advcl", "acl") or child(verb, "aux", "auxpass") or not before:
        return []
    words = verb.doc[before[-1].last + 1 : verb.i]
    apart = len(words) > 0 and words[0].text == "," and all(t.pos_ == "ADV" for t in words[1:])
    return [before[-1]] if apart else []


def _slot(scene: Scene, trigger: Trigger, slot: str) -> list["Token"]:
    token = trigger.token
    verbal = token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBN")
    if slot == "nsubj":
        return subjects(token) if verbal else agents(token)
    if slot == "dobj":
        return objects(token) if verbal else []
    if slot == "self":
        return undergoers(token)
    if slot == "cop":
        # "As part of X, a key component of Y": neither is said of the other's noun.
        said = complement_of(token)
        return [t for t in said if t.lower_ not in trigger.frame.nouns or not prepositional(t, "of") or scene.headed(t)]
    if slot == "poss":
        return [c for c in token.children if c.dep_ in ("poss", "compound", "nmod", "amod")]
    if slot == "in" and any(c.lower_ == "there" and c.dep_ == "advmod" for c in token.children):
        cities = [r for r in scene.of("City") if r.last < token.i]
        return [cities[-1].head] if cities else []
    if slot == "gov":
        return subjects(token.head) if token.dep_ in ("dobj", "attr") and token.head.pos_ in ("VERB", "AUX") else []
    if slot == "where":
        return _where(scene, token)
    if slot == "set-by":
        return [a for c in token.children if c.dep_ == "acl" and c.lemma_ in _SETS for a in agents(c)]
    nodes = [token, *(token.doc[i] for i in sorted(trigger.used) if i != token.i)]
    found = [p for node in nodes for p in prepositional(node, slot)]
    if slot == "with":
        found = [p for p in found if p.i + 1 == len(p.doc) or p.nbor().lower_ != "as"]  # "with Y as its adviser"
    if not found and token.dep_ == "xcomp" and slot in ("in", "at", "with"):
        found = prepositional(token.head, slot)
    if not found and verbal and slot in ("in", "at"):
        found = [p for noun in (*_amounts(token), *_ground(token)) for p in prepositional(noun, slot)]
    if not found and not verbal and token.dep_ in ("nsubj", "nsubjpass", "dobj") and slot in ("in", "at"):
        found = prepositional(token.head, slot)
    if not found and not verbal and token.dep_ == "pobj" and token.head.lower_ == "for" and slot in ("in", "at"):
        found = prepositional(token.head.head, slot)  # "is in Pune for the opening of"
    return found


def _amounts(verb: "Token") -> list["Token"]:
    """Return the amounts on a verb, where the parser may have hung a place: "spread over 40 acres in Pune"."""
    near = [verb, *(c for c in verb.children if c.dep_ == "prep")]
    return [
        c for t in near for c in t.children if c.dep_ in ("dobj", "pobj", "npadvmod") and child(c, "nummod") is not None
    ]


def _ground(verb: "Token") -> list["Token"]:
    """Return the land taken for what a verb builds: "bought a site in Pune to build"."""
    if verb.dep_ not in ("advcl", "xcomp", "acl", "relcl") or verb.tag_ != "VB":
        return []
    return [t for t in (verb.head, *verb.head.children) if t.lemma_.lower() in _LAND]


def _where(scene: Scene, verb: "Token") -> list["Token"]:
    """Return the place that "where" refers to: "Newark, where it has a plant"."""
    clause = antecedent(verb)
    word = next((c for c in verb.subtree if c.lower_ == "where" and c.i < verb.i), None)
    if clause is None or word is None:
        return []
    before = [r for r in scene.of(*PLACE) if r.last < word.i]
    return [before[-1].head] if before else []
