"""Plans of public bodies: named ("Net-Zero Industry Act"), or described well enough to tell them from others.

Words come from `ontology/lexicon/plans.ttl`. A head word in small letters counts with evidence only: an issuer, years,
a purpose. Plans of companies and people, general policies, and plans that are denied or rumoured are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.phrases import YEARS, Phrase, bracket_end, is_cap, phrase_around
from kg.extract.surroundings import (
    Doubt,
    agent_after,
    doubted,
    overlapping,
    span,
    subjects,
    verbs_above,
    words_of,
)
from kg.lexicon import Entry, Lexicon
from kg.model import PLACES, Mention
from kg.text.truecase import is_all_caps, is_headline_case

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONNECTORS: Final = frozenset(
    {"for", "of", "on", "to", "in", "and", "the", "with", "&", "-", "–", "a", "towards", "by"}
)
_OPENING: Final = frozenset({"for", "of", "on", "to", "2", "towards"})
_PUBLIC: Final = frozenset(
    """government state federal national provincial municipal ministry city province country nation cabinet council
    commission administration union kingdom republic local county prefecture department bureau agency authorities parliament
    congress senate white house central district territory official officials minister president governor mayor premier
    state-level nationwide public eu bloc""".split()
)
_DURATION: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)-year\b|\b(?:19|20)\d\d\b|\b\d{1,2}th\b", re.IGNORECASE
)
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
    }
)
_CALENDAR: Final = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.""".split()
)
_PLURAL_NAMES: Final = frozenset({"programs", "programmes", "guidelines", "measures", "opinions", "regulations"})
# Words of offices and bodies: "Director of … Policy", "Office of … Policy", "Deputy Chief of Mission" are no plans.
_BODIES: Final = frozenset(
    """director assistant adviser advisor office school chief code deputy department institute university committee
    embassy professor chair ambassador envoy faculty college coordinator president alliance secretary minister""".split()
)
_INDUSTRIAL_ARTICLE: Final = 5
# What somebody promises or drafts without a name is not written yet.
_UNWRITTEN: Final = frozenset(
    {"promise", "pledge", "draft", "prepare", "urge", "demand", "seek", "call", "need", "await"}
)
_LAWS: Final = frozenset({"act", "regulation"})
_APPOSING: Final = frozenset({",", "–", "—", "("})
_HEREINAFTER: Final = re.compile(
    r"\s*[(（,]?\s*(?:hereinafter|hereafter|henceforth|short(?: form)?:|known as|also known as|dubbed|or)\s*,?\s*"
    r"(?:referred to as|called|as|abbreviated as)?\s*(?:the\s+)?[\"“'‘]?(?P<alias>[A-Z][\w&.\- ]{1,40}?)[\"”'’]?\s*[),.;]"
)
_ACRONYM: Final = re.compile(r"\s*\(\s*(?:the\s+)?[\"“]?(?P<alias>[A-Z][A-Za-z&.\-]*[A-Z][A-Za-z0-9&.\-]*)[\"”]?\s*\)")


@dataclass(frozen=True)
class _Tools:
    """What the finder needs from the lexicon and from the other finders."""

    lexicon: Lexicon
    doubt: Doubt
    making: frozenset[str]
    others: tuple[Mention, ...]


def find(document: Document, lexicon: Lexicon, others: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Return the mentions of plans, in reading order.

    `others` are the places, agencies and companies found so far: evidence of who issued a plan. Mentions carry the
    features `code` (plan kind), `head` (head word), and as fitting `abbreviation`, `alias`, `years`, `title`, `owner`.
    """
    frames = [f for f in lexicon.frames if f.role == "plan-making"]
    tools = _Tools(lexicon, Doubt.of(lexicon), words_of(frames, "verbs"), tuple(others))
    found: list[Mention] = []
    for sentence in document.sentences:
        if sentence.parse is not None:
            found += _in_sentence(sentence, tools)
    found = _industrial(document, found, lexicon)
    found += aliases(document, found)
    return settle_nested(found)


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
        if sentence is None or (article and mention.feature("code") not in _LAWS):
            kept.add(mention.name.lower())
            continue
        near = [s for s in document.sentences[max(0, sentence.index - 1) : sentence.index + 2]]
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


def settle_nested(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return mentions in reading order without those that overlap a longer one of the same finder."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start, m.rule)):
        if not any(k.start < mention.end and mention.start < k.end for k in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: (m.start, m.end)))


def heads(sentence: Sentence, lexicon: Lexicon, denotes: str) -> Iterator[tuple["Token", int, Entry]]:
    """Yield the head words of a class in a sentence: last token, first token's number, entry. The longest form wins."""
    best: dict[int, tuple[int, Entry]] = {}
    stops = {
        (h.end, sentence.text[h.start - sentence.start : h.end - sentence.start])
        for h in sentence.hits
        if isinstance(e := lexicon.by_iri.get(h.entry), Entry) and e.role == "stop"
    }
    for hit in sentence.hits:
        entry = lexicon.by_iri.get(hit.entry)
        if not isinstance(entry, Entry) or entry.denotes != denotes or not entry.role:
            continue
        if hit.end not in best or hit.start < best[hit.end][0]:
            best[hit.end] = (hit.start, entry)
    for end, (start, entry) in sorted(best.items()):
        tokens = sentence.tokens(start, end)
        if not tokens or _stopped(stops, end, sentence, tokens[-1]):
            continue
        yield tokens[-1], tokens[0].i, entry


def _stopped(stops: set[tuple[int, str]], end: int, sentence: Sentence, head: "Token") -> bool:
    return any(
        stop_end == end and (not is_cap(head) or form[:1].isupper() and _exact(form)) for stop_end, form in stops
    )


def _exact(form: str) -> bool:
    return form[:1].isupper()


def _in_sentence(sentence: Sentence, tools: _Tools) -> Iterator[Mention]:
    capitals_mean_names = not headline_case(sentence)
    title = sentence.kind in {"title", "heading"}
    # From the right, so that of two heads in one name ("Green Deal Industrial Plan") the last one counts.
    for head, first, entry in reversed(list(heads(sentence, tools.lexicon, "Plan"))):
        if entry.role == "name":
            yield _named(sentence, first, head.i, head, entry, title)
            continue
        if head.tag_ not in {"NN", "NNS", "NNP", "NNPS"} and not (is_cap(head) and first < head.i):
            continue
        if _part_of_compound(head):
            continue
        if head.dep_ == "appos" and head.head.i < head.i and head.doc[head.head.i + 1].text in _APPOSING:
            mention = _apposed(sentence, head, first, entry, tools)
            if mention is not None or not is_cap(head):
                if mention is not None:
                    yield mention
                continue
        mention = None
        if capitals_mean_names:
            mention = _name(sentence, head, first, entry, tools)
        if mention is None and entry.role != "named-head" and not (capitals_mean_names and is_cap(head)):
            mention = _description(sentence, head, first, entry, tools, title)
        if mention is not None:
            yield replace(mention, features=(*mention.features, ("title", "1"))) if title else mention


def headline_case(sentence: Sentence) -> bool:
    """Whether capitals tell nothing of names in a sentence: a line in capitals, or a headline in Headline Case."""
    if is_all_caps(sentence.text):
        return True
    closed = sentence.text.rstrip().endswith((".", "!", ";", ":"))
    return is_headline_case(sentence.text) and not (closed and sentence.kind in {"prose", "bullet"})


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
    if is_cap(head) and is_cap(following) and following.text not in _CALENDAR and not following.text[-1:].isdigit():
        return not _foreign_order(head)
    return head.dep_ in {"compound", "nmod", "amod"} and head.head.i > head.i


def _foreign_order(head: "Token") -> bool:
    """Whether a name begins with its head, as in Spanish or French ("Plan México", "Plan Industriel")."""
    before = head.doc[head.i - 1] if head.i else None
    return before is None or not is_cap(before)


def _named(sentence: Sentence, first: int, last: int, head: "Token", entry: Entry, title: bool) -> Mention:
    start, end = span(sentence, first, last)
    return _mention(sentence, start, end, "name", "plan-name", 0.95, head, entry, (("title", "1"),) if title else ())


def _mention(
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


# Names.


def _name(sentence: Sentence, head: "Token", first: int, entry: Entry, tools: _Tools) -> Mention | None:
    """Return a plan named with capitals: "the Net-Zero Industry Act", "Maryland MADE grant program"."""
    doc = head.doc
    begin = _name_start(sentence, head, first, tools)
    core_caps = all(is_cap(t) or t.text in {"-", "of", "for"} for t in doc[first : head.i + 1])
    before = [t for t in doc[begin:first] if is_cap(t) or t.like_num or t.text[:1].isdigit()]
    last = _name_end(sentence, head, tools) if core_caps and is_cap(head) else head.i
    caps_after = [t for t in doc[head.i + 1 : last + 1] if is_cap(t) or YEARS.fullmatch(t.text)]
    proper = [t for t in before if not _is_place_or_firm(sentence, t, head, tools)]
    multiword = head.i > first and core_caps and is_cap(head)
    if is_cap(head) and core_caps:
        named = bool(proper) or bool(caps_after) or (bool(before) and multiword)
        if not named and multiword and not doc[first].is_sent_start:
            named = entry.role == "head" and last > head.i
    else:
        named = bool(proper) and not (entry.role == "named-head") and _truly_proper(proper, doc)
        begin = begin if named else first
        if named and entry.role != "named-head":
            last = max(last, _years_after(sentence, head.i))
    plural = head.lower_ in {p.lower().rpartition(" ")[2] for p in entry.plurals}
    if plural and not is_cap(head) and head.lower_ != "guidelines":
        named = False
    if (plural or head.text.endswith("ies")) and not caps_after and head.lower_ not in _PLURAL_NAMES:
        named = False
    if not named or any(t.lower_ in _BODIES for t in doc[max(0, begin - 2) : head.i]):
        return None
    if _company_owned(sentence, begin, head, tools):
        return None
    start, end = span(sentence, begin, last)
    if last == head.i and entry.code not in _LAWS and head.i + 1 < len(doc) and doc[head.i + 1].lower_ == "for":
        extended = _purpose_end(sentence, head.i, tools)
        start, end = span(sentence, begin, extended)
    extra: tuple[tuple[str, str], ...] = ()
    alias = short_name(sentence, end)
    if alias:
        extra = (("abbreviation", alias),)
    owner = _owner_place(sentence, begin, tools)
    if owner:
        extra = (*extra, ("owner", owner))
    return _mention(sentence, start, end, "name", "plan-named", 0.9, head, entry, extra)


def _apposed(sentence: Sentence, head: "Token", first: int, entry: Entry, tools: _Tools) -> Mention | None:
    """Return the name that a description explains: "Olinia, a programme for …"; else nothing, for it is said already."""
    name = head.head
    phrase = phrase_around(sentence, head, core=first)
    doc = head.doc
    between = doc[name.i + 1 : max(name.i + 1, phrase.first - 1)].text.strip()
    if name.tag_ not in {"NNP", "NNPS"} or name.is_sent_start or between not in {",", "–", "—", "("}:
        return None
    if phrase.determiner not in {"a", "an"} or _purpose_end(sentence, head.i, tools) == head.i:
        return None
    begin = name.i
    while begin > 0 and doc[begin - 1].tag_ in {"NNP", "NNPS"} and not doc[begin - 1].is_sent_start:
        begin -= 1
    start, end = span(sentence, begin, name.i)
    if any(overlapping(tools.others, start, end)):
        return None
    return _mention(sentence, start, end, "name", "plan-apposed", 0.7, head, entry)


def _truly_proper(tokens: Sequence["Token"], doc: object) -> bool:
    """Whether a capital before a small head word comes from a name, not from the sentence's start or a nationality."""
    return any(
        t.tag_ in {"NNP", "NNPS"}
        and not t.is_sent_start
        or sum(c.isupper() for c in t.text) > 1
        or (t.i and t.doc[t.i - 1].text in "\"“‘'«")
        for t in tokens
        if t.tag_ not in {"JJ"} or sum(c.isupper() for c in t.text) > 1 or (t.i and t.doc[t.i - 1].text in "\"“‘'«")
    )


def _is_place_or_firm(sentence: Sentence, token: "Token", head: "Token", tools: _Tools) -> bool:
    start, end = sentence.span_of(token)
    # A mention that runs on over the head word took the plan's name for its own.
    head_end = sentence.span_of(head)[1]
    if any(m.end < head_end for m in overlapping(tools.others, start, end)):
        return True
    return token.ent_type_ in {"NORP"} or token.tag_ == "JJ" and token.ent_type_ == "GPE"


def _name_start(sentence: Sentence, head: "Token", first: int, tools: _Tools) -> int:
    """Return the first token of a capitalised name that ends in a head word."""
    doc = head.doc
    begin = first
    while begin > 0:
        token = doc[begin - 1]
        if token.text in {"”", '"', "’", "'", "»"} and begin > 1:
            opener = next(
                (j for j in range(begin - 2, max(-1, begin - 11), -1) if doc[j].text in {"“", '"', "‘", "'", "«"}), None
            )
            if opener is None:
                break
            begin = opener
            break
        if _name_word(token, doc):
            begin -= 1
            continue
        if token.text in {"-", "–", "/"} and begin > 1 and not token.whitespace_:
            begin -= 2
            continue
        if (
            token.lower_ in {"and", "&", "for", "of", "on", "in", "to"}
            and begin > 1
            and _name_word(doc[begin - 2], doc)
        ):
            start, end = sentence.span_of(doc[begin - 2])
            foreign = next(overlapping(tools.others, start, end, "Bureau", "Company"), None)
            if foreign is not None or (
                token.lower_ in {"in", "to", "on", "and"}
                and any(overlapping(tools.others, start, end))
                and token.lower_ != "in"
            ):
                break
            begin -= 2
            continue
        break
    return begin


def _name_word(token: "Token", doc: object) -> bool:
    if token.text in _CALENDAR or (
        token.i and YEARS.fullmatch(token.text) and token.doc[token.i - 1].text in _CALENDAR
    ):
        return False
    if token.like_num and YEARS.fullmatch(token.text) or re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", token.text):
        return True
    if not is_cap(token):
        return False
    if token.tag_ in {"IN", "DT", "PRP", "PRP$", "CC", "TO", "WDT", "WP", "WRB", "MD", "EX", "VBZ", "VBD", "VBP"}:
        return False
    return not (token.is_sent_start and token.tag_ in {"RB", "VBG", "VBN", "UH", "RBR"})


def _name_end(sentence: Sentence, head: "Token", tools: _Tools) -> int:
    """Return the last token of a name that goes on behind its head: "Plan for X and Y of Z (2023-2027)"."""
    doc = head.doc
    last, opened = head.i, False
    while last + 1 < len(doc):
        following = doc[last + 1]
        closing = bracket_end(doc, last + 1)
        if closing is not None:
            if not YEARS.search(doc[last + 1 : closing + 1].text):
                break
            last = closing
            break
        if YEARS.match(following.text) or re.fullmatch(r"\d\.\d", following.text):
            last += 1
            while last + 2 < len(doc) and doc[last + 1].text in {"-", "–", "—"} and doc[last + 2].like_num:
                last += 2
            continue
        if is_cap(following) and following.tag_ not in {"PRP", "DT", "IN", "WDT"} and following.text not in _CALENDAR:
            if not opened and not _place_name(sentence, following, tools):
                break
            last += 1
            continue
        reach = _over_connectors(sentence, last + 1, opened, tools)
        if reach is None:
            break
        opened = opened or following.lower_ in _OPENING
        last = reach
    return last


def _place_name(sentence: Sentence, token: "Token", tools: _Tools) -> bool:
    """Whether a capitalised word right behind a head is a place ("Plan México"), not a new name ("Policy Desk")."""
    known = any(overlapping(tools.others, *sentence.span_of(token), *PLACES))
    return known or token.ent_type_ in {"GPE", "LOC"} or any(c.isdigit() for c in token.text)


def _over_connectors(sentence: Sentence, position: int, opened: bool, tools: _Tools) -> int | None:
    """Return the capitalised word or year behind small joining words, or None if the name ends before them."""
    doc = sentence.parse
    assert doc is not None
    i = position
    while i < len(doc) and i < position + 4 and (doc[i].lower_ in _CONNECTORS or (doc[i].text == "," and opened)):
        i += 1
    if i == position or i >= len(doc):
        return None
    words = [t.lower_ for t in doc[position:i]]
    target = doc[i]
    if not (is_cap(target) or YEARS.fullmatch(target.text)) or target.text in _CALENDAR:
        return None
    if target.tag_ in {"PRP", "DT", "WDT"}:
        return None
    mention = next(overlapping(tools.others, *sentence.span_of(target)), None)
    if mention is not None and mention.type in {"Bureau", "Company"}:
        return None
    if words[0] not in _OPENING and not opened:
        return None
    if mention is not None and words[0] in {"in", "on", "to", ",", "and", "by"}:
        return None
    if words[0] in {",", "and"} and "the" in words:
        return None
    if words[0] == "," and not _listed(sentence, i):
        return None
    return i


def _listed(sentence: Sentence, i: int) -> bool:
    """Whether a capitalised word after a comma is an item of a list that an "and" with a capital closes."""
    doc = sentence.parse
    assert doc is not None
    for j in range(i, min(len(doc) - 1, i + 8)):
        if doc[j].lower_ in {"and", "&"}:
            return is_cap(doc[j + 1])
        if not (is_cap(doc[j]) or doc[j].text in {",", "-"}):
            return False
    return False


def _years_after(sentence: Sentence, i: int) -> int:
    doc = sentence.parse
    assert doc is not None
    closing = bracket_end(doc, i + 1)
    if closing is not None and YEARS.search(doc[i + 1 : closing].text):
        return closing
    return i


def short_name(sentence: Sentence, end: int) -> str | None:
    """Return the short name that a text gives behind a name: "(ECMS)", "(hereinafter the Plan)", ", or NZIA,"."""
    rest = sentence.text[end - sentence.start :]
    match = _ACRONYM.match(rest) or _HEREINAFTER.match(rest)
    if match is None:
        return None
    alias = match["alias"].strip()
    if rest.lstrip().startswith(", or") and not re.fullmatch(r"[A-Z][\w&.-]*[A-Z][\w&.-]*", alias):
        return None
    return alias


def _company_owned(sentence: Sentence, begin: int, head: "Token", tools: _Tools) -> bool:
    doc = head.doc
    if begin > 1 and doc[begin - 1].text in {"'s", "’s", "’", "'"}:
        start, end = sentence.span_of(doc[begin - 2])
        return any(overlapping(tools.others, start, end, "Company"))
    if begin and doc[begin - 1].tag_ == "PRP$":
        verbs = verbs_above(head)
        return any(
            any(overlapping(tools.others, *sentence.span_of(s), "Company"))
            for verb in verbs[:1]
            for s in subjects(verb)
        )
    return False


def _owner_place(sentence: Sentence, begin: int, tools: _Tools) -> str | None:
    """Return the place or agency that possesses a plan ("Shanghai's 14th Five-Year Plan …")."""
    doc = sentence.parse
    assert doc is not None
    if begin > 1 and doc[begin - 1].text in {"'s", "’s", "’", "'"}:
        start, end = sentence.span_of(doc[begin - 2])
        owner = next(overlapping(tools.others, start, end, *PLACES, "Bureau"), None)
        return owner.name if owner else None
    return None


# Descriptions.


def _description(
    sentence: Sentence, head: "Token", first: int, entry: Entry, tools: _Tools, title: bool
) -> Mention | None:
    """Return a plan described: "a three-year plan to …", "an action plan for … between 2024 and 2026"."""
    text = head.doc[first : head.i + 1].text.lower()
    if head.tag_ in {"NNS", "NNPS"} and text not in entry.forms:
        return None
    phrase = phrase_around(sentence, head, core=first)
    last = _purpose_end(sentence, head.i, tools)
    phrase = replace(phrase, last=last)
    if phrase.determiner in {"no", "any", "every", "each", "such", "some", "what"}:
        return None
    modifiers = " ".join(t.lower_ for t in phrase.modifiers)
    bare = phrase.definite and last == head.i and not _DURATION.search(modifiers) and entry.role != "head"
    if bare and not (title and phrase.owner):
        return None
    if phrase.definite and last == head.i and not phrase.modifiers and not title:
        return None
    score, owner = _evidence(sentence, phrase, head, tools)
    needed = 1 if entry.role == "head" else 3
    if score < needed:
        return None
    doubt = doubted(head, tools.doubt, known=phrase.definite and not phrase.possessive)
    if doubt or (not phrase.definite and any(v.lemma_.lower() in _UNWRITTEN for v in verbs_above(head)[:1])):
        return None
    extra = (("owner", owner),) if owner else ()
    if phrase.definite:
        extra = (*extra, ("definite", "1"))
    alias = short_name(sentence, phrase.end)
    if alias:
        extra = (*extra, ("abbreviation", alias))
    confidence = 0.85 if score > needed else 0.75
    return _mention(sentence, phrase.start, phrase.end, "description", "plan-described", confidence, head, entry, extra)


def _evidence(sentence: Sentence, phrase: Phrase, head: "Token", tools: _Tools) -> tuple[int, str | None]:
    """Weigh what speaks for a plan of a public body; return the weight and the place or agency that owns it."""
    score, owner = 0, None
    text = sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]
    score += phrase.last > phrase.head
    score += bool(_DURATION.search(text))
    if any(t.lower_ in _PUBLIC for t in phrase.modifiers):
        score += 2
    for mention in overlapping(
        tools.others, phrase.start, phrase.start + len(" ".join(t.text for t in phrase.modifiers))
    ):
        score += 2 if mention.type in PLACES or mention.type == "Bureau" else -3
        owner = mention.name if mention.type != "Company" else owner
    if phrase.owner is not None:
        public, name = _public(sentence, *phrase.owner, tools)
        if not public:
            return -3, None
        score, owner = score + 2, name
    verbs = verbs_above(head)
    score += any(v.lemma_.lower() in tools.making for v in verbs[:2]) or _participle(sentence, phrase.last, tools)
    actor = 0
    for verb in verbs[:2]:
        for subject in subjects(verb):
            actor = actor or _actor(sentence, subject, tools)
    agent = agent_after(sentence, phrase.last)
    if agent is not None:
        actor = _agent(sentence, agent, tools) or actor
    if phrase.possessive and actor == 0:
        actor = -1
    return score + actor, owner


def _participle(sentence: Sentence, last: int, tools: _Tools) -> bool:
    """Whether words like "released by", "which was issued" follow."""
    doc = sentence.parse
    assert doc is not None
    return any(t.tag_ == "VBN" and t.lemma_.lower() in tools.making for t in doc[last + 1 : last + 6])


def _public(sentence: Sentence, first: int, last: int, tools: _Tools) -> tuple[bool, str | None]:
    doc = sentence.parse
    assert doc is not None
    start, end = span(sentence, first, last)
    mention = next((m for m in overlapping(tools.others, start, end) if m.type != "Company"), None)
    if mention is not None:
        return True, mention.name
    return any(t.lower_ in _PUBLIC for t in doc[first : last + 1]), None


def _actor(sentence: Sentence, token: "Token", tools: _Tools) -> int:
    """Return 2 for a public actor, -3 for a company, 0 for what cannot be told."""
    start, end = sentence.span_of(token)
    left, right = sentence.span_of(token.doc[token.left_edge.i])[0], end
    for mention in overlapping(tools.others, start, end):
        return -3 if mention.type == "Company" else 2
    words = {t.lower_ for t in token.subtree if t.i <= token.i + 6}
    if words & _PUBLIC:
        return 2
    for mention in overlapping(tools.others, left, right):
        return -3 if mention.type == "Company" else 1
    return 0


def _agent(sentence: Sentence, i: int, tools: _Tools) -> int:
    doc = sentence.parse
    assert doc is not None
    start, end = span(sentence, i, min(len(doc) - 1, i + 7))
    for mention in overlapping(tools.others, start, end):
        return -3 if mention.type == "Company" else 2
    return 2 if any(t.lower_ in _PUBLIC for t in doc[i : i + 8]) else 0


def _purpose_end(sentence: Sentence, i: int, tools: _Tools) -> int:
    """Return the last token of what follows a head: years, "for …", "to …", "of …"."""
    doc = sentence.parse
    assert doc is not None
    last = _years_after(sentence, i)
    position = last + 1
    if position >= len(doc) or doc[position].lower_ not in {"for", "to", "of", "on"}:
        return last
    infinitive = doc[position].lower_ == "to"
    if infinitive and not (position + 1 < len(doc) and doc[position + 1].tag_ == "VB"):
        return last
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
        if token.tag_ in _PURPOSE_TAGS or (token.tag_ == "VB" and doc[j - 1].lower_ == "to" and j - 1 == position):
            if (
                token.lower_ in {"that", "which", "this", "last", "next"}
                or token.ent_type_ == "DATE"
                and not YEARS.search(token.text)
                and (token.lower_ not in {"the", "years", "period", "same", "and", "to", "-"})
            ):
                break
            if (
                token.tag_ == "CC"
                and j + 1 < len(doc)
                and doc[j + 1].tag_ in {"VBD", "VBZ", "VBP", "VB", "MD", "IN", "PRP", "VBN"}
            ):
                break
            if token.tag_ not in {"CC", "DT", "PRP$", "HYPH", "RB", "RBR"}:
                end = j
        elif token.text == "," and j + 1 < len(doc) and _comma_list(doc, j):
            pass
        elif token.lower_ in {"of", "for", "between", "from", "with", "in", "to", "through", "until", "by"}:
            if (
                token.lower_ in {"by", "in"}
                and j + 1 < len(doc)
                and (doc[j + 1].ent_type_ == "DATE" and not YEARS.match(doc[j + 1].text) or token.lower_ == "by")
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
        elif token.text == "-" and not token.whitespace_ and j + 1 < len(doc):
            end, j = j + 1, j + 1
        else:
            break
        j += 1
    return end if end > position else last


def _comma_list(doc: object, j: int) -> bool:
    """Whether a comma stands between like words of a list ("smarter, more digital and better connected")."""
    tokens = doc  # type: ignore[assignment]
    before, after = tokens[j - 1], tokens[j + 1]  # type: ignore[index]
    if before.tag_ not in {"JJ", "JJR"} and not before.tag_.startswith("NN"):
        return False
    for k in range(j + 1, min(len(tokens) - 1, j + 9)):  # type: ignore[arg-type]
        token = tokens[k]  # type: ignore[index]
        if token.lower_ == "and":
            return tokens[k + 1].tag_[:2] == before.tag_[:2] or tokens[k + 1].tag_[:2] in {"RB", "JJ"}  # type: ignore[index]
        if token.tag_[:2] not in {"JJ", "NN", "RB"} and token.text not in {",", "-"}:
            return False
    return after.tag_ == before.tag_ == "JJ"


# Short names.


def aliases(document: Document, found: Sequence[Mention]) -> list[Mention]:
    """Return every place where a short name given to one of the mentions stands ("ECMS", "the Action Plan")."""
    out = []
    for mention in found:
        alias = mention.feature("abbreviation")
        if not alias:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", document.text):
            if not any(m.start <= match.start() and match.end() <= m.end for m in found):
                out.append(
                    Mention(
                        match.start(),
                        match.end(),
                        mention.type,
                        "name",
                        alias,
                        mention.type.lower() + "-alias",
                        0.9,
                        features=(
                            ("code", mention.feature("code") or ""),
                            ("alias", mention.name),
                            ("head", alias.lower().rpartition(" ")[2]),
                        ),
                    )
                )
    return out
