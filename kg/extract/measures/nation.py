"""Whose a whole industry is: the country or region that the text tells of."""

from kg.extract.measures.owners import subjects
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.stage import Stage
from kg.model import PLACES

_INDUSTRIES = frozenset({"industry", "manufacturing", "sector"})


def is_of_industry(quantity: Quantity) -> bool:
    """Whether the clause tells of a whole industry: "*the car industry* employs 55,500 people"."""
    subject = next(subjects(quantity), None)
    return (
        subject is not None
        and subject.lemma_.lower() in _INDUSTRIES
        and quantity.scene.covering(subject) is None
        and not any(c.dep_ == "det" and c.lower_ in ("this", "that") for c in subject.children)
    )


def home(quantity: Quantity, stage: Stage) -> str | None:
    """Return the id of the place whose industry is told of: one that its phrase or sentence names, else the country.

    A country that the sentence does not name is the only one of the text, or named twice as often as any other.
    """
    subject = next(subjects(quantity), None)
    inside = {t.i for t in subject.subtree} if subject is not None else set()
    named = [r for r in quantity.scene.of(*PLACES) if r.mention.rule != "stand-in"]
    own = {r.entity.id for r in named if r.head.i in inside} or {r.entity.id for r in named}
    if own:
        return next(iter(own)) if len(own) == 1 else None
    countries = sorted(
        ((len(stage.spoken.get(key, ())), key) for key, e in stage.entities.items() if e.type == "Country"),
        reverse=True,
    )
    if not countries or not countries[0][0]:
        return None
    return countries[0][1] if len(countries) == 1 or countries[0][0] >= 2 * countries[1][0] else None
