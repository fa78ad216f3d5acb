import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.load import dates
from kg.load.dayorder import order


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
    assert dates.machine(value, "meta") == (iso and dates.Dated(iso, "meta"))


def test_an_ambiguous_day_is_kept_as_such() -> None:
    found = dates.stated("Posted 03/04/2024, 9:00", "byline")
    assert found == dates.Dated(None, "byline", "ambiguous", "03/04/2024", ("2024-03-04", "2024-04-03"))
    assert dates.stated("31/31/2024", "byline") is None
    assert dates.stated("04/04/2024", "byline") == dates.Dated("2024-04-04", "byline")


def test_what_decides_an_ambiguous_day() -> None:
    open_ = dates.stated("03/04/2024", "meta")
    agreeing, other = dates.Dated("2024-04-03", "address", "derived"), dates.Dated("2024-05-01", "foot", "derived")
    assert open_ is not None
    assert dates.surest([None, open_, agreeing]) == agreeing
    assert dates.surest([open_, other]) == open_
    assert dates.surest([other, open_]) == other
    assert open_.read_as("mdy") == dates.Dated("2024-03-04", "meta", "derived")
    assert open_.read_as("dmy") == dates.Dated("2024-04-03", "meta", "derived")
    assert open_.read_as("") == open_


def test_no_day_after_the_newest() -> None:
    assert dates.Dated("2024-04-03", "meta").within("2024-04-02") == dates.Dated(None, "meta", "refused", "2024-04-03")
    open_ = dates.stated("03/04/2024", "meta")
    assert open_ is not None
    assert open_.within("2024-03-20") == open_
    assert open_.within("2024-03-01") == dates.Dated(None, "meta", "refused", "03/04/2024")


@pytest.mark.parametrize(
    ("languages", "address", "lines", "found"),
    [
        (["en-US"], None, [], "mdy"),
        (["en_GB"], None, [], "dmy"),
        (["en", "en"], None, [], ""),
        (["fr"], None, [], "dmy"),
        (["zh"], None, [], ""),
        (["en"], "https://www.example.co.uk/a", [], "dmy"),
        (["en"], "https://www.example.gov/a", [], "mdy"),
        (["en-US"], "https://www.example.in/a", [], ""),
        (["en"], "https://example.com/a", ["Updated 25/12/2023"], "dmy"),
        (["en"], "https://example.com/a", ["Updated 12/25/2023", "and 05/06/2023"], "mdy"),
        (["en"], "https://[bad", ["1/2/3/2023"], ""),
    ],
)
def test_the_order_of_day_and_month(languages: list[str], address: str | None, lines: list[str], found: str) -> None:
    assert order(languages, address, lines) == found


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
