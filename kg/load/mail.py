"""Newsletters saved as e-mail messages (.eml): subject, day, sender, and the body as a page or as text."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from kg.errors import ArticleError
from kg.load import html, text
from kg.load.dates import Dated, machine
from kg.load.draft import Draft, Known, clean, squeeze
from kg.load.encoding import decode

FIELD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
OWN = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To|DKIM-Signature|List-Unsubscribe):", re.I | re.M
)
PREFIX = re.compile(r"^(?:(?:fwd?|re|aw|wg|转发|回复)\s*[:：]\s*)+", re.I)
MAX_PARTS = 200


def is_mail(head: bytes) -> bool:
    """Say whether a file that begins with `head` is a message: header lines of which one only mail has."""
    match = FIELD.match(head.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"))
    return match is not None and OWN.search(match.group(0)) is not None


def read(data: bytes, origin: str) -> Draft:
    """Return the pieces of a message's body and what its headers say. Raises ArticleError if it has no text."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        draft = _body(message, origin)
        known = Known(
            title=PREFIX.sub("", _header(message, "subject")) or None,
            dated=_day(message),
            publisher=_sender(message),
        )
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise ArticleError(f"{origin}: is a damaged message: {error}") from None
    return Draft(draft.pieces, known, draft.outside)


def _body(message: EmailMessage, origin: str) -> Draft:
    best: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            break
        kind = part.get_content_type()
        if kind in ("text/html", "text/plain") and part.get_content_disposition() != "attachment":
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes) and raw.strip():
                best.setdefault(kind, decode(raw, origin, part.get_content_charset()))
    if "text/html" in best:
        draft = html.read(best["text/html"])
        if draft.pieces:
            return draft
    if "text/plain" in best:
        return text.read(best["text/plain"])
    raise ArticleError(f"{origin}: the message has no text")


def _header(message: EmailMessage, name: str) -> str:
    return squeeze(clean(str(message.get(name) or "")))


def _day(message: EmailMessage) -> Dated | None:
    written = _header(message, "date")
    try:
        return Dated(parsedate_to_datetime(written).date().isoformat(), "mail")
    except (ValueError, TypeError):
        return machine(written, "mail")


def _sender(message: EmailMessage) -> str | None:
    name = re.sub(r"\s*<[^<>]*>$", "", _header(message, "from")).strip("\"' ")
    return name if name and "@" not in name else None
