"""Who owns what by the wording of a noun phrase: "Tata's plant", "its factory", "Samsung factory", "whose bureau"."""

import re
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document
from kg.extract.relations.arguments import antecedent, surface_subjects
from kg.extract.scene import Ref, Scene, child

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSESSIVES: Final = frozenset({"its", "their", "our", "his", "her"})
_GENITIVE: Final = re.compile(r"(?:\s*\([^)]*\))?['’]s?\s+(?:[\w$€£.,%-]+\s+){0,6}")
_THROUGH: Final = ("for", "in", "of", "at", "on", "to", "into", "with")


def owner(document: Document, scene: Scene, ref: Ref, *types: str) -> tuple[Ref, str] | None:
    """Return the owner of a type that the noun phrase of a mention names, with the rule that found it, or None."""
    for found, rule in (
        (_inside(scene, ref, types), "name"),
        (_genitive(scene, ref.head, types), "possessive"),
        (_adjacent(document, scene, ref, types), "adjacent"),
        (_above(scene, ref.head, types) if ref.entity.type == "Facility" else None, "possessive"),
        (_bound(scene, _whole(ref), types), "bound"),
    ):
        if found is not None and found.entity.id != ref.entity.id:
            return found, rule
    return None


def _whole(ref: Ref) -> "Token":
    """Return the noun that a plan's name stands before or explains: "its 30@30 policy", "its chip scheme, CHIPA"."""
    above = ref.head.head
    if ref.entity.type == "Plan" and ref.head.dep_ == "appos" and above.i < ref.first and above.pos_ == "NOUN":
        return above
    named = ref.entity.type == "Plan" and ref.head.dep_ in ("compound", "nmod", "amod", "nummod")
    return above if named and above.pos_ == "NOUN" and above.i > ref.last else ref.head


def _inside(scene: Scene, ref: Ref, types: tuple[str, ...]) -> Ref | None:
    """Return a name inside the mention that stands before its head, or after "of"."""
    for inner in scene.of(*types):
        if not inner.inside(ref):
            continue
        before = list(ref.head.doc[ref.first : inner.first])
        if any(t.pos_ in ("ADP", "SCONJ") and t.lower_ != "of" for t in before) or inner.head.i == ref.head.i:
            continue
        if any(t.pos_ == "VERB" for t in before):
            continue
        return inner
    return None


def _genitive(scene: Scene, head: "Token", types: tuple[str, ...]) -> Ref | None:
    for c in head.children:
        if c.dep_ in ("poss", "compound", "nmod", "amod") and c.lower_ not in POSSESSIVES:
            ref = scene.covering(c, *types)
            if ref is not None and ref.last < head.i:
                return ref
    return None


def _adjacent(document: Document, scene: Scene, ref: Ref, types: tuple[str, ...]) -> Ref | None:
    """Return a name that stands right before the mention, whatever the parser made of it."""
    for other in reversed(scene.of(*types)):
        if other.mention.form == "anaphor" or other.last >= ref.first:
            continue
        between = document.text[other.mention.end : ref.mention.start]
        if between == " ":
            return other
        words = ref.head.doc[other.last + 1 : ref.first]
        nominal = all(
            t.pos_ not in ("VERB", "AUX", "ADP", "SCONJ") or t.dep_ in ("amod", "compound", "case") for t in words
        )
        if _GENITIVE.fullmatch(between) and nominal and not any(other.last < r.first < ref.first for r in scene.refs):
            return other
        return None
    return None


def _above(scene: Scene, head: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return the owner of a noun that the mention completes: "Tesla's project for a factory"."""
    node = head
    for _ in range(3):
        if node.dep_ == "conj" and node.head.pos_ in ("NOUN", "PROPN"):
            node = node.head
        elif node.dep_ == "pobj" and node.head.lower_ in _THROUGH and node.head.head.pos_ == "NOUN":
            node = node.head.head
        else:
            return None
        if scene.headed(node) is not None:
            return None
        found = _genitive(scene, node, types) or _bound(scene, node, types)
        if found is not None:
            return found
    return None


def _bound(scene: Scene, head: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return what "its", "their" or "whose" on a noun refers to."""
    pronoun = child(head, "poss") or _whose(head)
    if pronoun is None:
        return None
    if pronoun.lower_ == "whose":
        noun = antecedent(head) or next((t.head for t in head.ancestors if t.dep_ == "relcl"), None)
        return _antecedent_ref(scene, noun, pronoun, types) if noun is not None else _just_before(scene, pronoun, types)
    if pronoun.lower_ not in POSSESSIVES:
        return None
    said = scene.headed(pronoun)
    if said is not None:
        near = _holder(scene, pronoun, types)
        if near is not None and near.entity.type == said.entity.type:
            return near
        return said if said.entity.type in types else None
    return bound_to(scene, pronoun, types)


def _whose(head: "Token") -> "Token | None":
    """Return a "whose" that opens the noun phrase of a head, which the parser may hang elsewhere."""
    left = head.left_edge.i
    return next((t for t in head.doc[max(0, left - 1) : head.i] if t.lower_ == "whose"), None)


def _just_before(scene: Scene, pronoun: "Token", types: tuple[str, ...]) -> Ref | None:
    before = [r for r in scene.of(*types) if r.last < pronoun.i]
    if not before or pronoun.i - before[-1].last > 2:
        return None
    return _apposed_to(scene, before[-1].head, types) or before[-1]


def _apposed_to(scene: Scene, noun: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return the name that a noun only describes: "Pune Cells, a venture of A and B, whose plant"."""
    node = noun
    while node.dep_ in ("appos", "pobj", "prep", "compound", "conj") and node.head.i != node.i:
        above = node.head
        ref = scene.covering(above, *types) if node.dep_ == "appos" else None
        if ref is not None:
            return ref
        node = above
    return None


def _antecedent_ref(scene: Scene, noun: "Token", pronoun: "Token", types: tuple[str, ...]) -> Ref | None:
    # "Pune, the second city in Maharashtra, whose mayor": the apposition goes back to the name before it.
    above = _apposed_to(scene, noun, types)
    if above is not None:
        return above
    ref = scene.covering(noun, *types)
    before = [r for r in scene.of(*types) if r.last < pronoun.i]
    return ref or (before[-1] if before else None)


def bound_to(scene: Scene, pronoun: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return the subject that a possessive pronoun without a mention of its own goes back to, or None."""
    near = _holder(scene, pronoun, types)
    if near is not None:
        return near
    for node in pronoun.ancestors:
        if node.pos_ not in ("VERB", "AUX"):
            continue
        for subject in surface_subjects(node):
            if subject.i >= pronoun.i or (pronoun.i in {t.i for t in subject.subtree} and node.dep_ != "relcl"):
                continue
            ref = scene.covering(subject, *types)
            if ref is not None:
                return ref
            if scene.covering(subject) is not None:
                return None
    return _announced(scene, pronoun, types)


def _holder(scene: Scene, pronoun: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return the possessor in the noun phrase around "its", nearer than a subject: "Orion's output from its mill"."""
    for node in pronoun.ancestors:
        if node.pos_ in ("VERB", "AUX"):
            return None
        holder = next((c for c in node.children if c.dep_ == "poss" and c.i < node.i < pronoun.i), None)
        ref = scene.covering(holder, *types) if holder is not None else None
        if ref is not None or node.dep_ == "conj":
            return ref
    return None


def _announced(scene: Scene, pronoun: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return the subject that a phrase before it already speaks of: "At its Pune plant, Tata will spend"."""
    opening = next((t for t in pronoun.ancestors if t.dep_ == "prep" and t.head.pos_ in ("VERB", "AUX")), None)
    if opening is None or opening.left_edge.i > 1 or any(r.last < pronoun.i for r in scene.of(*types)):
        return None
    following = [s for s in surface_subjects(opening.head) if s.i > opening.i]
    return scene.headed(following[0], *types) if following else None
