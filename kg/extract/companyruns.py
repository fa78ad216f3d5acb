"""Runs of capitalised words that may name companies, cut where a name begins and ends."""

import re
from collections.abc import Iterator
from typing import Final

from kg.extract.capitals import CALENDAR, DIRECTIONS, UPPER, is_function_word
from kg.extract.companywords import CompanyWords
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer

LEGAL_TAIL: Final = re.compile(
    r",? ?\(?(?:Limited Partnership|Limited Liability Company|Co\.?,? ?Ltd\.?|Co\.|Inc\.?|Corp\.?|Ltd\.?"
    r"|LLC|L\.L\.C\.|PLC|plc|GmbH(?: & Co\. KG)?|AG"
    r"|S\.A\.(?: de C\.V\.)?|S\.p\.A\.|N\.V\.|B\.V\.|K\.K\.|Limited|Pvt\.? Ltd\.?|Private Limited|Sdn\.? Bhd\.?"
    r"|Pte\.? Ltd\.?|A/S|Incorporated)(?=[\s,.;:)'’]|$)"
)
# "Volkswagen (Anhui) Ltd".
BRACKETED: Final = re.compile(
    r" ?\(([A-Z][\w ]+)\)(,? (?:Co\.?,? ?Ltd\.?|(?:Pvt\.? |Pte\.? )?Ltd\.?|Inc\.?|(?:Private )?Limited|Sdn\.? Bhd\.?"
    r"|LLC|GmbH))?"
)
_CAP: Final = rf"(?:(?!A/S\b)[{UPPER}][\w&.'’-]*|[a-z]{{1,2}}[A-Z]\w+|[a-z]{{3,6}}[A-Z]{{2}}\w*|\d+[A-Z][\w-]*|3M)"
_RUN: Final = re.compile(
    rf"(?<!\w){_CAP}(?:(?: (?:of|de|&|and|del|la|ve|und|et|y|e|di|da|dos|van|von) (?={_CAP})| & | )?(?<= ){_CAP})*"
)
# What a verb in the singular says of "Haitian Flavouring and Food".
_ONE: Final = re.compile(r" (?:is|was|has|plans|makes|operates|owns|runs|produces|expects|aims|intends|supplies) ")
# "SICK AG Deal Expansion": after its legal form a name is over.
_CLOSED: Final = re.compile(
    r"(?<= )(?:AG|GmbH|Inc\.?|LLC|Ltd\.?|PLC|plc|Oyj|A/S|S\.A\.|N\.V\.)(?= (?!&|de |and )[A-Z])"
)
# "Norvik America President Jay Moon": before an office, the firm's name is over.
_CUT: Final = re.compile(
    r"['’]s? (?=[A-Z])| and | of |(?:^| )About (?=[A-Z])"
    r"|(?<!Executive)(?<!Managing)(?<!Vice)(?<!Senior)(?<!General) "
    r"(?=(?:(?:Senior|Executive|Vice|Managing|General) )*"
    r"(?:President|Chair(?:man|woman|person)?|CEO|CFO|COO|CTO|Director|Manager|Founder|Chief Executive)\b)"
)
# "About Stell" run into the paragraph "Stell is …": the name begins with its second copy.
_TWICE: Final = re.compile(
    r"(\S+(?: \S+){0,4}?)(?:,? (?:Inc|Corp|Corporation|LLC|Ltd|Limited|Group|Co))?\.?\s*(?=\1(?!\w))"
)
# "LLCHolm Capital, LLC": a form of law that the line before ended in; "46M Acme shares": an amount.
_STUCK: Final = re.compile(r"(?:LLC|Inc\.|Corp\.|Ltd\.?)(?=[A-Z][a-z])|\d+[MBK] (?=[A-Z])")
_NUMBERED: Final = re.compile(r"(?:[A-Z][\w-]+ ){1,3}\d{1,3} $")
_DOTTED: Final = re.compile(r"\b[A-Z]\.$|\b(?:Inc|Corp|Co|Ltd)\.$")
# "Strategic Investment From Mitsui & Co.": capitals of a headline.
_PREPOSED: Final = re.compile(r" (?:From|With|By|Into|Through|Amid|After|Against) (?=[A-Z])")
# "Acquired Norlund Biotech in Oslo": an item of a list of deeds.
_DEEDS: Final = re.compile(r"(?:Acquired|Bought|Sold|Divested|Opened|Launched|Signed|Completed|Appointed) (?=[A-Z])")
_ENDING: Final = re.compile(r"['’]s?$|[.,]$")
# Forms of law with a country in one name ("Industry Corporation of China"); an Ltd. "of Edmonton" tells its seat.
_SEATED: Final = frozenset({"Corporation", "Company", "Holdings", "Bank", "Group"})
# What a name that ends by law may begin with: "Three Rings, Inc.", "New Gold Inc.".
_NUMERALS: Final = frozenset({"New", "Two", "Three", "Four", "Seven", "Next", "First", "One"})
# Words that open sentences, but in the middle of one are part of a name.
_NAME_LEADS: Final = frozenset({"One", "First", "Next", "Second", "Every", "Further"})
_PART_OF: Final = frozenset(
    {"management", "board", "shareholder", "share", "founder", "worker", "director", "employee"}
)


def runs(
    document: Document, sentence: Sentence, gazetteer: Gazetteer, words: CompanyWords
) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words, without the ordinary words at their beginning, with their legal endings."""
    for match in _RUN.finditer(sentence.text):
        start, end = match.start(), match.end()
        for part_start, part_end in _parts(sentence.text, start, end, gazetteer, words):
            tail = LEGAL_TAIL.match(sentence.text, part_end)
            stop = tail.end() if tail else part_end
            if not tail and (bracket := BRACKETED.match(sentence.text, part_end)) and bracket.group(2):
                stop = bracket.end()
            yield sentence.start + part_start, sentence.start + stop


def _parts(text: str, start: int, end: int, gazetteer: Gazetteer, words: CompanyWords) -> Iterator[tuple[int, int]]:
    """Yield the run cut at possessives and "and", each part without leading function words."""
    run = text[start:end]
    closed = _CLOSED.search(run)
    if closed:
        run = run[: closed.end()]
    cuts = [stuck.end() if (stuck := _STUCK.match(run)) else 0]
    if not text[:start].strip(" *•-–") and (deed := _DEEDS.match(run)):
        cuts = [deed.end()]
    for match in sorted((*_CUT.finditer(run), *_PREPOSED.finditer(run)), key=lambda m: m.start()):
        cuts += [match.start(), match.end()]
    cuts.append(len(run))
    pieces = [(cuts[i], cuts[i + 1]) for i in range(0, len(cuts), 2)]
    listed = bool(re.search(r"\w, $", text[:start])) and not LEGAL_TAIL.match(text[end : end + 30])
    if (
        len(pieces) > 1
        and "About " not in run
        and not listed
        and _one_name(run, text[end : end + 30], gazetteer, words)
    ):
        pieces.append((0, len(run)))
    for first, high in ((second(run, low, high), high) for low, high in pieces):
        whole = len(pieces) > 1 and (first, high) == (0, len(run))
        inside = bool(re.search(r"[\w,] $", text[: start + first]))
        owned = bool(re.search(r"\b(?:[Ff]amily|[Bb]rothers|[Ss]isters)['’]s? $", text[: start + first]))
        own = whole or (owned and words.suffix_end(run[first:high].split()))  # "the family's Thai Siridara Group"
        legal = bool(LEGAL_TAIL.match(text, start + high)) or words.legal_end(run[first:high].split())
        piece = without_lead(run[first:high], None if own else gazetteer, words, inside=inside, legal=legal)
        low = high - len(piece)
        # "Sixty 4 Works, Inc."
        number = _NUMBERED.search(text[:start]) if legal and low == 0 and _plain(piece, words) else None
        back = len(number[0]) if number else 0
        if not piece[-1:].isalnum() or piece.endswith(("'s", "’s")):
            piece = piece if _DOTTED.search(piece) else _ENDING.sub("", piece)
        if piece and not is_function_word(piece):
            yield start + low - back, start + low + len(piece)


def second(run: str, low: int, high: int) -> int:
    """Return where a piece of a run begins, its second copy if it is written twice."""
    twice = _TWICE.match(run[low:high])
    return low + twice.end() if twice and (len(twice[1]) > 3 or " " in twice[1]) else low


def _one_name(run: str, rest: str, gazetteer: Gazetteer, words: CompanyWords) -> bool:
    """Tell whether "and" or "of" stands inside one name ("Industry Corporation of China")."""
    if gazetteer.lookup(run, "Company"):
        return True
    if _PREPOSED.search(run):
        return False
    if " of " in run:
        head = run.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
        return head in _SEATED
    if re.search(r"['’]s? ", run):
        return False
    first, _, second = run.partition(" and ")
    known = any(gazetteer.lookup(part, "Company") for part in (first, second, *second.split()))
    if second and not known and LEGAL_TAIL.match(rest) and _plain(second, words):
        return True  # "Brightfield Data Center and Cloud Services Co., Ltd."
    if run.split(maxsplit=1)[0] in words.no_names or (" " in first and " " in second.strip() and not _ONE.match(rest)):
        return False
    one = LEGAL_TAIL.match(rest) or words.legal_end(run.split()) or _ONE.match(rest)
    return not known and "-" not in first and bool(one)


def _long_name(rest: str, gazetteer: Gazetteer | None) -> bool:
    """Tell whether two or more unknown capitals follow a word: "One World Products", not "One Tesla Model Y"."""
    words = rest.split()
    if gazetteer is None or len(words) < 2 or not all(w[:1].isupper() for w in words):
        return False
    return not gazetteer.lookup(words[0]) and gazetteer.country_of_adjective(words[0]) is None


def _plain(rest: str, words: CompanyWords) -> bool:
    """Tell whether words that a form of law follows tell no firm from others: "Battery Materials", "West Metals"."""
    told = [w for w in rest.split() if w.rstrip(".,") not in words.legal]
    return all(w.lower() in words.ordinary or w in words.ambiguous or w in DIRECTIONS for w in told)


def without_lead(
    piece: str, gazetteer: Gazetteer | None, words: CompanyWords, *, inside: bool = False, legal: bool = False
) -> str:
    """Return a run without the ordinary words that it begins with; with a gazetteer, without its demonyms, too.

    `inside` a sentence, a capital makes a word for a firm part of the name: "and Powerhouse Energy Group". A name that
    ends by law (`legal`) keeps what tells it from others: "American Steel Materials, Inc.".
    """
    while piece:
        first, _, rest = piece.partition(" ")
        if legal and rest and first in _NUMERALS and (inside or " " not in rest) and rest not in words.legal:
            break
        if first in _NAME_LEADS and rest[:1].isupper() and (inside or _long_name(rest, gazetteer)):
            break  # "of One World Products"
        noun = first.lower().removesuffix("s")
        ordinary = is_function_word(first) or first in CALENDAR
        ordinary = ordinary or (not inside and (noun in words.nouns or noun.endswith("maker")))
        if rest.startswith(("of ", "at ")) and noun in _PART_OF:
            piece = rest.split(" ", 1)[1]
            continue
        ordinary = ordinary or first.endswith(
            ("-based", "-headquartered", "-listed", "-owned", "-backed", "-advised", "-managed")
        )
        demonym = (
            gazetteer is not None
            and gazetteer.country_of_adjective(first)
            and not gazetteer.lookup(" ".join(piece.split()[:2]))
            and rest not in words.suffixes  # "Korean Air"
        )
        if not rest or not (ordinary or demonym) or (legal and demonym and _plain(rest, words)):
            break
        piece = rest
    return piece
