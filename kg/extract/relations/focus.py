"""Whose a facility is where the sentence says only "its", "the company's" or "it runs": the company in focus.

The company in focus is the one that the last sentences are about: their subject, or who runs the plant that they
speak of. Used only for facilities that no other rule gives an operator.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.facility_operators import as_project
from kg.extract.modality import Cues, judge
from kg.extract.relations.arguments import surface_subjects
from kg.extract.relations.drafts import PLACE, Draft
from kg.extract.scene import SUBJECT, Ref, Scene
from kg.extract.surroundings import verbs_above
from kg.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS: Final = frozenset({"its", "their", "our"})
_OWNED: Final = re.compile(r"\b(?P<its>its|their|our)\s+(?:[\w.,%-]+\s+){0,5}$", re.I)
_NAMED: Final = re.compile(r"\bthe\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)['’]s?\s+(?:[\w.,%-]+\s+){0,5}$", re.I)
_RUN: Final = frozenset(
    "run operate own have build construct open reopen keep expand close shut mothball idle restart inaugurate launch "
    "commission equip complete finish plan erect acquire buy maintain manage retool convert establish".split()
)
# What a firm does or signs: the plant that comes of it is its own.
_DEEDS: Final = frozenset("agreement deal contract investment move step transaction partnership".split())


@lru_cache(maxsize=4)
def company_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the last words of the nouns that stand for a company ("the carmaker")."""
    return frozenset(form.split()[-1].lower() for e in lexicon.with_role("anaphor-company") for form in e.forms)


def owners_in_focus(
    stage: Sequence[Scene], drafts: Sequence[Draft], nouns: frozenset[str], cues: Cues
) -> Iterator[Draft]:
    """Yield the company in focus as operator of the facilities that are called its own and have no operator yet."""
    operators: dict[str, list[str]] = {}
    for d in drafts:
        if d.predicate == "operates" and d.subject not in operators.setdefault(d.object, []):
            operators[d.object].append(d.subject)
    focus, block = "", -1
    for scene in stage:
        if scene.sentence.kind in ("title", "heading"):
            focus = ""
        if scene.sentence.kind == "bullet" and scene.sentence.block != block:
            focus = ""
        block = scene.sentence.block
        for facility in scene.of("Facility"):
            if facility.entity.id in operators or facility.mention.form == "anaphor":
                continue
            owner, verb = _owner(scene, facility, focus, operators, nouns)
            if owner and (verb is None or not judge(verb, cues).reason):
                operators[facility.entity.id] = [owner]
                yield Draft(owner, "operates", facility.entity.id, scene.sentence, "operates-focus:inherited", verb)
        focus = _focus(scene, operators, focus)


def _owner(
    scene: Scene, facility: Ref, focus: str, operators: dict[str, list[str]], nouns: frozenset[str]
) -> "tuple[str, Token | None]":
    """Return who owns a facility by what stands before it or by who its verb says runs it, with that verb."""
    before = scene.sentence.text[: facility.mention.start - scene.sentence.start]
    named = _NAMED.search(before)
    if named is not None and named["noun"].lower() in nouns and not _mentioned(scene, named.start("noun")):
        return focus, None
    its = _OWNED.search(before)
    if its is not None:
        said = _mentioned(scene, its.start("its"))
        if said is not None and said.entity.type == "Facility" and said.entity.id != facility.entity.id:
            return _sole(operators.get(said.entity.id, [])), None
        if said is None and _free(scene, facility, nouns):
            return focus, None
        if said is not None:
            return "", None
    verb = facility.head.head
    gap = next((c for c in facility.head.children if c.dep_ == "relcl" and c.lemma_ in _RUN), None)
    if gap is not None:
        return _runner(scene, gap, facility, focus, operators, nouns), gap
    if as_project(verbs_above(facility.head)):
        return ("", None) if scene.of("Company") else (focus, None)
    if facility.head.dep_ in ("dobj", "attr") and verb.lemma_ in _RUN:
        return _runner(scene, verb, facility, focus, operators, nouns), verb
    return "", None


def _runner(
    scene: Scene, verb: "Token", facility: Ref, focus: str, operators: dict[str, list[str]], nouns: frozenset[str]
) -> str:
    """Return the company that a pronoun or a word for a company, as subject of a verb, goes back to."""
    for subject in surface_subjects(verb) or _doers(verb):
        word = subject.lower_
        if (
            word in _DEEDS
            and any(c.lower_ in ("this", "the") for c in subject.children)
            and scene.headed(subject) is None
        ):
            return focus if not scene.of("Company") else ""
        said = scene.headed(subject)
        if word not in ("it", "they", "which") and (word not in nouns or said is not None):
            continue
        if said is not None and said.entity.type != "Facility":
            continue
        if said is not None and said.entity.id != facility.entity.id:
            return _sole(operators.get(said.entity.id, []))  # "It is the first outside Ohio, where it runs a mill"
        here = [r for r in scene.of("Company") if r.last < subject.i and r.head.dep_ in SUBJECT]
        return here[-1].entity.id if here else focus
    return ""


def _doers(verb: "Token") -> "list[Token]":
    """Return the subject of what a gerund belongs to: "This agreement marks a step toward establishing a plant"."""
    above = next((a for a in verb.ancestors if a.pos_ == "VERB"), None) if verb.dep_ == "pcomp" else None
    return surface_subjects(above) if above is not None else []


def _free(scene: Scene, facility: Ref, nouns: frozenset[str]) -> bool:
    """Say whether nothing in the sentence but a company can be what "its" goes back to."""
    for node in facility.head.ancestors:
        if node.pos_ not in ("VERB", "AUX"):
            continue
        for subject in surface_subjects(node):
            if subject.i in range(facility.first, facility.last + 1) or subject.lower_ in nouns:
                continue
            if subject.i < facility.first and (subject.pos_ != "PRON" or scene.headed(subject) is not None):
                return False
    return not any(r.last < facility.first for r in scene.of("Bureau", "Company", "Plan", *PLACE))


def _first_of_list(head: "Token") -> "Token":
    while head.dep_ == "conj":
        head = head.head
    return head


def _mentioned(scene: Scene, offset: int) -> Ref | None:
    at = scene.sentence.start + offset
    return next((r for r in scene.refs if r.mention.start <= at < r.mention.end), None)


def _sole(options: Sequence[str]) -> str:
    return options[0] if len(options) == 1 else ""


def focus_after(scene: Scene, before: str) -> str:
    """Return the id of the one company that a sentence is about, "" after several, `before` if it is about none."""
    if scene.sentence.kind in ("title", "heading"):
        return before or _focus(scene, {}, before)
    return _focus(scene, {}, before)


def _focus(scene: Scene, operators: dict[str, list[str]], before: str) -> str:
    """Return the one company that a sentence is about, "" after several, and that of before if it is about none."""
    companies = scene.of("Company")
    found = dict.fromkeys(r.entity.id for r in companies if _first_of_list(r.head).dep_ in (*SUBJECT, "attr"))
    found = found or dict.fromkeys(r.entity.id for r in companies)
    found = found or dict.fromkeys(o for r in scene.of("Facility") for o in operators.get(r.entity.id, []))
    return _sole(list(found)) if found else before
