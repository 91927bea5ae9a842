"""Tells at little cost whether something may be new in a folder since it was looked through."""

import os
import time
from collections.abc import Mapping

from store import folder
from store.index import Index

LOOK_ANYWAY_SECONDS = 600
"""After how long all files are looked at, for those that were written in place."""


class Watch:
    """How a folder was when this process looked through it last.

    It asks for the time of each folder, and not the system to tell of changes (inotify and its
    like): that knows nothing of what another machine does on a network file system.
    """

    def __init__(self, root: bytes, index: Index) -> None:
        self._root = root
        self._index = index
        self._folders: Mapping[bytes, int] = {}
        self._look: object = None
        self._at = 0.0

    def note(self, folders: Mapping[bytes, int]) -> None:
        """Note how the folder is, and what the index knows."""
        self._folders, self._look = folders, self._index.last_look()
        self._at = time.monotonic()

    def is_as_noted(self) -> bool:
        """Is nothing new in the folder, nor in the index by another process?"""
        if not os.path.isdir(self._root):  # noqa: PTH112 (bytes)
            return True  # nothing can be looked at; `Library.news` tells of it
        return (
            time.monotonic() - self._at < LOOK_ANYWAY_SECONDS
            and folder.is_as_before(self._root, self._folders)
            and self._index.last_look() == self._look
        )
