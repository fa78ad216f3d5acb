"""Processor time an article in the SHACL gate: pySHACL called naively, with its shapes kept, and as `kg` calls it.

Run from the checkout: `python benchmarks/validate.py [ARTICLES]`. All three look at the same quads in the same run.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from pyoxigraph import Quad

from kg.describe import describe, supports
from kg.gazetteer import Gazetteer
from kg.project import project
from kg.resolve import resolve
from kg.validate import check, load_shapes
from tests.ontology.parity import manual, reference
from tests.samples import plan_record


def article(number: int) -> list[Quad]:
    record, gazetteer = plan_record(f"https://news.example/{number}"), Gazetteer([], [], "none")
    identity = resolve([record])
    described = [q for s in supports(record, identity, gazetteer) for q in describe([s], gazetteer, identity)]
    return project(record, identity) + described


def milliseconds(run: Callable[[list[Quad]], object], articles: list[list[Quad]]) -> float:
    start = process_time()
    for quads in articles:
        run(quads)
    return (process_time() - start) * 1000 / len(articles)


def main(count: int) -> None:
    articles = [article(number) for number in range(count)]
    start = process_time()
    shapes = load_shapes()
    print(f"{count} articles of {len(articles[0])} quads; shapes read in {(process_time() - start) * 1000:.0f} ms")
    check(articles[0], shapes)
    few = articles[: max(1, count // 10)]
    naive = milliseconds(lambda quads: manual(quads, shapes), few)
    kept = milliseconds(lambda quads: reference(quads, shapes), few)
    ours = milliseconds(lambda quads: check(quads, shapes), articles)
    for name, value in (("pySHACL, naively", naive), ("pySHACL, shapes kept", kept), ("kg.validate.check", ours)):
        print(f"{name:22} {value:8.1f} ms an article  {value / ours:6.1f} times kg's")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
