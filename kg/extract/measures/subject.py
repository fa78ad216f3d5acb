"""Whose number it is: the plan, place, body, company or facility that a target, count, capacity or sum belongs to.

Every entity that the article names stands as a candidate. What its place in the sentence (`ballot`) and in the article
(`standing`) says, and whether its class suits the kind of number, are votes; their weights stand in
`ontology/lexicon/votes.ttl`. The candidate with most weight owns the number if it is clearly ahead: where two are about
as likely the number is left out.
"""

from collections.abc import Callable, Collection
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.facility_groups import in_park
from kg.extract.measures.ballot import Roles, acting, class_of, elsewhere, roles
from kg.extract.measures.owners import dangling, subjects
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stage import Stage
from kg.extract.measures.standing import standings
from kg.extract.measures.verdict import Verdict
from kg.extract.measures.words import MeasureWords
from kg.lexicon import Lexicon
from kg.model import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Token

Ballots = dict[str, frozenset[str]]


class Choice(NamedTuple):
    """The entity that a number belongs to, by id, and its share of the votes, from 0 to 1."""

    entity: str
    share: float


Chooser = Callable[[Quantity, Verdict, Stage, MeasureWords], Choice | None]

ABSTAIN = "nobody"
# A candidate with this mark owns nothing even if it has most votes.
APART = "apart"
# A number that stands so is theirs whoever else the sentence names; a sum also that of the plant which it goes into.
_DECISIVE = frozenset(
    {"Facility inside", "Plan inside", "Facility relative", "Plan relative", "Plan verb-under<", "Plan up-under<"}
    | {"Place row", "Company row", "Company own", "Facility own", "Place own", "Plan own", "Bureau own"}
)
_WHERE = frozenset({"noun-in", "noun-in-deep", "verb-in"})
_AT_PLANTS = frozenset({"Facility verb-in", "Facility noun-in"})
_HAS = frozenset(f"{name} possessor" for name in ("Company", "Place", "Facility"))
_SPENDS = frozenset(f"{name} noun-by" for name in ("Company", "Place", "Bureau")) | {
    "Company giver",
    "Place giver",
    "Bureau spender",
}
_GOES_INTO = frozenset(
    f"Facility {role}"
    for role in ("verb-into", "verb-in", "noun-into", "noun-in", "noun-of", "below-build", "purpose-in")
)
_BY_SORT = {
    "investment": _GOES_INTO | _SPENDS,
    "jobs": frozenset({"Facility site"}),
    "staff": frozenset({"Facility verb-in", "Facility noun-in", "Facility there", "Facility site"}),
    "output": _HAS,
    "capacity": frozenset({"Facility it", "Facility subj", "Facility possessor"}),
}
# Before all others: "the hall will raise *the factory's* capacity".
_FIRST = {"capacity": frozenset({"Facility possessor", "Facility own"})}
_DONE = frozenset({"investment", "staff", "output", "count"})
_MAKERS = frozenset({"Facility", "Company"})
_PAID = frozenset({"Facility", "Company", "Plan"})
_BY_KIND = frozenset({"subj", "subj2", "subj-in", "sayer", "linked", "linked-subj", "stranger"})
_TIED = frozenset({"linked", "linked-subj", "there"})
_AT_HAND = frozenset({"title", "only", "para", "gap1"})
_ACTS = frozenset({"subj", "own", "possessor", "inside", "relative"})
_CLASSES = ("Facility", "Company", "Plan", "Bureau", "City", "Region", "Country")


# A candidate owns a number with this share of the votes at least; one that the sentence does not name with more, unless
# it is a place, or the clause has no subject of its own.
_LEAST = 0.4
_LEAST_FAR = 0.5
_NEARER = frozenset({"out Place", "no-subject out"})


def chooser(lexicon: Lexicon) -> Chooser:
    """Return the function that names the entity that a number belongs to, or None if it cannot be told."""
    weights = read_weights(lexicon)

    def choose(quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords) -> Choice | None:
        if verdict.kind == "investment" and _anybody(quantity, words):
            places = [
                key for key, said in roles(quantity).items() if said & _WHERE and stage.entities[key].type in PLACES
            ]
            if len(places) == 1:
                return Choice(places[0], 1.0)
        return elected(ballots(quantity, verdict, stage, words), weights)

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


def ballots(quantity: Quantity, verdict: Verdict, stage: Stage, words: MeasureWords) -> Ballots:
    """Return the votes for each candidate, by id: of the decisive ones alone if there are any."""
    if dangling(quantity):
        return {}
    sort, state = _sort(quantity, verdict), _state(quantity, words)
    only = _unnamed(quantity, words)
    only = _MAKERS if only is None and sort == "capacity" else only
    others = elsewhere(quantity)
    here = {key: said for key, said in roles(quantity).items() if key not in others}
    for key in _sites(quantity, here, stage) if sort in ("jobs", "staff") else ():
        here[key] = here.get(key, set()) | {"site"}
    line = verdict.rule == "money:fragment" and any(stage.entities[key].type in _PAID for key in here)
    # "$7 million for Acme to fit out its mill": a line of a list speaks for itself.
    only = _PAID if line else only
    actors = acting(quantity)
    told = standings(quantity, stage, actors)
    kinds = {stage.entities[key].type for key in actors}
    beside = _around(here, stage)
    firm = any(stage.entities[key].type == "Company" and "title" in said for key, said in stage.prominence.items())
    cast = {
        e.id: frozenset(
            _votes(e.type, sort, state, here.get(e.id, set()), told.get(e.id, set()), bool(here))
            | ({APART} if not here.get(e.id) and _apart(e.type, kinds, told.get(e.id, set()), firm) else set())
        )
        for e in stage.entities.values()
        if e.mentions
        and e.id not in beside
        and (only is None or e.type in only)
        and (here.get(e.id) or not (line or _absent(e.type, sort, state, told.get(e.id, set()))))
    }
    strong = _DECISIVE | _BY_SORT.get(sort, frozenset())
    if sort == "investment" and not any(v.startswith("Facility noun-") for votes in cast.values() for v in votes):
        strong |= {"Company outlay"}  # "its total investment in Arizona"
    if sort == "staff" and not any(votes & _AT_PLANTS for votes in cast.values()):
        strong |= {"Facility which", "Company which"}
    first = {key: votes for key, votes in cast.items() if votes & _FIRST.get(sort, frozenset())}
    decided = first or {key: votes for key, votes in cast.items() if votes & strong}
    return decided or cast


def _sites(quantity: Quantity, here: Roles, stage: Stage) -> list[str]:
    """Return the one plant of a firm in the town that a sentence names: "it expects to hire 900 people *in Kulim*"."""
    towns = [key for key, said in here.items() if stage.entities[key].type == "City" and said & _WHERE]
    plants = {k for town in towns for k in stage.located.get(town, ()) if stage.entities[k].type == "Facility"}
    named = [key for key in here if stage.entities[key].type == "Facility"]
    firms = {key for key in here if stage.entities[key].type == "Company"}
    own = [key for key in sorted(plants) if not firms or stage.operators.get(key, set()) & firms]
    return own if len(own) == 1 and not named else []


def _around(here: Roles, stage: Stage) -> set[str]:
    """Return the parks that a sentence only names as where a plant stands: "opened its plant at the Kulim Park"."""
    plants = {key for key in here if stage.entities[key].type == "Facility"}
    parks = {key for key in plants if all(in_park(m) for m in stage.entities[key].mentions if m.rule != "stand-in")}
    return {key for key in parks if not here[key] & _ACTS} if plants - parks else set()


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


def _absent(kind: str, sort: str, state: str, told: set[str]) -> bool:
    """Whether an entity that the sentence does not name cannot own the number.

    A place has no staff by standing alone; what a name unknown to us did is nobody else's; "we" are whom the article is
    about, a country only if its title says so.
    """
    if state == "we":
        return "title" not in told and ("main" not in told or kind == "Country")
    return (sort == "staff" and kind in PLACES) or (state == "name" and sort in _DONE)


def _apart(kind: str, acting: Collection[str], told: Collection[str], firm: bool) -> bool:
    """Whether what the sentence does not name has nothing to do with its number.

    So a plant that is not tied to who acts, and a place in an article whose title is about a `firm`, not about it.
    """
    if kind in PLACES:
        return firm and "title" not in told
    if kind != "Facility":
        return False
    if "Company" in acting:
        return _TIED.isdisjoint(told)
    return bool(acting) and "Facility" not in acting and _AT_HAND.isdisjoint(told)


def _unnamed(quantity: Quantity, words: MeasureWords) -> frozenset[str] | None:
    """Return the classes that a definite plant or company unknown to us may be of ("the mill employs 90"), or None."""
    token = next(subjects(quantity), None)
    if token is None or token.tag_ != "NN" or quantity.scene.covering(token) is not None:
        return None
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children):
        return None
    if token.lemma_.lower() in words.stands_for("Company"):
        return frozenset({"Company"})
    if token.lemma_.lower() in words.stands_for("Facility"):
        return _MAKERS if token.lemma_.lower() in words.any_plant else frozenset()
    return None


def _anybody(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether firms in general act, so that their number is that of a place: "companies have put $5bn in Ohio"."""
    token = next(subjects(quantity), None)
    if token is None or token.tag_ != "NNS" or quantity.scene.covering(token) is not None:
        return False
    plain = all(c.dep_ in ("amod", "compound") for c in token.children if c.i < token.i)
    return plain and token.lemma_.lower() in words.stands_for("Company") | {"investor", "business"}


def _sort(quantity: Quantity, verdict: Verdict) -> str:
    """Return the kind of a number as votes name it: jobs, staff and money that is not spent are told apart."""
    if verdict.kind in ("capacity", "investment"):
        return verdict.kind
    if verdict.people:
        return "jobs" if verdict.kind == "target" else "staff"
    if verdict.kind == "target":
        return "target"
    return "output" if quantity.number.currencies else "count"


def _begins(token: "Token") -> bool:
    """Whether a word may have its capital only because the sentence begins with it."""
    return not any(t.is_alpha for t in token.doc[: token.i]) or token.nbor(-1).text == ")"


def _state(quantity: Quantity, words: MeasureWords) -> str:
    """Return what the subject of the number's clause is: a known entity, or what kind of stranger."""
    token = next(subjects(quantity), None)
    if token is None:
        return "no-subject"
    if quantity.scene.covering(token) is not None:
        return "known"
    if token.lower_ in ("we", "i"):
        return "we"
    if token.pos_ == "PRON":
        return "pronoun"
    linked = any(c.dep_ in ("compound", "conj") and c.pos_ == "PROPN" for c in token.children)
    if token.pos_ == "PROPN" and (linked or not _begins(token)):
        return "name"
    lemma = token.lemma_.lower()
    stood_for = next((c for c in _CLASSES if lemma in words.stands_for(c)), None)
    if stood_for is not None:
        return "some-" + class_of(stood_for)
    return "money" if words["spend"].noun(token) else "goal" if words["goal"].noun(token) else "thing"
