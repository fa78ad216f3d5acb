"""Pages as real sites build them: the body whole, nothing of the frame, the right date."""

import pytest

from kg.load import load_bytes
from kg.load.draft import CJK
from tests.load.webpages import PAGES


def words(text: str) -> list[str]:
    return CJK.sub(lambda m: f" {m.group()} ", text).split()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_body_frame_and_date(name: str) -> None:
    page = PAGES[name]()
    article = load_bytes(page.html.encode(), "page.html", "page.html", newest="2026-01-01")
    assert "Otherton" not in article.text
    said = words(" ".join(page.whole))
    kept = set(words(article.text))
    assert sum(word in kept for word in said) >= 0.97 * len(said)
    assert len(words(article.text)) <= 1.1 * len(said) + len(words(page.title))
    assert (article.title, article.published) == (page.title, page.date)
    assert article.date_certainty == "stated" or "/2024/03/05/" in (article.url or "")


def test_how_many_pages_there_are() -> None:
    assert len(PAGES) >= 12
