"""The reader with a flaw that is known to be bad: it notes in an article that it was opened."""

import os
import sys
from collections.abc import Callable

from store import folder
from store.folder import Stamp
from tui.cli import main

_read: Callable[[bytes], tuple[bytes, Stamp]] = folder.read


def read_and_touch(path: bytes) -> tuple[bytes, Stamp]:
    """Read a file, and set its time."""
    found = _read(path)
    os.utime(path)
    return found


if __name__ == "__main__":
    folder.read = read_and_touch
    sys.exit(main())
