"""Numbers in English text, with offsets, bounds, scales, percentages and money. Pure functions.

What only looks like a number is left out: dates, ordinals, clock times, scores, telephone numbers, addresses,
standards and model numbers ("ISO 9001", "Fab 21", "5G", "A320"). Of a range ("two to three") the lower end is the
value, a bound of at least; the upper end stands in `high`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Bound
from kg.text.money import Money
from kg.text.numberlabels import is_number
from kg.text.numberpatterns import (
    AGE,
    CONTINUED,
    LETTER_SCALES,
    MEASURE_LETTERS,
    ORDINAL,
    OUT_OF,
    PARTS,
    PREFIX,
    RANGE,
    SCALES,
    SHARE,
    SUFFIX,
    TENS,
    UNITS,
    pattern_of,
    weighs,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    `start` and `end` cover the number with its currency, scale and percent sign; `outer_start` and `outer_end` cover
    the words of its bound too ("at least 50 %", "50 or more"). `currencies` are the ISO codes that its currency may
    mean. `percent` is "%" for percentages, "points" for percentage points. `attributive` marks a number that stands
    before its noun with a hyphen ("a 500-billion-yuan cluster"), `word` one in words,
    `fraction` a share ("a fifth of").
    """

    start: int
    end: int
    value: Decimal
    bound: Bound
    outer_start: int
    outer_end: int
    currencies: tuple[str, ...] = ()
    percent: str = ""
    high: Decimal | None = None
    attributive: bool = False
    word: bool = False
    fraction: bool = False


def find_numbers(text: str, money: Money, dates: Sequence[tuple[int, int]] = ()) -> list[Number]:
    """Return the numbers of a text in order, none overlapping; `dates` are spans that hold no numbers."""
    out: list[Number] = []
    position = 0
    pattern = pattern_of(money)
    while match := pattern.search(text, position):
        position = max(match.end(), match.start() + 1)
        number = _read(match, text, money)
        if number is None:
            # What was no number with its sign may be one without it; what follows a mere "a" may be one of its own.
            position = match.end("sign") if match["sign"] else match.end("words") if match["words"] else position
            continue
        if any(start < number.end and number.start < end for start, end in dates):
            continue
        out.append(number)
    parts = list(_parts(text))
    out = [n for n in out if not any(n.start < p.end and p.start < n.end for p in parts)]
    shares = [s for s in (*_shares(text), *parts) if not any(n.start < s.end and s.start < n.end for n in out)]
    return _ranges(sorted((*out, *shares), key=lambda n: n.start), text)


def _shares(text: str) -> Iterator[Number]:
    """Yield shares written as fractions, "a quarter of", "three fifths of", as percentages."""
    for match in SHARE.finditer(text):
        times = UNITS[match["many"].lower()] if match["many"] else Decimal(1)
        bound, outer_start, outer_end = _bound(text, match.start(), match.end())
        value = times * PARTS[match["part"].lower()]
        if value < 100:
            yield Number(match.start(), match.end(), value, bound, outer_start, outer_end, percent="%", fraction=True)


def _parts(text: str) -> Iterator[Number]:
    """Yield shares told as so many of a few, "four out of five", as percentages."""
    for match in OUT_OF.finditer(text):
        few, whole = (UNITS.get(w.lower()) or TENS.get(w.lower()) or Decimal(w) for w in (match["some"], match["all"]))
        bound, outer_start, outer_end = _bound(text, match.start(), match.end())
        value = (few * 100 / whole).quantize(Decimal(1))
        if few < whole:
            yield Number(match.start(), match.end(), value, bound, outer_start, outer_end, percent="%", fraction=True)


def _read(match: re.Match[str], text: str, money: Money) -> Number | None:
    words, digits = match["words"], match["digits"]
    if words and (
        AGE.match(text, match.end())
        or ORDINAL.match(text, match.end("words"))
        or re.search(
            r"\b(?:phase|stage|level|tier|number|part|step|model)\s$", text[: match.start("words")], re.IGNORECASE
        )
    ):
        return None
    sign = match["sign"] if match["sign"] is not None else ""
    codes = _sign_codes(sign, match["gap"] or "", money)
    if sign and not codes:
        return None
    name = match["name"] or ""
    scales = [s.lower().rstrip(".") for s in (match["scale1"], match["scale2"]) if s]
    value = _value(digits) if digits else _word_value(words, scales)
    if value is None:
        return None
    letter = (match["letter"] or "").lower()
    end = match.end()
    if letter and not _letter_scale(match, text, bool(codes)):
        letter, end = "", match.end("digits")
        if CONTINUED.match(text, end) and not MEASURE_LETTERS.match(text, end):
            return None
    for scale in scales:
        value *= SCALES[scale]
    value *= LETTER_SCALES.get(letter, Decimal(1))
    names = money.codes(name, sign=False) if name and not weighs(name, text[match.end("name") :]) else ()
    if name and not names:
        end = match.start("name")
        while text[end - 1] in " -\u00a0":
            end -= 1
    currencies = codes or names
    if codes and names:
        currencies = tuple(c for c in codes if c in names) or codes
    if digits and len(digits) == 2 and text[match.start("digits") - 1 : match.start("digits")] in ("'", "’", "‘"):
        return None  # "the class of '89"
    percent = ("points" if match["points"] else "%") if match["percent"] and not letter else ""
    start = match.start("sign") if sign else (match.start("digits") if digits else match.start("words"))
    if digits and not currencies and not is_number(match, text, start, end, plain=not (scales or percent or letter)):
        return None
    bound, outer_start, outer_end = _bound(text, start, end)
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return Number(
        start, end, value, bound, outer_start, outer_end, currencies, percent,
        attributive=re.match(r"-[A-Za-z]", text[end:]) is not None
        or ("-" in match[0][len(sign) :] and not (words and not scales)),
        word=bool(words),
    )  # fmt: skip


def _sign_codes(sign: str, gap: str, money: Money) -> tuple[str, ...]:
    """Return what a sign means. Letters in the wrong case are words ("rm"); a lone letter must touch its number."""
    exact = dict(money.signs).get(sign, ())
    return () if len(sign) == 1 and sign.isalpha() and gap else exact


def _value(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\s   ]", "", digits))


def _word_value(words: str, scales: list[str]) -> Decimal | None:
    """Return the value of number words; "a" and "half" count only before a scale."""
    total, current = Decimal(0), Decimal(0)
    parts = re.split(r"[-\s]+", words.lower())
    if parts[0] in ("a", "an", "half"):
        return (Decimal("0.5") if parts[0] == "half" else Decimal(1)) if scales else None
    for part in parts:
        if part == "hundred":
            current = (current or Decimal(1)) * 100
        elif part != "and":
            current += UNITS.get(part) or TENS.get(part) or Decimal(0)
    return total + current


def _letter_scale(match: re.Match[str], text: str, money: bool) -> bool:
    """Whether "m", "bn" and the like are scales: behind money, or before a plural noun ("1.5m vehicles")."""
    ranged = re.search(r"[$€£]\d[\d.,]*\s?[kmbt]\s?[-–—]\s?$", text[: match.start("digits")], re.IGNORECASE)
    return (
        money
        or ranged is not None
        or re.match(r"\s+(?:[a-z-]+\s+){0,2}[a-z-]{3,}s\b", text[match.end("letter") :]) is not None
    )


# "under the 52,000-crore-rupee programme": a preposition, no bound.
_BELONGS = re.compile(r"(?:under|over|above|below|beyond|near|past)\s+(?:the|its)\b", re.IGNORECASE)


def _bound(text: str, start: int, end: int) -> tuple[Bound, int, int]:
    """Return the bound that words around a number state, and the span with those words."""
    window = max(0, start - 60)
    before = PREFIX.search(text[window:start])
    after = SUFFIX.match(text, end)
    outer_start = window + before.start() if before else start
    outer_end = after.end() if after else end
    for match in (after, before):
        if match is None or (match is before and _BELONGS.match(match[0])):
            continue
        if match["least"]:
            return "at-least", outer_start, outer_end
        if match["most"]:
            return "at-most", outer_start, outer_end
        return "about", outer_start, outer_end
    return "exact", start, end


def _ranges(numbers: list[Number], text: str) -> list[Number]:
    """Join the two ends of "two to three", "5-10 percent", "$10 million to $20 million"; "from 4 to 6" is a change."""
    out: list[Number] = []
    for number in numbers:
        low = out[-1] if out else None
        if (
            low is not None
            and low.outer_end <= number.start
            and (RANGE.fullmatch(text, low.outer_end, number.start) or _both_ends(low, number, text))
            and low.high is None
        ):
            between = text[low.outer_end : number.start].strip().lower()
            ahead = text[max(0, low.outer_start - 20) : low.outer_start]
            change = between == "to" and (
                re.search(r"\b(?:from|between)\s+(?:[a-z]+\s+)?$", ahead, re.I) or _risen_by(low, number, ahead)
            )
            joined = text[low.outer_end : number.start]
            if (
                joined.strip() in ("-", "–", "—", "‑")
                and not number.currencies
                and number.value < 10
                and low.value < 10
            ):
                # Short pairs of bare digits are scores and sizes as often as ranges.
                out.append(number)
                continue
            same = low.percent in ("", number.percent) and (
                not low.currencies or not number.currencies or low.currencies == number.currencies
            )
            scale = _shared_scale(low, number)
            if not change and same and low.value * scale < number.value:
                out[-1] = Number(
                    low.start, number.end, low.value * scale, "at-least", low.outer_start, number.outer_end,
                    low.currencies or number.currencies, number.percent, number.value, number.attributive, low.word,
                )  # fmt: skip
                continue
        out.append(number)
    return out


def _risen_by(low: Number, number: Number, ahead: str) -> bool:
    """Whether a sum rose by one to another, far greater: "by $8 million to $48 million"."""
    sums = bool(low.currencies) and bool(number.currencies)
    return sums and ahead.endswith("by ") and number.value >= 2 * low.value


def _both_ends(low: Number, high: Number, text: str) -> bool:
    """Whether "and" joins the two ends of a range: "between 620 and 880"."""
    between = text[low.outer_end : high.start].strip().lower() == "and"
    return between and re.search(r"\bbetween\s+$", text[: low.outer_start], re.IGNORECASE) is not None


def _shared_scale(low: Number, high: Number) -> Decimal:
    """Return the scale that the lower end of a range borrows from the upper one ("2 to 3 million")."""
    if low.value >= 1000 or high.value < 1000:
        return Decimal(1)
    for scale in (10**12, 10**9, 10**7, 10**6, 10**5, 10**3):
        if high.value >= scale and high.value % (scale // 1000 or 1) == 0:
            return Decimal(scale)
    return Decimal(1)
