import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import read_lexicon
from kg.resolve import names
from kg.resolve.names import Equivalents
from kg.resources import identity_files


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ministry of Industry & Trade", "ministry of industry and trade"),
        ("Việt Nam", "Viet Nam"),
        ("the digitalisation programme", "Digitalization Program"),
        ("U.S. Steel", "US Steel"),
        ("Shanghai’s plan", "Shanghai plan"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert names.words(one) == names.words(other)


@pytest.mark.parametrize("word", ["enterprise", "promise", "rise", "wise", "precise"])
def test_words_in_ise_that_are_no_variants(word: str) -> None:
    assert names.words(word) == (word,)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Xiaomi Corp.", "xiaomi"),
        ("A & B Co., Ltd.", "a and b"),
        ("Eli Lilly and Company", "eli lilly"),
        ("Hyundai Motor Group", "hyundai motor group"),
        ("Company", "company"),
        ("小米科技有限责任公司", "小米科技"),
        ("小米集团", "小米集团"),
        ("Volkswagen (Anhui)", "volkswagen anhui"),
    ],
)
def test_companies_lose_their_legal_form_only(name: str, wanted: str) -> None:
    assert names.company(name) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Anhui Province", "anhui"),
        ("City of Dundee", "dundee"),
        ("苏州市", "苏州"),
        ("City", "city"),
        ("Quebec City", "quebec"),
    ],
)
def test_places_lose_the_word_for_their_kind(name: str, wanted: str) -> None:
    assert names.place(name) == wanted


def test_equal_words_in_both_languages() -> None:
    agency = Equivalents.of(read_lexicon(identity_files()).with_role("agency"))
    wanted = {"economy", "information", "bureau"}
    assert agency.canonical("Bureau of Economics and Information Technology") == wanted
    assert agency.canonical("Economy and Informatization Bureau") == wanted
    assert agency.canonical("经济和信息化局") == wanted


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(name: str) -> None:
    once = names.folded(name)
    assert names.folded(once) == once
    assert isinstance(names.company(name), str)
