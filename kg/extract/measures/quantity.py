"""Quantity mentions: each number of a sentence with the noun that it counts, its rate, and what it hangs on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.document import Sentence
from kg.extract.measures.syntax import noun_above
from kg.extract.scene import Scene, head_of
from kg.text.money import Money
from kg.text.numbers import Number, find_numbers

if TYPE_CHECKING:
    from spacy.tokens import Token

_RATE = re.compile(
    r"(?:\b(?:a|an|per|each|every)[\s-]+(?P<unit>year|month|week|day|quarter|hour|annum|(?P<every>(?:\d+|two|three|five|ten)\s+(?:minutes|hours|days|seconds)))\b"
    r"|\b(?P<adverb>annually|yearly|monthly|daily|weekly)\b|\bp\.a\.|/(?P<slash>year|month|day|yr))",
    re.IGNORECASE,
)
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "daily": "day",
    "weekly": "week",
    "annual": "year",
}
_RUN_POS = ("ADJ", "NOUN", "PROPN")


@dataclass(frozen=True)
class Quantity:
    """A number in a sentence.

    `token` heads the number itself, `run` are the words that follow it up to the noun that it counts (`head`, the last
    of them; none if the number stands alone), `anchor` is where the whole hangs in the parse. `noun` is a noun that it
    hangs on ("a capacity of 50,000 cars"). `rate` is the time of a rate ("year", "month"), or "".
    """

    number: Number
    scene: Scene
    token: "Token"
    run: tuple["Token", ...]
    head: "Token | None"
    anchor: "Token"
    noun: "Token | None"
    rate: str

    @property
    def sentence(self) -> Sentence:
        """The sentence of the number."""
        return self.scene.sentence

    @property
    def start(self) -> int:
        """Offset of the number with its bound in the article."""
        return self.sentence.start + self.number.outer_start

    @property
    def end(self) -> int:
        """Offset behind the number with its bound in the article."""
        return self.sentence.start + self.number.outer_end


def quantities(scene: Scene, money: Money, dates: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Return the quantities of a parsed sentence; `dates` are spans of the sentence that hold no numbers."""
    sentence = scene.sentence
    if sentence.parse is None:
        return []
    out: list[Quantity] = []
    numbers = find_numbers(sentence.text, money, dates)
    for index, number in enumerate(numbers):
        tokens = sentence.tokens(sentence.start + number.start, sentence.start + number.end)
        if not tokens or _inside_name(scene, tokens):
            continue
        token = head_of(tokens)
        outer = sentence.tokens(sentence.start + number.outer_start, sentence.start + number.outer_end)
        run = _run(sentence, number, tokens[-1])
        following = numbers[index + 1].outer_start if index + 1 < len(numbers) else len(sentence.text)
        head = _last_noun(run)
        if head is not None and following is not None:
            shared = _shared_noun(sentence, number, run, numbers[index + 1 : index + 2])
            run, head = (run + shared, shared[-1]) if shared else (run, head)
        run = tuple(t for t in run if head is not None and t.i <= head.i)
        if head is None:
            head, run = _of_them(tokens[-1])
        anchor = head if head is not None and not number.percent and not number.currencies else _top(token, tokens)
        out.append(
            Quantity(
                number,
                scene,
                token,
                run,
                head,
                anchor,
                noun_above(anchor, outer[0].i if outer else tokens[0].i),
                _rate(sentence.text, number, following),
            )
        )
    return out


def _inside_name(scene: Scene, tokens: "list[Token]") -> bool:
    """Whether the number is part of a name ("Group 14", "Plant No. 2"): what is named, not counted.

    A facility or plan described by its size ("the $4 billion plant") is counted all the same.
    """
    for ref in scene.refs:
        if ref.first <= tokens[0].i and tokens[-1].i <= ref.last and ref.last > ref.first:
            described = ref.mention.form == "description" or ref.entity.type in ("Facility", "Plan")
            small = tokens[-1].i - tokens[0].i == 0 and tokens[0].text.isdigit() and len(tokens[0].text) < 4
            if not described or small:
                return True
    return False


def _top(token: "Token", tokens: "list[Token]") -> "Token":
    """Return the highest token of a number's own words."""
    inside = {t.i for t in tokens}
    while token.head.i in inside and token.head.i != token.i:
        token = token.head
    return token


def _run(sentence: Sentence, number: Number, last: "Token") -> tuple["Token", ...]:
    """Return the words that follow a number up to the end of its noun phrase, by parts of speech.

    The parser often loses its way in long compounds; the run of adjectives and nouns does not.
    """
    out: list[Token] = []
    for token in last.doc[last.i + 1 :]:
        if sentence.start + number.outer_end > sentence.start + token.idx:
            continue
        text = token.text
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if token.pos_ in _RUN_POS and token.tag_ not in ("POS", "WDT"):
            if _adverbial(token):
                break
            out.append(token)
        elif text in ("-", "–", "‑", "“", "”", '"', "'", "‘", "’", "&", "/") and (out or text not in "-–"):
            out.append(token)
        elif text == "-" and not out:
            continue
        elif (
            text == ","
            and out
            and out[-1].pos_ == "ADJ"
            and following is not None
            and following.pos_ in (*_RUN_POS, "VERB")
        ):
            continue
        elif (
            token.tag_ in ("VBN", "VBG", "VBD")
            and following is not None
            and (following.pos_ in _RUN_POS or following.text == "-" or (token.dep_ == "amod"))
            and token.dep_ in ("amod", "compound", "nmod", "acl", "advmod", "pobj", "nsubj")
        ):
            out.append(token)
        elif (
            token.pos_ == "ADV"
            and following is not None
            and (following.pos_ in ("ADJ",) or following.tag_ == "VBN" or following.text == "-")
            and not out
        ):
            continue
        elif (
            token.pos_ == "CCONJ"
            and out
            and out[-1].pos_ == "ADJ"
            and following is not None
            and following.pos_ == "ADJ"
        ):
            out.append(token)
        else:
            break
    return tuple(out)


def _shared_noun(
    sentence: Sentence, number: Number, run: Sequence["Token"], following: Sequence[Number]
) -> tuple["Token", ...]:
    """Return the noun that a number shares with the next: "20 model and 200 pilot workshops" counts workshops twice."""
    if not following or not run or run[-1].tag_ in ("NNS", "NNPS") or number.value == 1 or number.currencies:
        return ()
    between = sentence.text[run[-1].idx + len(run[-1].text) : following[0].outer_start]
    if between.strip() not in ("and", "or", ",", "&"):
        return ()
    last = sentence.tokens(sentence.start + following[0].start, sentence.start + following[0].end)[-1]
    other = _run(sentence, following[0], last)
    noun = _last_noun(other)
    return tuple(t for t in other[1:] if t.i <= noun.i) if noun is not None and noun.tag_ in ("NNS", "NNPS") else ()


def _adverbial(token: "Token") -> bool:
    """Whether a noun is an adverb of time or place in the run's way ("50 jobs today")."""
    return token.dep_ == "npadvmod" and token.lemma_.lower() in ("today", "year", "month", "time", "week", "annum")


def _last_noun(run: "Sequence[Token]") -> "Token | None":
    return next((t for t in reversed(run) if t.pos_ in ("NOUN", "PROPN")), None)


def _of_them(last: "Token") -> "tuple[Token | None, tuple[Token, ...]]":
    """Return the noun and its words of "75 of the jets", "20 with annual revenue above …" has none."""
    doc = last.doc
    if last.i + 2 < len(doc) and doc[last.i + 1].lower_ == "of" and doc[last.i + 2].tag_ in ("DT", "PRP$"):
        run = []
        for token in doc[last.i + 3 :]:
            if token.pos_ not in (*_RUN_POS, "NUM"):
                break
            run.append(token)
        noun = _last_noun(run)
        if noun is not None:
            return noun, tuple(t for t in run if t.i <= noun.i)
    return None, ()


def _rate(text: str, number: Number, following: int) -> str:
    """Return the time of a rate that a number states, from the words right behind it or before it."""
    behind = re.split(r"[;()]|,\s(?!a\s)|\.\s|\band\b", text[number.outer_end : min(following, number.outer_end + 90)])[
        0
    ]
    match = _RATE.search(behind)
    if match is None:
        before = re.search(
            r"\b(annual|yearly|monthly|daily|weekly)\s+(?:[\w-]+\s+){0,4}(?:of|to|at|is|reach|reached|exceed|exceeded|by)?\s*$",
            text[max(0, number.outer_start - 60) : number.outer_start],
            re.I,
        )
        if before is None:
            return ""
        word = before[1].lower()
        return _ADVERBS.get(word, "year")
    if match["every"]:
        return match["every"].lower()
    if match["adverb"]:
        return _ADVERBS[match["adverb"].lower()]
    unit = (match["unit"] or match["slash"] or "year").lower()
    return {"annum": "year", "yr": "year"}.get(unit, unit)
