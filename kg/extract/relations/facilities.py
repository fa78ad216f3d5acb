"""Who runs a facility, by the wording of its noun phrase and of the sentences around it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.facility_family import is_park
from kg.extract.relations.drafts import Draft
from kg.extract.relations.owners import owner
from kg.extract.scene import SUBJECT, Ref, Scene, child

_OWNER_OF: Final = re.compile(r"\b(?:owner|operator|builder|developer) of (?:the |its )?$")
_ITS_OWNER: Final = re.compile(r"\b(?:its|whose) (?:[A-Z]?[a-z]+ ){0,2}?(?:owner|operator)(?:, (?:the )?|s? )$")
_OWNER: Final = re.compile(r"^\W*(?:[Tt]he |[Ii]ts )?(?:[Mm]ine |[Pp]lant |[Pp]roject )?(?:[Oo]wner|[Oo]perator),? $")
_ONCE: Final = re.compile(r"\bused to be (?:an?|the) $")
_VENTURE: Final = re.compile(r"\bventures? (?:\([^)]*\) )?(?:with|between) (?:the )?$")
_TO_BUILD: Final = re.compile(
    r",? (?:to|(?:that|which) (?:will|would|is to|plans to)) (?:jointly )?"
    r"(?:build|construct|set up|establish|develop|operate|run|own|open)(?: and (?:operate|run|own))? (?:an? |the )?"
)
_ANOTHER: Final = re.compile(
    r"\b(?:another|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|No\.\s*\d+|other|further|sister)\b",
    re.I,
)
_INDEFINITE: Final = re.compile(r"(?:an?)\s+(?:[\w-]+\s+)*(?:plant|factory|fab|mill|gigafactory)\b", re.I)


def operators(document: Document, scene: Scene) -> Iterator[Draft]:
    """Yield the companies that a facility's noun phrase names as its owner."""
    for facility in scene.of("Facility"):
        found = owner(document, scene, facility, "Company")
        called = found is not None and found[1] == "name" and is_park(facility.entity)
        if found is not None and not called and not _former(document, facility, found[0]):
            yield Draft(found[0].entity.id, "operates", facility.entity.id, scene.sentence, f"operates:{found[1]}")
        named = _owner_named(document, scene, facility)
        if named is not None:
            yield Draft(named.entity.id, "operates", facility.entity.id, scene.sentence, "operates:apposition")
        for company in (*_of(scene, facility), *_with(scene, facility), *_venturers(document, scene, facility)):
            yield Draft(company.entity.id, "operates", facility.entity.id, scene.sentence, "operates:possessive")


def _owner_named(document: Document, scene: Scene, facility: Ref) -> Ref | None:
    """Return the firm of "the German owner of the Faverdale plant, Brandt & Koch"."""
    for company in scene.of("Company"):
        lead = document.text[scene.sentence.start : company.mention.start]
        if _ITS_OWNER.search(lead) and facility.mention.start < company.mention.start and facility.head.dep_ in SUBJECT:
            return company  # "The dockyard shut after its owner, the Miah Group, defaulted"
    before = document.text[scene.sentence.start : facility.mention.start]
    if facility.mention.form == "anaphor" or not _OWNER_OF.search(before):
        return None
    end = facility.mention.end
    return next((c for c in scene.of("Company") if document.text[end : c.mention.start] == ", "), None)


def _of(scene: Scene, facility: Ref) -> Iterator[Ref]:
    """Yield companies after "of": "the plant of Tata Motors", "a joint venture of A and B" in apposition."""
    for c in facility.head.children:
        if c.dep_ == "prep" and c.lower_ == "of":
            for p in c.children:
                ref = scene.headed(p, "Company")
                if ref is not None:
                    yield ref


def _with(scene: Scene, facility: Ref) -> Iterator[Ref]:
    """Yield the company that a facility comes with: "X, a leading producer with a plant in Pune"."""
    for one in (facility.head, facility.head.head if facility.head.dep_ == "conj" else facility.head):
        if one.dep_ == "pobj" and one.head.lower_ == "with":
            node = one.head.head
            while node.dep_ in ("appos", "pobj", "prep", "conj", "nummod") and scene.covering(node, "Company") is None:
                node = node.head
            ref = scene.covering(node, "Company")
            if ref is not None and one.head.head.pos_ in ("NOUN", "PROPN", "NUM"):
                yield ref


def _venturers(document: Document, scene: Scene, facility: Ref) -> Iterator[Ref]:
    """Yield with whom a venture is that builds or runs a facility: "a venture with X to build a plant"."""
    for company in scene.of("Company"):
        lead = document.text[scene.sentence.start : company.mention.start]
        row = scene.alongside(company)
        between = document.text[row[-1].mention.end : facility.mention.start]
        if _VENTURE.search(lead) and row[-1].last < facility.first and _TO_BUILD.fullmatch(between):
            yield from row


def _former(document: Document, facility: Ref, company: Ref) -> bool:
    before = document.text[max(0, min(facility.mention.start, company.mention.start) - 12) : facility.mention.end]
    if _ONCE.search(document.text[: facility.mention.start][-24:]):
        return True
    if re.search(r"\b(?:former|ex|disused|old)[\s-]", before[:30], re.I) is not None and company.inside(facility):
        return True
    # "X's former plant" belongs to somebody else by now.
    return re.match(r"former\b", facility.mention.name) is not None and company.last < facility.first


def inherited_operators(document: Document, scenes: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the operator of "a second plant", "another", "Plant No. 2": that of the facility told of just before.

    Only for facilities that no sentence gives an operator, and only within a paragraph or where one company alone
    runs facilities in the article.
    """
    owners: dict[str, list[str]] = {}
    for d in drafts:
        if d.predicate == "operates":
            owners.setdefault(d.object, []).append(d.subject)
    main = _main_operator(document, scenes, owners)
    last: tuple[int, list[str]] | None = None
    for scene in scenes:
        for facility in scene.of("Facility"):
            known = owners.get(facility.entity.id)
            if known:
                last = (scene.sentence.block, known)
                continue
            phrase = _phrase(document, scene, facility)
            alone = not scene.of("Company") and facility.mention.form != "anaphor"
            if _ANOTHER.search(phrase) or facility.mention.rule == "facility-one":
                same_block = last is not None and last[0] == scene.sentence.block
                subjects = last[1] if last and same_block else main
            elif _INDEFINITE.match(phrase) and alone and len(owners) > 1:
                subjects = main
            else:
                continue
            for subject in subjects:
                yield Draft(subject, "operates", facility.entity.id, scene.sentence, "operates-another:inherited")


def owners_told(document: Document, scenes: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the firm of "Owner X has …" as operator of the only facility of the sentence before or of its own."""
    owned = {d.object for d in drafts if d.predicate == "operates"}
    before: Scene | None = None
    for scene in scenes:
        same = before is not None and before.sentence.block == scene.sentence.block
        near = {r.entity.id for s in (before if same else None, scene) if s is not None for r in s.of("Facility")}
        for company in scene.of("Company"):
            lead = document.text[scene.sentence.start : company.mention.start]
            if len(near) == 1 and not near & owned and _OWNER.search(lead):
                yield Draft(
                    company.entity.id, "operates", next(iter(near)), scene.sentence, "operates-owner:apposition"
                )
        before = scene


def ordered(scenes: Sequence[Scene], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the company that a plant without another owner is for: "a dyeing mill for Hongtai Knitting"."""
    owned = {d.object for d in drafts if d.predicate == "operates"}
    for scene in scenes:
        for facility in scene.of("Facility"):
            if facility.entity.id in owned or facility.mention.form == "anaphor":
                continue
            for c in facility.head.children:
                company = scene.covering(p, "Company") if c.lower_ == "for" and (p := child(c, "pobj")) else None
                if company is not None and c.dep_ == "prep" and not company.inside(facility):
                    yield Draft(
                        company.entity.id, "operates", facility.entity.id, scene.sentence, "operates-for:context"
                    )


def _main_operator(document: Document, scenes: Sequence[Scene], owners: dict[str, list[str]]) -> list[str]:
    """Return the operator that the article is about: the only one, or the one named far more often than others."""
    counts = {s: 0 for subjects in owners.values() for s in subjects}
    for scene in scenes:
        for ref in scene.of("Company"):
            if ref.entity.id in counts:
                counts[ref.entity.id] += 1
    order = sorted(counts, key=lambda s: (-counts[s], s))
    if len(order) == 1 or (order and counts[order[0]] >= 3 * counts[order[1]]):
        return order[:1]
    return []


def _phrase(document: Document, scene: Scene, ref: Ref) -> str:
    left = ref.head.left_edge.idx + scene.sentence.start
    return document.text[min(left, ref.mention.start) : ref.mention.end]
