import pytest

from kg.extract.measures.unit import tidy


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("% local content 1.5 million new jobs and 50 percent local content", "% local content"),
        ("% decrease RMB 35,263 million", "% decrease"),
        ("percentage points increase increase of 3.8 percentage points", "percentage points increase"),
        ("% of demand occurs occurs", "% of demand occurs"),
        ("beds per 1,000 inhabitants", "beds per 1,000 inhabitants"),
        ("300 mm wafers", "300 mm wafers"),
    ],
)
def test_a_unit_holds_no_other_amount_and_no_word_twice(unit: str, expected: str) -> None:
    assert tidy(unit) == expected
