"""What a group of articles costs that speaks of what everybody speaks of: python benchmarks/hot.py 1000 4000 [N …].

A store is filled with so many articles that all name the same country, city, ministry and two companies, and one
company of their own. Then come groups of 64: in one `Store.put`, as builds do, and article by article. Medians of some
groups in processor time; what the graph's own threads take is said apart, since much of it is the sorting of what was
loaded long before, which falls on any group.
"""

import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.synthetic import company, sentence
from kg.model import Article, Block, Entity, EntityType, Mention, Record
from kg.resolve import Background
from kg.store import Store

GROUP: Final = 64
GROUPS: Final = 9
HOT: Final[tuple[tuple[EntityType, str], ...]] = (
    ("Country", "China"),
    ("City", "Beijing"),
    ("Bureau", "Ministry of Industry and Information Technology"),
    ("Company", "Everywhere Motors"),
    ("Company", "Anywhere Steel"),
)


def records(first: int, count: int) -> Iterator[Record]:
    """Yield records that share five things and have one of their own; their texts are not alike."""
    for number in range(first, first + count):
        random, names = Random(number), (*HOT, ("Company", company(number)))
        text = "\n\n".join(f"{name} {' '.join(sentence(random) for _ in range(4))}" for _, name in names)
        entities = []
        for index, (kind, name) in enumerate(names, start=1):
            at = text.index(name)
            mention = Mention(at, at + len(name), kind, "name", name, "synthetic")
            entities.append(Entity(f"e{index}", kind, name, (mention,)))
        address = f"https://news.example/{number}"
        blocks = (Block(0, len(text), "prose"),)
        article = Article(
            *(address, f"{number}.txt", text, blocks, "en"), url=address, published="2024-03-04", content_hash=address
        )
        yield Record(article, "synthetic 1", tuple(entities))


def main(counts: list[int]) -> None:
    """Measure groups at each size, the store growing in between."""
    folder = Path(tempfile.mkdtemp(prefix="kg-hot-"))
    made = 0

    def more(count: int) -> Iterator[Record]:
        nonlocal made
        made += count
        return records(made - count, count)

    with Store.open(folder / "s", "write", create=True, background=Background.load()) as store:
        for count in counts:
            store.bulk(more(count - made))
            rows = [group(store, list(more(GROUP)), list(more(GROUP))) for _ in range(GROUPS)]
            kept, shown, others, alone = (statistics.median(column) for column in zip(*rows, strict=True))
            print(
                f"{count:,} articles: a group of {GROUP} kept in {kept:,.0f} ms, matched and shown in {shown:,.0f} ms,"
                f" and {others:,.0f} of the graph's threads; one by one kept in {alone:,.0f} ms",
                flush=True,
            )
        clean = not list(store.verify())
    print(f"kg verify {'clean' if clean else 'finds differences'}; peak memory {peak():,.0f} MB")
    shutil.rmtree(folder)


def group(store: Store, together: list[Record], single: list[Record]) -> tuple[float, float, float, float]:
    """Put in two groups; return ms for keeping and showing one, the graph's threads meanwhile, keeping the other."""
    began, every = time.thread_time(), time.process_time()
    store.put(together)
    kept = time.thread_time()
    store.finish()
    shown, others = time.thread_time(), time.process_time() - every
    for record in single:
        store.put([record])
    alone = time.thread_time()
    store.finish()
    times = (kept - began, shown - kept, others - (shown - began), alone - shown)
    return 1000 * times[0], 1000 * times[1], 1000 * times[2], 1000 * times[3]


def peak() -> float:
    """Return the most memory that this process held, in MB, as the operating system counted it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [1000, 4000])
