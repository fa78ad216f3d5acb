"""Candidates for names of companies: names of the gazetteer, runs of capitals, what the model takes for one."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.extract.capitals import CALENDAR, is_function_word
from kg.extract.companycandidate import Candidate
from kg.extract.companyruns import BRACKETED, LEGAL_TAIL, runs, second, without_lead
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer
from kg.text.truecase import is_all_caps, is_headline_case

_PLACE_OF_WORK: Final = re.compile(r" (?:plant|factory|fab|mill|site|unit|facility|gigafactory|works|line)\b")
_LEGAL_WORD: Final = re.compile(r"\b(?:Co|Inc|Corp|Ltd|LLC|PLC|plc|GmbH|AG|Limited|Group|PT)\b")
_BIG_TOWN: Final = 100_000
# "Northdale-Hubbard" is another firm, "@Acme" an address.
_JOINED: Final = re.compile(r"\b([A-Z][\w.]*)-$")
_AFTER_LEGAL: Final = re.compile(r"(\b(?:Ltd\.?|Inc\.?|Corp\.?|Co\.|LLC|Limited|GmbH|AG|PLC|plc)) of [A-Z].*$")
# "Aaron Ford, Attorney General".
_NAMED_BEFORE: Final = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\. )?")
_OFFICE_AFTER: Final = re.compile(
    r", (?:[A-Z][\w.]+ ){0,3}(?:Attorney|Governor|Mayor|Senator|Secretary|Minister|Director|President|Commissioner"
    r"|Member|Professor|Ambassador|Judge|Sheriff|Treasurer|Chair(?:man|woman)?|Founder|Co-Founder)\b"
)
_SMALL_NAME: Final = re.compile(r"\b((?:[\w-]+ )?[\w-]+) ([a-z][\w-]{2,})\b")


def candidates(
    document: Document, gazetteer: Gazetteer, words: CompanyWords, places: AbstractSet[str]
) -> Iterator[Candidate]:
    """Yield all candidates of an article, sentence by sentence; several may overlap.

    `places` are the names that the article was found to use for places.
    """
    for sentence in document.sentences:
        loud = is_all_caps(sentence.text) or (sentence.kind in ("title", "heading") and is_headline_case(sentence.text))
        seen: set[tuple[int, int]] = set()
        line = document.article.dateline
        spans = list(_known_spans(document, sentence, gazetteer, words))
        if not loud and (sentence.parse is not None or _LEGAL_WORD.search(sentence.text)):
            spans += [(s, e, False) for s, e in runs(document, sentence, gazetteer, words)]
            spans += [(s, e, False) for s, e in _labelled(sentence, gazetteer, words)]
        spans += _small(document, sentence, gazetteer, words)
        for start, end, known in spans:
            if (start, end) in seen or start >= end or LEGAL_TAIL.fullmatch(document.text[start:end]):
                continue
            seen.add((start, end))
            if (line is not None and line.start <= start < line.end) or re.match(
                r"[@\d]", document.text[start - 1 : start]
            ):
                continue
            name = document.text[start:end]
            place = not known and _is_place(name, gazetteer, places)
            yield Candidate(start, end, name, sentence, known, _label(sentence, start, end), place)


def _is_place(name: str, gazetteer: Gazetteer, places: AbstractSet[str]) -> bool:
    """Tell whether a name is a place's: nearly every short name is also some small town's, somewhere in the world."""
    found = gazetteer.lookup(name, "City", "Region", "Country")
    return bool(found) and (
        name in places or any(k.population >= _BIG_TOWN or (k.type != "City" and not k.lesser) for k in found)
    )


def _known_spans(
    document: Document, sentence: Sentence, gazetteer: Gazetteer, words: CompanyWords
) -> Iterator[tuple[int, int, bool]]:
    """Yield names of the gazetteer with what belongs to them: "Samsung SDI America", "Volkswagen (Anhui)"."""
    text = document.text
    for hit in sentence.names:
        if not hit.entry.startswith("company/"):
            continue
        start, end = hit.start, hit.end
        if text[end : end + 1] == "-" and re.match(r"-[A-Z]", text[end : end + 2]):
            continue
        joined = _JOINED.search(text, max(sentence.start, start - 40), start)
        if (joined and not gazetteer.lookup(joined[1], "Company")) or _is_surname(sentence, start, end):
            continue
        if "_" in (text[start - 1 : start], text[end : end + 1]):
            continue  # "the Passing of Lilly_Ledbetter": words of an address
        lead = re.search(r"([A-Z][\w&.'’-]*) $", text[max(sentence.start, start - 40) : start])
        if lead and not _stands_alone(lead.group(1), start - len(lead.group(0)), sentence, gazetteer, words):
            continue
        end = _extended(text, end, sentence.end, gazetteer, words)
        if end < 0:
            continue
        if lead and _is_foreign_arm(lead[1], text[start:end], text[sentence.start : start], gazetteer):
            start -= len(lead[0])
        yield start, end, True
    if is_all_caps(sentence.text):
        for match in re.finditer(r"\b[A-Z][A-Z&-]{3,}\b", sentence.text):
            if gazetteer.lookup_any_case(match.group(), "Company"):
                yield sentence.start + match.start(), sentence.start + match.end(), True


def _is_surname(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether the model takes a name for the last word of a person's, "Ralph Waldo Emerson", or for a verb."""
    low, high = start - sentence.start, end - sentence.start
    if _NAMED_BEFORE.fullmatch(sentence.text[:low]) and _OFFICE_AFTER.match(sentence.text[high:]):
        given = sentence.text[:low].split()[0]
        return not is_function_word(given) and given not in CALENDAR
    if sentence.parse is None:
        return False
    if any(t.idx == low and any(c.tag_ == "MD" for c in t.lefts) for t in sentence.parse):
        return True  # "which you can Google"
    whole = [e.text for e in sentence.parse.ents if e.label_ == "PERSON" and e.end_char == high and e.start_char < low]
    return any(re.fullmatch(r"(?:[A-Z][\w’'-]+\.? |[A-Z]\. )+[A-Z]\w+", w) for w in whole)


def _is_foreign_arm(lead: str, name: str, before: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a nationality before a known name is part of it, since the firm is at home elsewhere.

    "American Honda" is an arm of Honda; "German Volkswagen" only tells where Volkswagen is at home.
    """
    land = gazetteer.country_of_adjective(lead)
    firms = gazetteer.lookup(name, "Company")
    named = re.search(r"(?:^|[.:;,] |\b(?:and|by|with|from|to|for|of|at|is|while) )[\"“]?$", before[: -len(lead) - 1])
    return bool(land and named and firms) and all(
        k.parent and not gazetteer.within(k.parent, land.key) and k.parent != land.key for k in firms if land
    )


def unglued(found: Iterable[Candidate], words: CompanyWords, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield candidates, without what a page's lines ran into names that the article has alone, too.

    "Director of Sales Abacus Circuits Corporation" is a title over "Abacus Circuits Corporation".
    """
    candidates = list(found)
    starts: dict[int, int] = {}
    for c in candidates:
        starts[c.end] = min(c.start, starts.get(c.end, c.start))
    names = {c.name for c in candidates if starts[c.end] == c.start and words.legal_end(c.name.split())}
    for c in candidates:
        tail = _tail(c.name, names, words, gazetteer) if c.name in names else ""
        yield replace(c, start=c.end - len(tail), name=tail, label="") if tail else c


def _tail(name: str, names: AbstractSet[str], words: CompanyWords, gazetteer: Gazetteer) -> str:
    """Return the longest of the names that a name ends in, with no place and no known firm before it, or ""."""
    parts = name.split(" ")
    for i in range(1, len(parts) - 1):
        tail = " ".join(parts[i:])
        if tail in names and not all(w.strip(".,").lower() in words.ordinary for w in parts[i:-1]):
            lead = (*parts[:i], " ".join(parts[:i]))
            told = not "".join(parts[:i]).isalpha()  # "OV9 Infinity Limited"
            if not told and not any(gazetteer.lookup(w) or gazetteer.country_of_adjective(w) for w in lead):
                return tail
    return ""


def _stands_alone(word: str, start: int, sentence: Sentence, gazetteer: Gazetteer, words: CompanyWords) -> bool:
    """Tell whether a capitalised word before a known name is no part of it."""
    if word.endswith(("'s", "’s", ".", "s'", "s’")) or word.rstrip(".") in CALENDAR or word in words.no_names:
        return True
    if is_function_word(word) or word.lower() in words.nouns:
        return True
    if gazetteer.country_of_adjective(word) or gazetteer.lookup(word, "Company", "Country", "Region", "City"):
        return True
    return start <= sentence.start + 1 or sentence.kind in ("title", "heading")


def _extended(text: str, end: int, high: int, gazetteer: Gazetteer, words: CompanyWords) -> int:
    """Return where a name ends that goes on after a known one; -1 if it turns into the name of something else."""
    first = end
    while True:
        bracket = BRACKETED.match(text, end, high)
        if bracket:
            places = gazetteer.lookup(bracket.group(1), "Country", "Region", "City")
            if places and (
                bracket.group(2) or gazetteer.within(places[0].key, "country/cn") or places[0].key == "country/cn"
            ):
                end = bracket.end()
                continue
        tail = LEGAL_TAIL.match(text, end, high)
        if tail:
            return tail.end()
        match = re.match(r" (?:& )?([A-Z][\w&-]*)", text[end : min(high, end + 40)])
        if not match:
            return end
        word = match.group(1)
        two = re.match(r" ([A-Z]\w+ [A-Z]\w+)(?!\w)", text[end : min(high, end + 40)])
        if two and gazetteer.lookup(two.group(1), "Country"):
            return end + two.end()
        if word in words.products:
            return -1  # "Google Play"
        if word in words.not_companies and word not in (
            "Plant",
            "Factory",
            "Gigafactory",
            "Center",
            "Centre",
            "Model",
            "Park",
        ):
            return -1
        city = re.match(r" ([A-Z]\w+) ([A-Z]\w+)", text[end : min(high, end + 40)])
        if city and city.group(2) in words.suffixes and gazetteer.lookup(city.group(1), "City"):
            return end + city.end()  # "CRRC Zhuzhou Locomotive"
        if not (
            word in words.suffixes
            or word in words.legal
            or gazetteer.lookup(word, "Country", "Region")
            or word in words.extensions
        ):
            # "Tesla Solar Roof" is a product, "Samsung SDI America" a company.
            return first if end > first and _runs_on(text, end, gazetteer) else end
        if gazetteer.lookup(word, "Country", "Region") and _PLACE_OF_WORK.match(text[end + len(match.group(0)) :][:14]):
            return end  # "BYD Hungary plant"
        if word in ("North", "New", "Power", "Green", "Advanced") and not re.match(
            r" [A-Z]", text[end + len(match.group(0)) :][:2]
        ):
            return end
        end += len(match.group(0))


def _runs_on(text: str, end: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a capitalised singular that is no part of a company's name goes on a run of capitals."""
    match = re.match(r" ([A-Z][a-z]+)\b", text[end : end + 30])
    if match is None or match.group(1) in CALENDAR or is_function_word(match.group(1)):
        return False
    return not gazetteer.lookup(match.group(1), "City", "Region", "Country")


def _labelled(sentence: Sentence, gazetteer: Gazetteer, words: CompanyWords) -> Iterator[tuple[int, int]]:
    """Yield what the model takes for an organisation, without article, possessive and small words around it."""
    if sentence.parse is None:
        return
    for entity in sentence.parse.ents:
        if entity.label_ != "ORG":
            continue
        text = sentence.text[entity.start_char : entity.end_char]
        text = re.sub(r"(?:['’]s?|(?: [a-z][\w-]*)+|(?<![(\[])[)\]®™]+)$", "", text)
        if re.search(r"[)\]]", text) and not re.search(r"[(\[]", text):
            continue
        text = _AFTER_LEGAL.sub(r"\1", text)
        home = re.fullmatch(r"(.* ([A-Z]\w+)) of ([A-Z]\w+(?: [A-Z]\w+)?)", text)
        if home and home[2] not in words.legal | {"Bank", "Group"} and gazetteer.lookup(home[3], "Country"):
            text = home[1]  # "Kanto Glass of Japan" tells where Kanto Glass is at home.
        end = entity.start_char + len(text)
        text = without_lead(re.sub(r"^(?:[a-z][\w-]* |The |A |An )+", "", text), gazetteer, words)
        text = text[second(text, 0, len(text)) :]
        if text[:1].isupper() and not re.search(
            r"[:;!?/]| [-–—] |, (?!Inc|Ltd|LLC|Co\b|Corp|L\.|S\.|Limited|N\.V)|\b(?:for|to|with|and|at)\b|['’]s ", text
        ):
            yield sentence.start + end - len(text), sentence.start + end


@lru_cache(maxsize=4)
def _small_names(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the names of companies that are one word, in small letters, with what may be written right after them."""
    names = {n.casefold() for n, key in gazetteer.forms() if key.startswith("company/") and " " not in n}
    return frozenset(n + end for n in names for end in ("", ",", ".", "'s", "’s", ";", ":"))


def _small(
    document: Document, sentence: Sentence, gazetteer: Gazetteer, words: CompanyWords
) -> Iterator[tuple[int, int, bool]]:
    """Yield known names that a sentence writes small after a company noun: "smartphone maker xiaomi"."""
    if not _small_names(gazetteer).intersection(sentence.text.split()):
        return
    for match in _SMALL_NAME.finditer(sentence.text):
        if words.called_before(match.group(1) + " ") and match.group(2) not in words.nouns:
            found = gazetteer.lookup_any_case(match.group(2), "Company")
            if found and found[0].name.casefold() not in {w.casefold() for w in words.ambiguous}:
                yield sentence.start + match.start(2), sentence.start + match.end(2), True


def _label(sentence: Sentence, start: int, end: int) -> str:
    """Return the model's label for a stretch, "" for part of an organisation's name."""
    for entity in sentence.entities(start, end)[:1]:
        low, high = start - sentence.start, end - sentence.start
        same = abs(entity.start_char - low) < 5 and abs(entity.end_char - high) < 4
        return entity.label_ if same or entity.label_ != "ORG" else ""
    return ""
