"""Quantity mentions: each number of a sentence with the noun that it counts, its rate, and what it hangs on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.document import Sentence
from kg.extract.measures.nounrun import last_noun, noun_run
from kg.extract.measures.syntax import noun_above
from kg.extract.scene import OBJECT, Ref, Scene, head_of
from kg.text.money import Money
from kg.text.numbers import Number, find_numbers

if TYPE_CHECKING:
    from spacy.tokens import Token

_RATE = re.compile(
    r"(?:\b(?:a|an|per|each|every)[\s-]+(?P<unit>year|month|week|day|quarter(?!\s+of)|hour|annum|(?P<every>(?:\d+|two|three|five|ten)\s+(?:minutes|hours|days|seconds)))\b"
    r"(?!\s+(?:earlier|ago|before|later))"
    r"|\bof\s+(?P<of>annual|monthly|daily)\b|\b(?P<adverb>annually|yearly|monthly|daily|weekly)\b|\bp\.a\.|/(?P<slash>year|month|day|yr))",
    re.IGNORECASE,
)
# "Interstate 10", "Section 48": words whose number is a label.
_LABELS = frozenset(
    "interstate highway route road motorway exit suite section article chapter title appendix annex schedule figure "
    "table page paragraph clause item no number nos tier category grade version release series model".split()
)
# "46 applicants, of which 17 are small firms", "180 firms; 64 have signed up", "120 jobs, with another 90 to be added".
_PARTED = re.compile(
    r"(?:,\s+of\s+(?:which|whom|them)|;|,\s+with|,\s+and|\band)\s+(?:another\s+|only\s+|so\s+far\s+|just\s+)*$"
)
# "*Of the 46 applicants*, 17 are small firms"
_OF_ALL = re.compile(r"(?:^|[.;:,]\s)\s*(?:Out\s+)?[Oo]f\s+(?:the|its|their|these|those|all)\s+$")
_THEN = re.compile(r",\s+(?:only\s+|just\s+|so\s+far\s+|already\s+)?$")
_GOES_ON = re.compile(r"\s+(?:are|were|is|was|have|has|had|will|would|to\s+be)\s", re.IGNORECASE)
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "daily": "day",
    "weekly": "week",
    "annual": "year",
}

# "1.2 MTPA", "300,000 tpa": tonnes a year, in thousands or millions.
TONNES_A_TIME = re.compile(r"[-\s]?(?P<scale>k|mm?)?tp(?P<time>[aydm])\b", re.IGNORECASE)
_OF_THE_SUM = re.compile(r"\s+of\s+(?:that|this|it|the\s+(?:sum|total|money|amount))\b", re.IGNORECASE)
_UNIT_SCALES = {"k": 10**3, "m": 10**6, "mm": 10**6}
_UNIT_TIMES = {"a": "year", "y": "year", "m": "month", "d": "day"}


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
    numbers = [scaled_by_unit(n, sentence.text) for n in find_numbers(sentence.text, money, dates)]
    numbers = _of_the_sum(numbers, sentence.text)
    for index, number in enumerate(numbers):
        tokens = sentence.tokens(sentence.start + number.start, sentence.start + number.end)
        if not tokens or _inside_name(scene, tokens):
            continue
        token = next((t for t in tokens if number.currencies and t.dep_ in OBJECT), head_of(tokens))
        outer = sentence.tokens(sentence.start + number.outer_start, sentence.start + number.outer_end)
        run = noun_run(outer[-1] if outer else tokens[-1])
        head = last_noun(run)
        # A number among the number's own words does not end them: "14,000 155-millimetre shells a month".
        own = max((t.idx for t in run), default=0)
        following = next((n.outer_start for n in numbers[index + 1 :] if n.outer_start > own), len(sentence.text))
        if head is not None:
            shared = _shared_noun(sentence, number, run, numbers[index + 1 : index + 2])
            run, head = (run + shared, shared[-1]) if shared else (run, head)
        if head is None or head.tag_ not in ("NNS", "NNPS") or (len(run) > 1 and run[-1].i > run[-2].i + 1):
            numbers[index + 1 : index + 2] = _same_bound(number, numbers[index + 1 : index + 2], sentence.text)
        if head is None:
            head, run = _of_them(tokens[-1])
        shared_head = head is None
        if head is None and not number.percent and not number.currencies:
            head, run = _continued(out, number, sentence)
        # What a number takes from the one before says what it counts, not where it stands.
        own = head is not None and not (shared_head and _GOES_ON.match(sentence.text, number.outer_end))
        plain = own and not number.percent and not number.currencies
        anchor = head if plain and head is not None else _top(token, tokens)
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


def scaled_by_unit(number: Number, text: str) -> Number:
    """Return a number with the scale that its unit holds: "25 ktpa" are 25,000 (tonnes a year)."""
    match = TONNES_A_TIME.match(text, number.end)
    if match is None:
        return number
    scale = _UNIT_SCALES.get((match["scale"] or "").lower(), 1)
    value = number.value * scale
    return replace(number, value=value.quantize(1) if value == value.to_integral_value() else value)


def _of_the_sum(numbers: list[Number], text: str) -> list[Number]:
    """Give what is a part of a sum its currency: "62 million euros …, and 9.4 million of that came from the state"."""
    out: list[Number] = []
    for number in numbers:
        whole = next((n for n in reversed(out) if n.currencies), None)
        bare = not number.currencies and not number.percent
        part = whole is not None and bare and _OF_THE_SUM.match(text, number.end) is not None
        out.append(replace(number, currencies=whole.currencies) if part and whole is not None else number)
    return out


def _same_bound(number: Number, following: Sequence[Number], text: str) -> list[Number]:
    """Return the next number with the bound that it shares: "up to 4,000 direct and 9,000 indirect jobs"."""
    shares = following and following[0].bound == "exact" and not following[0].currencies and not number.currencies
    if shares and re.fullmatch(r"\s+(?:[a-z-]+\s+){0,3}and\s+", text[number.outer_end : following[0].outer_start]):
        return [replace(following[0], bound=number.bound)]
    return list(following)


def _inside_name(scene: Scene, tokens: "list[Token]") -> bool:
    """Whether the number is part of a name ("Group 14", "Plant No. 2"): what is named, not counted.

    A facility or plan described by its size ("the $4 billion plant") is counted all the same.
    """
    before = tokens[0].nbor(-1) if tokens[0].i else None
    after = tokens[-1].nbor(1) if tokens[-1].i + 1 < len(tokens[-1].doc) else None
    plain = len(tokens) == 1 and tokens[0].text.isdigit() and tokens[0].text != "1"
    version = before is not None and before.pos_ == "PROPN" and re.fullmatch(r"\d\.0", tokens[0].text) is not None
    if version or scene.sentence.text[max(0, tokens[0].idx - 1) : tokens[0].idx] == "@":
        # "Making Indonesia 4.0", "the 30@30 policy"
        return True
    if plain and before is not None and before.pos_ == "PROPN" and after is not None and after.tag_ == "NN":
        # "the Track 500 series": a singular noun is not counted by 500.
        return True
    if plain and before is not None and before.lower_ in _LABELS and (after is None or after.tag_ != "NNS"):
        return True
    for ref in scene.refs:
        if ref.first <= tokens[0].i and tokens[-1].i <= ref.last and ref.last > ref.first:
            described = ref.mention.form == "description" or ref.entity.type in ("Facility", "Plan")
            bare = len(tokens) == 1 and (after is None or after.text not in "-–‑")
            small = bare and tokens[0].text.isdigit() and len(tokens[0].text) < 4
            small = small and not _sizes(tokens[0], ref)
            if not described or small:
                return True
    return False


def _sizes(token: "Token", ref: Ref) -> bool:
    """Whether a number within a description is its size ("a *600* MW plant"), not a label ("Fab 21", "No. 2 mill")."""
    if ref.entity.type != "Facility" or token.i + 1 >= ref.last:
        return False
    labelled = token.i > ref.first and token.nbor(-1).pos_ in ("NOUN", "PROPN")
    return not labelled and token.nbor(1).is_alpha


def _top(token: "Token", tokens: "list[Token]") -> "Token":
    """Return the highest token of a number's own words."""
    inside = {t.i for t in tokens}
    while token.head.i in inside and token.head.i != token.i:
        token = token.head
    return token


def _shared_noun(
    sentence: Sentence, number: Number, run: Sequence["Token"], following: Sequence[Number]
) -> tuple["Token", ...]:
    """Return the noun that a number shares with the next: "20 model and 200 pilot workshops" counts workshops twice."""
    if not following or not run or run[-1].tag_ in ("NNS", "NNPS") or number.value == 1 or number.currencies:
        return ()
    between = sentence.text[run[-1].idx + len(run[-1].text) : following[0].outer_start]
    if between.strip() not in ("and", "or", ",", "&"):
        return ()
    tokens = sentence.tokens(sentence.start + following[0].start, sentence.start + following[0].outer_end)
    if not tokens:
        return ()
    other = noun_run(tokens[-1])
    noun = last_noun(other)
    return tuple(t for t in other[1:] if t.i <= noun.i) if noun is not None and noun.tag_ in ("NNS", "NNPS") else ()


def _continued(
    before: "Sequence[Quantity]", number: Number, sentence: Sentence
) -> "tuple[Token | None, tuple[Token, ...]]":
    """Return the noun of the number before, where a second one leaves it out: "ten new firms … and 20 with sales"."""
    if not before or before[-1].head is None or before[-1].number.currencies or before[-1].number.percent:
        return None, ()
    between = sentence.text[before[-1].number.outer_end : number.outer_start]
    behind = sentence.text[number.outer_end : number.outer_end + 6].lower()
    if re.search(r"\band\s+(?:a\s+total\s+of\s+)?$", between) and re.match(
        r"\s+(?:with|that|of\s|later|more\s)", behind
    ):
        return before[-1].head, before[-1].run
    whole = _OF_ALL.search(sentence.text[: before[-1].number.outer_start]) is not None and _THEN.search(between)
    own = (whole or _PARTED.search(between)) and _GOES_ON.match(sentence.text, number.outer_end) is not None
    return (before[-1].head, before[-1].run) if own and before[-1].head.tag_ in ("NNS", "NNPS") else (None, ())


def _of_them(last: "Token") -> "tuple[Token | None, tuple[Token, ...]]":
    """Return the noun and its words of "75 of the jets", "20 with annual revenue above …" has none."""
    doc = last.doc
    if last.i + 2 < len(doc) and doc[last.i + 1].lower_ == "of" and doc[last.i + 2].tag_ in ("DT", "PRP$"):
        run: list[Token] = []
        for token in doc[last.i + 3 :]:
            if token.pos_ not in ("ADJ", "NOUN", "PROPN", "NUM") and not (token.tag_ == "VBN" and not run):
                break
            run.append(token)
        noun = last_noun(run)
        if noun is not None:
            return noun, tuple(t for t in run if t.i <= noun.i)
    return None, ()


def _rate(text: str, number: Number, following: int) -> str:
    """Return the time of a rate that a number states, from the words right behind it or before it."""
    tonnes = TONNES_A_TIME.match(text, number.end)
    if tonnes is not None:
        return _UNIT_TIMES[tonnes["time"].lower()]
    limit = min(following, number.outer_end + 90)
    if re.search(r"\b(?:every|per)\s$", text[number.outer_end : following]):
        limit = following + 12
    behind = re.split(r"[;()]|,\s(?!a\s)|\.\s", text[number.outer_end : limit])[0]
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
    if match["of"]:
        return _ADVERBS[match["of"].lower()]
    if match["adverb"]:
        return _ADVERBS[match["adverb"].lower()]
    unit = (match["unit"] or match["slash"] or "year").lower()
    return {"annum": "year", "yr": "year"}.get(unit, unit)
