"""Articles from files: any of the formats below, by content as well as by name, without what surrounds the body."""

import re
from collections.abc import Callable
from pathlib import Path

from kg.errors import ArticleError
from kg.load import html, markdown, text
from kg.load.article import build
from kg.load.draft import Draft
from kg.load.encoding import decode
from kg.load.find import find_articles
from kg.model import Article

MAX_BYTES = 20_000_000
MAX_PARTS = 200_000  # lines of a text, tags of a page
LOADERS: dict[str, Callable[[str], Draft]] = {"html": html.read, "markdown": markdown.read, "text": text.read}
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta|title)\b",
    re.I | re.S,
)

__all__ = ["LOADERS", "MAX_BYTES", "find_articles", "format_of", "load_article", "load_bytes"]


def load_article(path: Path, *, newest: str | None = None) -> Article:
    """Load one article. Raises ArticleError if the file cannot be read or holds no article.

    A date of publication after `newest` (ISO, usually the day of the run) is taken for an error: no date then.
    """
    try:
        _check_size(path.stat().st_size, str(path))
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read: {error.strerror or error}") from error
    return load_bytes(data, str(path), path.name, newest=newest)


def load_bytes(data: bytes, origin: str, name_hint: str, *, newest: str | None = None) -> Article:
    """Load the article that `data` holds; `name_hint` is a file name whose ending helps to tell the format.

    Raises ArticleError if it is empty, too large, binary, in an unknown encoding, or without text.
    """
    _check_size(len(data), origin)
    if not data.strip():
        raise ArticleError(f"{origin}: is empty")
    content = decode(data, origin)
    form = format_of(content, name_hint)
    parts = content.count("<" if form == "html" else "\n")
    if parts > MAX_PARTS:
        raise ArticleError(f"{origin}: {parts:,} {'tags' if form == 'html' else 'lines'} are no single article")
    return build(LOADERS[form](content), origin, newest)


def _check_size(size: int, origin: str) -> None:
    if size > MAX_BYTES:
        most = MAX_BYTES // 1_000_000
        raise ArticleError(f"{origin}: {size / 1e6:.0f} MB is no single article", hint=f"an article may have {most} MB")


def format_of(content: str, name_hint: str) -> str:
    """Tell the format of a text: a key of LOADERS."""
    ending = Path(name_hint).suffix.lower()
    if PAGE.match(content[:5000]):
        return "html"
    if ending in (".html", ".htm", ".xhtml") and re.search(r"<(?:p|div|body|br)\b", content[:20_000], re.I):
        return "html"
    if markdown.is_markdown(content):
        return "markdown"
    return "markdown" if ending in (".md", ".markdown") else "text"
