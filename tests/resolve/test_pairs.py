"""Pairs of things that two articles speak of, made to mislead: one thing in two wordings, or two in nearly one."""

from functools import cache

import pytest

from kg.model import Claim, Entity, Record
from kg.resolve import Background, resolve_together
from tests.policy import HERE, link, record, thing

COUNTRIES = (
    *("China", "中国", "Kenya", "Morocco", "Tanzania", "India", "United States", "Germany", "Canada", "United Kingdom"),
)
REGIONS = ("Hebei", "Guangdong", "Georgia", "Indiana", "Jilin Province")
Told = tuple[str, str, dict[str, str]]  # class, name, and what the article says of it


@cache
def background() -> Background:
    return Background.load()


def bureau(name: str, of: str = "", *, country: str = "") -> Told:
    return "Bureau", name, {"jurisdiction": of, "country": country}


def company(name: str) -> Told:
    return "Company", name, {}


def plan(name: str, of: str = "", period: str = "", kind: str = "action-plan", *, by: str = "") -> Told:
    return "Plan", name, {"appliesTo": of, "period": period, "planKind": kind, "issuedBy": by}


def plant(name: str, by: str = "", at: str = "", kind: str = "factory") -> Told:
    return "Facility", name, {"operates": by, "locatedIn": at, "facilityKind": kind}


def city(name: str, within: str = "") -> Told:
    return "City", name, {"partOf": within}


def read(number: int, told: Told) -> Record:
    """Return the record of an article that speaks of one thing, the last of its entities."""
    type_, name, facts = told
    entities: list[Entity] = []
    claims: list[Claim] = []

    def beside(kind: str, named: str) -> str:
        entities.append(thing(f"e{len(entities)}", kind, named))
        return entities[-1].id

    for predicate, value in facts.items():
        kind = "Country" if value in COUNTRIES else "Region" if value in REGIONS else "City"
        if not value:
            continue
        if predicate == "period":
            start, _, end = value.partition("-")
            claims += [Claim("x", "periodStart", start, "date", HERE, "test")]
            claims += [Claim("x", "periodEnd", end, "date", HERE, "test")]
        elif predicate in ("planKind", "facilityKind"):
            claims.append(Claim("x", predicate, value, "code", HERE, "test"))
        elif predicate == "operates":
            claims.append(link(beside("Company", value), "operates", "x"))
        elif predicate == "issuedBy":
            claims.append(link("x", "issuedBy", beside("Bureau", value)))
        elif predicate == "country":
            beside("Country", value)
        else:
            claims.append(link("x", predicate, beside(kind, value)))
    form = "description" if type_ == "Facility" else "name"
    return record(number, [*entities, thing("x", type_, name, form=form)], claims)


SAME = [
    (bureau("Shanghai Municipal Commission of Economy and Informatization", "Shanghai"),
     bureau("Shanghai Economy and Information Technology Commission", "Shanghai")),
    (bureau("Shanghai Municipal Commission of Economy and Informatization", "Shanghai"),
     bureau("上海市经济和信息化委员会", "上海")),
    (bureau("Ministry of Industry and Trade", "Kenya"), bureau("Kenya's industry and trade ministry", "Kenya")),
    (bureau("Ministry of Industry and Information Technology", country="China"), bureau("工业和信息化部", "中国")),
    (bureau("Shenzhen Municipal Government", "Shenzhen"), bureau("Shenzhen government", "Shenzhen")),
    (bureau("Shenzhen Municipal People's Government", "Shenzhen"), bureau("深圳市人民政府", "深圳")),
    (company("Xiaomi Corp."), company("小米")),
    (company("Contemporary Amperex Technology Co., Ltd."), company("CATL")),
    (company("Eli Lilly and Company"), company("Eli Lilly")),
    (plan("Shenzhen Robot Action Plan (2024-2026)", "Shenzhen", "2024-2026"),
     plan("three-year robot plan", "Shenzhen", "2024-2026", "plan")),
    (plan("Action Plan for Smart Manufacturing", "Shanghai", "2024-2026"),
     plan("上海市智能制造行动计划（2024-2026年）", "上海", "2024-2026")),
    (plan("Robotics Action Plan", "Wuhan", "2025-2027"), plan("plan for robots", "Wuhan", "2025-2027", "plan")),
    (plant("new battery plant", "Voltaro", "Pune"), plant("EV battery factory", "Voltaro", "Pune")),
    (plant("battery plant", "Voltaro", "Pune"), plant("new factory", "Voltaro", "Pune")),
    (city("Suzhou", "China"), city("苏州市", "中国")),
]  # fmt: skip
APART = [
    # Agencies of one name under two governments.
    (bureau("Ministry of Industry", "Morocco"), bureau("Ministry of Industry", "Tanzania")),
    (bureau("industry ministry", country="Morocco"), bureau("industry ministry", country="Tanzania")),
    (bureau("industry ministry"), bureau("industry ministry")),
    (bureau("Beijing Municipal Bureau of Economy and Information Technology", "Beijing"),
     bureau("Tianjin Municipal Bureau of Economy and Information Technology", "Tianjin")),
    (bureau("Guangdong Department of Industry", "Guangdong"), bureau("Guangzhou Department of Industry", "Guangzhou")),
    (bureau("Municipal Development and Reform Commission", "Shenzhen"),
     bureau("National Development and Reform Commission", "China")),
    (bureau("Ministry of Commerce", "China"), bureau("Department of Commerce", "United States")),
    (bureau("Jilin Provincial Government", "Jilin Province"), bureau("Jilin City Government", "Jilin City")),
    (bureau("Ministry of Economy", "Germany"), bureau("Ministry of Economy and Finance", "Germany")),
    (bureau("Science and Technology Bureau", "Wuhan"), bureau("Bureau of Commerce", "Wuhan")),
    # A group, its companies, namesakes.
    (company("ABB"), company("ABB E-mobility")),
    (company("Panasonic"), company("Panasonic Energy")),
    (company("Reliance Industries"), company("Reliance New Energy")),
    (company("Adani Group"), company("Adani Green Energy")),
    (company("Siemens"), company("Siemens Energy")),
    (company("Hyundai Motor"), company("Hyundai Steel")),
    (company("Volkswagen"), company("Volkswagen (Anhui)")),
    (company("Kaveri Engineering Works"), company("Kaveri-Nishida Motion Pvt. Ltd.")),
    (company("Delta Electronics"), company("Delta Steel")),
    (company("Tata Motors"), company("Tata Steel")),
    (company("小米集团"), company("小米汽车科技有限公司")),
    # Plants of one firm, or of one name.
    (plant("battery plant", "Voltaro", "Pune"), plant("second battery plant", "Voltaro", "Pune")),
    (plant("battery plant", "Voltaro", "Pune"), plant("battery plant", "Voltaro", "Chennai")),
    (plant("battery plant", "Voltaro", "Pune"), plant("battery plant", "Fortis", "Pune")),
    (plant("engine plant", "Voltaro", "Pune"), plant("battery plant", "Voltaro", "Pune")),
    (plant("gigafactory", "Haven Cells", "Immingham", "gigafactory"), plant("gigafactory", "Britishvolt", "Blyth")),
    (plant("Kaveri unit", "Kaveri Engineering Works", "Hosur"), plant("unit", "Kaveri-Nishida Motion", "Hosur")),
    (plant("phase II plant", "Voltaro", "Pune"), plant("phase I plant", "Voltaro", "Pune")),
    (plant("industrial park", "Voltaro", "Pune", "industrial-park"), plant("plant", "Voltaro", "Pune")),
    (plant("battery plant", "", "Pune"), plant("battery plant", "", "Pune")),
    (plant("battery plant", "Voltaro", "Georgia"), plant("battery plant", "Voltaro", "Indiana")),
    # Plans: of two places, of two periods, a plan and what carries it out, a plan and a law.
    (plan("Robot Action Plan", "Shenzhen", "2024-2026"), plan("Robot Action Plan", "Wuhan", "2024-2026")),
    (plan("Robot Action Plan", "Shenzhen", "2021-2023"), plan("Robot Action Plan", "Shenzhen", "2024-2026")),
    (plan("Robot Action Plan", "Shenzhen", "2024-2026"),
     plan("Robot Implementation Plan", "Shenzhen", "2024-2026", "implementation-plan")),
    (plan("Robot Action Plan", "Guangdong", "2024-2026"), plan("Robot Action Plan", "Guangzhou", "2024-2026")),
    (plan("Industrial Strategy", "Kenya", "2024-2028", "strategy"),
     plan("Industrial Strategy", "Tanzania", "2024-2028", "strategy")),
    (plan("Smart Manufacturing Plan", "Shanghai", "2024-2026"), plan("Chip Plan", "Shanghai", "2024-2026")),
    (plan("14th Five-Year Plan", "China", "2021-2025", "five-year-plan"),
     plan("14th Five-Year Plan", "Hebei", "2021-2025", "five-year-plan")),
    (plan("Semiconductor Act", "United States", "", "act"), plan("Semiconductor Act", "Germany", "", "act")),
    (plan("industrial plan", by="industry ministry"), plan("industrial plan", by="industry ministry")),
    # Places of one name.
    (city("Springfield", "Georgia"), city("Springfield", "Indiana")),
    (city("London", "Canada"), city("London", "United Kingdom")),
    (city("Hyderabad", "India"), city("Hyderabad")),
    (city("Fuzhou", "China"), city("Suzhou", "China")),
]  # fmt: skip


def merged(one: Told, other: Told) -> bool:
    records = [read(1, one), read(2, other)]
    found = resolve_together(records, background())
    return len({found.iri(r.article.id, "x") for r in records}) == 1


@pytest.mark.parametrize(("one", "other"), SAME, ids=lambda t: t[1])
def test_one_thing_in_two_wordings(one: Told, other: Told) -> None:
    assert merged(one, other) and merged(other, one)


@pytest.mark.parametrize(("one", "other"), APART, ids=lambda t: t[1])
def test_two_things_in_nearly_one_wording(one: Told, other: Told) -> None:
    assert not merged(one, other) and not merged(other, one)
