"""What the errors of SQLite mean for the index, and what helps."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto

from store.errors import BusyError, GrtuiError, LibraryError

_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_OF_THE_PLACE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,  # locks that do not work
    sqlite3.SQLITE_NOLFS,
}
"""What goes wrong where a file lies; it goes well elsewhere."""
_CIRCUMSTANCES = {*_IN_USE, *_OF_THE_PLACE, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT}
"""What goes wrong with an index that is not damaged."""
_CUT = {sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}
"""What looks like a circumstance, and comes of a damaged file."""


_LIMITS = ("stack overflow", "too many", "too large", "too deep")
"""What SQLite says of a query that is more than it takes."""


class Remedy(Enum):
    """What helps where an index cannot be used."""

    ANEW = auto()
    """To put it aside and begin an empty one."""
    AGAIN = auto()
    """To open what is in its place now."""
    ELSEWHERE = auto()
    """To begin an empty one where files can be written."""


class DamagedError(GrtuiError):
    """The index cannot be used as it is; `Cache.renew` opens or begins another.

    Attributes:
        generation: Which of the files that were at this place it was.
        remedy: What helps.
    """

    def __init__(self, message: str, generation: int, remedy: Remedy = Remedy.ANEW) -> None:
        super().__init__(message)
        self.generation = generation
        self.remedy = remedy


@contextmanager
def told(generation: int) -> Iterator[None]:
    """Turn what SQLite says into an error of ours."""
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise DamagedError(f"The search index is damaged: {error}.", generation) from error
        if _code(error) in _IN_USE:
            raise BusyError(
                "Another process is writing the search index; it takes a moment."
            ) from error
        message = f"The search index could not be used: {error}."
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED:
            raise DamagedError(message, generation, Remedy.AGAIN) from error
        if _code(error) in _OF_THE_PLACE:
            raise DamagedError(message, generation, Remedy.ELSEWHERE) from error
        raise LibraryError(message) from error
    except UnicodeEncodeError:
        raise  # what was asked for is no text; the index has nothing to do with it
    except (TypeError, ValueError) as error:
        # A damaged row may hold anything: a number for a text, bytes that are no UTF-8.
        raise DamagedError(f"The search index is damaged: {error}.", generation) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Does an error come of what is in the file?"""
    is_cut = getattr(error, "sqlite_errorcode", None) in _CUT
    return is_cut or (_code(error) not in _CIRCUMSTANCES and not is_too_much(error))


def is_too_much(error: sqlite3.Error) -> bool:
    """Is it a query that is more than SQLite takes?"""
    return any(limit in str(error) for limit in _LIMITS)


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF
