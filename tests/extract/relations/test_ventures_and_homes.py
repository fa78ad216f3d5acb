"""Ventures that build, homes of companies, bodies that only deal with a place, plans around plans, papers by bodies."""

import pytest

from tests.extract.relations.test_relations import facts, world

__all__ = ["world"]

VENTURES = [
    (
        "[Company s|Sorbia] announced a joint venture with [Company o|Voltaro] to build [Facility f|a mill].",
        "o operates f; s operates f",
    ),
    (
        "This builds on [Company s|Sorbia]'s news including a venture with [Company o|Voltaro] to set up "
        "[Facility f|a bottle plant] and its wish to grow.",
        "o operates f",
    ),
    (
        "[Company s|Sorbia] has formed a joint venture with [Company o|Voltaro] that will run [Facility f|a mill].",
        "o operates f",
    ),
    (
        "A venture between [Company s|Sorbia] and [Company o|Voltaro] that plans to build [Facility f|a mill] is new.",
        "o operates f; s operates f",
    ),
    ("[Company s|Sorbia] signed a contract with [Company o|Voltaro] to build [Facility f|a mill].", "s operates f"),
    ("[Company s|Sorbia] left its venture with [Company o|Voltaro]. [Facility f|A mill] burned.", ""),
    # Whose output it is, is nearer than who buys it.
    (
        "[Company s|Sorbia] signed for tin from [Company o|Voltaro]'s coming output from its [Facility f|Rosa Mine].",
        "o operates f",
    ),
    ("[Company s|Sorbia] praised [Company o|Voltaro]'s work and opened its [Facility f|tin mill].", "s operates f"),
]

HOMES = [
    (
        "[Company k|Sanyi Bearings], in [City c|Jixi], [Region r|Anhui], casts.",
        "c partOf r; k locatedIn c; k locatedIn r",
    ),
    ("It buys from [Company k|Voltaro], in [City c|Graz].", "k locatedIn c"),
    ("[Company k|Voltaro], in [Country n|Peru], makes oil.", ""),
    ("[Company k|Voltaro] said, in [City c|Graz], that it would grow.", ""),
    ("[Company k|Voltaro] is one of more than 200 pump firms now gathered in [City c|Graz].", "k locatedIn c"),
    ("[Company k|Voltaro] is among the makers clustered in [City c|Graz].", "k locatedIn c"),
    ("[Company b|Sorbia] acquired [Company k|Voltaro] in [City c|Graz] in May 2024.", "k locatedIn c"),
    (
        "[Company b|Sorbia] bought [Company k|Voltaro] in [City c|Graz], [Region r|Styria].",
        "c partOf r; k locatedIn c; k locatedIn r",
    ),
    ("[Company b|Sorbia] met [Company k|Voltaro] in [City c|Graz].", ""),
    ("[Company k|Voltaro] from [Country n|Peru] won a tender.", "k locatedIn n"),
    ("[Company b|Sorbia] moved [Company k|Voltaro] from [Country n|Peru].", ""),
]

BODIES = [
    ("[Bureau b|The Office of [Region e|Moravia] Affairs] wrote.", ""),
    ("[Bureau b|The [Country c|Peru] and Chile Affairs Office] wrote.", ""),
    ("[Bureau b|The Bureau of Indian Affairs] wrote to [Country i|India].", ""),
    ("[Bureau b|The Indian Health Service] wrote to [Country i|India].", ""),
    ("[Bureau b|The [Country c|Peru] Ministry of Foreign Affairs] wrote.", "b jurisdiction c"),
    ("[Bureau b|The Indian Ministry of Health] wrote to [Country i|India].", "b jurisdiction i"),
]

PLANS = [
    (
        "[Plan p|The Steel Plan] is a part of the jobs plan—including [Plan a|the Road Act] and [Plan b|the Mill Act].",
        "",
    ),
    ("[Plan p|The Steel Plan] is a part of [Plan a|the Road Act].", "p partOfPlan a"),
    ("Through [Plan p|this scheme], part of [Plan a|the Port Fund], they will dig.", "p partOfPlan a"),
    ("They hail [Plan p|the scheme], a key pillar of [Plan a|the Port Fund], as new.", "p partOfPlan a"),
    ("They hail [Plan p|the scheme], a rival of [Plan a|the Port Fund], as new.", ""),
    ("[Plan p|The Hide Policy] is anchored on [Plan a|the Uplift Agenda].", "p partOfPlan a"),
    ("[Plan p|The Hide Policy] is grounded in [Plan a|the Uplift Agenda].", "p partOfPlan a"),
    (
        "According to [Plan p|the plan], jointly released by [Bureau b|the Board] and [Bureau c|the Mint], it grows.",
        "p issuedBy b; p issuedBy c",
    ),
    ("Under [Plan p|the plan], issued by [Bureau b|the Trade Board] on Monday, output grows.", "p issuedBy b"),
    ("According to [Plan p|the plan], and in talks led by [Bureau b|the Trade Board], output grows.", ""),
    # Where people are told of a plan is not where it applies.
    ("[Bureau b|The Board] will hold forums on [Plan p|the policy] in [Region r|Moravia] and [Region s|Styria].", ""),
    ("[Bureau b|The Board] held a hearing about [Plan p|the policy] in [Region r|Moravia].", ""),
    ("[Bureau b|The Board] spends money under [Plan p|the policy] for mills in [Region r|Moravia].", "p appliesTo r"),
]

PLACES = [
    (
        "[Company k|Voltaro] made the largest bet on [Facility f|a mill] in recent [Country c|Peru] history.",
        "k operates f",
    ),
    (
        "[Company k|Voltaro] made a bet on [Facility f|a mill] in southern [Country c|Peru].",
        "f locatedIn c; k operates f",
    ),
]


@pytest.mark.parametrize(("source", "expected"), [*VENTURES, *HOMES, *BODIES, *PLANS, *PLACES])
def test_stated(world, source, expected):
    assert facts(world, source)[0] == (set(expected.split("; ")) if expected else set())
