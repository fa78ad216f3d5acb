"""Whether a named plan is a public body's, in an article of firms and their customers."""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.document import Document
from kg.extract.surroundings import overlapping
from kg.model import PLACES, Mention

_PUBLIC: Final = re.compile(
    r"\b(?:[Gg]overnment(?:s|al)?|[Mm]inist(?:er|ry|ers|ries|erial)|[Ff]ederal|Congress|Parliament|Senate|[Gg]overnor|"
    r"[Mm]ayor|[Ll]egislat\w+|[Ll]awmakers?|[Aa]uthorities|[Tt]axpayers?|EU|European Union|Administration|"
    r"(?:The|the) [Ss]tate|[Pp]ublic (?:funds?|money|funding|sector)|[Ss]ubsid\w+|[Tt]ax (?:credit|break|relief)s?|"
    r"(?:President|First Lady|Prime Minister|White House|Presidential)|"
    r"[Cc]ommission|[Cc]ouncil|[Cc]abinet|[Pp]rovinc\w+|[Pp]olicy ?makers?)\b"
)
_OFFICIAL: Final = re.compile(r"\b(?:National|Federal|State|Government|Public|European|EU|Union|Central|Provincial)\b")
# Whom those address who sell something.
_SELLING: Final = re.compile(r"\b(?:[Oo]ur|[Yy]our?|[Cc]ustomers?|[Cc]lients?|[Ss]hareholders?|[Ii]nvestors?)\b")
_LAWS: Final = frozenset({"act", "regulation"})
_NEAR: Final = 3


def without_private(document: Document, found: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without the names of plans that sellers give to what they sell: "our Family Data *Plan*".

    Names count where somebody public is spoken of near them, or twice in the article. Laws, descriptions and fixed
    names are told by words of their own.
    """
    text = document.text
    private = bool(_SELLING.search(text)) and len(_PUBLIC.findall(text)) < 2
    if not private:
        return list(found)
    public = {m.name.lower() for m in found if _is_public(document, m, others)}
    return [m for m in found if m.name.lower() in public]


def _is_public(document: Document, mention: Mention, others: Sequence[Mention]) -> bool:
    sentence = document.sentence_at(mention.start)
    if mention.rule != "plan-named" or mention.feature("code") in _LAWS or sentence is None:
        return True
    inside = overlapping(others, mention.start, mention.end)
    if mention.feature("owner") or _OFFICIAL.search(mention.name) or any(m.type in PLACES for m in inside):
        return True
    near = document.sentences[max(0, sentence.index - _NEAR) : sentence.index + _NEAR + 1]
    start, end = near[0].start, near[-1].end
    return bool(_PUBLIC.search(document.text, start, end)) or any(overlapping(others, start, end, "Bureau"))
