"""Tells at little cost whether something may be new in a folder since it was looked through."""

import os
import time
from collections.abc import Mapping

from store import folder
from store.listing import Listing

RECENT_SECONDS = 600
"""How long a complete look answers for files that are written in place, which no folder tells."""


def is_recent(root: bytes, listing: Listing) -> bool:
    """Is the index as the folder is, as far as can be told without looking at each file?"""
    at, folders = listing.last_look()
    is_young = 0 <= time.time() - at < RECENT_SECONDS
    if not (is_young and folder.is_as_before(root, folders)):
        return False
    if listing.is_settled():
        return True
    from store.index import Index

    # Records that have come since may be of articles that are not here.
    return not Index(listing).unlisted_records()


class Watch:
    """How a folder was when this process looked through it last.

    It asks for the time of each folder, and not the system to tell of changes (inotify and its
    like): that knows nothing of what another machine does on a network file system.
    """

    def __init__(self, root: bytes, listing: Listing) -> None:
        self._root = root
        self._listing = listing
        self._folders: Mapping[bytes, int] = {}
        self._look: object = None
        self._at = 0.0

    def note(self, folders: Mapping[bytes, int]) -> None:
        """Note how the folder is, and what the index knows."""
        self._folders, self._look = folders, self._listing.last_look()
        self._at = time.monotonic()

    def is_as_noted(self) -> bool:
        """Is nothing new in the folder, nor in the index by another process?"""
        if not os.path.isdir(self._root):  # noqa: PTH112 (bytes)
            return True  # nothing can be looked at; `Library.news` tells of it
        return (
            time.monotonic() - self._at < RECENT_SECONDS
            and folder.is_as_before(self._root, self._folders)
            and self._listing.last_look() == self._look
        )
