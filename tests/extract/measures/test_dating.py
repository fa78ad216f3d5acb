"""Which date tells when a number holds, and which only tells when something else happened."""

import pytest

from tests.extract.measures.test_measures import claim, found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

PLAN = (claim("p", "periodStart", "2024", "date"), claim("p", "periodEnd", "2027", "date"))

CASES = [
    # A base year is no period.
    (
        "[Plan p|The Mill Strategy] is to cut emissions per tonne of steel by 18% from the 2019 level.",
        {18: (None, None)},
    ),
    ("[Plan p|The Mill Strategy] aims to cut emissions of mills by 40% on 1990 levels by 2035.", {40: (None, "2035")}),
    ("[Plan p|The Mill Strategy] aims to cut the energy use of mills by 20% compared with 2019.", {20: (None, None)}),
    (
        "[Plan p|The Mill Strategy] wants output of mills to grow by 30% from the level of 2021 by 2028.",
        {30: (None, "2028")},
    ),
    # The clause around a relative clause has a date of its own.
    (
        "[Company a|Acme] has produced panels since 2014 at [Facility f|its factory in Lodz], which has a capacity of "
        "700 megawatts a year and 640 employees.",
        {700: (None, None), 640: (None, None)},
    ),
    (
        "From 2026 it is to be supplied by [Facility f|a new plant] that [Company a|Acme] is building at a cost of "
        "3.4 billion baht and which will be able to make 18,000 tonnes of powder per year.",
        {3_400_000_000: (None, None), 18_000: (None, None)},
    ),
    ("Since 2011 [Company a|Acme] has run [Facility f|a mill in Lodz] that employs 400 people.", {400: (None, None)}),
    # A date told of the subject is the number's; one beyond a semicolon is not.
    (
        "[Company a|Acme] makes towers. [~Company a|Its] revenue in 2022 came to 90 million euros.",
        {90_000_000: ("2022", "2022")},
    ),
    (
        "[Facility f|The tower plant] of [Company a|Acme] employs 410 people today; a second shift, planned for 2026, "
        "would add 95 jobs.",
        {410: (None, None), 95: ("2026", "2026")},
    ),
    (
        "[Plan p|The Wood Programme] wants 160 firms to have joined by the end of it; 55 had done so by January.",
        {160: (None, "2027"), 55: (None, "2024-01")},
    ),
    # What goes on in the same tense shares the date, a state does not.
    ("[Company a|Acme] closed [Facility f|its mill] in 2023 and laid off 270 workers there.", {270: ("2023", "2023")}),
    ("[Company a|Acme] opened [Facility f|its mill] in 2019 and employs 270 workers there.", {270: (None, None)}),
    # A deadline at the end of two joined verbs is that of both.
    (
        "[Company a|Acme] will invest $620 million and create more than 240 jobs in [Region r|Ohio] by 2028.",
        {620_000_000: (None, "2028"), 240: (None, "2028")},
    ),
    # A deadline that has passed stays a deadline.
    (
        "[Plan p|The Timber Policy] aims to raise exports of timber products to $17 billion by 2022.",
        {17_000_000_000: (None, "2022")},
    ),
    # A plant's output at the date when it is reached.
    (
        "[Facility f|The chip plant] will reach full capacity in 2031, with 8,000 wafers per week.",
        {8000: (None, "2031")},
    ),
    # Months up to one.
    ("[Company a|Acme] shipped 300,000 phones in the twelve months to September.", {300_000: ("2022-10", "2023-09")}),
    ("[Company a|Acme] shipped 70,000 phones in the year to June 2023.", {70_000: ("2022-07", "2023-06")}),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_number_takes_its_own_date(source, expected, nlp, lexicon):
    claims = PLAN if "[Plan p" in source else ()
    kept, _ = found(source, nlp, lexicon, *claims)
    assert {int(m.value): (m.period.start, m.period.end) for m in kept} == expected


def test_a_sum_before_a_plans_name_has_no_date(nlp, lexicon):
    source = "In May [City c|Lodz] joined the 4 billion zloty [Plan p|Baltic Steel Programme]."
    kept, _ = found(source, nlp, lexicon)
    assert [(m.period.start, m.period.end) for m in kept] in ([], [(None, None)])


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        ("[Company a|Acme] runs [Facility f|a 340,000-tonne-a-year urea plant].", "tonnes of urea per year"),
        ("[Company a|Acme] runs [Facility f|a 300-tonne-per-day cement works].", "tonnes of cement per day"),
        ("[Company a|Acme] opened [Facility f|a 6-gigawatt-hour cell factory].", "gigawatt-hours of cells"),
        ("[Facility f|The Lodz plant] is to have a workforce of 1,300 by 2026.", "employees"),
        ("[Company a|Acme] shipped 23 GWh of cells in 2023.", "GWh of cells shipped"),
        ("[Company a|Acme] sold 40,000 lorries in 2023.", "lorries sold"),
        ("[Plan p|The Skills Plan] says that 80,000 workers are to be retrained by 2035.", "workers retrained"),
        ("[Plan p|The Skills Plan] aims to find new work for 2,500 people by 2029.", "people placed in new work"),
        (
            "[Plan p|The Paper Roadmap] sets the goal of cutting the fossil energy used by mills by 45% by 2033.",
            "% reduction of fossil energy",
        ),
        ("[Company a|Acme] makes towers. [~Company a|Its] revenue in 2022 came to 90 million euros.", "revenue"),
    ],
)
def test_unit_is_what_is_counted(source, unit, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [m.unit for m in kept] == [unit]


@pytest.mark.parametrize(
    ("source", "bounds"),
    [
        (
            "[Company a|Acme] got aid under the 52,000-crore-rupee chip scheme and employs 40 people.",
            {520_000_000_000: "exact", 40: "exact"},
        ),
        ("[Company a|Acme] shipped barely 3,000 tractors in 2023.", {3000: "about"}),
        (
            "The investment of [Company a|Acme] will create up to 4,000 new direct and 9,000 local jobs.",
            {4000: "at-most", 9000: "at-most"},
        ),
    ],
)
def test_bound_of_a_number(source, bounds, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert {int(m.value): m.bound for m in kept} == bounds


@pytest.mark.parametrize(
    ("source", "sources"),
    [
        (
            "[Plan p|The Wood Programme] wants 160 firms to have joined; 55 had done so, according to "
            "[Bureau b|the Ministry of Wood].",
            {160: None, 55: "b"},
        ),
        (
            "[Company a|Acme] is putting up [Facility f|a cell factory] near Lodz, next to the yard of "
            "[Company b|Bolt], at a cost of 11 billion lira.",
            {11_000_000_000: None},
        ),
        (
            "[Bureau b|The Ministry of Industry] and [Bureau f|the Ministry of Finance] met. [Plan p|The Mill Scheme] "
            "has 3 million euros for mills, Industry Minister Ana Kos told a hearing last month.",
            {3_000_000: "b"},
        ),
        (
            "[Bureau b|The Ministry of Industry] met. Minister Ana Kos told the press that [Plan p|the Mill Scheme] "
            "will bring 30 new mills.",
            {30: "b"},
        ),
        (
            "[Bureau b|The Ministry of Industry] met. [Plan p|The Mill Scheme] has 3 million euros for mills, Prime "
            "Minister Ana Kos told a hearing.",
            {3_000_000: None},
        ),
        ("[Company a|Acme] puts the cost of [Facility f|the cell factory] at 11 billion lira.", {11_000_000_000: "a"}),
    ],
)
def test_who_is_the_source(source, sources, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert {int(m.value): m.attributed_to for m in kept} == sources
