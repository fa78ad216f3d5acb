"""How entities stand in the article when a number comes: how long ago, how prominently, how they belong together."""

import re
from collections import defaultdict

from kg.extract.measures.ballot import Roles, class_of
from kg.extract.measures.owners import subjects
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stage import Stage
from kg.extract.scene import OBJECT, SUBJECT
from kg.model import PLACES, Entity

# Beyond so many sentences an entity was named far away.
_FAR = 4
_THERE = re.compile(r"[^.;,]{0,40}\bthere\b")


def standings(quantity: Quantity, stage: Stage, acting: set[str]) -> Roles:
    """Return what the article so far says for each entity, by id; `acting` are the subjects of the number's clauses."""
    found: Roles = defaultdict(set)
    here = quantity.sentence
    block = stage.document.article.blocks[here.block] if here.block < len(stage.document.article.blocks) else None
    last: dict[str, tuple[int, str]] = {}
    for key, spoken in stage.spoken.items():
        kind = class_of(stage.entities[key].type)
        before = [(start, sentence) for start, sentence in spoken if start < quantity.start]
        if block is not None and any(start >= block.start for start, _ in before):
            found[key].add("para")
        if not before:
            found[key].add("later")
            continue
        start, sentence = before[-1]
        gap = here.index - sentence
        found[key].add(f"gap{gap}" if gap < _FAR else "far")
        last[kind] = max(last.get(kind, (-1, "")), (start, key))
    for _, key in last.values():
        found[key].add("last")
    for key, said in stage.prominence.items():
        found[key] |= said
    _sentence_before(quantity, stage, found)
    _pointed_at(quantity, stage, found)
    named = {r.entity.id for r in quantity.scene.refs}
    for entity in stage.entities.values():
        _linked(entity, stage, acting, named, found)
    return found


def _sentence_before(quantity: Quantity, stage: Stage, found: Roles) -> None:
    if not quantity.sentence.index:
        return
    for ref in stage.scenes[quantity.sentence.index - 1].refs:
        head = ref.head
        if head.dep_ in SUBJECT and head.head.dep_ in ("ROOT", "ccomp", "conj"):
            found[ref.entity.id].add("prevsubj")
        elif head.dep_ in (*OBJECT, "attr"):
            found[ref.entity.id].add("prevobj")


def _pointed_at(quantity: Quantity, stage: Stage, found: Roles) -> None:
    """Add whether "there" or "it" can point at the facility named last, here or in the two sentences before.

    A plant that somebody runs goes before the park that it stands in.
    """
    subject = next(subjects(quantity), None)
    behind = quantity.sentence.text[quantity.number.outer_end :]
    role = "there" if _THERE.match(behind) else "it" if subject is not None and subject.lower_ == "it" else ""
    here = quantity.scene.of("Facility")
    if not role or any(r.mention.name.lower() != "there" for r in here):
        return
    index = quantity.sentence.index
    plants = [r.entity.id for scene in stage.scenes[max(0, index - 2) : index] for r in scene.of("Facility")]
    plants += [r.entity.id for r in here]
    run = [key for key in plants if stage.operators.get(key)] or plants
    if run:
        found[run[-1]].add(role)


def _linked(entity: Entity, stage: Stage, acting: set[str], named: set[str], found: Roles) -> None:
    """Add whether the claims tie an entity to who acts or is named here: issuers, places, operators."""
    key = entity.id
    ties: set[str] = set()
    if entity.type == "Plan":
        issuers = stage.issuers.get(key, set())
        own = issuers | stage.applies.get(key, set())
        ties = own.union(*(stage.jurisdictions.get(i, set()) for i in issuers))
        bodies = {a for a in acting if stage.entities[a].type in PLACES | {"Bureau"}}
        if own and bodies and not bodies & ties:
            found[key].add("stranger")
    elif entity.type == "Facility":
        ties = stage.operators.get(key, set())
    elif entity.type == "Company":
        ties = {plant for plant, firms in stage.operators.items() if key in firms}
    if ties & acting:
        found[key].add("linked-subj")
    elif ties & named:
        found[key].add("linked")
