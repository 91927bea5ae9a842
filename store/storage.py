"""The tag file on disk: TinyDB's storage, but atomic, locked, and never over damage."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from itertools import count
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from store import backups, tag_text
from store.atomic import (
    UncertainError,
    keep_aside,
    read_file,
    replace_file,
    stamp,
)
from store.errors import LockedError, TagFileError
from store.locking import Lock
from store.tag_text import DamageError, Lines, NewerError, Tables, text_of

PATIENCE = 5.0
"""How long a save waits for another process, in seconds."""

DATED_KEPT = 7
"""How many dated copies are kept, one for each day on which something was saved."""


@dataclass(frozen=True, slots=True)
class Version:
    """What the tag file held at one time; its tables are for looking at only."""

    stamp: str
    tables: Tables
    old_format: int | None = None
    """The format of the file, where it is an older one than that of the tables."""


@dataclass(slots=True)
class Draft:
    """The tables while a thread changes them."""

    before: Version
    tables: Tables
    is_written: bool = False
    saved: Version | None = None
    """What the file holds since it was saved; None if nothing was written."""
    thread: int = field(default_factory=threading.get_ident)


class AtomicStorage(Storage):
    """A TinyDB storage whose file is always the old or the new version, with one writer at a time.

    Any thread may read, and reading takes no lock. `changing()` holds the lock around a change of
    several tables; a `write` outside of it takes the lock itself and refuses to save over what
    came after the last `read`.
    """

    def __init__(self, path: Path | str, *, today: Callable[[], date] = date.today) -> None:
        self.path = Path(os.path.realpath(path))
        """Where the file really is: a link is followed once, and its target is replaced."""
        self.is_expected = False
        """Was there a file before? One that is gone then is a loss, and no new beginning."""
        self._today = today
        self._lock = Lock(self.path)
        self._latest: Version | None = None
        self._based_on = ""
        self._draft: Draft | None = None

    def version(self) -> Version:
        """What the file holds now, read again only if it has changed.

        Raises:
            TagFileError: It is damaged, of a newer grtui, gone, or cannot be read.
        """
        latest = self._latest
        if latest is None or latest.stamp != stamp(self.path):
            latest = self._latest = self._load(latest.tables if latest else {})
        return latest

    def read(self) -> dict[str, Any] | None:
        """The tables, for the caller to change; None where there is no file.

        Raises:
            TagFileError: As in `version`.
        """
        if draft := self._my_draft():
            return draft.tables
        version = self.version()
        self._based_on = version.stamp
        if not version.stamp:
            return None
        return _copies(version.tables)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Save the tables; inside `changing()`, at its end.

        Raises:
            LockedError: Another process holds the file.
            TagFileError: It could not be saved; the file is as it was.
        """
        if draft := self._my_draft():
            draft.tables, draft.is_written = _as_tables(data), True
            return
        with self._locked():
            if self.version().stamp != self._based_on:
                raise TagFileError(
                    f"NOT saved: another process has changed {self.path} since it was read."
                )
            self._save(data)

    @contextmanager
    def changing(self) -> Iterator[Draft]:
        """Hold the lock, and save what is written meanwhile in one piece.

        Nothing is saved if nothing was written or an error leaves the block.

        Raises:
            LockedError: Another process holds the file.
            TagFileError: It cannot be read, or could not be saved; the file is as it was.
        """
        with self._locked():
            version = self.version()
            self._draft = draft = Draft(version, _copies(version.tables))
            try:
                yield draft
                if draft.is_written:
                    draft.saved = self._save(draft.tables)
            finally:
                self._draft = None

    def start_over(
        self, tables: Tables, *, now: datetime, check: Callable[[Version], object]
    ) -> tuple[Version, Path | None]:
        """Save tables where there is no file that can be used; its backups stay as they are.

        A damaged file gets a name of its own before, and is in the answer under that.

        Args:
            tables: What the file shall hold.
            now: The time, for the name.
            check: Raises ValueError if what is in the file cannot be used.

        Raises:
            LockedError: Another process holds the file.
            TagFileError: It can be used, cannot be read, or could not be saved; it is as it was.
        """
        with self._locked():
            aside = None if self._is_absent(check) else self._put_aside(now)
            return self._save(tables, backs_up=False), aside

    def _is_absent(self, check: Callable[[Version], object]) -> bool:
        """Is there no file? There may be a damaged one, but none that can be used."""
        try:
            check(self._look({}))
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError as error:
            raise self._unreadable(error) from error
        except ValueError:
            return False
        raise TagFileError(f"NOT saved: meanwhile there is a good tag file {self.path}. Try again.")

    def _put_aside(self, now: datetime) -> Path:
        name = f"{self.path.name}.damaged-{now:%Y%m%d-%H%M%S}"
        for number in count(1):
            aside = self.path.with_name(name if number == 1 else f"{name}-{number}")
            try:
                keep_aside(self.path, aside)
                break
            except FileExistsError:
                continue
            except OSError as error:
                raise self._not_saved(error) from error
        return aside

    def _my_draft(self) -> Draft | None:
        draft = self._draft
        return draft if draft and draft.thread == threading.get_ident() else None

    def _load(self, known: Tables) -> Version:
        try:
            return self._look(known)
        except (FileNotFoundError, NotADirectoryError):
            if self.is_expected or backups.copies(self.path):
                raise TagFileError(
                    f"The tag file {self.path} is gone. {backups.remedy_for_loss(self.path)}"
                ) from None
            return Version("", {})
        except OSError as error:
            raise self._unreadable(error) from error
        except NewerError as error:
            raise TagFileError(
                f"The tag file cannot be used: {error}. Use that one. grtui leaves {self.path} as "
                "it is."
            ) from error
        except DamageError as error:
            raise self.damaged(str(error)) from error

    def _look(self, known: Tables) -> Version:
        found, text = read_file(self.path)
        tables = tag_text.read(text, known)
        self.is_expected = True
        number = tag_text.format_of(tables)
        old = number if number < tag_text.FORMAT else None
        return Version(found, tag_text.in_this_format(tables), old)

    def _unreadable(self, error: OSError) -> TagFileError:
        why = error.strerror or error
        return TagFileError(
            f"The tag file {self.path} cannot be read: {why}. "
            "Mend that, or choose another one with --tags."
        )

    def damaged(self, why: str) -> TagFileError:
        """The error that says what is wrong with the file, and how to get its backup back."""
        return TagFileError(
            f"The tag file cannot be used: {why}. {backups.remedy_for_damage(self.path)} "
            f"grtui leaves {self.path} as it is."
        )

    def _save(self, data: Mapping[str, Mapping[str, Any]], *, backs_up: bool = True) -> Version:
        try:
            tables = tag_text.with_format(_as_tables(data))
            copies = self._copies() if backs_up and self.path.exists() else []
            self._based_on = replace_file(self.path, text_of(tables), *copies)
            self._latest = saved = Version(self._based_on, tables)
            self.is_expected = True
        except TypeError as error:
            raise TagFileError(f"NOT saved: {error}.") from error
        except OSError as error:
            raise self._not_saved(error) from error
        self._forget_old_copies(copies)
        return saved

    def _copies(self) -> list[Path]:
        """The names under which the version of now is kept when another one takes its place."""
        dated = backups.named(self.path, self._today().isoformat())
        made = [backups.last(self.path)] if dated.exists() else [backups.last(self.path), dated]
        if self._latest and (old := self._latest.old_format):
            made.append(backups.named(self.path, f"format{old}"))
        return made

    def _forget_old_copies(self, made: list[Path]) -> None:
        if len(made) > 1:
            surplus = backups.dated_copies(self.path)[DATED_KEPT:] + backups.spares(self.path)
            for path in surplus:
                with suppress(OSError):
                    path.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with ExitStack() as stack:
            try:
                stack.enter_context(self._lock.held(PATIENCE))
            except TimeoutError as error:
                raise self._busy() from error
            except OSError as error:
                raise self._not_saved(error) from error
            yield

    def _busy(self) -> LockedError:
        return LockedError(
            f"NOT saved: another process has held {self._lock.file} for {PATIENCE:.0f} seconds. "
            "Try again."
        )

    def _not_saved(self, error: OSError) -> TagFileError:
        why = error.strerror or str(error)
        if isinstance(error, UncertainError):
            return TagFileError(
                f"Perhaps NOT saved: nobody can tell, because {self.path} cannot be looked at any "
                f"more ({why}). Look again when it can."
            )
        if error.errno in (ENOSPC, EDQUOT, EFBIG):
            why = f"the disk or the quota is full ({why}). Make room and try again"
        elif error.errno in (EROFS, EACCES, EPERM):
            what = f"the lock {self._lock.file}" if self._lock.is_shut else "the folder"
            why = f"{what} may not be written ({why}). Choose another tag file with --tags"
        return TagFileError(f"NOT saved: {self.path} is as it was, because {why}.")


def _copies(tables: Tables) -> Tables:
    return {name: table.copy() for name, table in tables.items()}


def _as_tables(data: Mapping[str, Mapping[str, Any]]) -> Tables:
    return {
        name: table if isinstance(table, Lines) else Lines.of(dict(table))
        for name, table in data.items()
    }
