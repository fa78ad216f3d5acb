"""Ordinary English around plants, firms and towns: names that run on, what a plant is, dates put off."""

import pytest

from kg.extract.named_groups import named_groups
from kg.gazetteer import Gazetteer
from tests.extract.described import read

from .finding import found, names

V = "[Company v|Voltaro]"
B = "[City b|Brno]"

STATUSES = [
    (f"{V} has a new assembly facility coming online later this year in {B}.", "construction", "2025"),
    (f"{V} has delayed the opening of its fab in {B} until 2030.", "announced", "2030"),
    (f"{V} has pushed back production at its {B} fab to 2026.", "announced", "2026"),
    (f"Production at the {B} smelter of {V} is slated for 2027.", "announced", "2027"),
    (f"{V} has resumed building its battery factory in {B}.", "construction", None),
    (f"{V} is restarting its tin mill in {B}.", "mothballed", None),
    (f"{V} announced a cathode factory in {B} and called it off last winter.", "cancelled", None),
    (f"{V} has moved the opening of its mill in {B} from 2026 to 2028.", "announced", None),
    (f"{V} says that its fab in {B} will not start production this year.", "announced", None),
    (
        f"{V} broke ground on a mill in {B}. The 1.1 trillion dong mill is due to open in May 2027.",
        "construction",
        "2027-05",
    ),
    (f"{V} is putting money into its mill in {B}, which has a plant in {B}.", "operating", None),
    (f"{V} bought a mill in {B} for $9 million.", "operating", None),
    (f"The mill of {V} in {B} is idle.", "mothballed", None),
    (f"{V} cancelled its mill in {B}, which was due to open in 2028.", "cancelled", None),
    (f"{V} will build a mill in {B}. Construction begins this spring.", "announced", None),
    (f"{V} put off its mill in {B} for two years.", "announced", None),
    (f"The mill of {V} in {B} was postponed.", "announced", None),
    (f"{V} delayed deliveries from its mill in {B}.", "operating", None),
    (f"A mill once planned in {B} by {V} was given up in 2019.", "cancelled", None),
    (f"The mill that {V} was to build in {B} was withdrawn in 2024.", "cancelled", None),
    (f"The mill of {V} in {B} faces an uncertain future.", "operating", None),
    (f"The mill of {V} in {B} burnt in May 2024; it restarted in July.", "operating", None),
]


@pytest.mark.parametrize(("text", "status", "opened"), STATUSES)
def test_status_and_opening(text: str, status: str, opened: str | None) -> None:
    reading = read(text, "2025-03-04")
    assert (reading.value("status"), reading.value("opened")) == (status, opened)


ONE = [
    f"{V} owns the Beacon Mill in {B}, which is the only processing facility in [Region m|Moravia].",
    f"[Company v|Voltaro]'s gold mill in {B} is the only permitted processing facility in [Region m|Moravia].",
    f"{V} restarts the Gary Tin Mill in {B}. The Gary Tin Mill makes foil.",
    f"{V} inaugurated a drum factory in {B}, the company's first production site in [Country c|Czechia].",
    f"A brake disc foundry in {B} has hope. {V} had said that the Dafen plant would shut.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_plant_told_twice_is_one(text: str) -> None:
    assert len(read(text).of("Facility")) == 1


def test_a_name_that_nobody_knows_tells_a_plant() -> None:
    assert [m.name for m in read(f"The mothballed Whyalla steelworks was sold to {V}.").facilities] == [
        "mothballed Whyalla steelworks"
    ]


def test_a_hyphened_word_before_a_plant_stays_whole() -> None:
    assert [m.name for m in read(f"{V} left its half-built factory in {B}.").facilities] == [
        "half-built factory in Brno"
    ]


def test_a_valley_called_after_a_mill_is_no_plant() -> None:
    assert read("The road over the Mill Creek Valley serves the factory.").facilities == ()


PLACES = [
    ("The notice appeared in Odia and English.", []),
    ("Energy Fuels owns the White Mesa Mill in Utah.", ["Utah"]),
    ("* Vegetable-based inks passed the tests.", []),
    ("* Gerlingen-based maker Voltaro passed the tests.", ["Gerlingen"]),
    ("Voltaro runs a plant at its New River Valley site in Dublin, Virginia.", ["Dublin", "Virginia"]),
    ("Lianhe Materials announced a cathode factory for Sangüesa in 2023.", ["Sangüesa"]),
    ("A plant in Sturgis, Michigan, is shut. The Abbott Sturgis plant is old.", ["Sturgis", "Michigan", "Sturgis"]),
    ("Chery builds cars at a plant in Barcelona's Zona Franca.", ["Barcelona"]),
    ("Mercedes-Benz's Juiz de Fora truck plant will close.", ["Juiz de Fora"]),
    ("It spends millions at São Caetano do Sul, its oldest factory in Brazil.", ["São Caetano do Sul", "Brazil"]),
    ("Havells has three more plants, at Alwar, Baddi and Neemrana.", ["Alwar", "Baddi", "Neemrana"]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: list[str]) -> None:
    assert [m.name for m in found(text) if m.type in {"City", "Region", "Country"}] == expected


FIRMS = [
    ("They plan to reopen the Abbott Sturgis plant. The Abbott plant in Sturgis, Michigan, is shut.", ["Abbott"] * 2),
    ("Interim CEO Brad Listermann opened the plant.", []),
    ("It was a mill until Elektra Ibérica closed it in 2014.", ["Elektra Ibérica"]),
    ("The main contractor for the hall is Wearmouth Construction.", ["Wearmouth Construction"]),
    ("The plant will house eleven five-axis machines from DMG Mori.", ["DMG Mori"]),
    ("The developer of the estate is Mr Rao.", []),
    ("Workers at the Corolla plant voted.", []),
    ("Johnson & Johnson is investing $55 billion in plants.", ["Johnson & Johnson"]),
    ("A maker has approved the masterbatch of One World Products, Inc. for plants.", ["One World Products, Inc."]),
    ("Acme Corp, soon to be renamed Isiah Enterprises, runs a plant.", ["Acme Corp"]),
    ("Lianhe Materials announced a cathode factory for Sangüesa in 2023.", ["Lianhe Materials"]),
]


@pytest.mark.parametrize(("text", "expected"), FIRMS)
def test_firms(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


def groups(text: str) -> int:
    firms = [m for m in found(text) if m.type == "Company"]
    return len(named_groups(firms, Gazetteer.load(), text))


def test_a_short_name_may_leave_out_the_home_of_a_firm() -> None:
    assert groups("Zhejiang Huashun Cobalt Co., Ltd. builds a plant. Huashun Cobalt said it will open.") == 1


def test_a_venture_is_not_the_parent_that_it_is_named_after() -> None:
    text = "ArcelorMittal Nippon Steel India, a joint venture between ArcelorMittal and Nippon Steel, builds a plant."
    assert groups(text) == 3
