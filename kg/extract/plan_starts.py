"""Where a capitalised name of a plan begins: over lists, short names in brackets, slashes, quotation marks."""

import re
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.phrases import YEARS, is_cap
from kg.extract.plan_terms import CALENDAR, PlanTools
from kg.extract.surroundings import overlapping
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


NUMBERED: Final = re.compile(r"(?:19|20)\d\d(?:[-–—/](?:(?:19|20)\d\d|\d\d))?|\d{1,2}(?:st|nd|rd|th)")
# Nouns that end the name of a plan, so that what follows an "and" is another one.
_PLAN_NOUNS: Final = frozenset(
    """act law bill plan programme program scheme strategy policy initiative fund roadmap regulation directive decree
    agenda mission framework credit deal package challenge""".split()
)
_JOINING: Final = frozenset({"and", "or", "&", ",", "of", "for", "in", "the", "-"})
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
    told = _by_initials(doc, begin, first)
    if told is not None and told < begin:
        return told
    whole = begin and (doc[begin - 1].tag_ in {"DT", "POS", "PRP$"} or doc[begin - 1].text in _QUOTES)
    if listed is None or whole:
        return begin
    return told if told is not None and told < listed else listed


def _by_initials(doc: "Doc", begin: int, first: int) -> int | None:
    """Return where a name begins by initials that it holds, or None: "Broadband Equity, Access and Use (BEAU) Plan"."""
    opening = next((t.i for t in doc[begin:first] if t.text == "("), None)
    if opening is None:
        return None
    short, start = re.sub("[^A-Z]", "", doc[opening + 1].text), opening
    while start > 0 and opening - start < 14 and (is_cap(doc[start - 1]) or doc[start - 1].lower_ in _JOINING):
        start -= 1
        told = _initials(doc, start, opening)
        if len(short) > 2 and is_cap(doc[start]) and told[:1] == short[0] and _in_order(short, told):
            return start
    return None


def _initials(doc: "Doc", start: int, end: int) -> str:
    return "".join(t.text[0] for t in doc[start:end] if is_cap(t))


def _in_order(letters: str, word: str) -> bool:
    """Whether the letters stand in a word in their order, others between them or not."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


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
        return _acronym_start(doc, begin - 1)
    if token.lower_ in {"the", "a", "an"} and _slogan_before(doc, begin - 2) and is_cap(doc[begin]):
        return begin - 2  # "the Revitalizing the Automotive Industry program"
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
        return begin - 3 if _name_word(last, doc) and last.lower_ not in _PLAN_NOUNS else None
    if token.lower_ not in {"and", "&", "for", "of", "on", "in", "to", ","} or not _name_word(further, doc):
        return None
    if token.lower_ in {"of", "to"} and (further.lower_ in _HAPPENINGS or _division(doc, begin - 2)):
        return None
    start, end = sentence.span_of(further)
    joins = token.lower_ in {"and", "&", ","}
    dated = YEARS.fullmatch(further.text) and begin > 2 and doc[begin - 3].lower_ in _PLAN_NOUNS
    if joins and (further.lower_ in _PLAN_NOUNS or dated):
        return None  # "the Chips Act and Inflation Reduction Act": two of them.
    if token.text == ",":
        seen = any(t.lower_ in {"and", "&"} for t in doc[begin : head.i])
        inside = any(m.start <= start and end + 1 < m.end for m in overlapping(tools.others, start, end))
        known = any(overlapping(tools.others, start, end)) and not inside
        return begin - 2 if seen and is_cap(doc[begin]) and not known else None
    there = [m for m in overlapping(tools.others, start, end) if apart(sentence, m)]
    placed = token.lower_ in {"to", "on", "and"} and bool(there)
    return None if placed or any(m.type in {"Bureau", "Company"} for m in there) else begin - 2


def _slogan_before(doc: "Doc", i: int) -> bool:
    """Whether a slogan that an article or a sum opens goes on over an article: "*the* America the Beautiful Plan"."""
    if not is_cap(doc[i]) or doc[i].is_sent_start or not doc[i].text.isalpha():
        return False
    if doc[i].text.endswith("ing"):
        return True
    first = i
    while first and is_cap(doc[first - 1]) and not doc[first].is_sent_start:
        first -= 1
    return first > 0 and (doc[first - 1].tag_ in {"DT", "CD", "PRP$"} or doc[first - 1].lower_ in {"new", "million"})


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


def apart(sentence: Sentence, mention: Mention) -> bool:
    """Whether a body or firm beside a name is one of its own, not what a finder made of the name's first words.

    No firm that only its words tell stands behind an article: "under the Odisha Semiconductor and Fabless Policy".
    """
    before = sentence.text[: mention.start - sentence.start].rstrip().lower()
    return mention.type != "Company" or bool(mention.gazetteer) or not before.endswith((" the", "'s", "’s"))


def _acronym_start(doc: "Doc", closing: int) -> int | None:
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
    if NUMBERED.fullmatch(token.text):
        return True
    if not is_cap(token):
        return False
    if token.tag_ == "VBD" and token.i and is_cap(token.nbor(-1)) and is_cap(token.nbor()):
        return True  # "Production Linked Incentive"
    if token.lower_ == "all" and token.i and not token.is_sent_start and not is_cap(token.nbor(-1)):
        return True  # "the new All Stations Program"
    if token.tag_ in {"IN", "DT", "PRP", "PRP$", "CC", "TO", "WDT", "WP", "WRB", "MD", "EX", "VBZ", "VBD", "VBP"}:
        return False
    opening = token.is_sent_start or (token.i > 0 and token.nbor(-1).text in {":", "–", "—", "*", "•"})
    return not (opening and token.tag_ in {"RB", "VBG", "VBN", "UH", "RBR"})
