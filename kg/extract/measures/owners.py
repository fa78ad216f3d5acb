"""Ways from a number to an entity: subjects, possessors, relative clauses, the plan or place that the text is about."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.measures.actors import Stage
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, phrase_inside, subject_of, up
from kg.extract.scene import SUBJECT, Ref, Scene, child
from kg.model import PLACES, Entity

if TYPE_CHECKING:
    from spacy.tokens import Token


# Prepositions of a way: the place behind them is where something goes to or comes from.
_WAYS = frozenset({"to", "from", "via", "into", "toward", "towards", "through", "near", "than"})


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
    # "its owner, Acme Steel, had 900 people"
    named = (scene.headed(c, *types) for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN")
    return next((ref for ref in named if ref is not None), None)


def counted_in(ref: Ref) -> bool:
    """Whether a place may be where something is counted: not where goods go to or come from, nor where one speaks."""
    head = ref.head
    if head.dep_ != "pobj":
        return True
    return head.head.lower_ not in _WAYS and head.head.head.lemma_ not in ("say", "tell", "report", "reporter")


def boilerplate_company(quantity: Quantity, stage: Stage) -> Entity | None:
    """Return the company that the sentence before is about, for a bare "Revenue in 2023 reached $2 billion"."""
    here = quantity.sentence
    for scene in stage.scenes:
        sentence = scene.sentence
        if sentence.index == here.index - 1 and sentence.block == here.block and not quantity.scene.refs:
            found = [r for r in scene.of("Company") if r.head.dep_ in SUBJECT and r.head.head.dep_ == "ROOT"]
            return found[-1].entity if found else None
    return None


def _covering(token: "Token", scene: Scene, *types: str) -> Ref | None:
    ref = scene.covering(token, *types)
    return ref if ref is not None and ref.last >= token.i else None


def recent(entity: Entity, quantity: Quantity, stage: Stage, reach: int = 3) -> bool:
    """Whether an entity was mentioned within the last few sentences."""
    low = max(0, quantity.sentence.index - reach)
    start = stage.document.sentences[low].start
    return any(start <= m.start < quantity.start for m in entity.mentions)


def attributive(quantity: Quantity, *types: str) -> Entity | None:
    """Return the entity in whose noun phrase the number stands ("the $4 bn plant", "the plant, a $4 bn project")."""
    scene = quantity.scene
    inside = bracketed(quantity) if "Facility" in types else None
    if inside is not None:
        return inside
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


def bracketed(quantity: Quantity) -> Entity | None:
    """Return the facility behind which a number stands in brackets: "a mill for Acme ($40 million, 300 jobs)"."""
    text = quantity.sentence.text[: quantity.number.outer_start]
    opening = text.rfind("(")
    if opening < 0 or ")" in text[opening:]:
        return None
    start = quantity.sentence.start
    before = [r for r in quantity.scene.of("Facility") if r.mention.end - start <= opening]
    if not before:
        return None
    between = text[before[-1].mention.end - start : opening]
    return None if len(between) > 60 or re.search(r"[,;:.]\s", between) else before[-1].entity


def row_owner(quantity: Quantity) -> Entity | None:
    """Return the place or company of a row: "followed by Spain at $3 billion and Italy at $2 billion"."""
    text = quantity.sentence.text[: quantity.number.outer_start]
    if not text.rstrip().endswith(" at"):
        return None
    bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), text)
    piece = max((m.end() for m in re.finditer(r"[,;]\s|\band\s|\bwith\s|\bby\s", bare)), default=0)
    low = quantity.sentence.start + piece
    refs = [r for r in quantity.scene.of("Company", *PLACES) if low <= r.mention.start < quantity.start]
    return refs[-1].entity if refs else None


def possessor(quantity: Quantity) -> Entity | None:
    """Return the company of "the group's $40 million investment"."""
    for token in (quantity.head, quantity.noun):
        for below in token.children if token is not None else ():
            if below.dep_ == "poss":
                ref = quantity.scene.covering(below, "Company")
                if ref is not None:
                    return ref.entity
    return None


def relative(quantity: Quantity, *types: str) -> Entity | None:
    """Return the entity of "the act, under which $3 billion is granted"."""
    for token in up(quantity.anchor):
        if token.dep_ == "relcl" and token.pos_ in VERBAL:
            own = child(token, *SUBJECT)
            noun = token.head
            ref = quantity.scene.covering(noun, *types)
            while ref is None and noun.dep_ == "appos" and noun.head.i != noun.i:
                # "the fund, a programme for which $70 million is set aside"
                noun = noun.head
                ref = quantity.scene.covering(noun, *types)
            if own is not None and own.tag_ not in ("WDT", "WP") and ref is not None and ref.last >= noun.i:
                return ref.entity
    return None


def relcl_subject(quantity: Quantity) -> Entity | None:
    """Return the entity of "the $2 billion that the company wants to invest"."""
    for token in (quantity.anchor, quantity.token):
        for below in token.children:
            if below.dep_ == "relcl" and below.i > quantity.token.i:
                found = child(below, *SUBJECT)
                ref = owner(found, quantity.scene, "Company", *PLACES, "Bureau") if found is not None else None
                if ref is not None:
                    return ref.entity
    return None


def plan_here(quantity: Quantity) -> Entity | None:
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


def topic_plan(quantity: Quantity, stage: Stage, wanting: Entity | None) -> Entity | None:
    """Return the plan that the text is about here: the last one mentioned that suits who wants the number."""
    position = quantity.sentence.start
    candidates = stage.before(quantity.start, "Plan")
    if quantity.start < stage.title_end():
        candidates = []
    main = stage.main_plan()
    candidates = [p for p in candidates if p.id not in stage.demoted] + [p for p in candidates if p.id in stage.demoted]
    for plan in candidates:
        if _suits(plan, wanting, stage) and (plan.id == main or recent(plan, quantity, stage, 4)):
            return plan
    for plan in stage.after(position, 900, "Plan"):
        if _suits(plan, wanting, stage) and (
            wanting is not None or quantity.start < stage.title_end() or _applies_here(plan, quantity, stage)
        ):
            return plan
    return None


def _applies_here(plan: Entity, quantity: Quantity, stage: Stage) -> bool:
    """Whether a plan is known to apply to a place that the sentence names."""
    places = stage.applies.get(plan.id, set())
    return any(r.entity.id in places for r in quantity.scene.of(*PLACES))


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


def place_near(quantity: Quantity, stage: Stage) -> Entity | None:
    """Return the place that the article is about, if it was named a few sentences ago at most."""
    if any(t.pos_ == "PROPN" and not quantity.scene.covering(t) for t in subjects(quantity)):
        return None
    place = stage.main_place(quantity.start)
    return place if place is not None and recent(place, quantity, stage, 4) else None


def operator(facility: Entity, quantity: Quantity, stage: Stage) -> Entity | None:
    """Return the company that runs a facility: the only one, or the one last mentioned."""
    operators = stage.operators.get(facility.id, set())
    if not operators:
        return None
    for entity in stage.before(quantity.end, "Company"):
        if entity.id in operators:
            return entity
    return stage.entities.get(min(operators))


def is_saying(token: "Token") -> bool:
    """Whether a subject only says what the clause below it states."""
    verb = token.head
    return verb.lemma_ in ("say", "report", "note", "state", "announce", "tell") and any(
        c.dep_ == "ccomp" for c in verb.children
    )
