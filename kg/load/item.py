"""What a file gives before it is read: one item an article, cheap to find and to hand to another process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import IO

from kg.errors import ArticleError
from kg.load.draft import Known

NOTHING = Known()
MAX_BLANK = 100_000
MAX_BYTES = 20_000_000  # of one article


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load: `newest` is the last day (ISO) that can be a date of publication, usually the day of the run.

    `fields` renames fields of JSON and CSV items: pairs of what kg calls a field and what the file calls it.
    """

    newest: str | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """The raw material of one article, or why there is none.

    `origin` is the file, or "file#number" inside a file of many articles, as whose `part` it then counts.
    `data` is None when the file itself is the article. `form` is a format, "" if the content is to tell it.
    `known` is what the surrounding file says: more than the article itself knows if `trusted`, else less.
    `newest` is a day after which it cannot have been published. `size` counts the bytes of the file that it takes up.
    """

    origin: str
    path: str
    data: bytes | None = None
    form: str = ""
    charset: str | None = None
    known: Known = NOTHING
    trusted: bool = True
    newest: str | None = None
    failure: str = ""
    size: int = 0
    part: bool = False

    @property
    def hash(self) -> str:
        """The hash of all that the article is made from; "" if that is the whole file."""
        return "" if self.data is None else sha256(repr((self.data, self.form, self.known)).encode()).hexdigest()


@dataclass
class Source:
    """An open file of articles, decompressed; `name` is its name without the endings of compression."""

    stream: IO[bytes]
    path: str
    name: str
    options: LoadOptions = LoadOptions()
    position: Callable[[], int] = lambda: 0
    _last: int = field(default=0, repr=False)

    def item(self, number: int, data: bytes | None = None, failure: str = "", **details: object) -> Item:
        """Return the item of this number, with the bytes of the file that were read since the last one."""
        now = self.position()
        size, self._last = now - self._last, now
        made = Item(f"{self.path}#{number}", self.path, data, failure=failure, size=size, part=True)
        return replace(made, **details)  # type: ignore[arg-type]

    def lines(self, limit: int = MAX_BYTES) -> Iterator[bytes]:
        """Yield line after line. Raises ArticleError at one of over `limit` bytes, or at endless blank ones."""
        blank = 0
        while line := self.stream.readline(limit + 1):
            blank = 0 if len(line) > 2 else blank + 1
            if blank > MAX_BLANK:
                raise ArticleError(f"{self.path}: over {MAX_BLANK:,} blank lines in a row")
            if len(line) > limit:
                raise ArticleError(f"{self.path}: a line of over {limit // 1_000_000} MB is no article")
            yield line
