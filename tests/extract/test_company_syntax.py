"""Companies that the parse of their sentence tells: whom "it" stands for, who makes things, who sits where."""

import pytest

from tests.extract.finding import names


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Torvald runs what it calls a model foundry for gears.", "Torvald"),
        ("Last year Menkov said it would build a second line for axles.", "Menkov"),
        ("Since the strike Ostrela has cut its output of valves by half.", "Ostrela"),
        ("The town's biggest, Dalvori, halved its production of motors.", "Dalvori"),
        ("Then Kestravia told banks that it was putting off a plant for pumps.", "Kestravia"),
        ("Hulda Heavy, the island's second-largest employer, said it will build a panel shop.", "Hulda Heavy"),
        ("Gears are made by Orvell in Leipzig, and the motors by Zanthe, whose hall went up in May.", "Zanthe"),
        ("The castings are supplied by Brennik in two sizes.", "Brennik"),
        ("The list has the powder workshop of Sanlow in Ganzhou.", "Sanlow"),
        ("Robots now lift parts at the dye works of Marlo in Lodz.", "Marlo"),
        ("Welkin, based in Qingdao, received a grant for the plant.", "Welkin"),
        ("Tessam, in Jingmen, Hubei, says it took apart two million fridges.", "Tessam"),
    ],
)
def test_a_firm_is_told_by_what_its_sentence_says_it_does(text: str, firm: str) -> None:
    assert firm in names(text, kind="Company")


@pytest.mark.parametrize(
    "text",
    [
        "Marta Torvald runs what she calls a model foundry for gears.",
        "Menkov said he would build a second line for axles.",
        "The parade was led by Brennik in a red coat.",
        "The list has the old mills of Lancashire in England.",
        "NORSTAT said its members would build houses.",
        "An Elite Solutions Partner based in Qingdao was asked to join.",
        "The machine in the hall of Lodz has lost its guard.",
        "Hamburg has cut its output of valves by half.",
    ],
)
def test_people_towns_and_descriptions_are_none(text: str) -> None:
    assert names(text, kind="Company") == []


def test_a_name_that_some_small_town_bears_is_a_firm_by_what_it_does() -> None:
    assert names("In Hefei, Suhe runs a plant and cut its output of fridges.", kind="Company") == ["Suhe"]
    assert names("A plant in Suhe, China, cut its output of fridges.", kind="Company") == []


@pytest.mark.parametrize("office", ["President", "Managing Director", "CEO", "Vice President", "Chairman"])
def test_a_name_is_over_before_an_office(office: str) -> None:
    text = f"Norvik Castings of Essen makes wheels. The plant is full, said Norvik Castings {office} Jay Moon."
    assert set(names(text, kind="Company")) == {"Norvik Castings"}
