"""Real texts end to end: the share of each stage, and what an article holds and leaves on disk.

    python benchmarks/corpus.py FILE.jsonl.gz [--every 5] [--jobs 2]

Processor time, each stage without the stages that it calls. With several jobs the processes that read count as one
stage (they load, extract and check), and the stages of the one that stores stand beside it.
"""

import argparse
import gzip
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.scale import size
from benchmarks.stages import STAGES, THREADS, Clock, watched
from kg import pipeline, worker
from kg.codec import dumps
from kg.resolve import Background
from kg.store import Store
from kg.validate import load_shapes

READERS = "readers"


def build(path: Path, every: int, folder: Path, jobs: int) -> tuple[Clock, float, Store]:
    """Build a store of some of a file's lines; return where the time went, all of it, and the store, open."""
    given = folder / "some.jsonl"
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as lines:
        given.write_bytes(b"".join(islice(lines, 0, None, every)))
    background, options = Background.load(), pipeline.BuildOptions(jobs=jobs)
    if jobs == 1:
        extractor = worker.english()
        assert extractor.model  # type: ignore[attr-defined]
        load_shapes()
        options = pipeline.BuildOptions(make_extractor=lambda: extractor)
    clock = watched()
    store = Store.open(folder / "s", "write", create=True, background=background)
    clock.spent.clear()
    began, wall = time.process_time(), time.perf_counter()
    pipeline.build([given], store, options)
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock.spent[READERS] = of_children.ru_utime + of_children.ru_stime
    print(f"{time.perf_counter() - wall:,.0f} s by the clock")
    return clock, time.process_time() - began + clock.spent[READERS], store


def shares(clock: Clock, spent: float, count: int) -> None:
    """Print articles a second and the share of each stage."""
    print(f"{count:,} articles, {spent:,.0f} s of processor: {count / spent:.1f} articles/s")
    stages = {**dict.fromkeys(STAGES, 0.0), **clock.spent}
    stages["other"] = spent - sum(clock.spent[name] for name in (*STAGES, THREADS, READERS))
    for name, seconds in stages.items():
        print(f"  {name:18} {seconds / spent:7.2%} {1000 * seconds / count:9.2f} ms an article")


def statistics_of(store: Store) -> None:
    """Print what articles hold: means and deciles, of all and of those of which something is claimed."""
    rows: list[tuple[bool, dict[str, int]]] = []
    for entry in store.entries():
        record = entry.record
        held = {
            "characters": len(record.article.text),
            "entities": len(record.entities),
            "mentions": sum(len(e.mentions) for e in record.entities),
            "claims": len(record.claims),
            "measures": len(record.measures),
            "abstentions": len(record.abstentions),
            "quads": len(store.projected(entry)),
            "bytes of record": len(dumps(record).encode()),
        }
        rows.append((bool(record.claims or record.measures), held))
    for name, some in (("all", [h for _, h in rows]), ("with claims or measures", [h for f, h in rows if f])):
        print(f"{name}: {len(some):,} articles ({len(some) / len(rows):.1%})")
        for what in some[0]:
            values = [held[what] for held in some]
            print(f"  {what:16} mean {statistics.mean(values):9,.1f}  deciles {_deciles(values)}")


def _deciles(values: Sequence[int]) -> str:
    return " ".join(f"{cut:,.0f}" for cut in statistics.quantiles(values, n=20, method="inclusive")[::2])


def main() -> None:
    """Measure with the lines of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every so manieth line")
    parser.add_argument("--jobs", type=int, default=1, help="read with so many processes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-corpus-") as name:
        folder = Path(name)
        clock, spent, store = build(options.file, options.every, folder, options.jobs)
        status = store.status()
        shares(clock, spent, status["articles"])
        statistics_of(store)
        store.close()
        print(f"{status['quads']:,} quads with the merged graph, {status['entities']:,} things")
        for part in ("records.sqlite", "graph"):
            print(f"{part}: {size(folder / 's' / part) / status['articles']:,.0f} bytes an article")
        peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(f"peak memory {peaks[0]:,.0f} MB, of a process that reads {peaks[1]:,.0f} MB")


if __name__ == "__main__":
    main()
