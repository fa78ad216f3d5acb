"""The noun phrase behind a number, read by parts of speech: the parser often loses its way in long compounds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = ("NOUN", "PROPN")
_NOMINAL = ("ADJ", "NOUN", "PROPN")
_MARKS = frozenset("“”\"'‘’&/")
_HYPHENS = frozenset("-–‑")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TIMES = frozenset({"today", "year", "month", "week", "day", "annum", "time"})


def noun_run(last: "Token") -> tuple["Token", ...]:
    """Return the words behind a token up to the noun that ends its noun phrase; empty if there is none."""
    out: list[Token] = []
    doc = last.doc
    index = last.i + 1
    while index < len(doc):
        token = doc[index]
        following = doc[index + 1] if index + 1 < len(doc) else None
        if token.text == "(" and out:
            # "300 megawatts (MW) of capacity": an abbreviation in brackets belongs to the noun.
            break
        rate = token.text == "/" and following is not None and following.lemma_.lower() in _TIMES
        if rate or (out and token.lower_ == "worth") or not _belongs(token, following, out):
            # "five proposals *worth* Rs 90 crore"
            break
        if token.text not in _HYPHENS or out:
            out.append(token)
        index += 1
    noun = last_noun(out)
    return tuple(t for t in out if noun is not None and t.i <= noun.i and t.text != ",")


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


def last_noun(run: Sequence["Token"]) -> "Token | None":
    """Return the last noun of a run, or None."""
    return next((t for t in reversed(run) if t.pos_ in _NOUNS), None)


def _belongs(token: "Token", following: "Token | None", out: "list[Token]") -> bool:
    """Whether a token goes on a noun phrase that has come as far as `out`."""
    # A line break behind a hyphen leaves it on the word ("high- paying").
    after_hyphen = bool(out) and (out[-1].text in _HYPHENS or out[-1].text[-1] in _HYPHENS)
    if token.pos_ == "PROPN" and token.dep_ == "nsubj" and token.head.dep_ == "relcl":
        # "the 20,000 jobs Acme supports"
        return False
    if token.pos_ in _NOMINAL and token.tag_ not in ("POS", "WDT"):
        return not (token.dep_ == "npadvmod" and token.lower_ in _TIMES)
    if token.text in _MARKS:
        return True
    if token.text in _HYPHENS:
        return following is not None and not following.is_space
    if following is None:
        return after_hyphen
    describes = following.tag_ == "VBG" and following.dep_ in ("amod", "compound")
    nominal_next = following.pos_ in _NOMINAL or following.text in _HYPHENS or describes
    if token.text == ",":
        describing = bool(out) and (out[-1].pos_ == "ADJ" or (len(out) > 1 and out[-2].text in _HYPHENS))
        return describing and (nominal_next or following.pos_ == "VERB")
    if token.tag_ in ("VBN", "VBG", "VBD"):
        return after_hyphen or (nominal_next and token.dep_ != "relcl" and not _governs(token, following))
    if token.pos_ == "NUM" and following.text in _HYPHENS:
        # "10,000 eight-inch wafers"
        return True
    if token.pos_ == "NUM":
        # "40 Class 3 lorries": a number inside a name.
        return bool(out) and out[-1].pos_ == "PROPN" and (following.pos_ == "NOUN" or following.tag_ == "VBG")
    if token.pos_ == "ADV":
        return not out and (following.pos_ == "ADJ" or following.tag_ == "VBN" or following.text in _HYPHENS)
    if token.pos_ == "CCONJ":
        return bool(out) and _joins(token, following, out)
    return False


def _joins(token: "Token", following: "Token", out: "list[Token]") -> bool:
    """Whether "and" joins two describing words ("small and medium firms", "packaging and testing plants")."""
    if out[-1].pos_ == "ADJ" and following.pos_ == "ADJ":
        return True
    if out[-1].tag_ not in ("NN", "VBG", "JJ", "VBN") or following.tag_ not in ("NN", "VBG", "JJ"):
        return False
    rest = list(token.doc[following.i + 1 : following.i + 2])
    return bool(rest) and rest[0].tag_ in ("NNS", "NNPS")


def _governs(token: "Token", following: "Token") -> bool:
    """Whether a participle has the next noun as its object, and so begins a clause ("50 firms making toys")."""
    return following.dep_ in ("dobj", "oprd", "attr", "nsubj") and following.head.i == token.i and token.tag_ == "VBG"
