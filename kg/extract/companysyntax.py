"""What the parse says of a name: whom "it" stands for, who makes and runs things, who sits where.

A sentence's grammar says the same of thousands of wordings: these clues need no list of what may stand between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.companycandidate import Candidate
from kg.extract.companywords import CompanyWords
from kg.lexicon import Lexicon
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SEATED: Final = frozenset({"based", "headquartered", "seated", "domiciled"})
_THINGS: Final = frozenset({"it", "its"})
_PEOPLE: Final = frozenset({"he", "she", "his", "her"})
_RELATIVES: Final = frozenset({"that", "which", "what"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj"})
_IN: Final = frozenset({"in", "at", "near"})
_MODIFIERS: Final = frozenset({"compound", "nmod", "amod"})
_OFFICES: Final = frozenset(
    "President Chairman Director Manager Officer Engineer CEO Founder Co-founder Secretary Commissioner".split()
)
_STAFF: Final = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "officer", "director", "engineer", "analyst", "portfolio", "family"}
)
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "advcl", "conj", "acl", "relcl"})


@dataclass(frozen=True)
class Syntax:
    """The lemmas of what firms do, and words for what they do it in; `places` are the offsets of places' names."""

    works: frozenset[str]
    deeds: frozenset[str]
    plants: frozenset[str]
    places: frozenset[int]

    @classmethod
    def of(cls, lexicon: Lexicon, places: Sequence[Mention]) -> "Syntax":
        """Gather the words of a lexicon and the places of an article."""
        works, deeds, plants = _words(lexicon)
        return cls(works, deeds, plants, frozenset(at for p in places for at in range(p.start, p.end)))

    def clues(self, candidate: Candidate) -> Iterator[tuple[str, int]]:
        """Yield the clues, with points, that the parse of its sentence gives a name that is no place's."""
        sentence = candidate.sentence
        tokens = sentence.tokens(candidate.start, candidate.end)
        if not tokens or candidate.place:
            return
        root = sentence.hung(candidate.start, candidate.end) or tokens[0]
        person = candidate.label == "PERSON" and " " in candidate.name
        if root.dep_ == "nsubj" and root.head.pos_ in ("VERB", "AUX"):
            yield from self._subject(root, candidate)
        if root.dep_ == "pobj" and root.head.lower_ == "by" and candidate.label != "GPE" and self._made(root.head):
            yield "agent", 4
        of_plant = (
            root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lower_ in self.plants - {root.lower_}
        )
        if of_plant and self._in_place(root.i + 1, root.doc, sentence.start):
            yield "plant-of", 5
        if not person and self._sits(root, sentence.start):
            yield "sits", 3

    def _subject(self, root: "Token", candidate: Candidate) -> Iterator[tuple[str, int]]:
        """Yield what a subject does, and whether "it" or "she" stands for it: a thing or a person."""
        said = list(root.head.subtree)
        verbs = [t for t in said if t.dep_ in _CLAUSES and _stands_for(t, root, _THINGS)]
        if any(t.dep_ in _CLAUSES and _stands_for(t, root, _PEOPLE) for t in said) or _owns(root.head, _PEOPLE):
            yield "human", -4
        if root.head.lemma_ in self.deeds and not (candidate.label == "PERSON" and " " in candidate.name):
            yield "acts", 1
        own = any(_owns(t, _THINGS) for t in (root.head, *root.head.children))
        if (own or verbs) and not candidate.name.isupper():
            mistaken = candidate.label == "PERSON"  # nobody is an "it"
            yield "neuter", 3 + mistaken if any(v.lemma_ in self.works for v in (root.head, *verbs)) else 1

    def _made(self, by: "Token") -> bool:
        """Tell whether something is made by the name: "are made by X", "reducers are made by X, and motors by Y"."""
        head = by.head
        if head.pos_ == "NOUN":
            head = next((t for t in head.sent if t.dep_ == "agent" and t.i < by.i), by).head
        return head.tag_ == "VBN" and head.lemma_ in self.works

    def _sits(self, root: "Token", low: int) -> bool:
        """Tell whether a place where it sits follows right behind: "X, based in Y,", "X, in Y, Z,", "X of Y, Z,"."""
        described = any(t.dep_ == "det" for t in root.children)  # "Wend, an Elite Partner based in Y"
        if described or root.dep_ not in _ARGUMENTS or root.i + 1 == len(root.doc):
            return False
        stated = next((t for t in root.rights if t.lower_ in _SEATED and t.tag_ == "VBN"), None)
        if stated is not None and self._in_place(stated.i + 1, root.doc, low):
            return True
        inserted = root.nbor().text == "," and not (root.dep_ == "pobj" and root.head.lower_ in _IN)
        if inserted and root.doc[min(root.i + 2, len(root.doc) - 1)].lower_ == "in":
            return self._in_place(root.i + 2, root.doc, low)
        homes = root.nbor().children if root.nbor().lower_ == "of" and root.nbor().head == root else ()
        return any(
            self._is_place(home, low) and any(o.dep_ == "appos" and self._is_place(o, low) for o in home.children)
            for home in homes
        )

    def _in_place(self, at: int, parse: "Doc", low: int) -> bool:
        """Tell whether "in" and a place stand at a position of a parse."""
        if at >= len(parse) or parse[at].lower_ not in _IN:
            return False
        return any(self._is_place(t, low) for t in parse[at].children)

    def _is_place(self, token: "Token", low: int) -> bool:
        return low + token.idx in self.places


def has_article(candidate: Candidate) -> bool:
    """Tell whether a name has an article of its own, as rivers have and firms have not: "the Amazon"."""
    root = candidate.sentence.hung(candidate.start, candidate.end)
    return root is not None and root.dep_ not in _MODIFIERS and any(t.lower_ == "the" for t in root.lefts)


def is_modifier(candidate: Candidate, words: CompanyWords) -> bool:
    """Tell whether a name only says what sort of thing a noun behind it means: "its AI Technology development".

    Things that firms have, and words for firms and their people, are no such nouns: "the Acme Systems plant".
    """
    root = candidate.sentence.hung(candidate.start, candidate.end)
    if root is None or root.dep_ not in _MODIFIERS or root.head.i < root.i:
        return False
    head = root.head
    if head.pos_ == "PROPN" or head.text[:1].isupper():
        return head.text in words.not_companies - _OFFICES
    noun = head.lemma_.lower()
    return head.pos_ == "NOUN" and not {noun, head.lower_} & (words.things | words.nouns | _STAFF)


def _stands_for(verb: "Token", name: "Token", pronouns: frozenset[str]) -> bool:
    """Tell whether a verb's subject is a pronoun behind the name, and nothing else of the sentence could be meant."""
    subject = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
    if subject is None or subject.lower_ not in pronouns or subject.i < name.i:
        return False
    between = name.doc[name.i + 1 : subject.i]
    return all(t.dep_ not in _SUBJECTS or t.lower_ in pronouns | _RELATIVES for t in between)


def _owns(verb: "Token", pronouns: frozenset[str]) -> bool:
    """Tell whether a verb has an object that is the subject's own ("cut its delivery time")."""
    objects = (t for t in verb.children if t.dep_ == "dobj")
    return any(t.lower_ in pronouns and t.dep_ == "poss" for o in objects for t in o.children)


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    def lemmas(role: str) -> frozenset[str]:
        return frozenset(v for frame in lexicon.frames if frame.role == role for v in frame.verbs if " " not in v)

    heads = (f for e in lexicon.denoting("Facility") if e.role == "head" for f in e.forms)
    plants = frozenset(h for h in (*heads, "workshop", "yard") if h[:1].islower() and " " not in h)
    return lemmas("company-works"), lemmas("company-verb"), plants
