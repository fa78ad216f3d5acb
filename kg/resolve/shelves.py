"""Signatures of articles in memory, so that one is compared with thousands at once."""

from collections.abc import Iterable
from itertools import compress
from typing import Final

import numpy as np

from kg.resolve.copies import BINS, DAYS, near

SPAN: Final = DAYS + 1  # days whose articles stand on one shelf
LEAST: Final = 16  # places on a new shelf; a full one grows to twice its size


def shelf_of(day: int) -> int:
    """Return the number of the shelf on which the articles of a day stand, 0 for those of an unknown day."""
    return day // SPAN


def shelves_about(day: int) -> set[int]:
    """Return the numbers of the shelves on which those may stand that an article of a known day may be a copy of."""
    return {0, *range(shelf_of(day - DAYS), shelf_of(day + DAYS) + 1)}


class Shelf:
    """The signatures of some articles, one a column, with their days of publication, 0 for an unknown one."""

    def __init__(self, given: Iterable[tuple[str, int, bytes]] = ()) -> None:
        self._articles: list[str] = []
        self._days = np.zeros(LEAST, dtype=np.int32)
        self._filled = np.zeros(LEAST, dtype=np.uint8)
        self._signatures = np.zeros((BINS, LEAST), dtype=np.uint8)
        for article, day, signature in given:
            self.add(article, day, signature)

    def add(self, article: str, day: int, signature: bytes) -> None:
        """Put an article on the shelf."""
        place, size = len(self._articles), len(self._days)
        if place == size:
            self._days, self._filled = np.resize(self._days, 2 * size), np.resize(self._filled, 2 * size)
            self._signatures = np.concatenate((self._signatures, np.zeros_like(self._signatures)), axis=1)
        column = np.frombuffer(signature, dtype=np.uint8)
        self._days[place], self._filled[place] = day, np.count_nonzero(column)
        self._signatures[:, place] = column
        self._articles.append(article)

    def remove(self, article: str) -> None:
        """Take an article off the shelf; the last one takes its place."""
        place, last = self._articles.index(article), len(self._articles) - 1
        self._articles[place] = self._articles[last]
        self._articles.pop()
        for kept in (self._days, self._filled, self._signatures.T):
            kept[place] = kept[last]

    def near(self, signature: bytes, day: int) -> list[str]:
        """Return the articles whose signatures are like one, of about the same day if that and theirs are known."""
        size = len(self._articles)
        if not size:
            return []
        alike = near(signature, self._signatures[:, :size], self._filled[:size])
        if day:
            days = self._days[:size]
            alike &= (days == 0) | (abs(days - day) <= DAYS)
        return list(compress(self._articles, alike.tolist())) if alike.any() else []
