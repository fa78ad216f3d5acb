"""Facilities in press releases: mines and prospects, names cut clean, what is made, plants told in one breath."""

import pytest

from kg.extract import places
from kg.extract.relations import find
from kg.gazetteer import Gazetteer
from tests.extract import finding
from tests.extract.described import Reading, read, tools

V = "[Company v|Voltaro]"
B = "[City b|Brno]"
CZ = "[Country c|Czechia]"
ORE = "Drills bring up ore; the mine holds gold, and mining goes on."


def names(text: str) -> list[str]:
    return [e.name for e in read(text).of("Facility")]


def stated(reading: Reading) -> set[str]:
    claims, _ = find(reading.document, reading.entities, *tools()[1:])
    by_id = {e.id: e.name for e in reading.entities}
    kept = [c for c in claims if c.predicate in {"operates", "locatedIn", "headquarteredIn"}]
    return {f"{by_id[c.subject]} {c.predicate} {by_id[c.object]}" for c in kept}


PROSPECTS = [
    f"{V} has found gold while drilling at its Rosa Onda Project in {CZ}.",
    f"{V}'s property portfolio holds the Marlo Gold Project in {CZ}.",
    f"{V} has staked more claims at the Tarka Copper Project in {CZ}.",
    f"{V} speaks of the longer-term development of its Zarbo Gold Project in {CZ}.",
    f"The land lies on the access road to the Molvar mine, {V} said of its gold.",
    f"The property lies upstream from the historic Vesna Mine, {V} said.",
    f"{V} sold an option on the Onda Silver Project in {CZ}.",
]


@pytest.mark.parametrize("text", PROSPECTS)
def test_where_ore_is_only_looked_for_is_no_facility(text: str) -> None:
    assert names(f"{text} {ORE}") == []


WORKED = [
    (f"{V} is building its Rosa Onda Project in {CZ}.", "Rosa Onda Project"),
    (f"{V} has a feasibility study for the Marlo Gold Project in {CZ}.", "Marlo Gold Project"),
    (f"{V} produced 300 ounces at the Tarka Gold Mine in {CZ}.", "Tarka Gold Mine"),
    (f"{V} owns the Zarbo Gold Mine in {CZ}.", "Zarbo Gold Mine"),
    (f"{V} explores near {B}. It moves its Onda Silver Project to production.", "Onda Silver Project"),
    (f"{V} drilled at the Vesna Gold Project. Permits for the Vesna Gold Project are in.", "Vesna Gold Project"),
]


@pytest.mark.parametrize(("text", "name"), WORKED)
def test_mines_that_are_built_or_worked_are_of_the_kind_mine(text: str, name: str) -> None:
    reading = read(f"{text} {ORE}")
    assert [e.name for e in reading.of("Facility")] == [name]
    assert reading.value("facilityKind") == "mine"


def test_brine_makes_no_mine_and_gas_no_facility() -> None:
    reading = read(f"{V} is building its Rosa Onda lithium project in {CZ}, where brine is pumped.")
    assert reading.value("facilityKind") is None
    assert names(f"{V} is building its Serra CBM Project in {CZ}. {ORE}") == []


CLEAN = [
    (f"{V} keeps a 100% owned mill in {B}.", "Voltaro mill in Brno"),
    (f"{V}'s fully permitted gold mill in {B} is new.", "Voltaro gold mill in Brno"),
    (f"{V} opened a state-of-the-art tyre plant in {B}.", "Voltaro tyre plant in Brno"),
    (f"{V}'s Good Quality (“QX”)-capable drug factory in {B} is new.", "drug factory in Brno"),
    (f"{V} runs the Carter Ranch in-situ recovery (“ISR”) Project in {CZ}, a uranium mine.", "Carter Ranch"),
    (f"{V} makes boats at the world-renowned Halder Shipyard in {B}.", "Halder Shipyard"),
]


@pytest.mark.parametrize(("text", "name"), CLEAN)
def test_names_hold_no_rights_praise_or_broken_brackets(text: str, name: str) -> None:
    (found,) = names(text)
    assert name in found
    assert not any(w in found for w in ("owned", "permitted", "art ", "”)-", "renowned", "100"))


@pytest.mark.parametrize(
    "text",
    [
        f"The Harbour Data Works (“HAWK”) program brings {V} and others together.",
        f"{V} opened a new location in Elm Park, OH.",
        f"ELM PARK, OH, April 18 – {V} opened a new location.",
    ],
)
def test_programmes_and_towns_are_no_facilities(text: str) -> None:
    assert names(text) == []


KINDS = [
    (f"{V} will build an electric vehicle battery plant in {B}.", "battery-plant"),
    (f"{V} will build an automotive battery factory in {B}.", "battery-plant"),
    (f"{V} has opened a drone testing facility in {B}.", None),
    (f"{V} runs a maintenance facility in {B}.", None),
    (f"{V} runs a drone manufacturing and testing facility in {B}.", "aircraft-plant"),
    (f"{V} runs a battery plant in {B}.", "battery-plant"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_word_next_to_the_head_tells_the_kind(text: str, kind: str | None) -> None:
    assert read(text).value("facilityKind") == kind


STATUSES = [
    (f"{V} has spent millions to launch production of the new van at its New Rasa Valley plant in {B}.", "operating"),
    (f"The minister spoke during a visit to Halder Engine Plant in {B}.", "operating"),
    (f"A train crosses what used to be the {V} plant in {B}.", "closed"),
    (f"{V} is developing a refinery in {B}.", "announced"),
    (f"{V} is building a refinery in {B}.", "construction"),
    (f"{V} plans a tyre plant in {B}. The plant has low operating costs.", "announced"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_how_far_a_plant_has_come(text: str, status: str) -> None:
    assert read(text, published="2025-03-01").value("status") == status


def test_who_only_had_a_plant_runs_it_no_more() -> None:
    assert not any("operates" in f for f in stated(read(f"A train crosses what used to be the {V} plant in {B}.")))


def test_what_surrounds_a_plant_does_not_run_it() -> None:
    told = stated(read(f"The Halder mill in {B} is surrounded by {V}'s land."))
    assert not any("operates" in f for f in told)


SEATS = [
    (f"{V} opened its European headquarters in {B}.", False),
    (f"{V} opened its regional head office in {B}.", False),
    (f"{V} has its headquarters in {B}.", True),
    (f"Through its {B}-based Sensor Eyes subsidiary, {V} makes lamps.", False),
    (f"As a {B}-based maker, {V} sells lamps.", True),
    (f"A {B}-based maker, {V} sells much.", True),
]


@pytest.mark.parametrize(("text", "seated"), SEATS)
def test_the_seat_of_a_part_is_not_the_firms(text: str, seated: bool) -> None:
    assert ("Voltaro headquarteredIn Brno" in stated(read(text))) == seated


def test_a_plant_does_not_stand_where_shops_do() -> None:
    told = stated(read(f"{V} runs shops in {B}; a soap factory under its own name, and an office."))
    assert not any("locatedIn" in f for f in told)


ROWS = [
    ("Ford Motor will close its Leeds and Zarbolk plants.", ["Leeds", "Zarbolk"]),
    ("Workers at Ford Motor's Tarwick and Leeds assembly plants struck.", ["Tarwick", "Leeds"]),
    ("Ford Motor builds cars at its Leeds, Leipzig and Zarbolk factories.", ["Leeds", "Leipzig", "Zarbolk"]),
    ("Ford Motor will close its Leeds and Zarbolk offices.", ["Leeds"]),
    ("Ford Motor will close its Falcon and Zarbolk plants.", []),
]


@pytest.mark.parametrize(("text", "towns"), ROWS)
def test_a_town_that_stands_beside_one_before_plants(text: str, towns: list[str]) -> None:
    document = finding.read(text)
    found = places.find(document, Gazetteer.load(), finding.lexicon())
    assert [m.name for m in found if m.type == "City"] == towns


GROWN = [
    (f"The Phase 2 Expansion of the Tarka Mine is on time, with commissioning planned for 2026. {V} digs.", None),
    (f"{V} plans an expansion at its tyre plant in {B}, to open in 2027.", None),
    (f"{V} plans a tyre plant in {B}, to open in 2027.", "2027"),
]


@pytest.mark.parametrize(("text", "opened"), GROWN)
def test_an_expansion_opens_no_plant(text: str, opened: str | None) -> None:
    reading = read(f"{text} {ORE}", published="2025-03-01")
    assert reading.value("opened") == opened
    assert (reading.value("status") == "operating") == (opened is None)


def test_a_word_for_what_is_done_in_a_plant_does_not_say_that_it_works() -> None:
    text = f"{V} is advancing its Halder Complex, a metal refining facility in {B}."
    assert read(text, published="2025-03-01").value("status") == "announced"


def test_a_mine_does_not_lie_in_what_only_its_name_names() -> None:
    told = stated(read(f"{V} is building the [City s|Villa Rosa] Gold Mine in {CZ}. {ORE}"))
    assert any("locatedIn Czechia" in f for f in told)
    assert not any("locatedIn Villa Rosa" in f for f in told)


@pytest.mark.parametrize(
    "text",
    [
        f"The work made it the first site in the world that is clean, {V} said in {B}.",
        f"{V} keeps an office in [City l|Elm Park], and Elm Park is nice.",
    ],
)
def test_first_sites_and_towns_called_park_are_none(text: str) -> None:
    assert names(text) == []
