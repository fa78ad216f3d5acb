"""Web pages: the body read whole from the element that holds most of the running text.

Nothing that a page names is run or fetched. What the page says about itself is read in `webmeta.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from lxml import etree
from lxml import html as lxml_html

from kg.load import webmeta
from kg.load.blocks import MIN_PROSE, Found, Node, visible
from kg.load.draft import Draft, Known, Piece, squeeze
from kg.load.lines import BULLET, kind_of
from kg.load.pagedata import embedded

BODY_NAMES = re.compile(r"article|story|content|post|entry|body|main|text|news|detail", re.I)
WEAK_HINTS = frozenset(("share", "tags", "advertisement", "subscribe", "navigation"))
PARSER_DEPTH = 2000
UNSEEN = re.compile(r"<(script|style|nav|aside|footer|head)\b[^>]{0,2000}>.{0,200000}?</\1\s*>", re.I | re.S)
BLOCK_TAG = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|tr|table|article|section|br)\b[^<>]{0,2000}>", re.I)
TAG = re.compile(r"<[!/a-zA-Z][^<>]{0,2000}>")
LEAVES = frozenset(("p", "li", "ul", "ol", "blockquote"))


def read(page: str) -> Draft:
    """Return the pieces of a page's article and what the page says about itself."""
    root = _parse(page)
    if root is None:
        return Draft(())
    known = webmeta.read(root)
    blocks = [_unmarked(block) for block in visible(root)]
    article = _article(blocks, known)
    length = sum(len(block.piece.text) for block in article)
    spare = webmeta.article_body(root)
    if spare and len(spare) > 2 * length:  # a page that scripts fill: the body stands in its structured data only
        return Draft(_paragraphs(spare), known)
    if length < MIN_PROSE and (found := embedded(root, known.title)):
        return Draft(_unmarked_up(found[0]), found[1].over(known))
    if length < MIN_PROSE and (second := _second_opinion(page) or _stripped(page)):
        return Draft(second, known)
    inside = set(map(id, article))
    outside = [replace(b.piece, hint=b.piece.hint or "outside") for b in blocks if id(b) not in inside]
    return Draft(tuple(block.piece for block in article), known, tuple(outside))


def _parse(page: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return lxml_html.document_fromstring(page.encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _paragraphs(text: str) -> tuple[Piece, ...]:
    bare = (line[match.end() :] if (match := BULLET.match(line)) else line for line in text.split("\n"))
    lines = [squeeze(line) for line in bare]
    return tuple(Piece(kind_of(line), line) for line in lines if line.strip("|"))


def _second_opinion(page: str) -> tuple[Piece, ...]:
    """Ask trafilatura where our own reading found no article."""
    from trafilatura import extract

    return _paragraphs(extract(page, favor_recall=True, include_comments=False, include_tables=True) or "")


def _unmarked_up(text: str) -> tuple[Piece, ...]:
    return _paragraphs(unescape(TAG.sub("", BLOCK_TAG.sub("\n", text))))


def _stripped(page: str) -> tuple[Piece, ...]:
    """Read the bare words of a page that nests deeper than any parser goes."""
    bare = TAG.sub(" ", BLOCK_TAG.sub("\n", UNSEEN.sub(" ", page))) if page.count("<") > PARSER_DEPTH else ""
    return _paragraphs(unescape(bare))


def _unmarked(block: Found) -> Found:
    """Take back a mark that covers too much of the page, or a paragraph: class names err, bodies must not be lost."""
    piece = block.piece
    if not piece.hint or piece.hint == "caption":
        return block
    *_, top = [node for node in block.node.upwards() if node.hint] or [block.node]
    *_, page = top.upwards()
    paragraph = piece.hint in WEAK_HINTS and piece.is_prose and piece.words >= 25 and piece.links < 0.3
    return replace(block, piece=replace(piece, hint="")) if paragraph or top.prose > 0.4 * max(1, page.prose) else block


def _article(blocks: Sequence[Found], known: Known) -> list[Found]:
    """Return the blocks from the heading of the article to the end of the element that holds its text."""
    if not blocks:
        return []
    home = _home(blocks)
    inside = [i for i, block in enumerate(blocks) if home in block.node.upwards()]
    if not inside:
        return list(blocks)
    start, end = inside[0], inside[-1] + 1
    title = _heading(blocks[:end], known)
    if title is None:
        return list(blocks[start:end])
    above = sum(len(b.piece.text) for b in blocks[start:title] if b.piece.kind == "prose" and b.piece.links < 0.5)
    return list(blocks[start if above > 0.3 * home.prose else title : end])


def _home(blocks: Sequence[Found]) -> Node:
    """Find the smallest element that holds nearly all running text of the page, or of what claims to be its article."""
    *_, node = blocks[0].node.upwards()
    children: dict[Node, list[Node]] = {}
    seen: set[Node] = set()
    for block in blocks:
        for inner in block.node.upwards():
            if inner in seen or inner.parent is None:
                break
            seen.add(inner)
            children.setdefault(inner.parent, []).append(inner)
    while inside := children.get(node):
        best = max(inside, key=lambda n: n.prose)
        share = best.prose / max(1, node.prose)
        claims = best.protects or (not best.hint and BODY_NAMES.search(best.names) is not None)
        if best.prose == 0 or best.tag in LEAVES or share < (0.5 if claims else 0.85):
            break
        node = best
    return node


def _heading(blocks: Sequence[Found], known: Known) -> int | None:
    """Find the article's title: the heading most like what the page says of itself, else the first h1."""
    heads = [i for i, block in enumerate(blocks) if block.level in ("h1", "h2") and not block.piece.hint]
    wanted = _letters(known.title or "")
    for i in heads if wanted else ():
        text = _letters(blocks[i].piece.text)
        if text and (text == wanted or (len(text) >= 12 and (text in wanted or wanted in text))):
            return i
    return next((i for i in heads if blocks[i].level == "h1"), None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
