"""What pages hang below a body and what its shape gives away: comments, offers to subscribe, stories with teasers."""

import re
from collections.abc import Sequence

from kg.load.draft import Piece

COMMENTS_HEAD = re.compile(
    r"(?:\d+\s*(?:comments?|replies|responses|thoughts on\b.{0,200}|kommentare?|commentaires?|comentarios?|条评论)"
    r"|(?:reader )?comments?\s*(?:\(\d+\))?|leave a (?:comment|reply)|join the (?:conversation|discussion)"
    r"|post a comment|kommentare?|commentaires?|comentarios?|comentários?|(?:网友|最新|全部|热门)?评论)\s*[:：]?",
    re.I,
)
COMMENTS_SIGN = re.compile(
    r"(?:reply|répondre|antworten|responder|回复|like|log in to (?:reply|comment)|report(?: (?:comment|abuse))?)\s*"
    r"|your e-?mail address will not be published.*|.{2,60}\bsays:?",
    re.I | re.S,
)
OFFER = re.compile(
    r"(?:to (?:continue|keep) reading\b|(?:keep|continue) reading (?:for|with|by)\b"
    r"|already (?:a|have an?) (?:subscri|member|account)"
    r"|(?:subscribe|sign up|register|log in) (?:now )?to (?:continue|keep|read|unlock)"
    r"|this (?:article|story|content) is (?:for|reserved for|available (?:only )?to|exclusive to) .{0,40}"
    r"(?:subscribers|members)|unlock (?:this|the full)\b"
    r"|(?:want|would you like) to (?:read|keep) .{0,20}subscri|weiterlesen mit\b|jetzt (?:weiterlesen|abonnieren)"
    r"|cet article est réservé aux abonnés|il vous reste .{1,20} de cet article|contenido exclusivo para)",
    re.I,
)
NETWORK = re.compile(
    r"(?:share on |teilen auf |partager sur )?(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|tumblr"
    r"|e-?mail|print|wechat|weibo|bluesky|threads|mastodon|xing|line|copy (?:link|url)|微信|微博|qq空间|朋友圈)",
    re.I,
)
LINKED = 0.8
MAX_TEASER = 45  # words


def cut_tails(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Mark comments, offers to subscribe, and the names of networks to share on."""
    _comments(pieces, reasons)
    _offers(pieces, reasons)
    for i, piece in enumerate(pieces[1:], start=1):
        if not reasons[i] and reasons[i - 1] == "share" and NETWORK.fullmatch(piece.text):
            reasons[i] = "share"


def teasers(pieces: Sequence[Piece], start: int) -> int:
    """Return where a list of linked headlines, each with a sentence or two below it, ends; `start` if there is none."""
    end = start
    while end < len(pieces) and _is_linked(pieces[end]):
        end += 1
        if end < len(pieces) and _is_teaser(pieces[end]):
            if end + 1 < len(pieces) and pieces[end + 1].is_prose and not _is_linked(pieces[end + 1]):
                break  # two paragraphs in a row: the article goes on
            end += 1
    return end


def _is_teaser(piece: Piece) -> bool:
    return piece.is_prose and piece.words <= MAX_TEASER and piece.links < LINKED


def _is_linked(piece: Piece) -> bool:
    return piece.links >= LINKED and not (piece.is_prose and piece.words > 25)


def _comments(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut from the head of the comments to the end, if what follows reads like comments."""
    said = False
    for i, piece in enumerate(pieces):
        headed = said and len(piece.text) <= 120 and COMMENTS_HEAD.fullmatch(piece.text)
        if headed and any(COMMENTS_SIGN.fullmatch(later.text[:300]) for later in pieces[i + 1 :]):
            for k in range(i, len(pieces)):
                reasons[k] = reasons[k] or "comments"
            return
        said = said or (not reasons[i] and piece.is_prose)


def _offers(pieces: Sequence[Piece], reasons: list[str]) -> None:
    """Cut an offer to subscribe with the short lines around it."""
    for i, piece in enumerate(pieces):
        if len(piece.text) > 300 or not OFFER.match(piece.text) or i == 0 or piece.kind == "title":
            continue
        reasons[i] = reasons[i] or "subscribe"
        if pieces[i - 1].kind == "heading" and not reasons[i - 1]:
            reasons[i - 1] = "subscribe"
        for k in range(i + 1, len(pieces)):
            if reasons[k] not in ("", "subscribe") or pieces[k].is_prose or pieces[k].words > 12:
                break
            reasons[k] = "subscribe"
