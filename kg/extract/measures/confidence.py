"""How sure a number is: the share of such numbers that were right on the development articles.

Counted over all numbers (492) of four sets of articles with gold readings: two of development, two first read
unseen and only then used. A number is right if kind, value and subject are those of the gold; so the share is one of
wrong subjects above all, and it is taken by the family of the rule and by how the sentence speaks of the subject: by
a name or description, by a word that stands for it, or not at all (what the text is about). Small groups are drawn
to the middle: (right + 1) / (all + 2). The rules have seen these articles, so on new ones expect somewhat less; the
order is what a threshold can rely on.
"""

from typing import Final

from kg.extract.scene import Scene
from kg.model import Measure

# Family → share right with the subject named in the sentence, with a stand-in for it, without either.
SHARES: Final[dict[str, tuple[float, float, float]]] = {
    "capacity": (0.91, 0.97, 0.75),
    "count": (0.88, 0.91, 0.95),
    "money": (0.96, 0.88, 0.82),
    "percent": (0.67, 0.89, 0.90),
    "people": (0.82, 0.81, 0.54),
    "label": (0.80, 0.80, 0.67),
    "base": (0.80, 0.75, 0.67),
}
# Rules of a family that are right less often than the rest of it.
WEAK: Final[dict[str, float]] = {
    "measure:money:subject": 0.67,
    "measure:money:worth-verb": 0.5,
    "measure:people:noun": 0.5,
}


def confidence_of(measure: Measure, scene: Scene) -> float:
    """Return the confidence of a measure that was read in a sentence."""
    family = measure.rule.split(":")[1]
    forms = {r.mention.form for r in scene.refs if r.entity.id == measure.subject}
    how = 2 if not forms else 1 if forms == {"anaphor"} else 0
    return min(SHARES[family][how], WEAK.get(measure.rule, 1.0))
