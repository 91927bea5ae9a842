"""Lets ctrl+c end a search that is in a function of ours which SQLite calls.

The module sqlite3 takes any exception of such a function, KeyboardInterrupt too, for an error of
the statement, which would look like damage of the file.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Interrupts:
    """Keeps the ctrl+c that came within a function until SQLite has given up its statement."""

    def __init__(self) -> None:
        self._kept: KeyboardInterrupt | None = None

    def kept(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function for SQLite."""

        def run(*arguments: Any) -> Any:
            try:
                return function(*arguments)
            except KeyboardInterrupt as interrupt:
                self._kept = interrupt
                raise

        return run

    @contextmanager
    def raised(self) -> Iterator[None]:
        """Raise what was kept instead of the error that came of it."""
        try:
            yield
        except sqlite3.Error:
            kept, self._kept = self._kept, None
            if kept is not None:
                raise kept from None
            raise
