"""Documents with embedded fonts, as programs of today write them."""

from unittest.mock import patch

import pytest

from kg.load import load_bytes, pdf
from tests.load import makers as make

LEFT = [
    "The plant in the north of the city opened",
    "on Monday after two years of construc-",
    "tion, the mayor said. Officials confirmed",
    "that it will employ 450 people by 2027.",
]
RIGHT = [
    "Another plant will open in the south of",
    "the city in May, the ministry said on",
    "Tuesday in a statement. It is affiliated",
    "with a well-known maker of final parts.",
]
READ = (
    "The plant in the north of the city opened on Monday after two years of construction, the mayor said. Officials "
    "confirmed that it will employ 450 people by 2027."
)
READ_TOO = (
    "Another plant will open in the south of the city in May, the ministry said on Tuesday in a statement. It is "
    "affiliated with a well-known maker of final parts."
)
FONTS = [(family, kind) for family in ("DejaVu Sans", "DejaVu Serif", "STIXGeneral") for kind in (3, 42)]


def framed(number: int, *words: tuple[float, float, float, str]) -> list[tuple[float, float, float, str]]:
    head = (72.0, 800.0, 8.0, f"Ministry of Industry – report 7 – {number} March 2024")
    return [head, *words, (290.0, 30.0, 8.0, f"Page {number} of 3")]


def column(x: float, lines: list[str], top: float = 700.0) -> list[tuple[float, float, float, str]]:
    return [(x, top - 14 * n, 10.0, text) for n, text in enumerate(lines)]


@pytest.mark.parametrize(("family", "kind"), FONTS)
def test_two_columns_heads_feet_and_hyphens(family: str, kind: int) -> None:
    pages = [framed(n, *column(60, LEFT * 2, 700 - 9 * n), *column(330, RIGHT * 2, 700 - 9 * n)) for n in (1, 2, 3)]
    article = load_bytes(make.drawn_pdf(pages, family, kind), "a.pdf", "a.pdf")
    flat = " ".join(article.text.split())
    assert flat.count(READ) == 6
    assert flat.count(READ_TOO) == 6
    assert "report 7" not in flat
    assert "Page 2" not in flat


@pytest.mark.parametrize(("family", "kind"), FONTS)
def test_headings_lists_and_tables(family: str, kind: int) -> None:
    rows = [("Plant", "Jobs", "Opens"), ("Northern works", "450", "2027"), ("Southern works", "120", "2025")]
    table = [(72.0 + 150 * k, 560.0 - 16 * n, 10.0, cell) for n, row in enumerate(rows) for k, cell in enumerate(row)]
    words = [
        (72.0, 760.0, 16.0, "Two plants for the city"),
        *column(72, LEFT),
        *column(72, ["• 450 jobs in the north", "• 120 jobs in the south"], 630.0),
        *table,
    ]
    article = load_bytes(make.drawn_pdf([framed(1, *words)], family, kind), "a.pdf", "a.pdf")
    lines = [article.text[b.start : b.end] for b in article.blocks]
    assert READ in lines
    assert "Two plants for the city" in lines
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks if b.kind == "bullet"] == [
        ("bullet", "450 jobs in the north"),
        ("bullet", "120 jobs in the south"),
    ]
    words_of_table = " ".join(" ".join(row) for row in rows)
    assert words_of_table in " ".join(article.text.replace("|", " ").split())


def test_pages_that_are_left_out_are_named() -> None:
    data = make.drawn_pdf([framed(n, *column(60, LEFT, 700 - 9 * n)) for n in (1, 2, 3)], "DejaVu Sans", 42)
    with patch.object(pdf, "MAX_PAGES", 2):
        article = load_bytes(data, "a.pdf", "a.pdf")
    assert [cut.text for cut in article.cuts if cut.reason == "over-500-pages"] == ["pages 3 to 3"]
    real = pdf._lines
    none = patch.object(pdf, "_lines", side_effect=NotImplementedError("/Odd"))
    with none, pytest.raises(pdf.ArticleError, match="no text that can be read"):
        load_bytes(data, "a.pdf", "a.pdf")
    with patch.object(pdf, "_lines", side_effect=lambda page: real(page) if page.page_number else _odd()):
        article = load_bytes(data, "a.pdf", "a.pdf")
    assert [cut.text for cut in article.cuts if cut.reason == "unreadable"] == ["page 1: Unsupported filter /Odd"]


def _odd() -> None:
    raise NotImplementedError("Unsupported filter /Odd")
