"""Relations between the entities of an article: claims with the sentence that states each, and what was abstained from.

Frames of the lexicon give most of them (`triggers.py` finds them, `frames.py` fills them); the wording of names and
noun phrases gives the rest.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.attribution import source_of
from kg.extract.document import Document, Sentence
from kg.extract.modality import Cues, judge, read_cues
from kg.extract.relations import (
    facilities,
    focus,
    homes,
    labels,
    levels,
    nesting,
    noticed,
    plan_goals,
    plan_links,
    plans,
    pronouns,
    reach,
    rows,
    seats,
    settings,
    sites,
)
from kg.extract.relations.drafts import PLACE, SIGNATURES, Draft
from kg.extract.relations.frames import propose
from kg.extract.relations.geography import Geography
from kg.extract.relations.triggers import FrameIndex, Trigger, index_frames, triggers
from kg.extract.scene import Scene, scenes
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Abstention, Claim, Entity, Mention, Span

_DATELINE: Final = re.compile(r"(?:,[^—–:.]{0,40}\.?,?[^—–:.]{0,30}\.?)?\s*(?:\([^)]*\)\s*)?(?:—|–|--|\s-|:)\s")

__all__ = ["find"]


def find(
    document: Document, entities: Sequence[Entity], lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[tuple[Claim, ...], tuple[Abstention, ...]]:
    """Return the relations that an article states between its entities, and the triggers that gave none, with why."""
    cues = read_cues(lexicon)
    is_text = _outside_dateline(document)
    stage = pronouns.resolve(
        scenes(document, [replace(e, mentions=tuple(m for m in e.mentions if is_text(m))) for e in entities])
    )
    geography = Geography(gazetteer, entities)
    places = [e for e in entities if e.type in PLACE]
    nested = nesting.nestings(document, entities, geography, lexicon)
    drafts: list[Draft] = nesting.drafts_of(nested)
    abstentions: list[Abstention] = []
    index = index_frames(lexicon)
    before: Scene | None = None
    for scene in stage:
        said, refused = _framed(scene, index, cues)
        drafts.extend(said)
        abstentions.extend(refused)
        drafts.extend(seats.seats(document, scene))
        drafts.extend(seats.jurisdictions(document, scene, places, geography))
        drafts.extend(facilities.operators(document, scene))
        drafts.extend(sites.locations(document, scene, places))
        drafts.extend(list(sites.closing_places(document, scene, drafts)))
        drafts.extend(plans.scopes(document, scene, places, geography))
        drafts.extend(plan_goals.goals(scene, before))
        before = scene
    drafts.extend(list(facilities.owners_told(document, stage, drafts)))
    drafts.extend(list(homes.homes(document, stage, drafts, focus.company_nouns(lexicon))))
    drafts.extend(list(levels.named_outside(document, entities, geography, drafts)))
    drafts.extend(list(levels.jurisdictions(document, stage, drafts)))
    drafts.extend(labels.labelled(document, entities, lexicon))
    drafts.extend(list(focus.owners_in_focus(stage, drafts, focus.company_nouns(lexicon), cues)))
    drafts.extend(list(facilities.inherited_operators(document, stage, drafts)))
    drafts.extend(list(facilities.ordered(stage, drafts)))
    drafts.extend(list(noticed.operators_noticed(stage, drafts, cues)))
    drafts.extend(list(noticed.operators_of_article(stage, drafts, cues)))
    drafts.extend(list(sites.inherited_places(document, stage, drafts)))
    drafts.extend(list(settings.headed_places(stage, drafts)))
    drafts.extend(list(settings.opening_places(stage, drafts)))
    drafts.extend(list(sites.sited(stage, drafts)))
    drafts.extend(list(noticed.places_noticed(stage, drafts)))
    drafts.extend(list(sites.spread(drafts, [n for n in nested if is_text(n.where)])))
    drafts.extend(list(plan_links.earlier(document, stage)))
    drafts.extend(list(plan_links.titled_papers(document, stage)))
    drafts.extend(list(plans.scope_of_issuer(drafts, stage)))
    drafts.extend(list(reach.reached_places(document, stage, drafts)))
    drafts.extend(list(rows.shared_operators(drafts, entities)))
    drafts = [d for d in drafts if not homes.of_branch(d)]
    claims = _claims(rows.own_places(_typed(drafts, entities), entities), stage, cues)
    stated = {(c.span.start, c.predicate) for c in claims}
    return claims, tuple(a for a in abstentions if (a.span.start, a.detail) not in stated)


def _outside_dateline(document: Document) -> Callable[[Mention], bool]:
    """Return the test whether a mention is outside datelines, which are no part of the sentence that follows."""
    text = document.text
    starts = {b.start for b in document.article.blocks}
    given = document.article.dateline

    def outside(mention: Mention) -> bool:
        if given is not None and given.start <= mention.start < given.end:
            return False
        return mention.start not in starts or _DATELINE.match(text[mention.end : mention.end + 120]) is None

    return outside


def _framed(scene: Scene, index: FrameIndex, cues: Cues) -> tuple[list[Draft], list[Abstention]]:
    """Return what the frames of a sentence state, and those that state nothing."""
    drafts: list[Draft] = []
    refused: dict[str, Abstention] = {}
    for trigger in triggers(scene, index):
        predicate = trigger.frame.states
        proposed, reason = propose(scene, trigger)
        if proposed:
            reason = judge(trigger.token, cues).reason
            if not reason:
                drafts.extend(proposed)
        if reason and (reason != "no-arguments" or _tells(trigger, scene, predicate)):
            refused.setdefault(predicate, Abstention(_span(scene.sentence), trigger.words, reason, predicate))
    return drafts, list(refused.values())


def _tells(trigger: Trigger, scene: Scene, predicate: str) -> bool:
    """Say whether a trigger without any argument is worth a line: a full verb, in a sentence about such things."""
    if trigger.token.pos_ != "VERB" or trigger.token.lemma_ in {"be", "have"}:
        return False
    domain, range_ = SIGNATURES[predicate]
    return bool(scene.of(*domain)) or bool(scene.of(*(set(range_) - set(PLACE))))


def _span(sentence: Sentence) -> Span:
    text = sentence.text
    return Span(sentence.start + len(text) - len(text.lstrip()), sentence.start + len(text.rstrip()))


def _typed(drafts: Sequence[Draft], entities: Sequence[Entity]) -> Iterator[Draft]:
    """Yield the drafts whose types fit; a seat in a region or country is a location."""
    types = {e.id: e.type for e in entities}
    for d in drafts:
        if d.predicate == "headquarteredIn" and types.get(d.object) in ("Region", "Country"):
            yield replace(d, predicate="locatedIn")
            continue
        domain, range_ = SIGNATURES[d.predicate]
        if types.get(d.subject) in domain and types.get(d.object) in range_ and d.subject != d.object:
            yield d


def _claims(drafts: Iterator[Draft], stage: Sequence[Scene], cues: Cues) -> tuple[Claim, ...]:
    """Return one claim per fact and sentence, by the surest rule, with the source that the sentence names."""
    best: dict[tuple[str, str, str, int], Draft] = {}
    for d in drafts:
        key = (d.subject, d.predicate, d.object, d.sentence.index)
        if key not in best or d.confidence > best[key].confidence:
            best[key] = d
    by_index = {s.sentence.index: s for s in stage}
    claims = []
    for d in sorted(best.values(), key=lambda d: (d.sentence.index, d.predicate, d.subject, d.object)):
        source = source_of(by_index[d.sentence.index], d.trigger, cues) if d.trigger is not None else None
        claims.append(d.claim(source if source not in (d.subject, d.object) else None))
    return tuple(claims)
