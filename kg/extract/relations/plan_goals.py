"""Whose goals a plan holds: "Under the plan, Hubei wants …", "output in Hubei is to double by the plan"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.scene import SUBJECT, Ref, Scene, child, climb

if TYPE_CHECKING:
    from spacy.tokens import Token


_KNOWN_AS: Final = re.compile(
    r"\bthe (?:\w+ )?(?:plan|strategy|program(?:me)?|scheme|policy|roadmap),? "
    r"(?:called|dubbed|named|titled|known as) (?:the )?[\"“]?$"
)
_GOAL_VERBS: Final = frozenset(
    "want aim plan intend seek hope will target strive expect set eye vow pledge promise commit wish look try push "
    "raise increase build add have reach become support help".split()
)


def goals(scene: Scene, before: Scene | None) -> Iterator[Draft]:
    """Yield the place whose goals a plan holds: "Under the plan, Hubei wants …", "output in Hubei is to … by the plan".

    Only where one place, apart from places around it, is spoken of in the sentence.
    """
    plan = _basis(scene)
    if _blocked(scene):
        return
    if plan is None:
        plan = _presented(scene)
        aimer = _aimer(before) if plan is not None and before is not None else None
        if plan is not None and before is not None and aimer is not None and not _too_wide(plan, aimer):
            yield Draft(plan.entity.id, "appliesTo", aimer.entity.id, before.sentence, "scope-goal:context")
        return
    place = _single_place(scene, plan)
    if place is not None and (_only_there(plan, place) or not _aims(plan, place)):
        return  # "Hawaii has received money from the Infrastructure Law"
    if place is not None and _too_wide(plan, place):
        return
    if place is not None:
        yield Draft(plan.entity.id, "appliesTo", place.entity.id, scene.sentence, "scope-goal:context")
    elif before is not None and _sets_goal(scene):
        aimer = _aimer(before)
        if aimer is not None:
            yield Draft(plan.entity.id, "appliesTo", aimer.entity.id, before.sentence, "scope-goal:context")


def _too_wide(plan: Ref, place: Ref) -> bool:
    """Say whether a plan is a nation's, not a province's: "To support the national plan, the province will"."""
    return place.entity.type != "Country" and re.search(r"\bnational\b", plan.entity.name, re.I) is not None


def _only_there(plan: Ref, place: Ref) -> bool:
    """Say whether a law is spoken of in one of the places of its country: not where alone it applies."""
    law = plan.mention.form == "name" and plan.mention.feature("code") == "act"
    return law and place.entity.type in ("City", "Region") and place.entity.gazetteer != "region/eu/european-union"


def _aims(plan: Ref, place: Ref) -> bool:
    """Say whether a place under a plan wants something; one that only makes use of it has not set it up."""
    if plan.head.dep_ != "pobj" or place.head.dep_ not in SUBJECT:
        return True
    verb = place.head.head
    ahead = any(c.dep_ == "aux" and c.lower_ in ("will", "shall", "to", "would", "must") for c in verb.children)
    return ahead or verb.lemma_.lower() in _GOAL_VERBS


def _basis(scene: Scene) -> Ref | None:
    """Return the plan that the sentence's statement rests on: "according to", "under", or as subject of its verb."""
    for plan in scene.of("Plan"):
        head = plan.head
        if head.dep_ == "pobj" and head.head.lower_ in ("under", "to", "in", "by", "per"):
            preposition = head.head
            if preposition.lower_ in ("under", "per") or (
                preposition.lower_ == "to" and preposition.head.lower_ == "according"
            ):
                return plan
            verb = next((t for t in preposition.ancestors if t.pos_ in ("VERB", "AUX")), None)
            if (
                preposition.lower_ == "in"
                and verb is not None
                and verb.lemma_
                in ("set", "reveal", "lay", "specify", "contain", "outline", "give", "name", "list", "fix")
            ):
                return plan
        if head.dep_ in SUBJECT and head.head.lemma_ in (
            "foresee",
            "want",
            "aim",
            "call",
            "set",
            "envisage",
            "say",
            "seek",
            "target",
            "provide",
            "require",
            "ask",
            "list",
            "promise",
            "include",
            "lay",
            "specify",
            "stipulate",
            "state",
        ):
            return plan
    return None


def _presented(scene: Scene) -> Ref | None:
    """Return "the plan" that is presented as known, right after the sentence that tells its goal."""
    for plan in scene.of("Plan"):
        before = scene.sentence.text[: plan.mention.start - scene.sentence.start]
        if _KNOWN_AS.search(before):
            return plan
        article = child(plan.head, "det")
        if plan.head.dep_ in ("dobj", "nsubjpass") and article is not None and article.lower_ == "the":
            named = plan.mention.name[:1].isupper()
            return plan if plan.mention.form == "anaphor" or not named else None
    return None


def _single_place(scene: Scene, plan: Ref) -> Ref | None:
    """Return the one place that the sentence is about: a subject that wants something, a genitive, or after "in"."""
    firm = any(r.head.dep_ in SUBJECT for r in scene.of("Company"))
    found: dict[str, Ref] = {}
    for ref in scene.of(*PLACE):
        if firm and ref.head.dep_ not in (*SUBJECT, "poss"):
            continue  # "Under the act, X makes panels in Dalton"
        if ref.inside(plan) or any(ref.inside(r) for r in scene.of("Bureau", "Facility", "Company")):
            continue
        if _is_about(scene, ref.head):
            found.setdefault(ref.entity.id, ref)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_about(scene: Scene, head: "Token") -> bool:
    if head.dep_ in SUBJECT:
        return True
    if head.dep_ == "poss" and scene.headed(head.head, "Bureau", "Company", "Facility") is None:
        return True
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "for", "across", "of", "throughout", "within"):
        governor = head.head.head
        if scene.headed(governor, "Bureau", "Company", "Facility", "Plan") is not None:
            return False
        return governor.lemma_ not in (
            "meeting",
            "conference",
            "briefing",
            "speech",
            "event",
            "summit",
            "ceremony",
            "visit",
        )
    return False


def _sets_goal(scene: Scene) -> bool:
    first = scene.sentence.text.lower()
    return (
        re.match(
            r"\W*(?:the|this|these|those|both)?\s*(?:\w+\s+)?(?:goals?|targets?|aims?|figures?|objectives?|it|they|this)\b",
            first,
        )
        is not None
    )


def _aimer(scene: Scene) -> Ref | None:
    for ref in scene.of(*PLACE):
        if ref.head.dep_ in SUBJECT:
            verb = ref.head.head
            words = {verb.lemma_.lower(), *(c.lower_ for c in verb.children if c.dep_ == "aux")}
            if words & _GOAL_VERBS:
                return ref
    subject = next((t for t in scene.sentence.parse or () if t.dep_ in SUBJECT), None)
    if subject is not None:
        for ref in scene.of(*PLACE):
            if (
                any(t.i == subject.i for t in climb(ref.head))
                and child(ref.head, "prep") is None
                and subject.lemma_ in ("city", "hub", "state", "province", "town", "region", "country", "government")
            ):
                return ref
    return None


def _blocked(scene: Scene) -> bool:
    return scene.sentence.text.rstrip().endswith("?")
