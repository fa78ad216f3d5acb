"""A draft becomes an Article: boilerplate cut, metadata read, text and offsets laid down."""

from dataclasses import replace
from hashlib import sha256

from kg.errors import ArticleError
from kg.load import boilerplate, language, metadata
from kg.load.address import canonical
from kg.load.draft import Draft, Piece
from kg.model import Article, Block, Cut, Span


def build(draft: Draft, origin: str) -> Article:
    """Return the Article of a draft. Raises ArticleError if no text is left."""
    pieces = [piece for piece in draft.pieces if piece.text]
    reading = metadata.read(pieces, boilerplate.judge(pieces), draft.known)
    kept = [piece for piece, why in zip(pieces, reading.reasons, strict=True) if not why]
    title = reading.known.title
    if reading.title is not None:
        kept = [p for i, (p, why) in enumerate(zip(pieces, reading.reasons, strict=True)) if not why and i != reading.title]
    if title:
        kept = _without_echo(kept, title)
        kept.insert(0, Piece("title", title))
    if not kept:
        raise ArticleError(f"{origin}: holds no text")
    cuts = tuple(Cut(why, piece.text) for piece, why in zip(pieces, reading.reasons, strict=True) if why)
    return _lay_down(kept, cuts, reading.known, origin)


def _without_echo(kept: list[Piece], title: str) -> list[Piece]:
    """Drop a first line that only repeats the title."""
    if kept and kept[0].text.casefold() == title.casefold():
        return kept[1:]
    return kept


def _lay_down(kept: list[Piece], cuts: tuple[Cut, ...], known: metadata.Known, origin: str) -> Article:
    blocks: list[Block] = []
    offset = 0
    for piece in kept:
        blocks.append(Block(offset, offset + len(piece.text), piece.kind))
        offset += len(piece.text) + 2
    text = "\n\n".join(piece.text for piece in kept)
    hashed = sha256(text.encode()).hexdigest()
    opening = next((b for b in blocks if b.kind == "prose" and metadata.dateline(text[b.start : b.end])), None)
    dateline = None
    if opening is not None and blocks.index(opening) <= 4:
        dateline = Span(opening.start, opening.start + len(text[opening.start : opening.start + metadata.dateline(text[opening.start : opening.end])].rstrip()))
    return Article(
        id=canonical(known.url) if known.url else f"sha256:{hashed}",
        origin=origin,
        text=text,
        blocks=tuple(blocks),
        language=language.detect(text, known.language),
        title=known.title,
        url=known.url,
        published=known.published,
        published_from=known.published_from,
        publisher=known.publisher,
        author=known.author,
        dateline=dateline,
        cuts=cuts,
        content_hash=hashed,
    )
