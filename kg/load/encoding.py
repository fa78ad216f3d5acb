"""Bytes to text: byte order mark, UTF-8, declared charset, then a guess that must look like text."""

import codecs
import re

from kg.errors import ArticleError
from kg.load.draft import CONTROL, clean

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\x1f\x8b", "gzip data inside other data"),
    (b"\x28\xb5\x2f\xfd", "zstd data inside other data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"RIFF", "a sound or a film"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "a database"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
GUESSES = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252", "cp1250", "cp1251", "cp1254", "cp1258"]
# Web pages that declare these mean their supersets.
SUPERSETS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
SAMPLE = 65_536


def decode(data: bytes, origin: str, charset: str | None = None) -> str:
    """Return the text of `data`, in NFC, lines ended by line feeds; `charset` is what a server or sender called it.

    Raises ArticleError if it is not text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, origin)
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"{origin}: is {what}, not a kind of article that kg reads")
    if b"\0" in data[:SAMPLE]:
        return _wide(data, origin, charset)
    declared = (_codec(charset) if charset else None) or _declared(data)
    if declared and declared.startswith(("iso2022", "hz", "utf-7")) and data.isascii():
        return _strict(data, declared, origin)
    try:
        return _checked(data.decode("utf-8"), origin)
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # a character cut off at the end of a truncated file
            return _checked(data[: error.start].decode("utf-8"), origin)
    if declared:
        try:
            return _checked(data.decode(declared), origin)
        except (UnicodeDecodeError, LookupError):
            pass
    return _guess(data, origin)


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:2048])
    return _codec(found.group(1).decode("ascii")) if found else None


def _codec(label: str) -> str | None:
    """Return the codec that a label means, None if it is no text encoding that we know."""
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding:  # base64 and the like are codecs too
        return None
    name = found.name
    return SUPERSETS.get(name.replace("iso8859-1", "iso-8859-1"), name)


def _strict(data: bytes, encoding: str, origin: str) -> str:
    try:
        return _checked(data.decode(encoding), origin)
    except UnicodeDecodeError:
        raise ArticleError(f"{origin}: damaged text: not valid {encoding.upper()} as its mark says") from None


def _wide(data: bytes, origin: str, charset: str | None) -> str:
    sample = data[:SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and others < 0.05 * half and len(data) % 2 == 0:
            return _strict(data, encoding, origin)
    if sample.count(0) <= len(sample) // 1000 + 1:  # a stray NUL in what is otherwise text
        return decode(data.replace(b"\0", b""), origin, charset)
    raise ArticleError(f"{origin}: is binary data, not an article in text, Markdown or HTML")


def _guess(data: bytes, origin: str) -> str:
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    if damaged * 4 < sum(map(text[:SAMPLE].count, "éèüöäñçá’“”—，的。を")):  # UTF-8 with a few damaged characters
        return _checked(text, origin)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_isolation=GUESSES, threshold=0.3).best()
    guess = text if best is None else data.decode(best.encoding, errors="replace")
    if guess.count("\ufffd") > 2 + len(guess) // 1000:
        raise ArticleError(f"{origin}: unknown encoding", hint="save it as UTF-8")
    return _checked(guess, origin)


def _checked(text: str, origin: str) -> str:
    sample = text[:SAMPLE]
    if not sample.replace("\n", " ").isprintable() and len(CONTROL.findall(sample)) > 4 + len(sample) // 200:
        raise ArticleError(f"{origin}: is binary data, not an article in text, Markdown or HTML")
    return clean(text)
