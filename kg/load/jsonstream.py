"""JSON read value by value as it streams, so that a file of any size takes the memory of its largest value."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import ArticleError
from kg.load.item import MAX_BYTES, Source

CHUNK = 65_536
SPACE = re.compile(r"[ \t\n\r]+")
ENDS = frozenset(",:]} \t\n\r")
DECODER = json.JSONDecoder()


def wrong_at(error: json.JSONDecodeError, before: int = 0) -> str:
    """Return what is wrong with JSON and at which character, `before` of which stood before the text decoded."""
    return f"{error.msg.removesuffix(' starting at')} at character {before + error.pos + 1}"


class JsonStream:
    """The values of a JSON file in reading order.

    Reading raises ValueError or RecursionError for what is no JSON, ArticleError for a value beyond MAX_BYTES.
    """

    def __init__(self, source: Source, head: bytes = b"") -> None:
        self.source, self.buffer, self.at, self.gone, self.ended = source, "", 0, 0, False
        self.head = head or source.stream.read(CHUNK)
        self.decode = codecs.getincrementaldecoder(json.detect_encoding(self.head))("surrogatepass").decode

    def elements(self) -> Iterator[Any]:
        """Yield the elements of the array that comes next."""
        self.expect("[")
        if self.peek() == "]":
            self.at += 1
            return
        while True:
            yield self.value()
            if self.expect(",]") == "]":
                return

    def members(self) -> Iterator[str]:
        """Yield the keys of the object that comes next; the caller reads each value before it goes on."""
        self.expect("{")
        if self.peek() == "}":
            return
        while True:
            yield str(self.value())
            if self.expect(",}") == "}":
                return

    def value(self) -> Any:
        """Return the value that comes next; what may go on behind the buffer is read again with more of it."""
        self.peek()
        more = CHUNK
        while True:
            try:
                found, end = DECODER.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError as error:
                if self.ended:
                    raise ValueError(wrong_at(error, self.gone)) from None
            else:
                if self.ended or (end < len(self.buffer) and self.buffer[end] in ENDS):  # else a number may go on
                    self.at = end
                    return found
            if len(self.buffer) - self.at > MAX_BYTES:
                raise ArticleError(f"{self.source.path}: a value of over {MAX_BYTES // 1_000_000} MB is no article")
            self._read(min(more, MAX_BYTES + CHUNK - (len(self.buffer) - self.at)))
            more *= 2

    def peek(self) -> str:
        """Return the next character that is no space, "" at the end."""
        while True:
            if space := SPACE.match(self.buffer, self.at):
                self.at = space.end()
            if self.at < len(self.buffer) or self.ended:
                return self.buffer[self.at : self.at + 1]
            self._read(CHUNK)

    def expect(self, signs: str) -> str:
        """Pass over the next character, which must be one of `signs`, and return it."""
        found = self.peek()
        if not found or found not in signs:
            raise ValueError(f"Expecting {' or '.join(signs)} at character {self.gone + self.at + 1}")
        self.at += 1
        return found

    def _read(self, size: int) -> None:
        """Add to the buffer, and drop what was read."""
        data = self.head or self.source.stream.read(size)
        self.head = b""
        self.ended = not data
        self.gone += self.at
        self.buffer, self.at = self.buffer[self.at :] + self.decode(data, final=self.ended), 0
