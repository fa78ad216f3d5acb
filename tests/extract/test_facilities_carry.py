"""Facilities beyond the plain phrase: in parks, in ellipsis, by unknown names, in clauses that deny or only plan."""

import pytest

from tests.extract.described import read
from tests.extract.finding import with_words

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
        f"{V} will build a plant in the Nordau High-Tech Industrial Park.",
        ["plant", "Nordau High-Tech Industrial Park"],
    ),
    (f"{V} built its mill within the Rasa Supplier Park near {B}.", ["mill", "Rasa Supplier Park"]),
    (f"A plant of {V} is going up in the Ferrata City industrial estate.", ["plant", "Ferrata City industrial estate"]),
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
        f"{V} has two plants located in {B} (90,000 square feet) and {O} (5 hectares).",
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
    ("The night shift at the Rehberg turbine plant fears cuts.", ["Rehberg turbine plant"]),
    ("The last tram left the Bergner wagon works in July.", ["Bergner wagon works"]),
    (f"{V} would have enlarged its existing factory in {B} instead.", ["existing factory in Brno"]),
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
    (plant,) = read(f"In {B}, meanwhile, staff at the Rehberg turbine plant were sent home.").facilities
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


OPENINGS = [
    (
        f"{V} builds a chip plant in {B}. The plant should begin commercial shipments in the second quarter of 2027.",
        "2027",
    ),
    (f"{V} builds a mill in {B}. The mill is now expected to tap its first iron in early 2029.", "2029"),
    (f"{V} is building a yard in {B}. Everything is to be ready by June 2026.", "2026-06"),
    (f"{V} is building a plant in {B}. Output is planned from mid-2028.", "2028"),
    (f"{V} is building a plant in {B}, with first shipments planned for 2027.", "2027"),
    (f"{V} will build a plant in {B}. Production of brake discs is to start in 2027.", "2027"),
    (f"{V} will build a plant in {B}, targeting commercial operation in the fourth quarter of 2026.", "2026"),
    (f"{V} opened a plant in {B} in 2019 and will add a line in 2027.", "2019"),
]


@pytest.mark.parametrize(("text", "opened"), OPENINGS)
def test_a_planned_start_is_the_date_of_opening(text: str, opened: str) -> None:
    assert read(text, "2025-03-04").value("opened") == opened


@pytest.mark.parametrize(
    "text",
    [
        f"{V} has a plant in {B}. Sales are expected to start growing in 2027.",
        f"{V} has a plant in {B}, and its shares are due to be split in 2027.",
    ],
)
def test_other_things_to_come_open_no_plant(text: str) -> None:
    assert read(text, "2025-03-04").value("opened") is None


ENDED = [
    (f"The mill of {V} in {B} made its last tyre in June.", "closed"),
    (f"{V} blew out the furnaces at its foundry in {B} in June.", "closed"),
    (f"{V} stopped production at its foundry in {B}.", "closed"),
    (f"The plant of {V} in {B} has stood empty since 2021.", "mothballed"),
    (f"{V} has suspended work at its {B} mill.", "mothballed"),
    (f"{V} stopped production of diesel cars at its plant in {B}, where it now makes vans.", "operating"),
]


@pytest.mark.parametrize(("text", "status"), ENDED)
def test_how_a_plant_ends(text: str, status: str) -> None:
    assert read(text, "2025-03-04").value("status") == status


CALLED = [
    (f"{V} broke ground on Castell 2, its second lens factory, in {B}. It will invest in Castell 2.", "Castell 2"),
    (f"{V} runs Varda Minor, a 310,000-tonne-a-year methanol plant in {B}.", "Varda Minor"),
    (f"{V} is building an aluminium smelter called Aurora in {B}. Aurora will employ 300 people.", "Aurora"),
    (f"{V} opened its third factory, Castell 3, in {B}.", "Castell 3"),
]


@pytest.mark.parametrize(("text", "name"), CALLED)
def test_a_name_in_apposition_is_that_of_the_plant(text: str, name: str) -> None:
    (plant,) = read(text).of("Facility")
    assert name in {m.name for m in plant.mentions}


@pytest.mark.parametrize(
    "text", [f"{V} opened on March 5, its first plant in {B}.", f"{V} began with Phase 2, a plant in {B}."]
)
def test_days_and_phases_name_no_plant(text: str) -> None:
    (plant,) = read(text).of("Facility")
    assert all("plant" in m.name for m in plant.mentions)


PROJECTS = [
    (
        f"{V} said that drilling and construction go on at its fully owned Rio Seco Project in [Region s|Salta].",
        ["Rio Seco Project"],
    ),
    (f"{V} owns the Molvar Mine in [Country m|Madagascar], which yields graphite.", ["Molvar Mine"]),
    (
        f"{V} holds uranium: the Carter Ranch Project in [Region w|Wyoming] and the Alta Loma ISR Project in "
        "[Region t|Texas]. The Carter Ranch ISR Project is on standby.",
        ["Carter Ranch ISR Project", "Alta Loma ISR Project"],
    ),
]


@pytest.mark.parametrize(("text", "names"), PROJECTS)
def test_mining_projects_are_named_facilities(text: str, names: list[str]) -> None:
    assert [f.name for f in read(text).of("Facility")] == names


@pytest.mark.parametrize(
    "text",
    [
        "The Human Genome Project in [Region t|Texas] read genes.",
        f"{V} gave money to the Lincoln Project.",
        f"The Mine Safety and Health Administration fined {V} for its mining.",
    ],
)
def test_other_projects_are_none(text: str) -> None:
    assert read(text).facilities == ()


def test_what_is_dug_and_what_is_done_there_are_added_to_the_lexicon() -> None:
    dug = f"{V} holds the Molvar helium project in [Region t|Texas], near a mine and a mining camp."
    assert read(dug).facilities == ()
    assert [m.name for m in read(dug, lexicon=with_words("ore", "helium")).facilities] == ["Molvar helium project"]
    sought = f"{V} owns the Molvar Mine in [Region t|Texas] and dowses there for graphite."
    assert [m.name for m in read(sought).facilities] == ["Molvar Mine"]
    assert read(sought, lexicon=with_words("mine-sought", "dowses")).facilities == ()


PARTS = [
    (f"A bank lent money for a battery line of {V} in {B}.", "battery line of Voltaro in Brno"),
    (f"{V}'s bottling centre in {B} is busy.", "bottling centre in Brno"),
    (f"{V} runs a grinding station in {B}.", "grinding station in Brno"),
    (f"The Hingna Industrial Area in {B} is full, {V} said.", "Hingna Industrial Area"),
]


@pytest.mark.parametrize(("text", "name"), PARTS)
def test_lines_centres_stations_and_areas(text: str, name: str) -> None:
    assert [m.name.removesuffix(" in Brno") for m in read(text).facilities] == [name.removesuffix(" in Brno")]


HELPED = [
    f"The fund will assist {V} in the construction of a large plant for lenses in {B}.",
    f"The aid helps {V} to build a cathode plant in {B}.",
    f"The state is giving {V} 20 million euros to build a cathode plant in {B}.",
    f"{V}, a start-up that had proposed a magnet plant in {B}, ran out of money.",
]


@pytest.mark.parametrize("text", HELPED)
def test_who_is_helped_to_build_is_the_operator(text: str) -> None:
    (plant,) = read(text).facilities
    assert plant.feature("operator") == "Voltaro"


def test_who_only_pays_is_no_operator() -> None:
    (plant,) = read(f"{V} thanked the state, which will build a cathode plant in {B}.").facilities
    assert plant.feature("operator") is None


def test_two_plants_of_a_firm_in_two_regions_are_two() -> None:
    source = (
        f"{V} broke ground on Linz 2, its second lens factory, in the Batu Tech Park in the state of "
        "[Region y|Oberland]. "
        f"{V} has made lenses since 2009 at its factory in {B}."
    )
    reading = read(source, "2025-03-04")
    assert [f.mentions[0].name for f in reading.of("Facility")] == [
        "Linz 2",
        "Batu Tech Park in the state of Oberland",
        "factory in Brno",
    ]


def test_what_is_built_at_a_yard_is_not_the_yard() -> None:
    ship = f"The ferry has been under construction since May 2023 at the {B} yard of {V}."
    assert read(ship, "2025-03-04").value("status") == "operating"
    assert (
        read(f"The {B} yard of {V} has been under construction since 2024.", "2025-03-04").value("status")
        == "construction"
    )


def test_plural_works_are_no_facility() -> None:
    assert read("[Country c|Norway]'s cement works are old and small.").facilities == ()
