import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import split


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Plant No. 5 of Acme Co. Ltd. opened in St. Louis, Mo., for Rs. 500 crore.",
        "The U.S. Department of Energy granted $5 million.",
        "Mr. Rao met Dr. Chen at approx. 5 p.m. Tuesday.",
        "Widget Corp. said the line makes 2.5 million units vs. 1 million before.",
        "Blue Kite Technology Co., Ltd. will move.",
        "He named J. R. Smith.",
    ],
)
def test_abbreviations_do_not_split(text: str) -> None:
    assert parts(text) == [text]


def test_sentences_split_where_they_end() -> None:
    text = 'Built in the U.S. The firm said so. "It is new," he said. "It works." Really? Next is Plant B. The end.'
    assert parts(text) == [
        "Built in the U.S.",
        "The firm said so.",
        '"It is new," he said.',
        '"It works."',
        "Really?",
        "Next is Plant B.",
        "The end.",
    ]


def test_line_breaks_are_spaces() -> None:
    assert parts("The plant\nopened in May.\nIt is big.") == ["The plant\nopened in May.", "It is big."]


@given(st.text(alphabet=st.sampled_from('aA .,!?\n"“”北京😀é1U.S.Co'), max_size=80))
def test_spans_lie_in_order_and_lose_nothing_but_space(text: str) -> None:
    end = 0
    rest = ""
    for start, stop in split(text):
        assert end <= start < stop <= len(text)
        assert not text[start].isspace() and not text[stop - 1].isspace()
        rest += text[end:start]
        end = stop
    assert not (rest + text[end:]).strip()
