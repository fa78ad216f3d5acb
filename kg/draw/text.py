"""Labels in a picture: wrapping by width, and fonts that hold Chinese characters."""

import unicodedata
from collections.abc import Iterable

CJK_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)


def has_cjk(text: str) -> bool:
    """Tell whether a text holds Chinese, Japanese or Korean characters."""
    return any(_wide(char) for char in text)


def cjk_font() -> str | None:
    """Return the name of an installed font for Chinese, or None."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CJK_FONTS if name in installed), None)


def wrap(text: str, width: int, lines: int = 4) -> str:
    """Return a text broken into lines of about `width` columns (a Chinese character counts two), at most `lines`."""
    made = [""]
    for piece in _pieces(" ".join(text.split())):
        if made[-1].strip() and columns(made[-1] + piece.rstrip()) > width:
            made.append("")
        made[-1] += piece
    made = [line.strip() for line in made]
    if len(made) > lines:
        made = [*made[: lines - 1], f"{made[lines - 1].rstrip(' ,.;:')} …"]
    return "\n".join(made)


def columns(text: str) -> int:
    """Return the width of a text in columns of a terminal."""
    return sum(2 if _wide(char) else 1 for char in text)


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _pieces(text: str) -> Iterable[str]:
    """Yield words with the space behind them; Chinese characters one by one."""
    word = ""
    for char in text:
        if _wide(char):
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
            if char in " /":
                yield word
                word = ""
    if word:
        yield word
