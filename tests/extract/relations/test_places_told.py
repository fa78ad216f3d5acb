"""Places within places and plants singled out, bodies of fused names, plans launched at length."""

import pytest

from tests.extract.relations.test_relations import facts, world

__all__ = ["world"]

NESTED = [
    ("[Country b|Peru]'s ore-rich state of [Region m|Rio Claro] has mines.", "m partOf b"),
    ("[Country b|Peru]'s northern province of [Region m|Rio Claro] has mines.", "m partOf b"),
    ("[Country b|Peru]'s part of [Region m|Rio Claro] has mines.", ""),
    ("[Region s|Salina Province], home to [City g|Geja], pays.", "g partOf s"),
    ("[Region s|Salina] is home to the port of [City g|Geja].", "g partOf s"),
    ("[Company k|Voltaro], home to [City g|Geja]'s best, pays.", ""),
    ("[Region s|Salina]—known as one of [Country a|Peru]'s most ore-rich jurisdictions—has tin.", "s partOf a"),
    ("[City s|Salina], one of [Country a|Peru]'s largest cities, has tin.", "s partOf a"),
    ("[City s|Salina], one of [Country a|Peru]'s friends, has tin.", ""),
    ("The [Region r|Lac Noir Region] of [Region q|Quebec] has tin.", "r partOf q"),
    ("[Region r|Salina] province of [Country q|Peru] has tin.", "r partOf q"),
    ("A mill in [City c|Rio Claro] (SP), [Country q|Peru], has tin.", "c partOf q"),
    ("A mill in [City c|Rio Claro] (since 1950), [Country q|Peru] has tin.", ""),
    ("[Region r|Salina] speaks of [Country q|Peru].", ""),
]

SINGLED_OUT = [
    (
        "[Facility f|The Rosa Mill] is the only conventional uranium mill operating in [Country u|Peru] today.",
        "f locatedIn u",
    ),
    ("[Facility f|The Rosa Mill] is one of the largest steel mills in [Region u|Moravia].", "f locatedIn u"),
    ("[Facility f|The Rosa Works] remains the oldest foundry in [Country u|Peru].", "f locatedIn u"),
    ("[Facility f|The Rosa Works] is the oldest friend of mills in [Country u|Peru].", ""),
    (
        "First stop, [City b|Brno]. [Company k|Voltaro] has opened its [Facility f|tube plant] there.",
        "f locatedIn b; k operates f",
    ),
    ("He met [City b|Brno]. [Company k|Voltaro] has opened its [Facility f|tube plant] there.", "k operates f"),
]

BODIES = [
    ("[Bureau b|InvestSalina] says that [Region p|Salina] pays.", "b jurisdiction p"),
    ("[Bureau b|JobsPeru] will help [Country p|Peru].", "b jurisdiction p"),
    ("[Bureau b|ASEAN] will help [Country p|SEA].", ""),
]

ABROAD = [
    (
        "[Bureau b|The [Country c|Peru] Aid Agency] launched [Plan p|the Dig Scheme] in developing countries.",
        "b jurisdiction c; p issuedBy b",
    ),
    (
        "[Bureau b|The [Country c|Peru] Aid Agency] launched [Plan p|the Dig Scheme] for mills.",
        "b jurisdiction c; p appliesTo c; p issuedBy b",
    ),
]

PROJECTS = [
    (
        "[Company k|Voltaro] will spend millions. Future projects include [Facility f|a can refinery], a farm and "
        "[Facility g|a tube plant].",
        "k operates f; k operates g",
    ),
    (
        "[Company k|Voltaro] spends. Its investments comprise [Facility f|a can refinery].",
        "k operates f",
    ),
    ("[Company k|Voltaro] spends. The guests include workers of [Facility f|a can refinery].", ""),
    # A scene that opens the sentence before.
    (
        "Across the bridge in [City c|Salina], [Company k|Voltaro] grows. It bought [Facility f|the old mill].",
        "f locatedIn c; k operates f",
    ),
    (
        "Workers strike in [City c|Salina], [Company k|Voltaro] said. It bought [Facility f|the old wire mill].",
        "k operates f",
    ),
    ("[Company b|Sorbia] acquired [Company k|Voltaro Tech] (VT) in [City c|Graz] in May.", "k locatedIn c"),
]

LAUNCHED = [
    (
        "[Bureau b|The Government] launched this Wednesday (14), at the Palace of Sun, in [City c|Lima], the "
        "[Plan p|Avante programme], which sets goals.",
        "p issuedBy b",
    ),
    ("[Bureau b|The ministry] has unveiled today, in [City c|Lima], its [Plan p|Avante programme].", "p issuedBy b"),
    (
        "[Bureau b|The ministry] launched on Monday, during a fair of makers, a new [Plan p|Avante programme].",
        "p issuedBy b",
    ),
    ("[Bureau b|The ministry] launched talks; on Monday, the [Plan p|Avante programme] fell.", ""),
]


@pytest.mark.parametrize(("source", "expected"), [*NESTED, *SINGLED_OUT, *BODIES, *ABROAD, *PROJECTS, *LAUNCHED])
def test_stated(world, source, expected):
    assert facts(world, source)[0] == (set(expected.split("; ")) if expected else set())
