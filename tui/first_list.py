"""What is listed first: that of the last time, or all articles."""

from typing import NamedTuple

from store.answers import Found
from store.article import ArticleRow
from store.errors import QueryError
from store.library import Library
from store.tags import Facet
from store.vocabulary import Hint
from tui.place import Place
from tui.rows import LazyRows

FIRST = 200
"""How many articles of a search are listed at once; the rest, and their number, come after."""


class FirstList(NamedTuple):
    """The first of a search, where the cursor is in it, and the letters of the tags."""

    place: Place
    found: Found
    rows: LazyRows
    hints: dict[Facet, tuple[Hint, ...]]
    line: int = 0
    """That of the cursor."""
    is_place_chosen: bool = False
    """Has the reader chosen the article, now or the last time? Else it is just the first one."""
    was_moved_in: bool = False
    """Has the reader moved since it was listed?"""

    def left_at(self, row: ArticleRow, line: int, top: int) -> "FirstList":
        """The same list, after the reader has moved in it."""
        place = self.place._replace(key=row.key, top=top)
        return self._replace(place=place, line=line, is_place_chosen=True, was_moved_in=True)


def first_list(library: Library, *, restores: bool) -> FirstList:
    """What was listed the last time, with the article that was chosen, if it is there.

    Raises:
        GrtuiError: The index cannot be used.
    """
    place = Place(*library.last_time.read()) if restores else Place()
    try:
        found, key = _found_again(library, place)
    except QueryError:  # it speaks of a saved search that is gone
        place = Place(key=place.key)
        found, key = _found_again(library, place)
    rows = LazyRows.fetched(library, found.ids)
    line = (rows.line_of(key) if key else None) or 0
    return FirstList(
        Place(place.query, key),
        found,
        rows,
        {facet: library.vocabulary(facet) for facet in Facet},
        line,
        is_place_chosen=bool(place.query or line),
    )


def _found_again(library: Library, place: Place) -> tuple[Found, str]:
    """What a search finds, all of it if an article that is there is not among the first."""
    found = library.find.newest(place.query, FIRST)
    key = place.key if place.key and library.ids([place.key]) else ""
    return found_with(library, key, place.query, found), key


def found_with(library: Library, key: str, query: str, first: Found) -> Found:
    """What a query found first; all that it finds, where an article is not among the first."""
    rows = LazyRows(library, first.ids)
    is_enough = first.is_complete or not key or rows.line_of(key) is not None
    return first if is_enough else library.find.search(query)
