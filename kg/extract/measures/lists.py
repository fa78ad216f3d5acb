"""What other parts of a sentence name: other items of a list, other sums of a row, what only describes a subject."""

import re

from kg.extract.measures.owners import subjects
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import Ref
from kg.text.numbers import find_numbers

# ", and $9 million to …": one more sum of a row, with what it is for.
_ROW_ITEM = re.compile(
    r"(?:,|;|\band)\s+(?:(?:about|around|another|a\s+further|an\s+additional|nearly|almost|over|more\s+than|some|up\s+to)\s+)*$"
)
_ITS_USE = re.compile(r"\s+(?:to|for|in|into|on|at|towards?)\s")


def one_of(quantity: Quantity) -> bool:
    """Whether somebody is told to be among those that a number counts: "one of 82 firms"."""
    return quantity.sentence.text[: quantity.number.outer_start].rstrip().lower().endswith("one of")


def definite(quantity: Quantity) -> bool:
    """Whether "the" stands right before a number: "the $9 million mill"."""
    return quantity.sentence.text[: quantity.number.outer_start].rstrip().lower().endswith(" the")


def beside(quantity: Quantity) -> set[str]:
    """Return the ids of entities that only an apposition to the subject names: "Acme, owner of *the mill*, sold 90"."""
    subject = next(subjects(quantity), None)
    if subject is None or quantity.scene.covering(subject) is None:
        return set()
    told = [c for c in subject.children if c.dep_ == "appos" and quantity.scene.covering(c) is None]
    inside = {t.i for c in told for t in c.subtree}
    refs = quantity.scene.refs if quantity.token.i not in inside else ()
    return {r.entity.id for r in refs if r.head.i in inside} - {r.entity.id for r in refs if r.head.i not in inside}


def elsewhere(quantity: Quantity) -> set[str]:
    """Return the ids of entities that only other parts of a list with semicolons name, if the own part names one."""
    text, start = quantity.sentence.text, quantity.sentence.start
    low = text.rfind(";", 0, quantity.number.outer_start) + 1
    high = text.find(";", quantity.number.outer_end)
    high = high if high >= 0 else len(text)
    if not low and high == len(text):
        return set()
    inside = [r for r in quantity.scene.refs if low <= r.mention.start - start < high]
    actors = any(r.entity.type in ("Company", "Facility", "Plan") and r.mention.rule != "stand-in" for r in inside)
    return {r.entity.id for r in quantity.scene.refs} - {r.entity.id for r in inside} if actors else set()


def row_of_sums(quantity: Quantity, words: MeasureWords) -> set[str]:
    """Return the ids of entities that only other sums of a row are for: "$3m to open A, $2m for *B* and $1m for C"."""
    text, start = quantity.sentence.text, quantity.sentence.start
    if not quantity.number.currencies:
        return set()
    sums = [n for n in find_numbers(text, words.money) if n.currencies]
    told = [n for n in sums if _ITS_USE.match(text, n.outer_end)]
    items = [n for n in told if _ROW_ITEM.search(text[: n.outer_start])]
    if not items or quantity.number.start not in {told[0].start, *(n.start for n in items)}:
        return set()
    borders = sorted({told[0].start, *(n.start for n in items)})
    own = quantity.number.start

    def piece(ref: Ref) -> int:
        return max((b for b in borders if b <= ref.mention.start - start), default=-1)

    apart = {r.entity.id for r in quantity.scene.refs if piece(r) not in (-1, own)}
    return apart - {r.entity.id for r in quantity.scene.refs if piece(r) in (-1, own)}
