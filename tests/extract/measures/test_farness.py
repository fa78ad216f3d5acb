"""Numbers whose owner is told of far away: kept for what an article is about, left out for what it passes over."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

PLAN = "[Bureau b|The ministry] issued [Plan p|the Pump Roadmap] on Monday. "
PASSING = "It was a quiet day. [Company c|Voltek] rested. [Company d|Moro] rested too. "
AIM = "The goal is to train 900 fitters by 2030."


def test_a_plan_that_the_article_begins_with_keeps_far_targets(nlp, lexicon):
    measures, _ = found(PLAN + PASSING + AIM, nlp, lexicon)
    assert [(m.subject, m.value) for m in measures] == [("p", 900)]


def test_a_plan_named_in_passing_gets_no_far_targets(nlp, lexicon):
    measures, abstentions = found(PASSING * 2 + PLAN + PASSING + AIM, nlp, lexicon)
    assert measures == ()
    assert [a.reason for a in abstentions if "900" in a.trigger] == ["far-subject"]


@pytest.mark.parametrize("between", ["Rain fell on the harbour. ", "Rain fell. "])
def test_where_nothing_else_is_spoken_of_the_plan_named_last_goes_on(between, nlp, lexicon):
    measures, _ = found(PASSING * 2 + PLAN + between + AIM, nlp, lexicon)
    assert [(m.subject, m.value) for m in measures] == [("p", 900)]


def test_a_count_two_sentences_away_is_not_that_of_a_plan(nlp, lexicon):
    measures, _ = found(PLAN + PASSING + "Since then fitters have found 900 jobs.", nlp, lexicon)
    assert measures == ()


def test_a_long_text_has_no_theme_but_its_title(nlp, lexicon):
    assert found(PLAN + PASSING * 14 + AIM, nlp, lexicon)[0] == ()


@pytest.mark.parametrize(
    ("other", "owners"), [("", ["g"]), ("[Country e|Peru] was there. [Country e|Peru] won. ", ["e"])]
)
def test_a_far_count_is_that_of_the_place_named_most(other, owners, nlp, lexicon):
    source = "[Country g|Chile] held a fair. " + other + PASSING + "Last month there were 900 pump factories."
    assert [m.subject for m in found(source, nlp, lexicon)[0]] == owners


@pytest.mark.parametrize(("mentions", "owners"), [(1, []), (4, ["p"])])
def test_what_is_so_already_is_of_a_plan_spoken_of_often(mentions, owners, nlp, lexicon):
    told = "[Plan p|The Pump Roadmap] covers pumps. " * mentions
    measures, _ = found(told + "Works have hired 900 fitters so far.", nlp, lexicon)
    assert [m.subject for m in measures] == owners
