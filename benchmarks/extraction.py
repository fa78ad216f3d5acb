"""The staged pipeline against parsing every sentence with the same model, in one run.

    python benchmarks/extraction.py CORPUS.jsonl.gz [--texts 5000] [--compare 300] [--jobs 2]

CORPUS holds one JSON object a line with `title`, `text` (Markdown) and `published`. Prints start-up, words and articles
a second and peak memory over `--texts` texts, then on `--compare` texts drawn with a fixed seed: the ratio to
parse-everything, which facts differ, the share of each stage, and one process against several.

Both ways apply the same gate: an article off topic gives names and no facts; parse-everything parses it all the same.
Times are CPU time (user and system) and the two ways take turns article by article, so that a busy machine hits both
alike; only the speed-up by processes is of the wall clock. Absolute figures depend on the machine.
"""

import argparse
import gzip
import itertools
import json
import multiprocessing
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from kg.errors import ArticleError
from kg.extract import attributes, bureaus, companies, coref, facilities, measures, places, plans, prepare, relations
from kg.extract.english import EnglishExtractor
from kg.facts import to_facts
from kg.load import load_bytes
from kg.model import Article
from kg.worker import read_article

SEED = 7
EARLY = 500
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


def sample(path: Path, size: int, of: int) -> list[Article]:
    """Draw articles with a fixed seed."""
    chosen = frozenset(random.Random(SEED).sample(range(of), min(size, of)))
    return [article for number, article in enumerate(articles(path, of)) if number in chosen]


def timed(extractor: EnglishExtractor, article: Article) -> tuple[float, Counter[str]]:
    start = time.process_time()
    found = statements(facts(extractor, article))
    return time.process_time() - start, found


def compare(batch: list[Article]) -> None:
    """Time both ways on the same texts, turn by turn."""
    staged, everything = EnglishExtractor.load(), EnglishExtractor.load(parse_everything=True)
    for extractor in (staged, everything):
        assert extractor.model  # loaded when first needed, which is start-up and neither way's throughput
        for article in batch[:5]:
            timed(extractor, article)
    times, differing, total = [0.0, 0.0], Counter[str](), Counter[str]()
    for number, article in enumerate(batch):
        turns = ((0, staged), (1, everything)) if number % 2 else ((1, everything), (0, staged))
        found: dict[int, Counter[str]] = {}
        for way, extractor in turns:
            spent, found[way] = timed(extractor, article)
            times[way] += spent
        for line in sorted(found[1]):
            total[kind(line)] += found[1][line]
        for way, other in ((0, 1), (1, 0)):
            for line in sorted(found[way] - found[other]):
                differing[f"{kind(line)} only {'parse-everything' if way else 'staged'}"] += 1
                print(f"    {'-+'[way == 0]} {line}  [{article.title[:60]}]", file=sys.stderr)
    count = sum(words(a) for a in batch)
    print(f"staged            {count / times[0]:10,.0f} words/s  {len(batch) / times[0]:8.1f} articles/s")
    print(f"parse everything  {count / times[1]:10,.0f} words/s  {len(batch) / times[1]:8.1f} articles/s")
    print(f"ratio             {times[1] / times[0]:.2f} times faster on {len(batch)} texts, {count:,} words")
    print(f"differ            {dict(sorted(differing.items()))} of {dict(sorted(total.items()))}")


def kind(line: str) -> str:
    return "entities" if line.startswith("entity ") else "facts"


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
    start = time.process_time()
    extractor = EnglishExtractor.load()
    assert extractor.model
    print(f"start-up          {time.process_time() - start:10.2f} s, lexicon, gazetteer and model")
    count = done = found = 0
    early = spent = 0.0
    for article in articles(path, limit):
        start = time.process_time()
        document = facts(extractor, article)
        spent += time.process_time() - start
        found += len(document["relations"]) + len(document["numbers"])  # type: ignore[arg-type]
        count += words(article)
        done += 1
        if done == EARLY:
            early = peak_mb()
    print(f"corpus            {count / spent:10,.0f} words/s  {done / spent:8.1f} articles/s")
    print(f"                  {done} texts, {count:,} words, {found:,} facts, {spent:.0f} s")
    if early:
        print(f"peak memory       {early:.0f} MB after {EARLY} texts, {peak_mb():.0f} MB at the end")


STAGES = {
    prepare: ("_parse", "prepare"),
    **dict.fromkeys((places, bureaus, companies, plans, facilities, attributes, relations, measures), ("find",)),
    coref: ("cluster",),
}


def shares(batch: list[Article]) -> None:
    """Print the share of each stage; that of `parse` is within that of `prepare`. A profiler would distort them."""
    spent: Counter[str] = Counter()

    def clocked(name: str, work: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **named: object) -> object:
            start = time.process_time()
            try:
                return work(*given, **named)
            finally:
                spent[name] += time.process_time() - start  # type: ignore[assignment]

        return run

    extractor = EnglishExtractor.load()
    assert extractor.model
    for article in batch[:5]:
        extractor.read(article)
    with ExitStack() as patches:
        for module, names in STAGES.items():
            for name in names:
                label = f"{module.__name__.removeprefix('kg.extract.')}: {name.strip('_')}"
                patches.enter_context(patch.object(module, name, clocked(label, getattr(module, name))))
        patches.enter_context(patch("kg.extract.english.prepare", prepare.prepare))
        start = time.process_time()
        for article in batch:
            extractor.read(article)
        whole = time.process_time() - start
    for label, seconds in spent.most_common():
        print(f"  {seconds / whole:6.1%}  {label}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=int, default=5000, help="texts of the whole-corpus run (0: leave it out)")
    parser.add_argument("--compare", type=int, default=300, help="texts of the comparison, drawn with a fixed seed")
    parser.add_argument("--of", type=int, default=5000, help="texts that those are drawn from")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if options.texts:
        whole_corpus(options.corpus, options.texts)
    batch = sample(options.corpus, options.compare, options.of)
    compare(batch)
    one, several = with_processes(batch, 1), with_processes(batch, options.jobs)
    print(
        f"processes         1: {one:.1f} s, {options.jobs}: {several:.1f} s, speed-up {one / several:.2f} (wall clock)"
    )
    print("share of each stage:")
    shares(batch)


if __name__ == "__main__":
    main()
