"""What searches and the list ask of the index: row ids, and the lines of the list."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from store import tag_rows
from store.aliases import Naming
from store.answers import Byline
from store.article import ArticleRow
from store.cache import Cache
from store.errors import QueryError
from store.folder import name_of, shown
from store.index_errors import DamagedError, is_too_much
from store.prefixes import Common
from store.query import Query
from store.rows import each, mirrored_stamp, unpacked
from store.select import select_ids
from store.stopping import Stop
from store.tag_rows import UsedTag
from store.tags import Facet

_LOOKED_AT_ONCE = 500
"""How many articles are looked at before it is seen whether one of them is it."""


class Listing:
    """The part of an index that is all that the first screen needs (see `store.index.Index`)."""

    def __init__(self, place: "Path | Listing") -> None:
        """Open a file, or look at the one that is open already."""
        self._cache: Cache = place._cache if isinstance(place, Listing) else Cache(place)

    @property
    def path(self) -> Path:
        """Where the file is: a temporary place if the one asked for cannot be written."""
        return self._cache.path

    @property
    def is_temporary(self) -> bool:
        """Does the file last only as long as this process?"""
        return self._cache.is_temporary

    @property
    def generation(self) -> int:
        """Which of the files that were at its place is open: a number that only grows."""
        return self._cache.generation

    def renew(self, damage: DamagedError) -> None:
        """Open or begin another index, unless another thread that met the same damage just did.

        Raises:
            LibraryError: There is no room for one.
        """
        self._cache.renew(damage)

    def close(self) -> None:
        """Close the file."""
        self._cache.close()

    # Searching

    def search(
        self, query: Query, limit: int | None = None, stop: Stop | None = None
    ) -> "array[int]":
        """The row ids of what a query finds, in the order that it asks for.

        Raises:
            StoppedError: As `stop` was set.
        """
        sql = select_ids(query, limit)
        with self._reading(stop) as connection:
            # Integers of Python's would take five times the memory.
            return array("q", chain.from_iterable(connection.execute(sql.text, sql.values)))

    def count(self, query: Query, stop: Stop | None = None) -> int:
        """How many articles a query finds.

        Raises:
            StoppedError: As `stop` was set.
        """
        sql = select_ids(query, is_sorted=False)
        with self._reading(stop) as connection:
            statement = f"SELECT count(*) FROM ({sql.text})"
            return int(connection.execute(statement, sql.values).fetchone()[0])

    @contextmanager
    def _reading(self, stop: Stop | None) -> Iterator[sqlite3.Connection]:
        with self._cache.reading() as connection, (stop or Stop()).over(connection):
            try:
                yield connection
            except sqlite3.OperationalError as error:
                if not is_too_much(error):
                    raise
                message = "This query is too long or too deep for the search index."
                raise QueryError(message, 0, 1) from error

    def common_words(self, begun: str) -> list[Common]:
        """The common words that begin so, the most common first."""
        with self._cache.reading() as connection:
            rows = connection.execute(
                "SELECT word, articles FROM common WHERE word >= ? AND word < ?"
                " ORDER BY articles DESC",
                (begun, f"{begun}\U0010ffff"),
            )
            return [Common(*row) for row in rows]

    def unread_among(self, ids: Sequence[int]) -> int:
        """How many of the articles are unread."""
        with self._cache.reading() as connection:
            read = {row[0] for row in connection.execute("SELECT id FROM article WHERE is_read")}
        return len(ids) - sum(id_ in read for id_ in ids) if read else len(ids)

    # Articles

    def ids(self, keys: Iterable[str]) -> dict[str, int]:
        """The row ids of keys, as far as they are here, also of articles whose files are gone."""
        with self._cache.reading() as connection:
            return dict(
                each(connection, "SELECT key, id FROM article WHERE key IN ({marks})", list(keys))
            )

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The list lines of articles, in the order of `ids`."""
        with self._cache.reading() as connection:
            found = {row[0]: _row(row) for row in each(connection, f"{_ROW} ({{marks}})", ids)}
        return [found[id_] for id_ in ids if id_ in found]

    def texts(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The body and the note of articles, by row id."""
        statement = "SELECT id, body, note FROM searchable WHERE id IN ({marks})"
        with self._cache.reading() as connection:
            rows = each(connection, statement, ids)
            return {id_: (body, note) for id_, body, note in rows}

    def bylines(self, ids: Sequence[int]) -> dict[int, Byline]:
        """The bylines of articles, by row id."""
        statement = "SELECT id, title, authors, publisher FROM article WHERE id IN ({marks})"
        with self._cache.reading() as connection:
            return {
                id_: Byline(title, tuple(authors.split(", ")) if authors else (), publisher or None)
                for id_, title, authors, publisher in each(connection, statement, ids)
            }

    def first_lacking(self, ids: Sequence[int]) -> int | None:
        """The first of the ids whose article has no region or no theme."""
        return self._first(ids, "region_count = 0 OR theme_count = 0")

    def first_unread(self, ids: Sequence[int]) -> int | None:
        """The first of the ids whose article is unread."""
        return self._first(ids, "NOT is_read")

    def _first(self, ids: Sequence[int], condition: str) -> int | None:
        statement = f"SELECT id FROM article WHERE id IN ({{marks}}) AND ({condition})"
        with self._cache.reading() as connection:
            for start in range(0, len(ids), _LOOKED_AT_ONCE):
                some = ids[start : start + _LOOKED_AT_ONCE]
                found = {id_ for (id_,) in each(connection, statement, some)}
                if found:
                    return next(id_ for id_ in some if id_ in found)
        return None

    def present(self, ids: Sequence[int]) -> list[int]:
        """Those of the ids of which there are articles."""
        with self._cache.reading() as connection:
            return [
                id_
                for (id_,) in each(connection, "SELECT id FROM article WHERE id IN ({marks})", ids)
            ]

    def keys(self, ids: Sequence[int]) -> list[str]:
        """The keys of articles, in the order of `ids`."""
        statement = "SELECT id, key FROM article WHERE id IN ({marks})"
        with self._cache.reading() as connection:
            keys = dict(each(connection, statement, ids))
        return [keys[id_] for id_ in ids if id_ in keys]

    # Tags

    def used_tags(self, facet: Facet) -> list[UsedTag]:
        """The tags that articles bear, most used first."""
        with self._cache.reading() as connection:
            return tag_rows.used_tags(connection, facet)

    def spelling(self, facet: Facet, folded: str) -> str | None:
        """How a tag is spelled that articles bear or bore."""
        with self._cache.reading() as connection:
            return tag_rows.spelling(connection, facet, folded)

    def letters(self) -> dict[Facet, dict[str, str]]:
        """The saved letters by folded names."""
        with self._cache.reading() as connection:
            return tag_rows.letters(connection)

    def namings(self) -> dict[Facet, Naming]:
        """What the reader changed in the vocabulary."""
        with self._cache.reading() as connection:
            return tag_rows.namings(connection)

    # How new it is

    def mirrored_stamp(self) -> str:
        """The stamp of the tag file that is mirrored; "" where none ever was."""
        with self._cache.reading() as connection:
            return mirrored_stamp(connection)

    def is_settled(self) -> bool:
        """Has a complete look seen all files of the index, and the tag file that is mirrored?"""
        with self._cache.reading() as connection:
            row = connection.execute("SELECT stamp = looked FROM mirrored").fetchone()
        return bool(row and row[0])

    def last_look(self) -> tuple[int, dict[bytes, int]]:
        """When the last complete look was, in seconds, and when each folder had changed by then.

        0 and no folder where there was none.
        """
        with self._cache.reading() as connection:
            row = connection.execute("SELECT at FROM look").fetchone()
            folders = connection.execute("SELECT path, changed_ns FROM folder").fetchall()
        return (row[0] if row else 0), dict(folders)


PATH = (
    "coalesce((SELECT path FROM file WHERE article = id ORDER BY path LIMIT 1),"
    " (SELECT CAST(path AS BLOB) FROM record WHERE record.key = article.key))"
)
_HAS_DUPLICATES = (
    "((SELECT count(*) FROM file WHERE article = id) > 1 OR EXISTS (SELECT * FROM article AS other"
    " WHERE other.digest = article.digest AND other.id <> article.id))"
)
_ROW = (
    "SELECT id, key, date, title, regions, themes, is_read, is_starred, has_warnings, has_note,"
    f" {PATH}, {_HAS_DUPLICATES} FROM article WHERE id IN"
)

Row = tuple[int, str, str | None, str | None, str, str, int, int, int, int, bytes, int]


def _row(row: Row) -> ArticleRow:
    _, key, day, title, regions, themes = row[:6]
    is_read, is_starred, has_warnings, has_note = map(bool, row[6:10])
    path, has_duplicates = row[10:]
    return ArticleRow(
        key,
        shown(path),
        title or shown(name_of(path)) or key,
        day,
        unpacked(regions),
        unpacked(themes),
        is_read,
        is_starred,
        bool(has_duplicates),
        has_warnings,
        has_note,
    )
