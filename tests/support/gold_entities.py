"""Entities straight from a gold document, so that relations and measures can be scored apart from finders."""

import re
from pathlib import Path
from typing import Any

from kg.extract.document import Document
from kg.model import Entity, Mention

_ORDER = {"Facility": 0, "Plan": 1, "Bureau": 2, "Company": 3, "Region": 4, "Country": 5, "City": 6}


def gold_entities(gold: dict[str, Any], document: Document) -> tuple[Entity, ...]:
    """Return the gold entities with every whole-word occurrence of their surface forms as a mention.

    Of two occurrences of one type where one lies in the other, the longer counts ("Volkswagen (Anhui)").
    """
    text = document.text
    spans: list[tuple[int, int, dict[str, Any], str]] = []
    for entity in gold["entities"]:
        for surface in sorted(set(entity.get("mentions") or [entity["name"]])):
            words = r"\s+".join(re.escape(w) for w in surface.split())
            for hit in re.finditer(rf"(?<!\w){words}(?!\w)", text):
                spans.append((hit.start(), hit.end(), entity, surface))
    kept: dict[str, list[Mention]] = {}
    for start, end, entity, surface in spans:
        around = [
            s
            for s in spans
            if s[2]["type"] == entity["type"] and s[0] <= start and end <= s[1] and s[1] - s[0] > end - start
        ]
        same = [s for s in spans if s[:2] == (start, end) and s[2]["type"] == entity["type"]]
        if around or same[0][2]["id"] != entity["id"]:
            continue
        form = "name" if surface[:1].isupper() or surface[:1] in "\"“'" else "description"
        kept.setdefault(entity["id"], []).append(
            Mention(start, end, entity["type"], form, surface, "gold", gazetteer=None)  # type: ignore[arg-type]
        )
    found = []
    for entity in gold["entities"]:
        mentions = tuple(sorted(kept.get(entity["id"], ()), key=lambda m: (m.start, -m.end)))
        found.append(Entity(entity["id"], entity["type"], entity["name"], mentions))
    return tuple(found)


def gold_articles(folder: Path, pattern: str = "*.json") -> list[tuple[Path, Path]]:
    """Return pairs (article, gold) of a folder, sorted."""
    pairs = []
    for gold in sorted(folder.glob(pattern)):
        article = next((gold.with_suffix(s) for s in (".txt", ".html") if gold.with_suffix(s).exists()), None)
        if article is not None:
            pairs.append((article, gold))
    return pairs
