"""Where the boxes of a picture stand: short edges, no overlaps, components side by side. All lengths in inches."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import Graph
    from numpy.typing import NDArray

    Array = NDArray[Any]

Size = tuple[float, float]
Point = tuple[float, float]
MARGIN = 0.16
LANE = 0.6
ASPECT = 1.5
ROUNDS = 16


def place(graph: "Graph[str]", sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Return the centre of each node's box, so that no two boxes touch; the lower left of everything is (0, 0)."""
    import networkx as nx

    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part))
    blocks = [_component(graph.subgraph(part), part, sizes) for part in parts]
    return _packed(parts, blocks, sizes)


def _component(graph: "Graph[str]", nodes: Sequence[str], sizes: Mapping[str, Size]) -> "Array":
    """Lay out one component: distances follow the number of edges between boxes, then boxes are pushed apart."""
    import networkx as nx
    import numpy as np

    size = np.array([sizes[node] for node in nodes])
    if len(nodes) == 1:
        return np.zeros((1, 2))
    ordered: Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    reach = {node: 0.5 * (sizes[node][0] + sizes[node][1]) for node in nodes}
    for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges()):
        crowd = min(graph.degree(a), graph.degree(b), 6) * 0.12
        ordered.add_edge(a, b, weight=0.6 * (reach[a] + reach[b]) + LANE + crowd)
    found: dict[str, Array] = nx.kamada_kawai_layout(  # type: ignore[no-untyped-call]
        ordered, weight="weight"
    )
    at = np.array([found[node] for node in nodes])
    index = {node: number for number, node in enumerate(nodes)}
    edges = np.array([(index[a], index[b]) for a, b in ordered.edges()])
    wanted = np.array([ordered[nodes[a]][nodes[b]]["weight"] for a, b in edges])
    real = np.hypot(*(at[edges[:, 0]] - at[edges[:, 1]]).T)
    at = at * (wanted.mean() / max(float(real.mean()), 1e-9))
    at = _lying(at)
    # Boxes are wider than high, so that pushing them apart makes a picture taller: start wider than wanted.
    spread = at.max(axis=0) - at.min(axis=0) + size.mean(axis=0)
    stretch = float(np.clip((ASPECT * 1.4 * spread[1] / spread[0]) ** 0.5, 0.9, 1.5))
    at = at * (stretch, 1 / stretch)
    for _ in range(ROUNDS):
        at, _ = _apart(at, size, 50)
        moved = _off_edges(at, size, edges)
        if moved is None:
            break
        at = moved
    clear = False
    while not clear:
        at, clear = _apart(at, size, 400)
        at = at if clear else at * 1.05
    return at


def _lying(at: "Array") -> "Array":
    """Turn the points so that they spread from left to right, since pictures and labels are wide."""
    import numpy as np

    centred = at - at.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes * np.where(axes[:, :1] < 0, -1.0, 1.0)
    turned: Array = centred @ axes.T
    return turned


def _apart(at: "Array", size: "Array", rounds: int) -> "tuple[Array, bool]":
    """Push overlapping boxes apart along the shorter way; tell whether none overlap any more."""
    import numpy as np

    at = at.copy()
    need = (size[:, None, :] + size[None, :, :]) / 2 + MARGIN
    np.einsum("iik->ik", need)[:] = 0
    # A tiny, fixed offset for each box: two boxes on one spot have to part in some direction.
    at += np.stack([np.arange(len(at)) * 1e-6, np.arange(len(at)) * 1e-7], axis=1)
    for _ in range(rounds):
        gap = at[:, None, :] - at[None, :, :]
        over = need - np.abs(gap)
        clash = (over > 1e-4).all(axis=2)
        if not clash.any():
            return at, True
        flat = over[:, :, 0] < over[:, :, 1]
        push = np.where(np.stack([flat, ~flat], axis=2), np.sign(gap) * over * 0.5, 0.0) * clash[:, :, None]
        count = np.maximum(clash.sum(axis=1), 1)[:, None]
        at += push.sum(axis=1) / np.sqrt(count)
    return at, False


def _off_edges(at: "Array", size: "Array", edges: "Array") -> "Array | None":
    """Move boxes off the edges that pass behind them; return None when no edge does."""
    import numpy as np

    start, end = at[edges[:, 0]], at[edges[:, 1]]
    way = end - start
    length = np.maximum((way**2).sum(axis=1), 1e-9)
    share = np.clip(((at[:, None, :] - start) * way).sum(axis=2) / length, 0.0, 1.0)
    foot = start + share[:, :, None] * way
    off = at[:, None, :] - foot
    far = np.hypot(off[:, :, 0], off[:, :, 1])
    normal = np.stack([-way[:, 1], way[:, 0]], axis=1) / np.sqrt(length)[:, None]
    # Half the width of the box as seen along the edge.
    half = (np.abs(normal[None, :, :]) * size[:, None, :]).sum(axis=2) / 2 + MARGIN / 2
    own = (np.arange(len(at))[:, None] == edges[:, 0]) | (np.arange(len(at))[:, None] == edges[:, 1])
    hit = (far < half) & ~own & (share > 0.02) & (share < 0.98)
    if not hit.any():
        return None
    side = np.where((off * normal).sum(axis=2) < 0, -1.0, 1.0)
    shift = (side * (half - far))[:, :, None] * normal[None, :, :] * hit[:, :, None]
    moved: Array = at + 0.5 * shift.sum(axis=1) / np.sqrt(np.maximum(hit.sum(axis=1), 1))[:, None]
    return moved


def _packed(parts: Sequence[Sequence[str]], blocks: "Sequence[Array]", sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Set the components side by side in rows, the high ones first."""
    import numpy as np

    boxes = []
    for part, at in zip(parts, blocks, strict=True):
        half = np.array([sizes[node] for node in part]) / 2
        low, high = (at - half).min(axis=0), (at + half).max(axis=0)
        boxes.append((at - low, high - low))
    area = sum(float((extent[0] + LANE) * (extent[1] + LANE)) for _, extent in boxes)
    width = max(*(float(extent[0]) for _, extent in boxes), 1.15 * (area * ASPECT) ** 0.5)
    placed: dict[str, Point] = {}
    x = y = row = 0.0
    # High ones first: rows of like heights waste the least room.
    for part, (at, extent) in sorted(zip(parts, boxes, strict=True), key=lambda one: (-one[1][1][1], one[0])):
        if x > 0 and x + extent[0] > width + 1e-9:
            x, y, row = 0.0, y + row + LANE, 0.0
        for node, (left, up) in zip(part, at, strict=True):
            placed[node] = (float(x + left), float(y + up))
        x += float(extent[0]) + LANE
        row = max(row, float(extent[1]))
    # Turned over, so that the first row is the top one.
    top = y + row
    return {node: (left, top - up) for node, (left, up) in placed.items()}
