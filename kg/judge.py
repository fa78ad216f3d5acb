"""People's judgements on a store: what to look at, and what becomes of a verdict."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.errors import UsageError
from kg.facts import quote
from kg.iri import article as article_iri
from kg.model import Record, Span
from kg.project import statements
from kg.query.entities import find_entity
from kg.resolve import Doubt, cluster, entity_keys
from kg.resolve.judgements import Judgement, Said, Thing, Verdict, append, read, sayings, standing
from kg.resolve.judgements import verdicts as pairs_of
from kg.store import Store
from kg.vocabulary import DATA_BASE

_MOST_QUOTES: Final = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that may be the same: its key, names, the number of its articles, and what some of them say."""

    key: str
    name: str
    articles: int
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Two things that a person should look at; `weight` is the number of articles that a verdict concerns."""

    one: Side
    other: Side
    score: float
    why: tuple[str, ...]
    weight: int


def questions(store: Store, most: int = 20) -> tuple[list[Question], int]:
    """Return the doubtful pairs that nobody has judged, the most consequential first, and how many there are."""
    matches = store.matches
    found = cluster(matches.all_profiles(), pairs_of(_standing(store), matches.key_of))

    def weight(doubt: Doubt) -> int:
        return sum(len(matches.articles([key])) for key in (doubt.one, doubt.other))

    ordered = sorted(found.doubts, key=lambda d: (-weight(d), -d.score, d.one, d.other))
    shown = [Question(_side(store, d.one), _side(store, d.other), d.score, d.why, weight(d)) for d in ordered[:most]]
    return shown, len(ordered)


def _side(store: Store, key: str) -> Side:
    articles = sorted(store.matches.articles([key]))
    thing = store.matches.thing("", key)
    quotes: list[str] = []
    for article in articles[:_MOST_QUOTES]:
        entry = store.records.get(article)
        if entry is not None:
            quotes += list(_quotes(store, entry.record, key))[:_MOST_QUOTES]
    return Side(key, thing.name if thing else key, len(articles), tuple(dict.fromkeys(quotes))[:_MOST_QUOTES])


def _quotes(store: Store, record: Record, key: str) -> Iterator[str]:
    """Yield what an article says of a thing, with the article's source and date."""
    keys = entity_keys(record, store.background)
    mine = {e for e, k in keys.items() if k == key}
    article = record.article
    source = ", ".join(x for x in (article.publisher or article.origin, article.published) if x)
    spans = [c.span for c in record.claims if mine & {c.subject, c.object}]
    spans += [m.span for m in record.measures if m.subject in mine]
    spans += [Span(m.start, m.end) for e in record.entities if e.id in mine for m in e.mentions]
    for span in dict.fromkeys(spans):
        yield f"“{quote(record, span)}” ({source})"


def judge_things(store: Store, verdict: Verdict, one: str, other: str, *, who: str, when: str, why: str) -> Judgement:
    """Record that two things are the same or different, and bring it to the graph; return the judgement.

    Things are given by name, IRI (an old one too) or key. Raises UsageError if one is unknown or both are one key.
    """
    things = (_thing(store, one), _thing(store, other))
    keys = {t.key for t in things}
    if len(keys) == 1:
        raise UsageError(
            f"{one!r} and {other!r} have one key, {keys.pop()}",
            hint="what the key joins no judgement can part; reject the claims that are wrong",
        )
    known = [t for t in things if store.background.gazetteer.get(t.key) is not None]
    if verdict == "same" and len(known) == 2:
        raise UsageError(
            f"{known[0].key} and {known[1].key} are two entries of the gazetteer", hint="mend the gazetteer"
        )
    ordered = sorted(things, key=lambda t: t.key)
    return _record(store, Judgement(verdict, who, when, why, (ordered[0], ordered[1])))


def judge_claim(store: Store, verdict: Verdict, claim: str, *, who: str, when: str, why: str) -> Judgement:
    """Record that a claim is right or wrong, and bring it to the graph; return the judgement.

    The claim is given by its IRI or the last part of it. Raises UsageError if no article makes it.
    """
    return _record(store, Judgement(verdict, who, when, why, claim=_said(store, claim)))


def undo(store: Store, matter: str, *, who: str, when: str, why: str) -> Judgement:
    """Take the judgement on a matter back, and bring that to the graph. Raises UsageError if there is none."""
    judged = standing(_all(store))
    if matter not in judged:
        raise UsageError(f"no judgement {matter!r} to undo", hint="see: kg review --judged")
    return _record(store, replace(judged[matter], verdict="undo", who=who, when=when, why=why))


def judged(store: Store) -> list[Judgement]:
    """Return the judgements that hold, in the order of their times."""
    return _standing(store)


def _standing(store: Store) -> list[Judgement]:
    return list(standing(_all(store)).values())


def _all(store: Store) -> tuple[Judgement, ...]:
    return read(store.judgements)


def _record(store: Store, judgement: Judgement) -> Judgement:
    append(store.judgements, judgement)
    store.judge()
    return judgement


def _thing(store: Store, given: str) -> Thing:
    find: Callable[..., Thing | None] = store.matches.thing
    name = given.strip().strip("<>")
    found = find(name, name) or find(DATA_BASE + name)
    if found is None:
        found = find(find_entity(store, given).value)
    if found is None:
        raise UsageError(f"no article speaks of {given!r}")
    return found


def _said(store: Store, claim: str) -> Said:
    """Return what a claim says, found by the article in its IRI."""
    wanted = claim.strip().strip("<>").removeprefix(DATA_BASE).removeprefix("claim/")
    article = next(
        (i for i in store.records.ids() if article_iri(i).rpartition("/")[2] == wanted.partition("/")[0]), ""
    )
    entry = store.records.get(article) if article else None
    if entry is not None:
        for statement in statements(entry.record, store.identity(entry.record)):
            if statement.claim.removeprefix(f"{DATA_BASE}claim/") == wanted:
                return sayings(entry.record)[statement.source]
    raise UsageError(f"no claim {claim!r}", hint="kg show ENTITY --claims prints the claims with their names")
