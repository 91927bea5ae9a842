"""The rows of a result, fetched from the library as they come into sight."""

from collections.abc import Sequence
from typing import overload

from store.article import ArticleRow
from store.errors import GrtuiError
from store.library import Library

WINDOW = 40
"""How many rows are fetched at once."""

KEPT = 25
"""How many windows are kept: a thousand rows, of however many one scrolls through."""

GONE = ArticleRow(key="", path="", title="(this article's file has gone)", is_read=True)
"""What stands for an article that left the index since the search."""


def with_others(found: Sequence[int], others: Sequence[int], before: Sequence[int]) -> list[int]:
    """The ids of a result, and others that were listed before, near their old places."""
    merged = list(found)
    if merged == sorted(merged, reverse=True):
        return sorted([*merged, *others], reverse=True)
    stay = {*others}
    for place, id_ in enumerate(before):
        if id_ in stay:
            merged.insert(place, id_)
    return merged


class LazyRows(Sequence[ArticleRow]):
    """A result as a sequence of rows, in memory only where it was looked at."""

    def __init__(self, library: Library, ids: Sequence[int]) -> None:
        self.ids = ids
        self._library = library
        self._windows: dict[int, list[ArticleRow]] = {}

    @classmethod
    def fetched(cls, library: Library, ids: Sequence[int]) -> "LazyRows":
        """A result of which the first rows are there, for a thread that may wait for them."""
        rows = cls(library, ids)
        if ids:
            rows[0]
        return rows

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[ArticleRow]: ...
    def __getitem__(self, index: int | slice) -> ArticleRow | list[ArticleRow]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        number, place = divmod(range(len(self))[index], WINDOW)
        return self._window(number)[place]

    def has(self, line: int) -> bool:
        """Is a row in memory, or is there none?"""
        return not 0 <= line < len(self) or line // WINDOW in self._windows

    def fetch(self, line: int) -> None:
        """Have a row, and those around it, in memory. For a thread."""
        if not self.has(line):
            self._window(line // WINDOW)

    def line_of(self, key: str) -> int | None:
        """The line of an article, by its key; None where it is not among them."""
        try:
            id_ = self._library.ids([key]).get(key)
        except GrtuiError:
            return None  # the next search tells why
        return self.ids.index(id_) if id_ in self.ids else None

    def forget(self) -> None:
        """Fetch the rows anew: something in them changed."""
        self._windows = {}  # a thread that fetches some has the old ones

    def _window(self, number: int) -> list[ArticleRow]:
        windows = self._windows
        if (window := windows.get(number)) is None:
            window = self._fetch(number)
            others = [*windows]
            if len(others) >= KEPT:
                windows.pop(max(others, key=lambda other: abs(other - number)), None)
            windows[number] = window
        return window

    def _fetch(self, number: int) -> list[ArticleRow]:
        ids = self.ids[number * WINDOW : (number + 1) * WINDOW]
        try:
            rows = self._library.rows(ids)
        except GrtuiError:
            return [GONE] * len(ids)  # the next search tells why
        if len(rows) == len(ids):
            return rows
        return [next(iter(self._library.rows([each])), GONE) for each in ids]
