"""The entities graph: what each entity is and is called, a pure function of the articles that speak of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad

from kg.facts import squeeze
from kg.gazetteer import Gazetteer, Known
from kg.iri import entity as entity_iri
from kg.model import PLACES, EntityType, Record
from kg.project import TYPE
from kg.resolve.identity import Identity
from kg.terms import DCTERMS, OWL, SKOS, Term, Triple, kg, lines, node, quads, text
from kg.vocabulary import ENTITIES_GRAPH

GRAPH: Final = node(ENTITIES_GRAPH)
GEONAMES: Final = "https://sws.geonames.org/{}/"
WIKIDATA: Final = "http://www.wikidata.org/entity/{}"
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Support:
    """That an article speaks of an entity, and by which names; `name` is "" where the gazetteer alone implies it.

    `labels` are pairs of a name and its language.
    """

    iri: str
    key: str
    article: str
    type: EntityType
    name: tuple[str, str] | None = None
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What all articles say of one entity: how many call it by which name first of all, and by which at all.

    Names are pairs of a name and its language; key and type are those of the first article by id.
    """

    iri: str
    key: str
    type: EntityType
    names: Mapping[tuple[str, str], int]
    labels: Mapping[tuple[str, str], int]


def supports(record: Record, identity: Identity, gazetteer: Gazetteer) -> list[Support]:
    """Return what an article supports in the entities graph, one support an entity, sorted by IRI.

    The regions and countries in which the gazetteer puts a place or an agency are supported too.
    """
    article, language = record.article.id, record.article.language
    found: dict[str, Support] = {}
    for entity in record.entities:
        key = identity.key(article, entity.id)
        names = [entity.name, *(m.name for m in entity.mentions if m.form == "name")]
        labels = [_label(name, language) for name in names if squeeze(name)]
        new = Support(entity_iri(key), key, article, entity.type, _label(entity.name, language), tuple(labels))
        old = found.get(new.iri)
        merged = tuple(sorted({*(old.labels if old else ()), *labels}))
        found[new.iri] = Support(new.iri, key, article, entity.type, (old or new).name, merged)
        if entity.type != "Company":
            for parent in gazetteer.parents(key):
                above = entity_iri(identity.canonical(parent.key))
                found.setdefault(above, Support(above, identity.canonical(parent.key), article, parent.type))
    return sorted(found.values(), key=lambda s: s.iri)


def together(given: Iterable[Support]) -> Spoken | None:
    """Return what the supports of one entity say together, in any order; None if nothing supports it."""
    all_ = list(given)
    if not all_:
        return None
    first = min(all_, key=lambda s: (s.iri, s.article))
    names = Counter(s.name for s in all_ if s.name and s.name[0])
    return Spoken(first.iri, first.key, first.type, names, Counter(label for s in all_ for label in s.labels))


def describe(given: Iterable[Support], gazetteer: Gazetteer, identity: Identity | None = None) -> list[Quad]:
    """Return the quads of the entities graph for one entity, from everything that supports it, in any order."""
    return quads(lines(described(together(given), gazetteer, identity), GRAPH))


def described(spoken: Spoken | None, gazetteer: Gazetteer, identity: Identity | None = None) -> list[Triple]:
    """Return the triples of the entities graph for one entity, each once, from all that is said of it.

    Types, labels (one preferred a language), identity key, links and place in the gazetteer's hierarchy. Of what
    nobody speaks there are none.
    """
    if spoken is None:
        return []
    me = node(spoken.iri)
    known = gazetteer.get(spoken.key)
    triples: list[Triple] = [(me, TYPE, kg(spoken.type))]
    if spoken.type in PLACES:
        triples.append((me, TYPE, kg("Place")))
    triples.append((me, node(DCTERMS + "identifier"), text(spoken.key)))
    triples += _labels(me, spoken, known)
    if known is not None:
        if known.geonames:
            triples.append((me, node(OWL + "sameAs"), node(GEONAMES.format(known.geonames))))
        if known.key in gazetteer.wikidata:
            triples.append((me, node(OWL + "sameAs"), node(WIKIDATA.format(gazetteer.wikidata[known.key]))))
        parent = gazetteer.get(known.parent) if known.parent else None
        if parent is not None and known.type != "Company":
            predicate = "jurisdiction" if known.type == "Bureau" else "partOf"
            above = identity.canonical(parent.key) if identity else parent.key
            triples.append((me, kg(predicate), node(entity_iri(above))))
    return list(dict.fromkeys(triples))


def replaced(old: str, new: str) -> list[Triple]:
    """Return the triple by which an IRI that was given up leads to the one that stands for it now."""
    return [(node(old), node(DCTERMS + "isReplacedBy"), node(new))]


def language_of(name: str, language: str) -> str:
    """Return the language of a name: Chinese if it has Chinese characters, else the article's, or English."""
    if _HAN.search(name):
        return "zh"
    return "en" if language.startswith("zh") else language


def _label(name: str, language: str) -> tuple[str, str]:
    return squeeze(name), language_of(name, language)


def _labels(me: Term, spoken: Spoken, known: Known | None) -> list[Triple]:
    """Choose a preferred name a language: the gazetteer's, else the most frequent, the longest, the first by sort."""
    names, others = _by_language(spoken.names), _by_language(spoken.labels)
    preferred = {
        language: min(counts, key=lambda n: (-counts[n], n.isupper(), -len(n), n)) for language, counts in names.items()
    }
    if known is not None:
        preferred["en"] = known.name
        if known.names_zh:
            preferred["zh"] = known.names_zh[0]
    if not preferred:
        preferred["en"] = spoken.key
    triples: list[Triple] = [
        (me, node(SKOS + "prefLabel"), text(name, language)) for language, name in sorted(preferred.items())
    ]
    for language, counts in sorted(others.items()):
        seen = {preferred.get(language, "").casefold()}
        # Of spellings that differ in case alone, one is enough: the one that is not all in capitals.
        for label in sorted(counts, key=lambda n: (n.isupper(), -counts[n], n)):
            if label.casefold() not in seen:
                seen.add(label.casefold())
                triples.append((me, node(SKOS + "altLabel"), text(label, language)))
    return triples


def _by_language(counts: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (name, language), count in counts.items():
        found[language][name] = count
    return found
