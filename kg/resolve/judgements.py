"""What people judged: a text file of one line a judgement, to be read, merged by line, kept under version control.

The last line on a matter holds (by time, then by text), so that the order of lines means nothing; "undo" takes the
judgement on a matter back. Each line says who judged, when and why. Things are named by key, and by article and name
too, so that a judgement outlives a change of keys by a better extractor.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from kg import iri
from kg.errors import InputError
from kg.facts import quote, squeeze
from kg.model import Claim, Measure, Record
from kg.resolve.clusters import Verdicts

Verdict = Literal["same", "different", "reject", "accept", "undo"]
VERDICTS: Final = ("same", "different", "reject", "accept", "undo")
PREDICATES: Final = {
    "target": "hasTarget",
    "count": "hasObservation",
    "capacity": "hasCapacity",
    "investment": "hasInvestment",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity as judged: its key then, and an article that speaks of it under a name."""

    key: str
    name: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as judged: the words of an article that say something of a thing; all names as the article has them."""

    article: str
    predicate: str
    subject: str
    object: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's verdict on two things or on a claim; `matter` identifies what it is about."""

    verdict: Verdict
    who: str
    when: str
    why: str
    things: tuple[Thing, Thing] | None = None
    claim: Said | None = None

    @property
    def matter(self) -> str:
        """A short name of what is judged, the same for all judgements on it."""
        if self.things is not None:
            return iri.digest("things", *sorted(t.key for t in self.things), size=5)
        claim = self.claim or Said("", "", "", "", "")
        return iri.digest("claim", *asdict(claim).values(), size=5)


def dumps(judgement: Judgement) -> str:
    """Return a judgement as its line, without the line break."""
    data: dict[str, object] = {"when": judgement.when, "who": judgement.who, "verdict": judgement.verdict}
    if judgement.things is not None:
        data["one"], data["other"] = (asdict(t) for t in judgement.things)
    if judgement.claim is not None:
        data["claim"] = asdict(judgement.claim)
    return json.dumps({**data, "why": judgement.why}, ensure_ascii=False)


def loads(line: str) -> Judgement:
    """Return the judgement of a line. Raises ValueError if it is none."""
    data = json.loads(line)
    if not isinstance(data, dict) or data.get("verdict") not in VERDICTS:
        raise ValueError(f"no verdict of {', '.join(VERDICTS)}")
    things = claim = None
    try:
        if "one" in data:
            things = (Thing(**data["one"]), Thing(**data["other"]))
        if "claim" in data:
            claim = Said(**data["claim"])
    except (TypeError, KeyError) as error:
        raise ValueError(f"a field is missing or unknown: {error}") from None
    if (things is None) == (claim is None):
        raise ValueError("neither two things nor a claim")
    return Judgement(data["verdict"], data.get("who", ""), data.get("when", ""), data.get("why", ""), things, claim)


def read(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements of a file, sorted; none if there is no file. Raises InputError if a line is damaged."""
    if not path.exists():
        return ()
    found = set()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.add(loads(line))
            except ValueError as error:
                raise InputError(f"{path}:{number}: not a judgement: {error}", hint="mend or remove the line") from None
    return tuple(sorted(found, key=lambda j: (j.when, dumps(j))))


def append(path: Path, judgement: Judgement) -> None:
    """Add a judgement's line to a file, making the file if need be. Raises InputError if it cannot be written."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(dumps(judgement) + "\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", hint="check permissions") from None


def standing(given: Iterable[Judgement]) -> dict[str, Judgement]:
    """Return the judgement that holds on each matter, in the order of their times; undone ones are left out."""
    last = {j.matter: j for j in sorted(given, key=lambda j: (j.when, dumps(j)))}
    return {matter: j for matter, j in last.items() if j.verdict != "undo"}


def verdicts(given: Iterable[Judgement], key_of: Callable[[Thing], str | None]) -> Verdicts:
    """Return what holds of pairs of keys; `key_of` says which key a thing has now, None if nothing has it."""
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for judgement in standing(given).values():
        if judgement.things is None:
            continue
        keys = sorted(key for t in judgement.things if (key := key_of(t)) is not None)
        if len(keys) == 2 and keys[0] != keys[1]:
            (same if judgement.verdict == "same" else different).add((keys[0], keys[1]))
    return Verdicts(frozenset(same - different), frozenset(different))


def rejected(record: Record, given: Mapping[str, Judgement]) -> frozenset[str]:
    """Return the sources ("claim 3") of a record's statements that people reject; `given` as `standing` gives it."""
    mine = {
        j.claim for j in given.values() if j.verdict == "reject" and j.claim and j.claim.article == record.article.id
    }
    if not mine:
        return frozenset()
    return frozenset(source for source, said in sayings(record).items() if said in mine)


def sayings(record: Record) -> dict[str, Said]:
    """Return what a record's claims and measures say, in the article's own names, by their sources."""
    names = {e.id: e.name for e in record.entities}
    found = {}
    for index, claim in enumerate(record.claims):
        found[f"claim {index}"] = _of_claim(record, claim, names)
    for index, measure in enumerate(record.measures):
        found[f"measure {index}"] = _of_measure(record, measure, names)
    return found


def _of_claim(record: Record, claim: Claim, names: Mapping[str, str]) -> Said:
    object_ = names.get(claim.object, claim.object) if claim.value == "entity" else claim.object
    words = quote(record, claim.span)
    return Said(record.article.id, claim.predicate, squeeze(names[claim.subject]), squeeze(object_), words)


def _of_measure(record: Record, measure: Measure, names: Mapping[str, str]) -> Said:
    said = squeeze(f"{measure.bound} {measure.value.normalize():f} {measure.currency or ''} {measure.unit}")
    subject, words = squeeze(names[measure.subject]), quote(record, measure.span)
    return Said(record.article.id, PREDICATES[measure.kind], subject, re.sub(r"\s+", " ", said), words)
