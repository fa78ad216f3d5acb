"""Web pages: the body read whole from the element that holds most of the running text.

Nothing that a page names is run or fetched. The page's own statements about itself are read in `webmeta.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml import html as lxml_html

from kg.load import webmeta
from kg.load.draft import Draft, Known, Piece, ends_sentence, squeeze, word_count
from kg.load.lines import BULLET, kind_of, table_row

DROPPED = frozenset(
    "head script style noscript template svg math iframe object embed video audio canvas map select option textarea input "
    "button datalist progress meter dialog frameset applet".split()
)
FRAMES = {"nav": "navigation", "aside": "aside", "footer": "footer", "form": "form", "menu": "navigation"}
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset("h2 h3 h4 h5 h6 legend summary caption".split())
ROLES = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "dialog": "cookies",
    "search": "form",
}
# Words of class and id names (whole words between hyphens, underlines and changes of case) that mark the frame of a page.
MARKS = {
    word: reason
    for reason, words in {
        "cookies": "cookie cookies consent gdpr cmp onetrust",
        "share": "share sharing sharebar shares social socials addthis sharethis follow",
        "other-stories": "related relatedposts recommended recommend recommendation recommendations recirc recirculation trending "
        "popular mostread mostpopular outbrain taboola readmore morestories alsoread teaser teasers promo hotnews rank ranking",
        "navigation": "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs topnav subnav toolbar pagination pager skip",
        "aside": "sidebar aside rail widget widgets col-right right-rail ticker",
        "advertisement": "ad ads adv advert adverts advertisement advertising adsbygoogle sponsor sponsored banner dfp",
        "subscribe": "newsletter subscribe subscription signup paywall login",
        "comments": "comment comments disqus",
        "footer": "footer foot copyright",
        "tags": "tags taglist",
    }.items()
    for word in words.split()
}
BODY_MARKS = re.compile(r"article|story|content|post|entry|body|main|text|news|detail", re.I)
NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
MIN_PROSE = 60
MAX_DEPTH = 400


@dataclass(slots=True)
class Node:
    """An element that is open, or one that was closed, with the length of the running text inside it."""

    tag: str
    parent: "Node | None"
    hint: str = ""
    protects: bool = False
    names: str = ""
    prose: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A block of the page and the element that it stands in."""

    piece: Piece
    node: Node
    level: str


def read(page: str) -> Draft:
    """Return the pieces of a page's article and what the page says about itself."""
    root = _parse(page)
    if root is None:
        return Draft(())
    known = webmeta.read(root)
    blocks = [_unmarked(block) for block in list(_blocks(root))]
    article = _article(blocks, known)
    text = sum(len(b.piece.text) for b in article)
    spare = webmeta.article_body(root)
    if spare and len(spare) > 2 * text:  # pages that scripts fill: the body stands in the structured data only
        paragraphs = [squeeze(line) for line in spare.split("\n")]
        return Draft(tuple(Piece(kind_of(p), p) for p in paragraphs if p), known)
    if text < MIN_PROSE:
        article = _second_opinion(page) or article
    inside = {id(block) for block in article}
    outside = [replace(b.piece, hint=b.piece.hint or "outside") for b in blocks if id(b) not in inside]
    return Draft(tuple(block.piece for block in article), known, tuple(outside))


def _parse(page: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(page.encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _second_opinion(page: str) -> list[Found]:
    """Ask trafilatura where our own reading found no article."""
    from trafilatura import extract

    found = extract(page, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False) or ""
    node = Node("body", None)
    pieces = [squeeze(BULLET.sub("", line)) for line in found.split("\n")]
    return [Found(Piece(kind_of(p), p), node, "") for p in pieces if p and p != "|"]


def _blocks(root: etree._Element) -> Iterator[Found]:
    """Walk a page without recursion and yield its visible blocks in reading order."""
    node = Node("#", None)
    words: list[str] = []
    linked = anchors = dropped = depth = 0
    cells: list[str] | None = None

    def flush() -> Iterator[Found]:
        nonlocal linked
        raw = "".join(words)
        words.clear()
        share, linked = linked, 0
        for part in raw.split("\0"):
            text = squeeze(part)
            if text:
                yield _found(text, node, min(1.0, share / len(text)))

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            depth += 1
            if dropped or depth > MAX_DEPTH or tag in DROPPED or _hidden(element):
                dropped += 1
                continue
            if tag in BLOCKS:
                if cells is not None and tag in ("tr", "table"):
                    cells = None
                if cells is None or tag not in ("td", "th", "p", "div"):
                    yield from flush()
                node = _open(element, tag, node)
                if tag == "tr" and _is_data_row(element):
                    cells = []
            elif tag == "br":
                words.append("\n" if cells is not None else _line_end(words))
            if tag == "a":
                anchors += 1
            if element.text:
                words.append(element.text)
                linked += len(element.text) if anchors else 0
            continue
        depth -= 1
        if dropped:
            dropped -= 1
        else:
            if tag == "a":
                anchors -= 1
            if tag in BLOCKS:
                if cells is not None and tag in ("td", "th"):
                    cells.append(squeeze("".join(words)))
                    words.clear()
                elif cells is not None and tag == "tr":
                    row = [cell for cell in cells if cell]
                    cells = None
                    linked = 0
                    if row:
                        yield _found(table_row(row), node, 0.0)
                elif cells is None:
                    yield from flush()
                node = node.parent or node
        if not dropped and element.tail:
            words.append(element.tail)
            linked += len(element.tail) if anchors else 0
    yield from flush()


def _line_end(words: Sequence[str]) -> str:
    """Break a paragraph at `<br>`, if what stands before it may be one: a sentence, not the line of an address."""
    return "\0" if words and (ends_sentence("".join(words[-3:])) or len(words) < 2) else "\n"


def _is_data_row(row: etree._Element) -> bool:
    """Tell rows of data from tables that only lay out a page: short cells without blocks of their own."""
    cells = [c for c in row if isinstance(c.tag, str) and c.tag in ("td", "th")]
    if not 2 <= len(cells) <= 12:
        return False
    for cell in cells:
        if cell.find(".//table") is not None or cell.find(".//div") is not None or len(cell.findall(".//p")) > 1:
            return False
        if len(webmeta.words_of(cell)) > 300 or len(cell.findall(".//a")) > 2:
            return False
    return True


def _hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") == "true" and element.tag not in ("body", "main", "article"))
        or bool(style and HIDDEN.search(style))
    )


def _open(element: etree._Element, tag: str, parent: Node) -> Node:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    hint = parent.hint or FRAMES.get(tag, "") or ROLES.get(element.get("role") or "", "")
    protects = tag in ("article", "main", "body", "html") or "articleBody" in (element.get("itemprop") or "")
    if not hint and names.strip():
        words = {word.lower() for name in names.split() for word in (*NAME_WORD.findall(name), name)}
        hint = next((MARKS[word] for word in sorted(words) if word in MARKS), "")
    if protects and not parent.hint:
        hint = ""
    return Node(tag, parent, hint, protects, names)


def _found(text: str, node: Node, links: float) -> Found:
    tag = node.tag
    level = next((n.tag for n in _up(node, 3) if n.tag in ("h1", *HEADINGS)), "")
    item = next((n.tag for n in _up(node, 3) if n.tag in ("li", "dd")), "")
    if level == "h1":
        kind = "title"
    elif level:
        kind = "heading"
    elif item:
        kind = "bullet"
    else:
        kind = kind_of(text)
    caption = any(n.tag == "figcaption" for n in _up(node, 3))
    hint = node.hint or ("caption" if caption and not (word_count(text) >= 8 and ends_sentence(text)) else "")
    if tag != "pre" and kind == "bullet" and (match := BULLET.match(text)):
        text = text[match.end() :]
    found = Found(Piece(kind, text, links, hint=hint), node, level)  # type: ignore[arg-type]
    if links < 0.5 and level == "" and len(text) >= (MIN_PROSE if text.isascii() else MIN_PROSE // 2):
        for ancestor in _up(node, MAX_DEPTH):
            ancestor.prose += len(text)
    return found


def _up(node: Node | None, steps: int) -> Iterator[Node]:
    while node is not None and steps > 0:
        yield node
        node, steps = node.parent, steps - 1


def _article(blocks: Sequence[Found], known: Known) -> list[Found]:
    """Return the blocks from the heading of the article to the end of the element that holds it."""
    if not blocks:
        return []
    home = _home(blocks)
    inside = [i for i, block in enumerate(blocks) if any(n is home for n in _up(block.node, MAX_DEPTH))]
    if not inside:
        return list(blocks)
    start, end = inside[0], inside[-1] + 1
    title = _heading(blocks[:end], known)
    if title is None:
        return list(blocks[start:end])
    if title < start:
        between = [b for b in blocks[title:start]]
        return between + list(blocks[start:end])
    before = [b for b in blocks[start:title] if b.piece.kind == "prose" and not b.piece.hint and b.piece.links < 0.5]
    keep_before = sum(len(b.piece.text) for b in before) > 0.3 * home.prose
    return list(blocks[start if keep_before else title : end])


def _unmarked(block: Found) -> Found:
    """Take back a mark that covers too much of the page to be boilerplate: class names err, bodies must not be lost."""
    top: Node | None = None
    for node in _up(block.node, MAX_DEPTH):
        if node.hint:
            top = node
    if top is None or not block.piece.hint or block.piece.hint == "caption":
        return block
    whole = next((n for n in _up(top, MAX_DEPTH) if n.parent is None), top)
    if top.prose > 0.4 * max(1, whole.prose):
        return replace(block, piece=replace(block.piece, hint=""))
    return block


def _home(blocks: Sequence[Found]) -> Node:
    """Find the smallest element that holds nearly all running text of the page, or of its article."""
    node = next(n for n in _up(blocks[0].node, MAX_DEPTH) if n.parent is None)
    children: dict[int, list[Node]] = {}
    seen: set[int] = set()
    for block in blocks:
        for n in _up(block.node, MAX_DEPTH):
            if id(n) in seen or n.parent is None:
                break
            seen.add(id(n))
            children.setdefault(id(n.parent), []).append(n)
    while True:
        inner = max(children.get(id(node), []), key=lambda n: n.prose, default=None)
        if (
            inner is None
            or inner.prose == 0
            or inner.tag in ("p", "li", "ul", "ol", "blockquote", "tr", "td", "tbody", "table")
        ):
            if inner is None or inner.tag not in ("td", "tr", "tbody", "table") or inner.prose < 0.85 * node.prose:
                return node
        share = inner.prose / max(1, node.prose)
        semantic = inner.protects or (BODY_MARKS.search(inner.names) is not None and not inner.hint)
        if share < 0.85 and not (semantic and share >= 0.5):
            return node
        node = inner


def _heading(blocks: Sequence[Found], known: Known) -> int | None:
    """Find the block that is the article's title: the heading most like what the page says, else the last h1."""
    heads = [i for i, b in enumerate(blocks) if b.level in ("h1", "h2") and not b.piece.hint]
    if known.title:
        wanted = _letters(known.title)
        for i in heads:
            text = _letters(blocks[i].piece.text)
            if text and (text == wanted or (len(text) >= 12 and (text in wanted or wanted in text))):
                return i
    tops = [i for i in heads if blocks[i].level == "h1"]
    return tops[0] if tops else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
