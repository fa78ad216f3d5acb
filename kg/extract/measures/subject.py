"""Whose number it is: the plan, place, body, company or facility that a target, count, capacity or sum belongs to.

Readings (FORMAT): a target belongs to the plan that sets it, else to the place or body that wants it; an investment
to the definite facility that it builds, else the plan whose budget it is, else who spends it; a capacity to the
facility; expected jobs to plan or company, present staff to the facility, company or place that employs them.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.measures.actors import Stage
from kg.extract.measures.kind import Verdict
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, phrase_inside, subject_of, up, verb_above
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, SUBJECT, Ref, Scene, child
from kg.model import PLACES, Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDER = frozenset({"under", "by", "in", "through", "of", "from", "to", "with", "within", "for"})
_INTO = frozenset({"in", "into", "on", "for", "toward", "towards", "to", "at", "behind", "of"})
_BUILDS = frozenset(
    "build open expand construct reopen establish upgrade launch set complete create develop retool convert modernise "
    "modernize equip re-open acquire finish".split()
)


def subject(quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords) -> str | None:
    """Return the id of the entity that a number belongs to, or None if it cannot be told."""
    if verdict.kind == "capacity":
        found = _facility(quantity, stage)
    elif verdict.kind == "investment":
        found = _investor(quantity, stage, words)
    elif verdict.people:
        found = _employer(quantity, verdict, stage)
    elif verdict.kind == "target":
        found = _target(quantity, stage, words)
    else:
        found = _counted_for(quantity, stage, words)
    return found.id if found is not None else None


def subjects(quantity: Quantity) -> Iterator["Token"]:
    """Yield the subjects of the clauses that a number stands in, innermost first."""
    seen: set[int] = set()
    for token in (quantity.anchor, *quantity.anchor.ancestors):
        if token.pos_ in VERBAL:
            found = subject_of(token)
            if found is not None and found.i not in seen and found.i != quantity.anchor.i:
                seen.add(found.i)
                yield found


def owner(token: "Token", scene: Scene, *types: str) -> Ref | None:
    """Return the mention that a noun phrase names or belongs to: its head, else a possessor or "of" phrase in it."""
    ref = scene.headed(token, *types) or _covering(token, scene, *types)
    if ref is not None:
        return ref
    for below in phrase_inside(token):
        if below.dep_ in ("poss", "compound", "nmod", "amod", "pobj", "appos"):
            ref = scene.headed(below, *types)
            if ref is not None:
                return ref
    return None


def _covering(token: "Token", scene: Scene, *types: str) -> Ref | None:
    ref = scene.covering(token, *types)
    return ref if ref is not None and ref.last >= token.i else None


# ── capacity ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _facility(quantity: Quantity, stage: Stage) -> Entity | None:
    found = _attributive(quantity, "Facility")
    if found is not None:
        return found
    company: Entity | None = None
    for token in subjects(quantity):
        ref = owner(token, quantity.scene, "Facility")
        if ref is not None:
            return ref.entity
        ref = owner(token, quantity.scene, "Company")
        company = company or (ref.entity if ref is not None else None)
    return _main_facility(quantity, stage, company)


def _main_facility(quantity: Quantity, stage: Stage, company: Entity | None) -> Entity | None:
    """Return the facility that the sentence names nearest to the number, else the one spoken of just before.

    The capacity of a company that runs several plants belongs to none of them.
    """
    if company is not None and len(quantity.scene.of("Facility")) != 1:
        run = sorted(f for f, who in stage.operators.items() if company.id in who)
        return stage.entities.get(run[0]) if len(run) == 1 else company
    here = quantity.scene.of("Facility")
    if here:
        before = [r for r in here if r.mention.start < quantity.start]
        return (before[-1] if before else here[0]).entity
    near = stage.before(quantity.start, "Facility")
    if near and _recent(near[0], quantity, stage):
        return near[0]
    return None


def _recent(entity: Entity, quantity: Quantity, stage: Stage, reach: int = 3) -> bool:
    """Whether an entity was mentioned within the last few sentences."""
    low = max(0, quantity.sentence.index - reach)
    start = stage.document.sentences[low].start
    return any(start <= m.start < quantity.start for m in entity.mentions)


def _attributive(quantity: Quantity, *types: str) -> Entity | None:
    """Return the entity whose noun phrase the number stands in ("the $4 billion plant", "the plant, a $4 billion …")."""
    scene = quantity.scene
    start = quantity.head if quantity.head is not None else quantity.token
    for token in (start, quantity.token):
        node = token
        for _ in range(6):
            ref = scene.headed(node, *types)
            if ref is not None:
                return ref.entity
            if (
                node.dep_ not in ("nummod", "compound", "nmod", "amod", "appos", "quantmod", "npadvmod")
                or node.head.i == node.i
            ):
                break
            node = node.head
    if quantity.head is not None:
        ref = scene.covering(quantity.head, *types)
        if ref is not None:
            return ref.entity
    noun = quantity.noun
    if noun is not None:
        node = noun
        while node.dep_ == "appos":
            node = node.head
            ref = scene.headed(node, *types)
            if ref is not None:
                return ref.entity
    return None


# ── investment ───────────────────────────────────────────────────────────────────────────────────────────────────


def _investor(quantity: Quantity, stage: Stage, words: MeasureWords) -> Entity | None:
    scene = quantity.scene
    relative = _relative(quantity, "Plan", "Facility") or _relcl_subject(quantity)
    if relative is not None:
        return relative
    found = (
        _attributive(quantity, "Facility")
        or _built(quantity)
        or _attributive(quantity, "Plan")
        or _plan_before(quantity)
    )
    if found is not None:
        return found
    found = _row_owner(quantity) or _possessor(quantity)
    if found is not None:
        return found
    verb = verb_above(quantity.anchor)
    reported = child(verb, *OBJECT) if verb is not None and verb.lemma_ == "put" else None
    if reported is not None and words["spend"].noun(reported):
        near = stage.before(quantity.start, "Facility")
        if near and _recent(near[0], quantity, stage, 3):
            return near[0]
    if verb_above(quantity.anchor) is None or quantity.sentence.kind == "bullet":
        # A fragment ("Award: $67 million.") goes on about what was spoken of last.
        near = stage.before(quantity.start, "Facility", "Plan")
        if near and not scene.refs and near[0].type == "Facility" and _recent(near[0], quantity, stage, 2):
            return near[0]
    vague = False
    spender: Entity | None = None
    for token in subjects(quantity):
        ref = owner(token, scene, "Facility") or owner(token, scene, "Plan")
        if ref is not None and (ref.entity.type == "Plan" or _is_subject_of_cost(token, ref)):
            return ref.entity
        ref = owner(token, scene, "Company") or owner(token, scene, "Bureau", *PLACES)
        if ref is not None and spender is None:
            spender = ref.entity
        spending = words["spend"].noun(token)
        if ref is None and spending and not _recipient(token):
            near = stage.before(quantity.start, "Facility")
            if near and _recent(near[0], quantity, stage, 1) and not scene.of("Plan"):
                return near[0]
        counted = any(t.pos_ == "NUM" for t in phrase_inside(token))
        vague = vague or (ref is None and not spending and token.pos_ == "NOUN" and (counted or token.dep_ == "nsubj"))
        vague = vague or (ref is None and token.pos_ == "PROPN")
    if spender is not None and spender.type == "Company":
        return spender
    facility = _with_investment(quantity)
    if facility is not None:
        return facility
    plan = _plan_here(quantity)
    if (
        plan is None
        and _few_actors(quantity)
        and not vague
        and (spender is None or spender.type in PLACES | {"Bureau"})
    ):
        plan = _topic_plan(quantity, stage, spender)
    if plan is not None:
        return plan
    company = _company_of_phrase(quantity)
    if company is not None:
        return company
    if spender is not None:
        return spender
    places = scene.of(*PLACES)
    if places:
        return places[0].entity
    near = stage.before(quantity.start, "Facility", "Company", "Plan")
    if near and not scene.refs and not vague and _recent(near[0], quantity, stage, 2):
        return near[0]
    return _place_near(quantity, stage)


def _row_owner(quantity: Quantity) -> Entity | None:
    """Return the place or company of a row: "with China close behind at $1.35 billion, Japan at $970 million"."""
    text = quantity.sentence.text[: quantity.number.outer_start]
    if not text.rstrip().endswith(" at"):
        return None
    bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), text)
    piece = max((m.end() for m in re.finditer(r"[,;]\s|\band\s|\bwith\s|\bby\s", bare)), default=0)
    low = quantity.sentence.start + piece
    refs = [r for r in quantity.scene.of("Company", *PLACES) if low <= r.mention.start < quantity.start]
    return refs[-1].entity if refs else None


def _possessor(quantity: Quantity) -> Entity | None:
    """Return the company of "the group's $600 million investment"."""
    for token in (quantity.head, quantity.noun):
        for below in token.children if token is not None else ():
            if below.dep_ == "poss":
                ref = quantity.scene.covering(below, "Company")
                if ref is not None:
                    return ref.entity
    return None


def _relative(quantity: Quantity, *types: str) -> Entity | None:
    """Return the entity of "the act, under which $7 billion has been set aside"."""
    for token in up(quantity.anchor):
        if token.dep_ == "relcl" and token.pos_ in VERBAL:
            own = child(token, *SUBJECT)
            ref = quantity.scene.covering(token.head, *types)
            if own is not None and own.tag_ not in ("WDT", "WP") and ref is not None:
                return ref.entity
    return None


def _relcl_subject(quantity: Quantity) -> Entity | None:
    """Return the entity of "the $2 billion that the company wants to invest"."""
    for token in (quantity.anchor, quantity.token):
        for below in token.children:
            if below.dep_ == "relcl" and below.i > quantity.token.i:
                found = child(below, *SUBJECT)
                ref = owner(found, quantity.scene, "Company", *PLACES, "Bureau") if found is not None else None
                if ref is not None:
                    return ref.entity
    return None


def _plan_before(quantity: Quantity) -> Entity | None:
    """Return the plan named right before "to provide $5 billion": its money, whoever else the sentence names."""
    verb = verb_above(quantity.anchor)
    if verb is None or verb.tag_ != "VB":
        return None
    for ref in quantity.scene.of("Plan"):
        if ref.mention.form != "anaphor" and verb.i - 2 <= ref.last + 1 <= verb.i:
            return ref.entity
    return None


def _recipient(token: "Token") -> bool:
    """Whether a noun of money says itself whose it is ("funding for the programme")."""
    return any(c.dep_ in ("poss",) for c in token.children)


def _is_subject_of_cost(token: "Token", ref: Ref) -> bool:
    return ref.entity.type == "Facility"


def _few_actors(quantity: Quantity) -> bool:
    return not quantity.scene.of("Company", "Facility")


def _built(quantity: Quantity) -> Entity | None:
    """Return the facility that money goes into: "in a new plant", "to expand its factory", "on the line"."""
    scene, clause = quantity.scene, []
    for token in up(quantity.anchor):
        clause.append(token)
        if token.pos_ in VERBAL:
            break
    if quantity.noun is not None:
        clause.append(quantity.noun)
    if quantity.head is not None:
        clause.append(quantity.head)
    tops = {t.i for t in clause}
    for ref in scene.of("Facility"):
        head = ref.head
        if head.dep_ in OBJECT and head.head.lemma_ in _BUILDS and head.head.i in tops:
            return ref.entity
        if head.i <= quantity.token.i and head.dep_ != "pobj":
            continue
        if head.dep_ == "pobj" and head.head.lower_ in _INTO and head.head.head.i in tops:
            return ref.entity
        if head.dep_ in OBJECT and head.head.lemma_ in _BUILDS and (head.head.head.i in tops or head.head.i in tops):
            return ref.entity
        inside = head.head.head if head.dep_ in OBJECT and head.head.dep_ == "pcomp" else None
        if inside is not None and head.head.lemma_ in _BUILDS and inside.lower_ in _INTO and inside.head.i in tops:
            return ref.entity
        # "boost production at its Wisconsin plant": the place of the doing, one step further down.
        if (
            head.dep_ == "pobj"
            and head.head.lower_ in ("at", "in", "into")
            and any(t.i in tops for t in list(head.ancestors)[:5])
            and head.i > quantity.token.i
        ):
            return ref.entity
    return None


def _with_investment(quantity: Quantity) -> Entity | None:
    """Return the subject of "With an investment of 500 million yuan, the plant will …"."""
    for token in subjects(quantity):
        ref = quantity.scene.headed(token, "Facility")
        if ref is not None:
            return ref.entity
    return None


def _company_of_phrase(quantity: Quantity) -> Entity | None:
    """Return the company whose investment it is: "Acme's $1 billion expansion", "a $20 billion investment by Acme"."""
    scene = quantity.scene
    for token in (quantity.head, quantity.noun, quantity.anchor):
        if token is None:
            continue
        for child in token.children:
            if child.dep_ in ("poss", "nmod", "compound"):
                ref = scene.covering(child, "Company")
                if ref is not None:
                    return ref.entity
            if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
                for below in child.children:
                    ref = scene.headed(below, "Company")
                    if ref is not None:
                        return ref.entity
    companies = [r for r in scene.of("Company") if r.mention.start < quantity.start]
    return companies[-1].entity if companies else None


# ── jobs and staff ───────────────────────────────────────────────────────────────────────────────────────────────


def _employer(quantity: Quantity, verdict: Verdict, stage: Stage) -> Entity | None:
    scene = quantity.scene
    relation = _relcl_subject(quantity)
    if relation is not None:
        return relation
    found: Entity | None = None
    chain = [t for t in subjects(quantity) if not (verdict.kind == "count" and _is_saying(t))]
    for types in (("Facility", "Company", "Plan"), ("Bureau", *PLACES)):
        for token in chain:
            ref = owner(token, scene, *types)
            if ref is not None and found is None:
                found = ref.entity
    if found is None and verdict.kind == "count":
        located = [r for r in scene.of("Facility") if r.head.dep_ == "pobj"]
        if located:
            return located[0].entity
        places = [r for r in scene.of("Company", *PLACES) if r.head.dep_ in ("pobj", "poss", "advmod")]
        if places:
            return places[0].entity
    if found is None or (found.type in PLACES | {"Bureau"} and verdict.kind == "target"):
        plan = _plan_here(quantity)
        if plan is not None:
            return plan
        near = scene.of("Facility", "Company")
        if near and found is None:
            found = near[0].entity
    if found is None or found.type in PLACES | {"Bureau"}:
        if verdict.kind == "target":
            topic = _topic_plan(quantity, stage, found)
            recent = stage.before(quantity.start, "Facility", "Company", "Plan")
            if recent and recent[0].type != "Plan" and _recent(recent[0], quantity, stage, 1) and found is None:
                found = recent[0]
            elif topic is not None:
                return topic
        elif found is None:
            recent = stage.before(quantity.start, "Facility", "Company")
            found = recent[0] if recent and not chain and _recent(recent[0], quantity, stage, 1) else None
            if found is None and not scene.of("Company", "Facility"):
                found = _place_near(quantity, stage)
    if found is not None and found.type == "Facility" and verdict.kind == "target":
        return _operator(found, quantity, stage) or found
    return found


def _operator(facility: Entity, quantity: Quantity, stage: Stage) -> Entity | None:
    """Return the company that runs a facility: the only one, or the one last mentioned."""
    operators = stage.operators.get(facility.id, set())
    if not operators:
        return None
    for entity in stage.before(quantity.end, "Company"):
        if entity.id in operators:
            return entity
    return stage.entities.get(min(operators))


# ── targets ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _target(quantity: Quantity, stage: Stage, words: MeasureWords) -> Entity | None:
    scene = quantity.scene
    wanting: Entity | None = None
    for token in subjects(quantity):
        ref = owner(token, scene, "Plan")
        if ref is not None:
            return ref.entity
        ref = scene.headed(token, "Company", "Facility") or owner(
            token, scene, "Company", "Facility", "Bureau", *PLACES
        )
        if ref is not None and wanting is None:
            wanting = ref.entity
    plan = _plan_here(quantity)
    if plan is not None:
        return plan
    if wanting is not None and wanting.type == "Facility":
        return _operator(wanting, quantity, stage) or wanting
    if wanting is not None and wanting.type == "Company":
        return wanting
    if wanting is None:
        for token in subjects(quantity):
            definite = any(c.dep_ == "det" and c.lower_ in ("this", "these") for c in token.children)
            if definite and words["spend"].noun(token):
                # "These investments will …": of whoever was said to invest.
                near = stage.before(quantity.start, "Company", "Plan")
                if near and near[0].type == "Company" and _recent(near[0], quantity, stage, 1):
                    return near[0]
    if wanting is None and any(t.pos_ == "PROPN" for t in subjects(quantity)):
        # A body that nobody recognised wants it: not the plan that was spoken of before.
        return None
    return _topic_plan(quantity, stage, wanting) or wanting or _topic_place(quantity, stage)


def _plan_here(quantity: Quantity) -> Entity | None:
    """Return the plan that the sentence itself makes responsible: "under the plan", "according to the scheme"."""
    refs = quantity.scene.of("Plan")
    governed = [r for r in refs if _governed(r, quantity)]
    if not governed:
        return None
    before = [r for r in governed if r.mention.start < quantity.start]
    return (before[-1] if before else governed[0]).entity


def _governed(ref: Ref, quantity: Quantity) -> bool:
    head = ref.head
    if head.dep_ in ("pobj", "poss") or (head.dep_ == "appos" and head.head.dep_ == "pobj"):
        return True
    return head.dep_ in ("nsubj", "nsubjpass", "ROOT", "dobj", "attr", "conj", "compound", "appos", "nmod")


def _topic_plan(quantity: Quantity, stage: Stage, wanting: Entity | None) -> Entity | None:
    """Return the plan that the text is about here: the last one mentioned that suits who wants the number."""
    position = quantity.sentence.start
    candidates = stage.before(quantity.start, "Plan")
    if quantity.start < stage.title_end():
        candidates = []
    main = stage.main_plan()
    candidates = [p for p in candidates if p.id not in stage.demoted] + [p for p in candidates if p.id in stage.demoted]
    for plan in candidates:
        if _suits(plan, wanting, stage) and (plan.id == main or _recent(plan, quantity, stage, 4)):
            return plan
    for plan in stage.after(position, 900, "Plan"):
        if _suits(plan, wanting, stage) and (wanting is not None or quantity.start < stage.title_end()):
            return plan
    return None


def _suits(plan: Entity, wanting: Entity | None, stage: Stage) -> bool:
    """Whether a plan may be that of a body or place: it issued it, or it applies there, or nothing else is known."""
    if wanting is None:
        return True
    issuers, places = stage.issuers.get(plan.id, set()), stage.applies.get(plan.id, set())
    if not issuers and not places:
        return True
    if wanting.id in issuers | places:
        return True
    if wanting.type == "Bureau":
        return bool(stage.jurisdictions.get(wanting.id, set()) & places)
    reach = set().union(*(stage.jurisdictions.get(i, set()) for i in issuers)) if issuers else set()
    return wanting.id in reach


def _place_near(quantity: Quantity, stage: Stage) -> Entity | None:
    """Return the place that the article is about, if it was named a few sentences ago at most."""
    if any(t.pos_ == "PROPN" and not quantity.scene.covering(t) for t in subjects(quantity)):
        return None
    place = stage.main_place(quantity.start)
    return place if place is not None and _recent(place, quantity, stage, 4) else None


def _topic_place(quantity: Quantity, stage: Stage) -> Entity | None:
    here = quantity.scene.of(*PLACES, "Bureau")
    return here[0].entity if here else None


# ── counts ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _counted_for(quantity: Quantity, stage: Stage, words: MeasureWords) -> Entity | None:
    scene = quantity.scene
    relative = _relative(quantity, "Plan", "Facility", "Company")
    if relative is not None:
        return relative
    for token in subjects(quantity):
        if _is_saying(token):
            continue
        ref = scene.headed(token, "Plan", "Facility", "Company", *PLACES) or owner(
            token, scene, "Facility", "Company", *PLACES, "Plan"
        )
        if ref is not None:
            return ref.entity
    made = verb_above(quantity.anchor)
    if made is not None and words["produce"].verb(made):
        for token in subjects(quantity):
            ref = owner(token, scene, "Company") if _is_saying(token) or token.head.lemma_ == "say" else None
            if ref is not None:
                return ref.entity
    plans = [
        r
        for r in scene.of("Plan")
        if r.head.dep_ == "pobj" and r.head.head.lower_ in ("under", "in", "through") or r.head.dep_ in OBJECT
    ]
    if plans:
        return plans[0].entity
    located = [r for r in scene.of(*PLACES) if r.head.dep_ in ("pobj", "poss", "compound", "nmod", "amod", "advmod")]
    near = [r for r in located if r.mention.start > quantity.start] or located
    if near:
        return near[0].entity
    others = [r for r in scene.of("Facility", "Company", *PLACES)]
    if others:
        return others[0].entity
    if quantity.sentence.kind == "bullet" and not scene.refs:
        return None
    for ref in scene.of("Bureau"):
        places = sorted(stage.jurisdictions.get(ref.entity.id, set()))
        if places:
            return stage.entities.get(places[0])
    return _place_near(quantity, stage)


def _is_saying(token: "Token") -> bool:
    """Whether a subject only says what the clause below it states."""
    verb = token.head
    return verb.lemma_ in ("say", "report", "note", "state", "announce", "tell") and any(
        c.dep_ == "ccomp" for c in verb.children
    )
