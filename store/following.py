"""Keeps the index's mirror of the tag file equal to the file, whoever writes it."""

import os
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from store.answers import News
from store.atomic import stamp
from store.errors import LibraryError, TagFileError
from store.listing import Listing
from store.locations import why_read_only

if TYPE_CHECKING:
    from store.database import Database, Saved
    from store.history import Step
    from store.mirror import State


QUICK = 0.2
"""Seconds that what shows on a screen waits for another process that writes the index."""

_TRY_AGAIN_SECONDS = 5.0
"""How long a file that could not be used is not read again, unless it changes."""


class Follower:
    """A tag file and its mirror. Any thread may call any method."""

    def __init__(self, path: Path, listing: Listing) -> None:
        self._path = path
        self._listing = listing
        self._lock = threading.Lock()
        self._opened: Database | None = None
        self._mirrored: State | None = None
        self._shown: str | None = None
        self._history: Mapping[str, bytes] | None = None
        self._since = datetime.now().astimezone().replace(microsecond=0)
        self._failed: tuple[str, TagFileError, float] | None = None
        self._obstacle = ""
        # A thread that refreshes the index never takes it.
        self.saving = threading.Lock()
        """Held while this process saves."""

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
            if self._opened is None:
                self._opened = Database(target)
                if self._shown:
                    self._opened.expect()
            elif self._opened.path != target:  # a link leads elsewhere now
                self._opened = Database(target)
            return self._opened

    def follow(self, patience: float | None = None) -> None:
        """Bring the mirror up to date, if the file is not the version that is mirrored.

        Waits `patience` seconds for another process that writes the mirror.

        Raises:
            TagFileError: The file cannot be read; the mirror stays as it was.
            LibraryError: The mirror cannot be written.
        """
        version = stamp(self._path)
        if version == self._listing.mirrored_stamp():
            self._shown = version if self._shown is None else self._shown
            return
        if self._failed and self._failed[0] == version and time.monotonic() < self._failed[2]:
            raise self._failed[1]
        self._mirror(patience)

    def _mirror(self, patience: float | None) -> None:
        from store.index import Index
        from store.mirror import State

        database = self.database()
        with self._lock:
            try:
                # Before the records: what is saved in between has another stamp, seen next time.
                version = stamp(database.path)
                now = State(
                    version,
                    database.records(),
                    database.letters(),
                    database.searches(),
                    database.namings(),
                )
            except TagFileError as error:
                self._failed = version, error, time.monotonic() + _TRY_AGAIN_SECONDS
                raise
            Index(self._listing).mirror(now, self._mirrored, patience)
            self._mirrored = now
            self._shown = version if self._shown is None else self._shown

    def news(self) -> News:
        """Whether another process has changed the file since the last call, and can it be saved?"""
        if not self.saving.acquire(blocking=False):
            return News(False, self._obstacle)  # a save of this process is no news
        changed = False
        steps: tuple[Step, ...] = ()
        try:
            self._obstacle = why_read_only(self._path)
            if changed := self._catch_up():
                steps = self._steps()
        except TagFileError as error:
            self._obstacle = str(error)
        except LibraryError:
            pass  # Another process is at the index; the tag file can be saved. The next look tells.
        finally:
            self.saving.release()
        return News(changed, self._obstacle, steps)

    def _steps(self) -> tuple["Step", ...]:
        """What others did since the last look, or since this process began, newest first."""
        database, before = self.database(), self._history
        self._history = database.history_lines()
        if before is not None:
            return tuple(database.steps_since(before))
        return tuple(takewhile(lambda step: step.when >= self._since, database.history()))

    def _catch_up(self) -> bool:
        """Follow; has another process changed the file since the last call, or the first look?

        Raises:
            TagFileError: As in `follow`.
            LibraryError: As in `follow`.
        """
        now = stamp(self._path)
        if now == self._shown:
            return False
        self.follow(QUICK)
        self._shown = now
        return True

    def note(self, saved: "Saved", *, is_mirrored: bool) -> None:
        """What this process saved is nothing new to it, if it is mirrored."""
        if self._history is not None:
            self._history = {**self._history, **saved.written}
        else:
            # It is saved, whatever another process does to the file in this moment.
            with suppress(TagFileError):
                self._history = self.database().history_lines()
        if is_mirrored and self._shown == saved.before:
            self._shown = saved.after

    def trouble(self, patience: float | None = None) -> tuple[str, ...]:
        """Follow as far as it goes, and tell what was wrong with the file."""
        try:
            self.follow(patience)
        except (TagFileError, LibraryError) as error:  # or its mirror cannot be written
            return (str(error),)
        return ()
