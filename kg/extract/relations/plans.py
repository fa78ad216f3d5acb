"""Which place a plan applies to and whose it is, by its name, its possessor, its issuer, and what is said under it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.relations import plan_links
from kg.extract.relations.arguments import prepositional, subjects
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.relations.geography import Geography
from kg.extract.relations.named_places import inner_places
from kg.extract.relations.owners import POSSESSIVES, owner
from kg.extract.relations.reach import reaching
from kg.extract.scene import SUBJECT, Ref, Scene, child
from kg.model import Entity

_FOREIGN: Final = frozenset({"from", "with", "against", "to", "near", "at", "than", "like", "on", "toward", "towards"})
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
# "The Government of X launched this Wednesday (14), at the palace, in Lima, the plan".
_LAUNCHED: Final = re.compile(
    r"\s+(?:has\s+|have\s+)?(?:launched|unveiled|issued|released|published|announced|presented)"
    r"(?:,?\s+(?:today|yesterday|(?:this|last|on|in|at|during)\s[^,;:]{1,50}?)(?:\s*\([^)]{1,20}\))?){1,4},?"
    r"\s+(?:the|its|an?)\s+(?:new\s+)?[\"“]?",
)
# What is done for others abroad is in force there, if anywhere.
_OVERSEAS: Final = re.compile(
    r"\b(?:developing (?:countries|economies|nations|world)|overseas|abroad|around the world|partner countries"
    r"|middle-income countries)\b"
)
_PLAN_NOUNS: Final = frozenset(
    "plan strategy policy scheme program programme act law blueprint roadmap initiative agenda framework fund".split()
)
_ANSWERS: Final = frozenset({"answer", "response", "flagship", "centrepiece", "tool", "vehicle", "instrument"})
# "American Rescue Plan", "Buy America": a slogan, not where a plan applies.
_SLOGAN_WORDS: Final = frozenset({"America", "American", "Americans"})
# Who made it together and where it was signed: neither tells where a paper is in force.
_PAIR: Final = re.compile(
    r"(?<![\w-])(?:U\.?S\.?|UK|EU|[A-Z][a-z]+)[-–](?:U\.?S\.?|UK|EU|[A-Z][a-z]+) .*"
    r"\b(?:[Ii]nitiative|[Aa]genda|[Pp]artnership|[Ff]ramework|[Pp]lan|[Rr]oadmap|[Pp]rogram|[Pp]act)\b"
)
_PACT: Final = re.compile(
    r"(?:the )?[A-Z]\w+ (?:Agreement|(?:[\w-]+ )*(?:Compact|Accords?|Protocol|Declaration|Consensus|Convention))"
)
# "U.S. Strategy for Ending Hunger in West Africa": who is named first has made it.
_ABROAD: Final = re.compile(
    r"\b(?:Strategy|Policy|Plan|Initiative|Program(?:me)?|Framework)\b.*\b(?:in|across|towards?|with) (?:the )?[A-Z]"
)
_HOLDS: Final = frozenset(
    "attach annex append contain include enclose outline detail set lay publish release announce issue unveil reveal "
    "present describe print carry spell give".split()
)
_PAPERS: Final = frozenset(
    "circular notice document paper order statement announcement communique gazette bulletin notification decree "
    "resolution decision directive letter memo report release".split()
)


def scopes(document: Document, scene: Scene, places: Sequence[Entity], geography: Geography) -> Iterator[Draft]:
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
        if found is not None and _tells_scope(plan, found[0]):
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
        possessing = place.mention.name.lower() in POSSESSIVES  # "the fund for its high unemployment"
        if not possessing and place.mention.start >= plan.mention.end and _OF_PLACE.fullmatch(between):
            after = document.text[place.mention.end : place.mention.end + 2]
            if after not in ("'s", "’s"):
                yield Draft(plan.entity.id, "appliesTo", place.entity.id, scene.sentence, "scope-of:adjacent")


def _promulgated(document: Document, scene: Scene, plan: Ref) -> Iterator[Draft]:
    """Yield the body that puts a plan into force by a numbered paper, on which parsers stumble.

    "The ministry issued Decision No. 12/QD promulgating the programme."
    """
    for bureau in scene.of("Bureau"):
        between = document.text[bureau.mention.end : plan.mention.start]
        told = _PROMULGATED.fullmatch(between) or _LAUNCHED.fullmatch(between)
        if bureau.mention.end <= plan.mention.start and told:
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
    told = [r for r in inside if _tells_scope(plan, r)]
    if inside and not told:
        return
    for ref in told:
        before = ref.head.doc[max(0, ref.first - 3) : ref.first]
        words = [t.lower_ for t in before if t.pos_ == "ADP" or t.lower_ == "to"]
        if not words or words[-1] not in _FOREIGN:
            yield ref.entity
    elsewhere = (
        _ABROAD.search(plan.mention.name) or _PAIR.search(plan.mention.name) or _PACT.fullmatch(plan.mention.name)
    )
    if not inside and not elsewhere:
        yield from inner_places(" ".join(w for w in plan.mention.name.split() if w not in _SLOGAN_WORDS), places)


def _tells_scope(plan: Ref, place: Ref) -> bool:
    """Say whether a place in a plan's name is where it applies, not who made it or where it was signed."""
    name = plan.mention.name
    if not place.inside(plan):
        return True
    maker = _ABROAD.search(name) is not None and place.first - plan.first < 2
    return not (maker or _PAIR.search(name) or _PACT.fullmatch(name))


def scope_of_issuer(drafts: Sequence[Draft], stage: Sequence[Scene]) -> Iterator[Draft]:
    """Yield that a plan applies to the place over which its issuer has jurisdiction.

    Not where the sentence names another country: what a ministry pays for there is in force there, if anywhere.
    """
    countries: dict[int, set[str]] = {}
    for scene in stage:
        countries[scene.sentence.index] = {r.entity.id for r in scene.of("Country")}
    jurisdiction: dict[str, list[str]] = {}
    for d in drafts:
        if d.predicate == "jurisdiction" and d.object not in jurisdiction.setdefault(d.subject, []):
            jurisdiction[d.subject].append(d.object)
    scoped = {d.subject for d in drafts if d.predicate == "appliesTo"}
    for d in drafts:
        if d.predicate == "issuedBy" and d.subject not in scoped and not _OVERSEAS.search(d.sentence.text):
            own = jurisdiction.get(d.object, ())
            if len(countries.get(d.sentence.index, set()) - set(own)) > 1:
                continue
            for place in own:
                yield Draft(d.subject, "appliesTo", place, d.sentence, "scope:issuer", d.trigger)
