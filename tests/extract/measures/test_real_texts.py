"""What only looks like an amount, a staff or an outlay in press releases; and what is one all the same."""

import pytest

from tests.extract.measures.test_measures import found, lexicon, nlp

__all__ = ["lexicon", "nlp"]

NO_NUMBER = [
    "[Company c|Northmill] offers its clients (1) access to its labs, (2) advice on tooling and (3) credit.",
    "[Company c|Northmill] wants to grow by 1) opening mills and 2) hiring apprentices.",
    "[Plan p|The Workshop Act] requires the reports named in section 12(b)(3).",
    "[Plan p|The Workshop Plan] will give every firm a voucher by year 7 of the programme.",
    "[Company c|Northmill] offers the P640 mixer with a copper bowl.",
    "[Company c|Northmill] launched its R900 lathe in [City d|Radom].",
]


@pytest.mark.parametrize("source", NO_NUMBER)
def test_label_of_an_item_a_year_or_a_model_is_no_number(source, nlp, lexicon):
    assert found(source, nlp, lexicon)[0] == ()


NO_FACT = [
    ("With $41 billion in total assets, [Company c|Northmill Capital] offers loans to mills.", "holding"),
    ("[Company c|Northmill] received an award of $12 million to supply pumps.", "holding"),
    ("The ministry awarded [Company c|Northmill] a contract for $80 million to supply pumps.", "holding"),
    ("[Company c|Northmill] signed a contract valued at $15 million.", "holding"),
    ("Under [Plan p|the Mill Plan], the lathe market grew to $9 billion at a CAGR of 7%.", "forecast"),
    ("Analysts expect [Company c|Northmill] to reach revenue of $7 million in 2027.", "forecast"),
    ("For [Company c|Northmill], projections indicate that sales will rise by 41%.", "forecast"),
    ("Spending on [Plan p|the Mill Plan] saw a $2 billion increase last year.", "holding"),
]


@pytest.mark.parametrize(("source", "reason"), NO_FACT)
def test_what_no_one_spends_and_no_one_employs_is_left_out(source, reason, nlp, lexicon):
    measures, abstentions = found(source, nlp, lexicon)
    assert measures == ()
    assert reason in {a.reason for a in abstentions}


AMOUNTS = [
    ("[Facility f|The mill] (210 jobs) will open in 2027.", [("target", 210, None)]),
    ("[Company c|Northmill] needs 90 people at its mill.", [("count", 90, None)]),
    ("[Company c|Northmill] employs 900 people.", [("count", 900, None)]),
    ("[Company c|Northmill] wants to employ 3,200 there next year.", [("target", 3_200, None)]),
    ("[Company c|Northmill] sold 50,000 pounds of copper and mined 7,000 ounces.", [("count", 50_000, None)]),
    ("[Company c|Northmill] will spend 5 million pounds in Britain.", [("investment", 5_000_000, "GBP")]),
    ("[Company c|Northmill] of South Africa will invest R900 million.", [("investment", 900_000_000, "ZAR")]),
    ("[Company c|Northmill] secured a grant of $4 million for its mill.", [("investment", 4_000_000, "USD")]),
    (
        "With $9 million from the state, [Company c|Northmill] will invest $30 million.",
        [("investment", 30_000_000, "USD")],
    ),
]


def test_bare_number_to_be_hired_somewhere_is_of_jobs(nlp, lexicon):
    (jobs,), _ = found("[Company c|Northmill] wants to hire 700 there by the end of 2027.", nlp, lexicon)
    assert jobs.unit == "jobs"


@pytest.mark.parametrize(("source", "wanted"), AMOUNTS)
def test_amounts_that_look_alike_stay(source, wanted, nlp, lexicon):
    measures, _ = found(source, nlp, lexicon)
    assert set(wanted) <= {(m.kind, m.value, m.currency) for m in measures}


def test_between_and_is_a_range(nlp, lexicon):
    source = "[Company c|Northmill] will sell between 620,000 and 880,000 tonnes of lime in 2027."
    measures, _ = found(source, nlp, lexicon, published="2026-02-01")
    assert [(m.value, m.bound) for m in measures] == [(620_000, "at-least")]


@pytest.mark.parametrize(
    "source",
    [
        "[Company c|Northmill] brought 900,000 people out of poverty.",
        "In [Country c|India], floods killed 900 people last year.",
        "[Company c|Northmill] has connected 90,000 people to the grid.",
    ],
)
def test_people_to_whom_something_is_done_are_no_staff(source, nlp, lexicon):
    assert not any("employees" in m.unit or "jobs" in m.unit for m in found(source, nlp, lexicon)[0])


def test_unit_does_not_tell_whose_number_it_is(nlp, lexicon):
    measures, _ = found("[Company c|Northmill] owns 80% of the Lodz mill project.", nlp, lexicon)
    assert [m.unit for m in measures] == ["% of Lodz mill project"]


@pytest.mark.parametrize("place", ["[Country c|India]", "[Region c|Punjab]"])
def test_target_is_not_that_of_a_place_named_elsewhere(place, nlp, lexicon):
    source = f"{place} is proud of its clubs. A new club is to host over 900 matches in 300 towns."
    assert found(source, nlp, lexicon)[0] == ()


@pytest.mark.parametrize("who", ["He", "She"])
def test_what_a_person_wants_is_no_plan_named_elsewhere(who, nlp, lexicon):
    source = f"[Plan p|The Pump Roadmap] will follow. {who} set a goal of 30 gigawatts of pumps by 2030."
    assert found(source, nlp, lexicon)[0] == ()


def test_jobs_that_a_firm_has_are_its_own(nlp, lexicon):
    source = "[Facility f|The Radom mill] opened, adding to the 900 jobs [Company c|Northmill] supports in Poland."
    assert [(m.subject, m.kind) for m in found(source, nlp, lexicon)[0]] == [("c", "count")]


UNKNOWN = [
    "[Company c|Northmill] was there. The Kinross Guild said that it will invest $90 million.",
    "[Facility f|The Radom mill] is closed. The Upper Kinross Mill has a capacity of 400 tonnes a year.",
]


@pytest.mark.parametrize("source", UNKNOWN)
def test_number_of_a_name_unknown_to_us_is_nobodys(source, nlp, lexicon):
    assert found(source, nlp, lexicon)[0] == ()


def test_quarter_to_come_is_a_deadline(nlp, lexicon):
    source = "In the fourth quarter of 2026 [Company c|Northmill] sells 160,000 tonnes of lime."
    kinds = [[m.kind for m in found(source, nlp, lexicon, published=day)[0]] for day in ("2026-07-01", "2026-12-31")]
    assert kinds == [["target"], ["count"]]


NOBODYS = [
    ("Research says that 89% of businesses lack a plan, and [Plan p|the Workshop Plan] helps.", "no-subject"),
    ("[Plan p|The Workshop Plan] works, and about 96% of schools are open.", "no-subject"),
    (
        "[Plan p|The Pump Roadmap] helps to reach the Premier's bold goal of deploying 30 gigawatts by 2030.",
        "no-subject",
    ),
    ("[Facility f|The Radom mill] makes pipes. This is equivalent to removing 16,000 cars.", "description"),
    ("[Company c|Northmill] expects its 100%-owned [Facility f|Radom mill] to earn money.", "description"),
    ("[Company c|Northmill] ships tools, now offering over 500 highly rated and sought-after.", "no-verb"),
    ("[Company c|Northmill] has a line.[4] It works under rules[5] of its own.", ""),
    (
        "Under [Plan p|the Drug Act] talks began. These drugs cost people with insurance $3.4 billion in 2022.",
        "no-kind",
    ),
]


@pytest.mark.parametrize(("source", "reason"), NOBODYS)
def test_what_is_told_of_anyone_or_of_strangers_is_nobodys(source, reason, nlp, lexicon):
    measures, abstentions = found(source, nlp, lexicon)
    assert measures == ()
    assert not reason or reason in {a.reason for a in abstentions}


def test_share_of_what_was_spoken_of_and_goal_of_a_known_body_stay(nlp, lexicon):
    share, _ = found("In [Country c|Chile] 89% of the mills are open.", nlp, lexicon)
    assert [(m.subject, m.value) for m in share] == [("c", 89)]
    takings, _ = found("60% of revenues of [Company c|Northmill] came from exports.", nlp, lexicon)
    assert [(m.subject, m.value) for m in takings] == [("c", 60)]
    goal, _ = found("[Plan p|The Pump Roadmap] sets its goal of 30 gigawatts by 2030.", nlp, lexicon)
    assert [(m.subject, m.value) for m in goal] == [("p", 30)]


def test_what_a_trade_adds_to_the_economy_is_no_outlay(nlp, lexicon):
    measures, _ = found("[Region r|Jalisco] mills contributed $22 billion to the national GDP.", nlp, lexicon)
    assert {m.kind for m in measures} <= {"count"}


def test_town_of_a_dateline_owns_nothing(nlp, lexicon):
    source = (
        "[City d|Radom] - [Company c|Northmill] met [Country e|Chile]. [Country e|Chile] won. Over 900 mills are open."
    )
    assert not any(m.subject == "d" for m in found(source, nlp, lexicon)[0])
