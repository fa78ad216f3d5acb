"""What a page says about itself: JSON-LD, meta tags, the canonical link, marked-up times."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from lxml import etree

from kg.load.dates import Dated, machine, stated, surest
from kg.load.draft import Known, clean, squeeze

ARTICLE_TYPE = re.compile(r"\w*(?:Article|Posting|Report)$")
DATE_METAS = (
    "article:published_time article:published og:published_time datepublished date.published publishdate pubdate "
    "publish_date publish-date publication_date published_time published parsely-pub-date sailthru.date dc.date.issued "
    "dcterms.created dc.date dcterms.date citation_publication_date date release_date article.published "
    "firstpublishedtime originalpublicationdate"
).split()
# "govuk:first-published-at": what sites of their own call it.
PUBLISHED_META = re.compile(r"[:._-](?:first[-_]?)?publish(?:ed)?[-_]?(?:at|on|date|time)$")
TITLE_METAS = ("og:title", "twitter:title", "dc.title", "citation_title", "headline", "articletitle")
SITE_METAS = ("og:site_name", "dc.publisher", "publisher", "citation_publisher", "contentsource", "source")
AUTHOR_METAS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "citation_author")
SITE_SUFFIX = re.compile(r"\s+[|–—»·]\s+[^|–—»·]{2,50}$|\s+-{1,2}\s+[^-|]{2,40}$|_[^_]{2,30}$")
STAMP = re.compile(r"(?:^|[\s_-])(?:date|time|timestamp|publish(?:ed)?|posted|pubdate|pub)(?:$|[\s_-])", re.I)
MAX_STAMPS = 100
MAX_JSON = 2_000_000


def read(root: etree._Element) -> Known:
    """Return what a page states about its article, the structured data first."""
    metas = _metas(root)
    data = next(_news(root), {})
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale")
    return Known(
        title=_text(data.get("headline")) or _first(metas, TITLE_METAS) or _page_title(root),
        url=_address(root, metas, data),
        dated=surest(_dates(root, metas, data)),
        publisher=_name(data.get("publisher")) or _first(metas, SITE_METAS),
        author=_name(data.get("author")) or _person(_first(metas, AUTHOR_METAS)),
        language=language,
    )


def article_body(root: etree._Element) -> str | None:
    """Return the body that a page's structured data holds, if it holds one."""
    body = next((item["articleBody"] for item in _news(root) if isinstance(item.get("articleBody"), str)), None)
    return clean(re.sub(r"<[^<>]{1,500}>", " ", body)) if body else None


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = squeeze(clean(meta.get("content") or ""))
        if name and content:
            found.setdefault(name, content)
    return found


def _news(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Yield the articles of a page's JSON-LD, the first one first; broken JSON is passed over."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        raw = (script.text or "")[:MAX_JSON].strip().removeprefix("<!--").removesuffix("-->").rstrip(";")
        try:
            loaded = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting: list[object] = [loaded]
        seen = 0
        while waiting and seen < 1000:
            item = waiting.pop(0)
            seen += 1
            if isinstance(item, list):
                waiting = item[:200] + waiting
            elif isinstance(item, dict):
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and ARTICLE_TYPE.match(kind) for kind in kinds):
                    yield item
                waiting += [item.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _dates(root: etree._Element, metas: dict[str, str], data: dict[str, Any]) -> Iterator[Dated | None]:
    """Yield the dates of publication that a page states, the most reliable first."""
    for key in ("datePublished", "dateCreated"):
        yield machine(_text(data.get(key)) or "", "JSON-LD")
    for name in DATE_METAS:
        yield machine(metas.get(name, ""), "meta")
    for name, value in metas.items():
        if PUBLISHED_META.search(name):
            yield machine(value, "meta")
    for element in root.iter("time", "span", "p", "div", "abbr"):
        prop = element.get("itemprop") or ""
        if "datePublished" in prop or element.get("pubdate") is not None:
            yield machine(element.get("datetime") or element.get("content") or words_of(element), "time")
    times = [
        found for t in root.iter("time") if not _in_frame(t) and (found := machine(t.get("datetime") or "", "time"))
    ]
    stamps = islice((e for e in root.iter("span", "div", "p", "em", "li", "td") if _is_stamp(e)), MAX_STAMPS)
    times = times or [found for e in stamps if (found := _stamp(e))]
    if len(set(times)) == 1:
        yield times[0]


def _is_stamp(element: etree._Element) -> bool:
    return len(element) <= 3 and STAMP.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _stamp(element: etree._Element) -> Dated | None:
    """Read the date of an element that its class calls a date."""
    words = squeeze(words_of(element))
    return stated(words, "time") if len(words) <= 80 and not _in_frame(element) else None


def _in_frame(element: etree._Element) -> bool:
    return any(a.tag in ("aside", "nav", "footer") for a in element.iterancestors())


def _address(root: etree._Element, metas: dict[str, str], data: dict[str, Any]) -> str | None:
    page = data.get("mainEntityOfPage")
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    stated = [*links, metas.get("og:url"), page.get("@id") if isinstance(page, dict) else page, data.get("url")]
    return next(
        (u.strip() for u in stated if isinstance(u, str) and u.strip().startswith(("http://", "https://"))), None
    )


def _page_title(root: etree._Element) -> str | None:
    element = root.find(".//head/title")
    title = squeeze(clean(words_of(element))) if element is not None else ""
    bare = SITE_SUFFIX.sub("", title)
    return bare or title or None


def words_of(element: etree._Element) -> str:
    """Return all text inside an element."""
    return "".join(str(part) for part in element.itertext())


def _first(metas: dict[str, str], names: Sequence[str]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _text(value: object) -> str | None:
    return squeeze(clean(value)) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for item in value[:10] if (name := _name(item))]
        return ", ".join(names) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _person(name: str | None) -> str | None:
    return None if name is None or name.startswith("http") else name
