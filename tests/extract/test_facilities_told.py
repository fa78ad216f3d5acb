"""Facilities told by a name given later, taken out of several, as mines, or only set as a scene, with their facts."""

import pytest

from kg.extract.relations import find
from tests.extract.described import read, tools

V = "[Company v|Voltaro]"
B = "[City b|Brno]"
O = "[City o|Ostrava]"  # noqa: E741
CZ = "[Country c|Czechia]"


def stated(text: str, title: str = "") -> set[str]:
    """Return who operates what and what lies where, by name."""
    reading = read(text, title=title)
    claims, _ = find(reading.document, reading.entities, *tools()[1:])
    names = {e.id: e.name for e in reading.entities}
    told = [c for c in claims if c.predicate in {"operates", "locatedIn"}]
    return {f"{names[c.subject]} {c.predicate} {names[c.object]}" for c in told}


def names(text: str) -> list[str]:
    return [e.name for e in read(text).of("Facility")]


MINES = [
    (f"{V} raised money for the Zarbo lithium and tantalum project in {CZ}.", ["Zarbo lithium and tantalum project"]),
    (f"{V} digs at its Pine Hollow mine in {CZ}.", ["Pine Hollow mine"]),
    (f"{V} owns the Marlo copper-gold mine. The Marlo mine is deep.", ["Marlo copper-gold mine"]),
    (f"{V} is building the Tarka lithium project. The Tarka Lithium Project is large.", ["Tarka lithium project"]),
    (f"{V} ramps up its Vesna Mine property, which holds zinc.", ["Vesna Mine"]),
    (f"{V} also has the Rosa Onda uranium project.", ["Rosa Onda uranium project"]),
]


@pytest.mark.parametrize(("text", "expected"), MINES)
def test_mines_and_mining_projects_are_written_small_too(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"The lithium project of {V} is new.",
        f"The [Region s|Moravia] lithium project is new, {V} said of mining.",
        f"The {V} mine is deep.",
        f"{V} likes the Manhattan project, which used uranium.",
        f"A Zarbo lithium project may come, {V} said.",
    ],
)
def test_projects_without_a_name_of_their_own_are_none(text: str) -> None:
    assert names(text) == []


SINGLES = [
    (f"{V} has mothballed one of its two plants in {B}.", "Voltaro plant in Brno"),
    (f"{V} will close the older of its two mills in {B}.", "Voltaro mill in Brno"),
    (f"{V} is expanding another of its foundries, in {B}.", "Voltaro foundry in Brno"),
    (f"One of {V}'s three plants, in {B}, is idle.", "Voltaro plant in Brno"),
    (f"{V} sold the largest of its factories in {B}.", "Voltaro factory in Brno"),
    (f"{V} retooled the second of its two fabs in {B}.", "Voltaro fab in Brno"),
]


@pytest.mark.parametrize(("text", "name"), SINGLES)
def test_one_of_several_is_one(text: str, name: str) -> None:
    (plant,) = read(text).of("Facility")
    assert plant.name == name
    assert f"Voltaro operates {name}" in stated(text)


@pytest.mark.parametrize("text", [f"{V} is one of the biggest factories in {B}.", "One of the mills is closed."])
def test_what_is_not_taken_from_somebodys_is_not_one(text: str) -> None:
    assert "one" not in {m.name.split()[0].lower() for m in read(text).facilities}


COMPARED = [
    (f"{V} idled a plant in {B}. It keeps its older foundry.", 2),
    (f"{V} runs a mill in {B}. Its newer mill, in {O}, is full.", 2),
    (f"{V} runs a mill in {B}. The mill is old.", 1),
]


@pytest.mark.parametrize(("text", "count"), COMPARED)
def test_a_comparison_tells_plants_apart(text: str, count: int) -> None:
    assert len(read(text).of("Facility")) == count


CALLED = [
    (
        f"{V} opened a cell plant in {B}. The plant, known as VX2, is large. VX2 is {V}'s second plant in {CZ}.",
        ["VX2"],
    ),
    (f"{V} has a paper mill in {B}. The mill, called Warta, is old. Warta is {V}'s oldest mill.", ["Warta"]),
    (f"{V} runs a second fab in {CZ}. The first, VX1 in {B}, makes lenses.", ["VX1"]),
    (f"{V} runs two mills. The first, in {B}, makes paper. The other, Wisla 2 in {O}, makes board.", ["Wisla 2"]),
]


@pytest.mark.parametrize(("text", "given"), CALLED)
def test_names_given_to_a_plant_spoken_of(text: str, given: list[str]) -> None:
    assert set(given) <= set(names(text))


def test_the_first_and_the_other_are_run_by_the_same_firm() -> None:
    said = stated(f"{V} runs a second fab in {CZ}. The first, VX1 in {B}, makes lenses.")
    assert {"Voltaro operates VX1", "VX1 locatedIn Brno"} <= said


@pytest.mark.parametrize(
    "text",
    [f"{V} has a mill in {B}. {V} is the first in {CZ} to spin.", f"{V} has a mill in {B}. The first, Mr Lee said."],
)
def test_first_need_not_be_a_plant(text: str) -> None:
    assert len(names(text)) == 1


SCENES = [
    (f"Inside a plant in {B}, an arm picks up a joint. {V}, owner of the plant, grew.", True),
    (f"At a mill in {B}, looms hum.", True),
    (f"In a factory in {O}, 40 people sew.", True),
    (f"The play is about women in a mill in {B}.", False),
    (f"They occupy a shirt factory in {B}.", False),
]


@pytest.mark.parametrize(("text", "found"), SCENES)
def test_a_plant_that_sets_the_scene(text: str, found: bool) -> None:
    assert bool(names(text)) == found


THERE = [
    (f"The first is in {B}. {V} makes valves there, in a plant that it rebuilt.", True),
    (f"{V} has moved to {B}. Since May {V} runs a wire plant there.", True),
    (f"The state gave land to {B}-based {V}. The company will put up a plant there.", False),
    (f"{V} comes from {B}. There is a plant that {V} built.", False),
]


@pytest.mark.parametrize(("text", "placed"), THERE)
def test_there_is_the_town_spoken_of_before(text: str, placed: bool) -> None:
    assert any(f.endswith("locatedIn Brno") for f in stated(text) if "plant" in f) == placed


def test_where_goes_back_to_the_last_place_of_a_list() -> None:
    said = stated(f"{V} employs 1,150 people in [Country j|Japan] and {CZ}, where it operates a wire plant.")
    assert {f for f in said if "locatedIn" in f} == {"Voltaro wire plant locatedIn Czechia"}


def test_a_dateline_places_no_plant_in_its_country() -> None:
    said = stated(f"{B}, {CZ}, Oct 9 - {V} has closed its wire plant in {B}.")
    assert {f for f in said if "locatedIn" in f} == {"Voltaro wire plant in Brno locatedIn Brno"}


ROLES = [
    (f"{V} makes pellets, with {CZ} serving as a key production base for the region.", False),
    (f"{CZ} is a manufacturing hub for {V}.", False),
    (f"{V} uses {CZ} as a production base.", False),
    (f"{V} built a production base in {B}.", True),
]


@pytest.mark.parametrize(("text", "found"), ROLES)
def test_what_a_country_is_to_a_firm_is_no_facility(text: str, found: bool) -> None:
    assert bool(names(text)) == found


MADE = [
    (f"{V} was founded in 2003. The company runs a blending station in {B}.", "blending station"),
    (f"{V} has a coating facility in {B}.", "coating facility"),
    (f"{V} opened a dyeing unit in {B}.", "dyeing unit"),
    (f"The list has the tungsten powder workshop of {V} in {B}.", "powder workshop"),
]


@pytest.mark.parametrize(("text", "words"), MADE)
def test_words_of_making_tell_a_place_of_production(text: str, words: str) -> None:
    (name,) = names(text)
    assert words in name


@pytest.mark.parametrize(
    "text", [f"{V} announced a show hosted at Luna Factory.", f"{V} reported on a fair held at Halle Works."]
)
def test_where_something_is_held_is_not_run_by_who_tells_of_it(text: str) -> None:
    assert not any("operates" in f for f in stated(text))


OWNERS = [
    (f"The Rasa dockyard in {B} shut after its owner, the {V}, failed.", True),
    (f"The Zarbo lithium project in {CZ} has run since May. Owner {V} digs deep.", True),
    (f"The Rasa dockyard, whose operator {V} failed, is in {B}.", True),
    (f"The Rasa dockyard in {B} shut last year. Former owner {V} left long ago.", False),
    (f"A board hailed Ganfeng's Zarbo lithium project in {CZ}, {V} said.", False),
]


@pytest.mark.parametrize(("text", "runs"), OWNERS)
def test_who_is_called_the_owner(text: str, runs: bool) -> None:
    assert any(f.startswith("Voltaro operates") for f in stated(text)) == runs


@pytest.mark.parametrize(
    "text",
    [
        f"{V} supports its “IPO Factory” model.",
        f"The novel moves between Mill City and {B}.",
        f"{V} began on-site construction and mill assembly in {B}.",
        f"{V} brings it to one of their facilities.",
        f"{V} closed one of its plants.",
    ],
)
def test_models_towns_steps_and_unnamed_ones_are_none(text: str) -> None:
    assert names(text) == []


def test_an_article_about_mining_tells_a_project_to_be_a_mine() -> None:
    mining = f"{V} owns a gold mine. The gold mine and the silver mine are deep mines."
    assert names(f"{V} has permits for its Rosa Onda project in {CZ}.") == []
    assert names(f"{mining}\n\n{V} has permits for its Rosa Onda project in {CZ}.") == ["Rosa Onda project"]


STANDING = [
    (f"The minister toured a wire plant in {B}.", "operating"),
    (f"She visited a bus factory in {B}.", "operating"),
    (f"{V} has spent millions to launch production of the new van at its Rasa factory in {B}.", "operating"),
    (f"{V} will start production at its new Rasa factory in {B} in 2030.", "announced"),
]


@pytest.mark.parametrize(("text", "status"), STANDING)
def test_plants_that_stand_already(text: str, status: str) -> None:
    assert read(text, published="2025-01-10").value("status") == status


DEEDS = [
    f"{V} has signed a letter. This agreement marks the first steps toward establishing a wire plant in {B}.",
    f"{V} signed the papers on Monday. The deal is a step toward building a wire plant in {B}.",
    f"{V} won the bid. The contract allows for opening a wire plant in {B}.",
]


@pytest.mark.parametrize("text", DEEDS)
def test_what_comes_of_a_firms_deed_is_its_own(text: str) -> None:
    assert any(f.startswith("Voltaro operates") for f in stated(text))


def test_what_is_only_worked_towards_is_announced() -> None:
    reading = read(f"{V} has signed a letter. It marks the first steps toward establishing a wire plant in {B}.")
    assert reading.value("status") == "announced"


DUE = [
    (f"{V} has the Vesna Mine in {CZ}. Completion of the mine is expected by July 2026.", "2026-07"),
    (f"{V} has the Vesna Mine in {CZ}, nearing completion of its permitting, expected by July 2026.", None),
    (f"{V} has a mill in {B}, and completion of the sale of a house is expected by July 2026.", None),
]


@pytest.mark.parametrize(("text", "opened"), DUE)
def test_permits_and_sales_that_are_due_open_no_plant(text: str, opened: str | None) -> None:
    assert read(text, published="2025-01-10").value("opened") == opened


HEADLINES = [
    ("[Region h|Haywood County]", "[Region t|Tennessee]"),
    ("[Region h|Wexford County]", "[Region t|Ohio]"),
]


@pytest.mark.parametrize(("county", "state"), HEADLINES)
def test_a_headline_tells_of_the_plant_to_be_built(county: str, state: str) -> None:
    text = f"{V} builds a separator plant in {state}. {V} also operates plants in {B} and in {O}."
    said = stated(text, title=f"{V} to Build Separator Plant in {county}")
    places = {f.split(" locatedIn ")[0] for f in said if "County" in f}
    assert places and not any("Brno" in p or "Ostrava" in p for p in places)


def test_a_plant_that_people_whisper_about_is_none() -> None:
    assert names(f"{V} grew, and people whisper about a plant in {B}.") == []
