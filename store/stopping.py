"""Stops a search that nobody waits for any more."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from store.errors import StoppedError


class Stop:
    """Asked for by one thread, it ends what another asks of the index. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._is_set = threading.Event()

    def set(self) -> None:
        """Let the search end now with a StoppedError, or as soon as it begins."""
        with self._lock:
            self._is_set.set()
            if self._connection:
                self._connection.interrupt()

    def wait(self, seconds: float) -> None:
        """Let some time pass in which it may be stopped.

        Raises:
            StoppedError: It was stopped.
        """
        if self._is_set.wait(seconds):
            raise StoppedError("This search was stopped.")

    @contextmanager
    def over(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Stand over what a connection does.

        Raises:
            StoppedError: It was stopped.
        """
        with self._lock:
            self.wait(0)
            self._connection = connection
        try:
            yield
        except sqlite3.OperationalError as error:
            if self._is_set.is_set():
                raise StoppedError("This search was stopped.") from error
            raise
        finally:
            with self._lock:
                self._connection = None
