"""Where names of agencies really begin and end, where their words alone do not tell."""

import re
from collections.abc import Sequence
from typing import Final

from kg.extract.bureauwords import Token, Words
from kg.extract.capitals import CALENDAR, is_capital, is_function_word
from kg.extract.document import Document, Sentence
from kg.gazetteer import Gazetteer
from kg.text.occurrences import occurrences

JOINTS: Final = frozenset({"and", "&"})
TITLES: Final = tuple(
    """Secretary Minister Director Commissioner Chairman President Administrator Chief Deputy Spokesperson Spokesman
    Spokeswoman Officials Official Counselor Counsel Senior Assistant Acting Special Adviser Advisor Attorney Fellow
    Inspector Ambassador""".split()
)
# Whoever bears these belongs to a board or council: the name ends before them.
_SEATS: Final = frozenset({*TITLES, "Chair", "Chairwoman", "Vice", "Member", "Members", "Executive", "Lead", "Liaison"})
# "Former Defense Advanced Research Projects Agency": said of somebody, no part of the name.
LEADS: Final = frozenset("Former Acting Lead Principal Releases Announces Ex Current Longtime".split())
# A body or a person that "and" joins to the next one: "the Congress and Federal Reserve Board".
_ALONE: Final = frozenset(
    """Congress Senate House Parliament Cabinet President Court Navy Army Pentagon Treasury Union University Government
    Secretary Minister Governor Mayor Director Chairman Institute Bank Association Federation Company Group""".split()
)
_PAPERS: Final = frozenset("Framework Plan Strategy Program Programme Report Act Roadmap Agenda Summit Memo".split())
# What follows a name that goes on: "… Industry *and Trade*".
_ON: Final = re.compile(r"(?:,? and|,| of| for)? (?:the )?[A-Z]")
_NUMBERED: Final = re.compile(r"\d{1,3}")


def listed_topics(tokens: Sequence[Token], joint: int, words: Words, gazetteer: Gazetteer) -> bool:
    """Tell whether topics before an "and" belong to the one body behind it: "the Substance Abuse *and* … Agency".

    They do where an article or an owner opens the list and nothing in it is a body, place or firm of its own.
    """
    run: list[str] = []
    for i in range(joint - 1, max(-1, joint - 8), -1):
        word = tokens[i].text
        if word in ("the", "The") or word.endswith(("'s", "’s")):
            phrase = " ".join(reversed(run))
            return bool(run) and not gazetteer.lookup(phrase)
        if word in JOINTS or word == ",":
            continue
        alone = word in _ALONE or word.lower() in words.heads | words.weak or (word.isupper() and len(word) > 1)
        if not is_capital(word) or alone or gazetteer.lookup(word, "Country", "Region", "Bureau", "Company"):
            return False
        run.append(word)
    return False


def known_end(tokens: Sequence[Token], first: int, head: int, last: int, words: Words, gazetteer: Gazetteer) -> int:
    """Return the last token of a known name inside a longer reading, or 0.

    One ends before an "and", a paper's name and a further body of it: "Department of Labor *Women's Bureau*".
    """
    body = tokens[last].text.lower() in words.heads | words.weak  # "Department of Energy Loan Program Office"
    further = {i for i in range(head + 1, last + 1) if tokens[i].text in _PAPERS and not body}
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if tokens[last].text.endswith(("'s", "’s")) or after in ("'", "’"):
        further.add(last)
    for i in range(last - 1, head, -1):
        joint = tokens[i + 1].text in JOINTS
        if not joint and not any(f > i for f in further):
            continue
        name = " ".join(t.text for t in tokens[first : i + 1]).replace(" ,", ",")
        topic = tokens[i + 2].text.lower() if joint and i + 2 <= last else ""
        goes_on = any(t == topic or t.startswith(topic + " ") for t in words.topics)
        if gazetteer.lookup(name, "Bureau") and not (topic and goes_on):
            return i
    return 0


def foreign_end(tokens: Sequence[Token], first: int, head: int, last: int, gazetteer: Gazetteer) -> int:
    """Return the token before a joint behind which another country's body stands, or 0.

    "U.S. Department of Defense and *Natural Resources Canada*".
    """
    ends = gazetteer.lookup(tokens[last].text, "Country")
    joint = next((i for i in range(last - 1, head, -1) if tokens[i].text in JOINTS), 0)
    if not ends or not joint or last - joint < 2:
        return 0
    words = [t.text for t in tokens[first:head]]
    starts = [k for n in (3, 2, 1) for k in gazetteer.lookup(" ".join(words[:n]), "Country") if len(words) >= n]
    own = gazetteer.country_of_adjective(words[0]) if words else None
    starts += [own] if own is not None else []
    return joint - 1 if starts and all(k.key != ends[0].key for k in starts) else 0


def headline_end(document: Document, sentence: Sentence, tokens: Sequence[Token], span: tuple[int, int, int]) -> int:
    """Return where a name ends in a headline, whose other words are capitals too: "Ministry of Mines *Opens* a Mill".

    It ends before a verb or where it ends in the text below. `span` are its first token, the head and the last.
    """
    first, head, last = span
    if sentence.kind not in ("title", "heading") or last < head + 3:
        return last
    for i in range(head + 3, last + 1):
        if any(t.tag_ in ("VBZ", "VBD", "MD") for t in sentence.tokens(tokens[i].start, tokens[i].start + 1)):
            return i - 1
    below = "\n".join(s.text for s in document.sentences if s.kind in ("prose", "bullet"))
    for i in range(last, head + 1, -1):
        name = document.text[tokens[first].start : tokens[i].end]
        if any(not _ON.match(below, at + len(name)) for at in occurrences(name, below)):
            return i
    return last


def goes_on(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a capitalised noun follows that makes it another name: "Public Service *Loan* …", "… *Medal*"."""
    if last + 1 >= len(tokens) or tokens[last + 1].start - tokens[last].end != 1:
        return False
    word = tokens[last + 1].text
    titled = word in _SEATS or word in CALENDAR or word.isupper() or is_function_word(word)
    return is_capital(word) and word.isalpha() and not titled and not tokens[last].text.endswith(("'s", "’s"))


def longer_start(tokens: Sequence[Token], first: int, head: int, gazetteer: Gazetteer) -> int:
    """Return where a name begins before a word that seemed to part it from its place: "*Route 66* … Commission".

    The same for "District of *Columbia* …", "Women's *Suffrage* …", and for what "Made in *America* Office" calls.
    """
    if first < 2 or tokens[first].start - tokens[first - 1].end > 1:
        return first
    before, word = tokens[first - 1].text, tokens[first].text
    if _NUMBERED.fullmatch(before) and first < head and is_capital(tokens[first - 2].text):
        return first - 2
    if before in ("Women's", "Women’s", "Veterans'", "Veterans’", "Children's", "Children’s"):
        return first - 1
    if before in ("of", "in") and is_capital(tokens[first - 2].text):
        placed = " ".join(t.text for t in tokens[first - 2 : first + 1])
        called = before == "in" and gazetteer.lookup(word, "Country", "Region")
        return first - 2 if called or gazetteer.lookup(placed, "City", "Region") else first
    return first
