"""The deep arguments of verbs and nouns in a parse: who does it, to what, where, however the sentence turns it.

Active, passive, participle, relative clause, infinitive, gerund and nominal come out alike. A relative pronoun
stands for its antecedent; an infinitive or gerund takes the subject of the verb that governs it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.scene import OBJECT, SUBJECT, child, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset({"which", "that", "who", "whom"})
_FINITE = frozenset({"VBZ", "VBD"})
# Verbs whose object does what the infinitive says: "picked Albemarle to build", "allowed it to open".
_OBJECT_CONTROL = frozenset(
    "allow ask tell permit select pick choose award order urge authorize authorise enable require commission persuade "
    "invite contract hire help push encourage force lead license clear expect assist support aid back fund join want "
    "incentivise incentivize oblige prompt entice convince enlist recruit engage stop prevent keep bar ban".split()
)
_AGREEMENTS = frozenset(
    {"agreement", "deal", "pact", "partnership", "contract", "memorandum", "mou", "alliance", "tie-up"}
)


def is_passive(verb: "Token") -> bool:
    """Say whether a verb is passive, reduced participles ("the plan issued by") included."""
    if child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
        return True
    if verb.tag_ != "VBN" or child(verb, "aux", *SUBJECT, *OBJECT) is not None:
        return verb.tag_ == "VBN" and child(verb, "agent") is not None
    if verb.dep_ == "conj":
        return is_passive(verb.head) or verb.head.pos_ != "VERB"
    return verb.dep_ in ("acl", "amod", "advcl", "ROOT", "appos", "relcl", "pcomp", "dep", "prep")


def subjects(verb: "Token") -> list["Token"]:
    """Return the tokens that do what a verb says: its active subject or the agent of its passive."""
    if is_passive(verb):
        return agents(verb)
    return _surface_subject(verb, set())


def objects(verb: "Token") -> list["Token"]:
    """Return the tokens that a verb is done to: its object or the subject of its passive."""
    if is_passive(verb):
        return _passive_subject(verb)
    found = [t for t in verb.children if t.dep_ in (*OBJECT, "dative") and t.lower_ not in RELATIVE]
    found = [t for t in found if t.tag_ != "JJ" or t.i != verb.i + 1 or any(t.children)]  # "made public" is one verb
    # "carries out, at local level, the plan": cut off by a parenthesis, the object hangs loose.
    found += [t for t in verb.children if t.dep_ == "dep" and t.i > verb.i and t.pos_ in ("NOUN", "PROPN")]
    return found or _shared_object(verb) or _gap(verb)


def surface_subjects(verb: "Token") -> list["Token"]:
    """Return the tokens that stand as a verb's subject, active or passive, its own or taken over."""
    return _passive_subject(verb) if is_passive(verb) else _surface_subject(verb, set())


def undergoers(verb: "Token") -> list["Token"]:
    """Return the subject of an active verb, for what is said of the thing itself ("the plant opened")."""
    return [] if is_passive(verb) else _surface_subject(verb, set())


def agents(verb: "Token") -> list["Token"]:
    """Return the objects of "by" on a passive verb or a noun."""
    found = _by(verb)
    if not found and verb.pos_ in ("VERB", "AUX"):
        # "issued and released by": the agent hangs on one of the coordinated participles.
        same = [t for t in _coordinated(verb) if t.tag_ == verb.tag_ and child(t, *SUBJECT) is None]
        return [a for t in same for a in _by(t)]
    return found


def _by(token: "Token") -> list["Token"]:
    return [p for c in token.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for p in _pobj(c)]


def prepositional(token: "Token", preposition: str) -> list["Token"]:
    """Return the objects of a preposition that hangs on a token, directly or through another ("in Pune in India")."""
    found: list[Token] = []
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative", "prt", "advmod") and c.lower_ == preposition:
            found.extend(_pobj(c))
        elif c.dep_ in ("prep", "advmod") and c.lower_ in ("together", "along", "jointly", "out", "up", "here"):
            found.extend(p for d in c.children if d.lower_ == preposition for p in _pobj(d))
        elif c.dep_ in ("prep", "advmod", "acomp") and c.lower_ in ("next", "adjacent", "close", "opposite"):
            # "next to its old plant in Pune"
            found.extend(p for d in c.subtree if d.lower_ == preposition and d.dep_ == "prep" for p in _pobj(d))
    return found


def complement_of(noun: "Token") -> list["Token"]:
    """Return what a predicate noun is said of: "X is part of", "X, part of", "X serves as part of"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
        top = top.head
    if top.dep_ in ("attr", "oprd", "acomp", "dobj") and top.head.lemma_ in (
        "be",
        "become",
        "remain",
        "form",
        "constitute",
    ):
        return _surface_subject(top.head, set())
    if top.dep_ == "appos":
        return [top.head]
    if top.dep_ == "pobj" and top.head.lower_ == "as":
        verb = top.head.head
        if verb.pos_ in ("VERB", "AUX"):
            return [*objects(verb), *_surface_subject(verb, set())]
        return [verb]
    if top.dep_ == "pobj" and top.head.lower_ == "in" and top.lower_ in ("place", "lieu", "stead", "succession"):
        verb = top.head.head
        return objects(verb) or _surface_subject(verb, set()) if verb.pos_ in ("VERB", "AUX") else [verb]
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in ("NOUN", "NUM", "PRON"):
        return complement_of(top.head.head)  # "one of the pillars of"
    return []


def antecedent(verb: "Token") -> "Token | None":
    """Return the noun that the relative clause around a verb hangs on, or None."""
    for node in (verb, *verb.ancestors):
        if node.dep_ == "relcl":
            return node.head
        if node.dep_ not in ("xcomp", "conj", "ccomp", "pcomp", "prep", "auxpass", "aux"):
            return None
    return None


def _pobj(preposition: "Token") -> list["Token"]:
    return [t for c in preposition.children if c.dep_ in ("pobj", "pcomp") for t in [c]]


def _surface_subject(verb: "Token", seen: set[int]) -> list["Token"]:
    if verb.i in seen:
        return []
    seen.add(verb.i)
    own = _own_subject(verb)
    named = _for_whom(verb)
    if named is not None and (own is None or own.i < named.i):
        return [named]
    if own is not None:
        if own.lower_ in RELATIVE:
            inner = _after_relative(own, verb)
            noun = antecedent(verb) if inner is None else inner
            return [noun] if noun is not None else []
        return [own]
    if verb.dep_ == "relcl" and verb.tag_ != "VB":
        return [verb.head] if child(verb, "mark") is None and verb.tag_ == "VBG" else []
    if verb.dep_ == "relcl":
        # "The plant, to come up in Pune, will": after a comma the infinitive is said of the noun itself.
        before = verb.doc[verb.left_edge.i - 1].text if verb.left_edge.i else ""
        return [verb.head] if before == "," else _noun_controller(verb.head, seen)
    if verb.dep_ == "acl":
        return [verb.head] if verb.tag_ in ("VBG", "VBD") else _noun_controller(verb.head, seen)
    governor = verb.head
    if verb.tag_ == "VBG" and verb.dep_ == "conj" and governor.tag_ != "VBG" and verb.i > 1:
        twin = verb.nbor(-2)  # "support X in building and running": the second hangs on "support"
        if verb.nbor(-1).lower_ in ("and", "or") and twin.tag_ == "VBG":
            return _surface_subject(twin, seen)
    if verb.dep_ == "pcomp" or (verb.dep_ == "prep" and governor.pos_ in ("ADP", "SCONJ")):
        up = governor.head
        helped = [t for t in up.children if t.dep_ in (*OBJECT, "dative") and t.i < verb.i]
        if helped and governor.lower_ in ("in", "with", "from", "into") and up.lemma_ in _OBJECT_CONTROL:
            return helped  # "supports X in building"
        return _surface_subject(up, seen) if up.pos_ in ("VERB", "AUX") else _noun_controller(up, seen)
    if verb.dep_ == "conj" and verb.tag_ in _FINITE and governor.tag_ == "VB":
        # "allows states to give aid and replaces the scheme": what is said goes on, not what is allowed.
        outer = next((t for t in governor.ancestors if t.tag_ in _FINITE), governor)
        return _surface_subject(outer, seen)
    if verb.dep_ in ("xcomp", "advcl", "conj", "ccomp", "dep", "aux", "oprd") and governor.i != verb.i:
        if governor.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "xcomp" and governor.lemma_ in _OBJECT_CONTROL and not is_passive(governor):
                controller = [t for t in governor.children if t.dep_ in (*OBJECT, "dative")]
                if controller:
                    return controller
            made = [t for t in governor.children if t.dep_ in OBJECT and t.i < verb.i] if verb.tag_ == "VB" else []
            # "welcomes an investment by X to build": X builds.
            return [a for t in made for a in agents(t)] or _surface_subject(governor, seen)
        if governor.pos_ == "ADJ":
            return _surface_subject(governor, seen) or complement_of(governor)
        return _noun_controller(governor, seen)
    return []


def _for_whom(verb: "Token") -> "Token | None":
    """Return who does what an infinitive says by "for" right before it: "$9 million for X to build a plant"."""
    to = child(verb, "aux") if verb.tag_ == "VB" else None
    if to is None or to.lower_ != "to" or to.i == 0:
        return None
    nodes = (to.nbor(-1), *to.nbor(-1).ancestors)
    return next((t for t in nodes if t.dep_ == "pobj" and t.head.lower_ == "for" and t.i < to.i), None)


def _own_subject(verb: "Token") -> "Token | None":
    """Return the subject that stands nearest before a verb: a dateline in front of it may pass for another."""
    own = [c for c in verb.children if c.dep_ in SUBJECT]
    before = [c for c in own if c.i < verb.i]
    return before[-1] if before else next(iter(own), None)


def _after_relative(pronoun: "Token", verb: "Token") -> "Token | None":
    """Return the real subject where a noun phrase follows the pronoun: "the plan, which the ministry issued"."""
    following = pronoun.doc[pronoun.i + 1 : verb.i]
    if not len(following) or following[0].pos_ in ("VERB", "AUX", "ADV", "PART", "PUNCT"):
        return None
    return next((t for t in following if t.pos_ in ("NOUN", "PROPN")), None)


def _noun_controller(noun: "Token", seen: set[int]) -> list["Token"]:
    """Return who does what an infinitive on a noun says: "X's plan to build", "X announced plans to build"."""
    owner = child(noun, "poss")
    if owner is not None:
        return [owner]
    by = agents(noun) or [a for c in prepositional(noun, "of") if child(c, "nummod") is not None for a in agents(c)]
    if by:
        return by  # "an investment of $9 million by X to build"
    partners = prepositional(noun, "with") if noun.lemma_ in _AGREEMENTS else []
    node = noun
    while node.dep_ in ("pobj", "prep", "conj", "appos", "compound", "pcomp") and node.head.i != node.i:
        node = node.head
        owner = child(node, "poss") if node.pos_ == "NOUN" else None
        if owner is not None:
            return [owner]
        if node.pos_ in ("VERB", "AUX"):
            return [*partners, *_surface_subject(node, seen)]
    if node.dep_ in (*OBJECT, "attr", "dative", "oprd") and node.head.pos_ in ("VERB", "AUX"):
        return [*partners, *(subjects(node.head) if not is_passive(node.head) else [])]
    if node.dep_ in ("nsubj", "nsubjpass", "ROOT"):
        return [t for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "between", "of") for t in _pobj(c)]
    return []


def _passive_subject(verb: "Token") -> list["Token"]:
    own = _own_subject(verb)
    if own is not None:
        if own.lower_ in RELATIVE:
            noun = antecedent(verb)
            return [noun] if noun is not None else []
        return [own]
    if verb.dep_ in ("acl", "amod", "relcl"):
        return [verb.head]
    if verb.dep_ == "conj":
        return _passive_subject(verb.head) if verb.head.pos_ in ("VERB", "AUX") else [verb.head]
    if verb.dep_ in ("advcl", "xcomp", "ccomp", "dep") and verb.head.pos_ in ("VERB", "AUX"):
        before = verb.doc[max(0, verb.i - 2) : verb.i]
        trailing = verb.i > verb.head.i and len(before) == 2 and before[1].text == ","
        # "It builds on the strategy, unveiled by the ministry": said of the noun before the comma, if it fits.
        near = [before[0]] if trailing and before[0].pos_ in ("NOUN", "PROPN", "NUM", "PUNCT") else []
        return near + (_surface_subject(verb.head, set()) or _passive_subject(verb.head))
    return []


def _shared_object(verb: "Token") -> list["Token"]:
    """Return the object of coordinated verbs that share it: "owns and operates a plant"."""
    for other in _coordinated(verb):
        if other.i > verb.i and other.i - verb.i <= 4 and not is_passive(other):
            found = [t for t in other.children if t.dep_ in OBJECT]
            if found:
                return found
    return []


def _coordinated(verb: "Token") -> Iterator["Token"]:
    top = verb
    while top.dep_ == "conj" and top.head.pos_ == "VERB":
        top = top.head
    yield from (t for t in conjuncts(top) if t.i != verb.i)


def _gap(verb: "Token") -> list["Token"]:
    """Return the antecedent where a relative clause lacks its object: "the fabs it had planned to build"."""
    noun = antecedent(verb)
    if noun is None:
        # "the plan that X made public", read as "the fact that X did": no object of its own, so it lacks one.
        mark = (
            child(verb, "mark", *OBJECT) if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD", "VBZ", "VBP") else None
        )
        mark = mark if mark is not None and mark.lower_ in RELATIVE else None
        return [verb.head] if mark is not None and mark.i == verb.head.i + 1 and child(verb, *SUBJECT) else []
    clause = verb
    while clause.dep_ != "relcl":
        clause = clause.head
    own = child(verb, *SUBJECT) or child(clause, *SUBJECT)
    if own is not None and own.lower_ in RELATIVE and _after_relative(own, own.head) is not None:
        return [noun]
    if own is None or (own.lower_ in RELATIVE and own.head.i == verb.i):
        return []
    relative = any(c.lower_ in ("where", "when", "whose") for c in clause.subtree if c.i < verb.i)
    return [] if relative or own.lower_ in RELATIVE else [noun]
