"""What a number cites, what it counts when one number counts two things, whose it is, how sure it is."""

import pytest

from kg.extract import measures
from kg.extract.measures.confidence import FAR, KINDS, NAMED, WEAK, confidence_of
from kg.extract.scene import scenes
from tests.extract.measures.test_measures import found, lexicon, nlp
from tests.support.marked import marked

__all__ = ["lexicon", "nlp"]


def text_of(source, nlp, lexicon):
    document, entities = marked(source, nlp)
    kept, _ = measures.find(document, entities, (), lexicon)
    return [document.text[m.span.start : m.span.end] for m in kept]


def test_a_short_sentence_is_quoted_whole(nlp, lexicon):
    source = "[City c|Lodz] built 31 smart factories in 2023. It rained."
    assert text_of(source, nlp, lexicon) == ["Lodz built 31 smart factories in 2023."]


def test_of_a_long_sentence_the_clause_is_quoted(nlp, lexicon):
    source = (
        "The guests in the crowded marquee heard little of the speeches because of the rain that drummed on the canvas "
        "above them all morning; [City c|Lodz] has built 31 smart factories; the robots that they are filled with come "
        "from a firm whose owner sat in the first row and smiled at the cameras of the local press."
    )
    assert text_of(source, nlp, lexicon) == ["Lodz has built 31 smart factories"]


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        (
            "[City c|Lodz] has certified 31 smart factories and digital workshops.",
            "smart factories and digital workshops",
        ),
        ("[City c|Lodz] has built over 900 digital workshops, mills and fabs.", "digital workshops, mills and fabs"),
        ("[City c|Lodz] has built 31 smart factories and the workshops will follow.", "smart factories"),
        ("[City c|Lodz] has built 31 smart factories and 8 digital workshops.", "smart factories"),
    ],
)
def test_one_number_of_two_things_keeps_both(source, unit, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert kept[0].unit == unit


def test_a_percentage_does_not_swallow_the_next_clause(nlp, lexicon):
    source = (
        "Under [Plan p|the Robot Plan], 60 percent of large firms in [City c|Lodz] should be digitalized by 2025, "
        "and more than 50 pilot factories are to be built."
    )
    kept, _ = found(source, nlp, lexicon)
    assert kept[0].unit == "% of large firms digitalized"


def test_the_month_of_opening_is_no_period_of_a_capacity(nlp, lexicon):
    source = (
        "[Company a|Acme] put into operation last month [Facility f|a factory in Lodz] "
        "that is capable of producing around 2 million phones annually."
    )
    (capacity,), _ = found(source, nlp, lexicon)
    assert (capacity.kind, capacity.subject) == ("capacity", "f")
    assert (capacity.period.start, capacity.period.end) == (None, None)


@pytest.mark.parametrize(
    ("source", "owner"),
    [
        ("[Company a|Acme] will keep [Facility f|its plant in Lodz], where 620 people work, the manager said.", "f"),
        ("[Company a|Acme] reopened [Facility f|the plant] on Friday. About 600 people are on the payroll.", "f"),
        ("[Facility f|The pilot plant] in [City c|Lodz] will close. All 45 employees there have been told.", "f"),
        ("[City c|Lodz] attracted 47 projects worth $1.9 billion in 2024.", "c"),
    ],
)
def test_whose_number_it_is(source, owner, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert {m.subject for m in kept} == {owner}


@pytest.mark.parametrize(
    "source",
    [
        "[City c|Lodz] reported a decline of 2,800 jobs in 2023.",
        "[Facility f|The plant] has a site near Interstate 10 in [City c|Lodz].",
        "Done at [City c|Lodz] in the year of our Lord two thousand twenty-three.",
    ],
)
def test_what_is_lost_labelled_or_a_year_is_no_measure(source, nlp, lexicon):
    kept, _ = found(source, nlp, lexicon)
    assert kept == ()


def test_staff_without_a_noun_is_named(nlp, lexicon):
    (staff,), _ = found("[Company a|Acme] plans to hire another 500 by the end of next year.", nlp, lexicon)
    assert (staff.kind, staff.unit, staff.value) == ("target", "jobs", 500)


def test_staff_of_an_unknown_plant_is_not_that_of_the_country(nlp, lexicon):
    source = "[Country k|Kenya] has a long history of weaving. The mill employs 1,000 workers."
    kept, _ = found(source, nlp, lexicon)
    assert kept == ()


def test_confidence_is_a_share_and_lower_for_subjects_out_of_sight(nlp, lexicon):
    (near,), _ = found("[Company a|Acme] employs 900 people.", nlp, lexicon)
    (far,), _ = found("[Company a|Acme] makes pumps. About 600 people are on the payroll.", nlp, lexicon)
    assert near.confidence > far.confidence


def test_more_votes_make_a_number_surer(nlp, lexicon):
    article = "[Company a|Acme] employs 900 people."
    (measure,), _ = found(article, nlp, lexicon)
    document, entities = marked(article, nlp)
    scene = scenes(document, entities)[0]
    sure = [confidence_of(measure, share, scene) for share in (0.41, 0.65, 0.75, 0.85, 0.95)]
    assert sure == sorted(set(sure))
    assert all(0 < step < 1 for step in (*sure, *KINDS.values(), *WEAK.values()))
    assert [least for least, _ in NAMED] == sorted((least for least, _ in NAMED), reverse=True)
    assert NAMED[-1][0] == FAR[-1][0] == 0
