"""Reported numbers that need no word of the lexicon: changes, shares, losses, sums by their place, fact sheets."""

import pytest

from kg.extract import measures
from tests.extract.measures.test_measures import lexicon, nlp
from tests.support.marked import marked

__all__ = ["lexicon", "nlp"]


def found(source, nlp, lexicon):
    document, entities = marked(source, nlp)
    return measures.find(document, entities, (), lexicon)[0]


CASES = [
    ("Output at [Company a|Acme] grew by 4 percent last year.", [("count", 4, "a")]),
    ("Some 3,000 workers at [Facility f|the plant] lost their jobs.", [("count", 3000, "f")]),
    ("[Company a|Acme] closed its mill with the loss of 240 jobs.", [("count", 240, "a")]),
    ("[Company a|Acme] employs more than 900 Bavarians.", [("count", 900, "a")]),
    ("[Facility f|The mill]'s 700 workers will stay on until [Company a|Acme] sells it.", [("count", 700, "f")]),
    ("In [City c|Lodz], 36 foundries won the new label last year.", [("count", 36, "c")]),
    ("[Company a|Acme] put in 40 million euros.", [("investment", 40_000_000, "a")]),
    ("[Company a|Acme] is building [Facility f|a EUR 12.5bn mill].", [("investment", 12_500_000_000, "f")]),
    ("[Facility f|The works] will shred 8,000 tonnes of tyres a year.", [("capacity", 8000, "f")]),
    ("[Facility f|The mill] opened in May. That lifts output to 60 tonnes of paper a day.", [("capacity", 60, "f")]),
    ("[Facility f|The mill] is a project with a total cost of 10 billion Thai baht.", [("investment", 10**10, "f")]),
    ("(iv) Rs. 512 crore has been released under [Plan p|the Loom Scheme].", [("investment", 5_120_000_000, "p")]),
    ("The recycling rate in [City c|Lodz] reached 74 percent.", [("count", 74, "c")]),
    (
        "[Company a|Acme] invests $3 million in [Facility f|a mill]; [Company b|Bolt]'s $2 million expansion follows.",
        [("investment", 3_000_000, "f"), ("investment", 2_000_000, "b")],
    ),
    (
        "[Plan p|The Loom Fund] approved 46 applicants, of which 17 are small firms.",
        [("count", 46, "p"), ("count", 17, "p")],
    ),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_what_is_reported(source, expected, nlp, lexicon):
    assert [(m.kind, int(m.value), m.subject) for m in found(source, nlp, lexicon)] == expected


def test_a_line_of_a_list_belongs_to_whom_it_names(nlp, lexicon):
    source = (
        "[Company a|Acme] opened [Facility f|its Radom mill]. The grants:\n\n"
        "* $7 million for [Company b|Bolt] to fit out a hall"
    )
    assert [(m.kind, m.subject) for m in found(source, nlp, lexicon)] == [("investment", "b")]


def test_what_somebody_has_is_theirs(nlp, lexicon):
    source = "[Plan p|The Robot Plan] runs to 2026. [City c|Lodz]'s GDP reached 90 billion zlotys in 2023."
    assert [(m.kind, m.subject) for m in found(source, nlp, lexicon)] == [("count", "c")]


SHEET = (
    "[Company a|Acme Ltd] will build [Facility f|a plant] in [City c|Lodz].\n\n"
    "Total investment: approx. $90 million\n\nProduction capacity: 30,000 pumps per year\n\n"
    "Number of employees: 350 (plan)\n\nName: [Company b|Acme Europe Ltd]\n\nShareholder: [Company a|Acme Ltd] 100%\n\n"
    "Number of employees: 80 (as of March 31)"
)


def test_a_fact_sheet_belongs_to_its_plant_or_name(nlp, lexicon):
    assert [(m.kind, int(m.value), m.subject) for m in found(SHEET, nlp, lexicon)] == [
        ("investment", 90_000_000, "f"),
        ("capacity", 30_000, "f"),
        ("target", 350, "f"),
        ("count", 80, "b"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "Nickel was 2 percent lower on [Company a|Acme] news.",
        "[Country u|Utopia] put a 25 percent duty on the looms of [Company a|Acme].",
        "World demand for [Company a|Acme] pumps is set to grow by 40 percent.",
        "Some 62 percent prefer pumps made in [Country u|Utopia].",
        "In [Country u|Utopia] a majority (44 percent) expects more factories.",
        "[Country u|Utopia] will raise the tariff on [Company a|Acme] pumps to 50 percent.",
        "[Country u|Utopia] controls 87 percent of the world market.",
        "[Facility f|The battery plant] opened in May. The foundry can make 900 castings a day.",
        "[Facility f|The mill] uses 8,000 tonnes of wood a year.",
    ],
)
def test_prices_duties_and_what_a_plant_takes_in_are_no_capacity_nor_count(source, nlp, lexicon):
    assert not [m for m in found(source, nlp, lexicon) if m.kind == "capacity" or m.unit.startswith("%")]
