"""Sums by what their clause does with them: rows with a use for each sum, gifts, purchases, parts of a plant."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

ROWS = [
    (
        "[Company o|Tarn Steel] is investing $88 million to build a hub in [Region r|Ohio], $40 million to expand"
        " [Facility f|its Aiken plant], and $10 million to add production at [Facility g|its Moss plant].",
        {(88_000_000, "o"), (40_000_000, "f"), (10_000_000, "g")},
    ),
    (
        "[Company o|Tarn Steel] will spend $30 million on [Facility f|its Lodz mill] and $12 million on"
        " [Facility g|its Moss mill].",
        {(30_000_000, "f"), (12_000_000, "g")},
    ),
    (
        "[Company o|Tarn Steel] will put $70 million into [Facility f|the Lodz mill], about $20 million into"
        " [Facility g|the Moss mill] and another $5 million into [Facility h|the Aiken mill].",
        {(70_000_000, "f"), (20_000_000, "g"), (5_000_000, "h")},
    ),
    (
        "[Company o|Tarn Steel] invested $14 million in [Facility f|its Lodz mill] and sold shares worth $3 million.",
        {(14_000_000, "f")},
    ),
]

SPENDERS = [
    ("[Country c|Ghana] has contributed $9 million to the fund.", {(9_000_000, "c")}),
    ("[Country c|Ghana] will provide [Company o|Tarn Steel] with up to $50 million.", {(50_000_000, "c")}),
    ("[Bureau b|The Treasury] will make a $2 million contribution to support suppliers.", {(2_000_000, "b")}),
    ("[Bureau b|The Treasury] announced a $75 million co-investment in car making.", {(75_000_000, "b")}),
    ("[City c|Lodz] is investing $25 million in [Plan p|the Robot Plan].", {(25_000_000, "p")}),
    ("[Region r|Ohio] is giving $5 million from [Plan p|its Robot Plan].", {(5_000_000, "p")}),
    ("[Bureau b|The Treasury] would add $18 million for an access road.", {(18_000_000, "b")}),
    ("[Company o|Tarn Steel] would add $18 million to the value of the town.", set()),
    ("[Company o|Tarn Steel] will use $10 million in revenue to upgrade [Facility f|its mill].", {(10_000_000, "f")}),
    ("[Company o|Tarn Steel] used $10 million of the proceeds to repay debt.", set()),
    ("[Company o|Tarn Steel] agreed to purchase $30 million in shares of Moss Mining.", {(30_000_000, "o")}),
    ("[Company o|Tarn Steel] may purchase up to $5 million of its outstanding shares.", set()),
    ("[Company o|Tarn Steel], a maker of pumps, will spend around Rs 310 crore.", {(3_100_000_000, "o")}),
    ("[Plan p|The Robot Plan] runs to 2029. In all, $18 million will be made available in loans.", {(18_000_000, "p")}),
    ("[Country c|Ghana] opened a $45 million call for investors in chips.", {(45_000_000, "c")}),
    (
        "[Facility f|The mill] cost £24 million. Of the £24 million, £3 million is a grant from"
        " [Plan p|the Robot Plan].",
        {(24_000_000, "f"), (3_000_000, "f")},
    ),
]

PARTS = [
    ("At [Facility f|its Lodz plant], [Company o|Tarn Steel] will spend $28 million on a third hall.", "f"),
    ("[Company o|Tarn Steel] will spend $28 million on a drying line at [Facility f|its Lodz plant].", "f"),
    (
        "[Company o|Tarn Steel] runs [Facility f|a plant in Lodz]. It is spending $28 million on a second line there.",
        "f",
    ),
    ("[Company o|Tarn Steel] is spending $28 million on the hall.", None),
]


@pytest.mark.parametrize(("source", "wanted"), ROWS + SPENDERS)
def test_sums_are_of_who_spends_them_and_what_they_build(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert {(m.value, m.subject) for m in kept if m.kind == "investment"} == wanted


@pytest.mark.parametrize(("source", "owner"), PARTS)
def test_a_part_of_a_plant_is_paid_for_the_plant(source, owner, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [m.subject for m in kept if m.value == 28_000_000] == ([owner] if owner else [])


JOBS = [
    ("[Company o|Tarn Steel] plans to create 400 jobs in [Facility f|a mill in Lodz].", "f"),
    ("[Company o|Tarn Steel] will create 400 jobs at [Facility f|its Lodz mill].", "f"),
    ("[Company o|Tarn Steel] will create 400 jobs in Lodz.", "o"),
]


@pytest.mark.parametrize(("source", "owner"), JOBS)
def test_jobs_in_a_plant_are_the_plant_s(source, owner, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.value, m.subject) for m in kept] == [(400, owner)]


YEN = [
    ("The works in [City c|Fukuoka] of a Chinese firm", "JPY"),
    ("The works in [City c|Shanghai] of a Japanese firm", "CNY"),
]


@pytest.mark.parametrize(("subject", "currency"), YEN)
def test_a_sign_of_two_currencies_is_read_by_the_towns_named(subject, currency, nlp, lexicon):
    source = f"{subject} stands in [Region r|the prefecture] of Osaka. [Company o|Tarn Steel] invested ¥18 million."
    source = source if currency == "JPY" else source.replace("the prefecture] of Osaka", "Guangdong] near Shenzhen")
    kept, _ = found(source, nlp, lexicon)
    assert [m.currency for m in kept] == [currency]
