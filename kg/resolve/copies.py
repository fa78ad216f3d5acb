"""Near-identical articles: MinHash on character shingles finds candidates, containment of text and lead decides.

What copies each other is one source. A pure function of the texts: the sketch of an article depends on it alone, and
whether two are copies on their two sketches.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.iri import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE: Final = 6  # characters in a shingle
KEEP: Final = 4  # one shingle in so many is kept; which ones its hash decides, so that copies keep the same
BANDS: Final = 50
ROWS: Final = 3
ALIKE: Final = 0.5  # Jaccard index from which two texts are copies; calibrated in docs/identity.md
INSIDE: Final = 0.65  # or the share of the shorter text that the longer one holds
TELLING: Final = 0.88  # the share of numbers and names, which tells copies from two fillings of one form
DAYS: Final = 7  # copies appear within so many days
_TELLING: Final = re.compile(r"\b\d[\d.,]*\d\b|\b\d+\b|\b[A-Z][a-z]{2,}\b|[\u3400-\u9fff]{2}")
LEAD: Final = 600  # letters of the first paragraphs that tell what is the story
TOLD: Final = 0.75  # the share of the one lead that the other text holds, else the stories differ
# What firms and agencies put below every release of theirs says nothing of where the story comes from.
_TAIL: Final = re.compile(
    r"\W*(?:about (?:the )?[A-Z]|forward[- ]looking statements?\b|safe harbou?r\b|cautionary (?:note|statement)"
    r"|disclaimer\b|(?:media |press |investor )?contacts?\b.{0,40}$|notes? to editors|view source version"
    r"|for (?:more|further) information\b|please see full terms)",
    re.I,
)
SHORTEST: Final = 30  # kept shingles below which a text is too short to tell


@dataclass(frozen=True)
class Sketch:
    """What is kept of a text to compare it.

    `hashes` are sampled shingles, `bands` are where copies meet, `telling` hashes of its numbers and capitalised words,
    `lead` the sampled shingles of its beginning below the headline.
    """

    hashes: bytes
    bands: tuple[int, ...]
    telling: bytes = b""
    lead: bytes = b""

    @property
    def array(self) -> "NDArray[np.uint64]":
        """The hashes as an array."""
        import numpy as np

        return np.frombuffer(self.hashes, dtype="<u8")


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; one that is too short has no bands and so no copies."""
    import numpy as np

    told = body(text)
    hashes = _shingles(told)
    kept = hashes[hashes % np.uint64(KEEP) == 0]
    lead = _shingles(told.partition("\n\n")[2][:LEAD])
    parts = (_packed(kept), _packed(lead[lead % np.uint64(KEEP) == 0]))
    if len(kept) < SHORTEST:
        return Sketch(parts[0], (), b"", parts[1])
    with np.errstate(over="ignore"):
        seeds = _mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64))
        least = _mixed(kept[np.newaxis, :] ^ seeds[:, np.newaxis]).min(axis=1).reshape(BANDS, ROWS)
        bands = np.arange(BANDS, dtype=np.uint64)
        for row in range(ROWS):
            bands = _mixed(bands * np.uint64(31) + least[:, row])
    telling = sorted({int(digest(w, size=4), 16) for w in _TELLING.findall(told)})
    return Sketch(
        parts[0], tuple(int(b >> np.uint64(1)) for b in bands), np.array(telling, dtype="<u4").tobytes(), parts[1]
    )


def body(text: str) -> str:
    """Return a text without the paragraphs that stand below every release of a firm ("About …", disclaimers)."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join([*paragraphs[:2], *(p for p in paragraphs[2:] if not _TAIL.match(p))])


def _shingles(text: str) -> "NDArray[np.uint64]":
    """Return the hashes of all runs of letters of a text, sorted, each once."""
    import numpy as np

    plain = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    letters = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    if len(letters) < SIZE:
        return np.zeros(0, dtype=np.uint64)
    rolled = np.zeros(len(letters) - SIZE + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(SIZE):
            rolled = rolled * np.uint64(0x100000001B3) + letters[place : place + len(rolled)]
        return np.unique(_mixed(rolled))


def _packed(hashes: "NDArray[np.uint64]") -> bytes:
    return hashes.astype("<u8").tobytes()


def _mixed(values: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """Return well-spread hashes of numbers (the finaliser of SplitMix64)."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def overlap(one: Sketch, other: Sketch) -> tuple[float, float]:
    """Return the Jaccard index of two texts and the share of the shorter that the longer holds."""
    import numpy as np

    first, second = one.array, other.array
    if not len(first) or not len(second):
        return 0.0, 0.0
    common = len(np.intersect1d(first, second, assume_unique=True))
    return common / (len(first) + len(second) - common), common / min(len(first), len(second))


def are_copies(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts are near-identical, or one is most of the other."""
    if not one.bands or not other.bands:
        return False
    if not share_telling(one.telling, other.telling):
        return False
    jaccard, contained = overlap(one, other)
    return (jaccard >= ALIKE or contained >= INSIDE) and told_alike(one, other)


def told_alike(one: Sketch, other: Sketch) -> bool:
    """Tell whether one text begins with what the other says: releases of one form differ there."""
    import numpy as np

    for lead, whole in ((one.lead, other.array), (other.lead, one.array)):
        first = np.frombuffer(lead, dtype="<u8")
        if not len(first) or np.isin(first, whole, assume_unique=True).mean() >= TOLD:
            return True
    return False


def share_telling(one: bytes, other: bytes) -> bool:
    """Tell whether one text has nearly all numbers and names of the other: fillings of a form differ there."""
    first, second = (memoryview(s).cast("I") for s in (one, other))
    least = min(len(first), len(second))
    return not least or len(set(first).intersection(second)) / least >= TELLING


def within_days(one: str, other: str) -> bool:
    """Tell whether two articles were published within some days of each other; an unknown day is no hindrance."""
    first, second = day_of(one), day_of(other)
    return not (first and second) or abs(first - second) <= DAYS


def day_of(published: str) -> int:
    """Return the number of a day, 0 for one that is unknown or stated in part."""
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return 0


def candidates(bands: Mapping[str, Iterable[int]]) -> list[tuple[str, str]]:
    """Return the pairs of articles that meet in a band, sorted."""
    meeting: dict[int, list[str]] = {}
    for article in sorted(bands):
        for band in set(bands[article]):
            meeting.setdefault(band, []).append(article)
    pairs = {(a, b) for some in meeting.values() for i, a in enumerate(some) for b in some[i + 1 :]}
    return sorted(pairs)


def first_of(group: Iterable[tuple[str, str]]) -> str:
    """Return the article that stands for copies, given as pairs (date, article): the earliest dated, then the least."""
    return min(group, key=lambda pair: (pair[0] == "", pair[0], pair[1]))[1]
