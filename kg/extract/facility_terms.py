"""What the finder of facilities works with: tools, the context of a phrase, numbers and products, mentions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.facility_mining import MiningWords
from kg.extract.heads import headline_case, short_name
from kg.extract.phrases import Phrase, is_cap
from kg.extract.surroundings import Doubt, overlapping, span
from kg.lexicon import Entry, Lexicon
from kg.model import Mention
from kg.text.truecase import is_headline_case

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that are hardly ever used but in names, so that "Metaplant America" needs no further proof.
COINED: Final = frozenset({"metaplant", "gigafactory", "megafactory", "superfactory", "giga", "megafab"})
FURTHER: Final = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th additional".split()
)
ORDINALS: Final = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth 1st 2nd 3rd 4th 5th new
    newest newer another other latest additional""".split()
)
_SITES: Final = frozenset(
    "plant factory facility site mill complex unit works refinery fab project gigafactory".split()
)
# What is done in a place that is none of production.
_NOT_MADE: Final = frozenset(
    "testing test research training maintenance repair overhaul storage warehouse distribution logistics export import"
    " hosting data visitor".split()
)
_NUMBER_AFTER: Final = re.compile(r"\s*(?:No\.?|Number|#)?\s*(\d{1,3}[A-Z]?|[IVX]{1,4}|[A-Z])\b")


@dataclass(frozen=True)
class FacilityTools:
    """What the finder takes from the lexicon, and the mentions of the other finders; `firms` are names of companies
    that something tells to be firms.
    """

    lexicon: Lexicon
    doubt: Doubt
    building: frozenset[str]
    running: frozenset[str]
    others: tuple[Mention, ...]
    making: frozenset[str]
    projects: frozenset[str]
    products: tuple[tuple[str, str], ...]
    companies: frozenset[str]
    firms: frozenset[str]
    rising: Mapping[str, tuple[tuple[str, ...], ...]]
    mining: MiningWords


def shouted(head: "Token") -> bool:
    """Whether a capital tells nothing, as in a headline ("Indiana Factory Commences Production")."""
    return is_cap(head) and is_headline_case(head.doc.text)


@dataclass(frozen=True)
class Context:
    """What is known of a phrase before it is judged."""

    phrase: Phrase
    places: tuple[Mention, ...]
    operators: tuple[str, ...]
    building: bool
    running: bool
    own: bool
    someone: bool = False


def cap_tail(sentence: Sentence, head: "Token", entry: Entry) -> int:
    """Return the last capitalised word right behind a named head: "Metaplant America", "Gigafactory Berlin"."""
    doc, last = head.doc, head.i
    if not is_cap(head) or entry.role != "head" or headline_case(sentence):
        return last
    while last + 1 < len(doc) and is_cap(doc[last + 1]) and doc[last + 1].tag_ in {"NNP", "NNPS"}:
        last += 1
    return last


def number_after(sentence: Sentence, head: "Token") -> int | None:
    """Return the last token of a number or letter that names a facility: "Plant No. 2", "Fab 21"."""
    rest = sentence.text[head.idx + len(head.text) :]
    match = _NUMBER_AFTER.match(rest)
    if match is None or not is_cap(head) or match[1] in {"I", "A"} or re.match(r"\s*[%-]|[.,]\w", rest[match.end() :]):
        return None
    end = head.idx + len(head.text) + match.end()
    tokens = [t for t in head.doc[head.i + 1 : head.i + 5] if t.idx < end]
    return tokens[-1].i if tokens else None


def product_of(phrase: Phrase, tools: FacilityTools) -> tuple[str | None, str]:
    """Return the code that the words before the head set, and those words."""
    words = [
        t.text for t in phrase.modifiers if not any(overlapping(tools.others, *phrase.sentence.span_of(t), "Company"))
    ]
    text = " " + " ".join(words).replace(" - ", "-").lower() + " "
    # The word nearest to the head tells what is made: "an electric vehicle battery plant".
    told = [(text.rfind(f" {p} ") + len(p), len(p), p, c) for p, c in tools.products if f" {p} " in text]
    told += [(len(text) - 2, len(p), p, c) for p, c in tools.products if text.endswith(f"-{p} ")]
    if not told:
        return None, ""
    _, _, product, code = max(told)
    return code, product


def facility_mention(
    sentence: Sentence,
    phrase: Phrase,
    head: "Token",
    entry: Entry,
    context: Context,
    tools: FacilityTools,
    form: str,
    numbered: int | None,
    *,
    relative: bool = False,
) -> Mention:
    """Return the mention of a facility with all that was noticed about it as features."""
    text = sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]
    code, product = product_of(phrase, tools)
    general = (
        entry.code in {"factory", "production-base", "assembly-plant", "production-line"} or entry.role == "weak-head"
    )
    modifiers = {t.lower_ for t in phrase.modifiers}
    if entry.role == "weak-head" and modifiers & _NOT_MADE and not modifiers & tools.making:
        code, product, general = "", "", True  # "a drone testing facility" makes no drones
    features: list[tuple[str, str]] = [
        ("code", code if code is not None and general else entry.code),
        ("head", head.lower_),
        ("core", span_text(sentence, phrase.first, phrase.head)),
    ]
    if product:
        features.append(("product", product))
    features += [("operator", name) for name in context.operators]
    features += [("place", m.name) for m in context.places]
    features += [("proper", t.text) for t in phrase.modifiers if is_cap(t) and not headline_case(sentence)]
    for token in phrase.modifiers:
        if token.lower_ in ORDINALS and not _of_name(token, sentence):
            features.append(("ordinal", token.lower_))
        if token.tag_ == "JJR":
            features.append(("compared", token.lower_))
    if numbered:
        features.append(("number", re.sub(r"\W*(?:No\.?|Number|#)?\s*", "", span_text(sentence, head.i + 1, numbered))))
    alias = short_name(sentence, phrase.end) if form == "name" else None
    if alias:
        features.append(("abbreviation", alias))
    if phrase.determiner:
        features.append(("determiner", phrase.determiner))
    if phrase.definite:
        features.append(("definite", "1"))
    if relative:
        features.append(("restricted", "1"))
    if tells_subject(head):
        features.append(("predicate", "1"))
    return Mention(
        phrase.start,
        phrase.end,
        "Facility",
        "name" if form == "name" else "description",
        re.sub(r"\s+", " ", text).strip(),
        f"facility-{form}",
        _confidence(form, context),
        features=tuple(features),
    )


def _of_name(token: "Token", sentence: Sentence) -> bool:
    """Whether a word of order is part of a name: "its New Elm Valley facility"."""
    within = token.i > 0 and is_cap(token) and token.tag_ in {"NNP", "NNPS"} and is_cap(token.nbor())
    return within and not headline_case(sentence)


def tells_subject(head: "Token") -> bool:
    """Whether a phrase says what a plant spoken of before is: "It is X's first plant in Poland"."""
    verb = head.head
    if head.dep_ != "attr" or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < head.i), None)
    if subject is None:
        return False
    known = any(c.lower_ in {"the", "this"} for c in subject.children)
    return subject.lower_ in {"it", "this", "that"} or (known and subject.lower_ in _SITES)


def _confidence(form: str, context: Context) -> float:
    if form == "name":
        return 0.9
    return 0.7 + 0.1 * bool(context.operators) + 0.1 * bool(context.places)


def span_text(sentence: Sentence, first: int, last: int) -> str:
    """Return the words of the tokens `first` to `last` with single spaces."""
    start, end = span(sentence, first, last)
    return re.sub(r"\s+", " ", sentence.text[start - sentence.start : end - sentence.start]).strip()
