"""What a build takes in: the items of all its files, without those that the store knows already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Final

from kg.load import Item, LoadOptions, items
from kg.store import Source, Store
from kg.worker import Reading

STDIN: Final = "stdin"
SMALL: Final = 1 << 20
MANY: Final = "*"  # before the number of articles, in place of the article that a source gave


@dataclass
class Intake:
    """The way of files into a build. Its items come in the order of the files, the numbered ones of each in theirs.

    `unchanged` are the origins that the store knows in this very state, read by this `version` of the extractor.
    """

    store: Store
    version: str
    options: LoadOptions
    again: bool = False
    unchanged: list[str] = field(default_factory=list)
    _hashes: dict[str, str] = field(default_factory=dict)
    _files: dict[str, list[int]] = field(default_factory=dict)

    def items(self, files: Sequence[str], stdin: IO[bytes] | None = None) -> Iterator[Item]:
        """Yield the items that are to be read, those of `stdin` last; what the store knows is only noted."""
        for file in files:
            digest = self._digest(file)
            if digest and (known := self._known(file, digest)):
                whole = known.article.startswith(MANY)
                self.unchanged.extend(self.store.records.sources_within(file) if whole else [file])
            else:
                yield from self._of_file(file, digest)
        if stdin is not None:
            yield from items(STDIN, self.options, stdin)

    def sources(self, batch: Iterable[Reading]) -> list[Source]:
        """Return what to remember of readings that are now stored, so that the next build can pass them over."""
        return [
            Source(r.path, digest, self.version, r.record.article.id)
            for r in batch
            if (digest := self._hashes.pop(r.path, None)) and r.record is not None and not r.refused
        ]

    def whole_files(self, failed: Iterable[str]) -> list[Source]:
        """Return what to remember of files of many articles, all of which are stored; `failed` are origins."""
        broken = {origin.rpartition("#")[0] for origin in failed} | set(failed)
        return [
            Source(file, digest, self.version, f"{MANY}{count}")
            for file, (digest, count) in self._whole.items()
            if file not in broken
        ]

    _whole: dict[str, tuple[str, int]] = field(default_factory=dict)

    def _of_file(self, file: str, digest: str) -> Iterator[Item]:
        count = 0
        for item in items(file, self.options):
            if not item.part:
                self._hashes[item.origin] = digest
                yield item
                continue
            count += 1
            known = None if item.failure else item.hash
            if known and self._known(item.origin, known):
                self.unchanged.append(item.origin)
                continue
            if known:
                self._hashes[item.origin] = known
            yield item
        if count:
            self._whole[file] = (digest, count)

    def _known(self, origin: str, digest: str) -> Source | None:
        """Return what the store knows of an origin if that is all still so, else None."""
        found = None if self.again else self.store.records.source(origin)
        if found is None or (found.file_hash, found.extractor) != (digest, self.version):
            return None
        if not found.article.startswith(MANY):
            return found
        count = int(found.article.removeprefix(MANY))
        return found if len(self.store.records.sources_within(origin)) == count else None

    def _digest(self, file: str) -> str:
        """Return the hash of a file with the names of its fields, "" if it cannot be read: loading will say why."""
        try:
            with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - a Path costs as much as reading
                # Most files are small; `file_digest` makes a big buffer for each.
                found = sha256(stream.read(SMALL))
                while more := stream.read(SMALL):
                    found.update(more)
        except OSError:
            return ""
        if self.options.fields:
            found.update(repr(self.options.fields).encode())
        return found.hexdigest()
