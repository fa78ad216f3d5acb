"""What a number counts, in the article's words: "smart factories", "% of GDP, industry", "phones per year"."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.quantity import TONNES_A_TIME, Quantity
from kg.extract.measures.syntax import phrase_inside, subject_of, verb_above
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, child

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = re.compile(
    r"^(?:(?:the|an?|its|their|his|our|these|those|this|that|some|all|any|such|total|number of|amount of|combined)"
    r"\s+)+",
    re.I,
)
_TIME = frozenset("by in from since until over during within at".split())
_HYPHENS = frozenset("-–‑")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VAGUE = frozenset({"unit", "units", "piece", "pieces", "set", "sets", "one", "ones"})


def unit_of(quantity: Quantity, words: MeasureWords) -> str:
    """Return the unit of a quantity; for money what the money is, possibly ""."""
    number = quantity.number
    if number.percent:
        core = f"{'%' if number.percent == '%' else 'percentage points'} {_percent_of(quantity, words)}"
    elif number.currencies:
        core = _money_of(quantity)
    elif quantity.head is not None:
        core = _counted(quantity, words)
    else:
        core = _elliptic(quantity)
    unit = re.sub(r"\s+", " ", core).strip(" ,;:.-")
    unit = TONNES_A_TIME.sub("tonnes", unit, count=1) if TONNES_A_TIME.match(unit) else unit
    if quantity.rate and not re.search(r"\bper\b", unit):
        unit = f"{unit} per {quantity.rate}".strip()
    return unit


def coordinated(head: "Token") -> "list[Token]":
    """Return the words behind a plural noun that one number counts with it: "100 fabs, mills *and pilot lines*".

    Read by parts of speech: bare plurals up to the last "and"; a determiner, a number or a verb of their own (unless
    the number is the subject too) ends the list.
    """
    out: list[Token] = []
    if head.tag_ not in ("NNS", "NNPS"):
        return out
    pending: list[Token] = []
    doc, index, joined = head.doc, head.i + 1, False
    while index < len(doc) and not joined:
        start = index
        while index < len(doc) and (doc[index].text == "," or doc[index].lower_ in ("and", "or", "&", "/")):
            joined = joined or doc[index].text != ","
            index += 1
        first = index
        while index < len(doc) and (doc[index].pos_ in ("NOUN", "PROPN", "ADJ") or doc[index].text in _HYPHENS):
            index += 1
        if first in (start, index) or doc[index - 1].tag_ not in ("NNS", "NNPS"):
            return out
        if (
            any(t.tag_ in ("NNS", "NNPS") and t.dep_ in _SUBJECTS for t in doc[first:index])
            or doc[first].ent_iob_ == "B"
        ):
            return out
        pending += doc[start:index]
    following = doc[index] if index < len(doc) else None
    clause = following is not None and (following.tag_ in ("MD", "VBD", "VBP", "VBZ") or following.pos_ == "AUX")
    if joined and (not clause or head.dep_ in _SUBJECTS):
        out = pending
    return out


def _text(tokens: "list[Token]") -> str:
    """Return tokens as text, without quotation marks and leading small words."""
    if not tokens:
        return ""
    text = "".join(
        t.text_with_ws + (" " if n + 1 < len(tokens) and tokens[n + 1].i != t.i + 1 else "")
        for n, t in enumerate(tokens)
        if t.text not in "\"“”'‘’"
    )
    return _LEADING.sub("", re.sub(r"\s+", " ", text).strip())


def _np(token: "Token", limit: int = 10) -> str:
    """Return a noun phrase as text, cut where it grows long."""
    return _text([t for t in phrase_inside(token) if t.i <= token.i + limit and t.text not in "()"])


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
    match = re.match(
        r"\s+(?:of|for|in|above|with|at|using|from|to)\s+(?!(?:20|19)\d\d|the\s+(?:end|first|second|next|coming|year|same|three|city|country)|[A-Z]|its|this|last|next|total|a\s+year|\w+\s+by\b)[a-z][\w&-]*(?:\s+(?!and\b|by\b|in\b|to\b|will\b|is\b|are\b|a\b|annually\b|per\b|each\b|since\b|were\b|have\b|has\b|from\b|over\b|at\b|with\b)[\w&-]+){0,4}",
        text,
    )
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
    return _np(subject) if subject is not None and subject.i != quantity.anchor.i else ""


def _elliptic(quantity: Quantity) -> str:
    """Return the unit of a number without a noun ("raise its annual car output to 4.1 million")."""
    noun = quantity.noun
    if noun is not None and noun.lemma_.lower() not in ("total", "level"):
        return _np(noun, 0) if _np(noun, 0) else noun.text
    return _context(quantity)


def _percent_of(quantity: Quantity, words: MeasureWords) -> str:
    """Return what a percentage is of and who has it: "of GDP industry", "R&D intensity of enterprises"."""
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
    if (
        verb is not None
        and words["grow"].verb(verb)
        and re.search(
            r"\bby\s+(?:an?\s+)?(?:average\s+of\s+|about\s+|around\s+)?$",
            quantity.sentence.text[: quantity.number.outer_start] + "",
        )
    ) or (verb is not None and verb.lemma_ in ("grow", "rise", "surge", "jump") and not match):
        change = "growth of"
    inside = {t.i for t in quantity.anchor.subtree}
    subject = subject_of(verb) if verb is not None else None
    context = ""
    obj = child(verb, *OBJECT) if verb is not None else None
    if obj is not None and obj.i < quantity.token.i and obj.i not in inside:
        context = _np(obj)
    elif subject is not None and subject.i not in inside and subject.pos_ != "PRON":
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
    of = re.match(r"\s+(?:of|in)\s+((?:(?!\d)[a-z][\w&-]*\s?){1,4})", text)
    if of:
        return re.split(r"\b(?:by|in|to|at|will|over|from|for|across|during)\b", of[1])[0]
    if quantity.head is not None:
        return _text(list(quantity.run))
    return _context(quantity)
