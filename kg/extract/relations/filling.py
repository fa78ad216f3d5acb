"""What fills a slot of a frame: the mention at a token, those that it is listed with, or what the noun stands for."""

import re
from typing import TYPE_CHECKING, Final

from kg.extract.capitals import is_capital
from kg.extract.relations.arguments import subjects
from kg.extract.scene import SUBJECT, Ref, Scene, child, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

# Nouns that pass on what is done to them: "completed the overhaul of its plant", "invested in the first phase of".
_THROUGH: Final = ("of", "in", "for", "at", "on", "to", "into", "with", "including")
_GROUPS: Final = ("of", "between", "by", "among")
_NAMED: Final = re.compile(
    r"\s*,?\s*(?:(?:which|that) is |is )?(?:also )?(?:called|dubbed|named|titled|entitled|known as|christened)\s+"
    r"(?:the\s+)?[\"“‘']?"
)
# What is said of these is not said of the plan that they deal with: "issued rules for the scheme".
_ABOUT_PLANS: Final = frozenset(
    "rule regulation guideline guidance list application deadline call tender criterion standard form portal website "
    "statement report notice invitation request proposal amendment extension correction faq winner beneficiary".split()
)
# Papers by which a body puts something into force: who issued the paper issued what it announces.
_PAPERS: Final = frozenset("decision order circular notification decree resolution document notice ordinance".split())
# What is paid out under a plan: who announces it has not issued the plan.
_MONEY: Final = frozenset("fund funds funding grant grants money award awards dollar dollars".split())
_COMPANY_NOUNS: Final = frozenset("venture partnership consortium alliance trio duo".split())
# What a company does by them it does itself: "a project, by Tata, covers".
_UNDERTAKINGS: Final = frozenset("project investment proposal plan scheme development programme program".split())
_BUREAU_NOUNS: Final = frozenset("office authority official cabinet minister secretariat division unit arm".split())
_PLACE_NOUNS: Final = frozenset(
    "city town state province district county region area zone village outskirts suburb north south east west part "
    "centre center heart official authority site park municipality port prefecture coast rest whole".split()
)


def fill(scene: Scene, token: "Token", types: tuple[str, ...], depth: int = 0) -> list[Ref]:
    """Return the mentions of the types that fill a slot: at the token, what is coordinated with it, or inside it."""
    found: list[Ref] = []
    for one in conjuncts(token):
        ref = scene.covering(one, *types)
        if ref is not None and ref.mention.form == "anaphor":
            ref = _named_by(scene, ref.head, types) or ref  # "the city of Pune" is Pune
        ref = _town_of(scene, ref) if ref is not None and one.dep_ in SUBJECT else ref
        if ref is not None:
            found.extend(scene.alongside(ref) if ref.head.i == one.i or ref.mention.form != "anaphor" else [ref])
        elif depth < 3:
            found.extend(_inside(scene, one, types, depth))
    return list({r.entity.id: r for r in reversed(found)}.values())[::-1]


def _town_of(scene: Scene, ref: Ref) -> Ref:
    """Return the town that acts where its state only follows it: "*Milwaukee*, WI has launched"."""
    if ref.entity.type not in ("Region", "Country"):
        return ref
    text, start = scene.sentence.text, scene.sentence.start
    towns = [c for c in scene.of("City") if text[c.mention.end - start : ref.mention.start - start] == ", "]
    return towns[0] if towns else ref


def _named_by(scene: Scene, head: "Token", types: tuple[str, ...]) -> Ref | None:
    for c in head.children:
        if c.dep_ == "appos" and c.i - head.i <= 4:  # "its parent company, Tata Sons, which"
            ref = scene.headed(c, *types)
            if ref is not None and ref.mention.form == "name":
                return ref
        if c.dep_ == "prep" and c.lower_ == "of":
            for p in c.children:
                ref = scene.headed(p, *types) if p.dep_ == "pobj" else None
                if ref is not None:
                    return ref
    return None


def _inside(scene: Scene, token: "Token", types: tuple[str, ...], depth: int) -> list[Ref]:
    """Return the mentions that a noun without one stands for: its apposition, its name, or what it passes on."""
    paid = types == ("Plan",) and token.lower_ in _MONEY and not is_capital(token.text)  # "Rescue Plan funds"
    near = [c for c in token.children if c.dep_ == "appos" and abs(c.i - token.i) < 12]
    if token.dep_ == "appos":
        near.append(token.head)  # "X, a maker based in": said of X
    near += [
        c
        for c in token.children
        if c.dep_ in ("compound", "nmod") and c.i == token.i - 1 and "Facility" not in types and not paid
    ]
    for c in near:
        ref = scene.headed(c, *types) if c.dep_ in ("compound", "nmod") else scene.covering(c, *types)
        if ref is not None:
            return [ref]
    if "Plan" in types and not paid:
        named = next((r for r in scene.of("Plan") if r.last == token.i - 1 and r.head.head.i == token.i), None)
        if named is not None:
            return [named]  # "the Transition 5.0 plan"
    called = _called(scene, token, types) or _one_of(scene, token, types)
    if called is not None:
        return [called]
    if token.lemma_.lower() in _PAPERS and depth == 0:
        refs = _by_paper(scene, token, types)
        if refs:
            return refs
    if scene.headed(token) is not None and not {"Facility", "Plan"} & set(types):
        return []
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in _passes(token, types):
            if c.lower_ == "including" and types == ("Plan",) and token.tag_ in ("NN", "NNP"):
                continue  # "part of the agenda, including X": X is another part of it
            for p in c.children:
                if p.dep_ in ("pobj", "pcomp"):
                    refs = fill(scene, p, types, depth + 1)
                    if refs:
                        return refs
    described = _described_name(scene, token, types) if depth == 0 and types == ("Company",) else []
    if described:
        return described
    after = token.doc[token.i + 1 : token.i + 2].text
    return _phrase_head(scene, token, types) if depth == 0 and ("Plan" in types or after == ",") else []


def _by_paper(scene: Scene, token: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return who issued the paper that announces a plan, or the plan that "the order issued by" stands for."""
    if "Bureau" in types:
        makers = [a for c in token.children if c.dep_ in ("acl", "relcl") for a in subjects(c) if a.i != token.i]
        makers += subjects(token.head) if token.dep_ == "dobj" else []
        return [r for m in makers for r in fill(scene, m, types, 1)]
    article = child(token, "det")
    plans = {r.entity.id: r for r in scene.of("Plan") if r.head.dep_ in SUBJECT} if types == ("Plan",) else {}
    definite = article is not None and article.lower_ == "the"
    return list(plans.values()) if definite and len(plans) == 1 and child(token, "acl", "relcl") is not None else []


def _passes(token: "Token", types: tuple[str, ...]) -> tuple[str, ...]:
    """Return the prepositions after which a noun passes on what is said of it."""
    if types == ("Plan",) and token.lemma_.lower() in _ABOUT_PLANS:
        return ()
    if {"Facility", "Plan"} & set(types):
        return _THROUGH
    if "Company" in types:
        return _GROUPS if token.lemma_ in _COMPANY_NOUNS else ("by",) if token.lemma_ in _UNDERTAKINGS else ()
    if "Bureau" in types:
        return ("of", "in", "at", "from") if token.lemma_ in _BUREAU_NOUNS else ()
    return ("of", "in", "at") if token.lemma_.lower() in _PLACE_NOUNS else ()


def _phrase_head(scene: Scene, token: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return the mention that heads the noun phrase of a token, for clauses that the parser hung on its last noun."""
    node = token
    while node.dep_ in ("pobj", "prep", "conj", "compound", "nmod", "appos") and node.head.i < node.i:
        node = node.head
        ref = scene.headed(node, *types)
        if ref is not None:
            return [ref]
    return []


def _described_name(scene: Scene, token: "Token", types: tuple[str, ...]) -> list[Ref]:
    """Return the name that a description belongs to: "Vardhan, a maker of modules headquartered in Pune"."""
    node = token
    while node.dep_ in ("pobj", "prep", "conj") and node.head.i < node.i:
        node = node.head
    ref = scene.headed(node.head, *types) if node.dep_ == "appos" else None
    return [ref] if ref is not None else []


def _called(scene: Scene, token: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return the name that follows a noun: "a plan, called the AI Strategy"."""
    start = token.idx + len(token.text)
    for ref in scene.of(*types):
        if ref.first > token.i:
            between = scene.sentence.text[start : ref.mention.start - scene.sentence.start]
            return ref if _NAMED.fullmatch(between) else None
    return None


def _one_of(scene: Scene, token: "Token", types: tuple[str, ...]) -> Ref | None:
    """Return the one told of after several: "has two plants in Pune, and the newer one …"."""
    if "Facility" not in types or token.tag_ not in ("NNS", "NNPS"):
        return None
    return next(
        (r for r in scene.of("Facility") if r.first > token.i and r.head.lower_ in ("one", "other", "latter")), None
    )
