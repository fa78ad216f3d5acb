"""Milliseconds of processor time for every question of the library on a made-up store.

Run from the checkout: `python benchmarks/questions.py [CLAIMS|STORE] [QUESTION…]`. The store has ten claims an article,
places three deep, plans and facilities that two or three articles speak of; KG_KEEP=FOLDER keeps it, to be asked again.
Each question is asked with the parameters of its sample, put to things of the made-up store, and narrowed by its first
parameter that names a thing. The median of five warm runs is told, names of things included (one run where the first
takes over three seconds); a question over the limit must say why in its header.
"""

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox

from kg.query import Question, ask, load_questions
from kg.vocabulary import CODE_BASE, DATA_BASE, ENTITIES_GRAPH, KG, PREFIXES

TYPE = f"<{PREFIXES['rdf']}type>"
CLAIMS_AN_ARTICLE = 10
LIMIT_MS = 100
GIVEN = {
    "place": "Region 7", "bureau": "Bureau 7", "plan": "Plan 7", "company": "Company 7", "about": "Company 7",
    "other": "Facility 7", "source": "Bureau 7", "date": "2025-07-01", "from": "2025-01-01", "to": "2025-01-31",
    "year": "2027", "text": "Plan 7", "least": "3", "subject": "Plan 7",
}  # fmt: skip


def node(name: str) -> str:
    return f"<{DATA_BASE}{name}>"


def kg(name: str) -> str:
    return f"<{KG[name]}>"


def ext(prefix: str, name: str) -> str:
    return f"<{PREFIXES[prefix]}{name}>"


def typed(value: object, datatype: str) -> str:
    return f'"{value}"^^<{PREFIXES["xsd"]}{datatype}>'


def code(name: str) -> str:
    return f"<{CODE_BASE}{name}>"


class World:
    """Lines of N-Quads for a number of articles; the same for the same number."""

    def __init__(self, articles: int) -> None:
        self.articles, self.chance = articles, random.Random(7)
        self.sizes = {"Country": 30, "Region": 300, "City": 3000, "Bureau": 1500}
        self.sizes |= {name: max(10, articles * 2 // 5) for name in ("Plan", "Facility")}
        self.sizes["Company"] = max(10, articles // 5)

    def any(self, class_: str) -> str:
        return node(f"{class_.lower()}/{self.chance.randrange(self.sizes[class_])}")

    def entities(self) -> Iterator[tuple[str, str, str]]:
        for class_, size in self.sizes.items():
            for number in range(size):
                me = node(f"{class_.lower()}/{number}")
                yield me, TYPE, kg(class_)
                yield me, ext("skos", "prefLabel"), f'"{class_} {number}"@en'
                if class_ in ("Country", "Region", "City"):
                    yield me, TYPE, kg("Place")
                if class_ == "Region":
                    yield me, kg("partOf"), node(f"country/{number % 30}")
                elif class_ == "City":
                    yield me, kg("partOf"), node(f"region/{number % 300}")
                elif class_ == "Bureau":
                    yield me, kg("jurisdiction"), node(f"city/{number}")

    def measure(self, kind: str, subject: str, value: int, unit: str, year: int | None) -> Iterator[tuple[str, ...]]:
        me = node(f"{kind.lower()}/{subject[1:-1].rpartition('/id/')[2]}/{value}")
        yield subject, kg("has" + kind), me
        yield me, TYPE, kg(kind)
        yield me, kg("value"), typed(value, "decimal")
        yield me, kg("bound"), code("exact")
        yield (me, kg("currency"), f'"{unit}"') if kind == "Investment" else (me, kg("unit"), f'"{unit}"')
        if year is not None:
            yield me, kg("periodEnd"), f'"{year}"'
            yield me, kg("endDate"), typed(f"{year}-12-31", "date")
            yield me, kg("endYear"), typed(year, "integer")

    def article(self, number: int) -> Iterator[tuple[str, str, str]]:
        chance = self.chance
        me = node(f"article/{number}")
        day = f"{2021 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield me, TYPE, ext("schema", "NewsArticle")
        yield me, ext("schema", "url"), f"<https://news.example/{number}>"
        yield me, ext("schema", "headline"), f'"Article {number}"@en'
        yield me, ext("schema", "datePublished"), typed(day, "date")
        yield me, ext("schema", "publisher"), f'"Publisher {number % 500}"'
        plan, facility, company, city = (self.any(name) for name in ("Plan", "Facility", "Company", "City"))
        bureau, end = self.any("Bureau"), 2025 + chance.randrange(6)
        facts: list[list[tuple[str, ...]]] = [
            [(plan, kg("issuedBy"), bureau)],
            [(plan, kg("appliesTo"), city)],
            [
                (plan, kg("periodEnd"), f'"{end}"'),
                (plan, kg("endDate"), typed(f"{end}-12-31", "date")),
                (plan, kg("endYear"), typed(end, "integer")),
            ],
            [(plan, kg("planKind"), code("action-plan"))],
            list(self.measure("Target", plan, chance.randrange(10, 1000), f"things {number % 50}", end)),
            [(company, kg("operates"), facility)],
            [(facility, kg("locatedIn"), city)],
            [
                (facility, kg("opened"), f'"{2020 + number % 7}"'),
                (facility, kg("openedDate"), typed(f"{2020 + number % 7}-01-01", "date")),
            ],
            list(
                self.measure("Capacity", facility, chance.randrange(10, 1000), f"things {number % 50} per year", None)
            ),
            chance.choice(
                (
                    [(facility, kg("status"), code(chance.choice(("operating", "construction"))))],
                    list(self.measure("Investment", facility, chance.randrange(10**6, 10**9), "CNY", None)),
                    list(self.measure("Observation", city, chance.randrange(10, 1000), f"things {number % 50}", end)),
                    [(plan, kg("partOfPlan"), self.any("Plan"))],
                    [(plan, kg("supersedes"), self.any("Plan"))],
                )
            ),
        ]
        for place, triples in enumerate(facts):
            claim, quote = node(f"claim/{number}/{place}"), node(f"selector/{number}/{place}")
            yield from triples  # type: ignore[misc]  # three terms each
            yield claim, TYPE, kg("Claim")
            for name, value in zip(("subject", "predicate", "object"), triples[0], strict=True):
                yield claim, ext("rdf", name), value
            yield claim, ext("oa", "hasSelector"), quote
            yield claim, ext("prov", "wasDerivedFrom"), me
            if place == 0:
                yield claim, kg("attributedTo"), bureau
            yield quote, ext("oa", "exact"), f'"quote {place}"'
            yield quote, ext("oa", "start"), typed(place, "integer")
        for place, thing in enumerate((plan, facility, company, city, bureau)):
            mention = node(f"mention/{number}/{place}")
            yield mention, TYPE, kg("Mention")
            yield mention, kg("mentionOf"), thing
            yield mention, ext("prov", "wasDerivedFrom"), me


def load(claims: int, folder: str) -> ox.Store:
    world = World(max(1, claims // CLAIMS_AN_ARTICLE))
    store = ox.Store(folder)
    lines: list[str] = []

    def put(triples: Iterator[tuple[str, str, str]], graph: str) -> None:
        for triple in triples:
            line = " ".join(triple)
            lines.extend((f"{line} <{graph}> .\n", f"{line} .\n"))
        if len(lines) > 500_000:
            flush()

    def flush() -> None:
        store.bulk_load(BytesIO("".join(lines).encode()), format=ox.RdfFormat.N_QUADS)
        lines.clear()

    put(world.entities(), ENTITIES_GRAPH)
    for number in range(world.articles):
        put(world.article(number), f"{DATA_BASE}article/{number}")
    flush()
    store.optimize()
    return store


def given(question: Question, *, narrowed: bool) -> dict[str, str]:
    """Return parameters like those of the sample, of the made-up store."""
    of = {one.name: one.of for one in question.parameters}
    wanted = {name for name, _ in question.sample} | {p.name for p in question.parameters if p.required}
    if narrowed:
        wanted |= {p.name for p in [p for p in question.parameters if p.type == "entity"][:1]}
    classes = {"Place": "Region 7", "Plan": "Plan 7", "Bureau": "Bureau 7", "Company": "Company 7"}
    return {name: classes.get(of[name]) or GIVEN[name] for name in sorted(wanted) if name in GIVEN}


def milliseconds(store: ox.Store, question: Question, params: dict[str, str]) -> tuple[float, int]:
    times: list[float] = []
    for _ in range(6):
        start = process_time()
        rows = ask(store, question, params)
        times.append((process_time() - start) * 1000)
        if times[-1] > 3_000:
            return times[-1], len(rows)
    return median(times[1:]), len(rows)


def main(where: str, names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        if Path(where).is_dir():
            store = ox.Store.read_only(where)
        else:
            store = load(int(where), os.environ.get("KG_KEEP", folder))
        print(f"{where}: {len(store):,} quads, ready in {perf_counter() - start:.0f} s\n", flush=True)
        print("| question | ms | rows | narrowed, ms | rows | over the limit |", flush=True)
        print("| --- | ---: | ---: | ---: | ---: | --- |", flush=True)
        over = 0
        for name, question in load_questions().items():
            if question.asks == "records" or (names and name not in names):
                continue
            plain, narrow = (given(question, narrowed=narrowed) for narrowed in (False, True))
            took, rows = milliseconds(store, question, plain)
            cells = [f"`{name}`", f"{took:,.1f}", f"{rows:,}"]
            if narrow == plain:
                cells += ["", ""]
            else:
                took2, rows2 = milliseconds(store, question, narrow)
                cells += [f"{took2:,.1f}", f"{rows2:,}"]
                took = max(took, took2)
            over += took > LIMIT_MS and not question.slow
            cells.append((question.slow or "NO REASON GIVEN") if took > LIMIT_MS else "")
            print(f"| {' | '.join(cells)} |", flush=True)
        print(f"\n{over} questions over {LIMIT_MS} ms without a reason in their header")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "100000", sys.argv[2:])
