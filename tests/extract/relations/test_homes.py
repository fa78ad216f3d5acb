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
    ("[Company k|Solara Bhd] is a maker of modules headquartered in [City c|George Town].", "k headquarteredIn c"),
    ("[Company k|Voltaro], a producer of pumps headquartered in [City c|Graz], opened a plant.", "k headquarteredIn c"),
    ("[Company k|Voltaro] is a family-owned manufacturer of gearboxes based in [City c|Bursa].", "k headquarteredIn c"),
    ("[Company k|Voltaro] is an integrated steel producer with headquarters in [City c|Linz].", "k headquarteredIn c"),
    ("[Company k|Voltaro], whose head office is in [City c|Pune], makes pumps.", "k headquarteredIn c"),
    ("[Company k|Voltaro] has its headquarters in [City c|Pune].", "k headquarteredIn c"),
    ("The headquarters of [Company k|Voltaro] are in [City c|Pune].", "k headquarteredIn c"),
    ("From its base in [City c|Pune], [Company k|Voltaro] sells pumps.", "k headquarteredIn c"),
    ("[Company k|Voltaro] is a supplier of battery cells domiciled in [City c|Zug].", "k headquarteredIn c"),
    ("[Company k|Voltaro], founded in 1951 and headquartered in [City c|Lyon], makes pumps.", "k headquarteredIn c"),
    ("[Company k|Voltaro] moved its head office from [City a|Bonn] to [City c|Berlin] in 2019.", "k headquarteredIn c"),
    ("[Company k|Voltaro], headquartered at [City c|Lyon], makes pumps.", "k headquarteredIn c"),
    ("[Company k|Voltaro] ([City c|Lyon]) makes pumps.", ""),
    ("A supplier headquartered in [City c|Lyon] sued [Company k|Voltaro].", ""),
    ("[Company k|Voltaro] buys from a maker of pumps headquartered in [City c|Lyon].", ""),
    ("[Company k|Voltaro] builds cars at [Facility f|the old Ford site].", "k operates f"),
    (
        "[Company k|Voltaro] sets up [Facility f|a fab] with [Company p|Psilon] as its technology partner.",
        "k operates f",
    ),
]


@pytest.mark.parametrize(("source", "expected"), STATED)
def test_stated(world, source, expected):
    assert facts(world, source)[0] == (set(expected.split("; ")) if expected else set())
