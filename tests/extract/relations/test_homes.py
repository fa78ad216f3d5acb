"""Who owns and where what lies, by ordinary wordings: owners of plants in apposition, seats of two cities, makers."""

import pytest

from tests.extract.relations.test_relations import facts, world

__all__ = ["world"]

STATED = [
    (
        "The German owner of [Facility f|the Faverdale plant], [Company k|Brandt & Koch], wants to sell.",
        "k operates f",
    ),
    (
        "Headquartered in [City d|Detroit] and [City m|Midland], Michigan, [Company k|the company] makes pellets.",
        "k headquarteredIn d; k headquarteredIn m",
    ),
    ("Output goes to [Company k|Voltaro], which makes cathodes at [City p|Pohang].", "k locatedIn p"),
    ("Output goes to [Company k|Voltaro], which makes cathodes at its plant in [City p|Pohang].", ""),
    (
        "[Company k|Voltaro] spends millions at [City e|Emden], its [Facility f|oldest factory].",
        "f locatedIn e; k operates f",
    ),
    ("[Company k|Voltaro] builds cars at [Facility f|the old Ford site].", "k operates f"),
    (
        "[Company k|Voltaro] sets up [Facility f|a fab] with [Company p|Psilon] as its technology partner.",
        "k operates f",
    ),
]


@pytest.mark.parametrize(("source", "expected"), STATED)
def test_stated(world, source, expected):
    assert facts(world, source)[0] == (set(expected.split("; ")) if expected else set())
