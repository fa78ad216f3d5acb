"""Plans of public bodies: named ("Net-Zero Industry Act"), or described well enough to tell them from others.

Words come from `ontology/lexicon/plans.ttl`. A head word in small letters counts with evidence only: an issuer, years,
a purpose. Plans of companies and people, general policies, and plans that are denied or rumoured are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.capitals import is_function_word
from kg.extract.document import Document, Sentence
from kg.extract.heads import aliases, headline_case, heads, settle_nested
from kg.extract.phrases import is_cap
from kg.extract.plan_called import called_next
from kg.extract.plan_descriptions import VAGUE, described_plan
from kg.extract.plan_names import apposed_plan, named_plan
from kg.extract.plan_public import without_private
from kg.extract.plan_slogans import again, slogans
from kg.extract.plan_terms import CALENDAR, LAWS, PlanTools, plan_mention
from kg.extract.surroundings import Doubt, overlapping, span, words_of
from kg.lexicon import Entry, Lexicon
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_INDUSTRIAL_ARTICLE: Final = 5
_OFFICES: Final = frozenset(
    """department ministry commission bureau office agency council committee board authority directorate secretariat
    administration institute association division unit group centre center""".split()
)
# What industry gets under a law.
_PAID: Final = re.compile(
    r"\b(?:tax credits?|credits?|grants?|subsid\w+|funding|funds?|loans?|incentives?|award\w*|aid)\b"
    r"|(?:includes?|provides?|invests?|allocates?|commits?|contains?) (?:[a-z]+ ){0,2}[$€£]\d"
)
# What goes on behind a plan's name and is not of it: "Regulation No. 5", "European Chips Act Communication".
_OF_THE_PLAN: Final = frozenset(
    "Phase Round Version Part II III IV "
    "No Nr Number Communication Proposal Award Awards Grant Grants Funding Notice Guidance Incentives".split()
)
_BODY_OR_PLAN: Final = frozenset({"fund", "grant"})
_APPOSED: Final = re.compile(
    r"[\"”’']?(?:\s*\([^)]*\))?,? ?[,–—(] ?(?:an?|its|their|the|[A-Z]\w*['’]s)(?: [\w.,€$£¥'’-]+){0,3} ?"
)
_NAMED_NEXT: Final = re.compile(
    r",? ?[,–—:(] ?(?:the )?[\"“‘']?|,? (?:called|named|dubbed|known as|titled|entitled),? (?:the )?[\"“‘']?"
)
_JOINING: Final = re.compile(
    r"(?:\s+to\s+\w+)?(?:\s+the\s+\w+['’]s)?(?:\s+(?:for|of|to|on|in|under|with|the|its|an?|and|[\"“‘'(])|,)*\s*$"
)
_TAKEN_UP: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (scheme|programme|program|initiative|measure|fund|package|policy|guidelines)"
    r"(?! (?:of|for|to|on)\b)\b"
)
_APPOSING: Final = frozenset({",", "–", "—", "("})


def find(
    document: Document, lexicon: Lexicon, others: Sequence[Mention] = (), adjectives: frozenset[str] = frozenset()
) -> tuple[Mention, ...]:
    """Return the mentions of plans, in reading order.

    `others` are the places, agencies and companies found so far: evidence of who issued a plan, as are the
    `adjectives` of places. Mentions carry the features `code` (plan kind), `head` (head word), and as fitting
    `abbreviation`, `alias`, `years`, `title`, `owner`.
    """
    frames = [f for f in lexicon.frames if f.role == "plan-making"]
    taken_up = frozenset(m[1] for m in _TAKEN_UP.finditer(document.text))
    tools = PlanTools(lexicon, Doubt.of(lexicon), words_of(frames, "verbs"), tuple(others), adjectives, taken_up)
    found: list[Mention] = []
    for sentence in document.sentences:
        if sentence.parse is not None:
            found += _in_sentence(sentence, tools)
            found += slogans(sentence, tools.others)
            before = document.sentences[max(0, sentence.index - 1)]
            found += called_next(sentence, before, [m for m in found if m.start >= before.start], tools.others)
    found += list(again(document, found))
    bodies = [m for m in others if m.type == "Bureau"]
    found = [m for m in found if not any(b.start < m.start and m.end <= b.end for b in bodies)]
    found = [m for m in found if not _apposed(document, m, found)]
    found = without_private(document, _industrial(document, found, lexicon), others, lexicon)
    found += aliases(document, found)
    return settle_nested(tuple(_cut_at_names(document, found)))


def _cut_at_names(document: Document, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions, descriptions without the names that they end with: "tax rules for Plan México"."""
    names = [m for m in found if m.form == "name"]
    for mention in found:
        inner = [m for m in names if mention.start < m.start and m.end <= mention.end]
        if mention.form == "name" or not inner:
            yield mention
            continue
        text = _JOINING.sub("", document.text[mention.start : min(m.start for m in inner)])
        if any(w.lower() not in VAGUE for w in text.split()[:-1]):
            yield replace(mention, end=mention.start + len(text), name=" ".join(text.split()))


def _apposed(document: Document, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a description only explains the name beside it: "Mover, the government's policy for carmakers"."""
    if mention.form != "description":
        return False
    return any(
        m.form == "name"
        and (
            (m.end < mention.start and _APPOSED.fullmatch(document.text[m.end : mention.start]))
            or (mention.end < m.start and _NAMED_NEXT.fullmatch(document.text[mention.end : m.start]))
        )
        for m in found
    )


def _industrial(document: Document, found: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """Return the mentions that show an industrial aim: by their words, by what stands around them, by the article.

    In an article about industry every plan counts, but a law only where words of industry stand near it: articles of
    all sorts cite laws of all sorts.
    """
    aims = {s.index: _aims(s, lexicon) for s in document.sentences}
    article = len(set().union(*aims.values())) >= _INDUSTRIAL_ARTICLE if aims else False
    kept: set[str] = set()
    for mention in found:
        sentence = document.sentence_at(mention.start)
        paid = sentence is not None and mention.form == "name" and bool(_PAID.search(sentence.text))
        if sentence is None or (article and (paid or mention.feature("code") not in LAWS)):
            kept.add(mention.name.lower())
            continue
        near = document.sentences[max(0, sentence.index - 1) : sentence.index + 2]
        if any(aims[s.index] for s in near if abs(s.block - sentence.block) <= 1):
            kept.add(mention.name.lower())
    return [m for m in found if m.name.lower() in kept]


def _aims(sentence: Sentence, lexicon: Lexicon) -> set[str]:
    """Return the words of industry in a sentence, as the forms that matched."""
    found = set()
    for hit in sentence.hits:
        entry = lexicon.by_iri.get(hit.entry)
        if isinstance(entry, Entry) and (entry.role in {"aim", "industry"} or entry.denotes == "Facility"):
            found.add(sentence.text[hit.start - sentence.start : hit.end - sentence.start].lower())
    return found


def _in_sentence(sentence: Sentence, tools: PlanTools) -> Iterator[Mention]:
    capitals_mean_names = not headline_case(sentence)
    title = sentence.kind in {"title", "heading"}
    # From the right, so that of two heads in one name ("Green Deal Industrial Plan") the last one counts.
    for head, first, entry in reversed(list(heads(sentence, tools.lexicon, "Plan"))):
        if entry.role == "name":
            yield _named(sentence, first, head.i, head, entry, title)
            continue
        if head.tag_ not in {"NN", "NNS", "NNP", "NNPS"} and not (is_cap(head) and first < head.i):
            continue
        if _part_of_compound(head) or _part_of_body(head):
            continue
        if head.lower_ in _BODY_OR_PLAN and any(
            overlapping(tools.others, *sentence.span_of(head), "Bureau", "Company")
        ):
            continue
        if head.dep_ == "appos" and head.head.i < head.i and _apposing(head):
            mention = apposed_plan(sentence, head, first, entry, tools)
            if mention is not None or not (is_cap(head) or _ends_name(head, first, tools)):
                if mention is not None:
                    yield mention
                continue
        mention = None
        if capitals_mean_names:
            mention = named_plan(sentence, head, first, entry, tools)
        if (
            mention is None
            and entry.role != "named-head"
            and (not (capitals_mean_names and is_cap(head)) or entry.code in LAWS)
        ):
            mention = described_plan(sentence, head, first, entry, tools, title)
        if mention is not None:
            yield replace(mention, features=(*mention.features, ("title", "1"))) if title else mention


def _ends_name(head: "Token", first: int, tools: PlanTools) -> bool:
    """Whether a small head has a name before it: "at Palácio Verde, in Recife, the *Avante Bahia* programme"."""
    before = head.doc[first - 1] if first else head
    if not any(t.lower_ == "the" for t in head.lefts):
        return False
    return before.tag_ in {"NNP", "NNPS"} and is_cap(before) and before.text not in tools.adjectives


def _apposing(head: "Token") -> bool:
    """Whether a sign parts a head from what it explains; none does in "incentive (PLI) scheme"."""
    sign = head.doc[head.head.i + 1]
    closed = any(t.text == ")" for t in head.doc[sign.i + 1 : head.i])
    return sign.text in _APPOSING and not (sign.text == "(" and closed)


def _part_of_compound(head: "Token") -> bool:
    """Whether the head word only modifies the next noun ("plan period", "Policy Committee")."""
    doc = head.doc
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if following is None:
        return False
    if following.text == "-" and not following.whitespace_:
        return head.i + 2 < len(doc) and doc[head.i + 2].tag_ != "CD"
    if following.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or following.ent_type_ in {"GPE", "LOC"}:
        return False
    if is_cap(head) and following.text in _OF_THE_PLAN:
        return False
    if is_cap(head) and not is_cap(following) and head.i and is_cap(head.doc[head.i - 1]):
        # "CHIPS and Science Act money": the name modifies what is paid under it.
        return False
    if is_cap(head) and is_cap(following) and following.text not in CALENDAR and not following.text[-1:].isdigit():
        return not _foreign_order(head)
    return head.dep_ in {"compound", "nmod", "amod"} and head.head.i > head.i


def _part_of_body(head: "Token") -> bool:
    """Whether a name goes on to that of an office: "Industrial Policy and Investment Promotion Department"."""
    doc = head.doc
    i = head.i + 1
    if not is_cap(head) or i + 1 >= len(doc) or doc[i].lower_ not in {"and", "&"}:
        return False
    while i + 1 < min(len(doc), head.i + 7) and is_cap(doc[i + 1]):
        i += 1
        if doc[i].lower_ in _OFFICES:
            return True
    return False


def _foreign_order(head: "Token") -> bool:
    """Whether a name begins with its head, as in Spanish or French ("Plan México", "Operational Programme X")."""
    before = head.doc[head.i - 1] if head.i else None
    opening = before is not None and before.is_sent_start and is_function_word(before.text)
    return before is None or opening or not (is_cap(before) or before.like_num) or before.text == "Operational"


def _named(sentence: Sentence, first: int, last: int, head: "Token", entry: Entry, title: bool) -> Mention:
    start, end = span(sentence, first, last)
    return plan_mention(
        sentence, start, end, "name", "plan-name", 0.95, head, entry, (("title", "1"),) if title else ()
    )
