"""The body must never be lost: measured on the development articles that lie beside a checkout."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.load import load_article
from kg.load.markdown import plain
from kg.model import Article

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
FRAME = {"head", "script", "style", "nav", "aside", "footer", "button"}


def squeezed(text: str) -> str:
    return "".join(text.replace("[", "").replace("]", "").split())  # evidence may end inside a Markdown link


def articles() -> list[Path]:
    found = [p for folder in ("dev", "dev-real") for p in sorted((SHARED / folder).glob("*.json"))]
    return [next(p.with_suffix(s) for s in (".txt", ".html") if p.with_suffix(s).exists()) for p in found]


@pytest.fixture(scope="module")
def loaded() -> list[tuple[Path, Article, dict[str, Any]]]:
    paths = articles()
    if not paths:
        pytest.skip("no development articles beside this checkout")
    assert len(paths) >= 50
    return [(p, load_article(p), json.loads(p.with_suffix(".json").read_text("utf-8"))) for p in paths]


def test_all_evidence_and_mentions_are_kept(loaded: list[tuple[Path, Article, dict[str, Any]]]) -> None:
    lost = []
    for path, article, gold in loaded:
        text = squeezed(article.text)
        said = [m for e in gold["entities"] for m in e["mentions"]]
        said += [f["evidence"] for f in (*gold["relations"], *gold["numbers"])]
        lost += [(path.name, s) for s in said if squeezed(plain(s) if path.suffix == ".txt" else s) not in text]
    assert lost == []


def test_dates_addresses_and_languages_are_those_of_the_gold(
    loaded: list[tuple[Path, Article, dict[str, Any]]],
) -> None:
    wrong = [
        (path.name, key, getattr(article, key), gold[key])
        for path, article, gold in loaded
        for key in ("published", "url", "language")
        if getattr(article, key) != gold[key]
    ]
    assert wrong == []


def test_other_stories_are_gone(loaded: list[tuple[Path, Article, dict[str, Any]]]) -> None:
    left = [
        (path.name, line)
        for path, article, _ in loaded
        for block in article.blocks
        if re.search(
            r"minutes ago|分钟前|recent stories|most (?:read|viewed)|cookies|©|all rights reserved|版权所有|also read",
            line := article.text[block.start : block.end],
            re.I,
        )
    ]
    assert left == []


class Visible(HTMLParser):
    """Collects the words of a page's paragraphs, list items and headings."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped, self.blocks, self.open = 0, [""], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skipped += tag in FRAME
        if tag in ("p", "li", "h1", "h2", "td", "div"):
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in FRAME

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.blocks[-1] += data


def test_body_words_of_pages_are_kept(loaded: list[tuple[Path, Article, dict[str, Any]]]) -> None:
    checked = 0
    for path, article, _ in loaded:
        if path.suffix != ".html":
            continue
        page = Visible()
        page.feed(path.read_text("utf-8"))
        body = [" ".join(b.split()) for b in page.blocks if len(b) > 60 and b.rstrip().endswith((".", "。", '"', ";"))]
        words = [w for b in body for w in b.split() if "cookies" not in b and "©" not in b]
        kept = set(article.text.split())
        assert sum(w in kept for w in words) >= 0.97 * len(words), path.name
        checked += 1
    assert checked >= 8
