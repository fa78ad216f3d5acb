"""What kind of file this is: by the first bytes of its content, then by its name."""

import json
import re
from collections.abc import Container, Sequence
from pathlib import Path

from kg.load import feed, mail
from kg.load.fields import pick

OBJECT = re.compile(rb"\s*\{\s*(?:\"|\})")
ARRAY = re.compile(rb"\s*\[\s*(?:\{|\])")
TEXT_ENDINGS = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"))


def kind_of_file(
    head: bytes, name: str, fields: Sequence[tuple[str, str]] = (), *, only: Container[str] | None = None
) -> str:
    """Return the kind of a file that begins with `head`: "pdf", "mail", "feed", "json", "jsonl", "csv" or "warc".

    "" means a single article in text, Markdown or HTML. Kinds that are not among `only` are not looked for.
    """
    ending = Path(name).suffix.lower()
    if head.startswith((b"WARC/1.", b"WARC/0.")):
        kind = "warc"
    elif b"%PDF-" in head[:1024] and not head.lstrip().startswith((b"<", b"{", b"#")):
        kind = "pdf"
    elif feed.is_feed(head):
        kind = "feed"
    elif OBJECT.match(bare := head.removeprefix(b"\xef\xbb\xbf")) or ARRAY.match(bare):
        kind = _json(bare, ending)
    elif (ending == ".eml" and mail.FIELD.match(bare.replace(b"\r\n", b"\n"))) or mail.is_mail(head):
        kind = "mail"
    elif ending in (".jsonl", ".ndjson"):
        kind = "jsonl"
    elif ending in (".csv", ".tsv") or (ending not in TEXT_ENDINGS and _has_columns(bare, fields)):
        kind = "csv"
    else:
        kind = "json" if ending == ".json" else ""
    return kind if only is None or kind in only else ""


def _json(head: bytes, ending: str) -> str:
    """Tell an object a line from one that is spread over the file."""
    if ending in (".jsonl", ".ndjson"):
        return "jsonl"
    line, sign, rest = head.lstrip().partition(b"\n")
    if not sign or not rest.lstrip().startswith(b"{"):
        return "json"
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl"


def _has_columns(head: bytes, fields: Sequence[tuple[str, str]]) -> bool:
    """Say whether the first line names columns: one for the text and one for title, address or day."""
    line = head.partition(b"\n")[0].strip()
    if not line.isascii() or len(line) > 2000:
        return False
    text = line.decode("ascii")
    names = dict.fromkeys((n.strip(' "\r') for n in text.split(max(",;\t|", key=text.count))), "x")
    known = [field for field in ("title", "url", "published") if pick(names, field, fields)]
    return len(names) >= 2 and bool(known) and pick(names, "text", fields) is not None
