from pathlib import Path

import pytest

from kg.lexicon import read_lexicon
from kg.resources import lexicon_files
from tests.extract.described import read

FOUND = [
    ("[Company v|Voltaro] opened a gearbox plant in [City b|Brno] in May.", "gearbox plant in Brno"),
    (
        "[Company v|Voltaro] is building its second factory outside [City b|Brno], [Country c|Czechia].",
        "second factory outside Brno, Czechia",
    ),
    ("Workers at [Company v|Voltaro]'s [City b|Brno] works went on strike.", "Brno works"),
    ("The plant manager of the [City b|Brno] factory left.", "Brno factory"),
    ("[Company v|Voltaro] makes cells at Plant No. 4 in [City b|Brno].", "Plant No. 4 in Brno"),
    ("[Company v|Voltaro] toured Gigafactory Morava with guests.", "Gigafactory Morava"),
    ("[Company v|Voltaro] rents halls in the Silver Lake Industrial Park.", "Silver Lake Industrial Park"),
    (
        "[Company v|Voltaro] will invest $2 billion to build a drug manufacturing facility in [Region t|Texas].",
        "drug manufacturing facility in Texas",
    ),
    ("[Company v|Voltaro] put a new press workshop into operation in [City b|Brno].", "new press workshop"),
    ("They signed contracts for a shoe factory for [Country c|Czechia]'s [Company v|Voltaro].", "shoe factory"),
    ("The closure hit the [City b|Brno] plant expansion.", "Brno plant"),
    (
        "[Company v|Voltaro] expanded its [City b|Brno], [Region m|Moravia], assembly plant.",
        "Brno, Moravia, assembly plant",
    ),
    ("The agency gave a licence to [Company v|Voltaro] for a $20 million factory by the river.", "factory"),
    ("In [City b|Brno], a planned tyre factory was dropped last year.", "planned tyre factory"),
    ("[Company v|Voltaro] took its mill project in [City b|Brno] off the shelf.", "mill project in Brno"),
    ("[Company v|Voltaro] has no plans to sell its plant in [City b|Brno].", "plant in Brno"),
    (
        "[Company v|Voltaro] pours money into a blade factory on the outskirts of [City b|Brno].",
        "blade factory on the outskirts of Brno",
    ),
    ("Its other pump plant, in [City b|Brno], makes taps for [Company v|Voltaro].", "other pump plant, in Brno"),
    ("What drew them is north of the zone: the [Company v|Voltaro] car plant, lit in 2019.", "Voltaro car plant"),
    ("The plants in [City b|Brno] and in [City o|Ostrava] are not affected.", "plants in Brno"),
    ("[Company v|Voltaro] is at home in the Silver Lake Hi-Tech Park.", "Silver Lake Hi-Tech Park"),
    ("The Danvik Die Hub in [City b|Brno] will be developed by [Company v|Voltaro].", "Danvik Die Hub"),
    ("The Danvik Panel Shop will process 9,000 tonnes of steel for [Company v|Voltaro].", "Danvik Panel Shop"),
    ("[Company v|Voltaro] is putting up a die shop in [City b|Brno].", "die shop in Brno"),
    ("The Danvik Tooling Park, to be built by [Company v|Voltaro], opens soon.", "Danvik Tooling Park"),
    ("[Company v|Voltaro] opened the Danvik Rare Metals Complex.", "Danvik Rare Metals Complex"),
    ("In May [Company v|Voltaro] opened the Protea Press Shop in [City b|Brno].", "Protea Press Shop"),
    (
        "[Company v|Voltaro] plans to open a semiconductor assembly and test facility in [City b|Brno].",
        "semiconductor assembly and test facility in Brno",
    ),
]
NONE = [
    "Visitors of [Company v|Voltaro] love the Danvik Innovation Hub in [City b|Brno].",
    "In [City b|Brno], another industrial city, [Company v|Voltaro] hires.",
    "The province wants 30,000 smart factories by 2030.",
    "Factories across the country are hiring.",
    "[Company v|Voltaro] could build a plant in [City b|Brno].",
    "[Company v|Voltaro] denied that it is planning a plant in [City b|Brno].",
    "[Company v|Voltaro] is considering a third plant in [City b|Brno].",
    "[Company v|Voltaro] has made no decision on a factory in [City b|Brno].",
    "A power plant in [City b|Brno] feeds the grid of [Company v|Voltaro].",
    "The film follows workers who occupy a mill in [City b|Brno].",
    "[Company v|Voltaro] visited a web site and a credit facility in [City b|Brno].",
    "Without the grant, [Company v|Voltaro] would have built the plant in [City b|Brno].",
    "[Company v|Voltaro] runs several plants in [Country c|Czechia].",
    "There was talk that [Company v|Voltaro] would build a second plant in [City b|Brno].",
    "Talk among suppliers that [Company v|Voltaro] is about to open a branch plant in [City b|Brno] was waved away.",
    "Gossip in the trade that [Company v|Voltaro] is to set up a mill in [City b|Brno] amused him.",
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_finds_facility(text: str, name: str) -> None:
    assert name in [m.name for m in read(text).facilities]


@pytest.mark.parametrize("text", NONE)
def test_finds_no_facility(text: str) -> None:
    assert [m.name for m in read(text).facilities] == []


def test_what_was_noticed_stands_in_the_features() -> None:
    (mention,) = read("[Company v|Voltaro] is building a second battery cell plant in [City b|Brno].").facilities
    assert mention.feature("code") == "battery-plant"
    assert (mention.feature("operator"), mention.feature("place")) == ("Voltaro", "Brno")
    assert (mention.feature("ordinal"), mention.feature("product")) == ("second", "battery cell")


def test_one_stands_for_a_facility_word() -> None:
    text = (
        "[Company v|Voltaro] runs its main factory in [City b|Brno] and opened another one in [City o|Ostrava] in June."
    )
    assert [m.name for m in read(text).facilities] == ["main factory in Brno", "one in Ostrava"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Its second mill is a bigger one in [City o|Ostrava].", ["bigger one in Ostrava"]),
        ("The worry is a familiar one in [City o|Ostrava].", []),
        ("His remark was a rare one in [City o|Ostrava].", []),
        ("The market is a hard one in [Country o|Czechia].", []),
    ],
)
def test_one_that_is_said_of_something_else_is_no_facility(said: str, names: list[str]) -> None:
    text = f"[Company v|Voltaro] runs a paper factory in [City b|Brno]. {said}"
    assert [m.name for m in read(text).facilities if "one in" in m.name] == names


def test_places_in_a_row_are_facilities_of_their_own() -> None:
    text = "[Company v|Voltaro] will expand its [City b|Brno] and [City o|Ostrava] assembly plants."
    assert len(read(text).of("Facility")) == 2


def test_cities_behind_a_plural_are_plants_of_their_own() -> None:
    reading = read("[Company v|Voltaro]'s plants in [City b|Brno] and in [City o|Ostrava], [Region m|Moravia], stay.")
    assert [e.name for e in reading.of("Facility")] == ["Voltaro plant in Brno", "Voltaro plant in Ostrava"]
    places = [[v for k, v in m.features if k == "place"] for m in reading.facilities]
    assert places == [["Brno"], ["Ostrava", "Moravia"]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[Company v|Voltaro] runs a plant for zinc anodes in the port city of [City b|Brno].", "Brno"),
        ("[Company v|Voltaro] opened a plant making zinc anodes near [City b|Brno].", "Brno"),
    ],
)
def test_a_place_may_stand_behind_what_a_plant_makes(text: str, place: str) -> None:
    (mention,) = read(text).facilities
    assert mention.feature("place") == place


def test_a_subsidiary_that_builds_is_the_operator() -> None:
    text = "[Company v|Voltaro]’s local subsidiary, [Company g|Greenvolt], is building a cable plant in [City b|Brno]."
    (mention,) = read(text).facilities
    assert mention.feature("operator") == "Greenvolt"


def test_who_says_that_it_builds_is_the_operator() -> None:
    (mention,) = read("[Company v|Voltaro] said on Monday it will spend $9 million to build a plant.").facilities
    assert mention.feature("operator") == "Voltaro"


def test_a_plant_is_not_the_complex_that_it_stands_in() -> None:
    text = (
        "[Company v|Voltaro] will build a plant in [City b|Brno]. The plant will be built in the Silver National"
        " Industrial Complex in [City b|Brno]."
    )
    assert len(read(text).of("Facility")) == 2


def test_a_plant_told_by_its_price_is_the_one_spoken_of() -> None:
    text = "[Company v|Voltaro] opened the Protea Press Shop in [City b|Brno]. The R310-million plant has 120 workers."
    assert [e.name for e in read(text).of("Facility")] == ["Protea Press Shop"]


def test_thirty_plants_in_two_cities_are_not_two() -> None:
    assert read("[Company v|Voltaro] runs 30 plants in [City b|Brno] and [City o|Ostrava].").facilities == ()


def test_a_facility_without_a_name_gets_one_from_what_is_known() -> None:
    (facility,) = read("[Company v|Voltaro] opened a new gearbox plant in [City b|Brno].").of("Facility")
    assert facility.name == "Voltaro gearbox plant in Brno"


def test_a_new_facility_kind_is_an_edit_of_turtle(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text(
        "@prefix kg: <https://w3id.org/kg-policy/ontology#> . @prefix kgc: <https://w3id.org/kg-policy/code/> .\n"
        "@prefix lex: <https://w3id.org/kg-policy/lexicon#> .\n"
        "<https://example.org/terafactory> a lex:Entry ; lex:denotes kg:Facility ; lex:code kgc:gigafactory ;\n"
        '    lex:role "head" ; lex:form "terafactory"@en .\n'
    )
    text = "[Company v|Voltaro] opened a terafactory in [City b|Brno]."
    assert read(text).facilities == ()
    reading = read(text, lexicon=read_lexicon([*lexicon_files(), extra]))
    assert [m.name for m in reading.facilities] == ["terafactory in Brno"]
    assert reading.value("facilityKind") == "gigafactory"
