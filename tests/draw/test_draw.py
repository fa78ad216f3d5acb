"""Views and pictures: what is in them, no overlaps, the same bytes every time."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.draw import draw, shown, view
from kg.draw.layout import place
from kg.draw.picture import FILLS, LINES, RIMS, paint
from kg.draw.text import columns, has_cjk, wrap
from kg.errors import OutputError, UsageError
from kg.facts import RELATIONS
from kg.query.entities import CLASSES
from kg.vocabulary import DATA_BASE
from tests.draw.crowd import crowd

SCRIPT = """
import sys
import pyoxigraph as ox
from kg.draw import shown, view
from kg.draw.picture import paint
from tests.query.world import world
store = ox.Store()
store.extend(world().merged())
sys.stdout.buffer.write(paint(shown(view(store, about="Beijing"))[0], sys.argv[1])[0])
"""


def names(graph: object) -> set[str]:
    return {label for _, label in graph.nodes(data="label")}  # type: ignore[attr-defined]


def test_every_class_and_relation_has_its_colour() -> None:
    assert set(FILLS) == set(RIMS) == set(CLASSES)
    assert tuple(LINES) == RELATIONS


def test_a_view_holds_entities_and_relations(store: ox.Store) -> None:
    graph = view(store)
    assert len(graph) == 35
    beijing, plan = f"{DATA_BASE}city/cn/beijing", f"{DATA_BASE}plan/beijing-digital-manufacturing-2024-2026"
    assert graph.nodes[beijing] == {"kind": "City", "label": "Beijing"}
    assert set(graph[plan][beijing]) == {"appliesTo"}
    assert not any("claim" in node or "target" in node for node in graph)


def test_an_ego_view(store: ox.Store) -> None:
    near = view(store, about="Xiaomi")
    assert names(near) == {"Xiaomi", "Xiaomi smart phone factory in Beijing", "Xiaomi second phone factory"}
    assert near.graph["about"].endswith("company/xiaomi")
    assert names(view(store, about="小米", hops=2)) == names(near) | {"Beijing"}


def test_classes(store: ox.Store) -> None:
    assert {kind for _, kind in view(store, classes=["plan", "Place"]).nodes(data="kind")} == {
        "Plan", "City", "Region", "Country",
    }  # fmt: skip
    with pytest.raises(UsageError, match=r"no class is called 'Plans' \(did you mean 'Plan'"):
        view(store, classes=["Plans"])


def test_what_has_no_relations_is_left_out_and_said(store: ox.Store) -> None:
    graph, notes = shown(view(store))
    assert (len(graph), notes) == (34, ["1 thing without relations left out of the picture"])


def test_a_big_graph_keeps_the_most_connected(store: ox.Store) -> None:
    graph, notes = shown(view(store), most=10)
    assert "Beijing" in names(graph)
    assert len(graph) <= 10
    assert notes[1].startswith("the picture shows the 10 most connected of 34 things")


def test_nothing_to_draw(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is nothing to draw"):
        draw(ox.Store(), tmp_path / "a.png")


@pytest.mark.parametrize("size", [(1, 1, 2), (3, 3, 2), (5, 3, 2)])
def test_boxes_do_not_overlap(size: tuple[int, int, int]) -> None:
    import networkx as nx

    store = ox.Store()
    store.extend(crowd(*size).merged())
    graph = nx.Graph(view(store))
    sizes = {node: (0.8 + 0.3 * (number % 4), 0.25 + 0.15 * (number % 3)) for number, node in enumerate(graph)}
    at = place(graph, sizes)
    nodes = sorted(graph)
    assert len(nodes) > 5
    for index, one in enumerate(nodes):
        assert at[one][0] >= sizes[one][0] / 2 - 1e-6
        assert at[one][1] >= sizes[one][1] / 2 - 1e-6
        for other in nodes[index + 1 :]:
            apart = [
                abs(at[one][axis] - at[other][axis]) - (sizes[one][axis] + sizes[other][axis]) / 2 for axis in (0, 1)
            ]
            assert max(apart) > 0, (one, other)


def test_components_do_not_overlap() -> None:
    import networkx as nx

    graph = nx.Graph([("a", "b"), ("c", "d"), ("e", "f"), ("f", "g")])
    graph.add_node("h")
    at = place(graph, dict.fromkeys(graph, (1.0, 0.4)))
    spots = sorted(at.values())
    assert all(abs(x - u) >= 1 or abs(y - v) >= 0.4 for i, (x, y) in enumerate(spots) for u, v in spots[i + 1 :])


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_bytes_with_any_hash_seed(form: str) -> None:
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run([sys.executable, "-c", SCRIPT, form], env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    content = outputs.pop()
    assert len(content) > 10_000
    assert not re.search(rb"20\d\d-\d\d-\d\dT|dc:date", content) or form == "png"


def test_pictures_are_written(tmp_path: Path, store: ox.Store) -> None:
    assert draw(store, tmp_path / "a.png", about="Dresden", hops=1) == []
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    draw(store, tmp_path / "a.svg", about="Dresden", hops=1)
    assert b"<svg" in (tmp_path / "a.svg").read_bytes()
    with pytest.raises(UsageError, match=r"cannot draw to 'a.gif' \(end the file's name with .png or .svg"):
        draw(store, tmp_path / "a.gif")
    with pytest.raises(OutputError, match="cannot write"):
        draw(store, tmp_path / "none" / "a.png", about="Dresden")


def test_a_missing_chinese_font_is_said(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.draw.picture.cjk_font", lambda: None)
    graph = view(store, about="Dresden")
    assert paint(graph, "png")[1] == []
    graph.nodes[f"{DATA_BASE}city/de/dresden"]["label"] = "德累斯顿"
    assert paint(graph, "png")[1][0].startswith("no font for Chinese characters is installed")


def test_labels_wrap() -> None:
    assert (
        wrap("Ministry of Industry and Information Technology", 22)
        == "Ministry of Industry\nand Information\nTechnology"
    )
    assert wrap("北京市经济和信息化局", 12) == "北京市经济和\n信息化局"
    assert wrap("one two three four five six", 4, lines=3) == "one\ntwo\nthree …"
    assert (columns("北京 ab"), has_cjk("ab"), has_cjk("京")) == (7, False, True)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = "import sys, kg.draw, kg.query, kg.export; print({*sys.argv[1:]} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code, "matplotlib", "networkx", "rich", "numpy"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"
