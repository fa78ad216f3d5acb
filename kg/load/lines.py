"""Lines to paragraphs: which line breaks were made by wrapping and which ones by the writer."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.load.draft import CJK, Piece, ends_sentence, squeeze, word_count
from kg.model import BlockKind

BULLET = re.compile(r"\s{0,12}(?:[•●▪◦‣·○■□➤►✓✔»]+\s*|[-*+–—]\s+|\(?\d{1,2}[.)]\s+|\((?:[ivx]{1,5}|[a-h])\)\s+)(?=\S)")
LONE_SIGN = re.compile(r"\s*(?:[-*+–—•●▪◦‣·]|\d{1,2}[.)])\s*")
LOST_BREAK = re.compile(r"\s{3,}(?=\S)")
WIDEST = 130
LONG_PARAGRAPH = 400


def is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether the lines of a text were broken at a fixed width rather than at the ends of paragraphs."""
    breaks = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and not BULLET.match(b)]
    if not breaks:
        return False
    lowercase = sum(b.lstrip()[0].islower() for _, b in breaks)
    if lowercase >= 0.3 * len(breaks):
        return True
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[-1]
    full = sum(length >= width - 2 for length in lengths)
    return width <= WIDEST and full >= 3 and full >= 0.4 * len(lengths) and any(CJK.match(b) for _, b in breaks)


def runs_on(line: str, following: str, width: int) -> bool:
    """Say whether a line break inside a wrapped text falls within a paragraph: the next word would not have fitted."""
    word = following.split(maxsplit=1)[0]
    if word[0].islower() and not ends_sentence(line):
        return True
    if CJK.match(word):
        return len(line) >= width - 2
    return len(line) + 1 + len(word) > width


def join(lines: Sequence[str]) -> str:
    """Join the lines of one paragraph: a space between them, none between Chinese characters."""
    text = lines[0].strip() if lines else ""
    for line in lines[1:]:
        part = line.strip()
        if text and part:
            glued = CJK.match(text[-1]) or text[-1] in "，。、；：？！”）》"
            text += part if glued and (CJK.match(part[0]) or part[0] in "“（《") else " " + part
        else:
            text += part
    return text


def kind_of(text: str) -> BlockKind:
    """Tell a heading (short, not ended like a sentence) from prose."""
    if len(text) > 160 or "   " in text or ends_sentence(text) or text.endswith((",", ":", "，", "：")):
        return "prose"
    return "heading" if word_count(text) <= 16 and not text[0].islower() else "prose"


def pieces(text: str, *, tight: bool, bullet: bool = False, links: float = 0.0) -> list[Piece]:
    """Make the pieces of one paragraph; paragraphs run together with only wide gaps left between them are parted."""
    parts = [text]
    if len(text) > LONG_PARAGRAPH and "   " in text:
        found = [part for part in LOST_BREAK.split(text) if part.strip()]
        if sum(len(part) >= 60 for part in found) * 2 > len(found):
            parts = found
    made: list[Piece] = []
    for part in parts:
        bare = part.strip()
        if bare:
            kind: BlockKind = "bullet" if bullet else kind_of(bare)
            made.append(Piece(kind, squeeze(bare), links, tight and not made))
            bullet = False
    return made


def table_row(cells: Sequence[str]) -> str:
    """Return a row of a table as words: `Label: value` for two cells, else the cells with bars between them."""
    if len(cells) == 2 and not cells[0].endswith((":", "：")):
        return f"{cells[0]}: {cells[1]}"
    return " ".join(cells) if len(cells) == 2 else " | ".join(cells)
