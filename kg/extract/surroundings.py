"""Who stands around a noun phrase: its verb, the subject and agent, and whether it is denied or possible."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.saying import says_that
from kg.lexicon import Frame, Lexicon
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP: Final = frozenset(
    {
        "dobj",
        "pobj",
        "prep",
        "conj",
        "appos",
        "attr",
        "oprd",
        "xcomp",
        "ccomp",
        "pcomp",
        "nsubjpass",
        "dative",
        "compound",
        "nmod",
        "poss",
        "acl",
        "nsubj",
        "advcl",
        "relcl",
        "agent",
        "obj",
    }
)
_STOP: Final = frozenset({"relcl", "advcl", "ROOT"})
_NEGATING_DETERMINERS: Final = frozenset({"no", "any", "neither", "nor", "never"})


@dataclass(frozen=True)
class Doubt:
    """Words of the lexicon that deny a clause or leave it open, as lemmas and as they stand."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Doubt":
        """Collect the frames whose roles are `denied`, `possible` and `asked`."""
        frames = [f for f in lexicon.frames if f.role in {"denied", "possible", "asked"}]
        return cls(
            frozenset(
                v.split()[0] if v in _PARTICLE_VERBS else v for f in frames for v in f.verbs if v not in _TOO_WIDE
            ),
            frozenset(n for f in frames for n in f.nouns),
            frozenset(w for f in frames for w in (*f.adjectives, *f.phrases) if " " not in w and w not in _TOO_WIDE),
        )


# These leave a relation open, but a plan or plant that someone seeks, proposes or discusses does exist on paper.
_TOO_WIDE: Final = frozenset(
    {
        "seek",
        "propose",
        "discuss",
        "hope",
        "wish",
        "suggest",
        "assess",
        "evaluate",
        "study",
        "debate",
        "open",
        "likely",
        "may",
        "urge",
        "ask",
        "invite",
        "fail",
        "call for",
        "bid",
        "reject",
        "decline",
        "refuse",
        "dismiss",
        "without",
        "potential",
        "question",
    }
)
_PARTICLE_VERBS: Final = frozenset({"mull over", "brush aside"})


def overlapping(mentions: Iterable[Mention], start: int, end: int, *types: str) -> Iterator[Mention]:
    """Yield the mentions that overlap a span of the article, of the given types."""
    for mention in mentions:
        if mention.start < end and mention.end > start and (not types or mention.type in types):
            yield mention


def span(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Return the article's span of the tokens `first` to `last`."""
    assert sentence.parse is not None
    token = sentence.parse[last]
    return sentence.start + sentence.parse[first].idx, sentence.start + token.idx + len(token.text)


_NOMINAL: Final = frozenset({"nsubj", "nsubjpass", "attr", "dobj", "pobj", "conj"})  # whatever the tagger takes it for
_HEARSAY: Final = frozenset({"talk", "rumour", "rumor", "gossip", "hearsay", "speculation", "whisper"})


def governors(token: "Token") -> Iterator[tuple["Token", str]]:
    """Yield the words above a noun with the way that led there, as long as it stays within one statement."""
    current = token
    for _ in range(12):
        if current.dep_ not in _UP or current.head.i == current.i:
            return
        yield current.head, current.dep_
        if current.dep_ in _STOP:
            return
        current = current.head


def verbs_above(token: "Token") -> tuple["Token", ...]:
    """Return the verbs above a noun, the nearest first."""
    return tuple(head for head, _ in governors(token) if head.pos_ in {"VERB", "AUX"})


def subjects(verb: "Token", *, passive: bool = False) -> tuple["Token", ...]:
    """Return the subjects of a verb, its own or those of the verbs that it hangs on, and the agents of a passive.

    `passive`: a passive subject counts too, as in "X was picked to build …".
    """
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"} or (passive and c.dep_ == "nsubjpass")]
    agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    if own or agents:
        return tuple(_antecedent(t, verb) for t in (*own, *agents))
    if verb.dep_ in {"xcomp", "ccomp", "conj", "acl", "advcl"} and verb.head.i != verb.i:
        return subjects(verb.head, passive=verb.dep_ == "xcomp") if verb.head.pos_ in {"VERB", "AUX", "NOUN"} else ()
    return ()


def _antecedent(subject: "Token", verb: "Token") -> "Token":
    """Return what a pronoun stands for ("SAIC, which runs …", "Acme said it would build …"), else the word itself."""
    if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return _whose_home(verb.head)
    if subject.lower_ in {"it", "they"} and verb.dep_ == "ccomp" and says_that(verb.head):
        return next((c for c in verb.head.children if c.dep_ == "nsubj"), subject)
    return subject


def _whose_home(noun: "Token") -> "Token":
    """Return the name whose home a place is that a clause was hung on: "*Talmex* of Radom, in Mazovia, which"."""
    top = noun
    while top.pos_ == "PROPN" and top.dep_ == "pobj" and top.head.lower_ in {"of", "in", "from"}:
        top = top.head.head
    return top if top.pos_ == "PROPN" else noun


def agent_after(sentence: Sentence, last: int, reach: int = 14) -> int | None:
    """Return the token after a "by" that follows a phrase in the same clause, or None."""
    doc = sentence.parse
    if doc is None:
        return None
    for i in range(last + 1, min(len(doc) - 1, last + reach)):
        if doc[i].text in {".", ";", "—"} or doc[i].tag_ in {"MD", "VBZ"}:
            return None
        if doc[i].lower_ == "by" and doc[i + 1].ent_type_ not in {"DATE"} and not doc[i + 1].like_num:
            return i + 1
    return None


def doubted(token: "Token", doubt: Doubt, *, known: bool) -> str:
    """Return the word that denies the statement about a noun or leaves it open, or "".

    `known`: the phrase presupposes that the thing exists ("the plant", "its Texas plant"), so that only doubt about
    making it counts.
    """
    determiner = next(
        (c for c in token.children if c.dep_ in {"det", "neg"} and c.lower_ in _NEGATING_DETERMINERS), None
    )
    if determiner is not None:
        return determiner.lower_
    for child in token.children:
        if child.dep_ == "amod" and child.lemma_.lower() in {
            "rumoured",
            "rumored",
            "alleged",
            "possible",
            "potential",
            "rumour",
            "rumor",
            "allege",
        }:
            return child.lower_
    heard = next((a for a in token.ancestors if a.dep_ in _NOMINAL and a.lemma_.lower() in _HEARSAY), None)
    if heard is not None and not known:
        return heard.lower_  # "Talk among suppliers that it is about to open a plant"
    subject = token.dep_ in {"nsubj", "nsubjpass"}
    if known and subject:
        return ""
    nearest = next((head for head, _ in governors(token) if head.pos_ == "VERB"), None)
    if known and nearest is not None and nearest.lemma_ in _KEEPING:
        return ""  # "has no plans to sell its plant"
    if nearest is not None and nearest.tag_ == "VBN" and {"would", "have"} <= {c.lower_ for c in nearest.children}:
        return "would have"  # "would have located the plant in Ohio": it did not
    for head, dep in governors(token):
        word = _doubt_at(head, dep, doubt)
        if word and not (known and not _made(head, dep)):
            return word
    return ""


# What can be done to a plant that stands, and leaves no doubt that it does.
_KEEPING: Final = frozenset(
    """sell close shut leave move relocate expand enlarge affect stop idle mothball upgrade modernise modernize extend
    convert retool refit double demolish enlarge use supply keep visit buy acquire abandon quit vacate""".split()
)


def _made(head: "Token", dep: str) -> bool:
    """Whether a verb speaks of making a thing, not of what happens to one that is there."""
    return head.lemma_ in {"build", "construct", "establish", "set", "erect", "plan", "choose", "open", "decide"}


def _doubt_at(head: "Token", dep: str, doubt: Doubt) -> str:
    lemma = head.lemma_.lower()
    if head.pos_ in {"VERB", "AUX"}:
        for child in head.children:
            if child.dep_ == "neg" and not _no_longer(child) and not _not_before(head):
                return child.lower_
            if child.dep_ in {"aux", "advmod"} and child.lower_ in doubt.words | {"could", "might"}:
                return child.lower_
            if child.dep_ == "det" and child.lower_ == "no":
                return child.lower_
        if lemma in doubt.verbs and dep not in {"nsubj", "agent"}:
            return lemma
        if _yet_to(head):
            return "yet to"
    elif head.pos_ in {"NOUN", "PROPN"}:
        negative = next((c for c in head.children if c.dep_ in {"det", "neg"} and c.lower_ == "no"), None)
        if negative is not None:
            return negative.lower_
        if lemma in doubt.nouns and dep in {"prep", "acl", "pobj", "ccomp"}:
            return lemma
    elif head.pos_ == "ADJ" and lemma in doubt.words:
        return lemma
    return ""


def _not_before(head: "Token") -> bool:
    """Whether a denial only puts off: "will not open before 2028"."""
    return any(t.lower_ in {"before", "until", "till"} and t.i > head.i for t in head.subtree)


def _no_longer(token: "Token") -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (following is not None and following.lower_ in {"longer", "only", "just", "merely"}) or (
        token.lower_ == "no" and following is not None and following.lower_ == "longer"
    )


def _yet_to(head: "Token") -> bool:
    return (
        any(c.lower_ == "yet" for c in head.head.children)
        and head.dep_ == "xcomp"
        and head.head.lemma_ in {"have", "be"}
    )


def words_of(frames: Sequence[Frame], *slots: str) -> frozenset[str]:
    """Return the verbs (or other words) of frames in one set."""
    return frozenset(w for f in frames for slot in slots for w in getattr(f, slot))
