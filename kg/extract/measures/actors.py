"""Set the stage for the numbers of an article: sentences, entities with their stand-ins, and what the claims say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.document import Document
from kg.extract.measures.stage import Stage
from kg.extract.measures.standins import with_stand_ins
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import scenes
from kg.model import Claim, Entity

__all__ = ["Stage", "stage"]


def stage(document: Document, entities: Sequence[Entity], claims: Sequence[Claim], words: MeasureWords) -> Stage:
    """Lay entities and stand-ins over the sentences."""
    tables: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    periods: dict[str, list[str | None]] = defaultdict(lambda: [None, None])
    for claim in claims:
        if claim.value == "entity":
            tables[claim.predicate][claim.subject].add(claim.object)
            tables["by " + claim.predicate][claim.object].add(claim.subject)
        elif claim.predicate in ("periodStart", "periodEnd"):
            periods[claim.subject][claim.predicate == "periodEnd"] = claim.object
    demoted = {c.object for c in claims if c.predicate in ("supersedes", "partOfPlan") and c.object != c.subject}
    bare = Stage(
        document,
        (),
        {e.id: e for e in entities},
        issuers=dict(tables["issuedBy"]),
        applies=dict(tables["appliesTo"]),
        operators=dict(tables["by operates"]),
        located=dict(tables["by locatedIn"]),
        jurisdictions=dict(tables["jurisdiction"]),
        periods={k: (v[0], v[1]) for k, v in periods.items()},
        demoted=frozenset(demoted),
    )
    known = with_stand_ins(document, entities, bare, words)
    return replace(bare, scenes=scenes(document, known), entities={e.id: e for e in known})
