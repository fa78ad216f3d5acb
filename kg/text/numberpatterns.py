"""The shapes of numbers in English text: digits and words, scales, percentages, bounds, and what is no number."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from kg.text.money import Money

UNITS = {
    w: Decimal(i)
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
}


TENS = {w: Decimal(10 * i) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}


SCALES = {
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
    "bil": Decimal(10**9),
    "trillion": Decimal(10**12),
    "trln": Decimal(10**12),
    "tln": Decimal(10**12),
    "trn": Decimal(10**12),
    "tn": Decimal(10**12),
}


LETTER_SCALES = {"k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}


_DIGITS = r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:[   ]\d{3})+(?![\d])|\d+(?:\.\d+)?"


_SMALL = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))


_WORDS = (
    rf"(?:(?:{_SMALL})(?:[-\s](?:{'|'.join(list(UNITS)[1:10])}))?(?:\s+hundred(?:\s+and\s+(?:{_SMALL})"
    rf"(?:[-\s](?:{'|'.join(list(UNITS)[1:10])}))?)?)?(?![A-Za-z])|half(?=\s+an?\s+(?:million|billion|dozen|trillion))|an?(?=[\s-]))"
)


_SCALE = (
    r"(?:[-\s]?(?:of\s+)?(?:an?\s+)?(?P<scale{n}>dozen|hundred(?=\s+(?:thousand|million|billion))|thousand|lakhs?|lacs?|millions?"
    r"|mln|mil\.?|mn|crores?|cr|billions?|bln|bil\.?|bn|trillions?|trln|tln|trn|tn)(?![A-Za-z]))"
)


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
    r"around|about|some|nearly|almost|barely|virtually|(?:just\s+|a\s+little\s+)?shy\s+of|roughly|approximately|approx\.?|close\s+to|near|circa|ca?\.|an\s+estimated|estimated|~|≈"
    r"|or\s+so|in\s+the\s+(?:region|neighbou?rhood)\s+of|on\s+the\s+order\s+of|an?\s+approximate"
)


_FILLER = (
    r"(?:\s*(?:a\s+total\s+(?:investment\s+)?of|an?\s+(?:further|additional|extra|average\s+of)"
    r"|the|its|another|additional|a|an|only|just|or|to))*"
)


PREFIX = re.compile(
    rf"(?<![\w-])(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<about>{_ABOUT}))(?P<fill>{_FILLER})\s*$",
    re.IGNORECASE,
)


SUFFIX = re.compile(
    r"\s*(?:(?P<least>\+|-?plus\b(?!\s+(?:a|an|the|\d))|or\s+(?:more|above|higher|over|greater)\b|and\s+(?:above|more|over)\b)"
    r"|(?P<most>or\s+(?:less|fewer|below|under)\b)|(?P<about>or\s+so\b|or\s+thereabouts\b))",
    re.IGNORECASE,
)


NAMED = re.compile(
    r"(?:\b(?:[Pp]hase|PHASE|[Ff]ab|FAB|[Aa]rticles?|[Ss]ections?|[Ll]evel|[Cc]hapter|[Ww]eek|WEEK|[Ii]ssue|[Nn]os?\.?|[Nn]umbers?|[Pp]art|[Pp]ages?|[Tt]ier|[Ss]tage"
    r"|[Ss]tep|[Ff]igure|[Tt]able|[Rr]oom|[Bb]lock|[Bb]uilding|[Gg]ate|[Hh]ighway|[Rr]oute|[Cc]lass|[Gg]rade|[Vv]ersion|[Ii]ndustry|[Ii]ndustrie|[Ss]cope|[Aa]ged?|[Ll]ine"
    r"|[Cc]omments?|[Ll]icen[cs]e|[Pp]aragraph|[Cc]lause|[Aa]nnex|[Ss]chedule|[Cc]hannel|[Uu]nit|[Pp]lant|[Ff]actory|[Gg]igafactory|[Pp]ark|[Zz]one|[Mm]odel|[Gg]eneration|[Gg]en|[Tt]rack|[Pp]illar"
    r"|[Bb]oard\s+of|[Gg]roup\s+of|[Oo]rder|Law|Bill|Resolution|Regulation|Directive|Decree|Circular|Notification|Proclamation|ISO|IEC|IATF|ASTM|DIN|EN|IEEE|GB|UL|CFR|H\.R\.|S\.|P\.L\.|HR|PL|Title|Code|COVID|Covid|Agenda|Vision|Horizon|Fit\s+for|G|Pier|Terminal|Hall|Tel|Fax|Phone|Apollo|Boeing|Airbus|Model|Fortune|FORTUNE|S&P|Nasdaq|Top|Global)"
    r"|[#№])[\s.:]*(?:\+?\s*)$"
)


ADDRESS = re.compile(
    r"\s+(?:[A-Z][\w'.-]+\s+){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Boulevard|Blvd|Drive|Lane|Way|Square|Plaza|Highway|Parkway)\b"
)


AFTER_DIGIT = re.compile(
    r"(?:st|nd|rd|th)\b|:\d|[-–]0\b|\s*(?:[ap]\.?m\.?)\b(?!\w)|/\d"
    r"|[-–]\d{1,2}\b(?=\s*(?:win|draw|victory|defeat|at home|in |,))"
    r"|\.\d|\([a-z]\)|-to-\d|\s?°|[-–.]\d{3}[-–.]\d{4}\b"
    r"|\s*(?:to|and|[-–])\s*\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)"
    r"|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
    r"|\s*(?:hours|minutes|mins?|hour|minute|seconds|days|weeks)\s+ago",
    re.IGNORECASE,
)


# "a five-year plan", "zero-emission": words in hyphens that measure nothing.
AGE = re.compile(
    r"(?:\s(?=thirds|quarters|fifths|tenths)|[-\u2010\u2011]\s?)(?:years?|months?|days?|weeks?|hours?|minutes?|story|storey|stage|phase|time|way|part|point|man|door"
    r"|seat(?:er)?|wheel(?:er|ed)?|star|nation|member|emission|carbon|waste|net|tier|dimensional|thirds?|quarters?|fifths?|tenths?|halves|fold|pronged|page|step|inch|axis|layer|core|bit)\b",
    re.IGNORECASE,
)


# "this thirty-first day of October": words that end in an ordinal count nothing.
ORDINAL = re.compile(r"[-\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.IGNORECASE)


# "by year 10 of the plan"
COUNTED_YEAR = re.compile(
    r"\b(?:by|in|from|until|through|since|after|to)\s+(?:the\s+end\s+of\s+)?years?\s+$", re.IGNORECASE
)


CONTINUED = re.compile(r"[A-Za-z]")


MEASURE_LETTERS = re.compile(
    r"(?:[kKMGTP]W(?:h|p)?|MW|GW|kWp?|kg|km2?|mm|cm|nm|ha|sq|kt|Mt|mtpa|tpa|tpd|ktpa|gpm|bpd|ft|lbs?|L|l|m²|m2|sqm|t|g|V|Ah|GWh|MWh|TWh|wpm|wspm|psi|mAh)(?![A-Za-z])"
)


# "a quarter of the steel": shares in words, worth what they are of a hundred.
SHARE = re.compile(
    r"\b(?:(?P<one>an?|one)\s+|(?P<many>two|three|four|nine|seven)[\s-])(?P<part>quarter|fifth|tenth)s?(?=\s+of\s+(?!the\s+year|\d|an?\s))",
    re.IGNORECASE,
)
# "four out of five employees"
OUT_OF = re.compile(
    r"\b(?P<some>one|two|three|four|five|six|seven|eight|nine|[1-9])\s+out\s+of(?:\s+every)?\s+"
    r"(?P<all>three|four|five|six|seven|eight|nine|ten|twenty|[3-9]|10|20|100)"
    r"(?=\s+(?:of\b|[a-z]{3})|\s*[,.;)]|\s*$)"
    r"(?!\s+(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?|attempts?|times?|phases?|stages?|steps?|stars?|points?"
    r"|locations?|countries|states|cities|sites|and|or|to|million|billion|hundred|thousand|percent|per)\b)",
    re.IGNORECASE,
)
PARTS = {"quarter": Decimal(25), "fifth": Decimal(20), "tenth": Decimal(10)}


RANGE = re.compile(r"\s*(?:[-–—‑]|to|or)\s*", re.IGNORECASE)


@lru_cache(maxsize=8)
def pattern_of(money: Money) -> re.Pattern[str]:
    """Return the pattern of a number with its currency, scale and percent sign, for the currencies that are known."""

    def either(forms: Sequence[str], tail: str) -> str:
        return "|".join(
            re.escape(f) + (tail if f[-1].isalnum() else "") for f in sorted(forms, key=lambda f: (-len(f), f))
        )

    signs = either([s for s, _ in money.signs], r"(?![a-z])") or r"(?!)"
    names = either([n for n, _ in money.names], r"(?!\w)") or r"(?!)"
    prefix = rf"(?:(?<![A-Za-z])(?P<sign>{signs})(?P<gap>\.?\s?))?"
    number = rf"(?:(?P<digits>(?<![\w])(?:{_DIGITS})|(?<=[A-Za-zĐ$€£¥₹₩₱])(?:{_DIGITS}))|(?<![\w-])(?P<words>{_WORDS}))"
    suffix = rf"(?:[-\s]?(?P<name>{names}))?"
    return re.compile(
        rf"{prefix}{number}(?:{_LETTER}|{_SCALE.format(n=1)}{_SCALE.format(n=2)}?)?(?:{_PERCENT}|{suffix})",
        re.IGNORECASE,
    )


# What is weighed, where public money or orders are not: "2 million pounds of lithium carbonate".
_WEIGHED = re.compile(
    r"\s+of\s+(?!(?:\w+\s+){0,2}(?:aid|investments?|funding|funds?|finance|financing|support|money|grants?|loans?|capital"
    r"|spending|sales|exports?|orders?|revenue|income|business|debt|tax\w*|subsid\w+|savings?|cash|credit|equity)\b)[a-zA-Z]"
)


def weighs(name: str, behind: str) -> bool:
    """Whether pounds are a weight: "2 million pounds of lithium carbonate", not "£"-like "pounds of public money"."""
    return name.lower() in ("pound", "pounds") and _WEIGHED.match(behind) is not None
