"""Loading alone beside extraction, in one run: words a second for text, HTML-wrapped and WARC-wrapped articles.

    python benchmarks/loading.py CORPUS.jsonl.gz [--texts 5000] [--extract 300]

CORPUS holds one JSON object a line with `title`, `text` (Markdown) and `published`. Every text is loaded as Markdown,
as a web page around it, as a record of a web archive (gzip, one member a record), and as a line of JSON.
Ratios are of this run; absolute figures depend on the machine. CPU time, so that other programs matter less.
"""

import argparse
import gzip
import html
import io
import itertools
import json
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import ArticleError
from kg.extract.english import EnglishExtractor
from kg.extracts import read_article
from kg.load import Item, items, load_bytes, read_item
from kg.model import Article


def texts(path: Path, limit: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in itertools.islice(lines, limit)]


def markdown(row: dict[str, Any]) -> bytes:
    return f"---\ntitle: {json.dumps(row['title'])}\ndate: {row['published']}\n---\n\n{row['text']}".encode()


def page(row: dict[str, Any]) -> bytes:
    title = html.escape(row["title"])
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in row["text"].split("\n\n"))
    return (
        f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='article:published_time' content='{row['published']}'></head><body><nav><a href='/'>Home</a>"
        f"</nav><article><h1>{title}</h1>\n{body}</article><aside><h3>Recent stories</h3><ul><li><a href='/1'>Other"
        f"</a></li></ul></aside><footer>© 2024</footer></body></html>"
    ).encode()


def archive(rows: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    for row in rows:
        content = page(row)
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
        url = f"https://corpus.example/{row['id']}".encode()
        head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: " + url
        head += b"\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
        out.write(gzip.compress(head + b"Content-Length: %d\r\n\r\n" % len(answer) + answer + b"\r\n\r\n", 6, mtime=0))
    return out.getvalue()


def streamed(data: bytes, name: str) -> Iterator[Item]:
    return items(name, stream=io.BytesIO(data))


def timed(load: Callable[[], Iterator[Article]]) -> tuple[float, int, int]:
    """Return CPU seconds, articles and words of a way to load."""
    start = time.process_time()
    count = words = 0
    for article in load():
        count += 1
        words += len(article.text.split())
    return time.process_time() - start, count, words


def one_by_one(files: list[bytes], name: str) -> Iterator[Article]:
    for number, data in enumerate(files):
        try:
            yield load_bytes(data, f"{number}", name)
        except ArticleError as error:
            print(f"not read: {error}")


def from_stream(data: bytes, name: str) -> Iterator[Article]:
    for item in streamed(data, name):
        try:
            yield read_item(item)
        except ArticleError as error:
            print(f"not read: {error}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--extract", type=int, default=300, help="texts of which the facts are extracted too")
    options = parser.parse_args()
    rows = texts(options.corpus, options.texts)
    as_text, as_pages = [markdown(row) for row in rows], [page(row) for row in rows]
    warc, lines = archive(rows), "".join(json.dumps(row) + "\n" for row in rows).encode()
    ways: dict[str, Callable[[], Iterator[Article]]] = {
        "text": lambda: one_by_one(as_text, "a.md"),
        "HTML": lambda: one_by_one(as_pages, "a.html"),
        "WARC, gzip": lambda: from_stream(warc, "a.warc.gz"),
        "JSON lines": lambda: from_stream(lines, "a.jsonl"),
    }
    for load in ways.values():
        list(itertools.islice(load(), 20))
    some = list(itertools.islice(one_by_one(as_text, "a.md"), options.extract))
    extractor = EnglishExtractor.load()
    parse_all = EnglishExtractor.load(parse_everything=True)
    for one in (extractor, parse_all):
        for article in some[:5]:
            read_article(article, one)
    spent = []
    for one, batch in ((extractor, some), (parse_all, some[: len(some) // 4])):
        start = time.process_time()
        for article in batch:
            read_article(article, one)
        spent.append(sum(len(a.text.split()) for a in batch) / (time.process_time() - start))
    print(f"{'extraction, staged':<22}{spent[0]:>12,.0f} words/s of CPU, {len(some)} texts")
    print(f"{'extraction, all parsed':<22}{spent[1]:>12,.0f} words/s of CPU")
    for name, load in ways.items():
        seconds, count, words = timed(load)
        speed = words / seconds
        print(
            f"{name:<22}{speed:>12,.0f} words/s of CPU, {count:,} of {len(rows):,} texts read, "
            f"{speed / spent[0]:.0f} times extraction, {speed / spent[1]:.0f} times parsing everything"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB (corpus held four times)")


if __name__ == "__main__":
    main()
