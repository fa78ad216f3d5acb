"""A draft becomes an Article: boilerplate cut, metadata read, text and offsets laid down."""

from hashlib import sha256

from kg.errors import ArticleError
from kg.load import boilerplate, language, metadata
from kg.load.address import canonical, is_home
from kg.load.dates import Dated
from kg.load.dayorder import order
from kg.load.draft import Draft, Known, Piece
from kg.load.header import dateline, is_place_line
from kg.model import Article, Block, Cut, Span


def build(draft: Draft, origin: str, newest: str | None = None) -> Article:
    """Return the Article of a draft; a date after `newest` is refused. Raises ArticleError if no text is left."""
    pieces = [piece for piece in draft.pieces if piece.text]
    reading = metadata.read(pieces, boilerplate.judge(pieces), draft.known)
    judged = list(zip(pieces, reading.reasons, strict=True))
    kept = [piece for i, (piece, why) in enumerate(judged) if not why and i != reading.title]
    if title := reading.known.title:
        kept = [Piece("title", title), *_without_echo(kept, title)]
    if not kept:
        raise ArticleError(f"{origin}: holds no text")
    cuts = [Cut(why, piece.text) for piece, why in judged if why]
    cuts += [Cut(piece.hint, piece.text) for piece in draft.outside]
    return _lay_down(kept, tuple(cuts), reading.known, origin, newest)


def _without_echo(kept: list[Piece], title: str) -> list[Piece]:
    """Drop a first line that only repeats the title."""
    if kept and kept[0].text.casefold() == title.casefold():
        return kept[1:]
    return kept


def _lay_down(kept: list[Piece], cuts: tuple[Cut, ...], known: Known, origin: str, newest: str | None) -> Article:
    blocks: list[Block] = []
    offset = 0
    for piece in kept:
        blocks.append(Block(offset, offset + len(piece.text), piece.kind))
        offset += len(piece.text) + 2
    text = "\n\n".join(piece.text for piece in kept)
    hashed = sha256(text.encode()).hexdigest()
    spoken = language.detect(text, known.language)
    dated = _dated(known, spoken, cuts, newest)
    return Article(
        id=canonical(known.url) if known.url and not is_home(known.url) else f"sha256:{hashed}",
        origin=origin,
        text=text,
        blocks=tuple(blocks),
        language=spoken,
        title=known.title,
        url=known.url,
        published=dated.iso if dated else None,
        published_from=dated.source if dated else None,
        date_certainty=dated.certainty if dated else None,
        date_words=dated.words if dated else "",
        publisher=known.publisher,
        author=known.author,
        dateline=_dateline(text, blocks),
        cuts=cuts,
        content_hash=hashed,
    )


def _dated(known: Known, spoken: str, cuts: tuple[Cut, ...], newest: str | None) -> Dated | None:
    """Return the date of publication: an ambiguous one read as the rest of the page has it, a future one refused."""
    dated = known.dated
    if dated is None:
        return None
    if dated.certainty == "ambiguous":
        dated = dated.read_as(order((known.language, spoken), known.url, (cut.text for cut in cuts)))
    return dated.within(newest)


def _dateline(text: str, blocks: list[Block]) -> Span | None:
    """Find the dateline in the first paragraphs, or on a line of its own above them."""
    for block in blocks[:5]:
        words = text[block.start : block.end]
        if block.kind != "title" and is_place_line(words):
            return Span(block.start, block.end)
        end = dateline(words) if block.kind == "prose" else 0
        if end:
            return Span(block.start, block.start + len(words[:end].rstrip()))
    return None
