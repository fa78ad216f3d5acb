"""What a number was found to be, and what its surroundings say."""

from dataclasses import dataclass
from typing import Literal

from kg.model import MeasureKind

Stance = Literal["goal", "ahead", "done", "bare"]


@dataclass(frozen=True)
class Verdict:
    """A kind with the rule that gave it, or none with a reason. `people` marks jobs and staff."""

    kind: MeasureKind | None
    rule: str
    people: bool = False
    stance: Stance = "done"


@dataclass(frozen=True)
class Setting:
    """What the surroundings say: the number stands in a list of targets; a coming date stands with it."""

    listed: bool = False
    by_future: bool = False
    facility: bool = False
    row: MeasureKind | None = None
    last: MeasureKind | None = None
    base: bool = False


def level(stance: Stance, rule: str) -> Verdict:
    """Return the verdict on a level: wanted, reported, or without a verb to tell."""
    if stance == "bare":
        return Verdict(None, "no-verb")
    return Verdict("target" if stance in ("goal", "ahead") else "count", rule, stance=stance)
