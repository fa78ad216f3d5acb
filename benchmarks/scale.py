"""How a store grows: python benchmarks/scale.py 10000 [100000 …].

For each number of synthetic articles: records are made, then put in, resolved, projected and loaded in bulk, in a
process of its own. Prints processor and wall time an article, the size on disk, the peak memory that the operating
system counted, and the time of a few questions.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.synthetic import records
from kg.query import ask
from kg.resolve import Background
from kg.store import Store

QUESTIONS = {
    "plans of a city": "SELECT ?plan { ?plan kg:appliesTo ?city . ?city skos:prefLabel 'Munich'@en } LIMIT 20",
    "plants of a company": "SELECT ?plant ?place { ?firm skos:prefLabel 'Bab Group'@en ; kg:operates ?plant ."
    " OPTIONAL { ?plant kg:locatedIn ?place } }",
    "who says so": "SELECT ?words { ?c rdf:subject ?plan ; rdf:predicate kg:issuedBy ; oa:hasSelector/oa:exact ?words ."
    " ?plan kg:appliesTo/skos:prefLabel 'Lyon'@en } LIMIT 20",
    "targets of a year": "SELECT (COUNT(*) AS ?n) { ?plan kg:hasTarget ?t . ?t kg:endYear 2024 }",
}


def one(count: int) -> None:
    """Build a store of so many articles and print what it took."""
    folder = Path(tempfile.mkdtemp(prefix="kg-scale-"))
    background = Background.load()
    making = time.process_time()
    for _ in records(min(count, 1000)):
        pass
    making = (time.process_time() - making) / min(count, 1000)
    wall, cpu = time.perf_counter(), time.process_time()
    with Store.open(folder / "s", "write", create=True, background=background) as store:
        changes = store.bulk(records(count))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu - making * count
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    disk = {part: size(folder / "s" / part) for part in ("records.sqlite", "graph")}
    print(f"{count:,} articles, {changes.added:,} quads of named graphs: {cpu:,.0f} s of processor, {wall:,.0f} s")
    print(f"  {1000 * cpu / count:.2f} ms of processor an article; {2 * changes.added / cpu:,.0f} quads/s, merged too")
    print(f"  peak memory {peak:,.0f} MB; disk: " + ", ".join(f"{k} {v / 1e6:,.0f} MB" for k, v in disk.items()))
    with Store.open(folder / "s") as store:
        for name, text in QUESTIONS.items():
            ask(store, text)
            began = time.perf_counter()
            rows = ask(store, text).values
            print(f"  {name}: {1000 * (time.perf_counter() - began):,.1f} ms, {len(rows)} rows", flush=True)
    shutil.rmtree(folder)


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
