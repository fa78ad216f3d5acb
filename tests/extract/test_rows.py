"""Several plants told in one breath, plants that rise somewhere, and firms whose names end as plants' do."""

import pytest

from kg.extract import facilities
from tests.extract.described import read

from .finding import found, lexicon, names
from .finding import read as read_plain

V = "[Company v|Voltaro]"
B = "[City b|Brno]"
O = "[City o|Ostrava]"  # noqa: E741
Z = "[City z|Zlin]"

ROWS = [
    (f"{V} runs two other mills, at {B} and at {O}.", ["Brno", "Ostrava"]),
    (f"{V} has three more plants, at {B}, {O} and {Z}.", ["Brno", "Ostrava", "Zlin"]),
    (f"{V} runs two mills in [Country c|Czechia]: one in {B} and one in {O}.", ["Brno", "Ostrava"]),
    (f"{V} opened three bakeries last year: one in {B}, one in {O} and one in {Z}.", ["Brno", "Ostrava", "Zlin"]),
    (f"{V} spends it at its plants in {B}, near {O}, and {Z} in [Region m|Moravia].", ["Brno", "Zlin"]),
    (f"{V}'s {B} and {O} mills make foil.", ["Brno", "Ostrava"]),
    (f"Its other mills are in {B} and {O}, {V} said.", ["Brno", "Ostrava"]),
    (f"{V} has factories in {B} ([Region m|Moravia]), {O} and {Z}.", ["Brno", "Ostrava", "Zlin"]),
]


@pytest.mark.parametrize(("text", "places"), ROWS)
def test_each_town_of_a_row_has_its_plant(text: str, places: list[str]) -> None:
    assert [m.feature("place") for m in read(text).facilities] == places


def test_a_number_that_does_not_fit_the_towns_makes_no_row() -> None:
    assert read(f"{V} runs 14 mills, in {B} and in {O}.").facilities == ()


def test_what_is_said_of_a_row_holds_for_each_of_its_plants() -> None:
    reading = read(f"The mills of {V} in {B} and {O} were closed in May.")
    assert [reading.value("status", i) for i in (0, 1)] == ["closed", "closed"]


RISING = [
    (f"A components park is to come up at {B} in [Region m|Moravia].", "components park", "announced"),
    (f"A glass factory is going up outside {B}.", "glass factory", "construction"),
    (f"The workshop in {B} is expected to open in May 2027.", "workshop in Brno", "announced"),
    (f"The workshop in {B} came on stream in May 2024.", "workshop in Brno", "operating"),
]


@pytest.mark.parametrize(("text", "name", "status"), RISING)
def test_a_plant_that_rises_somewhere_is_one(text: str, name: str, status: str) -> None:
    reading = read(text, "2025-03-04")
    assert [m.name for m in reading.facilities] == [name]
    assert (reading.facilities[0].feature("place"), reading.value("status")) == ("Brno", status)


def test_a_third_takes_its_word_from_the_plant_before() -> None:
    reading = read(f"{V} has a factory in {B} and will add a third in {O}.")
    assert [(m.feature("head"), m.feature("place")) for m in reading.facilities] == [
        ("factory", "Brno"),
        ("factory", "Ostrava"),
    ]


def test_a_hall_is_not_the_plant_that_it_stands_at() -> None:
    plants = read(f"{V} is adding a production hall at its plant in {B}.").of("Facility")
    assert [f.name for f in plants] == ["Voltaro production hall in Brno", "Voltaro plant in Brno"]


FIRMS = [
    ("Component maker Kirtane Forge said it will invest.", ["Kirtane Forge"]),
    ("Carolina Loom Works closed its mill in Lake City.", ["Carolina Loom Works"]),
    ("Ebro Foundry's plant in Tudela makes motor housings.", ["Ebro Foundry"]),
]


@pytest.mark.parametrize(("text", "firms"), FIRMS)
def test_a_firm_may_be_called_as_plants_are(text: str, firms: list[str]) -> None:
    assert names(text, kind="Company") == firms


@pytest.mark.parametrize(
    ("text", "plants"),
    [
        ("The loss hit component maker Kirtane Forge, which plans a mill in Tudela.", ["mill in Tudela"]),
        ("Carolina Loom Works closed its mill in Lake City.", ["mill in Lake City"]),
        ("The Port Talbot Steelworks will close a furnace, Tata Steel said.", ["Port Talbot Steelworks"]),
    ],
)
def test_a_firm_called_as_plants_are_is_no_plant(text: str, plants: list[str]) -> None:
    mentions = facilities.find(read_plain(text), lexicon(), found(text))
    assert [m.name for m in mentions] == plants
