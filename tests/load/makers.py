"""Small files of every kind that kg reads, made in the tests."""

import gzip
import io
import json
from collections.abc import Sequence
from email.message import EmailMessage

BODY = (
    "The ministry of industry said on Monday that a battery plant will open in the north of the city next year.",
    "It can make 30,000 packs a year, and 400 people will work there, the mayor told reporters at the town hall.",
)
TITLE = "Battery plant to open in the north"
TEXT = f"{TITLE}\n\n" + "\n\n".join(BODY) + "\n"
PAGE = (
    f"<!DOCTYPE html><html><head><title>{TITLE}</title><link rel='canonical' href='https://news.example/a?utm_source=x'>"
    "<meta property='article:published_time' content='2024-03-05T08:00:00Z'></head><body>"
    f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in BODY)}</article>"
    "<footer>© 2024</footer></body></html>"
)


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], info: str = "") -> bytes:
    """Return a PDF document: for each page its lines as x, y, size and words."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        shown = []
        for x, y, size, words in page:
            escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            shown.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
        stream = "\n".join(shown)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def column(x: float, top: float, lines: Sequence[str], size: float = 10) -> list[tuple[float, float, float, str]]:
    return [(x, top - 12 * number, size, line) for number, line in enumerate(lines) if line]


def simple_pdf() -> bytes:
    words = [(72.0, 720.0, 18.0, TITLE)]
    for top, paragraph in zip((680, 620), BODY, strict=True):
        middle = paragraph.rfind(" ", 0, 60)
        words += column(72, top, [paragraph[:middle], paragraph[middle + 1 :]])
    return pdf([words])


def warc(
    pages: Sequence[tuple[str, bytes]], *, kind: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """Return a web archive of these addresses and pages, with a request before each."""
    out = _record("warcinfo", "", b"software: tests\r\n", "application/warc-fields")
    for url, page in pages:
        out += _record("request", url, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "application/http; msgtype=request")
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
        out += _record("response", url, answer, "application/http; msgtype=response")
    return out


def _record(kind: str, url: str, content: bytes, content_type: str) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2024-03-06T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def members(data: bytes, size: int = 700) -> bytes:
    """Return gzip data of several members, as web archives have it."""
    return b"".join(gzip.compress(data[i : i + size], mtime=0) for i in range(0, len(data), size))


def rss(entries: Sequence[str], head: str = "") -> bytes:
    ns = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    body = "".join(f"<item>{entry}</item>" for entry in entries)
    return (
        f"<?xml version='1.0' encoding='utf-8'?>{head}<rss version='2.0' {ns}><channel><title>Coast Wire</title>"
        f"<link>https://coast.example/</link>{body}</channel></rss>"
    ).encode()


def entry(number: int = 1, body: str = "".join(f"<p>{p}</p>" for p in BODY)) -> str:
    return (
        f"<title>{TITLE} {number}</title><link>https://coast.example/{number}?utm_medium=rss</link>"
        f"<pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate><dc:creator>Ama Owusu</dc:creator>"
        f"<description>Short.</description><content:encoded><![CDATA[{body}]]></content:encoded>"
    )


def atom(entries: int = 2) -> bytes:
    body = "".join(
        f"<entry><title>{TITLE} {n}</title><link rel='self' href='https://x.example/s'/><link href='https://x.example/{n}'/>"
        f"<published>2024-03-05T01:02:03Z</published><author><name>A. Writer</name></author><content type='xhtml'>"
        f"<div xmlns='http://www.w3.org/1999/xhtml'>{''.join(f'<p>{p}</p>' for p in BODY)}</div></content></entry>"
        for n in range(1, entries + 1)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Site</title>{body}</feed>".encode()


def json_lines(count: int = 3) -> bytes:
    rows = (
        {"title": f"{TITLE} {n}", "text": "\n\n".join(BODY), "date": "2024-03-05", "url": f"https://x.example/{n}"}
        for n in range(1, count + 1)
    )
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def csv_file(count: int = 2) -> bytes:
    text = " ".join(BODY)
    return ("title,text,published\n" + "".join(f'"{TITLE} {n}","{text}",2024-03-05\n' for n in range(count))).encode()


def mail(*, html: bool = True) -> bytes:
    message = EmailMessage()
    message["Subject"] = f"Fwd: {TITLE}"
    message["From"] = "Coast Wire <news@coast.example>"
    message["Date"] = "Tue, 05 Mar 2024 08:00:00 +0800"
    message["Message-ID"] = "<1@coast.example>"
    message.set_content("\n\n".join(BODY))
    if html:
        message.add_alternative(PAGE, subtype="html")
    return message.as_bytes()


def zst(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def locked_pdf(password: str) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(simple_pdf()))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn_pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], family: str, fonttype: int) -> bytes:
    """Return a document with embedded, subset fonts and their maps to Unicode, as programs of today write it.

    Each page is a list of words: x, y, size, text.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    out = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": fonttype, "font.family": family}), PdfPages(out) as document:
        for words in pages:
            figure = Figure(figsize=(595 / 72, 842 / 72))
            for x, y, size, text in words:
                figure.text(x / 595, y / 842, text, fontsize=size)
            document.savefig(figure)
    return out.getvalue()
