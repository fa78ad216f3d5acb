"""Numbers in English text, with offsets, bounds, scales, percentages and money. Pure functions.

What only looks like a number is left out: dates, ordinals, clock times, scores, telephone numbers, addresses,
standards and model numbers ("ISO 9001", "Fab 21", "5G", "A320"). Of a range ("two to three") the lower end is the
value, a bound of at least; the upper end stands in `high`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.model import Bound
from kg.text.money import Money


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    `start` and `end` cover the number with its currency, scale and percent sign; `outer_start` and `outer_end` cover
    the words of its bound too ("at least 50 %", "50 or more"). `currencies` are the ISO codes that its currency may
    mean. `percent` is "%" for percentages, "points" for percentage points. `attributive` marks a number that stands
    before its noun with a hyphen ("a 500-billion-yuan cluster"), `word` one written in words.
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


_UNITS = {
    w: Decimal(i)
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}
_TENS = {w: Decimal(10 * i) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(10**3),
    "lakh": Decimal(10**5),
    "lakhs": Decimal(10**5),
    "lac": Decimal(10**5),
    "lacs": Decimal(10**5),
    "million": Decimal(10**6),
    "millions": Decimal(10**6),
    "mln": Decimal(10**6),
    "mil": Decimal(10**6),
    "mn": Decimal(10**6),
    "crore": Decimal(10**7),
    "crores": Decimal(10**7),
    "cr": Decimal(10**7),
    "billion": Decimal(10**9),
    "billions": Decimal(10**9),
    "bln": Decimal(10**9),
    "bn": Decimal(10**9),
    "trillion": Decimal(10**12),
    "trln": Decimal(10**12),
    "tln": Decimal(10**12),
    "trn": Decimal(10**12),
    "tn": Decimal(10**12),
}
_LETTER_SCALES = {"k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}

_DIGITS = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:[   ]\d{3})+(?![\d])|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_WORDS = (
    rf"(?:(?:{_SMALL})(?:[-\s](?:{'|'.join(list(_UNITS)[1:10])}))?(?:\s+hundred(?:\s+and\s+(?:{_SMALL})"
    rf"(?:[-\s](?:{'|'.join(list(_UNITS)[1:10])}))?)?)?(?![A-Za-z])|half(?=\s+an?\s+(?:million|billion|dozen|trillion))|an?(?=[\s-]))"
)
_SCALE = r"(?:[-\s]?(?:of\s+)?(?:an?\s+)?(?P<scale{n}>dozen|hundred(?=\s+(?:thousand|million|billion))|thousand|lakhs?|lacs?|millions?|mln|mil|mn|crores?|cr|billions?|bln|bn|trillions?|trln|tln|trn|tn)(?![A-Za-z]))"
_LETTER = r"(?P<letter>[kKmMbBtT](?![A-Za-z0-9/²³]))"
_PERCENT = (
    r"(?P<percent>\s?%|\s?[-\s]?(?:per\s?cent(?:age)?|pct\.?|percent)(?P<points>[-\s]+points?|[-\s]+pts)?(?![a-z]))"
)

_AT_LEAST = (
    r"(?:well\s+|far\s+|just\s+|slightly\s+|a\s+little\s+)?(?:over|more\s+than|above|in\s+excess\s+of|greater\s+than|higher\s+than|beyond|upwards?\s+of"
    r"|north\s+of)|(?:a\s+)?minimum\s+of|at\s+(?:the\s+very\s+)?least|no(?:t)?\s+(?:fewer|less|lower)\s+than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?"
    r"|past|pass(?:es|ed|ing)?|topp?(?:s|ed|ing)?|crosse?[sd]?|crossing|>|≥|better\s+than"
)
_AT_MOST = (
    r"(?<!scaling\s)(?<!ramping\s)(?<!adding\s)(?<!adds\s)(?<!add\s)(?<!added\s)up\s+to|(?:well\s+|just\s+|slightly\s+)?(?:under|less\s+than|fewer\s+than|below|lower\s+than)|no(?:t)?\s+more\s+than|no(?:t)?\s+exceed(?:ing)?|at\s+(?:the\s+)?most|as\s+(?:much|many)\s+as"
    r"|(?:a\s+)?maximum(?:\s+of)?|capped\s+at|<|≤|not\s+over"
)
_ABOUT = (
    r"around|about|some|nearly|almost|roughly|approximately|approx\.?|close\s+to|near|circa|ca?\.|an\s+estimated|estimated|~|≈"
    r"|or\s+so|in\s+the\s+(?:region|neighbou?rhood)\s+of|on\s+the\s+order\s+of|an?\s+approximate"
)
_FILLER = r"(?:\s*(?:a\s+total\s+(?:investment\s+)?of|an?\s+(?:further|additional|extra|average\s+of)|the|its|another|additional|a|an|only|just|or|to))*"
_PREFIX = re.compile(
    rf"(?<![\w-])(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<about>{_ABOUT}))(?P<fill>{_FILLER})\s*$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"\s*(?:(?P<least>\+|-?plus\b(?!\s+(?:a|an|the|\d))|or\s+(?:more|above|higher|over|greater)\b|and\s+(?:above|more|over)\b)"
    r"|(?P<most>or\s+(?:less|fewer|below|under)\b)|(?P<about>or\s+so\b|or\s+thereabouts\b))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:[Pp]hase|PHASE|[Ff]ab|FAB|[Aa]rticles?|[Ss]ections?|[Ll]evel|[Cc]hapter|[Ww]eek|WEEK|[Ii]ssue|[Nn]os?\.?|[Nn]umbers?|[Pp]art|[Pp]ages?|[Tt]ier|[Ss]tage"
    r"|[Ss]tep|[Ff]igure|[Tt]able|[Rr]oom|[Bb]lock|[Bb]uilding|[Gg]ate|[Hh]ighway|[Rr]oute|[Cc]lass|[Gg]rade|[Vv]ersion|[Ii]ndustry|[Ii]ndustrie|[Ss]cope|[Aa]ged?|[Ll]ine"
    r"|[Cc]omments?|[Ll]icen[cs]e|[Pp]aragraph|[Cc]lause|[Aa]nnex|[Ss]chedule|[Cc]hannel|[Uu]nit|[Pp]lant|[Ff]actory|[Gg]igafactory|[Pp]ark|[Zz]one|[Mm]odel|[Gg]eneration|[Gg]en|[Tt]rack|[Pp]illar"
    r"|[Bb]oard\s+of|[Gg]roup\s+of|[Oo]rder|Law|Bill|Resolution|Regulation|Directive|Decree|Circular|Notification|Proclamation|ISO|IEC|IATF|ASTM|DIN|EN|IEEE|GB|UL|CFR|H\.R\.|S\.|P\.L\.|HR|PL|Title|Code|COVID|Covid|Agenda|Vision|Horizon|Fit\s+for|G|Pier|Terminal|Hall|Tel|Fax|Phone|Apollo|Boeing|Airbus|Model|Fortune|FORTUNE|S&P|Nasdaq|Top|Global)"
    r"|[#№])[\s.:]*(?:\+?\s*)$"
)
_ADDRESS = re.compile(
    r"\s+(?:[A-Z][\w'.-]+\s+){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Boulevard|Blvd|Drive|Lane|Way|Square|Plaza|Highway|Parkway)\b"
)
_AFTER_DIGIT = re.compile(
    r"(?:st|nd|rd|th)\b|:\d|[-–]0\b|\s*(?:[ap]\.?m\.?)\b(?!\w)|/\d|[-–]\d{1,2}\b(?=\s*(?:win|draw|victory|defeat|at home|in |,))|\.\d|\s*(?:hours|minutes|mins?|hour|minute|seconds|days|weeks)\s+ago",
    re.IGNORECASE,
)
# "a five-year plan", "zero-emission": words in hyphens that measure nothing.
_AGE = re.compile(
    r"(?:\s(?=thirds|quarters|fifths|tenths)|[-\u2010\u2011]\s?)(?:years?|months?|days?|weeks?|hours?|minutes?|story|storey|stage|phase|time|way|part|point|man|door"
    r"|seat(?:er)?|wheel(?:er|ed)?|star|nation|member|emission|carbon|waste|net|tier|dimensional|thirds?|quarters?|fifths?|tenths?|halves|fold|pronged|page|step)\b",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[A-Za-z]")
_MEASURE_LETTERS = re.compile(
    r"(?:[kKMGTP]W(?:h|p)?|MW|GW|kWp?|kg|km2?|mm|cm|nm|ha|sq|kt|Mt|mtpa|tpa|tpd|ktpa|gpm|bpd|ft|lbs?|L|l|m²|m2|sqm|t|g|V|Ah|GWh|MWh|TWh|wpm|wspm|psi|mAh)(?![A-Za-z])"
)
_RANGE = re.compile(r"\s*(?:[-–—‑]|to|or)\s*", re.IGNORECASE)


@lru_cache(maxsize=8)
def _pattern(money: Money) -> re.Pattern[str]:
    def either(forms: Sequence[str], tail: str) -> str:
        return "|".join(
            re.escape(f) + (tail if f[-1].isalnum() else "") for f in sorted(forms, key=lambda f: (-len(f), f))
        )

    signs = either([s for s, _ in money.signs], r"(?![a-z])") or r"(?!)"
    names = either([n for n, _ in money.names], r"(?!\w)") or r"(?!)"
    prefix = rf"(?:(?<![A-Za-z])(?P<sign>{signs})(?P<gap>\.?\s?))?"
    number = rf"(?:(?P<digits>(?<![\w]){_DIGITS}|(?<=[A-Za-zĐ$€£¥₹₩₱])(?:{_DIGITS}))|(?<![\w-])(?P<words>{_WORDS}))"
    suffix = rf"(?:[-\s]?(?P<name>{names}))?"
    return re.compile(
        rf"{prefix}{number}(?:{_LETTER}|{_SCALE.format(n=1)}{_SCALE.format(n=2)}?)?(?:{_PERCENT}|{suffix})",
        re.IGNORECASE,
    )


def find_numbers(text: str, money: Money, dates: Sequence[tuple[int, int]] = ()) -> list[Number]:
    """Return the numbers of a text in order, none overlapping; `dates` are spans that hold no numbers."""
    out: list[Number] = []
    position = 0
    pattern = _pattern(money)
    while match := pattern.search(text, position):
        position = max(match.end(), match.start() + 1)
        number = _read(match, text, money)
        if number is None:
            # What was no number with its sign may be one without it, further on.
            position = match.end("sign") if match["sign"] else position
            continue
        if any(start < number.end and number.start < end for start, end in dates):
            continue
        out.append(number)
    return _ranges(out, text)


def _read(match: re.Match[str], text: str, money: Money) -> Number | None:
    words, digits = match["words"], match["digits"]
    if words and (
        _AGE.match(text, match.end())
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
    scales = [s.lower() for s in (match["scale1"], match["scale2"]) if s]
    value = _value(digits) if digits else _word_value(words, scales)
    if value is None:
        return None
    letter = (match["letter"] or "").lower()
    end = match.end()
    if letter and not _letter_scale(match, text, bool(codes)):
        letter, end = "", match.end("digits")
        if _CONTINUED.match(text, end) and not _MEASURE_LETTERS.match(text, end):
            return None
    for scale in scales:
        value *= _SCALES[scale]
    value *= _LETTER_SCALES.get(letter, Decimal(1))
    names = money.codes(name, sign=False) if name else ()
    if name and not names:
        end = match.start("name")
        while text[end - 1] in " -\u00a0":
            end -= 1
    currencies = codes or names
    if codes and names:
        currencies = tuple(c for c in codes if c in names) or codes
    percent = ("points" if match["points"] else "%") if match["percent"] and not letter else ""
    start = match.start("sign") if sign else (match.start("digits") if digits else match.start("words"))
    if digits and not currencies and not _is_number(match, text, start, end, plain=not (scales or percent or letter)):
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
            current += _UNITS.get(part) or _TENS.get(part) or Decimal(0)
    return total + current


def _letter_scale(match: re.Match[str], text: str, money: bool) -> bool:
    """Whether "m", "bn" and the like are scales: behind money, or before a plural noun ("1.5m vehicles")."""
    return money or re.match(r"\s+(?:[a-z-]+\s+){0,2}[a-z-]{3,}s\b", text[match.end("letter") :]) is not None


def _is_number(match: re.Match[str], text: str, start: int, end: int, *, plain: bool) -> bool:
    """Whether bare digits count something, rather than being part of a name, a date, a time or a telephone number."""
    before, after = text[max(0, start - 30) : start], text[end:]
    if not plain and re.search(r"\d[-–]$", before):
        return True
    if re.search(r"[A-Za-z\d][-.:/_]$|[@#/_=&]$|\d[.,:]$|[A-Za-z]$", before) and not re.search(
        r"\b(?:at|to|of|[a-z]+)-$", before
    ):
        return False
    if not plain:
        return True
    if (
        _AFTER_DIGIT.match(after)
        or _ADDRESS.match(after)
        or re.match(r"[-–]\d", after)
        and re.search(r"\d[-–]$", before)
    ):
        return False
    if _CONTINUED.match(after) and not _MEASURE_LETTERS.match(after):
        return False
    if _NAMED.search(before):
        return False
    if re.match(r"\s+(?:U\.?S\.?C|C\.?F\.?R|Stat)\b", after):
        return False
    digits = match["digits"]
    if re.fullmatch(r"0\d+", digits) or len(re.sub(r"\D", "", digits)) > 12:
        return False
    if re.search(r"\+\d[\d\s()-]*$", before):
        return False
    if re.search(r"\(\d*$|\+\d*\s?$|\d\)\s?$|\d{3,4}\s$", before) and re.match(r"[)\s-]*\d", after):
        return False
    if (
        re.search(r"(?:^|[\s(])(?!US|EU|UK|UN|UAE|IN|BY|TO|OF|AT|THE|AND|OR|ALL|TOP|ADD|A)[A-Z]{1,4}\s$", before)
        and len(digits) < 4
    ):
        return False
    # A capitalised name right before and no noun behind: "Vision 2030", "Group14", "HA 200".
    follows = re.match(r"[\s\u00a0-]+(?:[a-z]|[A-Z][\w-]+\s+[a-z]|[A-Z]{2,}s\b|[\"“‘'(])", after)
    if (
        re.search(r"(?:^|\s)[A-Z][\w&.-]*\s$", before)
        and not follows
        and not re.search(
            r"\b(?:In|By|At|Of|To|The|Over|About|Some|With|Only|From|And|Or|For|Has|Have|Add|Create)\s$", before
        )
    ):
        return False
    return True


def _bound(text: str, start: int, end: int) -> tuple[Bound, int, int]:
    """Return the bound that words around a number state, and the span with those words."""
    window = max(0, start - 60)
    before = _PREFIX.search(text[window:start])
    after = _SUFFIX.match(text, end)
    outer_start = window + before.start() if before else start
    outer_end = after.end() if after else end
    for match in (after, before):
        if match is None:
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
            and _RANGE.fullmatch(text, low.outer_end, number.start)
            and low.high is None
        ):
            between = text[low.outer_end : number.start].strip().lower()
            change = between == "to" and re.search(
                r"\b(?:from|between)\s+(?:[a-z]+\s+)?$", text[max(0, low.outer_start - 20) : low.outer_start], re.I
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


def _shared_scale(low: Number, high: Number) -> Decimal:
    """Return the scale that the lower end of a range borrows from the upper one ("2 to 3 million")."""
    if low.value >= 1000 or high.value < 1000:
        return Decimal(1)
    for scale in (10**12, 10**9, 10**7, 10**6, 10**5, 10**3):
        if high.value >= scale and high.value % (scale // 1000 or 1) == 0:
            return Decimal(scale)
    return Decimal(1)
