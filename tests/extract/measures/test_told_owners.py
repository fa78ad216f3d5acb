"""Numbers that have an owner by what the clause tells: staff, prices, parts of sums, values of projects, halls."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

STAFF = [
    (
        "[Company o|Tarn Steel] runs [Facility f|a mill in Lodz] and employs 900 people worldwide.",
        [("count", 900, "o")],
    ),
    (
        "[Company o|Tarn Steel], which employs 640 people and makes 9,000 pumps a year at [Facility f|its Lodz mill],"
        " is looking for a partner.",
        [("count", 640, "o"), ("capacity", 9000, "f")],
    ),
    (
        "[Company o|Tarn Steel] has four mills and a workforce of about 1,150.",
        [("count", 4, "o"), ("count", 1150, "o")],
    ),
    ("[Company o|Tarn Steel] employs 720 people at [Facility f|mills in Lodz] and Moss.", [("count", 720, "o")]),
    ("[Company o|Tarn Steel] has 310 staff at [Facility f|the Lodz mill].", [("count", 310, "f")]),
    ("[Company o|Tarn Steel] runs [Facility f|a mill in Lodz], where it employs 430 people.", [("count", 430, "f")]),
    (
        "[Facility f|The mill] of [Company o|Tarn Steel] will close with the loss of all 165 jobs.",
        [("count", 165, "f")],
    ),
    ("[Company o|Tarn Steel] plans to lay off 220 of its 1,080 employees.", [("count", 1080, "o")]),
]

SUMS = [
    (
        "[Company o|Tarn Steel] runs [Facility f|a mill in Lodz]. It reported revenue of $880 million for 2024.",
        [("count", 880000000, "o")],
    ),
    (
        "[Company o|Tarn Steel], which built [Facility f|a mill in Lodz], made a profit of $2 million last year.",
        [("count", 2000000, "o")],
    ),
    (
        "[Company o|Tarn Steel] set up [Facility f|a mill] in [Facility k|the Volta Park] at a cost of $31 million.",
        [("investment", 31000000, "f")],
    ),
    (
        "[Company o|Tarn Steel] opened [Facility f|a foundry]. It is in Moss and costs $12 million.",
        [("investment", 12000000, "f")],
    ),
    (
        "[Plan p|The Robot Plan] has a budget of $40 million. Of that sum, $15 million is reserved for welders.",
        [("investment", 40000000, "p"), ("investment", 15000000, "p")],
    ),
    (
        "[Company o|Tarn Steel] will invest 8.2 billion baht, or about USD 248 million, in recycling.",
        [("investment", 8200000000, "o")],
    ),
    (
        "[Company o|Tarn Steel] was approved with an investment value of $24 million.",
        [("investment", 24000000, "o")],
    ),
    (
        "The largest project is by [Company o|Tarn Steel], valued at $84 million.",
        [("investment", 84000000, "o")],
    ),
    (
        "Thanks to [Plan p|the Robot Plan], companies have announced $17 billion in investments in [Country c|Ghana].",
        [("investment", 17000000000, "c")],
    ),
    (
        "[Company o|Tarn Steel] makes pumps in Lodz. Revenue in 2023 came to $2.3 billion.",
        [("count", 2300000000, "o")],
    ),
]

STRANGERS = [
    ("[Facility f|The Okpo yard] is old. The shop will cost $18 million.", []),
    ("[Company o|Tarn Steel] is growing. The plant can turn out 15,000 robots a year.", []),
    ("[Plan p|The Robot Plan] is paid for. Plano Azul wants to reach 200,000 small firms by 2027.", []),
]

PASSING = [
    ("[Country c|Ghana] is proud. Nearly 2 million ballots are in.", []),
    ("[Plan p|The Export Policy] is paid for. Exports came to $20 million in 2023.", []),
    ("[Company o|Tarn Steel] offers customers a $200 rebate.", []),
    ("[Company o|Tarn Steel] offers customers up to $7,500 per vehicle.", []),
    ("[Company o|Tarn Steel] gave the mill a grant of $75,000.", [("investment", 75000, "o")]),
    ("[Company o|Tarn Steel] has made loaders since the winter of '89.", []),
    ("[Company o|Tarn Steel] wants to grow from 55 employees today to 70.", [("count", 55, "o"), ("target", 70, "o")]),
    (
        "[Company o|Tarn Steel] will create 287 new jobs as it builds [Facility f|a mill] in the county.",
        [("target", 287, "f")],
    ),
]

BESIDE = [
    ("[Company o|Tarn Steel], owner of [Facility f|the mill], sold 9,600 robots in 2023.", [("count", 9600, "o")]),
    (
        "[Company o|Tarn Steel], operator of [Facility f|the Lodz mill], shipped 8,000 tonnes of plate in 2023.",
        [("count", 8000, "o")],
    ),
    (
        "[Facility f|The Lodz mill], the pride of [Company o|Tarn Steel], employs 430 people.",
        [("count", 430, "f")],
    ),
    (
        "[Company o|Tarn Steel] runs [Facility f|a mill] with 300 staff.",
        [("count", 300, "f")],
    ),
    (
        "[Company o|Tarn Steel] will invest $31 million in [Facility f|the mill], of which $8 million will be covered"
        " by a subsidy.",
        [("investment", 31000000, "f"), ("investment", 8000000, "f")],
    ),
    (
        "[Plan p|The Robot Plan] wants 60 percent of parts to be made at home by 2028. The figure stood at 38 percent"
        " in 2023. [Country c|Ghana] is growing.",
        [("target", 60, "p"), ("count", 38, "c")],
    ),
    ("[Country c|Ghana] had 109 licensed dismantling plants.", [("count", 109, "c")]),
]


@pytest.mark.parametrize(("source", "wanted"), STAFF + SUMS + STRANGERS + PASSING + BESIDE)
def test_owners_told_by_the_clause(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.subject) for m in kept] == wanted


def test_a_change_from_a_year_earlier_is_no_rate(nlp, lexicon):
    kept, _ = found("Exports of [Country c|Ghana] rose 11 percent in 2023 from a year earlier.", nlp, lexicon)
    assert [m.value for m in kept] == [11]
    assert "per year" not in kept[0].unit


GAPPED = [
    (
        "[Bureau a|The Treasury] will contribute $30 million and [Bureau b|the Harbour Board] $9 million.",
        {("a", 30_000_000), ("b", 9_000_000)},
    ),
    ("[Company a|Acme] is spending $4 billion, [Company b|Voltek] $2 billion.", {("a", 4 * 10**9), ("b", 2 * 10**9)}),
    (
        "[Country a|Chile] pledged $70 million, [Country b|Peru] $20 million and [Country e|Brazil] $10 million.",
        {("a", 70_000_000), ("b", 20_000_000), ("e", 10_000_000)},
    ),
    (
        "[Bureau a|The Treasury] will provide an extra $10 million for [Plan p|the New Pumps Programme].",
        {("p", 10_000_000)},
    ),
    ("[Bureau a|The Treasury] put $8 million in aid into [Plan p|the Pump Fund].", {("p", 8_000_000)}),
]


@pytest.mark.parametrize(("source", "owners"), GAPPED)
def test_second_giver_and_the_plan_that_money_is_for_are_told(source, owners, nlp, lexicon):
    measures, _ = found(source, nlp, lexicon)
    assert {(m.subject, m.value) for m in measures} == owners


COUNTER = [
    "[Bureau a|The Treasury] will give $30 million and says [Company b|Acme] owns $9 million.",
    "[Bureau a|The Treasury] will give $30 million and [Company b|Acme] will get another $9 million of it.",
    "[Plan p|The Pump Fund] has begun. Pump making employs 900,000 people.",
]


@pytest.mark.parametrize("source", COUNTER)
def test_verb_of_its_own_or_an_industry_has_no_such_owner(source, nlp, lexicon):
    measures, _ = found(source, nlp, lexicon)
    assert not any((m.subject, m.value) in {("b", 9_000_000), ("p", 900_000)} for m in measures)
