"""The visible blocks of a web page in reading order, each with the element that it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from kg.load.draft import Piece, ends_sentence, squeeze, word_count
from kg.load.lines import BULLET, kind_of, table_row
from kg.model import BlockKind

DROPPED = frozenset(
    (
        "head script style noscript template svg math iframe object embed video audio canvas map select option "
        "textarea input button datalist progress meter dialog frameset applet amp-ad amp-sidebar amp-consent amp-embed "
        "amp-list amp-sticky-ad amp-user-notification"
    ).split()
)
BREAKING = frozenset(
    (
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot "
        "th thead tr ul"
    ).split()
)
HEADINGS = frozenset("h2 h3 h4 h5 h6 legend summary caption".split())
FRAMES = {"nav": "navigation", "aside": "aside", "footer": "footer", "form": "form", "menu": "navigation"}
ROLES = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "dialog": "cookies",
    "search": "form",
}
# Whole words of class and id names (parted at hyphens and changes of case) that mark the frame of a page.
MARKS = {
    word: reason
    for reason, words in {
        "cookies": "cookie cookies consent gdpr cmp onetrust",
        "share": "share sharing sharebar shares social socials addthis sharethis follow",
        "other-stories": "related relatedposts recommended recommend recommendation recommendations recirc readmore "
        "trending recirculation popular mostread mostpopular outbrain taboola morestories alsoread teaser promo",
        "navigation": "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs topnav subnav toolbar pagination",
        "aside": "sidebar aside rail widget widgets ticker",
        "advertisement": "ad ads adv advert adverts advertisement advertising adsbygoogle sponsor sponsored banner",
        "subscribe": "newsletter subscribe subscription signup paywall login",
        "comments": "comment comments disqus",
        "footer": "footer foot copyright",
        "tags": "tags taglist",
    }.items()
    for word in words.split()
}
NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SIGNS = ("• ", "● ", "▪ ", "‣ ")
MIN_PROSE = 60
MAX_DEPTH = 200


@dataclass(slots=True, eq=False)
class Node:
    """An element of the page with the length of the running text inside it.

    `hint` is why it belongs to the page's frame; `protects` says that it claims to hold an article.
    """

    tag: str
    parent: "Node | None"
    hint: str = ""
    protects: bool = False
    names: str = ""
    prose: int = 0

    def upwards(self, steps: int = MAX_DEPTH) -> "Iterator[Node]":
        """Yield this element and those around it."""
        node: Node | None = self
        while node is not None and steps > 0:
            yield node
            node, steps = node.parent, steps - 1


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A block of the page, the element that it stands in, and the heading element that it is ("h1") or ""."""

    piece: Piece
    node: Node
    level: str


def visible(root: etree._Element) -> list[Found]:
    """Return the visible blocks of a page."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            walk.enter(element, tag)
        else:
            walk.leave(element, tag)
    walk.flush()
    return walk.found


class _Walk:
    """The state of a walk through a page, without recursion: pages nest as deep as they like."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.node = Node("#", None)
        self.words: list[str] = []
        self.cells: list[str] | None = None
        self.linked = self.anchors = self.dropped = self.depth = self.sunk = 0

    def enter(self, element: etree._Element, tag: str) -> None:
        if self.dropped or tag in DROPPED or _is_hidden(element):
            self.dropped += 1
            return
        if tag in BREAKING:
            if tag in ("tr", "table"):
                self.cells = None
            if self.cells is None:
                self.flush()
            else:
                self.words.append(" ")
            self._descend(element, tag)
            if tag == "tr" and _is_data_row(element):
                self.cells = []
        elif tag == "br":
            self.words.append(" " if self.cells is not None else self._line_end())
        self.anchors += tag == "a"
        self._say(element.text)

    def leave(self, element: etree._Element, tag: str) -> None:
        if self.dropped:
            self.dropped -= 1
        else:
            self.anchors -= tag == "a"
            if tag in BREAKING:
                self._close(tag)
                self._ascend()
        if not self.dropped:
            self._say(element.tail)

    def flush(self) -> None:
        """End the block that is open."""
        raw, linked = "".join(self.words), self.linked
        self.words.clear()
        self.linked = 0
        for part in raw.split("\0"):
            if text := squeeze(part):
                self.found.append(_found(text, self.node, min(1.0, linked / len(text))))

    def _descend(self, element: etree._Element, tag: str) -> None:
        """Open a node, unless the page nests beyond all reason: its deeper blocks then count as one."""
        if self.depth >= MAX_DEPTH:
            self.sunk += 1
        else:
            self.depth += 1
            self.node = _node(element, tag, self.node)

    def _ascend(self) -> None:
        if self.sunk:
            self.sunk -= 1
        elif self.node.parent is not None:
            self.depth -= 1
            self.node = self.node.parent

    def _say(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            self.linked += len(text) if self.anchors else 0

    def _close(self, tag: str) -> None:
        if self.cells is None:
            self.flush()
        elif tag in ("td", "th"):
            self.cells.append(squeeze("".join(self.words)))
            self.words.clear()
        elif tag == "tr":
            row = [cell for cell in self.cells if cell]
            self.cells, self.linked = None, 0
            if row:
                found = _found(table_row(row), self.node, 0.0)
                self.found.append(replace(found, piece=replace(found.piece, kind="prose")))
        else:
            self.words.append(" ")

    def _line_end(self) -> str:
        """Break a block at `<br>` if what stands before it may be a paragraph: a sentence, not a line of an address."""
        said = "".join(self.words[-3:])
        return "\0" if not said.strip() or ends_sentence(said) or self.node.tag != "p" else "\n"


def _is_data_row(row: etree._Element) -> bool:
    """Tell rows of data from tables that only lay out a page: short cells without blocks of their own."""
    cells = [c for c in row if isinstance(c.tag, str) and c.tag in ("td", "th")]
    if not 2 <= len(cells) <= 12:
        return False
    for cell in cells:
        if any(cell.find(f".//{tag}") is not None for tag in ("table", "div", "h1", "h2", "h3", "ul", "ol")):
            return False
        if len(cell.findall(".//p")) > 1 or len(cell.findall(".//a")) > 2 or len(words_of(cell)) > 300:
            return False
    return True


def words_of(element: etree._Element) -> str:
    """Return all text inside an element."""
    return "".join(str(part) for part in element.itertext())


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    muted = element.get("aria-hidden") == "true" and element.tag not in ("html", "body", "main", "article")
    return element.get("hidden") is not None or muted or bool(style and HIDDEN.search(style))


def _node(element: etree._Element, tag: str, parent: Node) -> Node:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    protects = tag in ("article", "main", "body", "html") or "articleBody" in (element.get("itemprop") or "")
    hint = parent.hint
    if not hint and not protects:
        hint = FRAMES.get(tag, "") or ROLES.get(element.get("role") or "", "")
        if not hint and names:
            words = {word.lower() for word in NAME_WORD.findall(names)}
            hint = next((MARKS[word] for word in sorted(words) if word in MARKS), "")
    return Node(tag, parent, hint, protects, names)


def _found(text: str, node: Node, links: float) -> Found:
    near = [n.tag for n in node.upwards(3)]
    level = next((tag for tag in near if tag == "h1" or tag in HEADINGS), "")
    kind: BlockKind
    if level:
        kind = "title" if level == "h1" else "heading"
    elif "li" in near or "dd" in near or text.startswith(SIGNS):
        kind = "bullet"
    else:
        kind = kind_of(text)
    if kind == "bullet" and (match := BULLET.match(text)):
        text = text[match.end() :]
    hint = node.hint
    if not hint and "figcaption" in near and not (word_count(text) >= 8 and ends_sentence(text)):
        hint = "caption"
    if links < 0.5 and not level and len(text) >= (MIN_PROSE if text.isascii() else MIN_PROSE // 2):
        for ancestor in node.upwards():
            ancestor.prose += len(text)
    return Found(Piece(kind, text, links, hint=hint), node, level)
