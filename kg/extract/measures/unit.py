"""What a number counts, in the article's words: "smart factories", "% of GDP, industry", "phones per year"."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.levels import changed
from kg.extract.measures.nounrun import coordinated
from kg.extract.measures.quantity import TONNES_A_TIME, Quantity
from kg.extract.measures.syntax import VERBAL, phrase_inside, subject_of, up, verb_above
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, child
from kg.lexicon import plural
from kg.text.inflect import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = re.compile(
    r"^(?:(?:the|an?|its|their|his|our|these|those|this|that|some|all|any|such|total|number of|amount of|combined)"
    r"\s+)+",
    re.I,
)
_TIMES = (
    r"(?:year|quarter|half|period|decade|month|months|years|twelve|six|nine|fiscal|financial|course|meantime|wake|week)"
)
_THE_TIME = rf"(?:the\s+)?(?:(?:first|last|past|second|next|same)\s+)?{_TIMES}\b"
# What goes on behind the noun and tells it from others, no longer than to the next small word.
_TAIL = re.compile(
    rf"\s+(?:of|for|in|above|with|at|using|from|to)\s+(?!(?:20|19)\d\d|{_THE_TIME}"
    r"|the\s+(?:end|first|second|next|coming|same|three|city|country)|[A-Z]|its|this|last|next|total|a\s+year|\w+\s+by\b)"
    r"[a-z][\w&-]*"
    r"(?:\s+(?!(?:and|by|in|to|will|is|are|a|annually|per|each|since|were|have|has|from|over|at|with)\b)"
    r"(?:(?:[A-Z]\.){2,}|[\w&-]+)){0,4}"
)
_MONEY_OF = re.compile(rf"\s+(?:of|in)\s+(?!{_THE_TIME})((?:(?!\d)[a-z][\w&-]*\s?){{1,4}})")
_SMALL = re.compile(r"\s(?:in|for|to|with|from|at|on|or)\s")
_TIME_WORDS = frozenset("year quarter half period decade month week day today time".split())
# "a 340,000-tonne-a-year urea plant", "a 6-gigawatt-hour cell factory": a size before what the plant makes.
_SIZE = re.compile(
    r"[-‑](?P<unit>[a-z]+(?:[-‑]hours?)?)(?:[-‑](?:a|per)[-‑](?:year|month|week|day|hour)|[-‑]per[-‑]annum)?"
    r"\s+(?P<of>(?:(?!new\b|second\b|huge\b|giant\b)[a-z][\w-]*\s+){1,3})(?=(?:plant|factory|mill|works|fab|facility|smelter|refinery|line|gigafactory|unit"
    r"|foundry|complex|kiln|cracker|project|installation|electrolyser)\b)"
)
_COUNTABLE = frozenset("cell module panel battery wafer chip car vehicle bus tractor tyre turbine".split())
_PARTICIPLES = {"sell": "sold"}
_SIZE_UNITS = frozenset(
    """tonne ton gigawatt megawatt kilowatt gigawatt-hour megawatt-hour barrel litre liter gallon unit bottle
    cubic-metre""".split()
)
_LESSENS = frozenset("cut reduce lower slash decrease fall drop decline shrink plunge slip dip halve trim curb".split())
# What is done to things that are counted, and tells what was counted: "shipped 23 GWh of cells".
_DONE_TO = frozenset(
    "ship sell deliver export import train retrain reskill upskill hire recruit recycle install repair allot".split()
)
_TIME = frozenset("by in from since until over during within at".split())
_VAGUE = frozenset({"unit", "units", "piece", "pieces", "set", "sets", "one", "ones"})
_OTHER_AMOUNT = re.compile(
    r",?(?: and| of)? (?:(?:[A-Z]{2,3}|[A-Z]{0,2}[$€£¥₹]) ?)?\d[\d,.]* ?"
    r"(?:million|billion|trillion|crore|lakh|percentage points?|per ?cent|%).*$"
)
_TWICE = re.compile(r"\b(\w{3,}) \1\b")


def unit_of(quantity: Quantity, words: MeasureWords) -> str:
    """Return the unit of a quantity; for money what the money is, possibly ""."""
    number = quantity.number
    if number.percent:
        core = f"{'%' if number.percent == '%' else 'percentage points'} {_percent_of(quantity, words)}"
    elif number.currencies:
        core = _money_of(quantity)
    elif _size_of(quantity):
        core = _size_of(quantity)
    elif quantity.head is not None:
        core = _counted(quantity, words)
        # "phones sold", but "14,000 nurses for our schools"
        core = core if _SMALL.search(core) else f"{core} {_done_to(quantity)}"
    else:
        core = _elliptic(quantity)
    unit = tidy(core)
    unit = TONNES_A_TIME.sub("tonnes", unit, count=1) if TONNES_A_TIME.match(unit) else unit
    if quantity.rate and not re.search(r"\bper\b", unit):
        unit = f"{unit} per {quantity.rate}".strip()
    return unit


def tidy(unit: str) -> str:
    """Return a unit without words said twice and without another amount that the parser hung on its noun."""
    return _TWICE.sub(r"\1", _OTHER_AMOUNT.sub("", re.sub(r"\s+", " ", unit))).strip(" ,;:.-")


def _size_of(quantity: Quantity) -> str:
    """Return the unit of a size that stands before what a plant makes, or ""."""
    match = _SIZE.match(quantity.sentence.text, quantity.number.end)
    if match is None or match["unit"].removesuffix("s") not in _SIZE_UNITS:
        return ""
    made = match["of"].strip()
    many = plural(made) if made.rpartition(" ")[2] in _COUNTABLE else made
    return f"{match['unit'].removesuffix('s')}s of {many}"


def _done_to(quantity: Quantity) -> str:
    """Return the participle that tells what was done to what is counted: "shipped 23 GWh of cells", "200 are sold"."""
    verb = quantity.anchor.head
    if verb.pos_ != "VERB" or verb.lemma_ not in _DONE_TO or quantity.rate:
        return ""
    passive = quantity.anchor.dep_ == "nsubjpass"
    if not passive and quantity.anchor.dep_ != "dobj":
        return ""
    return next((f for f in verb_forms(verb.lemma_) if f.endswith("ed")), _PARTICIPLES.get(verb.lemma_, ""))


def _text(tokens: "list[Token]") -> str:
    """Return tokens as text, without quotation marks and leading small words."""
    if not tokens:
        return ""
    text = "".join(
        (t.text_with_ws.lower() if t.is_sent_start and t.tag_ in ("NN", "NNS") else t.text_with_ws)
        + (" " if n + 1 < len(tokens) and tokens[n + 1].i != t.i + 1 else "")
        for n, t in enumerate(tokens)
        if t.text not in "\"“”'‘’"
    )
    return _LEADING.sub("", re.sub(r"\s+", " ", text).strip())


def _np(token: "Token", limit: int = 10) -> str:
    """Return a noun phrase as text, cut where it grows long."""
    cut = {t.i for c in token.children if _dates(c) or _possessor(c) for t in c.subtree}
    return _text([t for t in phrase_inside(token) if t.i <= token.i + limit and t.text not in "()" and t.i not in cut])


def _dates(link: "Token") -> bool:
    """Whether words on a noun only date it: "revenue *in 2024*", "sales *for the year*"."""
    below = child(link, "pobj") if link.dep_ == "prep" and link.lower_ in (*_TIME, "for") else None
    return below is not None and (below.ent_type_ == "DATE" or below.lemma_.lower() in _TIME_WORDS)


def _possessor(link: "Token") -> bool:
    """Whether a name only owns what is counted: "*Acme's* sales"."""
    return link.dep_ == "poss" and link.pos_ == "PROPN"


def _counted(quantity: Quantity, words: MeasureWords) -> str:
    head = quantity.head
    assert head is not None
    run = [*quantity.run, *coordinated(head)]
    if len(quantity.run) > 1 and quantity.run[0].lower_ in words.physical and quantity.scene.covering(head, "Facility"):
        # "a 25 ktpa graphite plant": the plant is whose it is, not what is counted.
        run = list(quantity.run[:-1])
    text = _text(run)
    tail = _tail(quantity, run[-1])
    if head.lemma_.lower() in _VAGUE and not tail:
        text = f"{text} {_context(quantity)}"
    elif head.lemma_.lower() in _VAGUE and "per" in tail.split():
        text = f"{text} {tail} {_context(quantity)}"
        tail = ""
    return f"{text} {tail}".strip()


def _tail(quantity: Quantity, head: "Token") -> str:
    """Return what follows the noun and tells it from others: "of advanced level", "per 1,000 inhabitants"."""
    text = quantity.sentence.text[head.idx + len(head.text) :]
    text = re.sub(r"^\s*\([A-Za-z]+\)", "", text)
    per = re.match(r"\s+(?:per|for every)\s+(\d[\d,. ]*\s+[a-z]+)", text)
    if per:
        return f"per {per[1]}"
    match = _TAIL.match(text)
    return match[0].strip() if match else ""


def _context(quantity: Quantity) -> str:
    """Return the subject or object that tells what a bare number is of."""
    verb = verb_above(quantity.anchor)
    if verb is None:
        return ""
    obj = child(verb, *OBJECT)
    if obj is not None and obj.i < quantity.token.i and quantity.token.i not in {t.i for t in obj.subtree}:
        return _np(obj)
    subject = subject_of(verb)
    named = subject is not None and subject.i != quantity.anchor.i and _names_thing(subject, quantity)
    return _np(subject) if subject is not None and named else ""


def _names_thing(subject: "Token", quantity: Quantity) -> bool:
    """Whether a subject tells what a number is of, rather than whose it is."""
    return subject.pos_ != "PRON" and quantity.scene.covering(subject) is None


def _elliptic(quantity: Quantity) -> str:
    """Return the unit of a number without a noun ("raise its annual car output to 4.1 million")."""
    noun = quantity.noun
    if noun is not None and noun.lemma_.lower() not in ("total", "level"):
        return _np(noun, 0) if _np(noun, 0) else noun.text
    return _context(quantity)


def _percent_of(quantity: Quantity, words: MeasureWords) -> str:
    """Return what a percentage is of and who has it: "of GDP industry", "R&D intensity of enterprises"."""
    way = changed(quantity)
    if way:
        above = verb_above(quantity.anchor)
        told = subject_of(above) if above is not None else None
        return f"{way} of {_np(told)}" if told is not None and _names_thing(told, quantity) else way
    text = quantity.sentence.text[quantity.number.end :]
    match = re.match(r"\s+(?:of\s+)(?:all\s+|the\s+|its\s+|their\s+)*((?:(?:U\.S\.|[\w&’'-]+)\s?){1,8})", text)
    of = ""
    if match:
        of = (
            "of "
            + re.split(r"\b(?:by|in|to|at|will|should|is|are|have|has|would|from|on|shall)\b", match[1])[0].strip()
        )
    elif quantity.head is not None:
        of = _text(list(quantity.run))
    verb = verb_above(quantity.anchor)
    change = ""
    turns = (t for t in up(quantity.anchor) if t.pos_ in VERBAL and (t.lemma_ in _LESSENS or words["grow"].verb(t)))
    lessens = next(turns, None)
    if (
        lessens is not None
        and lessens.lemma_ in _LESSENS
        and re.search(r"\bby\s+(?:an?\s+)?(?:[a-z]+\s+){0,2}$", quantity.sentence.text[: quantity.number.outer_start])
    ):
        change = "reduction of"
    elif (
        verb is not None
        and words["grow"].verb(verb)
        and re.search(
            r"\bby\s+(?:an?\s+)?(?:average\s+of\s+|about\s+|around\s+)?$",
            quantity.sentence.text[: quantity.number.outer_start],
        )
    ) or (verb is not None and verb.lemma_ in ("grow", "rise", "surge", "jump") and not match):
        change = "reduction of" if verb.lemma_ in _LESSENS else "growth of"
    inside = {t.i for t in quantity.anchor.subtree}
    subject = subject_of(verb) if verb is not None else None
    context = ""
    obj = child(verb, *OBJECT) if verb is not None else None
    if obj is not None and obj.i < quantity.token.i and obj.i not in inside:
        context = _np(obj)
    elif subject is not None and subject.i not in inside and _names_thing(subject, quantity):
        context = _np(subject)
    done = ""
    if verb is not None and subject is not None and subject.i in inside:
        done = _text(_done(verb))
    if quantity.noun is not None and not match:
        context = f"{_np(quantity.noun, 0)} {context}"
    return " ".join(x for x in (of, change, context, done) if x)


def _done(verb: "Token") -> "list[Token]":
    """Return a passive or active verb with its next words, up to a preposition of time, a conjunction or a clause."""
    out: list[Token] = []
    for token in verb.doc[verb.i : verb.i + 6]:
        stop = (
            token.pos_ in ("PUNCT", "CCONJ", "SCONJ", "NUM") or token.lower_ in _TIME or token.dep_ in ("relcl", "mark")
        )
        if out and stop:
            break
        out.append(token)
    return out


def _money_of(quantity: Quantity) -> str:
    """Return what a sum is: the noun behind it, the noun that it hangs on, or the subject."""
    if quantity.noun is not None:
        return _np(quantity.noun, 0)
    text = quantity.sentence.text[quantity.number.end :]
    of = _MONEY_OF.match(text)
    if of:
        return re.split(r"\b(?:by|in|to|at|will|over|from|for|across|during)\b", of[1])[0]
    if quantity.head is not None:
        return _text(list(quantity.run))
    return _context(quantity)
