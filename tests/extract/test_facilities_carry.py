"""Facilities beyond the plain phrase: in parks, in ellipsis, by unknown names, in clauses that deny or only plan."""

import pytest

from tests.extract.described import read

V = "[Company v|Voltaro]"
B = "[City b|Brno]"
O = "[City o|Ostrava]"  # noqa: E741

PARKS = [
    (
        f"{V} runs a wire plant in the Lat Krabang Industrial Estate in {B}.",
        ["wire plant", "Lat Krabang Industrial Estate"],
    ),
    (
        f"{V} opened a pump factory at the Kodersdorf industrial park, {B}.",
        ["pump factory", "Kodersdorf industrial park"],
    ),
    (
        f"{V} will build a plant in the Stargard High-Tech Industrial Park.",
        ["plant", "Stargard High-Tech Industrial Park"],
    ),
    (f"{V} built its mill within the Rasa Supplier Park near {B}.", ["mill", "Rasa Supplier Park"]),
    (f"A plant of {V} is going up in the Amata City industrial estate.", ["plant", "Amata City industrial estate"]),
]


@pytest.mark.parametrize(("text", "names"), PARKS)
def test_a_plant_in_a_park_makes_two_facilities(text: str, names: list[str]) -> None:
    found = read(text).facilities
    assert [m.name.partition(" near")[0] for m in found] == names
    assert found[1].feature("operator") is None


def test_the_place_behind_a_park_is_that_of_the_plant_too() -> None:
    plant, park = read(f"{V} runs a wire plant in the Lat Krabang Industrial Estate in {B}.").facilities
    assert (plant.feature("place"), park.feature("place")) == ("Brno", "Brno")


ONES = [
    (f"{V} operates five plants in [Country c|China] and one in {B}.", ["plant in Brno"]),
    (f"{V} has a mill in {B} and one in {O}.", ["mill in Brno", "mill in Ostrava"]),
    (f"{V} has a foundry in {B} and is building another at {O}.", ["foundry in Brno", "foundry in Ostrava"]),
    (f"{V} has a refinery in {B}, and another, outside {O}.", ["refinery in Brno", "refinery in Ostrava"]),
    (f"Besides its yards in [Country c|China], {V} has one at {B}.", ["yard in Brno"]),
    (
        f"{V} has two plants located in {B} (120,000 square feet) and {O} (5 hectares).",
        ["plant in Brno", "plant in Ostrava"],
    ),
]


@pytest.mark.parametrize(("text", "names"), ONES)
def test_one_and_another_stand_for_a_plant(text: str, names: list[str]) -> None:
    plants = [f.name.removeprefix("Voltaro ").removeprefix("another ") for f in read(text).of("Facility")]
    assert plants == names


NO_ONES = [
    f"{V} has plants, and one in five of its people in {B} is a woman.",
    f"{V} has plants, and is one of {B}'s first firms.",
    f"Factories hired in spring; there is talk of one in ten leaving {B}.",
]


@pytest.mark.parametrize("text", NO_ONES)
def test_one_of_something_else_is_no_plant(text: str) -> None:
    assert read(text).facilities == ()


KNOWN = [
    (f"Workers at the Delray tyre plant in {B} went on strike.", ["Delray tyre plant in Brno"]),
    ("The works council at the Kahle turbine plant fears cuts.", ["Kahle turbine plant"]),
    ("The last tram left the Bergner wagon works in July.", ["Bergner wagon works"]),
    (f"{V} would have extended its existing factory in {B} instead.", ["existing factory in Brno"]),
    (f"{V} might close its mill in {B}.", ["mill in Brno"]),
]


@pytest.mark.parametrize(("text", "names"), KNOWN)
def test_a_name_that_nobody_knows_tells_a_plant(text: str, names: list[str]) -> None:
    assert [m.name for m in read(text).facilities] == names


@pytest.mark.parametrize(
    "text", [f"{V} would have built the plant in {B}.", "The German car plant is a dream.", "Plant fears are old."]
)
def test_what_was_never_built_is_none(text: str) -> None:
    assert read(text).facilities == ()


def test_a_fronted_town_is_where_a_named_plant_stands() -> None:
    (plant,) = read(f"In {B}, meanwhile, staff at the Kahle turbine plant were sent home.").facilities
    assert plant.feature("place") == "Brno"


def test_a_place_of_another_plant_is_not_that_of_the_next() -> None:
    first, second = read(f"{V} owns a rolling mill in {B} and a foundry at Zell.").facilities
    assert (first.feature("place"), second.feature("place")) == ("Brno", None)


STATUSES = [
    (f"{V} owns a mill in {B}, a wire plant in {O} and a foundry.", ["operating"] * 3),
    (f"{V} has a plant in {B} and one in {O}.", ["operating", "operating"]),
    (f"{V} had planned a battery plant in {B}.", ["announced"]),
    (f"{V} has proposed a battery plant in {B}.", ["announced"]),
]


@pytest.mark.parametrize(("text", "statuses"), STATUSES)
def test_what_is_had_works_and_what_was_planned_does_not(text: str, statuses: list[str]) -> None:
    reading = read(text, "2025-03-04")
    assert [reading.value("status", i) for i in range(len(statuses))] == statuses
