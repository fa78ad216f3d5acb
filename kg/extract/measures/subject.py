"""Whose number it is: the plan, place, body, company or facility that a target, count, capacity or sum belongs to.

Readings (FORMAT): a target belongs to the plan that sets it, else to the place or body that wants it; an investment
to the definite facility that it builds, else the plan whose budget it is, else who spends it; a capacity to the
facility; expected jobs to plan or company, present staff to the facility, company or place that employs them.
"""

from kg.extract.measures.actors import Stage
from kg.extract.measures.investor import investor
from kg.extract.measures.owners import (
    attributive,
    is_saying,
    operator,
    owner,
    place_near,
    plan_here,
    recent,
    relative,
    relcl_subject,
    subjects,
    topic_plan,
)
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import verb_above
from kg.extract.measures.verdict import Verdict
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT
from kg.model import PLACES, Entity

_PART_OF = ("under", "in", "through", "for", "to")


def subject(quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords) -> str | None:
    """Return the id of the entity that a number belongs to, or None if it cannot be told."""
    if verdict.kind == "capacity":
        found = _facility(quantity, stage)
    elif verdict.kind == "investment":
        found = investor(quantity, verdict, stage, words)
    elif verdict.people:
        found = _employer(quantity, verdict, stage)
    elif verdict.kind == "target":
        found = _target(quantity, stage, words)
    else:
        found = _counted_for(quantity, stage, words)
    return found.id if found is not None else None


def _facility(quantity: Quantity, stage: Stage) -> Entity | None:
    found = attributive(quantity, "Facility")
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
    if near and recent(near[0], quantity, stage):
        return near[0]
    return None


def _employer(quantity: Quantity, verdict: Verdict, stage: Stage) -> Entity | None:
    scene = quantity.scene
    relation = relcl_subject(quantity) or relative(quantity, "Facility")
    if relation is not None:
        return relation
    found: Entity | None = None
    chain = [t for t in subjects(quantity) if not (verdict.kind == "count" and is_saying(t))]
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
        plan = plan_here(quantity)
        if plan is not None:
            return plan
        near = scene.of("Facility", "Company")
        if near and found is None:
            found = near[0].entity
    if found is None or found.type in PLACES | {"Bureau"}:
        if verdict.kind == "target":
            topic = topic_plan(quantity, stage, found)
            latest = stage.before(quantity.start, "Facility", "Company", "Plan")
            if latest and latest[0].type != "Plan" and recent(latest[0], quantity, stage, 1) and found is None:
                found = latest[0]
            elif topic is not None:
                return topic
        elif found is None:
            latest = stage.before(quantity.start, "Facility", "Company")
            found = latest[0] if latest and not chain and recent(latest[0], quantity, stage, 1) else None
            if found is None and not scene.of("Company", "Facility"):
                found = place_near(quantity, stage)
    employing = any(t.lemma_ in ("employ", "need", "staff") for t in (quantity.anchor, *quantity.anchor.ancestors))
    if found is not None and found.type == "Facility" and verdict.kind == "target" and not employing:
        return operator(found, quantity, stage) or found
    return found


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
    plan = plan_here(quantity)
    if plan is not None:
        return plan
    if wanting is not None and wanting.type == "Facility":
        return operator(wanting, quantity, stage) or wanting
    if wanting is not None and wanting.type == "Company":
        return wanting
    if wanting is None:
        for token in subjects(quantity):
            definite = any(c.dep_ == "det" and c.lower_ in ("this", "these") for c in token.children)
            if definite and words["spend"].noun(token):
                # "These investments will …": of whoever was said to invest.
                near = stage.before(quantity.start, "Company", "Plan")
                if near and near[0].type == "Company" and recent(near[0], quantity, stage, 1):
                    return near[0]
    if wanting is None and any(t.pos_ == "PROPN" for t in subjects(quantity)):
        # A body that nobody recognised wants it: not the plan that was spoken of before.
        return None
    return topic_plan(quantity, stage, wanting) or wanting or _topic_place(quantity, stage)


def _topic_place(quantity: Quantity, stage: Stage) -> Entity | None:
    here = quantity.scene.of(*PLACES, "Bureau")
    return here[0].entity if here else None


def _counted_for(quantity: Quantity, stage: Stage, words: MeasureWords) -> Entity | None:
    scene = quantity.scene
    relation = relative(quantity, "Plan", "Facility", "Company")
    if relation is not None:
        return relation
    for token in subjects(quantity):
        if is_saying(token):
            continue
        ref = scene.headed(token, "Plan", "Facility", "Company", *PLACES) or owner(
            token, scene, "Facility", "Company", *PLACES, "Plan"
        )
        if ref is not None:
            return ref.entity
    made = verb_above(quantity.anchor)
    if made is not None and words["produce"].verb(made):
        for token in subjects(quantity):
            ref = owner(token, scene, "Company") if is_saying(token) or token.head.lemma_ == "say" else None
            if ref is not None:
                return ref.entity
    plans = [
        r
        for r in scene.of("Plan")
        if (r.head.dep_ == "pobj" and r.head.head.lower_ in ("under", "in", "through", "for", "to"))
        or r.head.dep_ in OBJECT
    ]
    if plans:
        return plans[0].entity
    located = [r for r in scene.of(*PLACES) if r.head.dep_ in ("pobj", "poss", "compound", "nmod", "amod", "advmod")]
    near = [r for r in located if r.mention.start > quantity.start] or located
    if near:
        return near[0].entity
    others = scene.of("Facility", "Company", *PLACES)
    if others:
        return others[0].entity
    if quantity.sentence.kind == "bullet" and not scene.refs:
        return None
    for ref in scene.of("Bureau"):
        places = sorted(stage.jurisdictions.get(ref.entity.id, set()))
        if places:
            return stage.entities.get(places[0])
    return place_near(quantity, stage)
