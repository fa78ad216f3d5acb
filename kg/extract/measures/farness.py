"""Owners that a number is too far from: not spoken of in its sentence, the one before, or what leads to its list.

Votes can't tell a text about one plan or one country from one that passes over many. Of the numbers whose owner was
two sentences away or more, 81 of 85 were right where it was a plan or a country that the article begins with, 13 of 26
of other plans, 9 of 23 of firms, towns and regions (own and real articles with gold readings).
"""

from typing import Final

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stage import Stage
from kg.model import MeasureKind

BEGINNING: Final = 4  # sentences, the title among them
OFTEN: Final = 4  # mentions
LONG: Final = 40  # sentences, behind which a text tells of many things
_OWNERS: Final = frozenset({"Plan", "Company", "Facility", "Bureau"})
_THEMES: Final = frozenset({"Plan", "Country"})


def is_far(quantity: Quantity, owner: str, kind: MeasureKind, stage: Stage) -> bool:
    """Tell whether a number is too far from what speaks of an entity to be taken for its.

    What an article is about has the targets and the money of its whole text, if that tells of little else.
    """
    entity = stage.entities[owner]
    if entity.type == "Facility":  # "The plant" and its parts are told of for whole paragraphs.
        return False
    said = [index for _, index in stage.spoken.get(owner, ())]
    here = quantity.sentence.index
    nearest = max((index for index in said if index <= here), default=-1)
    if nearest >= 0 and (_steps(nearest, here, stage) <= 1 or _undisturbed(nearest, here, owner, stage)):
        return False
    titled = "title" in stage.prominence.get(owner, ())
    alone = entity.type == "Plan" or "main" in stage.prominence.get(owner, ())
    theme = titled or (alone and (any(index < BEGINNING for index in said) or len(said) >= OFTEN))
    counted = entity.type == "Plan" and kind == "count" and not titled
    return entity.type not in _THEMES or not theme or counted or len(stage.scenes) > LONG


def _undisturbed(start: int, end: int, owner: str, stage: Stage) -> bool:
    """Tell whether nothing else that has numbers is spoken of behind one sentence, up to the end of another."""
    between = (scene for scene in stage.scenes if start < scene.sentence.index <= end)
    return not any(ref.entity.id != owner and ref.entity.type in _OWNERS for scene in between for ref in scene.refs)


def _steps(start: int, end: int, stage: Stage) -> int:
    """Return how many sentences lie between two, the items of one list counted as one."""
    kinds = {scene.sentence.index: scene.sentence.kind for scene in stage.scenes}
    steps, index = 0, end
    while index > start:
        item = kinds.get(index) == "bullet"
        index -= 1
        if not (item and kinds.get(index) == "bullet"):
            steps += 1
    return steps
