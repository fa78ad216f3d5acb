"""Markdown with or without front matter: marks and link targets go, the words stay."""

import html
import re
from dataclasses import replace

from kg.load.dates import machine, surest
from kg.load.draft import Draft, Known, Piece, clean, ends_sentence, squeeze
from kg.load.lines import BULLET, is_wrapped, join, kind_of, pieces, table_row

FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
KEY = re.compile(r"([A-Za-z][\w-]*)\s*:(?:\s+(.*))?$")
HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s+\S+.*$")
QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
FENCE = re.compile(r"\s*(```|~~~)")
TABLE_LINE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
TARGET = r"\(\s*<?(?:[^()\s]|\([^()\s]{0,300}\)){0,2000}>?(?:\s+[\"'(][^\n\"]{0,300}[\"')])?\s*\)"
IMAGE = re.compile(rf"!\[[^\]]{{0,1000}}\](?:{TARGET}|\[[^\]]{{0,200}}\])")
LINK = re.compile(rf"\[([^\[\]]{{0,1000}})\](?:{TARGET}|\[[^\]]{{0,200}}\])")
# A line that is nothing but a link whose words say that it leads to the original.
SOURCE_LINK = re.compile(
    r"(?mi)^[ \t]*\[[^\]\n]{0,60}\b(?:original|source|permalink)\b[^\]\n]{0,60}\]\((https?://[^()\s]+)\)[ \t]*$"
)
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--.{0,5000}?-->", re.S)
EMPHASIS = re.compile(r"\*+(?=\S)|(?<=\S)\*+|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~|`+")
LONE_MARKS = re.compile(r"(?:^|\s)[*_]{1,6}(?=\s|$)")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$\"'&:;/^%@=,?])")
SIGNS = re.compile(r"(?m)^#{1,4} [^\W\d_]|\*\*[^\s*][^*\n]{1,200}\*\*|^\\[#*]|<(?:img|u|em|strong)\b[^<>\n]{0,500}>")
YAML_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|U[0-9A-Fa-f]{8}|.)", re.S)
LONG_LINE = 200
DATE_KEYS = ("published_time", "published", "date_published", "datepublished", "publishdate", "pubdate", "date")
URL_KEYS = ("canonical_url", "canonical", "source_url", "original_url", "url", "link", "permalink")


def is_markdown(text: str) -> bool:
    """Say whether a text is Markdown whatever its name: front matter, a first heading, a link, or marks."""
    head = text[:20_000]
    start = head.lstrip()
    front = FRONT.match(head)
    if (front and _fields(front.group(1))) or start.startswith("# "):
        return True
    return "](http" in head or "](mailto:" in head or SIGNS.search(text) is not None


def read(text: str) -> Draft:
    """Return the pieces of a Markdown text and what its front matter says."""
    known = Known()
    front = FRONT.match(text[:100_000])
    fields = _fields(front.group(1)) if front else {}
    if front and fields:
        known, text = _known(fields), text[front.end() :]
    made = _pieces(text.split("\n"))
    title = next((p.text for p in made[:3] if p.kind == "title"), None)
    source = SOURCE_LINK.findall(text[-20_000:])
    return Draft(made, replace(known, url=known.url or (source[-1] if source else None), title=known.title or title))


def plain(text: str) -> str:
    """Return Markdown words without the marks of emphasis, links, images and escapes."""
    return squeeze(_plain(text))


def _plain(text: str) -> str:
    if "<" in text:
        text = TAG.sub(" ", AUTOLINK.sub(r"\1", text))
    if "[" in text:
        text = LINK.sub(r"\1", IMAGE.sub("", text))
        text = LINK.sub(r"\1", text)  # a link around a picture or a bracket
    if any(mark in text for mark in "*_`~"):
        text = EMPHASIS.sub("", LONE_MARKS.sub(" ", _guard(text)))
    if "\\" in text:
        text = ESCAPE.sub(r"\1", text.replace("\x02", "*").replace("\x03", "_"))
    text = text.replace("\x02", "*").replace("\x03", "_")
    return html.unescape(text) if "&" in text else text


def _guard(text: str) -> str:
    """Keep escaped stars and underlines, and those inside addresses and between digits, out of reach."""
    text = text.replace("\\*", "\x02").replace("\\_", "\x03")
    text = re.sub(r"(?<=\d)\*(?=\d)", "\x02", text)
    return re.sub(r"\b(?:https?://|www\.)\S+", lambda m: m.group(0).replace("_", "\x03"), text)


def _pieces(lines: list[str]) -> tuple[Piece, ...]:
    reader = _Reader(wrapped=is_wrapped(lines))
    for line in lines:
        reader.take(line)
    reader.flush()
    return tuple(reader.made)


class _Reader:
    """The state of reading Markdown line by line."""

    def __init__(self, *, wrapped: bool) -> None:
        self.wrapped = wrapped
        self.made: list[Piece] = []
        self.paragraph: list[str] = []
        self.bullet = self.tight = self.titled = False
        self.blank = True
        self.hard = False  # whether the line before asked for a line break

    def take(self, line: str) -> None:
        line = QUOTE.sub("", line)
        if not line.strip() or FENCE.match(line) or DEFINITION.match(line) or TABLE_LINE.match(line):
            self.flush()
            self.blank = True
        elif self.paragraph and not self.bullet and UNDERLINE.match(line):
            words = join(self.paragraph)
            self.paragraph.clear()
            self._head(words, top="=" in line)
        elif RULE.match(line):
            self.flush()
            self.blank = True
        elif heading := HEADING.match(line):
            self.flush()
            self._head(heading.group(2), top=len(heading.group(1)) == 1)
        elif line.count("|") >= 2 and line.lstrip().startswith("|"):
            self.flush()
            self.made += _row(line, tight=not self.blank)
            self.blank = False
        elif match := BULLET.match(line):
            self.flush()
            self._start(line[match.end() :], bullet=True)
        elif self.paragraph and not _is_break(self.paragraph[-1], line, wrapped=self.wrapped and not self.hard):
            self.paragraph.append(line)
        else:
            self.flush()
            self._start(line, bullet=False)
        self.hard = line.endswith(("  ", "\\"))

    def flush(self) -> None:
        """End the paragraph that is open."""
        if self.paragraph:
            self.made += _paragraph(self.paragraph, tight=self.tight, bullet=self.bullet)
            self.paragraph.clear()
        self.bullet = False

    def _start(self, line: str, *, bullet: bool) -> None:
        self.tight, self.bullet, self.blank = not self.blank, bullet, False
        self.paragraph.append(line)

    def _head(self, raw: str, *, top: bool) -> None:
        title = top and not self.titled
        self.titled = self.titled or title
        self.blank = True
        if words := plain(raw):
            self.made.append(Piece("title" if title else "heading", words, _link_share(raw, words)))


def _is_break(previous: str, line: str, *, wrapped: bool) -> bool:
    """Say whether a paragraph ends at a line break: a hard break, or lines that were not broken at a fixed width."""
    if line.lstrip()[:1].islower():
        return False
    return not wrapped or (len(previous) > LONG_LINE and ends_sentence(previous))


def _paragraph(lines: list[str], *, tight: bool, bullet: bool) -> list[Piece]:
    raw = join([line.rstrip("\\") for line in lines])
    words = _plain(raw)
    made = pieces(words, tight=tight, bullet=bullet, links=_link_share(raw, words))
    strong = raw.strip()
    if len(made) == 1 and not bullet and strong.startswith("**") and strong.endswith("**") and strong.count("**") == 2:
        return [replace(made[0], kind=kind_of(made[0].text))]
    return made


def _row(line: str, *, tight: bool) -> list[Piece]:
    cells = [plain(cell) for cell in line.strip().strip("|").split("|")]
    cells = [cell for cell in cells if cell]
    return [Piece("prose", table_row(cells), tight=tight)] if cells else []


def _link_share(raw: str, words: str) -> float:
    if "](" not in raw or not words.strip():
        return 0.0
    return min(1.0, sum(len(squeeze(label)) for label in LINK.findall(raw)) / len(squeeze(words)))


def _fields(front: str) -> dict[str, str]:
    """Read `key: value` lines: quotes and escapes of YAML, values folded over indented lines; nothing deeper."""
    fields: dict[str, str] = {}
    key = ""
    for line in front.split("\n"):
        if match := KEY.match(line):
            key = match.group(1).lower().replace("-", "_")
            fields[key] = (match.group(2) or "").strip()
        elif key and line[:1] in " \t" and line.strip():
            folded = fields[key].removesuffix("\\")
            more = line.strip()
            fields[key] = folded + (more.removeprefix("\\") if more.startswith("\\") else " " + more)
        elif line.strip() and not line.lstrip().startswith(("#", "-")):
            return {}
    return {name: _scalar(value) for name, value in fields.items()}


def _scalar(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return clean(YAML_ESCAPE.sub(_unescape, value[1:-1]))
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return "" if value in ("|", ">", "|-", ">-", "null", "~") else value


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    if code[0] in "uxU" and len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return {"n": "\n", "t": " ", "_": " ", "N": "\n", "0": ""}.get(code, code)


def _known(fields: dict[str, str]) -> Known:
    url = next((u for key in URL_KEYS if (u := fields.get(key, "")).startswith(("http://", "https://"))), None)
    return Known(
        title=plain(fields.get("title") or fields.get("headline") or "") or None,
        url=url,
        dated=surest(machine(fields.get(key, ""), "front matter") for key in DATE_KEYS),
        publisher=fields.get("publisher") or fields.get("source") or fields.get("site_name") or None,
        author=fields.get("author") or fields.get("byline") or None,
        language=fields.get("language") or fields.get("lang") or None,
    )
