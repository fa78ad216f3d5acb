"""Numbers of people: expected jobs, present staff, or nobody's (and why)."""

import re
from typing import TYPE_CHECKING

from kg.extract.measures.checks import taught
from kg.extract.measures.owners import bracketed
from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, up
from kg.extract.measures.verdict import Stance, Verdict
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOST = re.compile(
    r"\b(?:loss(?:es)? of|cut(?:s|ting)?|shed(?:s|ding)?|axe[sd]?|axing) $|\bloss(?:es)? of(?: all| the| its| their)*$"
)
_FEWEST = 2
# "will cut 220 of its 1,080 employees"
_OF_ALL = re.compile(r"\d of (?:its|their)(?: \w+)?$")
_SO_FAR = re.compile(r"[^,.;]{0,40}\b(?:so far|to date|already)\b")


# "a 600-employee maker", "a four-person firm", "its 600-strong workforce", "a 600-job project"
_STAFFED = re.compile(r"[-‑](?P<who>employee|worker|staff|person|people|strong|job)\b")
_BODIES = frozenset(
    "firm company business startup start-up shop maker manufacturer producer supplier workforce staff team outfit "
    "operation site headcount".split()
)


def staffed(quantity: Quantity, words: MeasureWords) -> Verdict | None:
    """Return that a number tells the size of a firm or plant by its staff, or None: "a *600-employee* mill"."""
    match = _STAFFED.match(quantity.sentence.text, quantity.number.end)
    noun = quantity.head
    if match is None or noun is None or quantity.number.value < _FEWEST or quantity.number.currencies:
        return None
    body = noun.lemma_.lower() in _BODIES | words.stands_for("Facility") | words.stands_for("Company")
    # "a four-person firm called Acme" may be nobody of whom the text tells more.
    known = quantity.scene.covering(noun, "Facility", "Company") is not None
    if not known and not (body and noun.dep_ in ("appos", "attr")):
        return None
    if match["who"] == "job":
        return Verdict("target", "people:attributive", people=True, stance="ahead")
    return Verdict("count", "people:attributive", people=True, stance="done")


def are_people(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether what is counted are staff or jobs."""
    last = quantity.run[-1]
    pair = " ".join(t.lower_.rstrip("s") for t in quantity.run[-2:])
    return bool({last.lemma_.lower(), last.lower_, pair} & words.people)


def is_employed(quantity: Quantity, verb: "Token | None") -> bool:
    """Whether what is counted are people because somebody employs them: "employs over 12 million Americans"."""
    anchor = quantity.anchor
    hiring = verb is not None and verb.lemma_ in ("employ", "hire", "recruit") and anchor.head.i == verb.i
    passive = hiring and anchor.dep_ == "nsubjpass"
    return hiring and (passive or anchor.dep_ in OBJECT)


# What is done to people whom somebody needs or moves at work.
_AT_WORK = frozenset("need require seek use see leave put affect move transfer redeploy relocate give make".split())
_ONTO = frozenset({"into", "out", "from", "to", "online", "back"})


def is_undergoing(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether something is done to people who are no staff: "connects four million people", "kills 900 people"."""
    anchor, verb = quantity.anchor, quantity.anchor.head
    if anchor.lemma_.lower() not in ("people", "person") or verb.pos_ != "VERB":
        return False
    if anchor.dep_ not in (*OBJECT, "nsubjpass"):
        return False
    if verb.lemma_ in ("bring", "lift", "add"):
        return any(c.dep_ in ("prep", "prt", "advmod") and c.lower_ in _ONTO for c in verb.children)
    at_work = any(words[role].verb(verb) for role in ("employ", "hire", "lose")) or verb.lemma_ in _AT_WORK
    return not at_work and not taught(quantity)


def _possessed(quantity: Quantity) -> bool:
    """Whether the people are somebody's own, and so there: "its 1,900 workers", "the mill's 300 staff"."""
    anchor = quantity.anchor
    own = any(c.dep_ == "poss" and c.i < anchor.i for c in anchor.children)
    return own and anchor.lemma_.lower() in ("worker", "employee", "staff", "people", "workforce", "member")


# What people do who are not counted as staff: "two hundred people stood at the gate".
_NOT_WORK = frozenset(
    "stand go gather protest march rally turn attend visit watch live die vote sign demonstrate queue wait walk sit "
    "flee cheer listen speak ask write petition object complain travel arrive leave meet crowd eat drink apply".split()
)


def people_kind(quantity: Quantity, words: MeasureWords, verb: "Token | None", stance: Stance) -> Verdict:
    """Tell expected jobs from present staff."""
    before = quantity.sentence.text[: quantity.number.outer_start].rstrip().lower()
    if before.endswith((" those", " these", " one of", " of the")):
        return Verdict(None, "definite", people=True)
    verbs = [t for t in up(quantity.anchor) if t.pos_ in VERBAL]
    # "the 500 jobs that it supports today"
    below = [c for c in quantity.anchor.children if c.dep_ == "relcl" and c.tag_ in ("VBZ", "VBP", "VBD")]
    if below and (words["hire"].verb(below[0]) or words["employ"].verb(below[0])):
        return Verdict("count", "people:relative", people=True)
    if _OF_ALL.search(before):
        return Verdict("count", "people:possessed", people=True)
    if _LOST.search(before) or any(words["lose"].verb(v) for v in verbs[:2]):
        if stance != "done" and not _LOST.search(before):
            return Verdict(None, "jobs-lost", people=True)
        return Verdict("count", "people:lost", people=True)
    if _possessed(quantity) and not any(words["hire"].verb(v) for v in verbs[:1]):
        return Verdict("count", "people:possessed", people=True)
    helped = bool(verbs) and verbs[0].head.lemma_ == "help" and verbs[0].head.tag_ in ("VBD", "VBN")
    if stance == "done" and (helped or _SO_FAR.match(quantity.sentence.text[quantity.number.outer_end :])):
        return Verdict("count", "people:done", people=True)
    jobs = quantity.head is not None and quantity.head.lemma_.lower() == "job"
    if jobs and bracketed(quantity) is not None:
        return Verdict("target", "people:bracketed", people=True, stance="ahead")
    if stance in ("goal", "ahead"):
        return Verdict("target", "people:" + stance, people=True, stance=stance)
    first = verbs[0] if verbs else None
    hiring = first is not None and words["hire"].verb(first)
    fresh = (
        first is not None and first.tag_ in ("VBZ", "VBP") and first.lemma_ in ("create", "generate", "add", "bring")
    )
    if hiring and first is not None and (first.tag_ in ("VBG", "VB") or fresh) and not words["employ"].verb(first):
        return Verdict("target", "people:hiring", people=True, stance="ahead")
    if first is None:
        return Verdict(None, "no-verb", people=True)
    if first.lemma_ in _NOT_WORK and quantity.anchor.dep_ == "nsubj" and quantity.anchor.head.i == first.i:
        return Verdict(None, "not-work", people=True)
    if quantity.number.word and quantity.number.value < 10:
        return Verdict(None, "article", people=True)
    return Verdict("count", "people:done", people=True, stance=stance)
