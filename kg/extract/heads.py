"""Head words of plans and facilities in a sentence, and the short names that a text gives to them."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.extract.document import Document, Sentence
from kg.extract.phrases import is_cap
from kg.lexicon import Entry, Lexicon
from kg.model import Mention
from kg.text.truecase import is_all_caps, is_headline_case

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEREINAFTER: Final = re.compile(
    r"\s*[(（,]?\s*(?:hereinafter|hereafter|henceforth|short(?: form)?:|known as|also known as|dubbed|or)\s*,?\s*"
    r"(?:referred to as|called|as|abbreviated as)?\s*(?:the\s+)?"
    r"[\"“'‘]?(?P<alias>[A-Z][\w&.\- ]{1,40}?)[\"”'’]?\s*[),.;]"
)
_ACRONYM: Final = re.compile(
    r"\s*\(\s*(?:the\s+)?[\"“‘']?(?P<alias>[A-Z][A-Za-z&.\-]*[A-Z][A-Za-z0-9&.\-]*(?: 20\d\d)?)[\"”’']?\s*\)"
)


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
        (h.end, e.role == "stop" and sentence.text[h.start - sentence.start].isupper())
        for h in sentence.hits
        if isinstance(e := lexicon.by_iri.get(h.entry), Entry) and e.role in {"stop", "stop-small"}
    }
    for hit in sentence.hits:
        entry = lexicon.by_iri.get(hit.entry)
        if not isinstance(entry, Entry) or entry.denotes != denotes or not entry.role:
            continue
        if hit.end not in best or hit.start < best[hit.end][0]:
            best[hit.end] = (hit.start, entry)
    for end, (start, entry) in sorted(best.items()):
        tokens = sentence.tokens(start, end)
        if not tokens or _stopped(stops, end, tokens[-1]):
            continue
        yield tokens[-1], tokens[0].i, entry


def _stopped(stops: set[tuple[int, bool]], end: int, head: "Token") -> bool:
    """Whether a compound stops its head word: in capitals only where it is a stop in every spelling."""
    return any(stop_end == end and (capital or not is_cap(head)) for stop_end, capital in stops)


def headline_case(sentence: Sentence) -> bool:
    """Whether capitals tell nothing of names in a sentence: a line in capitals, or a headline in Headline Case."""
    if is_all_caps(sentence.text):
        return True
    closed = sentence.text.rstrip().endswith((".", "!", ";", ":"))
    return is_headline_case(sentence.text) and not (closed and sentence.kind in {"prose", "bullet"})


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
