"""Towns that no gazetteer lists, told by a town that stands beside them: "its Leeds and Zarbolk plants"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.placewords import NAME, is_unlisted, place
from kg.gazetteer import Gazetteer
from kg.model import Mention

_BESIDE: Final = re.compile(
    rf"(?:\b(?:[Ii]ts|[Tt]heir|[Oo]ur|[Tt]he|[Bb]oth)|['’]s?) (?P<row>{NAME}(?:, {NAME})*,? (?:and|&) {NAME})"
    r" (?:[a-z-]+ ){0,2}(?:plants|factories|mills|fabs|foundries|smelters|refineries|shipyards|breweries|works)\b"
)


def beside_plants(
    document: Document, cities: Sequence[Mention], taken: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield the unlisted towns of a row with a listed one that plants stand in."""
    starts = {c.start for c in cities}
    for sentence in document.sentences:
        for match in _BESIDE.finditer(sentence.text):
            base = sentence.start + match.start("row")
            names = [(base + m.start(), m.group()) for m in re.finditer(NAME, match["row"])]
            if not any(start in starts for start, _ in names):
                continue
            for start, name in names:
                end = start + len(name)
                if not any(s < end and e > start for s, e in taken) and is_unlisted(name, gazetteer):
                    yield place((start, end), name, "City", "town-beside")
