"""The fields of a JSON object or a row: which one is the text, the title, the date, whatever the file calls them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from kg.errors import UsageError
from kg.load.dates import Dated, machine
from kg.load.draft import Known, clean, squeeze

# What a file may call each field, the likeliest first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "articlebody", "article_body", "article_text", "maintext", "main_text",
        "body_text", "content_text", "full_text", "fulltext", "story", "html", "content_html", "body_html", "raw_html",
        "markdown", "正文", "内容",
    ),
    "title": ("title", "headline", "heading", "标题"),
    "url": ("url", "link", "canonical_url", "canonical", "source_url", "permalink", "web_url", "external_url", "链接"),
    "published": (
        "published", "date_published", "datepublished", "published_at", "published_date", "publish_date",
        "publication_date", "published_time", "pubdate", "pub_date", "date", "datetime", "created_at", "timestamp",
        "发布时间", "日期",
    ),
    "publisher": ("publisher", "source", "source_name", "source_domain", "outlet", "site", "site_name", "domain",
                  "media", "newspaper", "来源"),
    "author": ("author", "authors", "byline", "creator", "作者"),
    "language": ("language", "lang", "inlanguage"),
}  # fmt: skip


def parse_map(given: str) -> tuple[tuple[str, str], ...]:
    """Read "text=body,published=date". Raises UsageError for what is no such list, or no field of kg."""
    pairs = []
    for part in filter(None, map(str.strip, given.split(","))):
        ours, sign, theirs = (x.strip() for x in part.partition("="))
        if not sign or not theirs or ours not in NAMES:
            raise UsageError(
                f"--map {part!r} is not FIELD=NAME", hint=f"FIELD is one of {', '.join(NAMES)}; NAME is the file's own"
            )
        pairs.append((ours, theirs))
    return tuple(pairs)


def pick(row: Mapping[str, Any], field: str, renamed: Sequence[tuple[str, str]]) -> Any:
    """Return the value of a field, None if the row has none; a name with dots leads into nested objects.

    A row that has none of the renamed fields is of another kind of file: it is read by the usual names.
    """
    if any(ours == field for ours, _ in renamed) and any(_has(row, theirs) for _, theirs in renamed):
        values = (_at(row, theirs) for ours, theirs in renamed if ours == field)
        return next((value for value in values if value not in (None, "")), None)
    low = {key.strip().lower().replace("-", "_"): value for key, value in row.items() if isinstance(key, str)}
    return next((low[name] for name in NAMES[field] if low.get(name) not in (None, "", [], {})), None)


def _has(row: Mapping[str, Any], name: str) -> bool:
    return name in row or _at(row, name) is not None


def _at(row: Mapping[str, Any], name: str) -> Any:
    """Return the value under a name, or under its parts in nested objects."""
    value: Any = row.get(name)
    if value is None and "." in name:
        value = row
        for step in name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def known_of(row: Mapping[str, Any], renamed: Sequence[tuple[str, str]], where: str) -> Known:
    """Return what a row says about its article; `where` is noted as the source of the date."""
    url = _words(pick(row, "url", renamed))
    return Known(
        title=_words(pick(row, "title", renamed)),
        url=url if url and url.startswith(("http://", "https://")) else None,
        dated=_day(pick(row, "published", renamed), where),
        publisher=_words(pick(row, "publisher", renamed)),
        author=_words(pick(row, "author", renamed)),
        language=_words(pick(row, "language", renamed)),
    )


def _day(value: object, where: str) -> Dated | None:
    if isinstance(value, str):
        if value.strip().isdecimal() and len(value.strip()) in (10, 13):
            return _day(int(value), where)
        return machine(value, where)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        if 1e8 < seconds < 4e9:
            return Dated(datetime.fromtimestamp(seconds, UTC).date().isoformat(), where)
    return None


def _words(value: object) -> str | None:
    """Return a value as words: a string, the name of an object, or the names in a list."""
    if isinstance(value, str):
        return squeeze(clean(value)[:2000]) or None
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:10]))) or None
    return None
