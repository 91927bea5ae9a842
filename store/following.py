"""Keeps the index's mirror of the tag file equal to the file, whoever writes it."""

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from store.atomic import stamp
from store.errors import LibraryError, TagFileError
from store.index import Index
from store.mirror import State

if TYPE_CHECKING:
    from store.database import Database


class Follower:
    """A tag file and its mirror. Any thread may call any method."""

    def __init__(self, path: Path, index: Index) -> None:
        self._path = path
        self._index = index
        self._lock = threading.Lock()
        self._opened: Database | None = None
        self._mirrored: State | None = None

    @property
    def path(self) -> Path:
        """The tag file."""
        return self._path

    def database(self) -> "Database":
        """The tag file's tables."""
        # TinyDB takes 20 ms to import, and a start at which nothing is new needs none of it.
        from store.database import Database

        with self._lock:
            target = Path(os.path.realpath(self._path))
            if self._opened is None or self._opened.path != target:  # a link leads elsewhere now
                self._opened = Database(target)
            return self._opened

    def follow(self) -> None:
        """Bring the mirror up to date, if the file is not the version that is mirrored.

        Raises:
            TagFileError: The file cannot be read; the mirror stays as it was.
        """
        if stamp(self._path) == self._index.mirrored_stamp():
            return
        database = self.database()
        with self._lock:
            # Before the records: what is saved in between has another stamp and is seen next time.
            version = stamp(database.path)
            now = State(version, database.records(), database.letters())
            self._index.mirror(now, self._mirrored)
            self._mirrored = now

    def trouble(self) -> tuple[str, ...]:
        """Follow as far as it goes, and tell what was wrong with the file."""
        try:
            self.follow()
        except (TagFileError, LibraryError) as error:  # or its mirror cannot be written
            return (str(error),)
        return ()
