"""Numbers of a whole industry, of a nation's funds, and those that the nearest plant or town does not own."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

CASES = [
    (
        "[Country c|Ghana] is growing. The automotive industry employs 55,500 people and supports around 200,000"
        " additional jobs under [Plan p|the Car Plan].",
        [(55_500, "c"), (200_000, "c")],
    ),
    (
        "[Plan p|The Jobs Act] is old. The [Country c|Ghanaian] car industry has added over 250,000 jobs.",
        [(250_000, "c")],
    ),
    ("Manufacturing employs nearly one million people. [Country c|Ghana] is big.", [(1_000_000, "c")]),
    ("The steel sector employs 9,000 people in [Region r|Ashanti]. [Country c|Ghana] is big.", [(9_000, "r")]),
    ("[Country c|Ghana] and [Country d|Mali] grow. Manufacturing employs one million people.", []),
    (
        "[Country c|Ghana]'s pension funds will increase investments in the region to $14 billion by 2035.",
        [(14_000_000_000, "c")],
    ),
    (
        "[Facility f|The battery factory] opened. Over the year, construction of new facilities has increased by"
        " 116 percent.",
        [],
    ),
    ("[Plan p|The Act] creates opportunities for [Country c|Ghana]'s 33,000 small firms.", [(33_000, "c")]),
    (
        "[Company o|Tarn Steel] is building [Facility f|a factory in Lodz]. It is to be ready in 2026 and will produce"
        " 9,000 trailers a year.",
        [(9_000, "f")],
    ),
    (
        "[Company o|Tarn Steel] is building [Facility f|a factory in Lodz]. It made 9,000 trailers in 2023.",
        [(9_000, "f")],
    ),
    (
        "[Country t|Ghana] is growing. Other sectors included metals at $603 million (approx. 20 billion baht) across"
        " 128 projects and chemicals at $489 million across 110 projects.",
        [(603_000_000, "t"), (128, "t"), (489_000_000, "t"), (110, "t")],
    ),
    (
        "[Facility f|The plant], in which the company has invested $9 million, is old. [Company o|Tarn Steel] grows.",
        [(9_000_000, "f")],
    ),
    ("[Bureau b|The Treasury]'s contribution to the mill would be $215 million.", [(215_000_000, "b")]),
]


@pytest.mark.parametrize(("source", "wanted"), CASES)
def test_whose_a_number_of_many_is(source, wanted, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert [(m.value, m.subject) for m in kept] == wanted


def test_a_level_at_present_is_the_country_s_not_that_of_the_town_where_news_is_written(nlp, lexicon):
    source = (
        "[City t|Kumasi] waits. [City t|Kumasi] is a port. [Plan p|The Robot Plan] of [Country c|Ghana] aims to raise"
        " the share of automated welding to 70 percent by 2029 from 31 percent last year."
    )
    kept, _ = found(source, nlp, lexicon)
    assert [(m.kind, m.value, m.subject) for m in kept] == [("target", 70, "p"), ("count", 31, "c")]
