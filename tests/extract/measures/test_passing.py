"""Numbers that are no facts of ours: sizes, forecasts of markets, wages, what describes anyone."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

LEFT_OUT = [
    ("[Company c|Northmill] builds 155-millimetre shells at [Facility f|its Radom plant].", "size"),
    ("[Facility f|The plant] makes engines of 210 horsepower.", "size"),
    ("[Company c|Northmill] makes seams of 12 metres at [Facility f|its Radom plant].", "size"),
    (
        "Under [Plan p|the Battery Act], demand for cells is expected to grow by 22% a year by 2030.",
        "forecast",
    ),
    (
        "[Company c|Northmill] says lorries are expected to account for 93% of the market by 2030.",
        "forecast",
    ),
    ("[Company c|Northmill] pays $62,000 a year at [Facility f|its Radom plant].", "wage"),
    ("Eight in ten of the engineers of [Company c|Northmill] studied here.", "ratio"),
    ("[Company c|Northmill] will carry out a 1-for-110 split of its shares.", "ratio"),
    ("Health is one of the six missions of [Plan p|the Workshop Plan].", "one-of"),
    ("[City c|Radom] says a workshop with 30 employees needs advice first.", "description"),
    ("Firms with fewer than 250 employees may apply under [Plan p|the Workshop Plan].", "description"),
    ("The country's chip market was worth $45 billion in 2023, [Country c|India] said.", "market"),
]


@pytest.mark.parametrize(("source", "reason"), LEFT_OUT)
def test_number_that_says_nothing_of_policy_is_left_out(source, reason, nlp, lexicon):
    measures, abstentions = found(source, nlp, lexicon)
    assert measures == ()
    assert reason in {a.reason for a in abstentions}


def test_firm_that_designs_wants_nothing(nlp, lexicon):
    measures, _ = found("[Company c|Northmill] designs and sells tools through 900 dealers.", nlp, lexicon)
    assert {m.kind for m in measures} <= {"count"}


def test_rate_is_read_past_a_size(nlp, lexicon):
    source = "[Facility f|The plant] can make 14,000 155-millimetre shells a month."
    measures, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.unit) for m in measures] == [("capacity", 14_000, "155-millimetre shells per month")]


OWNED = [
    (
        "14 of the approved applicants have set up units in [Region a|Kerala], 11 in [Region b|Goa] "
        "and 9 in [Region c|Assam].",
        [("count", 14, "a"), ("count", 11, "b"), ("count", 9, "c")],
    ),
    (
        "[Facility f|The Radom plant] opened in 2014. [Company c|Northmill] employs 5,200 people there.",
        [("count", 5200, "f")],
    ),
    (
        "[Facility f|The Radom plant] opened in 2014. It can build 200,000 lorries a year.",
        [("capacity", 200_000, "f")],
    ),
    (
        "[Facility f|The Radom plant] of [City r|Radom] opened. One line is running, with 210 people on the payroll.",
        [("count", 210, "f")],
    ),
    (
        "[Facility f|The plant] can make 9,000 lathes a year with 420 workers.",
        [("capacity", 9000, "f"), ("count", 420, "f")],
    ),
    ("[City r|Radom] opened [Plan p|the Robot Plan]. Radom Town Hall has spent 9 million zloty on a road.", []),
    (
        "[Plan p|The Robot Plan] of [City r|Radom] wants a share of 72 percent by 2027, up from 63 percent in 2023.",
        [("target", 72, "p"), ("count", 63, "r")],
    ),
    ("[Company c|Northmill] expects annual savings of $30 million from the closure.", [("target", 30_000_000, "c")]),
    ("[Plan p|The Robot Plan] sets out to build ten local foundries.", [("target", 10, "p")]),
    ("[City r|Radom] opened [Facility f|the Janow park]. 61 companies are to be found there.", [("count", 61, "f")]),
]


@pytest.mark.parametrize(("source", "expected"), OWNED)
def test_owner_is_tied_by_grammar_or_topic(source, expected, nlp, lexicon):
    measures, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.subject) for m in measures] == expected


def test_one_of_the_largest_is_no_capacity(nlp, lexicon):
    source = "[Company c|Northmill] adds capacity at [Facility f|its Radom plant], one of the largest in Europe."
    assert found(source, nlp, lexicon)[0] == ()
