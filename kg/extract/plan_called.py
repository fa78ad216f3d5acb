"""Plans that the text gives a name to: "a programme called Mover", "Made Well, the government programme that …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.extract.capitals import UPPER, is_function_word
from kg.extract.document import Sentence
from kg.extract.surroundings import overlapping
from kg.model import PLACES, Mention

KINDS: Final = (
    r"(?:programmes?|programs?|strateg(?:y|ies)|plans?|schemes?|initiatives?|road ?maps?|agenda|polic(?:y|ies)|"
    r"packages?|blueprint|"
    r"framework|vision)"
)
_EXPLAINED: Final = re.compile(
    rf"(?P<name>(?:[{UPPER}][\w&’'-]*)(?: (?:[{UPPER}][\w&’'-]*|\d{{4}})){{0,3}}),? ?[,–—(] ?(?:a|the|its) "
    rf"(?:[\w-]+ ){{0,2}}?(?:government|federal|state|national|public|EU|country|province)(?:['’]s|-\w+)? "
    rf"(?:[\w-]+ ){{0,3}}?(?:programme|program|scheme|initiative|strategy|roadmap|plan|policy|agenda|campaign)\b"
    r"(?! (?:director|manager|official))"
)
# The same, where the body stands behind: "Impulso 2030, a programme that the ministry launched in May".
_EXPLAINED_BEHIND: Final = re.compile(
    rf"(?P<name>(?:[{UPPER}][\w&’'-]*)(?: (?:[{UPPER}][\w&’'-]*|\d{{4}})){{0,3}}),? ?[,–—(] ?(?:a|its) "
    rf"(?:[\w-]+ ){{0,3}}?(?:programme|program|scheme|initiative|strategy|roadmap)s? "
    r"(?:(?:that|which) |(?:launched|run|set up|created|issued|unveiled|introduced|funded|financed|administered) by )"
    r"(?P<behind>[^.;]{3,60})"
)
# The same, where a body presents it: "the state's secretariat presented Taller Unido, a programme meant to …".
_PRESENTED: Final = re.compile(
    r"\b(?:present|launch|unveil|introduc|start|creat)(?:ed|es|s)? (?:the )?[\"“]?"
    rf"(?P<name>(?:[{UPPER}][\w&’'-]*)(?: (?:[{UPPER}][\w&’'-]*|\d{{4}})){{0,3}})[\"”]?, (?:a|its|the) "
    r"(?:[\w-]+ ){0,3}?(?:programme|program|scheme|initiative|strategy|policy)\b(?! (?:director|manager|official))"
)
# "Nuova Fonderia, the new grant that pays for furnaces": no firm is called that.
_EXPLAINED_AID: Final = re.compile(
    rf"(?P<name>(?:[{UPPER}][\w&’'-]*)(?: [{UPPER}][\w&’'-]*){{0,3}}),? ?[,–—] ?(?:the|a) (?:new|latest|main|largest) "
    r"(?:[a-z-]+ ){0,2}?(?:incentive|grant|subsidy|scheme|tax credit|support measure) (?:that|which|for|to|under|of)\b"
)
# "It takes over from the Vecchia Fucina grant".
_TAKEN_OVER: Final = re.compile(
    r"\b(?:takes? over from|took over from|replac(?:es?|ed|ing)|succeed(?:s|ed|ing)?|in place of) the "
    rf"(?P<name>[{UPPER}][\w’'-]*(?: [{UPPER}][\w’'-]*){{1,3}}) (?:grant|incentive|subsidy|tax credit)\b"
)
# "… published a roadmap. Called Build It Better, it aims …"
_CALLED_NEXT: Final = re.compile(
    rf"(?:Called|Named|Dubbed|Titled|Entitled|Known as) (?:the )?[\"“]?"
    rf"(?P<name>[{UPPER}][\w&’'-]*(?: (?:(?:in|of|for|the|and|to) ){{0,2}}[{UPPER}\d][\w&’'-]*){{1,5}})[\"”]?,? "
    rf"(?:it|the (?:\w+ )?{KINDS})\b"
)
# "There is a smaller scheme, too. Forno Novo, run by the ministry, …": a thing told of, then its name.
_TOLD_OF: Final = re.compile(
    rf"^\W*(?:But |And )?There (?:is|was|are|were) (?:an?|also an?) (?:[a-z-]+ ){{0,3}}?{KINDS}\b"
)
_NAMED_NEXT: Final = re.compile(
    rf"(?P<name>[{UPPER}][\w&’'-]*(?: [{UPPER}][\w&’'-]*){{1,4}}),? (?:run|launched|managed|set up|funded|administered|"
    r"wants|aims|offers|pays|seeks|gives|provides|helps|has|is)\b"
)
_PUBLIC: Final = re.compile(
    r"\b(?:government|ministry|commission|council|cabinet|state|federal|department|agency|secretariat|EU|governor)\b",
    re.IGNORECASE,
)
# "a programme called Mover": what follows is its name.
_CALLED: Final = re.compile(
    rf"\b(?:{KINDS}|(?<=[Tt]he )measure|(?<=[Tt]his )measure),? (?:is |was )?"
    rf"(?:called|named|dubbed|titled|entitled|known as|branded) (?:the )?[\"“‘'*]?"
    rf"(?P<name>[{UPPER}][\w&’'@+-]*"
    rf"(?: (?:(?:de|do|da|of|in|for|the|and|to) ){{0,2}}[{UPPER}\d][\w&’'@+-]*(?:\.\d)?){{0,5}})"
)
_KNOWN_KIND: Final = re.compile(rf"\b(?:[Tt]he|[Tt]his) (?:\w+ )?({KINDS}|measure),?(?: [a-z]+){{0,3}} [\"“‘'*]?$")
# "The scheme, Calçado Digital, runs until …", "the carmakers' programme, Mover,".
_BETWEEN: Final = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|['’]s) (?:[a-z-]+ ){{0,2}}{KINDS}, (?:the )?[\"“‘'*]?"
    rf"(?P<name>[{UPPER}][\w&’'@+-]*(?: (?:(?:de|do|da|of|in|for|the) )?[{UPPER}\d][\w&’'@+-]*){{0,4}})[\"”’'*]?,"
    r"(?=\s(?:which|runs?|offers?|aims?|has|had|will|is|was|covers?|pays?|gives?|provides?|sets?|seeks?|launched)\b)"
)
# "under the programme "Steel for the Sea", which …", "a new scheme, "Made by Hands", to help …".
_QUOTED: Final = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his|['’]s) (?:[a-z0-9-]+ ){{0,4}}?{KINDS},? (?:called |named |dubbed )?"
    rf"[\"“«](?P<name>[{UPPER}\d][^\"”»]{{2,70}}?)[,.]?[\"”»]"
)
# "90 million euros from its industrial transition programme, TRANSITA, …"
_GIVEN: Final = re.compile(
    rf"\b(?:its|their|['’]s) (?:[a-z-]+ ){{0,4}}?{KINDS}, (?:the )?(?P<name>[{UPPER}][{UPPER}\d-]{{2,11}})(?=[,.;)]|$)"
)


def called(sentence: Sentence, others: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the plans whose names stand beside a word for one: called so, in quotes, between commas."""
    text = sentence.text
    for pattern in (_CALLED, _BETWEEN):
        for match in pattern.finditer(text):
            if not _named_after_firm(sentence, match.start(), others):
                for mention in named_plan(sentence, match.span("name"), others):
                    yield _taking_up(mention, text[: match.start("name")])
    for match in (*_QUOTED.finditer(text), *_GIVEN.finditer(text)):
        if _of_public(sentence, match.start(), match.end(), others):
            yield from named_plan(sentence, match.span("name"), others)


def explained(sentence: Sentence, others: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the plans that an apposition explains: "Impulso 2030, a programme that the ministry launched"."""
    text = sentence.text
    for match in _EXPLAINED_BEHIND.finditer(text):
        behind = (sentence.start + match.start("behind"), sentence.start + match.end("behind"))
        if _PUBLIC.search(match["behind"]) or any(overlapping(others, *behind, "Bureau")):
            yield from _explained(sentence, match.span("name"), others)
    for match in _PRESENTED.finditer(text):
        before = list(overlapping(others, sentence.start, sentence.start + match.start()))
        if any(m.type == "Bureau" for m in before) and not any(m.type == "Company" for m in before):
            yield from _explained(sentence, match.span("name"), others)
    for match in _TAKEN_OVER.finditer(text):
        yield from named_plan(sentence, match.span("name"), others)
    for match in (*_EXPLAINED.finditer(text), *_EXPLAINED_AID.finditer(text)):
        yield from _explained(sentence, match.span("name"), others)


def called_next(
    sentence: Sentence, before: Sentence, told: Sequence[Mention], others: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the name that a sentence begins with and gives to the plan described last, in the sentence before it."""
    named = _NAMED_NEXT.match(sentence.text) if before.index < sentence.index and _TOLD_OF.match(before.text) else None
    if named and not is_function_word(named["name"].split()[0]):
        yield from named_plan(sentence, named.span("name"), others)
    match = _CALLED_NEXT.match(sentence.text)
    last = max((m for m in told if m.end <= sentence.start), key=lambda m: m.start, default=None)
    if match and last is not None and last.form == "description":
        for mention in named_plan(sentence, match.span("name"), others):
            yield replace(mention, features=(*mention.features, ("names", last.feature("head") or "plan")))


def _taking_up(mention: Mention, before: str) -> Mention:
    """Return the name with the word for a thing spoken of before that it is given to: "The scheme, called X"."""
    known = _KNOWN_KIND.search(before)
    return replace(mention, features=(*mention.features, ("names", known[1].lower()))) if known else mention


def _explained(sentence: Sentence, span: tuple[int, int], others: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the plan that an apposition explains, without the small word at a sentence's start."""
    text = sentence.text
    start, end = span
    while " " in text[start:end] and is_function_word(text[start:end].split()[0]):
        start += len(text[start:end].split()[0]) + 1
    if not is_function_word(text[start:end]):
        yield from named_plan(sentence, (start, end), others)


def _of_public(sentence: Sentence, start: int, end: int, others: Sequence[Mention]) -> bool:
    """Whether a named programme is a public body's: one or a place stands in the sentence, and no firm possesses it."""
    low, high = sentence.start + start, sentence.start + end
    before = [m for m in overlapping(others, sentence.start, low) if m.type in {"Company", "Bureau", *PLACES}]
    last = max(before, key=lambda m: m.start, default=None)
    possessed = re.match(r"(?:its|their|['’]s)\b", sentence.text[start:end], re.IGNORECASE)
    if last is not None and last.type == "Company" and (possessed or low - last.end < 40):
        return False
    if any(m.type in {"Bureau", *PLACES} for m in overlapping(others, sentence.start, sentence.end)):
        return True
    policy = re.search(r"\b(?:strategy|polic\w+|scheme|roadmap|blueprint)\b", sentence.text[start:end])
    return bool(_PUBLIC.search(sentence.text)) or (policy is not None and last is None and high > low)


def _named_after_firm(sentence: Sentence, position: int, others: Sequence[Mention]) -> bool:
    """Whether a company possesses what is named: "Volta's programme called Spark"."""
    start = sentence.start + position
    return any(overlapping(others, max(sentence.start, start - 12), start + 1, "Company"))


def _kind_beside(text: str, start: int, end: int) -> str | None:
    """Return the word for a plan that stands beside a name, by which texts take it up: "the EV 3.5 *package*"."""
    behind = re.match(rf"[\"”’'*»)]?\s+(?:[a-z]+\s+)?({KINDS})\b", text[end:])
    before = re.search(rf"\b({KINDS}),?(?:\s+(?:called|named|dubbed))?\s+(?:the\s+)?[\"“‘'«(]?$", text[:start])
    beside = behind or before
    kind = beside[1].lower() if beside is not None else None
    return "program" if kind is not None and kind.startswith("programme") else kind


def named_plan(
    sentence: Sentence, span: tuple[int, int], others: Sequence[Mention], code: str = "programme"
) -> Iterator[Mention]:
    """Yield the plan whose name takes a span of a sentence, unless that is a known body's or something else's name."""
    start, end = sentence.start + span[0], sentence.start + span[1]
    near = list(overlapping(others, start, end))
    if any(m.gazetteer and m.type in {"Company", "Bureau"} for m in near):
        return
    if any((m.start, m.end) == (start, end) and m.type != "Company" for m in near):
        return
    name = sentence.text[span[0] : span[1]]
    years = re.findall(r"\b20\d\d\b", name)
    words = re.findall(r"[^\W\d_][\w-]*", name) or [name]
    kind = _kind_beside(sentence.text, *span)
    features: tuple[tuple[str, str], ...] = (("code", code), ("head", kind or words[-1].lower()))
    if years:
        features = (*features, ("years", years[-1]))
    yield Mention(start, end, "Plan", "name", name, "plan-slogan", 0.8, features=features)
