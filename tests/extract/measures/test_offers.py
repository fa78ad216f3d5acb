"""Sums that stand ready, are given or reckoned, and plants whose sum stands apart from them."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

# Source text, then (value, owner) of each investment.
SUMS = [
    ("A total of $70 million is available under [Plan p|the Loom Plan].", {(70_000_000, "p")}),
    ("Under [Plan p|the Loom Plan], $70 million will now be made available to weavers.", {(70_000_000, "p")}),
    ("Under [Plan p|the Loom Plan], small firms can apply for up to $70 million.", {(70_000_000, "p")}),
    ("Under [Plan p|the Loom Plan], six towns will compete for $70 million.", {(70_000_000, "p")}),
    ("Weavers will be able to bid for a share of £70 million under [Plan p|the Loom Plan].", {(70_000_000, "p")}),
    ("Twelve firms will share €3 million under [Plan p|the Loom Plan].", {(3_000_000, "p")}),
    ("The council signed off on $70 million for [Facility f|the Lodz mill].", {(70_000_000, "f")}),
    ("The council voted $70 million for [Facility f|the Lodz mill].", {(70_000_000, "f")}),
    ("Work on [Facility f|the Lodz mill], an expansion estimated at $70 million, starts in May.", {(70_000_000, "f")}),
    ("[Company o|Tarn Steel] has lined up $70 million for [Facility f|its Lodz mill].", {(70_000_000, "f")}),
    ("[Company o|Tarn Steel] borrowed $70 million to build [Facility f|its Lodz mill].", {(70_000_000, "f")}),
    ("[Company o|Tarn Steel] will get $70 million for [Facility f|its Lodz mill].", {(70_000_000, "f")}),
    ("[Company o|Tarn Steel] received $70 million from [Bureau b|the energy agency].", {(70_000_000, "o")}),
    ("The cost of [Facility f|the Lodz mill] rose by $8 million to $70 million.", {(70_000_000, "f")}),
    ("That adds to the $70 million that [Company o|Tarn Steel] has spent since 2021.", {(70_000_000, "o")}),
]
NONE = [
    "Shareholders of [Company o|Tarn Steel] will share $70 million in dividends.",
    "[Company o|Tarn Steel] received $70 million from customers for batteries.",
    "The damage to [Facility f|the Lodz mill] is estimated at $70 million.",
    "The market for looms in [Country c|Poland] is estimated at $70 million.",
    "[Company o|Tarn Steel] said $70 million came from sales of looms.",
    "Batteries from [Facility f|the Lodz mill] are priced at $70 apiece.",
    "[Company o|Tarn Steel] signed with a bank that manages $70 million.",
]


@pytest.mark.parametrize(("source", "wanted"), SUMS)
def test_sums_stand_ready_or_are_reckoned(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert {(m.value, m.subject) for m in kept if m.kind == "investment"} == wanted


@pytest.mark.parametrize("source", NONE)
def test_other_sums_are_no_offers(source, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [m.value for m in kept if m.kind == "investment"] == []


APART = [
    "[Company o|Tarn Steel]'s $52 million Albany, Georgia, [Facility f|rolling mill] opened in May.",
    "[Company o|Tarn Steel] opened a $52 million Fort Wayne, Indiana [Facility f|rolling mill].",
    "[Company o|Tarn Steel] broke ground on the 52 million euro ($57 million) [Facility f|rolling mill] in 2023.",
]


@pytest.mark.parametrize("source", APART)
def test_a_sum_describes_the_plant_behind_a_town_or_a_bracket(source, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.subject) for m in kept] == [("investment", 52_000_000, "f")]


TAKEN = [
    ("[Company o|Tarn Steel] reported $52 million in sales in 2023.", [("count", 52_000_000)]),
    ("[Facility f|The Lodz mill] will bring $52 million in annual payroll.", [("target", 52_000_000)]),
]


@pytest.mark.parametrize(("source", "wanted"), TAKEN)
def test_what_is_taken_in_or_paid_out_yearly_is_no_investment(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value) for m in kept] == wanted
