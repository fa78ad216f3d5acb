"""What the sentence of a number says for each entity that it names: how the two hang together in the parse.

A role is a place in the sentence seen from the number: `subj` the subject of its clause, `subj2` that of a clause
above, `sayer` a subject that only reports; `inside` the noun phrase that the number stands in; `noun-`, `verb-`, `up-`
and a word for what hangs on the number's own noun, on its verb, or higher; `below-` what stands in a clause below, and
`purpose-in` where that clause tells a purpose; `near`, `nearest`, `next`, `adjacent` mere order.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.measures import outlays
from kg.extract.measures.owners import (
    attributive,
    relative,
    relcl_subject,
    row_owner,
    subjects,
    which,
)
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, phrase_inside, subject_of, verb_above
from kg.extract.measures.words import MeasureWords
from kg.extract.saying import says_that
from kg.extract.scene import OBJECT, SUBJECT, Ref, child
from kg.model import PLACES

if TYPE_CHECKING:
    from spacy.tokens import Token

Roles = dict[str, set[str]]

_GROUPS = {
    word: group
    for group, words in {
        "in": "in at across within inside on",
        "into": "into for toward towards to behind on onto",
        "of": "of",
        "by": "by",
        "under": "under through according per",
        "way": "from via near than with after against before since following despite outside",
        "like": "as including",
    }.items()
    for word in words.split()
}
_BUILDS = frozenset(
    "build open expand construct reopen establish upgrade launch set complete create develop retool convert modernise "
    "modernize equip finish start support fund".split()
)
_CUT = re.compile(r";|:\s|\s[–—]\s|\s--\s|,\s(?:and|but|while|whereas)\s")
_BRACKETS = re.compile(r"\([^()]*\)")
_SORTS = frozenset({"state", "province", "city", "municipality", "county", "district", "region", "town", "kingdom"})
# So many characters at most lie between a number and a name beside it; so many steps up are climbed.
_BESIDE = 25
_STEPS = 12


def class_of(kind: str) -> str:
    """Return the class of an entity as votes name it: places are one class."""
    return "Place" if kind in PLACES else kind


def roles(quantity: Quantity) -> Roles:
    """Return the roles of the entities that a number's sentence names, by id."""
    found: Roles = defaultdict(set)
    told = {
        "inside": attributive(quantity, "Facility", "Plan", "Company"),
        "relative": relative(quantity, "Plan", "Facility", "Company", *PLACES),
        "relsubj": relcl_subject(quantity),
        "row": row_owner(quantity),
        "which": which(quantity, "Facility", "Company"),
    }
    for name, entity in told.items():
        if entity is not None:
            found[entity.id].add(name)
    for ref, role in possessors(quantity):
        found[ref.entity.id].add(role)
    for ref in (*outlays.givers(quantity), *outlays.undertakers(quantity)):
        found[ref.entity.id].add("giver")
    part = outlays.part_of(quantity)
    for ref in (*outlays.built_for(quantity), *((part,) if part is not None else ())):
        found[ref.entity.id].add("built-for")
    spender = outlays.spender(quantity)
    if spender is not None:
        found[spender.entity.id].add("spender")
    _as_subjects(quantity, found)
    _in_order(quantity, found)
    chain = [t.i for t in (quantity.anchor, *quantity.anchor.ancestors)]
    for ref in quantity.scene.refs:
        role = _path_role(ref, chain, quantity)
        if role in ("noun-in", "verb-in") and (_one_of_several(ref) or _numbered_between(quantity, ref)):
            role += "-deep"
        if role:
            found[ref.entity.id].add(role)
        if role == "below-in" and _in_purpose(ref):
            found[ref.entity.id].add("purpose-in")
        if ref.mention.rule != "stand-in":
            found[ref.entity.id].add("named")
    return found


def possessors(quantity: Quantity) -> list[tuple[Ref, str]]:
    """Return who has the number's own noun ("*Acme's* $2 billion expansion"), and who has what the clause speaks of."""
    verb = verb_above(quantity.anchor)
    parts = (child(verb, *OBJECT), subject_of(verb)) if verb is not None else ()
    nouns = [(quantity.anchor, "own"), *((n, "possessor") for n in (quantity.noun, *parts) if n is not None)]
    nouns += [(n, "outlay") for n, _ in nouns if n.lemma_.lower() in outlays.OUTLAY]
    common = [(n, role) for n, role in nouns if quantity.scene.headed(n) is None]
    owners = [(c, role) for n, role in common for c in n.children if c.dep_ == "poss" and _genitive(c)]
    return [(ref, role) for c, role in owners if (ref := quantity.scene.covering(c)) is not None]


def _genitive(token: "Token") -> bool:
    """Whether a possessor stands in the genitive: not "in *India* and Acme's announcement"."""
    return token.tag_ == "PRP$" or any(c.dep_ == "case" for c in token.children) or token.pos_ not in ("PROPN", "NOUN")


def acting(quantity: Quantity) -> set[str]:
    """Return the ids of the entities in the subjects of a number's clauses."""
    out: set[str] = set()
    for token in list(subjects(quantity))[:2]:
        inside = {t.i for t in phrase_inside(token)}
        out |= {r.entity.id for r in quantity.scene.refs if r.first <= token.i <= r.last or r.head.i in inside}
    return out


def _as_subjects(quantity: Quantity, found: Roles) -> None:
    for number, token in enumerate(list(subjects(quantity))[:3]):
        name = "sayer" if says_that(token.head) else "subj" if number == 0 else "subj2"
        inside = {t.i for t in phrase_inside(token)}
        for ref in quantity.scene.refs:
            head = ref.head
            apposed = head.dep_ == "appos" and head.head.i == token.i
            if ref.first <= token.i <= ref.last or (apposed and head.i not in inside) or _named_by(token, head):
                found[ref.entity.id].add(name)
            elif head.i in inside:
                found[ref.entity.id].add(name + "-in")


def _named_by(token: "Token", head: "Token") -> bool:
    """Whether a word only says what sort of place a name is: "the *state* of Querétaro"."""
    return (
        token.lemma_.lower() in _SORTS
        and head.dep_ == "pobj"
        and head.head.text == "of"
        and head.head.head.i == token.i
    )


def _in_order(quantity: Quantity, found: Roles) -> None:
    """Add what mere order says: the nearest names before and behind, of any class and of each."""
    refs, start = quantity.scene.refs, quantity.sentence.start
    before = [r for r in refs if r.mention.start < quantity.start and r.mention.end <= quantity.start]
    behind = [r for r in refs if r.mention.start >= quantity.end]
    text, number = quantity.sentence.text, quantity.number
    for name, row in (("near", list(reversed(before))), ("next", behind)):
        seen: set[str] = set()
        for ref in row:
            kind = class_of(ref.entity.type)
            if kind not in seen:
                found[ref.entity.id].add(name)
            seen.add(kind)
    if before:
        found[before[-1].entity.id].add("nearest")
        if _beside(text[before[-1].mention.end - start : number.outer_start]):
            found[before[-1].entity.id].add("adjacent")
    if behind and _beside(text[number.outer_end : behind[0].mention.start - start]):
        found[behind[0].entity.id].add("adjacent-after")


def _beside(between: str) -> bool:
    return len(between) < _BESIDE and _CUT.search(between) is None


def _path_role(ref: Ref, chain: Sequence[int], quantity: Quantity) -> str:
    """Return the role that the way from a mention up to the number's own line of ancestors gives it, or ""."""
    head, doc = ref.head, quantity.anchor.doc
    side = "before" if ref.mention.start < quantity.start else "after"
    if head.i in chain:
        return "governor" if doc[head.i].pos_ not in VERBAL else "s-" + side
    path = [head]
    while path[-1].head.i not in chain and path[-1].head.i != path[-1].i and len(path) < _STEPS:
        path.append(path[-1].head)
    met = path[-1].head.i
    if met not in chain:
        return "s-" + side
    verbs = sum(doc[i].pos_ in VERBAL for i in chain[: chain.index(met) + 1])
    level = "noun" if verbs == 0 else "verb" if verbs == 1 else "up"
    clause = next((t for t in path if t.pos_ in VERBAL), None)
    return _branch(ref, path, clause, level, side)


def employed(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether people are what the clause's subject employs: "employs 900 people", "has … and a staff of 900"."""
    node = quantity.noun if quantity.noun is not None else quantity.anchor
    while node.dep_ == "conj" and node.head.pos_ not in VERBAL:
        node = node.head
    verb = node.head
    where = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children)
    # "has five plants …, and a staff of 900": the parser joins the second object to the verb.
    held = node.dep_ in OBJECT or (node.dep_ == "conj" and node.pos_ == "NOUN")
    return held and (words["employ"].verb(verb) or verb.lemma_ == "have") and not where


def _one_of_several(ref: Ref) -> bool:
    """Whether a plant is told of with others of the firm: "plants in Kulim and Moss"."""
    return ref.entity.type == "Facility" and ref.head.tag_ == "NNS"


def _numbered_between(quantity: Quantity, ref: Ref) -> bool:
    """Whether another number stands before a place: "employs 640 people and makes 9,000 pumps *at its Aiken plant*"."""
    text = quantity.sentence.text[quantity.number.outer_end : ref.mention.start - quantity.sentence.start]
    return re.search(r"\d", _BRACKETS.sub("", text)) is not None


def _in_purpose(ref: Ref) -> bool:
    """Whether a mention says where a purpose is to be met: "invests $9m to boost output *at its Aiken plant*"."""
    clause = next((t for t in ref.head.ancestors if t.pos_ in VERBAL), None)
    while clause is not None and clause.dep_ == "conj" and clause.head.pos_ in VERBAL:
        clause = clause.head
    return clause is not None and clause.tag_ == "VB" and any(c.tag_ == "TO" for c in clause.children)


def _branch(ref: Ref, path: "list[Token]", clause: "Token | None", level: str, side: str) -> str:
    """Name the role of a mention by the branch on which it hangs."""
    head, last = ref.head, path[-1]
    dep = last.dep_
    if dep == "poss":
        return f"{level}-poss"
    if dep in ("compound", "nmod", "amod", "appos"):
        return f"{level}-mod"
    if dep == "agent":
        return f"{level}-by"
    if dep == "prep":
        group = _GROUPS.get(last.lower_, "prep")
        direct = head.dep_ == "pobj" and head.head.i == last.i
        if clause is not None and head.dep_ in OBJECT:
            group += "-doing"
        elif not direct and not (len(path) > 1 and ref.first <= path[-2].i <= ref.last):
            group += "-deep"
        return f"{level}-{group}" + ("<" if side == "before" else "")
    if dep in OBJECT and clause is None:
        return f"{level}-obj" if head.i == last.i else f"{level}-objpart"
    if clause is not None:
        if head.dep_ in OBJECT:
            return "below-build" if clause.lemma_ in _BUILDS else "below-obj"
        if side == "after" and head.dep_ == "pobj" and _GROUPS.get(head.head.lower_) in ("in", "into"):
            return "below-in"
        return "below-subj" if head.dep_ in SUBJECT else "below-" + side
    return "" if dep in SUBJECT else f"{level}-other"
