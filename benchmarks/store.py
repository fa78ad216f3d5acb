"""How fast records become a stored graph, beside rdflib in memory and raw pyoxigraph: python benchmarks/store.py [N].

All rates are statements a second, the merged graph included, in processor time and (wall time), from one run.
"""

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pyoxigraph import RdfFormat, serialize
from pyoxigraph import Store as Graph

from benchmarks.synthetic import records
from kg.export import rdflib_dataset
from kg.model import Record
from kg.project import project
from kg.resolve import Background, resolve
from kg.store import Store
from kg.store.graph import merged


def timed(name: str, what: int, unit: str, call: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name:34} {what / cpu:12,.0f} {unit} ({what / wall:,.0f} wall)", flush=True)


def put_singly(store: Store, given: list[Record]) -> None:
    """Keep records one by one, each for good before the next."""
    for record in given:
        store.put([record])


def put_and_follow(store: Store, given: list[Record]) -> None:
    """Keep records one by one; the graph follows in groups, the last one at the end."""
    put_singly(store, given)
    store.finish()


def main(count: int) -> None:
    """Measure with so many articles in bulk, and a third of them one by one."""
    background = Background.load()
    some = max(10, count // 3)
    given, single = list(records(count)), list(records(some, first=count))
    more, last = list(records(some, first=count + some)), list(records(some, first=count + 2 * some))
    folder = Path(tempfile.mkdtemp(prefix="kg-benchmark-"))
    quads = [q for r in given for q in merged(project(r, resolve([r], background)))]
    few = [list(merged(project(r, resolve([r], background)))) for r in single]
    size, each = len(quads), "quads/s"
    print(f"{count:,} articles, {size:,} quads with the merged graph")
    timed("resolve and project", size // 2, each, lambda: [project(r, resolve([r], background)) for r in given])
    raw = Graph(str(folder / "raw"))
    timed("ceiling: pyoxigraph bulk_extend", size, each, lambda: raw.bulk_extend(quads))
    timed("raw pyoxigraph, one by one", len(few), "articles/s", lambda: [raw.extend(q) for q in few])
    lines = serialize(quads, format=RdfFormat.N_QUADS)
    text = Graph(str(folder / "text"))
    timed("ceiling: bulk_load of N-Quads", size, each, lambda: text.bulk_load(lines, format=RdfFormat.N_QUADS))
    timed("floor: rdflib in memory", size, each, lambda: rdflib_dataset(quads))
    with Store.open(folder / "store", "write", create=True, background=background) as store:
        timed("kg bulk, records to disk", size, each, lambda: store.bulk(given))
        timed("kg one by one, graph at once", len(few), "articles/s", lambda: [store.replace([r]) for r in single])
        timed("kg one by one, the graph in groups", len(more), "articles/s", lambda: put_and_follow(store, more))
        timed("kg one by one, until kept for good", len(last), "articles/s", lambda: put_singly(store, last))
        store.finish()
        timed("kg the same again, unchanged", len(single), "articles/s", lambda: store.replace(single))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    disk = sum(p.stat().st_size for p in (folder / "store").rglob("*") if p.is_file())
    each_kb = disk / (count + 3 * some) / 1024
    print(f"peak memory {kilobytes / 1024:,.0f} MB; {each_kb:,.0f} kB of disk an article")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
