import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from kg import iri
from kg.vocabulary import DATA_BASE

anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=150)
near = st.text("aAbé-_/ 京.~1", max_size=12)


def is_valid(text: str) -> bool:
    """Tell whether a strict parser takes the IRI."""
    line = f"<{text}> <urn:p> <{text}> ."
    return [t.subject for t in parse(line, format=RdfFormat.TURTLE)] == [NamedNode(text)]


@given(st.lists(anything | near, min_size=2, max_size=12, unique=True))
def test_different_keys_have_different_iris(keys: list[str]) -> None:
    assert len({iri.entity(key) for key in keys}) == len(keys)


@given(anything | near)
def test_every_iri_is_valid(text: str) -> None:
    for made in (iri.entity(text), iri.article(text), iri.code(text), iri.measure(text, text)):
        assert is_valid(made)
        assert made.startswith("https://w3id.org/kg-policy/")


@given(anything | st.text("abc:/?#[]%2é京@ ", max_size=20).map(lambda t: "https://" + t))
def test_an_address_is_valid_or_none(url: str) -> None:
    made = iri.web(url)
    assert made is None or is_valid(made)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("city/cn/beijing", "city/cn/beijing"),
        ("bureau/北京市经济和信息化局", "bureau/北京市经济和信息化局"),
        ("company/citroën", f"company/citroen_{iri.digest('citroën')}"),
        ("company/!", f"company/_{iri.digest('!')}"),
    ],
)
def test_names_stay_readable(key: str, wanted: str) -> None:
    assert iri.entity(key) == DATA_BASE + wanted


def test_borders_between_hashed_parts_count() -> None:
    assert iri.digest("ab", "c") != iri.digest("a", "bc")


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://news.example/a b?c=d#e", "https://news.example/a%20b?c=d#e"),
        ("https://news.example/新闻", "https://news.example/%E6%96%B0%E9%97%BB"),
        ("https://news.example/50%", "https://news.example/50%25"),
        ("no address", None),
        ("", None),
    ],
)
def test_addresses(url: str, wanted: str | None) -> None:
    assert iri.web(url) == wanted


def test_parts_of_an_article_say_where_they_are() -> None:
    article = iri.article("https://news.example/1")
    short = article.rpartition("/")[2]
    assert iri.selector(article, 3, 9) == f"{DATA_BASE}selector/{short}/3-9"
    assert iri.mentions(article, "urn:a")(3, 9) != iri.mentions(article, "urn:b")(3, 9)
    assert iri.claim(article, ("urn:a", "urn:p", "urn:b"), 3, 9) != iri.claim(
        article, ("urn:a", "urn:p", "urn:b"), 3, 8
    )
