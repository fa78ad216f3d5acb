"""docs/architecture.md tells in which room a line lives: it names every module, and none that there is not."""

import re
from pathlib import Path

import kg

ROOT = Path(kg.__file__).parent
GUIDE = ROOT.parent / "docs" / "architecture.md"


def _named() -> list[str]:
    return re.findall(r"`([\w./…]+)`", GUIDE.read_text(encoding="utf-8"))


def _covers(name: str, module: str) -> bool:
    start, _, end = name.removesuffix(".py").partition("…")
    return (module.startswith(start) and module.endswith(end)) if "…" in name else module == start


def test_every_module_and_room_is_named():
    names = _named()
    modules = {p.stem for folder in (ROOT, ROOT / "extract") for p in folder.glob("*.py") if not p.stem.startswith("_")}
    rooms = {f"{p.name}/" for p in ROOT.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert {m for m in modules if not any(_covers(n, m) for n in names)} == set()
    assert rooms - set(names) == set()


def test_what_is_named_exists():
    missing = {n for n in _named() if n.endswith(".py") and not (ROOT / n).exists() and not list(ROOT.rglob(n))}
    assert missing == set()
