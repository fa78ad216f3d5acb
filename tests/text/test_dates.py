"""Dates and periods in text: what they mean on the day of publication, 4 March 2024 (a Monday)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.dates import find_dates

PUBLISHED = "2024-03-04"

STATED = [
    ("The park opened on 12 May 2023.", "2023-05-12", "2023-05-12", "at"),
    ("The park opened on May 12, 2023.", "2023-05-12", "2023-05-12", "at"),
    ("Signed Wednesday, 12 July 2023.", "2023-07-12", "2023-07-12", "at"),
    ("Updated: 2023-07-12", "2023-07-12", "2023-07-12", "at"),
    ("Sept. 5, 2022 was the start.", "2022-09-05", "2022-09-05", "at"),
    ("Output rose in 2023.", "2023", "2023", "at"),
    ("It opened in June 2022.", "2022-06", "2022-06", "at"),
    ("Ready by 2027.", None, "2027", "by"),
    ("Ready by the end of 2027.", None, "2027", "by"),
    ("There were 40 at the end of 2022.", None, "2022", "by"),
    ("Valid until June 2029.", None, "2029-06", "by"),
    ("Funded through 2029.", None, "2029", "by"),
    ("No later than March 2027.", None, "2027-03", "by"),
    ("As of 2020 there were ten.", None, "2020", "by"),
    ("Built since 2021.", "2021", None, "since"),
    ("Made there from 2026.", "2026", None, "from"),
    ("Made there from the end of 2027.", "2027", None, "from"),
    ("It runs from 2024 to 2026.", "2024", "2026", "during"),
    ("The plan (2024-2026) is new.", "2024", "2026", "during"),
    ("The plan for 2022–25 is new.", "2022", "2025", "during"),
    ("Set between 2024 and 2026.", "2024", "2026", "during"),
    ("It runs from April 2025 to March 2031.", "2025-04", "2031-03", "during"),
    ("It spans 2025 and 2026.", "2025", "2026", "during"),
    ("In January-October 2023 it made ten.", "2023-01", "2023-10", "during"),
    ("In the first half of 2026.", "2026-01", "2026-06", "during"),
    ("H2 2025 looks good.", "2025-07", "2025-12", "during"),
    ("Due in Q3 2025.", "2025-07", "2025-09", "during"),
    ("Due in the fourth quarter of 2025.", "2025-10", "2025-12", "during"),
    ("In the first ten months of 2023.", "2023-01", "2023-10", "during"),
    ("In the year ended September 2023.", "2022-10", "2023-09", "during"),
    ("Due in early 2026.", "2026", "2026", "at"),
    ("Due by mid-2025.", None, "2025", "by"),
    ("Due in the summer of 2025.", "2025", "2025", "at"),
    ("In fiscal 2025-26.", "2025-04", "2026-03", "during"),
    ("In FY26.", "2025-04", "2026-03", "during"),
    ("During 2023-24 to 2027-28.", "2023", "2028", "during"),
    ("From FY 2025-26 to FY 2030-31.", "2025-04", "2031-03", "during"),
    ("In fiscal year 2026.", "2026", "2026", "at"),
    ("In the 14th Five-Year Plan period.", "2021", "2025", "during"),
]
RELATIVE = [
    ("It opened last month.", "2024-02", "2024-02", "at"),
    ("It opened last October.", "2023-10", "2023-10", "at"),
    ("It opened in October.", "2023-10", "2023-10", "at"),
    ("The rules take effect on April 1.", "2024-04-01", "2024-04-01", "at"),
    ("The rules took effect on April 1.", "2023-04-01", "2023-04-01", "at"),
    ("It will open in October.", "2024-10", "2024-10", "at"),
    ("It opened in October last year.", "2023-10", "2023-10", "at"),
    ("It opens next May.", "2024-05", "2024-05", "at"),
    ("Ready by this August.", None, "2024-08", "by"),
    ("It is to close this year.", "2024", "2024", "at"),
    ("It is to close next year.", "2025", "2025", "at"),
    ("Tests run this year and next.", "2024", "2025", "at"),
    ("There were ten at the end of last year.", None, "2023", "by"),
    ("There were ten at the end of last month.", None, "2024-02", "by"),
    ("Ready before the end of the year.", None, "2024", "by"),
    ("Over the next five years.", "2024", "2029", "during"),
    ("In the coming three years.", "2024", "2027", "during"),
    ("Within two years.", "2024", "2026", "during"),
    ("In the past six months.", "2023-09", "2024-03", "during"),
    ("Two years ago it was ten.", "2022", "2022", "at"),
    ("Each year between now and 2027.", "2024", "2027", "during"),
    ("By the end of the decade.", None, "2030", "by"),
    ("The ministry said on Wednesday.", "2024-02-28", "2024-02-28", "at"),
    ("The ministry said Monday.", "2024-03-04", "2024-03-04", "at"),
    ("It will open on Friday.", "2024-03-08", "2024-03-08", "at"),
    ("It said so yesterday.", "2024-03-03", "2024-03-03", "at"),
]


@pytest.mark.parametrize(("text", "start", "end", "role"), STATED + RELATIVE)
def test_what_an_expression_means(text, start, end, role):
    (found,) = find_dates(text, PUBLISHED)
    assert (found.period.start, found.period.end, found.role) == (start, end, role)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(("text", "start", "end", "role"), STATED)
def test_stated_dates_need_no_date_of_publication(text, start, end, role):
    (found,) = find_dates(text, None)
    assert (found.period.start, found.period.end) == (start, end)
    assert not found.relative


@pytest.mark.parametrize("text", [t for t, *_ in RELATIVE if "now and" not in t])
def test_relative_dates_say_what_they_need(text):
    (found,) = find_dates(text, None)
    assert found.needs == "published"
    assert found.period.start is None and found.period.end is None


@pytest.mark.parametrize(
    ("text", "years", "role"),
    [
        ("Built over the three years.", 3, "during"),
        ("Built over its term.", None, "during"),
        ("Paid over the whole period.", None, "during"),
        ("Over those years it pays.", None, "during"),
        ("Run for a period of six years.", 6, "during"),
        ("Built over the plan's life.", None, "during"),
        ("Built over the life of the scheme.", None, "during"),
        ("Ready by the end of the period.", None, "by"),
        ("In those two years.", 2, "during"),
    ],
)
def test_periods_of_a_plan_are_left_to_the_plan(text, years, role):
    (found,) = find_dates(text, PUBLISHED)
    assert (found.needs, found.years, found.role) == ("period", years, role)


@pytest.mark.parametrize(
    "text",
    [
        "It may open; men march on.",
        "A five-year plan was adopted.",
        "They made 1,987 cars.",
        "They hired 2000 people.",
        "It costs $2024.",
        "Some 2,023 of them.",
    ],
)
def test_what_is_no_date(text):
    assert find_dates(text, PUBLISHED) == []


def test_then_takes_the_deadline_before_it():
    found = find_dates(
        "Shares should reach half by 2028, up from a third in 2022. By then, all firms should be online."
    )
    assert (found[-1].text, found[-1].period.end, found[-1].role) == ("By then", "2028", "by")


def test_the_same_month_takes_the_month_before_it():
    found = find_dates("It began in March 2023. The other one closed in the same month.")
    assert found[-1].period.start == "2023-03"


def test_of_that_year_takes_the_year_before_it():
    found = find_dates("The Policy 2021 was issued in February of that year.", PUBLISHED)
    assert found[-1].period.start == "2021-02"


def test_the_one_date_that_an_expression_stands_for():
    assert [find_dates(t)[0].date for t in ("Q3 2025", "by the end of 2027", "from 2024 to 2026")] == [
        "2025",
        "2027",
        None,
    ]


@given(st.dates(date(1990, 1, 1), date(2079, 12, 31)))
def test_full_dates_round_trip(day):
    names = "January February March April May June July August September October November December".split()
    for text in (
        day.isoformat(),
        f"{day.day} {names[day.month - 1]} {day.year}",
        f"{names[day.month - 1]} {day.day}, {day.year}",
    ):
        (found,) = find_dates(f"It was on {text}.")
        assert found.period.start == found.period.end == day.isoformat()


@given(st.text(max_size=80), st.sampled_from([None, "2024", "2024-03", "2024-03-04"]))
def test_any_text_is_read_without_overlaps(text, published):
    position = 0
    for found in find_dates(text, published):
        assert position <= found.start < found.end <= len(text)
        position = found.end
