"""What a search found, fetched and printed piece by piece: it may be every article there is."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.answers import Found
from store.article import ArticleRow
from store.errors import NotFoundError
from store.folder import joined, shown
from store.library import Library
from store.snippets import LENGTH, Snippet
from store.tags import GivenTag
from tui.subcommands.options import is_terminal

if TYPE_CHECKING:
    from store.opening import Opened

PIECE = 500
"""How many articles are fetched at once."""

FIELDS = (
    *("key", "path", "title", "authors", "publisher", "date"),
    *("regions", "themes", "read", "starred", "snippet"),
)
"""What is told of each article to a program, in this order."""


class Result(NamedTuple):
    """An article that was found, and where."""

    row: ArticleRow
    snippet: Snippet


class Results:
    """What a search found in a library."""

    def __init__(self, library: Library, found: Found) -> None:
        self._library = library
        self.found = found

    def pieces(self, length: int = LENGTH) -> Iterator[list[Result]]:
        """The results, each with a snippet of so many characters."""
        for ids, rows in self._rows():
            snippets = self._library.find.snippets(self.found.query, ids, length)
            yield [Result(row, snippet) for row, snippet in zip(rows, snippets, strict=True)]

    def objects(self) -> Iterator[dict[str, object]]:
        """The results with the fields of `FIELDS`: null or an empty list where there is nothing."""
        for ids, rows in self._rows():
            bylines = self._library.find.bylines(ids)
            snippets = self._library.find.snippets(self.found.query, ids)
            for id_, row, snippet in zip(ids, rows, snippets, strict=True):
                if byline := bylines.get(id_):
                    yield {
                        "key": row.key,
                        "path": row.path,
                        "title": byline.title,
                        "authors": list(byline.authors),
                        "publisher": byline.publisher,
                        "date": row.date,
                        "regions": _names(row.regions),
                        "themes": _names(row.themes),
                        "read": row.is_read,
                        "starred": row.is_starred,
                        "snippet": snippet.text,
                    }

    def opened(self) -> "Iterator[Opened]":
        """The results as they are in their files."""
        for start in range(0, len(self.found.ids), PIECE):
            keys = self._library.keys(self.found.ids[start : start + PIECE])
            yield from opened_of(self._library, keys)

    def print_keys(self) -> None:
        """Print the keys, one a line."""
        for start in range(0, len(self.found.ids), PIECE):
            for key in self._library.keys(self.found.ids[start : start + PIECE]):
                print(key)

    def print_paths(self) -> None:
        """Print the names of all files that hold what was found, each with a NUL behind it.

        They are the bytes of the file system, and seen from the folder that one is in. Where a
        person would read them, on a terminal, they stand in lines as they can be shown.
        """
        folder = os.path.realpath(os.fsencode(self._library.folder))
        here = os.fsencode(Path.cwd())
        for start in range(0, len(self.found.ids), PIECE):
            keys = self._library.keys(self.found.ids[start : start + PIECE])
            files = self._library.find.paths(keys)
            places = (joined(folder, path) for key in keys for path in files.get(key, ()))
            names = [_plain(os.path.relpath(place, here)) for place in places]
            if is_terminal(sys.stdout):
                for name in names:
                    print(shown(name))
            elif sys.stdout:
                sys.stdout.buffer.write(b"".join(name + b"\0" for name in names))

    def _rows(self) -> Iterator[tuple[Sequence[int], list[ArticleRow]]]:
        for start in range(0, len(self.found.ids), PIECE):
            ids = self.found.ids[start : start + PIECE]
            rows = self._library.rows(ids)
            if len(rows) < len(ids):  # some have gone since the search
                here = self._library.ids(row.key for row in rows)
                ids = [here[row.key] for row in rows if row.key in here]
                rows = [row for row in rows if row.key in here]
            yield ids, rows


def opened_of(library: Library, keys: Iterable[str]) -> "Iterator[Opened]":
    """Articles with all that is known of them; those that are not in the library are left out."""
    for key in keys:
        try:
            yield library.open_article(key)
        except NotFoundError:
            pass


def in_order(library: Library, ids: Sequence[int], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys in the order of the row ids of a result; those that are not in it come last."""
    if len(keys) < 2:
        return keys
    places = {id_: place for place, id_ in enumerate(ids)}
    known = library.ids(keys)
    return tuple(sorted(keys, key=lambda key: places.get(known.get(key, -1), len(places))))


def _names(tags: Sequence[GivenTag]) -> list[str]:
    return [tag.name for tag in tags if tag.counts]


def _plain(path: bytes) -> bytes:
    """A path that no program takes for an option."""
    return b"./" + path if path.startswith(b"-") else path
