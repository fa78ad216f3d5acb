"""Later uses of the names of companies: in full, shortened, abbreviated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.capitals import is_function_word
from kg.extract.companykinds import Usual
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document
from kg.gazetteer import Gazetteer
from kg.model import Mention
from kg.text.occurrences import occurrences


def with_parents(found: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions, the second halves of names that begin with a parent's letters as what they stand for.

    "Lomar" is "GM Lomar", if an article has both and no gazetteer knows another firm of that name.
    """
    halves: dict[str, str] = {}
    for mention in found:
        parent, _, rest = mention.name.partition(" ")
        own = parent.isupper() and rest.istitle() and " " not in rest and not gazetteer.lookup(rest, "Company")
        if own and gazetteer.lookup(parent, "Company"):
            halves.setdefault(rest, mention.name)
    return [
        replace(m, features=(*m.features, ("full", halves[m.name])))
        if m.name in halves and not m.feature("full")
        else m
        for m in found
    ]


def again(
    document: Document, found: Sequence[Mention], gazetteer: Gazetteer, words: CompanyWords, usual: Usual
) -> Iterator[Mention]:
    """Yield later uses of names found, of their first words ("Amkor" of "Amkor Technology"), and of abbreviations."""
    forms: dict[str, Mention] = {}
    for mention in found:
        for form in _forms(mention, words, gazetteer):
            if form == mention.name or not usual.plainness([form]):
                forms.setdefault(form, mention)
    for form in sorted(forms):
        full = forms[form]
        for start in occurrences(form, document.text, before="&-", behind="&"):
            if any(m.start <= start < m.end for m in found):
                continue
            end = start + len(form)
            following = re.match(r"[ -]([A-Z][\w.-]*)", document.text[end : end + 40])
            if (
                following
                and following.group(1) in words.not_companies | words.products
                and following.group(1) not in ("Plant", "Factory", "Gigafactory")
            ):
                continue
            if " " not in form and form != full.name and _is_surname(document, start):
                continue
            features = (("full", full.name),) if form != full.name else ()
            known = gazetteer.lookup(form, "Company")
            key = known[0].key if known else full.gazetteer if form == full.name else None
            yield Mention(start, end, "Company", "name", form, "company-again", 0.9, key, features)


def _is_surname(document: Document, start: int) -> bool:
    """Tell whether the model takes the word at an offset for the end of a person's name: "Hulk *Hogan*"."""
    sentence = document.sentence_at(start)
    if sentence is None or sentence.parse is None:
        return False
    at = start - sentence.start
    people = [e for e in sentence.parse.ents if e.label_ == "PERSON" and e.start_char < at < e.end_char]
    return bool(people) or bool(re.search(r"[A-Z]\w+ [\"“‘][A-Z]\w+[\"”’] $", sentence.text[:at]))


def _forms(mention: Mention, words: CompanyWords, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the forms under which a company may come back."""
    name = mention.name
    if len(name) > 2 and mention.rule != "company-small":
        yield name
    short = mention.feature("abbreviation")
    if short and len(short) > 1:
        yield short
    parts = name.split()
    while len(parts) > 1 and (words.legal_end(parts) or words.suffix_end(parts)):
        parts = parts[:-1]
        shorter = " ".join(parts).rstrip(",")
        generic = len(parts) == 1 and (
            is_function_word(parts[0])
            or parts[0] in words.ambiguous
            or parts[0].endswith(".")
            or len(parts[0]) < 3
            or bool(gazetteer.lookup(shorter, "Country", "Region", "City"))
            or gazetteer.country_of_adjective(shorter) is not None
            or shorter in words.suffixes
        )
        if not generic:
            yield shorter
