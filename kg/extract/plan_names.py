"""Plans with names: "the Net-Zero Industry Act", "Action Plan for X of Y (2023-2027)"."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.heads import short_name
from kg.extract.phrases import YEARS, is_cap, phrase_around
from kg.extract.plan_bounds import PLURAL_NAMES, heading_words, name_end
from kg.extract.plan_starts import name_start
from kg.extract.plan_terms import CALENDAR, LAWS, PlanTools, plan_mention, purpose_end, years_after
from kg.extract.saying import HOLDING
from kg.extract.surroundings import overlapping, span, subjects, verbs_above
from kg.lexicon import Entry
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AID_KINDS: Final = frozenset({"incentive-scheme", "subsidy-programme"})
_SHORT_BEHIND: Final = re.compile(r" \([A-Z]{2,6}(?:[ -](?:[IVX]+|\d))?\)")
_ORDERS: Final = frozenset({"policy-measures", "regulation", "act"})
_ORDER_NUMBER: Final = re.compile(
    r" (?:No\.? ?|Nr\.? ?|Number )\d[\w/.-]*\w(?:(?: of |/)(?:19|20)\d\d)?|(?: No\.? ?\d+)| \d+/(?:19|20)?\d\d[\w/-]*"
)
# Words of offices and bodies: "Director of … Policy", "Office of … Policy", "Deputy Chief of Mission" are no plans.
_BODIES: Final = frozenset(
    """director assistant adviser advisor office school chief code deputy department institute university committee
    embassy professor chair ambassador envoy faculty college coordinator
    president alliance secretary minister""".split()
)

_INSIDE: Final = frozenset({"and", "&", "of", "for", "in", "the", ",", "-", "–", "@"} | set("\"“”‘’'"))
# A code that a name begins with and that texts go on to use alone: "HIT-30 High Technology Investment Program".
_CODED: Final = re.compile(r"([A-Z]{2,}[A-Z0-9]*-?\d+) (?:[A-Z][\w-]+ ){2}")
_PAID_THROUGH: Final = re.compile(r"\b(?:through|under|via|within) the $")
_INNER_SHORT: Final = re.compile(r"\(([A-Z][\w&-]*[A-Z][\w& -]*)\)\s+\S")
_GOVERNING: Final = frozenset("government state federal national central provincial public ministry union".split())
# Small words that one capitalised word before them makes a field of politics: "differences in Crypto policy".
_FIELDS: Final = frozenset({"policy", "strategy"})
_GENERIC: Final = frozenset({"scheme", "programme", "program", "plan", "policy", "act", "strategy", "fund"})


def named_plan(sentence: Sentence, head: "Token", first: int, entry: Entry, tools: PlanTools) -> Mention | None:
    """Return a plan named with capitals: "the Net-Zero Industry Act", "Maryland MADE grant program"."""
    doc = head.doc
    begin = _behind_issuer(sentence, name_start(sentence, head, first, tools), head, tools)
    core_caps = all(is_cap(t) or t.text in {"-", "of", "for"} for t in doc[first : head.i + 1])
    before = [t for t in doc[begin:first] if is_cap(t) or t.like_num or t.text[:1].isdigit()]
    last = name_end(sentence, head, tools) if core_caps and is_cap(head) else head.i
    caps_after = [t for t in doc[head.i + 1 : last + 1] if is_cap(t) or YEARS.fullmatch(t.text)]
    proper = [t for t in before if not _is_place_or_firm(sentence, t, head, tools)]
    multiword = head.i > first and core_caps and is_cap(head)
    if is_cap(head) and core_caps:
        named = bool(proper) or bool(caps_after) or (bool(before) and multiword)
        if not named and multiword and first and not doc[first].is_sent_start:
            named = (entry.role == "head" and last > head.i) or _telling_core(sentence, first, head, entry)
    else:
        named = bool(proper) and entry.role != "named-head" and _truly_proper(proper, doc)
        begin = begin if named else first
        if named and entry.role != "named-head":
            last = max(last, years_after(sentence, head.i))
    plural = head.lower_ in {p.lower().rpartition(" ")[2] for p in entry.plurals}
    small = plural and not is_cap(head) and head.lower_ != "guidelines"
    listed = (plural or head.text.endswith("ies")) and not caps_after and head.lower_ not in PLURAL_NAMES
    named = named and not (small or listed or _world_body(doc, begin, head))
    numbered = _numbered(doc, head) if is_cap(head) and entry.code in _ORDERS else None
    if numbered is not None:
        named, last = True, numbered
    if named and not is_cap(head) and head.lower_ in _FIELDS and _bare(doc, begin, first):
        named = False
    if named and not is_cap(head) and all(t.lower_ in _GENERIC | _GOVERNING for t in before):
        named = False  # "the Scheme guidelines" are part of a scheme spoken of.
    if (head.text == "Bill" and last > head.i) or (head.text == "Vision" and not _dated_vision(doc, begin, last)):
        return None  # "Bill of Materials"; "Vision" ends names of firms.
    owned = begin and doc[begin - 1].tag_ == "POS"  # "the Department's Manufacturing Plan"
    if not named or heading_words(doc, begin, head, last, plural=plural and head.lower_ not in PLURAL_NAMES):
        return None
    if any(t.lower_ in _BODIES for t in doc[begin if owned else max(0, begin - 2) : head.i]):
        return None
    if _company_owned(sentence, begin, head, tools):
        return None
    start, end = span(sentence, begin, last)
    full = sum(is_cap(t) for t in doc[begin : head.i]) > (1 if is_cap(head) and core_caps else 2)
    if last == head.i and entry.code not in LAWS and not full and doc[head.i + 1 : head.i + 2].text.lower() == "for":
        extended = purpose_end(sentence, head.i, tools)
        start, end = span(sentence, begin, extended)
    extra: tuple[tuple[str, str], ...] = ()
    inner = _INNER_SHORT.search(sentence.text[start - sentence.start : end - sentence.start])
    alias = short_name(sentence, end) or _apposed_short(sentence, begin, end, tools) or (inner[1] if inner else None)
    alias = alias or _without_head(sentence, begin, head, first, tools)
    coded = _CODED.match(sentence.text[start - sentence.start : end - sentence.start])
    alias = alias or (coded[1] if coded else None)
    if alias:
        extra = (("abbreviation", alias),)
    owner = owner_place(sentence, begin, tools)
    if owner:
        extra = (*extra, ("owner", owner))
    return plan_mention(sentence, start, end, "name", "plan-named", 0.9, head, entry, extra)


def _world_body(doc: "Doc", begin: int, head: "Token") -> bool:
    """Whether a fund or programme is a body of the United Nations: "United Nations Population Fund"."""
    words = doc[begin : head.i + 1].text
    return head.lower_ in {"fund", "programme", "program"} and words.startswith(
        ("United Nations ", "UN ", "World Food ")
    )


def _telling_core(sentence: Sentence, first: int, head: "Token", entry: Entry) -> bool:
    """Whether words of the lexicon with capitals are a name by themselves: "the government's Industrial Strategy"."""
    doc = head.doc
    if _SHORT_BEHIND.match(sentence.text, head.idx + len(head.text)):
        return True  # "National Development Plan (NDP III)"
    fund = head.lower_ == "fund" or head.i - first > 1
    told = doc[first].lower_ == "industrial" or (entry.code in _AID_KINDS and fund)
    return told and doc[first - 1].tag_ in {"DT", "POS"}


def _bare(doc: "Doc", begin: int, first: int) -> bool:
    """Whether a single word without article, owner, quotation marks or number stands before a head."""
    words = doc[begin:first]
    told = begin > 0 and (doc[begin - 1].tag_ in {"DT", "POS", "PRP$"} or doc[begin - 1].text in {'"', "“", "‘"})
    return len(words) == 1 and words[0].text.isalpha() and not told


def _dated_vision(doc: "Doc", begin: int, last: int) -> bool:
    words = doc[begin : last + 1]
    return any(YEARS.fullmatch(t.text) or t.lower_ in {"national", "industrial", "industry"} for t in words)


def _without_head(sentence: Sentence, begin: int, head: "Token", first: int, tools: PlanTools) -> str | None:
    """Return the name that stands before a small head word, which texts go on to use alone: "HIT-30 programme"."""
    words = head.doc[begin:first]
    if (
        is_cap(head)
        or not words
        or first != head.i
        or any(overlapping(tools.others, *span(sentence, begin, first - 1)))
    ):
        return None
    name = words.text.strip("\"“”‘’'")
    telling = len(words) > 1 or any(c.isdigit() for c in name) or sum(c.isupper() for c in name) > 1
    return name if telling and len(name) > 3 and all(is_cap(t) or t.text in _INSIDE for t in words) else None


def _behind_issuer(sentence: Sentence, begin: int, head: "Token", tools: PlanTools) -> int:
    """Return where a name begins without the agency before it: "Federal Highway Administration Climate Challenge"."""
    start, _ = span(sentence, begin, begin)
    for m in overlapping(tools.others, start, start + 1, "Bureau"):
        rest = [t for t in head.doc[begin : head.i + 1] if sentence.span_of(t)[0] >= m.end]
        if m.start == start and len(m.name.split()) > 1 and len(rest) > 1 and all(is_cap(t) for t in rest):
            return rest[0].i
    return begin


def _numbered(doc: "Doc", head: "Token") -> int | None:
    """Return the last token of a number behind a decree or the like: "Resolution No. 115/NQ-CP"."""
    if head.i + 1 >= len(doc):
        return None
    match = _ORDER_NUMBER.match(doc.text[head.idx + len(head.text) :])
    if match is None:
        return None
    end = head.idx + len(head.text) + match.end()
    return max(t.i for t in doc[head.i : head.i + 12] if t.idx < end)


def _apposed_short(sentence: Sentence, begin: int, end: int, tools: PlanTools) -> str | None:
    """Return the short name that a full one explains between commas: "Mover, the Green Mobility Programme, …"."""
    doc = sentence.parse
    assert doc is not None
    rest = sentence.text[end - sentence.start :].lstrip("\"”’'*")
    if begin < 4 or doc[begin - 1].lower_ != "the" or doc[begin - 2].text != "," or rest[:1] not in {",", ".", "", ")"}:
        return None
    short = doc[begin - 3]
    if short.tag_ not in {"NNP", "NN"} or not is_cap(short) or is_cap(doc[begin - 4]) or short.text in CALENDAR:
        return None
    if any(m.type != "Company" or m.gazetteer for m in overlapping(tools.others, *sentence.span_of(short))):
        return None
    return short.text


def apposed_plan(sentence: Sentence, head: "Token", first: int, entry: Entry, tools: PlanTools) -> Mention | None:
    """Return the name that a description explains: "Olinia, a programme for …"; else nothing: it is said already."""
    name = head.head
    phrase = phrase_around(sentence, head, core=first)
    doc = head.doc
    between = doc[name.i + 1 : max(name.i + 1, phrase.first - 1)].text.strip()
    if name.tag_ not in {"NNP", "NNPS"} or name.is_sent_start or between not in {",", "–", "—", "("}:
        return None
    if phrase.determiner not in {"a", "an"} or purpose_end(sentence, head.i, tools) == head.i:
        return None
    begin = name.i
    while begin > 0 and doc[begin - 1].tag_ in {"NNP", "NNPS"} and not doc[begin - 1].is_sent_start:
        begin -= 1
    start, end = span(sentence, begin, name.i)
    # A name that nobody knows may have been taken for a company's; what stands in apposition tells.
    if any(m.type != "Company" or m.gazetteer for m in overlapping(tools.others, start, end)):
        return None
    return plan_mention(sentence, start, end, "name", "plan-apposed", 0.7, head, entry)


def _truly_proper(tokens: Sequence["Token"], doc: object) -> bool:
    """Whether a capital before a small head word comes from a name, not from the sentence's start or a nationality."""
    return any(
        (t.tag_ in {"NNP", "NNPS"} and not t.is_sent_start)
        or sum(c.isupper() for c in t.text) > 1
        or (t.i and t.doc[t.i - 1].text in "\"“‘'«")
        for t in tokens
        if t.tag_ not in {"JJ"} or sum(c.isupper() for c in t.text) > 1 or (t.i and t.doc[t.i - 1].text in "\"“‘'«")
    )


def _is_place_or_firm(sentence: Sentence, token: "Token", head: "Token", tools: PlanTools) -> bool:
    start, end = sentence.span_of(token)
    # A mention that runs on over the head word took the plan's name for its own.
    head_end = sentence.span_of(head)[1]
    if any(m.end < head_end and not _misread(sentence, m, head, tools) for m in overlapping(tools.others, start, end)):
        return True
    if token.text.isupper() or any(c.isdigit() for c in token.text):
        return False
    if token.text in tools.adjectives:
        return True
    if token.lower_ == "state" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "aid":
        return True
    # A nationality is one word; the tagger's longer ones are names.
    alone = all(t.ent_iob_ != "I" for t in token.doc[token.i : token.i + 2])
    return (token.ent_type_ == "NORP" and alone) or (token.tag_ == "JJ" and token.ent_type_ == "GPE")


def _misread(sentence: Sentence, mention: Mention, head: "Token", tools: PlanTools) -> bool:
    """Whether a public body's programme was taken for a firm: "the agency uses its *Small Loan Company* program"."""
    low = mention.start - sentence.start
    before, between = sentence.text[:low], sentence.text[mention.end - sentence.start : head.idx]
    if mention.type != "Company" or mention.gazetteer or between.strip():
        return False
    if _PAID_THROUGH.search(before) and len(mention.name.split()) > 2:
        return not is_cap(head)  # "a loan through the *Advanced Vehicle Manufacturing* program"
    if re.search(r"(?:\b[Ii]ts|['’]s?) $", before) is None:
        return False
    owners = [m for m in overlapping(tools.others, sentence.start, mention.start) if m.type in {"Company", "Bureau"}]
    last = max(owners, key=lambda m: m.start, default=None)
    return last is not None and last.type == "Bureau"


def _company_owned(sentence: Sentence, begin: int, head: "Token", tools: PlanTools) -> bool:
    doc = head.doc
    while begin and doc[begin - 1].like_num:
        begin -= 1  # "Boeing's 737 MAX programme"
    if begin > 1 and doc[begin - 1].text in {"'s", "’s", "’", "'"}:
        start, end = sentence.span_of(doc[begin - 2])
        return any(overlapping(tools.others, start, end, "Company"))
    if begin and doc[begin - 1].tag_ == "PRP$":
        verbs = verbs_above(head)
        if any(_public_subject(sentence, verb, tools) for verb in verbs[1:] if verb.lemma_ not in HOLDING):
            return False  # "The ministry chose Acme to build a plant under its Sunrise programme."
        return any(
            any(overlapping(tools.others, *sentence.span_of(s), "Company"))
            for verb in verbs[:1]
            for s in subjects(verb)
        )
    return company_made(sentence, begin, head, tools)


def company_made(sentence: Sentence, begin: int, head: "Token", tools: PlanTools) -> bool:
    """Say whether a company brings out what is named, as nobody knows it yet: "Volta unveils a Battery Programme"."""
    known = begin > 0 and head.doc[begin - 1].lower_ == "the"
    if known or head.dep_ not in {"dobj", "nsubjpass"} or head.head.lemma_.lower() not in tools.making:
        return False
    makers = [t for s in subjects(head.head) for t in (s, *(c for c in s.children if c.dep_ == "appos"))]
    return any(any(overlapping(tools.others, *sentence.span_of(t), "Company")) for t in makers)


def _public_subject(sentence: Sentence, verb: "Token", tools: PlanTools) -> bool:
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    return any(any(overlapping(tools.others, *sentence.span_of(s), "Bureau", *PLACES)) for s in own)


def owner_place(sentence: Sentence, begin: int, tools: PlanTools) -> str | None:
    """Return the place or agency that possesses a plan ("Shanghai's 14th Five-Year Plan …")."""
    doc = sentence.parse
    assert doc is not None
    begin -= begin > 1 and doc[begin - 1].lower_ == "own"
    if begin > 1 and doc[begin - 1].text in {"'s", "’s", "’", "'"}:
        start, end = sentence.span_of(doc[begin - 2])
        owner = next(overlapping(tools.others, start, end, *PLACES, "Bureau"), None)
        return owner.name if owner else None
    return None
