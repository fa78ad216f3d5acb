"""Which numbers are left out, and which dates and units are theirs."""

import re

from kg.extract.measures.quantity import Quantity
from kg.extract.measures.syntax import verb_above
from kg.extract.measures.verdict import Verdict
from kg.extract.measures.words import MeasureWords
from kg.extract.modality import Cues, judge
from kg.text.dates import DateExpression, first_day

# "100 billion yen ($650 million": the same sum once more; "pharma (Rs 650 crore" is one of its own.
_AGAIN = re.compile(
    r"\d[^()]{0,40}\(\s*(?:[^()]*;\s*)?"
    r"(?:about|approx\.?|approximately|around|or|some|nearly|over|equal to|equivalent to|=|roughly|US)?\s*$"
)
# "8 billion baht, or about USD 248 million"
_OR_AGAIN = re.compile(
    r"\d[^,;.()]{0,25},?\s+(?:or|equal to|equivalent to|equating to)\s+"
    r"(?:about|approx\.?|approximately|around|some|nearly|over|roughly)?\s*$"
)
# "eight in ten of our engineers"
_BARE_RATIO = re.compile(
    r"\s+(?:in|out of)\s+(?:three|four|five|six|seven|eight|nine|ten|\d{1,2})\b(?!\s*(?:million|years))"
)
# "not one euro was paid", "open from 2 to 5 p.m.", "passed by 17 to 5", "wafers of 200 mm"
_NOT_ONE = re.compile(r"\bnot\s+(?:even\s+)?(?:a\s+single\s+|one\s+single\s+)?$", re.I)
_CLOCK = re.compile(r"\s*(?:(?:to|and|until|–|-)\s*\d{1,2}(?:[.:]\d\d)?\s*)?(?:[ap]\.?\s?m\b|o['’]clock\b)", re.I)
_VOTES = re.compile(
    r"\b(?:pass|approv|carri|vot|reject|defeat|adopt)\w*\b[^.;]{0,40}?\b(?:by|of|was)\s+(?:\d+\s*(?:to|[-–])\s*)?$",
    re.I,
)
_AGAINST = re.compile(r"\s*(?:to|[-–])\s*\d+\b(?!\s*(?:%|per))")
# "Scopes 1, 2 and 3", "Phase 2", "Annex IV and 5": such numbers are names.
_NAMING = re.compile(
    r"\b(?:[Ss]copes?|(?:Phase|Stage|Tier|Level|Type|Class|Category|Grade|Step|Pillar|Chapter|Section|Article|Annex|Clause)s?)"
    r" (?:\d{1,2}(?:, and |,? and |,? or | & |, |[-–]))*$"
)
_SIZED = re.compile(r"\s?(?:mm|cm|millimet(?:re|er)s?|centimet(?:re|er)s?)\b")
# "equal to taking 16,000 cars off the road"
_LIKE = re.compile(r"\b(?:equivalent|equal|comparable|akin)\s+(?:to|of)\s+(?:\w+ing\s+)?(?:the\s+\w+\s+of\s+)?$")
_THAN = re.compile(r"^[^,;]{0,40}\bthan\s+(?:\w+\s+){0,2}$")
_OWNED = re.compile(r"[-–‑\s]owned\b")
_LOST = "decline|drop|fall|decrease|reduction|loss|shortfall|cut|shortage|deficit"


def describes(quantity: Quantity, words: MeasureWords) -> str:
    """Return why a number only describes something else, or "": "firms with sales above 1 bn", "per 10,000"."""
    text = quantity.sentence.text
    before = text[max(0, quantity.number.outer_start - 25) : quantity.number.outer_start]
    if re.search(r"\b(?:per|for every|every|each)\s+$|\d-to-$", before):
        return "rate"
    after = text[quantity.number.outer_end : quantity.number.outer_end + 25]
    if re.search(r"\b\w+-for-$|\b(?:one|two|three|four|five|six|seven|eight|nine|\d) (?:in|out of) $", before, re.I):
        return "ratio"
    if after.startswith("-for-"):
        return "ratio"
    if _BARE_RATIO.match(after) and quantity.number.value < 10 and not quantity.number.currencies:
        return "ratio"
    if _no_amount(quantity, before, after):
        return "description"
    if quantity.number.value == 1 and re.match(r"\s+of\s", after):
        return "one-of"
    if re.search(r"\byear\s+of\s+our\s+lord\s+$", before, re.I):
        return "year"
    people = quantity.head is not None and bool({quantity.head.lemma_.lower(), quantity.head.lower_} & words.people)
    jobs = people and re.search(r"\bloss(?:es)?\s+of\s+$", before)
    if re.search(rf"\b(?:{_LOST})\s+(?:of|by)\s+$", before) and not quantity.number.percent and not jobs:
        return "change"
    ahead = text[: quantity.number.outer_start]
    if quantity.number.currencies and (_AGAIN.search(ahead) or _OR_AGAIN.search(ahead)):
        return "second-currency"
    if _of_anyone(quantity, words) or _compared(quantity):
        return "description"
    if re.match(r"\s*(?:apiece|each)\b", text[quantity.number.outer_end :]):
        return "description"
    noun = quantity.noun
    if quantity.number.currencies and noun is not None and words["worth"].noun(noun):
        node = noun
        if (
            node.dep_ == "pobj"
            and node.head.lower_ in ("with", "of")
            and node.head.head.pos_ in ("NOUN", "NUM", "PROPN")
        ):
            holder = node.head.head
            if holder.pos_ == "NUM" or any(c.dep_ == "nummod" for c in holder.children):
                return "description"
    return ""


def _no_amount(quantity: Quantity, before: str, after: str) -> bool:
    """Whether a number is a word of denial, a time of day, a name's, the outcome of a vote or the size of a piece."""
    if quantity.number.value == 1 and _NOT_ONE.search(before):
        return True
    if _CLOCK.match(after) and not quantity.number.currencies:
        return True
    text = quantity.sentence.text
    plain = not quantity.number.percent and not quantity.number.currencies
    if plain and quantity.number.value < 100 and _NAMING.search(text[: quantity.number.outer_start]):
        return True
    votes = _VOTES.search(text[: quantity.number.outer_start])
    if votes and (_AGAINST.match(after) or re.search(r"\d\s*(?:to|[-–])\s*$", before)):
        return True
    return before.endswith(" of ") and _SIZED.match(after) is not None


def _compared(quantity: Quantity) -> bool:
    """Whether a number only makes another one plain, or tells who owns a thing: "a *100%-owned* mill"."""
    text, number = quantity.sentence.text, quantity.number
    if number.percent and _OWNED.match(text, number.outer_end):
        return True
    return not number.currencies and _LIKE.search(text[: number.outer_start]) is not None


def _of_anyone(quantity: Quantity, words: MeasureWords) -> bool:
    """Whether the number describes firms or plants in general: "firms with fewer than 250 employees"."""
    noun, prep = quantity.noun, quantity.anchor.head
    if noun is None or prep.lower_ not in ("with", "employing", "of") or quantity.number.currencies:
        return False
    if quantity.head is None or not {quantity.head.lemma_.lower(), quantity.head.lower_} & words.people:
        return False
    kinds = words.stands_for("Facility") | words.stands_for("Company") | words.counted
    if noun.lemma_.lower() not in kinds or quantity.scene.covering(noun) is not None:
        return False
    if noun.dep_ == "appos" and quantity.scene.covering(noun.head) is not None:
        # "Acme, a family business with 60 employees"
        return False
    marks = {c.lower_ for c in noun.children if c.dep_ in ("det", "poss")}
    return marks <= {"a", "an", "any", "every", "each", "all"}


def blocked(quantity: Quantity, verdict: Verdict, cues: Cues) -> str:
    """Return why the clause is no fact, or "". A goal may be hoped for; it may not be denied, asked or conditional."""
    if verdict.kind == "target" and verdict.rule == "count:ahead" and _owned(quantity):
        return "definite"
    modality = judge(quantity.anchor, cues)
    for reason in ("denied", "asked", "conditional"):
        if modality.has(reason):
            return reason
    if verdict.kind == "capacity" and _could_now(quantity, modality.cues):
        return ""
    if modality.possible and not (verdict.stance in ("goal", "ahead") and _only_wished(modality.cues)):
        return "possible"
    return ""


def _owned(quantity: Quantity) -> bool:
    """Whether somebody has what a number counts: "opportunities for *Ghana's* 33 million small firms"."""
    before = quantity.sentence.text[: quantity.number.outer_start].rstrip()
    return before.endswith(("'s", "’s"))


def _could_now(quantity: Quantity, cues: tuple[tuple[str, str], ...]) -> bool:
    """Whether "could" tells what a plant is able to: "she said it could make 900 a year", "it could now make 900"."""
    verb = verb_above(quantity.anchor)
    if verb is None or {word for role, word in cues if role == "possible"} != {"could"}:
        return False
    said = verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")
    return said or any(c.lower_ == "now" and c.dep_ == "advmod" for c in verb.children)


def _only_wished(cues: tuple[tuple[str, str], ...]) -> bool:
    doubtful = {
        "could",
        "may",
        "might",
        "perhaps",
        "maybe",
        "possibly",
        "reportedly",
        "allegedly",
        "potentially",
        "consider",
        "weigh",
        "mull",
        "explore",
    }
    return not any(role == "possible" and word in doubtful for role, word in cues)


def has_deadline(date: DateExpression | None, published: str | None) -> bool:
    """Whether a date is a deadline after publication."""
    if date is None or date.period.end is None or published is None:
        return False
    if date.role == "during":
        # "in the fourth quarter", told before it
        return date.period.start is not None and first_day(date.period.start) > first_day(published)
    return date.role in ("by", "at") and (
        date.period.end[:4] > published[:4] or (date.role == "by" and first_day(date.period.end) > first_day(published))
    )


def dated(quantity: Quantity, verdict: Verdict, date: DateExpression | None, words: MeasureWords) -> bool:
    """Whether a date of the clause is the number's: not for a sum that only describes a plant which opens then."""
    if date is None:
        return False
    sentence = quantity.sentence
    if _THAN.search(sentence.text[quantity.end - sentence.start : max(0, date.start - sentence.start)]):
        # "12% lower than in 2020": the time of what it is compared with.
        return False
    if verdict.kind == "count" and verdict.people and date.role not in ("by", "since"):
        # "Opened in 2021, the plant employs 430 people": staff is as of now.
        verb = verb_above(quantity.anchor)
        return verb is None or verb.tag_ not in ("VBZ", "VBP")
    if verdict.kind != "investment":
        return True
    verb = verb_above(quantity.anchor)
    if verb is None or verdict.rule == "money:facility":
        return verb is None
    described = quantity.noun is not None and quantity.noun.dep_ in ("appos", "nsubj", "nsubjpass")
    opening = quantity.noun is not None and quantity.noun.dep_ == "pobj" and quantity.noun.head.lower_ == "with"
    return not (described or opening) or any(words[role].verb(verb) for role in ("spend", "goal"))


# Words for all who work somewhere.
_STAFF = frozenset({"workforce", "headcount", "payroll", "staff", "personnel", "manpower"})
_TAUGHT = {
    "train": "trained",
    "retrain": "retrained",
    "reskill": "reskilled",
    "upskill": "upskilled",
    "teach": "taught",
    "certify": "certified",
    "place": "placed",
    "redeploy": "redeployed",
    "educate": "educated",
}


def taught(quantity: Quantity) -> str:
    """Return the participle of what is done to people who are no new staff: "80,000 workers are to be retrained"."""
    verb = quantity.anchor.head
    if verb.lemma_ in _TAUGHT and verb.pos_ == "VERB" and quantity.anchor.dep_ in ("dobj", "nsubjpass"):
        return _TAUGHT[verb.lemma_]
    if quantity.anchor.dep_ in ("nsubj", "nsubjpass"):
        done = {c.lower_ for c in verb.children if c.dep_ in ("xcomp", "ccomp", "acl")} | {verb.lower_}
        return next((participle for participle in _TAUGHT.values() if participle in done), "")
    placed = quantity.anchor.dep_ == "pobj" and verb.lower_ == "for" and verb.head.lemma_.lower() in ("work", "job")
    return "placed in new work" if placed and verb.head.head.lemma_ in ("find", "secure") else ""


def people_unit(unit: str, verdict: Verdict, quantity: Quantity) -> str:
    """Name people who are to be hired as jobs and people who work somewhere as employees; not those who are taught."""
    if verdict.rule == "people:attributive":
        return "jobs" if verdict.kind == "target" else "employees"
    if quantity.head is None and quantity.noun is not None and quantity.noun.lemma_.lower() in _STAFF:
        return "employees"
    done = taught(quantity)
    if done:
        return unit if unit.endswith(done) or re.search(r"\s(?:in|for|to|or)\s", unit) else f"{unit} {done}"
    if re.match(r"(?:\w+\s)?(?:people|persons?)\b", unit) or (
        verdict.kind == "target" and unit.split()[-1:] == ["workers"]
    ):
        return "jobs" if verdict.kind == "target" else "employees " + unit
    return unit
