"""Helpers of the finders' tests: an article from plain lines, and what a finder names in it."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import bureaus, companies, places
from kg.extract.document import Document
from kg.extract.mentions import settle
from kg.extract.prepare import load_model, prepare
from kg.gazetteer import Gazetteer
from kg.lexicon import Entry, Lexicon, read_lexicon
from kg.model import Article, Block, BlockKind, Mention
from kg.resources import lexicon_files

if TYPE_CHECKING:
    from spacy.language import Language

# Two topical words and a trigger, so that the sentences under test are parsed.
TOPIC = "The factory, a manufacturing plant, is part of an industrial policy."


@cache
def lexicon() -> Lexicon:
    return read_lexicon(lexicon_files())


def with_words(role: str, *forms: str) -> Lexicon:
    """Return the lexicon with further words of a role, as a user adds them."""
    entry = Entry(f"https://example.org/my#{role}", "", "", role, forms, ())
    return replace(lexicon(), entries=(*lexicon().entries, entry), version=f"with {role} {forms}")


@cache
def model() -> "Language":
    return load_model()


def article(*lines: str, title: str = "", publisher: str | None = None) -> Article:
    """Return an article of paragraphs; lines that begin with "* " are list items."""
    text, blocks = "", []
    for number, line in enumerate((title, *lines) if title else lines):
        kind: BlockKind = "title" if title and number == 0 else "bullet" if line.startswith("* ") else "prose"
        body = line.removeprefix("* ")
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(body), kind))
        text += body
    return Article(
        id="test",
        origin="test",
        text=text,
        blocks=tuple(blocks),
        language="en",
        title=title or None,
        publisher=publisher,
    )


def read(*lines: str, title: str = "", publisher: str | None = None) -> Document:
    return prepare(article(*lines, TOPIC, title=title, publisher=publisher), lexicon(), Gazetteer.load(), model)


def found(*lines: str, title: str = "", publisher: str | None = None) -> tuple[Mention, ...]:
    """Return the settled mentions of places, agencies and companies."""
    document = read(*lines, title=title, publisher=publisher)
    tools = (document, Gazetteer.load(), lexicon())
    placed = places.find(*tools)
    mentions = settle(document, (*placed, *bureaus.find(*tools), *companies.find(*tools, placed)))
    for mention in mentions:
        assert document.text[mention.start : mention.end].strip()
    return mentions


def names(*lines: str, kind: str = "", title: str = "", publisher: str | None = None) -> list[str]:
    """Return the names of the mentions of a type, or "Type: name" of all, in reading order."""
    mentions = found(*lines, title=title, publisher=publisher)
    return [m.name if kind else f"{m.type}: {m.name}" for m in mentions if kind in ("", m.type)]
