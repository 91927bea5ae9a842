"""The searches of earlier times, so that they can be made again: a text file, a line each."""

import os
from pathlib import Path

from store.harmless import harmless_line
from store.remembered import lines_in, remember

KEPT = 500
"""How many different searches are remembered."""

_MOST_BYTES = 50_000
"""From this size on the file is written anew, with what is kept only."""


class PastSearches:
    """Remembers searches as well as it can: they are no work of the reader's.

    Several processes may add to one file at once, as each adds whole lines at its end.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> list[str]:
        """The searches, the newest last."""
        newest = dict.fromkeys(filter(None, map(harmless_line, reversed(lines_in(self._path)))))
        return list(newest)[:KEPT][::-1]

    def add(self, query: str) -> None:
        """Remember a search, where that is possible."""
        line = harmless_line(query)
        if not line:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._append(f"{line}\n".encode("utf-8", "replace"))
            if self._path.stat().st_size > _MOST_BYTES:
                remember(self._path, self.all())
        except OSError:
            pass  # a full disk, or a home that may not be written

    def _append(self, line: bytes) -> None:
        handle = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # A full disk may have cut the last one.
            is_torn = os.lseek(handle, 0, os.SEEK_END) and not _ends_a_line(handle)
            os.write(handle, b"\n" + line if is_torn else line)
        finally:
            os.close(handle)


def _ends_a_line(handle: int) -> bool:
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) == b"\n"
