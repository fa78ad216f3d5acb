"""How sure a number is: how often such numbers have the right kind and value, times how often such owners are right.

Kind and value: the share right by family of rules among the numbers (1,110) of nine sets of articles with gold
readings, drawn to the middle, (right + 1) / (all + 2). The rules have seen these articles.
Owners: the share of the votes (`subject.py`) against how often the owner was right, for 1,131 numbers in documents
left out of the fit of the votes (as `tools/fit_votes.py --check` leaves them out). With a name in the sentence the
share itself is about right: 0.55 of those with a share from 0.4 to 0.6, 0.70 up to 0.8, 0.90 and 0.93 above. Without
one it tells less: 0.44 below a half, then 0.69, 0.83 from 0.6 on. On new articles expect somewhat less; the order is
what a threshold can rely on.
"""

from typing import Final

from kg.extract.scene import Scene
from kg.model import Measure

# Family → share right in kind and value.
KINDS: Final[dict[str, float]] = {
    "capacity": 0.96,
    "count": 0.94,
    "money": 0.97,
    "percent": 0.92,
    "people": 0.98,
    "label": 0.91,
    "base": 0.90,
}
# Rules of a family that are right less often than the rest of it.
WEAK: Final[dict[str, float]] = {
    "measure:money:subject": 0.79,
    "measure:percent:change": 0.5,
    "measure:percent:done": 0.81,
}
# Share of the votes, at least → owners right, with the owner named in the sentence and without.
NAMED: Final = ((0.9, 0.93), (0.8, 0.90), (0.7, 0.73), (0.6, 0.67), (0.0, 0.55))
FAR: Final = ((0.6, 0.83), (0.5, 0.69), (0.0, 0.44))


def confidence_of(measure: Measure, share: float, scene: Scene) -> float:
    """Return the confidence of a measure that was read in a sentence; `share` is its subject's of the votes."""
    family = measure.rule.split(":")[1]
    steps = NAMED if any(r.entity.id == measure.subject for r in scene.refs) else FAR
    owner = next(right for least, right in steps if share >= least)
    return round(min(KINDS[family], WEAK.get(measure.rule, 1.0)) * owner, 2)
