"""Cities, regions and countries: names of the gazetteer where the context bears them out, and names told by pattern.

Most names of places are also something else: words ("Reading"), people ("Jackson"), parts of longer names ("Bank of
China"). A name counts when nothing around it speaks against it and enough speaks for it; see `placedoubts` and
`placeevidence`.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extract import placepatterns, towns
from kg.extract.document import Document
from kg.extract.placechoice import Chooser
from kg.extract.placedoubts import of_another_land, speaks_against
from kg.extract.placeevidence import WORTH, evidence
from kg.extract.placespots import Spot, listed, spots_in
from kg.extract.placewords import words_of
from kg.extract.townplants import beside_plants
from kg.gazetteer import Gazetteer, plain
from kg.lexicon import Lexicon
from kg.model import Mention

# What a name in a row of places may lack: "in Emden and Osnabrück".
_LEAST: Final = -2


def find(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions of cities, regions and countries, in reading order, without overlaps among themselves.

    Linked ones carry the gazetteer's key. Feature `within` is the key of the place stated with it ("Liuzhou, China").
    """
    words = words_of(lexicon)
    spots = [spot for sentence in document.sentences for spot in spots_in(document, sentence, gazetteer)]
    chooser = Chooser.of(document, gazetteer, [s.candidates for s in spots])
    patterned = placepatterns.find(document, chooser, lexicon, [(s.start, s.end) for s in spots])
    renamed = {m.name.rsplit(" ", 1)[0]: m for m in patterned if m.rule == "region-suffix" and " " in m.name}
    renamed |= {m.name: m for m in patterned if m.rule in ("region-explained", "region-listed")}
    renamed |= {m.name: m for m in patterned if m.rule == "region-unit"}
    renamed |= {form: m for m in patterned if m.rule == "region-of" for form in (m.name, plain(m.name))}
    patterned = tuple(
        replace(m, type="Region") if m.type == "City" and m.name in renamed and not m.gazetteer else m
        for m in patterned
    )
    sure: dict[str, int] = defaultdict(int)
    kept: list[tuple[Spot, int]] = []
    for spot in spots:
        if any(m.start <= spot.start and spot.end <= m.end for m in patterned) or speaks_against(document, spot, words):
            continue
        if of_another_land(document, spot, gazetteer):
            continue
        score = evidence(document, spot, words, chooser)
        kept.append((spot, score))
        if score >= WORTH:
            sure[spot.name.casefold()] += 1
    found = list(patterned)
    firm = [(s.start, s.end) for s, score in kept if score >= WORTH] + [(m.start, m.end) for m in patterned]
    firm += listed(document.text, firm, [(s.start, s.end) for s, score in kept if _LEAST <= score < WORTH])
    told = set(firm)
    for spot, score in kept:
        again = sure[spot.name.casefold()] > 0 and score >= 1
        if again or (spot.start, spot.end) in told:
            found.append(_mention(document, spot, chooser, renamed, max(score, 1)))
    taken = [(s.start, s.end) for s in spots] + [(m.start, m.end) for m in patterned]
    found += towns.rows(document, [m for m in found if m.type == "City"], taken, gazetteer)
    found += beside_plants(document, [m for m in found if m.type == "City"], taken, gazetteer)
    return tuple(sorted(_outermost(found), key=lambda m: (m.start, m.end)))


def _mention(
    document: Document,
    spot: Spot,
    chooser: Chooser,
    renamed: dict[str, Mention],
    score: int,
) -> Mention:
    known = chooser.choose(document, spot.start, spot.end, spot.candidates, spot.sentence.end)
    stated = chooser.stated_with(document, spot.start, spot.end, (known,), spot.sentence.end)
    features = (("within", stated.key),) if stated is not None else ()
    mention = Mention(
        start=spot.start,
        end=spot.end,
        type=known.type,
        form="name",
        name=re.sub(r"\s+", " ", spot.name),
        rule="place-dateline" if spot.dateline else "place-name",
        confidence=min(0.99, 0.7 + 0.05 * score),
        gazetteer=known.key,
        features=features,
    )
    region = renamed.get(spot.name) or renamed.get(spot.name.title())
    # A district has the name of its seat, which news speaks of where the seat is a city.
    limit = 200_000 if region is not None and region.rule == "region-unit" else 3_000_000
    if region is not None and known.type == "City" and known.population < limit:
        return replace(mention, type="Region", gazetteer=region.gazetteer)
    return mention


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop mentions inside longer ones."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.type)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
