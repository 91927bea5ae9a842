"""Text files of what is remembered as well as it can be: no work of the reader's is in them."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from store import folder


def lines_in(path: Path) -> list[str]:
    """The lines of a file; nothing where there is none, or it cannot be read."""
    try:
        data, _ = folder.read(os.fsencode(path))
    except OSError:
        return []
    return data.decode("utf-8", "replace").splitlines()


def remember(path: Path, lines: Iterable[str]) -> None:
    """Put other lines in the place of a file, if that is possible; only its owner may read it."""
    try:
        put(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    except OSError:
        pass  # a full disk, or a home that may not be written


def put(path: Path, data: bytes) -> None:
    """Put other bytes in the place of a file; only its owner may read it.

    Raises:
        OSError: It was not done: a full disk, or a home that may not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Another reader may do the same at this moment, in a file of its own.
    new = path.with_name(f"{path.name}.{os.urandom(8).hex()}.new")
    try:
        new.touch(0o600)
        new.write_bytes(data)
        new.replace(path)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
