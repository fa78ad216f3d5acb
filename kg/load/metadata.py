"""What the lines around the body say: title, date of publication, publisher, author, address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.load import dates
from kg.load.draft import CJK, Known, Piece, ends_sentence, squeeze, word_count

HEADER = re.compile(
    r"(?P<key>URL|Link|Permalink|Date|Published(?: on| at)?|First published|Publication date|Posted(?: on)?|Source|Publisher|"
    r"Outlet|Newspaper|Updated|Last updated|Author|By|Byline|Reporter|Editor|Title|Headline|Language|Section|Category|"
    r"来源|作者|记者|编辑|责任编辑|发布时间|发布日期|日期|时间|更新时间)\s*[:：]\s*(?P<value>\S.*)",
    re.I,
)
DATE_WORDS = re.compile(
    r"\b(?:first|last|published|posted|updated|modified|issued|released|created|date|time|on|at|min read|ist|发布|更新)\b|\d+ min read",
    re.I,
)
PUBLISHED_WORD = re.compile(r"\b(?:published|posted|released)\b|发布", re.I)
UPDATED_WORD = re.compile(r"\b(?:updated|modified|revised)\b|更新", re.I)
BYLINE = re.compile(
    r"(?:(?:Story|Text|Words|Written|Report(?:ed|ing)?) )?[Bb][Yy]:?\s+(?P<name>[^\W\d_].{1,100})|(?:本报|本刊)?记者\s*(?P<zh>\S{2,12})"
)
HANDLE = re.compile(r"^(?P<name>[^\W\d_][\w.' -]{2,40}?)\s*(?:\(@\w+\)|@\w+)")
SEPARATOR = re.compile(r"\s*[|•·»›]\s*|\s+/\s+|\s+>\s+|\s{3,}|　")
LABEL = re.compile(
    r"(?:for immediate release|press release|news release|media release|embargoed.{0,40}|explainer|analysis|opinion|feature|features|"
    r"exclusive|breaking(?: news)?|comment|editorial|interview|factbox|news|world|business|economy|local news|special report|新闻稿)\s*:?",
    re.I,
)
MASTHEAD = re.compile(
    r"\b(?:times|news|daily|post|wire|weekly|monthly|monitor|review|gazette|herald|journal|diary|briefing|bulletin|today|tribune|blog|"
    r"portal|newsletter|courier|chronicle|observer|standard|mirror|express|magazine|observer|media|press|agency|desk|bureau|edition)\b"
    r"|(?:日报|晚报|周刊|时报|财经网|新闻网|观察|在线)$",
    re.I,
)
MONTH_DAY = (
    rf"(?:{dates.MONTH.replace('(?P<{}>', '(?:')}\s?\d{{1,2}}|\d{{1,2}}\s{dates.MONTH.replace('(?P<{}>', '(?:')})"
)
FULL_DAY = rf"(?:{MONTH_DAY}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)\s[A-Z][a-z]+,?\s(?:19|20)\d\d)"
AGENCY = r"(?:\([^()\n]{2,90}\)|/[^/\n]{2,60}/)"
DASH = r"(?:\s*--+\s*|\s*[–—]\s*|\s-\s|:\s)"
DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w.'’-]*(?:[ ,/]{1,2}[^\W\d_][\w.'’-]*){0,7}?)"
    rf"(?:,?\s(?P<day>{FULL_DAY}|{MONTH_DAY}))?(?:,?\s(?P<agency>{AGENCY}))?"
    rf"(?:{DASH}(?:(?:{FULL_DAY}|{AGENCY}|[A-Z][\w ]{{2,40}}{DASH}{FULL_DAY})\s?(?:{AGENCY})?{DASH})*|(?<=[)/])\s)"
)
ZH_DATELINE = re.compile(r"(?:本报|本刊|本网|新华社)[^，。\s]{0,8}?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:讯|电|消息)")
COPYRIGHT_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c)]*(?:(?:19|20)\d\d)?[\s,–-]*(?P<owner>[^\W\d_][^.|\d©]{2,60})", re.I
)
PARTICLES = frozenset("of the de la du el al and on".split())
HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines around the body, read: which piece is the title, and why others are no part of the body."""

    known: Known
    title: int | None
    reasons: tuple[str, ...]


def read(pieces: Sequence[Piece], reasons: Sequence[str], known: Known) -> Reading:
    """Read title, date, publisher and author from the lines above and below the body, and mark those lines."""
    marked = list(reasons)
    first = _first_paragraph(pieces, marked)
    head = range(min(first, HEAD_LINES))
    headers = {i: why for i in head if pieces[i].kind != "title" and (why := header_reason(pieces[i].text))}
    for i, why in headers.items():
        marked[i] = marked[i] or why
    title = _title(pieces, marked, headers, first, known)
    if title is not None:
        marked[title] = ""
    for i in range(title or 0):
        if not marked[i] and i not in headers and pieces[i].words <= 14:
            marked[i] = "masthead"
    foot = range(max(first, len(pieces) - HEAD_LINES), len(pieces))
    for i in foot:
        if not marked[i] and _is_date_line(pieces[i].text) and (i == len(pieces) - 1 or not pieces[i + 1].is_prose):
            marked[i] = "header"
    words = pieces[title].text if title is not None else known.title
    lines = [pieces[i].text for i in head if i != title]
    below = [pieces[i].text for i in foot if marked[i] and not pieces[i].is_prose]
    opening = pieces[first].text if first < len(pieces) else ""
    known = replace(
        _dated(_named(known, lines, below, pieces, marked, title), lines, below, opening, words or ""),
        title=words or known.title,
    )
    return Reading(known, title, tuple(marked))


def header_reason(text: str) -> str:
    """Return why a line above the body is no part of it ("header", "byline", "navigation", "label"), or ""."""
    if len(text) > 240:
        return ""
    if HEADER.match(text) and word_count(text) <= 30:
        return "header"
    if is_place_line(text):
        return ""
    if _is_date_line(text):
        return "header"
    if LABEL.fullmatch(text):
        return "label"
    if word_count(text) <= 12 and (BYLINE.match(text) or HANDLE.match(text)) and not ends_sentence(text):
        return "byline"
    parts = [part for part in SEPARATOR.split(text) if part]
    if len(parts) >= 2 and all(word_count(part) <= 3 for part in parts) and not any(map(str.isdigit, text)):
        return "navigation"
    return ""


def dateline(text: str) -> int:
    """Return where the dateline at the start of a paragraph ends, 0 if there is none."""
    if match := ZH_DATELINE.match(text):
        return match.end()
    match = DATELINE.match(text[:300])
    if match is None:
        return 0
    place = match["place"]
    words = re.findall(r"[^\W\d_]+", place)
    shouted = len(place) > 2 and place.split(",")[0].isupper()
    dashed = not match.group(0).rstrip().endswith((")", "/"))
    dated = bool(match["day"]) or dates.first(match.group(0)) is not None
    named = all(word[0].isupper() or word in PARTICLES for word in words)
    return match.end() if named and (dated or (dashed and (shouted or match["agency"]))) else 0


def _first_paragraph(pieces: Sequence[Piece], reasons: Sequence[str]) -> int:
    for i, piece in enumerate(pieces):
        if reasons[i] or piece.kind == "title":
            continue
        question = i < 3 and piece.words <= 20 and piece.text.endswith(("?", "？", "!", "！"))
        if piece.kind == "bullet" or (piece.is_prose and not question):
            if not (header_reason(piece.text) and piece.words <= 14):
                return i
    return len(pieces)


def _is_date_line(text: str) -> bool:
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
    return word_count(names) <= (12 if signs else 6 if dates.TIME.search(dates.DAY.sub(" ", text)) else 3)


def is_place_line(text: str) -> bool:
    """Say whether a line is a dateline that stands alone: a place in capitals beside a date ("LIMA | May 3, 2024")."""
    found = next(dates.find(text), None)
    rest = re.sub(r"[^\w\s,.'’-]", " ", squeeze(dates.without(text))) if found and len(text) <= 80 else ""
    return rest.isupper() and 1 <= word_count(rest) <= 4 and len(rest.strip(" ,.-")) >= 3 and not MASTHEAD.search(rest)


def _title(
    pieces: Sequence[Piece], reasons: Sequence[str], headers: dict[int, str], first: int, known: Known
) -> int | None:
    given = next((i for i, piece in enumerate(pieces[:HEAD_LINES]) if piece.kind == "title"), None)
    if given is not None:
        return given
    if known.title:
        wanted = squeeze(known.title).casefold()
        return next((i for i in range(min(first, HEAD_LINES)) if pieces[i].text.casefold() == wanted), None)
    stop = next((i for i in range(1, min(first, HEAD_LINES)) if _is_sentence(pieces[i].text)), first)
    head = range(min(stop, HEAD_LINES))
    candidates = [i for i in head if not reasons[i] and pieces[i].words <= 40 and not is_place_line(pieces[i].text)]
    if not candidates and 0 in head and headers.get(0) == "header" and not HEADER.match(pieces[0].text):
        candidates = [0]  # a title that ends with a date, and nothing else that could be one
    if not candidates or (first == len(pieces) and len(candidates) > 6):
        return None
    foot = " ".join(piece.text for piece in pieces[-4:]).casefold()
    scores = {i: _title_score(i, pieces, headers, candidates, foot) for i in candidates}
    return max(candidates, key=lambda i: (scores[i], -i))


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "。", '."', ".”")) and not text.isupper() and not header_reason(text)


def _title_score(i: int, pieces: Sequence[Piece], headers: dict[int, str], candidates: list[int], foot: str) -> int:
    text = pieces[i].text
    words = word_count(text)
    score = 2 if words >= 5 else 1 if words >= 3 else 0
    if (words <= 6 and MASTHEAD.search(text)) or re.search(r"\b(?:blog|newsletter)\b", text) or text.casefold() in foot:
        score -= 3
    score += i == candidates[0]
    score += i == candidates[-1]
    above = headers.get(i - 1)
    if above in ("navigation", "label") or (above == "header" and _is_bare_date(pieces[i - 1].text)):
        score += 2
    if headers.get(i + 1) in ("byline", "header") and pieces[i + 1].tight:
        score += 1
    return score


def _is_bare_date(text: str) -> bool:
    return not (BYLINE.match(text) or PUBLISHED_WORD.search(text) or UPDATED_WORD.search(text) or HANDLE.match(text))


def _dated(known: Known, head: list[str], foot: list[str], opening: str, title: str) -> Known:
    if known.published:
        return known
    line = opening[: dateline(opening)]
    updated = [text for text in head if UPDATED_WORD.search(text) and not PUBLISHED_WORD.search(text)]
    sources = [
        ("header", [t for t in head if (m := HEADER.match(t)) and t not in updated and m]),
        ("byline", [t for t in head if t not in updated and _is_date_line(t)]),
        ("dateline", [line, *(t for t in head if is_place_line(t))]),
        ("updated", updated),
        ("foot", [t for t in foot if _is_date_line(t)]),
    ]
    for where, texts in sources:
        for text in texts:
            if iso := dates.first(text):
                return replace(known, published=iso, published_from=where)
    if iso := dates.in_stated_week(" ".join([title, *head]), line):
        return replace(known, published=iso, published_from="dateline")
    return known


def _named(
    known: Known, head: list[str], foot: list[str], pieces: Sequence[Piece], reasons: Sequence[str], title: int | None
) -> Known:
    publisher, author, url, language = known.publisher, known.author, known.url, known.language
    for text in head:
        if match := HEADER.match(text):
            key, value = match["key"].lower(), match["value"].strip()
            if key in ("url", "link", "permalink"):
                url = url or (value.split()[0] if value.startswith("http") else None)
            elif key in ("source", "publisher", "outlet", "newspaper", "来源"):
                publisher = publisher or SEPARATOR.split(value)[0]
            elif key in ("author", "byline", "by", "reporter", "作者", "记者"):
                author = author or SEPARATOR.split(value)[0]
            elif key == "language":
                language = language or value
            publisher = publisher or _source_in(text)
        elif match := BYLINE.match(text) or HANDLE.match(text):
            found = match.groupdict().get("name") or match.groupdict().get("zh") or ""
            name = re.split(r"\s*[|·,/]\s*|\.\s|\s(?:Published|Updated|Posted)\b", dates.without(found))[0].strip(" .,")
            author = author or (name if 0 < word_count(name) <= 6 else None)
        else:
            publisher = publisher or _source_in(text)
    if publisher is None:
        owner = next((m["owner"].strip(" .,") for text in foot if (m := COPYRIGHT_OWNER.search(text))), None)
        masthead = next((pieces[i].text for i in range(title or 0) if reasons[i] == "masthead"), None)
        publisher = masthead if masthead and word_count(masthead) <= 12 else owner
    return replace(known, publisher=publisher, author=author, url=url, language=language)


def _source_in(text: str) -> str | None:
    match = re.search(
        r"(?:\bSource|来源)\s*[:：]\s*(?P<name>[^:：|]{2,60}?)(?=\s+(?:Font|Editor|编辑|责任|作者|记者)\b|\s*[|]|$|\s{2,})",
        text,
        re.I,
    )
    return match["name"].strip() if match else None
