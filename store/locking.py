"""The lock of a file that several processes save: one writer at a time, of threads too."""

import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.atomic import make_folder


class Lock:
    """A lock file beside another file; never renamed or deleted, or two could hold it at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.file = path.parent / f"{path.name}.lock"  # "/" has no name to change
        """Where it is; its folder is made when it is taken first."""
        self._threads = threading.Lock()

    @contextmanager
    def held(self, patience: float) -> Iterator[None]:
        """Hold the lock while the block runs.

        Raises:
            TimeoutError: Somebody else has held it for `patience` seconds.
            OSError: It cannot be taken.
        """
        # 70 ms with asyncio, and many runs save nothing.
        from filelock import FileLock

        until = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise TimeoutError
        try:
            make_folder(self._path.parent)
            lock = FileLock(self.file, mode=self._mode(), fallback_to_soft=False)
            lock.acquire(max(0.0, until - time.monotonic()), poll_interval=0.01)
            try:
                self._let_in()
                yield
            finally:
                with suppress(OSError):  # what is saved is saved
                    lock.release()
        finally:
            self._threads.release()

    @property
    def is_shut(self) -> bool:
        """May this process not take it?"""
        there = os.path.exists(self.file)  # noqa: PTH110 (false, too, where the folder is shut)
        return there and not os.access(self.file, os.W_OK)

    def _let_in(self) -> None:
        """Let everybody take it who may save the file, which may be others than at first."""
        if os.name == "nt":
            return
        with suppress(OSError):
            lock, like = self.file.stat(), self._like()
            if (lock.st_uid, lock.st_gid) != (like.st_uid, like.st_gid):
                with suppress(OSError):
                    os.chown(self.file, like.st_uid, like.st_gid, follow_symlinks=False)
            if stat.S_IMODE(lock.st_mode) != self._mode():
                self.file.chmod(self._mode())

    def _like(self) -> os.stat_result:
        try:
            return self._path.stat()
        except FileNotFoundError:
            return self._path.parent.stat()

    def _mode(self) -> int:
        """The file's mode; a lock must be open to its owner, even of a file that is read-only."""
        try:
            return self._path.stat().st_mode & 0o666 | 0o600
        except OSError:
            return 0o600
