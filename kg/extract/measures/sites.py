"""Plants that a sentence does not name but means: that of a firm in a town, the project spoken of just before."""

import re
from typing import TYPE_CHECKING

from kg.extract.facility_family import named_as_park
from kg.extract.measures.ballot import Roles, class_of
from kg.extract.measures.owners import subjects
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stage import Stage

if TYPE_CHECKING:
    from spacy.tokens import Token

# "350 jobs in the magnet supply chain", "another $700 million": told of something else.
WHERE = frozenset({"noun-in", "noun-in-deep", "verb-in"})
_ACTS = frozenset({"subj", "own", "possessor", "inside", "relative"})
_MORE = re.compile(r"\b(?:another|further|additional)\s+$")
_ELSE = re.compile(r"[^.;,]{0,30}?\b(?:in|across)\b")


def sites(here: Roles, stage: Stage) -> list[str]:
    """Return the one plant of a firm in the town that a sentence names: "it expects to hire 900 people *in Kulim*"."""
    towns = [key for key, said in here.items() if stage.entities[key].type == "City" and said & WHERE]
    plants = {k for town in towns for k in stage.located.get(town, ()) if stage.entities[k].type == "Facility"}
    named = [key for key in here if stage.entities[key].type == "Facility"]
    firms = {key for key in here if stage.entities[key].type == "Company"}
    own = [key for key in sorted(plants) if not firms or stage.operators.get(key, set()) & firms]
    return own if len(own) == 1 and not named else []


def projects(quantity: Quantity, here: Roles, told: Roles, stage: Stage) -> list[str]:
    """Return the one plant that a firm's sums and jobs to come are for, told in the same paragraph just before.

    "Acme will build a foundry in Moss. The company *will invest* $118 million"; not if the sentence names a place.
    """
    kinds = {class_of(stage.entities[key].type) for key in here}
    subject = next(subjects(quantity), None)
    behind = quantity.sentence.text[quantity.number.outer_end :]
    elsewhere = kinds & {"Facility", "Plan"} or (kinds & {"Place"} and not quantity.number.currencies)
    if elsewhere or subject is None or not _to_come(subject.head):
        return []
    if _ELSE.match(behind) or _MORE.search(quantity.sentence.text[: quantity.number.outer_start]):
        return []
    plants = {k: said for k, said in told.items() if stage.entities[k].type == "Facility" and "linked-subj" in said}
    found = [k for k, said in plants.items() if said >= {"para", "gap1"}]
    if quantity.number.currencies and not found:
        # The lead of an article tells of what its title or next sentence names.
        found = [k for k, said in plants.items() if said >= {"later", "main"} or said >= {"title", "main"}]
    return found if len(found) == 1 else []


def _to_come(verb: "Token") -> bool:
    """Whether a verb tells what is going on or will be: "will invest", "expects to hire", "is spending"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return "will" in helpers or (verb.tag_ in ("VBZ", "VBP") and not helpers) or bool(helpers & {"is", "are"})


def around(here: Roles, stage: Stage) -> set[str]:
    """Return the parks that a sentence only names as where a plant stands: "opened its plant at the Kulim Park"."""
    plants = {key for key in here if stage.entities[key].type == "Facility"}
    parks = {
        key for key in plants if all(named_as_park(m) for m in stage.entities[key].mentions if m.rule != "stand-in")
    }
    return {key for key in parks if not here[key] & _ACTS} if plants - parks else set()
