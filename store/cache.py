"""The SQLite file of the index: opened, shared by threads, thrown away when it is damaged."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from errno import EACCES
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from store.aside import files_at, put_aside, sweep_others
from store.errors import LibraryError
from store.folding import title_key
from store.index_errors import DamagedError, Remedy, is_damage, told
from store.interrupts import Interrupts
from store.packing import Inflate
from store.paths import path_fits
from store.schema import APPLICATION, PAGE_BYTES, SCHEMA, VERSION, WORD_TABLES

_WAIT_SECONDS = 5
_MOST_LOG_BYTES = 4_000_000
_READER_KB = 500
"""SQLite would keep 2 MB for each thread that reads, and no query is quicker for it."""
_WRITER_KB = 32_000
"""The pages that a first filling keeps in memory: new articles go to pages in no order."""

T = TypeVar("T")


class Filled(Protocol):
    """Uses the index; if it is damaged, a new one is filled first."""

    def __call__(self, use: Callable[[], T]) -> T:
        """What `use` gives."""


class Cache:
    """Connections to one SQLite file, of which any number of threads read and one writes.

    A file that is damaged or has other tables is put aside when it is opened; where nothing can be
    written, the index lives in a temporary folder as long as the program. Each use begins with a
    look at whether the files that were opened are still in their place: SQLite would go on with
    what somebody deleted, and other processes with what is there now.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._temporary: str | None = None
        self._writing = threading.Lock()
        self._readers: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._generation = 0
        self._files: tuple[object, ...] | None = None
        self._interrupts = Interrupts()
        self._looking = threading.Lock()
        self._looker: sqlite3.Connection | None = None
        self._prepare()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @property
    def is_temporary(self) -> bool:
        """Does it last only as long as this process, as its folder cannot be written?"""
        return self._temporary is not None

    @property
    def generation(self) -> int:
        """Which of the files that were at its place is open: a number that only grows."""
        return self._generation

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread, that sees one state of the index and cannot write."""
        generation = self._generation
        with told(generation), self._interrupts.raised():
            try:
                connection = self._readers.pop()
            except IndexError:
                connection = self._connect()
                connection.execute("PRAGMA query_only = 1")
            try:
                self._check_files(connection, generation)
                yield connection
            finally:
                if generation == self._generation:
                    self._readers.append(connection)
                else:
                    connection.close()

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """The one connection that writes, in a transaction that ends with the block.

        Waits some seconds for another process, five where it is not said otherwise.
        """
        with self._writing, told(self._generation), self._interrupts.raised():
            if self._writer is None:
                self._writer = self._connect()
                self._writer.execute(f"PRAGMA cache_size = -{_WRITER_KB}")
            writer = self._writer
            self._check_files(writer, self._generation)
            seconds = _WAIT_SECONDS if patience is None else patience
            writer.execute(f"PRAGMA busy_timeout = {1000 * seconds:.0f}")
            writer.execute("BEGIN IMMEDIATE")
            try:
                yield writer
                writer.execute("COMMIT")
            except BaseException:
                if writer.in_transaction:
                    writer.execute("ROLLBACK")
                raise

    def version(self) -> tuple[int, int]:
        """Two numbers that are others after each change, of this process or of another."""
        generation = self._generation
        with self._looking, told(generation):
            # SQLite's number is that of a connection: it counts what all others changed.
            if self._looker is None:
                self._looker = self._connect()
            self._check_files(self._looker, generation)
            (number,) = self._looker.execute("PRAGMA data_version").fetchone()
            return generation, number

    def settle(self) -> None:
        """Bring what was written into the file itself, and empty the log beside it."""
        with self._writing, told(self._generation):
            if self._writer is not None:
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._writer.execute("PRAGMA shrink_memory")

    def renew(self, damage: DamagedError) -> None:
        """Do what helps, unless another thread just did.

        Raises:
            LibraryError: There is no other place for the index.
        """
        with self._writing:
            if damage.generation != self._generation:
                return
            is_another = self._files is not None and self._files[0] != files_at(self._path)[0]
            self._close_all()
            if damage.remedy is Remedy.ELSEWHERE:
                self._move_to_temporary(str(damage))
            else:
                # What another process has put there meanwhile is no damage that was seen here.
                if damage.remedy is Remedy.ANEW and not is_another:
                    put_aside(self._path)
                self._prepare()
            self._close_all()  # a reader may have opened the old file just before it was put aside

    def flaw(self) -> str:
        """What is wrong with the file, as a sentence; empty where nothing is."""
        try:
            if flaw := self._flaw_of_pages():
                return flaw
            # It keeps others from writing for 4 s where there are 100,000 articles; a comparison
            # with the texts would take three times as long.
            for table in WORD_TABLES:
                with self.writing() as connection:
                    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except DamagedError as damage:
            return str(damage)
        return ""

    def _flaw_of_pages(self) -> str:
        with self.reading() as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        return "" if found == "ok" else f"The search index is damaged: {' '.join(found.split())}."

    def empty(self) -> None:
        """Leave everything out in one piece; a file that is damaged is put aside instead."""
        generation = self._generation
        try:
            if self._flaw_of_pages():
                self.renew(DamagedError("", generation))
                return
            with self.writing() as connection:
                # Other processes go on with the file, and remember how its texts were packed. What
                # was here once, no file tells again.
                words, past = (
                    dictionary(connection),
                    connection.execute("SELECT * FROM past").fetchall(),
                )
                _drop(connection)
                _create(connection)
                if words:
                    connection.execute("INSERT INTO dictionary VALUES (?)", (words,))
                connection.executemany("INSERT INTO past VALUES (?, ?)", past)
        except DamagedError as damage:
            self.renew(damage)

    def close(self) -> None:
        """Close every connection that no thread is using."""
        with self._writing:
            self._close_all()
        if self._temporary:
            _sweep(Path(self._temporary))

    def _prepare(self) -> None:
        try:
            self._path.parent.mkdir(0o700, parents=True, exist_ok=True)
            if not os.access(self._path if self._path.exists() else self._path.parent, os.W_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))
            self._create_once()
        except (OSError, sqlite3.DatabaseError) as error:
            self._move_to_temporary(str(error))

    def _create_once(self) -> None:
        """Open the file, or put it aside and create it if that is all that can be done."""
        try:
            connection = self._connect()
            # The last connection that closes takes the log away: it is the one that reads then.
            with ExitStack() as opened:
                opened.enter_context(closing(connection))
                # Without a table it is new, or another process is just creating them.
                is_new = not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
                if not is_new and _is_ready(connection):
                    opened.pop_all()
                    self._readers.append(connection)
                    return
            if not is_new:
                put_aside(self._path)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            put_aside(self._path)
        sweep_others(self._path)
        connection = self._connect()
        try:
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have created the tables while this one waited.
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                _create(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        functions: tuple[tuple[str, int, Callable[..., object]], ...] = (
            ("inflate", 1, Inflate(partial(dictionary, connection))),
            ("path_fits", 2, path_fits),
            ("title_key", 2, title_key),
        )
        for name, arguments, function in functions:
            kept = self._interrupts.kept(function)
            connection.create_function(name, arguments, kept, deterministic=True)
        connection.execute(f"PRAGMA cache_size = -{_READER_KB}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA journal_size_limit = {_MOST_LOG_BYTES}")
        return connection

    def _check_files(self, connection: sqlite3.Connection, generation: int) -> None:
        if self._files is None:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # opens the log
        files = files_at(self._path)
        if self._files is None:
            self._files = files
        elif files != self._files and generation == self._generation:
            # Another file may be a good one; but what was in a log that is gone is lost.
            remedy = Remedy.ANEW if files[0] == self._files[0] else Remedy.AGAIN
            message = f"The search index {self._path} was deleted or replaced: it is built again."
            raise DamagedError(message, generation, remedy)

    def _close_all(self) -> None:
        self._generation += 1
        self._files = None
        while self._readers:
            self._readers.pop().close()
        with self._looking:
            if self._looker is not None:
                self._looker.close()
                self._looker = None
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _move_to_temporary(self, why: str) -> None:
        # tempfile takes 5 ms to import and hardly anybody needs it.
        from tempfile import mkdtemp

        place = self._path.parent
        try:
            if self._temporary is not None:
                raise OSError(why)
            self._temporary = mkdtemp(prefix="grtui-")
            self._path = Path(self._temporary) / self._path.name
            self._create_once()
        except (OSError, sqlite3.DatabaseError) as error:
            raise LibraryError(
                f"There is no room for the search index, neither in {place} nor among temporary "
                "files: free some, or set XDG_CACHE_HOME to a folder that can be written."
            ) from error


def dictionary(connection: sqlite3.Connection) -> bytes:
    """The words by which the texts are packed; b"" where there are too few texts for that."""
    row = connection.execute("SELECT words FROM dictionary").fetchone()
    return bytes(row[0]) if row else b""


def _is_ready(connection: sqlite3.Connection) -> bool:
    """Has the file the tables of this version? Then the connection is one that reads."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        return False
    connection.execute("SELECT stamp FROM mirrored").fetchone()
    connection.execute("PRAGMA query_only = 1")
    return True


def _create(connection: sqlite3.Connection) -> None:
    statement = ""
    for line in SCHEMA.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _drop(connection: sqlite3.Connection) -> None:
    """Drop everything; the tables of the full-text indexes go with them."""
    theirs = " ".join(f"AND name NOT GLOB '{table}_*'" for table in WORD_TABLES)
    rows = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table')"
        f" AND name NOT GLOB 'sqlite_*' {theirs}"
    ).fetchall()
    for kind, name in rows:
        connection.execute(f"DROP {kind} {name}")


def _sweep(folder: Path) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
