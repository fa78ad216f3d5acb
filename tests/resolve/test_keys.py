from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import Gazetteer, Known
from kg.model import Claim, Record, Span
from kg.resolve import Background, entity_keys, resolve
from tests.samples import BUREAU, article, entity, plan_record
from tests.strategies import record_lists, records

TEXT = """Beijing Beijing Municipal Bureau of Economy and Information Technology Tianjin China
Bureau of Economics and Information Technology of Beijing 北京市经济和信息化局 北京 Xiaomi
second phone plant in Beijing phone plant in Beijing Springfield Illinois United States Missouri"""
HERE = Span(0, 5)


@pytest.fixture(scope="module")
def background() -> Background:
    """Return the words that ship with kg and a gazetteer of three places and a ministry."""
    places = [
        Known("country/cn", "Country", "China", (), ("中国",)),
        Known("city/cn/beijing", "City", "Beijing", ("Peking",), ("北京",), "country/cn", 21_000_000, 1816670),
        Known("city/cn/tianjin", "City", "Tianjin", (), ("天津",), "country/cn"),
        Known("bureau/cn/miit", "Bureau", "Ministry of Industry", (), (), "country/cn"),
    ]
    return replace(Background.load(), gazetteer=Gazetteer([], places, "test"))


def record_of(*entities: object, claims: tuple[Claim, ...] = (), url: str = "https://news.example/1") -> Record:
    return Record(article(TEXT, url), "test", tuple(entities), claims)  # type: ignore[arg-type]


def city(id_: str, name: str, key: str | None) -> object:
    return entity(TEXT, id_, "City", name, name, gazetteer=key)


def related(subject: str, predicate: str, object_: str) -> Claim:
    return Claim(subject, predicate, object_, "entity", HERE, "test")


def bureau_key(background: Background, name: str, place: str, key: str) -> str:
    record = record_of(
        city("e1", place, key),
        entity(TEXT, "e2", "Bureau", name, "Beijing"),
        claims=(related("e2", "jurisdiction", "e1"),),
    )
    return entity_keys(record, background)["e2"]


def test_city_governments_of_two_cities_are_two(background: Background) -> None:
    def key(place: str) -> str:
        body = entity(TEXT, "e2", "Bureau", "city government", "Beijing")
        spoken = replace(body.mentions[0], features=(("head", "government"), ("jurisdiction", place)))
        return entity_keys(record_of(replace(body, mentions=(spoken,))), background)["e2"]

    assert key("city/cn/beijing") == "bureau/city/cn/beijing/government"
    assert key("city/cn/tianjin") == "bureau/city/cn/tianjin/government"


def test_one_bureau_in_four_wordings(background: Background) -> None:
    key = bureau_key(background, BUREAU, "Beijing", "city/cn/beijing")
    assert key == "bureau/city/cn/beijing/bureau-economy-information"
    others = (
        "Bureau of Economics and Information Technology of Beijing",
        "Beijing's Economy and Informatization Bureau",
    )
    assert {bureau_key(background, other, "Beijing", "city/cn/beijing") for other in others} == {key}
    assert bureau_key(background, "北京市经济和信息化局", "北京", "city/cn/beijing") == key


def test_bureaus_of_two_cities_are_two(background: Background) -> None:
    beijing = bureau_key(background, BUREAU, "Beijing", "city/cn/beijing")
    tianjin = bureau_key(background, BUREAU.replace("Beijing", "Tianjin"), "Tianjin", "city/cn/tianjin")
    assert beijing != tianjin


def test_an_agency_without_a_place_is_the_articles_own(background: Background) -> None:
    agency = entity(TEXT, "e1", "Bureau", "Ministry of Commerce", "China")
    one = entity_keys(record_of(agency), background)["e1"]
    other = entity_keys(record_of(agency, url="https://news.example/2"), background)["e1"]
    assert one.startswith("bureau/local/") and one != other
    inferred = entity_keys(record_of(agency, city("e2", "Beijing", "city/cn/beijing")), background)["e1"]
    assert inferred == "bureau/country/cn/commerce-ministry"


def test_cities_of_one_name_in_two_regions(background: Background) -> None:
    def key(region: str) -> str:
        record = record_of(
            city("e1", "Springfield", None),
            entity(TEXT, "e2", "Region", region),
            entity(TEXT, "e3", "Country", "United States"),
            claims=(related("e1", "partOf", "e2"), related("e2", "partOf", "e3")),
        )
        return entity_keys(record, background)["e1"]

    assert key("Illinois") == "city/any/united-states/illinois/springfield"
    assert key("Missouri") == "city/any/united-states/missouri/springfield"


def test_two_plants_of_one_operator_in_one_place(background: Background) -> None:
    def record(first: str, second: str) -> Record:
        things = (
            city("e1", "Beijing", "city/cn/beijing"),
            entity(TEXT, "e2", "Company", "Xiaomi"),
            entity(TEXT, "e3", "Facility", first, "~phone plant in Beijing"),
            entity(TEXT, "e4", "Facility", second, "~phone plant in Beijing"),
        )
        claims = [related("e2", "operates", f) for f in ("e3", "e4")] + [
            related(f, "locatedIn", "e1") for f in ("e3", "e4")
        ]
        return record_of(*things, claims=tuple(claims))

    keys = entity_keys(record("phone plant", "second phone plant"), background)
    assert keys["e3"] == "facility/xiaomi/city/cn/beijing/phones"
    assert keys["e4"] == "facility/xiaomi/city/cn/beijing/phones-2"
    clash = entity_keys(record("phone plant", "new phone factory"), background)
    assert clash["e3"] != clash["e4"] and keys["e3"] not in clash.values()
    twins = entity_keys(record("plant", "plant"), background)
    assert twins["e3"] != twins["e4"]


def test_the_sample(background: Background) -> None:
    record = plan_record()
    linked = replace(record.entities[0], gazetteer="city/cn/beijing")
    keys = entity_keys(replace(record, entities=(linked, *record.entities[1:])), background)
    assert keys == {
        "e1": "city/cn/beijing",
        "e2": "bureau/city/cn/beijing/bureau-economy-information",
        "e3": "plan/city/cn/beijing/2024-2026/action-plan/digital",
        "e4": "company/xiaomi",
        "e5": "facility/xiaomi/city/cn/beijing/any",
    }


@given(records())
def test_distinct_plans_and_facilities_stay_distinct(record: Record) -> None:
    keys = entity_keys(record, Background())
    things = [keys[e.id] for e in record.entities if e.type in ("Plan", "Facility")]
    assert len(things) == len(set(things))
    assert all(keys[e.id].startswith(e.type.lower() + "/") for e in record.entities)


@given(record_lists(), st.randoms(use_true_random=False))
def test_identity_does_not_depend_on_order(items: list[Record], random: Random) -> None:
    shuffled = items[:]
    random.shuffle(shuffled)
    assert resolve(items) == resolve(shuffled)
