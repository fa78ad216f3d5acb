"""Web archives (WARC): the pages that servers gave, one record at a time in constant memory."""

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, Final

from kg.errors import ArticleError
from kg.load.dates import first
from kg.load.draft import Known
from kg.load.item import MAX_BYTES, Item, Source

PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


def items(source: Source) -> Iterator[Item]:
    """Yield an item for each web page that was answered with success; all other records are passed over.

    Raises ArticleError where the archive breaks off, or if it has no such record.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ArticleError(f"{source.path}: is a web archive", hint="pip install 'kg-policy[warc]'") from None
    number = pages = 0
    try:
        records: Iterator[Any] = ArchiveIterator(source.stream, check_digests=False)  # type: ignore[no-untyped-call]
        for record in _quietly(records):
            number += 1
            if _is_page(record):
                pages += 1
                yield _item(source, number, record)
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, zlib.error) as error:
        why = str(error).strip().split("\n")[0][:120] or type(error).__name__
        raise ArticleError(f"{source.path}: the archive breaks off after {number} records: {why}") from None
    if not pages:
        raise ArticleError(f"{source.path}: none of its {number} records is a web page")


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """Yield the records without what warcio says on stderr of each odd one."""
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "text/html").split(";")[0].strip().lower()
    return kind in PAGE_TYPES and record.http_headers.get_statuscode() == "200"


def _item(source: Source, number: int, record: Any) -> Item:
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    try:
        data = record.content_stream().read(MAX_BYTES + 1)
    except (EOFError, ValueError, OSError, zlib.error) as error:
        return source.item(number, failure=f"{address}: the page cannot be unpacked: {error}")
    if len(data) > MAX_BYTES:
        return source.item(number, failure=f"{address}: over {MAX_BYTES // 1_000_000} MB is no single article")
    length = record.rec_headers.get_header("Content-Length") or ""
    if record.length is not None and length.isdecimal() and record.raw_stream.limit > 0:
        return source.item(number, failure=f"{address}: the record is cut off")
    charset = CHARSET.search(record.http_headers.get_header("Content-Type") or "")
    return source.item(
        number,
        data,
        form="html",
        charset=charset.group(1) if charset else None,
        known=Known(url=address if address.startswith(("http://", "https://")) else None),
        trusted=False,
        newest=first((record.rec_headers.get_header("WARC-Date") or "")[:40]),
    )
