"""How a store grows: python benchmarks/scale.py 10000 [100000 …].

For each number of synthetic articles: records are made, then put in, resolved, projected and loaded in bulk, in a
process of its own. Prints processor and wall time an article (the making of the records is not counted) with the share
of each stage, the size on disk, the peak memory that the operating system counted, and the time of a few questions;
and every 10,000 articles what those took.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.stages import STAGES, THREADS, Clock, watched
from benchmarks.synthetic import company, place, records
from kg.model import Record
from kg.query import ask
from kg.resolve import Background
from kg.store import Store

TELL = 10_000
SHOWN = (*STAGES, THREADS)
MAKING = "making"
QUESTIONS = {
    "plans of a city": f"SELECT ?plan {{ ?plan kg:appliesTo ?city . ?city skos:prefLabel '{place(0)}'@en }}",
    "plants of a company": f"SELECT ?plant ?place {{ ?firm skos:prefLabel '{company(0)}'@en ; kg:operates ?plant ."
    " OPTIONAL { ?plant kg:locatedIn ?place } }",
    # The city first: of two patterns with as much given, the engine begins with the one that stands first.
    "who says so": f"SELECT ?words {{ ?city skos:prefLabel '{place(0)}'@en . ?plan kg:appliesTo ?city ."
    " ?c rdf:subject ?plan ; rdf:predicate kg:issuedBy ; oa:hasSelector/oa:exact ?words }",
    "articles that name a bureau": "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?b a kg:Bureau ; skos:prefLabel"
    f" '{place(0)} Bureau of Solars'@en . ?m ?p ?b . GRAPH ?a {{ ?m ?p ?b }} }}",
    "targets of a year": "SELECT (COUNT(*) AS ?n) { ?plan kg:hasTarget ?t . ?t kg:endYear 2024 }",
    "things of each kind": "SELECT ?kind (COUNT(?x) AS ?n) { ?x a ?kind } GROUP BY ?kind ORDER BY ?kind",
}


def one(count: int) -> None:
    """Build a store of so many articles and print what it took."""
    folder = Path(tempfile.mkdtemp(prefix="kg-scale-"))
    try:
        measure(count, folder / "s")
    finally:
        shutil.rmtree(folder)


def measure(count: int, folder: Path) -> None:
    """Build a store in a folder and print what it took, what it takes up and how fast it answers."""
    background, clock = Background.load(), watched()
    wall, cpu = time.perf_counter(), time.process_time()
    with Store.open(folder, "write", create=True, background=background) as store:
        added = store.bulk(told(count, clock, folder)).added
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu - clock.spent[MAKING]
    said(f"{count:,} articles, {added:,} quads of named graphs: {cpu:,.0f} s of processor, {wall:,.0f} s")
    said(f"  {1000 * cpu / count:.2f} ms of processor an article; {2 * added / cpu:,.0f} quads/s, merged too")
    said("  " + ", ".join(f"{name} {clock.spent[name] / cpu:.0%}" for name in SHOWN if clock.spent[name]))
    disk = {part: size(folder / part) for part in ("records.sqlite", "graph")}
    said(f"  peak memory {peak():,.0f} MB; disk: " + ", ".join(f"{k} {v / 1e6:,.0f} MB" for k, v in disk.items()))
    with Store.open(folder) as store:
        for name, text in QUESTIONS.items():
            times, rows = [], 0
            for _ in range(3):
                began = time.perf_counter()
                rows = len(ask(store, text).values)
                times.append(1000 * (time.perf_counter() - began))
            said(f"  {name}: {times[0]:,.1f} ms at first, {min(times[1:]):,.1f} ms then, {rows} rows")


def told(count: int, clock: Clock, folder: Path) -> Iterator[Record]:
    """Yield synthetic records; print after every so many what they took, so that a run cut short tells something."""
    given, cpu, before = records(count), time.process_time(), Counter(clock.spent)
    for number in range(count):
        if number and number % TELL == 0:
            spent = time.process_time() - cpu - (clock.spent[MAKING] - before[MAKING])
            each = {name: 1000 * (clock.spent[name] - before[name]) / TELL for name in SHOWN}
            parts = ", ".join(f"{name} {ms:.2f}" for name, ms in each.items() if ms >= 0.005)
            said(
                f"  to {number:,}: {1000 * spent / TELL:.2f} ms of processor an article ({parts});"
                f" {peak():,.0f} MB of memory, {size(folder) / 1e6:,.0f} MB of disk"
            )
            cpu, before = time.process_time(), Counter(clock.spent)
        with clock.stage(MAKING):
            made = next(given)
        yield made


def said(words: str) -> None:
    """Print a line at once."""
    print(words, flush=True)


def peak() -> float:
    """Return the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size(path: Path) -> int:
    """Return the bytes of a file or of all files of a folder."""
    return path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.rglob("*") if p.is_file())


if __name__ == "__main__":
    counts = [int(n) for n in sys.argv[1:]] or [1000, 10_000]
    if len(counts) == 1:
        one(counts[0])
    else:
        for number in counts:
            subprocess.run([sys.executable, __file__, str(number)], check=True)
