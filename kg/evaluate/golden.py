"""Gold documents as records, so that identity can be scored apart from extraction."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.evaluate.documents import Facts, article_of
from kg.facts import ATTRIBUTES, to_facts
from kg.lexicon import Lexicon, read_lexicon
from kg.model import Article, Claim, Entity, Measure, Mention, Period, Record, Span
from kg.resolve import Background, resolve_together
from kg.resources import lexicon_files

_CURRENCY: Final = re.compile(r"([A-Z]{3})(?: (.*))?")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def record_of(facts: Facts, article: Article, lexicon: Lexicon | None = None) -> Record:
    """Return a gold document as the record that a perfect extractor would give; `lexicon` names the kinds of plans.

    Words that do not stand in the article's text (the loader may have cut them) are given its first character.
    """
    entities = tuple(_entity(e, article) for e in facts["entities"])
    kinds = _plan_kinds(lexicon)
    claims: list[Claim] = []
    for e in facts["entities"]:
        here = _spans([*(e.get("mentions") or []), e["name"]], article.text)[0]
        fields: Mapping[str, Any] = {**e, "kind": e.get("kind") or _kind(e, kinds)}
        for name, predicate in (
            *ATTRIBUTES.get(e["type"], ()),
            *((("kind", "planKind"),) if e["type"] == "Plan" else ()),
        ):
            if fields.get(name):
                code = predicate in ("status", "facilityKind", "planKind")
                value = str(fields[name]).replace(" ", "-") if code else str(fields[name])
                claims.append(Claim(e["id"], predicate, value, "code" if code else "date", here, "gold"))
    for r in facts.get("relations") or []:
        span = _spans([r.get("evidence") or ""], article.text)[0]
        claims.append(Claim(r["s"], r["p"], r["o"], "entity", span, "gold"))
    return Record(article, "gold", entities, tuple(claims), tuple(_measures(facts, article)))


def gold_mentions(folder: Path, gold: Mapping[str, Facts]) -> dict[str, Facts]:
    """Return facts documents with the gold's own facts and the IRIs that kg gives its entities.

    `folder` holds the articles beside the gold documents. Raises InputError if one is missing, ArticleError.
    """
    from kg.load import load_article

    lexicon = read_lexicon(lexicon_files())
    records = {}
    for name, facts in gold.items():
        path = article_of(folder, name)
        if path is None:
            raise InputError(f"{folder / name}.txt: no article beside the gold document")
        records[name] = record_of(facts, load_article(path), lexicon)
    return identified(records)


def identified(records: Mapping[str, Record]) -> dict[str, Facts]:
    """Return the facts documents of records by name, with the key and IRI of each entity."""
    identity = resolve_together(records.values(), Background.load())
    return {
        name: to_facts(
            record, key=partial(identity.key, record.article.id), iri=partial(identity.iri, record.article.id)
        )
        for name, record in records.items()
    }


def _entity(e: Mapping[str, Any], article: Article) -> Entity:
    mentions = []
    for surface in dict.fromkeys(e.get("mentions") or [e["name"]]):
        form = "name" if surface[:1].isupper() or surface[:1] in '"“《' or _HAN.match(surface) else "description"
        for span in _spans([surface], article.text):
            mentions.append(Mention(span.start, span.end, e["type"], form, surface, "gold"))  # type: ignore[arg-type]
    return Entity(e["id"], e["type"], e["name"], tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))


def _spans(surfaces: list[str], text: str) -> list[Span]:
    for surface in surfaces:
        words = r"\s+".join(re.escape(w) for w in surface.split())
        hits = [Span(h.start(), h.end()) for h in re.finditer(words, text)] if words else []
        if hits:
            return hits
    return [Span(0, 1)]


def _measures(facts: Facts, article: Article) -> list[Measure]:
    found = []
    for n in facts.get("numbers") or []:
        money = _CURRENCY.fullmatch(n.get("unit") or "")
        unit, currency = (money[2] or "", money[1]) if money else (n.get("unit") or "", None)
        span = _spans([n.get("evidence") or ""], article.text)[0]
        period = Period(n.get("start"), n.get("end"))
        value = Decimal(str(n["value"]))
        source = n.get("source")
        found.append(Measure(n["kind"], n["subject"], value, n["bound"], unit, span, "gold", currency, period, source))
    return found


def _plan_kinds(lexicon: Lexicon | None) -> list[tuple[str, str]]:
    """Return the words that name kinds of plans with the codes of the kinds, the longest words first."""
    entries = lexicon.denoting("Plan") if lexicon else ()
    pairs = {(f.casefold(), e.code) for e in entries if e.code for f in (*e.forms, *e.forms_zh)}
    return sorted(pairs, key=lambda p: (-len(p[0]), p))


def _kind(e: Mapping[str, Any], kinds: list[tuple[str, str]]) -> str | None:
    if e["type"] != "Plan":
        return None
    name = e["name"].casefold()
    return next((code for form, code in kinds if form in name), None)
