"""Keeping records: put in or taken out with what that changes elsewhere, since things of many articles are the same.

What is kept is matched with the things of other articles, at once or a little later; where a match changes, the other
articles that it touches are put anew. The projector then holds what the graph is to show.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from kg.iri import entity as entity_iri
from kg.model import Record
from kg.resolve import judgements
from kg.store.projector import IN_BULK, Projector, batches
from kg.store.records import Entry, Records


class Keeper:
    """Keeps the records of one store, and matches the things in them with those of the other articles."""

    def __init__(self, records: Records, projector: Projector) -> None:
        self.records, self.projector = records, projector
        # What is kept and not yet matched, with whether the store had nothing of the article before.
        self._waiting: dict[str, tuple[Entry, bool]] = {}

    @property
    def waiting(self) -> int:
        """How many articles are kept whose things are not matched yet."""
        return len(self._waiting)

    def take_up(self) -> None:
        """Take up what an interrupted writer kept and did not match."""
        for article in self.records.not_matched():
            entry = self.records.get(article)
            if entry is not None:
                self._waiting[article] = entry, False

    def keep(self, records: Iterable[Record | Entry]) -> None:
        """Keep records, to be matched later; all of them or none."""
        entries = _entries(records)
        with self.records.transaction():
            known = self.records.known(entries)
            self.records.keep(entries.values())
        for article, entry in entries.items():
            new = self._waiting[article][1] if article in self._waiting else article not in known
            self._waiting[article] = entry, new

    def put(self, records: Iterable[Record | Entry]) -> None:
        """Keep records, and put those articles anew whose things are matched otherwise now, in one transaction."""
        entries = _entries(records)
        with self.records.transaction():
            known = self.records.known(entries)
            self.records.keep(entries.values())
            self._match({article: (entry, article not in known) for article, entry in entries.items()})

    def match(self) -> None:
        """Match the things of what was kept since this was done last; what a crash leaves is matched at the start."""
        while self._waiting:
            some = dict(islice(self._waiting.items(), IN_BULK))
            with self.records.transaction():
                self._match(some)
            for article in some:
                del self._waiting[article]

    def withdraw(self, gone: set[str]) -> None:
        """Take articles out, and put those anew that this changes, in one transaction."""
        with self.records.transaction():
            for article_id in sorted(gone):
                self.projector.forget(article_id)
                self.records.copies.drop(article_id)
            self.records.drop(gone)
            self.records.matches.drop(gone)
            self._again(self.records.copies.update() - gone)
            self._rematch(set())

    def judge(self) -> None:
        """Put the articles anew that the projector's judgements change, in one transaction."""
        with self.records.transaction():
            rejected = {
                m: j.claim.article for m, j in self.projector.judged.items() if j.claim and j.verdict == "reject"
            }
            articles = self.records.matches.note_rejected(rejected)
            self._again(articles | self._rematch(articles))

    def _match(self, given: Mapping[str, tuple[Entry, bool]]) -> None:
        """Match the things of articles with those of others; within a transaction."""
        profiles = {article: self.projector.hold(entry, new=new) for article, (entry, new) in given.items()}
        self.records.matches.put(profiles)
        for entry, _ in given.values():
            self.records.copies.put(entry.record.article)
        # Supports name things by their IRIs, so the matches come first.
        others = self._rematch(set(given))
        self._again(self.records.copies.update() - set(given) - others)
        self._support(entry for entry, _ in given.values())
        self.records.matched(given)

    def _rematch(self, present: set[str]) -> set[str]:
        """Match things anew where a change reaches; return the other articles that are to be projected anew."""
        found = self.records.matches
        changed = found.update(judgements.verdicts(self.projector.judged.values(), found.key_of))
        if not changed:
            return set()
        self.projector.rename({key: now for key, (_, now) in changed.items()})
        self.records.touch(entity_iri(key) for key, both in changed.items() for key in (key, *both))
        others = found.articles(changed) - present
        self._again(others)
        return others

    def _again(self, articles: Iterable[str]) -> None:
        """Mark articles to be projected anew."""
        self._support(entry for article in sorted(articles) if (entry := self.records.get(article)) is not None)

    def _support(self, entries: Iterable[Entry]) -> None:
        """Note which things articles support, and mark all of them to be projected."""
        for some in batches(entries, IN_BULK):
            given = {entry.record.article.id: self.projector.keep(entry) for entry in some}
            self.projector.hold_things(self.records.support(given))


def _entries(records: Iterable[Record | Entry]) -> dict[str, Entry]:
    """Return records as entries by the ids of their articles; of two of one article the later one."""
    given = (r if isinstance(r, Entry) else Entry(r) for r in records)
    return {entry.record.article.id: entry for entry in given}
