"""Numbers that belong to what no mention covers: other plants, firms in general, "we"; and plants to come."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

OWNED = [
    (
        "There are 6,000 manufacturers in [Region a|Ohio], which employ about 260,000 people.",
        "260,000",
        "a",
    ),
    ("[Company c|Voltek] has five plants in [Country a|China] and one in [City b|Debrecen].", "five", "c"),
    ("[Company c|Voltek] runs five plants in [Country a|China] and one in [City b|Debrecen].", "five", "c"),
    ('"We have 60 vacancies in composites today," said Jane Doe of [Company c|Voltek].', "60", "c"),
]
NOT_OWNED = [
    # A plant that nobody named: the sum is its own, not the park's.
    (
        "Moro Knits will build a knitting factory in [Facility f|the Kavala Park] at a cost of Rs 310 crore.",
        "no-subject",
    ),
    (
        "Lanka Synthesis will set up a metformin plant with a capacity of 600 tonnes a year near [City t|Galle].",
        "no-subject",
    ),
    ("[Company c|Moro] spent 180 million euros on the hall, which opened last year.", "no-subject"),
    ("[Company c|Moro] opened the workshop, which can turn out 22,000 chairs a month.", "no-subject"),
    ("The older yard of the firm closed; [Company c|Moro's] older mill employs 260 people.", "no-subject"),
    ("[Facility f|The plant] was to get aid. Not one euro has been paid.", "description"),
    ("[Facility f|The plant] is open to visitors from 2 to 5 p.m.", "description"),
    ("[Bureau b|The council] approved [Plan p|the Workshop Plan] by 17 to 5.", "description"),
    ("[Facility f|The plant] can make wafers of 200 mm.", "description"),
    ("[Company c|Moro] wants to reduce its emissions (Scopes 1, 2, and 3) by 2030.", "description"),
    ("[Company c|Moro] plans to finish Phases 1 and 2 by 2030.", "description"),
    ("ODS has promised to put 75 million euros into new robots in [City t|Weisswasser].", "no-subject"),
    ("Two hundred people stood at the gate of [Facility f|the Radom plant].", "not-work"),
]


@pytest.mark.parametrize(("source", "number", "owner"), OWNED)
def test_owner_of_a_number(source, number, owner, nlp, lexicon):
    measures, _ = found(source, nlp, lexicon)
    value = {"260,000": 260_000, "five": 5, "60": 60}[number]
    assert [m.subject for m in measures if m.value == value] == [owner]


@pytest.mark.parametrize(("source", "reason"), NOT_OWNED)
def test_number_of_a_stranger_is_left_out(source, reason, nlp, lexicon):
    measures, abstentions = found(source, nlp, lexicon)
    assert measures == ()
    assert reason in {a.reason for a in abstentions}


def test_pounds_of_a_material_are_a_weight_and_pounds_of_aid_money(nlp, lexicon):
    weight, _ = found("[Facility f|The refinery] can make 2 million pounds of lithium a year.", nlp, lexicon)
    assert [(m.kind, m.currency) for m in weight] == [("capacity", None)]
    money, _ = found("[Facility f|The refinery] got £3 million of public money.", nlp, lexicon)
    assert [(m.kind, m.currency) for m in money] == [("investment", "GBP")]
