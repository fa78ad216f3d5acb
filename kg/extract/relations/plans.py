"""Which place a plan applies to and whose it is, by its name, its possessor, its issuer, and what is said under it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document
from kg.extract.modality import Cues
from kg.extract.relations import plan_links
from kg.extract.relations.arguments import prepositional, subjects
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.geography import Geography
from kg.extract.relations.owners import owner
from kg.extract.relations.reach import reaching
from kg.extract.scene import SUBJECT, Ref, Scene, child, climb
from kg.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

_FOREIGN: Final = frozenset({"from", "with", "against", "to", "near", "at", "than", "like", "on", "toward", "towards"})
_KNOWN_AS: Final = re.compile(
    r"\bthe (?:\w+ )?(?:plan|strategy|program(?:me)?|scheme|policy|roadmap),? "
    r"(?:called|dubbed|named|titled|known as) (?:the )?[\"“]?$"
)
_OF_PLACE: Final = re.compile(
    r"\s+(?:of|for|across|throughout)\s+(?:the\s+)?"
    r"(?:(?:[a-z]+\s+)?(?:state|province|city|region|country|kingdom|republic|district|municipality)\s+of\s+)?"
)
_PROMULGATED: Final = re.compile(
    r"(?:\s+(?:has|have|had|on\s+[A-Z]\w+(?:\s+\d+)?|\w+ly|today|yesterday|last\s+\w+|this\s+\w+))*,?"
    r"\s+(?:issued|released|published|signed|promulgated|notified|passed|adopted|gazetted)\s+(?:an?\s+|the\s+|its\s+)?"
    r"(?:[\w-]+\s+){0,2}?(?:decision|order|decree|circular|notification|resolution|directive|ordinance|regulation|notice)"
    r"\b[^,;:]{0,60}?\s(?:promulgating|issuing|launching|introducing|notifying|establishing|adopting|announcing|enacting)"
    r"\s+(?:the\s+|an?\s+|its\s+)?[\"“]?",
    re.I,
)
_PLAN_NOUNS: Final = frozenset(
    "plan strategy policy scheme program programme act law blueprint roadmap initiative agenda framework fund".split()
)
_ANSWERS: Final = frozenset({"answer", "response", "flagship", "centrepiece", "tool", "vehicle", "instrument"})
# "American Rescue Plan", "Buy America": a slogan, not where a plan applies.
_SLOGAN_WORDS: Final = frozenset({"America", "American", "Americans"})
_HOLDS: Final = frozenset(
    "attach annex append contain include enclose outline detail set lay publish release announce issue unveil reveal "
    "present describe print carry spell give".split()
)
_PAPERS: Final = frozenset(
    "circular notice document paper order statement announcement communique gazette bulletin notification decree "
    "resolution decision directive letter memo report release".split()
)
_GOAL_VERBS: Final = frozenset(
    "want aim plan intend seek hope will target strive expect set eye vow pledge promise commit wish look try push "
    "raise increase build add have reach become support help".split()
)


def scopes(
    document: Document, scene: Scene, places: Sequence[Entity], geography: Geography, cues: Cues
) -> Iterator[Draft]:
    """Yield the places that plans apply to, as their names, possessors and the sentences about them state it."""
    for plan in scene.of("Plan"):
        if plan.mention.form != "anaphor":
            for place in _named(scene, plan, places):
                yield Draft(plan.entity.id, "appliesTo", place.id, scene.sentence, "scope:name")
            titled = re.split(r"\s(?:on|to|against|from|with)\s", _phrase(document, plan))[0]
            for word in re.findall(r"(?<![\w-])[A-Z][\w-]+", titled):
                country = geography.of_adjective(word) if word not in _SLOGAN_WORDS else None
                if country is not None and country.name != word:
                    yield Draft(plan.entity.id, "appliesTo", country.id, scene.sentence, "scope-adjective:name")
        found = owner(document, scene, plan, *PLACE)
        if found is not None:
            yield Draft(plan.entity.id, "appliesTo", found[0].entity.id, scene.sentence, f"scope:{found[1]}")
        issuer = owner(document, scene, plan, "Bureau")
        if issuer is not None and (issuer[1] != "bound" or plan.mention.form == "name"):
            yield Draft(plan.entity.id, "issuedBy", issuer[0].entity.id, scene.sentence, f"issuer:{issuer[1]}")
        for ref in _described(scene, plan):
            predicate = "issuedBy" if ref.entity.type == "Bureau" else "appliesTo"
            yield Draft(plan.entity.id, predicate, ref.entity.id, scene.sentence, "scope:apposition")
        for maker in _by_paper(scene, plan):
            yield Draft(plan.entity.id, "issuedBy", maker.entity.id, scene.sentence, "issuer-paper:context")
        yield from _after_name(document, scene, plan)
        yield from plan_links.of_body(document, scene, plan)
        yield from reaching(document, scene, plan, places)
        yield from _promulgated(document, scene, plan)
        yield from plan_links.within(document, scene, plan)
        parent = owner(document, scene, plan, "Plan")
        if (
            parent is not None
            and " for " not in parent[0].mention.name
            and (parent[1] == "bound" or "'" in _between(document, parent[0], plan))
        ):
            yield Draft(plan.entity.id, "partOfPlan", parent[0].entity.id, scene.sentence, f"part:{parent[1]}")


def _between(document: Document, before: Ref, after: Ref) -> str:
    return document.text[before.mention.end : after.mention.start].replace("’", "'")


def _after_name(document: Document, scene: Scene, plan: Ref) -> Iterator[Draft]:
    """Yield the place right after a plan: "the 2019 EV policy of Madhya Pradesh"."""
    for place in scene.of(*PLACE):
        between = document.text[plan.mention.end : place.mention.start]
        if place.mention.start >= plan.mention.end and _OF_PLACE.fullmatch(between):
            after = document.text[place.mention.end : place.mention.end + 2]
            if after not in ("'s", "’s"):
                yield Draft(plan.entity.id, "appliesTo", place.entity.id, scene.sentence, "scope-of:adjacent")


def _promulgated(document: Document, scene: Scene, plan: Ref) -> Iterator[Draft]:
    """Yield the body that puts a plan into force by a numbered paper, on which parsers stumble.

    "The ministry issued Decision No. 12/QD promulgating the programme."
    """
    for bureau in scene.of("Bureau"):
        between = document.text[bureau.mention.end : plan.mention.start]
        if bureau.mention.end <= plan.mention.start and _PROMULGATED.fullmatch(between):
            yield Draft(plan.entity.id, "issuedBy", bureau.entity.id, scene.sentence, "issuer-paper:adjacent")


def _described(scene: Scene, plan: Ref) -> Iterator[Ref]:
    """Yield the places that words put to a plan name: "X, the country's policy", "X, a scheme for the Gulf coast"."""
    nouns = [c for c in plan.head.children if c.dep_ == "appos"]
    if plan.head.dep_ in SUBJECT and plan.head.head.lemma_ == "be":
        nouns += [c for c in plan.head.head.children if c.dep_ == "attr"]  # "X is a scheme of the ministry"
    if plan.head.dep_ == "attr" and plan.head.head.lemma_ == "be":
        nouns += [c for c in plan.head.head.children if c.dep_ in SUBJECT]  # "The government's answer is X"
    for noun in nouns:
        said = scene.headed(noun)
        if noun.lemma_.lower() not in _PLAN_NOUNS | _ANSWERS or (said is not None and said.entity.type != "Plan"):
            continue
        for c in noun.children:
            named = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("for", "of", "by", "from") else c
            ref = (
                scene.headed(named, "Bureau", *PLACE) if named is not None and named.dep_ in ("poss", "pobj") else None
            )
            if ref is not None and (ref.entity.type == "Bureau") <= (c.lower_ != "for"):
                yield ref


def _by_paper(scene: Scene, plan: Ref) -> Iterator[Ref]:
    """Yield who issued the paper that a plan stands in: "a plan attached to a circular issued by the ministry"."""
    verbs = [c for c in plan.head.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _HOLDS]
    if plan.head.dep_ in SUBJECT and plan.head.head.lemma_ in _HOLDS:
        verbs.append(plan.head.head)
    for verb in verbs:
        for link in (c for c in verb.children if c.dep_ in ("prep", "agent")):
            paper = child(link, "pobj")
            if paper is None or paper.lemma_.lower() not in _PAPERS:
                continue
            makers = [a for c in paper.children if c.dep_ in ("acl", "relcl") for a in subjects(c)]
            makers += [c for c in paper.children if c.dep_ in ("poss", "compound")]
            makers += [p for word in ("by", "from", "of") for p in prepositional(paper, word)]
            for maker in makers:
                ref = scene.headed(maker, "Bureau")
                if ref is not None:
                    yield from scene.alongside(ref)


def _phrase(document: Document, plan: Ref) -> str:
    before = document.text[max(0, plan.mention.start - 14) : plan.mention.start].rpartition(" ")
    word = before[0].rpartition(" ")[2] if before[2] == "" else ""
    return f"{word} {plan.mention.name}" if word[:1].isupper() else plan.mention.name


def _named(scene: Scene, plan: Ref, places: Iterable[Entity]) -> Iterator[Entity]:
    """Yield the places in a plan's name, but not those that it only deals with ("to cut imports from China")."""
    inside = [r for r in scene.of(*PLACE) if r.inside(plan) and r.mention.name not in _SLOGAN_WORDS]
    for ref in inside:
        before = ref.head.doc[max(0, ref.first - 3) : ref.first]
        words = [t.lower_ for t in before if t.pos_ == "ADP" or t.lower_ == "to"]
        if not words or words[-1] not in _FOREIGN:
            yield ref.entity
    if not inside:
        from kg.extract.relations.seats import inner_places

        yield from inner_places(" ".join(w for w in plan.mention.name.split() if w not in _SLOGAN_WORDS), places)


def goals(document: Document, scene: Scene, before: Scene | None, cues: Cues) -> Iterator[Draft]:
    """Yield the place whose goals a plan holds: "Under the plan, Hubei wants …", "output in Hubei is to … by the plan".

    Only where one place, apart from places around it, is spoken of in the sentence.
    """
    del document
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


def scope_of_issuer(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield that a plan applies to the place over which its issuer has jurisdiction."""
    jurisdiction: dict[str, list[str]] = {}
    for d in drafts:
        if d.predicate == "jurisdiction" and d.object not in jurisdiction.setdefault(d.subject, []):
            jurisdiction[d.subject].append(d.object)
    scoped = {d.subject for d in drafts if d.predicate == "appliesTo"}
    for d in drafts:
        if d.predicate == "issuedBy" and d.subject not in scoped:
            for place in jurisdiction.get(d.object, ()):
                yield Draft(d.subject, "appliesTo", place, d.sentence, "scope:issuer", d.trigger)
