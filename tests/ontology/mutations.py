"""Faults made from a valid graph, one at a time, each with the shape, path and constraint that must catch it.

A line is: shape | path | constraint | what to take out | what to put in. Out are `subject property` pairs (all values
go), in is Turtle, "-" is nothing. More results, where one fault breaks two rules, follow as lines
that begin with "+".
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.validate.files import read_quads

HERE: Final = Path(__file__).parent
COMPLETE: Final = HERE / "complete.ttl"
PREFIXES: Final = "\n".join(
    line for line in COMPLETE.read_text(encoding="utf-8").splitlines() if line.startswith("@prefix")
)


@dataclass(frozen=True)
class Mutation:
    name: str
    expected: frozenset[tuple[str, str, str]]
    out: tuple[tuple[str, str], ...]
    into: str

    def quads(self) -> list[Quad]:
        """Return the complete graph with this fault."""
        gone = {tuple(expand(word) for word in pair) for pair in self.out}
        kept = [q for q in read_quads(COMPLETE) if (q.subject, q.predicate) not in gone]
        return [*kept, *parse(f"{PREFIXES}\n{self.into}", format=RdfFormat.TURTLE)]


def expand(name: str) -> NamedNode:
    """Return the node of a prefixed name."""
    triple = next(iter(parse(f"{PREFIXES}\n{name} {name} {name} .", format=RdfFormat.TURTLE)))
    assert isinstance(triple.subject, NamedNode)
    return triple.subject


def read_mutations() -> list[Mutation]:
    """Read the table of mutations."""
    found: list[Mutation] = []
    for line in (HERE / "mutations.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        shape, path, constraint, *rest = (cell.strip() for cell in line.lstrip("+").split(" | "))
        expected = (shape, path, constraint + "ConstraintComponent")
        if line.startswith("+"):
            last = found.pop()
            found.append(Mutation(last.name, last.expected | {expected}, last.out, last.into))
            continue
        outs, into = ("" if cell == "-" else cell for cell in rest)
        out = tuple((s, p) for s, p in (pair.split() for pair in outs.split(",") if pair.strip()))
        found.append(Mutation(f"{len(found):03}-{shape}-{constraint}", frozenset({expected}), out, into))
    return found
