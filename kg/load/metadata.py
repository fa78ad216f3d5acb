"""What the lines around the body say: title, date of publication, publisher, author, address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.load import dates
from kg.load.address import stated_day
from kg.load.draft import Known, Piece, squeeze, word_count
from kg.load.header import (
    BYLINE,
    HANDLE,
    MASTHEAD,
    PUBLISHED_WORD,
    SEPARATOR,
    TITLE_KEYS,
    UPDATED_WORD,
    URL_KEYS,
    dateline,
    header,
    header_reason,
    is_date_line,
    is_place_line,
)

COPYRIGHT_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c)]*(?:(?:19|20)\d\d)?[\s,–-]*(?P<owner>[^\W\d_][^.|\d©]{2,60})", re.I
)
SOURCE = re.compile(
    r"(?:\bSource|来源)\s*[:：]\s*(?P<name>[^:：|]{2,60}?)(?=\s+(?:Font|Editor|编辑|责任|作者|记者)\b|\s*[|]|$|\s{2,})",
    re.I,
)
SOURCE_KEYS = ("source", "publisher", "outlet", "newspaper", "来源")
AUTHOR_KEYS = ("author", "byline", "by", "reporter", "作者", "记者")
HEAD_LINES = 12
STANDFIRST = 60  # words
# Who wrote it, alone on the line between date and first paragraph.
NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,2}")


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
    if first - 1 in head and headers.get(first - 2) == "header" and NAME.fullmatch(pieces[first - 1].text):
        headers[first - 1] = "byline"
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
        if not marked[i] and is_date_line(pieces[i].text) and (i == len(pieces) - 1 or not pieces[i + 1].is_prose):
            marked[i] = "header"
    lines = [pieces[i].text for i in head if i != title]
    below = [pieces[i].text for i in foot if marked[i] and not pieces[i].is_prose]
    known = _named(known, lines)
    name = pieces[title].text if title is not None else known.title
    known = _dated(known, lines, below, _dateline(pieces[first : first + 6], marked[first:]), name or "")
    masthead = [pieces[i].text for i in range(title or 0) if marked[i] == "masthead"]
    known = replace(known, title=name, publisher=known.publisher or _owner(masthead, below))
    return Reading(known, title, tuple(marked))


def _first_paragraph(pieces: Sequence[Piece], reasons: Sequence[str], start: int = 0) -> int:
    for i, piece in enumerate(pieces):
        if i < start or reasons[i] or piece.kind == "title":
            continue
        question = i < 3 and piece.words <= 20 and piece.text.endswith(("?", "？", "!", "！"))
        framed = piece.words <= 14 and header_reason(piece.text)
        if not framed and (piece.kind == "bullet" or (piece.is_prose and not question)):
            return _first_paragraph(pieces, reasons, i + 1) if _is_standfirst(pieces, i) else i
    return len(pieces)


def _is_standfirst(pieces: Sequence[Piece], i: int) -> bool:
    """Say whether a short paragraph high up stands above the byline or the date: the article begins below both."""
    following = pieces[i + 1].text if i + 1 < len(pieces) else ""
    return (
        i < 4
        and pieces[i].kind != "bullet"
        and pieces[i].words <= STANDFIRST
        and word_count(following) <= 14
        and header_reason(following) in ("byline", "header")
    )


def _title(
    pieces: Sequence[Piece], reasons: Sequence[str], headers: dict[int, str], first: int, known: Known
) -> int | None:
    given = next((i for i, piece in enumerate(pieces[:HEAD_LINES]) if piece.kind == "title"), None)
    if given is not None:
        return given
    if known.title:
        wanted = squeeze(known.title).casefold()
        head = range(min(first, HEAD_LINES))
        same = next((i for i in head if pieces[i].text.casefold() == wanted), None)
        return same if same is not None else next((i for i in head if _is_rest(pieces[i], wanted)), None)
    stop = next((i for i in range(1, min(first, HEAD_LINES)) if _is_sentence(pieces[i].text)), first)
    head = range(min(stop, HEAD_LINES))
    candidates = [i for i in head if not reasons[i] and _may_be_title(pieces[i])]
    if not candidates and 0 in head and headers.get(0) == "header" and not header(pieces[0].text):
        candidates = [0]  # a title that ends with a date, and nothing else that could be one
    if not candidates or (first == len(pieces) and len(candidates) > 6):
        return None
    foot = " ".join(piece.text for piece in pieces[max(first, len(pieces) - 4) :]).casefold()
    scores = {i: _title_score(i, pieces, headers, candidates, foot) for i in candidates}
    return max(candidates, key=lambda i: (scores[i], -i))


def _is_rest(piece: Piece, title: str) -> bool:
    """Say whether a line is what a page calls itself without the name of the site before it ("Coast Wire: …")."""
    line = piece.text.casefold()
    return piece.words >= 4 and title.endswith((f": {line}", f"| {line}", f"- {line}")) and 2 * len(line) > len(title)


def _may_be_title(piece: Piece) -> bool:
    return len(piece.text) <= 400 and piece.words <= 40 and not is_place_line(piece.text)


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


def _dateline(pieces: Sequence[Piece], reasons: Sequence[str]) -> str:
    """Return the dateline of the first paragraph; bullets that sum up a press release may stand above it."""
    for piece, why in zip(pieces, reasons, strict=False):
        if not why and piece.kind != "bullet":
            return piece.text[: dateline(piece.text)]
    return ""


def _dated(known: Known, head: list[str], foot: list[str], line: str, title: str) -> Known:
    """Add the date that the lines state, if the file itself states none for certain."""
    if known.dated and known.dated.iso:
        return known
    return replace(known, dated=dates.surest((known.dated, *_dates(known, head, foot, line, title))))


def _dates(known: Known, head: list[str], foot: list[str], line: str, title: str) -> Iterator[dates.Dated | None]:
    """Yield the dates that the lines state, the most reliable first."""
    updated = [text for text in head if UPDATED_WORD.search(text) and not PUBLISHED_WORD.search(text)]
    above = [text for text in head if text not in updated]
    for text in filter(header, above):
        yield dates.stated(text, "header")
    for text in above:
        if is_date_line(text) and not is_place_line(text):
            yield dates.stated(text, "byline")
    for text in (line, *filter(is_place_line, head)):
        yield dates.stated(text, "dateline")
    for text in updated:
        yield dates.stated(text, "updated", "derived")
    for text in filter(is_date_line, foot):
        yield dates.stated(text, "foot", "derived")
    if iso := dates.in_stated_week(" ".join([title, *head]), line):
        yield dates.Dated(iso, "dateline", "derived")
    if known.url and (iso := stated_day(known.url)):
        yield dates.Dated(iso, "address", "derived")


def _named(known: Known, head: list[str]) -> Known:
    """Add what the lines above the body say of publisher, author, address and language."""
    for text in head:
        found = header(text)
        key, value = found or ("", "")
        if key in URL_KEYS:
            known = replace(known, url=known.url or (value.split()[0] if value.startswith("http") else None))
        elif key in TITLE_KEYS:
            known = replace(known, title=known.title or value)
        elif key == "language":
            known = replace(known, language=known.language or value)
        elif key in AUTHOR_KEYS:
            known = replace(known, author=known.author or SEPARATOR.split(value)[0])
        elif key in SOURCE_KEYS:
            known = replace(known, publisher=known.publisher or SEPARATOR.split(value)[0])
        elif not found and (match := BYLINE.match(text) or HANDLE.match(text)):
            known = replace(known, author=known.author or _person(match))
        if key not in SOURCE_KEYS and (source := SOURCE.search(text)):
            known = replace(known, publisher=known.publisher or source["name"].strip())
    return known


def _person(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    words = dates.without(groups.get("name") or groups.get("zh") or "")
    name = re.split(r"\s*[|·,/]\s*|\.\s|\s(?:Published|Updated|Posted)\b", words)[0].strip(" .,")
    return name if 0 < word_count(name) <= 6 else None


def _owner(masthead: list[str], foot: list[str]) -> str | None:
    """Return the publication that its masthead or its copyright line names."""
    named = next((text for text in masthead if word_count(text) <= 12), None)
    return named or next((m["owner"].strip(" .,") for text in foot if (m := COPYRIGHT_OWNER.search(text))), None)
