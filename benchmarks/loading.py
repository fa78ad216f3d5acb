"""Loading alone beside extraction, in one run: words a second for articles as text and wrapped in pages and archives.

    python benchmarks/loading.py CORPUS.jsonl.gz [--texts 5000] [--extract 300] [--seed 5]

CORPUS holds one JSON object a line with `title`, `text` (Markdown) and `published`. Every text is loaded as Markdown,
as a web page around it, as a record of a web archive (gzip, one member a record), and as a line of JSON. Facts are
extracted from a sample drawn with the seed. Ratios are of this run; absolute figures depend on the machine.
CPU time, so that other programs matter less. Exit code 1 if a text could not be read.
"""

import argparse
import gzip
import html
import itertools
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import ArticleError
from kg.extract.english import EnglishExtractor
from kg.load import items, load_bytes, read_item
from kg.model import Article
from kg.worker import read_article

Rows = Iterable[dict[str, Any]]


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


def record(row: dict[str, Any]) -> bytes:
    """Return a record of a web archive, a gzip member of its own."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(row)
    url = f"https://corpus.example/{row['id']}".encode()
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: " + url
    head += b"\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\n"
    return gzip.compress(head + b"Content-Length: %d\r\n\r\n" % len(answer) + answer + b"\r\n\r\n", 6, mtime=0)


def line(row: dict[str, Any]) -> bytes:
    return json.dumps(row).encode() + b"\n"


def one_by_one(contents: Iterable[bytes], name: str) -> Iterator[Article | str]:
    for number, data in enumerate(contents):
        try:
            yield load_bytes(data, f"{number}", name)
        except ArticleError as error:
            yield str(error)


def from_file(path: Path) -> Iterator[Article | str]:
    for item in items(path):
        try:
            yield read_item(item)
        except ArticleError as error:
            yield str(error)


def timed(loaded: Iterator[Article | str], making: list[float]) -> tuple[float, int, int, list[str]]:
    """Return CPU seconds (without those of `making` the input), articles, words, and what was not read."""
    start = time.process_time()
    count, words, failed = 0, 0, []
    for article in loaded:
        if isinstance(article, str):
            failed.append(article)
        else:
            count += 1
            words += len(article.text.split())
    return time.process_time() - start - sum(making), count, words, failed


def made(
    rows: Iterable[dict[str, Any]], make: Callable[[dict[str, Any]], bytes], spent: list[float]
) -> Iterator[bytes]:
    """Yield the content of each row and note the CPU seconds that making it took."""
    for row in rows:
        start = time.process_time()
        content = make(row)
        spent.append(time.process_time() - start)
        yield content


def speed_of_extraction(articles: list[Article], extractor: EnglishExtractor) -> float:
    for article in articles[:5]:
        read_article(article, extractor)
    start = time.process_time()
    for article in articles:
        read_article(article, extractor)
    return sum(len(a.text.split()) for a in articles) / (time.process_time() - start)


def peak_memory() -> str:
    """Return the most memory that this process held, as the operating system counted it."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return f"{int(found[1]) // 1024} MB" if found else "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--extract", type=int, default=300, help="texts of which the facts are extracted too")
    parser.add_argument("--seed", type=int, default=5, help="of the sample whose facts are extracted")
    options = parser.parse_args()
    rows = texts(options.corpus, options.texts)
    found: dict[str, tuple[float, int, int, list[str]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make, ending in (("text", markdown, "md"), ("HTML", page, "html")):
            spent: list[float] = []
            found[name] = timed(one_by_one(made(rows, make, spent), f"a.{ending}"), spent)
        for name, make, ending in (("WARC, gzip", record, "warc.gz"), ("JSON lines", line, "jsonl")):
            path = Path(folder, f"a.{ending}")
            with path.open("wb") as file:
                file.writelines(map(make, rows))
            found[name] = timed(from_file(path), [])
    loading_peak = peak_memory()
    some = random.Random(options.seed).sample(rows, min(options.extract, len(rows)))
    articles = [a for a in one_by_one(map(markdown, some), "a.md") if isinstance(a, Article)]
    staged = speed_of_extraction(articles, EnglishExtractor.load())
    whole = speed_of_extraction(articles[: len(articles) // 4], EnglishExtractor.load(parse_everything=True))
    print(f"{'extraction, staged':<22}{staged:>12,.0f} words/s of CPU, {len(articles)} texts (seed {options.seed})")
    print(f"{'extraction, all parsed':<22}{whole:>12,.0f} words/s of CPU, {len(articles) // 4} texts")
    for name, (seconds, count, words, failed) in found.items():
        speed = words / seconds
        print(
            f"{name:<22}{speed:>12,.0f} words/s of CPU, {count:,} of {len(rows):,} texts read, "
            f"{speed / staged:.0f} times extraction, {speed / whole:.0f} times parsing everything"
        )
        for why in failed[:20]:
            print(f"not read: {why}")
    print(f"peak memory after loading {loading_peak} (the corpus is held once), with extraction {peak_memory()}")
    sys.exit(1 if any(failed for *_, failed in found.values()) else 0)


if __name__ == "__main__":
    main()
