"""Where names and purposes of plans begin and end, and what looks like a plan and is none."""

import pytest

from kg.extract import bureaus, plans
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from tests.extract.described import read
from tests.extract.finding import lexicon, with_words
from tests.extract.finding import read as plain

WHOLE = [
    ("[Bureau b|The ministry] opened the Kenya the Bright Initiative, which pays mills.",
     "Kenya the Bright Initiative"),
    ("[Bureau b|The ministry] opened its new Building a Cleaner Furnace initiative.",
     "Building a Cleaner Furnace initiative"),
    ("[Bureau b|The ministry] opened the new All Foundries Renewal Program.", "All Foundries Renewal Program"),
    ("Mills obey the Executive Order on Saving the Nation’s Mills, Mines, and Old Forges.",
     "Executive Order on Saving the Nation’s Mills, Mines, and Old Forges"),
    ("[Bureau b|The ministry] drew up the Fair Hiring Plan for the Federal workforce of mills.", "Fair Hiring Plan"),
    ("[Bureau b|The ministry] pays mills from the $4 billion Furnace Repair, Tooling and Training (FRTT) Program.",
     "Furnace Repair, Tooling and Training (FRTT) Program"),
    ("[Bureau b|The ministry] runs the Heat Savings in Old or Small Mills (HSM) Program.",
     "Heat Savings in Old or Small Mills (HSM) Program"),
    ("[Bureau b|The ministry] launched a new $4 million program to cool and seal old steel furnaces.",
     "new $4 million program to cool and seal old steel furnaces"),
    ("[Bureau b|The government] released a five-year strategy to renew the country's HIV/AIDS drug plants.",
     "five-year strategy to renew the country's HIV/AIDS drug plants"),
    ("It signed an Executive Order on steel supply chains and establishing a Task Force on mills.",
     "Executive Order on steel supply chains"),
    ("The duties of Annex II to Executive Order 14999 hit mills.", "Executive Order 14999"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_names_and_purposes_are_whole(text: str, name: str) -> None:
    assert name in [m.name for m in read(text).plans]


@pytest.mark.parametrize(
    "text",
    [
        "Strategies for Easing Tariff Pressures on Mills.",
        "[Bureau b|The agency] pays the United Nations Seed Fund for mills.",
        "Sec. 6. The mills obey the General Provisions of the order.",
    ],
)
def test_headings_and_world_bodies_are_no_plans(text: str) -> None:
    assert not [m for m in read(text).plans if m.form == "name"]


def test_an_order_is_a_regulation() -> None:
    assert (
        read("Executive Order 14999 of May 2 asks mills to buy at home.").value("planKind", kind="Plan") == "regulation"
    )


def _named(*lines: str, words: Lexicon | None = None) -> list[str]:
    document, gazetteer = plain(*lines), Gazetteer.load()
    others = bureaus.find(document, gazetteer, lexicon())
    found = plans.find(document, words or lexicon(), others, gazetteer.adjectives)
    return [m.name for m in found if m.form == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Switch to our Clear Data Plan and get a free phone from the factory.", []),
        ("Voltaro gave customers its Summer Heating Roadmap.", []),
        ("The ministry gave customers its Summer Heating Roadmap.", ["Summer Heating Roadmap"]),
        ("The mill was paid under the Clear Furnace Program.", ["Clear Furnace Program"]),
        ("You can be paid under the National Furnace Program.", ["National Furnace Program"]),
        ("Your factory obeys the Clean Furnace Act for factories.", ["Clean Furnace Act"]),
    ],
)  # fmt: skip
def test_names_of_plans_need_somebody_public_near(text: str, expected: list[str]) -> None:
    assert [n for n in _named(text) if n in expected] == expected
    assert expected or not _named(text)


def test_a_word_for_who_is_public_is_added_to_the_lexicon() -> None:
    text = "Voltaro gave customers its Summer Heating Roadmap and thanked the burgraves."
    assert _named(text) == []
    assert _named(text, words=with_words("public-word", "burgraves")) == ["Summer Heating Roadmap"]
