"""The staged pipeline against parsing every sentence with the same model, in one run.

    python benchmarks/extraction.py CORPUS.jsonl.gz [--texts 5000] [--compare 400] [--jobs 2]

CORPUS holds one JSON object a line with `title`, `text` (Markdown) and `published`.
Prints words and articles a second, the ratio, which facts differ, the share of each stage, and peak memory after 500
texts and at the end (from the operating system). Ratios are of this run; absolute figures depend on the machine.
"""

import argparse
import cProfile
import gzip
import itertools
import json
import multiprocessing
import pstats
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ArticleError
from kg.extract.english import EnglishExtractor
from kg.extracts import read_article
from kg.facts import to_facts
from kg.load import load_bytes
from kg.model import Article

_extractor: EnglishExtractor | None = None


def articles(path: Path, limit: int) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            item = json.loads(line)
            head = f"---\ntitle: {json.dumps(item['title'])}\ndate: {item['published']}\n---\n\n"
            try:
                yield load_bytes((head + item["text"]).encode(), item["id"], "article.md")
            except ArticleError as error:
                print(f"not read: {error}", file=sys.stderr)


def words(article: Article) -> int:
    return len(article.text.split())


def facts(extractor: EnglishExtractor, article: Article) -> dict[str, object]:
    return to_facts(read_article(article, extractor))


def statements(document: dict[str, object]) -> Counter[str]:
    """Return a document's facts as comparable lines, free of local ids."""
    names = {e["id"]: (e["type"], e["name"]) for e in document["entities"]}  # type: ignore[attr-defined]
    lines = [f"entity {x}" for x in names.values()]
    lines += [f"{names[r['s']]} {r['p']} {names[r['o']]}" for r in document["relations"]]  # type: ignore[attr-defined]
    for n in document["numbers"]:  # type: ignore[attr-defined]
        lines.append(f"{n['kind']} {names[n['subject']]} {n['bound']} {n['value']} {n['unit']} {n['start']} {n['end']}")
    return Counter(lines)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(extractor: EnglishExtractor, batch: list[Article]) -> tuple[float, list[Counter[str]]]:
    start = time.perf_counter()
    found = [statements(facts(extractor, article)) for article in batch]
    return time.perf_counter() - start, found


def compare(batch: list[Article]) -> None:
    """Time both ways on the same texts, turn by turn, so that a drifting machine hits both."""
    staged, everything = EnglishExtractor.load(), EnglishExtractor.load(parse_everything=True)
    run(staged, batch[:5]), run(everything, batch[:5])
    times, differing, total = [0.0, 0.0], Counter(), 0
    for start in range(0, len(batch), 50):
        part = batch[start : start + 50]
        staged_time, staged_facts = run(staged, part)
        all_time, all_facts = run(everything, part)
        times = [times[0] + staged_time, times[1] + all_time]
        for a, b in zip(staged_facts, all_facts, strict=True):
            total += sum(b.values())
            differing["only staged"] += sum((a - b).values())
            differing["only parse-everything"] += sum((b - a).values())
            for line in sorted((a - b) + (b - a))[:3]:
                print(f"    differs: {line}", file=sys.stderr)
    count = sum(words(a) for a in batch)
    print(f"staged            {count / times[0]:10,.0f} words/s  {len(batch) / times[0]:8.1f} articles/s")
    print(f"parse everything  {count / times[1]:10,.0f} words/s  {len(batch) / times[1]:8.1f} articles/s")
    print(f"ratio             {times[1] / times[0]:.2f} times faster on {len(batch)} texts, {count:,} words")
    print(f"facts and entities that differ: {dict(differing)} of {total}")


def start_worker() -> None:
    global _extractor  # noqa: PLW0603 - one model a worker process
    _extractor = EnglishExtractor.load()
    assert _extractor.model


def work(article: Article) -> int:
    assert _extractor is not None
    document = facts(_extractor, article)
    return len(document["relations"]) + len(document["numbers"])  # type: ignore[arg-type]


def with_processes(batch: list[Article], jobs: int) -> float:
    with multiprocessing.get_context("spawn").Pool(jobs, start_worker) as pool:
        pool.map(work, batch[: jobs * 8], chunksize=4)
        start = time.perf_counter()
        sum(pool.imap(work, batch, chunksize=16))
        return time.perf_counter() - start


def whole_corpus(path: Path, limit: int) -> None:
    start = time.perf_counter()
    extractor = EnglishExtractor.load()
    assert extractor.model
    print(f"start-up          {time.perf_counter() - start:10.2f} s")
    count = done = found = 0
    early = 0.0
    start = time.perf_counter()
    for article in articles(path, limit):
        document = facts(extractor, article)
        found += len(document["relations"]) + len(document["numbers"])  # type: ignore[arg-type]
        count += words(article)
        done += 1
        if done == 500:
            early = peak_mb()
    spent = time.perf_counter() - start
    print(f"whole corpus      {count / spent:10,.0f} words/s  {done / spent:8.1f} articles/s  (loading included)")
    print(f"                  {done} texts, {count:,} words, {found:,} facts, {spent:.0f} s")
    if early:
        print(f"peak memory       {early:.0f} MB after 500 texts, {peak_mb():.0f} MB at the end")


def profile(batch: list[Article]) -> None:
    extractor = EnglishExtractor.load()
    run(extractor, batch[:5])
    profiler = cProfile.Profile()
    profiler.enable()
    run(extractor, batch)
    profiler.disable()
    stats = pstats.Stats(profiler)
    rows = []
    for (file, _, name), (_, _, _, cumulative, _) in stats.stats.items():  # type: ignore[attr-defined]
        if name in ("find", "prepare", "cluster", "settle", "_parse", "segment", "to_facts") and "/kg/" in file:
            rows.append((cumulative, f"{file.split('/kg/')[-1]}:{name}"))
    for seconds, what in sorted(rows, reverse=True):
        print(f"  {seconds / stats.total_tt:6.1%}  {what}")  # type: ignore[attr-defined]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=int, default=5000, help="texts of the whole-corpus run (0: leave it out)")
    parser.add_argument("--compare", type=int, default=400, help="texts of the comparison")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if options.texts:
        whole_corpus(options.corpus, options.texts)
    batch = list(articles(options.corpus, options.compare))
    compare(batch)
    one, several = with_processes(batch, 1), with_processes(batch, options.jobs)
    print(f"processes         1: {one:.1f} s, {options.jobs}: {several:.1f} s, speed-up {one / several:.2f}")
    print("share of each stage (profiled, nested):")
    profile(batch)


if __name__ == "__main__":
    main()
