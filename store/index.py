"""The search index: filled with articles, asked for row ids and for the lines of the list."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from store import fill, mirror, missing
from store.aliases import NO_ALIASES, Aliases, Naming, aliases_of
from store.answers import Byline
from store.article import ArticleRow
from store.cache import Cache, DamagedError, dictionary, is_too_much
from store.errors import QueryError
from store.extract import Entry
from store.folder import Stamp, name_of, shown
from store.mirror import Borne, State
from store.prefixes import Common
from store.query import Query, conditions_of
from store.record import Record
from store.saved_searches import SavedSearch
from store.schema import MISSING, WORD_TABLES
from store.select import WITH_ORIGIN, Sql, select_ids
from store.stopping import Stop
from store.tags import Facet, Tag

_PAGES_AT_ONCE = 1000
"""How many pages of the full-text index are merged in one transaction: some 50 ms."""

_LEAST_COMMON = 20
"""In how many articles a word is that may be common."""

_LOOKED_AT_ONCE = 500
"""How many articles are looked at before it is seen whether one of them is it."""

_RECORDS_AT_ONCE = 1000
"""How many articles without files are listed in one transaction."""


class Known(NamedTuple):
    """An article's file and what the reader did with it, as the index has them."""

    path: str
    borne: Borne
    is_read: bool
    is_starred: bool
    source_regions: tuple[str, ...] = ()
    """The regions that the file gives, by the names that it has for them."""
    source_themes: tuple[str, ...] = ()
    """The themes so."""
    aliases: Mapping[Facet, Aliases] = {}
    """The former names of tags."""

    def source_tags(self, facet: Facet) -> tuple[str, ...]:
        """The tags that the file gives in a facet, by the names that it has for them."""
        return self.source_regions if facet is Facet.REGION else self.source_themes

    def aliases_of(self, facet: Facet) -> Aliases:
        """The former names of a facet's tags."""
        return self.aliases.get(facet, NO_ALIASES)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Its effective tags."""
        return tuple(
            Tag(facet, tag.name) for facet in Facet for tag in self.borne.of(facet) if tag.counts
        )


class UsedTag(NamedTuple):
    """A tag of the index, as the first article that bears it spells it."""

    folded: str
    name: str
    uses: int
    """How many articles bear it; removed ones not counted."""


class Index:
    """What is known of a library's articles, in an SQLite file that may be deleted at any time."""

    def __init__(self, path: Path) -> None:
        self._cache = Cache(path)

    @property
    def path(self) -> Path:
        """Where the file is: a temporary place if the one asked for cannot be written."""
        return self._cache.path

    @property
    def is_temporary(self) -> bool:
        """Does the file last only as long as this process?"""
        return self._cache.is_temporary

    def renew(self, damage: DamagedError) -> None:
        """Begin an empty index, unless another thread that met the same damage just did."""
        self._cache.renew(damage.generation)

    def flaw(self) -> str:
        """What is wrong with the file, as a sentence; empty where nothing is."""
        return self._cache.flaw()

    def empty(self) -> None:
        """Begin an empty index, with which other processes go on."""
        self._cache.empty()

    @property
    def version(self) -> tuple[int, int]:
        """Two numbers that are others after each change, of this process or of another."""
        return self._cache.version()

    def close(self) -> None:
        """Close the file."""
        self._cache.close()

    # Files

    def files(self) -> dict[bytes, Stamp]:
        """Every file of the index, as it was when it was read."""
        with self._cache.reading() as connection:
            rows = connection.execute("SELECT path, size, mtime_ns, inode FROM file")
            return {path: Stamp(*stamp) for path, *stamp in rows}

    def keys_of(self, paths: Iterable[bytes]) -> dict[bytes, str]:
        """The keys of the articles that files held when they were read."""
        statement = (
            "SELECT path, key FROM file JOIN article ON article = id WHERE path IN ({marks})"
        )
        with self._cache.reading() as connection:
            return dict(fill.each(connection, statement, list(paths)))

    def keys_with_files(self) -> frozenset[str]:
        """The keys of all articles that have a file in the library."""
        with self._cache.reading() as connection:
            rows = connection.execute(f"SELECT key FROM article WHERE id > {MISSING}")
            return frozenset(key for (key,) in rows)

    def paths_of(self, keys: Iterable[str]) -> dict[str, list[bytes]]:
        """The files of articles, by name."""
        statement = (
            "SELECT key, path FROM article JOIN file ON article = id"
            " WHERE key IN ({marks}) ORDER BY path"
        )
        found: dict[str, list[bytes]] = {}
        with self._cache.reading() as connection:
            for key, path in fill.each(connection, statement, list(keys)):
                found.setdefault(key, []).append(path)
        return found

    def sizes_of(self, key: str) -> list[tuple[bytes, int]]:
        """The files of an article, by name, each with its bytes when it was read."""
        statement = (
            "SELECT path, size FROM article JOIN file ON article = id WHERE key = ? ORDER BY path"
        )
        with self._cache.reading() as connection:
            return connection.execute(statement, (key,)).fetchall()

    def same_text(self, key: str) -> list[int]:
        """The row ids of other articles whose bodies have the same words, newest first."""
        statement = (
            "SELECT id FROM article WHERE digest = (SELECT digest FROM article WHERE key = ?)"
            " AND key <> ? ORDER BY id DESC"
        )
        with self._cache.reading() as connection:
            return [id_ for (id_,) in connection.execute(statement, (key, key))]

    def add(self, entries: Sequence[Entry]) -> int:
        """Take files in, and return how many articles are new."""
        with self._cache.writing() as connection:
            return fill.add(connection, entries)

    def dictionary(self) -> bytes:
        """By which its texts are packed; b"" where there are too few for one."""
        with self._cache.reading() as connection:
            return dictionary(connection)

    def forget(self, paths: Sequence[bytes]) -> int:
        """Leave files out, and return how many articles went with them."""
        with self._cache.writing() as connection:
            return fill.forget(connection, paths)

    def tidy(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Make the full-text indexes as small and as fast as can be; for after a first filling.

        Others may write in between: it is done in many short transactions.
        """
        for table in WORD_TABLES:
            self._merge(table, stop)
        with self._cache.writing() as connection:
            (unused,) = connection.execute("PRAGMA freelist_count").fetchone()
            for _ in range(unused):
                # The module sqlite3 takes one step of this statement, which frees one page.
                connection.execute("PRAGMA incremental_vacuum")
        self._cache.settle()
        if not stop():
            self.learn_words()

    def _merge(self, table: str, stop: Callable[[], bool]) -> None:
        pages = -_PAGES_AT_ONCE  # The first time less than nought: merge all, whatever their size.
        while not stop():
            with self._cache.writing() as connection:
                before = connection.total_changes
                connection.execute(
                    f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,)
                )
                # https://sqlite.org/fts5.html#the_merge_command tells the end by this.
                if connection.total_changes - before < 2:
                    return
            pages = _PAGES_AT_ONCE

    # Articles

    def search(self, query: Query, limit: int | None = None, stop: Stop | None = None) -> list[int]:
        """The row ids of what a query finds, in the order that it asks for.

        Raises:
            StoppedError: As `stop` was set.
        """
        sql = select_ids(query, limit)
        with self._reading(stop) as connection:
            return [row[0] for row in connection.execute(sql.text, sql.values)]

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

    def learn_words(self) -> None:
        """Note which words are common; it takes a second where there are 100,000 articles."""
        with self._cache.reading() as connection:
            (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
            rows = connection.execute(
                "SELECT term, doc FROM vocabulary WHERE doc >= ?",
                (max(_LEAST_COMMON, articles // 500),),
            ).fetchall()
        with self._cache.writing() as connection:
            connection.execute("DELETE FROM common")
            connection.executemany("INSERT INTO common VALUES (?, ?)", rows)

    def texts(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """The body and the note of articles, by row id."""
        statement = "SELECT id, body, note FROM searchable WHERE id IN ({marks})"
        with self._cache.reading() as connection:
            rows = fill.each(connection, statement, ids)
            return {id_: (body, note) for id_, body, note in rows}

    def bylines(self, ids: Sequence[int]) -> dict[int, Byline]:
        """The bylines of articles, by row id."""
        statement = "SELECT id, title, authors, publisher FROM article WHERE id IN ({marks})"
        with self._cache.reading() as connection:
            return {
                id_: Byline(title, tuple(authors.split(", ")) if authors else (), publisher or None)
                for id_, title, authors, publisher in fill.each(connection, statement, ids)
            }

    def unread_among(self, ids: Sequence[int]) -> int:
        """How many of the articles are unread."""
        with self._cache.reading() as connection:
            read = {row[0] for row in connection.execute("SELECT id FROM article WHERE is_read")}
        return len(ids) - sum(id_ in read for id_ in ids) if read else len(ids)

    def has_file(self, key: str) -> bool:
        """Has an article a file in the library?"""
        statement = f"SELECT 1 FROM article WHERE key = ? AND id > {MISSING}"
        with self._cache.reading() as connection:
            return connection.execute(statement, (key,)).fetchone() is not None

    def ids(self, keys: Iterable[str]) -> dict[str, int]:
        """The row ids of keys, as far as they are here, also of articles whose files are gone."""
        with self._cache.reading() as connection:
            return dict(
                fill.each(
                    connection, "SELECT key, id FROM article WHERE key IN ({marks})", list(keys)
                )
            )

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The list lines of articles, in the order of `ids`."""
        with self._cache.reading() as connection:
            found = {row[0]: _row(row) for row in fill.each(connection, f"{_ROW} ({{marks}})", ids)}
        return [found[id_] for id_ in ids if id_ in found]

    def known(self, keys: Iterable[str]) -> dict[str, Known]:
        """The tags and files of articles, as far as they are here."""
        with self._cache.reading() as connection:
            aliases = aliases_of(mirror.namings(connection))
            return {
                row[0]: Known(
                    shown(row[5]),
                    Borne(mirror.unpacked(row[1]), mirror.unpacked(row[2])),
                    bool(row[3]),
                    bool(row[4]),
                    mirror.names_in(row[6]),
                    mirror.names_in(row[7]),
                    aliases,
                )
                for row in fill.each(connection, _KNOWN, list(keys))
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
                found = {id_ for (id_,) in fill.each(connection, statement, some)}
                if found:
                    return next(id_ for id_ in some if id_ in found)
        return None

    def present(self, ids: Sequence[int]) -> list[int]:
        """Those of the ids of which there are articles."""
        with self._cache.reading() as connection:
            return [
                id_
                for (id_,) in fill.each(
                    connection, "SELECT id FROM article WHERE id IN ({marks})", ids
                )
            ]

    def keys(self, ids: Sequence[int]) -> list[str]:
        """The keys of articles, in the order of `ids`."""
        statement = "SELECT id, key FROM article WHERE id IN ({marks})"
        with self._cache.reading() as connection:
            keys = dict(fill.each(connection, statement, ids))
        return [keys[id_] for id_ in ids if id_ in keys]

    def tags_of(self, query: Query, stop: Stop | None = None, origin: str = "") -> dict[Tag, int]:
        """How many of the articles that a query finds bear each tag: most used first.

        With one of `store.query.ORIGINS`, only tags of that origin count.
        """
        counted, sql = "SELECT facet, name, uses, folded FROM tag WHERE uses > 0", Sql("")
        if conditions_of(query) or origin:
            sql = select_ids(query, is_sorted=False)
            counted = (
                "SELECT facet, name, count(*) AS uses, folded FROM given JOIN tag ON tag = tag.id"
                f" WHERE {WITH_ORIGIN[origin]} AND article IN ({sql.text}) GROUP BY tag"
            )
        statement = f"SELECT facet, name, uses FROM ({counted}) ORDER BY uses DESC, folded"
        with self._reading(stop) as connection:
            rows = connection.execute(statement, sql.values)
            return {Tag(Facet(facet), name): uses for facet, name, uses in rows}

    def names_of(self, field: str, query: Query, stop: Stop | None = None) -> dict[str, int]:
        """How many of the articles that a query finds each author, or publisher, has."""
        column = {"author": "authors", "publisher": "publisher"}[field]
        sql = select_ids(query, is_sorted=False)
        statement = (
            f"SELECT {column}, count(*) FROM article WHERE {column} <> '' AND id IN ({sql.text})"
            f" GROUP BY {column}"
        )
        counts: Counter[str] = Counter()
        with self._reading(stop) as connection:
            for names, articles in connection.execute(statement, sql.values):
                for name in names.split(", ") if field == "author" else [names]:
                    counts[name] += articles
        return dict(counts.most_common())

    def folders(self) -> list[str]:
        """The folders that files are in, by name."""
        with self._cache.reading() as connection:
            paths = connection.execute("SELECT path FROM file").fetchall()
        return sorted({shown(path.rpartition(b"/")[0]) for (path,) in paths} - {""})

    def used_tags(self, facet: Facet) -> list[UsedTag]:
        """The tags that articles bear, most used first."""
        with self._cache.reading() as connection:
            rows = connection.execute(
                "SELECT folded, name, uses FROM tag WHERE facet = ? AND uses > 0"
                " ORDER BY uses DESC, folded",
                (facet.value,),
            )
            return [UsedTag(*row) for row in rows]

    def spelling(self, facet: Facet, folded: str) -> str | None:
        """How a tag is spelled that articles bear or bore."""
        with self._cache.reading() as connection:
            statement = "SELECT name FROM tag WHERE facet = ? AND folded = ?"
            row = connection.execute(statement, (facet.value, folded)).fetchone()
        return row[0] if row else None

    # The mirror of the tag file

    def mirrored_stamp(self) -> str:
        """The stamp of the tag file that is mirrored; "" where none ever was."""
        with self._cache.reading() as connection:
            return mirror.stamp(connection)

    def letters(self) -> dict[Facet, dict[str, str]]:
        """The saved letters by folded names."""
        with self._cache.reading() as connection:
            return mirror.letters(connection)

    def namings(self) -> dict[Facet, Naming]:
        """What the reader changed in the vocabulary."""
        with self._cache.reading() as connection:
            return mirror.namings(connection)

    def searches(self) -> list[SavedSearch]:
        """The saved searches, by name."""
        with self._cache.reading() as connection:
            return mirror.searches(connection)

    def record(self, key: str) -> Record:
        """What the reader did with an article."""
        with self._cache.reading() as connection:
            return mirror.record_of(connection, key) or Record()

    def recorded(self, keys: Iterable[str]) -> list[str]:
        """Those of the keys that the tag file has a record of."""
        with self._cache.reading() as connection:
            statement = "SELECT key FROM record WHERE key IN ({marks})"
            return [key for (key,) in fill.each(connection, statement, list(keys))]

    def records_without_files(self) -> list[tuple[str, str]]:
        """The records of no file of the index: each one's key, and where its file was."""
        with self._cache.reading() as connection:
            return connection.execute(
                "SELECT key, path FROM record WHERE NOT EXISTS (SELECT * FROM article"
                f" WHERE article.key = record.key AND id > {MISSING}) ORDER BY key"
            ).fetchall()

    def became(self, keys: Iterable[str]) -> dict[str, str | None]:
        """Of the articles that were here: what each is now, None where it is not here any more.

        An article that was never here is not in the answer.
        """
        wanted = list(keys)
        with self._cache.reading() as connection:
            return fill.became(connection, wanted)

    def records_with_files(self) -> list[tuple[str, str, bytes]]:
        """The records of articles: each one's key, where its file was, and a file, in their order.

        A record comes once for each file of its article.
        """
        with self._cache.reading() as connection:
            return connection.execute(
                "SELECT record.key, record.path, file.path"
                " FROM record JOIN article ON article.key = record.key"
                " JOIN file ON file.article = article.id ORDER BY record.key, file.path"
            ).fetchall()

    def mirror(self, now: State, last: State | None, patience: float | None = None) -> None:
        """Make the mirror equal to a tag file; `last` is what this process mirrored before.

        Waits `patience` seconds for another process that writes.
        """
        with self._cache.writing(patience) as connection:
            missing.remove(connection, mirror.mirror(connection, now, last))

    def is_settled(self) -> bool:
        """Has a complete look seen all files of the index, and the tag file that is mirrored?"""
        with self._cache.reading() as connection:
            return missing.is_settled(connection)

    def unsettle(self) -> None:
        """Note that a look begins that changes something."""
        with self._cache.writing() as connection:
            missing.unsettle(connection)

    def settle(self, stamp: str, met: Sequence[str]) -> None:
        """Note that a look was complete, at which mirror, and which records have no file."""
        with self._cache.writing() as connection:
            missing.settle(connection, stamp, met)

    def last_look(self) -> tuple[int, dict[bytes, int]]:
        """When the last complete look was, in seconds, and when each folder had changed by then.

        0 and no folder where there was none.
        """
        with self._cache.reading() as connection:
            row = connection.execute("SELECT at FROM look").fetchone()
            folders = connection.execute("SELECT path, changed_ns FROM folder").fetchall()
        return (row[0] if row else 0), dict(folders)

    def note_look(self, at: int, folders: Mapping[bytes, int]) -> None:
        """Note that a look was complete, and when each folder had changed by then."""
        with self._cache.writing() as connection:
            connection.execute("DELETE FROM look")
            connection.execute("INSERT INTO look VALUES (?)", (at,))
            connection.execute("DELETE FROM folder")
            connection.executemany("INSERT INTO folder VALUES (?, ?)", folders.items())

    def unlisted_records(self) -> list[tuple[str, str]]:
        """The records whose articles no search can find: each one's key, and where its file was."""
        with self._cache.reading() as connection:
            return missing.unlisted(connection)

    def list_missing(self, keys: Iterable[str]) -> None:
        """Let `is:missing` find those articles that have a record, but no file."""
        keys = list(keys)
        for start in range(0, len(keys), _RECORDS_AT_ONCE):
            with self._cache.writing() as connection:
                missing.insert(connection, keys[start : start + _RECORDS_AT_ONCE])


_PATH = (
    "coalesce((SELECT path FROM file WHERE article = id ORDER BY path LIMIT 1),"
    " (SELECT CAST(path AS BLOB) FROM record WHERE record.key = article.key))"
)
_HAS_DUPLICATES = (
    "((SELECT count(*) FROM file WHERE article = id) > 1 OR EXISTS (SELECT * FROM article AS other"
    " WHERE other.digest = article.digest AND other.id <> article.id))"
)
_ROW = (
    "SELECT id, key, date, title, regions, themes, is_read, is_starred, has_warnings, has_note,"
    f" {_PATH}, {_HAS_DUPLICATES} FROM article WHERE id IN"
)
_KNOWN = (
    f"SELECT key, regions, themes, is_read, is_starred, {_PATH}, source_regions, source_themes"
    " FROM article"
    " WHERE key IN ({marks})"
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
        mirror.unpacked(regions),
        mirror.unpacked(themes),
        is_read,
        is_starred,
        bool(has_duplicates),
        has_warnings,
        has_note,
    )
