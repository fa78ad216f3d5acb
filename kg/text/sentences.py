"""Sentences of English text, with offsets: sentencex, then repairs for what news and press releases need."""

import re

from sentencex import get_sentence_boundaries  # type: ignore[attr-defined]  # a binary without stubs

# What is followed by a name, a figure or the rest of its own name, never by a new sentence.
_OPEN_END = re.compile(
    r"(?:^|[\s(\"“])(?:No|Nos|Rs|Fig|Figs|Art|Sec|Vol|approx|ca|cf|e\.g|i\.e|viz|vs|v|Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Hon"
    r"|Smt|Shri|Capt|Col|Lt|Sgt|St|Ste|Mt|Ft|Pvt|Bros|Messrs|Dept|Univ|Assn|Ph\.D)\.\s*$",
)
_INITIAL = re.compile(r"(?:^|[\s(\"“.])[A-Z]\.\s*$")
_OPENER = re.compile(r"(?:The|An?|It|Its|In|This|These|He|She|They|We|But|And|On|At|For|As|With|By|To|That|Our)\b")
# After these a sentence may end; what follows tells.
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_AFTER_CLOCK = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[ECMPJ][SD]?T\b|GMT|UTC|IST|local|on\b|in\b")
_COMPANY_END = re.compile(r"\b(?:Co|Inc|Ltd|Corp|Bhd|Cos|Pte|Plc|LLC|S\.A|S\.p\.A|N\.V|B\.V|A\.G|K\.K)\.\s*$")
_AFTER_COMPANY = re.compile(r"(?:Ltd|Inc|LLC|KG|Limited|Bhd|de C\.V|and|&|Limited|of [A-Z])|[(,;:’'\"”–—-]")
_COUNTRY_END = re.compile(r"\b(?:U\.S|U\.N|U\.S\.A|E\.U|D\.C|U\.A\.E)\.\s*$")
_AFTER_COUNTRY = re.compile(
    r"(?:Department|Secretary|President|Treasury|Congress|Senate|Government|Commerce|Energy|Army|Navy|Air|Trade|Steel"
    r"|Supreme|District|Food|Environmental|Securities|Patent|Customs|Federal|House|Rep|Sen|Bank|Dept|Dollar)\b",
)
_LIST_NUMBER = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*$")
_BREAK = re.compile(r"[.!?…][\"”’)\]]*\s+$")


def split(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a stretch of prose as (start, end), without the white space around them.

    Line breaks count as spaces: a hard-wrapped paragraph is one stretch.
    """
    flat = re.sub(r"[\n\r\t\u00a0\u2028]", " ", text)
    cuts = [end for _, end in _pieces(flat)]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in cuts:
        if end < len(flat) and _goes_on(flat[start:end], flat[end:]):
            continue
        spans.append((start, end))
        start = end
    if start < len(flat):
        spans.append((start, len(flat)))
    return [trimmed for span in spans if (trimmed := _trim(flat, *span)) is not None]


def _pieces(text: str) -> list[tuple[int, int]]:
    """Ask sentencex for the pieces; they are found again in the text, so that offsets are ours."""
    pieces: list[tuple[int, int]] = []
    position = 0
    for boundary in get_sentence_boundaries("en", text):
        found = text.find(boundary["text"], position)
        if found < 0:
            continue
        position = found + len(boundary["text"])
        pieces.append((found, position))
    return pieces


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a cut between two pieces is none."""
    rest = after.lstrip()
    if not rest:
        return True
    if _LIST_NUMBER.match(before) or _OPEN_END.search(before):
        return True
    if rest[0].islower() and not before.rstrip().endswith(("!", "?", "”", '"')):
        return not _BREAK.search(before) or before.rstrip().endswith(".")
    if _INITIAL.search(before) and not _COUNTRY_END.search(before) and not _COMPANY_END.search(before):
        return not _OPENER.match(rest)
    if _CLOCK.search(before):
        return bool(_AFTER_CLOCK.match(rest))
    if _COMPANY_END.search(before):
        return bool(_AFTER_COMPANY.match(rest))
    if _COUNTRY_END.search(before):
        return bool(_AFTER_COUNTRY.match(rest))
    return False


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
