"""Articles in, facts documents out: extraction without a store."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO, Any

from kg.errors import ArticleError, InputError, OutputError, UsageError
from kg.extract.english import EnglishExtractor
from kg.extract.explain import explain
from kg.facts import to_facts
from kg.load import DEFAULT, PACKED, Item, LoadOptions, find_articles, items, load_article, read_item
from kg.model import Article, Record
from kg.worker import read_article


def confident(record: Record, least: float) -> Record:
    """Return the record without claims and measures that are less sure than `least` (0 to 1)."""
    if least <= 0:
        return record
    return replace(
        record,
        claims=tuple(c for c in record.claims if c.confidence >= least),
        measures=tuple(m for m in record.measures if m.confidence >= least),
    )


def as_json(record: Record) -> str:
    """Return a record's facts document as JSON text."""
    return json.dumps(to_facts(record), ensure_ascii=False, indent=1) + "\n"


def as_table(record: Record) -> str:
    """Return a record's facts as lines for a reader: entities, relations, numbers, each with its words."""
    facts = to_facts(record)
    names = {e["id"]: e["name"] for e in facts["entities"]}
    article = record.article
    lines = [article.title or article.origin, f"published {article.published or 'on an unknown date'}", ""]
    width = max((len(e["type"]) for e in facts["entities"]), default=0)
    for e in facts["entities"]:
        details = [f"{key} {e[key]}" for key in ("start", "end", "kind", "opened", "status") if e.get(key)]
        lines.append(f"{e['type']:<{width}}  {e['name']}" + (f"  ({', '.join(details)})" if details else ""))
    for r in facts["relations"]:
        lines += ["", f"{names[r['s']]} · {r['p']} · {names[r['o']]}", f"    “{r['evidence']}”"]
    for n in facts["numbers"]:
        period = f", {n['start'] or '…'} to {n['end'] or '…'}" if n["start"] or n["end"] else ""
        source = f", says {names[n['source']]}" if n["source"] else ""
        bound = "" if n["bound"] == "exact" else n["bound"] + " "
        value = f"{n['value']:,} {n['unit']}"
        lines += ["", f"{n['kind']}: {names[n['subject']]}: {bound}{value}{period}{source}", f"    “{n['evidence']}”"]
    return "\n".join(lines) + "\n"


def as_turtle(record: Record) -> str:
    """Return a record's statements as Turtle, in one graph as the store's merged graph has them."""
    from pyoxigraph import Quad

    from kg.export import dump
    from kg.pipeline import quads_of

    return dump([Quad(q.subject, q.predicate, q.object) for q in quads_of(record)], "ttl")


FORMS: Mapping[str, Callable[[Record], str]] = {"table": as_table, "json": as_json, "ttl": as_turtle}
_ENDINGS = {"table": ".txt", "json": ".json", "ttl": ".ttl"}


def found_items(paths: Sequence[str], options: LoadOptions = DEFAULT, stdin: IO[bytes] | None = None) -> Iterator[Item]:
    """Yield the items of files, folders and globs; "-" among them is `stdin`. Raises InputError if a path is wrong."""
    named = [p for p in paths if p != "-"]
    for path in find_articles(named) if named else ():
        yield from items(path, options)
    if "-" in paths and stdin is not None:
        yield from items("stdin", options, stdin)


def only_one(paths: Sequence[str], options: LoadOptions = DEFAULT, stdin: IO[bytes] | None = None) -> Article:
    """Return the one article that the paths mean. Raises UsageError if there are more, ArticleError."""
    found = list(islice(found_items(paths, options, stdin), 2))
    if len(found) > 1:
        raise UsageError("several articles", hint="give -o DIR for one file each")
    return read_item(found[0], options)


def read_one(article: Article, form: str, *, min_confidence: float = 0.0) -> str:
    """Return what one article says in one of FORMS."""
    return FORMS[form](confident(read_article(article, EnglishExtractor.load()), min_confidence))


def explanation(article: Article) -> str:
    """Explain the reading of one article, sentence by sentence."""
    extractor = EnglishExtractor.load()
    if article.language != extractor.language:
        raise ArticleError(
            f"{article.origin}: the language is {article.language!r}", hint="only English can be explained"
        )
    document, record = extractor.read(article)
    return explain(document, record)


def facts_beside(folder: Path, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Extract the articles beside gold documents, by name, with entities matched across all of them.

    Raises InputError if an article is missing.
    """
    from kg.evaluate.golden import identified

    extractor = EnglishExtractor.load()
    records = {}
    for name in names:
        files = [f for f in (folder / f"{name}{ending}" for ending in (".txt", ".html", ".htm", ".md")) if f.exists()]
        if not files:
            raise InputError(f"{folder / name}.txt: no article beside the gold document")
        records[name] = read_article(load_article(files[0]), extractor)
    return identified(records)


def write_all(
    paths: Sequence[str],
    folder: Path,
    form: str = "json",
    *,
    min_confidence: float = 0.0,
    options: LoadOptions = DEFAULT,
    stdin: IO[bytes] | None = None,
) -> tuple[int, list[str]]:
    """Write one file NAME.json (or .ttl, .txt) for each article NAME.*, NAME-3.json for the third in a file of many.

    Return how many, and what failed and why. Raises OutputError if the folder cannot be written, InputError if no
    article is found.
    """
    extractor = EnglishExtractor.load()
    failures: list[str] = []
    written: dict[str, str] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for item in found_items(paths, options, stdin):
            number = f"-{item.origin.rpartition('#')[2]}" if item.part else ""
            target = folder / (_stem(item.path) + number + _ENDINGS[form])
            if target.name in written:
                other = written[target.name]
                failures.append(f"{item.origin}: skipped, since {other} has the same name (use another folder)")
                continue
            try:
                record = read_article(read_item(item, options), extractor)
            except ArticleError as error:
                failures.append(str(error))
                continue
            target.write_text(FORMS[form](confident(record, min_confidence)), encoding="utf-8")
            written[target.name] = item.origin
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror}", hint="choose another folder") from None
    return len(written), failures


def _stem(path: str) -> str:
    """Return a file's name without its endings for format and compression."""
    name = Path(path)
    return (name.with_suffix("") if name.suffix.lower() in PACKED else name).stem
