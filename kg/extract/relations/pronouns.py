"""The pronoun "it" where only one thing of the sentence before can be meant: "A plant is next. X is building it"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.scene import SUBJECT, Ref, Scene, child, scene_of
from kg.model import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKES: Final = frozenset(
    "build open operate run construct close expand inaugurate shut commission launch own equip complete finish".split()
)


def resolve(stage: Sequence[Scene]) -> tuple[Scene, ...]:
    """Return the scenes with such pronouns as mentions; those that already are mentions stay as they are."""
    found: list[Scene] = []
    for scene in stage:
        before = found[-1] if found and found[-1].sentence.block == scene.sentence.block else None
        extra = list(_extra(scene, before)) if before is not None else []
        mentions = [(_that(scene, r), r.mention) for r in scene.refs]
        same = all(entity is r.entity for (entity, _), r in zip(mentions, scene.refs, strict=True))
        found.append(scene if same and not extra else scene_of(scene.sentence, [*mentions, *extra]))
    return tuple(found)


def _that(scene: Scene, ref: Ref) -> Entity:
    """Return what a mention stands for; "that city" is the city named last in the same sentence."""
    words = {ref.head.doc[max(0, ref.first - 1)].lower_, ref.head.doc[ref.first].lower_}
    if ref.mention.form == "anaphor" and "that" in words:
        named = [r for r in scene.of(ref.entity.type) if r.last < ref.first and r.mention.form == "name"]
        return named[-1].entity if named else ref.entity
    return ref.entity


def _extra(scene: Scene, before: Scene) -> Iterator[tuple[Entity, Mention]]:
    for token in scene.sentence.parse or ():
        if token.lower_ != "it" or scene.headed(token) is not None:
            continue
        kind = _kind(token)
        meant = _only(before, kind) if kind else None
        if meant is not None:
            start, end = scene.sentence.span_of(token)
            mention = replace(meant.mention, start=start, end=end, form="anaphor", name=token.text, rule="relation/it")
            yield meant.entity, mention


def _kind(token: "Token") -> str:
    """Return what kind of thing the verb or preposition on a pronoun asks for: "build it", "under it"."""
    if token.dep_ == "dobj" and token.head.lemma_ in _MAKES and child(token.head, *SUBJECT) is not None:
        return "Facility"
    return "Plan" if token.dep_ == "pobj" and token.head.lower_ == "under" else ""


def _only(scene: Scene, kind: str) -> Ref | None:
    """Return the one thing of a kind that a sentence speaks of, or the one that is its subject."""
    refs = {r.entity.id: r for r in scene.of(kind)}
    subjects = {r.entity.id: r for r in scene.of(kind) if r.head.dep_ in SUBJECT}
    some = refs if len(refs) == 1 else subjects
    return next(iter(some.values())) if len(some) == 1 else None
