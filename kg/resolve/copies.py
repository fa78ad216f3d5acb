"""Near-identical articles: MinHash on character shingles finds candidates, containment of text and lead decides.

What copies each other is one source. A pure function of the texts: the sketch of an article depends on it alone, and
whether two are copies on their two sketches.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZE: Final = 6  # characters in a shingle
KEEP: Final = 4  # one shingle in so many is kept; which ones its hash decides, so that copies keep the same
BINS: Final = (
    128  # the kept shingles fall into so many bins by their hashes; a signature says which comes first in each
)
MEET: Final = 0.2  # the share of bins in which two signatures agree from which the texts are compared
ALIKE: Final = 0.5  # Jaccard index from which two texts are copies; calibrated in docs/identity.md
INSIDE: Final = 0.65  # or the share of the shorter text that the longer one holds
TELLING: Final = 0.88  # the share of numbers and names, which tells copies from two fillings of one form
DAYS: Final = 7  # copies appear within so many days
# Numbers, capitalised words and pairs of Chinese characters; one class of first letters for all makes it fast.
_TELLING: Final = re.compile(
    r"[\dA-Z\u3400-\u9fff](?:(?<=\d)(?<!\w\d)(?:[\d.,]*\d)?\b|(?<=[A-Z])(?<!\w[A-Z])[a-z]{2,}\b"
    r"|(?<=[\u3400-\u9fff])[\u3400-\u9fff])"
)
LEAD: Final = 600  # letters of the first paragraphs that tell what is the story
TOLD: Final = 0.75  # the share of the one lead that the other text holds, else the stories differ
# What firms and agencies put below every release of theirs says nothing of where the story comes from.
_TAIL: Final = re.compile(
    r"\W*(?:about (?:the )?[A-Z]|forward[- ]looking statements?\b|safe harbou?r\b|cautionary (?:note|statement)"
    r"|disclaimer\b|(?:media |press |investor )?contacts?\b.{0,40}$|notes? to editors|view source version"
    r"|for (?:more|further) information\b|please see full terms)",
    re.I,
)
_LETTERS: Final = "".join(chr(n).lower() if n < 128 and chr(n).isalnum() else " " for n in range(256)).encode("latin-1")
SHORTEST: Final = 30  # kept shingles below which a text is too short to tell


@dataclass(frozen=True)
class Sketch:
    """What is kept of a text to compare it.

    `hashes` are sampled shingles, `telling` hashes of its numbers and capitalised words, `lead` the sampled shingles of
    its beginning below the headline. `signature` has a byte a bin, 0 for an empty one, and none for a text too short.
    """

    hashes: bytes
    signature: bytes
    telling: bytes = b""
    lead: bytes = b""

    @property
    def array(self) -> "NDArray[np.uint64]":
        """The hashes as an array."""
        import numpy as np

        return np.frombuffer(self.hashes, dtype="<u8")


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; one that is too short has no signature and so no copies."""
    import numpy as np

    told = body(text)
    kept, lead = _shingles(told), _shingles(told.partition("\n\n")[2][:LEAD])
    if len(kept) < SHORTEST:
        return Sketch(_packed(kept), b"", b"", _packed(lead))
    telling = sorted({crc32(w.encode("utf-8", "surrogatepass")) for w in set(_TELLING.findall(told))})
    return Sketch(_packed(kept), _signature(kept), np.array(telling, dtype="<u4").tobytes(), _packed(lead))


def _signature(kept: "NDArray[np.uint64]") -> bytes:
    """Return a byte of the first hash in each bin, 1 to 254, or 0; hashes are sorted, bins are their top bits."""
    import numpy as np

    bins = (kept >> np.uint64(64 - BINS.bit_length() + 1)).astype(np.intp)
    found, first = np.unique(bins, return_index=True)
    made = np.zeros(BINS, dtype=np.uint8)
    made[found] = (kept[first] >> np.uint64(2)) % np.uint64(254) + np.uint64(1)
    return made.tobytes()


def near(one: bytes, others: "NDArray[np.uint8]", filled: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
    """Tell which of other texts may be copies of one, by their signatures; `others` has a column for each of them.

    `filled` says how many bins of each are not empty. Whether two texts meet does not depend on which is the one.
    """
    import numpy as np

    mine = np.frombuffer(one, dtype=np.uint8)
    asked = np.where(mine > 0, mine, np.uint8(255))[:, np.newaxis]  # no bin has 255: empty ones agree with nothing
    agree = np.add.reduce((others == asked).view(np.uint8), axis=0, dtype=np.uint8)
    least = np.minimum(filled, np.count_nonzero(mine))
    return np.asarray(agree >= MEET * least)


def may_be_copies(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts are worth comparing, by their signatures."""
    import numpy as np

    if not one.signature or not other.signature:
        return False
    column = np.frombuffer(other.signature, dtype=np.uint8)[:, np.newaxis]
    return bool(near(one.signature, column, np.count_nonzero(column, axis=0).astype(np.uint8))[0])


def body(text: str) -> str:
    """Return a text without the paragraphs that stand below every release of a firm ("About …", disclaimers)."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join([*paragraphs[:2], *(p for p in paragraphs[2:] if not _TAIL.match(p))])


def _shingles(text: str) -> "NDArray[np.uint64]":
    """Return the hashes of the sampled runs of letters of a text, sorted, each once."""
    import numpy as np

    letters = _plain(text)
    places = len(letters) - SIZE + 1
    if places < 1:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.zeros(places, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(SIZE):  # all in place, since new arrays cost more than the sums
            hashes *= np.uint64(0x100000001B3)
            hashes += letters[place : place + places]
        _mix(hashes)
    kept = np.sort(hashes[hashes & np.uint64(KEEP - 1) == 0])
    return kept[np.concatenate(([True], kept[1:] != kept[:-1]))] if len(kept) else kept


def _plain(text: str) -> "NDArray[np.uint64]":
    """Return the letters and digits of a text as numbers, folded, with one space for all that stands between."""
    import numpy as np

    if text.isascii():  # the same, faster
        found = b" ".join(text.encode().translate(_LETTERS).split())
        return np.frombuffer(found, dtype=np.uint8).astype(np.uint64)
    plain = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    return np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)


def _packed(hashes: "NDArray[np.uint64]") -> bytes:
    return hashes.astype("<u8").tobytes()


def _mix(values: "NDArray[np.uint64]") -> None:
    """Make numbers well-spread hashes, in place (the finaliser of SplitMix64)."""
    import numpy as np

    values ^= values >> np.uint64(30)
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)


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
    if not one.signature or not other.signature:
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


def first_of(group: Iterable[tuple[str, str]]) -> str:
    """Return the article that stands for copies, given as pairs (date, article): the earliest dated, then the least."""
    return min(group, key=lambda pair: (pair[0] == "", pair[0], pair[1]))[1]
