"""Several plants told in one breath, each by its town: "two plants, at Chakan and at Nashik", "one in A, one in B"."""

import re
from typing import Final

from kg.extract.facility_terms import FacilityTools
from kg.extract.phrases import Phrase
from kg.model import PLACES, Mention

_IN: Final = r"(?:(?:in|at|near|outside)\s+(?:the (?:city|town|port) of )?)"
_ONE: Final = r"(?:(?:one|another|the other|the others|the second|the third)(?: one)?\s+)"
_LEAD: Final = re.compile(
    rf"\s*(?:(?:[,(–—-]|\bare\b)?\s*(?:(?:both|all|each|located|based|situated|sited|one each),?\s+)*{_ONE}?{_IN}"
    rf"|:\s+{_ONE}?{_IN}?)",
    re.I,
)
_ROW: Final = re.compile(rf"(?:\s*\([^()]{{2,40}}\))?\s*[,;)]?\s*(?:and|or|as well as|&)?\s*{_ONE}?{_IN}?", re.I)
_ASIDE: Final = re.compile(r"\s*,\s*(?:near|outside|close to|not far from|just \w+ of)\s+", re.I)
_OUTER: Final = re.compile(r"\s*(?:,|\(|,? in(?: the (?:state|province|region) of)?)\s*(?:the\s+)?")
_OF: Final = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?")
_WITHIN: Final = re.compile(r"\s*(?:in|across|throughout)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}", re.I)
_WHEN: Final = r"(?:\s+(?:last|this|next)\s+(?:year|month|week)|\s+in\s+(?:(?:19|20)\d\d|[A-Z][a-z]+))?"
_EACH: Final = re.compile(rf"{_WHEN}\s*[,:;–—-]\s*(?:with\s+)?one(?: of them)?\s+{_IN}", re.I)


def rows_after(phrase: Phrase, tools: FacilityTools) -> list[tuple[Mention, ...]]:
    """Return the cities behind a plural, each with what it lies in: "plants in Puebla and in Silao, Guanajuato"."""
    sentence, text = phrase.sentence, phrase.sentence.text
    end = sentence.span_of(phrase.doc[phrase.head])[1]
    firm = next((m for m in tools.others if m.type == "Company" and 3 < m.start - end < 9), None)
    if firm is not None and _OF.fullmatch(text[end - sentence.start : firm.start - sentence.start]):
        end = firm.end  # "the mills of X in Brno and Zlin"
    behind = [m for m in tools.others if m.type in PLACES and end < m.start < sentence.end]
    rows: list[list[Mention]] = []
    outer: Mention | None = None
    for place in sorted(behind, key=lambda m: m.start):
        between = text[end - sentence.start : place.start - sentence.start]
        if not rows and outer is None and place.type != "City" and _WITHIN.fullmatch(between):
            outer = place  # "two plants in Poland: one in Wroclaw …"
        elif not rows:
            told = _EACH.fullmatch(between) or (outer is None and _LEAD.fullmatch(between))
            if place.type != "City" or not told:
                return []
            rows.append([place])
        elif place.type == "City" and _ASIDE.fullmatch(between):
            if not re.match(r"\s*(?:,|and\b|\)|\.|$)", text[place.end - sentence.start :]):
                break
        elif place.type == "City" and _ROW.fullmatch(between):
            rows.append([place])
        elif place.type != "City" and _OUTER.fullmatch(between) and rows[-1][-1].type != "Country":
            rows[-1].append(place)
        else:
            break
        end = place.end + (text[place.end - sentence.start : place.end - sentence.start + 1] == ")")
    return [tuple(row) for row in rows]
