from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ArticleError, InputError
from kg.load import LOADERS, MAX_BYTES, find_articles, format_of, load_article, load_bytes
from kg.model import Article


def load(text: str, name: str = "a.txt", newest: str | None = None) -> Article:
    return load_bytes(text.encode(), name, name, newest=newest)


def check_blocks(article: Article) -> None:
    """Blocks cover the text, parted by blank lines, and every quote can be read again at its offsets."""
    assert article.text == "\n\n".join(article.text[b.start : b.end] for b in article.blocks)
    assert all(b.start < b.end for b in article.blocks)
    assert all("\n" not in article.text[b.start : b.end] for b in article.blocks)


NEWS = """Tema to open cocoa plant
By Ama Owusu
Published March 5, 2024 | 10:30 AM

TEMA, Ghana (Coast Wire) -- A cocoa plant will open in Tema in May, the ministry said on Tuesday.

The plant can grind 30,000 tonnes of beans a year.

Related Stories
Cup final sold out
Rain expected on Friday
12 minutes ago Cedi gains

Copyright 2024 Coast Wire
"""


def test_a_text_is_read_whole() -> None:
    article = load(NEWS)
    check_blocks(article)
    assert article.title == "Tema to open cocoa plant"
    assert (article.published, article.published_from) == ("2024-03-05", "byline")
    assert (article.author, article.publisher, article.language) == ("Ama Owusu", "Coast Wire", "en")
    assert [b.kind for b in article.blocks] == ["title", "prose", "prose"]
    assert article.dateline is not None
    assert article.text[article.dateline.start : article.dateline.end] == "TEMA, Ghana (Coast Wire) --"
    assert {c.reason for c in article.cuts} == {"byline", "header", "other-stories", "minutes-ago", "copyright"}


def test_no_date_after_the_newest_possible_one() -> None:
    assert load(NEWS, newest="2024-03-05").published == "2024-03-05"
    late = load(NEWS, newest="2024-03-04")
    assert (late.published, late.published_from) == (None, "byline")
    assert (late.date_certainty, late.date_words) == ("refused", "2024-03-05")


def test_identity_is_the_address_or_the_content() -> None:
    body = "Plant opens\n\nThe plant opened on Monday in the north of the city."
    one = load("URL: https://www.example.org/plant?utm_source=x#top\n\n" + body)
    assert one.id == "https://www.example.org/plant"
    assert one.url == "https://www.example.org/plant?utm_source=x#top"
    assert load(body).id == load(body + "\n\n\n").id == f"sha256:{load(body).content_hash}"
    assert load(body).id != load(body + " More.").id


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.txt", "Title\n\nBody of the text.", "text"),
        ("a.txt", "# Title\n\nBody of the text.", "markdown"),
        ("a.txt", "---\ntitle: X\ndate: 2024-01-02\n---\nBody.", "markdown"),
        ("a.txt", "<!DOCTYPE html>\n<html><body><p>Body</p></body></html>", "html"),
        ("a.md", "Body only.", "markdown"),
        ("a.html", "<div><p>Body</p></div>", "html"),
        ("a.html", "Just text, saved with a wrong ending.", "text"),
    ],
)
def test_format_by_content_and_name(name: str, text: str, form: str) -> None:
    assert format_of(text, name) == form
    assert form in LOADERS


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"%PDF-1.7 rest", "damaged PDF document"),
        (b"PK\x03\x04 rest", "ZIP archive"),
        (b"\0\1\2\3" * 100, "binary data"),
        (b"x" * (MAX_BYTES + 1), "no single article"),
        (b"a\n" * 300_000, "lines are no single article"),
        (b"<html><body>" + b"<p>x" * 250_000, "tags are no single article"),
        (b"<html><script>var x = 1;</script></html>", "holds no text"),
    ],
)
def test_bad_input_gives_one_clear_line(data: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=message) as caught:
        load_bytes(data, "folder/file", "file")
    assert str(caught.value).startswith("folder/file: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("unit", ["word ", "a", "[", "*", "A, ", "2024-", "a@", "(", "<", "# [a](http "])
def test_one_long_line_is_read_in_linear_time(unit: str) -> None:
    article = load("# Title of it\n\nx " + unit * (1_000_000 // len(unit)))
    check_blocks(article)


def test_unreadable_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        load_article(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="cannot be read"):
        load_article(tmp_path)
    with pytest.raises(InputError, match="no articles"):
        find_articles([tmp_path])


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_random_bytes_raise_nothing_but_article_errors(data: bytes, name: str) -> None:
    try:
        article = load_bytes(data, name, name)
    except ArticleError:
        return
    check_blocks(article)


LINES = st.sampled_from(
    [
        "",
        "A plant will open in the town next year, the ministry said on Monday.",
        "# Heading",
        "- an item of a list",
        "-",
        "<p>A paragraph of a page that goes on for a while.</p>",
        "<li>item</li><table><tr><td>Label</td><td>3,000</td></tr></table>",
        "| Year | Units |",
        "---",
        "Date: 2024-03-04",
        "Related Stories",
        "Rates rise 5 minutes ago",
        "**Bold** and [link](https://example.org/a_b) \\* \\###",
        "某市发布三年行动计划，提出建设一百座智能工厂。",
        "By Jane Doe | 5 May 2023",
        "   wide   gaps   ",
        "\u00a0\u200b\ufeff e\u0301",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=14), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_blocks_cover_the_text_whatever_comes(lines: list[str], name: str) -> None:
    try:
        article = load_bytes("\n".join(lines).encode("utf-8", "replace"), name, name)
    except ArticleError:
        return
    check_blocks(article)
    again = load_bytes("\n".join(lines).encode("utf-8", "replace"), name, name)
    assert article == again
