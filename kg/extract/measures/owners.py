"""Ways from a number to an entity within its sentence: subjects, noun phrases, brackets, relative clauses, rows."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, phrase_inside, subject_of, up
from kg.extract.scene import SUBJECT, Ref, Scene, child
from kg.model import PLACES, Entity

if TYPE_CHECKING:
    from spacy.tokens import Token


_WORK = frozenset({"project", "expansion", "development", "investment", "upgrade", "construction", "extension"})


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


def _covering(token: "Token", scene: Scene, *types: str) -> Ref | None:
    ref = scene.covering(token, *types)
    return ref if ref is not None and ref.last >= token.i else None


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
            ref = scene.headed(node, *types) or _of_work(node, scene, *types)
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


def _of_work(token: "Token", scene: Scene, *types: str) -> Ref | None:
    """Return the plant before a word for the work on it: "a $4 billion aluminum *smelter* project"."""
    if "Facility" not in types or token.lemma_.lower() not in _WORK:
        return None
    found = (scene.headed(c, "Facility") for c in token.children if c.dep_ == "compound")
    return next((ref for ref in found if ref is not None), None)


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


def dangling(quantity: Quantity) -> bool:
    """Whether a number is told of a name unknown to us: "the Plano Azul, which approved 30 projects"."""
    for token in (quantity.anchor, *quantity.anchor.ancestors):
        if token.dep_ == "relcl" and token.pos_ in VERBAL:
            own = child(token, *SUBJECT)
            if own is None or own.tag_ not in ("WDT", "WP"):
                return False
            inside = {t.i for t in phrase_inside(token.head)} | {token.head.i}
            known = any(r.first <= token.head.i <= r.last or r.head.i in inside for r in quantity.scene.refs)
            return token.head.pos_ == "PROPN" and not known
    return False


def which(quantity: Quantity, *types: str) -> Entity | None:
    """Return the entity of "Acme, which employs 540 people, expects …"."""
    for token in up(quantity.anchor):
        if token.dep_ == "relcl" and token.pos_ in VERBAL:
            own = child(token, *SUBJECT)
            ref = quantity.scene.covering(token.head, *types)
            return ref.entity if own is not None and own.tag_ in ("WDT", "WP") and ref is not None else None
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
