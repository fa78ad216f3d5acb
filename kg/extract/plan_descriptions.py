"""Plans without names: "a three-year plan to …", with evidence of a public body behind them."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.heads import headline_case, short_name
from kg.extract.phrases import YEARS, Phrase, is_cap, phrase_around
from kg.extract.plan_actors import PUBLIC, actor_weight, agent_weight, public_owner
from kg.extract.plan_names import company_made
from kg.extract.plan_terms import PlanTools, plan_mention, purpose_end
from kg.extract.surroundings import agent_after, doubted, overlapping, subjects, verbs_above
from kg.lexicon import Entry
from kg.model import PLACES, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_DURATION: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)-year\b|\b(?:19|20)\d\d\b|\b\d{1,2}th\b", re.IGNORECASE
)
# What hands out public money is a public body's by nature.
_AID_CODES: Final = frozenset({"incentive-scheme", "subsidy-programme"})
_AID: Final = frozenset("incentive incentives subsidy subsidies grant grants aid rebate tax scrappage".split())
# Words that do not tell one plan from another.
VAGUE: Final = frozenset(
    """new own bold ambitious major special latest recent current existing separate same other previous similar broad
    broader wide wider big large massive sweeping comprehensive government federal state national official public
    controversial flagship such general key important successful formal overall larger entire good better clear
    effective great innovative unique executive presidential historic landmark
    first second third next final last original initial whole""".split()
)
_SHORT_NAME: Final = re.compile(r"\s*\((?=(?:[^)]*[A-Z]){3})[A-Z][A-Z&-]{2,8}\)")
_USING: Final = frozenset({"under", "from", "for", "through", "via", "by"})
_INTENDED: Final = frozenset({"plan", "policy"})
_INWARD: Final = re.compile(
    r"\bfor (?:its|their|our|his|her|the company's|employees|staff|managers|executives|dealers|customers|drivers)\b"
)
_UNITS: Final = frozenset("million billion trillion crore lakh bn m".split())
_ASKING: Final = frozenset({"call", "urge", "ask", "demand"})
# What does this to something is a plan, too.
_REPLACING: Final = frozenset({"succeed", "replace", "supersede", "update", "supplant", "repeal"})
_REPLACED: Final = re.compile(
    r"\b(?:tak\w+ over from|in place of|successor (?:to|of)|replacement for|follow-up to|sequel to|follows? on from|"
    r"picks? up from|takes the place of)\s+(?:an?|the|its|an? earlier|an? previous)?\s*$"
)
_ACTING: Final = frozenset(
    "expire lapse run aim offer seek provide cover foresee envisage stipulate oblige apply grant subsidise pay".split()
)
# What somebody promises or drafts without a name is not written yet.
_UNWRITTEN: Final = frozenset(
    {"promise", "pledge", "draft", "prepare", "urge", "demand", "seek", "call", "need", "await"}
)


def described_plan(
    sentence: Sentence, head: "Token", first: int, entry: Entry, tools: PlanTools, title: bool
) -> Mention | None:
    """Return a plan described: "a three-year plan to …", "an action plan for … between 2024 and 2026"."""
    text = head.doc[first : head.i + 1].text.lower()
    if head.tag_ in {"NNS", "NNPS"} and text not in entry.forms:
        return None
    phrase = phrase_around(sentence, head, core=first)
    last = purpose_end(sentence, head.i, tools)
    phrase = replace(phrase, last=last)
    if phrase.possessive and not phrase.modifiers and _intends(head):
        return None  # "notified its plan to set up a scheme" speaks of a will, not of a paper.
    if phrase.determiner in {"no", "any", "every", "each", "such", "some", "what"}:
        return None
    modifiers = " ".join(t.lower_ for t in phrase.modifiers)
    if head.dep_ == "attr" and entry.role != "head" and not _DURATION.search(modifiers) and not title:
        return None  # "X is an effective program to …" says of what kind X is.
    told = [t for t in phrase.modifiers if t.lower_ not in VAGUE and t.text not in {"-", "$", "€"} and not t.like_num]
    if last == head.i and not title and not (told or _DURATION.search(modifiers) or entry.role == "head"):
        return None
    national = _national(sentence, phrase, tools)
    aid = entry.code in _AID_CODES and head.lower_ != "measure"
    aid = aid or any(t.lower_ in _AID for t in phrase.modifiers)
    order = entry.code == "regulation" and last > head.i
    if head.lower_ == "measure" and not (aid or national):
        return None
    if not (aid or national or title or entry.role == "head") and _undetermined(sentence, phrase, head):
        return None
    if company_made(sentence, phrase.first, head, tools) or _INWARD.search(
        sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]
    ):
        return None
    # A short name in brackets is given to things that have a name: "the national recovery plan (NRP)".
    named_too = last == head.i and bool(_SHORT_NAME.match(sentence.text, phrase.end - sentence.start))
    named_too = named_too or any(t.text == ")" for t in phrase.modifiers)
    if phrase.definite and last == head.i and not _DURATION.search(modifiers) and entry.role != "head":
        public = phrase.owner is not None or national or any(t.lower_ in PUBLIC for t in phrase.modifiers)
        relative = _relative(head, last)
        spoken_of = title or _participle(sentence, last, tools) or head.lower_ in tools.taken_up
        spoken_of = spoken_of or _acts(head) or (relative is not None and relative.lemma_.lower() in tools.making)
        if not (aid or named_too or _replaced(head) or (public and spoken_of)):
            return None
    used = (
        (aid or named_too)
        and phrase.determiner == "the"
        and phrase.first > 1
        and head.doc[phrase.first - 2].lower_ in _USING
    )
    score, owner = _evidence(sentence, phrase, head, tools, used=used)
    if national:
        phrase = _with_money(phrase)
    if order and head.doc[head.i + 1].lower_ == "to":
        phrase = replace(phrase, last=head.i)  # "an executive order to help …" says what it does, not its title.
    score += 2 * (national + (aid or order or named_too)) + (head.lower_ in tools.taken_up or (aid and phrase.definite))
    needed = 1 if entry.role == "head" else 3
    if score < needed:
        return None
    doubt = doubted(head, tools.doubt, known=phrase.definite and not phrase.possessive)
    dated = bool(YEARS.search(sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]))
    verbs = [] if head.dep_ in {"nsubj", "csubj"} else [v.lemma_.lower() for v in verbs_above(head)]
    unwritten = any(v in _UNWRITTEN for v in verbs[:1]) or any(v in _ASKING for v in verbs[1:3])
    if doubt or (not phrase.definite and not dated and unwritten):
        return None
    if not national:
        phrase = replace(phrase, last=_dated_relative(head, phrase.last))
    extra = (("owner", owner),) if owner else ()
    if phrase.definite:
        extra = (*extra, ("definite", "1"))
    alias = short_name(sentence, phrase.end)
    if alias and not any(m.end == phrase.end for m in tools.others):
        extra = (*extra, ("abbreviation", alias))
    confidence = 0.85 if score > needed else 0.75
    return plan_mention(
        sentence, phrase.start, phrase.end, "description", "plan-described", confidence, head, entry, extra
    )


def _evidence(
    sentence: Sentence, phrase: Phrase, head: "Token", tools: PlanTools, *, used: bool
) -> tuple[int, str | None]:
    """Weigh what speaks for a plan of a public body; return the weight and the place or agency that owns it.

    Who only makes use of an aid scheme (`used`) is not who runs it: "the firm was approved under the scheme".
    """
    score, owner = 0, None
    text = sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]
    intended = phrase.last > phrase.head and _intends(head)
    score += phrase.last > phrase.head and not intended
    score += bool(_DURATION.search(text))
    if any(t.lower_ in PUBLIC for t in phrase.modifiers):
        score += 2
    for mention in overlapping(
        tools.others, phrase.start, phrase.start + len(" ".join(t.text for t in phrase.modifiers))
    ):
        score += 2 if mention.type in PLACES or mention.type == "Bureau" else -3
        owner = mention.name if mention.type != "Company" else owner
    if phrase.owner is not None:
        public, name = public_owner(sentence, *phrase.owner, tools)
        if not public:
            return -3, None
        score, owner = score + 2, name
    verbs = verbs_above(head)
    score += any(v.lemma_.lower() in tools.making for v in verbs[:2]) or _participle(sentence, phrase.last, tools)
    actor = 0
    for verb in verbs[:2]:
        for subject in subjects(verb):
            actor = actor or actor_weight(sentence, subject, tools)
    actor = max(actor, 0) if used else actor
    score += 2 * _replaced(head) + _acts(head)
    score += 2 * bool(_REPLACED.search(sentence.text[: phrase.start - sentence.start]))
    relative = _relative(head, phrase.last)
    if relative is not None:
        score += relative.lemma_.lower() in tools.making or _dated(relative)
        for subject in subjects(relative):
            actor = actor or actor_weight(sentence, subject, tools)
    agent = agent_after(sentence, phrase.last)
    if agent is not None:
        actor = agent_weight(sentence, agent, tools) or actor
    if phrase.possessive and actor == 0:
        actor = -1
    return score + actor, owner


def _intends(head: "Token") -> bool:
    following = head.doc[head.i + 1 : head.i + 2].text.lower()
    return head.lower_ in _INTENDED and following == "to"


def _replaced(head: "Token") -> bool:
    """Whether something takes a thing's place: "would replace the pioneer status scheme"."""
    return head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in _REPLACING


def _acts(head: "Token") -> bool:
    """Whether a thing does what plans do: "Ghana's car policy expires in June"."""
    return head.dep_ in {"nsubj", "nsubjpass"} and head.head.lemma_.lower() in _ACTING


def _undetermined(sentence: Sentence, phrase: Phrase, head: "Token") -> bool:
    """Whether no word says which one or whose: "As public health strategy shifts" speaks of planning, of no plan."""
    told = phrase.determiner or phrase.owner is not None or any(c.dep_ in {"det", "poss"} for c in head.children)
    bare = head.tag_ == "NN" and not told
    return bare and sentence.kind == "prose" and not headline_case(sentence)


def _national(sentence: Sentence, phrase: Phrase, tools: PlanTools) -> bool:
    """Whether an adjective says whose a plan is: "a €360 million Slovak scheme"."""
    return any(
        (t.text in tools.adjectives or (t.ent_type_ == "NORP" and is_cap(t)))
        and not any(overlapping(tools.others, *sentence.span_of(t)))
        for t in phrase.modifiers
    )


def _with_money(phrase: Phrase) -> Phrase:
    """Return a phrase with the sum before it, which tells one scheme of a country from another without its purpose."""
    doc = phrase.doc
    unit = next((i for i in range(phrase.head - 1, max(0, phrase.first - 2), -1) if doc[i].lower_ in _UNITS), None)
    if unit is None:
        return phrase
    first = unit
    while first and (doc[first - 1].like_num or doc[first - 1].lower_ in _UNITS):
        first -= 1
    if first and doc[first - 1].tag_ == "$":
        first -= 1
    return replace(phrase, first=first, last=phrase.head)


def _relative(head: "Token", last: int) -> "Token | None":
    """Return the verb of a relative clause behind a phrase ("guidelines for the sector that the province put out")."""
    doc = head.doc
    for token in doc[last + 1 : last + 18]:
        told = token.dep_ == "relcl" or (token.dep_ == "acl" and doc[last + 1].lower_ in {"that", "which"})
        if told and head.i <= token.head.i <= last:
            return token
        if token.text in {".", ";"}:
            break
    return None


def _dated(verb: "Token") -> bool:
    """Whether a relative clause gives a plan its term: "that runs from 2025 to 2027", "covering 2024-2026"."""
    behind = verb.doc[verb.i + 1 : verb.i + 5]
    return verb.lemma_ in {"run", "cover", "span", "last", "end", "expire"} and any(
        YEARS.fullmatch(t.text) for t in behind
    )


def _dated_relative(head: "Token", last: int) -> int:
    """Return the year that closes a short relative clause, since it tells the plan from others, else `last`."""
    verb = _relative(head, last)
    if verb is None or head.doc[last + 1].text == "," or YEARS.search(head.doc[head.left_edge.i : last + 1].text):
        return last
    for token in head.doc[verb.i + 1 : verb.i + 6]:
        if token.text in {",", ".", ";", "("}:
            return last
        if YEARS.fullmatch(token.text) and token.nbor(-1).lower_ == "in":
            return token.i
    return last


def _participle(sentence: Sentence, last: int, tools: PlanTools) -> bool:
    """Whether words like "released by", "which was issued" follow."""
    doc = sentence.parse
    assert doc is not None
    following = doc[last + 1 : last + 6]
    public = any(t.lower_ == "made" and t.i + 1 < len(doc) and doc[t.i + 1].lower_ == "public" for t in following)
    return public or any(t.tag_ == "VBN" and t.lemma_.lower() in tools.making for t in following)
