import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.occurrences import occurrences


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Acme", "Acme and Acme's plant, not Acmeon, PreAcme or Acme_1.", [0, 9]),
        ("Acme", "Acme-Bolt & Acme", [12]),
        ("Acme", "Bolt-Acme", []),
        ("St. Acme", "In St. Acme.", [3]),
        ("aa", "aa aaa aa", [0, 7]),
        ("Łódź", "Łódź, Łódźkie", [0]),
        ("", "anything", []),
    ],
)
def test_names_stand_as_words_of_their_own(name: str, text: str, expected: list[int]) -> None:
    assert list(occurrences(name, text, before="&-", behind="&-")) == expected


@given(
    st.text(alphabet="ab-& _.é1", min_size=1, max_size=3),
    st.text(alphabet="ab-& _.é1", max_size=30),
    st.sampled_from(["", "-", "&-"]),
)
def test_agrees_with_the_pattern_that_says_the_same(name: str, text: str, joining: str) -> None:
    around = rf"[\w{re.escape(joining)}]"
    pattern = re.compile(rf"(?<!{around}){re.escape(name)}(?!{around})")
    assert list(occurrences(name, text, before=joining, behind=joining)) == [m.start() for m in pattern.finditer(text)]
