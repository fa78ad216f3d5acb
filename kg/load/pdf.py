"""PDF documents with a text layer: lines put together from their places on the page, column by column.

Running heads and feet go, words divided at line ends are joined, paragraphs are told by gaps and indents.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from kg.errors import ArticleError
from kg.load.draft import Draft, Known, Piece, clean, squeeze
from kg.load.lines import BULLET, join, kind_of

MAX_PAGES = 500
SOFT = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
NUMBER = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"\W*(?:page|seite|p\.|第)?\s*\d{1,4}\s*(?:(?:of|/|von|页|共)\s*\d{0,4}\s*页?)?\W*", re.I)
NAMELESS = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|pdf|qxd|tex)\b|^\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it stands (points from the lower left), how large its letters are, its words."""

    x: float
    y: float
    end: float
    size: float
    text: str


def read(data: bytes, origin: str) -> Draft:
    """Return the pieces of a document. Raises ArticleError for a scan, a password, a damaged document."""
    try:
        import pypdf
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        raise ArticleError(f"{origin}: is a PDF document", hint="pip install 'kg-policy[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    faults = (
        PyPdfError,
        DependencyError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        OSError,
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(f"{origin}: needs a password", hint="save a copy without one")
        count = len(reader.pages)
    except NotImplementedError as error:  # an unknown way to encrypt or to pack
        raise ArticleError(f"{origin}: uses what pypdf cannot read: {squeeze(str(error))[:120]}") from None
    except (*faults, RecursionError) as error:
        encrypted = isinstance(error, DependencyError) or "crypt" in str(error).lower()
        why = "is encrypted in a way that cannot be read" if encrypted else "is a damaged PDF document"
        raise ArticleError(f"{origin}: {why}: {squeeze(str(error))[:120]}") from None
    pages, left_out = [], []
    for index in range(min(count, MAX_PAGES)):
        try:
            pages.append(_lines(reader.pages[index]))
        except (*faults, RecursionError, NotImplementedError) as error:  # an unknown filter on this page, or damage
            why = f"page {index + 1}: {squeeze(str(error))[:120]}"
            left_out.append(Piece("prose", why, hint="unreadable"))
    lines = list(_ordered(_without_running(pages)))
    if not any(re.search(r"\w\w", line.text) for line in lines):
        scan = "has no text, only pictures of it" if count and not left_out else "has no text that can be read"
        raise ArticleError(f"{origin}: {scan}", hint="run it through text recognition (OCR) first")
    if count > MAX_PAGES:
        left_out.append(Piece("prose", f"pages {MAX_PAGES + 1} to {count}", hint="over-500-pages"))
    return Draft(tuple(_pieces(lines)), _known(reader), tuple(left_out))


def _known(reader: Any) -> Known:
    found = reader.metadata or {}
    title = squeeze(clean(str(found.get("/Title") or "")))
    author = squeeze(clean(str(found.get("/Author") or "")))
    return Known(title=None if NAMELESS.search(title) else title, author=author or None)


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page as they come, words on one height put together."""
    pieces: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3]) or 1.0
            pieces.append((x, y, max(1.0, abs(size * scale)), text))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    last_width = 0.0
    for x, y, size, raw in pieces:
        for offset, part in enumerate(raw.strip("\n").split("\n")):
            words = clean(part)
            if not words.strip():
                continue
            height = y - offset * size * 1.2
            width = 0.5 * size * len(words)  # by and large: narrow fonts take a third less
            end = x + width
            last = lines[-1] if lines else None
            near = last and -0.5 * size - 0.35 * last_width <= x - last.end < 1.5 * size + 0.05 * last_width
            last_width = width
            if last and near and abs(last.y - height) < 0.4 * size:
                lines[-1] = Line(last.x, last.y, end, max(size, last.size), last.text + words)
            else:
                lines.append(Line(x, height, end, size, words))
    return lines


def _without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop what stands at the same height of most pages with the same words but for numbers, and page numbers."""
    seen: Counter[tuple[int, str]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in _edges(page)})
    least = max(2, (len(pages) + 1) // 2)
    running = {place for place, count in seen.items() if count >= least and len(pages) > 1}
    return [_without(page, running) for page in pages]


def _without(page: list[Line], running: set[tuple[int, str]]) -> list[Line]:
    edge = {id(line) for line in _edges(page)}
    return [
        line
        for line in page
        if id(line) not in edge or (_place(line) not in running and not _is_page_number(line, page))
    ]


def _is_page_number(line: Line, page: list[Line]) -> bool:
    """Say whether a line is a page number: one in a cell of a table has others beside it."""
    alone = not any(other is not line and abs(other.y - line.y) < 0.5 * line.size for other in page)
    return alone and PAGE_NUMBER.fullmatch(line.text) is not None


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return by_height[:3] + by_height[-3:] if len(page) > 6 else page


def _place(line: Line) -> tuple[int, str]:
    return round(line.y / 6), NUMBER.sub("#", squeeze(line.text))


def _ordered(pages: list[list[Line]]) -> Iterator[Line]:
    """Yield the lines in reading order: two columns one after the other, lines across both where they stand."""
    for page in pages:
        split = _gutter(page)
        if split is None:
            yield from sorted(page, key=lambda line: (-round(line.y, 1), line.x))
            continue
        waiting: list[Line] = []
        for line in sorted(page, key=lambda line: (-round(line.y, 1), line.x)):
            if line.x < split - 5 and line.end > split + 30:
                yield from sorted(waiting, key=lambda w: (w.x >= split, -w.y))
                waiting = []
                yield line
            else:
                waiting.append(line)
        yield from sorted(waiting, key=lambda w: (w.x >= split, -w.y))


def _gutter(page: list[Line]) -> float | None:
    """Return where the second column begins, None if the page has one column only."""
    starts = Counter(round(line.x / 4) * 4 for line in page)
    common = sorted(x for x, count in starts.items() if count >= max(4, 0.2 * len(page)))
    if len(common) < 2 or common[-1] - common[0] < 120:
        return None
    split = common[-1] - 2.0
    left = [line for line in page if line.x < split]
    return split if sum(line.end <= split + 30 for line in left) >= 0.6 * len(left) else None


def _pieces(lines: list[Line]) -> Iterator[Piece]:
    """Yield paragraphs: a new one begins below a gap, at an indent, a list sign, or a change of size."""
    if not lines:
        return
    gaps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 3 * a.size]
    usual = median(gaps) if gaps else 12.0
    body = median(line.size for line in lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(line, paragraph, usual, body):
            yield from _made(paragraph, body)
            paragraph = []
        paragraph.append(line)
    yield from _made(paragraph, body)


def _begins(line: Line, paragraph: list[Line], usual: float, body: float) -> bool:
    last = paragraph[-1]
    if BULLET.match(line.text) or abs(line.size - last.size) > 0.15 * body:
        return True
    gap = last.y - line.y
    ended = last.text.rstrip().endswith((".", "!", "?", ":", "。", "！", "？", "：", "”", '"'))
    if gap < 0 or gap > 6 * usual:  # next column or page
        return ended
    left = min(p.x for p in paragraph)
    return gap > 1.35 * usual or (
        ended and (line.x > left + 0.8 * body or last.end < max(p.end for p in paragraph) * 0.8)
    )


def _made(paragraph: list[Line], body: float) -> Iterator[Piece]:
    texts = [line.text for line in paragraph]
    bullet = BULLET.match(texts[0])
    if bullet:
        texts[0] = texts[0][bullet.end() :]
    whole = ""
    for text in texts:
        part = text.strip()
        divided = SOFT.search(whole) and part[:1].islower()
        whole = SOFT.sub("", whole) + part if divided else join([whole, part])
    words = squeeze(clean(whole))
    if not words:
        return
    large = paragraph[0].size > 1.15 * body and len(words) <= 300
    yield Piece("bullet" if bullet else "heading" if large else kind_of(words), words)
