"""Levels, changes, reaches and sizes: numbers that a clause puts to something without a verb of growth or making."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

# Source text, then (kind, value, owner) of each number.
LEVELS = [
    ("The bureau put the number of smart mills in [City c|Lodz] at 44.", [("count", 44, "c")]),
    ("The deal brought the number of projects in [City c|Lodz] to 44.", [("count", 44, "c")]),
    ("That will bring the total number of training centres in [City c|Lodz] to 44.", [("target", 44, "c")]),
    ("Last year [City c|Lodz] was at 81 percent.", [("count", 81, "c")]),
    ("Work on [Facility f|the Lodz mill] is 70 percent complete.", [("count", 70, "f")]),
    ("Unplanned stops at [Facility f|the Lodz mill] are down 38%.", [("count", 38, "f")]),
    ("Output at [Facility f|the Lodz mill] has gone up by 34 percent.", [("count", 34, "f")]),
    ("Power use at [Facility f|the Lodz mill] is 12% lower than in 2020.", [("count", 12, "f")]),
    ("Trips often cost up to 50% less than other trips in [Country c|Poland].", []),
    ("The yuan was at 7.2 to the dollar, said [Company o|Tarn Steel].", []),
    ("The share price of [Company o|Tarn Steel] was down 12%.", []),
    ("The result of [Facility f|the Lodz mill] was 12% lower than expected.", []),
]
REACHES = [
    ("Under [Plan p|the Loom Plan], centres will be set up in 12 cities.", [("target", 12, "p")]),
    ("The ministry plans to extend [Plan p|the Loom Plan] to 20 provinces.", [("target", 20, "p")]),
    ("[Company o|Tarn Foods] will contract 1,800 households.", [("target", 1800, "o")]),
    ("[Company o|Tarn Steel] sells looms to more than 30 countries.", [("count", 30, "o")]),
    ("[Company o|Tarn Steel] looked at sites in 12 states.", []),
    ("The power from [Facility f|the Lodz mill] would do for 40,000 homes.", []),
    ("The ministers met with guests from 14 countries at [Facility f|the Lodz mill].", []),
    ("[Plan p|The Loom Plan] will be set up in all 50 states.", []),
]
STAFFED = [
    ("[Company o|Tarn Steel], a 600-employee maker of looms, will close.", [("count", 600, "o")]),
    ("[Company o|Tarn Steel] runs [Facility f|a 600-worker mill in Lodz].", [("count", 600, "f")]),
    ("[Company o|Tarn Steel] is a four-person firm.", [("count", 4, "o")]),
    ("[Company o|Tarn Steel] will build [Facility f|a 400-job mill in Lodz].", [("target", 400, "f")]),
    ("[Company o|Tarn Steel] keeps a 12-person household.", []),
    ("[Company o|Tarn Steel] has a nine-member board.", []),
]
PARTS = [
    ("Of the 46 applicants to [Plan p|the Loom Plan], 17 are small firms.", [("count", 17, "p")]),
    ("Of the 20 planned lines at [Facility f|the Lodz mill], only 17 were completed.", [("count", 17, "f")]),
    ("[Facility f|The Lodz mill] runs its 46 machine tools around the clock.", [("count", 46, "f")]),
    ("[Facility f|The Lodz mill] told its two tenants.", []),
]
FEW = [
    ("[Company o|Tarn Steel] bought six welding robots in 2022.", [("count", 6, "o")]),
    ("[Company o|Tarn Steel] will install five presses.", [("target", 5, "o")]),
    ("Four large projects in [Country c|Finland] have reached a decision.", [("count", 4, "c")]),
    ("Five companies have joined [Plan p|the Loom Plan].", [("count", 5, "p")]),
    ("[Company o|Tarn Steel] called four toolmakers.", []),
    ("[Company o|Tarn Steel] had two visits from consultants.", []),
]


@pytest.mark.parametrize(("source", "wanted"), LEVELS + REACHES + STAFFED + PARTS + FEW)
def test_numbers_without_a_verb_of_growth(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.subject) for m in kept] == wanted


UNITS = [
    ("Stops at [Facility f|the Lodz mill] are down 38%.", "% fall of stops at the Lodz mill"),
    ("[Company o|Tarn Steel] runs [Facility f|a 600-worker mill in Lodz].", "employees"),
]


@pytest.mark.parametrize(("source", "unit"), UNITS)
def test_units_tell_what_changed_or_who_is_counted(source, unit, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [m.unit.lower() for m in kept] == [unit.lower()]
