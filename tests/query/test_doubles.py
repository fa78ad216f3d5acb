"""The same thing said twice, half said, or said elsewhere: what must not be counted twice, lost or mixed."""

from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.query import ask, evidence, load_questions
from tests.query.builder import Graph, Story

QUESTIONS = load_questions()
AMOUNT = "5 billion yuan"


def news(g: Graph, day: str, text: str) -> Story:
    return g.article(f"https://{day}.example/", text.partition(".")[0], day, f"Paper of {day}", text)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """A battery maker, its two plants and a rival; a plan without a start; a province's output in money."""
    g = Graph()
    g.entity("cn", "Country", "country/cn", "China")
    g.entity("gd", "Region", "region/cn/gd", "Guangdong", within="cn")
    g.entity("fs", "City", "city/cn/fs", "Foshan", within="gd")
    g.entity("sz", "City", "city/cn/sz", "Shenzhen", within="gd")
    g.entity("hetao", "Company", "company/hetao", "Hetao")
    g.entity("rival", "Company", "company/rival", "Rival")
    g.entity("cells", "Facility", "facility/cells", "Cell plant")
    g.entity("packs", "Facility", "facility/packs", "Pack plant")
    g.entity("plan", "Plan", "plan/batteries", "Foshan battery plan")
    g.entity("old", "Plan", "plan/old", "Old battery plan")

    a = news(
        g, "2025-03-01", "Hetao puts 5 billion yuan into a cell plant. It makes 20 GWh per year and opens in 2026."
    )
    a.says("hetao", "operates", "cells", "a cell plant").says("cells", "locatedIn", "fs", "a cell plant")
    a.says("cells", "opened", "2026", "opens in 2026").says("cells", "status", "construction", "a cell plant")
    a.number("investment", "cells", "5000000000", "", AMOUNT, currency="CNY")
    a.number("capacity", "cells", "20", "GWh per year", "20 GWh per year")

    b = news(
        g,
        "2025-04-01",
        "Hetao invests 5 billion yuan, or 700 million dollars; its plant, of about 5 billion yuan or now 6 billion "
        "yuan, opens on 1 October 2026 and makes up to 30 GWh per year.",
    )
    b.number("investment", "hetao", "5000000000", "", AMOUNT, currency="CNY")
    b.number("investment", "hetao", "700000000", "", "700 million dollars", currency="USD")
    b.number("investment", "cells", "5000000000", "", "about 5 billion yuan", currency="CNY", bound="approximately")
    b.number("investment", "cells", "6000000000", "", "now 6 billion", currency="CNY")
    b.says("cells", "opened", "2026-10-01", "opens on 1 October 2026").says("cells", "status", "construction", "opens")
    b.number("capacity", "cells", "30", "GWh per year", "up to 30 GWh per year", bound="atMost")

    c = news(g, "2025-05-01", "Hetao's pack plant costs 5 billion yuan. Rival of Foshan has 9 billion yuan to spend.")
    c.says("hetao", "operates", "packs", "pack plant").says("packs", "locatedIn", "sz", "pack plant")
    c.says("packs", "locatedIn", "gd", "pack plant")
    c.number("investment", "packs", "5000000000", "", AMOUNT, currency="CNY")
    c.says("rival", "locatedIn", "fs", "Rival of Foshan")
    c.number("investment", "rival", "9000000000", "", "9 billion yuan", currency="CNY")

    d = news(
        g,
        "2025-08-01",
        "Foshan's battery plan runs until the end of 2026. It wants 3 battery parks, and 8 test labs by 2025. The old "
        "plan ran from 2021 to 2024, others say to 2026. Guangdong made batteries worth 900 billion yuan in 2024.",
    )
    d.says("plan", "appliesTo", "fs", "Foshan's battery plan").says("plan", "supersedes", "old", "The old")
    d.says("plan", "periodEnd", "2026", "until the end of 2026")
    d.number("target", "plan", "3", "battery parks", "3 battery parks")
    d.number("target", "plan", "8", "test labs", "8 test labs by 2025", end="2025")
    d.says("old", "appliesTo", "fs", "The old").says("old", "periodStart", "2021", "from 2021")
    d.says("old", "periodEnd", "2024", "to 2024").says("old", "periodEnd", "2026", "to 2026")
    d.number("count", "gd", "900000000000", "", "900 billion yuan in 2024", currency="CNY", end="2024")
    made = ox.Store()
    made.extend(g.merged())
    return made


def told(store: ox.Store, name: str, **params: str) -> list[tuple[object, ...]]:
    rows = ask(store, QUESTIONS[name], {key.removesuffix("_"): value for key, value in params.items()})
    return [tuple(getattr(cell, "label", cell) for cell in row) for row in rows]


def billions(*numbers: float) -> tuple[Decimal, ...]:
    return tuple(Decimal(round(one * 10)) * 10**8 for one in numbers)


def test_an_amount_said_twice_of_a_company_counts_once(store: ox.Store) -> None:
    assert told(store, "investment-by-company") == [
        # 5 ("about 5", and Hetao's own 5, are the same) and 6 for the cells, 5 for the packs: at least 6 + 5
        ("Hetao", "CNY", 3, *billions(11, 16)),
        ("Hetao", "USD", 1, *billions(0.7, 0.7)),
        ("Rival", "CNY", 1, *billions(9, 9)),
    ]
    assert told(store, "investment-by-company", company="Hetao")[0] == ("Hetao", "CNY", 3, *billions(11, 16))


def test_what_a_company_of_the_place_has_is_not_invested_there(store: ox.Store) -> None:
    foshan, shenzhen = ("Foshan", "CNY", 2, *billions(6, 11)), ("Shenzhen", "CNY", 1, *billions(5, 5))
    assert told(store, "investment-by-place") == [foshan, shenzhen]
    assert told(store, "investment-by-place", place="Guangdong") == [foshan, shenzhen]
    assert told(store, "investment-by-place", place="Foshan") == [foshan]


def test_capacities_of_one_plant_are_no_sum(store: ox.Store) -> None:
    assert told(store, "capacity-by-company") == [("Hetao", "GWh per year", 1, 20, 30)]


def test_a_year_and_a_day_of_it_are_one_opening(store: ox.Store) -> None:
    rows = told(store, "facilities", company="Hetao", place="Foshan")
    assert {row[3:5] for row in rows} == {("2026-10-01", "construction")}
    assert [row[2] for row in told(store, "facilities", place="Guangdong")] == ["Foshan", "Foshan", "Shenzhen"]


@pytest.mark.parametrize(
    ("day", "place", "wanted"),
    [
        ("2025-07-31", None, [("Old battery plan", "2021", "2026")]),
        ("2025-08-01", None, [("Foshan battery plan", None, "2026"), ("Old battery plan", "2021", "2026")]),
        ("2025-08-01", "China", [("Foshan battery plan", None, "2026"), ("Old battery plan", "2021", "2026")]),
        ("2024-12-31", "Foshan", [("Old battery plan", "2021", "2024"), ("Old battery plan", "2021", "2026")]),
        ("2025-08-01", "Shenzhen", []),
        ("2027-01-01", None, []),
    ],
)
def test_plans_in_force(store: ox.Store, day: str, place: str | None, wanted: list[tuple[object, ...]]) -> None:
    given = {"date": day} | ({"place": place} if place else {})
    assert told(store, "plans-in-force", **given) == wanted
    both = {
        name: told(store, "is-in-force", plan=name, date=day) for name in ("Foshan battery plan", "Old battery plan")
    }
    if place is None:
        assert {name for name, (((answer,),)) in both.items() if answer} == {row[0] for row in wanted}
    rows = evidence(store, ask(store, QUESTIONS["plans-in-force"], given), QUESTIONS["plans-in-force"])
    assert all(row.quote for row in rows)


@pytest.mark.parametrize("place", [None, "Guangdong"])
def test_a_target_without_an_end_is_due_with_its_plan(store: ox.Store, place: str | None) -> None:
    given = {"place": place} if place else {}
    assert [row[2:] for row in told(store, "targets-due", year="2026", **given)] == [(3, None, "battery parks", "2026")]
    assert [row[2:] for row in told(store, "targets-due", year="2025", **given)] == [(8, None, "test labs", "2025")]
    assert told(store, "targets-due", year="2026", place="Shenzhen") == []


def test_money_is_reported_too(store: ox.Store) -> None:
    wanted = ("Guangdong", "exact", *billions(900), "CNY", None, None, "2024", None)
    assert told(store, "reported-as-built") == [wanted]
    assert told(store, "reported-as-built", place="China") == [wanted]
    assert told(store, "reported-as-built", place="Foshan") == []


def test_a_timeline_has_targets_and_money(store: ox.Store) -> None:
    rows = told(store, "timeline", about="Guangdong")
    assert [row for row in rows if row[3]] == [
        ("2024", "reported", "Guangdong", "CNY 900,000,000,000, by 2024"),
        ("2025", "target due", "Foshan battery plan", "8 test labs, by 2025"),
        ("2026", "target due", "Foshan battery plan", "3 battery parks"),
    ]
    assert [row[0] for row in rows if row[1] == "plan ends"] == ["2024", "2026", "2026"]


def test_a_plan_stands_on_either_side_of_a_tie(store: ox.Store) -> None:
    assert told(store, "plan-lineage") == [("Foshan battery plan", "supersedes", "Old battery plan")]
    assert told(store, "plan-lineage", plan="Old battery plan") == [
        ("Old battery plan", "superseded by", "Foshan battery plan")
    ]
    assert told(store, "superseded-plans", place="Guangdong") == [("Old battery plan", "Foshan battery plan", None)]
    assert told(store, "superseded-plans", place="Shenzhen") == []


def test_a_fact_is_new_only_once(store: ox.Store) -> None:
    first = {row[:3] for row in told(store, "new-facts", from_="2025-03-01", to="2025-03-31")}
    later = {row[:3] for row in told(store, "new-facts", from_="2025-04-01", to="2025-12-31")}
    assert ("Cell plant", "status", "construction") in first
    assert ("Cell plant", "opened", "2026-10-01") in later and not first & later
