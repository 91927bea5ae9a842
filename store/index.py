"""The search index: filled with articles, and asked for all that is known of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from store import fill, mirror, missing, tag_rows
from store.aliases import NO_ALIASES, Aliases, aliases_of
from store.cache import dictionary
from store.extract import Entry
from store.folder import Stamp, shown
from store.listing import PATH, Listing
from store.mirror import Borne, State
from store.query import Query, conditions_of
from store.record import Record
from store.rows import each, names_in, unpacked
from store.saved_searches import SavedSearch
from store.schema import MISSING, WORD_TABLES
from store.select import WITH_ORIGIN, Sql, select_ids
from store.stopping import Stop
from store.tags import Facet, Tag

_PAGES_AT_ONCE = 1000
"""How many pages of the full-text index are merged in one transaction: some 50 ms."""

_LEAST_COMMON = 20
"""In how many articles a word is that may be common."""

_FILES_AT_ONCE = 2000
"""How many files are fetched at once."""

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


class Index(Listing):
    """What is known of a library's articles, in an SQLite file that may be deleted at any time."""

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

    # Files

    def files(self) -> Iterator[tuple[bytes, Stamp]]:
        """Every file of the index, as it was when it was read, in the order of their paths.

        Fetched in pieces: a walk through a slow folder beside them keeps nobody from writing.
        """
        statement = "SELECT path, size, mtime_ns, inode FROM file WHERE path > ? ORDER BY path"
        last = b""
        while True:
            with self._cache.reading() as connection:
                rows = connection.execute(f"{statement} LIMIT {_FILES_AT_ONCE}", (last,)).fetchall()
                if not all(isinstance(path, bytes) for path, *_ in rows):
                    raise TypeError("a path is no bytes")
            for path, *stamp in rows:
                yield path, Stamp(*stamp)
            if len(rows) < _FILES_AT_ONCE:
                return
            last = rows[-1][0]

    def keys_of(self, paths: Iterable[bytes]) -> dict[bytes, str]:
        """The keys of the articles that files held when they were read."""
        statement = (
            "SELECT path, key FROM file JOIN article ON article = id WHERE path IN ({marks})"
        )
        with self._cache.reading() as connection:
            return dict(each(connection, statement, list(paths)))

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
            for key, path in each(connection, statement, list(keys)):
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

    def has_file(self, key: str) -> bool:
        """Has an article a file in the library?"""
        statement = f"SELECT 1 FROM article WHERE key = ? AND id > {MISSING}"
        with self._cache.reading() as connection:
            return connection.execute(statement, (key,)).fetchone() is not None

    def known(self, keys: Iterable[str]) -> dict[str, Known]:
        """The tags and files of articles, as far as they are here."""
        with self._cache.reading() as connection:
            aliases = aliases_of(tag_rows.namings(connection))
            return {
                row[0]: Known(
                    shown(row[5]),
                    Borne(unpacked(row[1]), unpacked(row[2])),
                    bool(row[3]),
                    bool(row[4]),
                    names_in(row[6]),
                    names_in(row[7]),
                    aliases,
                )
                for row in each(connection, _KNOWN, list(keys))
            }

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

    # The mirror of the tag file

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
            return [key for (key,) in each(connection, statement, list(keys))]

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

    def unsettle(self) -> None:
        """Note that a look begins that changes something."""
        with self._cache.writing() as connection:
            missing.unsettle(connection)

    def settle(self, stamp: str, met: Sequence[str]) -> None:
        """Note that a look was complete, at which mirror, and which records have no file."""
        with self._cache.writing() as connection:
            missing.settle(connection, stamp, met)

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


_KNOWN = (
    f"SELECT key, regions, themes, is_read, is_starred, {PATH}, source_regions, source_themes"
    " FROM article"
    " WHERE key IN ({marks})"
)
