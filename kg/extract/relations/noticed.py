"""Operators and places of facilities that no other rule gives one: what the finder noticed, who alone is spoken of.

The finder of facilities notes companies and places in and around a phrase, as subject, agent or buyer, to tell one
facility from another; the frames do not know all verbs. Parks are left out: who builds there does not run them.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.facility_family import is_park
from kg.extract.modality import Cues, judge
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.scene import SUBJECT, Ref, Scene, child

_SPEAKERS: Final = frozenset(
    "ceo cfo coo chief president chairman chairwoman chair head director manager boss executive spokesman spokeswoman "
    "spokesperson officer official founder worker employee management board".split()
)
_GROUND: Final = frozenset("site land plot campus park area zone estate complex".split())
_BUYS: Final = frozenset("buy purchase source import order obtain procure receive get take come ship".split())
_BESIDE: Final = frozenset("near beside opposite like unlike than against about".split())
_MADE: Final = frozenset("build open run operate construct expand close own set launch have".split())
_SELLS: Final = frozenset("supply deliver sell ship provide export supplier supplies vendor sale delivery".split())


def operators_noticed(stage: Sequence[Scene], drafts: Sequence[Draft], cues: Cues) -> Iterator[Draft]:
    """Yield the companies that the finder noticed around a facility, else the only one that its sentence is about."""
    known = {d.object for d in drafts if d.predicate == "operates"}
    for scene in stage:
        for facility in scene.of("Facility"):
            if facility.entity.id in known or facility.mention.form == "anaphor" or is_park(facility.entity):
                continue
            before = scene.sentence.text[: facility.mention.start - scene.sentence.start]
            # Whose it was, not whose it is.
            once = before.endswith((" used to be the ", " used to be a "))
            former = once or facility.mention.name.startswith("former ")
            if former or _of_another(facility) or judge(facility.head, cues).reason:
                continue
            noticed = list(_noticed(scene, facility, "operator", "Company"))
            others = facility.head.lower_ in _GROUND or _has_owner(scene, facility)
            for company in noticed or ([] if others else _spoken_of(scene)):
                rule = "operates-noticed" if noticed else "operates-sole"
                yield Draft(company.entity.id, "operates", facility.entity.id, scene.sentence, f"{rule}:context")


def _has_owner(scene: Scene, facility: Ref) -> bool:
    """Say whether a possessor that nobody knows stands before a facility: "X is glad of Gangfeng's lithium mine"."""
    owner = child(facility.head, "poss")
    return owner is not None and owner.pos_ == "PROPN" and scene.covering(owner) is None


def operators_of_article(stage: Sequence[Scene], drafts: Sequence[Draft], cues: Cues) -> Iterator[Draft]:
    """Yield the only company that runs anything in an article as operator of "the plant in Braga", not "a plant"."""
    known = {d.object for d in drafts if d.predicate == "operates"}
    firms = {d.subject for d in drafts if d.predicate == "operates"}
    for scene in stage if len(firms) == 1 else ():
        if not {r.entity.id for r in scene.of("Company")} <= firms:
            continue
        for facility in scene.of("Facility"):
            article = child(facility.head, "det")
            told = facility.entity.id in known or facility.mention.form == "anaphor" or facility.head.lower_ in _GROUND
            definite = article is not None and article.lower_ == "the"
            other = is_park(facility.entity) or _of_another(facility)
            if definite and not told and not other and not judge(facility.head, cues).reason:
                for firm in firms:
                    yield Draft(firm, "operates", facility.entity.id, scene.sentence, "operates-article:inherited")


def places_noticed(stage: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the places that the finder noticed for a facility that no other rule gives one."""
    known = {d.subject for d in drafts if d.predicate == "locatedIn"}
    for scene in stage:
        for facility in scene.of("Facility"):
            if facility.entity.id not in known:
                for place in _noticed(scene, facility, "place", *PLACE):
                    yield Draft(
                        facility.entity.id, "locatedIn", place.entity.id, scene.sentence, "location-noticed:context"
                    )


def _noticed(scene: Scene, facility: Ref, feature: str, *types: str) -> Iterator[Ref]:
    for kind, name in facility.mention.features:
        found = next((r for r in scene.of(*types) if r.mention.name == name), None) if kind == feature else None
        if found is not None:
            yield found


def _of_another(facility: Ref) -> bool:
    """Say whether a company only buys from a plant or sells to it: "buys the cells from a factory in Pune"."""
    link = facility.head.head
    if facility.head.dep_ == "dobj":
        doer = child(link, *SUBJECT)  # "said that a report covers a plant"
        return doer is not None and doer.pos_ == "NOUN" and link.dep_ == "ccomp" and link.lemma_ not in _MADE
    if facility.head.dep_ != "pobj" or child(facility.head, "poss") is not None:
        return False
    held = link.lower_ == "at" and link.head.dep_ == "acl" and link.head.tag_ == "VBN"  # "a fair held at the works"
    if link.lower_ in _BESIDE or held:
        return True
    words = {t.lemma_ for t in (link.head, *link.head.ancestors)}
    return (link.lower_ == "from" and bool(words & _BUYS)) or (link.lower_ in ("to", "for") and bool(words & _SELLS))


def _spoken_of(scene: Scene) -> list[Ref]:
    """Return the one company of a sentence, where it or its people are the subject: "X CEO Y: "The mill …"."""
    companies = scene.of("Company")
    if len({r.entity.id for r in companies}) != 1:
        return []
    return [r for r in companies if _is_topic(scene, r)][:1]


def _is_topic(scene: Scene, company: Ref) -> bool:
    head = company.head
    if head.dep_ in SUBJECT:
        return True
    if head.dep_ == "poss":
        if head.head.dep_ == "pobj" and head.head.head.lower_ in ("by", *_BESIDE):
            return False  # "is surrounded by X's land"
        return scene.covering(head.head, "Facility") is None
    return head.dep_ in ("compound", "nmod") and any(
        t.lower_ in _SPEAKERS for t in (head.head, *head.doc[company.last + 1 : company.last + 4])
    )
