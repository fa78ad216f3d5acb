"""Whose number it is: the plan, place, body, company or facility that a target, count, capacity or sum belongs to.

Readings (FORMAT): a target belongs to the plan that sets it, else to the place or body that wants it; an investment
to the definite facility that it builds, else the plan whose budget it is, else who spends it; a capacity to the
facility; expected jobs to plan or company, present staff to the facility, company or place that employs them.
"""

import re

from kg.extract.measures.actors import Stage
from kg.extract.measures.investor import investor
from kg.extract.measures.owners import (
    attributive,
    boilerplate_company,
    bracketed,
    counted_in,
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
from kg.extract.measures.syntax import up, verb_above
from kg.extract.measures.verdict import Verdict
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT
from kg.model import PLACES, Entity

_THERE = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}(?:(?:work|(?:are|were)\s+employed|are|were)\s+)?(?:there|here|on\s+site|on\s+the\s+payroll)\b"
)


def subject(quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords) -> str | None:
    """Return the id of the entity that a number belongs to, or None if it cannot be told."""
    if verdict.kind == "capacity":
        found = _facility(quantity, stage)
    elif verdict.kind == "investment":
        found = investor(quantity, verdict, stage, words)
    elif verdict.people:
        found = _employer(quantity, verdict, stage)
        if found is None or found.type in PLACES | {"Bureau", "Plan"}:
            found = (_of_investment(quantity, stage, words) if verdict.kind == "target" else None) or found
    elif verdict.kind == "target":
        found = _target(quantity, stage, words)
    else:
        found = _counted_for(quantity, stage, words)
    if found is not None and found.type in PLACES | {"Bureau", "Plan"} and _unnamed(quantity, words):
        return None
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
    relation = bracketed(quantity) or relcl_subject(quantity) or relative(quantity, "Facility")
    if relation is not None:
        return relation
    relation = _works_there(quantity, verdict, stage)
    if relation is not None:
        return relation
    staffed = _staff_at(quantity)
    if staffed is not None:
        return staffed
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
        places = [
            r for r in scene.of("Company", *PLACES) if r.head.dep_ in ("pobj", "poss", "advmod") and counted_in(r)
        ]
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
    plants = {r.entity.id: r.entity for r in scene.of("Facility")}
    ahead = quantity.sentence.text[: quantity.number.outer_start].rstrip()
    if verdict.kind == "target" and ahead.endswith(" with") and len(plants) == 1:
        # "will ship from its $90 million mill in Leeds, with 500 jobs to follow"
        return next(iter(plants.values()))
    if found is not None and found.type == "Facility" and verdict.kind == "target":
        return _promising(found, quantity, stage) or found
    return found


def _staff_at(quantity: Quantity) -> Entity | None:
    """Return the facility of "the firm employs 90 at its mill", "some 90 will work at the mill"."""
    verb = verb_above(quantity.anchor)
    if verb is None or verb.lemma_ not in ("employ", "work"):
        return None
    for ref in quantity.scene.of("Facility"):
        prep = ref.head.head
        own = prep.head.i in (verb.i, quantity.anchor.i)
        if ref.head.dep_ == "pobj" and prep.lower_ in ("at", "in") and own and ref.head.tag_ not in ("NNS", "NNPS"):
            return ref.entity
    return None


def _promising(facility: Entity, quantity: Quantity, stage: Stage) -> Entity | None:
    """Return the company of a paragraph that promises the jobs that its plant creates: staff stays the plant's."""
    if any(t.lemma_ in ("employ", "need", "staff", "take") for t in (quantity.anchor, *quantity.anchor.ancestors)):
        return None
    company = operator(facility, quantity, stage)
    blocks = stage.document.article.blocks
    block = next((b for b in blocks if b.start <= quantity.start < b.end), None)
    if company is None or block is None:
        return None
    told = any(block.start <= m.start < quantity.start and m.form == "name" for m in company.mentions)
    return company if told else None


def _works_there(quantity: Quantity, verdict: Verdict, stage: Stage) -> Entity | None:
    """Return the facility of "a plant in Leeds, where 600 work", "all 45 employees there", "90 on the payroll"."""
    scene = quantity.scene
    if verdict.kind != "count":
        return None
    clause = next((t for t in up(quantity.anchor) if t.dep_ == "relcl"), None)
    where = next((c for c in clause.children if c.lower_ == "where"), None) if clause is not None else None
    if where is not None:
        before = [r for r in scene.of("Facility", "Company") if r.last < where.i]
        own = next((t for t in subjects(quantity) if t.i > where.i), None)
        working = own is None or scene.headed(own, "Company", "Facility") is None
        return before[-1].entity if before and working and before[-1].entity.type == "Facility" else None
    behind = quantity.sentence.text[quantity.number.outer_end :].lower()
    named = any(r.mention.start < quantity.start and r.mention.form == "name" for r in scene.of("Company", "Facility"))
    if _THERE.match(behind) and not named:
        near = stage.before(quantity.start, "Facility")
        return near[0] if near and recent(near[0], quantity, stage, 3) else None
    return None


def _unnamed(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether the number's own subject is a definite plant or company unknown to us ("the mill employs 90")."""
    own = next(subjects(quantity), None)
    if own is None or own.tag_ != "NN" or owner(own, quantity.scene, "Facility", "Company", "Plan") is not None:
        return False
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in own.children)
    return definite and own.lemma_.lower() in words.stands_for("Facility") | words.stands_for("Company")


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
        found = _of_investment(quantity, stage, words)
        if found is not None:
            return found
    if wanting is None and any(t.pos_ == "PROPN" for t in subjects(quantity)):
        # A body that nobody recognised wants it: not the plan that was spoken of before.
        return None
    return topic_plan(quantity, stage, wanting) or wanting or _topic_place(quantity, stage)


def _of_investment(quantity: Quantity, stage: Stage, words: MeasureWords) -> Entity | None:
    """Return the company of "These investments will …": whoever was said to invest just before."""
    for token in subjects(quantity):
        definite = any(c.dep_ == "det" and c.lower_ in ("this", "these", "the") for c in token.children)
        if definite and words["spend"].noun(token):
            near = stage.before(quantity.start, "Company", "Plan")
            if near and near[0].type == "Company" and recent(near[0], quantity, stage, 1):
                return near[0]
    return None


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
    located = [r for r in located if counted_in(r)]
    near = [r for r in located if r.mention.start > quantity.start] or located
    if near:
        return near[0].entity
    others = [r for r in scene.of("Facility", "Company", *PLACES) if counted_in(r)]
    if others:
        return others[0].entity
    if quantity.sentence.kind == "bullet" and not scene.refs:
        return None
    for ref in scene.of("Bureau"):
        places = sorted(stage.jurisdictions.get(ref.entity.id, set()))
        if places:
            return stage.entities.get(places[0])
    told = boilerplate_company(quantity, stage) if quantity.number.currencies else None
    return told or place_near(quantity, stage)
