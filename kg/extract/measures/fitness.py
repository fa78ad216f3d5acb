"""Which entities that a sentence does not name cannot own its number, whatever the votes say."""

from collections.abc import Collection

from kg.extract.measures.verdict import Verdict
from kg.model import PLACES

_SPOKEN_OF = frozenset({"gap1", "para"})
_TIED = frozenset({"linked", "linked-subj", "there", "it"})
_AT_HAND = frozenset({"title", "only", "para", "gap1"})


def unfit(verdict: Verdict, kind: str, sort: str, state: str, votes: frozenset[str]) -> bool:
    """Whether an entity that the sentence does not name is too far from what it tells to own its number."""
    if kind in PLACES:
        # "Nearly two million ballots are in": what anybody has, a place by the way.
        # What is to come is planned, and the plan is not known.
        return verdict.rule == "count:reported" or verdict.kind == "target"
    if kind == "Plan":
        # "Exports came to $20 million": no plan has exports, nor shares in a report.
        told = sort == "output" or (sort == "count" and verdict.rule.startswith("percent:"))
        return state == "someone" or (told and state in ("we", "thing", "pronoun", "some-Facility"))
    if kind == "Facility":
        if state == "we":
            return "title" not in votes
        if verdict.rule == "percent:change" and state == "thing":
            # "Construction of new facilities has increased by 116 percent."
            return True
        market = state == "thing" and sort == "investment" and verdict.rule != "money:facility"
        return market and votes.isdisjoint(_SPOKEN_OF)
    return False


def absent(kind: str, sort: str, state: str, told: set[str]) -> bool:
    """Whether an entity that the sentence does not name cannot own the number.

    A place has no staff by standing alone; what a name unknown to us did is nobody else's; "we" are whom the article is
    about, a country only if its title says so.
    """
    if state == "we":
        return "title" not in told and ("main" not in told or kind == "Country")
    return (sort == "staff" and kind in PLACES) or state == "name"


def apart(kind: str, acting: Collection[str], told: Collection[str], firm: bool) -> bool:
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
