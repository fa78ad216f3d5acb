"""Lines that stand above or below an article's body: headers, bylines, dates, datelines, breadcrumbs."""

import re

from kg.load import dates
from kg.load.draft import CJK, ends_sentence, squeeze, word_count

HEADER = re.compile(
    r"(?P<key>URL|Link|Permalink|Date|Published(?: on| at)?|First published|Publication date|Posted(?: on)?|Source|"
    r"Publisher|Outlet|Newspaper|Updated|Last updated|Author|By|Byline|Reporter|Editor|Title|Headline|Language|Section|"
    r"Category|来源|作者|记者|编辑|责任编辑|发布时间|发布日期|日期|时间|更新时间)\s*[:：]\s*(?P<value>\S.*)",
    re.I,
)
TIME_KEYS = re.compile(r"date|published|posted|updated|publication|发布|日期|时间|更新", re.I)
URL_KEYS = ("url", "link", "permalink")
TITLE_KEYS = ("title", "headline")
PUBLISHED_WORD = re.compile(r"\b(?:published|posted|released)\b|发布", re.I)
UPDATED_WORD = re.compile(r"\b(?:updated|modified|revised)\b|更新", re.I)
DATE_WORDS = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|issued|released|created|date|time|on|at|ist)\b"
    r"|(?:\d+ )?min read|发布|更新",
    re.I,
)
BYLINE = re.compile(
    r"(?:(?:Story|Text|Words|Written|Report(?:ed|ing)?) )?[Bb][Yy]:?\s+(?P<name>(?:the\s)?[^\W\d_a-zß-ÿ][^:]{1,100})"
    r"|(?:本报|本刊)?记者\s*(?P<zh>\S{2,12})"
)
HANDLE = re.compile(r"(?P<name>[^\W\d_][\w.' -]{2,40}?)\s*(?:\(@\w+\)|@\w+)")
SEPARATOR = re.compile(r"\s*[|•·»›]\s*|\s+/\s+|\s+>\s+|\s{3,}|　")
LABEL = re.compile(
    r"(?:for immediate release|(?:press|news|media) release|embargoed.{0,40}|explainer|analysis|opinion|features?"
    r"|exclusive|breaking(?: news)?|comment|editorial|interview|factbox|news|world|business|economy|local news"
    r"|special report|新闻稿)\s*:?",
    re.I,
)
MASTHEAD = re.compile(
    r"\b(?:times|news|daily|post|wire|weekly|monthly|monitor|review|gazette|herald|journal|diary|briefing|bulletin|today"
    r"|tribune|blog|portal|newsletter|courier|chronicle|observer|standard|mirror|express|magazine|media|press|agency"
    r"|desk|bureau|edition)\b|(?:日报|晚报|周刊|时报|财经网|新闻网|观察|在线)$",
    re.I,
)
_MONTH = dates.MONTH.replace("(?P<{}>", "(?:")
_MONTH_DAY = rf"(?:{_MONTH}\s?\d{{1,2}}|\d{{1,2}}\s{_MONTH})"
_YEAR = r",?\s(?:19|20)\d\d"
_FULL_DAY = rf"(?:{_MONTH_DAY}(?:st|nd|rd|th)?{_YEAR}|\d{{1,2}}(?:st|nd|rd|th)\s[A-Z][a-z]+{_YEAR})"
_AGENCY = r"(?:\([^()\n]{2,90}\)|/[^/\n]{2,60}/)"
_DASH = r"(?:\s*--+\s*|\s*[–—]\s*|\s-\s|:\s)"
# "Joinville (SC), Brazil"
_STATE = r"(?:\s\([A-Z]{2,3}\)(?=,\s[A-Z]))?"
DATELINE = re.compile(
    rf"(?P<place>[^\W\d_][\w.'’-]*{_STATE}(?:[ ,/]{{1,2}}[^\W\d_][\w.'’-]*{_STATE}){{0,7}}?)"
    rf"(?:,?\s(?P<day>{_FULL_DAY}|{_MONTH_DAY})(?:,\s[A-Z]{{2,8}}(?=\s*[-–—]))?)?(?:,?\s(?P<agency>{_AGENCY}))?"
    rf"(?:{_DASH}(?:(?:{_FULL_DAY}|{_AGENCY}|[A-Z][\w ]{{2,40}}{_DASH}{_FULL_DAY})\s?(?:{_AGENCY})?{_DASH})*"
    r"|(?<=[)/])\s)"
)
# "Győr, Hungary – 14 October 2025. The company": a dateline that ends like a sentence.
FULL_STOP_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ ,/]{1,2}[^\W\d_][\w.'’-]*){0,5}?)"
    rf"(?:,\s|\s*[–—]\s*|\s-\s){_FULL_DAY}\.\s(?=[^\W\d_a-z])"
)
_NAMED_PLACE = r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?"
PLACE_AND_DAY = re.compile(
    rf"(?P<place>{_NAMED_PLACE}(?:, {_NAMED_PLACE})?)(?:,\s|\s[–—-]\s)(?:[A-Z][a-z]+day,?\s)?{_FULL_DAY}\.?"
)
ZH_DATELINE = re.compile(r"(?:本报|本刊|本网|新华社)[^，。\s]{0,8}?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:讯|电|消息)")
PARTICLES = frozenset("of the de la du el al and on".split())


def header_reason(text: str) -> str:
    """Return why a line above the body is no part of it ("header", "byline", "navigation", "label"), or ""."""
    if len(text) > 240 or is_place_line(text):
        return ""
    if header(text) or is_date_line(text):
        return "header"
    if LABEL.fullmatch(text):
        return "label"
    if word_count(text) <= 12 and (BYLINE.fullmatch(text) or HANDLE.match(text)) and not ends_sentence(text):
        return "byline"
    parts = [part for part in SEPARATOR.split(text) if part]
    if len(parts) >= 2 and all(word_count(part) <= 3 for part in parts) and not any(map(str.isdigit, text)):
        return "navigation"
    return ""


def header(text: str) -> tuple[str, str] | None:
    """Read a line such as "Source: Harbour Times": its key in lower case and its value, None if it is none."""
    match = HEADER.match(text) if len(text) <= 400 else None
    if match is None:
        return None
    key, value = match["key"].lower(), match["value"].strip()
    if TIME_KEYS.match(key):
        return (key, value) if next(dates.find(value), None) else None
    if key in URL_KEYS:
        return (key, value) if re.match(r"https?://|www\.", value, re.I) else None
    return (key, value) if key in TITLE_KEYS or word_count(value) <= 10 else None


def dateline(text: str) -> int:
    """Return where the dateline at the start of a paragraph ends, 0 if there is none."""
    if match := ZH_DATELINE.match(text):
        return match.end()
    ended = FULL_STOP_DATELINE.match(text[:300])
    if ended is not None and _named(ended["place"]):
        return ended.end()
    match = DATELINE.match(text[:300])
    if match is None:
        return 0
    place = match["place"]
    shouted = len(place) > 2 and place.split(",")[0].isupper()
    dashed = not match.group(0).rstrip().endswith((")", "/"))
    dated = bool(match["day"]) or dates.first(match.group(0)) is not None
    return match.end() if _named(place) and (dated or (dashed and (shouted or match["agency"]))) else 0


def _named(place: str) -> bool:
    return all(word[0].isupper() or word in PARTICLES for word in re.findall(r"[^\W\d_]+", place))


def is_date_line(text: str) -> bool:
    """Say whether a line is there for its date: little else stands on it, or only names parted by signs."""
    if len(text) > 200 or next(dates.find(text), None) is None:
        return False
    rest = squeeze(DATE_WORDS.sub(" ", dates.without(text)))
    if CJK.search(rest):
        return len(rest) <= 40 and not re.search("[，。；！？]", rest) and (" " in squeeze(text) or "|" in text)
    names = re.sub(r"[^\w\s]", " ", rest)
    signs = (
        SEPARATOR.search(text)
        or HANDLE.match(text)
        or BYLINE.match(text)
        or PUBLISHED_WORD.search(text)
        or UPDATED_WORD.search(text)
    )
    masthead = MASTHEAD.search(rest) and not ends_sentence(text)
    return word_count(names) <= (12 if signs else 6 if masthead or dates.TIME.search(dates.DAY.sub(" ", text)) else 3)


def is_place_line(text: str) -> bool:
    """Say whether a line is a dateline that stands alone.

    It is a place in capitals beside a date ("LIMA | May 3, 2024"), or a name and the day ("Pune, February 3, 2024").
    """
    named = PLACE_AND_DAY.fullmatch(text)
    if named is not None and not (LABEL.fullmatch(named["place"]) or DATE_WORDS.search(named["place"])):
        return MASTHEAD.search(named["place"]) is None and not dates.WEEKDAY.search(named["place"])
    found = next(dates.find(text), None)
    rest = re.sub(r"[^\w\s,.'’-]", " ", squeeze(dates.without(text))) if found and len(text) <= 80 else ""
    return rest.isupper() and 1 <= word_count(rest) <= 4 and len(rest.strip(" ,.-")) >= 3 and not MASTHEAD.search(rest)
