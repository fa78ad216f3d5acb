"""Where a name stands in a text as a word of its own. Each is sought once or twice: no pattern is worth compiling."""

from collections.abc import Iterator


def occurrences(name: str, text: str, *, before: str = "", behind: str = "") -> Iterator[int]:
    """Yield the offsets at which a name stands in a text, none overlapping.

    No letter, digit or underscore touches it, none of the characters `before` is in front and none of `behind` follows.
    """
    start = text.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        apart = not (start and _joins(text[start - 1], before)) and not (end < len(text) and _joins(text[end], behind))
        if apart:
            yield start
        start = text.find(name, end if apart else start + 1)


def _joins(character: str, others: str) -> bool:
    return character.isalnum() or character == "_" or character in others
