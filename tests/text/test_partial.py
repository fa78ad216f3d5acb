"""Arithmetic of partial dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.partial import (
    coarser,
    earlier,
    first_day,
    is_partial,
    last_day,
    later,
    month,
    shift_days,
    shift_months,
    within,
)

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
partials = days.flatmap(lambda d: st.sampled_from([d.isoformat(), d.isoformat()[:7], d.isoformat()[:4]]))


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29", "1999-12-31"])
def test_dates_that_exist(text):
    assert is_partial(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "2024-00", "24", "2024-2", "2024-04-31", "0000", ""])
def test_dates_that_do_not(text):
    assert not is_partial(text)


def test_first_and_last_day():
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))


def test_coarser_keeps_what_two_dates_share():
    assert coarser("2024-03-04", "2024-03-31") == "2024-03"
    assert coarser("2024-03", "2024-09") == "2024"
    assert coarser("2024", "2025") is None


def test_earlier_and_later():
    assert earlier("2024-03", "2024") == "2024"
    assert later("2024-03", "2024") == "2024"
    assert earlier("2023-12-31", "2024") == "2023-12-31"


@pytest.mark.parametrize(
    ("year", "number", "wanted"), [(2024, 0, "2023-12"), (2024, 13, "2025-01"), (2024, 5, "2024-05")]
)
def test_months_run_over_the_ends_of_a_year(year, number, wanted):
    assert month(year, number) == wanted


@given(partials)
def test_a_date_lies_within_itself_and_its_year(value):
    assert is_partial(value)
    assert within(value, value)
    assert within(value, value[:4])
    assert first_day(value) <= last_day(value)


@given(partials, partials)
def test_earlier_and_later_choose_one_of_the_two(a, b):
    assert earlier(a, b) in (a, b)
    assert later(a, b) in (a, b)
    assert first_day(earlier(a, b)) == min(first_day(a), first_day(b))
    assert last_day(later(a, b)) == max(last_day(a), last_day(b))


@given(days, st.integers(-60, 60))
def test_shifts_are_undone(day, count):
    assert shift_days(shift_days(day.isoformat(), count), -count) == day.isoformat()
    assert shift_months(shift_months(day.isoformat(), count), -count) == day.isoformat()[:7]
