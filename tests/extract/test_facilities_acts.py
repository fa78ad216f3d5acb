"""Facilities by what is done for them: land taken, a plan dropped, a zone that builds; mines by their articles."""

import pytest

from tests.extract.described import read

V = "[Company v|Voltaro]"
B = "[City b|Brno]"
R = "[Region r|Moravia]"
CZ = "[Country c|Czechia]"


def names(text: str) -> list[str]:
    return [f.name for f in read(text).facilities]


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(f.name, f.feature("operator"), f.feature("place")) for f in read(text).facilities]


ACTS = [
    (f"{V} has taken 18 acres for a sewing factory.", ("sewing factory", "Voltaro", None)),
    (f"{V} leased a plot of land for a cable factory.", ("cable factory", "Voltaro", None)),
    (f"{V} will put up an integrated knits unit, from yarn to shirts.", ("integrated knits unit", "Voltaro", None)),
    (f"{V} bought the old disk drive factory next to its office.", ("old disk drive factory", "Voltaro", None)),
    (f"{V} will not build the board factory it had planned in {B}.", ("board factory", "Voltaro", "Brno")),
    (f"{V} is not going to build the wire mill which it has announced in {B}.", ("wire mill", "Voltaro", "Brno")),
    (f"{R} will build a robot industrial park of 600 mu.", ("robot industrial park", None, "Moravia")),
    (f"{B} plans to set up a bus factory.", ("bus factory", None, "Brno")),
    (f"{V}, whose workshop in neighbouring {B} is busy, hires.", ("workshop in neighbouring Brno", "Voltaro", "Brno")),
    ("Future projects include a wire refinery.", ("wire refinery", None, None)),
    (f"{V} enlarged its $36 million {B}, {R} bottle plant.", ("Brno, Moravia bottle plant", "Voltaro", "Brno")),
    (
        f"The decision went to [Company t|Talmex Trailers] of {B}, in {R}, which is moving production from a hall to "
        "a new trailer factory.",
        ("new trailer factory", "Talmex Trailers", None),
    ),
]


@pytest.mark.parametrize(("text", "facility"), ACTS)
def test_acts_that_tie_a_plant(text: str, facility: tuple[str, str | None, str | None]) -> None:
    assert told(text) == [facility]


@pytest.mark.parametrize(
    "text",
    [
        f"{V} will not build the board factory in {B}.",
        f"{V} has no taste for a sewing factory.",
        f"{V} has a mill in {CZ}, but most of its current plants are in {R} and {CZ}.".replace("a mill in", "staff in"),
        f"Half of its plants in {B} and {R} stand idle, {V} said.",
        f"The head of {V}'s Global Health Unit spoke.",
        f"{V}'s Special Projects Unit spoke.",
    ],
)
def test_denied_shares_and_units_of_a_firm_are_none(text: str) -> None:
    assert names(text) == []


MINING = f"{V} digs gold ore. The critical minerals, a silver mine and a tin mine count."
MINES = [
    (f"{V} spoke of the ore at the Sakoro project located in {CZ}.", ["Sakoro project"]),
    (f"{V} moves the Tolka project in northern {CZ} toward production.", ["Tolka project"]),
    ("A feasibility study for the Tarrow Project is being completed.", ["Tarrow Project"]),
    (f"{V} talks of the Tolka project and of {CZ}.", []),
    (f"{V} pays for the Apollo project in {CZ}, which helps the young.", []),
    ("The Tarrow Road Project will reach more than 100 mining claims.", []),
    (f"{V} is defining and developing the full exploration potential of its Tarrow Project.", []),
    (f"{V} is developing the Tarrow Project and explores beside it.", ["Tarrow Project"]),
]


@pytest.mark.parametrize(("text", "projects"), MINES)
def test_projects_of_articles_about_mining(text: str, projects: list[str]) -> None:
    assert [n for n in names(f"{MINING}\n\n{text}") if "Project" in n or "project" in n] == projects


ANYWHERE = [
    (f"Plans shall include a commitment to build or expand a facility in {CZ} that will produce tin.", []),
    (f"The quantity corresponds to the {CZ} production facility's output.", []),
    (f"{V} will build a facility in {CZ}.", ["facility in Czechia"]),
    (f"A new manufacturing facility in {CZ} opened in May.", ["new manufacturing facility in Czechia"]),
]


@pytest.mark.parametrize(("text", "facilities"), ANYWHERE)
def test_a_facility_of_nobody_anywhere_in_a_country_is_none(text: str, facilities: list[str]) -> None:
    assert names(text) == facilities


def test_a_plant_once_planned_is_not_the_one_that_stands() -> None:
    text = (
        f"{V} opened its second wiring plant in the [Region z|Lowland Free Zone]. {V} also confirmed that the plant it "
        f"had planned for {B} will not be built."
    )
    mentions = {e.name: [m.name for m in e.mentions if m.form != "anaphor"] for e in read(text).of("Facility")}
    assert sorted(len(m) for m in mentions.values()) == [1, 1]
