"""Numbers belong to the firm, plant or plan in focus, not to a place that the sentence happens to name."""

import pytest

from kg.extract.measures.subject import ABSTAIN, elected
from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

CASES = [
    (
        "Its owner, [Company o|Tarn Steel], sent 600,000 tonnes of plate to [City c|Lodz] in 1988.",
        [("count", 600000, "o")],
    ),
    ("[Plan p|The Robot Plan] counts on 6,500 additional jobs.", [("target", 6500, "p")]),
    (
        "[Facility f|The plant] shall be expanded from 35,000 tonnes to 95,000 tonnes of steel per year.",
        [("capacity", 35000, "f"), ("capacity", 95000, "f")],
    ),
    ("Output at [Facility f|the plant] will rise to 900,000 chargers per year.", [("capacity", 900000, "f")]),
    (
        "[Company o|Tarn Steel] has picked Lodz for [Facility f|a steel mill] (700 jobs).",
        [("target", 700, "f")],
    ),
    ("[Company o|Tarn Steel] employs more than 500 people at [Facility f|its mill].", [("count", 500, "f")]),
    (
        "[Country c|Ghana] announced a $40 million investment by [Company o|Tarn Steel] near the coast.",
        [("investment", 40000000, "o")],
    ),
    (
        "[Company o|Tarn Steel] will spend $40 million on [Facility f|a steel mill] in [City c|Lodz].",
        [("investment", 40000000, "f")],
    ),
    (
        "[Company o|Tarn Steel] has announced [Facility f|a tile factory] in Lodz for $40 million.",
        [("investment", 40000000, "f")],
    ),
    (
        "[Facility f|The tile factory] can turn out 48,000 square metres of tiles a day.",
        [("capacity", 48000, "f")],
    ),
    (
        "[Facility f|The site] has a capacity of 65,000 tonnes/year of paraffins.",
        [("capacity", 65000, "f")],
    ),
    (
        "[Company o|Tarn Steel] has picked Lodz for [Facility f|a steel mill] ($40 million, 700 jobs).",
        [("investment", 40000000, "f"), ("target", 700, "f")],
    ),
    (
        "[Company o|Tarn Steel] announced a $40 million expansion of [Facility f|its tile factory].",
        [("investment", 40000000, "f")],
    ),
    (
        "[Company o|Tarn Steel] will build [Facility f|a third mill], increasing [Company o|its] total investment in"
        " [Country c|Ghana] to $65 billion.",
        [("investment", 65000000000, "o")],
    ),
    (
        "[Company o|Tarn Steel] opened [Facility f|its mill] at [Facility k|the Volta Industrial Park], in a"
        " $78 million investment.",
        [("investment", 78000000, "f")],
    ),
    (
        "[Plan p|The Robot Plan] is paid for by the Plano Azul, which has already approved 205 projects.",
        [],
    ),
    (
        "Under [Plan p|the Robot Plan], [Country c|Ghana] will build 30 smart factories by 2030.",
        [("target", 30, "p")],
    ),
]


@pytest.mark.parametrize(("source", "wanted"), CASES)
def test_whose_number_it_is(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.subject) for m in kept] == wanted


def test_a_candidate_needs_a_clear_share_of_the_votes():
    cast = {"a": frozenset({"subj"}), "b": frozenset({"near"}), "c": frozenset({"far"})}
    chosen = elected(cast, {"subj": 3.0, "near": 1.0})
    assert chosen is not None
    assert chosen.entity == "a"
    assert 0.4 < chosen.share < 1
    assert elected(cast, {"subj": 1.0, "near": 0.9, "far": 0.9}) is None
    assert elected(cast, {"subj": 3.0, ABSTAIN: 4.0}) is None
    assert elected({}, {}) is None
