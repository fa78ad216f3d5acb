"""Whose number it is: the plan, place, body, company or facility that a target, count, capacity or sum belongs to.

Every entity that the article names stands as a candidate. What its place in the sentence (`ballot`) and in the article
(`standing`) says, and whether its class suits the kind of number, are votes; their weights stand in
`ontology/lexicon/votes.ttl`. The candidate with most weight owns the number if it is clearly ahead: where two are about
as likely the number is left out.
"""

from collections.abc import Callable
from functools import lru_cache
from math import exp
from typing import NamedTuple

from kg.extract.measures.ballot import acting, class_of, employed, roles
from kg.extract.measures.fitness import absent, apart, unfit
from kg.extract.measures.lists import beside, definite, elsewhere, one_of, row_of_sums
from kg.extract.measures.nation import home, is_of_industry
from kg.extract.measures.outlays import employs, gives, takings
from kg.extract.measures.owners import dangling
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.sites import WHERE, around, projects, sites
from kg.extract.measures.stage import Stage
from kg.extract.measures.standing import standings
from kg.extract.measures.strangers import anybody, share_of_anyone, state_of, strange_goal, strange_plant, unnamed
from kg.extract.measures.verdict import Verdict
from kg.extract.measures.words import MeasureWords
from kg.lexicon import Lexicon
from kg.model import PLACES

Ballots = dict[str, frozenset[str]]


class Choice(NamedTuple):
    """The entity that a number belongs to, by id, and its share of the votes, from 0 to 1."""

    entity: str
    share: float


# The last is the id of whom the article names as the number's source, if any.
Chooser = Callable[[Quantity, Verdict, Stage, MeasureWords, str | None], Choice | None]

ABSTAIN = "nobody"
# A candidate with this mark owns nothing even if it has most votes.
APART = "apart"
# A number that stands so is theirs whoever else the sentence names; a sum also that of the plant which it goes into.
_DECISIVE = frozenset(
    {"Facility inside", "Plan inside", "Facility relative", "Plan relative", "Plan verb-under<", "Plan up-under<"}
    | {"Place row", "Company row", "Company own", "Facility own", "Place own", "Plan own", "Bureau own"}
)
_OF_PLACES = WHERE | {"subj2"}
# What firms in general spend, and whom they employ, is told of the place.
_BY_ANYBODY = frozenset({"investment", "staff"})
_AT_PLANTS = frozenset({"Facility verb-in", "Facility noun-in"})
_HAS = frozenset(f"{name} possessor" for name in ("Company", "Place", "Facility"))
_SPENDS = frozenset(f"{name} noun-by" for name in ("Company", "Place", "Bureau")) | {
    "Company giver",
    "Place giver",
    "Bureau spender",
    "Place spender",
}
_GOES_INTO = frozenset(
    f"Facility {role}"
    for role in "verb-into verb-in verb-in< noun-into noun-in noun-of below-build purpose-in there".split()
)
_BY_SORT = {
    "investment": _GOES_INTO | _SPENDS | {"Facility site", "Facility project", "Place possessor"},
    "jobs": frozenset(
        {"Facility site", "Facility project", "Facility below-build", "Facility verb-in", "Facility noun-in"}
    ),
    "staff": frozenset({"Facility verb-in", "Facility noun-in", "Facility there", "Facility site"}),
    "output": _HAS,
    "count": frozenset({"Place possessor"}),
    "capacity": frozenset({"Facility it", "Facility subj", "Facility possessor"}),
}
# Before all others: "the hall will raise *the factory's* capacity".
_FIRST = {
    "capacity": frozenset({"Facility possessor", "Facility own"}),
    "investment": frozenset({"Facility built-for"}),
}
_AT_SITES = frozenset({"jobs", "staff", "investment"})
_FOR_PROJECTS = frozenset({"jobs", "investment"})
# What a plant that no mention covers may own.
_OF_PLANTS = frozenset({"capacity", "investment", "jobs", "staff", "count"})
_DONE = frozenset({"investment", "staff", "output", "count"})
_MAKERS = frozenset({"Facility", "Company"})
_PAID = frozenset({"Facility", "Company", "Plan"})
_WHOLES = PLACES | {"Plan"}
_BY_KIND = frozenset({"subj", "subj2", "subj-in", "sayer", "linked", "linked-subj", "stranger"})
# What a firm unknown to us did in a place is not the place's.
_OWNS = frozenset({"own", "row", "relative", "inside", "possessor", "subj2"})


# A candidate owns a number with this share of the votes at least; one that the sentence does not name with more, unless
# it is a place, or the clause has no subject of its own.
_LEAST = 0.4
_LEAST_FAR = 0.5
# A town or region named less often is a dateline, or told of by the way.
_OFTEN = 3
_NEARER = frozenset({"out Place", "no-subject out"})


def chooser(lexicon: Lexicon) -> Chooser:
    """Return the function that names the entity that a number belongs to, or None if it cannot be told."""
    weights = read_weights(lexicon)

    def choose(
        quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords, source: str | None
    ) -> Choice | None:
        if verdict.people and is_of_industry(quantity):
            place = home(quantity, stage)
            return Choice(place, 1.0) if place is not None else None
        if _sort(quantity, verdict) in _BY_ANYBODY and anybody(quantity, words):
            places = [
                key for key, said in roles(quantity).items() if said & _OF_PLACES and stage.entities[key].type in PLACES
            ]
            if len(places) == 1:
                return Choice(places[0], 1.0)
            if gives(quantity):
                # "Thanks to the Clean Grid Act, firms have announced $9 billion": no plan's money.
                cast = ballots(quantity, verdict, stage, words, source)
                return elected({k: v for k, v in cast.items() if stage.entities[k].type in PLACES}, weights)
        cast = ballots(quantity, verdict, stage, words, source)
        choice = elected(cast, weights)
        if choice is None:
            return None
        kind, state = stage.entities[choice.entity].type, state_of(quantity, words)
        if verdict.kind == "capacity" and state == "some-Facility" and kind != "Facility":
            # What "the plant" can make is that plant's, known or not, and not the firm's.
            return None
        if kind == "Plan" and verdict.people and employs(quantity):
            return None
        far = "out" in cast[choice.entity]
        if verdict.rule == "percent:done" and share_of_anyone(quantity) and (far or kind not in PLACES):
            return None
        # What is so already is seldom the work of a plan that the article is not about.
        told = kind == "Plan" and verdict.kind == "count" and "title" not in cast[choice.entity]
        passing = (told or kind in ("City", "Region")) and len(stage.spoken.get(choice.entity, ())) < _OFTEN
        return (
            None
            if far and (passing or unfit(verdict, kind, _sort(quantity, verdict), state, cast[choice.entity]))
            else choice
        )

    return choose


@lru_cache(maxsize=4)
def read_weights(lexicon: Lexicon) -> dict[str, float]:
    """Return the weight of each vote, as the lexicon's frames of the role "vote" give it."""
    return {vote: float(f.kind) for f in lexicon.frames if f.role == "vote" for vote in f.phrases}


def elected(cast: Ballots, weights: dict[str, float], least: float = _LEAST) -> Choice | None:
    """Return the candidate with most weight if its share of all votes, nobody's included, is `least` or more."""
    if not cast:
        return None
    scores = {key: sum(weights.get(vote, 0.0) for vote in sorted(votes)) for key, votes in cast.items()}
    best = max(sorted(scores), key=lambda key: scores[key])
    if APART in cast[best] and least:
        nearer = {key: votes for key, votes in cast.items() if APART not in votes}
        found = elected(nearer, weights, _LEAST_FAR)
        return found if found is not None and "subj" in cast[found.entity] else None
    total = sum(exp(s - scores[best]) for s in (*scores.values(), weights.get(ABSTAIN, 0.0)))
    far = "out" in cast[best] and not cast[best] & _NEARER
    enough = max(least, _LEAST_FAR) if far and least else least
    return Choice(best, 1 / total) if 1 / total >= enough else None


def ballots(
    quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords, source: str | None = None
) -> Ballots:
    """Return the votes for each candidate, by id: of the decisive ones alone if there are any."""
    sort, state = _sort(quantity, verdict), state_of(quantity, words)
    if dangling(quantity) or strange_goal(quantity, words) or (sort in _OF_PLANTS and strange_plant(quantity, words)):
        return {}
    only = unnamed(quantity, words)
    # "The plant, in which the company has invested $9 million": whoever the company is.
    known = only == frozenset({"Company"}) and sort == "investment"
    only = _MAKERS if only is None and sort == "capacity" else only
    if verdict.rule == "money:facility" and not quantity.scene.of("Facility") and definite(quantity):
        # "broke ground on the €1.4 billion plant": the plant's, if it is known.
        only = frozenset({"Facility"})
    # "Acme is one of 82 firms approved": they are not Acme's.
    only = _WHOLES if one_of(quantity) else only
    others = elsewhere(quantity) | row_of_sums(quantity, words)
    here = {key: said for key, said in roles(quantity).items() if key not in others}
    for key in sites(here, stage) if sort in _AT_SITES else ():
        here[key] = here.get(key, set()) | {"site"}
    line = verdict.rule == "money:fragment" and any(stage.entities[key].type in _PAID for key in here)
    # "$7 million for Acme to fit out its mill": a line of a list speaks for itself.
    only = _PAID if line else only
    actors = acting(quantity)
    told = standings(quantity, stage, actors)
    for key in projects(quantity, here, told, stage) if sort in _FOR_PROJECTS else ():
        here[key] = {"project"}
    firms = [key for key in (source,) if state == "we" and key and stage.entities[key].type == "Company"]
    kinds = {stage.entities[key].type for key in actors}
    aside = around(here, stage) | beside(quantity)
    firm = any(stage.entities[key].type == "Company" and "title" in said for key, said in stage.prominence.items())
    cast = {
        e.id: frozenset(
            _votes(e.type, sort, state, here.get(e.id, set()), told.get(e.id, set()), bool(here))
            | ({APART} if not here.get(e.id) and apart(e.type, kinds, told.get(e.id, set()), firm) else set())
        )
        for e in stage.entities.values()
        if e.mentions
        and e.id not in aside
        and (not firms or e.id in firms or (e.type == "Facility" and e.id in here))
        and (only is None or e.type in only or (known and e.type == "Facility" and e.id in here))
        and not (state == "name" and e.type in PLACES and _OWNS.isdisjoint(here.get(e.id, _OWNS)))
        and (here.get(e.id) or not (line or absent(e.type, sort, state, told.get(e.id, set()))))
    }
    strong = _DECISIVE | _BY_SORT.get(sort, frozenset())
    if sort == "investment" and not any(v.startswith("Facility noun-") for votes in cast.values() for v in votes):
        strong |= {"Company outlay"}  # "its total investment in Arizona"
    plants = sum(bool(votes & _AT_PLANTS) for votes in cast.values())
    if sort == "staff" and plants != 1:
        # "has 720 people at its plants in Kulim and Moss"
        strong = (strong - _AT_PLANTS) | {"Facility which", "Company which"}
    if verdict.rule == "money:spend-on":
        strong |= {"Facility it", "Facility subj"}
    if sort == "investment":
        strong |= {"Facility adjacent-after"}
    if verdict.rule == "count:decided" and not quantity.scene.of("Plan"):
        # "The board has approved six projects": what a body decides is its own, or its plan's.
        strong |= {"Bureau subj"}
    if verdict.rule == "money:level" and takings(quantity):
        strong |= {"Company prevsubj"}
    first = {key: votes for key, votes in cast.items() if votes & _FIRST.get(sort, frozenset())}
    decided = first or {key: votes for key, votes in cast.items() if votes & strong}
    if sort == "staff" and not decided and verdict.rule != "people:lost" and employed(quantity, words):
        # "Acme runs a mill in Kulim and employs 900 people"
        decided = {key: votes for key, votes in cast.items() if "Company subj" in votes}
    return decided or cast


def _votes(kind: str, sort: str, state: str, here: set[str], told: set[str], anybody: bool) -> set[str]:
    name = class_of(kind)
    side = "in" if here else "out"
    out = {f"{sort} {name}", side, f"{side} {name}", f"{state} {side}"}
    out |= {kind} if kind in PLACES else set()
    out |= set() if anybody else {f"empty {name}"}
    for vote in here:
        out |= {vote, f"{name} {vote}"}
    for vote in told:
        out |= {vote, f"{name} {vote}", f"{side} {vote}"}
    out |= {f"{sort} {name} {vote}" for vote in (here | told) & _BY_KIND}
    return out


def _sort(quantity: Quantity, verdict: Verdict) -> str:
    """Return the kind of a number as votes name it: jobs, staff and money that is not spent are told apart."""
    if verdict.kind in ("capacity", "investment"):
        return verdict.kind
    if verdict.people:
        return "jobs" if verdict.kind == "target" else "staff"
    if verdict.kind == "target":
        return "target"
    return "output" if quantity.number.currencies else "count"
