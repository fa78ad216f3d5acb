"""Facilities: definite plants, factories, fabs, workshops, production bases and industrial parks, planned ones too.

Words come from `ontology/lexicon/facilities.ttl`. A phrase counts when it is tied to somebody or somewhere: a name, an
operator, a place, a verb of building or running. Sets ("30,000 smart factories"), plants that are denied, rumoured or
merely possible, and bare anaphors ("the plant") are none; anaphors are the business of coreference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.phrases import Phrase, is_cap, phrase_around
from kg.extract.plans import aliases, headline_case, heads, settle_nested, short_name
from kg.extract.surroundings import Doubt, agent_after, doubted, overlapping, span, subjects, verbs_above, words_of
from kg.lexicon import Entry, Lexicon
from kg.model import PLACES, Mention
from kg.text.truecase import is_headline_case

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACE_WORDS: Final = frozenset({"in", "at", "near", "outside", "on", "of", "for", "within", "beside"})
# Words that are hardly ever used but in names, so that "Metaplant America" needs no further proof.
_COINED: Final = frozenset({"metaplant", "gigafactory", "megafactory", "superfactory", "giga", "megafab"})
_PLACE_NOUNS: Final = frozenset(
    """state province county district city region area zone town port village suburb outskirts capital north south east west
    center centre island municipality edge""".split()
)
_SITED: Final = frozenset(
    {"locate", "build", "plan", "situate", "base", "site", "construct", "propose", "slate", "set", "schedule"}
)
_ORDINALS: Final = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth 1st 2nd 3rd 4th 5th new newest newer
    another other latest additional""".split()
)
_NOBODY: Final = frozenset(
    {"no", "any", "every", "each", "such", "some", "many", "which", "what", "whatever", "whichever"}
)
_SPECIFIC: Final = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth new newest flagship main former existing
    planned proposed current joint another""".split()
)
_GENERIC: Final = frozenset(
    """average typical modern ordinary conventional traditional real whole entire single small-scale similar larger other
    foreign-owned domestic local standard model""".split()
)
_NUMBER_AFTER: Final = re.compile(r"\s*(?:No\.?|Number|#)?\s*(\d{1,3}[A-Z]?|[IVX]{1,4}|[A-Z])\b")
_SMALL_SETS: Final = frozenset({"two", "three", "2", "3", "twin"})


@dataclass(frozen=True)
class _Tools:
    lexicon: Lexicon
    doubt: Doubt
    building: frozenset[str]
    running: frozenset[str]
    others: tuple[Mention, ...]
    making: frozenset[str]
    projects: frozenset[str]
    products: tuple[tuple[str, str], ...]


def find(document: Document, lexicon: Lexicon, others: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Return the mentions of facilities, in reading order.

    `others` are the places, agencies and companies found so far: evidence of who runs a facility and where it is.
    Mentions carry the features `code` (facility kind), `head`, `kind` (words that tell the kind) and, as they stand,
    `operator`, `place`, `ordinal`, `new`, `title`, `definite`, `doubt`.
    """
    frames = lexicon.frames
    tools = _Tools(
        lexicon,
        Doubt.of(lexicon),
        words_of([f for f in frames if f.role == "building"], "verbs"),
        words_of([f for f in frames if f.role == "running"], "verbs"),
        tuple(others),
        frozenset(w for e in lexicon.with_role("making") for w in e.forms),
        frozenset(w for e in lexicon.with_role("project") for w in (*e.forms, *e.plurals)),
        tuple(
            sorted(
                ((w.lower(), e.code) for e in lexicon.with_role("product") for w in (*e.forms, *e.plurals)),
                key=lambda p: (-len(p[0]), p),
            )
        ),
    )
    found: list[Mention] = []
    for sentence in document.sentences:
        if sentence.parse is not None:
            found += _in_sentence(sentence, tools, found)
            found += _ones(sentence, tools, found, document)
    found += aliases(document, found)
    return settle_nested(found)


def _in_sentence(sentence: Sentence, tools: _Tools, known: Sequence[Mention]) -> Iterator[Mention]:
    title = sentence.kind in {"title", "heading"}
    shouting = headline_case(sentence)
    for head, first, entry in heads(sentence, tools.lexicon, "Facility"):
        if not _noun(head) or _compound(sentence, head, tools):
            continue
        if any(overlapping(tools.others, *sentence.span_of(head), "Plan")):
            continue
        if _in_plan_name(sentence, head, tools):
            continue
        if entry.role == "echo" and not any(m.feature("head") == head.lower_ for m in known):
            continue
        if "?" in sentence.text[head.idx + len(head.text) :][:12] and title:
            continue
        for mention in _read(sentence, head, first, entry, tools, title, shouting):
            yield replace(mention, features=(*mention.features, ("title", "1"))) if title else mention


def _in_plan_name(sentence: Sentence, head: "Token", tools: _Tools) -> bool:
    """Whether capitalised words lead on from here to a plan's head word ("the AI Factory M.AX strategy")."""
    if not is_cap(head):
        return False
    i = head.i + 1
    while i < len(head.doc) and is_cap(head.doc[i]):
        i += 1
    return any(plan.i in range(head.i + 1, i + 1) for plan, _, _ in heads(sentence, tools.lexicon, "Plan"))


def _noun(head: "Token") -> bool:
    """Whether a head word is a noun here; "works" after an adjective is one whatever its tag."""
    if head.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
        return True
    before = head.doc[head.i - 1] if head.i else None
    return (
        head.lower_ == "works"
        and before is not None
        and before.tag_ in {"JJ", "NN", "NNP"}
        and head.dep_ in {"pobj", "dobj"}
    )


def _compound(sentence: Sentence, head: "Token", tools: _Tools) -> bool:
    """Whether the word only modifies the next noun ("plant manager"); a "factory expansion" is still a factory."""
    doc = head.doc
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if following is None:
        return False
    if following.text == "-" and not following.whitespace_:
        return True
    if following.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or following.lower_ in tools.projects:
        return False
    if is_cap(head) and is_cap(following):
        place = any(overlapping(tools.others, *sentence.span_of(following), *PLACES)) or following.ent_type_ == "GPE"
        coined = head.lower_ in _COINED
        return not (_shouted(head) or place or coined or _number_after(sentence, head))
    return head.dep_ in {"compound", "nmod"} and head.head.i > head.i


def _shouted(head: "Token") -> bool:
    """Whether a capital tells nothing, as in a headline ("Indiana Factory Commences Production")."""
    return is_cap(head) and is_headline_case(head.doc.text)


@dataclass(frozen=True)
class _Context:
    """What is known of a phrase before it is judged."""

    phrase: Phrase
    places: tuple[Mention, ...]
    operators: tuple[str, ...]
    building: bool
    running: bool
    own: bool


def _read(
    sentence: Sentence, head: "Token", first: int, entry: Entry, tools: _Tools, title: bool, shouting: bool
) -> Iterator[Mention]:
    places = [(m.start, m.end) for m in tools.others if m.type in PLACES]
    phrase = phrase_around(sentence, head, core=first, places=places)
    text = head.doc[first : head.i + 1].text.lower()
    several = head.tag_ in {"NNS", "NNPS"} and text not in {f.lower() for f in entry.forms}
    numbered = _number_after(sentence, head)
    phrase = replace(phrase, last=numbered if numbered else _cap_tail(sentence, head, entry))
    phrase = replace(phrase, last=_place_end(sentence, phrase.last, tools))
    context = _context(sentence, phrase, head, tools)
    if several:
        yield from _set(sentence, phrase, head, entry, context, tools)
        return
    if phrase.determiner in _NOBODY or _counted(phrase):
        return
    name = not shouting and _is_name(sentence, phrase, head, first, entry, numbered, tools)
    if not name and not _tied(sentence, context, head, entry, tools, title):
        return
    known = name or (phrase.definite and not (phrase.possessive and not context.places) and not _novel(phrase))
    doubt = doubted(head, tools.doubt, known=known)
    if doubt:
        return
    yield _mention(sentence, phrase, head, entry, context, tools, "name" if name else "description", numbered)


def _context(sentence: Sentence, phrase: Phrase, head: "Token", tools: _Tools) -> _Context:
    places = tuple(overlapping(tools.others, phrase.start, phrase.end, *PLACES))
    operators: list[str] = []
    own = False
    if phrase.owner is not None:
        owner_span = span(sentence, *phrase.owner)
        found = next(overlapping(tools.others, *owner_span, "Company"), None)
        own = found is not None
        operators += [found.name] if found else []
        places = (*places, *overlapping(tools.others, *owner_span, *PLACES))
    inside = span(sentence, phrase.first, phrase.head)
    operators += [m.name for m in overlapping(tools.others, *inside, "Company")]
    verbs = verbs_above(head)
    lemmas = {v.lemma_.lower() for v in verbs[:3]}
    building, running = bool(lemmas & tools.building), bool(lemmas & tools.running)
    doc = head.doc
    after = doc[phrase.last + 1 : phrase.last + 6]
    building = building or any(t.tag_ in {"VBN", "VBG"} and t.lemma_.lower() in tools.building for t in after)
    building = building or any(
        t.lower_ == "under" and t.nbor().lower_ == "construction" for t in after if t.i + 1 < len(doc)
    )
    if not places:
        places = _stated_place(sentence, phrase, head, verbs, building or running, tools)
    if not operators:
        operators += _by_syntax(sentence, phrase, verbs, tools)
    if not operators and phrase.possessive:
        end = sentence.start + head.idx
        before = {m.name for m in overlapping(tools.others, sentence.start, end, "Company")}
        operators += sorted(before) if len(before) == 1 else []
    return _Context(phrase, places, tuple(dict.fromkeys(operators)), building, running, own or phrase.possessive)


def _stated_place(
    sentence: Sentence, phrase: Phrase, head: "Token", verbs: Sequence["Token"], acted: bool, tools: _Tools
) -> tuple[Mention, ...]:
    """Return the place that the clause gives a phrase: "located in X", "is under construction in X", "In X, Y runs …"."""
    doc = head.doc
    for token in doc[phrase.last + 1 : phrase.last + 7]:
        if token.tag_ == "VBN" and token.lemma_.lower() in _SITED:
            found = _place_after(sentence, token.i, tools)
            if found:
                return found
        if token.text in {".", ";"} or token.tag_ in {"VBD", "VBZ", "VBP"} and token.lemma_ not in {"be", "have"}:
            break
    if not acted or not verbs:
        return ()
    for verb in verbs[:2]:
        for word in (verb, *(c for c in verb.children if c.dep_ in {"prep", "attr", "dobj", "acomp"})):
            for prep in (word, *word.subtree) if word.dep_ == "prep" else tuple(word.children):
                if (
                    prep.dep_ == "prep"
                    and prep.lower_ in {"in", "at", "near", "outside"}
                    and not (phrase.first <= prep.i <= phrase.last)
                ):
                    found = _place_after(sentence, prep.i - 1, tools, reach=1)
                    if found:
                        return found
    return ()


def _place_after(sentence: Sentence, i: int, tools: _Tools, reach: int = 3) -> tuple[Mention, ...]:
    """Return the places behind "in", "near", "at", "for" within a few words."""
    doc = sentence.parse
    assert doc is not None
    for j in range(i + 1, min(len(doc) - 1, i + 1 + reach)):
        if doc[j].lower_ in {"in", "near", "at", "for", "outside"}:
            end = _place_end(sentence, j - 1, tools)
            if end > j - 1:
                return tuple(overlapping(tools.others, *span(sentence, j, end), *PLACES))
    return ()


def _by_syntax(sentence: Sentence, phrase: Phrase, verbs: Sequence["Token"], tools: _Tools) -> list[str]:
    """Return the companies that the sentence makes builders or users of a facility: subjects, agents, possessors."""
    agent = agent_after(sentence, phrase.last)
    if agent is not None and phrase.doc[agent - 2].tag_ == "VBN":
        start, end = span(sentence, agent, min(len(phrase.doc) - 1, agent + 4))
        named = next(overlapping(tools.others, start, end, "Company"), None)
        if named is not None:
            return [named.name]
    for verb in verbs:
        for subject in subjects(verb):
            venture = subject.lemma_.lower() in {"venture", "consortium"}
            start, end = span(sentence, subject.left_edge.i, subject.right_edge.i if venture else subject.i)
            named = [m.name for m in overlapping(tools.others, start, end, "Company")]
            if named:
                return named if venture else named[-1:]
    return []


def _place_end(sentence: Sentence, last: int, tools: _Tools) -> int:
    """Return the last token of the places that follow a phrase: "in Taylor, Texas", "outside Columbus, Ohio"."""
    doc = sentence.parse
    assert doc is not None
    position = last + 1
    if position >= len(doc) or doc[position].lower_ not in _PLACE_WORDS | {"("}:
        return last
    reach, i = last, position + 1
    limit = min(len(doc), position + 9)
    while i < limit:
        start, _ = sentence.span_of(doc[i])
        place = next((m for m in tools.others if m.start <= start < m.end and m.type in PLACES), None)
        if place is not None and place.type == "Country" and doc[last + 1].lower_ == "outside":
            break
        if place is not None:
            tokens = sentence.tokens(place.start, place.end)
            following = doc[tokens[-1].i + 1] if tokens[-1].i + 1 < len(doc) else None
            if (
                following is not None
                and (tokens[-1].dep_ in {"compound", "nmod", "amod"} and tokens[-1].head.i > tokens[-1].i)
                and following.tag_ in {"NN", "NNS", "HYPH"}
                and following.lower_ not in _PLACE_NOUNS
            ):
                break
            reach = max(reach, tokens[-1].i)
            i = reach + 1
            limit = min(len(doc), i + 4)
            continue
        if reach > last and doc[i].text not in {",", "’s", "'s", "in", "(", "of"}:
            break
        noun = doc[i].tag_ == "NN" and doc[i].lower_ not in _PLACE_NOUNS
        if reach == last and (noun or doc[i].tag_ not in {"DT", "JJ", "NN", "IN", "NNP", "POS", "HYPH", "VBN"}):
            break
        if doc[i].text == ")":
            break
        i += 1
    return reach


def _cap_tail(sentence: Sentence, head: "Token", entry: Entry) -> int:
    """Return the last capitalised word right behind a named head: "Metaplant America", "Gigafactory Berlin"."""
    doc, last = head.doc, head.i
    if not is_cap(head) or entry.role != "head" or headline_case(sentence):
        return last
    while last + 1 < len(doc) and is_cap(doc[last + 1]) and doc[last + 1].tag_ in {"NNP", "NNPS"}:
        last += 1
    return last


def _number_after(sentence: Sentence, head: "Token") -> int | None:
    """Return the last token of a number or letter that names a facility: "Plant No. 2", "Fab 21"."""
    rest = sentence.text[head.idx + len(head.text) :]
    match = _NUMBER_AFTER.match(rest)
    if match is None or not is_cap(head) or match[1] in {"I", "A"} or re.match(r"\s*[%-]|[.,]\w", rest[match.end() :]):
        return None
    end = head.idx + len(head.text) + match.end()
    tokens = [t for t in head.doc[head.i + 1 : head.i + 5] if t.idx < end]
    return tokens[-1].i if tokens else None


def _counted(phrase: Phrase) -> bool:
    return any(
        t.like_num and t.lower_ not in _ORDINALS and t.lower_ not in {"one"} and not _measure(t)
        for t in phrase.modifiers
    )


def _measure(token: "Token") -> bool:
    """Whether a number belongs to a measure before the head ("157,000 square-foot facility")."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and (
        following.text in {"-", "%"}
        or following.tag_ in {"JJ", "NN", "NNP", "CD"}
        or any(c.isdigit() for c in following.text)
    )


def _novel(phrase: Phrase) -> bool:
    return any(t.lower_ in _ORDINALS or t.lower_ in {"planned", "proposed", "future"} for t in phrase.modifiers)


def _is_name(
    sentence: Sentence, phrase: Phrase, head: "Token", first: int, entry: Entry, numbered: int | None, tools: _Tools
) -> bool:
    """Whether the phrase is a proper name: "Liangjiang Robot Industrial Park", "Smart Power Fab", "Fab 21"."""
    if entry.role == "weak-head" and (
        head.lower_ in {"unit", "building", "complex"} or not _made_or_owned(phrase, tools)
    ):
        return False
    if not is_cap(head):
        proper = [
            t for t in phrase.doc[phrase.first : head.i] if t.tag_ == "NNP" and t.text.isupper() and len(t.text) > 3
        ]
        return entry.code == "industrial-park" and any(
            not any(overlapping(tools.others, *sentence.span_of(t))) for t in proper
        )
    if numbered:
        return True
    if sentence.start + head.idx == sentence.start and head.i == 0:
        return False
    before = [t for t in phrase.doc[phrase.first : phrase.last + 1] if is_cap(t) and t.i != head.i]
    own = [t for t in before if not any(overlapping(tools.others, *sentence.span_of(t)))]
    if any(t.is_sent_start for t in own):
        own = [t for t in own if not t.is_sent_start or t.tag_ in {"NNP", "NNPS"}]
    return bool(own) or (bool(before) and entry.role in {"head", "weak-head"} and len(before) >= 1)


def _made_or_owned(phrase: Phrase, tools: _Tools) -> bool:
    """Whether words of making, a product or a company stand before the head."""
    made = {t.lower_ for t in phrase.modifiers} & tools.making or _kind(phrase, tools)[0] is not None
    return bool(made) or any(overlapping(tools.others, phrase.start, phrase.end, "Company"))


def _tied(sentence: Sentence, context: _Context, head: "Token", entry: Entry, tools: _Tools, title: bool) -> bool:
    """Whether a description is tied to an operator, a place or an act of building, so that it tells one facility."""
    phrase = context.phrase
    modifiers = {t.lower_ for t in phrase.modifiers}
    made = bool(modifiers & tools.making) or _kind(phrase, tools)[0] is not None
    weak = entry.role == "weak-head"
    if head.lower_ == "building" and not modifiers & tools.making:
        return False
    place, operator = bool(context.places), bool(context.operators)
    if modifiers & _GENERIC and not operator:
        return False
    if weak and not made and not (place and (operator or context.own or context.building)):
        return False
    specific = bool(modifiers & _SPECIFIC)
    bare = not [t for t in phrase.modifiers if t.lower_ not in {"entire", "whole", "company", "same"}]
    acted = context.building or context.running
    if entry.role == "echo":
        return specific and not phrase.possessive
    if entry.role == "line-head":
        return specific and (place or operator) or context.building and place and operator
    if entry.role == "abstract-head":
        return place and (operator or acted or context.own) or context.building and operator and not phrase.definite
    if phrase.definite and bare and not place and phrase.owner is None:
        return False
    if phrase.definite and bare and not place and not context.own:
        return False
    if phrase.definite:
        return place or context.own or specific and operator or (specific and acted) or (made and acted and operator)
    if title:
        return place or operator
    if place:
        return operator or acted or specific or made and _business(sentence, tools)
    return operator and (acted or specific) and (made or specific or not weak)


def _business(sentence: Sentence, tools: _Tools) -> bool:
    """Whether a sentence speaks of companies, agencies or money, not of a stage play."""
    end = sentence.start + len(sentence.text)
    return any(overlapping(tools.others, sentence.start, end, "Company", "Bureau")) or bool(
        re.search(r"[$€£¥₹]|\b(?:RMB|Rs\.?|yuan|euros?|crore|won|rupees?|riyals?|baht|dong|ringgit)\b", sentence.text)
    )


def _ones(sentence: Sentence, tools: _Tools, known: Sequence[Mention], document: Document) -> Iterator[Mention]:
    """Read "another one in Ha Tinh", "the newer one, in Wuzhong District": "one" for a facility word said just before."""
    doc = sentence.parse
    assert doc is not None
    for token in doc:
        if token.lower_ != "one" or token.i == 0 or token.dep_ in {"nummod", "compound"}:
            continue
        phrase = phrase_around(sentence, token)
        if phrase.determiner not in {"another", "the", "a"} or not (phrase.modifiers or phrase.determiner == "another"):
            continue
        model = _model(sentence, token, tools, known, document)
        if model is None:
            continue
        behind = token.i + 1 if token.i + 1 < len(doc) and doc[token.i + 1].text == "," else token.i
        last = _place_end(sentence, behind, tools)
        if last == behind or doubted(token, tools.doubt, known=False):
            continue
        phrase = replace(phrase, last=last)
        context = _context(sentence, phrase, token, tools)
        word, entry, operator = model
        if not context.operators and operator:
            context = replace(context, operators=(operator,))
        mention = _mention(sentence, phrase, token, entry, context, tools, "description", None)
        features = tuple((k, word if k == "head" else v) for k, v in mention.features if k != "definite")
        yield replace(mention, rule="facility-one", features=(*features, ("ordinal", "another")))


def _model(
    sentence: Sentence, token: "Token", tools: _Tools, known: Sequence[Mention], document: Document
) -> tuple[str, Entry, str | None] | None:
    """Return head word, entry and operator of the last facility word before "one", in this sentence or the one before."""
    for index in (sentence.index, sentence.index - 1):
        if index < 0 or document.sentences[index].parse is None:
            continue
        near = document.sentences[index]
        before = [h for h in heads(near, tools.lexicon, "Facility") if index != sentence.index or h[0].i < token.i]
        if before:
            head, _, entry = before[-1]
            offset = near.span_of(head)[0]
            said = next((m for m in known if m.start <= offset < m.end), None)
            return head.lower_, entry, said.feature("operator") if said else None
    return None


def _set(
    sentence: Sentence, phrase: Phrase, head: "Token", entry: Entry, context: _Context, tools: _Tools
) -> Iterator[Mention]:
    """Read a plural: one facility for each of several places before the head, or a small set that is built somewhere."""
    inside = [m for m in context.places if m.end <= sentence.start + head.idx]
    cities = [m for m in inside if m.type == "City"] or inside
    if len(cities) > 1 and (context.own or context.operators) and not doubted(head, tools.doubt, known=True):
        for place in cities:
            single = replace(
                context, places=tuple(m for m in inside if m == place or (m.type != "City" and _next_to(place, m)))
            )
            mention = _mention(sentence, phrase, head, entry, single, tools, "description", None)
            end = mention.end if place == cities[-1] else max(m.end for m in single.places)
            start = min(m.start for m in single.places)
            text = sentence.text[start - sentence.start : end - sentence.start]
            core = " ".join(t.text for t in phrase.modifiers if not _in_place(sentence, t, inside) and t.pos_ == "NOUN")
            told = tuple((k, f"{core} {head.lemma_}".strip() if k == "core" else v) for k, v in mention.features)
            yield replace(mention, start=start, end=end, name=text, features=told)
        return
    small = any(t.lower_ in _SMALL_SETS for t in phrase.modifiers)
    if small and context.places and context.building and (context.operators or phrase.definite):
        if not doubted(head, tools.doubt, known=phrase.definite):
            yield _mention(sentence, phrase, head, entry, context, tools, "description", None)
        return
    planned = _relative_building(phrase, tools)
    if small and phrase.definite and planned is not None:
        place = next(
            iter(
                overlapping(
                    tools.others, *span(sentence, phrase.last, min(len(phrase.doc) - 1, phrase.last + 14)), *PLACES
                )
            ),
            None,
        )
        if place is not None:
            yield _mention(sentence, phrase, head, entry, replace(context, places=(place,)), tools, "description", None)


def _in_place(sentence: Sentence, token: "Token", places: Sequence[Mention]) -> bool:
    start, end = sentence.span_of(token)
    return any(overlapping(places, start, end))


def _next_to(place: Mention, other: Mention) -> bool:
    return 0 <= other.start - place.end <= 2


def _relative_building(phrase: Phrase, tools: _Tools) -> "Token | None":
    """Return the verb of building in a relative clause behind the phrase ("two fabs it had planned to build in …")."""
    return next((t for t in phrase.doc[phrase.last + 1 : phrase.last + 9] if t.lemma_.lower() in tools.building), None)


def _kind(phrase: Phrase, tools: _Tools) -> tuple[str | None, str]:
    """Return the code that the words before the head set, and those words."""
    words = [
        t.text for t in phrase.modifiers if not any(overlapping(tools.others, *phrase.sentence.span_of(t), "Company"))
    ]
    text = " " + " ".join(words).replace(" - ", "-").lower() + " "
    for product, code in tools.products:
        if f" {product} " in text or text.endswith(f"-{product} "):
            return code, product
    return None, ""


def _mention(
    sentence: Sentence,
    phrase: Phrase,
    head: "Token",
    entry: Entry,
    context: _Context,
    tools: _Tools,
    form: str,
    numbered: int | None,
) -> Mention:
    text = sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]
    code, product = _kind(phrase, tools)
    general = (
        entry.code in {"factory", "production-base", "assembly-plant", "production-line"} or entry.role == "weak-head"
    )
    features: list[tuple[str, str]] = [
        ("code", code if code and general else entry.code),
        ("head", head.lower_),
        ("core", span_text(sentence, phrase.first, phrase.head)),
    ]
    if product:
        features.append(("product", product))
    features += [("operator", name) for name in context.operators]
    features += [("place", m.name) for m in context.places]
    features += [("proper", t.text) for t in phrase.modifiers if is_cap(t) and not headline_case(sentence)]
    for token in phrase.modifiers:
        if token.lower_ in _ORDINALS:
            features.append(("ordinal", token.lower_))
    if numbered:
        features.append(("number", re.sub(r"\W*(?:No\.?|Number|#)?\s*", "", span_text(sentence, head.i + 1, numbered))))
    alias = short_name(sentence, phrase.end) if form == "name" else None
    if alias:
        features.append(("abbreviation", alias))
    if phrase.determiner:
        features.append(("determiner", phrase.determiner))
    if phrase.definite:
        features.append(("definite", "1"))
    return Mention(
        phrase.start,
        phrase.end,
        "Facility",
        "name" if form == "name" else "description",
        re.sub(r"\s+", " ", text).strip(),
        f"facility-{form}",
        _confidence(form, context),
        features=tuple(features),
    )


def _confidence(form: str, context: _Context) -> float:
    if form == "name":
        return 0.9
    return 0.7 + 0.1 * bool(context.operators) + 0.1 * bool(context.places)


def span_text(sentence: Sentence, first: int, last: int) -> str:
    """Return the words of the tokens `first` to `last` with single spaces."""
    start, end = span(sentence, first, last)
    return re.sub(r"\s+", " ", sentence.text[start - sentence.start : end - sentence.start]).strip()
