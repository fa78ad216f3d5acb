import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.load import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("March 4, 2024", "2024-03-04"),
        ("4th Mar, 2024", "2024-03-04"),
        ("Mon 04 March 2024", "2024-03-04"),
        ("Sept. 5, 2023", "2023-09-05"),
        ("2024年3月4日", "2024-03-04"),
        ("2024-03-04T08:00:00+08:00", "2024-03-04"),
        ("2024/3/4", "2024-03-04"),
        ("4.3.2024", "2024-03-04"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("03/04/2024", None),
        ("31 April 2024", None),
        ("in March 2024", None),
        ("March 4", None),
        ("2021-2025", None),
        ("May 2024 plants", None),
    ],
)
def test_days(text: str, iso: str | None) -> None:
    assert dates.first(text) == iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("20240304", "2024-03-04"),
        ("2024-03-04 05:00:00-05:00", "2024-03-04"),
        ("'2024-03-04'", "2024-03-04"),
        ("x", None),
    ],
)
def test_dates_for_machines(value: str, iso: str | None) -> None:
    assert dates.machine(value) == iso


def test_a_stated_week_completes_a_day() -> None:
    assert dates.in_stated_week("ROUNDUP - WEEK 9, 2025", "Ghent, 28 February - The") == "2025-02-28"
    assert dates.in_stated_week("ROUNDUP - WEEK 9, 2025", "Ghent, 28 March - The") is None


@given(st.dates())
def test_written_days_are_read_back(day: object) -> None:
    import datetime

    assert isinstance(day, datetime.date)
    if 1900 <= day.year < 2100:
        month = ["January", "February", "March", "April", "May", "June", "July", "August"]
        month += ["September", "October", "November", "December"]
        assert dates.first(f"{month[day.month - 1]} {day.day}, {day.year}") == day.isoformat()
        assert dates.first(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
