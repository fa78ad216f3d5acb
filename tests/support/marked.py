"""Documents from text with the mentions marked: "[Company t|Tata] runs [Facility f|a plant in [City p|Pune]]".

`[Type id|words]` is a mention, a name if it begins with a capital or quotation mark, else a description;
`[~Type id|words]` is an anaphor. Marks may nest. Mentions with one id are one entity. Blank lines part blocks;
a line that begins with "* " is a list item.
"""

import re
from typing import TYPE_CHECKING

from kg.extract.document import Document, Sentence
from kg.model import Article, Block, BlockKind, Entity, Mention
from kg.text.sentences import split

if TYPE_CHECKING:
    from spacy.language import Language

_OPEN = re.compile(r"\[(~?)([A-Z][a-z]+) (\w+)\|")


def marked(source: str, nlp: "Language") -> tuple[Document, tuple[Entity, ...]]:
    """Return the parsed document and its entities, in the order of their first mentions."""
    blocks: list[Block] = []
    text = ""
    found: list[tuple[int, int, str, str, bool]] = []
    for raw in re.split(r"\n\s*\n|\n(?=\* )", source.strip()):
        kind: BlockKind = "bullet" if raw.startswith("* ") else "prose"
        if text:
            text += "\n\n"
        start = len(text)
        body, mentions = _read(raw.removeprefix("* "), start)
        text += body
        found.extend(mentions)
        blocks.append(Block(start, len(text), kind))
    article = Article(id="test", origin="test", text=text, blocks=tuple(blocks), language="en")
    sentences: list[Sentence] = []
    for number, block in enumerate(blocks):
        body = text[block.start : block.end]
        for low, high in split(body):
            words = body[low:high]
            sentences.append(
                Sentence(
                    len(sentences), block.start + low, block.start + high, words, number, block.kind, (), nlp(words)
                )
            )
    return Document(article, tuple(sentences)), _entities(text, found)


def _read(raw: str, offset: int) -> tuple[str, list[tuple[int, int, str, str, bool]]]:
    text, at = "", 0
    stack: list[tuple[int, str, str, bool]] = []
    found: list[tuple[int, int, str, str, bool]] = []
    while at < len(raw):
        match = _OPEN.match(raw, at)
        if match:
            stack.append((len(text), match.group(2), match.group(3), bool(match.group(1))))
            at = match.end()
        elif raw[at] == "]" and stack:
            start, kind, name, anaphor = stack.pop()
            found.append((offset + start, offset + len(text), kind, name, anaphor))
            at += 1
        else:
            text += raw[at]
            at += 1
    return text, found


def _entities(text: str, found: list[tuple[int, int, str, str, bool]]) -> tuple[Entity, ...]:
    mentions: dict[str, list[Mention]] = {}
    for start, end, kind, name, anaphor in sorted(found, key=lambda f: (f[0], -f[1])):
        words = re.sub(r"^(?:the|an?) ", "", text[start:end], flags=re.I)
        form = "anaphor" if anaphor else "name" if words[:1].isupper() or words[:1] in '"“' else "description"
        mentions.setdefault(name, []).append(Mention(start, end, kind, form, words, "marked"))  # type: ignore[arg-type]
    return tuple(Entity(i, m[0].type, m[0].name, tuple(m)) for i, m in mentions.items())
