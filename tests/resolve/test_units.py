from decimal import Decimal

import pytest

from kg.model import Measure, Record
from kg.resolve.units import units, usual
from tests.policy import HERE, plan, record, thing

SHANGHAI = ("Shanghai", "Shanghai plan")
SAME = [
    ("city's industrial added value", "industrial added value of Shanghai", "industrial added value"),
    ("the city’s industrial value-added", "added value of industry", "industrial added value"),
    ("phones per year", "handsets annually", "phones per year"),
    ("phones a year", "mobile phones/year", "phones per year"),
    ("smart factories", "the smart factories in the city", "smart factories"),
    ("Smart Factories", "smart factories in Shanghai", "smart factories"),
    ("GWh per year", "gigawatt-hours a year", "GWh per year"),
    ("output value of the robot industry", "Shanghai's robot industry output value", "robot industry output value"),
    ("total number of benchmark smart factories", "its benchmark smart factories", "benchmark smart factories"),
    ("production of phones", "phone production", "phone production"),
    ("Shanghai industrial output", "industrial output of the whole city", "industrial output"),
    ("size of the three leading industries", "size of three leading industries", "size of three leading industries"),
    ("output of electronic goods", "Shanghai's electronic goods output", "electronic goods output"),
    ("jobs across the city per year", "jobs each year", "jobs per year"),
]
APART = [
    ("smart factories", "benchmark smart factories"),
    ("smart factories in Pudong", "smart factories"),
    ("industrial added value", "added value"),
    ("industrial output", "industrial added value"),
    ("phones per year", "phones per month"),
    ("phones per year", "phones"),
    ("cars per year", "vehicles per year"),
    ("electric vehicles", "new energy vehicles"),
    ("tons of steel", "tonnes of steel"),
    ("% of GDP from industry", "% of GDP from manufacturing"),
    ("robots per 10,000 workers", "robots"),
    ("jobs", "new jobs"),
    ("operating revenue of enterprises above designated size", "operating revenue of enterprises"),
    ("GWh", "GW"),
    ("% of phone parts made in Shanghai", "% of phone parts made"),
    ("Shanghai Motor cars", "cars"),
]


@pytest.mark.parametrize(("one", "other", "wanted"), SAME)
def test_one_count_in_two_wordings(one: str, other: str, wanted: str) -> None:
    assert usual(one, SHANGHAI) == usual(other, SHANGHAI) == wanted


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_counts(one: str, other: str) -> None:
    assert usual(one, SHANGHAI) != usual(other, SHANGHAI)


@pytest.mark.parametrize("unit", [case[2] for case in SAME] + ["", "%", "个智能工厂", "its", "the", "Shanghai"])
def test_the_usual_wording_is_its_own(unit: str) -> None:
    assert usual(usual(unit, SHANGHAI), SHANGHAI) == usual(unit, SHANGHAI)
    assert bool(usual(unit, SHANGHAI)) == bool(unit)


def test_chinese_units_lose_the_subject() -> None:
    assert usual("上海市工业增加值", ("上海",)) == usual("全市工业增加值") == "工业增加值"


def a_target(number: int, place: str, unit: str) -> Record:
    entity, claims = plan("p0", "Smart", ("2024", "2026"), "plan")
    made = record(number, [thing("e1", "City", place), entity], claims)
    told = Measure("target", "p0", Decimal(5), "exact", unit, HERE, "test")
    return Record(made.article, "test", made.entities, made.claims, (told,))


def test_the_place_of_the_plan_belongs_to_the_subject_and_no_other_place() -> None:
    assert units(a_target(1, "Ouroville", "smart mills in Ouroville")) == ["smart mills"]
    assert units(a_target(1, "Ouroville", "smart mills in Lakeside")) == ["smart mills in Lakeside"]
