"""Where a capitalised name of a plan begins and ends: over lists, short names in brackets, slashes, years, phases."""

import itertools
import re
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.phrases import YEARS, bracket_end, is_cap
from kg.extract.plan_terms import CALENDAR, PlanTools
from kg.extract.surroundings import overlapping
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONNECTORS: Final = frozenset(
    {"for", "of", "on", "to", "in", "and", "the", "with", "&", "-", "–", "a", "towards", "by"}
)
_NUMBERED: Final = re.compile(r"(?:19|20)\d\d(?:[-–—/](?:(?:19|20)\d\d|\d\d))?|\d{1,2}(?:st|nd|rd|th)")
_OPENING: Final = frozenset({"for", "of", "on", "to", "2", "towards"})
# Nouns that end the name of a plan, so that what follows an "and" is another one.
PLAN_NOUNS: Final = frozenset(
    """act law bill plan programme program scheme strategy policy initiative fund roadmap regulation directive decree
    agenda mission framework credit deal package challenge""".split()
)
_TOPICS: Final = frozenset("industry industries economy sector sectors technology technologies manufacturing".split())
OFFICES: Final = frozenset("ministry department agency bureau directorate secretariat commission authority".split())
PHASES: Final = frozenset({"Phase", "Round", "Version", "Part"})
_ENDING: Final = frozenset({"(", ",", ".", ";", ""})
_QUOTES: Final = frozenset("\"“‘«'")
# What happens to a plan and what it is divided into: no part of its name.
_HAPPENINGS: Final = frozenset(
    """launch signing passage announcement adoption release introduction implementation extension expansion rollout
    approval enactment publication review overview update anniversary start inauguration notification repeal""".split()
)
_DIVISIONS: Final = frozenset("annex title chapter section article part schedule paragraph subtitle division".split())


def name_start(sentence: Sentence, head: "Token", first: int, tools: PlanTools) -> int:
    """Return the first token of a capitalised name that ends in a head word."""
    doc = head.doc
    begin, listed = first, None
    while begin > 0:
        token = doc[begin - 1]
        if token.text in {"'", "’"} and begin > 1 and _makers(sentence, begin, tools):
            return begin - 2  # "the Growers' Aid Scheme"
        opening = token.text in {'"', "'"} and doc[begin - 2].whitespace_ and not token.whitespace_
        if token.text in {"”", '"', "’", "'", "»"} and begin > 1 and not opening:
            opener = next(
                (j for j in range(begin - 2, max(-1, begin - 11), -1) if doc[j].text in {"“", '"', "‘", "'", "«"}), None
            )
            return begin if opener is None else opener
        if token.text == "," and listed is None:
            listed = begin
        step = _step_left(sentence, begin, head, tools)
        if step is None:
            break
        begin = step
    if listed is None or (begin and (doc[begin - 1].tag_ in {"DT", "POS", "PRP$"} or doc[begin - 1].text in _QUOTES)):
        return begin
    return listed


def _step_left(sentence: Sentence, begin: int, head: "Token", tools: PlanTools) -> int | None:
    """Return where a name begins with one more word, over the signs and small words that names hold, or None."""
    doc = head.doc
    token = doc[begin - 1]
    if _name_word(token, doc):
        return begin - 1
    if begin < 2:
        return None
    further = doc[begin - 2]
    if token.text == ")":
        return acronym_start(doc, begin - 1)
    if token.lower_ == "the" and is_cap(further) and further.text.endswith("ing") and is_cap(doc[begin]):
        return begin - 2 if not further.is_sent_start else None  # "the Revitalizing the Automotive Industry program"
    if token.tag_ == "IN" and is_cap(token) and _name_word(further, doc):
        return begin - 2
    if token.text in {"-", "–", "/"} and not token.whitespace_:
        return begin - 2
    if further.text == "-" and begin > 2 and is_cap(doc[begin - 3]) and token.text.isalpha():
        return begin - 3  # "Start-up India"
    if token.text == "/":
        return begin - 2 if _name_word(further, doc) and is_cap(doc[begin]) else None
    if (
        token.lower_ == "and"
        and further.text == ","
        and begin > 4
        and doc[begin - 4].text == ","
        and is_cap(doc[begin])
    ):
        last = doc[begin - 3]  # "Research, Development, and Demonstration program"
        return begin - 3 if _name_word(last, doc) and last.lower_ not in PLAN_NOUNS else None
    if token.lower_ not in {"and", "&", "for", "of", "on", "in", "to", ","} or not _name_word(further, doc):
        return None
    if token.lower_ == "of" and (further.lower_ in _HAPPENINGS or _division(doc, begin - 2)):
        return None
    start, end = sentence.span_of(further)
    joins = token.lower_ in {"and", "&", ","}
    dated = YEARS.fullmatch(further.text) and begin > 2 and doc[begin - 3].lower_ in PLAN_NOUNS
    if joins and (further.lower_ in PLAN_NOUNS or dated):
        return None  # "the Chips Act and Inflation Reduction Act": two of them.
    if token.text == ",":
        seen = any(t.lower_ in {"and", "&"} for t in doc[begin : head.i])
        inside = any(m.start <= start and end + 1 < m.end for m in overlapping(tools.others, start, end))
        known = any(overlapping(tools.others, start, end)) and not inside
        return begin - 2 if seen and is_cap(doc[begin]) and not known else None
    there = [m for m in overlapping(tools.others, start, end) if _apart(sentence, m)]
    placed = token.lower_ in {"to", "on", "and"} and bool(there)
    return None if placed or any(m.type in {"Bureau", "Company"} for m in there) else begin - 2


def _division(doc: "Doc", i: int) -> bool:
    """Whether a word is or numbers a part of a law: "*Annex II* of Executive Order 14257"."""
    return doc[i].lower_ in _DIVISIONS or (i > 0 and doc[i - 1].lower_ in _DIVISIONS)


def _makers(sentence: Sentence, begin: int, tools: PlanTools) -> bool:
    """Whether a name opens with those whom a plan is for: "the Growers' Aid Scheme", not "the States' Chips Act"."""
    doc = sentence.parse
    assert doc is not None
    owner = doc[begin - 2]
    opened = begin > 2 and (doc[begin - 3].tag_ in {"DT", "PRP$"} or doc[begin - 3].text in _QUOTES)
    known = any(overlapping(tools.others, *sentence.span_of(owner)))
    return opened and is_cap(owner) and owner.text.endswith("ers") and is_cap(doc[begin]) and not known


def _apart(sentence: Sentence, mention: Mention) -> bool:
    """Whether a body or firm beside a name is one of its own, not what a finder made of the name's first words.

    No firm that only its words tell stands behind an article: "under the Odisha Semiconductor and Fabless Policy".
    """
    before = sentence.text[: mention.start - sentence.start].rstrip().lower()
    return mention.type != "Company" or bool(mention.gazetteer) or not before.endswith((" the", "'s", "’s"))


def acronym_start(doc: "Doc", closing: int) -> int | None:
    """Return the bracket that opens before a short name inside a longer one, as in "Parks (CAIP) scheme"."""
    opening = next((j for j in range(closing - 1, max(-1, closing - 6), -1) if doc[j].text == "("), None)
    if not opening or not is_cap(doc[opening - 1]):
        return None
    inner = doc[opening + 1 : closing].text
    capitals = sum(c.isupper() for c in inner)
    return (
        opening
        if capitals >= 2 and all(is_cap(t) or t.like_num or t.text in {"-", "&"} for t in doc[opening + 1 : closing])
        else None
    )


def _name_word(token: "Token", doc: object) -> bool:
    if token.text in CALENDAR or (token.i and YEARS.fullmatch(token.text) and token.doc[token.i - 1].text in CALENDAR):
        return False
    if _NUMBERED.fullmatch(token.text):
        return True
    if not is_cap(token):
        return False
    if token.tag_ == "VBD" and token.i and is_cap(token.nbor(-1)) and is_cap(token.nbor()):
        return True  # "Production Linked Incentive"
    if token.tag_ in {"IN", "DT", "PRP", "PRP$", "CC", "TO", "WDT", "WP", "WRB", "MD", "EX", "VBZ", "VBD", "VBP"}:
        return False
    opening = token.is_sent_start or (token.i > 0 and token.nbor(-1).text in {":", "–", "—", "*", "•"})
    return not (opening and token.tag_ in {"RB", "VBG", "VBN", "UH", "RBR"})


def name_end(sentence: Sentence, head: "Token", tools: PlanTools) -> int:
    """Return the last token of a name that goes on behind its head: "Plan for X and Y of Z (2023-2027)"."""
    doc = head.doc
    # "Operational Programme Just Transition": the European ones begin with their head.
    last, opened = head.i, bool(head.i) and doc[head.i - 1].text == "Operational"
    while last + 1 < len(doc):
        following = doc[last + 1]
        if bracket_end(doc, last + 1) is not None:
            last, more = _over_bracket(doc, last)
            if not more:
                break
            continue
        if following.text in {"-", "–", "—", "/"} and YEARS.fullmatch(doc[last].text) and last + 2 < len(doc):
            if not doc[last + 2].like_num:
                break
            last += 2
            continue
        if following.text == "-" and not doc[last].whitespace_ and not following.whitespace_ and last + 2 < len(doc):
            # "High-quality": a small second half belongs to the capitalised word.
            if not (opened and doc[last + 2].text.isalpha()):
                break
            last += 2
            continue
        if last == head.i and following.text == "," and _year_behind_comma(doc, last + 2):
            last += 2
            break
        if following.text in PHASES and last + 2 < len(doc):
            last += 2 if re.fullmatch(r"\d|I{1,3}|IV|V|One|Two|Three", doc[last + 2].text) else 0
            if doc[last].text in PHASES or last == head.i:
                break
            continue
        second = re.fullmatch(r"\d", following.text) and last == head.i and doc[last + 2 : last + 3].text in _ENDING
        if second or re.fullmatch(r"I{2,3}|IV", following.text):
            last += 1
            continue
        if YEARS.match(following.text) or re.fullmatch(r"\d\.\d", following.text):
            last += 1
            while last + 2 < len(doc) and doc[last + 1].text in {"-", "–", "—"} and doc[last + 2].like_num:
                last += 2
            continue
        if is_cap(following) and following.tag_ not in {"PRP", "DT", "IN", "WDT"} and following.text not in CALENDAR:
            if not opened and not _place_name(sentence, following, tools):
                break
            last += 1
            continue
        reach = _over_connectors(sentence, last + 1, opened, tools)
        if reach is None:
            break
        opened = opened or following.lower_ in _OPENING
        last = reach
    return last


def _over_bracket(doc: "Doc", last: int) -> tuple[int, bool]:
    """Return the last token of a name with a bracket behind it that holds years, and whether it may go on.

    Years may also stand behind a short name: "Industrial Policy (ZIP) 2024-2030".
    """
    closing = bracket_end(doc, last + 1)
    assert closing is not None
    bracket = doc[last + 1 : closing + 1].text
    if re.fullmatch(r"\([A-Z][\w-]*[A-Z]\)", bracket) and YEARS.match(doc[closing + 1 : closing + 2].text):
        return closing + 1, True
    dated = YEARS.search(bracket) and not re.match(r"\([A-Z]{2}", bracket)
    return (closing, False) if dated else (last, False)


def _year_behind_comma(doc: "Doc", i: int) -> bool:
    """Whether a year of issue closes a name as in Indian titles: "Electric Vehicle Policy, 2025"."""
    if i >= len(doc) or not YEARS.fullmatch(doc[i].text):
        return False
    return (
        i + 1 >= len(doc)
        or doc[i + 1].text in {",", ".", ";", ")", "(", ":", "”", '"'}
        or doc[i + 1].tag_
        in {
            "VBZ",
            "VBD",
            "VBP",
            "MD",
            "IN",
            "WDT",
            "CC",
            "VBN",
            "TO",
        }
    )


def _place_name(sentence: Sentence, token: "Token", tools: PlanTools) -> bool:
    """Whether a capitalised word right behind a head is a place ("Plan México"), not a new name ("Policy Desk")."""
    known = any(overlapping(tools.others, *sentence.span_of(token), *PLACES))
    named = token.i and token.doc[token.i - 1].text == "Plan" and token.tag_ in {"NNP", "NNPS", "FW"}
    return (
        known
        or bool(named and len(token.text) > 2)
        or token.ent_type_ in {"GPE", "LOC"}
        or any(c.isdigit() for c in token.text)
    )


def _over_connectors(sentence: Sentence, position: int, opened: bool, tools: PlanTools) -> int | None:
    """Return the capitalised word or year behind small joining words, or None if the name ends before them."""
    doc = sentence.parse
    assert doc is not None
    i = position
    while i < len(doc) and i < position + 4 and (doc[i].lower_ in _CONNECTORS or (doc[i].text == "," and opened)):
        i += 1
    if i == position or i >= len(doc):
        return None
    words = [t.lower_ for t in doc[position:i]]
    target = doc[i]
    if not (is_cap(target) or _NUMBERED.fullmatch(target.text)) or target.text in CALENDAR:
        return None
    if target.tag_ in {"PRP", "DT", "WDT"} or (words == ["in"] and YEARS.fullmatch(target.text)):
        return None
    mention = next(overlapping(tools.others, *sentence.span_of(target)), None)
    subject = words[0] in {"for", "on"} and mention is not None and mention.rule == "company-suffix"
    if mention is not None and mention.type in {"Bureau", "Company"} and _apart(sentence, mention) and not subject:
        return None
    if words[0] not in _OPENING and not opened:
        return None
    if words[0] == "of" and _office(doc, i):
        return None
    if mention is not None and words[0] in {"in", "on", "to", ",", "and", "by"}:
        return None
    if words[0] in {",", "and", "to"} and "the" in words and not _further(doc, words, i):
        return None
    if words[0] == "," and not _listed(sentence, i):
        return None
    return i


def _office(doc: "Doc", i: int) -> bool:
    """Whether capitals behind "of the" name an office: "Programme of the Upper Valley Department of Mills"."""
    run = list(itertools.takewhile(is_cap, doc[i : i + 6]))
    return any(t.lower_ in OFFICES for t in run)


def _further(doc: "Doc", joining: list[str], i: int) -> bool:
    """Whether capitals behind "and the" or "to the" are a further topic of a plan, not another plan or body."""
    run = list(itertools.takewhile(lambda t: is_cap(t) and not YEARS.match(t.text), doc[i : i + 8]))
    return joining in (["and", "the"], ["to", "the"]) and len(run) > 1 and run[-1].lower_ in _TOPICS


def _listed(sentence: Sentence, i: int) -> bool:
    """Whether a capitalised word after a comma is an item of a list that an "and" with a capital closes."""
    doc = sentence.parse
    assert doc is not None
    for j in range(i, min(len(doc) - 1, i + 8)):
        if doc[j].lower_ in {"and", "&"}:
            return is_cap(doc[j + 1])
        if not (is_cap(doc[j]) or doc[j].text in {",", "-"}):
            return False
    return False
