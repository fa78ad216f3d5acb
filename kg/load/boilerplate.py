"""The cutter: tells what surrounds the body of an article by the shape and place of its lines.

Precision first: a line is cut only if its wording *and* its shape (short, no sentence, part of a run, at an end) agree.
"""

from collections.abc import Sequence

from kg.load.cues import (
    ABOUT,
    AGO_EDGE,
    CONTACT_HEAD,
    COOKIES,
    CUE,
    END_MARK,
    INSIDE,
    LEGAL_CUES,
    LEGAL_HEAD,
    LEGAL_NEEDLES,
    LINES,
    MAIL,
    PHONE,
    URL,
)
from kg.load.draft import WORD, Piece
from kg.load.tails import cut_tails, teasers

LONG_LINE = 600  # characters
SHORT_LINE = 45  # words
SHORT_INVITATION = 16  # words of "For more information …": longer ones say something of the subject
HEADLINE = 24  # words
MAX_CONTACT_LINES = 8
MIN_UNCUED_RUN = 4


def judge(pieces: Sequence[Piece]) -> list[str]:
    """Return a reason for each piece that is boilerplate, "" for what belongs to the article."""
    reasons = [piece.hint or _line(piece) for piece in pieces]
    body = [i for i, piece in enumerate(pieces) if not reasons[i] and piece.is_prose]
    last = body[-1] if body else -1
    _edges(pieces, reasons, body[0] if body else len(pieces), last)
    _legal(pieces, reasons)
    cut_tails(pieces, reasons)
    _trailing_links(pieces, reasons)
    _contacts(pieces, reasons)
    _stamped(pieces, reasons)
    _cued_lists(pieces, reasons)
    _uncued_run(pieces, reasons)
    return reasons


def _line(piece: Piece) -> str:
    text = piece.text
    if len(text) > LONG_LINE or piece.kind == "title" or piece.words > SHORT_LINE:
        return ""
    if END_MARK.fullmatch(text):
        return "end-mark"
    low = text.lower()
    for reason, needles, pattern in INSIDE:
        for needle in needles:
            if needle in low:
                if pattern.search(text):
                    return reason
                break
    for reason, sentences, pattern in LINES:
        if (sentences or not piece.is_prose) and pattern.match(text):
            long = reason == "media-contact" and piece.is_prose and piece.words > SHORT_INVITATION
            return "" if long else reason
    return ""


def _edges(pieces: Sequence[Piece], reasons: list[str], first: int, last: int) -> None:
    """Cut cookie bars above and below the body."""
    for i, piece in enumerate(pieces):
        if not reasons[i] and (i <= first or i >= last) and "cookie" in piece.text.lower() and len(piece.text) < 500:
            reasons[i] = "cookies" if COOKIES.match(piece.text) else ""


def _legal(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut disclaimers: paragraphs of at least two legal phrases, and their headings."""
    headed = False
    whole = "\n".join(piece.text for piece in pieces).lower()
    needles = [needle for needle in LEGAL_NEEDLES if needle in whole]  # most articles have few of them, or none
    for i, piece in enumerate(pieces) if needles else ():
        if reasons[i]:
            continue
        if piece.kind != "bullet" and LEGAL_HEAD.fullmatch(piece.text):
            headed = i + 1 < len(pieces) and LEGAL_CUES.search(pieces[i + 1].text) is not None
            reasons[i] = "legal" if headed else ""
            continue
        low = piece.text.lower()
        may = (headed or i > len(pieces) // 3) and any(needle in low for needle in needles)
        found = list(LEGAL_CUES.finditer(piece.text)) if may else []
        kinds = {match.group(0).lower()[:12] for match in found}
        headed = bool(kinds) and (headed or (len(kinds) >= 2 and found[0].start() < 0.6 * len(piece.text)))
        if headed:
            reasons[i] = "legal"


def _contacts(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut blocks that say whom the press may call, and single lines of e-mail, phone or web addresses."""
    left = 0
    for i, piece in enumerate(pieces):
        if reasons[i]:
            continue
        text = piece.text
        if len(text) > LONG_LINE:
            left = 0
            continue
        words = piece.words
        addressed = words <= 12 and bool(("@" in text and MAIL.search(text)) or PHONE.search(text))
        if i > 0 and words <= 25 and piece.kind != "title" and CONTACT_HEAD.fullmatch(text):
            reasons[i], left = "media-contact", MAX_CONTACT_LINES
        elif piece.is_prose or ABOUT.match(text):
            left = 0
        elif i > 0 and (addressed or (words <= 4 and URL.search(text))):
            reasons[i] = "media-contact"
        elif left and words <= 10:
            reasons[i], left = "media-contact", left - 1
        else:
            left = 0


def _stamped(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut lines with stamps such as "12 minutes ago": a list that pages add by themselves."""
    for i, piece in enumerate(pieces):
        if reasons[i] or piece.words > 30 or piece.is_prose:
            continue
        if ("ago" in piece.text.lower() or "前" in piece.text) and AGO_EDGE.search(piece.text):
            reasons[i] = "minutes-ago"


def _cued_lists(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut lists of other stories: a cue such as "Recent Stories", then headlines up to the next real paragraph."""
    i = 0
    while i < len(pieces):
        if reasons[i] or i == 0 or not _is_cue(pieces[i]):
            i += 1
            continue
        end = teasers(pieces, i + 1)
        shown = [k for k in range(i + 1, end) if pieces[k].is_prose]
        while end < len(pieces) and (reasons[end] or _is_headline(pieces[end])):
            end += 1
        before = pieces[end - 1]
        if end < len(pieces) and before.kind == "heading" and not pieces[end].tight and before.links < 0.8:
            end -= 1  # the heading of the paragraph that follows
        for k in shown:
            reasons[k] = reasons[k] or "other-stories"
        items = [k for k in range(i + 1, end) if not reasons[k] or reasons[k] == "minutes-ago"]
        enough = 1 if end == len(pieces) else 2
        if len(items) >= enough and not all(_is_section(pieces[k]) for k in items[:2]):
            for k in (i, *items):
                reasons[k] = reasons[k] or "other-stories"
        elif not items and (end == len(pieces) or end > i + 1):
            reasons[i] = "other-stories"
        i = max(end, i + 1)


def _is_section(piece: Piece) -> bool:
    """Say whether a piece may be a heading of the article itself rather than of another story."""
    return piece.kind == "heading" and not piece.tight and piece.links < 0.8


def _is_cue(piece: Piece) -> bool:
    return piece.kind != "title" and len(piece.text) <= 80 and CUE.fullmatch(piece.text) is not None


def _is_headline(piece: Piece) -> bool:
    """Say whether a piece can be the headline of another story inside a list of them."""
    words = piece.words
    if words > HEADLINE:
        return False
    listed = piece.kind == "bullet" or piece.tight or piece.links >= 0.8
    return not piece.is_sentence or (listed and words <= 20)


def _uncued_run(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut headlines that follow the body without a cue: lines close together about other things than the article."""
    tail = len(pieces)
    while tail > 0 and (reasons[tail - 1] or (pieces[tail - 1].tight and _bare_headline(pieces[tail - 1]))):
        tail -= 1
    if tail > 0 and _bare_headline(pieces[tail - 1]):  # the first one stands below a blank line
        tail -= 1
    run = [i for i in range(tail, len(pieces)) if not reasons[i]]
    if len(run) < MIN_UNCUED_RUN or not any(p.is_prose for p in pieces[:tail]):
        return
    said = {word.lower() for piece in pieces[:tail] for word in WORD.findall(piece.text) if len(word) > 3}
    words = [word.lower() for i in run for word in WORD.findall(pieces[i].text) if len(word) > 3]
    if words and sum(word in said for word in words) < 0.35 * len(words):
        for i in run:
            reasons[i] = "headlines"


def _bare_headline(piece: Piece) -> bool:
    text = piece.text
    return (
        piece.kind not in ("bullet", "title")
        and text[0].isalpha()
        and not piece.is_sentence
        and not text.endswith((":", "："))
        and 5 <= piece.words <= HEADLINE
    )


def _trailing_links(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut lines of nothing but links at the end."""
    for i in range(len(pieces) - 1, 0, -1):
        if reasons[i]:
            continue
        if pieces[i].links < 0.8 or pieces[i].is_prose or pieces[i].words > HEADLINE:
            return
        reasons[i] = "links"
