"""RSS, RDF Site Summary and Atom, read as they stream; entities are never resolved and nothing is fetched."""

import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

from kg.errors import ArticleError
from kg.load.dates import machine, surest
from kg.load.draft import Known, clean, squeeze
from kg.load.item import MAX_BYTES, Item, Source

PROLOG = re.compile(
    rb"<\?[^>]{0,300}\?>|<!--.{0,5000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,50000}?\]\s{0,100})?>", re.S | re.I
)
ROOT = re.compile(rb"<(?:rss|feed|(?:\w{1,20}:)?RDF)\b", re.I)
FULL = ("encoded", "content", "content_html", "body")
SHORT = ("description", "summary", "subtitle")
DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
MAX_FIELD = 1_000_000


def is_feed(head: bytes) -> bool:
    """Say whether a file that begins with `head` is a feed."""
    narrow = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<") else head
    rest = narrow.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    while match := PROLOG.match(rest):
        rest = rest[match.end() :].lstrip()
    return ROOT.match(rest) is not None


def items(source: Source) -> Iterator[Item]:
    """Yield an item for each entry. Raises ArticleError where the XML breaks off; the entries before it count."""
    site, number = None, 0
    events = etree.iterparse(
        _Limited(source.stream),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            name = _name(element)
            if name in ("item", "entry"):
                number += 1
                yield _item(source, number, element, site)
                element.clear()
                _forget_before(element)
            elif name == "title" and site is None and number == 0 and not _inside_entry(element):
                site = _words(element)
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"{source.path}: the feed breaks off after {number} entries: {error.msg}") from None
    if number == 0:
        raise ArticleError(f"{source.path}: the feed has no entries")


class _Limited:
    """A stream for a parser that may ask for it all at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        return self.stream.read(min(size, 65_536) if size > 0 else 65_536)


def _forget_before(element: etree._Element) -> None:
    """Drop the entries that were read: memory stays constant."""
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _inside_entry(element: etree._Element) -> bool:
    return any(_name(a) in ("item", "entry", "image", "textinput") for a in element.iterancestors())


def _item(source: Source, number: int, entry: etree._Element, site: str | None) -> Item:
    fields: dict[str, etree._Element] = {}
    link = ""
    for child in entry:
        name = _name(child)
        if name == "link":
            relation = child.get("rel") or "alternate"
            link = link or ((child.get("href") or _words(child) or "") if relation == "alternate" else "")
        elif name:
            fields.setdefault(name, child)
    body = max(_bodies(fields, FULL), default=(0, b"", ""), key=lambda b: b[0])
    if not body[0]:
        body = max(_bodies(fields, SHORT), default=(0, b"", ""), key=lambda b: b[0])
    title = squeeze(_bare(_words(fields["title"]) or "")) if "title" in fields else ""
    if not body[0]:
        return source.item(number, failure=f"entry {number}{f' ({title[:80]})' if title else ''} has no text")
    if len(body[1]) > MAX_BYTES:
        return source.item(number, failure=f"entry {number} has over {MAX_BYTES // 1_000_000} MB")
    guid = _words(fields["guid"]) if "guid" in fields else None
    known = Known(
        title=title or None,
        url=next((u.strip() for u in (link, guid or "") if u.strip().startswith(("http://", "https://"))), None),
        dated=surest(machine(_words(fields[name]) or "", "feed") for name in DATES if name in fields),
        publisher=_source(fields) or site,
        author=_author(fields),
        language=entry.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )
    return source.item(number, body[1], form=body[2], charset="utf-8", known=known)


def _bodies(fields: dict[str, etree._Element], names: tuple[str, ...]) -> Iterator[tuple[int, bytes, str]]:
    """Yield length, data and format of the bodies that an entry has."""
    for name in names:
        element = fields.get(name)
        if element is None:
            continue
        if len(element):  # XHTML
            inner = "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
            text, form = (element.text or "") + inner, "html"
        else:
            text = element.text or ""
            form = "html" if re.search(r"<[a-zA-Z/!]|&(?:\w{2,8}|#\d+);", text) else ""
        if len(text.strip()) > 0:
            page = f"<html><body><article>{_paragraphs(text)}</article></body></html>" if form == "html" else text
            yield len(text), page.encode("utf-8", "replace"), form


def _paragraphs(text: str) -> str:
    """Keep the blank lines between paragraphs where a body has no block of its own."""
    return text if re.search(r"<(?:p|div|br|li)\b", text, re.I) else re.sub(r"\n\s*\n", "<p>", text)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _words(element: etree._Element) -> str | None:
    return squeeze(clean("".join(str(t) for t in element.itertext())[:MAX_FIELD])) or None


def _bare(text: str) -> str:
    from html import unescape

    return unescape(re.sub(r"</?[a-zA-Z][^<>]{0,300}>", "", text))


def _author(fields: dict[str, etree._Element]) -> str | None:
    for name in ("creator", "author"):
        if name in fields:
            person = next((c for c in fields[name] if _name(c) == "name"), fields[name])
            words = _words(person) or ""
            match = re.fullmatch(r"\S+@\S+\s*\((.+)\)", words)
            if named := (match.group(1) if match else words):
                return named
    return None


def _source(fields: dict[str, etree._Element]) -> str | None:
    if "source" not in fields:
        return None
    title = next((c for c in fields["source"] if _name(c) == "title"), fields["source"])
    return _words(title)
