"""What can go wrong, each with a whole sentence to the reader."""

from store.harmless import harmless


class GrtuiError(Exception):
    """Something went wrong: the message says what, where, and what to do about it."""

    def __init__(self, message: str) -> None:
        super().__init__(harmless(message))  # it may name a file, a folder or a tag of anyone's


def reason(error: OSError) -> str:
    """Why the system refused something, for the middle of a sentence: `permission denied`."""
    return (error.strerror or str(error)).rstrip(".").lower()


class LibraryError(GrtuiError):
    """The folder cannot serve as a library."""


class BusyError(LibraryError):
    """Another process has written the index for longer than anything takes."""


class NotFoundError(LibraryError):
    """There is no such article."""


class StoppedError(GrtuiError):
    """A search was stopped, as nobody waits for its answer any more."""


class QueryError(GrtuiError):
    """A query cannot be understood.

    Attributes:
        start: Where the trouble begins in the query's text, in characters.
        end: Where it ends (exclusive).
    """

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class TagFileError(GrtuiError):
    """The tag file cannot be read or written; nothing in it was changed."""


class LockedError(TagFileError):
    """Another process holds the tag file for longer than a save takes."""


class HistoryError(GrtuiError):
    """A change cannot be taken back or made again, because it was changed since; nothing was."""
