"""Walks a library: which files are articles, which of them changed, and what is in them."""

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from io import FileIO
from itertools import islice
from mmap import mmap
from typing import NamedTuple

from store.harmless import harmless_name

# Windows has no such flag, and no FIFOs in a folder either. There a file must be told to be binary.
_NONBLOCKING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

SETTLED_NS = 50_000_000
"""How old a file or folder must be before its time tells that it is unchanged: clocks of file
systems tick every 4 ms or more, and it may be changed twice within a tick."""

FOLDER_SETTLED_NS = 2_000_000_000
"""The same for a folder: where it has no size to tell, some clocks tick every two seconds (FAT)."""

_NAMES_AT_ONCE = 4000
"""How many names of a folder are sorted at once."""

SUFFIXES = (b".txt", b".md", b".markdown", b".html", b".htm")
"""What the name of an article's file ends in, in any case."""


class Stamp(NamedTuple):
    """What tells, without reading it, whether a file is as it was."""

    size: int
    mtime_ns: int
    inode: int


class Walk:
    """A walk through a library that goes as far as its files are asked for.

    Hidden names are skipped; so are links to folders, whatever is not a regular file (a FIFO, a
    socket, a device), and a link that leads out of the library.
    """

    def __init__(self, folder: bytes) -> None:
        self._root = os.path.realpath(folder)
        self.unreadable: list[bytes] = []
        """The folders that could not be read; an empty name is the library itself."""
        self.folders: dict[bytes, int] = {}
        """When the entries of each folder last changed, in nanoseconds.

        0 where it is just changing, or a file in it is just being written.
        """

    def files(self) -> Iterator[tuple[bytes, Stamp]]:
        """The files of all articles, in the order of their paths, byte by byte.

        A path is relative to the library, as the file system spells it: not all names are UTF-8.
        """
        waiting = [iter([b""])]  # folders end in a slash, but for the library itself
        while waiting:
            path = next(waiting[-1], None)
            if path is None:
                waiting.pop()
            elif path and not path.endswith(b"/"):
                if stamp := self._stamp(path):
                    yield path, stamp
            else:
                waiting.append(self._paths_in(path.removesuffix(b"/")))

    def _paths_in(self, inside: bytes) -> Iterator[bytes]:
        """What is to be looked at in a folder."""
        try:
            self.folders[inside] = _changed_at(joined(self._root, inside))
            with os.scandir(joined(self._root, inside)) as entries:
                names = filter(None, map(self._name, entries))
                pieces = [*iter(lambda: _piece(islice(names, _NAMES_AT_ONCE)), None)]
        except OSError:
            self.unreadable.append(inside)
            return iter(())
        return (joined(inside, name) for name in merge(*map(_cut, pieces)))

    def _name(self, entry: os.DirEntry[bytes]) -> bytes:
        """The name of a folder, with a slash, or of what may be an article; empty for all else."""
        if _opens(entry):
            return entry.name + b"/"
        return entry.name if self._may_be_article(entry) else b""

    def _may_be_article(self, entry: os.DirEntry[bytes]) -> bool:
        if entry.name.startswith(b".") or not entry.name.lower().endswith(SUFFIXES):
            return False
        try:
            return not entry.is_symlink() or _is_inside(self._root, entry.path)
        except OSError:
            return False

    def _stamp(self, path: bytes) -> Stamp | None:
        """How a file is, and None where it is none; its folder is not at rest if it is young."""
        try:
            status = os.stat(joined(self._root, path))  # noqa: PTH116 (a path of bytes)
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        # A copy over a slow line grows for a while; then no folder tells. A time far in the future
        # tells nothing.
        if abs(time.time_ns() - status.st_mtime_ns) < FOLDER_SETTLED_NS:
            self.folders[path.rpartition(b"/")[0]] = 0
        return _stamp(status)


def is_as_before(folder: bytes, folders: Mapping[bytes, int]) -> bool:
    """Has none of the folders of an earlier walk got another file, or lost one, since?

    That a file was written in place is not seen; most programs write a new one and rename it.
    """
    root = os.path.realpath(folder)
    try:
        return bool(folders) and all(
            at and _changed_at(joined(root, path)) == at for path, at in folders.items()
        )
    except OSError:
        return False


def _changed_at(folder: bytes) -> int:
    # Not st_mtime_ns: who unpacks an archive sets that back.
    changed_at = os.stat(folder).st_ctime_ns  # noqa: PTH116 (a path of bytes)
    return 0 if changed_at > time.time_ns() - FOLDER_SETTLED_NS else changed_at


def read(path: bytes) -> tuple[bytes, Stamp]:
    """The bytes of a regular file, and its stamp as they were read.

    Raises:
        OSError: It cannot be read, or is not a regular file.
    """
    # A FIFO that took the file's place since the walk would hold a plain open() for ever.
    handle = os.open(path, os.O_RDONLY | _NONBLOCKING)
    with FileIO(handle) as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("It is not a regular file.")
        return file.readall(), _stamp(status)


def stamp(path: bytes) -> Stamp | None:
    """The stamp of a file as it is now; None where there is none."""
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 (a path of bytes)
    except OSError:
        return None


def is_settled(stamp: Stamp) -> bool:
    """Was the file written long enough ago for its stamp to tell of the next change?"""
    return abs(time.time_ns() - stamp.mtime_ns) >= SETTLED_NS


def joined(folder: bytes, path: bytes) -> bytes:
    """A path below a folder; `pathlib` knows no bytes."""
    return folder.rstrip(b"/") + b"/" + path if folder else path


def name_of(path: bytes) -> bytes:
    """The last part of a path."""
    return path.rpartition(b"/")[2]


def shown(path: bytes) -> str:
    r"""A path in a form that can be shown on one line: what is not UTF-8 is escaped.

    >>> shown(b"2018/caf\xe9\n.txt")
    '2018/caf\\xe9\\n.txt'
    """
    return harmless_name(path.decode("utf-8", "backslashreplace"))


def _piece(names: Iterable[bytes]) -> mmap | None:
    """Names by name, in memory that the system gets back; None where there are none."""
    if joined := b"".join(name + b"\0" for name in sorted(names)):
        piece = mmap(-1, len(joined))
        piece.write(joined)
        return piece
    return None


def _cut(piece: mmap) -> Iterator[bytes]:
    """The names of a piece, one by one."""
    start = 0
    while (end := piece.find(b"\0", start)) >= 0:
        yield piece[start:end]
        start = end + 1


def _opens(entry: os.DirEntry[bytes]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not _is_hidden(entry.name)
    except OSError:
        return False


def _is_hidden(name: bytes) -> bool:
    # The file system's own folder at the top of a disk, which nobody may read.
    return name.startswith(b".") or name == b"lost+found"


def _is_inside(root: bytes, link: bytes) -> bool:
    return os.path.realpath(link).startswith(root.rstrip(b"/") + b"/")


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)
