"""Plain text: paragraphs parted by blank lines, one a line, or wrapped at a fixed width."""

from kg.load.draft import Draft, Piece
from kg.load.lines import BULLET, LONE_SIGN, WIDEST, is_wrapped, join, pieces, runs_on


def read(text: str) -> Draft:
    """Return the pieces of a plain text. A line is a paragraph unless the text was wrapped at a fixed width."""
    lines = [line.rstrip() for line in text.split("\n")]
    wrapped = is_wrapped(lines)
    width = min(WIDEST, max((len(line) for line in lines), default=0)) if wrapped else 0
    made: list[Piece] = []
    paragraph: list[str] = []
    bullet = tight = False

    def flush() -> None:
        nonlocal bullet
        if paragraph:
            made.extend(pieces(join(paragraph), tight=tight, bullet=bullet))
            paragraph.clear()
        bullet = False

    blank = True
    for line in lines:
        if not line.strip():
            flush()
            blank = True
        elif LONE_SIGN.fullmatch(line):  # a sign alone: the item stands on the next line
            flush()
            tight, bullet, blank = not blank, True, False
        elif match := BULLET.match(line):
            flush()
            tight, bullet, blank = not blank, True, False
            paragraph.append(line[match.end() :])
        elif (
            paragraph and ((bullet and line.startswith("  ")) or (wrapped and runs_on(paragraph[-1], line, width)))
        ) or (bullet and not paragraph):
            paragraph.append(line)
        else:
            flush()
            tight, blank = not blank, False
            paragraph.append(line)
    flush()
    return Draft(tuple(made))
