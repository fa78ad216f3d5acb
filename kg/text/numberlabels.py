"""Digits that count nothing: parts of names, items of lists, dates, times, addresses and telephone numbers."""

import re

from kg.text.numberpatterns import ADDRESS, AFTER_DIGIT, CONTINUED, COUNTED_YEAR, MEASURE_LETTERS, NAMED


def is_number(match: re.Match[str], text: str, start: int, end: int, *, plain: bool) -> bool:
    """Whether bare digits count something, rather than being part of a name, a date, a time or a telephone number."""
    before, after = text[max(0, start - 30) : start], text[end:]
    if not plain and re.search(r"\d[-–]$", before):
        return True
    if re.search(r"[A-Za-z\d][-.:/_]$|[@#/_=&]$|\d[.,:]$|[A-Za-z]$", before) and not re.search(
        r"\b(?:at|to|of|[a-z]+)-$", before
    ):
        return False
    if not plain:
        return True
    if (
        AFTER_DIGIT.match(after)
        or ADDRESS.match(after)
        or (re.match(r"[-–]\d", after) and re.search(r"\d[-–]$", before))
    ):
        return False
    if CONTINUED.match(after) and not MEASURE_LETTERS.match(after):
        return False
    if NAMED.search(before) or COUNTED_YEAR.search(before) or _item(match["digits"], text, start, end):
        return False
    if re.match(r"\s+(?:U\.?S\.?C|C\.?F\.?R|Stat)\b", after):
        return False
    digits = match["digits"]
    if len(digits) < 3 and re.match(r"\.[A-Z][a-z]", after):
        # "2.Materials and design": the number of a heading.
        return False
    if re.fullmatch(r"0\d+", digits) or len(re.sub(r"\D", "", digits)) > 12:
        return False
    if re.search(r"\+\d[\d\s()-]*$", before):
        return False
    if re.search(r"\(\d*$|\+\d*\s?$|\d\)\s?$|\d{3,4}\s$", before) and re.match(r"[)\s-]*\d", after):
        return False
    if (
        re.search(r"(?:^|[\s(])(?!US|EU|UK|UN|UAE|IN|BY|TO|OF|AT|THE|AND|OR|ALL|TOP|ADD|A)[A-Z]{1,4}\s$", before)
        and len(digits) < 4
    ):
        return False
    # A capitalised name right before and no noun behind: "Vision 2030", "Group14", "HA 200".
    follows = re.match(r"[\s\u00a0-]+(?:[a-z]|[A-Z][\w-]+\s+[a-z]|[A-Z]{2,}s\b|[\"“‘'(])", after)
    named = re.search(r"(?:^|\s)[A-Z][\w&.-]*\s$", before)
    opener = r"\b(?:In|By|At|Of|To|The|Over|About|Some|With|Only|From|And|Or|For|Has|Have|Add|Create)\s$"
    return not (named and not follows and not re.search(opener, before))


def _item(digits: str, text: str, start: int, end: int) -> bool:
    """Whether digits number an item: "(2) to sell", "to 1) grow", "section 9(a)(1)"; not "(12 jobs)"."""
    if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
        return True
    if not digits.isdigit() or len(digits) > 2 or text[end : end + 1] != ")":
        return False
    opened = text.rfind("(", 0, start)
    return opened == start - 1 or opened < 0 or ")" in text[opened:start]
