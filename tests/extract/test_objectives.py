import pytest

from kg.lexicon import expand
from tests.extract.described import read

BUREAU = "[Bureau b|The Wuhu Bureau of Industry]"
ISSUED = f"{BUREAU} issued the Robot Action Plan for factories."

OBJECTIVES = [
    (
        "According to the plan, the city will also push foundries to share their idle machines.",
        {"push foundries to share their idle machines"},
    ),
    (
        "The plan aims to cultivate makers of gears and improve access to credit.",
        {"cultivate makers of gears", "improve access to credit"},
    ),
    ("The plan will support workshops that buy local machines.", {"support workshops that buy local machines"}),
    ("The plan aims to build 40 smart factories.", set()),
    ("The plan will not support coal plants.", set()),
    ("The plan may support coal plants.", set()),
    ("The city will support foundries in the south.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), OBJECTIVES)
def test_what_a_plan_will_do(text: str, wanted: set[str]) -> None:
    reading = read(f"{ISSUED} {text}")
    assert {c.object for c in reading.claims if c.predicate == "objective"} == wanted


def test_alternatives_in_the_lexicon() -> None:
    assert expand("(start|begin) (mass |)production") == (
        "start mass production",
        "start production",
        "begin mass production",
        "begin production",
    )
    assert expand("open") == ("open",)
