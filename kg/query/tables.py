"""An answer on a terminal: a table where it fits, else each row as a block; quotes always below their row."""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.query.evidence import ADDED
from kg.query.rows import Row, Rows, Value

if TYPE_CHECKING:
    from rich.table import Table

GAP: Final = 3
TALLEST: Final = 4  # lines of a row, on average: beyond that nobody reads along a row any more
NONE: Final = "none: no article says so in so many words"
SHORT: Final = 12  # a column no wider than this is not squeezed
UNSPACED: Final = 16  # as much of a Chinese text stays together as the narrowest column holds

Cell = Callable[[Value], str]


def write_table(rows: Rows, width: int, cell: Cell) -> str:
    """Return rows as text of at most `width` columns; `cell` writes a value."""
    if rows.kind == "ask":
        return cell(rows.values[0][0]) + "\n"
    if not rows.terms:
        return "no rows\n"
    if rows.columns[-len(ADDED) :] == ADDED:
        return _with_quotes(rows, width, cell)
    written = [[cell(value) for value in row] for row in rows.values]
    names = [name.replace("_", " ") for name in rows.columns]
    widths = _widths(names, written, width)
    text = _table(rows, names, written, widths) if widths else _blocks(names, written, width)
    return f"{text}\n\n{_counted(len(rows), 'row')}\n"


def _widths(names: Sequence[str], written: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return a width for each column so that words stay whole, or None if the table would be hard to read."""
    columns = list(zip(names, *written, strict=True))
    wanted = [max(_cells(one) for one in column) for column in columns]
    longest = [max(_longest_word(one) for one in column) for column in columns]
    widths = [whole if whole <= SHORT else word for whole, word in zip(wanted, longest, strict=True)]
    left = width - GAP * (len(columns) - 1) - sum(widths)
    if left < 0:
        return None
    for _ in range(left):
        tightest = max(range(len(widths)), key=lambda place: (wanted[place] / widths[place], -place))
        if widths[tightest] >= wanted[tightest]:
            break
        widths[tightest] += 1
    heights = [max(-(-_cells(one) // widths[place]) for place, one in enumerate(line)) for line in written]
    return widths if sum(heights) <= TALLEST * len(heights) else None


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return max(1, cell_len(text))


def _longest_word(text: str) -> int:
    lengths = ((len(word), _cells(word)) for word in text.split())
    return max((cells if cells == chars else min(cells, UNSPACED) for chars, cells in lengths), default=1)


def _table(rows: Rows, names: Sequence[str], written: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, name in enumerate(names):
        table.add_column(
            Text(name), justify="right" if _numbers(rows, place) else "left", overflow="fold", width=widths[place]
        )
    for line in written:
        table.add_row(*map(Text, line))
    return _printed(table, sum(widths) + GAP * len(widths))


def _numbers(rows: Rows, place: int) -> bool:
    from decimal import Decimal

    values = [row[place] for row in rows.values if row[place] is not None]
    return bool(values) and all(isinstance(one, int | Decimal | float) for one in values)


def _blocks(names: Sequence[str], written: Sequence[Sequence[str]], width: int) -> str:
    """Return a block for each row: a line for each cell that is not empty."""
    grid = _grid()
    for number, line in enumerate(written):
        if number:
            grid.add_row()
        _add(grid, zip(names, line, strict=True))
    return _printed(grid, width)


def _with_quotes(rows: Rows, width: int, cell: Cell) -> str:
    """Return a block for each row of the question, and below it the sentences that say so."""
    own = len(rows.columns) - len(ADDED)
    names = [name.replace("_", " ") for name in rows.columns[:own]]
    grid, answers, quotes = _grid(), 0, 0
    for _, group in groupby(zip(rows.terms, rows.values, strict=True), key=lambda pair: pair[0][:own]):
        lines = [values for _, values in group]
        if answers:
            grid.add_row()
        answers += 1
        _add(grid, zip(names, map(cell, lines[0][:own]), strict=True))
        said = list(_said(lines, own, cell))
        quotes += len(said)
        _add(grid, (("quote", one) for one in said or [NONE]))
    return f"{_printed(grid, width)}\n\n{_counted(answers, 'row')}, {_counted(quotes, 'quote')}\n"


def _said(lines: Sequence[Row], own: int, cell: Cell) -> Iterator[str]:
    for line in lines:
        quote, source, day = line[own:]
        if quote is not None:
            where = ", ".join(cell(one) for one in (source, day) if one is not None)
            yield f"“{' '.join(cell(quote).split())}” ({where})"


def _grid() -> "Table":
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def _add(grid: "Table", pairs: "Iterator[tuple[str, str]] | zip[tuple[str, str]]") -> None:
    from rich.text import Text

    for name, text in pairs:
        if text:
            grid.add_row(Text(name), Text(text))


def _printed(table: "Table", width: int) -> str:
    """Return what is drawn; settings are fixed, so that the environment (COLUMNS, TERM …) does not change it."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False, _environ={})
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
