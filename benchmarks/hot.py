"""What a group of articles costs that speaks of what everybody speaks of: python benchmarks/hot.py 1000 4000 [N …].

A store is filled with so many articles that all name the same country, city, ministry and two companies, and one
company of their own. Then come groups of 64: in one `Store.put`, as builds do, and article by article. Processor time.
"""

import resource
import shutil
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
    """Measure two groups at each size, the store growing in between."""
    folder = Path(tempfile.mkdtemp(prefix="kg-hot-"))
    made = 0
    with Store.open(folder / "s", "write", create=True, background=Background.load()) as store:
        for count in counts:
            store.bulk(records(made, count - made))
            store.put(records(count, GROUP))  # it pays for tidying up after the bulk load
            store.finish()
            made = count + GROUP
            given, single = list(records(made, GROUP)), list(records(made + GROUP, GROUP))
            made += 2 * GROUP
            began = time.process_time()
            store.put(given)
            kept = time.process_time()
            store.finish()
            shown = time.process_time()
            for record in single:
                store.put([record])
            alone = time.process_time()
            store.finish()
            print(
                f"{count:,} articles: a group of {GROUP} kept in {1000 * (kept - began):,.0f} ms, shown in"
                f" {1000 * (shown - kept):,.0f} ms; one by one kept in {1000 * (alone - shown):,.0f} ms",
                flush=True,
            )
        clean = not list(store.verify())
    print(f"kg verify {'clean' if clean else 'finds differences'}; peak memory {peak():,.0f} MB")
    shutil.rmtree(folder)


def peak() -> float:
    """Return the most memory that this process held, in MB, as the operating system counted it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [1000, 4000])
