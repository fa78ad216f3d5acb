"""Claims of real articles, and seeded faults in them, for the parity of the gate with pySHACL."""

import random
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Record
from kg.project import project
from kg.resolve import Background, resolve
from kg.validate import Shapes, check
from kg.worker import descriptions
from tests.ontology.parity import ours, reference


def quads_of(record: Record, background: Background) -> list[Quad]:
    """Return what the gate is given of an article."""
    identity = resolve([record], background)
    return [*project(record, identity), *descriptions(record, identity, background)]


def faulty(quads: list[Quad], seed: int) -> Iterator[tuple[str, list[Quad]]]:
    """Yield the quads with a fault of each kind at a random place, and its name."""
    chance = random.Random(seed)
    ordered = sorted(quads, key=str)
    one, other = chance.choice(ordered), chance.choice(ordered)
    yield "dropped", [q for q in quads if q != one]
    yield "another object", [q for q in quads if q != one] + [_with(one, other.object)]
    yield "one object more", [*quads, _with(one, other.object)]
    yield "a text for it", [q for q in quads if q != one] + [_with(one, Literal(chance.choice(["", "?", "2024-13"])))]
    number = Literal(chance.choice(["-1", "12", "7"]), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    yield "a number more", [*quads, _with(one, number)]
    yield "nothing of it", [q for q in quads if q.subject != one.subject]


def _with(quad: Quad, value: object) -> Quad:
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)  # type: ignore[arg-type]


def agree(quads: list[Quad], shapes: Shapes) -> bool:
    """Say whether pySHACL and the gate find the same results."""
    found = check(quads, shapes, evidence=False)
    return ours([v for v in found if v.shape in shapes.names]) == reference(quads, shapes)
