"""Numbers whose noun stands with the number before, small numbers that are news, and digits that count nothing."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

ELIDED = [
    (
        "[Region r|The zone] has issued 11 decisions, compared with eight in the same period of 2023.",
        [("count", 11, "decisions"), ("count", 8, "decisions")],
    ),
    (
        "[Facility f|The Lodz mill] made 2,600 gearboxes in 2023, against 2,100 a year earlier.",
        [("count", 2600, "gearboxes"), ("count", 2100, "gearboxes")],
    ),
    (
        "[Company o|Tarn Steel] took apart 4,400 machines in 2023, up 40%.",
        [("count", 4400, "machines"), ("count", 40, "% growth of machines")],
    ),
    (
        "[Company o|Tarn Steel] had sales of $9 million in 2023, down 8% from 2022.",
        [("count", 9_000_000, "sales"), ("count", 8, "% fall of sales")],
    ),
    (
        "[Plan p|The Skills Plan] is to train 1,200 welders by 2027. Up to now it has trained 640.",
        [("target", 1200, "welders trained"), ("count", 640, "welders trained")],
    ),
    (
        "[Plan p|The Skills Plan] wants to create 900 apprenticeships. So far 430 have been created.",
        [("target", 900, "apprenticeships"), ("count", 430, "apprenticeships")],
    ),
    (
        "[Facility f|The Lodz mill] has 640 employees and expects to have 1,100 by the end of 2027.",
        [("count", 640, "employees"), ("target", 1100, "jobs")],
    ),
    (
        "[Region r|Jiangxi] recognised 118 green factories in 2023, bringing the total to 642.",
        [("count", 118, "green factories"), ("count", 642, "green factories")],
    ),
    (
        "[Company o|Tarn Steel] invested $9 million in 2023, up 40% from 2022.",
        [("investment", 9_000_000, ""), ("count", 40, "% growth of investment")],
    ),
    # Nothing before it counts what it counts, or it is no part of that.
    ("[Plan p|The Skills Plan] wants 900 apprenticeships. He planned to be home by ten.", [("target", 900, "x")]),
    ("[Plan p|The Skills Plan] wants 900 apprenticeships. The pound ended at 50.", [("target", 900, "x")]),
    ("[Company o|Tarn Steel] sold 4,400 machines at a discount of 40%.", [("count", 4400, "x")]),
]


@pytest.mark.parametrize(("source", "wanted"), ELIDED)
def test_numbers_that_share_a_noun(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value) for m in kept] == [(kind, value) for kind, value, _ in wanted]
    if len(wanted) > 1:
        assert kept[1].unit == wanted[1][2]
        assert kept[0].subject == kept[1].subject


FEW = [
    ("[Bureau b|The Board of Investment] has approved six major projects.", [("count", 6, "b")]),
    ("[Bureau b|The Authority], which met today, has cleared five investment proposals.", [("count", 5, "b")]),
    ("BANGKOK – 6 May 2024 – [Bureau b|The Board] has approved seven projects.", [("count", 7, "b")]),
    ("[City c|Lodz] will cultivate five leading enterprises under [Plan p|the Robot Plan].", [("target", 5, "p")]),
    ("[Company o|Tarn Steel] is one of 82 firms approved under [Plan p|the Robot Plan].", [("count", 82, "p")]),
    ("The company is one of more than 220 robot firms now based in [City c|Lodz].", [("count", 220, "c")]),
    ("[Company o|Tarn Steel] is one of 82 firms.", []),
    ("[Company o|Tarn Steel] sent castings to three subcontractors.", []),
    ("[Company o|Tarn Steel] is one of five firms approved under [Plan p|the Robot Plan].", []),
    ("[Bureau b|The Board] had heard that two groups were interested.", []),
    ("[Facility f|The Lodz mill] could make up to 900 pumps a year, she said.", [("capacity", 900, "f")]),
]


@pytest.mark.parametrize(("source", "wanted"), FEW)
def test_small_numbers_of_deeds(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.subject) for m in kept] == wanted
