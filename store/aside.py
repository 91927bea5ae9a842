"""What lies in the place of an index: which files, whose, and out of the way with them."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from store.schema import APPLICATION

LOGS = ("-wal", "-shm")
"""What SQLite has beside a file: what is written and not yet in it, and who reads it."""

_KEPT_SECONDS = 30 * 24 * 3600
"""How long the index of another version of the program is kept that nobody writes."""


def files_at(path: Path) -> tuple[object, ...]:
    """Which files are an index and its logs; None for one that is not there."""
    return tuple(_which(f"{path}{suffix}") for suffix in ("", *LOGS))


def _which(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 (each use of the index begins with it)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def put_aside(path: Path) -> None:
    """Rename what is in the place of an index, with its logs, for who wants to look at it.

    What was put aside before is overwritten, unless it is something else than an index.
    """
    if not os.path.lexists(path):
        _remove_logs(path)
        return
    aside = next(place for place in _places(path) if _is_free(place))
    if not _is_index(path):
        # The log of somebody else's file may hold what is nowhere else.
        for suffix in LOGS:
            with suppress(FileNotFoundError):
                Path(f"{path}{suffix}").replace(f"{aside}{suffix}")
    _remove_logs(path)
    path.replace(aside)


def _places(path: Path) -> Iterator[Path]:
    yield Path(f"{path}.damaged")
    for number in count(2):
        yield Path(f"{path}.damaged-{number}")


def _is_free(aside: Path) -> bool:
    return not os.path.lexists(aside) or _is_index(aside)


def _is_index(path: Path) -> bool:
    """Is a file an index, as far as its head tells?"""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    # https://sqlite.org/fileformat.html#application_id
    return head[68:] == APPLICATION.to_bytes(4, "big")


def _remove_logs(path: Path) -> None:
    for suffix in LOGS:
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink()


def sweep_others(path: Path) -> None:
    """Delete the indexes of other versions of the program that nobody has written for a month."""
    name, _, version = path.stem.rpartition(".")
    of_the_same = re.compile(rf"{re.escape(name)}\.(?!{version}\.)\d+{re.escape(path.suffix)}")
    with suppress(OSError):
        for other in path.parent.iterdir() if name else ():
            is_old = time.time() - other.stat().st_mtime > _KEPT_SECONDS
            if is_old and of_the_same.fullmatch(other.name) and _is_index(other):
                other.unlink()
                _remove_logs(other)
