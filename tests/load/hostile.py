# ruff: noqa: E501
"""Bad and odd inputs by family: each is to give a right reading or a clear message, soon and in little memory."""

import bz2
import gzip
import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.load import makers as make

GOOD = "read"
BAD = "message"
EITHER = "either"


@dataclass(frozen=True)
class Case:
    """A file by name and content; `want` says whether it is to be read, refused, or either."""

    family: str
    name: str
    data: bytes
    want: str = EITHER
    says: str = ""


def cut(data: bytes, parts: int = 8) -> list[bytes]:
    return [data[: max(1, len(data) * n // parts)] for n in range(1, parts)]


def flipped(data: bytes, count: int, seed: int) -> list[bytes]:
    """Return copies of data with single bytes changed at seeded places."""
    choice = random.Random(seed)
    made = []
    for _ in range(count):
        at = choice.randrange(len(data))
        made.append(data[:at] + bytes([data[at] ^ (1 << choice.randrange(8))]) + data[at + 1 :])
    return made


def cases() -> Iterator[Case]:
    text, page = make.TEXT.encode(), make.PAGE.encode()
    archive = make.warc([("https://news.example/a", page), ("https://news.example/b", page)])
    yield from truncated(archive)
    yield from damaged(text, page, archive)
    yield from bombs()
    yield from entities()
    yield from long_lines()
    yield from nesting()
    yield from encodings()
    yield from fields()
    yield from many_values()
    yield from feeds(page)
    yield from archives(page)
    yield from documents(text)
    yield from wrong_names(text, page, archive)
    yield from noise()


def truncated(archive: bytes) -> Iterator[Case]:
    lines = make.json_lines(400)
    for number, data in enumerate(cut(gzip.compress(lines, mtime=0))):
        yield Case("truncated gzip", f"{number}.jsonl.gz", data, EITHER, "cut off")
    for number, data in enumerate(cut(gzip.compress(make.PAGE.encode(), mtime=0))):
        yield Case("truncated gzip page", f"{number}.html.gz", data, BAD, "cut off|empty|damaged")
    for number, data in enumerate(cut(archive)):
        yield Case("truncated WARC", f"{number}.warc", data, EITHER, "breaks off|cut off|web page")
    for number, data in enumerate(cut(make.members(archive))):
        yield Case("truncated WARC in gzip", f"{number}.warc.gz", data, EITHER)
    for number, data in enumerate(cut(make.rss([make.entry(n) for n in range(6)]))):
        yield Case("truncated feed", f"{number}.xml", data, EITHER)
    for number, data in enumerate(cut(make.simple_pdf())):
        yield Case("truncated PDF", f"{number}.pdf", data, EITHER)
    for number, data in enumerate(cut(make.json_lines())):
        yield Case("truncated JSON lines", f"{number}.jsonl", data, EITHER)
    whole = json.dumps([json.loads(line) for line in make.json_lines().splitlines()]).encode()
    for number, data in enumerate(cut(whole)):
        yield Case("truncated JSON", f"{number}.json", data, EITHER, "not valid JSON")
    for number, data in enumerate(cut(make.mail())):
        yield Case("truncated mail", f"{number}.eml", data, EITHER)
    for packed, ending in ((bz2.compress(lines), "bz2"), (lzma.compress(lines), "xz"), (make.zst(lines), "zst")):
        for number, data in enumerate(cut(packed, 5)):
            yield Case("truncated bz2, xz, zst", f"{number}.jsonl.{ending}", data, EITHER)


def damaged(text: bytes, page: bytes, archive: bytes) -> Iterator[Case]:
    kinds = {
        "txt": text, "html": page, "warc": archive, "xml": make.rss([make.entry()]), "pdf": make.simple_pdf(),
        "jsonl": make.json_lines(), "csv": make.csv_file(), "eml": make.mail(), "jsonl.gz": gzip.compress(make.json_lines(), mtime=0),
        "warc.gz": make.members(archive), "txt.xz": lzma.compress(text), "txt.zst": make.zst(text),
    }  # fmt: skip
    for seed, (ending, data) in enumerate(kinds.items()):
        for number, spoilt in enumerate(flipped(data, 8, seed)):
            yield Case("flipped bits", f"{number}.{ending}", spoilt)


def bombs() -> Iterator[Case]:
    for size in (25_000_000, 100_000_000):
        zeros = gzip.compress(bytes(size), 9, mtime=0)
        for ending in ("txt.gz", "jsonl.gz", "warc.gz", "xml.gz", "csv.gz"):
            yield Case("gzip bomb", f"{size}.{ending}", zeros, BAD)
    twice = gzip.compress(gzip.compress(bytes(200_000_000), 9, mtime=0), 9, mtime=0)
    yield Case("bomb in a bomb", "a.txt.gz", twice, BAD)
    yield Case("bomb in a bomb", "a.jsonl.gz.gz", gzip.compress(twice, mtime=0), BAD)
    yield Case("bz2, xz, zst bomb", "a.txt.bz2", bz2.compress(bytes(60_000_000)), BAD)
    yield Case("bz2, xz, zst bomb", "a.jsonl.xz", lzma.compress(bytes(60_000_000)), BAD)
    yield Case("bz2, xz, zst bomb", "a.csv.zst", make.zst(bytes(200_000_000)), BAD)
    blank = gzip.compress(b"\n" * 60_000_000, 9, mtime=0)
    yield Case("bomb of blank lines", "a.jsonl.gz", blank, BAD, "blank lines")
    inner = gzip.compress(bytes(200_000_000), 9, mtime=0)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    yield Case(
        "bomb in a page of a WARC",
        "a.warc",
        make._record("response", "https://x.example/", head + inner, "application/http"),
        BAD,
        "MB",
    )


def entities() -> Iterator[Case]:
    lol = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    laughs = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{lol}]>"
    outside = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    remote = "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/a.dtd'>"
    parameter = "<!DOCTYPE rss [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]>"
    quadratic = f"<!DOCTYPE rss [<!ENTITY a '{'a' * 40_000}'>]>"
    spread = {
        "billion laughs": (laughs, "&l11;"), "external entity": (outside, "&x;"), "external DTD": (remote, "x"),
        "parameter entity": (parameter, "x"), "quadratic entities": (quadratic, "&a;" * 2000),
    }  # fmt: skip
    for name, (head, use) in spread.items():
        entries = (
            f"<title>T</title><description>{use} {make.BODY[0]}</description>",
            f"<title>{use}</title><description>{make.BODY[0]}</description>",
            f"<title>T</title><link>https://x.example/{use}</link><content:encoded>{use}</content:encoded>",
        )
        for number, entry in enumerate(entries):
            yield Case(name, f"{number}.xml", make.rss([entry], head))
        yield Case(name, "attribute.xml", make.rss([f"<title a='{use}'>T</title>" + make.entry()[10:]], head))
        yield Case(name, "page.html", head.replace("DOCTYPE rss", "DOCTYPE html").encode() + make.PAGE[15:].encode())


def long_lines() -> Iterator[Case]:
    for unit in ("word ", "a", "<", "[", "# [a](http ", "&amp;", "2024-", "“", "某市", "A. "):
        line = (unit * (10_000_000 // len(unit.encode()))).encode()
        yield Case("lines of 10 MB", "a.txt", b"# Title\n\n" + line)
        yield Case("lines of 10 MB", "a.html", b"<html><body><p>" + line)
    yield Case("lines of 10 MB", "a.jsonl", b'{"text": "' + b"word " * 2_000_000 + b'"}', GOOD)
    yield Case("lines over the limit", "a.jsonl", b'{"text": "' + b"word " * 5_000_000 + b'"}', BAD, "MB")
    yield Case("lines over the limit", "a.csv", b"title,text\nx," + b"word " * 5_000_000, BAD, "MB")
    yield Case("lines over the limit", "a.txt", b"word " * 5_000_000, BAD, "MB")


def nesting() -> Iterator[Case]:
    deep = 100_000
    for tag in ("div", "p", "ul><li", "table><tr><td", "b", "span", "blockquote", "a"):
        page = f"<html><body>{f'<{tag}>' * deep}{make.BODY[0]}</body></html>".encode()
        yield Case("deep nesting of tags", f"{tag[:3]}.html", page)
    yield Case("deep nesting in feeds", "a.xml", make.rss([f"<description>{'<x>' * deep}</description>"]))
    yield Case(
        "deep nesting in feeds",
        "b.xml",
        make.rss([f"<description><![CDATA[{'<div>' * deep}{make.BODY[0]}]]></description>"]),
    )
    yield Case("deep nesting of JSON", "a.json", b"[" * deep, BAD)
    yield Case("deep nesting of JSON", "b.json", b"[{" + b'"a":[{' * deep, BAD, "JSON")
    yield Case("deep nesting of JSON", "c.jsonl", b'{"a":' * deep + b"\n" + make.json_lines(), GOOD, "JSON")
    yield Case("deep nesting of Markdown", "a.md", b"> " * deep + b"words of a quote")
    yield Case("deep nesting of Markdown", "b.md", b"[" * deep + b"a" + b"](http://x)" * 10_000)
    yield Case(
        "deep nesting of mail",
        "a.eml",
        b"MIME-Version: 1.0\n"
        + b"".join(f"Content-Type: multipart/mixed; boundary={n}\n\n--{n}\n".encode() for n in range(3000)),
    )


def encodings() -> Iterator[Case]:
    words = {"en": make.TEXT, "fr": "L’usine a été créée à Liège, où le préfet a déclaré qu’elle emploierait 400 ouvriers.",
             "zh": "某市经济和信息化局周一发布三年行动计划，提出到二〇二六年建设一百座智能工厂。" * 3}  # fmt: skip
    for code in (
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "cp1252",
        "gb18030",
        "big5",
        "utf-7",
        "koi8-r",
        "shift_jis",
    ):
        for language, text in words.items():
            data = text.encode(code, "ignore")
            yield Case("encodings", f"{language}-{code}.txt", data)
            label = f"<html><head><meta charset='{code}'></head><body><p>{text}</p></body></html>".encode(
                code, "ignore"
            )
            yield Case("encodings of pages", f"{language}-{code}.html", label)
    for label in ("utf-16", "gb2312", "shift_jis", "nonsense", "base64", "hex", "rot13", "idna", "undefined", "utf-7"):
        yield Case(
            "wrong charset labels",
            f"{label}.html",
            make.PAGE.replace("<head>", f"<head><meta charset={label}>").encode(),
            GOOD,
        )
    surrogate = b"The plant \xed\xa0\x80 opened \xed\xbf\xbf on Monday in the north of the town, the mayor said.\n"
    yield Case("lone surrogates", "a.txt", surrogate * 4)
    yield Case("lone surrogates", "a.jsonl", b'{"text": "The plant \\ud800 opened on Monday in the north."}', GOOD)
    yield Case(
        "lone surrogates",
        "b.json",
        b'{"text": "The plant \\udfff opened on Monday in the north.", "title": "\\ud83d"}',
        GOOD,
    )
    yield Case("NUL bytes", "a.txt", make.TEXT.replace(" ", "\0", 1).encode(), GOOD)
    yield Case("NUL bytes", "b.txt", b"\0" * 5000, BAD)
    yield Case("NUL bytes", "c.csv", make.csv_file().replace(b"north", b"no\0rth"), GOOD)
    yield Case("NUL bytes", "d.html", make.PAGE.replace("city", "ci\0ty").encode(), GOOD)
    yield Case("NUL bytes", "e.xml", make.rss([make.entry()]).replace(b"north", b"no\0rth"))


def fields() -> Iterator[Case]:
    good = make.json_lines(1)
    broken = (
        b"{",
        b"}",
        b"null",
        b"1e999",
        b'{"text": 5}',
        b'{"text": ""}',
        b"[]",
        b'["text"]',
        b"NaN",
        b'{"text":"x"',
        b"\xff\xfe",
        b"'text'",
    )
    for number, line in enumerate(broken):
        yield Case(
            "JSON lines with broken lines", f"{number}.jsonl", good + line + b"\n" + good, GOOD, "line|item|text"
        )
        yield Case("JSON lines, all broken", f"{number}.jsonl", line + b"\n", BAD)
    odd = (
        {"text": make.TEXT, "date": value}
        for value in (1709625600, 17096256e5, -1, 1e300, "03/04/2024", "2099-01-01", "yesterday", [], {}, True)
    )
    for number, row in enumerate(odd):
        yield Case("odd dates", f"{number}.json", json.dumps(row).encode(), GOOD)
    for number, row in enumerate(
        (
            {"text": ["a b c d", "e f g h"]},
            {"text": make.TEXT, "authors": [{"name": "A"}, 3, None]},
            {"text": make.TEXT, "url": "javascript:x"},
            {"text": make.TEXT, "url": "http://[bad"},
            {"text": make.TEXT, "title": {"name": {"name": "x"}}},
        )
    ):
        yield Case("odd fields", f"{number}.json", json.dumps(row).encode(), GOOD)
    yield Case("CSV without text", "a.csv", b"a,b\n1,2\n", BAD, "no column holds the text")
    yield Case("CSV without text", "b.csv", b"", BAD, "empty|no column")
    yield Case("CSV, odd", "a.csv", b'title,text\n"an open quote,' + make.BODY[0].encode() + b"\n" * 50)
    yield Case("CSV, odd", "b.csv", b"title;text\nA;" + make.BODY[0].encode() + b"\n;;;;;\n\n", GOOD)
    yield Case("CSV, odd", "c.tsv", b"title\ttext\nA\t" + make.BODY[0].encode(), GOOD)
    yield Case("CSV, odd", "d.csv", ("title,text\nA," + make.BODY[0].replace(",", "")).encode("utf-16"), GOOD)
    yield Case("CSV, odd", "e.csv", b"title,text\nA,\xe9t\xe9 " + make.BODY[0].replace(",", "").encode(), GOOD)
    yield Case(
        "CSV, odd",
        "f.csv",
        b"title,text\n" + b'"' + b"x" * 200_000 + b'",y\nA,' + make.BODY[0].replace(",", "").encode(),
        GOOD,
    )


def many_values() -> Iterator[Case]:
    """Files whose values take many times their bytes in memory if they are read whole."""
    yield Case("JSON of many small values", "a.json", b"[" + b"{}," * 30_000_000 + b"{}]", BAD, "given up")
    yield Case("JSON of many small values", "b.json", b'{"a":[' + b'{"a":1},' * 2_400_000 + b"{}]}", BAD, "given up")
    yield Case("JSON of many small values", "c.json", b'{"a":[' + b'{"a":1},' * 6_000_000 + b"{}]}", BAD, "given up")
    yield Case("JSON of many small values", "d.json", b"[[" + b"[]," * 6_600_000 + b"1]]", BAD, "no object")
    yield Case("JSON of many small values", "e.json", b"[[" + b"[]," * 30_000_000 + b"1]]", BAD, "MB")
    yield Case("JSON of many small values", "f.json", b"[" + b" " * 90_000_000, BAD)
    yield Case("JSON of many small values", "g.jsonl", b"{}\n" * 20_000_000, BAD, "given up")
    good = "[" + json.dumps({"text": make.TEXT}) + ","
    yield Case("JSON of many small values", "h.json", good.encode() + b"{}," * 20_000_000, GOOD)
    head = "title,text\n".encode("utf-16")
    yield Case("tables in UTF-16", "a.csv", head + "\n".encode("utf-16-le") * 30_000_000, BAD, "blank lines")
    yield Case("tables in UTF-16", "b.csv", head + "x".encode("utf-16-le") * 30_000_000, BAD, "MB")
    yield Case("tables in UTF-16", "c.csv", head + "x,\n".encode("utf-16-le") * 10_000_000, BAD, "given up")


def feeds(page: bytes) -> Iterator[Case]:
    yield Case("empty feeds", "a.xml", make.rss([]), BAD, "no entries")
    yield Case("empty feeds", "b.xml", b"<feed xmlns='http://www.w3.org/2005/Atom'/>", BAD, "no entries")
    yield Case("empty feeds", "c.xml", b"<rss/>", BAD, "no entries")
    yield Case(
        "empty feeds", "d.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', BAD, "no articles"
    )
    yield Case("empty feeds", "e.rss", b"", BAD)
    yield Case("feeds without text", "a.xml", make.rss(["<title>T</title>"] * 3), BAD, "no text")
    yield Case("feeds, odd", "a.xml", make.rss([make.entry()]).replace(b"<rss", b"<!-- c --><?x y?>\n<rss"), GOOD)
    yield Case(
        "feeds, odd",
        "b.xml",
        make.rss(["<title>T &nbsp; &amp; U</title><description>&lt;p&gt;" + make.BODY[0] + "&lt;/p&gt;</description>"]),
        GOOD,
    )
    yield Case("feeds, odd", "c.xml", make.rss([make.entry()]).replace(b"utf-8", b"utf-16"))
    yield Case("feeds, odd", "d.xml", make.rss([make.entry()]).replace(b"Tue, 05 Mar 2024", b"Tue, 45 Mar 2024"), GOOD)
    yield Case("feeds, odd", "e.xml", page)
    yield Case(
        "feeds, odd", "f.xml", make.rss([make.entry()]).decode().replace("utf-8", "utf-16").encode("utf-16"), GOOD
    )
    yield Case("feeds, odd", "g.xml", make.rss([make.entry()] * 2).replace(b"</item>", b"", 1))


def archives(page: bytes) -> Iterator[Case]:
    url = "https://x.example/"
    yield Case("WARC without pages", "a.warc", make.warc([]), BAD, "web page")
    yield Case("WARC without pages", "b.warc", make.warc([(url, b"\x89PNG")], kind="image/png"), BAD, "web page")
    yield Case("WARC without pages", "c.warc", make.warc([(url, page)], status="404 Not Found"), BAD, "web page")
    yield Case("WARC, odd", "a.warc", make.warc([(url, b"")]), BAD)
    yield Case("WARC, odd", "b.warc", make.warc([(url, page)], kind="text/html; charset=nonsense"), GOOD)
    yield Case("WARC, odd", "c.warc", make.warc([("", page)]), EITHER)
    yield Case("WARC, odd", "d.warc", make.warc([(url, page)]) + b"rubbish\r\n", EITHER)
    yield Case("WARC, odd", "e.warc", b"WARC/1.0\r\n\r\n", BAD)
    yield Case(
        "WARC, odd", "f.warc", make.warc([(url, page)]).replace(b"Content-Length: ", b"Content-Length: 9"), EITHER
    )
    yield Case(
        "WARC, odd", "g.warc", make.warc([(url, page)]).replace(b"Content-Length: ", b"Content-Length: x"), EITHER
    )
    yield Case("WARC, odd", "h.warc", make.warc([("https://x.example/\xe4 b", page)]), GOOD)


def documents(text: bytes) -> Iterator[Case]:
    yield Case("PDF with a password", "a.pdf", make.locked_pdf("secret"), BAD, "password")
    yield Case("PDF with a password", "b.pdf", make.locked_pdf(""), GOOD)
    yield Case("PDF without text", "a.pdf", make.pdf([[]]), BAD, "no text")
    yield Case("PDF without text", "b.pdf", make.pdf([[], [], []]), BAD, "no text")
    yield Case("PDF without text", "c.pdf", make.pdf([]), BAD, "no text")
    whole = make.simple_pdf()
    yield Case("PDF, odd", "a.pdf", b"rubbish\n" + whole, GOOD)
    yield Case("PDF, odd", "b.pdf", whole.replace(b"startxref", b"startxxxx"), EITHER)
    yield Case("PDF, odd", "c.pdf", whole.replace(b"/Kids [", b"/Kids [2 0 R "), EITHER)
    yield Case("PDF, odd", "d.pdf", whole.replace(b"/Length ", b"/Length 9"), EITHER)
    yield Case("PDF, odd", "e.pdf", b"%PDF-1.7\n" + text, BAD, "PDF")
    yield Case("PDF, odd", "f.pdf", text, GOOD)
    yield Case("mail, odd", "a.eml", b"Subject: x\n\n", BAD)
    yield Case("mail, odd", "b.eml", make.mail(html=False), GOOD)
    yield Case("mail, odd", "c.eml", make.mail().replace(b"Date: Tue, 05", b"Date: Xxx, 95"), GOOD)
    yield Case("mail, odd", "d.eml", make.mail().replace(b"utf-8", b"nonsense"), GOOD)
    yield Case(
        "mail, odd",
        "e.eml",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n!!!!",
        EITHER,
    )
    yield Case(
        "mail, odd", "f.eml", b"Subject: =?utf-8?q?=FF=FE?=\nMIME-Version: 1.0\n\n" + make.BODY[0].encode(), GOOD
    )


def wrong_names(text: bytes, page: bytes, archive: bytes) -> Iterator[Case]:
    contents = {"text": text, "page": page, "warc": archive, "feed": make.rss([make.entry()]), "pdf": make.simple_pdf(),
                "lines": make.json_lines(), "mail": make.mail(), "gzip": gzip.compress(page, mtime=0)}  # fmt: skip
    for what, data in contents.items():
        for ending in ("txt", "html", "md", "bin", "pdf.gz"):
            if not (what == "text" and ending == "pdf.gz"):
                yield Case("wrong names", f"{what}.{ending}", data, GOOD)
    for name, magic in (
        ("a.txt", b"\x89PNG\r\n"),
        ("b.html", b"PK\x03\x04"),
        ("c.txt", b"\x7fELF"),
        ("d.md", b"GIF89a"),
        ("e.txt", b"\xd0\xcf\x11\xe0"),
        ("f.txt", b"7z\xbc\xaf\x27\x1c"),
        ("g.txt", b"SQLite format 3\0"),
    ):
        yield Case("other kinds of files", name, magic + bytes(range(256)) * 20, BAD, "is (a|an) ")
    for name in ("a.txt", "a.html", "a.pdf", "a.warc", "a.jsonl", "a.csv", "a.eml", "a.xml", "a.json", "a.txt.gz"):
        yield Case("empty files", name, b"", BAD)
        yield Case("blank files", name, b" \r\n\t\n" * 50, BAD)


def noise() -> Iterator[Case]:
    choice = random.Random(5)
    for number in range(30):
        ending = choice.choice(("txt", "html", "pdf", "warc", "xml", "jsonl", "csv", "eml", "gz", "zst"))
        yield Case("noise", f"{number}.{ending}", choice.randbytes(choice.randrange(1, 5000)))
