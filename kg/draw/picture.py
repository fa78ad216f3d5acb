"""Paint a view: boxes with labels, coloured by class, edges coloured and named by relation, a legend with counts."""

import io
import math
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.draw.layout import Point, Size, place
from kg.draw.text import cjk_font, columns, has_cjk, wrap
from kg.errors import UsageError
from kg.export.write import write_whole
from kg.facts import RELATIONS
from kg.query.rows import spaced

if TYPE_CHECKING:
    from networkx import MultiDiGraph

# Okabe and Ito's colours, which people with any kind of colour blindness can tell apart, made lighter as grounds.
FILLS = {
    "Plan": "#F6D27A",
    "Bureau": "#9CCBEE",
    "Company": "#F2B48A",
    "Facility": "#8FD3BC",
    "City": "#F5EE9E",
    "Region": "#D9B8D0",
    "Country": "#CFCFCF",
}
RIMS = {
    "Plan": "#B97A00",
    "Bureau": "#0072B2",
    "Company": "#D55E00",
    "Facility": "#009E73",
    "City": "#A89B00",
    "Region": "#A5588A",
    "Country": "#666666",
}
LINES: dict[str, tuple[str, Any]] = {
    "issuedBy": ("#0072B2", "-"),
    "appliesTo": ("#B97A00", "-"),
    "partOfPlan": ("#B97A00", (0, (4, 2))),
    "supersedes": ("#CC3311", (0, (1.5, 1.5))),
    "operates": ("#D55E00", "-"),
    "locatedIn": ("#009E73", "-"),
    "headquarteredIn": ("#D55E00", (0, (4, 2))),
    "jurisdiction": ("#0072B2", (0, (4, 2))),
    "partOf": ("#888888", (0, (1.5, 1.5))),
}
FORMATS = ("png", "svg")
DPI = 144
_PAD = 0.07
_EDGE = 0.35
_TEXT = 8.5
_EDGE_TEXT = 6.5


def check_ending(path: Path | str) -> str:
    """Return "png" or "svg" as the file's ending says. Raises UsageError for another."""
    ending = Path(path).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError(f"cannot draw to {Path(path).name!r}", hint="end the file's name with .png or .svg")
    return ending


def picture(graph: "MultiDiGraph[str]", path: Path | str) -> list[str]:
    """Paint a view to a .png or .svg file, the same bytes for the same view; return notes for the reader.

    Raises UsageError for another ending, OutputError if the file cannot be written.
    """
    ending = check_ending(path)
    content, notes = paint(graph, ending)
    write_whole(Path(path), content)
    return notes


def paint(graph: "MultiDiGraph[str]", format: str) -> tuple[bytes, list[str]]:
    """Return the picture of a view in a format of FORMATS, and notes."""
    import matplotlib as mpl
    import networkx as nx

    notes = []
    fonts = ["DejaVu Sans"]
    if any(has_cjk(label) for _, label in graph.nodes(data="label")):
        font = cjk_font()
        if font is None:
            notes.append("no font for Chinese characters is installed: they show as boxes (try fonts-noto-cjk)")
        else:
            fonts.append(font)
    settings: Any = {"font.family": fonts, "svg.hashsalt": "kg", "svg.fonttype": "path", "path.simplify": False}
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        canvas = _Canvas(graph)
        sizes = canvas.measure()
        flat = nx.Graph()
        flat.add_nodes_from(graph)
        flat.add_edges_from(graph.edges())
        canvas.compose(place(flat, sizes), sizes)
        out = io.BytesIO()
        more = {"metadata": {"Date": None}} if format == "svg" else {"dpi": DPI, "metadata": {"Software": None}}
        canvas.figure.savefig(out, format=format, facecolor="white", **more)
    return out.getvalue(), notes


class _Canvas:
    """A figure in the making: owns the matplotlib figure and what is already placed on it."""

    def __init__(self, graph: "MultiDiGraph[str]") -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.graph = graph
        self.figure: Any = Figure(figsize=(4, 4), dpi=DPI)
        self.renderer = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]
        self.labels = {node: _label(text, graph.degree(node)) for node, text in graph.nodes(data="label")}
        self.points = {node: _TEXT + min(3.0, 0.9 * math.log2(1 + graph.degree(node) / 3)) for node in graph}
        self.taken: list[tuple[float, float, float, float]] = []

    def extent(self, text: str, points: float, **style: Any) -> Size:
        """Return width and height of a text in inches."""
        artist = self.figure.text(0, 0, text, fontsize=points, linespacing=1.15, **style)
        box = artist.get_window_extent(self.renderer)
        artist.remove()
        return box.width / DPI, box.height / DPI

    def measure(self) -> dict[str, Size]:
        sizes = {}
        for node in self.graph:
            width, height = self.extent(self.labels[node], self.points[node], weight=self.weight(node))
            sizes[node] = (width + 2 * _PAD + 0.04, height + 2 * _PAD)
        return sizes

    def weight(self, node: str) -> str:
        return "bold" if node == self.graph.graph.get("about") else "normal"

    def compose(self, at: Mapping[str, Point], sizes: Mapping[str, Size]) -> None:
        """Paint everything: edges, boxes, edge labels where there is room, and the legend in a strip of its own."""
        width = max(x + sizes[node][0] / 2 for node, (x, _) in at.items()) + 2 * _EDGE
        height = max(y + sizes[node][1] / 2 for node, (_, y) in at.items()) + 2 * _EDGE
        rows = self.legend_rows(max(width, 7.0))
        strip = 0.24 * len(rows) + 0.2
        full = (max(width, 7.0), height + strip)
        self.figure.set_size_inches(*full)
        axes = self.figure.add_axes((0, strip / full[1], 1, height / full[1]))
        shift = (full[0] - width) / 2 + _EDGE
        axes.set_xlim(0, full[0])
        axes.set_ylim(0, height)
        axes.axis("off")
        centres = {node: (x + shift, y + _EDGE) for node, (x, y) in at.items()}
        for node, (x, y) in centres.items():
            half = sizes[node][0] / 2, sizes[node][1] / 2
            self.taken.append((x - half[0], y - half[1], x + half[0], y + half[1]))
            self.box(axes, node, (x, y), sizes[node])
        self.edges(axes, centres, sizes)
        self.legend(rows, full, strip)

    def box(self, axes: Any, node: str, at: Point, size: Size) -> None:
        from matplotlib.patches import FancyBboxPatch

        kind = self.graph.nodes[node]["kind"]
        bold = self.weight(node) == "bold"
        corner = at[0] - size[0] / 2 + 0.04, at[1] - size[1] / 2 + 0.04
        shape = FancyBboxPatch(
            corner, size[0] - 0.08, size[1] - 0.08, boxstyle="round,pad=0.04,rounding_size=0.06",
            facecolor=FILLS[kind], edgecolor=RIMS[kind], linewidth=2.2 if bold else 0.9, zorder=3,
        )  # fmt: skip
        axes.add_patch(shape)
        axes.text(
            *at, self.labels[node], fontsize=self.points[node], ha="center", va="center", zorder=4, linespacing=1.15,
            weight=self.weight(node), color="#111111",
        )  # fmt: skip

    def edges(self, axes: Any, centres: Mapping[str, Point], sizes: Mapping[str, Size]) -> None:
        from matplotlib.patches import FancyArrowPatch

        pairs: dict[tuple[str, str], list[str]] = {}
        for source, target, link in self.graph.edges(keys=True):
            pairs.setdefault((source, target), []).append(link)
        lines = []
        for (source, target), links in sorted(pairs.items()):
            # Two things tied in both directions get two lines side by side.
            side = 0.07 if (target, source) in pairs else 0.0
            start, end = _between(centres[source], sizes[source], centres[target], sizes[target], side)
            colour, style = LINES[min(links, key=RELATIONS.index)]
            arrow = FancyArrowPatch(
                start, end, arrowstyle="-|>", mutation_scale=7, linewidth=0.9, color=colour, linestyle=style, zorder=2,
                shrinkA=0, shrinkB=0, alpha=0.85, joinstyle="miter",
            )  # fmt: skip
            axes.add_patch(arrow)
            lines.append((start, end, ", ".join(spaced(one) for one in sorted(links)), colour))
        # Long lines have the most room, so the short ones choose first.
        for start, end, text, colour in sorted(lines, key=lambda one: (math.dist(one[0], one[1]), one)):
            self.edge_label(axes, start, end, text, colour)

    def edge_label(self, axes: Any, start: Point, end: Point, text: str, colour: str) -> None:
        """Write a relation's name on its line where it covers nothing; else the colour must do."""
        width, height = self.extent(text, _EDGE_TEXT)
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        length = math.dist(start, end)
        if length < width * 0.9:
            return
        reach = abs(width * math.cos(angle)) + abs(height * math.sin(angle))
        rise = abs(width * math.sin(angle)) + abs(height * math.cos(angle))
        for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
            if min(share, 1 - share) * length < width / 2 + 0.05:
                continue
            x, y = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            area = (x - reach / 2, y - rise / 2, x + reach / 2, y + rise / 2)
            if any(_meet(area, other) for other in self.taken):
                continue
            self.taken.append(area)
            turn = math.degrees(angle)
            turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
            ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.9}
            axes.text(
                x, y, text, fontsize=_EDGE_TEXT, ha="center", va="center", rotation=turn, color=colour, bbox=ground,
                zorder=2.5,
            )  # fmt: skip
            return

    def legend_rows(self, width: float) -> list[list[tuple[str, str, float]]]:
        """Return the legend's entries (what, name, width) in rows that fit."""
        kinds = Counter(kind for _, kind in self.graph.nodes(data="kind"))
        links = Counter(link for _, _, link in self.graph.edges(keys=True))
        plain = [("class", f"{kind} ({kinds[kind]})") for kind in FILLS if kinds[kind]]
        lines = [("line", f"{spaced(link)} ({links[link]})") for link in RELATIONS if links[link]]
        rows: list[list[tuple[str, str, float]]] = []
        for group in (plain, lines):
            used = width
            for what, text in group:
                space = self.extent(text, 8)[0] + 0.62
                if used + space > width - 0.3:
                    rows.append([])
                    used = 0.0
                rows[-1].append((what, text, space))
                used += space
        return rows

    def legend(self, rows: Sequence[Sequence[tuple[str, str, float]]], full: Size, strip: float) -> None:
        from matplotlib.lines import Line2D
        from matplotlib.patches import Rectangle

        axes = self.figure.add_axes((0, 0, 1, strip / full[1]))
        axes.set_xlim(0, full[0])
        axes.set_ylim(0, strip)
        axes.axis("off")
        axes.add_line(Line2D((0.2, full[0] - 0.2), (strip - 0.03,) * 2, color="#BBBBBB", linewidth=0.6))
        names = {spaced(link): link for link in RELATIONS}
        y = strip - 0.24
        for row in rows:
            x = (full[0] - sum(space for _, _, space in row)) / 2 + 0.1
            for what, text, space in row:
                name = text.rpartition(" (")[0]
                if what == "class":
                    swatch = Rectangle(
                        (x, y - 0.06), 0.28, 0.13, facecolor=FILLS[name], edgecolor=RIMS[name], linewidth=0.9
                    )
                    axes.add_patch(swatch)
                else:
                    colour, style = LINES[names[name]]
                    axes.add_line(Line2D((x, x + 0.3), (y, y), color=colour, linestyle=style, linewidth=1.3))
                axes.text(x + 0.36, y, text, fontsize=8, va="center", ha="left", color="#222222")
                x += space
            y -= 0.24


def _label(text: str, degree: int) -> str:
    long = columns(text)
    return wrap(text, 16 if long <= 32 else 22 if long <= 66 else 28)


def _meet(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _between(a: Point, a_size: Size, b: Point, b_size: Size, side: float) -> tuple[Point, Point]:
    """Return where the line between two boxes leaves the one and meets the other, moved sideways by `side`."""
    length = max(math.dist(a, b), 1e-9)
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length

    def border(size: Size) -> float:
        return min(size[0] / 2 / max(abs(ux), 1e-9), size[1] / 2 / max(abs(uy), 1e-9))

    moved = -uy * side, ux * side
    start, end = border(a_size), max(length - border(b_size) - 0.02, 0.0)
    start = min(start, end)
    return (
        (a[0] + ux * start + moved[0], a[1] + uy * start + moved[1]),
        (a[0] + ux * end + moved[0], a[1] + uy * end + moved[1]),
    )
