"""The graph of many articles as N-Quads files, made by many machines without a store: `kg distribute`.

Articles → partitions of readings → what identity needs of each → copies by days and matches by blocks, a share of them
in each task → an N-Quads file a partition, and the descriptions of things, a share of them in each task. All goes by
files that the machines share (`kg.parts`); only names go through the scheduler. The graph is that of `kg build` into an
empty store, without people's judgements.
"""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from kg import parts, project
from kg.cluster import connected, in_order, keep_here
from kg.describe import GRAPH, Support, described, replaced, supports, together
from kg.iri import entity as entity_iri
from kg.load import DEFAULT, LoadOptions, items, search
from kg.model import Record
from kg.resolve import Background, copies, profile, resolve
from kg.resolve.clusters import components, joined
from kg.resolve.copies import Sketch
from kg.resolve.shelves import Shelf, shelf_of, shelves_about
from kg.terms import lines
from kg.worker import Extractor, english

THINGS: Final = "things"  # what identity needs of each article, by partition
SAME: Final = "same"  # which articles and which keys are the same
SPOKEN: Final = "spoken"  # what each article says of things, by partition
QUADS: Final = "graph"  # the result
SHARES: Final = 16  # of the work on identity; it decides which thing is in which file, and so is the same everywhere
SKETCH: Final = ("hashes", "signature", "telling", "lead")
FIRST, LINKED, AGAIN = "first.jsonl.gz", "linked.jsonl.gz", "again.jsonl.gz"
Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: articles, quads, files of N-Quads, and (path, reason) of what could not be read."""

    articles: int
    quads: int
    files: tuple[str, ...]
    failed: tuple[tuple[str, str], ...] = field(default=())


def distribute(
    paths: Sequence[str | Path],
    scheduler: str,
    folder: str,
    *,
    load: LoadOptions = DEFAULT,
    everything: bool = False,
    make_extractor: Callable[[], Extractor] = english,
) -> Made:
    """Write the graph of the articles of files, folders and globs as N-Quads into `folder`/graph, on a cluster.

    `everything` reads files too that are about their folder. Partitions of readings that are in the folder are not made
    again. Raises InputError if there is no article, no cluster, or a file cannot be read or written; UsageError.
    """
    found = search(paths, everything=everything)
    given = (item for path in found.articles for item in items(path, load))
    with connected(scheduler) as client:
        run = partial(in_order, client)
        keep = partial(keep_here, make_extractor=make_extractor, load=load, folder=folder)
        names = list(run(keep, parts.partitions(given)))
        return graph_of(folder, names, run, SHARES)


def graph_of(folder: str, names: Sequence[str], run: Run, shares: int) -> Made:
    """Write the graph of some partitions into files; `run` maps a function over values, on whatever machines.

    Raises InputError if a file cannot be read or written.
    """
    for part in (THINGS, SAME, SPOKEN, QUADS):
        parts.clear(f"{folder}/{part}")
    every = range(shares)
    read = list(run(partial(index, folder), names))
    for step, values in (
        (partial(find_copies, folder, names, shares), every),
        (partial(join, folder, names), (shares,)),
        (partial(match, folder, names, shares), every),
    ):
        list(run(step, values))
    counts = [*run(partial(write_articles, folder, shares), names)]
    counts += run(partial(write_things, folder, names, shares), every)
    files = (*names, *(f"things-{share:04}.jsonl.gz" for share in every))
    failed = tuple(found for _, some in read for found in some)
    articles = sum(count for count, _ in read) - len(parts.read_rows(f"{folder}/{SAME}", AGAIN))
    return Made(articles, sum(counts), tuple(map(_quads_name, files)), failed)


def index(folder: str, name: str) -> tuple[int, list[tuple[str, str]]]:
    """Note what identity needs of a partition's articles; return how many there are, and what could not be read."""
    rows, failed = [], []
    for reading in parts.read(folder, name):
        if reading.record is None or reading.refused:
            reasons = dict.fromkeys(w.reason for w in reading.withheld)
            failed.append((reading.path, reading.failure or "does not conform as a whole: " + "; ".join(reasons)))
            continue
        article = reading.record.article
        found = [profile.dumps(p) for p in profile.profiles(reading.record, _background())]
        rows.append({"article": article.id, "day": article.published or "", "profiles": found, **_packed(article.text)})
    parts.write_rows(f"{folder}/{THINGS}", name, rows)
    return len(rows), failed


def find_copies(folder: str, names: Sequence[str], shares: int, share: int) -> None:
    """Find the pairs of copies of which one was published in a share of the days, or both on unknown days."""
    seen: set[str] = set()
    days: dict[str, int] = {}
    sketches: dict[str, Sketch] = {}
    shelves: dict[int, Shelf] = defaultdict(Shelf)
    for row in _rows(folder, names):
        article, day = row["article"], copies.day_of(row["day"])
        near = {n % shares for n in (shelf_of(day) - 1, shelf_of(day), shelf_of(day) + 1)}
        if article in seen:
            continue
        seen.add(article)
        if not row["signature"] or (day and share not in near):
            continue
        made = _sketch(row)
        days[article], sketches[article] = day, made
        shelves[shelf_of(day)].add(article, day, made.signature)
    pairs = {
        (min(one, other), max(one, other))
        for one, made in sketches.items()
        if (shelf_of(days[one]) if days[one] else _share(one, shares)) % shares == share
        for number in (shelves_about(days[one]) if days[one] else {0})
        for other in shelves[number].near(made.signature, days[one])
        if other != one and copies.are_copies(made, sketches[other])
    }
    parts.write_rows(f"{folder}/{SAME}", f"copies-{share:04}.jsonl.gz", sorted(pairs))


def join(folder: str, names: Sequence[str], shares: int) -> None:
    """Put together which articles are copies of which, which keys meet, and which articles come again."""
    same = f"{folder}/{SAME}"
    days: dict[str, str] = {}
    meetings: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, names):
        days[row["article"]] = row["day"]
        for found in map(profile.loads, row["profiles"]):
            for meeting in found.meetings():
                meetings[meeting].add(found.key)
    pairs = [set(pair) for s in range(shares) for pair in parts.read_rows(same, f"copies-{s:04}.jsonl.gz")]
    firsts = [(some, copies.first_of((days[a], a) for a in some)) for some in components(pairs)]
    parts.write_rows(same, FIRST, ([a, first] for some, first in firsts for a in some if a != first))
    parts.write_rows(same, LINKED, ([key, some[0]] for some in components(meetings.values()) for key in some))
    parts.write_rows(same, AGAIN, _again(folder, names))


def match(folder: str, names: Sequence[str], shares: int, share: int) -> None:
    """Match the keys of a share of those that meet."""
    same = f"{folder}/{SAME}"
    wanted = {key for key, some in parts.read_rows(same, LINKED) if _share(some, shares) == share}
    given = (p for row in _rows(folder, names) for p in map(profile.loads, row["profiles"]) if p.key in wanted)
    merged = joined(given) if wanted else {}
    parts.write_rows(same, f"merged-{share:04}.jsonl.gz", sorted(merged.items()))


def write_articles(folder: str, shares: int, name: str) -> int:
    """Write the quads of a partition's articles, and note what they say of things; return how many quads."""
    same = f"{folder}/{SAME}"
    merged, firsts = _merged(folder, shares), dict(parts.read_rows(same, FIRST))
    again = {number for other, number in parts.read_rows(same, AGAIN) if other == name}
    written: list[str] = []
    spoken: list[Any] = []
    count = 0
    kept = (r for r in parts.read(folder, name) if r.record is not None and not r.refused)
    for number, reading in enumerate(kept):
        if number in again or reading.record is None:
            continue
        record: Record = reading.record
        identity = resolve([record], _background(), merged)
        triples, graph = project.triples(record, identity, reading.sources, firsts.get(record.article.id))
        written.append(lines(triples, graph))
        count += len(triples)
        for found in supports(record, identity, _background().gazetteer):
            said = [found.iri, found.key, found.article, found.type, found.name, found.labels]
            spoken.append([_share(found.iri, shares), said])
    parts.write_rows(f"{folder}/{SPOKEN}", name, spoken)
    parts.write_lines(f"{folder}/{QUADS}", _quads_name(name), written)
    return count


def write_things(folder: str, names: Sequence[str], shares: int, share: int) -> int:
    """Write what the entities graph says of a share of the things; return how many quads."""
    found: dict[str, list[Support]] = defaultdict(list)
    for name in names:
        for whose, (iri, key, article, type_, called, labels) in parts.read_rows(f"{folder}/{SPOKEN}", name):
            if whose == share:
                known = tuple((a, b) for a, b in labels)
                found[iri].append(Support(iri, key, article, type_, tuple(called) if called else None, known))
    triples = [t for iri in sorted(found) for t in described(together(found[iri]), _background().gazetteer)]
    for key, other in sorted(_merged(folder, shares).items()):
        if _share(entity_iri(key), shares) == share:
            triples += replaced(entity_iri(key), entity_iri(other))
    parts.write_lines(f"{folder}/{QUADS}", _quads_name(f"things-{share:04}.jsonl.gz"), [lines(triples, GRAPH)])
    return len(triples)


def _rows(folder: str, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield what is noted of the articles, each once: an article that several files give is that of the first."""
    seen: set[str] = set()
    for name in names:
        for row in parts.read_rows(f"{folder}/{THINGS}", name):
            if row["article"] not in seen:
                seen.add(row["article"])
                yield row


def _again(folder: str, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for name in names:
        for number, row in enumerate(parts.read_rows(f"{folder}/{THINGS}", name)):
            if row["article"] in seen:
                yield name, number
            seen.add(row["article"])


def _merged(folder: str, shares: int) -> dict[str, str]:
    every = (parts.read_rows(f"{folder}/{SAME}", f"merged-{share:04}.jsonl.gz") for share in range(shares))
    return {key: other for rows in every for key, other in rows}


def _share(name: str, shares: int) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) % shares


def _quads_name(name: str) -> str:
    return name.removesuffix(".jsonl.gz") + ".nq.gz"


def _packed(text: str) -> dict[str, Any]:
    made = copies.sketch(text)
    return {name: b64encode(getattr(made, name)).decode() for name in SKETCH}


def _sketch(row: dict[str, Any]) -> Sketch:
    return Sketch(**{name: b64decode(row[name]) for name in SKETCH})


@cache
def _background() -> Background:
    return Background.load()
