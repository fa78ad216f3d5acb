"""What the finders of named and of described plans share: tools, mentions, how far a purpose reaches."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.phrases import YEARS, bracket_end
from kg.extract.surroundings import Doubt, overlapping
from kg.lexicon import Entry, Lexicon
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PURPOSE_TAGS: Final = frozenset(
    {
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "CD",
        "DT",
        "PRP$",
        "POS",
        "HYPH",
        "CC",
        "VBG",
        "FW",
        "RBR",
        "RB",
        "$",
        "AFX",
        "RP",
    }
)
# What a purpose does not end with: the rest of its phrase was not read.
_UNFINISHED: Final = frozenset({"JJR", "RBR", "VBG", "POS"})
CALENDAR: Final = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.""".split()
)
_OUTLAY: Final = frozenset(
    {"outlay", "budget", "cost", "allocation", "investment", "funding", "value", "envelope", "worth"}
)
LAWS: Final = frozenset({"act", "regulation"})


@dataclass(frozen=True)
class PlanTools:
    """What the finder needs from the lexicon, from the other finders and from the article.

    `adjectives` are those of places ("Slovak"); `taken_up` are the head words that the article takes up again as
    something known ("The scheme aims …").
    """

    lexicon: Lexicon
    doubt: Doubt
    making: frozenset[str]
    others: tuple[Mention, ...]
    adjectives: frozenset[str] = frozenset()
    taken_up: frozenset[str] = frozenset()


def plan_mention(
    sentence: Sentence,
    start: int,
    end: int,
    form: str,
    rule: str,
    confidence: float,
    head: "Token",
    entry: Entry,
    extra: tuple[tuple[str, str], ...] = (),
) -> Mention:
    """Return the mention of a plan with its code, head word and years as features."""
    text = sentence.text[start - sentence.start : end - sentence.start]
    features = (
        ("code", entry.code),
        (
            "head",
            head.text.lower().removesuffix("mes").removesuffix("me")
            if head.lower_.startswith("programme")
            else head.lower_,
        ),
        *extra,
    )
    years = YEARS.findall(text)
    if years:
        features = (*features, ("years", " ".join(years)))
    return Mention(
        start=start,
        end=end,
        type="Plan",
        form="name" if form == "name" else "description",
        name=re.sub(r"\s+", " ", text).strip(),
        rule=rule,
        confidence=confidence,
        features=features,
    )


_CHANGING: Final = frozenset(
    "update expand revise amend modify adjust change align extend review use leverage broaden rewrite reorient".split()
)


def years_after(sentence: Sentence, i: int) -> int:
    """Return the last token of years in brackets behind a word, else the word itself."""
    doc = sentence.parse
    assert doc is not None
    closing = bracket_end(doc, i + 1)
    if closing is not None and YEARS.search(doc[i + 1 : closing].text):
        return closing
    return i


def purpose_end(sentence: Sentence, i: int, tools: PlanTools) -> int:
    """Return the last token of what follows a head: years, "for …", "to …", "of …"."""
    doc = sentence.parse
    assert doc is not None
    last = years_after(sentence, i)
    position = last + 1
    if position >= len(doc) or doc[position].lower_ not in {"for", "to", "of", "on"}:
        return last
    infinitive = doc[position].lower_ == "to"
    if infinitive and not (position + 1 < len(doc) and doc[position + 1].tag_ == "VB"):
        return last
    if infinitive and doc[i].dep_ == "dobj" and doc[i].head.lemma_.lower() in _CHANGING:
        return last  # "to expand the labeling program to cover routers": what the change is for
    if doc[position].lower_ in {"of", "on"} and not (position + 1 < len(doc) and doc[position + 1].tag_ != "CD"):
        return last
    if doc[position].lower_ == "on" and position + 1 < len(doc) and doc[position + 1].ent_type_ in {"DATE"}:
        return last
    end = position
    j = position + 1
    while j < len(doc) and j < position + 26:
        token = doc[j]
        closing = bracket_end(doc, j)
        if closing is not None:
            if YEARS.search(doc[j : closing + 1].text):
                end = closing
            break
        if token.tag_ in _PURPOSE_TAGS or (infinitive and _its_verb(doc, j, position)) or _told_of_noun(doc, j):
            clause = token.tag_ == "DT" and doc[j - 1].tag_ in {"NN", "NNS"}  # "the steps *the agency* is taking"
            if (
                clause
                or token.lower_ in {"that", "which", "this", "last", "next"}
                or (
                    token.ent_type_ == "DATE"
                    and not YEARS.search(token.text)
                    and (token.lower_ not in {"the", "years", "period", "same", "and", "to", "-"})
                )
            ):
                break
            if (
                token.tag_ == "CC"
                and j + 1 < len(doc)
                and not (infinitive and _its_verb(doc, j + 1, position))
                and (
                    doc[j + 1].tag_ in {"VBD", "VBZ", "VBP", "VB", "MD", "IN", "PRP", "VBN"} or _new_action(doc, j + 1)
                )
            ):
                break
            if token.tag_ not in {"CC", "DT", "PRP$", "HYPH", "RB", "RBR"}:
                end = j
        elif token.text == "," and j + 1 < len(doc) and _comma_list(doc, j):
            pass
        elif token.lower_ == "with" and any(t.lower_ in _OUTLAY for t in doc[j + 1 : j + 5]):
            break
        elif token.lower_ in {"of", "for", "between", "from", "with", "in", "into", "to", "through", "until", "by"}:
            if (
                token.lower_ in {"by", "in"}
                and j + 1 < len(doc)
                and ((doc[j + 1].ent_type_ == "DATE" and not YEARS.match(doc[j + 1].text)) or token.lower_ == "by")
            ):
                break
            if (
                token.lower_ == "in"
                and doc[j + 1 : j + 2].text
                and any(overlapping(tools.others, *sentence.span_of(doc[j + 1]), "City"))
            ):
                break
        elif token.text in {"-", "–", "—"} and j + 1 < len(doc) and doc[j + 1].like_num:
            pass
        elif token.text in {"-", "/"} and not token.whitespace_ and j + 1 < len(doc):
            end, j = j + 1, j + 1
        else:
            break
        j += 1
    whole = end
    while whole > position and doc[whole].tag_ in _UNFINISHED:
        whole -= 1
    if doc[whole].tag_ == "VB" and whole > position + 1:
        return last  # "to cap and plug *“orphaned” wells*"
    if whole < end and doc[whole].tag_ in {"VB", "DT", "IN", "CC"}:
        return last  # "an initiative to provide more *than two million tests*"
    return whole if whole > position else last


def _its_verb(doc: "Doc", j: int, position: int) -> bool:
    """Whether a verb is the one of a purpose ("to *cap*"), or a second one that it shares its object with."""
    joined = j == position + 3 and doc[j - 1].lower_ in {"and", "or"} and doc[j - 2].tag_ == "VB"
    return doc[j].tag_ == "VB" and (j == position + 1 or joined)


def _told_of_noun(doc: "Doc", j: int) -> bool:
    """Whether a participle stands before its noun: "to plug *orphaned* oil and gas wells"."""
    before, behind = doc[j - 1], doc[j + 1 : j + 2]
    led = before.tag_ in {"VB", "VBG", "IN", "DT", "JJ", "PRP$"}
    return doc[j].tag_ == "VBN" and led and any(t.tag_[:2] in {"NN", "JJ"} for t in behind)


def _new_action(doc: "Doc", j: int) -> bool:
    """Whether another thing done begins: "an order on supply chains and *establishing a* task force"."""
    opens = doc[j].tag_ == "VBG" and doc[j + 1 : j + 2].text.lower() in {"a", "an", "the", "its", "our", "their"}
    return opens and not any(t.tag_ == "VBG" for t in doc[max(0, j - 8) : j])


def _comma_list(doc: "Doc", j: int) -> bool:
    """Whether a comma stands between like words of a list ("smarter, more digital and better connected")."""
    before, after = doc[j - 1], doc[j + 1]
    if before.tag_ not in {"JJ", "JJR"} and not before.tag_.startswith("NN"):
        return False
    for k in range(j + 1, min(len(doc) - 1, j + 9)):
        token = doc[k]
        if token.lower_ == "and":
            return doc[k + 1].tag_[:2] in {before.tag_[:2], "RB", "JJ"}
        if token.tag_[:2] not in {"JJ", "NN", "RB"} and token.text not in {",", "-"}:
            return False
    return bool(after.tag_ == before.tag_ == "JJ")
