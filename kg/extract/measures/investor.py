"""Whose investment it is: the facility that it builds, the plan whose budget it is, or who spends it."""

from typing import TYPE_CHECKING

from kg.extract.measures.actors import Stage
from kg.extract.measures.owners import (
    attributive,
    owner,
    place_near,
    plan_here,
    possessor,
    recent,
    relative,
    relcl_subject,
    row_owner,
    subjects,
    topic_plan,
)
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, phrase_inside, up, verb_above
from kg.extract.measures.verdict import Verdict
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, Ref, child
from kg.model import PLACES, Entity

if TYPE_CHECKING:
    from spacy.tokens import Token


_INTO = frozenset({"in", "into", "on", "for", "toward", "towards", "to", "at", "behind", "of"})


_COSTS = frozenset({"bill", "cost", "price", "tab", "outlay", "expense", "figure"})
_BUILDS = frozenset(
    "build open expand construct reopen establish upgrade launch set complete create develop retool convert modernise "
    "modernize equip re-open acquire finish".split()
)


def investor(quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords) -> Entity | None:
    """Return the entity that a sum belongs to, or None."""
    scene = quantity.scene
    found = relative(quantity, "Plan", "Facility") or relcl_subject(quantity)
    if found is not None:
        return found
    found = (
        attributive(quantity, "Facility") or _built(quantity) or attributive(quantity, "Plan") or _plan_before(quantity)
    )
    if found is not None:
        return found
    found = _bill(quantity, stage)
    if found is not None:
        return found
    found = row_owner(quantity) or possessor(quantity)
    if found is not None:
        return found
    verb = verb_above(quantity.anchor)
    reported = child(verb, *OBJECT) if verb is not None and verb.lemma_ == "put" else None
    if reported is not None and (words["spend"].noun(reported) or reported.lemma_ in _COSTS):
        near = stage.before(quantity.start, "Facility")
        if near and recent(near[0], quantity, stage, 3):
            return near[0]
    if verb_above(quantity.anchor) is None or quantity.sentence.kind == "bullet":
        # A fragment ("Grant: $4 million.") goes on about what was spoken of last.
        near = stage.before(quantity.start, "Facility", "Plan")
        if near and not scene.refs and near[0].type == "Facility" and recent(near[0], quantity, stage, 2):
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
            if near and recent(near[0], quantity, stage, 1) and not scene.of("Plan"):
                return near[0]
        counted = any(t.pos_ == "NUM" for t in phrase_inside(token))
        vague = vague or (ref is None and not spending and token.pos_ == "NOUN" and (counted or token.dep_ == "nsubj"))
        vague = vague or (ref is None and token.pos_ == "PROPN")
    if spender is not None and spender.type == "Company":
        return spender
    facility = _with_investment(quantity)
    if facility is not None:
        return facility
    plan = plan_here(quantity)
    if (
        plan is None
        and _few_actors(quantity)
        and not vague
        and (spender is None or spender.type in PLACES | {"Bureau"})
    ):
        placed = spender is not None and spender.type in PLACES
        told = verdict.stance == "done" and (
            _reported_level(quantity, words) or (placed and not _spends(quantity, words))
        )
        plan = None if told else topic_plan(quantity, stage, spender)
    if plan is not None:
        return plan
    found = _company_of_phrase(quantity) or spender
    if found is not None:
        return found
    companies = [r for r in scene.of("Company") if r.mention.start < quantity.start]
    if companies:
        return companies[-1].entity
    places = [r for r in scene.of(*PLACES) if r.entity.type != "City" or _is_in(r)]
    if places:
        return places[0].entity
    near = stage.before(quantity.start, "Facility", "Company", "Plan")
    if near and not scene.refs and not vague and recent(near[0], quantity, stage, 2):
        return near[0]
    return place_near(quantity, stage)


def _bill(quantity: Quantity, stage: Stage) -> Entity | None:
    """Return the facility of "the $3 billion bill": the one spoken of just before."""
    head = quantity.head
    if head is None or head.lemma_ not in ("bill", "cost", "tag") or quantity.scene.of("Facility"):
        return None
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in head.children)
    near = stage.before(quantity.start, "Facility")
    return near[0] if definite and near and recent(near[0], quantity, stage, 2) else None


def _is_in(ref: Ref) -> bool:
    """Whether a place is named as where something is."""
    return ref.head.dep_ == "pobj" and ref.head.head.lower_ in ("in", "across")


def _reported_level(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a sum is what investment "reached" or "came to": a report on a place, no budget."""
    verb = verb_above(quantity.anchor)
    return verb is not None and (words["reach"].verb(verb) or words["grow"].verb(verb) or verb.lemma_ == "come")


def _spends(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether the clause itself spends ("the government has earmarked …")."""
    verb = verb_above(quantity.anchor)
    return verb is not None and words["spend"].verb(verb)


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
        own = next(subjects(quantity), None)
        firm = own is not None and scene.headed(own, "Company") is not None
        if firm and head.dep_ == "pobj" and head.head.i == 0 and head.head.lower_ == "at":
            # "At its Leeds mill, the firm will spend $3 million on a hall"
            return ref.entity
        if quantity.head is not None and _right_behind(quantity.head, ref):
            return ref.entity
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
        # "raise output at its second mill": the place of the doing, one step further down.
        if (
            head.dep_ == "pobj"
            and head.head.lower_ in ("at", "in", "into")
            and _below(head, tops)
            and head.i > quantity.token.i
        ):
            return ref.entity
    return None


def _right_behind(noun: "Token", ref: Ref) -> bool:
    """Whether a facility stands right behind a noun of spending: "expansion of its Leeds mill"."""
    between = [t.lower_ for t in noun.doc[noun.i + 1 : ref.first]]
    return 0 < len(between) <= 3 and between[0] in _INTO and set(between[1:]) <= {"its", "the", "a", "an", "their"}


def _below(token: "Token", tops: set[int]) -> bool:
    """Whether a token hangs below a clause, a few steps down and in no clause coordinated with it."""
    for above in list(token.ancestors)[:5]:
        if above.i in tops:
            return True
        if above.dep_ == "conj" and above.pos_ in VERBAL:
            return False
    return False


def _with_investment(quantity: Quantity) -> Entity | None:
    """Return the subject of "With a budget of $9 million, the plant will …"."""
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
        for below in token.children:
            if below.dep_ in ("poss", "nmod", "compound"):
                ref = scene.covering(below, "Company")
                if ref is not None:
                    return ref.entity
            if below.dep_ in ("prep", "agent") and below.lower_ in ("by", "from", "of"):
                for inner in below.children:
                    ref = scene.headed(inner, "Company")
                    if ref is not None:
                        return ref.entity
    return None
