"""New wordings: firms told by what they do, plants told by verb or product, dates told by first products."""

import pytest

from kg.extract.matcher import matcher_for
from kg.extract.prepare import candidates, segment
from kg.gazetteer import Gazetteer
from tests.extract.described import read

from .finding import article, lexicon, names

V = "[Company v|Voltaro]"
B = "[City b|Brno]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last year Reloop Metals, which recovers zinc, moved.", ["Reloop Metals"]),
        ("Ostwall Hydraulik India, the local arm of a German group, hired.", ["Ostwall Hydraulik India"]),
        ("It is a unit of Kanto Sheet Glass of Japan.", ["Kanto Sheet Glass"]),
        ("Brevik Norden A/S, a supplier of blades, grew.", ["Brevik Norden A/S"]),
        ("Huanyu Ceramics, one of those companies, bought kilns.", ["Huanyu Ceramics"]),
        ("Output is the largest in Africa, the group said.", []),
        ("Mei Lindqvist, a division head at the ministry, agreed.", []),
        ("The guideline serves Strategic Emerging Industries.", []),
        ("Zeltron Inc. (NYSE American: ZLT) grew.", ["Zeltron Inc."]),
        ("Tesla makes the Tesla Solar Roof in Buffalo.", ["Tesla", "Tesla"]),
        ("It visited Universiti Sains Malaysia.", []),
    ],
)
def test_companies(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


def test_an_address_does_not_make_a_name_a_plain_word() -> None:
    text = "Quillmetis, Inc. met. See www.quillmetis.com. Quillmetis owns a plant in Ohio."
    assert names(text, kind="Company").count("Quillmetis") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plant in Derby closed.", ["City: Derby"]),
        ("A plant is rising in Kwara State, they said.", ["Region: Kwara State"]),
        ("It is the first in North America.", []),
        ("The first production site in Africa opened.", []),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert [n for n in names(text) if not n.startswith(("Company", "Bureau"))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{V} opened a forge in {B} on Monday.", ["forge in Brno"]),
        (f"{V} visited {B}. The venture plans a paper mill next year.", ["paper mill"]),
        (f"The second, a wafer fab of {V}, is the largest of its kind.", ["wafer fab"]),
        (f"{V} will shut its Quenstadt site in May.", ["Quenstadt site"]),
        (f"{V} develops a footwear park in {B} for 2,000 workers.", ["footwear park in Brno"]),
        (f"{V} makes sensors for factory, logistics and automation.", []),
        (f"The office is at Unit 108 in {B}, where {V} builds pumps in a factory.", []),
    ],
)
def test_facilities(text: str, expected: list[str]) -> None:
    found = [m.name for m in read(text).facilities]
    assert [n for n in found if n != "factory"] == expected


def test_plants_of_one_region_in_a_list_are_several() -> None:
    text = (
        "[Company a|Voltaro] announced an investment to build a new facility in [Region r|Utah] for cells.\n\n"
        "[Company b|Fortis] announced an investment to build a new manufacturing facility in [Region s|Utah]."
    )
    assert len(read(text).of("Facility")) == 2


def test_a_plant_takes_up_neither_another_of_its_sentence_nor_one_with_a_name_of_its_own() -> None:
    text = f"{V} has run a digital plant in {B} since June, and [Company f|Fortis] makes cars at its car plant."
    assert len(read(text).of("Facility")) == 2
    text = f"{V} opened lines at its Quenstadt complex. {V}'s older site in {B} goes on."
    assert len(read(text).of("Facility")) == 2


def test_any_word_for_a_facility_may_be_repeated() -> None:
    reading = read(f"{V} opened a sawmill in {B}. The sawmill cuts pine.")
    assert reading.anaphors("Facility") == ["The sawmill"]


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        (f"{V}'s new pump plant in {B} will not yield its first iron before 2028.", "2028"),
        (f"{V} is building a pump plant in {B}; the first machines are scheduled to leave the line in October 2027.",
         "2027-10"),
        (f"Once it is in full operation in 2028, {V}'s new pump plant in {B} will employ 200.", "2028"),
        (f"{V}'s expansion of its {B} pump plant came online in 2024.", None),
    ],
)  # fmt: skip
def test_opening_dates(text: str, opened: str | None) -> None:
    assert read(text, "2025-03-04").value("opened") == opened


def test_what_is_once_to_run_does_not_run_yet() -> None:
    reading = read(f"{V} is building a pump plant in {B}. Some 220 people will work there once it is up and running.")
    assert reading.value("status") == "construction"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The grant comes from the Ohio Enterprise Fund for factories.", ["Ohio Enterprise Fund"]),
        ("The ministry cites Resolution No. 115/NQ-CP on industry.", ["Resolution No. 115/NQ-CP"]),
        ("It succeeds a 2020 scheme that reached 2,100 factories.", ["2020 scheme"]),
        ("The fund builds on Made Neater, the government programme that helps factories.", ["Made Neater"]),
        ("Carmakers fall under its EV 4.5 package and its 40@35 policy.", ["EV 4.5", "40@35"]),
        ('A call for projects, "New Mill 2027", opens for factories.', ["New Mill 2027"]),
        ("Factories grew under the president's Building in Ohio agenda.", ["Building in Ohio agenda"]),
        ("The White House began Operation Swift Nickel for factories.", ["Operation Swift Nickel"]),
        ("The firm launched Gemini 2.5 and hired an Operation Manager for the factory.", []),
        ("The guarantee was invoked as per the Scheme guidelines for factories.", []),
        ("The standard is an effective program to cut emissions of factories, the ministry found.", []),
    ],
)
def test_plans(text: str, expected: list[str]) -> None:
    assert [m.name for m in read(text).plans] == expected


def test_a_plant_and_its_product_make_an_article_worth_a_parse() -> None:
    matcher = matcher_for(lexicon(), Gazetteer.load())
    told = article("The windshield maker adds a line at its Toledo site.", "Its sister plant spins glass yarn.")
    assert candidates(segment(told, matcher), matcher)
    other = article("The site has a new look.", "Our team unit meets on Monday in Toledo.")
    assert not candidates(segment(other, matcher), matcher)
