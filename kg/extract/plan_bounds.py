"""Where a capitalised name of a plan ends: over lists, short names in brackets, years, phases."""

import itertools
import re
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.phrases import YEARS, bracket_end, is_cap
from kg.extract.plan_starts import NUMBERED, apart
from kg.extract.plan_terms import CALENDAR, PlanTools
from kg.extract.surroundings import overlapping
from kg.model import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONNECTORS: Final = frozenset(
    {"for", "of", "on", "to", "in", "and", "the", "with", "&", "-", "–", "a", "towards", "by"}
)
_OPENING: Final = frozenset({"for", "of", "on", "to", "2", "towards"})
_TOPICS: Final = frozenset("industry industries economy sector sectors technology technologies manufacturing".split())
OFFICES: Final = frozenset("ministry department agency bureau directorate secretariat commission authority".split())
_ADJECTIVES: Final = frozenset("Federal National American European State Public Tribal Native".split())
PHASES: Final = frozenset({"Phase", "Round", "Version", "Part"})
PLURAL_NAMES: Final = frozenset(
    {"programs", "programmes", "grants", "guidelines", "measures", "opinions", "regulations", "rules", "provisions"}
)
_ENDING: Final = frozenset({"(", ",", ".", ";", ""})


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
        if following.tag_ == "POS" and opened and last + 2 < len(doc) and is_cap(doc[last + 2]):
            last += 2  # "Executive Order on Strengthening the Nation's Forests"
            continue
        reach = _over_connectors(sentence, last + 1, opened, tools)
        if reach is None:
            break
        opened = opened or following.lower_ in _OPENING
        last = reach
    return _whole(doc, head.i, last)


def _whole(doc: "Doc", head: int, last: int) -> int:
    """Return the end of a name without an adjective whose noun is small: "Hiring Plan for the *Federal* workforce"."""
    following = doc[last + 1] if last + 1 < len(doc) else None
    if last == head or following is None or not doc[last].whitespace_ or doc[last].text not in _ADJECTIVES:
        return last
    if not following.tag_.startswith("NN") or is_cap(following):
        return last
    while last > head and not (is_cap(doc[last - 1]) or doc[last - 1].tag_.startswith("NN")):
        last -= 1
    return last - 1 if last > head else head


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
    if not (is_cap(target) or NUMBERED.fullmatch(target.text)) or target.text in CALENDAR:
        return None
    if target.tag_ in {"PRP", "DT", "WDT"} or (words == ["in"] and YEARS.fullmatch(target.text)):
        return None
    mention = next(overlapping(tools.others, *sentence.span_of(target)), None)
    subject = words[0] in {"for", "on"} and mention is not None and mention.rule == "company-suffix"
    if mention is not None and mention.type in {"Bureau", "Company"} and apart(sentence, mention) and not subject:
        return None
    if words[0] not in _OPENING and not opened:
        return None
    if words[0] == "of" and _office(doc, i):
        return None
    if mention is not None and words[0] in {"in", "on", "to", ",", "and", "by"}:
        return None
    if words[0] in {",", "and", "to"} and "the" in words and not _further(doc, words, i):
        return None
    enumerated = "and" in words and any(t.text == "," for t in doc[max(0, position - 4) : position])
    if words[0] == "," and not (enumerated or _listed(sentence, i)):
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


def heading_words(doc: "Doc", begin: int, head: "Token", last: int, *, plural: bool) -> bool:
    """Whether words are those of a heading: "Strategies for Easing Tariffs", "Sec. 6. General Provisions".

    The same for one in capitals that a dash parts from its sentence: "PREVIOUS POLICY – The new one replaces …".
    """
    before = [t.text for t in doc[begin : head.i]]
    opens = not before and bool(doc[begin].is_sent_start) and last > head.i
    general = head.lower_ == "provisions" and before in (["General"], ["Final"], ["Other"])
    words, behind = doc[begin : last + 1].text, doc[last + 1 : last + 2].text
    run_in = begin == 0 and " " in words and words.isupper() and behind in {"–", "—", ":", "-"}
    return general or run_in or (plural and opens)
