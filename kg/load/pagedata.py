"""Articles that stand in the JSON of a page's scripts only, where the page itself is drawn by the reader's browser."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from kg.load.draft import Known, clean
from kg.load.fields import known_of, pick

MAX_JSON = 2_000_000
MAX_NODES = 100_000
MAX_DEPTH = 60
LEAST = 200  # characters of a body
# What stands beside the words of a block of text, not in them.
ASIDE = frozenset(
    "type kind id _id key __typename url href src slug link links image images media caption credit alt rel class "
    "style marks lang locale related tags".split()
)
INLINE = frozenset(("text", "span", "link", "strong", "em", "bold", "italic", "mark"))


def embedded(root: etree._Element, title: str | None) -> tuple[str, Known] | None:
    """Return the body and the metadata of the article that scripts hold under the page's own title, if they do."""
    wanted = _letters(title or "")
    best: tuple[str, Known] | None = None
    for node in _objects(root) if len(wanted) >= 12 else ():
        named = _letters(str(pick(node, "title", ()) or ""))
        if len(named) < 12 or (named not in wanted and wanted not in named):
            continue
        body = "\n\n".join(_paragraphs(pick(node, "text", ()), 0))
        if len(body) >= LEAST and (best is None or len(body) > len(best[0])):
            best = clean(body), known_of(node, (), "page data")
    return best


def _objects(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of the JSON in a page's scripts, the outer ones first."""
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        if kind != "application/json" or not script.text:
            continue
        try:
            waiting: list[object] = [json.loads(script.text[:MAX_JSON])]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and seen < MAX_NODES:
            node = waiting.pop()
            seen += 1
            if isinstance(node, dict):
                yield node
                waiting += node.values()
            elif isinstance(node, list):
                waiting += node


def _paragraphs(value: object, depth: int) -> Iterator[str]:
    """Yield the paragraphs in a text, a list of blocks, or blocks within blocks; inline pieces stay together."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if value and all(isinstance(one, dict) and one.get("type") in INLINE for one in value):
            yield "".join(part for one in value for part in _paragraphs(one, depth + 1))
        elif depth < MAX_DEPTH:
            for one in value:
                yield from _paragraphs(one, depth + 1)
    elif isinstance(value, dict) and depth < MAX_DEPTH:
        for key, inner in value.items():
            if key not in ASIDE:
                yield from _paragraphs(inner, depth + 1)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
