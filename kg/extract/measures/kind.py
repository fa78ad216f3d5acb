"""What a number is: a target, a count, a capacity, an investment, or none of ours (and why)."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import VERBAL, subject_of, up, verb_above
from kg.extract.measures.words import MeasureWords
from kg.extract.scene import OBJECT, child
from kg.model import MeasureKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# "RMB 3 billion from the city": what a public purse gives.
_FROM_BUDGET = re.compile(
    r"\s+(?:a year |per year |annually )?from the (?:[\w'’-]+ ){0,3}(?:budget|government|state|city|province|treasury|fund|purse|exchequer|centre|center)\b",
    re.IGNORECASE,
)

Stance = Literal["goal", "ahead", "done", "bare"]


@dataclass(frozen=True)
class Verdict:
    """A kind with the rule that gave it, or none with a reason. `people` marks jobs and staff."""

    kind: MeasureKind | None
    rule: str
    people: bool = False
    stance: Stance = "done"


@dataclass(frozen=True)
class Setting:
    """What the surroundings say: the number stands in a list of targets; a coming date stands with it."""

    listed: bool = False
    by_future: bool = False
    facility: bool = False
    row: MeasureKind | None = None


def kind_of(quantity: Quantity, words: MeasureWords, setting: Setting) -> Verdict:
    """Decide the kind of a number from its unit, its verb and its setting."""
    stance = stance_of(quantity, words, setting)
    if quantity.number.currencies:
        return _money(quantity, words, stance, setting)
    if quantity.number.percent:
        return _percent(quantity, words, stance)
    return _count(quantity, words, stance, setting)


def stance_of(quantity: Quantity, words: MeasureWords, setting: Setting) -> Stance:
    """Say whether the clause wants the number, awaits it, reports it, or has no verb."""
    finite = False
    for token in up(quantity.anchor):
        if token.pos_ in ("NOUN", "PROPN") and token.i != quantity.anchor.i and words["goal"].noun(token):
            return "goal"
        if token.pos_ in VERBAL:
            if (
                words["goal"].verb(token)
                and not _personal(token)
                and (token.i != quantity.anchor.i)
                and not _reported(token, quantity)
            ):
                return "goal"
            if _coming(token, words):
                return "ahead"
            finite = finite or token.tag_ in ("VBD", "VBZ", "VBP", "MD") or child(token, "aux", "auxpass") is not None
        elif token.pos_ == "ADJ" and token.lower_ in words["ahead"].adjectives:
            return "ahead"
    if quantity.head is not None and words["goal"].noun(quantity.head):
        return "goal"
    if not finite:
        return "goal" if setting.listed or setting.by_future else "bare"
    return "ahead" if setting.by_future and not _past(quantity) else "done"


def finite_before(quantity: Quantity) -> bool:
    """Whether the sentence has a verb in a tense before the number: a torn parse hides it from the number."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP") and t.i < quantity.token.i for t in quantity.token.doc)


def _reported(verb: "Token", quantity: Quantity) -> bool:
    """Whether a wanting verb only describes a noun: "planned investment", "the project set up in 2019"."""
    return verb.dep_ == "amod" or (
        verb.dep_ in ("acl", "relcl") and verb.i < quantity.anchor.i and verb.head.i == quantity.anchor.i
    )


def _personal(verb: "Token") -> bool:
    """Whether somebody speaks of what he himself wants ("I want to thank the 500 workers")."""
    subject = subject_of(verb)
    return subject is not None and subject.lower_ in ("i", "you", "he", "she", "who")


def _raises(verb: "Token", words: MeasureWords) -> bool:
    """Whether a verb only carries another into the future: "are to be running", "is expected to run"."""
    below = [
        c
        for c in verb.children
        if c.dep_ in ("xcomp", "ccomp", "advcl")
        and any(g.lower_ == "to" and g.dep_ == "aux" and verb.i < g.i <= verb.i + 3 for g in c.children)
    ]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return bool(below) and (
        verb.lemma_ == "be" or (passive and (words["ahead"].verb(verb) or words["goal"].verb(verb)))
    )


def _coming(verb: "Token", words: MeasureWords) -> bool:
    """Whether a verb is put into the future: "will", "should", "is to", "is expected to", "due to"."""
    if _raises(verb, words):
        return True
    node, steps = verb, 0
    while steps < 4:
        steps += 1
        if any(
            c.dep_ in ("aux", "auxpass") and c.lower_ in words["ahead"].phrases and c.i < node.i for c in node.children
        ):
            return True
        if node.i != verb.i and node.pos_ in VERBAL and words["ahead"].verb(node) and node.dep_ != "relcl":
            return True
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)
        if to and node.dep_ in ("acl", "advcl", "relcl") and node.i == verb.i and not words["reach"].verb(node):
            # "a partnership to deploy 400 chargers", "joined to build 20 plants"
            return True
        if to and node.head.lemma_ == "be" and node.dep_ in ("xcomp", "ccomp", "advcl"):
            return True
        if to and node.head.pos_ == "ADJ" and node.head.lower_ in words["ahead"].adjectives:
            return True
        if node.dep_ in ("xcomp", "conj", "ccomp") and node.head.pos_ in (*VERBAL, "ADJ") and node.head.i != node.i:
            if node.dep_ == "conj" and any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in node.children):
                return False
            if node.dep_ == "ccomp" and not to:
                return False
            node = node.head
            continue
        if node.dep_ == "advcl" and to and node.head.pos_ in VERBAL:
            node = node.head
            continue
        return False
    return False


def _past(quantity: Quantity) -> bool:
    """Whether the clause's verb is in the past or the perfect."""
    verb = verb_above(quantity.anchor)
    if verb is None:
        return False
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ in ("VBN", "VBG") and any(
        c.dep_ in ("aux", "auxpass") and c.lemma_ in ("have", "be") for c in verb.children
    )


def _nouns_around(quantity: Quantity, words: MeasureWords) -> list["Token"]:
    """Return the nouns that say what a sum is, nearest first."""
    out: list[Token] = []
    doc, end = quantity.anchor.doc, quantity.token.i
    if quantity.head is not None:
        out.append(quantity.head)
        out += [t for t in reversed(quantity.run) if t.pos_ in ("NOUN", "PROPN") and t.i != quantity.head.i]
    elif end + 2 < len(doc):
        at = end + 1
        if doc[at].text == "(" and any(t.text == ")" for t in doc[at : at + 12]):
            at = next(t.i for t in doc[at : at + 12] if t.text == ")") + 1
        while at < len(doc) and doc[at].text in ("-", ")") or (at < len(doc) and doc[at].i <= end):
            at += 1
        if at + 1 < len(doc) and doc[at].lower_ in ("of", "in"):
            inner = next((t for t in doc[at + 1 : at + 6] if t.pos_ == "NOUN" and t.dep_ in ("pobj", "conj")), None)
            if inner is not None and doc[at].lower_ == "in" and not words["spend"].noun(inner):
                inner = None
            if inner is not None:
                out.append(inner)
    if quantity.noun is not None:
        out.append(quantity.noun)
        out += [c for c in quantity.noun.children if c.dep_ in ("compound",)]
    return out


def _money(quantity: Quantity, words: MeasureWords, stance: Stance, setting: Setting) -> Verdict:
    """Tell money that is spent from money that measures output, and both from what is none of ours."""
    verb = verb_above(quantity.anchor)
    around = _nouns_around(quantity, words)
    for noun in around:
        if noun.pos_ == "NOUN" and words["goal"].noun(noun) and stance == "goal":
            continue
        if words["market"].noun(noun):
            return Verdict(None, "market")
        if words["spend"].noun(noun):
            return Verdict("investment", "money:noun", stance=stance)
        if words["worth"].noun(noun):
            return _level(stance, "money:worth")
    if quantity.head is not None and quantity.head.lemma_.lower() in words.stands_for("Facility"):
        return Verdict("investment", "money:facility", stance=stance)
    head_facility = quantity.head is not None and quantity.scene.covering(quantity.head, "Facility") is not None
    if head_facility or any(quantity.scene.headed(t, "Facility") for t in around):
        return Verdict("investment", "money:facility", stance=stance)
    subject = subject_of(verb) if verb is not None else None
    if verb is not None:
        by = quantity.sentence.text[: quantity.number.outer_start].rstrip().endswith(" by")
        if words["grow"].verb(verb) and by:
            return Verdict(None, "rate-of-change")
        if words["market"].verb(verb) and quantity.anchor.head.i == verb.i:
            return Verdict(None, "market")
        if subject is not None and words["market"].noun(subject):
            return Verdict(None, "market")
        if _says_spending(verb, quantity, words):
            return Verdict("investment", "money:verb", stance=stance)
        if words["announce"].verb(verb) and quantity.anchor.dep_ == "dobj" and quantity.anchor.head.i == verb.i:
            return Verdict("investment", "money:announced", stance=stance)
        obj = child(verb, *OBJECT)
        for near in (obj, subject):
            if near is None or near.i == quantity.anchor.i:
                continue
            for noun in _heads(near):
                levels = words["reach"].verb(verb) or words["grow"].verb(verb) or verb.lemma_ == "be"
                if words["worth"].noun(noun) and (levels or stance in ("goal", "ahead")):
                    return _level(stance, "money:level")
                if words["spend"].noun(noun):
                    return Verdict("investment", "money:subject", stance=stance)
        if words["worth"].verb(verb):
            return _level(stance, "money:worth-verb")
        if words["spend-on"].verb(verb) and subject is not None and _costs(verb, subject, quantity):
            return Verdict("investment", "money:spend-on", stance=stance)
        if stance in ("goal", "ahead") and words["reach"].verb(verb):
            return _level(stance, "money:reach")
        for above in up(verb):
            if above.pos_ in VERBAL and above.i != verb.i and words["spend"].verb(above):
                return Verdict("investment", "money:above", stance=stance)
    before = quantity.sentence.text[: quantity.number.outer_start].rstrip()
    if setting.row is not None and before.endswith(" at"):
        # "the north at $3 billion, the south at $2 billion": a row of the same.
        return Verdict(setting.row, "money:row", stance=stance)
    if before.endswith(" cost"):
        return Verdict("investment", "money:cost", stance=stance)
    if before.endswith((" worth", " valued at")) and stance != "bare":
        return _level(stance, "money:worth")
    if stance in ("goal", "bare") and _FROM_BUDGET.match(quantity.sentence.text, quantity.number.outer_end):
        return Verdict("investment", "money:budget", stance=stance)
    root = next((t for t in quantity.anchor.doc if t.dep_ == "ROOT"), quantity.anchor)
    if root.pos_ == "NOUN" and words["spend"].noun(root):
        return Verdict("investment", "money:fragment", stance=stance)
    return Verdict(None, "no-kind")


def _costs(verb: "Token", subject: "Token", quantity: Quantity) -> bool:
    """Whether a sum is what a facility or plan costs, takes or receives; other subjects may "take" anything."""
    owner = quantity.scene.covering(subject, "Facility", "Plan")
    return verb.lemma_ == "cost" or owner is not None


def _says_spending(verb: "Token", quantity: Quantity, words: MeasureWords) -> bool:
    """Whether a verb spends the sum: the sum is its object or passive subject, or hangs on it with "with"."""
    if not words["spend"].verb(verb):
        return False
    anchor = quantity.anchor
    if anchor.head.i == verb.i:
        return True
    return anchor.dep_ in ("pobj", "conj", "appos") or True


def _heads(token: "Token") -> list["Token"]:
    """Return a noun, its compounds, and the nouns that it is "of"."""
    out = [token, *(c for c in token.subtree if c.dep_ in ("compound", "nmod") and c.i < token.i)]
    out += [c for c in token.children if c.dep_ == "conj" and c.i < token.i]
    for prep in token.children:
        if (
            prep.dep_ == "prep"
            and prep.lower_ in ("of", "in")
            and token.lemma_.lower() in ("level", "number", "volume", "amount", "total", "scale")
        ):
            out += [c for c in prep.children if c.dep_ == "pobj"]
    return out


def _level(stance: Stance, rule: str) -> Verdict:
    if stance == "bare":
        return Verdict(None, "no-verb")
    return Verdict("target" if stance in ("goal", "ahead") else "count", rule, stance=stance)


def _percent(quantity: Quantity, words: MeasureWords, stance: Stance) -> Verdict:
    verb = verb_above(quantity.anchor)
    subject = subject_of(verb) if verb is not None else None
    for noun in (*_nouns_around(quantity, words), *([subject] if subject is not None else [])):
        if words["market"].noun(noun) and not (noun.lemma_ == "rate" and stance != "done"):
            return Verdict(None, "market")
    if stance in ("goal", "ahead"):
        return Verdict("target", "percent:" + stance, stance=stance)
    change = (verb is not None and words["grow"].verb(verb)) or any(
        words["grow"].noun(n) for n in _nouns_around(quantity, words)
    )
    if change:
        return Verdict(None, "rate-of-change")
    if stance == "bare" or verb is None:
        return Verdict(None, "no-verb")
    if not _share(quantity):
        return Verdict(None, "no-unit")
    return Verdict("count", "percent:done", stance=stance)


def _share(quantity: Quantity) -> bool:
    """Whether a percentage is a share of something ("35 percent of small manufacturers", "a 1% blend")."""
    return quantity.sentence.text[quantity.number.outer_end : quantity.number.outer_end + 4] == " of "


def _count(quantity: Quantity, words: MeasureWords, stance: Stance, setting: Setting) -> Verdict:
    head = quantity.head
    verb = verb_above(quantity.anchor)
    lemma = head.lemma_.lower() if head is not None else ""
    lower = head.lower_ if head is not None else ""
    behind = quantity.sentence.text[quantity.number.end :].lstrip(" -")
    if re.match(r"(?:sq\b|sq\.|square\b)", behind):
        return Verdict(None, "area")
    described = len(quantity.run) > 1 and quantity.run[1].text not in "-–‑"
    if described and quantity.run[0].lower_ in words.physical and lower not in words.physical:
        if quantity.scene.covering(quantity.run[-1], "Facility") is None and lower != "capacity":
            return Verdict(None, "description")
    names = {lemma, lower, *(t.lemma_.lower() for t in quantity.run[:1])}
    if names & words.area or (quantity.run and " ".join(t.lower_ for t in quantity.run[:2]) in words.area):
        return Verdict(None, "area")
    first = quantity.run[0].lemma_.lower() if quantity.run else ""
    physical = bool({lemma, lower, first, quantity.run[0].lower_ if quantity.run else ""} & words.physical)
    goal_noun = head is not None and words["goal"].noun(head)
    passing = bool({lemma, lower, first} & words.passing) and not goal_noun and not physical
    if passing and lemma in ("year", "month", "week", "day", "hour", "minute", "time"):
        return Verdict(None, "in-passing")
    capacity = _capacity(quantity, words, setting)
    if capacity:
        return Verdict("capacity", capacity, stance=stance)
    if head is not None and {lemma, lower} & words.people:
        return _people(quantity, words, verb, stance)
    if passing:
        return Verdict(None, "in-passing")
    text = quantity.sentence.text
    if text[: quantity.number.outer_start].rstrip().lower().endswith("one of"):
        return Verdict(None, "definite")
    if physical and re.match(
        r"\s+\S+\s+per\s+(?!\d|year|month|day|week|annum|hour|quarter)", text[quantity.number.outer_end :]
    ):
        return Verdict(None, "intensity")
    if quantity.number.value == 0 or _definite(quantity):
        return Verdict(None, "definite")
    if goal_noun and stance == "goal":
        return Verdict("target", "count:goal-noun", people=first in words.people, stance=stance)
    if head is None and verb is None:
        return Verdict(None, "no-unit")
    if head is not None and words["market"].noun(head):
        return Verdict(None, "market")
    if stance in ("goal", "ahead"):
        if head is None and not _levelled(quantity, verb, words, stance):
            return Verdict(None, "no-unit")
        if (
            quantity.number.word
            and quantity.number.value < 10
            and stance != "goal"
            and quantity.number.bound == "exact"
        ):
            return Verdict(None, "article")
        if quantity.number.word and quantity.number.value == 1 and not _enumerated(quantity):
            return Verdict(None, "article")
        return Verdict("target", "count:" + stance, stance=stance)
    small = quantity.number.word and quantity.number.value < 10 and quantity.number.bound == "exact"
    if small and lemma not in words.stands_for("Facility") and stance == "done" and lemma not in ("task", "measure"):
        return Verdict(None, "article")
    if quantity.number.value == 1 and quantity.number.word:
        return Verdict(None, "article")
    if stance == "bare" or verb is None:
        listed = {lemma, lower} & words.counted and quantity.anchor.dep_ == "pobj" and finite_before(quantity)
        return Verdict("count", "count:listed", stance="done") if listed else Verdict(None, "no-verb")
    made = words["produce"].verb(verb)
    known = {lemma, lower} & (words.counted | words.physical)
    if head is None:
        return (
            Verdict("count", "count:level", stance=stance)
            if _levelled(quantity, verb, words, stance)
            else Verdict(None, "no-unit")
        )
    if known or made:
        return Verdict("count", "count:done", stance=stance)
    return Verdict(None, "no-kind")


def _definite(quantity: Quantity) -> bool:
    """Whether a small number belongs to a definite set that is only referred to ("the two plants", "these 12 firms")."""
    first = quantity.sentence.tokens(quantity.start, quantity.end)
    before = first[0].nbor(-1) if first and first[0].i else None
    if before is None or quantity.number.bound != "exact":
        return False
    if before.lower_ in ("these", "those"):
        return True
    if quantity.number.value >= 100:
        return before.lower_ == "the" and quantity.number.value < 10_000
    return before.lower_ in ("the", "these", "those", "both", "its", "their", "all", "other")


def _enumerated(quantity: Quantity) -> bool:
    """Whether a "one" stands in a row of numbers, and so is one: "100 firms, one fab and 10 plants"."""
    head = quantity.anchor
    return head.dep_ == "conj" or any(
        c.dep_ == "conj" and any(n.dep_ == "nummod" for n in c.children) for c in head.children
    )


def _levelled(quantity: Quantity, verb: "Token | None", words: MeasureWords, stance: Stance) -> bool:
    """Whether a number without a noun is the level of what the clause speaks of."""
    if verb is None:
        return False
    above = [t for t in up(verb) if t.pos_ in VERBAL][: 2 if stance in ("goal", "ahead") else 1]
    level = any(words["reach"].verb(t) or words["grow"].verb(t) or words["goal"].verb(t) for t in above)
    return level and quantity.anchor.dep_ in ("pobj", "dobj", "attr", "npadvmod", "advmod", "oprd", "nummod", "prep")


def _capacity(quantity: Quantity, words: MeasureWords, setting: Setting) -> str:
    """Return the rule by which a number is a capacity, or ""."""
    noun, head = quantity.noun, quantity.head
    text = quantity.sentence.text
    if noun is not None and (
        words["capacity"].noun(noun) or any(words["capacity"].noun(c) for c in noun.children if c.dep_ == "compound")
    ):
        return "capacity:noun"
    if head is not None and any(words["capacity"].noun(t) for t in quantity.run):
        return "capacity:head"
    behind = text[quantity.number.outer_end : quantity.number.outer_end + 60].lower()
    if " of annual capacity" in behind or " of capacity" in behind or " of production capacity" in behind:
        return "capacity:of"
    verb = verb_above(quantity.anchor)
    if verb is None:
        if quantity.rate and head is not None and _of_facility(quantity):
            return "capacity:attributive"
        return ""
    if quantity.rate and _of_facility(quantity):
        return "capacity:attributive"
    if any(words["capacity"].noun(t) for t in _objects_and_subject(verb) if t.i != quantity.anchor.i):
        return "capacity:level"
    subject = subject_of(verb)
    facility = subject is not None and (quantity.scene.covering(subject, "Facility") is not None)
    produce = any(words["produce"].verb(t) for t in up(quantity.anchor) if t.pos_ in VERBAL)
    designed = any(t.lemma_ == "design" for t in up(quantity.anchor))
    at_facility = facility or (setting.facility and bool(quantity.rate))
    if at_facility and designed:
        return "capacity:designed"
    if at_facility and quantity.rate and not _past(quantity) and (produce or words["goal"].verb(verb)):
        return "capacity:rate"
    able = any(c.dep_ == "aux" and c.lower_ in words["capacity"].phrases for c in verb.children) or any(
        t.lower_ in ("able", "capable") for t in up(verb)
    )
    if facility and produce and able:
        return "capacity:able"
    return ""


def _of_facility(quantity: Quantity) -> bool:
    """Whether the number stands before a facility that it describes ("a 50,000-ton-a-year mill")."""
    head, scene = quantity.head, quantity.scene
    if head is None:
        return False
    if scene.headed(head, "Facility") is not None:
        return True
    behind = next((t for t in head.doc[head.i + 1 : head.i + 8] if scene.headed(t, "Facility") is not None), None)
    if quantity.rate and behind is not None:
        between = head.doc[head.i + 1 : behind.i]
        if not any(
            t.pos_ in VERBAL or t.text in ",;:" or (t.pos_ == "ADP" and t.lower_ not in ("per", "a")) for t in between
        ):
            return True
    attributive = head.dep_ in ("nmod", "compound", "amod", "npadvmod")
    return attributive and scene.headed(head.head, "Facility") is not None


def _objects_and_subject(verb: "Token") -> list["Token"]:
    found = [child(verb, *OBJECT), subject_of(verb)]
    return [t for t in found if t is not None]


def _people(quantity: Quantity, words: MeasureWords, verb: "Token | None", stance: Stance) -> Verdict:
    """Tell expected jobs from present staff."""
    before = quantity.sentence.text[: quantity.number.outer_start].rstrip().lower()
    if before.endswith((" those", " these", " one of", " of the")):
        return Verdict(None, "definite", people=True)
    verbs = [t for t in up(quantity.anchor) if t.pos_ in VERBAL]
    # "the 20,000 jobs that it already supports"
    below = [c for c in quantity.anchor.children if c.dep_ == "relcl" and c.tag_ in ("VBZ", "VBP", "VBD")]
    if below and (words["hire"].verb(below[0]) or words["employ"].verb(below[0])):
        return Verdict("count", "people:relative", people=True)
    if any(words["lose"].verb(v) for v in verbs[:2]):
        return Verdict(None, "jobs-lost", people=True)
    if stance in ("goal", "ahead"):
        return Verdict("target", "people:" + stance, people=True, stance=stance)
    first = verbs[0] if verbs else None
    hiring = first is not None and words["hire"].verb(first)
    if hiring and first is not None and first.tag_ in ("VBG", "VB") and not words["employ"].verb(first):
        return Verdict("target", "people:hiring", people=True, stance="ahead")
    if first is None:
        return Verdict(None, "no-verb", people=True)
    if quantity.number.word and quantity.number.value < 10:
        return Verdict(None, "article", people=True)
    return Verdict("count", "people:done", people=True, stance=stance)
