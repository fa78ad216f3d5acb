from hypothesis import given
from hypothesis import strategies as st

from kg.text.truecase import is_all_caps, is_headline_case, seen_words, truecase

RUNNING = "The plant in Pune makes smart phones. Its owner, Zeta, eyes growth."


def recase(text: str) -> str:
    small, capital = seen_words(RUNNING)
    return truecase(text, small, capital, lambda word: word in {"Pune", "Zeta"})


def test_headline_words_get_the_case_of_running_text() -> None:
    assert (
        recase("Zeta Eyes Growth With Smart Phones Made in Pune") == "Zeta eyes growth with smart phones Made in Pune"
    )


def test_capitals_become_words() -> None:
    assert recase("ZETA PLANT IN PUNE MAKES PHONES") == "Zeta plant in Pune makes phones"


def test_kinds_of_lines() -> None:
    assert is_headline_case("City Plans More Smart Factories")
    assert not is_headline_case("The city plans more smart factories in Pune")
    assert is_all_caps("PLANT OPENS IN PUNE")
    assert not is_all_caps("IBM and AMD sign")


@given(st.text(max_size=60))
def test_length_never_changes(text: str) -> None:
    assert len(recase(text)) == len(text)
