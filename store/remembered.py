"""Lines that are remembered from day to day, as well as it can be: no work of the reader's."""

import os
from pathlib import Path

from store.harmless import harmless_line

KEPT = 500
"""How many different lines are remembered."""

_MOST_BYTES = 50_000
"""From this size on the file is written anew, with what is kept only."""


class RememberedLines:
    """A text file of lines, of which the newest are kept: searches, or places in results.

    Several processes may add to one file at once, as each adds whole lines at its end.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> list[str]:
        """The lines, the newest last."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        newest = dict.fromkeys(filter(None, map(harmless_line, reversed(text.splitlines()))))
        return list(newest)[:KEPT][::-1]

    def add(self, text: str) -> None:
        """Remember a line, where that is possible."""
        line = harmless_line(text)
        if not line:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._append(f"{line}\n".encode("utf-8", "replace"))
            if self._path.stat().st_size > _MOST_BYTES:
                self._shorten()
        except OSError:
            pass  # a full disk, or a home that may not be written

    def _append(self, line: bytes) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)

    def _shorten(self) -> None:
        shorter = self._path.with_suffix(".new")
        shorter.touch(0o600)
        shorter.write_text("".join(f"{line}\n" for line in self.all()), encoding="utf-8")
        shorter.replace(self._path)
