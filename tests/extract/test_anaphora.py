import pytest

from tests.extract.described import read
from tests.extract.finding import with_words

BUREAU = "[Bureau b|The Wuhu Bureau of Industry]"
RESOLVED = [
    (f"{BUREAU} issued an action plan for robot factories. The bureau expects 100 of them.", "Bureau", "The bureau"),
    (f"{BUREAU} issued an action plan for robot factories. Under the plan, output will double.", "Plan", "the plan"),
    (f"{BUREAU} issued an action plan for robot factories. The document lists ten tasks.", "Plan", "The document"),
    ("[Company v|Voltaro] opened a plant in [City b|Brno]. The carmaker gave no figures.", "Company", "The carmaker"),
    (
        "[Company v|Voltaro] opened a plant in [City b|Brno]. The plant makes 10,000 cars a year.",
        "Facility",
        "The plant",
    ),
    ("[Company v|Voltaro] opened a plant in [City b|Brno]. It can produce 10,000 cars a year.", "Facility", "It"),
    ("[Company v|Voltaro] said it would retool its plant in [City b|Brno].", "Company", "it"),
    ("[Company v|Voltaro] said it would retool its plant in [City b|Brno].", "Company", "its"),
    ("[City b|Brno] has 20 smart factories. The city wants more.", "City", "The city"),
    (
        f"The Interim Measures for Robot Factories were issued by {BUREAU}. They take effect on Oct 1.",
        "Plan",
        "They",
    ),
    ("The Robot Factory Guidelines took effect in May. They apply to all of [City b|Brno].", "Plan", "They"),
    ("[Company v|Voltaro] is fitting out a plant in [City b|Brno] and wants to open it in May.", "Facility", "it"),
]
LEFT_OUT = [
    ("[Company v|Voltaro] and [Company f|Fortis] met. The company built cars.", "Company", "The company"),
    ("[Company v|Voltaro] opened a plant in [City b|Brno]. It is hoped that it rains.", "Company", "It"),
    (
        "[Company v|Voltaro] runs a plant in [City b|Brno]. The government of the region is glad.",
        "Company",
        "The government",
    ),
    (f"{BUREAU} praised the Interim Measures for Robot Factories. They met on Monday.", "Plan", "They"),
    ("[Company v|Voltaro] runs a plant in [City b|Brno]. The plant manager resigned.", "Facility", "The plant"),
]


@pytest.mark.parametrize(("text", "kind", "words"), RESOLVED)
def test_resolves(text: str, kind: str, words: str) -> None:
    assert words in read(text).anaphors(kind)


@pytest.mark.parametrize(("text", "kind", "words"), LEFT_OUT)
def test_leaves_out(text: str, kind: str, words: str) -> None:
    assert words not in [w for e in read(text).of(kind) for w in [m.name for m in e.mentions if m.form == "anaphor"]]


def test_the_old_plan_is_the_one_with_earlier_years() -> None:
    text = (
        f"{BUREAU} issued the three-year action plan for 2025-2027. It replaces the three-year action plan "
        "for 2022-2024. "
        "The old plan built 80 smart factories."
    )
    assert read(text).anaphors("Plan", 1) == ["The old plan"]


def test_a_year_tells_which_plan_is_meant() -> None:
    text = (
        "[Bureau b|The ministry] issued the Mill Policy 2026 for factories. It replaces the Mill Policy 2021. "
        "Nine mills came up under the 2021 policy."
    )
    reading = read(text)
    assert reading.anaphors("Plan", 1) == ["the 2021 policy"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It launched Bihar Weaves 2030, the state's first textile strategy, in a mill.", ["first textile strategy"]),
        ("It launched Bihar Weaves 2030, the state's new strategy, in a mill.", ["new strategy"]),
        ("It launched Bihar Weaves 2030, and the state's old strategy ended.", []),
    ],
)
def test_what_explains_a_name_means_what_is_named(text: str, words: list[str]) -> None:
    plans = read(f"[Region v|Bihar]'s government issued the Loom Strategy for mills. {text}").of("Plan")
    (named,) = (e for e in plans if e.name == "Bihar Weaves 2030")
    assert [m.name for m in named.mentions if m.form == "anaphor"] == words


def test_an_accelerator_is_taken_up_by_its_last_word() -> None:
    text = "[Bureau b|The ministry] runs the Pump Manufacturing Accelerator for factories. It launched the Accelerator."
    assert read(text).anaphors("Plan", 0) == ["the Accelerator"]


def test_what_a_comma_alone_divides_explains_nothing() -> None:
    text = f"{BUREAU} issued the Robot Action Plan. Under the Steel Strategy, the action plan for mills ended."
    assert read(text).anaphors("Plan", 1) == []


def test_the_latter_is_the_second_of_two() -> None:
    text = (
        f"{BUREAU} issued the Robot Action Plan to implement the Machine Tool Strategy. "
        "According to the latter, plants will grow."
    )
    assert read(text).anaphors("Plan", 1) == ["the latter"]


def test_anaphors_never_overlap_names() -> None:
    reading = read(RESOLVED[0][0])
    spans = [(m.start, m.end) for e in reading.entities for m in e.mentions if m.form == "anaphor"]
    names = [(m.start, m.end) for e in reading.entities for m in e.mentions if m.form != "anaphor"]
    assert spans
    assert not [1 for s, e in spans for a, b in names if s < b and a < e]


def test_a_president_is_added_to_the_lexicon() -> None:
    text = "[Bureau b|The Rail Roads Administration] met the Quillfeather Administration. The Administration paid."
    again = "The Administration"
    assert again in read(text).anaphors("Bureau")
    assert again not in read(text, lexicon=with_words("president", "Quillfeather")).anaphors("Bureau")
